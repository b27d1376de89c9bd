"""Comments in a page that keep a place as it is: `<!-- disconspec: ignore T201 -->`.

A comment on a line of its own counts for what follows it: the next line that is not blank or, where a block
of code or a table begins there, all of it; for the whole page when it says `ignore-page`. Behind text or in a
cell it counts for its own line. What stands in a code span is no comment.
"""

from __future__ import annotations

import re

from ....spec.errors import DisconspecError
from ..pages.page import Page
from .codes import codes, find_codes
from .finding import Found

COMMENT = re.compile(
    r"<!--\s*disconspec(?:\s*:\s*(?P<verb>(?:\w+(?:-\w+)*)?)|\s+(?=ign))(?P<codes>.*?)(?P<end>-->|$)",
    re.IGNORECASE,
)
VERBS = ("ignore", "ignore-page")


def suppressed(page: Page, found: list[Found]) -> list[Found]:
    """The findings that no comment of the page excuses.

    Raises:
        DisconspecError: a comment names an unknown code or says something else than ignore or ignore-page.

    """
    if "<!--" not in page.text or "disconspec" not in page.text.lower():
        return found
    everywhere: set[str] = set()
    by_line: dict[int, set[str]] = {}
    for index, line in enumerate(page.lines):
        for match in COMMENT.finditer(line):
            if line.count("`", 0, match.start()) % 2:
                continue
            excused = _codes(page, index + 1, match)
            if _verb(match) == "ignore-page":
                everywhere |= excused
                continue
            for target in _lines(page, index):
                by_line.setdefault(target, set()).update(excused)
    return [
        each
        for each in found
        if each.finding.code not in everywhere and each.finding.code not in by_line.get(each.finding.line, ())
    ]


def _lines(page: Page, index: int) -> range:
    """The lines that a comment on the line of this 0-based index counts for, 1-based."""
    if COMMENT.sub("", page.lines[index]).strip():
        return range(index + 1, index + 2)
    target = index + 1
    while target < len(page.lines) and not page.lines[target].strip():
        target += 1
    first = target + 1
    for fence in page.fences:
        # An indented block has no line of its own that opens it.
        if first in (fence.line - 1, fence.line):
            return range(first, fence.line + len(fence.lines))
    for table in page.tables:
        if first == table.line and table.rows:
            return range(first, table.rows[-1][0].line + 1)
    return range(first, first + 1)


def _verb(match: re.Match[str]) -> str:
    return (match.group("verb") or "").lower()


def _codes(page: Page, line: int, match: re.Match[str]) -> frozenset[str]:
    def refuse(message: str, hint: str) -> DisconspecError:
        row, column = line, match.start() + 1
        if page.bilingual is not None:
            row, column, *_ = page.bilingual.place(line, column, match.end() + 1)
        return DisconspecError(message, path=page.path, line=row, column=column, hint=hint)

    if match.group("verb") is None:
        raise refuse("a comment lacks the colon", "write disconspec: ignore, and the codes")
    if not match.group("end"):
        raise refuse("a comment does not end on its line", "close it with --> on the line where it begins")
    if _verb(match) not in VERBS:
        raise refuse(f"a comment says {match.group('verb')!r}", "say ignore or ignore-page, and the codes")
    words = match.group("codes").replace(",", " ").split()
    if not words:
        raise refuse("a comment names no code", "name the codes: ignore T201")
    try:
        named = [frozenset(codes()) if word.upper() == "ALL" else find_codes(word) for word in words]
    except DisconspecError as problem:
        raise refuse(problem.message, problem.hint) from None
    return frozenset[str]().union(*named)
