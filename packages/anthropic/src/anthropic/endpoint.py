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
from ._models import BaseModel as BaseModel
from ._options import CallOptions as CallOptions
from ._readers import Accumulated as Accumulated
from ._readers import Events as Events
from ._readers import One as One
from ._streaming import AsyncStream as AsyncStream
from ._streaming import EventFormat as EventFormat
from ._streaming import Stream as Stream
from ._structured import output_config as output_config
from ._structured import parsed_message as parsed_message

__all__ = [
    "Accumulated",
    "Accumulator",
    "Async",
    "AsyncStream",
    "BaseModel",
    "Call",
    "CallOptions",
    "Descriptor",
    "Endpoint",
    "EventFormat",
    "Events",
    "M",
    "One",
    "Raw",
    "Resource",
    "Stream",
    "Streamed",
    "StreamingEndpoint",
    "Sync",
    "delete",
    "get",
    "output_config",
    "parsed_message",
    "path_part",
    "post",
]
