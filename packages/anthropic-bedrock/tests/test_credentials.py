"""Whose keys sign: found by botocore once, renewed before they end, never on the event loop."""

from __future__ import annotations

import asyncio
import datetime
import json
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, Dict, List, Optional

import botocore.credentials
import botocore.exceptions
import botocore.session
import httpx
import pytest
from standin import MESSAGE, REQUEST, Bedrock, World

import anthropic
from anthropic_bedrock import BedrockProvider, MantleProvider


def signer(request: httpx.Request) -> str:
    """The access key that signed a request."""
    return request.headers["authorization"].split("Credential=")[1].split("/")[0]


def scope(request: httpx.Request) -> List[str]:
    """Access key, day, region, service of a signature."""
    return request.headers["authorization"].split("Credential=")[1].split(",")[0].split("/")


def write_profile(
    tmp_path: Path, name: str, access_key: str, region: Optional[str] = None, *, whole: bool = False
) -> None:
    """A profile as `aws configure` leaves it; with `whole`, its region stands in the file of the keys too."""
    with (tmp_path / "credentials").open("a") as file:
        file.write(f"[{name}]\naws_access_key_id = {access_key}\naws_secret_access_key = SECRET\n")
        if whole:
            file.write(f"region = {region}\n")
    if region and not whole:
        with (tmp_path / "config").open("a") as file:
            file.write(f"[{'default' if name == 'default' else 'profile ' + name}]\nregion = {region}\n")


class Session:
    """Stands for a `boto3.Session`: counts how often, and in which threads, it is asked."""

    def __init__(self, credentials: Any, region_name: Optional[str] = "ap-southeast-2") -> None:
        self.credentials, self.region_name = credentials, region_name
        self.threads: List[int] = []

    def get_credentials(self) -> Any:
        self.threads.append(threading.get_ident())
        return self.credentials


class Clock:
    """A time that moves when told to, as botocore asks for it."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)

    def __call__(self) -> datetime.datetime:
        return self.now


class Refreshing:
    """Temporary keys of an hour, as botocore holds those of a role; keeps the threads in which they were renewed."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.threads: List[int] = []
        self.credentials = botocore.credentials.RefreshableCredentials.create_from_metadata(
            self.renewed(), refresh_using=self.renewed, method="test"
        )
        self.credentials._time_fetcher = self.clock

    def renewed(self) -> Dict[str, str]:
        self.threads.append(threading.get_ident())
        end = self.clock.now + datetime.timedelta(hours=1)
        return {
            "access_key": f"ASIA{len(self.threads)}",
            "secret_key": "S",
            "token": "T",
            "expiry_time": end.isoformat(),
        }


def keys_in_environment(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    """The key AKIDENV in the variables of AWS, and what else stands there."""
    for name, value in {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "S", **more}.items():
        monkeypatch.setenv(name, value)


def test_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, token and region as every AWS tool reads them."""
    keys_in_environment(monkeypatch, AWS_SESSION_TOKEN="TENV", AWS_REGION="eu-north-1")
    service = Bedrock()
    world.run(world.client(service).messages.create(**REQUEST))
    assert scope(service.requests[0])[0::2][:2] == ["AKIDENV", "eu-north-1"]
    assert service.requests[0].headers["x-amz-security-token"] == "TENV"


def test_profile_that_is_named_comes_before_the_environment(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As every AWS tool has it: keys of the environment win over `AWS_PROFILE`, and `aws_profile=` over both."""
    write_profile(tmp_path, "default", "AKIDDEFAULT", "eu-west-3")
    write_profile(tmp_path, "work", "AKIDWORK", "ca-central-1")
    keys_in_environment(monkeypatch, AWS_PROFILE="default")
    service = Bedrock()
    world.run(world.client(service).messages.create(**REQUEST))
    world.run(world.client(service, aws_profile="work").messages.create(**REQUEST))
    assert [signer(request) for request in service.requests] == ["AKIDENV", "AKIDWORK"]


def test_half_a_pair_in_the_environment_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key without its secret is a mistake, not a reason to look elsewhere."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENV")
    service = Bedrock()
    with pytest.raises(anthropic.MissingCredentialsError, match="PartialCredentials.*AWS_SECRET_ACCESS_KEY"):
        world.run(world.client(service).messages.create(**REQUEST))
    assert service.requests == []


