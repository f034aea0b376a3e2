"""Pages of a list, and the iteration over all of them.

A next page is fetched when it is needed, with the options of the first.
"""

from __future__ import annotations

import dataclasses
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Dict,
    Generic,
    Iterator,
    List,
    Mapping,
    Optional,
    TypeVar,
    cast,
)

from typing_extensions import Self, override

from ._call import Call, Client, Reading
from ._exchange import read_body
from ._models import BaseModel
from ._readers import One
from .errors import AnthropicError

if TYPE_CHECKING:
    import httpx

    from ._flow import Flow

T = TypeVar("T")


class NoNextPageError(RuntimeError, ValueError):
    """The page is the last; `has_next_page()` tells beforehand."""


class PageInfo(Dict[str, object]):
    """Query parameters that lead to the next page: `list(**info, limit=…)` fetches it by hand."""

    @property
    def params(self) -> Dict[str, object]:
        return dict(self)


class BasePage(BaseModel, Generic[T]):
    """One page of a list."""

    __slots__ = ("_call_slot", "_client_slot")

    data: List[T]

    def next_page_info(self) -> Optional[PageInfo]:
        """Query parameters that lead to the next page; `None` where this is the last."""
        return None

    def has_next_page(self) -> bool:
        """Whether there is another page after this one."""
        return bool(self.data) and self.next_page_info() is not None

    def __getitem__(self, index: int) -> T:
        return self.data[index]

    def _came_from(self, call: Call[Any, Any], client: Client) -> None:
        object.__setattr__(self, "_call_slot", call)
        object.__setattr__(self, "_client_slot", client)

    @property
    def _query(self) -> Mapping[str, object]:
        try:
            return cast("Call[Any, Any]", object.__getattribute__(self, "_call_slot")).query
        except AttributeError:
            return {}  # made by hand

    def _fetch_next(self) -> Any:
        """The next page, or an awaitable of it. Raises: NoNextPageError; AnthropicError for a list that never ends."""
        info = self.next_page_info()
        if info is None:
            raise NoNextPageError("There is no next page; ask has_next_page() first.")
        call: Call[Any, Any] = object.__getattribute__(self, "_call_slot")
        client: Client = object.__getattribute__(self, "_client_slot")
        if info.items() <= call.query.items():
            raise AnthropicError(f"The server gave a page that leads to itself, by {dict(info)!r}: a list without end.")
        kept = {
            key: value
            for key, value in call.query.items()
            if key not in ("after_id", "before_id", "page", "page_token")
        }
        return client.perform(call.replace(query={**kept, **info}))


class BaseSyncPage(BasePage[T], Generic[T]):
    """One page; iterating goes on through all pages after it."""

    @override
    def __iter__(self) -> Iterator[T]:  # type: ignore[override]  # a page yields its items, not its fields
        for page in self.iter_pages():
            yield from page.data or ()

    def iter_pages(self) -> Iterator[Self]:
        """This page and all after it. Raises: APIError."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = page.get_next_page()

    def get_next_page(self) -> Self:
        """The page after this one. Raises: APIError; NoNextPageError."""
        return cast(Self, self._fetch_next())


class BaseAsyncPage(BasePage[T], Generic[T]):
    """One page; iterating goes on through all pages after it."""

    async def __aiter__(self) -> AsyncIterator[T]:
        page = self
        while True:
            for item in page.data or ():
                yield item
            if not page.has_next_page():
                return
            page = await page.get_next_page()

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page and all after it. Raises: APIError."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = await page.get_next_page()

    async def get_next_page(self) -> Self:
        """The page after this one. Raises: APIError; NoNextPageError."""
        return cast(Self, await self._fetch_next())


class _IdPage(BasePage[T], Generic[T]):
    has_more: Optional[bool] = None
    first_id: Optional[str] = None
    last_id: Optional[str] = None

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        if self.has_more is False:
            return None
        if self._query.get("before_id"):
            return PageInfo(before_id=self.first_id) if self.first_id else None
        return PageInfo(after_id=self.last_id) if self.last_id else None


class _TokenPage(BasePage[T], Generic[T]):
    has_more: Optional[bool] = None
    next_page: Optional[str] = None

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        return PageInfo(page_token=self.next_page) if self.next_page and self.has_more is not False else None


class _CursorPage(BasePage[T], Generic[T]):
    next_page: Optional[str] = None

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        return PageInfo(page=self.next_page) if self.next_page else None


class _BidirectionalPage(_CursorPage[T], Generic[T]):
    prev_page: Optional[str] = None


class SyncPage(_IdPage[T], BaseSyncPage[T], Generic[T]):
    """A page of a list that goes on by ids (`after_id`, `before_id`)."""


class AsyncPage(_IdPage[T], BaseAsyncPage[T], Generic[T]):
    """A page of a list that goes on by ids (`after_id`, `before_id`)."""


class SyncTokenPage(_TokenPage[T], BaseSyncPage[T], Generic[T]):
    """A page of a list that goes on by `page_token`."""


class AsyncTokenPage(_TokenPage[T], BaseAsyncPage[T], Generic[T]):
    """A page of a list that goes on by `page_token`."""


class SyncPageCursor(_CursorPage[T], BaseSyncPage[T], Generic[T]):
    """A page of a list that goes on by `page`."""


class AsyncPageCursor(_CursorPage[T], BaseAsyncPage[T], Generic[T]):
    """A page of a list that goes on by `page`."""


class SyncBidirectionalPageCursor(_BidirectionalPage[T], BaseSyncPage[T], Generic[T]):
    """A page of a list that goes on by `page`, and tells the page before it."""


class AsyncBidirectionalPageCursor(_BidirectionalPage[T], BaseAsyncPage[T], Generic[T]):
    """A page of a list that goes on by `page`, and tells the page before it."""


@dataclasses.dataclass(eq=False)
class Pages:
    """The body as one page, which fetches the next by the same call."""

    sync_page: Any
    async_page: Any
    item: Any

    def __post_init__(self) -> None:
        self._readers: Dict[bool, One[Any]] = {}

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        body = yield from read_body(response, reading.until)
        page: BasePage[Any] = self._reader(reading.client.is_async).parsed(body, response, reading.client.strict)
        page._came_from(reading.asked.replace(into=self), reading.client)  # pyright: ignore[reportPrivateUsage]
        return page

    def _reader(self, is_async: bool) -> One[Any]:
        reader = self._readers.get(is_async)
        if reader is None:
            reader = One((self.async_page if is_async else self.sync_page)[self.item])
            self._readers[is_async] = reader
        return reader
