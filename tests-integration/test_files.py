"""What must not be in any file of the project, and what must be at its top."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

TOP = {
    "packages",
    "tests-integration",
    "benchmarks",
    "docs",
    "noxfile.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "changelog.d",
    ".ci",
    ".editorconfig",
    ".gitignore",
    ".gitattributes",
}

LEFT_BY_TOOLS = {"__pycache__", "dist", "node_modules"}

# Written so that this file does not contain what it looks for.
FORBIDDEN = {
    "a package index or registry by host": r"py[p]i\.org|pythonhosted\.or[g]|npmjs\.(?:or[g]|co[m])|yarnpkg\.co[m]",
    "a path of somebody's machine": r"/roo[t]/|/home/[a-z]|/Users/[a-z]|(?<![\w.])/wor[k]/|\.pyen[v]/versions/\d",
    "a folder outside the project": r"\.\./share[d]\b",
    "an issue by its number": r"\b[Ii]ssu[e] #?\d",
    "a secret": r"sk-ant-(?:api|oat)\d\d-[A-Za-z0-9_-]{20}|AKIA(?!UNKNOWN|\w*EXAMPLE)[0-9A-Z]{16}",
    "a conflict that was not resolved": r"^(?:<{7}|>{7}) ",
}


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """Every file of the project, and none that tools have left."""
    found: list[Path] = []
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if name == ".ci" or not (name.startswith(".") or name in LEFT_BY_TOOLS)]
        found += [Path(folder, name) for name in names if not name.startswith(".coverage")]
    assert len(found) > 50
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(files: list[Path], root: Path, what: str) -> None:
    """The project builds anywhere, for anybody."""
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found: list[str] = []
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(root)}: {match.group()!r}" for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package index or registry by host", "https://" + "pypi" + ".org/simple"),
        ("a path of somebody's machine", "/home" + "/me/x"),
        ("a path of somebody's machine", "see /work" + "/main"),
        ("a folder outside the project", ".." + "/shared/wire"),
        ("an issue by its number", "see iss" + "ue 12"),
        ("a secret", "sk-ant-" + "api03-" + "a" * 30),
        ("a conflict that was not resolved", "<" * 7 + " HEAD"),
    ],
)
def test_what_is_looked_for_would_be_found(what: str, text: str) -> None:
    """The patterns above match what they are for."""
    assert re.search(FORBIDDEN[what], text, re.MULTILINE)


def test_top_level_is_what_the_architecture_says(files: list[Path], root: Path) -> None:
    """A newcomer sees the whole house at a glance."""
    assert {path.relative_to(root).parts[0] for path in files} <= TOP


def test_readme_fits_one_screen(root: Path) -> None:
    """The README is read to its end."""
    assert len((root / "README.md").read_text("utf-8").splitlines()) <= 60


def test_continuous_integration_runs_the_command_of_the_readme(root: Path) -> None:
    """What a newcomer is told to run is what is run on each change: the README has it, on one line, once."""
    pattern = re.compile(r"^python3 -m venv .* \.venv/bin/nox$", re.MULTILINE)
    assert len(pattern.findall((root / "README.md").read_text("utf-8"))) == 1
    assert "grep -E '^python3 -m venv .* \\.venv/bin/nox$' README.md" in (root / ".ci" / "run").read_text("utf-8")
