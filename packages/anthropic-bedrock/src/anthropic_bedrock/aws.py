"""Claude Platform on AWS: the whole API, with AWS credentials or a key, in a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from typing_extensions import Self, Unpack, override

from anthropic import Anthropic, AsyncAnthropic
from anthropic.client import alias_of, environment, forgets_arguments
from anthropic.errors import AnthropicError
from anthropic.provider import Call

from ._client import TAKEN, AmazonClient, CommonOptions, CopyOptions
from .provider import AmazonProvider

if TYPE_CHECKING:
    from anthropic.client import TokenSource


class AWSProvider(AmazonProvider):
    """Claude Platform on AWS, for `Anthropic(provider="aws")`."""

    name = "aws"
    platform = "Claude Platform on AWS"
    service = "aws-external-anthropic"
    host = "https://aws-external-anthropic.{region}.api.aws"
    base_url_variable = "ANTHROPIC_AWS_BASE_URL"
    token_variables = ("ANTHROPIC_AWS_API_KEY",)
    token_header = ("x-api-key", "")

    @forgets_arguments
    def __init__(self, *, workspace_id: str | None = None, **options: Any) -> None:
        """Take arguments, else the environment.

        Raises: AnthropicError where no workspace is named, unless `skip_auth` leaves all that to a gateway.
        """
        super().__init__(**options)
        self.workspace_id = workspace_id or environment("ANTHROPIC_AWS_WORKSPACE_ID")
        if self.workspace_id is None and not self.skip_auth:
            raise AnthropicError("No workspace: pass workspace_id=, or set ANTHROPIC_AWS_WORKSPACE_ID.")

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        """The call, in the workspace."""
        if self.workspace_id is None or "anthropic-workspace-id" in call.headers:
            return call
        return call.replace(headers={"anthropic-workspace-id": self.workspace_id, **call.headers})


class AWSOptions(CommonOptions, total=False):
    """Arguments of the clients."""

    workspace_id: str | None
    """Else `ANTHROPIC_AWS_WORKSPACE_ID`."""
    skip_auth: bool
    """Send requests as they are, for a gateway that signs them."""
    auth_token: TokenSource | None
    """Kept for those who ask for it; requests are signed, or carry `api_key`."""
    webhook_key: str | None


class AWSCopyOptions(CopyOptions, total=False):
    """Arguments of `copy`."""

    workspace_id: str | None
    skip_auth: bool | None
    auth_token: TokenSource | None
    webhook_key: str | None


class _OnAWS(AmazonClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    provider_class = AWSProvider
    workspace_id: str | None
    auth_token: TokenSource | None

    def _prepared(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of the first-party client that this one also is."""
        if options.get("provider") is not None:
            raise TypeError(f"{type(self).__name__} is for one platform; for another provider use Anthropic.")
        provider = self._take(options)
        assert isinstance(provider, AWSProvider)
        self.workspace_id = provider.workspace_id
        rest = {name: value for name, value in options.items() if name not in TAKEN and name != "workspace_id"}
        return {**rest, "provider": provider, "long_requests": self.long_requests}

    def _settle(self, prepared: Mapping[str, Any]) -> None:
        """Undo what the first-party client took from variables that are not for AWS."""
        self.api_key, self.auth_token = prepared["provider"].api_key, prepared.get("auth_token")

    @override
    def _more(self, options: Mapping[str, Any]) -> dict[str, Any]:
        return {"workspace_id": options.get("workspace_id")}

    @override
    @forgets_arguments
    def copy(self, **changes: Unpack[AWSCopyOptions]) -> Self:  # type: ignore[override]  # the base takes any, to be typed here
        """The same client with some options changed; it shares the connection pool and the credentials found."""
        return self._changed(changes)

    @alias_of(copy)
    def with_options(self) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        """The same as `copy`."""

    @override
    def _options(self) -> dict[str, Any]:
        options = {**super()._options(), "workspace_id": self.workspace_id, "skip_auth": self.skip_auth}
        return {name: value for name, value in options.items() if name not in ("provider", "provider_options")}


class AnthropicAWS(_OnAWS, Anthropic):  # type: ignore[misc]  # `_secret_options` is a longer tuple here
    """The blocking client for Claude Platform on AWS: everything that `Anthropic` has. One for a process is enough.

    Credentials are those given, else a key in `ANTHROPIC_AWS_API_KEY`, else what AWS tools find. There must be a region
    (that given, `AWS_REGION`, `AWS_DEFAULT_REGION`, or that of the profile) and a workspace.
    """

    @forgets_arguments
    def __init__(self, **options: Unpack[AWSOptions]) -> None:
        prepared = self._prepared(options)
        Anthropic.__init__(self, **prepared)
        self._settle(prepared)


class AsyncAnthropicAWS(_OnAWS, AsyncAnthropic):  # type: ignore[misc]  # as above
    """The async client for Claude Platform on AWS. Its arguments are those of `AnthropicAWS`."""

    @forgets_arguments
    def __init__(self, **options: Unpack[AWSOptions]) -> None:
        prepared = self._prepared(options)
        AsyncAnthropic.__init__(self, **prepared)
        self._settle(prepared)
