"""How an answer is shown while it comes: Markdown in a terminal, with thinking folded; the bare text in a pipe."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import click
from typing_extensions import Protocol

from .markdown import finished
from .output import printable

SECONDS_BETWEEN_DRAWINGS = 0.04


class View(Protocol):
    """What shows an answer, piece by piece."""

    def text(self, piece: str) -> None:
        """More of the text."""

    def thinking(self, piece: str) -> None:
        """More of the thinking."""

    def note(self, line: str) -> None:
        """A line about the answer: a tool that is called, an interruption."""

    def end(self) -> None:
        """Nothing more comes; may be called twice."""


class Plain:
    """The bare text on standard output; everything else on standard error, if anywhere."""

    def __init__(self, show_thinking: bool = False) -> None:
        self._show_thinking = show_thinking
        self._last = "\n"

    def text(self, piece: str) -> None:
        """Write it at once."""
        if piece:
            self._last = piece[-1]
            click.echo(printable(piece), nl=False)

    def thinking(self, piece: str) -> None:
        """Write it to standard error, if wanted."""
        if self._show_thinking:
            click.echo(printable(piece), nl=False, err=True)

    def note(self, line: str) -> None:
        """Only for people who watch."""
        if sys.stderr.isatty():
            click.echo(printable(line), err=True)

    def end(self) -> None:
        """End the last line."""
        if self._last != "\n":
            self._last = "\n"
            click.echo()


class Nothing:
    """Shows nothing, for answers that are written as a whole at the end."""

    def text(self, piece: str) -> None:
        """Not shown."""

    def thinking(self, piece: str) -> None:
        """Not shown."""

    def note(self, line: str) -> None:
        """Not shown."""

    def end(self) -> None:
        """Nothing to end."""


class Terminal:
    """Markdown: finished blocks are printed for good, the rest is drawn anew as it grows."""

    def __init__(self, show_thinking: bool = False) -> None:
        from rich.console import Console  # slow

        self.console: Any = Console(highlight=False)
        self._show_thinking = show_thinking
        self._live: Any = None
        self._pending = ""
        self._thought = ""
        self._since = 0.0
        self._drawn = 0.0

    def text(self, piece: str) -> None:
        """Print what is finished, draw what is not."""
        from rich.markdown import Markdown

        self._fold()
        self._pending += printable(piece)
        cut = finished(self._pending)
        if cut:
            self._stop()
            self.console.print(Markdown(self._pending[:cut]))
            self.console.print()
            self._pending = self._pending[cut:]
        self._draw(Markdown(self._pending))

    def thinking(self, piece: str) -> None:
        """Draw how much there is of it, or all."""
        from rich.text import Text

        if not self._thought:
            self._since = time.monotonic()
        self._thought += piece
        words = len(self._thought.split())
        shown = printable(self._thought) if self._show_thinking else f"Thinking … {words} words"
        self._draw(Text(shown, style="dim italic"))

    def note(self, line: str) -> None:
        """A dim line."""
        from rich.text import Text

        self.end()
        self.console.print(Text(printable(line), style="dim"))

    def end(self) -> None:
        """Print what was only drawn."""
        from rich.markdown import Markdown

        self._fold()
        self._stop()
        if self._pending.strip():
            self.console.print(Markdown(self._pending))
        self._pending = ""

    def _fold(self) -> None:
        if not self._thought:
            return
        from rich.text import Text

        words, seconds = len(self._thought.split()), time.monotonic() - self._since
        self._stop()
        if self._show_thinking:
            self.console.print(Text(printable(self._thought), style="dim italic"))
        else:
            self.console.print(Text(f"▸ Thought for {seconds:.0f} s, {words} words", style="dim italic"))
        self._thought = ""

    def _draw(self, drawing: Any) -> None:
        """Draw at most so many times a second, and never from another thread, which would get between two prints."""
        if self._live is None:
            from rich.live import Live

            self._live = Live(console=self.console, auto_refresh=False, transient=True, vertical_overflow="ellipsis")
            self._live.start()
        now = time.monotonic()
        self._live.update(drawing, refresh=now - self._drawn > SECONDS_BETWEEN_DRAWINGS)
        if now - self._drawn > SECONDS_BETWEEN_DRAWINGS:
            self._drawn = now

    def _stop(self) -> None:
        if self._live is not None:
            from rich.text import Text

            self._live.update(Text(""))
            self._live.stop()
            self._live = None


def view(*, markdown: bool = True, show_thinking: bool = False) -> View:
    """The view that suits standard output."""
    can_draw = sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
    return Terminal(show_thinking) if markdown and can_draw else Plain(show_thinking)
