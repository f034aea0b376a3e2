"""A plug-in that a stranger wrote: built into a wheel, installed beside our wheels in a fresh environment, and run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from workspace import MakeEnvironment

PROJECT = Path(__file__).parent / "acme-gateway"
OURS = ("anthropic", "anthropic-testing", "anthropic-cli")
PROGRAM = """
import importlib.metadata, json
from anthropic import AcmeGateway, plugins
found = {plugin.name: [plugin.distribution, plugin.failure] for plugin in plugins.installed().all()}
command = plugins.installed().load("anthropic_commands", "acme-budget").name
names = ("anthropic", "anthropic-testing", "anthropic-cli", "acme-gateway")
origins = [importlib.metadata.distribution(name).read_text("direct_url.json") for name in names]
print(json.dumps({"found": found, "command": command, "name": AcmeGateway.name, "origins": origins}))
"""


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a command to its end, without the settings of whoever runs the tests; gives what it printed."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("ANTHROPIC_", "PYTHON", "PYTEST_"))}
    done = subprocess.run(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheels(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Our wheels, and the stranger's, each built from a copy of its folder by the backend that it names."""
    folder = tmp_path_factory.mktemp("wheelhouse")
    sources = tmp_path_factory.mktemp("sources")
    build = f"import hatchling.build; hatchling.build.build_wheel({str(folder)!r})"
    for project in (*(root / "packages" / name for name in OURS), PROJECT):
        copied = sources / project.name
        shutil.copytree(project, copied, ignore=shutil.ignore_patterns("__pycache__", "dist", "build"))
        run(sys.executable, "-c", build, cwd=copied)
    return sorted(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(make_environment: MakeEnvironment, wheels: list[Path]) -> Path:
    """The interpreter of a fresh environment with these wheels; what else they need comes from the index."""
    return make_environment("stranger", *map(str, wheels), "pytest", "trio")


def test_plugin_is_found(python: Path) -> None:
    """By its entry point: provider, export and command, nothing broken; and every package came from a wheel here."""
    seen: Any = json.loads(run(str(python), "-I", "-c", PROGRAM).splitlines()[-1])
    assert seen["found"]["acme"] == ["acme-gateway", None]
    assert [failure for _, failure in seen["found"].values()] == [None] * len(seen["found"])
    assert (seen["command"], seen["name"]) == ("acme-budget", "acme")
    assert all(json.loads(origin)["url"].endswith(".whl") for origin in seen["origins"])


def test_suite_of_the_stranger(python: Path, tmp_path: Path) -> None:
    """Its own tests, the conformance suite among them, where nothing of this checkout can be imported."""
    tests = shutil.copytree(PROJECT / "tests", tmp_path / "tests")
    output = run(str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests), cwd=tmp_path)
    (last,) = output.splitlines()[-1:]
    assert " passed" in last
    assert "skipped" not in last


def test_command_of_the_stranger(python: Path) -> None:
    """The command line has the stranger's command."""
    assert "Say what a team has left." in run(str(python), "-I", "-m", "anthropic_cli", "acme-budget", "--help")
