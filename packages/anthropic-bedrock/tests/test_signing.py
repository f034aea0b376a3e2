"""Signatures, recomputed from what arrives: the same secret must give the same signature over the same bytes."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any, Dict

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import httpx
import pytest
from standin import MESSAGE, REQUEST, Bedrock, World

KEYS = {"aws_access_key": "AKIDEXAMPLE", "aws_secret_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
MODELS = {
    "plain": "anthropic.claude-3-haiku-20240307-v1:0",
    "profile": "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "arn": "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc.def-1",
    "odd": "a b%2Fc~ü",
}


def recomputed(request: httpx.Request, secret: str) -> Dict[str, str]:
    """The signature that a request carries, and the one that it should carry, by botocore, from what came.

    The query is decoded, and encoded as AWS writes it, before it is verified.
    """
    given = request.headers["authorization"]
    found = re.fullmatch(
        r"AWS4-HMAC-SHA256 Credential=(\w+)/(\d{8})/([\w-]+)/([\w-]+)/aws4_request, "
        r"SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})",
        given,
    )
    assert found is not None, given
    access, day, region, service, names, signature = found.groups()
    assert request.headers["x-amz-date"].startswith(day)
    headers = {name: request.headers[name] for name in names.split(";")}
    path, _, query = request.url.raw_path.decode().partition("?")
    url = f"{request.url.scheme}://{request.url.netloc.decode()}{path}"
    params = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
    received = botocore.awsrequest.AWSRequest(request.method, url, headers, request.content, params)
    received.context["timestamp"] = request.headers["x-amz-date"]
    credentials = botocore.credentials.Credentials(access, secret)
    signer = botocore.auth.SigV4Auth(credentials, service, region)
    text = signer.string_to_sign(received, signer.canonical_request(received))
    return {"given": signature, "expected": signer.signature(text, received), "service": service, "region": region}


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
@pytest.mark.parametrize("stream", [False, True])
def test_signature_holds(world: World, model: str, stream: bool) -> None:
    """For every form of model id, the path is signed just as it is sent."""
    service = Bedrock()
    client = world.client(service, aws_region="eu-central-1", **KEYS)
    result = client.messages.create(**{**REQUEST, "model": model}, stream=stream)
    world.items(result) if stream else world.run(result)
    (request,) = service.requests
    seen = recomputed(request, KEYS["aws_secret_key"])
    assert seen["given"] == seen["expected"]
    assert (seen["service"], seen["region"]) == ("bedrock", "eu-central-1")


QUERY = {"q": "a b", "plus+": "1+1", "arn": "arn:aws:x/y", "empty": "", "other": "é~*!'();,@$[]%2F"}


def test_query_is_sent_and_signed_as_aws_writes_it(world: World) -> None:
    """A space is `%20`, as AWS verifies it, and a plus `%2B`; nothing is changed in meaning."""
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.create(**REQUEST, extra_query=QUERY))
    world.run(world.client(service, **KEYS).post("/model/m/invoke?a=b c:/d&e", cast_to=object))
    first, second = service.requests
    assert dict(first.url.params) == QUERY
    assert b"q=a%20b&plus%2B=1%2B1&" in first.url.query
    assert second.url.query == b"a=b%20c%3A%2Fd&e="
    for request in service.requests:
        seen = recomputed(request, KEYS["aws_secret_key"])
        assert seen["given"] == seen["expected"]


def test_another_secret_gives_another_signature(world: World) -> None:
    """The check above can fail."""
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.create(**REQUEST))
    seen = recomputed(service.requests[0], "another")
    assert seen["given"] != seen["expected"]


@pytest.mark.parametrize(
    ("cls", "options", "expected"),
    [
        ("AnthropicBedrockMantle", {}, "bedrock-mantle"),
        ("AnthropicAWS", {"workspace_id": "wrkspc_1"}, "aws-external-anthropic"),
    ],
)
def test_sibling_front_doors_sign_for_their_service(
    world: World, cls: str, options: Dict[str, Any], expected: str
) -> None:
    """A signature is for one service, region and host."""
    service = Bedrock()
    world.run(world.client(service, cls, aws_region="us-west-2", **KEYS, **options).messages.create(**REQUEST))
    seen = recomputed(service.requests[0], KEYS["aws_secret_key"])
    assert seen["given"] == seen["expected"]
    assert seen["service"] == expected


def test_session_token_is_sent_and_signed(world: World) -> None:
    """Temporary keys need their token."""
    service = Bedrock()
    client = world.client(service, **KEYS, aws_session_token="TOKEN")
    world.run(client.messages.create(**REQUEST, extra_headers={"anthropic-beta": "b1"}))
    (request,) = service.requests
    assert request.headers["x-amz-security-token"] == "TOKEN"
    names = request.headers["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    assert {"anthropic-beta", "content-type", "host", "x-amz-date", "x-amz-security-token"} <= set(names)
    seen = recomputed(request, KEYS["aws_secret_key"])
    assert seen["given"] == seen["expected"]


def test_headers_that_proxies_change_are_not_signed(world: World) -> None:
    """A gateway on the way may set its own `user-agent` or `accept-encoding`."""
    service = Bedrock()
    world.run(world.client(service, **KEYS).messages.create(**REQUEST, extra_headers={"accept-encoding": "gzip"}))
    names = service.requests[0].headers["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    assert not {"user-agent", "accept-encoding", "connection"} & set(names)


def test_each_attempt_is_signed_anew(world: World) -> None:
    """A retry has other headers, and a time of its own."""
    answers = [httpx.Response(503, json={"message": "later"}, headers={"retry-after-ms": "1"})]
    service = Bedrock(lambda request: answers.pop() if answers else httpx.Response(200, json=MESSAGE))
    world.run(world.client(service, **KEYS).messages.create(**REQUEST))
    first, second = service.requests
    assert first.headers["authorization"] != second.headers["authorization"]
    for request in (first, second):
        seen = recomputed(request, KEYS["aws_secret_key"])
        assert seen["given"] == seen["expected"]


def test_own_authorization_is_left_alone(world: World) -> None:
    """Whoever sets the header, or omits it, knows what to send."""
    import anthropic

    service = Bedrock()
    client = world.client(service, **KEYS)
    world.run(client.messages.create(**REQUEST, extra_headers={"Authorization": "Bearer mine"}))
    world.run(client.messages.create(**REQUEST, extra_headers={"Authorization": anthropic.omit}))
    assert [request.headers.get("authorization") for request in service.requests] == ["Bearer mine", None]


def test_base_url_with_a_path_and_a_port_is_signed_as_sent(world: World) -> None:
    """A gateway passes the path on; the signature covers the host as the server sees it."""
    service = Bedrock()
    client = world.client(service, base_url="http://gateway.test:8080/aws/", **KEYS)
    world.run(client.messages.create(**REQUEST))
    (request,) = service.requests
    assert str(request.url) == f"http://gateway.test:8080/aws/model/{REQUEST['model']}/invoke"
    seen = recomputed(request, KEYS["aws_secret_key"])
    assert seen["given"] == seen["expected"]


def test_secrets_are_not_in_errors(world: World) -> None:
    """Neither keys, token nor signature are shown or kept."""
    import anthropic

    service = Bedrock(lambda request: httpx.Response(403, json={"message": "no"}))
    client = world.client(service, **KEYS, aws_session_token="TOKEN", max_retries=0)
    with pytest.raises(anthropic.PermissionDeniedError) as caught:
        world.run(client.messages.create(**REQUEST))
    kept = repr(vars(caught.value)) + repr(caught.value.request.headers) + repr(client)
    assert "TOKEN" not in kept
    assert KEYS["aws_secret_key"] not in kept
    assert "Signature=" not in kept
