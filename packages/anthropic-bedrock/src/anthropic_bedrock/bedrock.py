"""Amazon Bedrock: `POST /model/{model}/invoke` and its neighbours, in place of the paths of the API."""

from __future__ import annotations

import contextlib
import functools
import io
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Mapping, Sequence, cast

import httpx
from typing_extensions import Self, Unpack, override

from anthropic.client import (
    DEFAULT_MAX_RETRIES,
    AsyncAPIClient,
    SyncAPIClient,
    alias_of,
    forgets_arguments,
    not_given,
    omit,
)
from anthropic.provider import (
    Call,
    Flow,
    Reader,
    Reading,
    encode_json,
    path_part,
)

from ._client import AmazonClient, CopyOptions
from .event_stream import EventStreamDecoder
from .provider import AmazonProvider

if TYPE_CHECKING:
    from anthropic.client import MiddlewareInput, NotGiven, StreamTimeout, TimeoutTypes, TokenSource
    from anthropic.provider import Omit
    from anthropic.resources import AsyncCompletions, AsyncMessages, Completions, Messages

    from ._botocore import BotoSession
    from ._client import LongRequests

ANTHROPIC_VERSION = "bedrock-2023-05-31"
INVOKED = ("/v1/messages", "/v1/complete")
COUNTED = "/v1/messages/count_tokens"
SYSTEM_PROFILE = re.compile(r"(?:arn:[^/]+:(?:inference-profile|foundation-model)/)?(?:[a-z-]+\.)?(anthropic\..+)")


class BedrockProvider(AmazonProvider):
    """Amazon Bedrock, for `Anthropic(provider="bedrock")`."""

    name = "bedrock"
    platform = "Amazon Bedrock"
    service = "bedrock"
    host = "https://bedrock-runtime.{region}.amazonaws.com"
    base_url_variable = "ANTHROPIC_BEDROCK_BASE_URL"
    token_variables = ("AWS_BEARER_TOKEN_BEDROCK",)
    default_region = "us-east-1"
    request_id_header = "x-amzn-requestid"

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        """The call as Bedrock takes it. Paths that are not the API's, such as Bedrock's own, stay as they are."""
        path = call.path.partition("?")[0]
        headers: dict[str, str | Omit] = {**call.headers, "anthropic-version": omit, "x-stainless-async": omit}
        if not path.startswith("/v1/"):
            return call.replace(headers=headers)
        if call.method != "POST" or path not in (*INVOKED, COUNTED) or call.body is None:
            self.lacks(call)
        body = dict(call.body)
        model = body.pop("model", "")
        if not isinstance(model, str):
            raise TypeError(f"model must be a string, not {type(model).__name__}.")
        streams = bool(body.pop("stream", False))
        body.setdefault("anthropic_version", ANTHROPIC_VERSION)
        betas = [*betas_of(headers), *(body.get("anthropic_beta") or ())]
        if betas:
            body["anthropic_beta"] = list(dict.fromkeys(betas))
        query = {key: value for key, value in call.query.items() if key != "beta"}
        changed = functools.partial(call.replace, headers=headers, query=query)
        if path == COUNTED:
            wrapped = {"input": {"invokeModel": {"body": io.BytesIO(encode_json(countable(body)))}}}
            return changed(
                path=f"/model/{model_part(countable_model(model))}/count-tokens",
                body=wrapped,
                into=CountReader(call.into),
            )
        if not streams:
            return changed(path=f"/model/{model_part(model)}/invoke", body=body)
        decoder = functools.partial(EventStreamDecoder, call.decoder)
        return changed(path=f"/model/{model_part(model)}/invoke-with-response-stream", body=body, decoder=decoder)


def model_part(model: str) -> str:
    """A model id, inference profile or ARN as one part of a path: slashes are escaped, colons stay."""
    return path_part(model, "model").replace("%3A", ":")


def countable_model(model: str) -> str:
    """The model behind an inference profile of AWS's own (`us.anthropic.…`): Bedrock counts for models only."""
    found = SYSTEM_PROFILE.fullmatch(model)
    return found.group(1) if found else model


