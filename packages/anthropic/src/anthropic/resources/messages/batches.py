"""Batches of messages: create, retrieve, list, cancel, delete, results. /v1/messages/batches and below."""

from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Iterable, Iterator, Mapping, Optional, Union, cast

from typing_extensions import Unpack

from ..._call import Call, delete, get, path_part, post
from ..._endpoint import Async, Endpoint, M, Raw, Resource, Streamed, Sync
from ..._endpoint_kinds import AsyncPaginator, Deferred, DeferredEndpoint, ListEndpoint, linked
from ..._flow import adrive, drive
from ..._http import secret_headers
from ..._jsonl import AsyncJSONLDecoder, JSONLDecoder, JSONLines
from ..._options import CallOptions
from ..._pages import AsyncPage, Pages, SyncPage
from ..._readers import One
from ..._types import Headers, Omit, omit
from ...errors import AnthropicError
from ...types.messages import (
    BatchCreateParams,
    BatchListParams,
    DeletedMessageBatch,
    MessageBatch,
    MessageBatchIndividualResponse,
)
from ._batching import MAX_BYTES, MAX_POLL_SECONDS, MAX_REQUESTS, POLL_SECONDS, Grouping, waiting

if TYPE_CHECKING:
    from typing import AsyncIterable

    from ...types.batches import BatchRequest

Result = MessageBatchIndividualResponse

PATH = "/v1/messages/batches"
PAGES = Pages(SyncPage, AsyncPage, MessageBatch)
HEADER_PARAMS = {"user_profile_id": "anthropic-user-profile-id"}


class CreateArguments(BatchCreateParams, CallOptions, total=False):
    """`create`."""


class ListArguments(BatchListParams, CallOptions, total=False):
    """`list`."""


def _path(message_batch_id: str) -> str:
    return f"{PATH}/{path_part(message_batch_id, 'message_batch_id')}"


class BatchesEndpoints(Resource[M]):
    """Batches of messages, in any face."""

    with_raw_response: "BatchesEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "BatchesEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @Endpoint
    def create(self, **params: Unpack[CreateArguments]) -> Call[MessageBatch, MessageBatch]:
        """Create a batch: its requests are processed within a day, in any order. POST /v1/messages/batches.

        Raises: RequestTooLargeError beyond 256 MB (see `create_many`), or another APIError.
        """
        body = {**params, "requests": list(params["requests"])}
        return post(PATH, body, into=One(MessageBatch), header_params=HEADER_PARAMS)

    @Endpoint
    def retrieve(self, message_batch_id: str, **params: Unpack[CallOptions]) -> Call[MessageBatch, MessageBatch]:
        """A batch as it is now. GET /v1/messages/batches/{message_batch_id}.

        Raises: NotFoundError, or another APIError.
        """
        return get(_path(message_batch_id), params, into=One(MessageBatch))

    @ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> "Call[SyncPage[MessageBatch], AsyncPaginator[MessageBatch, AsyncPage[MessageBatch]]]":
        """The batches, newest first, in pages. GET /v1/messages/batches.

        Raises: APIError.
        """
        return get(PATH, params, into=PAGES)

    @Endpoint
    def cancel(self, message_batch_id: str, **params: Unpack[CallOptions]) -> Call[MessageBatch, MessageBatch]:
        """Cancel a batch; results so far stay. POST /v1/messages/batches/{message_batch_id}/cancel.

        Raises: NotFoundError, or another APIError.
        """
        call: Call[MessageBatch, MessageBatch] = post(
            f"{_path(message_batch_id)}/cancel", params, into=One(MessageBatch)
        )
        return call if call.body else call.replace(body=None)

    @Endpoint
    def delete(
        self, message_batch_id: str, **params: Unpack[CallOptions]
    ) -> Call[DeletedMessageBatch, DeletedMessageBatch]:
        """Delete a batch that has ended, with its results. DELETE /v1/messages/batches/{message_batch_id}.

        Raises: NotFoundError, or another APIError.
        """
        return delete(_path(message_batch_id), params, into=One(DeletedMessageBatch))

    @DeferredEndpoint
    def results(
        self, message_batch_id: str, **params: Unpack[CallOptions]
    ) -> Call[JSONLDecoder[Result], Deferred[Result, AsyncJSONLDecoder[Result]]]:
        """The results of a batch, one by one as they arrive. GET /v1/messages/batches/{message_batch_id}/results.

        They come in any order. The batch is retrieved first, because it names the address of its results; the key goes
        there only if it is on the host of the client's `base_url`. An async client iterates with or without `await`.

        Raises: AnthropicError where the batch has no results yet; NotFoundError, or another APIError.
        """
        first: Call[MessageBatch, MessageBatch] = get(
            _path(message_batch_id), {**params, "extra_query": None}, into=One(MessageBatch)
        )

        def of(batch: MessageBatch) -> Call[Any, Any]:
            return results_call(batch, params, JSONLines(Result), self._client)

        return linked(first, of)


