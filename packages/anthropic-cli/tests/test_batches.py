"""`anthropic batches run`: reading, cutting, and going on after a stop at any moment."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping

import pytest

import anthropic
from anthropic_cli.batches.ledger import Ledger
from anthropic_cli.batches.run import Run
from anthropic_cli.batches.source import Defaults, Request, chunks, read_requests
from anthropic_cli.failures import Failure
from anthropic_testing import ApiProblem, Emulator, Fault

Command = Any
"""The fixture `cli`; see conftest.py."""
DEFAULTS = Defaults({"model": "claude-sonnet-5", "max_tokens": 9}, None)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "q.jsonl"
    path.write_text("".join(json.dumps({"custom_id": f"q{n}", "prompt": f"Say {n}"}) + "\n" for n in range(7)), "utf-8")
    return path


def created(emulator: Emulator) -> List[Mapping[str, Any]]:
    """The bodies of all requests that made a batch."""
    return [
        r.json for r in emulator.requests if (r.method, r.path) == ("POST", "/v1/messages/batches") and r.status == 200
    ]


def asked(emulator: Emulator) -> List[str]:
    """Every question that was sent, in order, as often as it was sent."""
    return [item["params"]["messages"][0]["content"] for body in created(emulator) for item in body["requests"]]


def answers(path: Path) -> Dict[str, str]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({line["custom_id"] for line in lines}) == len(lines)
    return {line["custom_id"]: line["result"]["message"]["content"][0]["text"] for line in lines}


WHOLE = {f"q{n}": f"You said: Say {n}" for n in range(7)}


def test_run_from_start_to_end(cli: Command, questions: Path) -> None:
    """Cut, sent, waited for, fetched; results in the order of the requests, under their own ids."""
    result = cli("batches", "run", "q.jsonl", "--size", "3", "--poll", "0")
    assert answers(Path("q.results.jsonl")) == WHOLE
    assert list(answers(Path("q.results.jsonl"))) == list(WHOLE)
    assert [len(body["requests"]) for body in created(cli.emulator)] == [3, 3, 1]
    assert "7 succeeded" in result.stderr


def test_finished_run_sends_nothing_more(cli: Command, questions: Path) -> None:
    """Run it again as often as you like."""
    cli("batches", "run", "q.jsonl", "--poll", "0")
    sent = len(cli.emulator.requests)
    cli("batches", "run", "q.jsonl", "--poll", "0")
    assert len(cli.emulator.requests) == sent


def test_submit_now_fetch_later(cli: Command, questions: Path) -> None:
    """`--no-wait` tells the batches; the same command goes on."""
    ids = cli.out("batches", "run", "q.jsonl", "--size", "4", "--no-wait").splitlines()
    assert len(ids) == 2
    cli("batches", "run", "q.jsonl", "--size", "4", "--poll", "0")
    assert answers(Path("q.results.jsonl")) == WHOLE
    assert len(asked(cli.emulator)) == 7


def test_csv_to_csv(cli: Command, tmp_path: Path) -> None:
    """The columns of the input, and two more; commas and line endings survive."""
    (tmp_path / "in.csv").write_text('id,text\na,"x, ""y""\nz"\nb,w\n', "utf-8-sig")
    cli("batches", "run", "in.csv", "--prompt", "Say {text}!", "-r", "out.csv", "--size", "1", "--poll", "0")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"))))
    assert [(row["id"], row["text"]) for row in rows] == [("a", 'x, "y"\nz'), ("b", "w")]
    assert rows[0]["answer"] == 'You said: Say x, "y"\nz!'


def test_failed_requests_are_exit_code_13(cli: Command, tmp_path: Path) -> None:
    """The results hold the error; the other requests are done."""
    lines = [
        {"custom_id": "good", "prompt": "Hi"},
        {"custom_id": "bad", "prompt": "Hi", "params": {"model": "claude-nope"}},
    ]
    lines[1]["params"] = {"model": "claude-nope", "messages": [{"role": "user", "content": "Hi"}]}
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    cli("batches", "run", "q.jsonl", "--poll", "0", code=13)
    results = [json.loads(line)["result"]["type"] for line in Path("q.results.jsonl").read_text("utf-8").splitlines()]
    assert results == ["succeeded", "errored"]


def test_changed_input_is_refused(cli: Command, questions: Path) -> None:
    """A run is resumed with the requests that it began with."""
    cli("batches", "run", "q.jsonl", "--no-wait")
    assert "other requests" in cli("batches", "run", "q.jsonl", "--model", "claude-opus-5", code=2).stderr


def test_existing_results_are_not_overwritten(cli: Command, questions: Path) -> None:
    """Unless they are those of the run."""
    Path("q.results.jsonl").write_text("precious", "utf-8")
    cli("batches", "run", "q.jsonl", code=12)
    assert Path("q.results.jsonl").read_text("utf-8") == "precious"
    assert cli.emulator.requests == []


def test_one_process_at_a_time(cli: Command, questions: Path) -> None:
    """The second one is told, and does nothing."""
    with Ledger(Path("q.results.jsonl.ledger")).opened():
        cli("batches", "run", "q.jsonl", code=12)
    assert cli.emulator.requests == []


class Died(BaseException):
    """The process is gone: nothing after this is carried out."""


def run_until(step: int, emulator: Emulator, requests: List[Request], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run, and die before the `step`-th line of the ledger, or after that request. False where it ended before."""
    counted = [0]

    def mortal(real: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            moment = counted[0]
            counted[0] += 1
            if not after and moment == step:
                raise Died
            result = real(*args, **kwargs)
            if after and moment == step:
                raise Died  # it was done, but nobody heard of it
            return result

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "_write", mortal(Ledger._write, after=False))
        patch.setattr(emulator, "answer", mortal(emulator.answer, after=True))
        try:
            carry_out(emulator, requests)
        except Died:
            return True
    return False


