"""The memory tool: notes that the model keeps from one conversation to the next. Public as `anthropic.tools`."""

from __future__ import annotations

import abc
import errno
import itertools
import os
import re
import threading
from typing import Any, Coroutine, Generic, List, TypeVar, Union, cast

import anyio.to_thread
import pydantic
from typing_extensions import TypeAlias, override

from .function_tools.functions import BetaAsyncBuiltinFunctionTool, BetaBuiltinFunctionTool
from .function_tools.results import BetaFunctionToolResultType, ToolError, invalid_input
from .memory_files import ROOT, Root, parts_of
from .types import (
    BetaCacheControlEphemeralParam,
    BetaMemoryTool20250818Command,
    BetaMemoryTool20250818CreateCommand,
    BetaMemoryTool20250818DeleteCommand,
    BetaMemoryTool20250818InsertCommand,
    BetaMemoryTool20250818Param,
    BetaMemoryTool20250818RenameCommand,
    BetaMemoryTool20250818StrReplaceCommand,
    BetaMemoryTool20250818ViewCommand,
)

Result: TypeAlias = BetaFunctionToolResultType
StrPath: TypeAlias = Union[str, "os.PathLike[str]"]
MAX_LINES = 999_999
LINE_NUMBER_WIDTH = 6
ResultT = TypeVar("ResultT")
_COMMAND: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(BetaMemoryTool20250818Command)


def command_of(input: object) -> BetaMemoryTool20250818Command:
    """The command that the model wrote. Raises: ToolInputError."""
    try:
        return cast(BetaMemoryTool20250818Command, _COMMAND.validate_python(input))
    except pydantic.ValidationError as error:
        raise invalid_input("memory", error) from None


class Memory(abc.ABC, Generic[ResultT]):
    """What a memory does, now or awaited."""

    def __init__(self, *, cache_control: BetaCacheControlEphemeralParam | None = None) -> None:
        self._cache_control = cache_control

    @property
    def name(self) -> str:
        """The name by which the model calls it."""
        return "memory"

    def to_dict(self) -> BetaMemoryTool20250818Param:
        """The tool as the API takes it."""
        param: BetaMemoryTool20250818Param = {"type": "memory_20250818", "name": "memory"}
        if self._cache_control is not None:
            param["cache_control"] = self._cache_control
        return param

    @abc.abstractmethod
    def view(self, command: BetaMemoryTool20250818ViewCommand) -> ResultT:
        """Show a file, or list a directory."""

    @abc.abstractmethod
    def create(self, command: BetaMemoryTool20250818CreateCommand) -> ResultT:
        """Make a file."""

    @abc.abstractmethod
    def str_replace(self, command: BetaMemoryTool20250818StrReplaceCommand) -> ResultT:
        """Replace the one place where a text stands."""

    @abc.abstractmethod
    def insert(self, command: BetaMemoryTool20250818InsertCommand) -> ResultT:
        """Insert text after a line."""

    @abc.abstractmethod
    def delete(self, command: BetaMemoryTool20250818DeleteCommand) -> ResultT:
        """Delete a file or directory."""

    @abc.abstractmethod
    def rename(self, command: BetaMemoryTool20250818RenameCommand) -> ResultT:
        """Rename or move a file or directory."""

    def clear_all_memory(self) -> ResultT:
        """Forget everything. For the program, not for the model."""
        raise NotImplementedError("This memory cannot be cleared as a whole.")


class BetaAbstractMemoryTool(Memory[Result], BetaBuiltinFunctionTool):
    """A memory of your own: say what each command does, and raise `ToolError` for what the model should know.

    Paths begin with `/memories` and come from the model: never trust them.
    """

    def call(self, input: object) -> Result:
        """Do what the model asks. Raises: ToolError."""
        return self.execute(command_of(input))

    def execute(self, command: BetaMemoryTool20250818Command) -> Result:
        """Do one command. Raises: ToolError."""
        return cast(Result, getattr(self, command.command)(command))


