"""A body in chunks as they arrive, by the deadline of its call, with the HTTP library's exceptions translated."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any, AsyncGenerator, AsyncIterator, Iterator, TypeVar, cast

from ._failures import connection_error
from ._http import arelease, is_http_failure, release
from ._watch import Clocks, watched
from .errors import APIDeadlineError, APIError

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


def pieces(response: httpx.Response, until: float | None, body: Iterator[T], owner: object = None) -> Iterator[T]:
    """What `body`, an iterator over a response, gives by `until` (monotonic seconds). Leaving it early releases the
    connection.

    It keeps `owner` alive, which may close the response when it is dropped.

    Raises: APIConnectionError, APIDeadlineError.
    """
    clocks = Clocks(until=until)
    try:
        with watched(response, clocks):
            for piece in body:
                yield piece
                if until is not None and clocks.expired():
                    raise TimeoutError
    except Exception as error:
        raised = body_error(error, response, late=clocks.expired() is not None)
        if raised is error:
            raise
        raise raised from error
    finally:
        release(response)


async def apieces(
    response: httpx.Response, until: float | None, body: AsyncIterator[T], owner: object = None
) -> AsyncGenerator[T, None]:
    """What `pieces` gives, awaiting."""
    late = False
    try:
        if until is None:
            async for piece in body:
                yield piece
            return
        import anyio  # only where there is a deadline

        while True:
            came: list[T] = []
            late = True
            with anyio.move_on_after(until - time.monotonic()):
                try:
                    came.append(await body.__anext__())
                except StopAsyncIteration:
                    return
                late = False
            if late:
                raise TimeoutError
            yield came[0]
    except Exception as error:
        raised = body_error(error, response, late=late)
        if raised is error:
            raise
        raise raised from error
    finally:
        await arelease(response)
        await cast("AsyncGenerator[T, None]", body).aclose()


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
    if response.is_closed:
        return

    async def close() -> None:
        with contextlib.suppress(Exception):
            await arelease(response)

    import asyncio  # not for blocking clients

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        trio: Any = getattr(sys.modules.get("trio"), "lowlevel", None)

        def spawn() -> None:
            with contextlib.suppress(Exception):  # the loop ends
                trio.spawn_system_task(close)

        with contextlib.suppress(Exception):  # no loop is running; one that begins has no place for tasks yet
            trio.current_trio_token().run_sync_soon(spawn)
    else:
        task = loop.create_task(close())
        _closing.add(task)  # the loop itself keeps no task
        task.add_done_callback(_closing.discard)


_closing: set[object] = set()
