"""The `anthropic` command: `anthropic …` or `python -m anthropic_cli …`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Answer from saved text where that will do; else hand on to click."""
    from .fast import VARIABLE, answer  # before anything heavier

    _set_encodings()
    if answer(sys.argv[1:], os.environ):
        return
    from .app import app, keep_snapshot  # click, only where it is needed

    completing = VARIABLE in os.environ
    if completing or sys.argv[1:] in ([], ["--help"], ["-h"]):
        keep_snapshot()
    if completing:
        from .completion import complete

        complete(os.environ)
        return
    _end_in_order()
    app.main(prog_name="anthropic", windows_expand_args=False)  # a question may hold an asterisk


def _end_in_order() -> None:
    """Let what was begun be finished where the process is told to end, unless somebody said what is to happen then."""
    import signal

    from .failures import Ended

    def end(number: int, _: object) -> None:
        raise Ended(number)

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no second
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _set_encodings() -> None:
    """UTF-8 for pipes and files on every system; a terminal keeps its own encoding, but no character makes it fail."""
    for name in ("stdout", "stderr"):  # closed by whoever started this, as by `>&-`
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # until the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            if stream.isatty():
                reconfigure(errors="replace")
            else:
                reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
