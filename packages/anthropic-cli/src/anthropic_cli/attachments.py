"""Files, images and pipes as content of a message. What a file is, its first bytes say."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any, Dict

from .failures import Failure
from .values import decoded, stdin_bytes

MAX_BYTES = 32 * 1024 * 1024
"""The API takes no larger request."""
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
Block = Dict[str, Any]


def attachment(source: str) -> Block:
    """The content block of a path, a web address, a file id (`file_…`), or `-` for standard input.

    Raises: Failure, OSError.
    """
    if source.startswith(("http://", "https://")):
        return _by_reference(source, {"type": "url", "url": source})
    if source.startswith("file_") and not os.path.exists(source):
        return {"type": "document", "source": {"type": "file", "file_id": source}}
    if source == "-":
        return block_of(piped(), "standard input")
    path = Path(os.path.expanduser(source))
    with path.open("rb") as file:
        return block_of(_not_too_large(file.read(MAX_BYTES + 1), source), path.name)


def piped() -> bytes:
    """Standard input. Raises: Failure where it has no end, or one that is too far away."""
    return _not_too_large(stdin_bytes(MAX_BYTES + 1), "standard input")


def _not_too_large(data: bytes, source: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise Failure(f"{source} is larger than {MAX_BYTES // 2**20} MB; upload it: anthropic files upload.", 2)
    return data


def block_of(data: bytes, name: str) -> Block:
    """The content block of some bytes. Raises: Failure where they are of no kind that a message can hold."""
    kind = media_type(data)
    if kind is not None:
        source = {"type": "base64", "media_type": kind, "data": base64.b64encode(data).decode("ascii")}
        if kind == "application/pdf":
            return {"type": "document", "source": source, "title": name}
        return {"type": "image", "source": source}
    text = text_of(data)
    if text is None:
        raise Failure(f"{name} is no text, and no image or PDF that a message can hold.", 2)
    return {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": text}, "title": name}


def media_type(data: bytes) -> str | None:
    """The media type of an image or PDF; `None` for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES if data.startswith(signature)), None)


def text_of(data: bytes) -> str | None:
    """Bytes as text; `None` where they are none."""
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _by_reference(url: str, source: Block) -> Block:
    path = url.partition("?")[0].lower()
    is_image = path.endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))
    return {"type": "image" if is_image else "document", "source": source}
