"""Batches, files and skills: carried out and kept, with the service's limits and errors."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any, Dict, List, Tuple

import httpx
import pytest

from anthropic_testing import ApiProblem, Emulator, VirtualClock

from .conftest import MODEL, body

SKILL = b"---\nname: greeter\ndescription: Says hello.\n---\nSay hello.\n"


def batch_requests(*texts: str) -> Dict[str, Any]:
    """The body of a batch with one request for each text."""
    return {"requests": [{"custom_id": f"id-{number}", "params": body(text)} for number, text in enumerate(texts)]}


def lines(response: httpx.Response) -> List[Any]:
    """The results of a batch."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/x-jsonl"
    return [json.loads(line) for line in response.text.splitlines()]


def test_batch(client: httpx.Client) -> None:
    """A batch is carried out: one result for each request, also for one that is wrong."""
    requests = batch_requests("Hello", "World")
    requests["requests"][1]["params"]["model"] = "claude-unknown"
    made = client.post("/v1/messages/batches", json=requests).json()
    assert (made["processing_status"], made["results_url"], made["request_counts"]["processing"]) == (
        "in_progress",
        None,
        2,
    )
    ended = client.get(f"/v1/messages/batches/{made['id']}").json()
    assert (ended["processing_status"], ended["request_counts"]) == (
        "ended",
        {"processing": 0, "succeeded": 1, "errored": 1, "canceled": 0, "expired": 0},
    )
    first, second = lines(client.get(ended["results_url"]))
    assert first["result"]["message"]["content"][0]["text"] == "You said: Hello"
    assert first["result"]["message"]["usage"]["service_tier"] == "batch"
    assert second["result"]["error"]["error"] == {"type": "not_found_error", "message": "model: claude-unknown"}


def test_batch_in_steps(client: httpx.Client, emulator: Emulator) -> None:
    """With `batch_polls` a batch comes on step by step."""
    emulator.batch_polls = 2
    id = client.post("/v1/messages/batches", json=batch_requests("a", "b", "c")).json()["id"]
    assert client.get(f"/v1/messages/batches/{id}/results").status_code == 400
    seen = [client.get(f"/v1/messages/batches/{id}").json() for _ in range(3)]
    assert [batch["request_counts"]["succeeded"] for batch in seen] == [1, 2, 3]
    assert [batch["processing_status"] for batch in seen] == ["in_progress", "in_progress", "ended"]


def test_batch_canceled(client: httpx.Client, emulator: Emulator) -> None:
    """What was done before a cancellation stays; the rest is canceled."""
    emulator.batch_polls = 5
    id = client.post("/v1/messages/batches", json=batch_requests("a", "b", "c", "d", "e", "f")).json()["id"]
    client.get(f"/v1/messages/batches/{id}")
    canceling = client.post(f"/v1/messages/batches/{id}/cancel").json()
    assert (canceling["processing_status"], bool(canceling["cancel_initiated_at"])) == ("canceling", True)
    assert client.delete(f"/v1/messages/batches/{id}").status_code == 400
    ended = client.get(f"/v1/messages/batches/{id}").json()
    assert (ended["request_counts"]["succeeded"], ended["request_counts"]["canceled"]) == (1, 5)
    assert lines(client.get(ended["results_url"]))[-1]["result"] == {"type": "canceled"}
    assert client.delete(f"/v1/messages/batches/{id}").json() == {"id": id, "type": "message_batch_deleted"}
    assert client.get(f"/v1/messages/batches/{id}").status_code == 404


def test_batch_expires(client: httpx.Client, emulator: Emulator) -> None:
    """After 24 hours what was not done has expired."""
    emulator.batch_polls = 5
    id = client.post("/v1/messages/batches", json=batch_requests("a")).json()["id"]
    assert isinstance(emulator.clock, VirtualClock)
    emulator.clock.advance(24 * 3600)
    ended = client.get(f"/v1/messages/batches/{id}").json()
    assert (ended["processing_status"], ended["request_counts"]["expired"]) == ("ended", 1)


def test_batch_scripted(client: httpx.Client, emulator: Emulator) -> None:
    """Scripted texts and errors are the results, in order."""
    emulator.script("scripted")
    emulator.enqueue(ApiProblem(529), path="/v1/messages")
    id = client.post("/v1/messages/batches", json=batch_requests("a")).json()["error"]["type"]
    assert id == "overloaded_error"  # an error is for whatever comes next
    id = client.post("/v1/messages/batches", json=batch_requests("a", "b")).json()["id"]
    url = client.get(f"/v1/messages/batches/{id}").json()["results_url"]
    texts = [line["result"]["message"]["content"][0]["text"] for line in lines(client.get(url))]
    assert texts == ["scripted", "You said: b"]


