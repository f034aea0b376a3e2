"""The public paths that other software imports, with this package and without it."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest
from scripted import MESSAGE, text_events

import anthropic
from anthropic import plugins

PATHS = [
    "anthropic:beta_async_tool",
    "anthropic:beta_tool",
    "anthropic.lib.streaming:BetaAsyncMessageStream",
    "anthropic.lib.streaming:BetaAsyncMessageStreamManager",
    "anthropic.lib.streaming:BetaContentBlockStopEvent",
    "anthropic.lib.streaming:BetaInputJsonEvent",
    "anthropic.lib.streaming:BetaMessageStopEvent",
    "anthropic.lib.streaming:BetaMessageStream",
    "anthropic.lib.streaming:BetaMessageStreamEvent",
    "anthropic.lib.streaming:BetaMessageStreamManager",
    "anthropic.lib.streaming:BetaTextEvent",
    "anthropic.lib.streaming:ParsedBetaContentBlockStopEvent",
    "anthropic.lib.streaming:ParsedBetaMessageStopEvent",
    "anthropic.lib.streaming:ParsedBetaMessageStreamEvent",
    "anthropic.lib.streaming:ParsedBetaTextEvent",
    "anthropic.lib.streaming._beta_messages:accumulate_event",
    "anthropic.lib.streaming._beta_messages:BetaAsyncMessageStream.__aiter__",
    "anthropic.lib.streaming._beta_messages:BetaAsyncMessageStreamManager.__aenter__",
    "anthropic.lib.streaming._beta_messages:BetaMessageStream.__iter__",
    "anthropic.lib.streaming._beta_messages:BetaMessageStreamManager.__enter__",
    "anthropic.lib.streaming._beta_types:BetaRawContentBlockStartEvent",
    "anthropic.lib.streaming._beta_types:ParsedBetaMessageStreamEvent",
    "anthropic.lib.tools:BetaAbstractMemoryTool",
    "anthropic.lib.tools:BetaAsyncAbstractMemoryTool",
    "anthropic.lib.tools:BetaAsyncBuiltinFunctionTool",
    "anthropic.lib.tools:BetaAsyncFunctionTool",
    "anthropic.lib.tools:BetaAsyncStreamingToolRunner",
    "anthropic.lib.tools:BetaAsyncToolRunner",
    "anthropic.lib.tools:BetaBuiltinFunctionTool",
    "anthropic.lib.tools:BetaFunctionTool",
    "anthropic.lib.tools:BetaFunctionToolResultType",
    "anthropic.lib.tools:BetaStreamingToolRunner",
    "anthropic.lib.tools:BetaToolRunner",
    "anthropic.lib.tools:ToolError",
    "anthropic.lib.tools._beta_runner:BetaToolRunner",
    "anthropic.resources.beta:Beta",
    "anthropic.resources.beta.files:Files",
    "anthropic.resources.beta.messages:AsyncMessages.create",
    "anthropic.resources.beta.messages:Batches.create",
    "anthropic.resources.beta.messages:Messages.parse",
    "anthropic.resources.beta.messages.messages:Messages.stream",
    "anthropic.resources.beta.models:Models",
    "anthropic.resources.beta.skills:Skills",
    "anthropic.tools:BetaAsyncLocalFilesystemMemoryTool",
    "anthropic.tools:BetaLocalFilesystemMemoryTool",
    "anthropic.types.beta:BetaMessage",
    "anthropic.types.beta.beta_web_search_tool_20250305_param:UserLocation",
    "anthropic.types.beta.message_create_params:MessageCreateParamsNonStreaming",
    "anthropic.types.beta.messages:BetaMessageBatch",
    "anthropic.types.beta.skills:VersionCreateResponse",
]


@pytest.mark.parametrize("path", PATHS)
def test_public_path(path: str) -> None:
    """A path that other software imports, wraps or patches leads somewhere."""
    module, _, names = path.partition(":")
    found = importlib.import_module(module)
    for name in names.split("."):
        found = getattr(found, name)
    assert found is not None


@pytest.mark.parametrize("path", ["anthropic.types.beta", "anthropic.resources.beta", "anthropic.lib.tools"])
def test_a_name_that_does_not_exist(path: str) -> None:
    """A wrong name is the usual error, also in these modules."""
    with pytest.raises(AttributeError, match="Nothing"):
        _ = importlib.import_module(path).Nothing
    assert not hasattr(importlib.import_module(path), "__wrapped__")


@pytest.mark.parametrize(
    "statement",
    [
        "import anthropic.types.beta",
        "from anthropic.types.beta import BetaMessage",
        "from anthropic.resources.beta.messages import Messages",
        "from anthropic.lib.tools import BetaToolRunner",
        "from anthropic.tools import BetaLocalFilesystemMemoryTool",
        "from anthropic import beta_tool",
    ],
)
def test_without_this_package(statement: str) -> None:
    """Where the package is missing the error says how to get it."""
    environment = {**os.environ, "ANTHROPIC_PLUGINS": ""}
    program = f"try:\n    {statement}\nexcept ImportError as error:\n    print(error)"
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert "pip install 'anthropic[beta]'" in told.stdout


def test_importing_the_core_imports_nothing_of_beta() -> None:
    """Beta costs nothing until it is used."""
    program = (
        "import anthropic, sys; anthropic.Anthropic(api_key='k').messages; "
        "print([name for name in sys.modules if 'anthropic_beta' in name and 'plugin' not in name])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() in ("[]", "['anthropic_beta', 'anthropic_beta._version']")


def test_packages_are_attributes() -> None:
    """A package below is reached as an attribute, without an import of its own."""
    program = (
        "import anthropic.types.beta, anthropic.resources.beta; "
        "print(anthropic.types.beta.messages.BetaMessageBatch.__name__, "
        "anthropic.types.beta.beta_message.BetaMessage.__name__, "
        "anthropic.resources.beta.messages.Messages.__name__)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["MessageBatch", "BetaMessage", "Messages"]


def test_the_plug_in_works() -> None:
    """The plug-in is found by its entry point, and nothing is wrong with it."""
    (found,) = [plugin for plugin in plugins.installed().all() if plugin.name == "beta"]
    assert found.failure is None
    assert found.version == anthropic.__version__


def test_accumulating_event_by_event() -> None:
    """Tools that keep a snapshot of their own add beta events up, too."""
    from pydantic import TypeAdapter

    from anthropic.lib.streaming._beta_messages import accumulate_event
    from anthropic.types.beta import BetaMessage, BetaRawMessageStreamEvent

    adapter: TypeAdapter[object] = TypeAdapter(BetaRawMessageStreamEvent)
    snapshot = None
    for event in text_events("a", "b"):
        if event["type"] != "ping":
            snapshot = accumulate_event(event=adapter.validate_python(event), current_snapshot=snapshot)
    assert isinstance(snapshot, BetaMessage)
    assert snapshot.id == MESSAGE["id"]
    assert snapshot.content[0].to_dict() == {"type": "text", "text": "ab"}
