"""How types behave: nothing is imported before it is used, modules of one type exist, models and parameters work."""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import json
import pathlib
import pickle
import subprocess
import sys
from typing import Any
from unittest import mock

import pydantic
import pytest
from typing_extensions import get_type_hints

import anthropic.types
from anthropic._models import BaseModel, UnknownModel, construct_type, parse
from anthropic.types import (
    DocumentBlock,
    Message,
    MessageParam,
    ParsedMessage,
    ParsedTextBlock,
    RawMessageStreamEvent,
    TextBlock,
    ToolParam,
    ToolUseBlock,
)
from anthropic.types._leaf_modules import leaf_module_name, register_leaf_modules
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming

from .spec.forms import TYPES, places

PACKAGES = ("anthropic.types", "anthropic.types.messages", "anthropic.types.shared", "anthropic.types.skills")
SOURCE = pathlib.Path(inspect.getfile(anthropic.types)).parent
USAGE = {"input_tokens": 3, "output_tokens": 5}
HEAD = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-4-5", "stop_reason": "end_turn"}
CALLER = {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}
BLOCKS: list[dict[str, Any]] = [
    {"type": "text", "text": "Hi 🌍", "citations": None},
    {
        "type": "text",
        "text": "quoted",
        "citations": [
            {
                "type": "char_location",
                "cited_text": "q",
                "document_index": 0,
                "document_title": None,
                "start_char_index": 0,
                "end_char_index": 1,
                "file_id": None,
            },
            {
                "type": "web_search_result_location",
                "cited_text": "q",
                "encrypted_index": "e",
                "title": "t",
                "url": "https://example.com",
            },
        ],
    },
    {"type": "thinking", "thinking": "hm", "signature": "sig"},
    {"type": "redacted_thinking", "data": "opaque"},
    {"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"a": [1, 2.5, None]}, "caller": CALLER},
    {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "q"}},
    {
        "type": "web_search_tool_result",
        "tool_use_id": "srvtoolu_1",
        "content": [
            {
                "type": "web_search_result",
                "url": "https://example.com",
                "title": "t",
                "encrypted_content": "e",
                "page_age": None,
            }
        ],
    },
    {
        "type": "web_search_tool_result",
        "tool_use_id": "srvtoolu_1",
        "content": {"type": "web_search_tool_result_error", "error_code": "max_uses_exceeded"},
    },
    {
        "type": "web_fetch_tool_result",
        "tool_use_id": "srvtoolu_2",
        "content": {
            "type": "web_fetch_result",
            "url": "https://example.com",
            "retrieved_at": None,
            "content": {
                "type": "document",
                "source": {"type": "text", "media_type": "text/plain", "data": "page"},
                "title": None,
                "citations": {"enabled": True},
            },
        },
    },
    {
        "type": "bash_code_execution_tool_result",
        "tool_use_id": "srvtoolu_3",
        "content": {
            "type": "bash_code_execution_result",
            "stdout": "x",
            "stderr": "",
            "return_code": 0,
            "content": [{"type": "bash_code_execution_output", "file_id": "file_1"}],
        },
    },
    {
        "type": "text_editor_code_execution_tool_result",
        "tool_use_id": "srvtoolu_4",
        "content": {"type": "text_editor_code_execution_create_result", "is_file_update": False},
    },
    {
        "type": "tool_search_tool_result",
        "tool_use_id": "srvtoolu_5",
        "content": {
            "type": "tool_search_tool_search_result",
            "tool_references": [{"type": "tool_reference", "tool_name": "add"}],
        },
    },
    {"type": "container_upload", "file_id": "file_2"},
    {"type": "text", "text": "new", "a_field_of_tomorrow": {"x": [1]}},
]


