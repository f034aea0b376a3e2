"""The workspace as data, and commands: what the tests across packages lean on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Dict

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(path.parent.name for path in ROOT.glob("packages/*/pyproject.toml"))

Project = Dict[str, Any]
MakeEnvironment = Callable[..., Path]
"""Takes a name and requirements, makes a fresh environment with them, gives the path of its interpreter."""


def read_toml(path: Path) -> Project:
    """A TOML file as a dictionary."""
    return tomllib.loads(path.read_text("utf-8"))


def run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a command to its end; gives what it printed. Fails with all of its output."""
    done = subprocess.run(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}", pytrace=False)
    return done.stdout


def siblings_of(project: Project) -> list[str]:
    """The packages of this workspace that a package needs, not counting its extras."""
    return [name for name in map(named, project["project"].get("dependencies", [])) if name in PACKAGES]


def named(requirement: str) -> str:
    """The package that a requirement asks for."""
    return canonicalize_name(Requirement(requirement).name)
