"""What users can set, catch or implement has a line in the docs and a test: else it does not exist for them."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import anthropic
from anthropic import errors, hookspecs

HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("anthropic_"))
ERRORS = sorted(
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.AnthropicError) and value.__module__ == errors.__name__
)
ARGUMENTS = sorted(name for name in inspect.signature(anthropic.Anthropic).parameters if not name.startswith("_"))
VARIABLE = re.compile(r"[\"'`](ANTHROPIC_(?!MAGIC)[A-Z][A-Z_]+)\b")


@pytest.fixture(scope="module")
def pages(root: Path) -> str:
    """The text of the whole site and of the READMEs of the packages, as they were written."""
    files = [*sorted((root / "docs").rglob("*.md")), *sorted(root.glob("packages/*/README.md"))]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.fixture(scope="module")
def tests(root: Path) -> str:
    """The text of all tests, this one left out."""
    folders = [root / "tests-integration", *(path / "tests" for path in (root / "packages").iterdir())]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py")) if path != Path(__file__)]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.fixture(scope="module")
def variables(root: Path) -> list[str]:
    """Every environment variable of the project that the code of a package names."""
    files = [path for package in (root / "packages").iterdir() for path in (package / "src").rglob("*.py")]
    found = sorted({name for path in files for name in VARIABLE.findall(path.read_text("utf-8"))})
    assert "ANTHROPIC_API_KEY" in found
    return found


def mentions(text: str, name: str) -> bool:
    """Whether a text has a name as a word."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def test_every_variable_is_documented(variables: list[str], pages: str) -> None:
    """Each has its line in the table of environment variables, or in the guide it belongs to."""
    assert [name for name in variables if not mentions(pages, name)] == []


def test_every_variable_is_tested(variables: list[str], tests: str) -> None:
    """Each is set by some test."""
    assert [name for name in variables if not mentions(tests, name)] == []


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_is_documented_and_tested(hook: str, pages: str, tests: str) -> None:
    """A plug-in author finds it; a plug-in in the tests implements it."""
    assert mentions(pages, hook)
    assert mentions(tests, hook)


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_argument_of_the_client_is_documented_and_tested(argument: str, pages: str, tests: str) -> None:
    """Each constructor argument has its row, and some test passes it."""
    assert f"`{argument}`" in pages
    assert f"{argument}=" in tests or f'"{argument}"' in tests


@pytest.mark.parametrize("error", ERRORS)
def test_error_says_what_it_means_and_is_tested(error: str, tests: str) -> None:
    """The reference shows the docstring of each class; some test names it."""
    assert (getattr(errors, error).__doc__ or "").strip().endswith((".", "`"))
    assert mentions(tests, error)
