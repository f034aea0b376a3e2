"""Each package as users get it: what is in the wheel, what it asks for, and whether it works alone."""

from __future__ import annotations

import email
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from workspace import MakeEnvironment, run, siblings_of

HERE = Path(__file__).parent


def metadata_of(wheel: Path) -> Any:
    """The metadata file of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def test_wheel_has_the_package_and_nothing_else(wheels: dict[str, Path], package: str) -> None:
    """Typed, licensed, without tests."""
    imported = package.replace("-", "_")
    with zipfile.ZipFile(wheels[package]) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert f"{imported}/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert len(tops) == 2, tops
    assert imported in tops


def test_wheel_asks_for_what_the_project_says(wheels: dict[str, Path], projects: dict[str, Any], package: str) -> None:
    """Siblings exactly, at the version of the wheel itself."""
    metadata = metadata_of(wheels[package])
    required = [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]
    asked = [Requirement(text) for text in projects[package]["project"]["dependencies"]]
    assert {(r.name, str(r.specifier)) for r in required if r.marker is None or "extra" not in str(r.marker)} == {
        (r.name, str(r.specifier)) for r in asked
    }
    for sibling in siblings_of(projects[package]):
        assert metadata["Version"] == metadata_of(wheels[sibling])["Version"]


def test_sdist_brings_its_tests(sdists: dict[str, Path], package: str) -> None:
    """Whoever packages it for a distribution can test it."""
    with tarfile.open(sdists[package]) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"} <= names
    assert any(name.startswith("tests/") for name in names)


def test_works_alone_in_a_fresh_environment(
    make_environment: MakeEnvironment, wheels: dict[str, Path], projects: dict[str, Any], package: str
) -> None:
    """With the wheels of those siblings that it needs, and without the others."""
    needed = [package]
    for name in needed:
        needed += [sibling for sibling in siblings_of(projects[name]) if sibling not in needed]
    python = make_environment(package, *(str(wheels[name]) for name in needed))
    seen = run(str(python), "-I", str(HERE / "origin.py"), *needed)
    assert len(seen.splitlines()) == len(needed)
    assert run(str(python), "-I", str(HERE / "smoke.py")).startswith("ok ")


def test_all_together(make_environment: MakeEnvironment, wheels: dict[str, Path]) -> None:
    """Every package in one environment: their requirements agree."""
    python = make_environment("all", "pip", *map(str, wheels.values()))
    run(str(python), "-m", "pip", "check")
    run(str(python), "-I", str(HERE / "origin.py"), *wheels)
