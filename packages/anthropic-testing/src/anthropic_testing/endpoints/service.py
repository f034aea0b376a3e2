"""What the emulator says about itself, and how a test in another process steers it.

`GET /` tells that it runs. Under `/_emulator/`, without a key: `GET requests` lists the requests so far, `POST script`
adds answers (a JSON array of the forms that script files have), `POST reset` forgets everything.
"""

from __future__ import annotations

import dataclasses
import json

from .._json import JsonObject, as_list
from .._version import __version__
from ..emulator import Context, Route
from ..exchange import Reply
from ..journal import RecordedRequest
from ..problem import invalid
from ..scripting import entry_of


def about(context: Context) -> Reply:
    """GET /, HEAD /"""
    return Reply.of_json({"emulator": "anthropic-testing", "version": __version__})


def head(context: Context) -> Reply:
    """HEAD /: the same without a body."""
    return about(context).with_steps(())


def journal(context: Context) -> Reply:
    """GET /_emulator/requests: the requests so far, oldest first."""
    return Reply.of_json({"requests": [_shown(entry) for entry in context.emulator.requests]})


def script(context: Context) -> Reply:
    """POST /_emulator/script: answers to give, in order."""
    try:
        entries = [entry_of(item) for item in as_list(context.request.json())]
    except (ValueError, TypeError) as error:
        raise invalid(f"script: {error}") from None
    for entry in entries:
        context.emulator.add_entry(entry)
    return Reply.of_json({"scripted": context.emulator.scripted})


def reset(context: Context) -> Reply:
    """POST /_emulator/reset: forget requests, scripts and state."""
    context.emulator.reset()
    return Reply.of_json({"reset": True})


def _shown(entry: RecordedRequest) -> JsonObject:
    record: JsonObject = dataclasses.asdict(entry)
    content = bytes(record.pop("content"))
    try:
        return {**record, "json": json.loads(content.decode("utf-8"))}
    except ValueError:
        return {**record, "json": None}


ROUTES = (
    Route("GET", "/", about, public=True),
    Route("HEAD", "/", head, public=True),
    Route("GET", "/_emulator/requests", journal, public=True),
    Route("POST", "/_emulator/script", script, public=True),
    Route("POST", "/_emulator/reset", reset, public=True),
)
