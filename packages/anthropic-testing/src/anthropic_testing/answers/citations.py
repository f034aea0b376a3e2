"""Citations: for each document or search result that allows them, a text that quotes its first sentence."""

from __future__ import annotations

import re

from .._json import JsonObject, as_object
from .draft import Draft, text_draft
from .turn import Turn, blocks_of, text_of

SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?\s*")


def citation_drafts(turn: Turn) -> list[Draft]:
    """One text block with one citation for each source."""
    drafts: list[Draft] = []
    for index, block in turn.citable:
        citation = _in_search_result(index, block) if block["type"] == "search_result" else _in_document(index, block)
        if citation is not None:
            drafts.append(text_draft(f" It says: {str(citation['cited_text']).strip()}", [citation]))
    return drafts


def _in_document(index: int, block: JsonObject) -> JsonObject | None:
    source = as_object(block.get("source"))
    place: JsonObject = {"document_index": index, "document_title": block.get("title")}
    if source.get("type") == "text":
        quote = first_sentence(str(source.get("data", "")))
        location: JsonObject = {"start_char_index": 0, "end_char_index": len(quote)}
        return _citation("char_location", quote, place, location)
    if source.get("type") == "content":
        quote = text_of(blocks_of(source.get("content"))[:1])
        return _citation("content_block_location", quote, place, {"start_block_index": 0, "end_block_index": 1})
    quote = "The first page of the document."
    return _citation("page_location", quote, place, {"start_page_number": 1, "end_page_number": 2})


def _in_search_result(index: int, block: JsonObject) -> JsonObject | None:
    place: JsonObject = {
        "search_result_index": index,
        "source": block.get("source"),
        "title": block.get("title"),
    }
    quote = text_of(blocks_of(block.get("content"))[:1])
    return _citation("search_result_location", quote, place, {"start_block_index": 0, "end_block_index": 1})


def _citation(kind: str, quote: str, place: JsonObject, location: JsonObject) -> JsonObject | None:
    return {"type": kind, "cited_text": quote, **place, **location} if quote else None


def first_sentence(text: str) -> str:
    """The start of a text up to the blanks after its first sentence."""
    found = SENTENCE.match(text)
    return found.group() if found else ""
