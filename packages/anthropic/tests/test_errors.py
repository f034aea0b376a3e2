"""Errors: one class per status and per type; useful to print, copy and pickle; without secrets."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import re
import traceback
from typing import Any, Iterator

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, reply

import anthropic
from anthropic import errors

STATUS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "BillingError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    405: "APIStatusError",
    408: "RequestTimeoutError",
    409: "ConflictError",
    410: "APIStatusError",
    413: "RequestTooLargeError",
    418: "APIStatusError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    500: "InternalServerError",
    502: "InternalServerError",
    503: "ServiceUnavailableError",
    504: "DeadlineExceededError",
    520: "InternalServerError",
    529: "OverloadedError",
}


def all_classes() -> Iterator[type]:
    for value in vars(errors).values():
        if isinstance(value, type) and issubclass(value, errors.AnthropicError):
            yield value


@pytest.mark.parametrize("status", STATUS)
def test_class_by_status(world: World, status: int) -> None:
    client = world.client(Server(reply({"error": "x"}, status)), max_retries=0)
    with pytest.raises(anthropic.APIStatusError) as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert type(caught.value).__name__ == STATUS[status]
    assert caught.value.status_code == status
    assert isinstance(caught.value, anthropic.InternalServerError) == (status >= 500)


@pytest.mark.parametrize("kind", errors.CLASS_BY_TYPE)
def test_class_by_type(kind: str) -> None:
    """The API's own name refines the status, and stands for it in a stream."""
    cls = errors.CLASS_BY_TYPE[kind]
    assert errors.error_class(200, kind) is cls
    assert cls.usual_status_code is not None
    assert errors.error_class(cls.usual_status_code, kind) is cls


@pytest.mark.parametrize("status", [300, 302, 304])
def test_a_redirect_to_nowhere(world: World, status: int) -> None:
    """It is no failure of the server, and not worth a retry."""
    client = world.client(Server(httpx.Response(status)))
    with pytest.raises(anthropic.APIStatusError) as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert (type(caught.value), caught.value.status_code) == (anthropic.APIStatusError, status)


def test_a_redirect_that_is_not_followed_keeps_no_key(world: World) -> None:
    moved = httpx.Response(307, headers={"location": "/elsewhere"})
    client = world.client(Server(moved), base_url="https://me:secret@gateway.test")
    with pytest.raises(anthropic.APIStatusError) as caught:
        world.run(lambda: client.post("/x", cast_to=object, options={"follow_redirects": False}))
    assert caught.value.response.next_request is not None
    assert caught.value.response.next_request.headers["x-api-key"] == "[redacted]"
    assert b"secret" not in pickle.dumps(caught.value)
    assert "secret" not in repr(vars(caught.value))


def test_a_byte_order_mark(world: World) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"type": "error", "error": {"type": "not_found_error"}}).encode()
    with pytest.raises(anthropic.NotFoundError) as caught:
        world.run(lambda: world.client(Server(httpx.Response(404, content=body))).messages.create(**REQUEST))
    assert caught.value.type == "not_found_error"
    marked = httpx.Response(200, content=b"\xef\xbb\xbf" + json.dumps(MESSAGE).encode())
    assert world.run(lambda: world.client(Server(marked)).messages.create(**REQUEST)).id == "msg_1"


@pytest.mark.parametrize(
    ("body", "reason"),
    [("[" * 100_000, "recursion limit"), (json.dumps({**MESSAGE, "id": "\ud800"}), "hex escape"), ('{"id": ', "EOF")],
)
def test_json_that_is_none_says_why(world: World, body: str, reason: str) -> None:
    response = httpx.Response(200, content=body.encode(), headers={"content-type": "application/json"})
    with pytest.raises(anthropic.APIResponseValidationError, match=reason):
        world.run(lambda: world.client(Server(response)).messages.create(**REQUEST))


def test_name_refines_status() -> None:
    assert errors.error_class(500, "overloaded_error") is errors.OverloadedError
    assert errors.error_class(400, "overloaded_error") is errors.BadRequestError


def test_attributes(world: World) -> None:
    client = world.client(Server(error(429, "rate_limit_error", anthropic_workspace_id="w")), max_retries=0)
    with pytest.raises(anthropic.RateLimitError) as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    failure = caught.value
    assert failure.type == "rate_limit_error"
    assert (failure.request_id, failure.workspace_id) == ("req_1", "w")
    assert failure.body == {"type": "error", "error": {"type": "rate_limit_error", "message": "no"}}
    assert failure.request.url.path == "/v1/messages"
    assert failure.response.status_code == 429
    assert failure.message in str(failure)
    assert "req_1" in str(failure)
    assert failure.retryable
    assert (failure.partial_message, failure.usage) == (None, None)


