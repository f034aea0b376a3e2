"""`--schema`: the form of a structured answer, from a JSON schema or a Python type."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Mapping, cast

from .failures import Failure, reason
from .imports import imported
from .values import file_text, structured

_DOTTED = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*")


def format_of(text: str) -> Mapping[str, Any]:
    """The output format for a schema: JSON or YAML outright, `@file`, a path, or `module:Type`. Raises: Failure."""
    from anthropic import transform_schema  # with the client anyway

    if _DOTTED.fullmatch(text) and not Path(text).exists():
        schema: Any = imported(text, "--schema")
        if not isinstance(schema, (type, Mapping)):
            raise Failure(f"--schema {text!r} is neither a type nor a JSON schema.", 2)
    else:
        try:
            is_file = text.startswith("@") or (not text.lstrip().startswith("{") and os.path.isfile(text))
            schema = structured(file_text(text.lstrip("@")) if is_file else text)
        except (ValueError, OSError) as error:
            raise Failure(f"--schema: {reason(error)}", 2) from error
        if not isinstance(schema, dict):
            raise Failure(f"--schema {text!r} is neither a file, nor a JSON object, nor module:Type.", 2)
    return {"type": "json_schema", "schema": transform_schema(cast(Any, schema))}


def checked(text: str) -> str:
    """A structured answer. Raises: Failure where it is no JSON."""
    try:
        json.loads(text)
    except ValueError as error:
        raise Failure(f"The answer is not JSON: {error}", 9) from error
    return text