def betas_of(headers: Mapping[str, object]) -> list[str]:
    """The beta features that the header `anthropic-beta` names."""
    values = [value for name, value in headers.items() if name.lower() == "anthropic-beta" and isinstance(value, str)]
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def countable(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """A body to count, as one that Bedrock could invoke: that must say how long the answer may be."""
    thinking = body.get("thinking")
    budget = cast("Mapping[str, Any]", thinking).get("budget_tokens") if isinstance(thinking, Mapping) else None
    return {"max_tokens": budget + 1 if isinstance(budget, int) else 1, **body}


class CountReader:
    """Reads Bedrock's `{"inputTokens": 3}` as the API's `{"input_tokens": 3}`, whatever the face of the call."""

    def __init__(self, into: Reader[Any, Any]) -> None:
        self.into = into

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        """The count. Raises: APIError."""
        from anthropic.endpoint import One  # few calls count

        body = yield from One(bytes).read(response, reading)
        renamed = body.replace(b'"inputTokens"', b'"input_tokens"', 1)
        kept = {k: v for k, v in response.headers.items() if k not in ("content-encoding", "content-length")}
        made = httpx.Response(response.status_code, headers=kept, content=renamed, request=response.request)
        made.extensions = response.extensions
        with contextlib.suppress(RuntimeError):  # a transport that does not stream measures nothing
            made.elapsed = response.elapsed
        return (yield from self.into.read(made, reading))


class _Bedrock(AmazonClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    provider_class = BedrockProvider

    @forgets_arguments
    def __init__(
        self,
        aws_secret_key: str | None = None,
        aws_access_key: str | None = None,
        aws_region: str | None = None,
        aws_profile: str | None = None,
        aws_session_token: str | None = None,
        api_key: TokenSource | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: TimeoutTypes | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, Any] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx.Client | httpx.AsyncClient | None = None,
        middleware: Sequence[MiddlewareInput] | None = None,
        _strict_response_validation: bool = False,
        *,
        boto_session: BotoSession | None = None,
        plugins: Sequence[str] | None = None,
        deadline: float | None = None,
        stream_timeout: StreamTimeout | None = None,
        long_requests: LongRequests = "stream",
    ) -> None:
        if api_key and (aws_access_key or aws_secret_key or aws_session_token or aws_profile or boto_session):
            raise ValueError("Pass api_key (a bearer token) or AWS credentials, not both.")
        provider = self._take(
            {
                "aws_access_key": aws_access_key,
                "aws_secret_key": aws_secret_key,
                "aws_session_token": aws_session_token,
                "aws_region": aws_region,
                "aws_profile": aws_profile,
                "boto_session": boto_session,
                "api_key": api_key,
                "base_url": base_url,
                "long_requests": long_requests,
            }
        )
        super().__init__(
            base_url=provider.base_url,
            timeout=timeout,
            max_retries=max_retries,
            deadline=deadline,
            stream_timeout=stream_timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            middleware=middleware,
            plugins=plugins,
            _strict_response_validation=_strict_response_validation,
        )

    @override
    @forgets_arguments
    def copy(self, **changes: Unpack[CopyOptions]) -> Self:  # type: ignore[override]  # the base takes any, to be typed here
        """The same client with some options changed; it shares the connection pool and the credentials found."""
        return self._changed(changes)

    @alias_of(copy)
    def with_options(self) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        """The same as `copy`."""


class AnthropicBedrock(_Bedrock, SyncAPIClient):
    """The blocking client for Amazon Bedrock. Thread-safe; one for a process is enough.

    Credentials are those given, else a bearer token in `AWS_BEARER_TOKEN_BEDROCK`, else what AWS tools find:
    environment, profile, SSO, assumed role, container or instance. The region is the one given, that of a session
    that is given, `AWS_REGION`, `AWS_DEFAULT_REGION`, that of the profile, or `us-east-1`.
    """

    @cached_property
    def messages(self) -> Messages:
        """Create, stream, parse and count messages."""
        from anthropic.resources import Messages  # loads the types

        return Messages(self)

    @cached_property
    def completions(self) -> Completions:
        """The old text completions."""
        from anthropic.resources import Completions  # few use them

        return Completions(self)


class AsyncAnthropicBedrock(_Bedrock, AsyncAPIClient):
    """The async client for Amazon Bedrock, for asyncio and trio. Its arguments are those of `AnthropicBedrock`.

    Finding and renewing credentials never blocks the event loop.
    """

    @cached_property
    def messages(self) -> AsyncMessages:
        """Create, stream, parse and count messages."""
        from anthropic.resources import AsyncMessages  # loads the types

        return AsyncMessages(self)

    @cached_property
    def completions(self) -> AsyncCompletions:
        """The old text completions."""
        from anthropic.resources import AsyncCompletions  # few use them

        return AsyncCompletions(self)
