"""`--tool module:function`: Python functions that the model may call, with the rights of this process."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import inspect
import json
import sys
import typing
from typing import Any, Callable, Mapping, Sequence

from .failures import Failure
from .imports import imported


@dataclasses.dataclass(frozen=True)
class Tool:
    """A function with what the model is told of it."""

    name: str
    description: str
    function: Callable[..., Any]
    arguments: Any
    """A pydantic model of its parameters."""

    def definition(self) -> Mapping[str, Any]:
        """The tool as the API wants it."""
        schema = self.arguments.model_json_schema()
        schema.pop("title", None)
        return {"name": self.name, "description": self.description, "input_schema": schema}

    def run(self, given: object) -> tuple[str, bool]:
        """What a call gives, as text, and whether it failed; the model gets to know of a failure."""
        try:
            checked: Any = self.arguments.model_validate(given)
            values: dict[str, Any] = {name: getattr(checked, name) for name in self.arguments.model_fields}
            with contextlib.redirect_stdout(sys.stderr):  # standard output is for the answer
                result = self.function(**values)
                if inspect.isawaitable(result):
                    result = asyncio.run(_awaited(result))
        except (Exception, SystemExit) as error:  # whatever a tool raises is an answer to the model
            return f"{type(error).__name__}: {error}", True
        return (result if isinstance(result, str) else json.dumps(result, default=str, ensure_ascii=False)), False


async def _awaited(result: Any) -> Any:
    return await result


def load_tool(path: str) -> Tool:
    """The tool of `module:function`. Raises: Failure for what is no function with typed parameters."""
    import pydantic  # with the client anyway

    function = imported(path, "--tool")
    if not callable(function):
        raise Failure(f"--tool {path!r} is not a function.", 2)
    hints = typing.get_type_hints(function)
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise Failure(f"--tool {path!r}: the model needs the names of all parameters, not *{name}.", 2)
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[name] = (hints.get(name, Any), default)
    name = getattr(function, "__name__", path.partition(":")[2])
    return Tool(name, inspect.getdoc(function) or name, function, pydantic.create_model(name, **fields))


def load_tools(paths: Sequence[str]) -> dict[str, Tool]:
    """Tools by name. Raises: Failure, also where two have one name."""
    tools: dict[str, Tool] = {}
    for path in paths:
        tool = load_tool(path)
        if tool.name in tools:
            raise Failure(f"Two tools are named {tool.name!r}.", 2)
        tools[tool.name] = tool
    return tools
