"""The rows of a parameter table and the tokens in their first cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..pages.page import Cell, Table
from ..pages.plain import Plain, plain
from .options import PREFIX

CUT = re.compile(
    rf"(?:^|(?<=[\s\[{{|(,]))(?:\[(?!-\]))?(?=(?:{PREFIX})\]?[^\W_]|(?:{PREFIX})[?\uff1f]|[/\uff0f]\s+[^\W_]|-\[-\])"
)
START = re.compile(rf"[\[{{(\s]*(?:{PREFIX})\s*(?:[^\W_]|[?\uff1f])")
# A row for help has one of these alone.
HELP = frozenset({"/?", "-?", "/help", "-help"})
LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)")


class Segment(NamedTuple):
    """One token of a cell: offsets in its plain text."""

    start: int
    end: int
    option: bool


class Row(NamedTuple):
    """A row as the checks see it."""

    cell: Cell
    plain: Plain
    segments: tuple[Segment, ...]


@lru_cache(maxsize=2048)
def segments_of(text: str) -> tuple[Segment, ...]:
    """A cell's tokens: each option with what follows it, or the whole cell."""
    if BREAK in text:
        text = text[: text.index(BREAK)]
    end = len(text.rstrip())
    cuts: list[int] = []
    for match in CUT.finditer(text):
        at = match.start()
        if _inside_angles(text, at) or (cuts and not text[cuts[-1] : at].strip(" [{(|,")):
            continue
        cuts.append(at)
    if not cuts:
        return tuple(_groups(text, end))
    if cuts[0] > 0 and text[: cuts[0]].strip(" [{(|"):
        cuts.insert(0, 0)
    elif cuts:
        cuts[0] = 0
    pieces: list[Segment] = []
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[begin:stop].rstrip(" |,")
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            pieces.append(
                Segment(
                    begin + lead,
                    begin + len(piece),
                    START.match(piece.lstrip()) is not None or piece.lstrip().startswith("-[-]"),
                )
            )
    return tuple(pieces)


BREAK = "\n"


def _inside_angles(text: str, at: int) -> bool:
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


def _groups(text: str, end: int) -> Iterator[Segment]:
    """A cell without options: one token, or one for each bracketed placeholder standing apart."""
    starts = [
        match.start()
        for match in re.finditer(r"(?<=\s)\[?(?=<)", text[:end])
        if text[: match.start()].rstrip()[-1:] not in ":\uff1a=\uff1d"
    ]
    if not starts:
        if end:
            yield Segment(0, end, option=False)
        return
    bounds = [0, *(start for start in starts if text[:start].strip()), end]
    for begin, stop in pairwise(bounds):
        piece = text[begin:stop].rstrip()
        if piece:
            yield Segment(begin, begin + len(piece), option=False)


def rows_with_cells(table: Table) -> list[tuple[Cell, ...]]:
    """The rows whose first cell declares something; links to other pages do not."""
    return [cells for cells in table.rows if cells[0].raw and not LINK.match(cells[0].raw)]


def rows_of(table: Table) -> list[Row]:
    """Those rows, with the tokens in their first cells."""
    rows: list[Row] = []
    for cells in rows_with_cells(table):
        shown = plain(cells[0].raw)
        rows.append(Row(cells[0], shown, segments_of(shown.text)))
    return rows
