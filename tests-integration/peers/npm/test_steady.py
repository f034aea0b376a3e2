"""Every request of every method is valid by the published description of the API, says Steady, a strict mock of it."""

from __future__ import annotations

import contextlib
import inspect
import os
import re
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import httpx
import pytest
from peers.npm.conftest import Install
from peers.npm.samples import Samples
from peers.process import free_port, serving

import anthropic

DESCRIPTION = os.environ.get("ANTHROPIC_OPENAPI", "")
pytestmark = pytest.mark.skipif(
    not DESCRIPTION, reason="did not run: ANTHROPIC_OPENAPI names no OpenAPI description of the API"
)

OPTIONS = {"extra_headers", "extra_query", "extra_body", "timeout", "deadline", "max_retries", "output_format"}
FILE = ("notes/SKILL.md", b"content", "text/markdown")
KNOWN: Dict[str, Any] = {"input_schema": {"type": "object"}, "file": FILE, "files": [FILE]}
ONLY_AS_BETA = ("client.files", "client.skills")
"""Resources whose paths the description has in their beta form alone; both take the same requests."""
NEWER = re.compile(
    r"body(\.requests\.0\.params)?\.container$|Unknown property: (user_profile_id|betas) body\.requests\.0\.params$"
)
"""What Steady says of parameters that came after the description."""
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


def all_endpoints(client: anthropic.Anthropic) -> Dict[str, Callable[..., Any]]:
    """Every method that makes one request; a tool runner makes those of `create`."""
    beta: Any = client.beta
    found = {**dict(endpoints(client, "client")), **dict(endpoints(beta, "client.beta"))}
    return {path: method for path, method in found.items() if not path.endswith(".tool_runner")}


METHODS = sorted(all_endpoints(anthropic.Anthropic(api_key="k")))


@pytest.fixture(scope="module")
def described() -> str:
    return Path(DESCRIPTION).read_text("utf-8")


def is_newer(request: Any, described: str) -> bool:
    """Whether a request holds a kind of thing that the description does not name."""
    if isinstance(request, dict):
        kind = request.get("type")
        return (isinstance(kind, str) and kind not in described) or any(
            is_newer(value, described) for value in request.values()
        )
    return isinstance(request, list) and any(is_newer(item, described) for item in request)


@pytest.mark.parametrize("path", METHODS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*deprecated")
def test_each_request_is_valid(steady: str, described: str, path: str) -> None:
    answers: List[httpx.Response] = []

    def noted(request: httpx.Request) -> Iterator[Any]:
        response = yield request
        answers.append(response)
        return response

    failures: List[Any] = []
    with anthropic.Anthropic(api_key="k", base_url=steady, max_retries=0, middleware=[noted]) as client:
        method = all_endpoints(client)[path]
        for params in calls(method):
            if is_newer(params, described):
                continue
            if path.startswith(ONLY_AS_BETA):
                params["extra_query"] = {"beta": "true"}
            answers.clear()
            with contextlib.suppress(anthropic.APIError):  # the answers are examples, and never streams
                result = method(**params)
                if hasattr(result, "__enter__"):
                    with result:
                        pass
            failures += [(params, said) for said in map(complaint, answers) if said and not NEWER.search(said)]
            if not answers:
                failures.append((params, "nothing was sent"))
    assert failures == []


def complaint(answer: httpx.Response) -> str:
    """What Steady has against a request; empty where it has nothing."""
    said = [value for key, value in answer.headers.items() if key.startswith("x-steady-error") and "count" not in key]
    return f"{answer.status_code} {' '.join(said)}" if answer.status_code >= 400 else ""


def test_steady_finds_fault(steady: str) -> None:
    """A request that is not valid is told from one that is, or the tests above prove nothing."""
    with anthropic.Anthropic(api_key="k", base_url=steady, max_retries=0) as client:
        with pytest.raises(anthropic.BadRequestError) as caught:
            client.messages.create(
                model="m", max_tokens=1, messages=[{"role": "user", "content": "Hi"}], extra_body={"top_k": "many"}
            )
    assert "body.top_k" in complaint(caught.value.response)
