"""The pages on plug-ins show what is there: the code of the example, and every hook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anthropic import hookspecs

PROJECT = Path(__file__).parent / "acme-gateway"
FENCE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
HOOK = re.compile(r"^\| `(anthropic_\w+)\(\)` \|", re.MULTILINE)


@pytest.fixture(scope="module")
def shown(root: Path) -> dict[str, str]:
    """The files that the tutorial shows, by their paths."""
    return dict(FENCE.findall((root / "docs/plugins/provider-tutorial.md").read_text("utf-8")))


def test_tutorial_shows_the_files_as_they_are(shown: dict[str, str]) -> None:
    """Each fence with a title is that file of the example."""
    assert shown == {path: (PROJECT / path).read_text("utf-8") for path in shown}


def test_tutorial_shows_all_of_the_code(shown: dict[str, str]) -> None:
    """Whoever types it in has the whole project; `__init__.py` is a docstring."""
    code = {path.relative_to(PROJECT).as_posix() for path in PROJECT.rglob("*.py") if path.name != "__init__.py"}
    assert code | {"pyproject.toml"} == set(shown)


def test_table_names_each_hook(root: Path) -> None:
    """No hook is missing, none is made up."""
    named = HOOK.findall((root / "docs/plugins/index.md").read_text("utf-8"))
    assert named == [name for name in vars(hookspecs) if name.startswith("anthropic_")]
