"""Tools that a request offers to the model, and how it should choose among them."""

from typing import TYPE_CHECKING, Dict, Iterable, List, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ._annotations import SequenceNotStr
from .citations import CitationsConfigParam
from .content import CacheControlEphemeralParam
from .toolsets import AllowedCaller, BrowserToolset20260801Param, ComputerToolset20260801Param


class InputSchemaTyped(TypedDict, total=False, extra_items=object):  # type: ignore[call-arg]  # mypy lacks PEP 728
    """A JSON schema of an object; all other keywords of JSON schema are welcome."""

    type: Required[Literal["object"]]
    """Arguments are always an object."""
    properties: Optional[Dict[str, object]]
    """A schema for each argument."""
    required: Optional[SequenceNotStr[str]]
    """The arguments that may not be left out."""


if not TYPE_CHECKING:
    # Releases of pydantic that do not know `extra_items` would drop the other keywords.
    InputSchemaTyped.__pydantic_config__ = {"extra": "allow"}

InputSchema: TypeAlias = Union[InputSchemaTyped, Dict[str, object]]
"""A JSON schema, typed or as any dictionary."""


class ToolParam(TypedDict, total=False):
    """A tool of one's own, described to the model."""

    input_schema: Required[InputSchema]
    """A JSON schema of the tool's arguments."""
    name: Required[str]
    """The name by which the model calls the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    description: str
    """What the tool does and when to use it; the more it says, the better the model uses it."""
    eager_input_streaming: Optional[bool]
    """Streams arguments as they are written, without waiting for whole values."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""
    type: Optional[Literal["custom"]]
    """Tells a tool of one's own from the predefined ones; may be left out."""


