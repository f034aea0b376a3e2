"""`anthropic chat`: a conversation in the terminal."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import Any, Callable, Iterator, Mapping

import click

from .attachments import attachment
from .failures import Failure, failure_of
from .options import connection_of
from .render import View, view
from .talk import content_of, open_conversation, request_params, take_up, talks

HELP = """\
/attach SOURCE    add a file, image, PDF or address to what you say next
/model [MODEL]    show or change the model
/system [TEXT]    set the instructions, or drop them
/thinking         show or fold thinking from now on
/search WORDS     search the history
/resume ID        go on with another conversation
/new              begin a new one
/quit             end (Ctrl-D does too)
A line that ends with \\ goes on in the next one. Ctrl-C stops an answer; what had come is kept."""


class Chat:
    """The loop: a line from the person, an answer from the model."""

    def __init__(self, conversation: Any, attached: list[Mapping[str, Any]], markdown: bool, thinking: bool) -> None:
        self.conversation = conversation
        self.attached = attached
        self.markdown = markdown
        self.thinking = thinking
        self.commands: Mapping[str, Callable[[str], None]] = {
            "help": lambda _: click.echo(HELP),
            "attach": self.attach,
            "model": self.model,
            "system": self.system,
            "thinking": self.fold,
            "search": self.search,
            "resume": self.resume,
            "new": self.new,
        }

    def run(self, lines: Iterator[str]) -> None:
        """Take lines to their end or `/quit`."""
        for line in lines:
            if line.strip() in ("/quit", "/exit"):
                return
            try:
                if line.startswith("/"):
                    self.command(line)
                elif line.strip() or self.attached:
                    self.say(line)
            except click.exceptions.Exit:
                raise
            except KeyboardInterrupt:  # while a tool was at work; during an answer it does not come here
                self.conversation.repair()
                click.echo("Stopped.", err=True)
            except Exception as error:  # a failed answer does not end the conversation
                if not sys.stdin.isatty():
                    raise
                failure_of(error).show()

    def say(self, line: str) -> None:
        """One turn."""
        content = content_of(line, self.attached)
        self.attached = []
        self.conversation.ask(content, self.view())

    def view(self) -> View:
        """How answers are shown now."""
        return view(markdown=self.markdown, show_thinking=self.thinking)

    def command(self, line: str) -> None:
        """A line that begins with a slash."""
        name, _, rest = line[1:].partition(" ")
        if name in self.commands:
            self.commands[name](rest.strip())
        else:
            click.echo(f"There is no /{name}; /help tells what there is.", err=True)

    def attach(self, source: str) -> None:
        """`/attach SOURCE`; a terminal that a file is dropped on puts its name in quotes."""
        if not os.path.exists(source) and source[:1] in ("'", '"') and source[-1:] == source[:1]:
            source = source[1:-1]
        self.attached.append(attachment(source))
        click.echo(f"{source} goes with what you say next.", err=True)

    def model(self, name: str) -> None:
        """`/model [MODEL]`."""
        self.conversation.model = name or self.conversation.model
        click.echo(self.conversation.model)

    def system(self, text: str) -> None:
        """`/system [TEXT]`."""
        self.conversation.params.pop("system", None)
        if text:
            self.conversation.params["system"] = text
        click.echo("The instructions are set." if text else "There are no instructions.", err=True)

    def fold(self, _: str) -> None:
        """`/thinking`."""
        self.thinking = not self.thinking
        click.echo("Thinking is shown in full." if self.thinking else "Thinking is folded.", err=True)

    def search(self, words: str) -> None:
        """`/search WORDS`."""
        from .output import write_table

        if self.conversation.history is not None and words:
            write_table(list(self.conversation.history.search(words, 10)))

    def resume(self, id_: str) -> None:
        """`/resume ID`."""
        if self.conversation.history is None:
            raise Failure("This conversation keeps no history.", 2)
        take_up(self.conversation, self.conversation.history, id_ or None)
        click.echo(f"Going on with {self.conversation.id}.", err=True)

    def new(self, _: str) -> None:
        """`/new`."""
        self.conversation.id, self.conversation.messages = None, []


def lines_of_terminal() -> Iterator[str]:
    """What a person types, line by line; Ctrl-C drops a line, Ctrl-D ends."""
    with contextlib.suppress(ImportError):  # Windows has none, and edits lines itself
        importlib.import_module("readline")  # editing and recall, by being imported

    collected = ""
    while True:
        try:
            line = input("… " if collected else "❯ ")
        except EOFError:
            click.echo()
            return
        except KeyboardInterrupt:
            click.echo()
            collected = ""
            continue
        if line.endswith("\\"):
            collected += line[:-1] + "\n"
            continue
        yield collected + line
        collected = ""


@click.command(short_help="Hold a conversation in the terminal.")
@click.argument("prompt", nargs=-1)
@talks
def chat(prompt: tuple[str, ...], **values: Any) -> None:
    """Hold a conversation. PROMPT, if given, is said first; /help tells what else there is.

    From a pipe, each line is one turn.
    """
    connection = connection_of(click.get_current_context())
    params = request_params(connection, values)
    attached: list[Mapping[str, Any]] = [attachment(source) for source in values["attach"]]
    with connection.client() as client:
        conversation = open_conversation(connection, client, values, params)
        talk = Chat(conversation, attached, not values["no_markdown"], values["show_thinking"])
        if sys.stdin.isatty():
            click.echo(f"{conversation.model} · /help · Ctrl-D ends", err=True)
        talk.run(_all_lines(" ".join(prompt)))
    if conversation.id is not None and sys.stdin.isatty():
        click.echo(f"Go on with: anthropic chat --conversation {conversation.id}", err=True)


def _all_lines(first: str) -> Iterator[str]:
    if first:
        yield first
    if sys.stdin.isatty():
        yield from lines_of_terminal()
    else:
        from .values import decoded, stdin_bytes

        text = decoded(stdin_bytes()).rstrip("\n")
        yield from text.split("\n") if text else ()
