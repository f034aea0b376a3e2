"""Answers `anthropic --help`, `--version` and the completion of a first word from saved text, within milliseconds.

Importing click alone takes longer than these answers may. The text is what click wrote: a copy is packaged for
installations without third-party plug-ins, another is kept in the user's cache for those with. Nothing but `os` and `sys`
is imported here.
"""

from __future__ import annotations

import os
import sys

from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Mapping, Optional, Tuple

WIDTH = 80
"""Columns for which the text was saved; click uses no more."""
MARK = "\f\n"
"""Parts the fingerprint, the names and the help text of a saved answer."""
WITHOUT_COMMANDS = ("anthropic_cli-", "anthropic_testing-", "anthropic_bedrock-", "anthropic_vertex-", "anthropic_foundry-")
"""Distributions of the project that add nothing to the top level."""


def answer(argv: List[str], environ: Mapping[str, str]) -> bool:
    """Write the saved answer to a command line. False where there is none, so that click has to answer."""
    instruction = environ.get("_ANTHROPIC_COMPLETE", "")
    if instruction.endswith("_complete"):
        return _complete(instruction, environ)
    if argv == ["--version"]:
        sys.stdout.write(f"anthropic, version {__version__}\n")
        return True
    if argv not in ([], ["--help"], ["-h"]) or _columns(environ) < WIDTH:
        return False
    saved = load(environ)
    if saved is not None:
        sys.stdout.write(saved[1])
    return saved is not None


def load(environ: Mapping[str, str]) -> Optional[Tuple[List[str], str]]:
    """The saved command lines of the top level (`name TAB summary`) and its help; `None` where none fits."""
    found = fingerprint(environ)
    path = os.path.join(os.path.dirname(__file__), "saved.txt") if found == __version__ else cache_path(environ)
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            known, names, help_text = file.read().split(MARK)
    except (OSError, ValueError):
        return None
    return (names.splitlines(), help_text) if known.strip() == found else None


def saved_text(found: str, names: List[str], help_text: str) -> str:
    """What `load` reads."""
    return MARK.join([found + "\n", "".join(f"{name}\n" for name in names), help_text])


def fingerprint(environ: Mapping[str, str]) -> str:
    """What the commands of the top level depend on; the bare version where no plug-in could add any."""
    parts: List[str] = []
    for folder in dict.fromkeys(entry or "." for entry in sys.path):
        try:
            with os.scandir(folder) as entries:
                infos = [entry for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for info in infos:
            if not info.name.startswith(WITHOUT_COMMANDS):
                parts += _if_plugin(info.path, info.name)
    if parts:
        parts += [environ.get(name, "-") for name in ("ANTHROPIC_PLUGINS", "ANTHROPIC_PLUGINS_DENY")]
    return " ".join([__version__, *sorted(parts)])


def cache_path(environ: Mapping[str, str]) -> str:
    """Where the answer is kept for installations with plug-ins."""
    home = environ.get("ANTHROPIC_CLI_HOME")
    if home:
        return os.path.join(home, "cache", "help.txt")
    base = environ.get("XDG_CACHE_HOME") or environ.get("LOCALAPPDATA")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "anthropic-cli", "help.txt")


def _if_plugin(path: str, name: str) -> List[str]:
    file = os.path.join(path, "entry_points.txt")
    try:
        with open(file, "rb") as opened:
            if b"[anthropic]" in opened.read():
                return [f"{name}:{os.stat(file).st_mtime_ns}"]
    except OSError:
        pass
    return []


def _columns(environ: Mapping[str, str]) -> int:
    if environ.get("COLUMNS", "").isdigit():
        return int(environ["COLUMNS"])
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH


def _complete(instruction: str, environ: Mapping[str, str]) -> bool:
    """Complete the first word, in the form that click's scripts expect."""
    shell = instruction[: -len("_complete")]
    words = environ.get("COMP_WORDS", "")
    if shell == "fish":
        start, before = environ.get("COMP_CWORD", ""), words.split()[1:]
        if before and before[-1] == start:
            before.pop()
        first = not before
    else:
        first, start = environ.get("COMP_CWORD") == "1", (words.split()[1:] or [""])[0]
    if shell not in ("bash", "zsh", "fish") or not first or start.startswith("-") or "'" in start or '"' in start:
        return False
    saved = load(environ)
    if saved is None:
        return False
    for line in saved[0]:
        name, _, summary = line.partition("\t")
        if name.startswith(start):
            sys.stdout.write(_COMPLETED[shell].format(name=name, summary=summary))
    return True


_COMPLETED = {"bash": "plain,{name}\n", "zsh": "plain\n{name}\n{summary}\n", "fish": "plain,{name}\t{summary}\n"}
