"""Models that the API offers: retrieve, list. GET /v1/models and below."""

from typing import Any, cast

from typing_extensions import Unpack

from .._call import Call, get, path_part
from .._endpoint import Async, Endpoint, M, Raw, Resource, Streamed, Sync
from .._endpoint_kinds import AsyncPaginator, ListEndpoint
from .._options import CallOptions
from .._pages import AsyncPage, Pages, SyncPage
from .._readers import One
from ..types import ModelInfo, ModelListParams
from ..types._annotations import Omittable
from ..types.identifiers import AnthropicBetaParam

PATH = "/v1/models"
PAGES = Pages(SyncPage, AsyncPage, ModelInfo)
HEADER_PARAMS = {"betas": "anthropic-beta"}
