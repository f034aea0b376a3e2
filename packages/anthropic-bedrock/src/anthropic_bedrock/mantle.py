"""The API as Amazon Bedrock serves it in its own form, at `bedrock-mantle`: messages, their batches and counts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from typing_extensions import Self, Unpack, override

from anthropic.client import AsyncAPIClient, SyncAPIClient, alias_of, forgets_arguments
from anthropic.provider import Call

from ._client import API_VERSION, TAKEN, AmazonClient, CommonOptions, CopyOptions
from .provider import AmazonProvider

if TYPE_CHECKING:
    from anthropic.resources import AsyncMessages, Messages


class MantleProvider(AmazonProvider):
    """Amazon Bedrock's own form of the API, for `Anthropic(provider="bedrock-mantle")`."""

    name = "bedrock-mantle"
    platform = "Amazon Bedrock (Mantle)"
    service = "bedrock-mantle"
    host = "https://bedrock-mantle.{region}.api.aws/anthropic"
    base_url_variable = "ANTHROPIC_BEDROCK_MANTLE_BASE_URL"
    token_variables = ("AWS_BEARER_TOKEN_BEDROCK", "ANTHROPIC_AWS_API_KEY")

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        """The call as it is, if it is about messages; other paths of the API are refused."""
        path = call.path.partition("?")[0]
        if path.startswith("/v1/") and path != "/v1/messages" and not path.startswith("/v1/messages/"):
            self.lacks(call)
        return call


class MantleOptions(CommonOptions, total=False):
    """Arguments of the clients."""

    skip_auth: bool
    """Send requests as they are, for a gateway that signs them."""


class MantleCopyOptions(CopyOptions, total=False):
    """Arguments of `copy`."""

    skip_auth: bool | None


class _Mantle(AmazonClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    provider_class = MantleProvider

    @forgets_arguments
    def __init__(self, **options: Unpack[MantleOptions]) -> None:
        rest: dict[str, Any] = {name: value for name, value in options.items() if name not in TAKEN}
        rest["custom_headers"] = rest.pop("default_headers", None)
        rest["custom_query"] = rest.pop("default_query", None)
        super().__init__(**rest, base_url=self._take(options).base_url)

    @property
    @override
    def default_headers(self) -> dict[str, Any]:
        return {"anthropic-version": API_VERSION, **super().default_headers}

    @override
    @forgets_arguments
    def copy(self, **changes: Unpack[MantleCopyOptions]) -> Self:  # type: ignore[override]  # the base takes any, to be typed here
        """The same client with some options changed; it shares the connection pool and the credentials found."""
        return self._changed(changes)

    @alias_of(copy)
    def with_options(self) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        """The same as `copy`."""

    @override
    def _options(self) -> dict[str, Any]:
        return {**super()._options(), "skip_auth": self.skip_auth}


class AnthropicBedrockMantle(_Mantle, SyncAPIClient):
    """The blocking client for Amazon Bedrock's own form of the API. Thread-safe; one for a process is enough.

    Credentials are those given, else a token in `AWS_BEARER_TOKEN_BEDROCK` or `ANTHROPIC_AWS_API_KEY`, else what AWS
    tools find. There must be a region: that given, `AWS_REGION`, `AWS_DEFAULT_REGION`, or that of the profile.
    """

    @cached_property
    def messages(self) -> Messages:
        """Create, stream, parse and count messages."""
        from anthropic.resources import Messages  # loads the types

        return Messages(self)


class AsyncAnthropicBedrockMantle(_Mantle, AsyncAPIClient):
    """The async client for Amazon Bedrock's own form of the API; its arguments are those of the blocking one."""

    @cached_property
    def messages(self) -> AsyncMessages:
        """Create, stream, parse and count messages."""
        from anthropic.resources import AsyncMessages  # loads the types

        return AsyncMessages(self)
