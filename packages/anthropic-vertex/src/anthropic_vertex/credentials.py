"""Google's access tokens: asked for when first needed, shared by all requests, renewed in time and after a 401.

google-auth does the asking; it is imported when the first token is needed. No URLs of the API here.
"""

from __future__ import annotations

import dataclasses
import datetime
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, AsyncGenerator, Callable, Generator, cast
from urllib.parse import quote

import httpx
from typing_extensions import override

from anthropic.client import Secret, TokenSource, in_thread
from anthropic.errors import AnthropicError, APIConnectionError, MissingCredentialsError
from anthropic.provider import HeaderAuth

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPE = "https://www.googleapis.com/auth/cloud-platform"
REFRESH_SECONDS = 120.0
"""A token is renewed when less of its life is left: what the core does, too."""
UNKNOWN_PROJECT = "-"
"""Stands in a path for the project that only the credentials know, until they are asked for."""


@dataclasses.dataclass
class GoogleToken:
    """An access token and its end."""

    token: str = dataclasses.field(repr=False)
    expires_at: float | None
    """Seconds since the epoch."""


class GoogleAccount:
    """The credentials given, else those that google-auth finds on this machine (application default credentials).

    Every method may block for a file, a process or a token server; threads that come together ask once.
    """

    def __init__(self, credentials: Credentials | None = None) -> None:
        self._given = credentials
        self._found: Credentials | None = None
        self._project: str | None = None
        self._lock = threading.RLock()
        self._rejected: str | None = None

    @override
    def __repr__(self) -> str:
        return "<GoogleAccount>"

    @override
    def __reduce__(self) -> Any:
        raise TypeError("Credentials are not pickled.")

    @property
    def known_project(self) -> str | None:
        """The project, as far as it is known without asking."""
        return self._project

    @property
    def known_credentials(self) -> Credentials | None:
        """The credentials of google-auth, as far as they are known without looking for them."""
        return self._found or self._given

    def project(self) -> str:
        """The project of the credentials. Raises: MissingCredentialsError where they name none."""
        self.credentials()
        if self._project is None:
            raise MissingCredentialsError(
                "No project: the credentials name none; pass project_id= (of AnthropicGoogleCloud: project=), "
                "or set GOOGLE_CLOUD_PROJECT."
            )
        return self._project

    def credentials(self) -> Credentials:
        """The credentials of google-auth, with the scope that the API needs."""
        with self._lock:
            if self._found is None:
                self._found, self._project = self._find()
            return self._found

    def token(self) -> GoogleToken:
        """The token, a new one where there is none, its end is near or it was rejected."""
        with self._lock:
            credentials: Any = self.credentials()
            if credentials.token in (None, self._rejected) or not _is_fresh(credentials):
                _refresh(credentials)
            return GoogleToken(cast(str, credentials.token), _seconds(credentials.expiry))

    def reject(self, token: str) -> None:
        """Never hand out this token again: the API answered 401 to it."""
        self._rejected = token

    def _find(self) -> tuple[Credentials, str | None]:
        import google.auth  # half a second with what it needs, and only wanted where a request is sent
        import google.auth.credentials

        auth: Any = google.auth
        if self._given is None:
            found, project = auth.default(scopes=[SCOPE])
        else:
            found = cast(Any, google.auth.credentials).with_scopes_if_required(self._given, [SCOPE])
            project = getattr(found, "project_id", None)
        return found, project or None


def _refresh(credentials: Any) -> None:
    import google.auth.transport.requests  # see GoogleAccount._find
    import requests

    transport: Any = google.auth.transport.requests
    with requests.Session() as session:
        credentials.refresh(transport.Request(session=session))


def _is_fresh(credentials: Any) -> bool:
    end = _seconds(credentials.expiry)
    return bool(credentials.valid) and (end is None or end - time.time() > REFRESH_SECONDS)


def _seconds(expiry: datetime.datetime | None) -> float | None:
    """google-auth's naive UTC time as seconds since the epoch."""
    return None if expiry is None else expiry.replace(tzinfo=datetime.timezone.utc).timestamp()


class GoogleAuth(HeaderAuth):
    """Puts an access token on each attempt, and into its path the project where only the credentials know it.

    Raises (when sending): MissingCredentialsError where there are none or Google refuses them; APIConnectionError where
    Google's token server cannot be reached, to be tried again.
    """

    def __init__(self, token: TokenSource | None, credentials: Credentials | None) -> None:
        self.given = (token or None, credentials or None)
        self.account = GoogleAccount(credentials or None) if credentials or not token else None
        source = token or cast(Callable[[], Any], cast(GoogleAccount, self.account).token)
        secret = Secret(source, prefix="Bearer ")
        super().__init__({"authorization": secret}, missing="No access token: pass access_token= or credentials=.")

    @property
    def project(self) -> str | None:
        """The project of the credentials, as far as it is known."""
        return None if self.account is None else self.account.known_project

    @override
    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        try:
            if _lacks_project(request):
                _set_project(request, self._resolve())
            flow = super().sync_auth_flow(request)
            step = next(flow)
            while True:
                response = yield step
                self._learn(response)
                step = flow.send(response)
        except StopIteration:
            pass
        except Exception as error:
            _raise_typed(error, request)

    @override
    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        flow: AsyncGenerator[httpx.Request, httpx.Response] = super().async_auth_flow(request)
        try:
            if _lacks_project(request):
                project = self.project
                _set_project(request, await in_thread(self._resolve) if project is None else project)
            step = await flow.__anext__()
            while True:
                response = yield step
                self._learn(response)
                step = await flow.asend(response)
        except StopAsyncIteration:
            pass
        except Exception as error:
            _raise_typed(error, request)
        finally:
            await flow.aclose()

    def _learn(self, response: httpx.Response) -> None:
        if response.status_code == 401 and self.account is not None:
            self.account.reject(response.request.headers.get("authorization", "")[len("Bearer ") :])

    def _resolve(self) -> str:
        if self.account is None:
            raise MissingCredentialsError(
                "No project: an access token names none; pass project_id= (of AnthropicGoogleCloud: project=), "
                "or set GOOGLE_CLOUD_PROJECT."
            )
        return self.account.project()


_UNKNOWN = f"/projects/{UNKNOWN_PROJECT}/".encode()


def _lacks_project(request: httpx.Request) -> bool:
    return _UNKNOWN in request.url.raw_path


def _set_project(request: httpx.Request, project: str) -> None:
    known = f"/projects/{quote(project, safe=':')}/".encode()
    request.url = request.url.copy_with(raw_path=request.url.raw_path.replace(_UNKNOWN, known, 1))


def _raise_typed(error: Exception, request: httpx.Request) -> None:
    """Raise google-auth's exceptions as ours, any other as it is."""
    exceptions: Any = sys.modules.get("google.auth.exceptions")
    if isinstance(error, AnthropicError) or exceptions is None or not isinstance(error, exceptions.GoogleAuthError):
        raise error
    if isinstance(error, exceptions.TransportError) or getattr(error, "retryable", False):
        message = f"Google's token server cannot be reached: {error}"
        raise APIConnectionError(message=message, request=request) from error
    raise MissingCredentialsError(f"No access token from Google: {error}") from error
