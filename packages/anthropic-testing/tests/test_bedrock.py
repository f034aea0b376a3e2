"""The front door of Amazon Bedrock, taken apart with nothing but the published format of its frames."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any, Dict, Iterator, List, Tuple

import httpx
import pytest

from anthropic_testing import Emulator, EmulatorTransport, Fault

MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
SIGNED = {"authorization": "AWS4-HMAC-SHA256 Credential=AKID/20300101/us-east-1/bedrock/aws4_request, Signature=0"}
BODY: Dict[str, Any] = {
    "anthropic_version": "bedrock-2023-05-31",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Say hello."}],
}


def asked(emulator: Emulator, verb: str, body: Any = BODY, model: str = MODEL, headers: Any = SIGNED) -> httpx.Response:
    """What the front door answers."""
    with httpx.Client(transport=EmulatorTransport(emulator), base_url="https://bedrock.test") as client:
        return client.post(f"/model/{model}/{verb}", json=body, headers=headers)


def frames(body: bytes) -> Iterator[Tuple[Dict[str, str], bytes]]:
    """Headers and payload of each frame; the checksums must hold."""
    while body:
        total, size, checksum = struct.unpack_from(">III", body)
        assert checksum == zlib.crc32(body[:8])
        (whole,) = struct.unpack_from(">I", body, total - 4)
        assert whole == zlib.crc32(body[: total - 4])
        encoded, headers = body[12 : 12 + size], {}
        while encoded:
            end = 1 + encoded[0]
            kind, length = struct.unpack_from(">BH", encoded, end)
            assert kind == 7
            headers[encoded[1:end].decode()] = encoded[end + 3 : end + 3 + length].decode()
            encoded = encoded[end + 3 + length :]
        yield headers, body[12 + size : total - 4]
        body = body[total:]


def events(body: bytes) -> List[Any]:
    """The events that the frames of a body carry."""
    return [json.loads(base64.b64decode(json.loads(payload)["bytes"])) for _, payload in frames(body)]


def test_stream_is_that_of_the_api_in_frames() -> None:
    """The same events, and the platform's metrics in the last."""
    found = events(asked(Emulator(), "invoke-with-response-stream").content)
    assert (found[0]["type"], found[-1]["type"]) == ("message_start", "message_stop")
    assert found[-1]["amazon-bedrock-invocationMetrics"]["inputTokenCount"] > 0
    assert found[0]["message"]["model"] == "claude-sonnet-4-5-20250929"


def test_error_event_is_an_exception_frame() -> None:
    """In the words of AWS."""
    answer = asked(Emulator(faults=[Fault.error_event("overloaded_error", events=2)]), "invoke-with-response-stream")
    headers, payload = list(frames(answer.content))[-1]
    assert (headers[":message-type"], headers[":exception-type"]) == ("exception", "serviceUnavailableException")
    assert json.loads(payload) == {"message": "Overloaded"}


@pytest.mark.parametrize("size", [1, 10, 1000])
def test_chunks_stay_small(size: int) -> None:
    """A fault that cuts the API's stream into small pieces cuts the frames likewise; nothing is lost."""
    whole = asked(Emulator(), "invoke-with-response-stream").content
    emulator = Emulator(faults=[Fault.chunks(size)])
    with httpx.Client(transport=EmulatorTransport(emulator), base_url="https://bedrock.test") as client:
        path = f"/model/{MODEL}/invoke-with-response-stream"
        with client.stream("POST", path, json=BODY, headers=SIGNED) as answer:
            pieces = list(answer.iter_raw())
    assert b"".join(pieces) == whole
    assert max(map(len, pieces)) < 4 * size + 400


def test_connection_breaks_within_a_frame() -> None:
    """Where the API's stream would break within an event, so does the frame."""
    emulator = Emulator(faults=[Fault.drop(after=700)])
    seen = b""
    with httpx.Client(transport=EmulatorTransport(emulator), base_url="https://bedrock.test") as client:
        path = f"/model/{MODEL}/invoke-with-response-stream"
        with client.stream("POST", path, json=BODY, headers=SIGNED) as answer, pytest.raises(httpx.ReadError):
            for piece in answer.iter_raw():
                seen += piece
    arrived = frames(seen)
    first, _ = next(arrived)
    assert first[":event-type"] == "chunk"
    with pytest.raises(struct.error):  # the last frame is shorter than it says
        list(arrived)


def test_count_tokens_unwraps_an_invocation() -> None:
    """As many as the API itself counts; for inference profiles there is no count."""
    body = {"input": {"invokeModel": {"body": base64.b64encode(json.dumps(BODY).encode()).decode()}}}
    assert asked(Emulator(), "count-tokens", body, MODEL.partition(".")[2]).json()["inputTokens"] > 0
    refused = asked(Emulator(), "count-tokens", body)
    assert (refused.status_code, refused.headers["x-amzn-errortype"]) == (400, "ValidationException")


@pytest.mark.parametrize(
    ("change", "status", "exception"),
    [
        ({"headers": {}}, 403, "MissingAuthenticationTokenException"),
        ({"body": {**BODY, "anthropic_version": "2023-06-01"}}, 400, "ValidationException"),
        ({"body": {**BODY, "max_tokens": 0}}, 400, "ValidationException"),
        ({"model": "anthropic.claude-0-v1:0"}, 404, "ResourceNotFoundException"),
    ],
)
def test_errors_are_in_the_form_of_aws(change: Any, status: int, exception: str) -> None:
    """A message, and the name of the exception in a header."""
    answer = asked(Emulator(), "invoke", **change)
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (status, exception)
    assert list(answer.json()) == ["message"]


def test_wrong_token_is_refused() -> None:
    """A bearer token is checked like a key of the API; secrets of signatures are not."""
    emulator = Emulator(api_keys=["right"])
    answers = [
        asked(emulator, "invoke", headers={"authorization": f"Bearer {token}"}).status_code
        for token in ("right", "wrong")
    ]
    assert answers == [200, 401]