class BetaAsyncAbstractMemoryTool(Memory[Coroutine[Any, Any, Result]], BetaAsyncBuiltinFunctionTool):
    """A memory of your own, awaiting; see `BetaAbstractMemoryTool`."""

    async def call(self, input: object) -> Result:
        """Do what the model asks. Raises: ToolError."""
        return await self.execute(command_of(input))

    async def execute(self, command: BetaMemoryTool20250818Command) -> Result:
        """Do one command. Raises: ToolError."""
        return cast(Result, await getattr(self, command.command)(command))


class BetaLocalFilesystemMemoryTool(BetaAbstractMemoryTool):
    """A memory in a directory of this machine, which the model cannot leave.

    `base_path` is made when it is needed; the notes are in `memories` in it. One command is done at a time.
    """

    def __init__(
        self, base_path: StrPath = "./memory", *, cache_control: BetaCacheControlEphemeralParam | None = None
    ) -> None:
        super().__init__(cache_control=cache_control)
        self.base_path = os.fspath(base_path)
        self._root = Root(os.path.join(self.base_path, "memories"))
        self._lock = threading.Lock()

    @override
    def execute(self, command: BetaMemoryTool20250818Command) -> Result:
        with self._lock:
            try:
                return super().execute(command)
            except OSError as error:
                raise ToolError(_told(error)) from error

    @override
    def view(self, command: BetaMemoryTool20250818ViewCommand) -> Result:
        parts = parts_of(command.path)
        if not parts:
            os.makedirs(self._root.path, exist_ok=True)
        if self._kind(parts, command.path) == "directory":
            lines = [
                f"{_size(size)}\t{command.path.rstrip('/')}/{'/'.join(names)}{'/' * is_directory}"
                for names, is_directory, size in self._root.listing(parts, 2)
            ]
            return "\n".join([f"{command.path} holds, two levels deep and without hidden files:", *lines])
        lines = self._root.read(parts).split("\n")
        if len(lines) > MAX_LINES:
            raise ToolError(f"{command.path} has more than {MAX_LINES} lines.")
        first, last = command.view_range or (1, -1)
        last = len(lines) if last == -1 else min(last, len(lines))
        if not 1 <= first <= len(lines) or last < first:
            raise ToolError(f"view_range {command.view_range} is not within lines 1 to {len(lines)}.")
        return f"{command.path}, with line numbers:\n{_numbered(lines, first, last)}"

    @override
    def create(self, command: BetaMemoryTool20250818CreateCommand) -> Result:
        parts = parts_of(command.path)
        if self._root.kind(parts) != "nothing":
            ways = "Use str_replace or insert to change it, or delete it first."
            raise ToolError(f"{command.path} already exists. {ways}")
        self._root.create(parts, command.file_text)
        return f"Created {command.path}."

    @override
    def str_replace(self, command: BetaMemoryTool20250818StrReplaceCommand) -> Result:
        parts, text = self._file(command.path)
        count = text.count(command.old_str) if command.old_str else 0
        if count != 1:
            found = [str(text.count("\n", 0, at) + 1) for at in _places(text, command.old_str)]
            where = f" It stands in lines {', '.join(found)}; give more text around one of them." if found else ""
            raise ToolError(f"Nothing was replaced: old_str stands {count} times in {command.path}, not once.{where}")
        at = text.index(command.old_str)
        new = text.replace(command.old_str, command.new_str)
        self._root.replace(parts, new)
        line = text.count("\n", 0, at) + 1
        lines = new.split("\n")
        last = min(line + command.new_str.count("\n") + 2, len(lines))
        return f"Changed {command.path}; around the change it now reads:\n{_numbered(lines, max(line - 2, 1), last)}"

    @override
    def insert(self, command: BetaMemoryTool20250818InsertCommand) -> Result:
        parts, text = self._file(command.path)
        lines = text.splitlines(keepends=True)
        if not 0 <= command.insert_line <= len(lines):
            raise ToolError(f"insert_line {command.insert_line} is not within 0 to {len(lines)}.")
        before, after = lines[: command.insert_line], lines[command.insert_line :]
        if before and not before[-1].endswith("\n"):
            before.append("\n")
        inserted = command.insert_text
        if after and not inserted.endswith("\n"):
            inserted += "\n"
        self._root.replace(parts, "".join([*before, inserted, *after]))
        return f"Changed {command.path}."

    @override
    def delete(self, command: BetaMemoryTool20250818DeleteCommand) -> Result:
        parts = parts_of(command.path)
        if not parts:
            raise ToolError(f"{ROOT} itself cannot be deleted.")
        if self._root.kind(parts) == "nothing":
            raise ToolError(f"{command.path} does not exist.")
        self._root.remove(parts)
        return f"Deleted {command.path}."

    @override
    def rename(self, command: BetaMemoryTool20250818RenameCommand) -> Result:
        old, new = parts_of(command.old_path), parts_of(command.new_path)
        if not old or not new:
            raise ToolError(f"{ROOT} itself cannot be renamed or replaced.")
        self._kind(old, command.old_path)
        if self._root.kind(new) != "nothing":
            raise ToolError(f"{command.new_path} already exists.")
        self._root.rename(old, new)
        return f"Renamed {command.old_path} to {command.new_path}."

    @override
    def clear_all_memory(self) -> Result:
        with self._lock:
            self._root.clear(())
        return "All notes are deleted."

    def _kind(self, parts: Any, path: str) -> str:
        kind = self._root.kind(parts)
        if kind in ("file", "directory"):
            return kind
        raise ToolError(f"{path} does not exist." if kind == "nothing" else f"{path} is a link or device, not a file.")

    def _file(self, path: str) -> Any:
        parts = parts_of(path)
        if self._kind(parts, path) == "directory":
            raise ToolError(f"{path} is a directory.")
        return parts, self._root.read(parts)


