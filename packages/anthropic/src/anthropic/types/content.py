"""Content blocks that people and the model write: text, thinking, images, documents, tool use and its results."""

from typing import Dict, Iterable, List, Optional, Union

from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import BY_TYPE, Base64FileInput
from .citations import CitationsConfig, CitationsConfigParam, TextCitation, TextCitationParam


class CacheControlEphemeralParam(TypedDict, total=False):
    """Marks the end of a prefix of the prompt that the API should cache."""

    type: Required[Literal["ephemeral"]]
    ttl: Literal["5m", "1h"]
    """How long the prefix stays cached after its last use; five minutes where not given."""


class TextBlock(BaseModel):
    """Text that the model wrote, with its citations where they were asked for."""

    citations: Optional[List[TextCitation]] = None
    text: str
    type: Literal["text"]


class TextBlockParam(TypedDict, total=False):
    """Text of a prompt, of a system prompt, or of a tool's result."""

    text: Required[str]
    """The text; empty text is refused by the API."""
    type: Required[Literal["text"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: Optional[Iterable[TextCitationParam]]
    """What the text quotes, when an answer is sent back."""


class ThinkingBlock(BaseModel):
    """What the model thought before it answered."""

    signature: str
    thinking: str
    type: Literal["thinking"]


class ThinkingBlockParam(TypedDict):
    """Thinking of an earlier answer, sent back unchanged."""

    signature: str
    """Proves to the API that the thinking is the model's own."""
    thinking: str
    """The text of the thinking; empty where it was omitted."""
    type: Literal["thinking"]


class RedactedThinkingBlock(BaseModel):
    """Thinking that only the API can read."""

    data: str
    type: Literal["redacted_thinking"]


class RedactedThinkingBlockParam(TypedDict):
    """Thinking that only the API can read, sent back unchanged."""

    data: str
    """The encrypted thinking, as it came."""
    type: Literal["redacted_thinking"]


class Base64ImageSourceParam(TypedDict):
    """An image within the request."""

    data: Union[str, Base64FileInput]
    """The image in base64, or an open file or a path, which is read and encoded when the request is sent."""
    media_type: Literal["image/jpeg", "image/png", "image/gif", "image/webp"]
    """The format of the image."""
    type: Literal["base64"]


class URLImageSourceParam(TypedDict):
    """An image that the API fetches."""

    type: Literal["url"]
    url: str
    """Where the image is; it must be public."""


class FileImageSourceParam(TypedDict):
    """An image that was uploaded before."""

    file_id: str
    """The id that the upload gave."""
    type: Literal["file"]


ImageSourceParam: TypeAlias = Union[Base64ImageSourceParam, URLImageSourceParam, FileImageSourceParam]
"""Where an image comes from."""


class ImageTransformationsParam(TypedDict, total=False):
    """What the API may do with an image before the model sees it."""

    oversized_image: Literal["downsize", "error"]
    """What happens to an image that is too large: it is made smaller, or the request fails."""


class ImageBlockParam(TypedDict, total=False):
    """An image in a prompt or in a tool's result."""

    source: Required[ImageSourceParam]
    """Where the image comes from."""
    type: Required[Literal["image"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    transformations: Optional[ImageTransformationsParam]
    """What the API may do with the image first."""


class Base64PDFSource(BaseModel):
    """A PDF that the API hands back, in base64."""

    data: str
    media_type: Literal["application/pdf"]
    type: Literal["base64"]


class Base64PDFSourceParam(TypedDict):
    """A PDF within the request."""

    data: Union[str, Base64FileInput]
    """The PDF in base64, or an open file or a path, which is read and encoded when the request is sent."""
    media_type: Literal["application/pdf"]
    """The only format that is taken here."""
    type: Literal["base64"]


class URLPDFSourceParam(TypedDict):
    """A PDF that the API fetches."""

    type: Literal["url"]
    url: str
    """Where the PDF is; it must be public."""


class PlainTextSource(BaseModel):
    """The plain text of a document that the API hands back."""

    data: str
    media_type: Literal["text/plain"]
    type: Literal["text"]


class PlainTextSourceParam(TypedDict):
    """The plain text of a document."""

    data: str
    """The text."""
    media_type: Literal["text/plain"]
    """The only format that is taken here."""
    type: Literal["text"]


class FileDocumentSourceParam(TypedDict):
    """A document that was uploaded before."""

    file_id: str
    """The id that the upload gave."""
    type: Literal["file"]


ContentBlockSourceContentParam: TypeAlias = Union[TextBlockParam, ImageBlockParam]
"""What a document made of content blocks consists of."""


class ContentBlockSourceParam(TypedDict):
    """A document made of content blocks, which are what its citations point at."""

    content: Union[str, Iterable[ContentBlockSourceContentParam]]
    """The text, or the blocks."""
    type: Literal["content"]


DocumentSource: TypeAlias = Annotated[Union[Base64PDFSource, PlainTextSource], BY_TYPE]
"""What a fetched document holds."""


DocumentSourceParam: TypeAlias = Union[
    Base64PDFSourceParam, PlainTextSourceParam, ContentBlockSourceParam, URLPDFSourceParam, FileDocumentSourceParam
]
"""Where a document comes from."""


class DocumentBlock(BaseModel):
    """A document that a server tool fetched."""

    citations: Optional[CitationsConfig] = None
    source: DocumentSource
    title: Optional[str] = None
    type: Literal["document"]


class DocumentBlockParam(TypedDict, total=False):
    """A document in a prompt or in a tool's result."""

    source: Required[DocumentSourceParam]
    """Where the document comes from."""
    type: Required[Literal["document"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: Optional[CitationsConfigParam]
    """Whether the answer may quote it."""
    context: Optional[str]
    """What the model should know about the document; never quoted."""
    title: Optional[str]
    """The title that citations name."""


class SearchResultBlockParam(TypedDict, total=False):
    """A result of a search of one's own, which the answer may quote."""

    content: Required[Iterable[TextBlockParam]]
    """The text of the result."""
    source: Required[str]
    """Where it was found, such as an address."""
    title: Required[str]
    """The title that citations name."""
    type: Required[Literal["search_result"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    citations: CitationsConfigParam
    """Whether the answer may quote it."""


class ContainerUploadBlock(BaseModel):
    """A file that was put into the sandbox of the conversation."""

    file_id: str
    type: Literal["container_upload"]


class ContainerUploadBlockParam(TypedDict, total=False):
    """A file to put into the sandbox of the conversation."""

    file_id: Required[str]
    """The id of an uploaded file."""
    type: Required[Literal["container_upload"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""


class DirectCaller(BaseModel):
    """The model called the tool itself."""

    type: Literal["direct"]


class DirectCallerParam(TypedDict):
    """Says that the model called the tool itself."""

    type: Literal["direct"]


class ServerToolCaller(BaseModel):
    """Code in the sandbox called the tool."""

    tool_id: str
    type: Literal["code_execution_20250825"]


class ServerToolCallerParam(TypedDict):
    """Says that code in the sandbox called the tool."""

    tool_id: str
    """The id of the use of the sandbox."""
    type: Literal["code_execution_20250825"]


class ServerToolCaller20260120(BaseModel):
    """Code in the sandbox of January 2026 called the tool."""

    tool_id: str
    type: Literal["code_execution_20260120"]


class ServerToolCaller20260120Param(TypedDict):
    """Says that code in the sandbox of January 2026 called the tool."""

    tool_id: str
    """The id of the use of the sandbox."""
    type: Literal["code_execution_20260120"]


Caller: TypeAlias = Annotated[Union[DirectCaller, ServerToolCaller, ServerToolCaller20260120], BY_TYPE]
"""Who called a tool."""


CallerParam: TypeAlias = Union[DirectCallerParam, ServerToolCallerParam, ServerToolCaller20260120Param]
"""Who called a tool, sent back."""


class ToolUseBlock(BaseModel):
    """The model asks the caller to use a tool and to send its result."""

    id: str
    caller: Optional[Caller] = None
    input: Dict[str, object]
    name: str
    type: Literal["tool_use"]
    toolset_name: Optional[str] = None


class ToolUseBlockParam(TypedDict, total=False):
    """A tool use of an earlier answer, sent back."""

    id: Required[str]
    """The id that the tool's result refers to."""
    input: Required[Dict[str, object]]
    """The arguments, as the tool's schema describes them."""
    name: Required[str]
    """The name of the tool."""
    type: Required[Literal["tool_use"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    caller: CallerParam
    """Who called the tool: the model, or code in the sandbox."""
    toolset_name: Optional[str]
    """The toolset that the tool belongs to, where it belongs to one."""


class ToolReferenceBlock(BaseModel):
    """The name of a tool that the tool search found."""

    tool_name: str
    type: Literal["tool_reference"]


class ToolReferenceBlockParam(TypedDict, total=False):
    """Names a tool that the model may use from here on."""

    tool_name: Required[str]
    """The name of a tool of the request."""
    type: Required[Literal["tool_reference"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""


class BrowserStateTabEntryParam(TypedDict, total=False):
    """One open tab of the browser."""

    tab_id: Required[str]
    """The id by which the model names the tab."""
    title: Required[str]
    """The title of its page."""
    url: Required[str]
    """The address of its page."""
    active: bool
    """Whether this tab is in front."""


class BrowserStateChangeTabOpenedParam(TypedDict):
    """A tab was opened."""

    tab_id: str
    """The id of the new tab."""
    type: Literal["tab_opened"]


class BrowserStateChangeDownloadStartedParam(TypedDict):
    """A download began."""

    download_id: str
    """The id by which later changes name the download."""
    type: Literal["download_started"]
    url: str
    """What is being downloaded."""


class BrowserStateChangeDownloadCompletedParam(TypedDict, total=False):
    """A download is complete."""

    download_id: Required[str]
    """The id that its start named."""
    type: Required[Literal["download_completed"]]
    url: Required[str]
    """What was downloaded."""
    path: Optional[str]
    """Where the file is."""
    size_bytes: Optional[int]
    """The size of the file, in bytes."""


class BrowserStateChangeDownloadFailedParam(TypedDict, total=False):
    """A download failed."""

    download_id: Required[str]
    """The id that its start named."""
    type: Required[Literal["download_failed"]]
    url: Required[str]
    """What should have been downloaded."""
    error: Optional[str]
    """Why it failed."""


BrowserStateChangeParam: TypeAlias = Union[
    BrowserStateChangeTabOpenedParam,
    BrowserStateChangeDownloadStartedParam,
    BrowserStateChangeDownloadCompletedParam,
    BrowserStateChangeDownloadFailedParam,
]
"""What changed in the browser since the last report."""


class BrowserStateBlockParam(TypedDict, total=False):
    """The state of the browser after a use of a browser tool."""

    tabs: Required[Iterable[BrowserStateTabEntryParam]]
    """The tabs that are open."""
    type: Required[Literal["browser_state"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    state_changes: Optional[Iterable[BrowserStateChangeParam]]
    """What changed since the last report."""


ToolResultContentParam: TypeAlias = Union[
    TextBlockParam,
    ImageBlockParam,
    SearchResultBlockParam,
    DocumentBlockParam,
    ToolReferenceBlockParam,
    BrowserStateBlockParam,
]
"""A block of a tool's result."""


class ToolResultBlockParam(TypedDict, total=False):
    """The result of a tool that the model asked for."""

    tool_use_id: Required[str]
    """The id of the tool use that this answers."""
    type: Required[Literal["tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    content: Union[str, Iterable[ToolResultContentParam]]
    """What the tool gave: text, or blocks."""
    is_error: bool
    """Whether the tool failed; its content then says how."""
    toolset_name: Optional[str]
    """The toolset that the tool belongs to, where it belongs to one."""
