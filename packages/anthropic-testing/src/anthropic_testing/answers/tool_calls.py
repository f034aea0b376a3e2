"""Which tools the emulated model calls.

- `tool_choice` `none`: none. `tool`: that one. `any` and `auto`: by the user's text, as follows.
- Every tool whose name stands in the text (`get_weather` or `get weather`), in the order of `tools`; only the first
  where `disable_parallel_tool_use` is set.
- Else, with `auto`, a server tool that the text asks for is left to run instead.
- Else the tool whose name and description share the most words with the text, the first of equals.

With `auto` a short text stands before the calls. The input is one that the tool's schema accepts (see `instances`).
A tool with `defer_loading` is found by the declared tool search first.
"""

from __future__ import annotations

import re

from .._json import JsonObject, as_object
from ..ids import Ids
from .draft import Draft, result_draft, text_draft, use_draft
from .instances import instance
from .server_tools import asked_server_tool
from .turn import Turn, input_schema, is_custom

COMMON = frozenset(
    re.findall(r"\w+", "a an and are as at by for from get in is it of on or that the this to use what with you your")
)


def tool_call_drafts(turn: Turn, ids: Ids) -> list[Draft]:
    """The calls, with what precedes them; empty where no tool is to be called."""
    chosen = _chosen(turn)
    if not chosen:
        return []
    drafts: list[Draft] = []
    if turn.tool_choice.get("type") == "auto":
        names = " and ".join(str(tool["name"]) for tool in chosen)
        drafts.append(text_draft(f"I will use {names}."))
    drafts += _search(turn, chosen, ids)
    for tool in chosen:
        value = as_object(instance(input_schema(tool), turn.text))
        drafts.append(use_draft("tool_use", ids.next("toolu"), str(tool["name"]), value))
    return drafts


def _chosen(turn: Turn) -> list[JsonObject]:
    tools, choice = turn.callable_tools, turn.tool_choice
    if choice.get("type") == "none" or not tools:
        return []
    if choice.get("type") == "tool":
        return [tool for tool in tools if tool.get("name") == choice.get("name")][:1]
    named = [tool for tool in tools if _named(tool, turn.text)]
    if named:
        return named[:1] if choice.get("disable_parallel_tool_use") else named
    if choice.get("type") == "auto" and asked_server_tool(turn) is not None:
        return []
    return [max(tools, key=lambda tool: len(_words(turn.text) & _words(_about(tool))))]


def _named(tool: JsonObject, text: str) -> bool:
    name = str(tool.get("name", "")).lower()
    spoken = re.sub(r"[_-]+", " ", name)
    return any(re.search(rf"\b{re.escape(form)}\b", text.lower()) for form in {name, spoken} if form)


def _about(tool: JsonObject) -> str:
    return f"{tool.get('name', '')} {tool.get('description', '')}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower())) - COMMON


def _search(turn: Turn, chosen: list[JsonObject], ids: Ids) -> list[Draft]:
    hidden = [str(tool["name"]) for tool in chosen if is_custom(tool) and tool.get("defer_loading")]
    search = next((tool for tool in turn.tools if str(tool.get("type")).startswith("tool_search_tool_")), None)
    if not hidden or search is None:
        return []
    name, id = str(search.get("name")), ids.next("srvtoolu")
    value: JsonObject = {"pattern": "|".join(hidden)} if "regex" in name else {"query": " ".join(hidden)}
    found = [{"type": "tool_reference", "tool_name": tool} for tool in hidden]
    content = {"type": "tool_search_tool_search_result", "tool_references": found}
    result = {"type": "tool_search_tool_result", "tool_use_id": id, "content": content}
    return [use_draft("server_tool_use", id, name, value), result_draft(result)]
