"""A message whose text was parsed into a type of the caller."""

from typing import TYPE_CHECKING, Generic, List, Optional, Union

from pydantic import Field
from typing_extensions import Annotated, TypeAlias, TypeVar

from ._annotations import BY_TYPE
from .content import TextBlock
from .message import CommonContentBlock, Message
from .server_tools import ServerToolUseBlock

if TYPE_CHECKING:
    ResponseFormatT = TypeVar("ResponseFormatT", default=None)
else:
    # Without a default, the class without a parameter holds any value; with one, pydantic would take nothing but None.
    ResponseFormatT = TypeVar("ResponseFormatT")


class ParsedTextBlock(TextBlock, Generic[ResponseFormatT]):
    """Text of an answer together with the value that it was parsed into."""

    # Left out of every dump: the API takes the block back without it.
    parsed_output: Optional[ResponseFormatT] = Field(default=None, exclude=True)


ParsedContentBlock: TypeAlias = Annotated[
    Union[ParsedTextBlock[ResponseFormatT], ServerToolUseBlock, CommonContentBlock], BY_TYPE
]
"""A content block of a parsed answer."""


class ParsedMessage(Message, Generic[ResponseFormatT]):
    """An answer whose text blocks were parsed into the type that was asked for."""

    # Each block of the answer is replaced by its parsed form: a list of something narrower than the base class has.
    if TYPE_CHECKING:
        content: List[ParsedContentBlock[ResponseFormatT]]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]
    else:
        content: List[ParsedContentBlock]  # a union of classes without a parameter is no generic alias

    @property
    def parsed_output(self) -> Optional[ResponseFormatT]:
        """The first parsed value of the answer, if there is one."""
        for block in self.content:
            if block.type == "text" and block.parsed_output is not None:
                return block.parsed_output
        return None
