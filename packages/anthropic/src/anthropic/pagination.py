"""Pages of lists: what `list()` gives. Iterating over one goes on through all pages after it."""

from ._endpoint_kinds import AsyncPaginator as AsyncPaginator
from ._pages import AsyncBidirectionalPageCursor as AsyncBidirectionalPageCursor
from ._pages import AsyncPage as AsyncPage
from ._pages import AsyncPageCursor as AsyncPageCursor
from ._pages import AsyncTokenPage as AsyncTokenPage
from ._pages import BaseAsyncPage as BaseAsyncPage
from ._pages import BasePage as BasePage
from ._pages import BaseSyncPage as BaseSyncPage
from ._pages import NoNextPageError as NoNextPageError
from ._pages import PageInfo as PageInfo
from ._pages import SyncBidirectionalPageCursor as SyncBidirectionalPageCursor
from ._pages import SyncPage as SyncPage
from ._pages import SyncPageCursor as SyncPageCursor
from ._pages import SyncTokenPage as SyncTokenPage

__all__ = [
    "AsyncBidirectionalPageCursor",
    "AsyncPage",
    "AsyncPageCursor",
    "AsyncPaginator",
    "AsyncTokenPage",
    "BaseAsyncPage",
    "BasePage",
    "BaseSyncPage",
    "NoNextPageError",
    "PageInfo",
    "SyncBidirectionalPageCursor",
    "SyncPage",
    "SyncPageCursor",
    "SyncTokenPage",
]
