"""Pages of which every sentence stands beside its original, as translators' tools publish them for review.

Each is taken apart into the page that readers see and its original, both of which are read like any page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from .line_ends import line_starts

OPENED = '<span data-ttu-id="'
BESIDE = '<span data-stu-id="'
BETWEEN = re.compile(rf'</span>\s{{0,4}}<span class="sxs-lookup">\s{{0,4}}{BESIDE}[^"<>]*">')
CLOSED = "</span></span>"


class Place(NamedTuple):
    """1-based lines and columns of a span in a file, `end_column` behind its last character, and its text."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Bilingual(Struct, frozen=True, dict=True):
    """The two halves of a page, and where the first of them stands in the file.

    Attributes:
        text: the whole file.
        translation: what readers see.
        original: the same page in the original language.
        starts: where each piece of the translation begins in it.
        sources: where the same piece begins in the file.

    """

    text: str
    translation: str
    original: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.translation)

    @cached_property
    def _source_lines(self) -> list[int]:
        return line_starts(self.text)

    def _source(self, line: int, column: int, *, last: bool = False) -> int:
        """The offset in the file of a 1-based place of the translation, or, `last`, behind the one before."""
        at = self._lines[line - 1] + column - 1
        piece = bisect_left(self.starts, at) - 1 if last and at else bisect_right(self.starts, at) - 1
        return self.sources[piece] + at - self.starts[piece]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._source_lines, offset)
        return line, offset - self._source_lines[line - 1] + 1

    def place(self, line: int, start: int, end: int) -> Place:
        """Where the 1-based columns [start, end) of a line of the translation stand in the file.

        The place between two sentences is all that stands there in the file.
        """
        first, last = sorted((self._source(line, start), self._source(line, end, last=True)))
        return Place(*self._line_and_column(first), *self._line_and_column(last), self.text[first:last])


def taken_apart(text: str) -> Bilingual | None:
    """The halves of a page whose sentences stand beside their originals, or None for any other page."""
    at = text.find(OPENED)
    if at < 0:
        return None
    translation: list[str] = []
    original: list[str] = []
    starts, sources = [0], [0]
    length = done = closed = 0
    while (between := BETWEEN.search(text, at)) is not None:
        if closed < between.end():
            closed = text.find(CLOSED, between.end())
        # What is opened and not closed in between is no sentence.
        opened = text.rfind(OPENED, at, between.start())
        first = text.find(">", opened, between.start()) + 1 if opened >= 0 else 0
        if closed < 0 or not first:
            break
        # Nor is what has other marks inside: where it ends nobody knows.
        torn = text.find(BESIDE, first, between.start()) >= 0 or any(
            text.find(mark, between.end(), closed) >= 0 for mark in (OPENED, BESIDE)
        )
        if not torn:
            sentence, beside = text[first : between.start()], text[between.end() : closed]
            translation += [text[done:opened], sentence]
            original += [text[done:opened], beside]
            length += opened - done
            starts += [length, length + len(sentence)]
            done = closed + len(CLOSED)
            sources += [first, done]
            length += len(sentence)
        at = text.find(OPENED, between.end() if torn else done)
        if at < 0:
            break
    if not done:
        return None
    translation.append(text[done:])
    original.append(text[done:])
    return Bilingual(text, "".join(translation), "".join(original), tuple(starts), tuple(sources))
