"""Where credentials come from: botocore's own resolver, against small stand-ins for what AWS runs beside a program."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import httpx
import pytest

import anthropic

REQUEST: Any = {"model": "anthropic.x-v1:0", "max_tokens": 8, "messages": [{"role": "user", "content": "Hello"}]}
MESSAGE: Any = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "x",
    "content": [],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}
Answer = Callable[[str, Any], Tuple[int, object]]


def in_hours(hours: float) -> datetime.datetime:
    """A time from now."""
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)


def nothing_there(method: str, headers: Any) -> Tuple[int, object]:
    """The answer at any other path."""
    return 404, {}


class Neighbour:
    """An HTTP server on loopback that answers by a table of paths."""

    def __init__(self) -> None:
        self.answers: Dict[str, Answer] = {}
        self.seen: List[str] = []
        neighbour = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                path = self.path.partition("?")[0]
                neighbour.seen.append(f"{self.command} {path}")
                status, body = neighbour.answers.get(path, nothing_there)(self.command, self.headers)
                data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(data)))
                self.send_header("x-aws-ec2-metadata-token-ttl-seconds", "21600")
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_POST = _answer  # noqa: N815  # the names that the server looks for

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def neighbour() -> Iterator[Neighbour]:
    """A server beside the program."""
    made = Neighbour()
    yield made
    made.close()


@pytest.fixture(params=["blocking", "async"])
def world(request: pytest.FixtureRequest) -> str:
    """Both worlds."""
    return str(request.param)


def signers(world: str, times: int = 2, **options: Any) -> List[Tuple[str, str]]:
    """Access key and session token of some requests of one client, one after the other."""
    seen: List[Tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        access_key = request.headers["authorization"].split("Credential=")[1].split("/")[0]
        seen.append((access_key, request.headers.get("x-amz-security-token", "")))
        return httpx.Response(200, json=MESSAGE)

    transport = httpx.MockTransport(answer)
    if world == "blocking":
        client = anthropic.AnthropicBedrock(**options, http_client=httpx.Client(transport=transport))
        for _ in range(times):
            client.messages.create(**REQUEST)
        return seen

    async def use() -> None:
        client = anthropic.AsyncAnthropicBedrock(**options, http_client=httpx.AsyncClient(transport=transport))
        await asyncio.gather(*(client.messages.create(**REQUEST) for _ in range(times)))

    asyncio.run(use())
    return seen


def signers_elsewhere(world: str, profile: str) -> Any:
    """As `signers`, in a process of its own: botocore looks up the home once, when it is imported."""
    code = (
        "import json, sys; from test_credential_sources import signers; "
        "print(json.dumps(signers(sys.argv[1], aws_profile=sys.argv[2])))"
    )
    here = Path(__file__).parent
    command = [sys.executable, "-c", code, world, profile]
    done = subprocess.run(command, cwd=here, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def test_container(world: str, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch) -> None:
    """ECS and EKS serve the keys of the task's role at an address in the environment, for a token."""

    def keys(method: str, headers: Any) -> Tuple[int, object]:
        if headers["authorization"] != "pod-token":
            return 403, {}
        return 200, {
            "AccessKeyId": "ASIACONTAINER",
            "SecretAccessKey": "S",
            "Token": "T",
            "Expiration": in_hours(6).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    neighbour.answers["/creds"] = keys
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{neighbour.url}/creds")
    monkeypatch.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "pod-token")
    assert signers(world, 3) == [("ASIACONTAINER", "T")] * 3
    assert neighbour.seen == ["GET /creds"], "asked once for all requests"


