"""What Bedrock is asked: paths and bodies of its own in place of the API's."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any, Dict

import httpx
import pytest
from standin import MESSAGE, REQUEST, Bedrock, World, chunk, stream_response

import anthropic
from anthropic.failover import Failover
from anthropic_bedrock import BedrockProvider

KEYS = {"aws_access_key": "AKID", "aws_secret_key": "SECRET"}
MODEL = REQUEST["model"]


def test_create_invokes_the_model(world: World) -> None:
    """The model goes into the path, the version of the form into the body."""
    service = Bedrock()
    message = world.run(world.client(service, **KEYS).messages.create(**REQUEST))
    (request,) = service.requests
    assert str(request.url) == f"https://bedrock-runtime.us-east-1.amazonaws.com/model/{MODEL}/invoke"
    assert list(service.body.items()) == [
        ("max_tokens", 64),
        ("messages", REQUEST["messages"]),
        ("anthropic_version", "bedrock-2023-05-31"),
    ]
    assert not {"x-api-key", "anthropic-version", "x-stainless-async"} & set(request.headers)
    assert message.content[0].text == "Hello."


def test_stream_has_a_path_of_its_own(world: World) -> None:
    """`stream` is not in the body: the path says it."""
    service = Bedrock()
    events = world.items(world.client(service, **KEYS).messages.create(**REQUEST, stream=True))
    assert service.requests[0].url.path == f"/model/{MODEL}/invoke-with-response-stream"
    assert set(service.body) == {"max_tokens", "messages", "anthropic_version"}
    assert [event.type for event in events][0::6] == ["message_start", "message_stop"]


def test_long_request_streams_inside(world: World) -> None:
    """A request that may take longer than ten minutes gives the same message."""
    service = Bedrock()
    message = world.run(world.client(service, **KEYS).messages.create(**{**REQUEST, "max_tokens": 64_000}))
    assert service.requests[0].url.path.endswith("-with-response-stream")
    assert message.content[0].text == "Hello."


@pytest.mark.parametrize(
    ("model", "path"),
    [
        ("anthropic.claude-v2:1", "/model/anthropic.claude-v2:1/invoke"),
        (
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-5-sonnet-v1:0",
            "/model/arn:aws:bedrock:us-east-1:123456789012:inference-profile%2Fus.anthropic.claude-3-5-sonnet-v1:0/invoke",
        ),
        ("../x?y#z", "/model/..%2Fx%3Fy%23z/invoke"),
        ("a%2Fb", "/model/a%252Fb/invoke"),
    ],
)
def test_model_id_is_one_part_of_the_path(world: World, model: str, path: str) -> None:
    """Colons stay, all else that could be mistaken is escaped."""
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.create(**{**REQUEST, "model": model}))
    assert service.requests[0].url.raw_path == path.encode()


@pytest.mark.parametrize(("model", "kind"), [("", ValueError), ("..", ValueError), (7, TypeError)])
def test_impossible_model_is_refused(world: World, model: Any, kind: type) -> None:
    """Nothing is sent to a path that means something else."""
    service = Bedrock()
    with pytest.raises(kind, match="model"):
        world.run(world.client(service, **KEYS).messages.create(**{**REQUEST, "model": model}))
    assert service.requests == []


def test_betas_go_into_header_and_body(world: World) -> None:
    """Bedrock reads them in the body; those of the body count too, each once."""
    service = Bedrock()
    client = world.client(service, **KEYS, default_headers={"anthropic-beta": "b0"})
    extra: Dict[str, Any] = {
        "extra_headers": {"Anthropic-Beta": "b1, b2"},
        "extra_body": {"anthropic_beta": ["b2", "b3"]},
    }
    world.run(client.messages.create(**REQUEST, **extra))
    assert service.body["anthropic_beta"] == ["b1", "b2", "b3"]
    assert service.requests[0].headers["anthropic-beta"] == "b1, b2"


@pytest.mark.parametrize("cls", ["AnthropicBedrock", "Anthropic"])
def test_betas_of_the_client(world: World, cls: str) -> None:
    """The client's own headers count where the call has none, however the provider was chosen."""
    service = Bedrock()
    options: Dict[str, Any] = KEYS if cls == "AnthropicBedrock" else {"provider": BedrockProvider(**KEYS)}
    client = world.client(service, cls, **options, default_headers={"Anthropic-Beta": "b0"})
    world.run(client.messages.create(**REQUEST))
    assert service.body["anthropic_beta"] == ["b0"]
    assert service.requests[0].headers["anthropic-beta"] == "b0"


