"""Files and skills: up, down, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from anthropic_cli.downloads import safe_name
from anthropic_cli.transfer import skill_files
from anthropic_testing import Fault

Command = Any
"""The fixture `cli`; see conftest.py."""
SKILL = "---\nname: greeting\ndescription: Greets people.\n---\nSay hello.\n"


def test_upload_and_download(cli: Command, tmp_path: Path) -> None:
    """Several at once; bytes come back as they went."""
    (tmp_path / "a.txt").write_text("some text", "utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    first, second = [json.loads(line) for line in cli.out("files", "upload", "a.txt", "b.bin").splitlines()]
    assert (first["filename"], first["mime_type"], second["size_bytes"]) == ("a.txt", "text/plain", 256)
    assert len(cli.out("files", "list").splitlines()) == 2
    assert json.loads(cli.out("files", "retrieve-metadata", first["id"]))["filename"] == "a.txt"
    cli("files", "delete", first["id"])
    cli("files", "download", first["id"], "x", code=4)
    assert not (tmp_path / "x").exists()


def test_patterns_are_filled_in(cli: Command, tmp_path: Path) -> None:
    """Where the shell does not do that; folders are left out."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "c.txt").mkdir()
    assert cli.out("files", "upload", "*.txt", "--select", "[].filename").splitlines() == ["a.txt", "b.txt"]
    cli("files", "upload", "c.txt", code=2)


def test_missing_file_is_a_usage_error(cli: Command) -> None:
    """Nothing is sent."""
    cli("files", "upload", "nowhere.txt", code=2)
    assert cli.emulator.requests == []


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.dll", "x.dll"),
        (".bashrc", "bashrc"),
        ("a\x1b[2Jb?.txt", "a[2Jb.txt"),
        ("..", "file_1"),
        ("", "file_1"),
    ],
)
def test_name_from_the_server_stays_in_the_folder(given: str, made: str) -> None:
    """It may be anything."""
    assert safe_name(given, "file_1") == made


def test_skill_from_a_folder(cli: Command, tmp_path: Path) -> None:
    """All its files below the folder's name, but not what tools left there; then one more version."""
    folder = tmp_path / "greeting"
    (folder / "scripts").mkdir(parents=True)
    (folder / "SKILL.md").write_text(SKILL, "utf-8")
    (folder / "scripts" / "hello.py").write_text("print('hello')", "utf-8")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert [name for name, _ in skill_files(folder)] == ["greeting/SKILL.md", "greeting/scripts/hello.py"]
    made = json.loads(cli.out("skills", "upload", "greeting", "--display-name", "Greeting"))
    assert made["display_name"] == "Greeting"
    version = json.loads(cli.out("skills", "upload", "greeting", "--skill", made["id"]))
    assert version["skill_id"] == made["id"]
    assert len(cli.out("skills", "versions", "list", made["id"]).splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_skill_with_a_link_to_elsewhere(cli: Command, tmp_path: Path) -> None:
    """A skill of somebody else does not take along what lies beside it; links inside of it are fine."""
    (tmp_path / "private").write_text("a key", "utf-8")
    folder = tmp_path / "greeting"
    folder.mkdir()
    (folder / "SKILL.md").write_text(SKILL, "utf-8")
    (folder / "again.md").symlink_to("SKILL.md")
    assert len(skill_files(folder)) == 2
    (folder / "notes").symlink_to(tmp_path / "private")
    assert "is a link to a file outside" in cli("skills", "upload", "greeting", code=2).stderr
    assert cli.emulator.requests == []


def test_folder_without_skill(cli: Command, tmp_path: Path) -> None:
    """The message says what is missing."""
    (tmp_path / "empty").mkdir()
    assert "SKILL.md" in cli("skills", "upload", "empty", code=2).stderr
    cli("skills", "upload", "empty", "--skill", "x", "--display-name", "y", code=2)


def test_download_is_whole_or_not_at_all(cli: Command, tmp_path: Path) -> None:
    """A broken connection leaves no half file; an existing one is not overwritten."""
    cli.emulator.download_uploads = True
    (tmp_path / "up.txt").write_text("some text " * 100, "utf-8")
    id_ = cli.out("files", "upload", "up.txt", "--select", "[0].id")
    cli.emulator.enqueue(None, Fault.cut(after=100), path=f"/v1/files/{id_}/content")
    cli("files", "download", id_, "down.txt", "--max-retries", "0", code=8)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["up.txt"]
    assert cli.out("files", "download", id_, "down.txt") == "down.txt"
    assert (tmp_path / "down.txt").read_text("utf-8") == "some text " * 100
    cli("files", "download", id_, "down.txt", code=12)
    assert cli.out("files", "download", id_, "-") == ("some text " * 100)
