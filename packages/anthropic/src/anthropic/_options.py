"""Options of one request, for endpoints and for the escape hatches."""

from typing import Union

import httpx
from typing_extensions import TypedDict

from ._types import AnyMapping, Body, Headers, NotGiven, Query


class RequestOptions(TypedDict, total=False):
    """Options of one request through `client.get`, `.post` and their like."""

    headers: Headers
    """Added to the client's default headers; `omit` takes one away."""
    max_retries: int
    timeout: Union[float, httpx.Timeout, None]
    """Seconds for each attempt."""
    deadline: Union[float, None]
    """Seconds for the whole call, retries and waits included."""
    params: Query
    """Query parameters."""
    extra_json: AnyMapping
    """Keys merged into the JSON body."""
    idempotency_key: str
    """Sent as `idempotency-key`, the same for each retry."""
    follow_redirects: bool


class CallOptions(TypedDict, total=False):
    """What every endpoint takes beside its own parameters."""

    extra_headers: Union[Headers, None]
    """Headers for this call; `omit` as a value takes a default header away."""
    extra_query: Union[Query, None]
    """Query parameters for this call."""
    extra_body: Union[Body, None]
    """Keys merged into the JSON body, over the parameters of the same name."""
    timeout: Union[float, httpx.Timeout, None, NotGiven]
    """Seconds for each attempt; `None` waits for ever."""
    deadline: Union[float, None, NotGiven]
    """Seconds for the whole call, retries and waits included; `None` is no limit."""