def fresh(code: str) -> str:
    """What `code` prints in a new interpreter."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def as_came(model: BaseModel) -> Any:
    """The JSON data that a model was made from."""
    return model.model_dump(mode="json", exclude_unset=True, by_alias=True)


# Laziness.


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_of_types_imports_no_topic(package: str) -> None:
    """A package of types alone costs nothing: no model, no topic, no pydantic."""
    loaded = json.loads(fresh(f"import sys, json, {package}; print(json.dumps(sorted(sys.modules)))"))
    topics = {f"anthropic.types.{path.stem}" for path in SOURCE.glob("*.py") if not path.stem.startswith("_")}
    assert topics
    assert topics.isdisjoint(loaded)
    assert "anthropic.types._annotations" not in loaded


def test_a_message_imports_no_tools_and_no_batches() -> None:
    """What an answer is made of does not bring the parameters of tools, or other topics, with it."""
    loaded = fresh("import sys; from anthropic.types import Message; print(*sys.modules)").split()
    assert "anthropic.types.message" in loaded
    assert {"anthropic.types.tools", "anthropic.types.toolsets", "anthropic.types.batches"}.isdisjoint(loaded)


def test_no_model_is_built_at_import() -> None:
    """Validators are built when a model is first used."""
    code = """
        import importlib, pydantic
        from anthropic.types import __all__ as names
        import anthropic.types as types
        models = [getattr(types, name) for name in names]
        models = [model for model in models if isinstance(model, type) and issubclass(model, pydantic.BaseModel)]
        print(len(models) > 90, [model.__name__ for model in models if model.__pydantic_complete__])
    """
    assert fresh(inspect.cleandoc(code)) == "True []"


@pytest.mark.parametrize("package", PACKAGES)
def test_type_checkers_see_what_is_importable(package: str) -> None:
    """The block for type checkers and the table of names agree, module by module."""
    module = importlib.import_module(package)
    tree = ast.parse(pathlib.Path(inspect.getfile(module)).read_text(encoding="utf-8"))
    seen = {
        alias.asname: (node.module or "").rpartition(".")[2]
        for block in tree.body
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {name: target.rpartition(".")[2] for name, target in module._NAMES.items()}


@pytest.mark.parametrize("package", PACKAGES)
def test_dir_lists_every_name(package: str) -> None:
    """`dir()` and `import *` know all names before any is used."""
    module = importlib.import_module(package)
    assert set(module.__all__) <= set(dir(module))
    names: dict[str, object] = {}
    exec(f"from {package} import *", names)
    assert set(module.__all__) <= set(names)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that does not exist is reported as usual."""
    with pytest.raises(AttributeError, match=r"module 'anthropic\.types' has no attribute 'TextBlok'"):
        getattr(anthropic.types, "TextBlok")  # noqa: B009
    assert not hasattr(anthropic.types, "text_blok")


# Modules of one type.

LEAVES = sorted({(where, name.rpartition(".")[2]) for name, places_ in places().items() for where in places_})


@pytest.mark.parametrize(("where", "name"), LEAVES)
def test_every_type_has_a_module(where: str, name: str) -> None:
    """A type is importable from the module that is called after it, or from the one that the spec names."""
    package = importlib.import_module(f"anthropic.{where}")
    if f"anthropic.{where}" in PACKAGES:
        leaf = importlib.import_module(f"anthropic.{where}.{leaf_module_name(name)}")
        assert getattr(leaf, name) is getattr(package, name)
    else:
        assert name in vars(package)


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("TextBlock", "text_block"),
        ("InputJSONDelta", "input_json_delta"),
        ("Base64PDFSource", "base64_pdf_source"),
        ("WebSearchTool20250305Param", "web_search_tool_20250305_param"),
        ("ToolSearchToolBm25_20251119Param", "tool_search_tool_bm25_20251119_param"),
        ("ServerToolCaller20260120", "server_tool_caller_20260120"),
        ("URLImageSourceParam", "url_image_source_param"),
        ("APIErrorObject", "api_error_object"),
        ("BetaMCPToolUseBlock", "beta_mcp_tool_use_block"),
        ("BetaCompact20260112EditParam", "beta_compact_20260112_edit_param"),
    ],
)
def test_the_name_of_a_module_of_one_type(name: str, module: str) -> None:
    """Capitals, abbreviations and dates become words."""
    assert leaf_module_name(name) == module


def test_modules_of_one_type_import_in_every_way() -> None:
    """They behave as files do: all forms of import, attribute access, reload, `find_spec`."""
    code = """
        import importlib, importlib.util, sys
        import anthropic.types
        assert anthropic.types.image_block_param.Source
        from anthropic.types.text_block import TextBlock
        import anthropic.types.text_block as by_name
        from anthropic.types import text_block as from_package
        assert by_name is from_package is sys.modules["anthropic.types.text_block"]
        assert importlib.import_module("anthropic.types.text_block").TextBlock is TextBlock is anthropic.types.TextBlock
        assert importlib.reload(by_name).TextBlock is TextBlock
        assert importlib.util.find_spec("anthropic.types.tool_param")
        assert importlib.util.find_spec("anthropic.types.no_such_param") is None
        assert by_name.__name__ == "anthropic.types.text_block" and by_name.__package__ == "anthropic.types"
        from anthropic.types.messages.batch_create_params import Request
        from anthropic.types.raw_message_delta_event import Delta
        from anthropic.types.text_block import ThinkingBlock  # another type, by way of this one
        print(Request.__name__, Delta.__name__, ThinkingBlock.__name__)
    """
    assert fresh(inspect.cleandoc(code)) == "BatchRequest MessageDelta ThinkingBlock"


