"""The clients: arguments, environment, copies, pickles; and the sibling front doors."""

from __future__ import annotations

import inspect
import pickle
import traceback
from typing import Any, Dict

import httpx
import pytest
from standin import MESSAGE, REQUEST, Bedrock, World

import anthropic
from anthropic_bedrock import AWSProvider, BedrockProvider

KEYS = {"aws_access_key": "AKID", "aws_secret_key": "SECRET"}
WORKSPACE = {"workspace_id": "wrkspc_1"}
ALL: Dict[str, Dict[str, Any]] = {
    "AnthropicBedrock": {},
    "AnthropicBedrockMantle": {},
    "AnthropicAWS": WORKSPACE,
}
VARIABLES = {
    "AnthropicBedrock": "ANTHROPIC_BEDROCK_BASE_URL",
    "AnthropicBedrockMantle": "ANTHROPIC_BEDROCK_MANTLE_BASE_URL",
    "AnthropicAWS": "ANTHROPIC_AWS_BASE_URL",
}


@pytest.fixture(params=list(ALL))
def cls(request: pytest.FixtureRequest) -> str:
    """Each client of this package."""
    return str(request.param)


def test_positional_arguments_of_bedrock() -> None:
    """The order that users know."""
    timeout = httpx.Timeout(3)
    client = anthropic.AnthropicBedrock("SECRET", "AKID", "eu-west-1", None, "TOKEN", None, "http://x.test", timeout, 5)
    assert (client.aws_secret_key, client.aws_access_key, client.aws_session_token) == ("SECRET", "AKID", "TOKEN")
    assert (client.aws_region, str(client.base_url)) == ("eu-west-1", "http://x.test")
    assert (client.timeout, client.max_retries) == (timeout, 5)


