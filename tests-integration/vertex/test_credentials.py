"""Every kind of Google credential, through the whole of its real flow: google-auth asks, servers on loopback check."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import anyio
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2 import credentials, service_account
from vertex.peer import PROJECT, SCOPE, USER, Google

import anthropic

# What Authlib, on the side of the server, announces of itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib", "ignore:Using implicit key type")
MODEL = "claude-sonnet-4-5@20250929"
REQUEST: Any = {
    "model": "claude-sonnet-4-5@20250929",
    "max_tokens": 64,
    "messages": [{"role": "user", "content": "Hi"}],
}
WORLDS = ["blocking", "asyncio", "trio"]


def ask(world: str, url: str, times: int = 1, client: str = "Vertex", **options: Any) -> list[str]:
    """Messages, the last one streamed, through one client; gives their texts."""
    place: Any = {"region": "us-east5", "base_url": f"{url}/v1"}
    if client == "GoogleCloud":
        place = {"workspace_id": "w", "base_url": f"{url}/v1alpha/projects/p/locations/l/workspaces/w/invoke"}
    arguments: Any = {**place, "max_retries": 0, **options}
    request: Any = {**REQUEST, "model": MODEL if client == "Vertex" else "claude-sonnet-4-5"}
    if world == "blocking":
        with getattr(anthropic, f"Anthropic{client}")(**arguments) as blocking:
            texts = [blocking.messages.create(**request).content[0].text for _ in range(times - 1)]
            with blocking.messages.stream(**request) as stream:
                return [*texts, stream.get_final_text()]

    async def main() -> list[str]:
        async with getattr(anthropic, f"AsyncAnthropic{client}")(**arguments) as awaiting:
            texts = [(await awaiting.messages.create(**request)).content[0].text for _ in range(times - 1)]
            async with awaiting.messages.stream(**request) as stream:
                return [*texts, await stream.get_final_text()]

    return anyio.run(main, backend=world)


@pytest.mark.parametrize("world", WORLDS)
def test_service_account_file(
    world: str, google_cloud: Google, vertex_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that the environment names: its signature is verified, its project used, its token kept."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_cloud.key_file(tmp_path / "key.json")))
    assert all(ask(world, vertex_url, times=3))
    assert google_cloud.issued == ["service account"]
    assert google_cloud.scopes == [SCOPE]


def test_project_of_the_service_account(
    google_cloud: Google, vertex_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody names a project: the file does."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_cloud.key_file(tmp_path / "key.json")))
    with anthropic.AnthropicVertex(region="us-east5", base_url=f"{vertex_url}/v1") as client:
        response = client.messages.with_raw_response.create(**REQUEST)
        assert f"/projects/{PROJECT}/locations/us-east5/" in str(response.http_response.request.url)


@pytest.mark.parametrize("world", WORLDS)
def test_forged_service_account(
    world: str, google_cloud: Google, vertex_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that is not the account's gets no token: the check on the other side is a real one."""
    other = rsa.generate_private_key(65537, 2048)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_cloud.key_file(tmp_path / "key.json", other)))
    with pytest.raises(anthropic.MissingCredentialsError, match="No access token from Google"):
        ask(world, vertex_url)
    assert google_cloud.issued == []


@pytest.mark.parametrize("client", ["Vertex", "GoogleCloud"])
def test_own_credentials_object(client: str, google_cloud: Google, vertex_url: str, tmp_path: Path) -> None:
    """Credentials without a scope get the one that the API needs."""
    made: Any = service_account.Credentials
    own = made.from_service_account_file(str(google_cloud.key_file(tmp_path / "key.json")))
    assert ask("blocking", vertex_url, client=client, credentials=own)
    assert google_cloud.scopes == [SCOPE]


@pytest.mark.parametrize("world", WORLDS)
def test_authorised_user(world: str, google_cloud: Google, vertex_url: str) -> None:
    """A user's refresh token; the project comes from elsewhere."""
    made: Any = credentials.Credentials
    own = made(None, token_uri=f"{google_cloud.url}/token", **USER)
    assert ask(world, vertex_url, times=2, credentials=own, project_id="p")
    assert google_cloud.issued == ["user"]