class ToolBash20250124Param(TypedDict, total=False):
    """A bash shell that the caller runs for the model."""

    name: Required[Literal["bash"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["bash_20250124"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class ToolTextEditor20250124Param(TypedDict, total=False):
    """A text editor that the caller runs for the model (January 2025)."""

    name: Required[Literal["str_replace_editor"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["text_editor_20250124"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class ToolTextEditor20250429Param(TypedDict, total=False):
    """A text editor that the caller runs for the model (April 2025)."""

    name: Required[Literal["str_replace_based_edit_tool"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["text_editor_20250429"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class ToolTextEditor20250728Param(TypedDict, total=False):
    """A text editor that the caller runs for the model (July 2025)."""

    name: Required[Literal["str_replace_based_edit_tool"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["text_editor_20250728"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    max_characters: Optional[int]
    """Longer files are cut to this many characters when viewed."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class MemoryTool20250818Param(TypedDict, total=False):
    """A directory of notes that the caller keeps for the model."""

    name: Required[Literal["memory"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["memory_20250818"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class CodeExecutionTool20250522Param(TypedDict, total=False):
    """A Python sandbox that the server runs (May 2025)."""

    name: Required[Literal["code_execution"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["code_execution_20250522"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class CodeExecutionTool20250825Param(TypedDict, total=False):
    """A sandbox with bash and files that the server runs (August 2025)."""

    name: Required[Literal["code_execution"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["code_execution_20250825"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class CodeExecutionTool20260120Param(TypedDict, total=False):
    """A sandbox that the server runs and that can call tools (January 2026)."""

    name: Required[Literal["code_execution"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["code_execution_20260120"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class CodeExecutionTool20260521Param(TypedDict, total=False):
    """A sandbox that the server runs and that can call tools (May 2026)."""

    name: Required[Literal["code_execution"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["code_execution_20260521"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class UserLocationParam(TypedDict, total=False):
    """About where the user is, for results that suit the place."""

    type: Required[Literal["approximate"]]
    """Only approximate places are taken."""
    city: Optional[str]
    """The city."""
    country: Optional[str]
    """The country, as two letters of ISO 3166-1."""
    region: Optional[str]
    """The region or state."""
    timezone: Optional[str]
    """The IANA name of the time zone."""


class WebSearchTool20250305Param(TypedDict, total=False):
    """A web search that the server runs (March 2025)."""

    name: Required[Literal["web_search"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_search_20250305"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""
    user_location: Optional[UserLocationParam]
    """Where the user is, for results that suit the place."""


class WebSearchTool20260209Param(TypedDict, total=False):
    """A web search that the server runs (February 2026)."""

    name: Required[Literal["web_search"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_search_20260209"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""
    user_location: Optional[UserLocationParam]
    """Where the user is, for results that suit the place."""


class WebSearchTool20260318Param(TypedDict, total=False):
    """A web search that the server runs (March 2026)."""

    name: Required[Literal["web_search"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_search_20260318"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    response_inclusion: Literal["full", "excluded"]
    """Whether results that only code in the sandbox uses appear in the answer."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""
    user_location: Optional[UserLocationParam]
    """Where the user is, for results that suit the place."""


class WebFetchTool20250910Param(TypedDict, total=False):
    """Fetching of pages and PDFs by the server (September 2025)."""

    name: Required[Literal["web_fetch"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_fetch_20250910"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: Optional[CitationsConfigParam]
    """Whether the answer may quote what was fetched."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_content_tokens: Optional[int]
    """Longer pages are cut to about this many tokens."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class WebFetchTool20260209Param(TypedDict, total=False):
    """Fetching of pages and PDFs by the server (February 2026)."""

    name: Required[Literal["web_fetch"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_fetch_20260209"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: Optional[CitationsConfigParam]
    """Whether the answer may quote what was fetched."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_content_tokens: Optional[int]
    """Longer pages are cut to about this many tokens."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class WebFetchTool20260309Param(TypedDict, total=False):
    """Fetching of pages and PDFs by the server (9 March 2026)."""

    name: Required[Literal["web_fetch"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_fetch_20260309"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: Optional[CitationsConfigParam]
    """Whether the answer may quote what was fetched."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_content_tokens: Optional[int]
    """Longer pages are cut to about this many tokens."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""
    use_cache: bool
    """Whether a stored copy of the page will do."""


class WebFetchTool20260318Param(TypedDict, total=False):
    """Fetching of pages and PDFs by the server (18 March 2026)."""

    name: Required[Literal["web_fetch"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["web_fetch_20260318"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    allowed_domains: Optional[SequenceNotStr[str]]
    """Only results of these domains; not together with `blocked_domains`."""
    blocked_domains: Optional[SequenceNotStr[str]]
    """No results of these domains; not together with `allowed_domains`."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: Optional[CitationsConfigParam]
    """Whether the answer may quote what was fetched."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_content_tokens: Optional[int]
    """Longer pages are cut to about this many tokens."""
    max_uses: Optional[int]
    """How often the tool may be used in one request."""
    response_inclusion: Literal["full", "excluded"]
    """Whether results that only code in the sandbox uses appear in the answer."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""
    use_cache: bool
    """Whether a stored copy of the page will do."""


class ToolSearchToolBm25_20251119Param(TypedDict, total=False):  # noqa: N801 - the name that users know
    """A search among many tools, by words (BM25)."""

    name: Required[Literal["tool_search_tool_bm25"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["tool_search_tool_bm25_20251119", "tool_search_tool_bm25"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class ToolSearchToolRegex20251119Param(TypedDict, total=False):
    """A search among many tools, by regular expression."""

    name: Required[Literal["tool_search_tool_regex"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["tool_search_tool_regex_20251119", "tool_search_tool_regex"]]
    """The kind and version of the tool."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


ToolUnionParam: TypeAlias = Union[
    ToolParam,
    ToolBash20250124Param,
    CodeExecutionTool20250522Param,
    CodeExecutionTool20250825Param,
    CodeExecutionTool20260120Param,
    CodeExecutionTool20260521Param,
    BrowserToolset20260801Param,
    MemoryTool20250818Param,
    ComputerToolset20260801Param,
    ToolTextEditor20250124Param,
    ToolTextEditor20250429Param,
    ToolTextEditor20250728Param,
    WebSearchTool20250305Param,
    WebFetchTool20250910Param,
    WebSearchTool20260209Param,
    WebFetchTool20260209Param,
    WebFetchTool20260309Param,
    WebSearchTool20260318Param,
    WebFetchTool20260318Param,
    ToolSearchToolBm25_20251119Param,
    ToolSearchToolRegex20251119Param,
]
"""Everything that may stand in `tools`."""


MessageCountTokensToolParam: TypeAlias = ToolUnionParam
"""Everything that may stand in `tools` when tokens are counted."""


class ToolChoiceAutoParam(TypedDict, total=False):
    """The model decides whether to use tools."""

    type: Required[Literal["auto"]]
    """The kind of choice."""
    disable_parallel_tool_use: bool
    """At most one tool use in the answer."""


class ToolChoiceAnyParam(TypedDict, total=False):
    """The model must use a tool, whichever it likes."""

    type: Required[Literal["any"]]
    """The kind of choice."""
    disable_parallel_tool_use: bool
    """At most one tool use in the answer."""


class ToolChoiceToolParam(TypedDict, total=False):
    """The model must use this tool."""

    name: Required[str]
    """The name of the tool."""
    type: Required[Literal["tool"]]
    """The kind of choice."""
    disable_parallel_tool_use: bool
    """At most one tool use in the answer."""


class ToolChoiceNoneParam(TypedDict):
    """The model must not use tools."""

    type: Literal["none"]
    """The kind of choice."""


ToolChoiceParam: TypeAlias = Union[ToolChoiceAutoParam, ToolChoiceAnyParam, ToolChoiceToolParam, ToolChoiceNoneParam]
"""How the model chooses among the tools."""