def test_own_anthropic_version_wins(world: World) -> None:
    """Whoever names a version knows it."""
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.create(**REQUEST, extra_body={"anthropic_version": "mine"}))
    assert service.body["anthropic_version"] == "mine"


def counted(service: Bedrock) -> Any:
    return json.loads(base64.b64decode(service.body["input"]["invokeModel"]["body"]))


def test_count_tokens(world: World) -> None:
    """A whole invocation is wrapped to be counted; the answer is the API's."""
    service = Bedrock()
    client = world.client(service, **KEYS)
    count = world.run(client.messages.count_tokens(model=MODEL, messages=REQUEST["messages"], system="Be kind."))
    assert (count.input_tokens, type(count)) == (18, anthropic.types.MessageTokensCount)
    assert service.requests[0].url.path == f"/model/{MODEL}/count-tokens"
    assert counted(service) == {
        "max_tokens": 1,
        "messages": REQUEST["messages"],
        "system": "Be kind.",
        "anthropic_version": "bedrock-2023-05-31",
    }


def test_count_tokens_with_everything_a_body_may_hold(world: World, tmp_path: Path) -> None:
    """Files, response models and a thinking budget count as they would be sent."""
    picture = tmp_path / "pixel.png"
    picture.write_bytes(b"PNG")
    image = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": picture}}
    said = anthropic.types.TextBlock(type="text", text="Hi.", citations=None)
    messages: Any = [{"role": "user", "content": [image]}, {"role": "assistant", "content": [said]}]
    service = Bedrock()
    client = world.client(service, **KEYS)
    thinking = {"type": "enabled", "budget_tokens": 2048}
    world.run(client.messages.count_tokens(model=MODEL, messages=messages, thinking=thinking))
    body = counted(service)
    assert body["messages"][0]["content"][0]["source"]["data"] == base64.b64encode(b"PNG").decode()
    assert body["messages"][1]["content"][0]["text"] == "Hi."
    assert body["max_tokens"] == 2049


@pytest.mark.parametrize(
    ("model", "counted_as"),
    [
        ("us.anthropic.claude-sonnet-4-v1:0", "anthropic.claude-sonnet-4-v1:0"),
        ("us-gov.anthropic.claude-sonnet-4-v1:0", "anthropic.claude-sonnet-4-v1:0"),
        ("arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-x-v1:0", "anthropic.claude-x-v1:0"),
        ("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-x-v1:0", "anthropic.claude-x-v1:0"),
        (
            "arn:aws:bedrock:us-east-1:1:application-inference-profile/q1",
            "arn:aws:bedrock:us-east-1:1:application-inference-profile%2Fq1",
        ),
    ],
)
def test_count_tokens_is_for_models(world: World, model: str, counted_as: str) -> None:
    """Bedrock does not count for AWS's own inference profiles, but for the model behind them."""
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.count_tokens(model=model, messages=REQUEST["messages"]))
    assert service.requests[0].url.raw_path.decode() == f"/model/{counted_as}/count-tokens"