def carry_out(emulator: Emulator, requests: List[Request]) -> None:
    client = anthropic.Anthropic(provider="emulator", provider_options={"emulator": emulator})
    with Ledger(Path("r.jsonl.ledger")).opened() as ledger:
        run = Run(client, ledger, requests, Path("r.jsonl"), lambda *_: None, 0.0, 0.0, lambda _: None)
        run.begin("emulator", 3, 10_000_000)
        run.submit()
        run.wait()
        run.fetch()


def test_death_at_any_moment(questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before and after each request and each line of the ledger: nothing is sent twice, nothing is lost."""
    requests = read_requests("q.jsonl", DEFAULTS)
    step = deaths = 0
    while True:
        emulator = Emulator()
        for name in ("r.jsonl", "r.jsonl.ledger"):
            if Path(name).exists():
                Path(name).unlink()
        if not run_until(step, emulator, requests, monkeypatch):
            break
        deaths += 1
        carry_out(emulator, requests)
        assert sorted(asked(emulator)) == [f"Say {n}" for n in range(7)], f"died at {step}"
        assert answers(Path("r.jsonl")) == WHOLE, f"died at {step}"
        step += 1
    assert deaths > 20


def test_death_while_dying(questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed again and again, each time a little further, it comes to its end."""
    requests = read_requests("q.jsonl", DEFAULTS)
    emulator = Emulator()
    deaths = 0
    for step in range(1, 60):
        if not run_until(step, emulator, requests, monkeypatch):
            break
        deaths += 1
    assert deaths > 5
    assert sorted(asked(emulator)) == [f"Say {n}" for n in range(7)]
    assert answers(Path("r.jsonl")) == WHOLE


def test_half_a_line_of_the_ledger_is_dropped(cli: Command, questions: Path) -> None:
    """The process died while writing it."""
    cli("batches", "run", "q.jsonl", "--no-wait")
    ledger = Path("q.results.jsonl.ledger")
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"step": "ended", "chu')
    cli("batches", "run", "q.jsonl", "--poll", "0")
    assert ledger.read_bytes().startswith(whole)
    assert answers(Path("q.results.jsonl")) == WHOLE


def test_damaged_ledger_is_told(cli: Command, questions: Path) -> None:
    """Nothing is sent on a guess."""
    cli("batches", "run", "q.jsonl", "--no-wait")
    sent = len(cli.emulator.requests)
    ledger = Path("q.results.jsonl.ledger")
    ledger.write_bytes(b"garbage\n" + ledger.read_bytes())
    assert "ledger:1 is damaged" in cli("batches", "run", "q.jsonl", code=12).stderr
    assert len(cli.emulator.requests) == sent


def test_results_behind_the_last_step_are_dropped(cli: Command, questions: Path) -> None:
    """They were written by a step that did not finish."""
    cli("batches", "run", "q.jsonl", "--no-wait")
    Path("q.results.jsonl").write_text('{"custom_id": "q0", "res', "utf-8")
    cli("batches", "run", "q.jsonl", "--poll", "0")
    assert answers(Path("q.results.jsonl")) == WHOLE


def test_lost_answer_to_a_submission(cli: Command, questions: Path) -> None:
    """The batch was made, but the connection broke: it is found again, not made again."""
    cli.emulator.enqueue(None, path="/v1/messages/batches")
    cli.emulator.enqueue(None, Fault.cut(after=10), path="/v1/messages/batches")
    cli("batches", "run", "q.jsonl", "--poll", "0", "--settle", "0")
    assert len(asked(cli.emulator)) == 7
    assert answers(Path("q.results.jsonl")) == WHOLE


def test_batch_of_somebody_else_is_not_taken(questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same size, made in the doubtful moment."""
    requests = read_requests("q.jsonl", DEFAULTS)
    emulator = Emulator()
    client = anthropic.Anthropic(provider="emulator", provider_options={"emulator": emulator})
    step = next(n for n in range(99) if _dies_with_an_announcement(n, emulator, requests, monkeypatch))
    assert step >= 1
    others = [{"custom_id": f"x{n}", "params": dict(requests[n].params)} for n in range(3)]
    client.messages.batches.create(requests=others)  # type: ignore[arg-type]
    carry_out(emulator, requests)
    assert answers(Path("r.jsonl")) == WHOLE


def _dies_with_an_announcement(
    step: int, emulator: Emulator, requests: List[Request], monkeypatch: pytest.MonkeyPatch
) -> bool:
    Path("r.jsonl.ledger").write_bytes(b"")
    run_until(step, emulator, requests, monkeypatch)
    return b"announced" in Path("r.jsonl.ledger").read_bytes()


def test_refusal_is_certain(cli: Command, questions: Path) -> None:
    """A 400 ends the run without doubt: the next one does not look for a batch."""
    cli.emulator.enqueue(None, path="/v1/messages/batches")
    cli.emulator.enqueue(ApiProblem(400, "no"), path="/v1/messages/batches")
    cli("batches", "run", "q.jsonl", "--settle", "1000", code=5)
    cli("batches", "run", "q.jsonl", "--poll", "0", "--settle", "1000")
    assert len(asked(cli.emulator)) == 7


def test_rate_limit_is_waited_for(cli: Command, questions: Path) -> None:
    """A 429 made nothing; the same batch is sent again."""
    cli.emulator.enqueue(None, path="/v1/messages/batches")
    cli.emulator.enqueue(ApiProblem(429, "slow down"), path="/v1/messages/batches")
    cli("batches", "run", "q.jsonl", "--poll", "0", "--settle", "1000")
    assert len(asked(cli.emulator)) == 7


def test_waiting_goes_on_until_the_end(questions: Path, cli: Command) -> None:
    """Progress is told on standard error."""
    cli.emulator.batch_polls = 3
    result = cli("batches", "run", "q.jsonl", "--poll", "0")
    assert "waiting: 7/7" in result.stderr
    assert len([r for r in cli.emulator.requests if r.method == "GET" and "results" not in r.path]) >= 4


def test_failures_that_pass_do_not_end_the_wait(cli: Command, questions: Path) -> None:
    """A run may wait for a day; results that broke off are read again, and written once."""
    cli("batches", "run", "q.jsonl", "--no-wait")
    for fault in (Fault.status(500), Fault.drop()):
        cli.emulator.enqueue(None, fault, path="/v1/messages/batches/msgbatch")
    cli.emulator.enqueue(None, path="/v1/messages/batches/msgbatch")
    cli.emulator.enqueue(None, path="/v1/messages/batches/msgbatch")
    cli.emulator.enqueue(None, Fault.cut(after=500), path="/v1/messages/batches/msgbatch")
    cli("batches", "run", "q.jsonl", "--poll", "0", "--max-retries", "0")
    assert answers(Path("q.results.jsonl")) == WHOLE


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "w.jsonl:1 is not JSON"),
        ("[]", "no JSON object"),
        ('{"x": 1}', "--prompt"),
        ("", "no requests"),
        ('{"id": 1, "prompt": "a"}\n{"id": 1, "prompt": "b"}', "the id '1' is that of line 1"),
    ],
)
def test_wrong_input_names_the_line(tmp_path: Path, line: str, told: str) -> None:
    """Before anything is sent."""
    (tmp_path / "w.jsonl").write_text(line, "utf-8")
    with pytest.raises(Failure, match=told.replace("(", r"\(")):
        read_requests("w.jsonl", DEFAULTS)


def test_csv_with_more_values_than_columns(tmp_path: Path) -> None:
    """A comma without quotes around the value: nothing of it is dropped in silence."""
    (tmp_path / "w.csv").write_text("text\nHello\nHello, world\n", "utf-8")
    with pytest.raises(Failure, match="w.csv:3 has more values than the heading"):
        read_requests("w.csv", Defaults(DEFAULTS.params, "{text}"))


def test_csv_with_a_long_cell(tmp_path: Path) -> None:
    """Longer than the csv module takes by itself."""
    (tmp_path / "w.csv").write_text("text\n" + "x" * 200_000 + "\n", "utf-8")
    (request,) = read_requests("w.csv", Defaults(DEFAULTS.params, "{text}"))
    assert len(request.params["messages"][0]["content"]) == 200_000


def test_json_lines_end_with_line_feeds_only(tmp_path: Path) -> None:
    """JSON may hold what elsewhere ends a line, such as U+2028."""
    (tmp_path / "w.jsonl").write_bytes('{"prompt": "a\u2028b"}\r\n{"prompt": "c"}'.encode())
    texts = [request.params["messages"][0]["content"] for request in read_requests("w.jsonl", DEFAULTS)]
    assert texts == ["a\u2028b", "c"]


def test_results_in_a_folder_that_is_not_there(cli: Command, questions: Path) -> None:
    """No folder is made, nothing is sent."""
    told = cli("batches", "run", "q.jsonl", "-r", "nowhere/r.jsonl", code=12).stderr
    assert "There is no folder nowhere" in told
    assert not Path("nowhere").exists()
    assert cli.emulator.requests == []


def test_missing_column_is_named(tmp_path: Path) -> None:
    """With those that there are."""
    (tmp_path / "w.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Failure, match="'c' for --prompt; there are a, b"):
        read_requests("w.csv", Defaults(DEFAULTS.params, "{c}"))


def test_rows_may_hold_whole_parameters(tmp_path: Path) -> None:
    """`params`, or the parameters themselves; both win over the options."""
    messages = [{"role": "user", "content": "x"}]
    rows = [{"params": {"messages": messages, "max_tokens": 1}}, {"messages": messages, "model": "other", "id": "z"}]
    (tmp_path / "w.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    first, second = read_requests("w.jsonl", DEFAULTS)
    assert (first.custom_id, first.params["max_tokens"], first.params["model"]) == ("1", 1, "claude-sonnet-5")
    assert (second.custom_id, second.params["model"], "id" in second.params) == ("z", "other", False)


def test_cutting() -> None:
    """By number, and by bytes; one that is too large by itself is a batch by itself."""
    small = [Request(str(n), {"x": 1}, {}) for n in range(5)]
    assert chunks(small, 2, 10_000) == [(0, 2), (2, 4), (4, 5)]
    assert chunks(small, 100, 250) == [(0, 2), (2, 4), (4, 5)]
    assert chunks([Request("1", {"x": "y" * 1000}, {}), *small[:1]], 100, 250) == [(0, 1), (1, 2)]
