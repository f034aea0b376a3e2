"""The loop of a tool runner, as a flow: ask the model, run its tools, ask again. Every decision, no I/O.

The flow keeps nothing to itself: whatever interrupts it, a new one goes on from the state.
"""

from __future__ import annotations

import dataclasses
import warnings
from typing import Any, Dict, Iterator, List, Mapping, Sequence

from typing_extensions import TypeAlias

from ..function_tools.results import result_block
from ..runner_request import DEFAULT_THRESHOLD, Approval, CompactionControl
from ..types import BetaMessageParam, BetaToolResultBlockParam, BetaToolUseBlock
from .state import RunnerState

SUMMARY_PROMPT = """\
The conversation is about to be cut off here, and your answer will be all that is left of it. Write down what is needed
to go on: what was asked for and what counts as done; what has been found out and decided, with names, numbers, paths
and ids exactly as they are; what was tried and did not work; what is left to do, and the next step. Leave out what no
longer matters. Put it between <summary> and </summary>."""


class Command:
    """One thing that the flow asks for. What it gives is put into `reply` before the flow goes on."""

    reply: Any = None


@dataclasses.dataclass
class Ask(Command):
    """Ask for the next message; the reply is the message."""

    params: Mapping[str, Any]


@dataclasses.dataclass
class Show(Command):
    """Hand the message to the caller, who may change the state before going on."""

    message: Any


@dataclasses.dataclass
class Approve(Command):
    """Ask whether a tool may run; the reply is true, false, or the reason why not."""

    use: BetaToolUseBlock


@dataclasses.dataclass
class RunTools(Command):
    """Run tools, putting each answer into `results` as soon as it is there."""

    uses: Sequence[BetaToolUseBlock]
    results: Dict[str, Any]


@dataclasses.dataclass
class Summarize(Command):
    """Ask for a summary of the conversation, unseen by the caller; the reply is the message."""

    params: Mapping[str, Any]


Flow: TypeAlias = Iterator[Command]


@dataclasses.dataclass(frozen=True)
class Settings:
    """What a runner was told, beside the parameters of the message."""

    tools: Mapping[str, Any]
    """Those that can run, by name."""
    max_iterations: int | None = None
    compaction_control: CompactionControl | None = None
    max_parallel_tools: int | None = None
    tool_timeout: float | None = None
    approve: Approval | None = None

    def __post_init__(self) -> None:
        for name in ("max_parallel_tools", "tool_timeout"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be more than 0, not {value!r}.")


def turns(state: RunnerState, settings: Settings) -> Flow:
    """All turns, from where the state is."""
    while not state.done:
        if not state.pending:
            if settings.max_iterations is not None and state.iterations >= settings.max_iterations:
                return
            asked = Ask(state.params)
            yield asked
            state.message = asked.reply
            state.pending, state.modified = True, False
            state.iterations += 1
            state.results.clear()
            yield Show(state.message)
        is_paused = state.message is not None and state.message.stop_reason == "pause_turn"
        if not tool_uses(state) and (state.modified or not is_paused):
            state.pending = False
            state.done = not state.modified
            return
        if not state.modified:
            yield from answers(state, settings)
            state.append(state.message, *filter(None, [answer_message(state)]))
            keep_container(state)
        state.pending = False
        if settings.compaction_control and is_compaction_due(state, settings.compaction_control):
            yield from compact(state, settings.compaction_control)


def keep_container(state: RunnerState) -> None:
    """Go on in the sandbox that the last answer used: code in it may wait for the results of tools."""
    container = None if state.message is None else state.message.container
    if container is not None:
        given = state.params.get("container")
        state.params["container"] = {**given, "id": container.id} if isinstance(given, dict) else container.id


def tool_uses(state: RunnerState) -> List[BetaToolUseBlock]:
    """The uses of tools that the last answer waits for."""
    if state.message is None or not state.pending:
        return []
    return [block for block in state.message.content if block.type == "tool_use"]


def answers(state: RunnerState, settings: Settings) -> Flow:
    """Run the tools of the last answer, each once only."""
    ready: List[BetaToolUseBlock] = []
    for use in tool_uses(state):
        if use.id in state.results:
            continue
        if use.name not in settings.tools:
            state.results[use.id] = _unknown(use, settings)
            continue
        asked = Approve(use)
        if settings.approve is not None:
            yield asked
        if settings.approve is None or asked.reply is True:
            ready.append(use)
        else:
            reason = asked.reply if isinstance(asked.reply, str) else f"The use of {use.name} was not allowed."
            state.results[use.id] = result_block(use.id, reason, is_error=True)
    if ready:
        yield RunTools(ready, state.results)


def answer_message(state: RunnerState) -> BetaMessageParam | None:
    """The message with the results of the tools of the last answer; `None` where it uses none."""
    results = [state.results[use.id] for use in tool_uses(state)]
    return {"role": "user", "content": results} if results else None


def _unknown(use: BetaToolUseBlock, settings: Settings) -> BetaToolResultBlockParam:
    known = ", ".join(settings.tools) or "none"
    warnings.warn(
        f"The model used {use.name!r}, which the tool runner cannot run (it has: {known}). Decorate the function, or "
        "answer with append_messages().",
        stacklevel=4,
    )
    return result_block(use.id, f"There is no tool {use.name!r}. The tools that can be used: {known}.", is_error=True)


def is_compaction_due(state: RunnerState, control: CompactionControl) -> bool:
    """Whether the last turn used as many tokens as the conversation may grow to."""
    if not control["enabled"] or state.message is None:
        return False
    usage = state.message.usage
    used = usage.input_tokens + usage.output_tokens
    used += (usage.cache_creation_input_tokens or 0) + (usage.cache_read_input_tokens or 0)
    return used >= control.get("context_token_threshold", DEFAULT_THRESHOLD)


def compact(state: RunnerState, control: CompactionControl) -> Flow:
    """Replace the history by a summary of it. Raises: RuntimeError where the model writes none; the history stays."""
    params = state.params
    request = {"role": "user", "content": control.get("summary_prompt", SUMMARY_PROMPT)}
    kept = ("max_tokens", "betas", "user_profile_id", "inference_geo", "service_tier", "metadata", "system", "tools")
    asked = Summarize(
        {
            **{key: params[key] for key in kept if key in params},
            **({"tool_choice": {"type": "none"}} if params.get("tools") else {}),
            "model": control.get("model", params["model"]),
            "messages": [*params["messages"], request],
        }
    )
    yield asked
    message = asked.reply
    text = "".join(block.text for block in message.content if block.type == "text")
    if not text.strip():
        raise RuntimeError(f"There is no summary to go on from: the model stopped with {message.stop_reason!r}.")
    params["messages"] = [{"role": "user", "content": [{"type": "text", "text": text}]}]
