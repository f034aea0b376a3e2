"""A message whose text was parsed into a type of the caller."""

from typing import TYPE_CHECKING, Generic, List, Optional, Union

from typing_extensions import Annotated, TypeAlias

from anthropic import types as ga
from anthropic.endpoint import BY_TYPE
from anthropic.types.parsed_message import ResponseFormatT

from .message import BetaMessage, OtherContentBlock

ParsedBetaTextBlock = ga.ParsedTextBlock

ParsedBetaContentBlock: TypeAlias = Annotated[Union[ga.ParsedTextBlock[ResponseFormatT], OtherContentBlock], BY_TYPE]
"""A content block of a parsed answer."""


class ParsedBetaMessage(BetaMessage, Generic[ResponseFormatT]):
    """An answer whose text blocks were parsed into the type that was asked for."""

    # Each block of the answer is replaced by its parsed form: a list of something narrower than the base class has.
    if TYPE_CHECKING:
        content: List[ParsedBetaContentBlock[ResponseFormatT]]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]
    else:
        content: List[ParsedBetaContentBlock]  # a union of classes without a parameter is no generic alias

    @property
    def parsed_output(self) -> Optional[ResponseFormatT]:
        """The first parsed value of the answer, if there is one."""
        for block in self.content:
            if block.type == "text" and block.parsed_output is not None:
                return block.parsed_output
        return None
