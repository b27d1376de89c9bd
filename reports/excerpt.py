"""The line of a page with a caret under the span of a finding, aligned whatever the characters."""

from __future__ import annotations

from .characters import WIDTHS, one_line, width_of
from .document import Finding

_CONTEXT = 24
# So many characters fill a column at most, those included that take none.
_BEYOND = 4
_WIDEST = 2
_ELLIPSIS = "\u2026"


def excerpt(finding: Finding, lines: list[str], width: int) -> list[str]:
    """The source line and the carets below it, both with a margin; nothing when the page has no such line.

    A long line is shown around the span only, and a long span from its beginning. A span of several lines is
    marked to the end of its first.
    """
    if not 1 <= finding.line <= len(lines):
        return []
    line = lines[finding.line - 1].rstrip("\r\n")
    start = min(max(finding.column - 1, 0), len(line))
    end = len(line) if finding.end_line > finding.line else min(finding.end_column - 1, len(line))
    end = max(end, start)
    margin = f"{finding.line:>6} | "
    room = max(width - len(margin), 2 * _CONTEXT)
    # Some lines have thousands of columns: what cannot be shown need not be escaped.
    before, marked, after = map(one_line, (line[:start], line[start:end], line[end : end + _BEYOND * room]))
    whole = width_of(marked)
    before = _tail(before, max(room - whole - 1, _CONTEXT))
    left = width_of(before)
    room -= left
    if whole < room:
        after = _head(after, room - whole)
    else:
        # A span that was cut ends in an ellipsis of its own.
        marked, after = _head(marked, room - 1), ""
        whole = width_of(marked)
    return [f"{margin}{before}{marked}{after}".rstrip(), f"{'':>6} | {' ' * left}{'^' * max(whole, 1)}"]


def _tail(text: str, room: int) -> str:
    return text if _fits(text, room) else _head(text[::-1], room)[::-1]


def _head(text: str, room: int) -> str:
    """The text as far as it goes into that many columns, an ellipsis included where it is cut."""
    if _fits(text, room):
        return text
    if text.isascii():
        return text if len(text) <= room else text[: max(room - 1, 0)] + _ELLIPSIS
    taken = fitting = 0
    for place, character in enumerate(text):
        taken += WIDTHS[character]
        if taken < room:
            fitting = place + 1
        elif taken > room:
            return text[:fitting] + _ELLIPSIS
    return text


def _fits(text: str, room: int) -> bool:
    """Whether a text fits however wide its characters are."""
    return len(text) * _WIDEST <= max(room, 0)
