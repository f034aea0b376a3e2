"""The first thing a user does, in a fresh environment: a client, a missing key, a missing package, an answer."""

import importlib.util
import os
import sys
from typing import Any

for variable in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
    del os.environ[variable]

import anthropic  # noqa: E402  # the environment is read when a client is made

heavy = {"anthropic.types", "pluggy", "ssl"} & set(sys.modules)
if heavy:
    raise SystemExit(f"import anthropic loads {heavy}")

request: Any = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 64,
    "messages": [{"role": "user", "content": "Say hello."}],
}
try:
    anthropic.Anthropic(max_retries=0).messages.create(**request)
except anthropic.AnthropicError as error:
    told = str(error)
else:
    raise SystemExit("a request without a key was sent")
if "ANTHROPIC_API_KEY" not in told:
    raise SystemExit(f"a missing key is told as: {told}")

if importlib.util.find_spec("anthropic_testing") is None:
    try:
        anthropic.Anthropic(provider="emulator")
    except ImportError as error:
        told = str(error)
    else:
        raise SystemExit("there is an emulator without its package")
    if "pip install 'anthropic[testing]'" not in told:
        raise SystemExit(f"a missing package is told as: {told}")
else:
    client = anthropic.Anthropic(provider="emulator")
    assert client.messages.create(**request).content
    with client.messages.stream(**request) as stream:
        assert stream.get_final_text()
print("ok", anthropic.__version__)
