"""A batch run: submit, wait, fetch; each step in the ledger before the next one. Resumes wherever it was stopped.

Nothing is sent twice. A batch is announced in the ledger before it is made, and made by exactly one request: the client
does not retry it. Where its fate is unknown (the process died, the connection broke), the run looks for it among the
batches that are newer than the announcement, and knows it by its requests' ids, which begin with the id of the run.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import os
import secrets
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Sequence, cast

from ..failures import Failure
from ..output import plain
from .ledger import Chunk, Ledger
from .source import Request, chunks, digest
from .writing import written

ATTEMPTS = 5
SETTLE_SECONDS = 15.0
"""How long after its announcement a batch may turn up that was being made when the process died."""
Report = Callable[[int, int, str], None]


def untold(done: int, total: int, doing: str) -> None:
    """Progress that nobody watches."""


@dataclasses.dataclass
class Run:
    """One run over all its batches."""

    client: Any
    ledger: Ledger
    requests: Sequence[Request]
    results: Path
    report: Report
    poll_seconds: float = 60.0
    settle_seconds: float = SETTLE_SECONDS
    sleep: Callable[[float], None] = time.sleep

    @property
    def batches(self) -> Any:
        """The resource."""
        return self.client.messages.batches

    def begin(self, provider: str, size: int, max_bytes: int) -> None:
        """Begin, or check that the ledger is about these requests. Raises: Failure."""
        found = digest(self.requests)
        if self.ledger.has_begun:
            if self.ledger.digest != found:
                raise Failure(
                    f"{self.ledger.path} belongs to other requests: the input or an option has changed. "
                    "Restore them to resume, or name another --results file.",
                    2,
                )
            if self.ledger.provider != provider:
                raise Failure(f"This run was begun with --provider {self.ledger.provider}.", 2)
        else:
            if self.results.exists():
                raise Failure(f"{self.results} is there already, and no run is to be resumed.", 12)
            self.ledger.begin(secrets.token_hex(6), found, provider, chunks(self.requests, size, max_bytes))
        if self.results.exists():
            with self.results.open("r+b") as file:
                file.truncate(self.ledger.results_end)

    def submit(self) -> None:
        """Make each batch that does not exist yet. Raises: APIError."""
        for chunk in self.ledger.chunks:
            if chunk.batch is None:
                self._report("submitting")
                self._submit(chunk)

    def wait(self) -> None:
        """Wait until all batches are done. Raises: APIError."""
        pause = min(1.0, self.poll_seconds)
        while True:
            done = 0
            waiting = False
            for chunk in self.ledger.chunks:
                if not chunk.ended:
                    batch = self._patiently(self.batches.retrieve, chunk.batch)
                    counts = batch.request_counts
                    done += chunk.size if batch.processing_status == "ended" else chunk.size - counts.processing
                    if batch.processing_status == "ended":
                        self.ledger.ended(chunk)
                    else:
                        waiting = True
                else:
                    done += chunk.size
            self.report(done, len(self.requests), "waiting")
            if not waiting:
                return
            self.sleep(pause)
            pause = min(pause * 2, self.poll_seconds)

    def fetch(self) -> None:
        """Write the results of each batch to the results file, in the order of the requests. Raises: APIError."""
        fields = list(dict.fromkeys(name for request in self.requests for name in request.row))
        for chunk in self.ledger.chunks:
            if not chunk.fetched:
                self._report("fetching")
                lines = self._patiently(self._results, chunk)
                counts: Dict[str, int] = {}
                for line in lines:
                    kind = line["result"]["type"]
                    counts[kind] = counts.get(kind, 0) + 1
                with self.results.open("ab") as file:
                    first = file.tell() == 0
                    text = written(lines, self._chunk_requests(chunk), self.results.suffix, fields, first)
                    file.write(text.encode())
                    file.flush()
                    os.fsync(file.fileno())
                    end = file.seek(0, io.SEEK_END)
                self.ledger.fetched(chunk, end, counts)
        self.report(len(self.requests), len(self.requests), "fetched")

    def counts(self) -> Mapping[str, int]:
        """How many requests ended in which way."""
        total: Dict[str, int] = {}
        for chunk in self.ledger.chunks:
            for kind, count in chunk.counts.items():
                total[kind] = total.get(kind, 0) + count
        return total

    def _patiently(self, read: Callable[[Any], Any], what: Any) -> Any:
        """Read something; again where the failure is one that passes: a run may wait for a day. Raises: APIError."""
        import anthropic  # its errors tell what passes

        for attempt in range(1, ATTEMPTS + 1):
            try:
                return read(what)
            except anthropic.APIError as error:
                if not error.retryable or attempt == ATTEMPTS:
                    raise
                self.sleep(min(2.0**attempt, self.poll_seconds))
        raise AssertionError("unreachable")

    def _report(self, doing: str) -> None:
        done = sum(chunk.size for chunk in self.ledger.chunks if chunk.ended)
        self.report(done, len(self.requests), doing)

    def _chunk_requests(self, chunk: Chunk) -> Sequence[Request]:
        return self.requests[chunk.start : chunk.end]

    def _wire_id(self, position: int) -> str:
        return f"{self.ledger.run}-{position}"

    def _submit(self, chunk: Chunk) -> None:
        import anthropic  # its errors tell what is certain

        for attempt in range(1, ATTEMPTS + 1):
            batch = self._made_before(chunk) if chunk.announced is not None else None
            if batch is not None:
                self.ledger.submitted(chunk, batch)
                return
            try:
                self._make(chunk)
            except anthropic.APIStatusError as error:
                if error.status_code < 500 and error.status_code not in (408, 409):
                    self.ledger.refused(chunk)
                if not error.retryable or attempt == ATTEMPTS:
                    raise
            except anthropic.APIError:
                if attempt == ATTEMPTS:
                    raise
            else:
                return
            self.sleep(min(2.0**attempt, self.poll_seconds))

    def _make(self, chunk: Chunk) -> None:
        """Announce a batch and make it, with one request."""
        newest = next(iter(self.batches.list(limit=1).data), None)
        body = [
            {"custom_id": self._wire_id(position), "params": self.requests[position].params}
            for position in range(chunk.start, chunk.end)
        ]
        self.ledger.announce(chunk, None if newest is None else newest.id)
        once = self.client.with_options(max_retries=0)
        batch = once.messages.batches.create(requests=cast(Any, body))
        self.ledger.submitted(chunk, batch.id)

    def _made_before(self, chunk: Chunk) -> str | None:
        """The batch that an earlier attempt made after all; `None` where it made none. Raises: APIError."""
        announced = cast("Mapping[str, Any]", chunk.announced)
        at = datetime.datetime.fromisoformat(announced["at"])
        age = (datetime.datetime.now(datetime.timezone.utc) - at).total_seconds()
        if age < self.settle_seconds:
            self.sleep(self.settle_seconds - max(age, 0.0))
        for candidate in list(self._newer(announced.get("after"))):
            counts = candidate.request_counts
            total = counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired
            if total == chunk.size and candidate.id not in self.ledger.batches and self._is_ours(candidate.id, chunk):
                return str(candidate.id)
        return None

    def _newer(self, after: str | None) -> Iterator[Any]:
        """Batches made since the one that was the newest when a batch was announced, the newest first."""
        for batch in self.batches.list(limit=100):
            if batch.id == after:
                return
            yield batch

    def _is_ours(self, batch_id: str, chunk: Chunk) -> bool:
        """Whether a batch has the requests of a chunk. That shows only when it has ended."""
        while True:
            batch = self.batches.retrieve(batch_id)
            if batch.processing_status == "ended":
                break
            self.report(0, len(self.requests), "looking")
            self.sleep(self.poll_seconds)
        wanted = {self._wire_id(position) for position in range(chunk.start, chunk.end)}
        return any(line.custom_id in wanted for line in self.batches.results(batch_id))

    def _results(self, chunk: Chunk) -> List[Mapping[str, Any]]:
        """The results of a batch, in the order of its requests. Raises: Failure where one is missing; APIError."""
        found: Dict[str, Any] = {}
        for line in self.batches.results(chunk.batch):
            found[line.custom_id] = plain(line.result)
        lines: List[Mapping[str, Any]] = []
        for position in range(chunk.start, chunk.end):
            wire_id = self._wire_id(position)
            if wire_id not in found:
                raise Failure(f"The results of {chunk.batch} lack the request {wire_id}; run this again to resume.", 9)
            lines.append({"custom_id": self.requests[position].custom_id, "result": found[wire_id]})
        return lines
