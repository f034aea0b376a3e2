"""The memory tool: what each command does, and that no path leads out of its directory."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import pathlib
import threading
from typing import Any

import anyio
import pytest

from anthropic.lib.tools import BetaAbstractMemoryTool, ToolError
from anthropic.tools import BetaAsyncLocalFilesystemMemoryTool, BetaLocalFilesystemMemoryTool


class Both:
    """The blocking or the awaiting tool, called the same way."""

    def __init__(self, tool: Any) -> None:
        self.tool = tool

    def __call__(self, command: str, **arguments: Any) -> str:
        input = {"command": command, **arguments}
        if isinstance(self.tool, BetaLocalFilesystemMemoryTool):
            return str(self.tool.call(input))
        return str(anyio.run(self.tool.call, input))


@pytest.fixture(params=[BetaLocalFilesystemMemoryTool, BetaAsyncLocalFilesystemMemoryTool])
def memory(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Both:
    return Both(request.param(tmp_path / "base"))


@pytest.fixture
def inside(tmp_path: pathlib.Path) -> pathlib.Path:
    """Where the notes really are."""
    return tmp_path / "base" / "memories"


def test_parameter(memory: Both) -> None:
    """The tool is known to the API by its type."""
    assert memory.tool.to_dict() == {"type": "memory_20250818", "name": "memory"}
    assert memory.tool.name == "memory"
    with_cache = type(memory.tool)("x", cache_control={"type": "ephemeral"})
    assert with_cache.to_dict()["cache_control"] == {"type": "ephemeral"}


def test_create_and_view(memory: Both, inside: pathlib.Path) -> None:
    """A note is made, with its directories, and shown with line numbers, all of it or some lines."""
    memory("create", path="/memories/a/b.txt", file_text="one\ntwo\nthree")
    assert (inside / "a" / "b.txt").read_text() == "one\ntwo\nthree"
    assert "     1\tone\n     2\ttwo\n     3\tthree" in memory("view", path="/memories/a/b.txt")
    part = memory("view", path="/memories/a/b.txt", view_range=[2, 2])
    assert part.endswith(":\n     2\ttwo")
    with pytest.raises(ToolError, match="view_range"):
        memory("view", path="/memories/a/b.txt", view_range=[3, 9, 1][:2][::-1])
    with pytest.raises(ToolError, match="already exists"):
        memory("create", path="/memories/a/b.txt", file_text="x")


def test_directory(memory: Both, inside: pathlib.Path) -> None:
    """A directory is listed two levels deep, without hidden files and links."""
    assert "/memories" in memory("view", path="/memories")
    for path in ("a.txt", "d/e.txt", "d/f/g.txt"):
        memory("create", path=f"/memories/{path}", file_text="x" * 2048)
    (inside / ".hidden").write_text("x")
    (inside / "link").symlink_to("/etc")
    listed = memory("view", path="/memories").split("\n")[1:]
    assert [line.split("\t")[1] for line in listed] == [
        "/memories/a.txt",
        "/memories/d/",
        "/memories/d/e.txt",
        "/memories/d/f/",
    ]
    assert listed[0].startswith("2K")


def test_str_replace(memory: Both, inside: pathlib.Path) -> None:
    """A text is replaced where it stands once; otherwise nothing is, and the model is told where it stands."""
    memory("create", path="/memories/a", file_text="x\ny\nx\n")
    assert "     2\tz" in memory("str_replace", path="/memories/a", old_str="y", new_str="z")
    with pytest.raises(ToolError, match="2 times.*lines 1, 3"):
        memory("str_replace", path="/memories/a", old_str="x", new_str="q")
    with pytest.raises(ToolError, match="0 times"):
        memory("str_replace", path="/memories/a", old_str="nope", new_str="q")
    assert (inside / "a").read_text() == "x\nz\nx\n"
    assert os.listdir(inside) == ["a"]


def test_insert(memory: Both, inside: pathlib.Path) -> None:
    """Text is inserted after a line, at the start with 0, and gets a line of its own."""
    memory("create", path="/memories/a", file_text="one\ntwo")
    memory("insert", path="/memories/a", insert_line=0, insert_text="zero")
    memory("insert", path="/memories/a", insert_line=3, insert_text="three\n")
    assert (inside / "a").read_text() == "zero\none\ntwo\nthree\n"
    with pytest.raises(ToolError, match="not within 0 to 4"):
        memory("insert", path="/memories/a", insert_line=9, insert_text="x")


def test_rename_and_delete(memory: Both, inside: pathlib.Path) -> None:
    """Files and directories move and go; the root does neither, and nothing is overwritten."""
    memory("create", path="/memories/a", file_text="1")
    memory("create", path="/memories/d/b", file_text="2")
    memory("rename", old_path="/memories/a", new_path="/memories/e/a")
    assert (inside / "e" / "a").read_text() == "1"
    with pytest.raises(ToolError, match="already exists"):
        memory("rename", old_path="/memories/d", new_path="/memories/e")
    with pytest.raises(ToolError, match="could not do that"):
        memory("rename", old_path="/memories/e", new_path="/memories/e/deeper")
    memory("delete", path="/memories/d")
    with pytest.raises(ToolError, match="does not exist"):
        memory("delete", path="/memories/d")
    for command in ({"command": "delete", "path": "/memories"}, {"command": "delete", "path": "/memories/./"}):
        with pytest.raises(ToolError, match="itself"):
            memory(**command)
    assert sorted(os.listdir(inside)) == ["e"]


def test_clear(memory: Both, inside: pathlib.Path) -> None:
    """The program can forget everything; what links lead to stays."""
    outside = inside.parent / "outside.txt"
    memory("create", path="/memories/d/b", file_text="2")
    outside.write_text("stays")
    (inside / "d" / "link").symlink_to(outside)
    cleared = memory.tool.clear_all_memory
    cleared() if isinstance(memory.tool, BetaLocalFilesystemMemoryTool) else anyio.run(cleared)
    assert os.listdir(inside) == []
    assert outside.read_text() == "stays"


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "memories/a",
        "",
        "/memoriesX/a",
        "/memories/../secret",
        "/memories/a/../../secret",
        "/memories/..",
        "/memories/a\0b",
        "../memories",
        "file:///memories/a",
    ],
)
@pytest.mark.parametrize("command", ["view", "create", "str_replace", "insert", "delete", "rename to", "rename from"])
def test_paths_that_lead_out(memory: Both, path: str, command: str, tmp_path: pathlib.Path) -> None:
    """No command takes a path that is not below `/memories`."""
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "secret").write_text("secret")
    (tmp_path / "secret").write_text("secret")
    arguments: Any = {
        "view": {"path": path},
        "create": {"path": path, "file_text": "x"},
        "str_replace": {"path": path, "old_str": "secret", "new_str": "x"},
        "insert": {"path": path, "insert_line": 0, "insert_text": "x"},
        "delete": {"path": path},
        "rename to": {"old_path": "/memories/a", "new_path": path},
        "rename from": {"old_path": path, "new_path": "/memories/b"},
    }[command]
    memory("create", path="/memories/a", file_text="a")
    with pytest.raises(ToolError) as caught:
        memory(command.split()[0], **arguments)
    assert "secret" not in str(caught.value).replace(path, "").replace(repr(path), "")
    assert (tmp_path / "secret").read_text() == (tmp_path / "base" / "secret").read_text() == "secret"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("path", ["/memories/dir/secret", "/memories/file", "/memories/dir"])
@pytest.mark.parametrize("command", ["view", "create", "str_replace", "insert", "rename"])
def test_links_are_not_followed(memory: Both, inside: pathlib.Path, path: str, command: str) -> None:
    """A link in the directory, to a file or a directory, leads nowhere."""
    outside = inside.parent.parent / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    memory("view", path="/memories")
    (inside / "dir").symlink_to(outside)
    (inside / "file").symlink_to(outside / "secret")
    arguments: Any = {
        "view": {"path": path},
        "create": {"path": f"{path}/new", "file_text": "x"},
        "str_replace": {"path": path, "old_str": "secret", "new_str": "x"},
        "insert": {"path": path, "insert_line": 0, "insert_text": "x"},
        "rename": {"old_path": path, "new_path": "/memories/mine"},
    }[command]
    with pytest.raises(ToolError) as caught:
        memory(command, **arguments)
    assert str(outside) not in str(caught.value)
    assert sorted(os.listdir(outside)) == ["secret"]
    assert (outside / "secret").read_text() == "secret"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_deleting_a_link_leaves_what_it_leads_to(memory: Both, inside: pathlib.Path) -> None:
    """A link can be deleted; nothing outside is."""
    outside = inside.parent.parent / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    memory("view", path="/memories")
    (inside / "dir").symlink_to(outside)
    memory("delete", path="/memories/dir")
    assert os.listdir(inside) == []
    assert (outside / "secret").read_text() == "secret"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_race_with_a_link_maker(tmp_path: pathlib.Path) -> None:
    """Somebody who swaps a directory for a link again and again never gets a note written, or read, outside."""
    memory = BetaLocalFilesystemMemoryTool(tmp_path / "base")
    inside, outside = tmp_path / "base" / "memories", tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    inside.mkdir(parents=True)
    stop = threading.Event()

    def swap() -> None:
        for number in itertools.count():
            if stop.is_set():
                return
            for step in (
                functools.partial(os.rename, inside / "d", inside / f"kept{number}"),
                functools.partial(os.symlink, outside, inside / "d"),
                functools.partial(os.unlink, inside / "d"),
            ):
                with contextlib.suppress(OSError):
                    step()

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for number in range(300):
            for input in (
                {"command": "create", "path": f"/memories/d/new{number}", "file_text": "x"},
                {"command": "view", "path": "/memories/d/secret"},
            ):
                with contextlib.suppress(ToolError):
                    assert "1\tsecret" not in str(memory.call(input))
    finally:
        stop.set()
        thread.join()
    assert os.listdir(outside) == ["secret"]


def test_a_pipe_does_not_block(memory: Both, inside: pathlib.Path) -> None:
    """A file that is none, such as a pipe, is refused at once."""
    memory("view", path="/memories")
    os.mkfifo(inside / "pipe")
    with pytest.raises(ToolError, match="link or device"):
        memory("view", path="/memories/pipe")


def test_what_is_no_text(memory: Both, inside: pathlib.Path) -> None:
    """Bytes that are no text are told, not shown."""
    memory("view", path="/memories")
    (inside / "b").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ToolError, match="not UTF-8"):
        memory("view", path="/memories/b")


@pytest.mark.parametrize("input", [{"command": "frob"}, {"command": "view"}, {}, None, {"command": "view", "path": 3}])
def test_a_command_that_is_none(memory: Both, input: Any) -> None:
    """What does not fit is told in words that the model can act on."""
    with pytest.raises(ToolError, match="Invalid arguments for memory"):
        memory.tool.call(input) if isinstance(memory.tool, BetaLocalFilesystemMemoryTool) else anyio.run(
            memory.tool.call, input
        )


def test_a_memory_of_ones_own() -> None:
    """A subclass says what each command does; commands come as models."""

    class Notes(BetaAbstractMemoryTool):
        def view(self, command: Any) -> str:
            return f"viewed {command.path}"

        create = str_replace = insert = delete = rename = view

    assert Notes().call({"command": "view", "path": "/memories/a"}) == "viewed /memories/a"
    with pytest.raises(NotImplementedError):
        Notes().clear_all_memory()
    with pytest.raises(TypeError):
        BetaAbstractMemoryTool()  # type: ignore[abstract]