def test_keys_that_are_about_to_end_are_renewed(
    world: str, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys with five minutes left are renewed before the next signature; botocore's own limit is ten."""
    served = [("ASIASHORT", 5 / 60), ("ASIALONG", 6.0)]

    def keys(method: str, headers: Any) -> Tuple[int, object]:
        name, hours = served.pop(0)
        end = in_hours(hours).strftime("%Y-%m-%dT%H:%M:%SZ")
        return 200, {"AccessKeyId": name, "SecretAccessKey": "S", "Token": "T", "Expiration": end}

    neighbour.answers["/creds"] = keys
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{neighbour.url}/creds")
    assert {key for key, _ in signers(world, 3)} == {"ASIALONG"}
    assert len(neighbour.seen) == 2


def test_instance(world: str, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch) -> None:
    """EC2 serves the keys of the instance's role, for a token of its own (IMDSv2)."""
    metadata = "/latest/meta-data/iam/security-credentials/"
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def guarded(body: object) -> Answer:
        return lambda _, headers: (200, body) if headers["x-aws-ec2-metadata-token"] == "imds" else (401, {})

    neighbour.answers["/latest/api/token"] = lambda method, _: (200, "imds") if method == "PUT" else (405, {})
    neighbour.answers[metadata] = guarded("caller")
    neighbour.answers[f"{metadata}caller"] = guarded(
        {
            "Code": "Success",
            "LastUpdated": now,
            "Type": "AWS-HMAC",
            "AccessKeyId": "ASIAINSTANCE",
            "SecretAccessKey": "S",
            "Token": "T",
            "Expiration": in_hours(6).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    )
    monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
    monkeypatch.setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", neighbour.url)
    assert signers(world) == [("ASIAINSTANCE", "T")] * 2


def test_single_sign_on(world: str, neighbour: Neighbour, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After `aws sso login` the cached token is exchanged for the keys of a role."""

    def keys(method: str, headers: Any) -> Tuple[int, object]:
        if headers["x-amz-sso_bearer_token"] != "sso-token":
            return 401, {"message": "no"}
        end = int(in_hours(6).timestamp() * 1000)
        role = {"accessKeyId": "ASIASSO", "secretAccessKey": "S", "sessionToken": "T", "expiration": end}
        return 200, {"roleCredentials": role}

    neighbour.answers["/federation/credentials"] = keys
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO", neighbour.url)
    start = "https://example.awsapps.com/start"
    (home / ".aws" / "config").write_text(
        f"[profile sso]\nsso_start_url = {start}\nsso_region = us-east-1\nsso_account_id = 123456789012\n"
        "sso_role_name = dev\nregion = eu-west-1\n"
    )
    cache = home / ".aws" / "sso" / "cache"
    cache.mkdir(parents=True)
    token = {"startUrl": start, "region": "us-east-1", "accessToken": "sso-token", "expiresAt": in_hours(1).isoformat()}
    name = hashlib.sha1(start.encode()).hexdigest()
    (cache / f"{name}.json").write_text(json.dumps(token))
    assert signers_elsewhere(world, "sso") == [["ASIASSO", "T"]] * 2


def test_expired_single_sign_on_is_one_of_our_errors(world: str, home: Path) -> None:
    """Whoever must log in again is told so."""
    (home / ".aws" / "config").write_text(
        "[profile sso]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n"
        "sso_account_id = 123456789012\nsso_role_name = dev\n"
    )
    with pytest.raises(anthropic.MissingCredentialsError, match="sso login|SSO"):
        signers(world, 1, aws_profile="sso")


def test_process(world: str, home: Path) -> None:
    """A command of the user's own may print the keys."""
    keys = {"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "S"}
    script = home / "keys.py"
    script.write_text(f"print({json.dumps(json.dumps(keys))})")
    (home / ".aws" / "config").write_text(f"[profile p]\ncredential_process = {sys.executable} {script}\n")
    assert signers(world, aws_profile="p") == [("AKIDPROCESS", "")] * 2


def test_nothing(world: str) -> None:
    """Where nobody has keys, the error says what to set."""
    with pytest.raises(anthropic.MissingCredentialsError, match="AWS_ACCESS_KEY_ID"):
        signers(world, 1)