def test_profile_and_its_region(world: World, tmp_path: Path) -> None:
    """A named profile brings keys and region; the default one serves where none is named."""
    write_profile(tmp_path, "default", "AKIDDEFAULT", "eu-west-3")
    write_profile(tmp_path, "work", "AKIDWORK", "ca-central-1")
    service = Bedrock()
    world.run(world.client(service, aws_profile="work").messages.create(**REQUEST))
    world.run(world.client(service).messages.create(**REQUEST))
    assert [scope(request)[0::2][:2] for request in service.requests] == [
        ["AKIDWORK", "ca-central-1"],
        ["AKIDDEFAULT", "eu-west-3"],
    ]
    assert service.requests[0].url.host == "bedrock-runtime.ca-central-1.amazonaws.com"


def test_order_of_regions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Argument, AWS_REGION, AWS_DEFAULT_REGION, profile, us-east-1."""
    assert BedrockProvider().region == "us-east-1"
    write_profile(tmp_path, "default", "A", "eu-west-3")
    assert BedrockProvider().region == "eu-west-3"
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    assert BedrockProvider().region == "eu-west-2"
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    assert BedrockProvider().region == "eu-west-1"
    assert BedrockProvider(aws_region="eu-south-1").region == "eu-south-1"


@pytest.mark.parametrize("make", [BedrockProvider, MantleProvider])
def test_region_in_the_file_of_the_keys_counts(make: Any, tmp_path: Path) -> None:
    """A file of credentials may name a region too, and be the only one."""
    write_profile(tmp_path, "default", "A", "eu-central-1", whole=True)
    write_profile(tmp_path, "work", "B", "eu-west-3", whole=True)
    assert make().region == "eu-central-1"
    assert make(aws_profile="work").region == "eu-west-3"


@pytest.mark.parametrize("name", ["config", "credentials"])
def test_files_are_looked_for_at_home(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no variable says otherwise, or an empty one."""
    monkeypatch.setenv("AWS_CONFIG_FILE", "")
    monkeypatch.delenv("AWS_SHARED_CREDENTIALS_FILE")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / name).write_text("[default]\nregion = eu-central-1\n")
    assert BedrockProvider().region == "eu-central-1"


