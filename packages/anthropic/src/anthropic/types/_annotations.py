"""Small annotations that type modules share, for type checkers and as evaluated at run time; parameters, too."""

import os
from typing import TYPE_CHECKING, Any, Iterator, List, Mapping, Sequence, Tuple, TypeVar, Union, overload

from pydantic import Field, InstanceOf
from typing_extensions import Protocol, SupportsIndex, TypeAlias, TypedDict, runtime_checkable

from .identifiers import AnthropicBetaParam

T_co = TypeVar("T_co", covariant=True)

BY_TYPE = Field(discriminator="type")
"""Tells the members of a union apart by their literal `type`."""

if TYPE_CHECKING:
    from anthropic._types import Base64FileInput as Base64FileInput
    from anthropic._types import FileTypes as FileTypes
    from anthropic._types import NotGiven, Omit

    T = TypeVar("T")

    Omittable: TypeAlias = Union[T, Omit, NotGiven]
    """An optional parameter of an endpoint: `omit` and `NOT_GIVEN` may be passed for it."""

    class SequenceNotStr(Protocol[T_co]):
        """A list or tuple, but not a string, which would be taken for a list of its characters."""

        @overload
        def __getitem__(self, index: SupportsIndex, /) -> T_co: ...
        @overload
        def __getitem__(self, index: slice, /) -> Sequence[T_co]: ...
        def __contains__(self, value: object, /) -> bool: ...
        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[T_co]: ...

else:
    # The plain types below are what `get_type_hints` and pydantic can work with, on Python 3.8 too.

    @runtime_checkable
    class Readable(Protocol):
        """An open file."""

        def read(self, size: int = -1) -> bytes: ...

    class Omittable:
        """`Omittable[X]` is X: the sentinels never reach a body."""

        def __class_getitem__(cls, item: Any) -> Any:
            return item

    SequenceNotStr = Sequence
    Base64FileInput = Union[InstanceOf[Readable], InstanceOf[os.PathLike]]
    _Content = Union[InstanceOf[Readable], bytes, InstanceOf[os.PathLike]]
    FileTypes = Union[
        _Content,
        Tuple[Union[str, None], _Content],
        Tuple[Union[str, None], _Content, Union[str, None]],
        Tuple[Union[str, None], _Content, Union[str, None], Mapping[str, str]],
    ]


class IdPageParams(TypedDict, total=False):
    """Parameters of a list whose pages follow each other by the ids of their items."""

    after_id: Omittable[str]
    """Gives what follows this id."""
    before_id: Omittable[str]
    """Gives what precedes this id."""
    limit: Omittable[int]
    """The most items of one page."""


class WithBetas(TypedDict, total=False):
    """Whatever takes beta features."""

    betas: Omittable[List[AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""