class Batches(BatchesEndpoints[Sync], face="sync"):
    """`client.messages.batches`."""

    def wait(
        self,
        message_batch_id: str,
        *,
        poll_seconds: float = POLL_SECONDS,
        max_poll_seconds: float = MAX_POLL_SECONDS,
        deadline: Optional[float] = None,
        on_progress: Optional[Callable[[MessageBatch], object]] = None,
        extra_headers: Optional[Headers] = None,
    ) -> MessageBatch:
        """The batch once it has ended. It is looked at at once, after `poll_seconds`, and then ever more seldom.

        `on_progress` is called with the batch at each look. `deadline` is in seconds for all of it.

        Raises: APIDeadlineError, whose `body` is the batch as it was last seen; NotFoundError, or another APIError.
        """
        flow = waiting(
            _look(message_batch_id, extra_headers),
            self._client,
            poll_seconds=poll_seconds,
            max_poll_seconds=max_poll_seconds,
            deadline=deadline,
            on_progress=on_progress,
        )
        return cast(MessageBatch, drive(flow, cast(Any, None)))

    def create_many(
        self,
        requests: "Iterable[BatchRequest]",
        *,
        max_requests: int = MAX_REQUESTS,
        max_bytes: int = MAX_BYTES,
        user_profile_id: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
    ) -> Iterator[MessageBatch]:
        """Create as many batches as the requests need, each given as soon as it exists; iterate to create them.

        A batch has at most `max_requests` and `max_bytes` of JSON. Requests are taken as they are needed: at most one
        batch of them is in memory. Should one batch fail, those given before it exist, and you have their ids.

        Raises: ValueError for a request that is larger than a batch may be; APIError.
        """
        grouping: Grouping[BatchRequest] = Grouping(max_requests, max_bytes)
        for group in grouping.groups(requests):
            yield self.create(requests=group, user_profile_id=user_profile_id, extra_headers=extra_headers)


class AsyncBatches(BatchesEndpoints[Async], face="async"):
    """`client.messages.batches` of an async client."""

    async def wait(
        self,
        message_batch_id: str,
        *,
        poll_seconds: float = POLL_SECONDS,
        max_poll_seconds: float = MAX_POLL_SECONDS,
        deadline: Optional[float] = None,
        on_progress: Optional[Callable[[MessageBatch], object]] = None,
        extra_headers: Optional[Headers] = None,
    ) -> MessageBatch:
        """The batch once it has ended. It is looked at at once, after `poll_seconds`, and then ever more seldom.

        `on_progress` is called with the batch at each look, and awaited if it is an async function. `deadline` is in
        seconds for all of it.

        Raises: APIDeadlineError, whose `body` is the batch as it was last seen; NotFoundError, or another APIError.
        """
        flow = waiting(
            _look(message_batch_id, extra_headers),
            self._client,
            poll_seconds=poll_seconds,
            max_poll_seconds=max_poll_seconds,
            deadline=deadline,
            on_progress=on_progress,
        )
        return cast(MessageBatch, await adrive(flow, cast(Any, None)))

    async def create_many(
        self,
        requests: "Union[Iterable[BatchRequest], AsyncIterable[BatchRequest]]",
        *,
        max_requests: int = MAX_REQUESTS,
        max_bytes: int = MAX_BYTES,
        user_profile_id: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
    ) -> AsyncIterator[MessageBatch]:
        """Create as many batches as the requests need, each given as soon as it exists; iterate to create them.

        `requests` may be an async iterable. Everything else is as in the blocking client.
        """
        grouping: Grouping[BatchRequest] = Grouping(max_requests, max_bytes)
        groups = grouping.agroups(requests)
        try:
            async for group in groups:
                yield await self.create(requests=group, user_profile_id=user_profile_id, extra_headers=extra_headers)
        finally:
            await groups.aclose()


def _look(message_batch_id: str, headers: Optional[Headers]) -> Callable[[Optional[float]], Call[Any, Any]]:
    path = _path(message_batch_id)

    def look(seconds_left: Optional[float]) -> Call[Any, Any]:
        call: Call[MessageBatch, MessageBatch] = get(path, {"extra_headers": headers}, into=One(MessageBatch))
        return call if seconds_left is None else call.replace(deadline=seconds_left)

    return look


def results_call(batch: Any, params: Mapping[str, Any], into: Any, client: Any) -> Call[Any, Any]:
    """The call for the results of a batch, at the address that the batch names. Raises: AnthropicError.

    Credentials, those that `params` brings too, go only to the origin of the client's `base_url`.
    """
    if not batch.results_url:
        raise AnthropicError(
            f"The batch {batch.id} has no results yet, it is {batch.processing_status!r}: "
            "wait for it with client.messages.batches.wait(id)."
        )
    call: Call[Any, Any] = get(batch.results_url, params, into=into, headers={"accept": "application/binary"})
    here, there = client.base_url, client.base_url.join(batch.results_url)
    if (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port):
        return call
    return call.replace(headers={**call.headers, **dict.fromkeys(secret_headers(client._provider()), omit)})