@pytest.mark.parametrize("world", WORLDS)
def test_token_that_was_revoked(world: str, google_cloud: Google, vertex_url: str) -> None:
    """The API says 401: one new token, and the call goes on."""
    made: Any = credentials.Credentials
    own = made(None, token_uri=f"{google_cloud.url}/token", **USER)
    assert ask(world, vertex_url, credentials=own, project_id="p")
    google_cloud.valid.clear()
    assert ask(world, vertex_url, credentials=own, project_id="p")
    assert google_cloud.issued == ["user", "user"]


def test_token_near_its_end(google_cloud: Google, vertex_url: str) -> None:
    """A token that lives a minute is replaced before each request."""
    google_cloud.lifetime = 60
    made: Any = credentials.Credentials
    own = made(None, token_uri=f"{google_cloud.url}/token", **USER)
    assert ask("blocking", vertex_url, times=3, credentials=own, project_id="p")
    assert google_cloud.issued == ["user"] * 3


def test_wrong_refresh_token(google_cloud: Google, vertex_url: str) -> None:
    """Google refuses: nothing is sent to the API."""
    made: Any = credentials.Credentials
    own = made(None, token_uri=f"{google_cloud.url}/token", **{**USER, "refresh_token": "old"})
    with pytest.raises(anthropic.MissingCredentialsError, match="invalid_grant"):
        ask("blocking", vertex_url, credentials=own, project_id="p")


def test_no_token_server(vertex_url: str) -> None:
    """A token server that is not there is a connection error."""
    made: Any = credentials.Credentials
    own = made(None, token_uri="http://127.0.0.1:9/token", **USER)
    with pytest.raises(anthropic.APIConnectionError, match="token server cannot be reached"):
        ask("blocking", vertex_url, credentials=own, project_id="p", timeout=5)


@pytest.mark.parametrize("world", WORLDS)
def test_workload_identity(
    world: str, google_cloud: Google, vertex_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token of another cloud is exchanged."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_cloud.workload_file(tmp_path)))
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p")
    assert ask(world, vertex_url)
    assert google_cloud.issued == ["workload"]


PROGRAM = """
import asyncio, json, sys, warnings
warnings.simplefilter("ignore")
import anthropic
request = json.loads(sys.argv[2])
async def main():
    async with anthropic.AsyncAnthropicVertex(region="us-east5", base_url=sys.argv[1]) as client:
        message = await client.messages.create(**request)
        print(json.dumps([client.project_id, message.content[0].text]))
asyncio.run(main())
"""


def test_metadata_server(google_cloud: Google, vertex_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine of Google's: token and project come from its metadata server. google-auth reads where at import."""
    host = google_cloud.url[len("http://") :]
    monkeypatch.setenv("GCE_METADATA_HOST", host)
    monkeypatch.setenv("GCE_METADATA_IP", host)
    monkeypatch.delenv("NO_GCE_CHECK")
    command = [sys.executable, "-c", PROGRAM, f"{vertex_url}/v1", json.dumps(REQUEST)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout
    project, text = json.loads(done.stdout.splitlines()[-1])
    assert (project, bool(text)) == ("machine-project", True)
    assert google_cloud.issued == ["machine"]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_event_loop_goes_on(backend: str, google_cloud: Google, vertex_url: str) -> None:
    """While a token is asked for over the network, the loop runs: only it can make the token server answer."""
    google_cloud.wait_for = threading.Event()
    made: Any = credentials.Credentials
    own = made(None, token_uri=f"{google_cloud.url}/token", **USER)

    async def main() -> None:
        arguments: Any = {"region": "us-east5", "project_id": "p", "base_url": f"{vertex_url}/v1", "credentials": own}
        async with anthropic.AsyncAnthropicVertex(**arguments) as client, anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(lambda: client.messages.create(**REQUEST))
            await anyio.sleep(0.05)
            assert google_cloud.wait_for is not None
            google_cloud.wait_for.set()

    anyio.run(main, backend=backend)
    assert google_cloud.issued == ["user"]
