"""The one place that names botocore, which has no types: sessions, credentials, signatures, event-stream frames.

Nothing of it is loaded before it is needed: it takes longer to import than everything else here together.
"""

from __future__ import annotations

import importlib
import os
import struct
from typing import Any, Iterator, Mapping, NamedTuple, cast

from typing_extensions import Protocol, override

SIGNING = frozenset({"auth", "awsrequest", "credentials", "eventstream"})
"""Modules that signing needs, and reading what comes back."""

FILES = {"AWS_CONFIG_FILE": "~/.aws/config", "AWS_SHARED_CREDENTIALS_FILE": "~/.aws/credentials"}
"""Files that name regions, by the variables that say where they are, and where they are else."""

MAY_BE_EMPTY = ("profile", "region", "config_file", "credentials_file")
"""Settings whose variables botocore heeds though they are empty."""

FRAME_BYTES = 16 * 1024
"""How much is given to botocore's buffer at a time: it copies what it holds for each frame."""


class BotoSession(Protocol):
    """What is used of a `boto3.Session` or a `botocore.session.Session`."""

    def get_credentials(self) -> Any:
        """Credentials as botocore's resolver finds them; `None` where there are none."""
        ...


class Keys(NamedTuple):
    """What signs a request. Printing it shows no secret."""

    access_key: str
    secret_key: str
    session_token: str | None = None

    @override
    def __repr__(self) -> str:
        return "<Keys>"


class Frame(NamedTuple):
    """One message of an AWS event stream."""

    headers: Mapping[str, Any]
    payload: bytes


class BrokenFrameError(ValueError):
    """Bytes that are no AWS event stream, or were damaged on the way."""


def environment_credentials() -> Any:
    """Credentials in environment variables, where botocore looks first unless a profile is named; `None` without any.

    That takes no session, which costs much to load.
    """
    return _load("credentials").EnvProvider().load()


def new_session(profile: str | None) -> BotoSession:
    """A session of its own, to which an empty variable is none.

    A profile that does not exist is an error of botocore's when the session is first used.
    """
    cls: Any = _load("session").Session
    settings: dict[str, Any] = {}
    for name in MAY_BE_EMPTY:
        key, variables, *rest = cls.SESSION_VARIABLES[name]
        names: list[str] = [variables] if isinstance(variables, str) else variables
        settings[name] = (key, [variable for variable in names if os.environ.get(variable)], *rest)
    return cast(BotoSession, cls(profile=profile, session_vars=settings))


def region_of(session: BotoSession) -> str | None:
    """The region of a session: of its environment or profile."""
    known: Any = session
    found = known.region_name if hasattr(session, "region_name") else known.get_config_variable("region")
    return cast("str | None", found or None)


def has_file() -> bool:
    """Whether there is a file that could name a region: told without loading botocore."""
    return any(os.path.isfile(os.path.expanduser(os.environ.get(name) or usual)) for name, usual in FILES.items())


def is_aws_failure(error: BaseException) -> bool:
    """Whether an exception is one of botocore's."""
    return any(cls.__module__.startswith("botocore.") for cls in type(error).__mro__)


def is_connection_failure(error: BaseException) -> bool:
    """Whether an exception of botocore's says that a service could not be reached."""
    names = {cls.__name__ for cls in type(error).__mro__}
    return is_aws_failure(error) and not names.isdisjoint({"ConnectionError", "HTTPClientError"})


def needs_refresh(credentials: Any) -> bool:
    """Whether asking for the keys may take long, because they are (about to be) out of date."""
    refresh_needed = getattr(credentials, "refresh_needed", None)
    return bool(refresh_needed is not None and refresh_needed())


def keys_of(credentials: Any) -> Keys:
    """The keys of a session's credentials, renewed first where they need it; may block."""
    frozen = credentials.get_frozen_credentials()
    return Keys(frozen.access_key, frozen.secret_key, frozen.token or None)


def signature_headers(
    keys: Keys, service: str, region: str, *, method: str, url: str, headers: Mapping[str, str], body: bytes
) -> dict[str, str]:
    """The headers that sign a request (Signature Version 4): date, session token, authorization.

    `url` has the path just as it will be sent; all of `headers` are signed, save a few that botocore knows to change on
    the way.
    """
    request = _load("awsrequest").AWSRequest(method=method, url=url, headers=headers, data=body)
    _load("auth").SigV4Auth(_load("credentials").Credentials(*keys), service, region).add_auth(request)
    signed: Mapping[str, str] = request.headers
    names = ("X-Amz-Date", "X-Amz-Security-Token", "Authorization")
    return {name.lower(): signed[name] for name in names if name in signed}


class FrameBuffer:
    """Cuts bytes into frames at any chunking, and checks each frame's two checksums."""

    def __init__(self) -> None:
        self._buffer: Any = _load("eventstream").EventStreamBuffer()
        self._parser_error: Any = _load("eventstream").ParserError

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The frames that `chunk` completes. Raises: BrokenFrameError."""
        try:
            for start in range(0, len(chunk), FRAME_BYTES):
                self._buffer.add_data(chunk[start : start + FRAME_BYTES])
                for message in self._buffer:
                    yield Frame(message.headers, message.payload)
        except (self._parser_error, struct.error, LookupError, ValueError) as error:
            raise BrokenFrameError(f"A broken AWS event stream: {error}") from None


def load_signing() -> None:
    """Load all that signing needs; takes long the first time."""
    for module in SIGNING - _loaded:
        _load(module)


def is_signing_loaded() -> bool:
    """Whether nothing is left to load before a request can be signed."""
    return _loaded >= SIGNING


_loaded: set[str] = set()


def _load(module: str) -> Any:
    loaded = importlib.import_module(f"botocore.{module}")
    _loaded.add(module)
    return loaded
