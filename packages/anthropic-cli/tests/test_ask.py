"""`anthropic ask`: pipes, attachments, tools, structured answers, and what is kept when it breaks off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import pytest

from anthropic_testing import ApiProblem, Emulator, Fault, Request

Command = Any
Open = Any
"""The fixtures `cli` and `history`; see conftest.py."""

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def last_content(cli: Command) -> Any:
    return cli.sent()["messages"][-1]["content"]


def test_answer_goes_to_standard_output(cli: Command) -> None:
    """Nothing but the text, and one line ending."""
    cli.emulator.script("Because of *Rayleigh* scattering.")
    result = cli("ask", "Why is the sky blue?")
    assert result.stdout == "Because of *Rayleigh* scattering.\n"
    assert result.stderr == ""


def test_pipe_comes_before_the_prompt(cli: Command) -> None:
    """`git diff | anthropic ask …`."""
    cli("ask", "Explain", "this", stdin="a diff\n")
    assert last_content(cli) == "a diff\n\nExplain this"


def test_pipe_alone_is_the_prompt(cli: Command) -> None:
    """No words are needed."""
    cli("ask", stdin="Hello\n")
    assert last_content(cli) == "Hello\n"


def test_no_question_is_a_usage_error(cli: Command) -> None:
    """Nothing is sent."""
    assert "What is the question?" in cli("ask", code=2).stderr
    assert cli.emulator.requests == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_pipe_of_windows_is_read_by_its_mark(cli: Command, encoding: str) -> None:
    """PowerShell writes UTF-16, or UTF-8 with a mark."""
    cli("ask", stdin="Grüße\r\nan alle".encode(encoding))
    assert last_content(cli) == "Grüße\nan alle"


def test_piped_image_is_attached(cli: Command) -> None:
    """By its first bytes."""
    cli("ask", "What is it?", stdin=PNG)
    image, text = last_content(cli)
    assert (image["type"], image["source"]["media_type"]) == ("image", "image/png")
    assert text == {"type": "text", "text": "What is it?"}


def test_attached_files(cli: Command, tmp_path: Path) -> None:
    """Text and PDF become documents; an address is passed on."""
    (tmp_path / "a.txt").write_text("some text", "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 x")
    id_ = cli.out("files", "upload", "a.txt", "--select", "[0].id")
    cli("ask", "-a", "a.txt", "-a", "b.pdf", "-a", "https://x.test/c.png", "-a", id_, "Read")
    text, pdf, picture, file, _ = last_content(cli)
    assert text["source"] == {"type": "text", "media_type": "text/plain", "data": "some text"}
    assert (pdf["title"], pdf["source"]["media_type"]) == ("b.pdf", "application/pdf")
    assert picture == {"type": "image", "source": {"type": "url", "url": "https://x.test/c.png"}}
    assert file["source"] == {"type": "file", "file_id": id_}


def test_missing_attachment_is_exit_code_12(cli: Command) -> None:
    """Before anything is sent."""
    assert "nowhere.png" in cli("ask", "-a", "nowhere.png", "Read", code=12).stderr
    assert cli.emulator.requests == []


def test_missing_file_is_told_in_words(cli: Command) -> None:
    """Wherever it is named, without the number of the error."""
    options = {"--attach=no.txt": 12, "--system=@no.txt": 2, "--param=a=@no.txt": 2, "--schema=@no.txt": 2}
    for option, code in options.items():
        stderr = cli("ask", option, "Hi", code=code).stderr
        assert "no.txt: No such file or directory" in stderr
        assert "Errno" not in stderr
    assert "--schema 'nope.json' is neither a file" in cli("ask", "--schema", "nope.json", "Hi", code=2).stderr
    long = "type: object\nproperties: {" + ", ".join(f"field{n}: {{type: string}}" for n in range(300)) + "}"
    cli.emulator.script("{}")
    assert cli.out("ask", "--schema", long, "Hi") == "{}"


def test_attachment_that_is_too_large(cli: Command, tmp_path: Path) -> None:
    """Is read as far as a message may be long, and no further: a device or a pipe may have no end."""
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    assert "large.txt is larger than 32 MB" in cli("ask", "-a", "large.txt", "Hi", code=2).stderr
    assert "standard input is larger" in cli("ask", "Hi", stdin=bytes(33 * 1024 * 1024), code=2).stderr
    assert cli.emulator.requests == []


def test_half_a_character(cli: Command) -> None:
    """Cannot be sent; that is told."""
    assert "half a character" in cli("ask", "\udcff", code=2).stderr


def test_binary_attachment_is_refused(cli: Command, tmp_path: Path) -> None:
    """It is named."""
    (tmp_path / "x.bin").write_bytes(b"\x00\x01\xff\xfe" * 4)
    assert "x.bin is no text" in cli("ask", "-a", "x.bin", "Read", code=2).stderr


def test_parameters_reach_the_request(cli: Command) -> None:
    """Each option is a parameter of the API."""
    options = ["-m", "claude-sonnet-4-5", "-s", "Be brief.", "--max-tokens", "9", "--temperature", "0.5"]
    cli("ask", *options, "-p", 'stop_sequences=["x"]', "-p", "top-k=5", "Hi")
    sent = cli.sent()
    assert (sent["model"], sent["system"], sent["max_tokens"], sent["temperature"]) == (
        "claude-sonnet-4-5",
        "Be brief.",
        9,
        0.5,
    )
    assert (sent["stop_sequences"], sent["top_k"]) == (["x"], 5)


def test_thinking_raises_max_tokens(cli: Command) -> None:
    """The budget is part of the answer's tokens."""
    cli("ask", "-m", "claude-sonnet-4-5", "--thinking", "9000", "Hi")
    assert cli.sent()["thinking"] == {"type": "enabled", "budget_tokens": 9000}
    assert cli.sent()["max_tokens"] > 9000


