"""Models that the API offers: retrieve, list. GET /v1/models and below."""

from typing_extensions import Unpack

from .._call import Call, get, path_part
from .._endpoint import Async, Endpoint, M, Raw, Resource, Streamed, Sync
from .._endpoint_kinds import AsyncPaginator, ListEndpoint
from .._options import CallOptions
from .._pages import AsyncPage, Pages, SyncPage
from .._readers import One
from ..types import ModelInfo, ModelListParams
from ..types._annotations import WithBetas

PATH = "/v1/models"
PAGES = Pages(SyncPage, AsyncPage, ModelInfo)
HEADER_PARAMS = {"betas": "anthropic-beta"}


class RetrieveArguments(WithBetas, CallOptions, total=False):
    """`retrieve`, beside the id."""


class ListArguments(ModelListParams, CallOptions, total=False):
    """`list`."""


class ModelsEndpoints(Resource[M]):
    """Models, in any face."""

    with_raw_response: "ModelsEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "ModelsEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @Endpoint
    def retrieve(self, model_id: str, **params: Unpack[RetrieveArguments]) -> Call[ModelInfo, ModelInfo]:
        """One model, by its id or an alias of it. GET /v1/models/{model_id}.

        Raises: NotFoundError, or another APIError.
        """
        path = f"{PATH}/{path_part(model_id, 'model_id')}"
        return get(path, params, into=One(ModelInfo), header_params=HEADER_PARAMS)

    @ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> "Call[SyncPage[ModelInfo], AsyncPaginator[ModelInfo, AsyncPage[ModelInfo]]]":
        """The models, newest first, in pages. GET /v1/models.

        Raises: APIError.
        """
        return get(PATH, params, into=PAGES, header_params=HEADER_PARAMS)


class Models(ModelsEndpoints[Sync], face="sync"):
    """`client.models`."""


class AsyncModels(ModelsEndpoints[Async], face="async"):
    """`client.models` of an async client."""
