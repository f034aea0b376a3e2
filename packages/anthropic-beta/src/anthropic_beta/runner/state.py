"""How far a tool runner has come: everything that it needs to go on, also in another process. No I/O here."""

from __future__ import annotations

import dataclasses
from typing import Any, Dict, cast

from pydantic_core import from_json

from anthropic.endpoint import BaseModel
from anthropic.provider import encode_json

from ..types.parsed_beta_message import ParsedBetaMessage

VERSION = 1


@dataclasses.dataclass
class RunnerState:
    """The state of a tool runner."""

    params: Dict[str, Any]
    """Parameters of the next request, with the whole history in `messages`."""
    iterations: int = 0
    """Requests sent, those for summaries not counted."""
    message: ParsedBetaMessage[Any] | None = None
    """The last answer."""
    pending: bool = False
    """Whether it is not in the history yet, because its tools have not all run or the caller looks at it."""
    results: Dict[str, Any] = dataclasses.field(default_factory=lambda: cast("Dict[str, Any]", {}))
    """Blocks that answer tools of the last answer, by the id of the use."""
    modified: bool = False
    """Whether the caller added messages while it was pending, so that nothing is added for it."""
    done: bool = False

    def append(self, *messages: Any) -> None:
        """Add messages to the history. The list that the caller passed stays as it is."""
        self.params["messages"] = [*self.params["messages"], *map(as_message_param, messages)]

    def to_json(self) -> str:
        """The state as JSON text."""
        return encode_json({"version": VERSION, **vars(self)}).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> RunnerState:
        """The state of JSON text. Raises: ValueError where it is of another release or none at all."""
        saved: Any = from_json(text)
        fields = cast("Dict[str, Any]", saved if isinstance(saved, dict) else {})
        if fields.pop("version", None) != VERSION:
            raise ValueError(f"This is no state of a tool runner of version {VERSION}.")
        if fields["message"] is not None:
            fields["message"] = ParsedBetaMessage.model_validate(fields["message"])
        return cls(**fields)


def as_message_param(message: Any) -> Dict[str, Any]:
    """A message to send: an answer becomes a turn of the assistant, its blocks as they came."""
    if isinstance(message, BaseModel):
        answer: Any = message
        return {"role": answer.role, "content": list(answer.content)}
    return cast("Dict[str, Any]", message)
