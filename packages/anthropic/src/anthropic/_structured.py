"""Structured outputs: a JSON schema from a Python type, and the type's value from the model's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, TypeVar, cast

import pydantic
from typing_extensions import override

from ._models import BaseModel, as_class
from ._types import NotGiven, Omit
from .errors import AnthropicError

if TYPE_CHECKING:
    from .types import Message, ParsedMessage

T = TypeVar("T")
ModelT = TypeVar("ModelT", bound=BaseModel)

KEPT_KEYWORDS = frozenset(
    {
        "type",
        "$ref",
        "$defs",
        "anyOf",
        "allOf",
        "oneOf",
        "enum",
        "const",
        "default",
        "title",
        "description",
        "properties",
    }
    | {"required", "additionalProperties", "items", "format", "minItems"}
)
"""The JSON-schema keywords that the API takes; others become part of the description."""
STRING_FORMATS = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"}
)


class OutputParseError(AnthropicError, ValueError):
    """The model's text does not fit the output format that was asked for."""

    text: str
    """The text."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message, text)
        self.text = text

    @override
    def __str__(self) -> str:
        return str(self.args[0])


def is_output_type(output_format: object) -> bool:
    """Whether `output_format` is a Python type to parse into, rather than a ready JSON schema or nothing."""
    return output_format is not None and not isinstance(output_format, (NotGiven, Omit, Mapping))


def adapter_of(type_: type[T]) -> pydantic.TypeAdapter[T]:
    """Validates and describes a type: a pydantic model, dataclass, TypedDict, or any other that pydantic knows."""
    return pydantic.TypeAdapter(type_)


def output_config(output_format: object, config: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The parameter `output_config` that asks for a format, over what the caller put into it already.

    Raises: TypeError where both ask for a format, or where a type has no JSON schema.
    """
    if output_format is None or isinstance(output_format, (NotGiven, Omit)):
        return config
    if config is not None and config.get("format") is not None:
        raise TypeError("Pass the format in output_format or in output_config, not in both.")
    if isinstance(output_format, Mapping):
        return {**(config or {}), "format": output_format}
    return {**(config or {}), "format": {"type": "json_schema", "schema": transform_schema(cast(Any, output_format))}}


def with_format(params: Mapping[str, Any], output_format: object) -> dict[str, Any]:
    """The parameters with `output_format` in its place on the wire, in the order of the body. Raises: TypeError."""
    config = output_config(output_format, params.get("output_config") or None)
    if config is None or config is params.get("output_config"):
        return dict(params)
    body = {**params, "output_config": config}
    required = [key for key in ("max_tokens", "messages", "model") if key in body]
    return {key: body[key] for key in [*required, *sorted(body.keys() - set(required))]}


def transform_schema(json_schema: type[Any] | Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema that the API accepts, from a type or from another schema.

    Objects are closed (`additionalProperties: false`); keywords that the API does not enforce are moved into the
    description, where the model can read them. Raises: TypeError for a type without a JSON schema.
    """
    if isinstance(json_schema, Mapping):
        schema: Mapping[str, Any] = json_schema
    else:
        try:
            schema = adapter_of(json_schema).json_schema()
        except (pydantic.PydanticUserError, AttributeError) as error:  # the latter for what is no type at all
            raise TypeError(f"{json_schema!r} has no JSON schema: {error}") from error
    return _transformed(schema)


def _transformed(schema: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:  # at the head of a type that holds itself the definitions stand beside it
        defined = {name: _transformed(item) for name, item in schema.get("$defs", {}).items()}
        return {"$ref": schema["$ref"], **({"$defs": defined} if defined else {})}
    strict: dict[str, Any] = {}
    told: dict[str, Any] = {}
    for key, value in schema.items():
        if not _is_kept(key, value, schema):
            told[key] = value
        elif key in ("$defs", "properties"):
            strict[key] = {name: _transformed(item) for name, item in value.items()}
        elif key in ("anyOf", "allOf", "oneOf"):
            strict["anyOf" if key == "oneOf" else key] = [_transformed(item) for item in value]
        elif key == "items":
            strict[key] = _transformed(value)
        else:
            strict[key] = value
    if schema.get("type") == "object":
        strict.setdefault("properties", {})
        strict["additionalProperties"] = False
    if told:
        rules = "{" + ", ".join(f"{key}: {value}" for key, value in told.items()) + "}"
        strict["description"] = f"{strict['description']}\n\n{rules}" if strict.get("description") else rules
    return strict


def _is_kept(key: str, value: Any, schema: Mapping[str, Any]) -> bool:
    if key == "format":
        return value in STRING_FORMATS
    if key == "minItems":
        return value in (0, 1)
    if key == "additionalProperties":
        return schema.get("type") == "object"
    return key in KEPT_KEYWORDS


def parse_output(type_: Any, text: str) -> Any:
    """The value that a text stands for. Raises: OutputParseError."""
    try:
        return adapter_of(type_).validate_json(text)
    except pydantic.ValidationError as error:
        name = getattr(type_, "__name__", repr(type_))
        raise OutputParseError(f"The text is not a valid {name}: {error}", text) from None


def block_parser(output_format: object) -> Callable[[Any], Any]:
    """A function from a finished content block to the block with `parsed_output`; other blocks stay as they are."""
    from .types import ParsedTextBlock

    def parsed(block: Any) -> Any:
        if block.type != "text":
            return block
        finished: Any = as_class(block, ParsedTextBlock)
        try:
            value = parse_output(output_format, block.text) if is_output_type(output_format) else None
        except OutputParseError:
            value = None  # cut off, or told by `check_output` when the message is whole
        finished.__dict__["parsed_output"] = value
        return finished

    return parsed


def check_output(message: Message, output_format: object) -> None:
    """Raises: OutputParseError where a message that ended by itself does not fit its output format."""
    if is_output_type(output_format) and message.stop_reason in ("end_turn", "stop_sequence"):
        for block in message.content:
            if block.type == "text" and getattr(block, "parsed_output", None) is None:
                parse_output(output_format, block.text)


def parsed_message(message: Message, output_format: object) -> ParsedMessage[Any]:
    """A message whose text blocks hold their parsed value. Raises: OutputParseError."""
    from .types import ParsedMessage

    return parsed_as(ParsedMessage, message, output_format)


def parsed_as(cls: type[ModelT], message: BaseModel, output_format: object) -> ModelT:
    """A message as one of another class, whose text blocks hold their parsed value. Raises: OutputParseError."""
    parse = block_parser(output_format)
    finished: Any = as_class(message, cls)
    finished.__dict__["content"] = [parse(block) for block in finished.content]
    check_output(finished, output_format)
    return cast(ModelT, finished)