def test_count_tokens_with_raw_response(world: World) -> None:
    """The other faces of the call see the API's answer too, and AWS's name of the request."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"inputTokens": 5}, headers={"x-amzn-requestid": "aws-7"})

    client = world.client(Bedrock(answer), **KEYS)
    raw = world.run(client.messages.with_raw_response.count_tokens(model=MODEL, messages=REQUEST["messages"]))
    assert raw.parse().input_tokens == 5
    assert raw.request_id == "aws-7"


def test_count_tokens_failure_is_typed(world: World) -> None:
    """An error of the service stays one."""
    service = Bedrock(lambda request: httpx.Response(400, json={"message": "does not support counting tokens"}))
    with pytest.raises(anthropic.BadRequestError, match="does not support counting"):
        world.run(world.client(service, **KEYS).messages.count_tokens(model=MODEL, messages=REQUEST["messages"]))


@pytest.mark.parametrize(
    ("method", "path", "feature"),
    [
        ("get", "/v1/models", "list of models"),
        ("get", "/v1/models/claude-x", "list of models"),
        ("post", "/v1/messages/batches", "message batches"),
        ("get", "/v1/messages/batches?limit=1", "message batches"),
        ("post", "/v1/files", "files"),
        ("get", "/v1/skills", "skills"),
        ("get", "/v1/messages", "endpoint GET /v1/messages"),
        ("post", "/v1/unheard_of", "endpoint POST /v1/unheard_of"),
    ],
)
def test_what_bedrock_has_not_is_told_before_anything_is_sent(
    world: World, method: str, path: str, feature: str
) -> None:
    """One typed error names the feature and the platform."""
    service = Bedrock()
    client = world.client(service, **KEYS)
    body: Dict[str, Any] = {"body": {"a": 1}} if method == "post" else {}
    with pytest.raises(anthropic.UnsupportedFeatureError) as caught:
        world.run(getattr(client, method)(path, cast_to=object, **body))
    assert (caught.value.feature, caught.value.platform) == (feature, "Amazon Bedrock")
    assert service.requests == []


def test_own_paths_of_bedrock_can_be_reached(world: World) -> None:
    """Paths that are not the API's are signed and sent as they are."""
    service = Bedrock(lambda request: httpx.Response(200, json={"output": 1}))
    client = world.client(service, **KEYS)
    assert world.run(client.post("/model/m/converse", cast_to=object, body={"messages": []})) == {"output": 1}
    assert service.requests[0].url.path == "/model/m/converse"
    assert service.requests[0].headers["authorization"].startswith("AWS4-HMAC-SHA256 ")


PROMPT = {"model": "anthropic.claude-v2:1", "prompt": "x", "max_tokens_to_sample": 1}
COMPLETION = {"id": "c1", "type": "completion", "completion": " Hi", "model": "m", "stop_reason": "stop_sequence"}


@pytest.mark.filterwarnings("ignore:Text completions are deprecated")
def test_legacy_completion_is_invoked_too(world: World) -> None:
    """POST /v1/complete becomes an invocation of the same form."""
    service = Bedrock(lambda request: httpx.Response(200, json=COMPLETION))
    assert world.run(world.client(service, **KEYS).completions.create(**PROMPT)).completion == " Hi"
    assert service.requests[0].url.path == "/model/anthropic.claude-v2:1/invoke"
    assert service.body == {"prompt": "x", "max_tokens_to_sample": 1, "anthropic_version": "bedrock-2023-05-31"}


@pytest.mark.filterwarnings("ignore:Text completions are deprecated")
def test_legacy_completion_streams(world: World) -> None:
    """Old models' events have no type; they come all the same."""
    parts = [
        chunk({"completion": " H", "stop_reason": None}),
        chunk({"completion": "i", "stop_reason": "stop_sequence"}),
    ]
    service = Bedrock(lambda request: stream_response(parts))
    events = world.items(world.client(service, **KEYS).completions.create(**PROMPT, stream=True))
    assert [event.completion for event in events] == [" H", "i"]
    assert service.requests[0].url.path == "/model/anthropic.claude-v2:1/invoke-with-response-stream"


@pytest.mark.parametrize("call", [lambda c: c.messages.batches.list(), lambda c: c.messages.batches.retrieve("b")])
def test_batches_are_refused(world: World, call: Any) -> None:
    """The resource is there, and says what the platform has not."""
    with pytest.raises(anthropic.UnsupportedFeatureError, match="Amazon Bedrock has no message batches"):
        world.run(call(world.client(Bedrock(), **KEYS)))


