"""One rule for counting tokens, used for `count_tokens`, `usage`, `max_tokens` and rate limits alike.

- Text: one token for each four bytes of UTF-8, rounded up.
- A message: three tokens and its blocks. An image 1,500; a PDF, or a document named by URL or file, 1,500.
- Anything else (tools, tool inputs and results, …): its compact JSON as text, without cache marks and signatures.

The numbers are not the service's; they are cheap to work out by hand in a test.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Iterator

from ._json import JsonObject, as_object, dumps, is_list, is_object, objects

BYTES_PER_TOKEN = 4
TOKENS_PER_MESSAGE = 3
TOKENS_PER_IMAGE = 1500
TOKENS_PER_DOCUMENT = 1500
UNCOUNTED = frozenset({"cache_control", "signature", "encrypted_content", "encrypted_index"})


@dataclasses.dataclass(frozen=True)
class Segment:
    """A part of the prompt that caching treats as one."""

    content: object
    tokens: int
    cache_control: JsonObject | None = None


def count_text(text: str) -> int:
    """Tokens of a text."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_PER_TOKEN)


def text_of_tokens(text: str, tokens: int) -> str:
    """The start of a text that fits into so many tokens, cut between characters."""
    data = text.encode("utf-8", "surrogatepass")[: max(tokens, 0) * BYTES_PER_TOKEN]
    return data.decode("utf-8", "ignore")


def count_input(body: JsonObject) -> int:
    """Tokens of a whole prompt: tools, system prompt and messages."""
    return sum(segment.tokens for segment in segments(body))


def segments(body: JsonObject) -> Iterator[Segment]:
    """The prompt in the order in which it is cached: tools, system prompt, messages."""
    for tool in objects(body.get("tools")):
        yield _segment(tool, count_text(dumps(_counted(tool))))
    system = body.get("system")
    for block in _blocks(system) if system else ():
        yield _segment(block, count_block(block))
    for message in objects(body.get("messages")):
        extra = TOKENS_PER_MESSAGE
        for block in _blocks(message.get("content")):
            yield _segment([message.get("role"), block], count_block(block) + extra, block.get("cache_control"))
            extra = 0
        if extra:
            yield _segment([message.get("role")], extra)


def count_block(block: JsonObject) -> int:
    """Tokens of one content block."""
    kind = block.get("type")
    if kind == "text":
        return count_text(str(block.get("text", "")))
    if kind == "thinking":
        return count_text(str(block.get("thinking", "")))
    if kind == "image":
        return TOKENS_PER_IMAGE
    if kind == "document":
        return _count_document(block)
    if kind == "tool_result" and not isinstance(block.get("content"), str):
        head = {key: value for key, value in block.items() if key != "content"}
        return count_text(dumps(_counted(head))) + sum(count_block(part) for part in objects(block.get("content")))
    return count_text(dumps(_counted(block)))


def _count_document(block: JsonObject) -> int:
    source = as_object(block.get("source"))
    extra = count_text(f"{block.get('title') or ''}{block.get('context') or ''}")
    if source.get("type") == "text":
        return extra + count_text(str(source.get("data", "")))
    if source.get("type") == "content":
        return extra + sum(count_block(part) for part in _blocks(source.get("content")))
    return extra + TOKENS_PER_DOCUMENT


def _segment(content: object, tokens: int, mark: object = None) -> Segment:
    if mark is None and is_object(content):
        mark = content.get("cache_control")
    return Segment(_counted(content), tokens, as_object(mark) or None)


def _blocks(content: object) -> list[JsonObject]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else objects(content)


def _counted(value: Any) -> Any:
    if is_object(value):
        return {key: _counted(item) for key, item in value.items() if key not in UNCOUNTED}
    if is_list(value):
        return [_counted(item) for item in value]
    return value
