"""Serve the emulator over HTTP: `python -m anthropic_testing [--host 127.0.0.1] [--port N] [--script FILE …]`."""

from __future__ import annotations

import argparse
import contextlib
import json
import pathlib
import sys
from typing import Sequence

from ._json import as_list
from .clock import RealClock
from .emulator import Emulator
from .faults import Fault
from .rate_limits import RateLimit
from .scripting import Entry, entry_of
from .server import listening_socket, server_for, url_of


def port_number(text: str) -> int:
    """A port as the command line has it. Raises: argparse.ArgumentTypeError."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: those are 0 to 65535")
    return int(text)


def arguments(argv: Sequence[str] | None, prog: str | None = None) -> argparse.Namespace:
    """The command line. Exits where it is wrong."""
    parser = argparse.ArgumentParser(prog=prog, description="An offline emulator of the Claude API, over HTTP.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=0, help="port to listen on (any free one)")
    parser.add_argument("--script", action="append", default=[], metavar="FILE", help="JSON: answers to give first")
    parser.add_argument("--fault", action="append", default=[], help='damage every answer, such as "drop; after=120"')
    parser.add_argument("--api-key", action="append", metavar="KEY", help="a key that is valid (any is, without)")
    parser.add_argument("--accept-any-key", action="store_true", help="take requests without a key too")
    parser.add_argument("--any-model", action="store_true", help="answer for every model name")
    parser.add_argument("--lenient", action="store_true", help="take unknown parameters and blocks")
    parser.add_argument("--requests-per-minute", type=int, metavar="N", help="enforce a rate limit")
    return parser.parse_args(argv)


def emulator_of(options: argparse.Namespace) -> Emulator:
    """The emulator that a command line asks for. Raises: ValueError, OSError."""
    limit = RateLimit(requests=options.requests_per_minute) if options.requests_per_minute else None
    emulator = Emulator(
        clock=RealClock(),
        api_keys=options.api_key,
        require_key=False if options.accept_any_key else None,
        strict=not options.lenient,
        any_model=options.any_model,
        rate_limit=limit,
        faults=[fault for text in options.fault for fault in Fault.parse_all(text)],
    )
    for name in options.script:
        for entry in read_script(pathlib.Path(name)):
            emulator.add_entry(entry)
    return emulator


def read_script(path: pathlib.Path) -> list[Entry]:
    """The entries of a script file: a JSON array of items. Raises: ValueError, OSError."""
    try:
        return [entry_of(item) for item in as_list(json.loads(path.read_text("utf-8")))]
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from None


def main(argv: Sequence[str] | None = None, prog: str = "python -m anthropic_testing") -> int:
    """Serve until interrupted. `prog` is how the command is called."""
    options = arguments(argv, prog)
    try:
        emulator = emulator_of(options)
        sock = listening_socket(options.host, options.port)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"anthropic_testing: {error}\n")
        return 2
    sys.stdout.write(f"{url_of(sock)}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server_for(emulator).run([sock])
    return 0


if __name__ == "__main__":
    sys.exit(main())
