"""A package that starts from the template is right from the start."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from workspace import MakeEnvironment, run


@pytest.fixture(scope="module")
def rendered(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new package, as the template makes it without being told anything."""
    folder = tmp_path_factory.mktemp("rendered")
    template = str(root / "packages" / "_template")
    run(sys.executable, "-m", "cookiecutter", "--no-input", "--output-dir", str(folder), template)
    (made,) = folder.iterdir()
    return made


def test_template_is_at_the_version_of_the_packages(root: Path) -> None:
    """A new sibling joins in lockstep."""
    stated = json.loads((root / "packages" / "_template" / "cookiecutter.json").read_text("utf-8"))["version"]
    assert f'__version__ = "{stated}"' in (root / "packages/anthropic/src/anthropic/_version.py").read_text("utf-8")


def test_nothing_is_left_of_the_template(rendered: Path) -> None:
    """Every name was filled in."""
    files = [path for path in rendered.rglob("*") if path.is_file()]
    assert len(files) >= 9
    assert [path for path in files if "cookiecutter" in str(path) or "cookiecutter" in path.read_text("utf-8")] == []


def test_builds_installs_and_passes_its_tests(
    rendered: Path, root: Path, make_environment: MakeEnvironment, wheels: dict[str, Path]
) -> None:
    """Beside our wheels, in a fresh environment: its tests pass, and linters and type checkers have nothing to say."""
    run(sys.executable, "-m", "hatch", "--quiet", "build", cwd=rendered)
    run(sys.executable, "-m", "twine", "check", "--strict", *map(str, (rendered / "dist").iterdir()))
    (wheel,) = (rendered / "dist").glob("*.whl")
    ours = [str(wheels[name]) for name in ("anthropic", "anthropic-testing")]
    with_tests = f"{rendered.name}[test] @ {wheel.as_uri()}"
    python = str(make_environment("template", with_tests, *ours, "mypy", "ruff"))
    assert " passed" in run(python, "-m", "pytest", "-q", "tests", cwd=rendered)
    run(python, "-m", "mypy", "--strict", "src", "tests", cwd=rendered)
    (rendered / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "include": ["src", "tests"]}', "utf-8")
    run(sys.executable, "-m", "pyright", "--pythonpath", python, cwd=rendered)
    config = str(root / "pyproject.toml")
    run(python, "-m", "ruff", "check", "--config", config, "src", cwd=rendered)
    run(python, "-m", "ruff", "format", "--check", "--config", config, ".", cwd=rendered)


def test_has_the_frame_of_our_packages(rendered: Path, root: Path) -> None:
    """What a test asks of every package of the workspace holds for a new one."""
    ours = {path.name for path in (root / "packages" / "anthropic-testing").iterdir()} - {"dist"}
    frame: set[Any] = {"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "src", "tests"}
    assert frame <= {path.name for path in rendered.iterdir()}
    assert frame <= ours
