"""`anthropic ask`: one question, one answer; made for pipes."""

from __future__ import annotations

import sys
from typing import Any, Mapping

import click

from .attachments import attachment, block_of, media_type, piped, text_of
from .failures import Failure, exit_code
from .options import connection_of
from .output import select_option, write_one
from .render import Nothing, view
from .talk import content_of, open_conversation, request_params, talks
from .values import any_file, is_watched


@click.command(short_help="Ask one question; pipes in and out.")
@click.argument("prompt", nargs=-1)
@click.option(
    "--schema",
    metavar="SCHEMA",
    shell_complete=any_file,
    help="The answer is JSON of this form: schema, @file, or module:Type.",
)
@click.option("--output", "-o", type=click.Choice(["text", "json", "yaml"]), default="text", help="json: the message.")
@select_option
@talks
def ask(prompt: tuple[str, ...], schema: str | None, output: str, select: str | None, **values: Any) -> None:
    """Ask one question.

    What is piped in comes before the PROMPT: text as it is, an image or PDF as an attachment. The answer's text goes to
    standard output, everything else to standard error.

    \b
    anthropic ask "Why is the sky blue?"
    git diff | anthropic ask "Write a commit message"
    anthropic ask -a photo.jpg --schema '{"type": "object", …}' "What is in it?"
    """
    connection = connection_of(click.get_current_context())
    params = request_params(connection, values)
    if schema:
        from .schemas import format_of

        params["output_config"] = {**params.get("output_config", {}), "format": format_of(schema)}
    content = _content(" ".join(prompt), values["attach"])
    whole = output != "text" or select is not None
    shown = (
        Nothing()
        if whole
        else view(markdown=not (values["no_markdown"] or schema), show_thinking=values["show_thinking"])
    )
    with connection.client() as client:
        conversation = open_conversation(connection, client, values, params)
        answer = conversation.ask(content, shown)
        if whole and answer.message is not None:
            write_one(_selected(answer, schema), "yaml" if output == "yaml" else "auto", select)
    if not answer.complete:
        raise click.exceptions.Exit(exit_code(KeyboardInterrupt()))
    if schema:
        _check(answer)


def _selected(answer: Any, schema: str | None) -> object:
    """The message; with a schema, its value."""
    if schema is None:
        return answer.message
    import json

    _check(answer)
    return json.loads(answer.text)


def _check(answer: Any) -> None:
    from .schemas import checked

    if answer.message.stop_reason == "max_tokens":
        raise Failure("The answer is cut off: it needs more --max-tokens.", 9)
    checked(answer.text)


def _content(prompt: str, sources: tuple[str, ...]) -> Any:
    """What is said: the pipe, then the words of the command line, beside the attachments."""
    attached: list[Mapping[str, Any]] = [attachment(source) for source in sources]
    if "-" not in sources and not is_watched(sys.stdin):
        data = piped()
        text = None if media_type(data) else text_of(data)
        if text is None:
            attached.append(block_of(data, "standard input"))
        elif text.strip():
            prompt = f"{text.rstrip()}\n\n{prompt}" if prompt else text
    if not prompt and not attached:
        raise click.UsageError("What is the question? Give a PROMPT, or pipe one in.")
    return content_of(prompt, attached)
