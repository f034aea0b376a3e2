"""The options that `ask` and `chat` share, and the conversation that they make."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Sequence, TypeVar, cast

import click

from .failures import Failure, reason
from .history import History
from .options import connects
from .settings import Connection
from .values import Structured, TextOrStructured, any_file, at_file, structured

F = TypeVar("F", bound=Callable[..., Any])
MAX_TOKENS = 8192
EFFORTS = ("low", "medium", "high", "xhigh", "max")

_OPTIONS = (
    click.option("--model", "-m", metavar="MODEL", help="The model that answers."),
    click.option("--system", "-s", type=TextOrStructured(), help="Instructions: text, @file, or JSON text blocks."),
    click.option("--max-tokens", type=click.IntRange(1), metavar="N", help=f"The longest answer [{MAX_TOKENS}]."),
    click.option("--temperature", type=float, help="How much chance plays a part, 0 to 1."),
    click.option("--thinking", metavar="HOW", help="off, adaptive, or a number of tokens."),
    click.option("--effort", type=click.Choice(EFFORTS), help="How much work goes into the answer."),
    click.option(
        "--attach",
        "-a",
        multiple=True,
        metavar="SOURCE",
        shell_complete=any_file,
        help="File, image, PDF, address, file id, or -.",
    ),
    click.option("--tool", "-t", "tools", multiple=True, metavar="MODULE:FUNCTION", help="The model may call it."),
    click.option(
        "--param",
        "-p",
        multiple=True,
        metavar="KEY=VALUE",
        shell_complete=at_file,
        help="Any other parameter; VALUE is JSON or text.",
    ),
    click.option("--continue", "-c", "go_on", is_flag=True, help="Go on with the last conversation."),
    click.option("--conversation", metavar="ID", help="Go on with this one; `anthropic history list` shows them."),
    click.option("--no-history", is_flag=True, help="Keep nothing of this."),
    click.option("--no-markdown", is_flag=True, help="Show the text as it comes, in a terminal too."),
    click.option("--show-thinking", is_flag=True, help="Show thinking in full."),
)


def talks(function: F) -> F:
    """Add the options of a conversation and of its connection."""
    decorated: Any = connects(function)
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return cast(F, decorated)


def request_params(connection: Connection, values: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters of each request, from options and profile. Raises: click.UsageError."""
    profile = connection.profile
    params: dict[str, Any] = {"max_tokens": values["max_tokens"] or int(profile.get("max_tokens", MAX_TOKENS))}
    system = values["system"] or profile.get("system")
    if system:
        params["system"] = system
    if values["temperature"] is not None:
        params["temperature"] = values["temperature"]
    thinking = _thinking(values["thinking"])
    if thinking is not None:
        params["thinking"] = thinking
        budget = thinking.get("budget_tokens", 0)
        if budget >= params["max_tokens"]:
            params["max_tokens"] = budget + MAX_TOKENS
    if values["effort"]:
        params["output_config"] = {"effort": values["effort"]}
    params.update(map(_param, values["param"]))
    return params


def _thinking(how: str | None) -> dict[str, Any] | None:
    if how is None:
        return None
    if how == "off":
        return {"type": "disabled"}
    if how == "adaptive":
        return {"type": "adaptive"}
    if how.isdigit():
        return {"type": "enabled", "budget_tokens": int(how)}
    raise click.BadParameter(f"{how!r} is neither off nor adaptive nor a number.", param_hint="--thinking")


def _param(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} is not KEY=VALUE.", param_hint="--param")
    if value.startswith("@") or value == "-":
        return key.replace("-", "_"), Structured().convert(value, None, None)
    try:
        return key.replace("-", "_"), structured(value)
    except ValueError:
        return key.replace("-", "_"), value


def open_conversation(connection: Connection, client: Any, values: Mapping[str, Any], params: dict[str, Any]) -> Any:
    """The conversation that the options ask for. Raises: Failure."""
    from .conversation import Conversation
    from .tools import load_tools

    resumes: bool = values["go_on"] or values["conversation"] is not None
    history = None if values["no_history"] else _history(needed=resumes)
    conversation = Conversation(
        client=client,
        model=connection.model(values["model"]),
        params=params,
        tools=load_tools(values["tools"]),
        provider=connection.provider,
        history=history,
    )
    if resumes:
        if history is None:
            raise Failure("--no-history has nothing to go on with.", 2)
        take_up(conversation, history, values["conversation"])
    return conversation


def _history(*, needed: bool) -> History | None:
    """The history; `None`, with a warning, where none can be kept and nothing of it is needed.

    Raises: Failure, OSError.
    """
    try:
        return History.of_command()
    except (OSError, Failure) as error:
        if needed:
            raise
        click.echo(f"Warning: nothing of this is kept. {reason(error)}", err=True)
        return None


def take_up(conversation: Any, history: History, wanted: str | None) -> None:
    """Continue a conversation of the history, with its instructions. Raises: Failure."""
    id_ = history.latest() if wanted is None else wanted
    found = None if id_ is None else history.find(id_)
    if found is None:
        raise Failure("There is no conversation yet." if id_ is None else f"There is no conversation {id_!r}.", 4)
    conversation.resume(found["id"])
    if found["system"]:
        conversation.params.setdefault("system", found["system"])


def content_of(text: str, attached: Sequence[Mapping[str, Any]]) -> Any:
    """The content of a turn: bare text where nothing is attached."""
    if not attached:
        return text
    return [*attached, *([{"type": "text", "text": text}] if text else [])]
