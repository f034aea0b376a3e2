"""The packages fit together: one version, exact pins, the same frame for each."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PLANNED = {"beta", "bedrock", "cli", "foundry", "testing", "vertex"}
"""Siblings for which the core has an extra of the same name."""


def stated_version(root: Path, package: str) -> str:
    """The version in the one file of a package that states it."""
    (source,) = (root / "packages" / package).glob("src/*/_version.py")
    found = re.findall(r'^__version__ = "(\d+\.\d+\.\d+\S*)"$', source.read_text("utf-8"), re.MULTILINE)
    assert len(found) == 1
    return str(found[0])


def is_ours(requirement: str) -> bool:
    """Whether a requirement names the core or one of its siblings, existing or planned."""
    name = canonicalize_name(Requirement(requirement).name)
    return name == "anthropic" or name in {f"anthropic-{extra}" for extra in PLANNED}


def test_all_packages_state_one_version(root: Path, projects: dict[str, Any]) -> None:
    """Lockstep: whoever has two packages of the project at one version has a pair that was tested."""
    assert len({stated_version(root, package) for package in projects}) == 1


def test_version_is_written_once(projects: dict[str, Any], package: str) -> None:
    """The metadata takes the version from the code."""
    project = projects[package]
    assert project["project"]["dynamic"] == ["version"]
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"].endswith("/_version.py")


def test_installed_metadata_has_the_stated_version(root: Path, package: str) -> None:
    """What the installer recorded is what the code says."""
    assert importlib.metadata.version(package) == stated_version(root, package)


def test_siblings_are_pinned_exactly(root: Path, projects: dict[str, Any], package: str) -> None:
    """Dependencies and extras name siblings with `==` and the version that all share."""
    project = projects[package]["project"]
    extras = [text for texts in project.get("optional-dependencies", {}).values() for text in texts]
    pins = [text for text in [*project.get("dependencies", []), *extras] if is_ours(text)]
    version = stated_version(root, "anthropic")
    assert [str(Requirement(text).specifier) for text in pins] == [f"=={version}"] * len(pins)
    assert pins, "every package has a tie to another: the core through its extras, the others to the core"


def test_core_has_an_extra_for_each_sibling(projects: dict[str, Any]) -> None:
    """`anthropic[x]` brings `anthropic-x`, and `anthropic[all]` brings all that the other extras bring."""
    extras = projects["anthropic"]["project"]["optional-dependencies"]
    assert set(extras) == PLANNED | {"aiohttp", "speed", "all"}
    assert {package for package in projects if package != "anthropic"} <= {f"anthropic-{name}" for name in extras}
    for name in PLANNED:
        assert [Requirement(text).name for text in extras[name]] == [f"anthropic-{name}"]
    assert set(extras["all"]) == {text for name in extras if name != "all" for text in extras[name]}


def test_core_depends_on_no_sibling(projects: dict[str, Any]) -> None:
    """Plug-ins depend on the core; only its extras name them."""
    assert not [text for text in projects["anthropic"]["project"]["dependencies"] if is_ours(text)]


def test_sibling_came_from_this_checkout(root: Path, package: str) -> None:
    """Two of the names belong to other people on the public index: nothing here may have come from there."""
    origin = importlib.metadata.distribution(package).read_text("direct_url.json")
    assert origin is not None, f"{package} was installed from an index"
    url = urlsplit(str(json.loads(origin)["url"]))
    assert url.scheme == "file"
    assert Path(url2pathname(url.path)).resolve() == (root / "packages" / package).resolve()


def test_workspace_knows_each_package(top_project: dict[str, Any], projects: dict[str, Any], package: str) -> None:
    """Tools that are configured at the top see every package."""
    imported = package.replace("-", "_")
    assert top_project["tool"]["uv"]["sources"][package] == {"workspace": True}
    assert imported in top_project["tool"]["ruff"]["lint"]["isort"]["known-first-party"]


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "tests", "src"])
def test_package_has_its_frame(root: Path, package: str, name: str) -> None:
    """Each package could leave the repository tomorrow."""
    assert (root / "packages" / package / name).exists()


def test_package_is_typed(root: Path, package: str) -> None:
    """Type checkers read the annotations of each package."""
    assert (root / "packages" / package / "src" / package.replace("-", "_") / "py.typed").is_file()


def test_package_metadata(root: Path, projects: dict[str, Any], package: str) -> None:
    """Licence, oldest Python and build backend are the same everywhere, and the README names the changelog."""
    project = projects[package]
    assert project["project"]["license"] == "MIT"
    assert project["project"]["requires-python"] == ">=3.8"
    assert project["build-system"]["build-backend"] == "hatchling.build"
    assert (root / "packages" / package / "LICENSE").read_bytes() == (root / "LICENSE").read_bytes()
    assert "CHANGELOG.md" in (root / "packages" / package / "README.md").read_text("utf-8")


def test_core_has_no_new_dependency(projects: dict[str, Any]) -> None:
    """Four are enough; a fifth needs a reason that is written down, and a change here."""
    names = {Requirement(text).name for text in projects["anthropic"]["project"]["dependencies"]}
    assert names == {"httpx", "pluggy", "pydantic", "typing-extensions"}
