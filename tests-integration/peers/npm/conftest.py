"""Peers from npm: installed into folders of their own, run by node."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Callable

import pytest
from workspace import run

Install = Callable[..., Path]
"""Takes a name and packages; gives the folder that holds `node_modules`."""


@pytest.fixture(scope="session")
def node() -> str:
    """The node interpreter; these tests fail where there is none, they do not pass by."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        pytest.fail("These tests need node and npm on the path.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def npm_install(node: str, tmp_path_factory: pytest.TempPathFactory) -> Install:
    def install(name: str, *packages: str) -> Path:
        folder, npm = tmp_path_factory.mktemp(name), shutil.which("npm") or ""
        options = ["--no-audit", "--no-fund", "--silent", "--no-save", "--prefix", str(folder)]
        run(npm, "install", *options, *packages, cwd=folder)
        return folder

    return install
