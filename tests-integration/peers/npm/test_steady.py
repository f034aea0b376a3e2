"""Every request of every method is valid by the published description of the API, says Steady, a strict mock of it."""

from __future__ import annotations

import inspect
import os
import warnings
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import pytest
from peers.npm.conftest import Install
from peers.npm.samples import Samples
from peers.process import free_port, serving

import anthropic

DESCRIPTION = os.environ.get("ANTHROPIC_OPENAPI", "")
pytestmark = pytest.mark.skipif(
    not DESCRIPTION, reason="did not run: ANTHROPIC_OPENAPI names no OpenAPI description of the API"
)

OPTIONS = {"extra_headers", "extra_query", "extra_body", "timeout", "deadline", "max_retries", "betas", "output_format"}
FILE = ("notes/SKILL.md", b"content", "text/markdown")
KNOWN: Dict[str, Any] = {"input_schema": {"type": "object"}, "file": FILE, "files": [FILE]}
STYLES = [f"--validator-{part}-{kind}-format=brackets" for part in ("query", "form") for kind in ("array", "object")]


@pytest.fixture(scope="module")
def steady(node: str, npm_install: Install, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the mock."""
    folder, port = npm_install("steady", "@stdy/cli@0.22.2"), free_port()
    command = [str(folder / "node_modules" / ".bin" / "steady"), "--host", "127.0.0.1", "-p", str(port), *STYLES]
    log = tmp_path_factory.mktemp("log") / "steady"
    with serving([*command, str(Path(DESCRIPTION).resolve())], log, ready=port):
        yield f"http://127.0.0.1:{port}"


def endpoints(resource: Any, path: str) -> Iterator[Tuple[str, Callable[..., Any]]]:
    """The endpoints of a resource and of those below it."""
    for name in sorted({name for cls in type(resource).__mro__ for name in vars(cls)}):
        if name.startswith(("_", "with_")):
            continue
        value = inspect.getattr_static(resource, name)
        if hasattr(value, "build"):
            yield f"{path}.{name}", getattr(resource, name)
        elif type(value).__name__ == "cached_property":
            yield from endpoints(getattr(resource, name), f"{path}.{name}")


def calls(method: Callable[..., Any]) -> Iterator[Dict[str, Any]]:
    """Parameters of a method: the least, and then each alternative of each."""
    samples, parameters = Samples(KNOWN), inspect.signature(method).parameters
    least = {
        name: samples.of(parameter.annotation, name, 1)[0]
        for name, parameter in parameters.items()
        if parameter.default is inspect.Parameter.empty
    }
    yield least
    for name, parameter in parameters.items():
        if name not in OPTIONS:
            for sample in samples.of(parameter.annotation, name, 1):
                yield {**least, name: sample}


if __name__ == "__main__":
    client = anthropic.Anthropic(api_key="k")
    for path, method in endpoints(client, "client"):
        print(path, sum(1 for _ in calls(method)))
