"""What a plug-in writes resources of its own with: calls, endpoints, readers, models.

    class ThingsEndpoints(Resource[M]):
        @Endpoint
        def retrieve(self, thing_id: str, **options: Unpack[CallOptions]) -> Call[Thing, Thing]:
            ...  # its docstring names the wire form: GET /v1/things/{thing_id}
            return get(f"/v1/things/{path_part(thing_id, 'thing_id')}", options, into=One(Thing))

    class Things(ThingsEndpoints[Sync], face="sync"): ...
    class AsyncThings(ThingsEndpoints[Async], face="async"): ...

Everything that this module exports is public for plug-ins, and stays. A module of resources must not have
`from __future__ import annotations`: the parameters of an endpoint are read from its annotations.
"""

from ._accumulate import Accumulator as Accumulator
from ._binary import AsyncBinaryAPIResponse as AsyncBinaryAPIResponse
from ._binary import Binary as Binary
from ._binary import BinaryAPIResponse as BinaryAPIResponse
from ._call import Call as Call
from ._call import delete as delete
from ._call import get as get
from ._call import path_part as path_part
from ._call import post as post
from ._endpoint import Async as Async
from ._endpoint import Descriptor as Descriptor
from ._endpoint import Endpoint as Endpoint
from ._endpoint import M as M
from ._endpoint import Raw as Raw
from ._endpoint import Resource as Resource
from ._endpoint import Streamed as Streamed
from ._endpoint import StreamingEndpoint as StreamingEndpoint
from ._endpoint import Sync as Sync
from ._endpoint import TypedEndpoint as TypedEndpoint
from ._endpoint_kinds import AsyncPaginator as AsyncPaginator
from ._endpoint_kinds import BinaryEndpoint as BinaryEndpoint
from ._endpoint_kinds import Deferred as Deferred
from ._endpoint_kinds import DeferredEndpoint as DeferredEndpoint
from ._endpoint_kinds import ListEndpoint as ListEndpoint
from ._endpoint_kinds import linked as linked
from ._endpoint_kinds import part as part
from ._jsonl import AsyncJSONLDecoder as AsyncJSONLDecoder
from ._jsonl import JSONLDecoder as JSONLDecoder
from ._jsonl import JSONLines as JSONLines
from ._models import BaseModel as BaseModel
from ._multipart import post_form as post_form
from ._options import CallOptions as CallOptions
from ._pages import AsyncPage as AsyncPage
from ._pages import AsyncPageCursor as AsyncPageCursor
from ._pages import Pages as Pages
from ._pages import SyncPage as SyncPage
from ._pages import SyncPageCursor as SyncPageCursor
from ._readers import Accumulated as Accumulated
from ._readers import Events as Events
from ._readers import One as One
from ._streaming import AsyncStream as AsyncStream
from ._streaming import EventFormat as EventFormat
from ._streaming import Stream as Stream
from ._structured import block_parser as block_parser
from ._structured import check_output as check_output
from ._structured import is_output_type as is_output_type
from ._structured import output_config as output_config
from ._structured import parsed_as as parsed_as
from ._structured import parsed_message as parsed_message
from ._structured import with_format as with_format
from .resources.messages._models import is_long as is_long
from .resources.messages._models import warn_of_model as warn_of_model
from .types._annotations import BY_TYPE as BY_TYPE
from .types._annotations import FileTypes as FileTypes
from .types._annotations import IdPageParams as IdPageParams
from .types._annotations import Omittable as Omittable
from .types._annotations import SequenceNotStr as SequenceNotStr
from .types._annotations import WithBetas as WithBetas

__all__ = [
    "is_long",
    "warn_of_model",
    "SequenceNotStr",
    "Omittable",
    "IdPageParams",
    "WithBetas",
    "FileTypes",
    "BY_TYPE",
    "is_output_type",
    "check_output",
    "block_parser",
    "Accumulated",
    "Accumulator",
    "Async",
    "AsyncBinaryAPIResponse",
    "AsyncJSONLDecoder",
    "AsyncPage",
    "AsyncPageCursor",
    "AsyncPaginator",
    "AsyncStream",
    "BaseModel",
    "Binary",
    "BinaryAPIResponse",
    "BinaryEndpoint",
    "Call",
    "CallOptions",
    "Deferred",
    "DeferredEndpoint",
    "Descriptor",
    "Endpoint",
    "EventFormat",
    "Events",
    "JSONLDecoder",
    "JSONLines",
    "ListEndpoint",
    "M",
    "One",
    "Pages",
    "Raw",
    "Resource",
    "Stream",
    "Streamed",
    "StreamingEndpoint",
    "Sync",
    "SyncPage",
    "SyncPageCursor",
    "TypedEndpoint",
    "delete",
    "get",
    "linked",
    "output_config",
    "parsed_as",
    "parsed_message",
    "part",
    "path_part",
    "post",
    "post_form",
    "with_format",
]
