"""Batches of beta messages. /v1/messages/batches?beta=true and below."""

from typing import Any

from typing_extensions import Unpack

from anthropic import endpoint as api
from anthropic.resources.messages.batches import results_call

from ...types import BetaDeletedMessageBatch, BetaMessageBatch, BetaMessageBatchIndividualResponse
from ...types.batches import BatchCreateParams, BatchListParams
from .._betas import BetaOptions, Listed, delete, get, post

Batch = BetaMessageBatch
DeletedBatch = BetaDeletedMessageBatch
Result = BetaMessageBatchIndividualResponse

PATH = "/v1/messages/batches"
FEATURE = "message-batches-2024-09-24"
PAGES = api.Pages(api.SyncPage, api.AsyncPage, Batch)


class CreateArguments(BatchCreateParams, api.CallOptions, total=False):
    """`create`."""


class ListArguments(BatchListParams, api.CallOptions, total=False):
    """`list`."""


def _path(message_batch_id: str) -> str:
    return f"{PATH}/{api.path_part(message_batch_id, 'message_batch_id')}"


class BatchesEndpoints(api.Resource[api.M]):
    """Batches of messages, in any face. Methods raise APIError; NotFoundError for an id that is not known."""

    with_raw_response: "BatchesEndpoints[api.Raw[api.M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "BatchesEndpoints[api.Streamed[api.M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @api.Endpoint
    def create(self, **params: Unpack[CreateArguments]) -> api.Call[Batch, Batch]:
        """Create a batch: its requests are processed within a day. POST /v1/messages/batches?beta=true.

        Raises: RequestTooLargeError beyond 256 MB, or another APIError.
        """
        return post(PATH, {**params, "requests": list(params["requests"])}, api.One(Batch), FEATURE)

    @api.Endpoint
    def retrieve(self, message_batch_id: str, **params: Unpack[BetaOptions]) -> api.Call[Batch, Batch]:
        """A batch as it is now. GET /v1/messages/batches/{message_batch_id}?beta=true."""
        return get(_path(message_batch_id), params, api.One(Batch), FEATURE)

    @api.ListEndpoint
    def list(self, **params: Unpack[ListArguments]) -> Listed[Batch]:
        """The batches, newest first, in pages. GET /v1/messages/batches?beta=true."""
        return get(PATH, params, PAGES, FEATURE)

    @api.Endpoint
    def cancel(self, message_batch_id: str, **params: Unpack[BetaOptions]) -> api.Call[Batch, Batch]:
        """Cancel a batch; results so far stay. POST /v1/messages/batches/{message_batch_id}/cancel?beta=true."""
        call: api.Call[Any, Any] = post(f"{_path(message_batch_id)}/cancel", params, api.One(Batch), FEATURE)
        return call if call.body else call.replace(body=None)

    @api.Endpoint
    def delete(self, message_batch_id: str, **params: Unpack[BetaOptions]) -> api.Call[DeletedBatch, DeletedBatch]:
        """Delete a batch that has ended, with its results. DELETE /v1/messages/batches/{message_batch_id}?beta=true."""
        return delete(_path(message_batch_id), params, api.One(DeletedBatch), FEATURE)

    @api.DeferredEndpoint
    def results(
        self, message_batch_id: str, **params: Unpack[BetaOptions]
    ) -> api.Call[api.JSONLDecoder[Result], api.Deferred[Result, api.AsyncJSONLDecoder[Result]]]:
        """The results of a batch that has ended, one by one as they arrive, in any order.

        GET /v1/messages/batches/{message_batch_id}?beta=true, then GET of the batch's `results_url`; the key goes along
        only if that is on the host of the client's `base_url`.

        Raises: AnthropicError where the batch has no results yet; NotFoundError, or another APIError.
        """
        asked = {**params, "extra_query": None}
        first: api.Call[Any, Any] = get(_path(message_batch_id), asked, api.One(Batch), FEATURE)
        rest = {key: value for key, value in params.items() if key != "betas"}

        def of(batch: Batch) -> api.Call[Any, Any]:
            call = results_call(batch, rest, api.JSONLines(Result), self._client)
            return call.replace(headers={"anthropic-beta": first.headers["anthropic-beta"], **call.headers})

        return api.linked(first, of)


class Batches(BatchesEndpoints[api.Sync], face="sync"):
    """`client.beta.messages.batches`."""


class AsyncBatches(BatchesEndpoints[api.Async], face="async"):
    """`client.beta.messages.batches` of an async client."""
