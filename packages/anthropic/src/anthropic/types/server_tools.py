"""Blocks of the tools that the server runs itself: their use, their results, their errors."""

from typing import Dict, Iterable, List, Optional, Union

from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import BY_TYPE
from .content import (
    CacheControlEphemeralParam,
    Caller,
    CallerParam,
    DocumentBlock,
    DocumentBlockParam,
    ToolReferenceBlock,
    ToolReferenceBlockParam,
)

ServerToolName: TypeAlias = Literal[
    "web_search",
    "web_fetch",
    "code_execution",
    "bash_code_execution",
    "text_editor_code_execution",
    "tool_search_tool_regex",
    "tool_search_tool_bm25",
]
"""The tools that the server runs."""


class ServerToolUseBlock(BaseModel):
    """The model uses a tool that the server runs; its result follows in the same answer."""

    id: str
    caller: Optional[Caller] = None
    input: Dict[str, object]
    name: ServerToolName
    type: Literal["server_tool_use"]


class ServerToolUseBlockParam(TypedDict, total=False):
    """A use of a server tool in an earlier answer, sent back."""

    id: Required[str]
    input: Required[Dict[str, object]]
    name: Required[ServerToolName]
    type: Required[Literal["server_tool_use"]]
    cache_control: Optional[CacheControlEphemeralParam]
    caller: CallerParam


WebSearchToolResultErrorCode: TypeAlias = Literal[
    "invalid_tool_input",
    "unavailable",
    "max_uses_exceeded",
    "too_many_requests",
    "query_too_long",
    "request_too_large",
]
"""Why a web search failed."""


class WebSearchToolResultError(BaseModel):
    """A web search that failed."""

    error_code: WebSearchToolResultErrorCode
    type: Literal["web_search_tool_result_error"]


class WebSearchToolRequestErrorParam(TypedDict):
    """A web search that failed, sent back."""

    error_code: WebSearchToolResultErrorCode
    type: Literal["web_search_tool_result_error"]


class WebSearchResultBlock(BaseModel):
    """One page that a web search found."""

    encrypted_content: str
    page_age: Optional[str] = None
    title: str
    type: Literal["web_search_result"]
    url: str


class WebSearchResultBlockParam(TypedDict, total=False):
    """One page that a web search found, sent back."""

    encrypted_content: Required[str]
    title: Required[str]
    type: Required[Literal["web_search_result"]]
    url: Required[str]
    page_age: Optional[str]


WebSearchToolResultBlockContent: TypeAlias = Union[WebSearchToolResultError, List[WebSearchResultBlock]]
"""The pages that were found, or why there are none."""


WebSearchToolResultBlockParamContentParam: TypeAlias = Union[
    Iterable[WebSearchResultBlockParam], WebSearchToolRequestErrorParam
]
"""The pages that were found, or why there are none, sent back."""


class WebSearchToolResultBlock(BaseModel):
    """What a web search found."""

    caller: Optional[Caller] = None
    content: WebSearchToolResultBlockContent
    tool_use_id: str
    type: Literal["web_search_tool_result"]


class WebSearchToolResultBlockParam(TypedDict, total=False):
    """What a web search found, sent back."""

    content: Required[WebSearchToolResultBlockParamContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["web_search_tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]
    caller: CallerParam


WebFetchToolResultErrorCode: TypeAlias = Literal[
    "invalid_tool_input",
    "url_too_long",
    "url_not_allowed",
    "url_not_in_prior_context",
    "url_not_accessible",
    "unsupported_content_type",
    "too_many_requests",
    "max_uses_exceeded",
    "unavailable",
]
"""Why a page could not be fetched."""


class WebFetchToolResultErrorBlock(BaseModel):
    """A page that could not be fetched."""

    error_code: WebFetchToolResultErrorCode
    type: Literal["web_fetch_tool_result_error"]


class WebFetchToolResultErrorBlockParam(TypedDict):
    """A page that could not be fetched, sent back."""

    error_code: WebFetchToolResultErrorCode
    type: Literal["web_fetch_tool_result_error"]


class WebFetchBlock(BaseModel):
    """A page that was fetched, as a document."""

    content: DocumentBlock
    retrieved_at: Optional[str] = None
    type: Literal["web_fetch_result"]
    url: str


class WebFetchBlockParam(TypedDict, total=False):
    """A page that was fetched, sent back."""

    content: Required[DocumentBlockParam]
    type: Required[Literal["web_fetch_result"]]
    url: Required[str]
    retrieved_at: Optional[str]


WebFetchToolResultBlockContent: TypeAlias = Annotated[Union[WebFetchToolResultErrorBlock, WebFetchBlock], BY_TYPE]
"""The page, or why it is missing."""


WebFetchToolResultBlockParamContentParam: TypeAlias = Union[WebFetchToolResultErrorBlockParam, WebFetchBlockParam]
"""The page, or why it is missing, sent back."""


class WebFetchToolResultBlock(BaseModel):
    """The page that the web fetch tool brought, or why it did not."""

    caller: Optional[Caller] = None
    content: WebFetchToolResultBlockContent
    tool_use_id: str
    type: Literal["web_fetch_tool_result"]


class WebFetchToolResultBlockParam(TypedDict, total=False):
    """The page that the web fetch tool brought, sent back."""

    content: Required[WebFetchToolResultBlockParamContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["web_fetch_tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]
    caller: CallerParam


ToolSearchToolResultErrorCode: TypeAlias = Literal[
    "invalid_tool_input",
    "unavailable",
    "too_many_requests",
    "execution_time_exceeded",
]
"""Why a search for tools failed."""


class ToolSearchToolResultError(BaseModel):
    """A search for tools that failed."""

    error_code: ToolSearchToolResultErrorCode
    error_message: Optional[str] = None
    type: Literal["tool_search_tool_result_error"]


class ToolSearchToolResultErrorParam(TypedDict, total=False):
    """A search for tools that failed, sent back."""

    error_code: Required[ToolSearchToolResultErrorCode]
    type: Required[Literal["tool_search_tool_result_error"]]
    error_message: Optional[str]


class ToolSearchToolSearchResultBlock(BaseModel):
    """The tools that a search found."""

    tool_references: List[ToolReferenceBlock]
    type: Literal["tool_search_tool_search_result"]


class ToolSearchToolSearchResultBlockParam(TypedDict):
    """The tools that a search found, sent back."""

    tool_references: Iterable[ToolReferenceBlockParam]
    type: Literal["tool_search_tool_search_result"]


ToolSearchToolResultBlockContent: TypeAlias = Annotated[
    Union[ToolSearchToolResultError, ToolSearchToolSearchResultBlock], BY_TYPE
]
"""The tools that were found, or why there are none."""


ToolSearchToolResultBlockParamContentParam: TypeAlias = Union[
    ToolSearchToolResultErrorParam, ToolSearchToolSearchResultBlockParam
]
"""The tools that were found, or why there are none, sent back."""


class ToolSearchToolResultBlock(BaseModel):
    """What a search for tools found."""

    content: ToolSearchToolResultBlockContent
    tool_use_id: str
    type: Literal["tool_search_tool_result"]


class ToolSearchToolResultBlockParam(TypedDict, total=False):
    """What a search for tools found, sent back."""

    content: Required[ToolSearchToolResultBlockParamContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["tool_search_tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]
