"""Models that the API offers: retrieve, list. GET /v1/models?beta=true and below."""

from typing import cast

from typing_extensions import Unpack

from anthropic.endpoint import (
    Async,
    AsyncPage,
    AsyncPaginator,
    Call,
    CallOptions,
    Endpoint,
    ListEndpoint,
    M,
    One,
    Pages,
    Raw,
    Resource,
    Streamed,
    Sync,
    SyncPage,
    get,
    path_part,
)

from ..types import BetaModelInfo, ModelListParams
from ._betas import BetaOptions, in_query

PATH = "/v1/models"
PAGES = Pages(SyncPage, AsyncPage, BetaModelInfo)


class ListArguments(ModelListParams, CallOptions, total=False):
    """`list`."""


class ModelsEndpoints(Resource[M]):
    """Models, in any face."""

    @property
    def with_raw_response(self) -> "ModelsEndpoints[Raw[M]]":
        """The same methods, each giving the whole response with its value."""
        return cast("ModelsEndpoints[Raw[M]]", self._as(".raw"))

    @property
    def with_streaming_response(self) -> "ModelsEndpoints[Streamed[M]]":
        """The same methods, each giving a block around the response before its body is read."""
        return cast("ModelsEndpoints[Streamed[M]]", self._as(".streamed"))

    @Endpoint
    def retrieve(self, model_id: str, **params: Unpack[BetaOptions]) -> Call[BetaModelInfo, BetaModelInfo]:
        """One model, by its id or an alias of it. GET /v1/models/{model_id}?beta=true.

        Raises: NotFoundError, or another APIError.
        """
        query, headers = in_query(params)
        return get(f"{PATH}/{path_part(model_id, 'model_id')}", query, into=One(BetaModelInfo), headers=headers)

    @ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> "Call[SyncPage[BetaModelInfo], AsyncPaginator[BetaModelInfo, AsyncPage[BetaModelInfo]]]":
        """The models, newest first, in pages. GET /v1/models?beta=true.

        Raises: APIError.
        """
        query, headers = in_query(params)
        return get(PATH, query, into=PAGES, headers=headers)


class Models(ModelsEndpoints[Sync], face="sync"):
    """`client.beta.models`."""


class AsyncModels(ModelsEndpoints[Async], face="async"):
    """`client.beta.models` of an async client."""
