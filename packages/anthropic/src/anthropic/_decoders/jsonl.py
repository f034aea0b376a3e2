"""The decoders of JSON lines, under the path that other software imports them from."""

from .._jsonl import AsyncJSONLDecoder as AsyncJSONLDecoder
from .._jsonl import JSONLDecoder as JSONLDecoder

__all__ = ["AsyncJSONLDecoder", "JSONLDecoder"]
