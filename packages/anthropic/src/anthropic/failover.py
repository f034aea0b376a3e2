"""Several providers as one: the first that works serves. No I/O here; what is sent where is decided per attempt.

    client = Anthropic(
        provider=Failover(
            [
                Candidate("anthropic"),
                Candidate("vertex", {"claude-sonnet-4-5": "claude-sonnet-4-5@20250929"}, {"region": "global"}),
            ]
        )
    )

A failed attempt moves on to the next candidate at once, as long as nothing was delivered to the caller; when all have
failed, the client's retries begin another round after their usual wait. A candidate that keeps failing is left out for
a while. It is written with what `anthropic.provider` offers to every plug-in.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence, cast

import httpx
from typing_extensions import Literal, override

from .client import as_secret, environment
from .errors import (
    APIConnectionError,
    APIDeadlineError,
    APIStatusError,
    InternalServerError,
    MissingCredentialsError,
    RateLimitError,
    RequestTimeoutError,
    UnsupportedFeatureError,
)
from .plugins import installed
from .provider import Call, FirstParty, Provider, UnsentError, asked_delay

if TYPE_CHECKING:
    from typing_extensions import TypeAlias

MOVES_ON = (APIConnectionError, InternalServerError, MissingCredentialsError, RateLimitError, RequestTimeoutError)
"""Failures that another provider may not have. A deadline that ran out is none: it is the whole call's."""
LONGEST_PAUSE_ASKED_FOR = 60.0
"""Seconds; a provider that asks for a longer pause is tried again after these."""

CircuitState: TypeAlias = Literal["closed", "open", "half-open"]


@dataclasses.dataclass(frozen=True, eq=False)
class Candidate:
    """One of the providers to choose from."""

    provider: Provider | str
    """A provider, or the short name of one; `"anthropic"` is the API itself, with the key of the environment."""
    models: Mapping[str, str] = dataclasses.field(default_factory=lambda: cast("dict[str, str]", {}))
    """What models are called there; one that is not listed keeps its name."""
    options: Mapping[str, Any] = dataclasses.field(default_factory=lambda: cast("dict[str, Any]", {}), repr=False)
    """For a provider that is given by its name."""


@dataclasses.dataclass(frozen=True)
class ProviderStatus:
    """How a candidate is doing."""

    name: str
    circuit: CircuitState
    """`open` while it is left out, `half-open` while one call finds out whether it works again."""
    failures: int
    """In a row."""
    served: int
    """Calls."""


