"""Tools that the service runs itself. The emulator makes their results up, by fixed rules.

A declared tool is used where the text asks for it: `web_fetch` by a URL or the word "fetch", `web_search` by "search",
"look up" or "news", `code_execution` by "run", "execute", "compute", "calculate" or "python". The first that applies.
"""

from __future__ import annotations

import re
from typing import Callable, Mapping

from .._json import JsonObject
from ..clock import timestamp
from ..ids import Ids, digest_base64, digest_text
from .draft import Answer, Draft, result_draft, text_draft, use_draft
from .turn import Turn

URL = re.compile(r"https?://[^\s\"'<>)\]]+[^\s\"'<>)\].,;:!?]")
ASKED: Mapping[str, re.Pattern[str]] = {
    "web_fetch": re.compile(r"https?://|\bfetch", re.IGNORECASE),
    "web_search": re.compile(r"\bsearch|\blook up\b|\bnews\b", re.IGNORECASE),
    "code_execution": re.compile(r"\brun\b|\bexecute|\bcompute|\bcalculate|\bpython\b", re.IGNORECASE),
}
CONTAINER_SECONDS = 300


def asked_server_tool(turn: Turn) -> JsonObject | None:
    """The declared server tool that the text asks for."""
    if turn.tool_choice.get("type") == "none":
        return None
    for kind, words in ASKED.items():
        for tool in turn.tools:
            if str(tool.get("type")).startswith(f"{kind}_") and words.search(turn.text):
                return tool
    return None


def server_tool_answer(turn: Turn, ids: Ids, now: float) -> Answer | None:
    """The use of a server tool, its result and a text about it; `None` where none is asked for."""
    tool = asked_server_tool(turn)
    if tool is None:
        return None
    makers: Mapping[str, Callable[[Turn, str, str], list[Draft]]] = {
        "web_search": _searched,
        "web_fetch": _fetched,
        "code_execution": _executed,
    }
    kind = str(tool["type"])
    name = next(start for start in makers if kind.startswith(start))
    answer = Answer(makers[name](turn, ids.next("srvtoolu"), kind))
    if name == "code_execution":
        answer.container = {"id": ids.next("container"), "expires_at": timestamp(now + CONTAINER_SECONDS)}
    return answer


def _searched(turn: Turn, id: str, kind: str) -> list[Draft]:
    query = turn.text.strip()[:200]
    results: list[JsonObject] = [
        {
            "type": "web_search_result",
            "title": f"Result {number} for {query}",
            "url": f"https://example.com/{digest_text(query, 8)}/{number}",
            "encrypted_content": digest_base64(f"{query}{number}"),
            "page_age": None,
        }
        for number in (1, 2)
    ]
    citation: JsonObject = {
        "type": "web_search_result_location",
        "cited_text": f"All about {query}.",
        "url": results[0]["url"],
        "title": results[0]["title"],
        "encrypted_index": digest_base64(query),
    }
    result: JsonObject = {"type": "web_search_tool_result", "tool_use_id": id, "content": results}
    return [
        text_draft("I will search the web."),
        use_draft("server_tool_use", id, "web_search", {"query": query}),
        result_draft(result),
        text_draft(f"The search found: All about {query}.", [citation]),
    ]


def _fetched(turn: Turn, id: str, kind: str) -> list[Draft]:
    found = URL.search(turn.text)
    url = found.group() if found else "https://example.com/"
    text = f"This is the page at {url}."
    document: JsonObject = {
        "type": "document",
        "source": {"type": "text", "media_type": "text/plain", "data": text},
        "title": url,
    }
    content: JsonObject = {"type": "web_fetch_result", "url": url, "content": document, "retrieved_at": None}
    result: JsonObject = {"type": "web_fetch_tool_result", "tool_use_id": id, "content": content}
    return [
        text_draft(f"I will fetch {url}."),
        use_draft("server_tool_use", id, "web_fetch", {"url": url}),
        result_draft(result),
        text_draft(f"The page says: {text}"),
    ]


def _executed(turn: Turn, id: str, kind: str) -> list[Draft]:
    line = " ".join(turn.text.split())[:200].replace("'", "")
    in_python = kind == "code_execution_20250522"
    name, prefix = ("code_execution", "code_execution") if in_python else ("bash_code_execution", "bash_code_execution")
    value: JsonObject = {"code": f"print({line!r})"} if in_python else {"command": f"echo '{line}'"}
    content: JsonObject = {
        "type": f"{prefix}_result",
        "stdout": f"{line}\n",
        "stderr": "",
        "return_code": 0,
        "content": [],
    }
    result: JsonObject = {"type": f"{prefix}_tool_result", "tool_use_id": id, "content": content}
    return [
        text_draft("I will run this."),
        use_draft("server_tool_use", id, name, value),
        result_draft(result),
        text_draft(f"It printed: {line}"),
    ]
