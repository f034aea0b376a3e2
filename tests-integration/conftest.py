"""What the tests across packages share: the workspace as data, and environments beside our own."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from workspace import PACKAGES, ROOT, MakeEnvironment, Project, read_toml, run


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `package` once for each package of the workspace."""
    if "package" in metafunc.fixturenames:
        metafunc.parametrize("package", PACKAGES)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def projects() -> dict[str, Project]:
    """The `pyproject.toml` of each package, by its folder."""
    return {package: read_toml(ROOT / "packages" / package / "pyproject.toml") for package in PACKAGES}


@pytest.fixture(scope="session")
def top_project() -> Project:
    """The `pyproject.toml` of the workspace."""
    return read_toml(ROOT / "pyproject.toml")


@pytest.fixture(scope="session")
def make_environment(tmp_path_factory: pytest.TempPathFactory) -> MakeEnvironment:
    """Makes a fresh virtual environment with some requirements; gives the path of its interpreter."""

    def make(name: str, *requirements: str) -> Path:
        home = tmp_path_factory.mktemp(name) / "environment"
        python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        uv = os.environ.get("UV") or shutil.which("uv")
        if uv:
            run(uv, "venv", "--quiet", "--python", sys.executable, str(home))
            run(uv, "pip", "install", "--quiet", "--python", str(python), *requirements)
        else:
            run(sys.executable, "-m", "venv", str(home))
            run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements)
        return python

    return make


@pytest.fixture(params=["httpcore", "h11", "httptools"])
def connections(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Async connections of each kind: those of httpcore, and ours with either parser."""
    from anthropic import _http11, _pool  # few tests need them

    monkeypatch.setattr(_pool, "_is_watched", lambda of_request: request.param == "httpcore")
    if request.param == "h11":
        monkeypatch.setattr(_http11, "Parser", _http11.H11Parser)
    else:
        assert _http11.Parser is not _http11.H11Parser, "httptools is not installed"
