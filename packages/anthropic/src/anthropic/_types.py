"""Small shared types: the two sentinels, what headers, queries and files may be."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, Mapping, Sequence, Tuple, TypeVar, Union

from typing_extensions import Literal, Protocol, TypeAlias, TypeGuard, override

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
ResponseT = TypeVar("ResponseT")
NoneType = type(None)


class NotGiven:
    """Stands for "nothing was passed" where `None` is a value of its own, as in `timeout=`. It is false."""

    def __bool__(self) -> Literal[False]:
        return False

    @override
    def __repr__(self) -> str:
        return "NOT_GIVEN"

    @override
    def __reduce__(self) -> str:
        return "not_given"


class Omit:
    """Leaves something out: a parameter of a call, or a header that would be sent by default. It is false."""

    def __bool__(self) -> Literal[False]:
        return False

    @override
    def __repr__(self) -> str:
        return "omit"

    @override
    def __reduce__(self) -> str:
        return "omit"


not_given = NotGiven()
NOT_GIVEN = not_given
omit = Omit()


def is_given(value: T | NotGiven | Omit) -> TypeGuard[T]:
    """Whether `value` is neither of the two sentinels."""
    return not isinstance(value, (NotGiven, Omit))


class AsyncFile(Protocol):
    """A binary file whose reading is awaited, such as one of anyio or aiofiles; for async clients."""

    async def read(self, size: int = ..., /) -> bytes:
        """Up to `size` bytes; empty at the end."""
        ...


# These are written with `Union` because they are evaluated at run time, on Python 3.8 too.
Headers: TypeAlias = Mapping[str, Union[str, Omit]]
Query: TypeAlias = Mapping[str, object]
Body: TypeAlias = object
AnyMapping: TypeAlias = Mapping[str, object]
FileContent: TypeAlias = Union[IO[bytes], bytes, "os.PathLike[str]", "AsyncFile"]
Base64FileInput: TypeAlias = Union[IO[bytes], "os.PathLike[str]"]
FileTypes: TypeAlias = Union[
    FileContent,
    Tuple[Union[str, None], FileContent],
    Tuple[Union[str, None], FileContent, Union[str, None]],
    Tuple[Union[str, None], FileContent, Union[str, None], Mapping[str, str]],
]
RequestFiles: TypeAlias = Union[Mapping[str, FileTypes], Sequence[Tuple[str, FileTypes]]]
TimeoutTypes: TypeAlias = Union[float, "httpx.Timeout", None]
