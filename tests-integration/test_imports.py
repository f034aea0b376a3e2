"""Who may import whom: read from the import graph, imports for type checkers and inside functions included."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import grimp
import pytest
from graphlib import CycleError, TopologicalSorter

SUBMODULES = frozenset({"tools"})
"""Names of modules among the exports; stubs of their own stand for them."""


@pytest.fixture(scope="module")
def graph(projects: dict[str, Any]) -> grimp.ImportGraph:
    """The import graph of all packages of the workspace, without third-party packages."""
    first, *rest = [package.replace("-", "_") for package in projects]
    return grimp.build_graph(first, *rest, include_external_packages=False, cache_dir=None)


def test_core_imports_no_sibling(graph: grimp.ImportGraph) -> None:
    """The core finds plug-ins by their entry points, never by name."""
    core = {module for module in graph.modules if module.split(".")[0] == "anthropic"}
    outward = {
        f"{module} -> {imported}"
        for module in core
        for imported in graph.find_modules_directly_imported_by(module)
        if imported not in core
    }
    assert outward == set()


def test_siblings_use_only_what_is_public(graph: grimp.ImportGraph) -> None:
    """A sibling is a plug-in like a stranger's: it imports no private module of another package."""
    trespasses = {
        f"{module} -> {imported}"
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if module.split(".")[0] != imported.split(".")[0]
        if any(part.startswith("_") for part in imported.split("."))
    }
    assert trespasses == set()


def test_no_private_name_crosses_packages(root: Path, projects: dict[str, Any]) -> None:
    """Nor does it import a private name from a public module."""
    trespasses: list[str] = []
    for package in projects:
        own = package.replace("-", "_")
        for path in sorted((root / "packages" / package / "src").rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
                    home = node.module.split(".")[0]
                    if home in {name.replace("-", "_") for name in projects} - {own}:
                        private = [name.name for name in node.names if name.name.startswith("_")]
                        trespasses += [f"{path.relative_to(root)}: {node.module}.{name}" for name in private]
    assert trespasses == []


def test_no_import_cycles(graph: grimp.ImportGraph) -> None:
    """Modules form layers: whoever reads one needs only those below it."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for module in graph.modules:
        sorter.add(module, *(graph.find_modules_directly_imported_by(module) - {module}))
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail("A cycle: " + " -> ".join(error.args[1]))


def test_type_checkers_know_what_siblings_export(root: Path, projects: dict[str, Any]) -> None:
    """`from anthropic import AnthropicBedrock` completes in an editor: a stub names each export."""
    stub = (root / "packages/anthropic/src/anthropic/_exports.pyi").read_text("utf-8")
    named = {
        alias.asname for node in ast.walk(ast.parse(stub)) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    exported: set[str] = set()
    for package in projects:
        plugin = importlib.import_module(f"{package.replace('-', '_')}.plugin") if package != "anthropic" else None
        exports: Any = getattr(plugin, "anthropic_exports", dict)
        exported |= {name for name in exports() if name.isidentifier() and name not in SUBMODULES}
    assert named == exported
