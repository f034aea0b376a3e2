"""A plug-in that a stranger wrote: built into a wheel, installed beside our wheels in a fresh environment, and run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE / "acme-gateway"
OURS = ("anthropic", "anthropic-testing", "anthropic-cli")
PROGRAM = """
import asyncio, importlib.metadata, json
from anthropic import AcmeGateway, Anthropic, plugins
found = {plugin.name: [plugin.distribution, plugin.failure] for plugin in plugins.installed().all()}
command = plugins.installed().load("anthropic_commands", "acme-budget").name
origin = {name: importlib.metadata.distribution(name).read_text("direct_url.json") for name in ("anthropic", "acme-gateway")}
print(json.dumps({"found": found, "command": command, "name": AcmeGateway.name, "origin": origin}))
"""


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a command to its end, without the settings of whoever runs the tests; gives what it printed."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("ANTHROPIC_", "PYTHON", "VIRTUAL_"))}
    done = subprocess.run(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheelhouse(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our wheels, and the stranger's, each built from a copy of its folder by the backend that it names."""
    folder = tmp_path_factory.mktemp("wheelhouse")
    sources = tmp_path_factory.mktemp("sources")
    for project in (*(root / "packages" / name for name in OURS), PROJECT):
        copied = sources / project.name
        shutil.copytree(project, copied, ignore=shutil.ignore_patterns("__pycache__", "dist", "build"))
        build = f"import hatchling.build; print(hatchling.build.build_wheel({str(folder)!r}))"
        run(sys.executable, "-c", build, cwd=copied)
    return folder


@pytest.fixture(scope="module")
def python(wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment: third-party packages from the index, ours only from the wheels."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    made = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(made), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    third_party = ["click", "httpx", "pluggy", "pydantic>=2.7", "pytest", "starlette", "trio", "uvicorn"]
    run(*pip, *third_party, *_requirements(wheelhouse))
    run(*pip, "--no-index", "--no-deps", f"--find-links={wheelhouse}", *OURS, "acme-gateway")
    return made


def _requirements(wheelhouse: Path) -> list[str]:
    """What our wheels ask for, siblings left out."""
    import email
    import zipfile

    from packaging.requirements import Requirement

    found: list[str] = []
    for wheel in wheelhouse.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            metadata = email.message_from_bytes(archive.read(name))
        for text in metadata.get_all("Requires-Dist", []):
            requirement = Requirement(text)
            is_ours = requirement.name.replace("_", "-").startswith(("anthropic", "acme"))
            if not is_ours and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                requirement.marker = None
                found.append(str(requirement))
    return found


def test_plugin_is_found(python: Path) -> None:
    """By its entry point: provider, export and command, nothing broken; and every package came from a wheel here."""
    import json

    seen = json.loads(run(str(python), "-I", "-c", PROGRAM).splitlines()[-1])
    assert seen["found"]["acme"] == ["acme-gateway", None]
    assert all(failure is None for _, failure in seen["found"].values())
    assert (seen["command"], seen["name"]) == ("acme-budget", "acme")
    assert all("file://" in origin for origin in seen["origin"].values())


def test_suite_of_the_stranger(python: Path) -> None:
    """Its own tests, the conformance suite among them, in the environment where nothing else is."""
    output = run(str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", str(PROJECT / "tests"), cwd=python.parent)
    assert " passed" in output
    assert "failed" not in output
    assert "skipped" not in output


def test_command_runs(python: Path) -> None:
    """The command line lists the stranger's command and shows its help."""
    assert "What a team" in run(str(python), "-I", "-m", "anthropic_cli", "acme-budget", "--help") or "Say what a team"
