"""Where findings stand once the repairs of their lines are made."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ..findings.finding import Found, Repair
from ..pages.page import Page


class Place(NamedTuple):
    """Where a finding stands once its line is repaired: 0-based columns, `end` behind the last."""

    line: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The repaired text."""
        return self.line[self.start : self.end]


def placed(page: Page, found: list[Found], numbers: Container[int]) -> Iterator[tuple[int, Place]]:
    """Where each finding that is repaired stands on its line with all repairs made, by its index.

    Args:
        page: the page.
        found: its findings.
        numbers: the lines asked for.

    """
    lines: dict[int, list[int]] = {}
    for index, each in enumerate(found):
        if each.finding.fixable and each.finding.line in numbers:
            lines.setdefault(each.finding.line, []).append(index)
    for number, indices in lines.items():
        repairs = sorted(
            {repair for index in indices for repair in found[index].repairs},
            key=lambda repair: (repair.start, repair.end),
        )
        line, moves = _made(page.lines[number - 1], repairs)
        for index in indices:
            finding = found[index].finding
            start = _moved(finding.column - 1, moves, first=True)
            yield index, Place(line, start, _moved(finding.end_column - 1, moves, first=False))


def _made(source: str, repairs: list[Repair]) -> tuple[str, list[tuple[int, int, int, int]]]:
    """A line with repairs made, and for each where it stood and stands."""
    pieces: list[str] = []
    moves: list[tuple[int, int, int, int]] = []
    at = length = 0
    for repair in repairs:
        if repair.start - 1 < at:
            continue
        pieces += [source[at : repair.start - 1], repair.text]
        start = length + repair.start - 1 - at
        length = start + len(repair.text)
        at = repair.end - 1
        moves.append((repair.start - 1, at, start, length))
    return "".join([*pieces, source[at:]]), moves


def _moved(column: int, moves: list[tuple[int, int, int, int]], *, first: bool) -> int:
    """Where a column of the source stands; at the edge of a repair, the first or the last place it can be."""
    shift = 0
    for begin, stop, start, end in moves:
        if begin > column or (first and begin == column):
            break
        if stop > column:
            return start if first else end
        shift = end - stop
    return column + shift
