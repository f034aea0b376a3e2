"""Results as text: JSON lines, or CSV with the columns of the input and two more."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Mapping, Sequence

from .source import Request


def written(
    lines: Sequence[Mapping[str, Any]], requests: Sequence[Request], suffix: str, fields: Sequence[str], first: bool
) -> str:
    """The results of some requests; the first part of a CSV file begins with its heading."""
    if suffix.lower() != ".csv":
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    out = io.StringIO()
    columns = list(dict.fromkeys(["custom_id", *fields, "answer", "error"]))
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    if first:
        writer.writeheader()
    for line, request in zip(lines, requests):
        writer.writerow({**_cells(request.row), "custom_id": line["custom_id"], **_outcome(line["result"])})
    return out.getvalue()


def _cells(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in row.items()}


def _outcome(result: Mapping[str, Any]) -> Mapping[str, str]:
    if result["type"] == "succeeded":
        blocks = result["message"]["content"]
        return {"answer": "".join(block["text"] for block in blocks if block.get("type") == "text"), "error": ""}
    error: Mapping[str, Any] = result.get("error") or {}
    inner: Mapping[str, Any] = error.get("error") or {}
    return {"answer": "", "error": str(inner.get("message") or result["type"])}
