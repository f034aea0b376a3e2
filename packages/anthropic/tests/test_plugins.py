"""Plug-ins with real metadata in a temporary folder: found, filtered, kept apart when broken, named when asked for."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import textwrap
from typing import Any, Callable, Iterator

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World

import anthropic
from anthropic import Anthropic, PluginError, PluginNotFoundError, PluginWarning, plugins

Install = Callable[..., None]
IMPORTS = """
    from anthropic.hookspecs import hookimpl
"""


@pytest.fixture
def install(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Writes a distribution with one module and one entry point; nothing else is installed."""
    real = sys.path[:]
    monkeypatch.setattr(plugins, "_search_path", lambda: [str(tmp_path)])
    monkeypatch.syspath_prepend(tmp_path)
    plugins.forget()
    for name in [name for name in vars(anthropic) if name.startswith(("Acme", "Twice", "AnthropicBedrock"))]:
        monkeypatch.delattr(anthropic, name)
    modules: list[str] = []

    def install(name: str, source: str, *, distribution: str = "", imports: str = IMPORTS) -> None:
        distribution = distribution or f"acme-{name}"
        module = f"plugin_{name}_{tmp_path.name.replace('-', '_')}"
        modules.append(module)
        (tmp_path / f"{module}.py").write_text(
            textwrap.dedent(imports) + textwrap.dedent(source).replace("HERE", module)
        )
        info = tmp_path / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[anthropic]\n{name} = {module}\n")

    yield install
    plugins.forget()
    assert sys.path[-len(real) :] == real
    for module in modules:
        sys.modules.pop(module, None)
    for name in [name for name in vars(anthropic) if name.startswith(("Acme", "Twice"))]:
        delattr(anthropic, name)


GOOD = """
    loaded = []

    class AcmeClient: ...

    class Things:
        def __init__(self, client):
            self.client = client

    class AsyncThings(Things): ...

    def tag(request):
        request.headers["x-acme"] = "1"
        response = yield request
        return response

    @hookimpl
    def anthropic_exports():
        return {"AcmeClient": "HERE:AcmeClient"}

    @hookimpl
    def anthropic_resources():
        return {"things": "HERE:Things,HERE:AsyncThings"}

    @hookimpl
    def anthropic_middleware():
        return ["HERE:tag"]

    @hookimpl
    def anthropic_commands():
        return {"acme": "HERE:command"}
"""


def test_exports(install: Install) -> None:
    """A plug-in's name is a name of the package."""
    install("good", GOOD)
    from anthropic import AcmeClient  # type: ignore[attr-defined]

    assert AcmeClient.__name__ == "AcmeClient"
    assert [plugin.name for plugin in plugins.installed().all()] == ["good"]


def test_resources(install: Install, world: World) -> None:
    """A plug-in's resource hangs on every client, the same object each time."""
    install("good", GOOD)
    client = world.client(Server(MESSAGE))
    assert type(client.things).__name__ == ("AsyncThings" if world.is_async else "Things")
    assert client.things is client.things
    assert client.things.client is client


def test_middleware(install: Install, world: World) -> None:
    install("good", GOOD)
    server = Server(MESSAGE)
    client = world.client(server)
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests[0].headers["x-acme"] == "1"


def test_provider_by_name(install: Install, world: World) -> None:
    """`provider=` finds a plug-in's provider and gives it its options."""
    install(
        "gateway",
        """
        from anthropic.provider import Provider

        class Gateway(Provider):
            name = "gateway"

            def __init__(self, host):
                self.base_url = f"https://{host}"

            def adapt(self, call):
                return call.replace(path="/claude" + call.path, headers={**call.headers, "x-gate": "1"})

        @hookimpl
        def anthropic_providers():
            return {"gateway": "HERE:Gateway"}
        """,
    )
    server = Server(MESSAGE)
    client = world.client(server, provider="gateway", provider_options={"host": "gate.test"})
    world.run(lambda: client.messages.create(**REQUEST))
    request = server.requests[0]
    assert str(request.url) == "https://gate.test/claude/v1/messages"
    assert "x-api-key" not in request.headers
    with pytest.raises(PluginNotFoundError, match=r"No installed plug-in offers 'nowhere'\. They offer gateway\."):
        world.client(server, provider="nowhere")
    with pytest.raises(TypeError, match="provider_options"):
        world.client(server, provider_options={"host": "x"})


@pytest.mark.parametrize(("allow", "deny", "found"), [("", None, False), ("other", None, False), ("good", None, True)])
def test_allow_list(
    install: Install, monkeypatch: pytest.MonkeyPatch, allow: str, deny: str | None, found: bool
) -> None:
    """The filter is applied before anything is loaded; an empty list means none."""
    install("good", GOOD)
    monkeypatch.setenv("ANTHROPIC_PLUGINS", allow)
    assert hasattr(anthropic, "AcmeClient") == found
    assert any(name.startswith("plugin_good") for name in sys.modules) == found


