"""The package around the emulator: public names, the plug-in, the command line, the fixtures, the server."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import urllib.request
from typing import Any

import httpx
import pytest

import anthropic_testing
from anthropic_testing import Emulator, EmulatorProvider, serve
from anthropic_testing.__main__ import arguments, emulator_of

from .conftest import HEADERS, body

pytest_plugins = ["pytester"]


def test_public_names() -> None:
    """Each public name loads and is listed."""
    for name in anthropic_testing.__all__:
        assert getattr(anthropic_testing, name) is not None
    assert dir(anthropic_testing) == sorted(anthropic_testing.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(anthropic_testing, "Nothing")  # noqa: B009 - a type checker would find it out


def test_light_imports() -> None:
    """Neither the plug-in nor the fixtures load the emulator, a server or pydantic."""
    code = (
        "import sys, pytest, anthropic_testing.plugin, anthropic_testing.pytest_plugin\n"
        "heavy = {'anthropic_testing.emulator', 'starlette', 'uvicorn', 'pydantic', 'httpx'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"


def test_plugin_names_the_provider() -> None:
    """The plug-in offers the provider by its import path."""
    from anthropic_testing import plugin

    assert plugin.anthropic_providers() == {"emulator": "anthropic_testing.provider:EmulatorProvider"}


def test_provider() -> None:
    """The provider's transports answer from the emulator that it was given, scripts first."""
    emulator = Emulator()
    provider = EmulatorProvider(emulator=emulator, script=["Hi"])
    assert (provider.name, provider.auth, provider.emulator) == ("emulator", None, emulator)
    with httpx.Client(transport=provider.transport(), base_url=provider.base_url, headers=HEADERS) as http:
        assert http.post("/v1/messages", json=body()).json()["content"][0]["text"] == "Hi"
    assert EmulatorProvider().emulator is not emulator


def test_servers_start_and_stop() -> None:
    """A server listens when the block begins and no more when it ends."""
    with serve() as url:
        assert httpx.head(url).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.head(url)


def test_command_line(tmp_path: pathlib.Path) -> None:
    """Options make the emulator that they say; scripts are read from files."""
    script = tmp_path / "script.json"
    script.write_text(json.dumps(["Hello", {"fault": "drop"}]), "utf-8")
    options = arguments(
        ["--script", str(script), "--fault", "drip; size=9", "--api-key", "k", "--any-model", "--lenient"]
    )
    emulator = emulator_of(options)
    assert emulator.scripted == 2
    assert (emulator.api_keys, emulator.any_model, emulator.strict) == (["k"], True, False)
    assert [fault.name for fault in emulator.faults] == ["drip"]
    assert emulator_of(arguments(["--accept-any-key"])).require_key is False


@pytest.mark.parametrize("content", ["{", "[3]"])
def test_command_line_names_a_bad_script(tmp_path: pathlib.Path, content: str) -> None:
    """A script that cannot be read is named."""
    script = tmp_path / "script.json"
    script.write_text(content, "utf-8")
    with pytest.raises(ValueError, match=r"script\.json"):
        emulator_of(arguments(["--script", str(script)]))


def test_module_serves_until_it_is_stopped() -> None:
    """`python -m anthropic_testing` prints its URL, answers there, and ends when told to."""
    command = [sys.executable, "-m", "anthropic_testing", "--accept-any-key"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        request = urllib.request.Request(f"{url}/v1/models", headers={"anthropic-version": "2023-06-01"})
        with urllib.request.urlopen(request) as response:
            listed: Any = json.load(response)
        process.terminate()
        process.wait(10)
    assert listed["data"]


def test_fixtures(pytester: pytest.Pytester) -> None:
    """The fixtures belong together: what the server is asked shows in the emulator."""
    pytester.makepyfile(
        """
        import urllib.request

        def test_server(anthropic_server, anthropic_emulator):
            anthropic_emulator.script(b"scripted")
            headers = {"anthropic-version": "2023-06-01", "x-api-key": "k"}
            request = urllib.request.Request(anthropic_server + "/v1/models", headers=headers)
            assert urllib.request.urlopen(request).read() == b"scripted"
            assert len(anthropic_emulator.requests) == 1
        """
    )
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


@pytest.mark.parametrize("port", ["99999", "-1", "x"])
def test_impossible_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["--port", port], prog="emulator")
    assert f"emulator: error: argument --port: {port} is no port" in capsys.readouterr().err
