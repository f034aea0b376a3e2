"""The AWS event stream of Amazon Bedrock: bytes in, events out, at any chunking. No I/O here.

A frame `chunk` carries `{"bytes": "<base64 of an event's JSON>", "p": "<padding>"}`; a frame of the type `exception`
carries what AWS calls the error.
"""

from __future__ import annotations

import base64
import json
from typing import Any, Callable, Mapping, cast

from anthropic.errors import error_type_of
from anthropic.provider import Event, EventDecoder

from . import _botocore
from ._botocore import BrokenFrameError, Frame

ERROR_TYPES: Mapping[str, str] = {
    "accessDeniedException": "permission_error",
    "internalServerException": "api_error",
    "modelErrorException": "api_error",
    "modelNotReadyException": "overloaded_error",
    "modelStreamErrorException": "api_error",
    "modelTimeoutException": "timeout_error",
    "resourceNotFoundException": "not_found_error",
    "serviceQuotaExceededException": "rate_limit_error",
    "serviceUnavailableException": "overloaded_error",
    "throttlingException": "rate_limit_error",
    "validationException": "invalid_request_error",
}
"""What AWS calls an error, and what the API calls it."""

MESSAGE_KEYS = ("originalMessage", "message", "Message")
"""Where AWS says what happened, the first that is there."""

TYPE_FIRST = b'{"type":"'


class EventStreamDecoder:
    """The decoder of `application/vnd.amazon.eventstream`.

    A body that begins with text is none: `otherwise` decodes that (gateways in front of Bedrock may send
    `text/event-stream`).
    """

    content_types = ("application/vnd.amazon.eventstream",)

    def __init__(self, otherwise: Callable[[], EventDecoder] | None = None) -> None:
        self._otherwise = otherwise
        self._text: EventDecoder | None = None
        self._frames: _botocore.FrameBuffer | None = None
        self._failure: BrokenFrameError | None = None

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that `chunk` completes. Raises: ValueError for a broken frame, after the events before it."""
        if self._frames is None and self._text is None:
            if not chunk:
                return []
            if self._otherwise is not None and chunk[0] >= 0x09:  # a frame begins with its length, of under 24 MiB
                self._text = self._otherwise()
            else:
                self._frames = _botocore.FrameBuffer()
        if self._text is not None:
            return self._text.feed(chunk)
        self._raise_failure()
        events: list[Event] = []
        try:
            for frame in cast(_botocore.FrameBuffer, self._frames).feed(chunk):
                event = event_of(frame)
                if event is not None:
                    events.append(event)
        except BrokenFrameError as error:
            self._failure = error
            if not events:
                raise
        return events

    def end(self) -> list[Event]:
        """Nothing: a frame that is cut off has not come. Raises: ValueError where a broken frame was the last thing."""
        if self._text is not None:
            return self._text.end()
        self._raise_failure()
        return []

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure


def event_of(frame: Frame) -> Event | None:
    """The event that a frame carries; `None` for a kind that this release does not know. Raises: BrokenFrameError."""
    kind = frame.headers.get(":message-type")
    if kind == "exception":
        return _error(str(frame.headers.get(":exception-type") or "unknownException"), _said(frame.payload))
    if kind == "error":
        message = frame.headers.get(":error-message") or "no message"
        return _error(str(frame.headers.get(":error-code") or "unknownError"), {"message": message})
    if kind != "event" or frame.headers.get(":event-type") != "chunk":
        return None
    body = _object(frame.payload or b"{}")
    encoded = body.get("bytes")
    if not isinstance(encoded, str):
        raise BrokenFrameError(f"A chunk of the AWS event stream has no bytes: {frame.payload[:200]!r}")
    try:
        data = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise BrokenFrameError(f"A chunk of the AWS event stream is no base64: {error}") from None
    return Event(_name_of(data), data)


def _name_of(data: bytes) -> str:
    """The name that the event has as a server-sent one: its own `type`."""
    end = data.find(b'"', len(TYPE_FIRST)) if data.startswith(TYPE_FIRST) else -1
    if end > 0:
        return data[len(TYPE_FIRST) : end].decode("utf-8", "replace")
    found = _object(data)
    name = found.get("type") or ("completion" if "completion" in found else "")
    return name if isinstance(name, str) else ""


def error_of(exception: str, body: Mapping[str, Any], status: int = 200) -> dict[str, object]:
    """What AWS calls `exception`, if anything, in the API's own form; `status` is that of the answer.

    A name may come in a namespace and with an address: `com.amazonaws.bedrock#ThrottlingException:http://…`.
    """
    name = exception.partition(":")[0].rpartition("#")[2]
    original = body.get("originalStatusCode")
    error_type = error_type_of(original) if isinstance(original, int) else ERROR_TYPES.get(name[:1].lower() + name[1:])
    error_type = error_type or error_type_of(status)
    message = next((body[key] for key in MESSAGE_KEYS if body.get(key)), "no message")
    return {"type": "error", "error": {"type": error_type, "message": f"{name}: {message}" if name else f"{message}"}}


def _error(exception: str, body: Mapping[str, Any]) -> Event:
    return Event("error", json.dumps(error_of(exception, body)).encode("utf-8"))


def _said(payload: bytes) -> Mapping[str, Any]:
    """What an exception says: an object, else text."""
    try:
        return _object(payload or b"{}")
    except BrokenFrameError:
        return {"message": payload[:500].decode("utf-8", "replace")}


def _object(data: bytes) -> Mapping[str, Any]:
    try:
        found: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenFrameError(f"A frame of the AWS event stream holds no JSON: {error}") from None
    if not isinstance(found, dict):
        raise BrokenFrameError("A frame of the AWS event stream holds no JSON object.")
    return cast("Mapping[str, Any]", found)
