"""A conversation with its tools and its place in the history: what `ask` and `chat` share."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING, Any, Callable, Generator, List, Mapping, cast

from .history import History, Outcome
from .output import plain
from .tools import Tool

if TYPE_CHECKING:
    from anthropic import Anthropic

    from .render import View

MAX_ROUNDS = 25
"""Answers to one question, as long as the model goes on calling tools."""
Messages = List[Mapping[str, Any]]


@dataclasses.dataclass
class Conversation:
    """What has been said, and how to go on."""

    client: Anthropic
    model: str
    params: dict[str, Any]
    """Parameters of every request beside model and messages."""
    tools: Mapping[str, Tool]
    provider: str
    history: History | None = None
    id: str | None = None
    messages: Messages = dataclasses.field(default_factory=lambda: cast("Messages", []))

    def resume(self, id_: str) -> None:
        """Take up a conversation of the history."""
        assert self.history is not None
        self.id = id_
        turns = self.history.turns(id_)
        self.messages = repaired([{"role": turn["role"], "content": turn["content"]} for turn in turns])

    def ask(self, content: Any, view: View) -> Answer:
        """Say something; the answer, after all tools that the model called. What came is kept even where it breaks off.

        Raises: APIError.
        """
        from anthropic import BadRequestError, MissingCredentialsError, RequestTooLargeError  # with the client anyway

        turn = self._keep("user", content)
        try:
            answer = self._answer(view)
        except (BadRequestError, MissingCredentialsError, RequestTooLargeError):
            self._take_back(turn)  # it would be refused in every later request too, or was never sent
            raise
        for _ in range(MAX_ROUNDS):
            results = self._results(answer, view) if answer.wants_tools else []
            if not results:
                return answer
            self._keep("user", results)
            answer = self._answer(view)
        view.note(f"Stopped after {MAX_ROUNDS} rounds of tools.")
        return answer

    def _answer(self, view: View) -> Answer:
        request: dict[str, Any] = {**self.params, "model": self.model, "messages": self.messages}
        if self.tools:
            request["tools"] = [tool.definition() for tool in self.tools.values()]
        answer = Answer()
        try:
            with _what_came_is_kept(self, answer), self.client.messages.stream(**request) as stream:
                answer.stream = stream
                _show(stream, view)
                answer.complete = True
        except KeyboardInterrupt:
            view.end()
            view.note("Stopped; what had come is kept.")
        finally:
            view.end()
        return answer

    def _results(self, answer: Answer, view: View) -> list[Mapping[str, Any]]:
        results: list[Mapping[str, Any]] = []
        for block in answer.content:
            if block.get("type") == "tool_use":
                name, given = block["name"], block["input"]
                view.note(f"⚙ {name}({json.dumps(given, ensure_ascii=False)})")
                tool = self.tools.get(name)
                text, failed = tool.run(given) if tool else (f"There is no tool {name!r}.", True)
                result = {"type": "tool_result", "tool_use_id": block["id"], "content": text}
                results.append({**result, "is_error": True} if failed else result)
        return results

    def _keep(self, role: str, content: Any, outcome: Outcome = Outcome()) -> int | None:
        """Keep one turn; gives its number in the history."""
        self.messages.append({"role": role, "content": content})
        if self.history is not None:
            if self.id is None:
                from .history import text_of

                system = self.params.get("system")
                first_line = (text_of(content).strip().splitlines() or [""])[-1]
                self.id = self.history.start(first_line, system if isinstance(system, str) else None)
            return self.history.add(self.id, role, content, outcome)
        return None

    def _take_back(self, turn: int | None) -> None:
        """Forget the last turn."""
        self.messages.pop()
        if self.history is not None and turn is not None:
            self.history.take_back(turn)
            if self.id is not None and self.history.find(self.id) is None:
                self.id = None  # it was the first turn

    def repair(self) -> None:
        """Forget tool calls without results, as an interruption leaves them."""
        self.messages = repaired(self.messages)

    def keep_answer(self, answer: Answer) -> None:
        """Keep what came of an answer; nothing where nothing came."""
        message = answer.message
        if message is None:
            return
        answer.content = [cast("dict[str, Any]", plain(block)) for block in message.content]
        content = answer.content if answer.complete else usable(answer.content)
        if content:
            usage = cast("Mapping[str, Any]", plain(message.usage))
            outcome = Outcome(
                model=message.model,
                provider=self.provider,
                usage=usage,
                request_id=answer.request_id,
                stop_reason=message.stop_reason,
                complete=answer.complete,
            )
            self._keep("assistant", content, outcome)


@dataclasses.dataclass
class Answer:
    """An answer, whole or as far as it came."""

    stream: Any = None
    complete: bool = False
    content: list[dict[str, Any]] = dataclasses.field(default_factory=lambda: cast("list[dict[str, Any]]", []))

    @property
    def message(self) -> Any:
        """The message as far as it came; `None` where nothing did."""
        try:
            return None if self.stream is None else self.stream.current_message_snapshot
        except AssertionError:
            return None

    @property
    def request_id(self) -> str | None:
        """The server's name of the request."""
        return None if self.stream is None else self.stream.request_id

    @property
    def wants_tools(self) -> bool:
        """Whether the model waits for results."""
        return self.complete and self.message is not None and self.message.stop_reason == "tool_use"

    @property
    def text(self) -> str:
        """The text of all its blocks."""
        return "".join(block["text"] for block in self.content if block.get("type") == "text")


@contextlib.contextmanager
def _what_came_is_kept(conversation: Conversation, answer: Answer) -> Generator[None, None, None]:
    try:
        yield
    finally:
        conversation.keep_answer(answer)


def _show(stream: Any, view: View) -> None:
    show: Mapping[str, Callable[[Any], None]] = {
        "text": lambda event: view.text(event.text),
        "thinking": lambda event: view.thinking(event.thinking),
    }
    for event in stream:
        if event.type in show:
            show[event.type](event)


def usable(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of a broken-off answer that can be sent back: text; no half thought or half tool call."""
    return [block for block in content if block.get("type") == "text" and str(block.get("text", "")).strip()]


def repaired(messages: Messages) -> Messages:
    """A conversation without tool calls that have no result, as an interruption leaves them."""
    answered = {
        block["tool_use_id"] for message in messages for block in _blocks(message) if block.get("type") == "tool_result"
    }
    whole: Messages = []
    for message in messages:
        content = message["content"]
        if not isinstance(content, str):
            content = [b for b in content if b.get("type") != "tool_use" or b["id"] in answered]
        if content:
            whole.append({**message, "content": content})
    return whole


def _blocks(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    content = message["content"]
    return [] if isinstance(content, str) else content
