"""A client for the Claude API.

`import anthropic` loads nothing else: every name is fetched when it is first used. Names that are not listed here may
come from plug-ins, such as `AnthropicBedrock` from the package `anthropic-bedrock`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__ as __version__

if TYPE_CHECKING:
    from httpx import Timeout as Timeout

    from . import resources as resources
    from . import types as types
    from ._base_client import FinalRequestOptions as FinalRequestOptions
    from ._binary import AsyncBinaryAPIResponse as AsyncBinaryAPIResponse
    from ._binary import AsyncStreamedBinaryAPIResponse as AsyncStreamedBinaryAPIResponse
    from ._binary import BinaryAPIResponse as BinaryAPIResponse
    from ._binary import StreamedBinaryAPIResponse as StreamedBinaryAPIResponse
    from ._client import AI_PROMPT as AI_PROMPT
    from ._client import HUMAN_PROMPT as HUMAN_PROMPT
    from ._client import Anthropic as Anthropic
    from ._client import AsyncAnthropic as AsyncAnthropic
    from ._client import AsyncClient as AsyncClient
    from ._client import Client as Client
    from ._credentials import AccessToken as AccessToken
    from ._credentials import TokenSource as TokenSource
    from ._exports import *  # noqa: F403  # the names of a stub
    from ._http import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
    from ._http import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
    from ._http import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
    from ._http import DefaultAioHttpClient as DefaultAioHttpClient
    from ._http import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
    from ._http import DefaultHttpxClient as DefaultHttpxClient
    from ._http import ProxiesTypes as ProxiesTypes
    from ._http import Transport as Transport
    from ._jsonl import AsyncJSONLDecoder as AsyncJSONLDecoder
    from ._jsonl import JSONLDecoder as JSONLDecoder
    from ._middleware import APIRequest as APIRequest
    from ._middleware import AsyncCallNext as AsyncCallNext
    from ._middleware import AsyncMiddlewareCallable as AsyncMiddlewareCallable
    from ._middleware import CallNext as CallNext
    from ._middleware import Middleware as Middleware
    from ._middleware import MiddlewareCallable as MiddlewareCallable
    from ._middleware import MiddlewareInput as MiddlewareInput
    from ._models import BaseModel as BaseModel
    from ._multipart import file_from_path as file_from_path
    from ._options import RequestOptions as RequestOptions
    from ._response import APIResponse as APIResponse
    from ._response import AsyncAPIResponse as AsyncAPIResponse
    from ._response import LegacyAPIResponse as LegacyAPIResponse
    from ._sse import ServerSentEvent as ServerSentEvent
    from ._streaming import AsyncStream as AsyncStream
    from ._streaming import Stream as Stream
    from ._streaming import StreamTimeout as StreamTimeout
    from ._structured import OutputParseError as OutputParseError
    from ._structured import transform_schema as transform_schema
    from ._types import NOT_GIVEN as NOT_GIVEN
    from ._types import NoneType as NoneType
    from ._types import NotGiven as NotGiven
    from ._types import Omit as Omit
    from ._types import not_given as not_given
    from ._types import omit as omit
    from .errors import AnthropicError as AnthropicError
    from .errors import APIConnectionError as APIConnectionError
    from .errors import APIDeadlineError as APIDeadlineError
    from .errors import APIError as APIError
    from .errors import APIResponseValidationError as APIResponseValidationError
    from .errors import APIStatusError as APIStatusError
    from .errors import APITimeoutError as APITimeoutError
    from .errors import APIWebhookValidationError as APIWebhookValidationError
    from .errors import AuthenticationError as AuthenticationError
    from .errors import BadRequestError as BadRequestError
    from .errors import BillingError as BillingError
    from .errors import ConflictError as ConflictError
    from .errors import DeadlineExceededError as DeadlineExceededError
    from .errors import IncompleteStreamError as IncompleteStreamError
    from .errors import InternalServerError as InternalServerError
    from .errors import MissingCredentialsError as MissingCredentialsError
    from .errors import MissingResourceError as MissingResourceError
    from .errors import NotFoundError as NotFoundError
    from .errors import OverloadedError as OverloadedError
    from .errors import PermissionDeniedError as PermissionDeniedError
    from .errors import RateLimitError as RateLimitError
    from .errors import RequestTimeoutError as RequestTimeoutError
    from .errors import RequestTooLargeError as RequestTooLargeError
    from .errors import RetryableError as RetryableError
    from .errors import ServiceUnavailableError as ServiceUnavailableError
    from .errors import UnprocessableEntityError as UnprocessableEntityError
    from .errors import UnsupportedFeatureError as UnsupportedFeatureError
    from .message_events import ContentBlockStopEvent as ContentBlockStopEvent
    from .message_events import InputJsonEvent as InputJsonEvent
    from .message_events import MessageStopEvent as MessageStopEvent
    from .message_events import MessageStreamEvent as MessageStreamEvent
    from .message_events import ParsedContentBlockStopEvent as ParsedContentBlockStopEvent
    from .message_events import ParsedMessageStopEvent as ParsedMessageStopEvent
    from .message_events import ParsedMessageStreamEvent as ParsedMessageStreamEvent
    from .message_events import TextEvent as TextEvent
    from .message_stream import AsyncMessageStream as AsyncMessageStream
    from .message_stream import AsyncMessageStreamManager as AsyncMessageStreamManager
    from .message_stream import MessageStream as MessageStream
    from .message_stream import MessageStreamManager as MessageStreamManager
    from .plugins import PluginError as PluginError
    from .plugins import PluginNotFoundError as PluginNotFoundError
    from .plugins import PluginWarning as PluginWarning
    from .provider import Provider as Provider

__title__ = "anthropic"

_NAMES = {
    "._base_client": "FinalRequestOptions",
    "._binary": """
        AsyncBinaryAPIResponse AsyncStreamedBinaryAPIResponse BinaryAPIResponse StreamedBinaryAPIResponse
    """,
    "._client": "AI_PROMPT Anthropic AsyncAnthropic AsyncClient Client HUMAN_PROMPT",
    "._credentials": "AccessToken TokenSource",
    "._http": """
        DEFAULT_CONNECTION_LIMITS DEFAULT_MAX_RETRIES DEFAULT_TIMEOUT DefaultAioHttpClient
        DefaultAsyncHttpxClient DefaultHttpxClient ProxiesTypes
        Transport
    """,
    "._jsonl": "AsyncJSONLDecoder JSONLDecoder",
    "._middleware": """
        APIRequest AsyncCallNext AsyncMiddlewareCallable CallNext Middleware MiddlewareCallable
        MiddlewareInput
    """,
    "._models": "BaseModel",
    "._multipart": "file_from_path",
    "._options": "RequestOptions",
    "._response": "APIResponse AsyncAPIResponse LegacyAPIResponse",
    "._sse": "ServerSentEvent",
    "._streaming": "AsyncStream Stream StreamTimeout",
    "._structured": "OutputParseError transform_schema",
    "._types": "NOT_GIVEN NoneType NotGiven Omit not_given omit",
    ".errors": """
        APIConnectionError APIDeadlineError APIError APIResponseValidationError APIStatusError
        APITimeoutError APIWebhookValidationError AnthropicError AuthenticationError BadRequestError
        BillingError ConflictError DeadlineExceededError IncompleteStreamError InternalServerError
        MissingCredentialsError MissingResourceError NotFoundError OverloadedError PermissionDeniedError RateLimitError
        RequestTimeoutError RequestTooLargeError RetryableError ServiceUnavailableError
        UnprocessableEntityError UnsupportedFeatureError
    """,
    ".message_events": """
        ContentBlockStopEvent InputJsonEvent MessageStopEvent MessageStreamEvent
        ParsedContentBlockStopEvent ParsedMessageStopEvent ParsedMessageStreamEvent TextEvent
    """,
    ".message_stream": "AsyncMessageStream AsyncMessageStreamManager MessageStream MessageStreamManager",
    ".plugins": "PluginError PluginNotFoundError PluginWarning",
    ".provider": "Provider",
}
"""Module to the public names that it holds."""

_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}
_SUBMODULES = frozenset(
    (
        "client",
        "endpoint",
        "errors",
        "failover",
        "hookspecs",
        "lib",
        "pagination",
        "plugins",
        "provider",
        "resources",
        "tools",
        "types",
    )
)

_ALSO = ("Timeout", "__title__", "__version__", "types")
__all__ = [*_ALSO, *sorted(_HOME)]  # pyright: ignore[reportUnsupportedDunderAll]  # read by programs, not checkers


if not TYPE_CHECKING:  # checkers know the names above, and tell those that are misspelt

    def __getattr__(name):
        import importlib  # not for a bare import of the package

        if name in _SUBMODULES:
            return importlib.import_module(f".{name}", __name__)
        if name in _HOME:
            value = getattr(importlib.import_module(_HOME[name], __name__), name)
        elif name == "Timeout":
            from httpx import Timeout as value
        elif name.startswith("_"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        else:
            value = _from_plugins(name)
        globals()[name] = value
        return value


def _from_plugins(name: str) -> object:
    from . import plugins

    found = plugins.installed()
    if found.find("anthropic_exports", name) is None and not plugins.has_a_home(name):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = found.load("anthropic_exports", name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})