def test_structured_answer(cli: Command, tmp_path: Path) -> None:
    """The schema is closed, as the API wants it; the answer is bare JSON."""
    (tmp_path / "s.json").write_text('{"type": "object", "properties": {"n": {"type": "integer"}}}', "utf-8")
    assert isinstance(json.loads(cli.out("ask", "--schema", "@s.json", "Count")), dict)
    assert cli.sent()["output_config"]["format"]["schema"]["additionalProperties"] is False


def test_schema_of_a_python_type(cli: Command, tmp_path: Path) -> None:
    """`module:Type` of the working folder."""
    (tmp_path / "shapes_a.py").write_text("import pydantic\nclass Point(pydantic.BaseModel):\n    x: int\n", "utf-8")
    cli("ask", "--schema", "shapes_a:Point", "Where?")
    assert list(cli.sent()["output_config"]["format"]["schema"]["properties"]) == ["x"]


def test_answer_that_is_no_json_is_exit_code_9(cli: Command) -> None:
    """A structured answer is checked."""
    cli.emulator.script("not JSON")
    cli("ask", "--schema", '{"type": "object"}', "Count", code=9)


def test_whole_message_and_a_part_of_it(cli: Command) -> None:
    """`-o json` and `--select`."""
    assert json.loads(cli.out("ask", "-o", "json", "Hi"))["type"] == "message"
    assert cli.out("ask", "--select", "usage.output_tokens", "Hi").isdigit()


