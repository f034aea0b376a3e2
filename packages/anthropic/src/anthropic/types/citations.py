"""Where a quoted piece of text comes from: citations in responses and in requests."""

from typing import Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import BY_TYPE


class CitationCharLocation(BaseModel):
    """A quotation from a plain-text document, by character."""

    cited_text: str
    document_index: int
    document_title: Optional[str] = None
    end_char_index: int
    file_id: Optional[str] = None
    start_char_index: int
    type: Literal["char_location"]


class CitationCharLocationParam(TypedDict):
    """A quotation from a plain-text document, by character, sent back."""

    cited_text: str
    document_index: int
    document_title: Optional[str]
    end_char_index: int
    start_char_index: int
    type: Literal["char_location"]


class CitationPageLocation(BaseModel):
    """A quotation from a PDF, by page."""

    cited_text: str
    document_index: int
    document_title: Optional[str] = None
    end_page_number: int
    file_id: Optional[str] = None
    start_page_number: int
    type: Literal["page_location"]


class CitationPageLocationParam(TypedDict):
    """A quotation from a PDF, by page, sent back."""

    cited_text: str
    document_index: int
    document_title: Optional[str]
    end_page_number: int
    start_page_number: int
    type: Literal["page_location"]


class CitationContentBlockLocation(BaseModel):
    """A quotation from a document made of content blocks, by block."""

    cited_text: str
    document_index: int
    document_title: Optional[str] = None
    end_block_index: int
    file_id: Optional[str] = None
    start_block_index: int
    type: Literal["content_block_location"]


class CitationContentBlockLocationParam(TypedDict):
    """A quotation from a document made of content blocks, by block, sent back."""

    cited_text: str
    document_index: int
    document_title: Optional[str]
    end_block_index: int
    start_block_index: int
    type: Literal["content_block_location"]


class CitationsSearchResultLocation(BaseModel):
    """A quotation from a search result that the request supplied."""

    cited_text: str
    end_block_index: int
    search_result_index: int
    source: str
    start_block_index: int
    title: Optional[str] = None
    type: Literal["search_result_location"]


class CitationSearchResultLocationParam(TypedDict):
    """A quotation from a search result that the request supplied, sent back."""

    cited_text: str
    end_block_index: int
    search_result_index: int
    source: str
    start_block_index: int
    title: Optional[str]
    type: Literal["search_result_location"]


class CitationsWebSearchResultLocation(BaseModel):
    """A quotation from a page that the web search tool found."""

    cited_text: str
    encrypted_index: str
    title: Optional[str] = None
    type: Literal["web_search_result_location"]
    url: str


class CitationWebSearchResultLocationParam(TypedDict):
    """A quotation from a page that the web search tool found, sent back."""

    cited_text: str
    encrypted_index: str
    title: Optional[str]
    type: Literal["web_search_result_location"]
    url: str


class CitationsConfig(BaseModel):
    """Whether a fetched document may be cited."""

    enabled: bool


class CitationsConfigParam(TypedDict, total=False):
    """Switches citations of a document or search result on or off."""

    enabled: bool


TextCitation: TypeAlias = Annotated[
    Union[
        CitationCharLocation,
        CitationPageLocation,
        CitationContentBlockLocation,
        CitationsWebSearchResultLocation,
        CitationsSearchResultLocation,
    ],
    BY_TYPE,
]
"""Where a piece of an answer's text comes from."""


TextCitationParam: TypeAlias = Union[
    CitationCharLocationParam,
    CitationPageLocationParam,
    CitationContentBlockLocationParam,
    CitationWebSearchResultLocationParam,
    CitationSearchResultLocationParam,
]
"""A citation sent back in the text of a request."""
