"""Where a Markdown text that is still being written can be cut, so that what is before it never changes again."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_CONTINUES = re.compile(r"^(?:\s|[-*+] |\d+[.)] |\||>)")
"""A line that may belong to the list, table or quotation above the blank line."""


def finished(text: str) -> int:
    """How many characters at the start are whole blocks; 0 where there is none yet."""
    cut = position = 0
    fence = ""
    blank = False
    for line in text.splitlines(keepends=True):
        opened = _FENCE.match(line)
        if blank and not fence and line.strip() and not _CONTINUES.match(line):
            cut = position
        if opened and not fence:
            fence = opened.group(1)
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        blank = not line.strip() and not fence
        position += len(line)
    return cut