def test_api_key_and_credentials_of_bedrock_exclude_each_other() -> None:
    """Nobody has to guess which of them counted."""
    with pytest.raises(ValueError, match="not both"):
        anthropic.AnthropicBedrock(api_key="T", **KEYS)


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("AnthropicBedrock", "https://bedrock-runtime.us-west-2.amazonaws.com"),
        ("AnthropicBedrockMantle", "https://bedrock-mantle.us-west-2.api.aws/anthropic"),
        ("AnthropicAWS", "https://aws-external-anthropic.us-west-2.api.aws"),
    ],
)
def test_base_url(name: str, default: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the region, else of the variable, else of the argument."""
    make = getattr(anthropic, name)
    options = {**KEYS, **ALL[name], "aws_region": "us-west-2"}
    assert str(make(**options).base_url).rstrip("/") == default
    monkeypatch.setenv(VARIABLES[name], "http://of.env.test/x")
    assert str(make(**options).base_url) == "http://of.env.test/x/"
    assert make(**options, base_url="http://of.argument.test").base_url.host == "of.argument.test"


def test_copy_keeps_everything(world: World, cls: str) -> None:
    """Whatever is not changed stays: credentials, region, headers, middleware, the connection pool."""

    def tag(request: httpx.Request) -> Any:
        request.headers["x-tag"] = "1"
        return (yield request)

    service = Bedrock()
    options = {**KEYS, **ALL[cls], "aws_region": "eu-west-1", "aws_session_token": "T"}
    client = world.client(service, cls, **options, default_headers={"x-mine": "1"}, max_retries=7, deadline=30)
    for copied in (client.copy(), client.with_options(timeout=9), client.with_middleware(tag)):
        assert type(copied) is type(client)
        assert copied._client is client._client
        assert (copied.max_retries, copied.deadline) == (7, 30)
        world.run(copied.messages.create(**REQUEST))
    first, _, last = service.requests
    assert {request.headers["x-mine"] for request in service.requests} == {"1"}
    assert {request.headers["x-amz-security-token"] for request in service.requests} == {"T"}
    assert {str(request.url) for request in service.requests} == {str(first.url)}
    assert "eu-west-1" in first.url.host
    assert ("x-tag" in first.headers, "x-tag" in last.headers) == (False, True)


def test_copy_to_another_region_moves_the_host(cls: str) -> None:
    """A base URL that was the region's follows the region; one that was given stays."""
    make = getattr(anthropic, cls)
    client = make(**KEYS, **ALL[cls], aws_region="eu-west-1")
    assert "us-west-2" in client.copy(aws_region="us-west-2").base_url.host
    own = make(**KEYS, **ALL[cls], aws_region="eu-west-1", base_url="http://own.test")
    assert own.copy(aws_region="us-west-2").base_url.host == "own.test"


def test_given_base_url_stays_though_it_looks_like_the_region_s(cls: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said outright is remembered, not guessed; a pickle remembers it too."""
    make = getattr(anthropic, cls)
    options = {**KEYS, **ALL[cls], "aws_region": "eu-west-1"}
    url = make(**options).base_url
    given = make(**options, base_url=url)
    monkeypatch.setenv(VARIABLES[cls], "http://of.env.test")
    again = pickle.loads(pickle.dumps(given))
    assert {str(one.base_url) for one in (given.copy(), given.copy(aws_region="x"), again)} == {str(url)}
    of_env = make(**options)
    monkeypatch.delenv(VARIABLES[cls])
    assert of_env.copy(aws_region="us-west-2").base_url.host == "of.env.test"


def test_region_set_later_moves_the_host(world: World, cls: str) -> None:
    """A signature for one region is of no use in another; a base URL that was given stays."""
    service = Bedrock(lambda request: httpx.Response(200, json=MESSAGE))
    client = world.client(service, cls, **KEYS, **ALL[cls], aws_region="us-west-2")
    client.aws_region = "eu-west-1"
    assert "eu-west-1" in client.base_url.host
    copied = client.copy()
    world.run(client.messages.create(**REQUEST))
    world.run(copied.messages.create(**REQUEST))
    for request in service.requests:
        assert "eu-west-1" in request.url.host
        assert "/eu-west-1/" in request.headers["authorization"]
    client.base_url = "http://own.test"
    client.aws_region = "us-west-2"
    world.run(client.messages.create(**REQUEST))
    assert service.requests[-1].url.host == "own.test"


SECRET = "hush-hush"
REFUSED: Dict[str, Any] = {
    "half a pair": lambda make, rest: make(aws_secret_key=SECRET, **rest),
    "unknown option": lambda make, rest: make(aws_secret_key=SECRET, aws_access_key="A", aws_region="r", x=1, **rest),
    "copy": lambda make, rest: make(aws_region="r", **rest).copy(aws_secret_key=SECRET),
    "option of a copy": lambda make, rest: make(aws_region="r", **rest).with_options(api_key=SECRET, max_retries=-1),
    "set later": lambda make, rest: use(make(aws_region="r", **rest), aws_session_token=SECRET),
}


def use(client: Any, **options: Any) -> None:
    """Set options, then see what is made of them. It does not keep them."""
    while options:
        setattr(client, *options.popitem())
    client.custom_auth  # noqa: B018


@pytest.mark.parametrize("case", list(REFUSED))
def test_refused_arguments_are_in_no_traceback(cls: str, case: str) -> None:
    """Tools that report errors show the variables of a traceback's frames."""
    make = getattr(anthropic, cls)
    with pytest.raises((TypeError, ValueError)) as caught:
        REFUSED[case](make, ALL[cls])
    assert SECRET not in shown(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: anthropic.AnthropicAWS(aws_access_key="A", aws_secret_key=SECRET, aws_region="r"),
        lambda: anthropic.AnthropicBedrockMantle(aws_access_key="A", aws_secret_key=SECRET),
        lambda: anthropic.AnthropicBedrock(aws_access_key="A", aws_secret_key=SECRET, api_key="T"),
        lambda: AWSProvider(aws_access_key="A", aws_secret_key=SECRET, aws_region="r"),
        lambda: BedrockProvider(aws_session_token=SECRET),
        lambda: BedrockProvider(aws_secret_key=SECRET, aws_regoin="r"),  # type: ignore[call-arg]  # a misspelt one
    ],
)
def test_other_refusals_are_in_no_traceback(make: Any) -> None:
    """No workspace, no region, too much, by way of the providers."""
    with pytest.raises((anthropic.AnthropicError, TypeError, ValueError)) as caught:
        make()
    assert SECRET not in shown(caught.value)


def shown(error: BaseException) -> str:
    """A traceback with the variables of its frames."""
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def test_signatures_stay_visible(cls: str) -> None:
    """For editors and documentation."""
    make = getattr(anthropic, cls)
    names = set(inspect.signature(make).parameters)
    assert names >= {"aws_region", "boto_session"} if cls == "AnthropicBedrock" else names == {"options"}
    assert list(inspect.signature(make.copy).parameters) == ["self", "changes"]
    assert "boto_session" in inspect.signature(BedrockProvider).parameters


def test_copy_to_another_kind_of_credentials(world: World) -> None:
    """A token takes the place of keys, and the reverse."""
    service = Bedrock()
    client = world.client(service, **KEYS, aws_session_token="T")
    with_token = client.copy(api_key="TOKEN")
    world.run(with_token.messages.create(**REQUEST))
    world.run(with_token.copy(aws_access_key="AKID2", aws_secret_key="S").messages.create(**REQUEST))
    first, second = service.requests
    assert first.headers["authorization"] == "Bearer TOKEN"
    assert "Credential=AKID2/" in second.headers["authorization"]
    assert "x-amz-security-token" not in second.headers


def test_unknown_option_is_a_type_error(cls: str) -> None:
    """A misspelt argument is named."""
    make = getattr(anthropic, cls)
    with pytest.raises(TypeError, match="aws_regoin"):
        make(**KEYS, **ALL[cls], aws_region="eu-west-1", aws_regoin="eu-west-1")
    with pytest.raises(TypeError, match="max_retreis"):
        make(**KEYS, **ALL[cls], aws_region="eu-west-1").copy(max_retreis=1)


def test_pickle_drops_secrets(world: World, cls: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pickled client comes back with its options, and takes credentials from where it wakes up."""
    prefix = "Async" if world.name == "async" else ""
    make = getattr(anthropic, prefix + cls)
    client = make(**KEYS, **ALL[cls], aws_session_token="HUSH", aws_region="eu-west-1", max_retries=4)
    pickled = pickle.dumps(client)
    assert b"SECRET" not in pickled
    assert b"HUSH" not in pickled
    again = pickle.loads(pickled)
    assert (type(again), again.aws_region, again.max_retries) == (type(client), "eu-west-1", 4)
    assert (again.base_url, again.aws_secret_key) == (client.base_url, None)


def test_attribute_set_later_counts(world: World) -> None:
    """Options are read with each call."""
    service = Bedrock()
    client = world.client(service, **KEYS)
    client.aws_access_key, client.aws_secret_key = "AKID2", "S2"
    client.base_url = "http://moved.test"
    world.run(client.messages.create(**REQUEST))
    assert "Credential=AKID2/" in service.requests[0].headers["authorization"]
    assert service.requests[0].url.host == "moved.test"


@pytest.mark.parametrize("name", ["AnthropicBedrockMantle", "AnthropicAWS"])
def test_sibling_front_doors_speak_the_api(world: World, name: str) -> None:
    """Path and body are those of the API, with its version header."""
    service = Bedrock(lambda request: httpx.Response(200, json=MESSAGE))
    client = world.client(service, name, aws_region="us-west-2", **KEYS, **ALL[name])
    world.run(client.messages.create(**REQUEST))
    (request,) = service.requests
    assert request.url.path.endswith("/v1/messages")
    assert request.headers["anthropic-version"] == "2023-06-01"
    assert service.body["model"] == REQUEST["model"]
    assert request.headers.get("anthropic-workspace-id") == ("wrkspc_1" if name == "AnthropicAWS" else None)


@pytest.mark.parametrize(
    ("name", "variable", "header", "value"),
    [
        ("AnthropicBedrockMantle", "AWS_BEARER_TOKEN_BEDROCK", "authorization", "Bearer T"),
        ("AnthropicBedrockMantle", "ANTHROPIC_AWS_API_KEY", "authorization", "Bearer T"),
        ("AnthropicAWS", "ANTHROPIC_AWS_API_KEY", "x-api-key", "T"),
    ],
)
def test_keys_of_sibling_front_doors(
    world: World, name: str, variable: str, header: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key in place of a signature, given or from the environment."""
    service = Bedrock()
    options = {**ALL[name], "aws_region": "us-west-2"}
    world.run(world.client(service, name, **options, api_key="T").messages.create(**REQUEST))
    monkeypatch.setenv(variable, "T")
    world.run(world.client(service, name, **options).messages.create(**REQUEST))
    assert [request.headers[header] for request in service.requests] == [value, value]
    assert not any("x-amz-date" in request.headers for request in service.requests)


@pytest.mark.parametrize("name", ["AnthropicBedrockMantle", "AnthropicAWS"])
def test_skip_auth_sends_requests_as_they_are(world: World, name: str) -> None:
    """A gateway that signs needs neither key nor region nor workspace."""
    service = Bedrock()
    client = world.client(service, name, skip_auth=True, base_url="http://gateway.test")
    world.run(client.copy(max_retries=0).messages.create(**REQUEST))
    assert not {"authorization", "x-api-key", "x-amz-date"} & set(service.requests[0].headers)


@pytest.mark.parametrize("name", ["AnthropicBedrockMantle", "AnthropicAWS"])
def test_missing_region_says_what_to_do(name: str) -> None:
    """There is no default region there."""
    with pytest.raises(anthropic.AnthropicError, match="aws_region=.*AWS_REGION"):
        getattr(anthropic, name)(**KEYS, **ALL[name])


def test_missing_workspace_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claude Platform on AWS needs one, given or from the environment."""
    with pytest.raises(anthropic.AnthropicError, match="workspace_id=.*ANTHROPIC_AWS_WORKSPACE_ID"):
        anthropic.AnthropicAWS(**KEYS, aws_region="us-west-2")
    monkeypatch.setenv("ANTHROPIC_AWS_WORKSPACE_ID", "wrkspc_2")
    assert anthropic.AnthropicAWS(**KEYS, aws_region="us-west-2").workspace_id == "wrkspc_2"


def test_aws_client_is_for_one_platform() -> None:
    """It is a first-party client too, but not for another provider: its key would go to AWS."""
    client = anthropic.AnthropicAWS(workspace_id="w", api_key="k", aws_region="us-east-1")
    with pytest.raises(TypeError, match="AnthropicAWS is for one platform"):
        client.with_options(provider="anthropic")  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-amz-json-1.1", "text/html"])
def test_stream_that_is_none_is_named(world: World, kind: str) -> None:
    """A page of a proxy, or an error with success: its type and its beginning are told."""
    service = Bedrock(lambda _: httpx.Response(200, content=b"Log in first", headers={"content-type": kind}))
    client = world.client(service, aws_access_key="A", aws_secret_key="S", max_retries=0)
    with pytest.raises(anthropic.APIResponseValidationError, match=f"{kind}.*Log in first"):
        world.run(client.messages.create(**REQUEST, stream=True))


def test_aws_client_ignores_keys_of_the_first_party(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ANTHROPIC_API_KEY` is for another host, and is not sent to AWS."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "FIRST")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "PARTY")
    service = Bedrock()
    client = world.client(service, "AnthropicAWS", aws_region="us-west-2", **KEYS, **WORKSPACE)
    world.run(client.messages.create(**REQUEST))
    assert "FIRST" not in str(service.requests[0].headers)
    assert "PARTY" not in str(service.requests[0].headers)
    assert isinstance(client, (anthropic.Anthropic, anthropic.AsyncAnthropic))
    assert client.auth_headers == {}


@pytest.mark.parametrize(("path", "feature"), [("/v1/models", "list of models"), ("/v1/files", "files")])
def test_mantle_has_messages_only(world: World, path: str, feature: str) -> None:
    """What it has not is one typed error, before anything is sent."""
    service = Bedrock()
    client = world.client(service, "AnthropicBedrockMantle", aws_region="us-west-2", **KEYS)
    with pytest.raises(anthropic.UnsupportedFeatureError) as caught:
        world.run(client.get(path, cast_to=object))
    assert (caught.value.feature, caught.value.platform) == (feature, "Amazon Bedrock (Mantle)")
    assert service.requests == []


@pytest.mark.parametrize(
    ("short", "options", "host"),
    [
        ("bedrock-mantle", {}, "bedrock-mantle.us-west-2.api.aws"),
        ("aws", WORKSPACE, "aws-external-anthropic.us-west-2.api.aws"),
    ],
)
def test_sibling_providers_by_name(world: World, short: str, options: Dict[str, Any], host: str) -> None:
    """`Anthropic(provider=…)` is the second way in."""
    service = Bedrock()
    given = {**KEYS, **options, "aws_region": "us-west-2"}
    client = world.client(service, "Anthropic", provider=short, provider_options=given)
    world.run(client.messages.create(**REQUEST))
    assert service.requests[0].url.host == host
    assert service.requests[0].headers["authorization"].startswith("AWS4-HMAC-SHA256 ")
