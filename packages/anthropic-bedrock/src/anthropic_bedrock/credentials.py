"""Who signs requests: the AWS identity that a user named, and its keys, found when first needed and kept fresh."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from typing_extensions import override

from anthropic.client import in_thread
from anthropic.errors import APIConnectionError, MissingCredentialsError

from . import _botocore
from ._botocore import BotoSession, Keys

if TYPE_CHECKING:
    import httpx

NO_CREDENTIALS = (
    "No AWS credentials: pass aws_access_key= and aws_secret_key=, aws_profile= or boto_session=, or set "
    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role is attached; "
    "or pass a bearer token as api_key=."
)


class Identity(NamedTuple):
    """Whose credentials to use. Nothing given: whoever botocore finds in the environment, files and instance."""

    access_key: str | None = None
    secret_key: str | None = None
    session_token: str | None = None
    profile: str | None = None
    session: BotoSession | None = None

    @override
    def __repr__(self) -> str:
        return f"<Identity, profile {self.profile}>"

    def check(self) -> None:
        """Raises: ValueError where half of a pair of keys is missing."""
        if bool(self.access_key) != bool(self.secret_key):
            given, missing = (
                ("aws_access_key", "aws_secret_key") if self.access_key else ("aws_secret_key", "aws_access_key")
            )
            raise ValueError(f"{given} needs {missing}: pass both, or neither to use what AWS tools use.")
        if self.session_token and not self.access_key:
            raise ValueError("aws_session_token needs aws_access_key and aws_secret_key.")

    @property
    def is_given(self) -> bool:
        """Whether the user named anybody."""
        return bool(self.access_key or self.profile or self.session)


class CredentialSource:
    """The keys of one identity. However many requests wait for them, botocore is asked once, and the session made once.

    Temporary keys are renewed by botocore some minutes before they end. Nothing here blocks an event loop: what may
    take long runs in a thread. Copies and pickles of it are not made: secrets stay where they are.
    """

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self._lock = threading.Lock()
        self._session: BotoSession | None = identity.session
        self._credentials: Any = None  # botocore's, which has no types

    def __reduce__(self) -> Any:
        raise TypeError("Credentials are not pickled.")

    def region(self) -> str | None:
        """The region of the session or profile; `None` where none is set. Raises: MissingCredentialsError."""
        if self.identity.session is None and not _botocore.has_file():
            return None
        with self._lock:
            try:
                return _botocore.region_of(self._made_session())
            except Exception as error:
                if not _botocore.is_aws_failure(error):
                    raise
                raise MissingCredentialsError(_told(error)) from error

    def keys(self, request: httpx.Request) -> Keys:
        """The keys to sign a request with, found or renewed now if need be.

        Raises: MissingCredentialsError; APIConnectionError where a service that gives keys cannot be reached.
        """
        _botocore.load_signing()
        ready = self._ready()
        if ready is not None:
            return ready
        try:
            return _botocore.keys_of(self._found())
        except Exception as error:
            if _botocore.is_connection_failure(error):
                raise APIConnectionError(message=_told(error), request=request) from error
            if not _botocore.is_aws_failure(error):
                raise
            raise MissingCredentialsError(_told(error)) from error

    async def akeys(self, request: httpx.Request) -> Keys:
        """The keys; found or renewed in a thread, and what signs with them loaded there. Raises: as `keys`."""
        ready = self._ready() if _botocore.is_signing_loaded() else None
        return await in_thread(lambda: self.keys(request)) if ready is None else ready

    def replaced(self, rejected: Keys, request: httpx.Request) -> bool:
        """Look again for keys that AWS calls expired: whether there are others now. May block.

        Keys in a file or the environment that some other tool renews have no end that botocore knows of.
        """
        if self.identity.access_key or self.identity.session is not None:
            return False
        asked = self._credentials
        try:
            if self.keys(request) == rejected:
                with self._lock:
                    if self._credentials is asked:  # else another request has looked again already
                        self._session = self._credentials = None
            return self.keys(request) != rejected
        except (MissingCredentialsError, APIConnectionError):
            return False

    def _ready(self) -> Keys | None:
        identity, credentials = self.identity, self._credentials
        if identity.access_key and identity.secret_key:
            return Keys(identity.access_key, identity.secret_key, identity.session_token)
        if credentials is None or _botocore.needs_refresh(credentials):
            return None
        return _botocore.keys_of(credentials)

    def _found(self) -> Any:
        with self._lock:
            if self._credentials is None and not self.identity.is_given:
                self._credentials = _botocore.environment_credentials()
            if self._credentials is None:
                self._credentials = self._made_session().get_credentials()
            if self._credentials is None:
                raise MissingCredentialsError(NO_CREDENTIALS)
            return self._credentials

    def _made_session(self) -> BotoSession:
        if self._session is None:
            self._session = _botocore.new_session(self.identity.profile)
        return self._session


def _told(error: Exception) -> str:
    """What a failure of botocore says. Its frames and those of its causes, which hold keys, are let go."""
    cause: BaseException | None = error
    while cause is not None:
        cause.__traceback__ = None
        cause = cause.__cause__ or cause.__context__
    return f"AWS credentials could not be had: {type(error).__name__}: {error}"