class Failover(Provider):
    """A provider that leads to the first of several that works.

    Which one served a call is told to `on_served`, stands in the extensions of its request
    (`client.messages.with_raw_response.create(…).http_response.request.extensions["anthropic.provider"]`, in middleware
    `request.extensions["anthropic.provider"]`), and is counted in `status()`.
    """

    name = "failover"

    def __init__(
        self,
        candidates: Sequence[Candidate | Provider | str],
        *,
        moves_on: tuple[type[Exception], ...] = MOVES_ON,
        failures_to_open: int = 3,
        cooldown_seconds: float = 30.0,
        on_served: Callable[[Provider], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Choose among candidates, the one wanted most first.

        `moves_on`: errors that allow another candidate. A candidate that has failed `failures_to_open` times in a row
        is left out for `cooldown_seconds`, or as long as its `retry-after` asks; then one call tries it.
        Raises: ValueError where there is no candidate; PluginNotFoundError for a name that nobody offers.
        """
        if not candidates:
            raise ValueError("Failover needs at least one candidate.")
        self._legs = [_Leg(one, failures_to_open, cooldown_seconds, clock) for one in map(_candidate, candidates)]
        self._moves_on = moves_on
        self._on_served = on_served
        self.base_url = self._legs[0].base_url

    @override
    def route(self, call: Call[Any, Any], tried: Sequence[tuple[Provider, Exception]]) -> Provider | None:
        if tried:
            provider, failure = tried[-1]
            if isinstance(failure, APIDeadlineError):  # who had all of the time is to blame
                self._told(provider, failure if len(tried) == 1 and not isinstance(failure, UnsentError) else None)
                return None
            if not self._told(provider, failure):
                return None
        been = {id(provider) for provider, _ in tried}
        able = [leg for leg in self._legs if id(leg) not in been and leg.can_serve(call)]
        for leg in able:
            if leg.circuit.admits():
                return leg
        if tried:
            return None
        return min(able or self._legs, key=lambda leg: leg.circuit.opens_at)

    @override
    def served(self, provider: Provider) -> None:
        leg = self._leg(provider)
        leg.circuit.succeeded()
        if self._on_served is not None:
            self._on_served(leg.provider)

    @override
    def broke(self, provider: Provider, failure: Exception) -> None:
        self._told(provider, None if isinstance(failure, APIDeadlineError) else failure)

    def _told(self, provider: Provider, failure: Exception | None) -> bool:
        """Let a candidate's circuit know how an attempt ended; whether the failure allows another candidate."""
        circuit = self._leg(provider).circuit
        if not isinstance(failure, self._moves_on):
            circuit.given_back()
            return False
        circuit.failed(failure)
        return True

    def status(self) -> Sequence[ProviderStatus]:
        """How each candidate is doing, in their order."""
        return [leg.circuit.status(leg.name) for leg in self._legs]

    @override
    def transport(self) -> httpx.BaseTransport | None:
        own = {id(leg): transport for leg in self._legs if (transport := leg.provider.transport()) is not None}
        return _Transports(own) if own else None

    @override
    def async_transport(self) -> httpx.AsyncBaseTransport | None:
        own = {id(leg): transport for leg in self._legs if (transport := leg.provider.async_transport()) is not None}
        return _AsyncTransports(own) if own else None

    def _leg(self, provider: Provider) -> _Leg:
        assert isinstance(provider, _Leg), "a provider that route did not name"
        return provider


class _Leg(Provider):
    """A candidate as the provider of one attempt: its own, with the model under its name there."""

    def __init__(
        self, candidate: Candidate, failures_to_open: int, cooldown_seconds: float, clock: Callable[[], float]
    ) -> None:
        self.provider = _resolved(candidate)
        self.models = candidate.models
        self.name = self.provider.name
        self.base_url = self.provider.base_url
        self.request_id_header = self.provider.request_id_header
        self.secret_headers = self.provider.secret_headers
        self.circuit = _Circuit(failures_to_open, cooldown_seconds, clock)

    @property
    @override
    def auth(self) -> httpx.Auth | None:
        return self.provider.auth

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        model = None if call.body is None else call.body.get("model")
        if isinstance(model, str) and model in self.models:
            call = call.replace(body={**(call.body or {}), "model": self.models[model]})
        return self.provider.adapt(call)

    @override
    def failure(self, response: httpx.Response, body: object) -> object:
        return self.provider.failure(response, body)

    def can_serve(self, call: Call[Any, Any]) -> bool:
        """Whether the platform has what the call needs."""
        try:
            self.adapt(call)
        except UnsupportedFeatureError:
            return False
        return True


class _Circuit:
    """Whether a candidate is worth an attempt: closed, open for a while, then half-open for one call. Thread-safe."""

    def __init__(self, failures_to_open: int, cooldown_seconds: float, clock: Callable[[], float]) -> None:
        self.opens_at = 0.0
        self._failures_to_open, self._cooldown, self._clock = failures_to_open, cooldown_seconds, clock
        self._failures = self._served = 0
        self._next_probe = 0.0
        self._lock = threading.RLock()  # a collection within may end a stream, which tells

    @property
    def _state(self) -> CircuitState:
        if self._failures < self._failures_to_open and self._clock() >= self.opens_at:
            return "closed"
        return "half-open" if self._clock() >= self.opens_at else "open"

    def admits(self) -> bool:
        """Whether to try it now; of a half-open circuit one call at a time finds out."""
        with self._lock:
            state = self._state
            if state != "half-open":
                return state == "closed"
            if self._clock() < self._next_probe:
                return False
            self._next_probe = self._clock() + self._cooldown  # that call may be cancelled and never tell
            return True

    def failed(self, failure: Exception) -> None:
        """An attempt has failed in a way that may last."""
        pause = _pause_asked_for(failure)
        with self._lock:
            self._failures += 1
            self._next_probe = 0.0
            if self._failures >= self._failures_to_open:
                pause = max(pause, self._cooldown)
            self.opens_at = self._clock() + pause if pause else self.opens_at

    def succeeded(self) -> None:
        """A call was served."""
        with self._lock:
            self._failures, self._next_probe, self.opens_at = 0, 0.0, 0.0
            self._served += 1

    def given_back(self) -> None:
        """An attempt has ended in a way that says nothing about the provider."""
        with self._lock:
            self._next_probe = 0.0

    def status(self, name: str) -> ProviderStatus:
        with self._lock:
            return ProviderStatus(name, self._state, self._failures, self._served)


def _pause_asked_for(failure: Exception) -> float:
    """Seconds that the provider asks to be left alone; 0 where it asks for nothing."""
    asked = asked_delay(failure.response.headers) if isinstance(failure, APIStatusError) else None
    return min(asked, LONGEST_PAUSE_ASKED_FOR) if asked is not None and asked > 0 else 0.0


def _candidate(given: Candidate | Provider | str) -> Candidate:
    return given if isinstance(given, Candidate) else Candidate(given)


def _resolved(candidate: Candidate) -> Provider:
    provider = candidate.provider
    if isinstance(provider, Failover):
        raise ValueError("A failover is no candidate of another: list its candidates.")
    if isinstance(provider, Provider):
        return provider
    if provider == FirstParty.name:
        return _first_party(**candidate.options)
    made: Provider = installed().load("anthropic_providers", provider)(**candidate.options)
    return made


def _first_party(*, api_key: Any = None, auth_token: Any = None, base_url: str | None = None) -> FirstParty:
    url = base_url or environment("ANTHROPIC_BASE_URL")
    return FirstParty(
        api_key=as_secret(api_key or environment("ANTHROPIC_API_KEY")),
        auth_token=as_secret(auth_token or environment("ANTHROPIC_AUTH_TOKEN"), prefix="Bearer "),
        **({} if url is None else {"base_url": url}),
    )


class _Transports(httpx.BaseTransport):
    """Each candidate's own transport; the network for those that have none."""

    def __init__(self, own: Mapping[int, httpx.BaseTransport]) -> None:
        self._own = own
        self._network = httpx.HTTPTransport()

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        leg = request.extensions.get("anthropic.provider")
        return self._own.get(id(leg), self._network).handle_request(request)

    @override
    def close(self) -> None:
        for transport in (self._network, *self._own.values()):
            transport.close()


class _AsyncTransports(httpx.AsyncBaseTransport):
    """Each candidate's own transport; the network for those that have none."""

    def __init__(self, own: Mapping[int, httpx.AsyncBaseTransport]) -> None:
        self._own = own
        self._network = httpx.AsyncHTTPTransport()

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        leg = request.extensions.get("anthropic.provider")
        return await self._own.get(id(leg), self._network).handle_async_request(request)

    @override
    async def aclose(self) -> None:
        for transport in (self._network, *self._own.values()):
            await transport.aclose()


__all__ = ["MOVES_ON", "Candidate", "Failover", "ProviderStatus"]
