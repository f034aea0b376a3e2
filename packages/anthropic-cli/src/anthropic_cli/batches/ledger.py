"""What a batch run has done so far, on disk before it counts: one JSON line a step, each forced to the disk.

A run that was killed at any moment goes on from here. A step that may be in doubt (was the batch made?) is announced
before it is taken, so that whoever resumes knows to look.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import os
from pathlib import Path
from typing import Any, Generator, Mapping, Sequence, cast

from ..failures import Failure

VERSION = 1


@dataclasses.dataclass
class Chunk:
    """One batch of the run: requests `start` to `end` (without it)."""

    number: int
    start: int
    end: int
    announced: Mapping[str, Any] | None = None
    """The step before a batch is made: `after` is the newest batch then, `at` the time."""
    batch: str | None = None
    ended: bool = False
    fetched: bool = False
    counts: Mapping[str, int] = dataclasses.field(default_factory=lambda: cast("dict[str, int]", {}))

    @property
    def size(self) -> int:
        """How many requests it has."""
        return self.end - self.start


class Ledger:
    """The file, and the state that its lines add up to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run = ""
        self.digest = ""
        self.provider = ""
        self.chunks: list[Chunk] = []
        self.results_end = 0
        """Bytes of the results file that count; what is behind them was written by a step that did not finish."""
        self._file: Any = None

    @contextlib.contextmanager
    def opened(self) -> Generator[Ledger, None, None]:
        """Read the file, and hold it against other processes. Raises: Failure where another one has it."""
        import filelock  # only for batch runs

        if not self.path.parent.is_dir():
            raise Failure(f"There is no folder {self.path.parent}.", 12)
        try:
            with filelock.FileLock(f"{self.path}.lock", timeout=0):
                if self.path.exists():
                    self._read()
                self._file = self.path.open("ab")
                try:
                    yield self
                finally:
                    self._file.close()
        except filelock.Timeout:
            raise Failure(f"Another process is at this run ({self.path}).", 12) from None

    @property
    def has_begun(self) -> bool:
        """Whether there is something to resume."""
        return bool(self.run)

    @property
    def batches(self) -> set[str]:
        """The batches that are known to belong to this run."""
        return {chunk.batch for chunk in self.chunks if chunk.batch is not None}

    def begin(self, run: str, digest: str, provider: str, cuts: Sequence[tuple[int, int]]) -> None:
        """The first line: what is to be done, and how it is cut."""
        self._write(
            {
                "step": "begin",
                "version": VERSION,
                "run": run,
                "digest": digest,
                "provider": provider,
                "cuts": list(cuts),
            }
        )
        _sync_folder(self.path.parent)

    def announce(self, chunk: Chunk, after: str | None) -> None:
        """A batch is about to be made."""
        self._write({"step": "announced", "chunk": chunk.number, "after": after, "at": _now()})

    def refused(self, chunk: Chunk) -> None:
        """The batch that was announced was surely not made."""
        self._write({"step": "refused", "chunk": chunk.number})

    def submitted(self, chunk: Chunk, batch: str) -> None:
        """The batch exists."""
        self._write({"step": "submitted", "chunk": chunk.number, "batch": batch})

    def ended(self, chunk: Chunk) -> None:
        """The batch is done."""
        self._write({"step": "ended", "chunk": chunk.number})

    def fetched(self, chunk: Chunk, results_end: int, counts: Mapping[str, int]) -> None:
        """Its results are on the disk, in the first `results_end` bytes of the results file."""
        self._write({"step": "fetched", "chunk": chunk.number, "results_end": results_end, "counts": dict(counts)})

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._apply(line)

    def _read(self) -> None:
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):  # the line that was being written when the process died
            with self.path.open("r+b") as file:
                file.truncate(whole)
        for number, line in enumerate(data[:whole].splitlines(), 1):
            try:
                self._apply(json.loads(line))
            except (ValueError, KeyError, IndexError, TypeError) as error:
                raise Failure(f"{self.path}:{number} is damaged: {error!r}. Nothing was sent.", 12) from error

    def _apply(self, line: Mapping[str, Any]) -> None:
        step = line["step"]
        if step == "begin":
            if line["version"] != VERSION:
                raise Failure(f"{self.path} was written by another version of this program.", 12)
            self.run, self.digest, self.provider = line["run"], line["digest"], line["provider"]
            self.chunks = [Chunk(number, start, end) for number, (start, end) in enumerate(line["cuts"])]
            return
        chunk = self.chunks[int(line["chunk"])]
        if step == "announced":
            chunk.announced = line
        elif step == "refused":
            chunk.announced = None
        elif step == "submitted":
            chunk.batch = line["batch"]
        elif step == "ended":
            chunk.ended = True
        elif step == "fetched":
            chunk.fetched, chunk.counts, self.results_end = True, line["counts"], line["results_end"]


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat()


def _sync_folder(folder: Path) -> None:
    """Make a new file's name last; systems that cannot do that do it themselves."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
