"""What went wrong, as a message and an exit code. The table of codes is part of the command's contract."""

from __future__ import annotations

import os
import re
from typing import Any, Mapping, NamedTuple, cast

import click


class ExitCode(NamedTuple):
    """One row of the table."""

    code: int
    errors: str
    """Names of error classes, separated by blanks; subclasses are meant too, unless they have a row of their own."""
    meaning: str


EXIT_CODES = (
    ExitCode(0, "", "Done."),
    ExitCode(1, "Exception", "Something else; a fault of this program, if it says so."),
    ExitCode(2, "UsageError TypeError ValueError", "The command line or a setting is wrong; nothing was sent."),
    ExitCode(
        3, "AuthenticationError PermissionDeniedError MissingCredentialsError", "No key, a wrong key, or not allowed."
    ),
    ExitCode(4, "NotFoundError", "There is no such thing, or no such model."),
    ExitCode(5, "APIStatusError BadRequestError RequestTooLargeError ConflictError", "The API refuses the request."),
    ExitCode(6, "RateLimitError", "Too many requests; try again later."),
    ExitCode(7, "InternalServerError RequestTimeoutError", "The service failed or is overloaded; try again later."),
    ExitCode(8, "APIConnectionError", "No connection, or it took too long."),
    ExitCode(
        9,
        "IncompleteStreamError APIResponseValidationError OutputParseError",
        "The answer is incomplete or not what was asked for.",
    ),
    ExitCode(10, "PluginError UnsupportedFeatureError", "A plug-in is missing or broken, or the platform lacks this."),
    ExitCode(11, "BillingError", "The account cannot pay for this."),
    ExitCode(12, "OSError", "A file cannot be read or written."),
    ExitCode(13, "PartialResults", "A batch is done, but some of its requests failed."),
    ExitCode(130, "KeyboardInterrupt", "Interrupted; what had come was kept."),
)
CODE_BY_ERROR: Mapping[str, int] = {name: row.code for row in EXIT_CODES for name in row.errors.split()}


class Failure(click.ClickException):
    """A failure with its exit code, shown in one line."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click has one for all of a class

    def format_message(self) -> str:
        """The message, without any secret that it might have picked up."""
        return without_secrets(self.message)


class Ended(BaseException):
    """The process was told to end, as by a terminal that is closed: no error to catch, but time to keep what came."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def exit_code(error: BaseException) -> int:
    """The exit code of an error, by the nearest of its classes that has one."""
    return next(CODE_BY_ERROR[cls.__name__] for cls in type(error).__mro__ if cls.__name__ in CODE_BY_ERROR)


def failure_of(error: Exception) -> Failure:
    """An error as it is shown."""
    code = exit_code(error)
    text = _api_message(error) or reason(error)
    if code == 1:
        text = f"{type(error).__name__}: {text} (--debug shows where.)"
    return Failure(text, code)


def reason(error: Exception) -> str:
    """Why something failed, for people: a file by its name, not by the number of its error."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        return "A text holds half a character (a lone surrogate), or bytes that are not UTF-8; it cannot be sent."
    if type(error).__name__ == "MissingCredentialsError" and "ANTHROPIC_API_KEY" in str(error):
        return "No API key: set ANTHROPIC_API_KEY, or run `anthropic keys set`; --provider emulator needs none."
    if re.match(r"No [^:]+: .*pass \w+=", str(error)):  # of a provider, by the arguments that Python has for it
        return f"{error} Here, NAME= is --provider-option NAME=VALUE, or stands in provider_options of a profile."
    return str(error) or type(error).__name__


def _api_message(error: Any) -> str | None:
    """The API's own words in place of the whole body."""
    body = getattr(error, "body", None)
    inner: Any = cast("dict[str, Any]", body).get("error") if isinstance(body, dict) else None
    message: Any = cast("dict[str, Any]", inner).get("message") if isinstance(inner, dict) else None
    if not isinstance(message, str):
        return None
    kind: Any = cast("dict[str, Any]", inner).get("type")
    status = getattr(error, "status_code", "")
    request_id = getattr(error, "request_id", None)
    return f"{kind} ({status}): {message}" + (f" [request {request_id}]" if request_id else "")


_secrets: set[str] = set()


def remember_secret(text: str | None) -> None:
    """Never show this text again."""
    if text:
        _secrets.add(text)


_IN_ADDRESS = (
    (re.compile(r"(\w://)[^\s/@?#]+@"), r"\1[secret]@"),
    (
        re.compile(r"([?&][\w.-]*(?:key|token|secret|password|signature)[\w.-]*=)[^&\s\"'#]+", re.IGNORECASE),
        r"\1[secret]",
    ),
)


def without_secrets(text: str) -> str:
    """A text with every known key or token taken out, and what stands in an address as a password or token."""
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_WEBHOOK_SIGNING_KEY"):
        remember_secret(os.environ.get(name))
    for secret in _secrets:
        if len(secret) >= 8:
            text = text.replace(secret, "[secret]")
    for pattern, shown in _IN_ADDRESS:
        text = pattern.sub(shown, text)
    return text
