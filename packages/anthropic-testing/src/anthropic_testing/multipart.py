"""Form data with files, taken apart: bytes in, parts out."""

from __future__ import annotations

import dataclasses
import re
from typing import Sequence
from urllib.parse import unquote

from .exchange import Request
from .problem import invalid

PARAMETER = re.compile(r';\s*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^;]*))')


@dataclasses.dataclass(frozen=True)
class Part:
    """One field of a form."""

    name: str
    content: bytes
    filename: str | None = None
    content_type: str | None = None


def form_of(request: Request) -> Sequence[Part]:
    """The fields of a `multipart/form-data` body, in order. Raises: ApiProblem where it is none."""
    kind = request.headers.get("content-type", "")
    boundary = _parameters(kind).get("boundary")
    if not kind.lower().startswith("multipart/form-data") or not boundary:
        raise invalid("The request body must be multipart/form-data with a boundary")
    pieces = (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode("latin-1"))
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise invalid("The request body is not valid multipart/form-data: it has no closing boundary")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    head, separator, content = piece.lstrip(b" \t").partition(b"\r\n\r\n")
    if not separator:
        raise invalid("The request body is not valid multipart/form-data: a part has no headers")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n"))
    }
    given = _parameters(headers.get("content-disposition", ""))
    if "name" not in given:
        raise invalid("The request body is not valid multipart/form-data: a part has no name")
    filename = given.get("filename")
    if "filename*" in given:
        filename = unquote(given["filename*"].rpartition("'")[2])
    return Part(given["name"], content, filename, headers.get("content-type"))


def _parameters(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in PARAMETER.finditer(header):
        quoted: str | None = match.group(2)
        # Browsers and HTTP libraries write a quote as %22 there; older ones put a backslash before it.
        text = match.group(3).strip() if quoted is None else re.sub(r"\\(.)", r"\1", quoted).replace("%22", '"')
        found[match.group(1).lower()] = text
    return found
