"""Signatures, verified on the server's side by software that nobody here wrote."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from bedrock.peer import Aws, boto3

import anthropic

REQUEST: Any = {"max_tokens": 8, "messages": [{"role": "user", "content": "Hello"}]}
MODELS = {
    "plain": "anthropic.claude-3-haiku-20240307-v1:0",
    "profile": "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "arn": "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123",
}


def status(world: str, aws: Aws, model: str = MODELS["plain"], **options: Any) -> int:
    """The status that the server answers an invocation with; moto's answer to one that it allows is empty."""
    arguments: Any = {"base_url": aws.url, "aws_region": "us-east-1", "max_retries": 0, **options}
    request: Any = {**REQUEST, "model": model}
    if world == "blocking":
        with anthropic.AnthropicBedrock(**arguments) as client:
            return client.messages.with_raw_response.create(**request).status_code

    async def invoke() -> int:
        async with anthropic.AsyncAnthropicBedrock(**arguments) as client:
            return (await client.messages.with_raw_response.create(**request)).status_code

    return asyncio.run(invoke())


@pytest.fixture(params=["blocking", "async"])
def world(request: pytest.FixtureRequest) -> str:
    """Both worlds."""
    return str(request.param)


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_right_key_is_let_in(world: str, aws: Aws, model: str) -> None:
    """The server computes the same signature from what it received."""
    assert status(world, aws, model, aws_access_key=aws.access_key, aws_secret_key=aws.secret_key) == 200


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_wrong_secret_is_kept_out(world: str, aws: Aws, model: str) -> None:
    """The check above can fail: the very same request, signed with another secret, is refused."""
    with pytest.raises(anthropic.PermissionDeniedError, match="[Ss]ignature"):
        status(world, aws, model, aws_access_key=aws.access_key, aws_secret_key="wrong")


def test_unknown_key_is_kept_out(world: str, aws: Aws) -> None:
    """Nobody has such a key."""
    with pytest.raises(anthropic.PermissionDeniedError):
        status(world, aws, aws_access_key="AKIDUNKNOWN000000000", aws_secret_key=aws.secret_key)


def test_session_of_a_role(world: str, aws: Aws) -> None:
    """Temporary keys are let in with their token, and kept out without it."""
    sts: Any = aws.client("sts")
    found = sts.assume_role(RoleArn=aws.role_arn, RoleSessionName="test")["Credentials"]
    keys = {"aws_access_key": found["AccessKeyId"], "aws_secret_key": found["SecretAccessKey"]}
    assert status(world, aws, **keys, aws_session_token=found["SessionToken"]) == 200
    with pytest.raises(anthropic.PermissionDeniedError):
        status(world, aws, **keys)


def test_role_of_a_profile(world: str, aws: Aws, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The role that a profile names is assumed by botocore; nothing here does it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", aws.url)
    (home / ".aws" / "credentials").write_text(
        f"[base]\naws_access_key_id = {aws.access_key}\naws_secret_access_key = {aws.secret_key}\n"
    )
    (home / ".aws" / "config").write_text(f"[profile work]\nrole_arn = {aws.role_arn}\nsource_profile = base\n")
    assert status(world, aws, aws_profile="work") == 200


def test_boto3_session(world: str, aws: Aws) -> None:
    """The session that a program has already is enough."""
    session = boto3.Session(aws.access_key, aws.secret_key, region_name="us-east-1")
    assert status(world, aws, boto_session=session) == 200
