"""Tokens of Microsoft Entra ID, from a callable or from a credential object as azure-identity has. No keys here."""

from __future__ import annotations

import dataclasses
import inspect
import sys
from typing import Any, AsyncGenerator, Generator, Union, cast

import httpx
from typing_extensions import Protocol, TypeAlias, override

from anthropic.client import Secret, TokenSource
from anthropic.errors import AnthropicError, APIConnectionError, MissingCredentialsError
from anthropic.provider import HeaderAuth

SCOPE = "https://ai.azure.com/.default"


class AzureAccessToken(Protocol):
    """What a credential object answers with."""

    @property
    def token(self) -> str:
        """The token itself."""
        ...

    @property
    def expires_on(self) -> int:
        """Seconds since the epoch."""
        ...


class TokenCredential(Protocol):
    """A blocking credential object, such as `azure.identity.DefaultAzureCredential`."""

    def get_token(self, *scopes: str) -> AzureAccessToken:
        """A token for these scopes, one of its own store while that is fresh."""
        ...


class AsyncTokenCredential(Protocol):
    """An async credential object, such as `azure.identity.aio.DefaultAzureCredential`."""

    async def get_token(self, *scopes: str) -> AzureAccessToken:
        """A token for these scopes, one of its own store while that is fresh."""
        ...


AzureADTokenProvider: TypeAlias = Union[TokenSource, TokenCredential, AsyncTokenCredential]
"""A callable that returns a token (blocking or async), or a credential object."""


@dataclasses.dataclass
class EntraToken:
    """A token and its end."""

    token: str = dataclasses.field(repr=False)
    expires_at: float | None
    """Seconds since the epoch."""


def token_source(provider: AzureADTokenProvider) -> TokenSource:
    """A token provider of any form as the core takes it."""
    get_token: Any = getattr(provider, "get_token", None)
    if get_token is None:
        return cast(TokenSource, provider)
    if not inspect.iscoroutinefunction(get_token):

        def ask() -> EntraToken:
            return _of_azure(get_token(SCOPE))

        return ask

    async def ask_async() -> EntraToken:
        return _of_azure(await get_token(SCOPE))

    return ask_async


def is_async_source(provider: object) -> bool:
    """Whether a token provider can only be awaited."""
    ask = getattr(provider, "get_token", provider)
    return inspect.iscoroutinefunction(ask) or inspect.iscoroutinefunction(getattr(ask, "__call__", None))


def _of_azure(token: AzureAccessToken) -> EntraToken:
    return EntraToken(token.token, float(token.expires_on))


class EntraAuth(HeaderAuth):
    """Puts a token of Entra ID on each attempt.

    Raises (when sending): MissingCredentialsError where Entra ID refuses the credentials; APIConnectionError where it
    cannot be reached, to be tried again.
    """

    def __init__(self, source: AzureADTokenProvider) -> None:
        self.secret = Secret(token_source(source), prefix="Bearer ")
        super().__init__({"authorization": self.secret}, missing="No token: pass azure_ad_token_provider=.")

    @override
    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        try:
            yield from super().sync_auth_flow(request)
        except Exception as error:
            _raise_typed(error, request)

    @override
    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        flow: AsyncGenerator[httpx.Request, httpx.Response] = super().async_auth_flow(request)
        try:
            step = await flow.__anext__()
            while True:
                response = yield step
                step = await flow.asend(response)
        except StopAsyncIteration:
            pass
        except Exception as error:
            _raise_typed(error, request)
        finally:
            await flow.aclose()


def _raise_typed(error: Exception, request: httpx.Request) -> None:
    """Raise azure-core's exceptions as ours, any other as it is."""
    exceptions: Any = sys.modules.get("azure.core.exceptions")
    if isinstance(error, AnthropicError) or exceptions is None or not isinstance(error, exceptions.AzureError):
        raise error
    if isinstance(error, (exceptions.ServiceRequestError, exceptions.ServiceResponseError)):
        message = f"Entra ID cannot be reached: {error}"
        raise APIConnectionError(message=message, request=request) from error
    raise MissingCredentialsError(f"No token from Entra ID: {error}") from error