def test_a_module_of_one_type_is_no_package() -> None:
    """Nothing is importable below a module of one type, and names that do not exist are errors."""
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("anthropic.types.text_block.more")
    with pytest.raises(ImportError, match="TextBlok"):
        exec("from anthropic.types.text_block import TextBlok")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("anthropic.types.text_blok")


def test_a_module_of_one_type_can_be_patched() -> None:
    """`mock.patch` replaces a name there and puts it back."""
    leaf = importlib.import_module("anthropic.types.text_block")
    with mock.patch("anthropic.types.text_block.TextBlock", "patched"):
        assert leaf.TextBlock == "patched"
    assert leaf.TextBlock is TextBlock


def test_other_packages_register_their_own_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in gives its package of types modules of one type in the same way."""
    package = importlib.import_module("types").ModuleType("a_plugin_of_types")
    package.__path__ = []
    monkeypatch.setitem(sys.modules, package.__name__, package)
    register_leaf_modules(
        package.__name__,
        {"TextBlock": "anthropic.types.content"},
        {"text_block": {"Other": "anthropic.types.content:ThinkingBlock"}, "old_block": {"Old": "TextBlock"}},
    )
    leaf = importlib.import_module("a_plugin_of_types.text_block")
    assert (leaf.TextBlock, leaf.Other.__name__) == (TextBlock, "ThinkingBlock")
    assert importlib.import_module("a_plugin_of_types.old_block").Old is TextBlock
    for name in ("text_block", "old_block"):
        del sys.modules[f"a_plugin_of_types.{name}"]


# Parameters.


@pytest.mark.parametrize("name", [name for name, entry in TYPES["params"].items() if entry["in"] == ["types"]])
def test_parameters_work_with_pydantic(name: str) -> None:
    """A validator can be made of every parameter type, and its annotations evaluate."""
    adapter = pydantic.TypeAdapter(getattr(anthropic.types, name))
    assert adapter.validator is not None
    assert get_type_hints(getattr(anthropic.types, name))


def test_a_message_parameter_is_callable() -> None:
    """Parameters are dictionaries that can be called like classes."""
    assert MessageParam(role="user", content="Hi") == {"role": "user", "content": "Hi"}


def test_pydantic_validates_a_request() -> None:
    """A whole request validates: nested blocks, tools with any keyword of JSON schema, files, models of answers."""
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    image = io.BytesIO(b"png")
    request = {
        "model": "claude-opus-4-5",
        "max_tokens": 1,
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": image}},
                    TextBlock(type="text", text="sent back"),
                ],
            }
        ],
        "tools": [{"name": "t", "input_schema": schema}],
    }
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(MessageCreateParamsNonStreaming)
    valid = adapter.validate_python(request)  # iterables are validated as they are read, while the adapter lives
    (message,), (tool,) = valid["messages"], valid["tools"]
    blocks = list(message["content"])
    assert tool["input_schema"] == schema
    assert blocks[0]["source"]["data"] is image
    assert blocks[1] == TextBlock(type="text", text="sent back")


@pytest.mark.parametrize(
    ("params", "wrong"),
    [
        ({"role": "robot", "content": "Hi"}, "role"),
        ({"content": "Hi"}, "role"),
        ({"role": "user"}, "content"),
    ],
)
def test_pydantic_refuses_a_wrong_message(params: dict[str, Any], wrong: str) -> None:
    """What a parameter type does not allow is refused."""
    with pytest.raises(pydantic.ValidationError, match=wrong):
        pydantic.TypeAdapter(MessageParam).validate_python(params)


def test_a_schema_keeps_its_other_keywords() -> None:
    """A tool's schema passes through pydantic unchanged."""
    tool = {"name": "t", "input_schema": {"type": "object", "$defs": {}, "required": ["a"]}}
    assert pydantic.TypeAdapter(ToolParam).validate_python(tool) == tool