def test_batches_in_pages(client: httpx.Client) -> None:
    """The newest comes first."""
    ids = [client.post("/v1/messages/batches", json=batch_requests("a")).json()["id"] for _ in range(3)]
    page = client.get("/v1/messages/batches", params={"limit": 2}).json()
    assert [batch["id"] for batch in page["data"]] == [ids[2], ids[1]]
    rest = client.get("/v1/messages/batches", params={"limit": 2, "after_id": page["last_id"]}).json()
    assert ([batch["id"] for batch in rest["data"]], rest["has_more"]) == ([ids[0]], False)


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        ({}, "requests: Field required"),
        ({"requests": []}, "requests: List should have at least 1 item after validation, not 0"),
        ({"requests": [{"params": {}}]}, "requests.0.custom_id: Field required"),
        ({"requests": [{"custom_id": "a"}]}, "requests.0.params: Field required"),
        (
            {"requests": [{"custom_id": "a b", "params": {}}]},
            "requests.0.custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'",
        ),
        (
            {"requests": [{"custom_id": "a", "params": {}}] * 2},
            "requests.1.custom_id: 'a' was already used by requests.0",
        ),
    ],
)
def test_batch_refused(client: httpx.Client, requests: Any, expected: str) -> None:
    """A batch that is wrong as a whole is not begun."""
    response = client.post("/v1/messages/batches", json=requests)
    assert (response.status_code, response.json()["error"]["message"]) == (400, expected)


def upload(client: httpx.Client, name: str = "a.txt", content: bytes = b"abc", **data: str) -> httpx.Response:
    return client.post("/v1/files", files={"file": (name, content, "text/plain")}, data=data)


def test_file(client: httpx.Client) -> None:
    """A file is kept byte for byte, shown, used in a message, downloaded and deleted."""
    content = bytes(range(256)) * 3 + b"\r\n--x\r\n"
    made = upload(client, "näme “q”.bin", content).json()
    assert (made["type"], made["filename"], made["size_bytes"], made["mime_type"]) == (
        "file",
        "näme “q”.bin",
        len(content),
        "text/plain",
    )
    assert client.get(f"/v1/files/{made['id']}").json() == made
    assert client.get(f"/v1/files/{made['id']}/content").content == content
    document = {"type": "document", "source": {"type": "file", "file_id": made["id"]}}
    assert client.post("/v1/messages", json=body([document])).status_code == 200
    assert client.delete(f"/v1/files/{made['id']}").json() == {"id": made["id"], "type": "file_deleted"}
    assert client.get(f"/v1/files/{made['id']}").status_code == 404
    missing = client.post("/v1/messages", json=body([document]))
    assert (missing.status_code, missing.json()["error"]["message"]) == (404, f"File not found: {made['id']}")


def test_files_in_pages(client: httpx.Client) -> None:
    """By cursor, by ids, and only those that are named; the newest first."""
    ids = [upload(client, f"{number}.txt").json()["id"] for number in range(3)][::-1]
    page = client.get("/v1/files", params={"limit": 2}).json()
    rest = client.get("/v1/files", params={"limit": 2, "page": page["next_page"]}).json()
    assert [file["id"] for file in page["data"] + rest["data"]] == ids
    assert rest["next_page"] is None
    older = client.get("/v1/files?beta=true", params={"limit": 2, "after_id": ids[0]}).json()
    assert [file["id"] for file in older["data"]] == ids[1:]
    assert "next_page" not in older
    named = client.get("/v1/files", params={"ids[]": [ids[2], ids[0]]}).json()
    assert [file["id"] for file in named["data"]] == [ids[0], ids[2]]
    assert client.get("/v1/files", params={"page": "x"}).status_code == 400


def test_file_expires(client: httpx.Client, emulator: Emulator) -> None:
    """A file with a lifetime is gone after it."""
    made = upload(client, expires_in_seconds="60").json()
    assert made["expires_at"] == "2026-01-01T00:01:00Z"
    assert isinstance(emulator.clock, VirtualClock)
    emulator.clock.advance(60)
    assert client.get(f"/v1/files/{made['id']}").status_code == 404


