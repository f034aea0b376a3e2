"""Functions as tools: what describes them to the model, how they are called, and what their results become."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any, Dict, List, Optional, Union

import anyio
import pydantic
import pytest
from scripted import MESSAGE, REQUEST, Server, World
from typing_extensions import Annotated, Literal, TypedDict

from anthropic import beta_async_tool, beta_tool
from anthropic.lib.tools import BetaFunctionTool, ToolError
from anthropic_beta.function_tools.results import error_block, result_block, result_content


class Point(pydantic.BaseModel):
    """A point."""

    x: int
    y: float = 1.0


@dataclasses.dataclass
class Span:
    start: str
    end: Optional[str] = None


class Options(TypedDict, total=False):
    deep: bool


@beta_tool
def search(  # noqa: D417  # not every argument needs words
    query: str,
    unit: Literal["m", "km"],
    near: Point,
    span: Span,
    options: Options,
    limit: Annotated[int, pydantic.Field(ge=1, description="How many.")] = 3,
    tags: List[str] = [],  # noqa: B006
    place: Union[str, None] = None,
) -> str:
    """Search for a place.

    It looks everywhere.

    Args:
        query: What to look for,
            in words.
        limit: Not this.
        place: Where.

    Returns:
        The places.
    """
    return f"{query} {unit} {near!r} {span!r} {options} {limit} {tags} {place}"


def test_schema_from_annotations_and_docstring() -> None:
    """Types, defaults, required arguments and descriptions are in the schema; the docstring describes the tool."""
    param: Any = search.to_dict()
    assert param["name"] == "search"
    assert param["description"] == "Search for a place.\n\nIt looks everywhere."
    schema = param["input_schema"]
    assert schema["required"] == ["query", "unit", "near", "span", "options"]
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert properties["query"]["description"] == "What to look for,\nin words."
    assert properties["unit"] == {"enum": ["m", "km"], "title": "Unit", "type": "string"}
    assert properties["limit"] == {
        "default": 3,
        "description": "How many.",
        "minimum": 1,
        "title": "Limit",
        "type": "integer",
    }
    assert properties["place"]["default"] is None
    assert properties["near"] == {"$ref": "#/$defs/Point"}
    assert set(schema["$defs"]) == {"Point", "Span", "Options"}


def test_arguments_come_as_their_types() -> None:
    """What the model writes is converted: models, dataclasses, dictionaries."""
    input = {"query": "q", "unit": "m", "near": {"x": "1"}, "span": {"start": "a"}, "options": {"deep": True}}
    assert search.call(input) == f"q m {Point(x=1)!r} {Span('a')!r} {{'deep': True}} 3 [] None"


def test_a_wrong_input_tells_the_model_what_to_mend() -> None:
    """Each argument that does not fit is named, with what came, so that the model can call again."""
    with pytest.raises(ToolError) as caught:
        search.call({"query": "q", "unit": "miles", "near": {"x": "far"}, "span": {"start": "a"}})
    told = str(caught.value)
    assert "unit: Input should be 'm' or 'km', got 'miles'" in told
    assert "near.x: Input should be a valid integer" in told
    assert "options: Field required" in told
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("input", [[1], "x", None])
def test_an_input_that_is_no_dictionary(input: object) -> None:
    """The input of a tool is a dictionary."""
    with pytest.raises(TypeError, match="dictionary"):
        search.call(input)


def test_an_unknown_argument() -> None:
    """An argument that the function does not have is told, not dropped."""

    @beta_tool
    def add(a: int) -> int:
        return a

    with pytest.raises(ToolError, match="no argument 'b'"):
        add.call({"a": 1, "b": 2})


def test_calling_it_is_calling_the_function() -> None:
    """A direct call takes positional arguments, and raises what the function raises."""

    @beta_tool
    def divide(a: float, b: float) -> float:
        """Divide."""
        return a / b

    assert divide(6, 3) == 2
    with pytest.raises(ZeroDivisionError):
        divide(1, 0)
    assert divide.__name__ == "divide"
    assert divide.__doc__ == "Divide."


class Calculator:
    def __init__(self, base: int) -> None:
        self.base = base

    @beta_tool
    def add(self, a: int) -> int:
        """Add to the base."""
        return self.base + a

    @staticmethod
    @beta_tool
    def double(a: int) -> int:
        return 2 * a

    @beta_async_tool
    async def later(self, a: int) -> int:
        return self.base + a


def test_methods() -> None:
    """A method stays one: `self` is bound, and not in the schema."""
    tool: Any = Calculator(10).add
    assert tool(1) == 11
    assert tool.call({"a": "2"}) == 12
    assert list(tool.to_dict()["input_schema"]["properties"]) == ["a"]
    assert list(Calculator.add.to_dict()["input_schema"]["properties"]) == ["a"]  # type: ignore[call-overload,index]
    assert Calculator.double.call({"a": 2}) == 4
    later: Any = Calculator(5).later
    assert anyio.run(later.call, {"a": 1}) == 6


class Counter:
    """Counts."""

    def __call__(self, word: str, /, times: int = 1) -> str:
        """Say a word."""
        return word * times


def test_callable_classes_and_partials() -> None:
    """Anything that can be called can be a tool; arguments by position only are passed so."""
    tool = beta_tool(Counter())
    assert (tool.name, tool.description) == ("Counter", "Say a word.")
    assert tool.call({"word": "a", "times": 2}) == "aa"
    partial = beta_tool(functools.partial(Counter(), times=3), name="thrice")
    assert partial.call({"word": "b"}) == "bbb"


def test_options() -> None:
    """What the decorator is told comes before what the function tells, and into the parameter as it is."""

    @beta_tool(name="n", description="d", input_schema=Point, strict=True, defer_loading=False)
    def any_name(x: int, y: float) -> None: ...

    param: Any = any_name.to_dict()
    assert (param["name"], param["description"], param["strict"], param["defer_loading"]) == ("n", "d", True, False)
    assert param["input_schema"] == Point.model_json_schema()
    assert any_name.to_param() == param
    with pytest.raises(TypeError, match="no option 'colour'"):
        beta_tool(search.func, colour="red")  # type: ignore[call-overload]


def test_any_other_arguments() -> None:
    """`**others` takes arguments of any name, of its type."""

    @beta_tool
    def total(**values: int) -> int:
        return sum(values.values())

    assert total.call({"a": "1", "b": 2}) == 3
    assert total.input_schema["additionalProperties"] == {"type": "integer"}


def test_positional_rest_is_refused() -> None:
    """`*rest` has no name by which the model could pass it."""

    @beta_tool
    def total(*values: int) -> int:
        return sum(values)

    with pytest.raises(TypeError, match=r"\*values cannot be an argument"):
        total.to_dict()


def test_annotations_may_come_later() -> None:
    """Names that an annotation needs may be defined after the function; if they never are, the error says which."""

    @beta_tool
    def broken(a: Nowhere) -> str:  # type: ignore[name-defined]  # noqa: F821
        return "x"

    with pytest.raises(TypeError, match="Nowhere"):
        broken.to_dict()


def test_async_tools() -> None:
    """An async tool is awaited; a plain function will do as well."""

    @beta_async_tool
    async def slow(a: int) -> int:
        return a + 1

    assert anyio.run(slow.call, {"a": 1}) == 2
    assert not isinstance(slow, BetaFunctionTool)


def test_tools_go_straight_into_a_request(world: World) -> None:
    """A decorated function can be passed among `tools` of a request."""
    server = Server(MESSAGE)
    client = world.client(server)
    raw = {"name": "raw", "input_schema": {"type": "object"}}
    world.run(lambda: client.beta.messages.create(tools=[search, raw], **REQUEST))
    assert [tool["name"] for tool in server.bodies[0]["tools"]] == ["search", "raw"]


IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "aGk="}}
DOCUMENT = {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "hi"}}


@pytest.mark.parametrize(
    ("value", "content"),
    [
        ("text", "text"),
        (None, ""),
        (5, "5"),
        ({"a": 1}, '{"a":1}'),
        ([1, "b"], '[1,"b"]'),
        ([], "[]"),
        (Point(x=1), '{"x":1,"y":1.0}'),
        (b"bytes", '"bytes"'),
        ([IMAGE, DOCUMENT], [IMAGE, DOCUMENT]),
        (IMAGE, [IMAGE]),
        ((block for block in [IMAGE]), [IMAGE]),
    ],
)
def test_results(value: object, content: object) -> None:
    """Text and blocks are results as they are; any other value becomes JSON text."""
    assert result_content(value) == content


def test_result_blocks() -> None:
    """A block answers one use; a failure says so, a ToolError in its own words or blocks."""
    assert result_block("t", "x") == {"type": "tool_result", "tool_use_id": "t", "content": "x"}
    failed: Dict[str, Any] = dict(error_block("t", KeyError("k")))
    assert failed == {"type": "tool_result", "tool_use_id": "t", "content": "KeyError: 'k'", "is_error": True}
    assert dict(error_block("t", ToolError([IMAGE])))["content"] == [IMAGE]  # type: ignore[list-item]
