"""Past conversations in SQLite: what was said, what came, what it used. One file, readable by its owner only."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import os
import secrets
import sqlite3
from pathlib import Path
from typing import Any, Generator, Mapping, Sequence

import click

from .failures import Failure
from .paths import history_file

VERSION = 1
SCHEMA = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, system TEXT, created TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE turns (
    id INTEGER PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    role TEXT NOT NULL, content TEXT NOT NULL, text TEXT NOT NULL, created TEXT NOT NULL,
    model TEXT, provider TEXT, usage TEXT, request_id TEXT, stop_reason TEXT, complete INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX turns_of_conversation ON turns(conversation, id);
"""
SEARCH = "CREATE VIRTUAL TABLE words USING fts5(text, content='turns', content_rowid='id');"
TRIGGERS = """
CREATE TRIGGER turns_added AFTER INSERT ON turns BEGIN
    INSERT INTO words(rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER turns_removed AFTER DELETE ON turns BEGIN
    INSERT INTO words(words, rowid, text) VALUES ('delete', old.id, old.text);
END;
"""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What is known of an answer beside its content."""

    model: str | None = None
    provider: str | None = None
    usage: Mapping[str, Any] | None = None
    request_id: str | None = None
    stop_reason: str | None = None
    complete: bool = True


class History:
    """The database. Made when it is first needed. Raises: OSError, Failure."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or history_file()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._db = sqlite3.connect(str(path), timeout=10, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        try:
            self._db.execute("PRAGMA foreign_keys=ON")
            self._db.execute("PRAGMA journal_mode=WAL")
            with self._writing():
                if self._db.execute("PRAGMA user_version").fetchone()[0] == 0:
                    self._create()
        except sqlite3.Error as error:
            self._db.close()
            raise Failure(f"The history {path} cannot be used: {error}.", 12) from error

    @classmethod
    def of_command(cls) -> History:
        """The user's history, closed when the command that runs has ended."""
        made = cls()
        click.get_current_context().call_on_close(made.close)
        return made

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def start(self, title: str, system: str | None) -> str:
        """Begin a conversation; gives its id."""
        made = _now()
        id_ = secrets.token_hex(4)
        with self._writing():
            self._db.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)", (id_, title[:80] or "(no text)", system, made, made)
            )
        return id_

    def add(self, conversation: str, role: str, content: object, outcome: Outcome = Outcome()) -> int:
        """Keep one turn; gives its number."""
        row = (
            conversation,
            role,
            json.dumps(content, ensure_ascii=False),
            text_of(content),
            _now(),
            outcome.model,
            outcome.provider,
            None if outcome.usage is None else json.dumps(outcome.usage),
            outcome.request_id,
            outcome.stop_reason,
            int(outcome.complete),
        )
        names = "conversation, role, content, text, created, model, provider, usage, request_id, stop_reason, complete"
        with self._writing():
            made = self._db.execute(f"INSERT INTO turns ({names}) VALUES ({', '.join('?' * len(row))})", row)
            self._db.execute("UPDATE conversations SET updated = ? WHERE id = ?", (row[4], conversation))
        return int(made.lastrowid or 0)

    def take_back(self, turn: int) -> None:
        """Forget one turn, and its conversation where that has no other."""
        with self._writing():
            self._db.execute("DELETE FROM turns WHERE id = ?", (turn,))
            self._db.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM turns)")

    def latest(self) -> str | None:
        """The conversation that was continued last."""
        row = self._db.execute("SELECT id FROM conversations ORDER BY updated DESC, rowid DESC LIMIT 1").fetchone()
        return None if row is None else str(row["id"])

    def find(self, id_: str) -> Mapping[str, Any] | None:
        """A conversation by its id or the start of it; `None` where none, or more than one, fits."""
        rows = self._rows("SELECT * FROM conversations WHERE substr(id, 1, ?) = ? LIMIT 2", (len(id_), id_))
        return rows[0] if id_ and len(rows) == 1 else None

    def turns(self, conversation: str) -> Sequence[Mapping[str, Any]]:
        """The turns of a conversation, oldest first; `content` and `usage` parsed."""
        rows = self._rows("SELECT * FROM turns WHERE conversation = ? ORDER BY id", (conversation,))
        for row in rows:
            row["content"] = json.loads(row["content"])
            row["usage"] = json.loads(row["usage"]) if row["usage"] else None
        return rows

    def conversations(self, limit: int) -> Sequence[Mapping[str, Any]]:
        """Conversations, the latest first."""
        return self._rows(
            "SELECT c.id, c.title, c.updated, count(t.id) AS turns FROM conversations c "
            "LEFT JOIN turns t ON t.conversation = c.id GROUP BY c.id ORDER BY c.updated DESC LIMIT ?",
            (limit,),
        )

    def search(self, words: str, limit: int) -> Sequence[Mapping[str, Any]]:
        """Turns that have all the words, the best first; none where there are no words."""
        if not words.strip():
            return []
        head = "SELECT t.conversation AS id, t.role, t.created"
        if self._has_search():
            quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
            return self._rows(
                f"{head}, snippet(words, 0, '»', '«', '…', 12) AS found FROM words JOIN turns t ON t.id = words.rowid "
                "WHERE words MATCH ? ORDER BY rank LIMIT ?",
                (quoted, limit),
            )
        parts = words.split()
        where = " AND ".join("t.text LIKE ?" for _ in parts)
        return self._rows(
            f"{head}, substr(t.text, 1, 80) AS found FROM turns t WHERE {where} ORDER BY t.id DESC LIMIT ?",
            (*(f"%{part}%" for part in parts), limit),
        )

    def delete(self, conversation: str) -> None:
        """Forget a conversation."""
        with self._writing():
            self._db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def usage(self) -> Sequence[Mapping[str, Any]]:
        """Model, day, provider and usage of every answer."""
        rows = self._rows(
            "SELECT model, provider, substr(created, 1, 10) AS day, usage FROM turns "
            "WHERE usage IS NOT NULL ORDER BY id"
        )
        for row in rows:
            row["usage"] = json.loads(row["usage"])
        return rows

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        return [dict(row) for row in self._db.execute(sql, values)]

    @contextlib.contextmanager
    def _writing(self) -> Generator[None, None, None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _create(self) -> None:
        for statement in SCHEMA.split(";\n"):
            if statement.strip():
                self._db.execute(statement)
        try:
            self._db.execute(SEARCH)
        except sqlite3.OperationalError:
            pass  # this SQLite has no full-text search; `search` does without
        else:
            for trigger in TRIGGERS.split("END;\n"):
                if trigger.strip():
                    self._db.execute(trigger + "END")
        self._db.execute(f"PRAGMA user_version={VERSION}")

    def _has_search(self) -> bool:
        return bool(self._rows("SELECT 1 FROM sqlite_master WHERE name = 'words'"))


def text_of(content: Any) -> str:
    """The text of a turn's content: what is searched and shown."""
    if isinstance(content, str):
        return content
    texts: list[str] = []
    for block in content:
        kind = block.get("type")
        if kind == "text":
            texts.append(block["text"])
        elif kind == "tool_use":
            texts.append(f"[{block['name']}: {json.dumps(block['input'], ensure_ascii=False)}]")
        elif kind == "tool_result":
            texts.append(f"[result: {block['content']}]")
        elif kind in ("image", "document"):
            texts.append(f"[{block.get('title') or kind}]")
    return "\n".join(texts)


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")
