"""`anthropic history`, `chat` from a pipe, and `cost`."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from anthropic import Anthropic, BadRequestError
from anthropic_cli.conversation import Conversation, repaired, usable
from anthropic_cli.cost import dollars, price_of, read_prices
from anthropic_cli.history import History, Outcome
from anthropic_cli.render import Nothing
from anthropic_testing import ApiProblem

Command = Any
Open = Any
"""The fixtures `cli` and `history`; see conftest.py."""


def test_list_show_and_delete(cli: Command) -> None:
    """A conversation is found by the start of its id."""
    cli("ask", "A question about turtles")
    row = json.loads(cli.out("history", "list"))
    assert (row["title"], row["turns"]) == ("A question about turtles", 2)
    assert "A question about turtles" in cli.out("history", "show", row["id"][:4])
    assert json.loads(cli.out("history", "show", "-o", "json"))[1]["role"] == "assistant"
    cli("history", "delete", "--yes", row["id"])
    assert cli.out("history", "list") == ""
    cli("history", "show", code=4)


def test_no_id_is_not_the_last_one(cli: Command) -> None:
    """An empty variable of a script deletes nothing; nor does a mark that SQL takes for anything."""
    cli("ask", "Precious")
    for wrong in ("", "_", "%", "________"):
        cli("history", "delete", "--yes", wrong, code=4)
        cli("history", "show", wrong, code=4)
    cli("ask", "--conversation", "", "Hi", code=4)
    assert len(cli.out("history", "list").splitlines()) == 1


def test_deletion_asks_by_the_title(cli: Command) -> None:
    """And only where there is something to delete."""
    cli("ask", "Precious")
    assert "There is no conversation 'zzz'" in cli("history", "delete", "zzz", code=4).stderr
    id_ = json.loads(cli.out("history", "list"))["id"]
    assert f"Delete {id_} (Precious) for good?" in cli("history", "delete", id_[:5], stdin="n\n", code=1).stderr
    cli("history", "delete", id_, stdin="y\n")
    assert cli.out("history", "list") == ""


def test_search_for_nothing(cli: Command) -> None:
    """Is a mistake, not an error of the database."""
    assert "Which words?" in cli("history", "search", " ", code=2).stderr
    assert cli("chat", stdin="Hi\n/search  \n").exit_code == 0


def test_history_that_cannot_be_kept(cli: Command, home: Path) -> None:
    """A read-only home, or a file that is none: the answer comes all the same, unless something of it is needed."""
    (home / "data").mkdir(parents=True)
    (home / "data" / "history.db").write_text("no database", "utf-8")
    done = cli("ask", "Hi")
    assert done.stdout == "You said: Hi\n"
    assert "Warning: nothing of this is kept." in done.stderr
    assert "history.db cannot be used: file is not a database" in done.stderr
    cli("ask", "--continue", "Hi", code=12)
    assert "cannot be used" in cli("history", "list", code=12).stderr


def test_home_that_is_no_folder(cli: Command, home: Path) -> None:
    """The same."""
    home.write_text("", "utf-8")
    done = cli("ask", "Hi")
    assert done.stdout == "You said: Hi\n"
    assert "Warning: nothing of this is kept." in done.stderr
    assert "Errno" not in done.stderr


def test_search_finds_turns_that_have_all_words(cli: Command) -> None:
    """In questions and answers, in any order."""
    cli("ask", "The turtle is slow")
    cli("ask", "The hare is quick")
    found = [json.loads(line) for line in cli.out("history", "search", "slow", "turtle").splitlines()]
    assert {turn["role"] for turn in found} == {"user", "assistant"}
    assert cli.out("history", "search", "slow", "hare") == ""
    assert cli.out("history", "search", 'say "AND" (what') == ""


def test_search_without_full_text_index(home: Path, history: Open) -> None:
    """Some builds of SQLite have none."""
    kept = history()
    kept.add(kept.start("x", None), "user", "The turtle is slow")
    with contextlib.closing(sqlite3.connect(str(home / "data" / "history.db"))) as db:
        db.executescript("DROP TRIGGER turns_added; DROP TRIGGER turns_removed; DROP TABLE words;")
    assert len(history().search("turtle slow", 5)) == 1
    assert history().search("turtle quick", 5) == []


def test_turns_of_a_pipe_end_with_line_feeds_only(cli: Command) -> None:
    """A text may hold what else ends a line."""
    assert cli.out("chat", stdin="a\u2028b\n".encode()) == "You said: a\u2028b"
    assert cli.out("chat", stdin=b"") == ""


def test_first_turn_is_refused(cli: Command) -> None:
    """The conversation begins anew with the next one."""
    talk = Conversation(
        client=Anthropic(provider="emulator", provider_options={"emulator": cli.emulator}),
        model="claude-sonnet-5",
        params={"max_tokens": 9},
        tools={},
        provider="emulator",
        history=History(),
    )
    cli.emulator.script(ApiProblem(400, "no"))
    with contextlib.closing(talk.history), talk.client:
        with pytest.raises(BadRequestError):
            talk.ask("Refused", Nothing())
        assert talk.ask("Taken", Nothing()).text == "You said: Taken"
    assert [json.loads(line)["title"] for line in cli.out("history", "list").splitlines()] == ["Taken"]


def test_question_that_was_never_sent_is_not_kept(cli: Command) -> None:
    """As no key was there: --continue goes on with what was said before."""
    assert "anthropic keys set" in cli("ask", "--provider", "anthropic", "Unsent", code=3).stderr
    assert cli.out("history", "list") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights of files")
def test_history_is_readable_by_its_owner_only(home: Path, history: Open) -> None:
    """Conversations are private."""
    history().close()
    assert stat.S_IMODE((home / "data" / "history.db").stat().st_mode) == 0o600


def test_two_writers_at_once(home: Path, history: Open) -> None:
    """Two terminals share the file."""
    first, second = history(), history()
    one, two = first.start("a", None), second.start("b", None)
    for number in range(20):
        first.add(one, "user", f"a{number}")
        second.add(two, "user", f"b{number}")
    assert [len(first.turns(id_)) for id_ in (one, two)] == [20, 20]


def test_chat_takes_turns_from_a_pipe(cli: Command) -> None:
    """Each line is a turn; slash commands work too."""
    cli.emulator.script("First answer", "Second answer")
    result = cli("chat", "-m", "claude-opus-5", stdin="one\n/model claude-sonnet-4-5\ntwo\n/quit\nthree\n")
    assert result.stdout == "First answer\nclaude-sonnet-4-5\nSecond answer\n"
    assert cli.sent()["model"] == "claude-sonnet-4-5"
    assert [m["content"] for m in cli.sent()["messages"] if m["role"] == "user"] == ["one", "two"]


def test_chat_attaches_and_sets_instructions(cli: Command, tmp_path: Path) -> None:
    """`/attach` goes with the next line only; `/new` forgets what was said."""
    (tmp_path / "a.txt").write_text("attached words", "utf-8")
    cli("chat", stdin="/attach a.txt\n/system Be brief.\nread\n/new\nagain\n/nonsense\n")
    first, second = [r.json for r in cli.emulator.requests]
    assert first["messages"][0]["content"][0]["source"]["data"] == "attached words"
    assert second["messages"] == [{"role": "user", "content": "again"}]
    assert second["system"] == "Be brief."


def test_chat_drops_instructions_and_quotes(cli: Command, tmp_path: Path) -> None:
    """An empty text would be refused; a file that is dropped on a terminal comes in quotes."""
    (tmp_path / "two words.txt").write_text("inside", "utf-8")
    cli("chat", "--system", "Be brief", stdin="/system\n/attach 'two words.txt'\nHi\n")
    assert "system" not in cli.sent()
    assert cli.sent()["messages"][0]["content"][0]["title"] == "two words.txt"


def test_chat_resumes_by_id(cli: Command) -> None:
    """`/resume` and `--conversation` are the same."""
    cli("ask", "First")
    id_ = json.loads(cli.out("history", "list"))["id"]
    cli("ask", "Something else")
    cli("chat", stdin=f"/resume {id_}\nand then?\n")
    assert cli.sent()["messages"][0]["content"] == "First"


def test_refused_turn_is_taken_back(cli: Command, history: Open) -> None:
    """Else it would be refused in every later request too; an error that passes keeps it."""
    cli("ask", "First")
    cli.emulator.script(ApiProblem(400, "this image is broken"))
    cli("ask", "-c", "Broken", code=5)
    cli.emulator.script(ApiProblem(401, "later, perhaps"))
    cli("ask", "-c", "Kept", code=3)
    assert [turn["text"] for turn in history().turns(str(history().latest()))][::2] == ["First", "Kept"]
    cli("history", "delete", "--yes", str(history().latest()))
    cli.emulator.script(ApiProblem(400, "no"))
    cli("ask", "Broken", code=5)
    assert history().conversations(9) == []


def test_interrupted_tool_leaves_a_conversation_that_goes_on(cli: Command, tmp_path: Path) -> None:
    """In a chat; the call without a result is forgotten."""
    (tmp_path / "tools_c.py").write_text("def wait() -> None:\n    raise KeyboardInterrupt\n", "utf-8")
    cli.emulator.script([{"type": "tool_use", "id": "toolu_1", "name": "wait", "input": {}}], "Here.")
    result = cli("chat", "-t", "tools_c:wait", stdin="wait\nstill there?\n")
    assert result.stdout == "Here.\n"
    assert "Stopped." in result.stderr
    assert [message["role"] for message in cli.sent()["messages"]] == ["user", "user"]


def test_tool_calls_without_results_are_left_out() -> None:
    """An interruption leaves them; the API would refuse them."""
    call = {"type": "tool_use", "id": "t1", "name": "f", "input": {}}
    result = {"type": "tool_result", "tool_use_id": "t2", "content": "x"}
    assert repaired([{"role": "assistant", "content": [call]}]) == []
    whole = [{"role": "assistant", "content": [{**call, "id": "t2"}]}, {"role": "user", "content": [result]}]
    assert repaired(whole) == whole


def test_only_text_of_a_broken_answer_is_sent_back() -> None:
    """Thinking without its signature would be refused."""
    text = {"type": "text", "text": "so far"}
    assert usable([{"type": "thinking", "thinking": "hm"}, text, {"type": "text", "text": " "}]) == [text]


def test_cost_by_model(home: Path, cli: Command, history: Open) -> None:
    """Tokens times list price of the day."""
    kept = history()
    usage = {"input_tokens": 1_000_000, "output_tokens": 100_000, "cache_read_input_tokens": 2_000_000}
    for model in ("claude-opus-4-5-20251101", "claude-unheard-of"):
        kept.add(kept.start("x", None), "assistant", "x", Outcome(model=model, provider="anthropic", usage=usage))
    rows = {row["model"]: row for row in map(json.loads, cli.out("cost").splitlines())}
    assert rows["claude-opus-4-5-20251101"]["usd"] == 5 + 2.5 + 1
    assert rows["claude-unheard-of"]["usd"] is None
    assert rows["claude-unheard-of"]["input_tokens"] == 1_000_000


def test_answers_of_the_emulator_cost_nothing(cli: Command) -> None:
    """They are counted, though."""
    cli("ask", "Hi")
    row = json.loads(cli.out("cost", "--by", "month"))
    assert (row["answers"], row["usd"]) == (1, 0.0)


def test_price_is_that_of_the_day() -> None:
    """Later changes do not change what was paid."""
    prices = read_prices()
    before, after = (price_of(prices, "claude-sonnet-5-5", day) for day in ("2026-10-06", "2026-10-07"))
    assert before is not None
    assert after is not None
    assert (before["cache_read"], after["cache_read"]) == (0.2, 0.1)


def test_price_of_a_long_prompt() -> None:
    """A request above the limit pays the higher price for all of it."""
    price = price_of(read_prices(), "claude-haiku-5-5", "2026-11-01")
    assert price is not None
    assert dollars({"input_tokens": 100_000}, price) == pytest.approx(0.01)
    assert dollars({"input_tokens": 100_001}, price) == pytest.approx(0.0500005)


def test_price_of_cache_writes() -> None:
    """Written for an hour is dearer than for five minutes."""
    price = price_of(read_prices(), "claude-opus-5", "2026-11-01")
    assert price is not None
    usage = {"cache_creation_input_tokens": 2_000_000, "cache_creation": {"ephemeral_1h_input_tokens": 1_000_000}}
    assert dollars(usage, price) == pytest.approx(6.25 + 10)


def test_table_of_prices_is_whole() -> None:
    """Each price has every part, in order of its dates; the table says its day and unit."""
    prices = read_prices()
    assert prices["as_of"] >= "2026-10-24"
    parts = {"input", "output", "cache_5m", "cache_1h", "cache_read"}
    for model, listed in prices["models"].items():
        dates = [price.get("from", "") for price in listed]
        assert dates == sorted(dates), model
        assert all(parts <= price.keys() <= parts | {"from", "long"} for price in listed), model


def test_since_is_a_date(cli: Command) -> None:
    """Another word would leave out everything, or nothing."""
    cli("cost", "--since", "2026-11-01")
    assert "yesterday" in cli("cost", "--since", "yesterday", code=2).stderr


def test_other_table_of_prices(cli: Command, tmp_path: Path) -> None:
    """One's own contract."""
    (tmp_path / "p.json").write_text("{}", "utf-8")
    cli("cost", "--prices", "p.json", code=2)
