"""Every endpoint of the spec exists in both clients, takes the parameters it should, and puts each where it belongs."""

from __future__ import annotations

import importlib
import inspect
import json
from operator import attrgetter
from typing import Any

import httpx
import pytest
from scripted import Server, World, error, reply

import anthropic
from anthropic._types import NotGiven, Omit

from .spec.forms import ENDPOINTS, expected, form, is_required

pytestmark = pytest.mark.filterwarnings("ignore:Text completions are deprecated:DeprecationWarning")

PLACES = {
    "completions": ("anthropic.resources.completions", "Completions"),
    "files": ("anthropic.resources.files", "Files"),
    "messages": ("anthropic.resources.messages", "Messages"),
    "messages.batches": ("anthropic.resources.messages", "Batches"),
    "models": ("anthropic.resources.models", "Models"),
    "skills": ("anthropic.resources.skills", "Skills"),
    "skills.versions": ("anthropic.resources.skills", "Versions"),
}
OPTIONS = {"extra_headers", "extra_query", "extra_body", "timeout", "deadline"}
SENTINELS = (Omit, NotGiven)
SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}
JSON_FORMAT = {"type": "json_schema", "schema": SCHEMA}
MESSAGES = [{"role": "user", "content": "hi"}]

EXAMPLES: dict[str, Any] = {
    "CacheControlEphemeralParam | None": {"type": "ephemeral"},
    "FileTypes": b"content",
    "Iterable[MessageCountTokensToolParam]": [{"name": "t", "input_schema": SCHEMA}],
    "Iterable[MessageParam]": MESSAGES,
    "Iterable[ToolUnionParam]": [{"name": "t", "input_schema": SCHEMA}],
    "Iterable[messages.batch_create_params.Request]": [
        {"custom_id": "a", "params": {"max_tokens": 1, "messages": MESSAGES, "model": "m"}}
    ],
    "JSONOutputFormatParam | type | None": JSON_FORMAT,
    "JSONOutputFormatParam | type[ResponseFormatT] | None": JSON_FORMAT,
    'Literal["auto", "standard_only"]': "auto",
    "Literal[False]": False,
    "Literal[False] | Literal[True]": False,
    "MessageCreateParamsContainerParam | None": "container_1",
    "MetadataParam": {"user_id": "u"},
    "ModelParam": "m",
    "OutputConfigParam": {"effort": "low"},
    "SequenceNotStr[FileTypes]": [("skill/SKILL.md", b"content")],
    "SequenceNotStr[str]": ["a", "b"],
    "SequenceNotStr[str] | None": ["a", "b"],
    "ThinkingConfigParam": {"type": "adaptive"},
    "ToolChoiceParam": {"type": "auto"},
    "float": 0.5,
    "int": 7,
    "int | None": 7,
    "list[AnthropicBetaParam]": ["beta-1", "beta-2"],
    "str": "s",
    "str | Iterable[TextBlockParam]": "s",
    "str | None": "s",
    "type[ResponseFormatT] | None": dict,
}


def method(name: str, *, is_async: bool) -> Any:
    """The function of an endpoint, on the class of its resource."""
    group, _, function = name.rpartition(".")
    module, cls = PLACES[group]
    return getattr(getattr(importlib.import_module(module), f"Async{cls}" if is_async else cls), function)


def spec_params(name: str) -> dict[str, dict[str, Any]]:
    """Parameter name to what the spec says of it."""
    params: dict[str, dict[str, Any]] = ENDPOINTS[name]["params"]
    return {key.rstrip("?"): {**param, "required": is_required(key)} for key, param in params.items()}


def annotation_form(annotation: Any) -> Any:
    """The form of a parameter's annotation; the sentinels may always be passed and are no part of it."""
    made = form(annotation)
    if isinstance(made, tuple) and made[0] == "union":
        rest = made[1] - set(SENTINELS)
        made = next(iter(rest)) if len(rest) == 1 else ("union", rest)
    return expected("Literal[True, False]") if made is bool else made


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", ENDPOINTS)
def test_parameters(name: str, is_async: bool) -> None:
    """A method takes each parameter of the spec, with its type, and requires those that the spec requires."""
    signature = inspect.signature(method(name, is_async=is_async))
    shown = {key: param for key, param in signature.parameters.items() if key != "self"}
    spec = spec_params(name)
    assert set(spec) <= set(shown)
    for key, param in spec.items():
        parameter = shown[key]
        assert (parameter.default is inspect.Parameter.empty) == param["required"], key
        assert annotation_form(parameter.annotation) == expected(param["type"]), key
        positional = parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        assert positional == param.get("positional", False), key


