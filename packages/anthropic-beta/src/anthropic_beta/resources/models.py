"""Models that the API offers: retrieve, list. GET /v1/models?beta=true and below."""

from typing_extensions import Unpack

from anthropic import endpoint as api

from ..types import BetaModelInfo, ModelListParams
from ._betas import BetaOptions, Listed, get

PATH = "/v1/models"
PAGES = api.Pages(api.SyncPage, api.AsyncPage, BetaModelInfo)


class ListArguments(ModelListParams, api.CallOptions, total=False):
    """`list`."""


class ModelsEndpoints(api.Resource[api.M]):
    """Models, in any face. Methods raise APIError; NotFoundError for an id that is not known."""

    with_raw_response: "ModelsEndpoints[api.Raw[api.M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "ModelsEndpoints[api.Streamed[api.M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @api.Endpoint
    def retrieve(self, model_id: str, **params: Unpack[BetaOptions]) -> api.Call[BetaModelInfo, BetaModelInfo]:
        """One model, by its id or an alias of it. GET /v1/models/{model_id}?beta=true."""
        return get(f"{PATH}/{api.path_part(model_id, 'model_id')}", params, api.One(BetaModelInfo))

    @api.ListEndpoint
    def list(self, **params: Unpack[ListArguments]) -> Listed[BetaModelInfo]:
        """The models, newest first, in pages. GET /v1/models?beta=true."""
        return get(PATH, params, PAGES)


class Models(ModelsEndpoints[api.Sync], face="sync"):
    """`client.beta.models`."""


class AsyncModels(ModelsEndpoints[api.Async], face="async"):
    """`client.beta.models` of an async client."""
