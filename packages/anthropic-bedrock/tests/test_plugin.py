"""The package as a plug-in: found by its entry point, and light until it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import List

import pytest

from anthropic import plugins
from anthropic_bedrock import plugin

NAMES = [
    "AnthropicAWS",
    "AnthropicBedrock",
    "AnthropicBedrockMantle",
    "AsyncAnthropicAWS",
    "AsyncAnthropicBedrock",
    "AsyncAnthropicBedrockMantle",
]


@pytest.mark.parametrize("name", NAMES)
def test_clients_are_exported(name: str) -> None:
    """`from anthropic import …`, the paths that other software knows, and the package itself give one class."""
    import anthropic.lib.aws
    import anthropic.lib.bedrock
    import anthropic_bedrock

    found = getattr(anthropic, name)
    home = anthropic.lib.aws if name.endswith("AWS") else anthropic.lib.bedrock
    assert found is getattr(home, name)
    assert found is getattr(anthropic_bedrock, name)
    assert found.__name__ == name


def test_every_path_of_the_plugin_leads_somewhere() -> None:
    """What is offered can be loaded."""
    offer = plugins.Plugin("bedrock", "anthropic-bedrock", "0")
    paths: List[str] = [*plugin.anthropic_exports().values(), *plugin.anthropic_providers().values()]
    assert all(isinstance(plugins.load(path, offered_by=offer), type) for path in paths)


def test_unknown_names_are_attribute_errors() -> None:
    """As of any module."""
    import anthropic.lib.bedrock
    import anthropic_bedrock

    for module in (anthropic_bedrock, anthropic.lib.bedrock):
        with pytest.raises(AttributeError, match="AnthropicQuantum"):
            module.AnthropicQuantum  # noqa: B018


def test_botocore_is_not_loaded_before_it_is_needed() -> None:
    """A client costs nothing of botocore until its first signature."""
    code = """
import sys, anthropic
assert "anthropic_bedrock" not in sys.modules, "import anthropic"
anthropic.AnthropicBedrock
assert "botocore" not in sys.modules, "the class"
anthropic.AnthropicBedrock(aws_region="eu-west-1")
anthropic.AsyncAnthropicBedrock(api_key="T", aws_region="eu-west-1")
assert "botocore" not in sys.modules, "a client"
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_keys_in_the_environment_need_no_session() -> None:
    """A serverless function has its keys there: it does not load the most of botocore."""
    code = """
import sys, anthropic, httpx
signed = []
def answer(request):
    signed.append(request.headers["authorization"])
    return httpx.Response(404)
client = anthropic.AnthropicBedrock(http_client=httpx.Client(transport=httpx.MockTransport(answer)))
try:
    client.messages.create(model="m", max_tokens=1, messages=[])
except anthropic.NotFoundError:
    pass
assert "AKIDENVIRONMENT" in signed[0]
assert "botocore.session" not in sys.modules
"""
    environment = {
        **os.environ,
        "AWS_ACCESS_KEY_ID": "AKIDENVIRONMENT",
        "AWS_SECRET_ACCESS_KEY": "S",
        "AWS_REGION": "eu-west-1",
    }
    done = subprocess.run([sys.executable, "-c", code], check=False, stderr=subprocess.PIPE, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["AnthropicBedrock", "AnthropicAWS"])
def test_missing_package_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the plug-in the known paths tell what to install."""
    import anthropic.lib.aws
    import anthropic.lib.bedrock

    monkeypatch.setenv("ANTHROPIC_PLUGINS", "")
    plugins.forget()
    try:
        home = anthropic.lib.aws if name.endswith("AWS") else anthropic.lib.bedrock
        with pytest.raises(ImportError, match=r"pip install 'anthropic\[bedrock\]'"):
            getattr(home, name)
    finally:
        plugins.forget()
