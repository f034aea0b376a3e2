"""Answers `anthropic --help`, `--version` and completion from saved text, within milliseconds.

Importing click alone takes longer than these answers may. The text is what click wrote: a copy is packaged for
installations without third-party plug-ins, another is kept in the user's cache for those with. Nothing but `os` and
`sys` is imported here.
"""

from __future__ import annotations

import os
import sys

from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Dict, List, Mapping, Optional, Set, Tuple

WIDTH = 80
"""Columns for which the text was saved; click uses no more."""
MARK = "\f\n"
"""Parts the fingerprint, the names and the help text of a saved answer."""
WITHOUT_COMMANDS = (
    "anthropic_cli-",
    "anthropic_testing-",
    "anthropic_bedrock-",
    "anthropic_vertex-",
    "anthropic_foundry-",
)
"""Distributions of the project that add nothing to the top level."""
VARIABLE = "_ANTHROPIC_COMPLETE"
"""Set by completion scripts: the shell, and `_complete`."""


def answer(argv: List[str], environ: Mapping[str, str]) -> bool:
    """Write the saved answer to a command line. False where there is none, so that click has to answer."""
    shell, _, instruction = environ.get(VARIABLE, "").partition("_")
    if instruction == "complete" and shell in _REPLIES:
        return _complete(shell, environ)
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
    """The saved tree of commands (lines of path, kind, name, summary) and the top's help; `None` where none fits."""
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
    if environ.get("ANTHROPIC_PLUGINS") == "":
        return __version__  # none may load
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


def _complete(shell: str, environ: Mapping[str, str]) -> bool:
    """Complete a command or option from the saved tree; a value is click's task."""
    args, start = words_of(environ.get("COMP_WORDS", ""))
    saved = load(environ)
    found = None if saved is None else _offers(saved[0], args, start)
    if found is None:
        return False
    sys.stdout.write(reply(shell, found, start, environ.get("COMP_CWORD", start)))
    return True


def words_of(line: str) -> Tuple[List[str], str]:
    """The words between the command and the cursor, and the one that the cursor ends."""
    if not any(mark in line for mark in "'\"\\"):
        words = line.split()
        if not line or line[-1].isspace():
            words.append("")
    else:
        words = _unquoted(line)
    return words[1:-1], words[-1]


def _unquoted(line: str) -> List[str]:
    import shlex  # only where it is needed

    cursor = "\0"  # keeps the last word open, be it empty or quoted
    lexer = shlex.shlex(line + cursor, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: List[str] = []
    try:
        words.extend(lexer)
    except ValueError:  # a quote is open
        words.append(lexer.token)
    return [*words[:-1], words[-1].replace(cursor, "")]


def reply(shell: str, offers: List[Tuple[str, str, str]], start: str, current: str) -> str:
    """What the script of a shell reads of offers: kind, value (of a word, or before a file's name), and summary.

    bash parts words at "=", "@" and ":" too; `current` is the part that it will replace. fish needs names unquoted.
    """
    if shell == "bash":
        replaced = current if start.endswith(current) else words_of(f"_ {current}")[1]
        before = len(start) - len(replaced) if start.endswith(replaced) else 0
        offers = [(kind, value[before:], summary) for kind, value, summary in offers]
    if shell == "fish":
        offers = [(kind, v if kind == "plain" else f"{v},{start[len(v) :]}", summary) for kind, v, summary in offers]
    return "".join(_REPLIES[shell](*offer) for offer in offers)


def _offers(tree: List[str], args: List[str], start: str) -> Optional[List[Tuple[str, str, str]]]:
    """What may stand after `args`, with its summary; `None` where the tree does not say."""
    path, i = "", 0
    used: Set[str] = set()
    here = _entries(tree, path)
    while i < len(args):
        word, _, value = args[i].partition("=")
        kind = here.get(word, ("", ""))[0]
        if kind == GROUP:
            path = f"{path} {word}".strip()
            used.clear()
            here = _entries(tree, path)
        elif kind in (VALUE, VALUES):
            i += 0 if value else 1
        elif kind != FLAG and (not here or word.startswith("-")):
            return None
        elif kind != FLAG and any(k == GROUP for k, _ in here.values()):
            return []  # there is no such command
        used.add(word)
        i += 1
    if i > len(args) or not here or (start.startswith("-") and "=" in start):
        return None
    if start.startswith("-"):
        offered = [(n, s) for n, (k, s) in here.items() if k != GROUP and (k == VALUES or n not in used)]
    else:
        offered = [(n, s) for n, (k, s) in here.items() if k == GROUP]
        if not offered:
            return None
    return [("plain", name, summary) for name, summary in offered if name.startswith(start)]


def _entries(tree: List[str], path: str) -> Dict[str, Tuple[str, str]]:
    """What a command has: subcommands and options, each with its kind and summary."""
    head = path + "\t"
    rows = (line.split("\t") for line in tree if line.startswith(head))
    return {name: (kind, summary) for _, kind, name, summary in rows}


GROUP, FLAG, VALUE, VALUES = "c", "f", "v", "m"
"""Kinds in the saved tree: a command, an option without a value, with one, and one that may be repeated."""
_REPLIES: Dict[str, Callable[[str, str, str], str]] = {
    "bash": lambda kind, value, summary: f"{kind},{value}\n",
    "zsh": lambda kind, value, summary: f"{kind}\n{value}\n{summary or '_'}\n",
    "fish": lambda kind, value, summary: f"{kind},{value}\t{summary}\n" if summary else f"{kind},{value}\n",
}
