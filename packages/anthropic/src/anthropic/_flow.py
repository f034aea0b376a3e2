"""Flows: generators of commands, with every decision in them and no I/O; and the two loops that carry commands out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Generator, TypeVar

from typing_extensions import Protocol

from ._http import arelease, release
from ._value import Value
from ._watch import Clocks, watched, watched_sending
from .errors import APIDeadlineError

if TYPE_CHECKING:
    import httpx

R = TypeVar("R")


class Command(Protocol):
    """One thing that a flow asks for."""

    def run(self, http: httpx.Client) -> Any:
        """Do it now."""
        ...

    def arun(self, http: httpx.AsyncClient) -> Awaitable[Any]:
        """Do it without blocking."""
        ...


Flow = Generator[Command, Any, R]


class UnsentError(APIDeadlineError):
    """The deadline had passed before the request was sent."""


def is_late(request: httpx.Request) -> bool:
    """Whether the deadline of its call is over. An awaiting call is cancelled then, but only where it waits."""
    until = request.extensions.get("anthropic.until")
    return until is not None and time.monotonic() >= until


class DeadlinePassed(Exception):
    """Thrown into a flow when the deadline of its call ran out while a command was under way."""


class Send(Value):
    """Send a request; the reply is a response whose body has not been read."""

    request: httpx.Request
    auth: httpx.Auth | None = None

    def _with_cookies(self, http: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        if http.cookies and "cookie" not in self.request.headers:
            http.cookies.set_cookie_header(self.request)
        return self.request

    def run(self, http: httpx.Client) -> httpx.Response:
        request = self._with_cookies(http)
        until: float | None = request.extensions.get("anthropic.until")
        if until is None:
            return http.send(request, stream=True, auth=self.auth, follow_redirects=False)
        with watched_sending(http, request, until):
            return http.send(request, stream=True, auth=self.auth, follow_redirects=False)

    def arun(self, http: httpx.AsyncClient) -> Awaitable[httpx.Response]:
        return http.send(self._with_cookies(http), stream=True, auth=self.auth, follow_redirects=False)


class Read(Value):
    """Read a body to its end; the reply is its bytes. By `until` (monotonic seconds) it must have come."""

    response: httpx.Response
    until: float | None = None

    def run(self, http: httpx.Client) -> bytes:
        if self.until is None:
            content = self.response.read()
        else:
            clocks = Clocks(until=self.until)
            with watched(self.response, clocks):
                try:
                    content = self.response.read()
                except Exception:
                    if clocks.expired():
                        raise DeadlinePassed from None
                    raise
        release(self.response)
        return content

    async def arun(self, http: httpx.AsyncClient) -> bytes:
        content = await self.response.aread()
        await arelease(self.response)
        return content


class Close(Value):
    """Release the connection of a response. It has all the time it needs, whatever the deadline."""

    response: httpx.Response

    def run(self, http: httpx.Client) -> None:
        release(self.response)

    async def arun(self, http: httpx.AsyncClient) -> None:
        import anyio  # few calls close what they have not read

        with anyio.CancelScope(shield=True):
            await arelease(self.response)


class Sleep(Value):
    """Wait."""

    seconds: float

    def run(self, http: httpx.Client) -> None:
        time.sleep(self.seconds)

    async def arun(self, http: httpx.AsyncClient) -> None:
        import anyio  # not needed by blocking clients

        await anyio.sleep(self.seconds)


class Do(Value):
    """Call one of two functions that mean the same, the second of which is awaited."""

    now: Callable[[], Any]
    awaited: Callable[[], Awaitable[Any]]

    def run(self, http: httpx.Client) -> Any:
        return self.now()

    async def arun(self, http: httpx.AsyncClient) -> Any:
        return await self.awaited()


class Around(Value):
    """Call a function that has the rest of an exchange performed itself, as often as it likes, by calling its argument.

    The exchange says what the rest is (`inner`: a flow for a request) when it carries the command on.
    """

    now: Callable[[Callable[[httpx.Request], httpx.Response]], Any]
    awaited: Callable[[Callable[[httpx.Request], Awaitable[httpx.Response]]], Awaitable[Any]]
    inner: Callable[[httpx.Request], Flow[httpx.Response]] | None = None

    def run(self, http: httpx.Client) -> Any:
        return self.now(lambda request: drive(self._rest(request), http))

    async def arun(self, http: httpx.AsyncClient) -> Any:
        return await self.awaited(lambda request: adrive(self._rest(request), http))

    def _rest(self, request: httpx.Request) -> Flow[httpx.Response]:
        assert self.inner is not None
        return self.inner(request)


def drive(flow: Flow[R], http: httpx.Client) -> R:
    """Carry out the commands of a flow, blocking. Raises: whatever the flow raises.

    An interruption is raised in the flow like any failure, so that it can close what it holds.
    """
    try:
        command = next(flow)
        while True:
            try:
                reply = command.run(http)
            except BaseException as error:
                command = flow.throw(error)
            else:
                command = flow.send(reply)
    except StopIteration as done:
        value: R = done.value
        return value


async def adrive(flow: Flow[R], http: httpx.AsyncClient, until: float | None = None) -> R:
    """Carry out the commands of a flow, awaiting, each by `until` (monotonic seconds). Raises: what the flow raises.

    A cancellation is raised in the flow like any failure, so that it can close what it holds.
    """
    try:
        command = next(flow)
        while True:
            try:
                if until is None or isinstance(command, Close):
                    reply = await command.arun(http)
                else:
                    reply = await _within(until, command.arun(http))
            except BaseException as error:
                command = flow.throw(error)
            else:
                command = flow.send(reply)
    except StopIteration as done:
        value: R = done.value
        return value


async def _within(until: float, awaitable: Awaitable[R]) -> R:
    import anyio  # only where there is a deadline

    with anyio.move_on_after(until - time.monotonic()):
        return await awaitable
    raise DeadlinePassed