def test_file_refused(client: httpx.Client, emulator: Emulator) -> None:
    """Bad names, missing fields, bodies that are no form; and downloads where they are off."""
    assert upload(client, "a/b.txt").status_code == 400
    assert upload(client, "a" * 256).status_code == 400
    assert upload(client, expires_in_seconds="0").status_code == 400
    assert client.post("/v1/files", files={"other": b"x"}).json()["error"]["message"] == "file: Field required"
    assert client.post("/v1/files", json={}).status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    for content in (b"", b"--x\r\n\r\n", b"--x\r\nno-name: 1\r\n\r\n--x--\r\n"):
        assert client.post("/v1/files", content=content, headers=broken).status_code == 400
    emulator.download_uploads = False
    made = upload(client).json()
    assert made["downloadable"] is False
    assert client.get(f"/v1/files/{made['id']}/content").status_code == 400


def skill_files(*names: str, text: bytes = SKILL) -> List[Tuple[str, Any]]:
    return [("files[]", (name, text if name.endswith("SKILL.md") else b"x", "text/plain")) for name in names]


def test_skill(client: httpx.Client) -> None:
    """A skill is made with its first version, gets another, and goes after its versions have gone."""
    files = skill_files("greeter/SKILL.md", "greeter/extra.txt")
    made = client.post("/v1/skills", files=files, data={"display_name": "Greeter"}).json()
    assert (made["type"], made["display_name"], made["source"]) == ("skill", "Greeter", {"type": "custom"})
    first = client.get(f"/v1/skills/{made['id']}/versions/{made['latest_version_id']}").json()
    assert (first["name"], first["description"]) == ("greeter", "Says hello.")
    second = client.post(f"/v1/skills/{made['id']}/versions", files=files).json()
    assert client.get(f"/v1/skills/{made['id']}").json()["latest_version_id"] == second["id"]
    listed = client.get(f"/v1/skills/{made['id']}/versions").json()
    assert [version["id"] for version in listed["data"]] == [second["id"], first["id"]]
    assert client.delete(f"/v1/skills/{made['id']}").status_code == 400
    for version in (first, second):
        gone = client.delete(f"/v1/skills/{made['id']}/versions/{version['id']}").json()
        assert gone == {"id": version["id"], "type": "skill_version_deleted"}
    assert client.delete(f"/v1/skills/{made['id']}").json() == {"id": made["id"], "type": "skill_deleted"}
    assert client.get(f"/v1/skills/{made['id']}").status_code == 404


def test_skill_in_beta(client: httpx.Client) -> None:
    """The beta has other names for the same things, numbers for versions, and archives."""
    files = skill_files("greeter/SKILL.md")
    made = client.post("/v1/skills?beta=true", files=files, data={"display_title": "Greeter"}).json()
    assert (made["display_title"], made["source"]) == ("Greeter", "custom")
    version = client.get(f"/v1/skills/{made['id']}/versions/{made['latest_version']}?beta=true").json()
    assert (version["directory"], version["version"]) == ("greeter", made["latest_version"])
    archive = client.get(f"/v1/skills/{made['id']}/versions/{made['latest_version']}/content?beta=true")
    assert zipfile.ZipFile(io.BytesIO(archive.content)).read("greeter/SKILL.md") == SKILL


def test_skills_in_pages(client: httpx.Client) -> None:
    """The service's own skills are listed and cannot be changed."""
    assert [skill["id"] for skill in client.get("/v1/skills").json()["data"]] == ["xlsx", "pptx", "docx", "pdf"]
    assert client.get("/v1/skills", params={"source": "custom"}).json()["data"] == []
    assert client.get("/v1/skills", params={"limit": 3}).json()["next_page"] == "page_3"
    assert client.delete("/v1/skills/xlsx").status_code == 403


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["SKILL.md"], SKILL),
        (["a/SKILL.md", "b/x.txt"], SKILL),
        (["a/x.txt"], SKILL),
        (["a/SKILL.md"], b"no front matter"),
        (["a/SKILL.md"], b"---\nname: Not Allowed\ndescription: x\n---\n"),
    ],
)
def test_skill_refused(client: httpx.Client, names: List[str], text: bytes) -> None:
    """An upload that is no skill is refused."""
    assert client.post("/v1/skills", files=skill_files(*names, text=text)).status_code == 400


def test_batch_of_another_model(client: httpx.Client) -> None:
    """A result's message is of the model that was asked."""
    id = client.post("/v1/messages/batches?beta=true", json=batch_requests("a")).json()["id"]
    url = client.get(f"/v1/messages/batches/{id}?beta=true").json()["results_url"]
    assert lines(client.get(url))[0]["result"]["message"]["model"] == MODEL