@pytest.mark.parametrize("variable", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_region_of_a_given_session_comes_before_the_environment(
    variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Argument, session, environment, profile; a profile that is named gives way to the environment, as in boto3."""
    monkeypatch.setenv(variable, "eu-west-1")
    write_profile(tmp_path, "work", "A", "eu-west-3")
    assert BedrockProvider(boto_session=Session(None)).region == "ap-southeast-2"
    assert BedrockProvider(boto_session=Session(None), aws_region="eu-south-1").region == "eu-south-1"
    assert BedrockProvider(boto_session=Session(None, None)).region == "eu-west-1"
    assert BedrockProvider(aws_profile="work").region == "eu-west-1"


def test_copy_with_another_session_is_in_its_region(world: World, tmp_path: Path) -> None:
    """A region that nobody gave goes with whoever it came from, in copies of copies too; one that was given stays."""
    write_profile(tmp_path, "work", "AKIDWORK", "ca-central-1")
    keys = botocore.credentials.Credentials("AKIDBOTO", "S")
    service = Bedrock()
    client = world.client(service, boto_session=Session(keys)).copy(max_retries=0)
    moved = client.copy(boto_session=Session(keys, "eu-north-1"), aws_region=None)
    assert (moved.aws_region, moved.base_url.host) == ("eu-north-1", "bedrock-runtime.eu-north-1.amazonaws.com")
    world.run(moved.messages.create(**REQUEST))
    world.run(moved.copy(aws_profile="work").messages.create(**REQUEST))
    assert [scope(request)[2] for request in service.requests] == ["eu-north-1", "ca-central-1"]
    given = world.client(service, boto_session=Session(keys), aws_region="eu-south-1")
    assert given.copy(boto_session=Session(keys)).aws_region == "eu-south-1"


def test_session_set_later_is_in_its_region(world: World) -> None:
    """From the next call, as with every option."""
    keys = botocore.credentials.Credentials("AKIDBOTO", "S")
    service = Bedrock()
    client = world.client(service, boto_session=Session(keys))
    client.boto_session = Session(keys, "eu-north-1")
    world.run(client.messages.create(**REQUEST))
    assert scope(service.requests[0])[2] == "eu-north-1"
    assert (client.aws_region, service.requests[0].url.host) == ("eu-north-1", client.base_url.host)


@pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_DEFAULT_REGION"])
def test_empty_variable_counts_as_unset(
    world: World, variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Keys and region are those of the default profile."""
    monkeypatch.setenv(variable, "")
    write_profile(tmp_path, "default", "AKIDDEFAULT", "eu-west-3")
    service = Bedrock()
    world.run(world.client(service).messages.create(**REQUEST))
    assert scope(service.requests[0])[0::2][:2] == ["AKIDDEFAULT", "eu-west-3"]


def test_boto_session(world: World) -> None:
    """Credentials and region of a session that the user made."""
    session = Session(botocore.credentials.Credentials("AKIDBOTO", "S"))
    service = Bedrock()
    client = world.client(service, boto_session=session)
    for _ in range(3):
        world.run(client.messages.create(**REQUEST))
    assert [scope(request)[0::2][:2] for request in service.requests] == [["AKIDBOTO", "ap-southeast-2"]] * 3
    assert len(session.threads) == 1


def test_botocore_session(world: World, tmp_path: Path) -> None:
    """A session of botocore itself does as well."""
    write_profile(tmp_path, "mine", "AKIDMINE", "sa-east-1")
    service = Bedrock()
    session = botocore.session.Session(profile="mine")
    world.run(world.client(service, boto_session=session).messages.create(**REQUEST))
    assert scope(service.requests[0])[0::2][:2] == ["AKIDMINE", "sa-east-1"]


def test_temporary_keys_are_renewed_before_they_end(world: World) -> None:
    """Ten minutes before the end at the latest, and only then."""
    refreshing = Refreshing()
    service = Bedrock()
    client = world.client(service, boto_session=Session(refreshing.credentials))
    for minutes in (0, 40, 12):
        refreshing.clock.now += datetime.timedelta(minutes=minutes)
        world.run(client.messages.create(**REQUEST))
    assert [signer(request) for request in service.requests] == ["ASIA1", "ASIA1", "ASIA2"]


def test_event_loop_is_never_blocked() -> None:
    """Finding and renewing keys happens in other threads than that of the loop."""
    refreshing = Refreshing()
    session = Session(refreshing.credentials)
    service = Bedrock()
    client = World("async").client(service, boto_session=session)

    async def use() -> int:
        await client.messages.create(**REQUEST)
        refreshing.clock.now += datetime.timedelta(hours=2)
        await asyncio.gather(*(client.messages.create(**REQUEST) for _ in range(8)))
        return threading.get_ident()

    loop_thread = asyncio.run(use())
    assert len(service.requests) == 9
    assert len(session.threads) == 1
    assert len(refreshing.threads) == 2, "the first keys, and one renewal for all"
    assert loop_thread not in session.threads
    assert loop_thread not in refreshing.threads[1:]


def test_trio() -> None:
    """The async client finds keys in trio's threads too."""
    import trio

    session = Session(botocore.credentials.Credentials("AKIDTRIO", "S"))
    service = Bedrock()
    client = World("async").client(service, boto_session=session)
    trio.run(lambda: client.messages.create(**REQUEST))
    assert signer(service.requests[0]) == "AKIDTRIO"


def test_copies_share_what_was_found() -> None:
    """`with_options` does not ask again, unless for somebody else."""
    session = Session(botocore.credentials.Credentials("AKIDBOTO", "S"))
    service = Bedrock()
    client = World("blocking").client(service, boto_session=session)
    client.messages.create(**REQUEST)
    client.with_options(timeout=5, max_retries=0).messages.create(**REQUEST)
    client.with_options(aws_access_key="AKIDOTHER", aws_secret_key="S").messages.create(**REQUEST)
    assert [signer(request) for request in service.requests] == ["AKIDBOTO", "AKIDBOTO", "AKIDOTHER"]
    assert len(session.threads) == 1


def test_keys_that_another_tool_renewed_are_found(world: World, tmp_path: Path) -> None:
    """Where AWS calls keys of a file expired, the file is read once more, and the request sent once more."""
    write_profile(tmp_path, "default", "ASIAOLD")
    signers: List[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        signers.append(signer(request))
        if signers[-1] == "ASIAOLD":
            (tmp_path / "credentials").unlink()
            write_profile(tmp_path, "default", "ASIANEW")
            headers = {"x-amzn-errortype": "ExpiredTokenException"}
            return httpx.Response(403, json={"message": "expired"}, headers=headers)
        return httpx.Response(200, json=MESSAGE)

    world.run(world.client(answer, max_retries=0).messages.create(**REQUEST))
    assert signers == ["ASIAOLD", "ASIANEW"]


def test_expired_keys_without_others_are_an_error(world: World, tmp_path: Path) -> None:
    """Nothing is sent twice where nothing changed."""
    write_profile(tmp_path, "default", "ASIAOLD")
    headers = {"x-amzn-errortype": "ExpiredTokenException"}
    service = Bedrock(lambda request: httpx.Response(403, json={"message": "expired"}, headers=headers))
    with pytest.raises(anthropic.PermissionDeniedError, match="expired"):
        world.run(world.client(service).messages.create(**REQUEST))
    assert len(service.requests) == 1


def test_keys_that_end_while_aws_calls_them_expired_leave_its_answer(world: World, tmp_path: Path) -> None:
    """Where a renewal fails just then, no exception of botocore takes the place of what AWS said."""
    process = tmp_path / "process"
    (tmp_path / "config").write_text(f"[default]\ncredential_process = cat {process}\n")
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=5)  # so near that each use renews
    keys = {"Version": 1, "AccessKeyId": "ASIA1", "SecretAccessKey": "S", "SessionToken": "T"}
    process.write_text(json.dumps({**keys, "Expiration": end.isoformat()}))

    def answer(request: httpx.Request) -> httpx.Response:
        process.unlink()
        headers = {"x-amzn-errortype": "ExpiredTokenException"}
        return httpx.Response(403, json={"message": "expired"}, headers=headers)

    with pytest.raises(anthropic.PermissionDeniedError, match="expired"):
        world.run(world.client(answer).messages.create(**REQUEST))


def test_what_signing_needs_is_not_loaded_on_the_event_loop() -> None:
    """Importing botocore takes long enough to hold up whatever else the loop has to do."""
    code = """
import asyncio, sys, threading, httpx
from anthropic import AsyncAnthropicBedrock

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "botocore":
            threads.add(threading.current_thread())

threads = set()
answer = httpx.MockTransport(lambda request: httpx.Response(500, text=request.headers["authorization"]))
async def use():
    client = AsyncAnthropicBedrock("S", "AKID", http_client=httpx.AsyncClient(transport=answer), max_retries=0)
    assert not any(name.startswith("botocore") for name in sys.modules)
    sys.meta_path.insert(0, Watch())
    try:
        await client.post("/model/m/converse", cast_to=object)
    except Exception as error:
        assert "AWS4-HMAC" in str(error), error
asyncio.run(use())
print(len(threads), threading.main_thread() in threads)
"""
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


def test_no_credentials_says_what_to_do(world: World) -> None:
    """Told at the first request, before anything is sent."""
    service = Bedrock()
    with pytest.raises(anthropic.MissingCredentialsError, match="aws_access_key=.*AWS_ACCESS_KEY_ID.*AWS_PROFILE"):
        world.run(world.client(service).messages.create(**REQUEST))
    assert service.requests == []


def test_failure_of_botocore_is_one_of_ours(world: World) -> None:
    """No exception of botocore crosses the API, and none of its frames, which hold keys, is kept."""
    service = Bedrock()
    with pytest.raises(anthropic.MissingCredentialsError, match="ProfileNotFound.*nobody") as caught:
        world.run(world.client(service, aws_profile="nobody").messages.create(**REQUEST))
    assert caught.value.__cause__ is not None
    assert caught.value.__cause__.__traceback__ is None


def test_causes_of_a_failure_of_botocore_hold_no_keys(world: World) -> None:
    """What happened below it may be told, but not with the variables of that moment."""

    class Broken(Session):
        def get_credentials(self) -> Any:
            answer = ["hush-", "hush"]
            found = "".join(answer)
            try:
                raise ValueError(f"{len(found)} characters")
            except ValueError as error:
                raise botocore.exceptions.CredentialRetrievalError(provider="p", error_msg="m") from error

    with pytest.raises(anthropic.MissingCredentialsError) as caught:
        world.run(world.client(Bedrock(), boto_session=Broken(None)).messages.create(**REQUEST))
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    assert "hush-hush" not in "".join(shown)


def test_unreachable_service_of_keys_is_a_connection_error(world: World) -> None:
    """A token service that is down for a moment is worth a retry, like any connection."""

    class Unreachable(Session):
        def get_credentials(self) -> Any:
            raise botocore.exceptions.EndpointConnectionError(endpoint_url="https://sts.test")

    client = world.client(Bedrock(), boto_session=Unreachable(None), max_retries=0)
    with pytest.raises(anthropic.APIConnectionError, match="EndpointConnectionError.*sts.test") as caught:
        world.run(client.messages.create(**REQUEST))
    assert caught.value.retryable


def test_deadline_holds_while_keys_are_found() -> None:
    """An async call does not wait for a slow source of keys beyond its deadline, nor when it is cancelled."""
    released = threading.Event()

    class Slow(Session):
        def get_credentials(self) -> Any:
            released.wait(30)
            return self.credentials

    session = Slow(botocore.credentials.Credentials("AKID", "S"))
    client = World("async").client(Bedrock(), boto_session=session, deadline=0.05)

    async def use() -> None:
        try:
            await client.messages.create(**REQUEST)
        finally:
            assert not released.is_set()
            released.set()

    with pytest.raises(anthropic.APIDeadlineError):
        asyncio.run(use())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"aws_access_key": "A"}, "aws_access_key needs aws_secret_key"),
        ({"aws_secret_key": "S"}, "aws_secret_key needs aws_access_key"),
        ({"aws_session_token": "T"}, "aws_session_token needs"),
    ],
)
def test_half_of_a_pair_is_refused(options: Dict[str, str], told: str) -> None:
    """Told when the client is made."""
    with pytest.raises(ValueError, match=told):
        anthropic.AnthropicBedrock(**options)


def test_secrets_are_not_shown() -> None:
    """Neither providers, nor sources, nor identities, nor keys print what they hold."""
    provider = BedrockProvider(aws_access_key="AKID", aws_secret_key="HUSH", aws_session_token="SHH")
    shown = repr(
        [
            provider,
            provider.source,
            provider.source.identity,
            provider.source.keys(httpx.Request("GET", "http://x")),
            vars(provider),
        ]
    )
    assert "HUSH" not in shown
    assert "SHH" not in shown
