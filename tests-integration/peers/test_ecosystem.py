"""Packages that build on the name `anthropic` work with our wheels under it: what a user gets who installs both."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import pytest
from peers.process import environ, talk
from workspace import ROOT, MakeEnvironment

from anthropic_testing import Emulator, serve

pytestmark = pytest.mark.skipif(sys.version_info < (3, 10), reason="these packages run on Python 3.10 and newer")

PROGRAM = Path(__file__).with_name("ecosystem.py")
OURS = ["anthropic", "anthropic-beta", "anthropic-bedrock", "anthropic-vertex", "anthropic-foundry"]
THEIRS = [
    "instructor",
    "langchain-anthropic",
    "langsmith",
    "llm",
    "llm-anthropic",
    "logfire",
    "openinference-instrumentation-anthropic<1",  # later ones want a version of ours that starts with 1
    "opentelemetry-instrumentation-anthropic",
    "opentelemetry-sdk",
    "pydantic-ai-slim[anthropic]",
    "wrapt<2",  # which that openinference needs
]
HELLO = "You said: Hello"
PARIS = {"name": "Paris", "population": 1}
SAID_WITH_TOOL = "The tool answered: 21 degrees"
Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def work(make_environment: MakeEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs one part of the program against an emulator."""
    python = make_environment("ecosystem", *(str(ROOT / "packages" / package) for package in OURS), *THEIRS)
    home = str(tmp_path_factory.mktemp("home"))
    with serve(Emulator(any_model=True)) as url:
        env = environ(ANTHROPIC_BASE_URL=url, ANTHROPIC_API_KEY="k", LLM_USER_PATH=home, LANGSMITH_TRACING="false")
        yield lambda which: talk(python, PROGRAM, which, env=env)


@pytest.mark.parametrize("tracer", ["openllmetry", "openinference", "langsmith", "logfire"])
def test_tracers_see_each_call(work: Run, tracer: str) -> None:
    """Question and answer are in what is recorded of a call, whichever way it was made."""
    seen: Dict[str, Any] = work(tracer)
    steps = ["create", "stream", "helper", "beta", "async create", "async stream", "async helper"]
    if tracer == "openinference":  # that release of it does not look at these
        steps = [step for step in steps if step not in ("beta", "async helper")]
    for step in steps:
        text = "".join(seen[step])
        assert "Hello" in text, step
        assert HELLO in text, step


def test_instructor(work: Run) -> None:
    assert work("instructor") == [PARIS] * 3


def test_langchain(work: Run) -> None:
    found = work("langchain")
    assert (found["invoke"], found["stream"], found["astream"]) == (HELLO, HELLO, HELLO)
    assert found["calls"] == found["streamed calls"] == [{"city": "Paris"}]
    assert found["loop"] == SAID_WITH_TOOL
    assert found["structured"] == PARIS
    assert found["tokens"] > 0


def test_pydantic_ai(work: Run) -> None:
    assert work("pydantic_ai") == {"loop": SAID_WITH_TOOL, "tool": PARIS, "native": PARIS, "stream": HELLO}


def test_llm(work: Run) -> None:
    found = work("llm")
    assert (found["stream"], found["whole"], found["async"]) == (HELLO, HELLO, HELLO)
    assert found["loop"].endswith(SAID_WITH_TOOL)


def test_every_name_that_they_import_is_there(work: Run) -> None:
    found: Dict[str, str] = work("imports")
    assert len(found) > 100
    assert {name: what for name, what in found.items() if what != "there"} == {}
