"""Skills and their versions: what the spec test does not cover."""

from __future__ import annotations

import pathlib
from typing import Any, Dict

from scripted import Server, World, reply

from anthropic import NOT_GIVEN, omit
from anthropic._utils import files_from_dir
from anthropic.resources.skills import AsyncVersions, Versions
from anthropic.types import Skill
from anthropic.types.skills import DeletedSkillVersion, SkillVersion

SKILL: Dict[str, Any] = {
    "id": "skill_1",
    "type": "skill",
    "display_name": "Brew",
    "latest_version_id": "v1",
    "source": {"type": "custom"},
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z",
}
VERSION: Dict[str, Any] = {
    "id": "v1",
    "type": "skill_version",
    "name": "brew",
    "description": "d",
    "skill_id": "skill_1",
    "created_at": "2026-01-01T00:00:00Z",
}


def test_create_from_a_folder(world: World, tmp_path: pathlib.Path) -> None:
    """The files of a folder, each named by its path from the folder's own name on."""
    folder = tmp_path / "brew"
    (folder / "scripts").mkdir(parents=True)
    (folder / "SKILL.md").write_text("# Brew")
    (folder / "scripts" / "run.py").write_text("print()")
    server = Server(SKILL)
    client = world.client(server)
    made = world.run(lambda: client.skills.create(files=files_from_dir(folder), display_name="Brew"))
    assert isinstance(made, Skill)
    assert made.source.type == "custom"
    body = server.requests[0].content.decode()
    assert body.count('name="files[]"') == 2
    assert 'filename="brew/SKILL.md"' in body
    assert 'filename="brew/scripts/run.py"' in body
    assert 'name="display_name"\r\n\r\nBrew\r\n' in body


def test_what_is_left_out(world: World) -> None:
    """None, `omit` and NOT_GIVEN are no fields of the form."""
    server = Server(SKILL)
    client = world.client(server)
    for nothing in (None, omit, NOT_GIVEN):
        world.run(lambda nothing=nothing: client.skills.create(files=[("a/SKILL.md", b"")], display_name=nothing))
    assert all("display_name" not in request.content.decode() for request in server.requests)


def test_versions(world: World) -> None:
    """Versions are a resource of their own, with the face of the skills."""
    server = Server(reply(VERSION), reply(VERSION), reply({"id": "v1", "type": "skill_version_deleted"}))
    client = world.client(server)
    versions = client.skills.versions
    assert isinstance(versions, AsyncVersions if world.is_async else Versions)
    assert versions is client.skills.versions
    found = world.run(lambda: versions.retrieve("v1", skill_id="skill_1"))
    assert isinstance(found, SkillVersion)
    raw = world.run(lambda: client.skills.with_raw_response.versions.retrieve("v1", skill_id="skill_1"))
    assert raw.parse().id == "v1"
    assert isinstance(world.run(lambda: versions.delete("v1", skill_id="skill_1")), DeletedSkillVersion)
    assert {request.url.path for request in server.requests} == {"/v1/skills/skill_1/versions/v1"}


def test_lists(world: World) -> None:
    """Skills and versions are listed by cursor."""
    server = Server({"data": [SKILL], "next_page": "p"}, {"data": [SKILL], "next_page": None})
    client = world.client(server)
    assert len(world.list(lambda: client.skills.list(source="custom"))) == 2
    assert server.requests[1].url.params.multi_items() == [("source", "custom"), ("page", "p")]
    client = world.client(Server({"data": [VERSION], "next_page": None}))
    assert world.list(lambda: client.skills.versions.list("skill_1"))[0].name == "brew"