@pytest.mark.parametrize("name", ENDPOINTS)
def test_no_parameter_is_made_up(name: str) -> None:
    """What a method takes beside the spec are the options of every call, and what creating a message takes."""
    shown = set(inspect.signature(method(name, is_async=False)).parameters) - {"self"}
    also = set(spec_params("messages.create")) if name in ("messages.stream", "messages.parse") else set()
    assert shown - set(spec_params(name)) - also == OPTIONS


@pytest.mark.parametrize("name", ENDPOINTS)
def test_both_clients_take_the_same(name: str) -> None:
    """The async method differs from the blocking one in being awaited, and in nothing else."""
    blocking, awaiting = method(name, is_async=False), method(name, is_async=True)
    assert str(inspect.signature(blocking)) == str(inspect.signature(awaiting))
    assert not inspect.iscoroutinefunction(blocking)


def sent(world: World, name: str, params: dict[str, Any]) -> httpx.Request:
    """The last request that a call of an endpoint makes; the server refuses it."""
    refusal = error(400, "invalid_request_error")
    batch_url = "https://api.anthropic.com/v1/messages/batches/s/results"
    batch = {"id": "s", "type": "message_batch", "results_url": batch_url}
    server = Server(reply(batch), refusal) if name == "messages.batches.results" else Server(refusal)
    client = world.client(server, max_retries=0)
    call = attrgetter(name)(client)
    with pytest.raises(anthropic.BadRequestError):
        if ENDPOINTS[name]["kind"] == "stream":
            world.in_stream(lambda: call(**params), lambda stream: None)
        else:
            world.run(lambda: call(**params))
    return server.requests[-1]


def body_of(request: httpx.Request) -> Any:
    """The JSON body of a request, or the text of its form."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return json.loads(request.content)
    return request.content.decode()


def carries(request: httpx.Request, key: str, param: dict[str, Any], value: Any) -> bool:
    """Whether a request carries the value of a parameter in the place that the spec names."""
    wire, where = param.get("wire", key), param["in"]
    if where == "path":
        return f"/{value}" in request.url.path
    if where == "query":
        return request.url.params.get_list(wire) == [
            str(item) for item in (value if isinstance(value, list) else [value])
        ]
    if where == "header":
        return request.headers.get(wire) == (",".join(value) if isinstance(value, list) else value)
    body = body_of(request)
    if where in ("file", "form"):
        return f'name="{wire}"' in body
    return wire in body if key == "output_format" else body.get(wire) == value


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_parameter_goes_where_it_belongs(world: World, name: str) -> None:
    """Method and path are those of the spec; each parameter is in the path, the query, a header or the body."""
    spec = spec_params(name)
    values = {
        key: EXAMPLES[param["type"]]
        for key, param in spec.items()
        if not (key == "output_config" and "output_format" in spec)
    }
    request = sent(world, name, values)
    verb, path = ENDPOINTS[name]["http"].split(" ")
    assert request.method == verb
    assert request.url.path == path.format(**values)
    missing = [key for key, value in values.items() if not carries(request, key, spec[key], value)]
    assert missing == []


@pytest.mark.parametrize("name", ENDPOINTS)
def test_what_is_not_given_is_not_sent(world: World, name: str) -> None:
    """Only required parameters, and what the spec always sends, are in the request."""
    entry = ENDPOINTS[name]
    spec = {key: param for key, param in spec_params(name).items() if param["required"]}
    request = sent(world, name, {key: EXAMPLES[param["type"]] for key, param in spec.items()})
    always = entry.get("body", {})
    in_body = {param.get("wire", key) for key, param in spec.items() if param["in"] == "body"}
    if request.headers.get("content-type", "").startswith("application/json"):
        assert set(body_of(request)) == in_body | set(always)
        assert {key: body_of(request)[key] for key in always} == always
    assert not request.url.query
    for header, value in entry.get("headers", {}).items():
        assert value in request.headers[header]
    assert request.headers.get("anthropic-beta") == entry.get("beta_header")


@pytest.mark.parametrize("name", [name for name in ENDPOINTS if any(map(is_required, ENDPOINTS[name]["params"]))])
def test_a_missing_parameter_is_named(world: World, name: str) -> None:
    """Without a required parameter nothing is sent, and the error names what is missing."""
    server = Server(error(400))
    client = world.client(server)
    missing = next(key for key, param in spec_params(name).items() if param["required"])
    with pytest.raises(TypeError, match=missing):
        world.run(lambda: attrgetter(name)(client)())
    assert server.requests == []


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_unknown_parameter_is_named(world: World, name: str) -> None:
    """A parameter that does not exist is an error that names it."""
    server = Server(error(400))
    client = world.client(server)
    values = {key: EXAMPLES[param["type"]] for key, param in spec_params(name).items() if param["required"]}
    with pytest.raises(TypeError, match="no_such_thing"):
        world.run(lambda: attrgetter(name)(client)(**values, no_such_thing=1))
    assert server.requests == []