def test_deny_list_and_choice_of_a_client(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("good", GOOD)
    monkeypatch.setenv("ANTHROPIC_PLUGINS_DENY", "x, good")
    assert not hasattr(anthropic, "AcmeClient")
    assert hasattr(Anthropic(api_key="k", plugins=["good"]), "things")
    assert not hasattr(Anthropic(api_key="k", plugins=[]), "things")


def test_conflict(install: Install) -> None:
    """Two that offer one name: whoever uses it is told both distributions; other names work."""
    for name in ("one", "two"):
        install(
            name,
            f"""
            class Twice: ...
            class Acme{name}: ...

            @hookimpl
            def anthropic_exports():
                return {{"Twice": "HERE:Twice", "Acme{name}": "HERE:Acme{name}"}}
            """,
        )
    with pytest.raises(PluginError, match="'acme-one' and 'acme-two'"):
        _ = anthropic.Twice  # type: ignore[attr-defined]
    assert anthropic.Acmeone.__name__ == "Acmeone"  # type: ignore[attr-defined]


BROKEN = {
    "import": ("raise RuntimeError('boom')", "RuntimeError: boom"),
    "register": ("@hookimpl\ndef anthropic_exports(surprise): ...", "PluginValidationError"),
    "call": ("@hookimpl\ndef anthropic_exports():\n    raise KeyError('x')", "KeyError"),
    "exit": ("raise SystemExit(3)", "SystemExit: 3"),
    "answer": ("@hookimpl\ndef anthropic_exports():\n    return ['x']", "a mapping of names to import paths"),
    "hook": ("@hookimpl\ndef anthropic_exprots():\n    return {}", "unknown hook 'anthropic_exprots'"),
    "path": ("@hookimpl\ndef anthropic_exports():\n    return {'x': print}", "a mapping of names to import paths"),
}


@pytest.mark.parametrize("door", BROKEN)
def test_broken(install: Install, door: str) -> None:
    """Broken at import, at registration or when called: warned of once, kept with its reason; the others work."""
    source, reason = BROKEN[door]
    install("bad", source)
    install("good", GOOD)
    with pytest.warns(PluginWarning, match="'bad' of 'acme-bad'") as warned:
        assert anthropic.AcmeClient  # type: ignore[attr-defined]
    assert len(warned) == 1
    failures = {plugin.name: plugin.failure for plugin in plugins.installed().all()}
    assert failures["good"] is None
    assert reason in str(failures["bad"])
    with pytest.raises(PluginNotFoundError, match="'bad' is broken"):
        Anthropic(provider="nowhere")


def test_two_of_one_name(install: Install) -> None:
    """The first that is found works on; the other one is told."""
    install("good", GOOD)
    install("good", GOOD, distribution="acme-second")
    with pytest.warns(PluginWarning, match="'good' of"):
        offers = plugins.installed().offers("anthropic_exports")
    assert list(offers) == ["AcmeClient"]


@pytest.mark.parametrize("door", BROKEN)
def test_strict(install: Install, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
    monkeypatch.setenv("ANTHROPIC_PLUGINS_STRICT", "1")
    install("bad", BROKEN[door][0])
    with pytest.raises(PluginError, match="'bad'"):
        plugins.installed().offers("anthropic_exports")


def test_middleware_that_is_no_list(install: Install, world: World) -> None:
    install("odd", '@hookimpl\ndef anthropic_middleware():\n    return "HERE:tag"')
    with pytest.warns(PluginWarning, match="a list of import paths"):
        world.run(lambda: world.client(Server(MESSAGE)).messages.create(**REQUEST))


def test_offer_that_does_not_load(install: Install) -> None:
    install("odd", '@hookimpl\ndef anthropic_exports():\n    return {"AcmeOdd": "no_such_module:Thing"}')
    with pytest.raises(PluginError, match=r"'odd' of 'acme-odd' offers 'no_such_module:Thing'"):
        _ = anthropic.AcmeOdd  # type: ignore[attr-defined]


def test_absent_package_says_how_to_get_it(install: Install) -> None:
    """The install hint, at import and at attribute access."""
    with pytest.raises(
        ImportError, match=r"AnthropicBedrock lives in the package 'anthropic-bedrock'\. Install it with"
    ):
        from anthropic import AnthropicBedrock  # noqa: F401
    with pytest.raises(ImportError, match=r"pip install 'anthropic\[vertex\]'"):
        _ = anthropic.AsyncAnthropicVertex
    with pytest.raises(AttributeError, match=r"anthropic\[beta\]"):
        _ = Anthropic(api_key="k").beta
    with pytest.raises(PluginNotFoundError, match=r"anthropic\[testing\]"):
        Anthropic(provider="emulator")
    assert not hasattr(anthropic, "no_such_name")
    assert not hasattr(Anthropic(api_key="k"), "no_such_name")


def test_broken_sibling_is_named(install: Install) -> None:
    install("bedrock", "raise OSError('no library')", distribution="anthropic-bedrock")
    with pytest.warns(PluginWarning), pytest.raises(ImportError, match="which is broken: OSError: no library"):
        _ = anthropic.AnthropicBedrock


def test_a_bare_import_loads_nothing() -> None:
    """`import anthropic` loads no plug-in, no type, no HTTP library."""
    code = """
    import sys, json, anthropic
    heavy = ("httpx", "pydantic", "pluggy", "anthropic")
    print(json.dumps(sorted(name for name in sys.modules if name.split(".")[0] in heavy)))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, check=True)
    assert json.loads(done.stdout) == ["anthropic", "anthropic._version"]


def test_public_names() -> None:
    """Every listed name resolves, and no other is promised."""
    for name in anthropic.__all__:
        assert getattr(anthropic, name) is not None, name
    assert set(anthropic.__all__) <= set(dir(anthropic))
    assert anthropic.Timeout is httpx.Timeout


def test_no_plugin_no_cost(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    """Where no distribution declares the group, nothing is imported to find that out."""
    monkeypatch.setattr(plugins, "_search_path", lambda: [str(tmp_path)])
    found: Any = plugins.Plugins()
    assert found.all() == []
    assert found._manager is None
