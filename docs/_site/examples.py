"""A pytest plug-in that runs each ```python block of a Markdown page, the blocks of a page one after the other.

`Anthropic()` in an example talks to an emulator over loopback, `Anthropic(provider="emulator")` to one in the process.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def emulator_address() -> Iterator[str]:
    """Where an emulator listens, for all pages."""
    from anthropic_testing import serve  # the package under test, imported when pytest has begun to measure

    with serve() as address:
        yield address


@pytest.fixture
def reader(emulator_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The surroundings of someone who follows a page: a key, and a folder to work in."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-example")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", emulator_address)
    monkeypatch.chdir(tmp_path)


def pytest_collect_file(file_path: Path, parent: Any) -> Any:
    """Take every page of the site, and the README."""
    if file_path.suffix != ".md" or "_site" in file_path.parts:
        return None
    return PAGES(file_path, parent)


def setup(namespace: Dict[str, Any]) -> None:
    """A page begins as a program of its own."""
    namespace["__name__"] = "__main__"


PAGES = Sybil(
    parsers=[PythonCodeBlockParser()], path=str(ROOT), pattern="*.md", setup=setup, fixtures=["reader"]
).pytest()
