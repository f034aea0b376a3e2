"""A body in chunks as they arrive, by the deadline of its call, with the HTTP library's exceptions translated."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, AsyncGenerator, Iterator, cast

from ._failures import connection_error
from ._http import arelease, is_http_failure, release
from ._watch import Clocks, watched
from .errors import APIDeadlineError, APIError

if TYPE_CHECKING:
    import httpx


def chunks(
    response: httpx.Response, until: float | None, size: int | None = None, owner: object = None
) -> Iterator[bytes]:
    """The body as it arrives, decompressed; by `until` (monotonic seconds). Leaving it early releases the connection.

    It keeps `owner` alive, which may close the response when it is dropped.

    Raises: APIConnectionError, APIDeadlineError.
    """
    clocks = Clocks(until=until)
    try:
        with watched(response, clocks):
            for chunk in response.iter_bytes(size):
                yield chunk
                if until is not None and clocks.expired():
                    raise TimeoutError
    except Exception as error:
        raised = body_error(error, response, late=clocks.expired() is not None)
        if raised is error:
            raise
        raise raised from error
    finally:
        release(response)


async def achunks(
    response: httpx.Response, until: float | None, size: int | None = None, owner: object = None
) -> AsyncGenerator[bytes, None]:
    """What `chunks` gives, awaiting."""
    late = False
    pieces = cast("AsyncGenerator[bytes, None]", response.aiter_bytes(size))
    try:
        if until is None:
            async for chunk in pieces:
                yield chunk
            return
        import anyio  # only where there is a deadline

        chunk = b""
        while True:
            late = True
            with anyio.move_on_after(until - time.monotonic()):
                try:
                    chunk = await pieces.__anext__()
                except StopAsyncIteration:
                    return
                late = False
            if late:
                raise TimeoutError
            yield chunk
    except Exception as error:
        raised = body_error(error, response, late=late)
        if raised is error:
            raise
        raise raised from error
    finally:
        await arelease(response)
        await pieces.aclose()


def body_error(error: Exception, response: httpx.Response, *, late: bool = False) -> Exception:
    """An exception met while a body was read, as one of ours."""
    if late:
        raised: APIError = APIDeadlineError(response.request, message="The deadline ran out while the body was read.")
    elif is_http_failure(error):
        raised = connection_error(error, response.request)
    else:
        return error
    raised.request_id = response.headers.get("request-id")
    return raised


def close_later(response: httpx.Response) -> None:
    """Release the connection of a response that was dropped in an async client, if a loop is running to do so."""
    if not response.is_closed:
        with contextlib.suppress(RuntimeError):  # no loop is running: nothing is left to close it on
            import asyncio  # not for blocking clients

            asyncio.get_running_loop().create_task(response.aclose())
