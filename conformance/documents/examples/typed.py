"""The commands that a block of examples shows, each joined of the lines that it stands in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from ....grammar import classify_line
from ..pages.page import Fence
from ..pages.syntaxes import POSIX

# What goes on with the path that the line before ends in.
WRAPPED = re.compile(r"\s*\\\w")
# What says that a command goes on in the next line: to Windows shells, and to POSIX ones.
GOES_ON = re.compile(r"\s+[\^`]\s*\Z")
POSIX_GOES_ON = re.compile(r"\s*\\\Z")
POSIX_PROMPT = re.compile(r"\s*\$\s+")
POSIX_COMMENT = re.compile(r"(?<=\S)\s+#")
# What only these understand, so that nobody can say how the words of the command end.
POSIX_ONLY = re.compile(r"['`;]|\\[\s$]|\$\(|<<")


class Piece(NamedTuple):
    """A line of the page that a command stands in: where it begins in the command, its row, its indent."""

    start: int
    row: int
    offset: int


class Line(NamedTuple):
    """A command in an example block: its text with continuation lines joined, and the lines it stands in."""

    text: str
    pieces: tuple[Piece, ...]


def typed_in(fence: Fence, command: str, seconds: Container[str]) -> Iterator[Line | None]:
    """The commands of a block of examples, and None for each line that is none.

    Args:
        fence: the block.
        command: the page's own command, for telling commands from output.
        seconds: the words that may follow it, in lower case: a line that begins with one has lost it.

    """
    posix = fence.info in POSIX or any(map(POSIX_PROMPT.match, fence.lines))
    current: Line | None = None
    open_ended = False
    for row, shown in enumerate(fence.lines):
        text = _without_comment(shown) if posix else shown
        mark = (POSIX_GOES_ON if posix else GOES_ON).search(text)
        body = text[: mark.start()] if mark else text
        start = _begins(body, command, seconds, posix=posix)
        if current is not None and open_ended and body.strip():
            current = _joined(current, " ", row, body)
        elif start is not None and (current is None or not WRAPPED.match(text)):
            yield from _finished(current, posix=posix)
            current = Line(body[start:].rstrip(), (Piece(0, row, start),))
        elif current is not None and classify_line(body, command=command).kind == "continuation":
            current = _joined(current, " ", row, body)
        elif current is not None and WRAPPED.match(text):
            current = _joined(current, "", row, body)
        elif body.strip():
            yield None
        open_ended = mark is not None
    yield from _finished(current, posix=posix)


def _without_comment(text: str) -> str:
    """A line for a POSIX shell without the comment that ends it."""
    for match in POSIX_COMMENT.finditer(text):
        if text.count('"', 0, match.start()) % 2 == 0:
            return text[: match.start()]
    return text


def _begins(text: str, command: str, seconds: Container[str], *, posix: bool) -> int | None:
    """Where a command begins in a line, or None where none does."""
    prompt = POSIX_PROMPT.match(text) if posix else None
    if prompt is not None:
        return prompt.end()
    kind = classify_line(text, command=command)
    if kind.kind in ("command", "prompt"):
        return kind.start
    if kind.kind == "output" and text.split(maxsplit=1)[0].lower() in seconds:
        return len(text) - len(text.lstrip())
    return None


def _joined(line: Line, between: str, row: int, text: str) -> Line:
    """A command that goes on in another line."""
    piece = Piece(len(line.text) + len(between), row, len(text) - len(text.lstrip()))
    return Line(f"{line.text}{between}{text.strip()}", (*line.pieces, piece))


def _finished(line: Line | None, *, posix: bool) -> Iterator[Line | None]:
    if line is not None:
        yield None if posix and POSIX_ONLY.search(line.text) else line
