"""Lists in pages, in the two ways of the API."""

from __future__ import annotations

from typing import Sequence

from .._json import JsonObject
from ..exchange import Request
from ..problem import invalid


def page_by_ids(items: Sequence[JsonObject], request: Request, default: int = 20, most: int = 1000) -> JsonObject:
    """A page by `limit`, `after_id` and `before_id`: `{data, has_more, first_id, last_id}`."""
    limit = _limit(request, default, most)
    after, before = request.param("after_id"), request.param("before_id")
    if after and before:
        raise invalid("after_id: only one of `after_id` and `before_id` may be given")
    ids = [str(item["id"]) for item in items]
    if after:
        start = _index(ids, after, "after_id") + 1
        chosen, has_more = items[start : start + limit], start + limit < len(items)
    elif before:
        end = _index(ids, before, "before_id")
        chosen, has_more = items[max(end - limit, 0) : end], end - limit > 0
    else:
        chosen, has_more = items[:limit], limit < len(items)
    first = str(chosen[0]["id"]) if chosen else None
    last = str(chosen[-1]["id"]) if chosen else None
    return {"data": list(chosen), "has_more": has_more, "first_id": first, "last_id": last}


def page_by_cursor(items: Sequence[JsonObject], request: Request, default: int = 20, most: int = 1000) -> JsonObject:
    """A page by `limit` and `page`: `{data, next_page}`, and `has_more`, `first_id`, `last_id` for older callers."""
    limit = _limit(request, default, most)
    cursor = request.param("page") or request.param("page_token")
    start = 0
    if cursor:
        if not cursor.startswith("page_") or not cursor[5:].isdigit():
            raise invalid(f"page: Invalid cursor: {cursor}")
        start = int(cursor[5:])
    chosen = items[start : start + limit]
    has_more = start + limit < len(items)
    first = str(chosen[0]["id"]) if chosen else None
    last = str(chosen[-1]["id"]) if chosen else None
    page: JsonObject = {"data": list(chosen), "has_more": has_more, "first_id": first, "last_id": last}
    return {**page, "next_page": f"page_{start + limit}" if has_more else None}


def _limit(request: Request, default: int, most: int) -> int:
    text = request.param("limit")
    if text is None:
        return default
    try:
        limit = int(text)
    except ValueError:
        raise invalid("limit: Input should be a valid integer, unable to parse string as an integer") from None
    if not 1 <= limit <= most:
        raise invalid(f"limit: Input should be between 1 and {most}")
    return limit


def _index(ids: list[str], id: str, name: str) -> int:
    if id not in ids:
        raise invalid(f"{name}: Invalid cursor: {id}")
    return ids.index(id)
