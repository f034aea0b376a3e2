"""The requests of a batch run, from JSON lines or CSV. No I/O beyond reading the file."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
from typing import Any, Iterable, Iterator, Mapping, Sequence, cast

from ..failures import Failure
from ..values import file_text

ID_COLUMNS = ("custom_id", "id")
Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Request:
    """One request and the row that it was made of."""

    custom_id: str
    params: Mapping[str, Any]
    row: Row


@dataclasses.dataclass(frozen=True)
class Defaults:
    """What rows need not say themselves."""

    params: Mapping[str, Any]
    prompt: str | None = None
    """With `{column}` for the values of a row."""


def read_requests(path: str, defaults: Defaults) -> list[Request]:
    """The requests of a file (`-` is standard input). Raises: Failure that names the line; OSError."""
    text = file_text(path)
    path = "standard input" if path == "-" else path
    rows = _csv_rows(text, path) if path.lower().endswith(".csv") else _json_rows(text, path)
    requests: list[Request] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        request = _request(row, defaults, f"{path}:{line}", len(requests))
        if request.custom_id in seen:
            raise Failure(f"{path}:{line}: the id {request.custom_id!r} is that of line {seen[request.custom_id]}.", 2)
        seen[request.custom_id] = line
        requests.append(request)
    if not requests:
        raise Failure(f"{path} has no requests.", 2)
    return requests


def digest(requests: Iterable[Request]) -> str:
    """What identifies a set of requests, so that a run is never resumed with another one."""
    found = hashlib.sha256()
    for request in requests:
        found.update(json.dumps([request.custom_id, request.params], sort_keys=True).encode())
        found.update(b"\n")
    return found.hexdigest()


def chunks(requests: Sequence[Request], size: int, max_bytes: int) -> list[tuple[int, int]]:
    """Where to cut: first and last-plus-one request of each batch, none with more requests or bytes than allowed."""
    cuts: list[tuple[int, int]] = []
    start = weight = 0
    for position, request in enumerate(requests):
        bytes_ = len(json.dumps(request.params).encode()) + 100
        if position > start and (position - start >= size or weight + bytes_ > max_bytes):
            cuts.append((start, position))
            start, weight = position, 0
        weight += bytes_
    return [*cuts, (start, len(requests))]


def _csv_rows(text: str, path: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(len(text) + 1)  # a cell may hold a book
    reader = csv.DictReader(io.StringIO(text))
    try:
        for row in reader:
            if None in row:
                raise Failure(
                    f"{path}:{reader.line_num} has more values than the heading has names: "
                    "a value with a comma needs quotes around it.",
                    2,
                )
            yield reader.line_num, {key: value or "" for key, value in row.items()}
    except csv.Error as error:
        raise Failure(f"{path}:{reader.line_num} is not CSV: {error}", 2) from error


def _json_rows(text: str, path: str) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.split("\n"), 1):  # JSON may hold what else ends a line
        if line.strip():
            try:
                row: Any = json.loads(line)
            except ValueError as error:
                raise Failure(f"{path}:{number} is not JSON: {error}", 2) from error
            if not isinstance(row, dict):
                raise Failure(f"{path}:{number} is no JSON object.", 2)
            yield number, cast(Row, row)


def _request(row: Row, defaults: Defaults, where: str, position: int) -> Request:
    custom_id = next((str(row[name]) for name in ID_COLUMNS if row.get(name) not in (None, "")), str(position + 1))
    if isinstance(row.get("params"), dict):
        own: Mapping[str, Any] = row["params"]
    elif "messages" in row:
        own = {key: value for key, value in row.items() if key not in ID_COLUMNS}
    else:
        own = {"messages": [{"role": "user", "content": _prompt(row, defaults, where)}]}
    params = {**defaults.params, **own}
    missing = [key for key in ("model", "max_tokens", "messages") if key not in params]
    if missing:
        raise Failure(f"{where}: there is no {' and no '.join(missing)}.", 2)
    return Request(custom_id, params, row)


def _prompt(row: Row, defaults: Defaults, where: str) -> str:
    if defaults.prompt is None:
        if isinstance(row.get("prompt"), str):
            return str(row["prompt"])
        raise Failure(f"{where} has neither params nor messages nor prompt: say what to ask with --prompt.", 2)
    try:
        return defaults.prompt.format_map(row)
    except KeyError as error:
        raise Failure(f"{where} has no column {error} for --prompt; there are {', '.join(row)}.", 2) from error
    except (ValueError, IndexError, AttributeError) as error:
        raise Failure(f"--prompt {defaults.prompt!r}: {error}. Braces of the text itself are doubled.", 2) from error