def test_request_id_is_that_of_aws(world: World) -> None:
    """What AWS's support asks for stands where users of the API look."""
    service = Bedrock()
    assert world.run(world.client(service, **KEYS).messages.create(**REQUEST))._request_id == "aws-1"


def test_error_body_of_bedrock_is_the_usual_class(world: World) -> None:
    """The status says what it is; AWS's message and request id are in the error."""
    headers = {"x-amzn-errortype": "ThrottlingException", "x-amzn-requestid": "aws-9"}
    service = Bedrock(lambda request: httpx.Response(429, json={"message": "Too many tokens"}, headers=headers))
    with pytest.raises(anthropic.RateLimitError, match="Too many tokens") as caught:
        world.run(world.client(service, **KEYS, max_retries=0).messages.create(**REQUEST))
    assert caught.value.request_id == "aws-9"


FAILURES: Dict[str, Any] = {
    "a name": (400, "ValidationException", {"message": "m"}, anthropic.BadRequestError, "invalid_request_error"),
    "a name with an address": (
        429,
        "ThrottlingException:http://internal.amazon.com/coral/",
        {"message": "m"},
        anthropic.RateLimitError,
        "rate_limit_error",
    ),
    "a name in a namespace": (
        404,
        "com.amazonaws.bedrock#ResourceNotFoundException",
        {"Message": "m"},
        anthropic.NotFoundError,
        "not_found_error",
    ),
    "a name in the body": (
        403,
        None,
        {"__type": "a.b#AccessDeniedException", "message": "m"},
        anthropic.PermissionDeniedError,
        "permission_error",
    ),
    "no name": (429, None, {"message": "m"}, anthropic.RateLimitError, "rate_limit_error"),
    "a name for a newer release": (
        403,
        "ExpiredTokenException",
        {"message": "m"},
        anthropic.PermissionDeniedError,
        "permission_error",
    ),
    "another status": (418, "TeapotException", {"message": "m"}, anthropic.BadRequestError, "invalid_request_error"),
    "no JSON": (503, "ServiceUnavailableException", "m", anthropic.ServiceUnavailableError, "overloaded_error"),
    "the model's own failure": (
        424,
        "ModelErrorException",
        {"message": "x", "originalStatusCode": 429, "originalMessage": "m"},
        anthropic.RateLimitError,
        "rate_limit_error",
    ),
    "a failure of the model": (
        424,
        "ModelErrorException",
        {"message": "m"},
        anthropic.InternalServerError,
        "api_error",
    ),
    "too slow": (408, "ModelTimeoutException", {"message": "m"}, anthropic.RequestTimeoutError, "timeout_error"),
    "a quota": (400, "ServiceQuotaExceededException", {"message": "m"}, anthropic.BadRequestError, "rate_limit_error"),
    "the API's own form": (
        400,
        "ValidationException",
        {"type": "error", "error": {"type": "billing_error", "message": "m"}},
        anthropic.BadRequestError,
        "billing_error",
    ),
}


@pytest.mark.parametrize(("status", "name", "body", "cls", "type_"), FAILURES.values(), ids=list(FAILURES))
def test_failure_has_aws_name_and_the_api_s_meaning(
    world: World, status: int, name: Any, body: Any, cls: type, type_: str
) -> None:
    """As in a stream; what AWS said besides is kept."""
    headers = {} if name is None else {"x-amzn-errortype": name}
    content: Dict[str, Any] = {"text": body} if isinstance(body, str) else {"json": body}
    service = Bedrock(lambda request: httpx.Response(status, headers=headers, **content))
    with pytest.raises(anthropic.APIStatusError) as caught:
        world.run(world.client(service, **KEYS, max_retries=0).messages.create(**REQUEST))
    error: Any = caught.value
    assert (type(error), error.type, error.status_code) == (cls, type_, status)
    own = isinstance(body, dict) and "error" in body
    called = "" if own else (name or body.get("__type", "")).partition(":")[0].rpartition("#")[2]
    assert error.body["error"]["message"] == (f"{called}: m" if called else "m")
    assert isinstance(body, str) or body.items() <= error.body.items()


