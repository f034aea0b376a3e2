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
    app.main(prog_name="anthropic", windows_expand_args=False)  # a question may hold an asterisk


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