def test_body_that_is_no_json(world: World) -> None:
    client = world.client(Server(httpx.Response(502, html="<h1>Bad gateway</h1>")), max_retries=0)
    with pytest.raises(anthropic.InternalServerError, match="Bad gateway") as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert caught.value.body == "<h1>Bad gateway</h1>"
    empty = world.client(Server(httpx.Response(503)), max_retries=0)
    with pytest.raises(anthropic.ServiceUnavailableError, match="Service Unavailable"):
        world.run(lambda: empty.messages.create(**REQUEST))


def failures(world: World) -> Iterator[Any]:
    for answer in (
        error(401),
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        httpx.Response(200, text="x", headers={"set-cookie": "sk-ant-secret"}),
    ):
        client = world.client(Server(answer), max_retries=0, default_headers={"Cookie": "sk-ant-secret"})
        try:
            world.run(lambda client=client: client.messages.create(**REQUEST))
        except anthropic.APIError as failure:
            yield failure


def test_pickle_and_copy(world: World) -> None:
    found = list(failures(world))
    assert len(found) == 4
    for failure in found:
        for again in (pickle.loads(pickle.dumps(failure)), copy.copy(failure)):
            assert type(again) is type(failure)
            assert str(again) == str(failure)
            assert again.body == failure.body
            assert again.request.url == failure.request.url


def test_no_secret_anywhere(world: World) -> None:
    """Not in the message, the repr, the request or response it holds, a pickle, or the variables of a traceback."""
    for failure in failures(world):
        shown = [str(failure), repr(failure), repr(failure.request.headers), pickle.dumps(failure).decode("latin-1")]
        if getattr(failure, "response", None) is not None:
            shown += [repr(failure.response.headers), repr(failure.response.request.headers)]
        cause: BaseException | None = failure
        while cause is not None:
            summary = traceback.TracebackException.from_exception(cause, capture_locals=True)
            frames = [
                frame for frame in summary.stack if "/tests/" not in frame.filename and "pytest" not in frame.filename
            ]
            shown += [repr(frame.locals) for frame in frames]
            cause = cause.__cause__
        assert [text for text in shown if "sk-ant-secret" in text] == []


def test_no_secret_in_logs(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    list(failures(world))
    assert "anthropic" in {record.name for record in caplog.records}
    assert "sk-ant-secret" not in caplog.text


def test_secret_with_forbidden_characters(world: World) -> None:
    """A key that no header may hold is refused without being shown, by the variables of a traceback either."""
    keys: list[Any] = ["sk-ant-secret\nx", b"sk-ant-secret", lambda: "sk-ant-secret\nx", lambda: b"sk-ant-secret"]
    for key in keys:
        client = world.client(Server({}), api_key=key, max_retries=0)
        with pytest.raises((TypeError, ValueError), match="characters|string") as caught:
            world.run(lambda client=client: client.messages.create(**REQUEST))
        assert "sk-ant" not in str(caught.value)
        summary = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        frames = [frame for frame in summary.stack if "/src/anthropic/" in frame.filename]
        assert frames
        assert "sk-ant" not in repr([frame.locals for frame in frames])


def test_the_tree_is_drawn_truly() -> None:
    """The drawing at the head of the module names every class, under its parent, with its status."""
    lines = [
        line
        for line in (errors.__doc__ or "").splitlines()
        if "Error" in line and ("──" in line or line.strip() == "AnthropicError")
    ]
    stack: list[tuple[int, str]] = []
    drawn = {}
    for line in lines:
        match = re.search(r"([A-Z]\w+Error)", line)
        assert match is not None
        while stack and stack[-1][0] >= match.start():
            stack.pop()
        drawn[match[1]] = stack[-1][1] if stack else None
        stack.append((match.start(), match[1]))
        status = re.search(r"\b([45]\d\d)\b", line[match.end() :])
        cls = getattr(errors, match[1])
        assert (int(status[1]) if status else None) == getattr(cls, "usual_status_code", None)
    real = {cls.__name__: cls.__mro__[1].__name__ for cls in all_classes() if cls is not errors.AnthropicError}
    assert {name: parent for name, parent in drawn.items() if parent} == real


def test_every_class_says_what_it_is() -> None:
    for cls in all_classes():
        assert inspect.getdoc(cls), cls
        assert getattr(anthropic, cls.__name__) is cls


def test_webhook_error() -> None:
    """For those who check signatures themselves; the client does not yet."""
    request = httpx.Request("POST", "https://hooks.test")
    failure = errors.APIWebhookValidationError("The signature does not match.", request, body=None)
    assert isinstance(failure, anthropic.APIError)
    assert str(pickle.loads(pickle.dumps(failure))) == "The signature does not match."


def test_unsupported_feature() -> None:
    failure = errors.UnsupportedFeatureError("batches", "Moonbase")
    assert str(pickle.loads(pickle.dumps(failure))) == "Moonbase has no batches."