def test_failover_moves_on_from_a_model_that_is_busy(world: World) -> None:
    """The status of the answer (424) says less than the model's own."""
    body = {"message": "x", "originalStatusCode": 429, "originalMessage": "m"}
    headers = {"x-amzn-errortype": "ModelErrorException"}

    def answer(request: httpx.Request) -> httpx.Response:
        busy = "us-west-2" in request.url.host
        return httpx.Response(424, json=body, headers=headers) if busy else httpx.Response(200, json=MESSAGE)

    service = Bedrock(answer)
    both = [BedrockProvider(**KEYS, aws_region=region) for region in ("us-west-2", "eu-west-1")]
    client = world.client(service, "Anthropic", provider=Failover(both), max_retries=0)
    assert world.run(client.messages.create(**REQUEST)).content[0].text == "Hello."
    assert len(service.requests) == 2


def test_page_of_a_proxy_stays_what_it_is(world: World) -> None:
    """AWS has not said anything there."""
    service = Bedrock(lambda request: httpx.Response(403, text="<h1>No</h1>"))
    with pytest.raises(anthropic.PermissionDeniedError) as caught:
        world.run(world.client(service, **KEYS, max_retries=0).messages.create(**REQUEST))
    assert caught.value.body == "<h1>No</h1>"


@pytest.mark.parametrize("name", ["AnthropicBedrockMantle", "AnthropicAWS"])
def test_failure_before_a_sibling_front_door(world: World, name: str) -> None:
    """AWS itself may refuse there too, in its own words."""
    headers = {"x-amzn-errortype": "AccessDeniedException"}
    service = Bedrock(lambda request: httpx.Response(403, json={"Message": "m"}, headers=headers))
    client = world.client(service, name, **KEYS, aws_region="r", **({"workspace_id": "w"} if "AWS" in name else {}))
    with pytest.raises(anthropic.PermissionDeniedError, match="AccessDeniedException: m") as caught:
        world.run(client.messages.create(**REQUEST))
    assert caught.value.type == "permission_error"


def test_bearer_token(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given, from the environment, or from a callable; then nothing is signed."""
    service = Bedrock()
    world.run(world.client(service, api_key="T1").messages.create(**REQUEST))
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "T2")
    world.run(world.client(service).messages.create(**REQUEST))
    world.run(world.client(service, api_key=lambda: "T3").messages.create(**REQUEST))
    sent = [request.headers["authorization"] for request in service.requests]
    assert sent == ["Bearer T1", "Bearer T2", "Bearer T3"]
    assert not any("x-amz-date" in request.headers for request in service.requests)


def test_given_credentials_win_over_a_bearer_token_of_the_environment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arguments come before variables."""
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "T")
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.create(**REQUEST))
    assert service.requests[0].headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKID/")


def test_provider_by_name(world: World) -> None:
    """`Anthropic(provider="bedrock")` is the second way in, and sends the same."""
    service = Bedrock()
    options = {**KEYS, "aws_region": "eu-west-1"}
    world.run(
        world.client(service, "Anthropic", provider="bedrock", provider_options=options).messages.create(**REQUEST)
    )
    world.run(world.client(service, **options).messages.create(**REQUEST))
    first, second = service.requests
    assert (first.url, first.content) == (second.url, second.content)
    names = [set(request.headers) for request in service.requests]
    assert names[0] == names[1]


def test_message_and_its_blocks_survive(world: World) -> None:
    """Fields that only Bedrock sends are kept."""
    service = Bedrock(lambda request: httpx.Response(200, json={**MESSAGE, "amazon": {"x": 1}}))
    assert world.run(world.client(service, **KEYS).messages.create(**REQUEST)).to_dict()["amazon"] == {"x": 1}
