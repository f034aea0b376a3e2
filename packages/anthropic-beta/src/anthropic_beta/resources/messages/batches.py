"""Batches of beta messages. /v1/messages/batches?beta=true and below."""

from typing import Any

from typing_extensions import Unpack

from anthropic import endpoint as api
from anthropic.resources.messages.batches import results_call

from ...types import BetaDeletedMessageBatch, BetaMessageBatch, BetaMessageBatchIndividualResponse
from ...types.batches import BatchCreateParams, BatchListParams
from .._betas import QUERY, BetaOptions, in_query, with_betas

Batch = BetaMessageBatch
Result = BetaMessageBatchIndividualResponse

PATH = "/v1/messages/batches"
FEATURE = "message-batches-2024-09-24"
PAGES = api.Pages(api.SyncPage, api.AsyncPage, BetaMessageBatch)


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
        rest, headers = with_betas({**params, "requests": list(params["requests"])}, FEATURE)
        header_params = {"user_profile_id": "anthropic-user-profile-id"}
        into = api.One(BetaMessageBatch)
        return api.post(PATH, rest, into=into, headers=headers, query=QUERY, header_params=header_params)

    @api.Endpoint
    def retrieve(self, message_batch_id: str, **params: Unpack[BetaOptions]) -> api.Call[Batch, Batch]:
        """A batch as it is now. GET /v1/messages/batches/{message_batch_id}?beta=true."""
        query, headers = in_query(params, FEATURE)
        return api.get(_path(message_batch_id), query, into=api.One(BetaMessageBatch), headers=headers)

    @api.ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> "api.Call[api.SyncPage[Batch], api.AsyncPaginator[Batch, api.AsyncPage[Batch]]]":
        """The batches, newest first, in pages. GET /v1/messages/batches?beta=true."""
        query, headers = in_query(params, FEATURE)
        return api.get(PATH, query, into=PAGES, headers=headers)

    @api.Endpoint
    def cancel(self, message_batch_id: str, **params: Unpack[BetaOptions]) -> api.Call[Batch, Batch]:
        """Cancel a batch; results so far stay. POST /v1/messages/batches/{message_batch_id}/cancel?beta=true."""
        rest, headers = with_betas(params, FEATURE)
        path = f"{_path(message_batch_id)}/cancel"
        call: api.Call[Any, Any] = api.post(path, rest, into=api.One(BetaMessageBatch), headers=headers, query=QUERY)
        return call if call.body else call.replace(body=None)

    @api.Endpoint
    def delete(
        self, message_batch_id: str, **params: Unpack[BetaOptions]
    ) -> api.Call[BetaDeletedMessageBatch, BetaDeletedMessageBatch]:
        """Delete a batch that has ended, with its results. DELETE /v1/messages/batches/{message_batch_id}?beta=true."""
        query, headers = in_query(params, FEATURE)
        return api.delete(_path(message_batch_id), query, into=api.One(BetaDeletedMessageBatch), headers=headers)

    @api.DeferredEndpoint
    def results(
        self, message_batch_id: str, **params: Unpack[BetaOptions]
    ) -> api.Call[api.JSONLDecoder[Result], api.Deferred[Result, api.AsyncJSONLDecoder[Result]]]:
        """The results of a batch that has ended, one by one as they arrive, in any order.

        GET /v1/messages/batches/{message_batch_id}?beta=true, then GET of the batch's `results_url`; the key goes along
        only if that is on the host of the client's `base_url`.

        Raises: AnthropicError where the batch has no results yet; NotFoundError, or another APIError.
        """
        query, headers = in_query({**params, "extra_query": None}, FEATURE)
        first: api.Call[Any, Any] = api.get(
            _path(message_batch_id), query, into=api.One(BetaMessageBatch), headers=headers
        )

        def of(batch: BetaMessageBatch) -> api.Call[Any, Any]:
            rest, more = with_betas(params, FEATURE)
            call = results_call(batch, rest, api.JSONLines(Result), self._client)
            return call.replace(headers={**more, **call.headers})

        return api.linked(first, of)


class Batches(BatchesEndpoints[api.Sync], face="sync"):
    """`client.beta.messages.batches`."""


class AsyncBatches(BatchesEndpoints[api.Async], face="async"):
    """`client.beta.messages.batches` of an async client."""
