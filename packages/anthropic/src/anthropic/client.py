"""What a plug-in builds a client of its own from: two bases, to which it adds a constructor, a provider and resources.

Everything that this module exports is public for plug-ins, and stays.
"""

from ._base_client import AsyncAPIClient as AsyncAPIClient
from ._base_client import BaseClient as BaseClient
from ._base_client import SyncAPIClient as SyncAPIClient
from ._base_client import environment as environment
from ._credentials import AccessToken as AccessToken
from ._credentials import Secret as Secret
from ._credentials import TokenSource as TokenSource
from ._credentials import alias_of as alias_of
from ._credentials import as_secret as as_secret
from ._credentials import forgets_arguments as forgets_arguments
from ._credentials import in_thread as in_thread
from ._http import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
from ._middleware import MiddlewareInput as MiddlewareInput
from ._streaming import StreamTimeout as StreamTimeout
from ._types import NotGiven as NotGiven
from ._types import Omit as Omit
from ._types import TimeoutTypes as TimeoutTypes
from ._types import not_given as not_given
from ._types import omit as omit

__all__ = [
    "AccessToken",
    "AsyncAPIClient",
    "BaseClient",
    "DEFAULT_MAX_RETRIES",
    "MiddlewareInput",
    "NotGiven",
    "Omit",
    "Secret",
    "StreamTimeout",
    "SyncAPIClient",
    "TimeoutTypes",
    "TokenSource",
    "alias_of",
    "as_secret",
    "environment",
    "forgets_arguments",
    "in_thread",
    "not_given",
    "omit",
]