def test_tool_is_run_and_its_result_sent(cli: Command, tmp_path: Path) -> None:
    """The schema comes from the annotations, the description from the docstring."""
    (tmp_path / "tools_a.py").write_text(
        'def add(a: int, b: int = 1) -> int:\n    """Add two numbers."""\n    return a + b\n', "utf-8"
    )
    cli.emulator.script([{"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"a": 2}}], "It is 3.")
    assert cli.out("ask", "-t", "tools_a:add", "2 + 1?") == "It is 3."
    tool = cli.sent()["tools"][0]
    assert (tool["name"], tool["description"], tool["input_schema"]["required"]) == ("add", "Add two numbers.", ["a"])
    assert last_content(cli) == [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "3"}]


def test_failure_of_a_tool_is_told_to_the_model(cli: Command, tmp_path: Path) -> None:
    """It is not the end of the conversation; async tools are awaited."""
    (tmp_path / "tools_b.py").write_text("async def fail() -> None:\n    raise OSError('no disk')\n", "utf-8")
    cli.emulator.script([{"type": "tool_use", "id": "toolu_1", "name": "fail", "input": {}}], "I see.")
    cli("ask", "-t", "tools_b:fail", "Try")
    (result,) = last_content(cli)
    assert (result["is_error"], result["content"]) == (True, "OSError: no disk")


@pytest.mark.parametrize("path", ["nope", "json:nope", "nope_nope:f", "json:decoder"])
def test_tool_that_is_none(cli: Command, path: str) -> None:
    """Before anything is sent."""
    assert path in cli("ask", "-t", path, "Hi", code=2).stderr
    assert cli.emulator.requests == []


def test_tool_that_prints_and_exits(cli: Command, tmp_path: Path) -> None:
    """What it prints is no part of the answer; its exit is not the command's."""
    (tmp_path / "loud.py").write_text(
        "import sys\ndef leave(x: int) -> str:\n    print('loud', flush=True)\n    sys.exit('no more')\n", "utf-8"
    )
    done = cli("ask", "--tool", "loud:leave", "Go")
    assert "loud" not in done.stdout
    assert "loud" in done.stderr
    assert "The tool failed: SystemExit: no more" in done.stdout


def test_continue_takes_up_the_last_conversation(cli: Command) -> None:
    """With its instructions, and its turns."""
    cli("ask", "-s", "Be brief.", "First")
    cli("ask", "-c", "Second")
    sent = cli.sent()
    assert sent["system"] == "Be brief."
    assert [message["role"] for message in sent["messages"]] == ["user", "assistant", "user"]
    assert sent["messages"][0]["content"] == "First"


def test_nothing_to_continue(cli: Command) -> None:
    """Exit code 4, as for anything that is not there."""
    cli("ask", "-c", "Hi", code=4)


def test_no_history_keeps_nothing(cli: Command, home: Path) -> None:
    """Not even the file."""
    cli("ask", "--no-history", "Hi")
    assert not (home / "data").exists()


@pytest.mark.parametrize(("fault", "code"), [(Fault.cut(after=1100), 8), (Fault.end(events=6), 9)])
def test_broken_stream_keeps_what_came(cli: Command, fault: Fault, code: int, history: Open) -> None:
    """The text is written, kept as incomplete, and the exit code says so."""
    cli.emulator.enqueue("One two three four five six seven eight.", fault)
    result = cli("ask", "--max-retries", "0", "Count", code=code)
    assert result.stdout.startswith("One")
    _, assistant = history().turns(str(history().latest()))
    assert assistant["complete"] == 0
    assert assistant["text"].startswith("One")
    assert "eight" not in assistant["text"]


def test_interrupt_keeps_what_came(cli: Command, monkeypatch: pytest.MonkeyPatch, history: Open) -> None:
    """Ctrl-C in the middle of the text: exit code 130, the conversation can go on."""
    from anthropic_cli import render

    real = render.Plain.text
    pieces: List[str] = []

    def text(self: Any, piece: str) -> None:
        real(self, piece)
        pieces.append(piece)
        if len(pieces) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(render.Plain, "text", text)
    cli.emulator.script("One two three four five six seven eight nine ten.")
    result = cli("ask", "Count", code=130)
    assert result.stdout == "".join(pieces) + "\n"
    assert history().turns(str(history().latest()))[1]["text"] == "".join(pieces)
    monkeypatch.setattr(render.Plain, "text", real)
    cli("ask", "-c", "Go on")
    assert len(cli.sent()["messages"]) == 3


@pytest.mark.parametrize(
    ("status", "code"), [(400, 5), (401, 3), (402, 11), (403, 3), (404, 4), (413, 5), (429, 6), (500, 7), (529, 7)]
)
def test_exit_code_tells_the_error(cli: Command, status: int, code: int) -> None:
    """The table of the reference, and the API's own words."""
    cli.emulator.script(ApiProblem(status, "these words"))
    result = cli("ask", "--max-retries", "0", "Hi", code=code)
    assert "these words" in result.stderr
    assert result.stdout == ""


def test_connection_error_is_exit_code_8(cli: Command) -> None:
    """No traceback."""
    cli.emulator.enqueue(None, Fault.drop())
    assert "Traceback" not in cli("ask", "--max-retries", "0", "Hi", code=8).stderr


def test_no_key_is_shown(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the server repeats it."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-very-secret-key")

    def echo(request: Request) -> Dict[str, Any]:
        return {
            "type": "error",
            "status": 400,
            "error": {"type": "invalid_request_error", "message": "sk-ant-very-secret-key"},
        }

    cli.emulator.script(echo)
    result = cli("ask", "--raw", "--max-retries", "0", "--provider", "emulator", "Hi", code=5)
    assert "secret-key" not in result.stderr + result.stdout
    assert "[secret]" in result.stderr


def test_unknown_provider_is_exit_code_10(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what there is to install."""
    monkeypatch.setenv("ANTHROPIC_PLUGINS", "")  # it may be installed
    assert "pip install 'anthropic[bedrock]'" in cli("ask", "--provider", "bedrock", "Hi", code=10).stderr


def test_emulator_is_the_one_of_the_test(cli: Command, emulator: Emulator) -> None:
    """Nothing here leaves the process."""
    cli("ask", "Hi")
    assert len(emulator.requests) == 1