# Models.


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["type"])
@pytest.mark.parametrize("text", [str, bytes], ids=["str", "bytes"])
def test_a_message_comes_back_as_it_came(block: dict[str, Any], text: type) -> None:
    """Every kind of block survives parsing and dumping, fields of later releases too."""
    data = {**HEAD, "content": [block], "usage": USAGE}
    raw = json.dumps(data)
    message = Message.model_validate_json(raw.encode() if text is bytes else raw)
    assert as_came(message) == data
    assert json.loads(message.model_dump_json(exclude_unset=True)) == data


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["type"])
def test_lenient_construction_gives_the_same_message(block: dict[str, Any]) -> None:
    """What cannot be validated is built of the same classes."""
    data = {**HEAD, "content": [block], "usage": USAGE}
    built: Message = construct_type(value=data, type_=Message)
    assert built == Message.model_validate(data)
    assert type(built.content[0]) is type(Message.model_validate(data).content[0])


def test_a_block_of_tomorrow_is_kept() -> None:
    """A block that this release does not know is refused strictly, and kept as it came otherwise."""
    block = {"type": "hologram", "rays": [1, 2]}
    data = {**HEAD, "content": [block, BLOCKS[0]], "usage": {**USAGE, "photons": 7}}
    raw = json.dumps(data).encode()
    with pytest.raises(pydantic.ValidationError, match="hologram"):
        Message.model_validate_json(raw)
    message = parse(Message, raw)
    assert isinstance(message.content[0], UnknownModel)
    assert isinstance(message.content[1], TextBlock)
    # pydantic warns of a class that a union does not know.
    assert message.to_dict(mode="json", warnings=False) == data


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message_start", "message": {**HEAD, "content": [], "usage": USAGE, "stop_reason": None}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "hm"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "s"}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}},
        {"type": "message_stop"},
    ],
    ids=lambda event: event["type"],
)
def test_an_event_comes_back_as_it_came(event: dict[str, Any]) -> None:
    """Every kind of stream event is found by its type and survives parsing and dumping."""
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(RawMessageStreamEvent)
    parsed = adapter.validate_json(json.dumps(event))
    assert parsed.type == event["type"]
    assert as_came(parsed) == event
    assert type(parsed).__module__ == "anthropic.types.events"


def test_optional_fields_are_none_when_they_are_absent() -> None:
    """A field that the API left out is there, as None, and is not sent back."""
    message = Message.model_validate({**HEAD, "content": [], "usage": USAGE})
    assert (message.container, message.stop_sequence, message.usage.cache_read_input_tokens) == (None, None, None)
    assert message.model_fields_set == {*HEAD, "content", "usage"}


def test_models_can_be_pickled() -> None:
    """A message survives pickling."""
    message = Message.model_validate({**HEAD, "content": BLOCKS, "usage": USAGE})
    assert pickle.loads(pickle.dumps(message)) == message


def test_a_model_has_a_json_schema() -> None:
    """The schema of a message names its blocks; frameworks show it."""
    schema = Message.model_json_schema()
    assert {"TextBlock", "ToolUseBlock", "Usage"} <= set(schema["$defs"])


def test_nested_types_are_what_the_annotations_say() -> None:
    """Members of unions arrive as their own classes at every depth."""
    message = Message.model_validate({**HEAD, "content": BLOCKS, "usage": USAGE})
    kinds = {block.type: block for block in message.content}
    assert isinstance(kinds["tool_use"], ToolUseBlock)
    assert type(kinds["tool_use"].caller).__name__ == "ServerToolCaller20260120"
    assert isinstance(kinds["web_fetch_tool_result"].content.content, DocumentBlock)


# Parsed messages.


class Sum(pydantic.BaseModel):
    """An output format."""

    total: int


def test_a_parsed_message_holds_any_value() -> None:
    """Without a parameter, `parsed_output` is whatever was put there; it is not sent back."""
    text = {"type": "text", "text": '{"total":3}'}
    message = ParsedMessage.model_validate({**HEAD, "content": [BLOCKS[2], text], "usage": USAGE})
    block = message.content[1]
    assert isinstance(block, ParsedTextBlock)
    assert message.parsed_output is None
    block.parsed_output = Sum(total=3)
    assert message.parsed_output == Sum(total=3)
    assert as_came(message)["content"] == [BLOCKS[2], text]