class BetaAsyncLocalFilesystemMemoryTool(BetaAsyncAbstractMemoryTool):
    """A memory in a directory of this machine, which the model cannot leave; its work is done in threads."""

    def __init__(
        self, base_path: StrPath = "./memory", *, cache_control: BetaCacheControlEphemeralParam | None = None
    ) -> None:
        super().__init__(cache_control=cache_control)
        self._blocking = BetaLocalFilesystemMemoryTool(base_path)
        self.base_path = self._blocking.base_path

    @override
    async def execute(self, command: BetaMemoryTool20250818Command) -> Result:
        return await anyio.to_thread.run_sync(self._blocking.execute, command)

    view = create = str_replace = insert = delete = rename = cast(Any, execute)  # each command says which it is

    @override
    async def clear_all_memory(self) -> Result:
        return await anyio.to_thread.run_sync(self._blocking.clear_all_memory)


def _numbered(lines: List[str], first: int, last: int) -> str:
    return "\n".join(f"{number:{LINE_NUMBER_WIDTH}}\t{lines[number - 1]}" for number in range(first, last + 1))


def _places(text: str, part: str) -> List[int]:
    """Where a part begins, the first 20 times."""
    return [place.start() for place in itertools.islice(re.finditer(re.escape(part), text), 20)] if part else []


def _size(size: int) -> str:
    value, unit = float(size), "B"
    for unit in "BKMG":
        if value < 1024 or unit == "G":
            break
        value /= 1024
    return f"{value:.1f}".rstrip("0").rstrip(".") + unit


def _told(error: OSError) -> str:
    """What the model may know of an error: no path of this machine."""
    if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENOTDIR):
        return "The path leads over a file or a link, which is not followed."
    return f"The memory could not do that: {os.strerror(error.errno) if error.errno else type(error).__name__}."
