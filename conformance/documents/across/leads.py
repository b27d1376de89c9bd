"""The words that begin the items of a list, emphasised or not: values and names of fields that are known.

A list of values in a cell, or of fields of an output, names the same words in every language. Where a page is
built as it is known to be, an item that does not show its word has it translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..findings.finding import Found, found_at, overlapping
from ..pages.lexicon import fold
from ..pages.names import is_near
from ..pages.page import Cell, Page
from ..pages.shown import Block
from .beside import Beside

BULLET = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
TAG = r"(?:<br\s*/?>|</br>|</?li>|</?ul>|</?p>|\\n)"
BREAK = re.compile(rf"{TAG}(?:\s*{TAG})*", re.IGNORECASE)
MARKS = re.compile(r"[\s\-\u2013\u2014\u2022>*`_\\/%#.]+")
STOP = r":\uff1a()\uff08\uff09|&\u3001\u3002\uff0c,;"
LEAD = re.compile(
    rf"[\s\-\u2013\u2014\u2022>*`_\\]*(?:\d+\s*[(\uff08])?\s*(?P<lead>[^\s\-\u2013\u2014{STOP}][^{STOP}\n]{{0,39}}?)"
    rf"[\s*`_]*(?:[{STOP}]|[-\u2013\u2014]|\.(?:[\s*]|$)|\*\*|$)"
)
SHORT = 2


class Piece(NamedTuple):
    """A part of a line between two breaks: its 1-based line and its 0-based columns."""

    line: int
    start: int
    end: int


class _Listed(NamedTuple):
    """A block with words known to begin its pieces.

    Attributes:
        kind: its kind.
        odd: the pieces that do not show their word, each with that word.
        met: whether another piece shows its word.

    """

    kind: str
    odd: list[tuple[Piece, str]]
    met: bool


def check_leads(beside: Beside, taken: dict[int, list[tuple[int, int]]]) -> Iterator[Found]:
    """Items of lists that do not begin with the word that is known to begin them.

    Args:
        beside: a translated page laid beside what is known of it.
        taken: the places of each line where something has been found already; those found here are added.

    """
    if not any(edition.leads for edition in beside.known.editions):
        return
    listed, same = _listed(beside)
    fields = any(each.met for each in listed if each.kind == "t")
    for each in listed:
        if not (same or (fields if each.kind == "t" else each.met)):
            continue
        for piece, word in each.odd:
            found = _damaged(beside.page, piece, word)
            if found is None:
                continue
            start, end = found.finding.column - 1, found.finding.end_column - 1
            around = taken.setdefault(piece.line, [])
            if not overlapping(start, end, around):
                around.append((start, end))
                yield found


def _listed(beside: Beside) -> tuple[list[_Listed], bool]:
    """The blocks of which the leading words are known, and whether the whole page is built as known."""
    places, editions, same = beside.placed
    page = beside.page
    rows = {row[0].line: row for table in page.tables for row in table.rows}
    known = [dict(edition.leads) for edition in editions]
    found: list[_Listed] = []
    for block in beside.blocks:
        at = places.get(id(block), -1)
        leads = next((each[at] for each in known if at in each), None)
        if leads is None:
            continue
        pieces = [piece for piece in _pieces(page, block, rows) if _text(page, piece).strip()]
        pairs = _paired([_text(page, piece) for piece in pieces], leads)
        odd = [(pieces[one], word) for one, word, met in pairs if not met]
        found.append(_Listed(block.kind, odd, len(odd) < len(pairs)))
    return found, same


def _paired(texts: list[str], leads: tuple[str | None, ...]) -> list[tuple[int, str, bool]]:
    """Pieces and the words that belong there, by their places, and whether the piece shows the word.

    The pieces that show a word are the fixed points: between two of them there have to be as many pieces as
    words, and before the first and behind the last one too, or as many on the whole.
    """
    words = [(at, word) for at, word in enumerate(leads) if word is not None]
    if len(texts) == len(leads) and all(_shows(texts[at], word) for at, word in words):
        return [(at, word, True) for at, word in words]
    fixed: list[tuple[int, int]] = []
    for one, text in enumerate(texts):
        last = fixed[-1][1] if fixed else -1
        at = max((at for at, word in words if at > last and _shows(text, word)), key=_size(leads), default=-1)
        if at >= 0:
            fixed.append((one, at))
    pairs = [(one, leads[at] or "", True) for one, at in fixed]
    for (one, at), (stop, end) in pairwise([(-1, -1), *fixed, (len(texts), len(leads))]):
        if stop - one == end - at:
            gap = zip(range(one + 1, stop), leads[at + 1 : end], strict=True)
            pairs += [(place, word, False) for place, word in gap if word is not None]
    return pairs


def _size(leads: tuple[str | None, ...]) -> Callable[[int], tuple[int, int]]:
    """How long a word is and, among equally long ones, how far ahead it stands."""
    return lambda at: (len(leads[at] or ""), -at)


def _shows(text: str, word: str) -> bool:
    """Whether a piece shows a word; one or two letters have to stand at its beginning or be emphasised."""
    low = text.lower()
    if len(word) > SHORT:
        return word.lower() in low or fold(word) in fold(text)
    if f"*{word}*".lower() in low or f"`{word}`".lower() in low:
        return True
    marks = MARKS.match(text)
    bare = text[marks.end() :] if marks else text
    return bare[: len(word)].lower() == word.lower() and re.match(r"[A-Za-z0-9]", bare[len(word) :]) is None


def _damaged(page: Page, piece: Piece, word: str) -> Found | None:
    """The beginning of a piece, if it is short enough to be a word that stands there instead of another."""
    line = page.lines[piece.line - 1]
    match = LEAD.match(line[piece.start : piece.end])
    if match is None:
        return None
    start, end = (piece.start + at for at in match.span("lead"))
    why = f"`{word}` stands here in the original"
    shown = line[start:end]
    misspelt = (
        shown.isascii() and not word.istitle() and len(word) > SHORT and is_near(fold(shown), fold(word))
    )
    name = "misspelt-token" if misspelt else "translated-value"
    return found_at(page, piece.line, start, end, name, why, suggestion=word)


def _text(page: Page, piece: Piece) -> str:
    return page.lines[piece.line - 1][piece.start : piece.end]


def _pieces(page: Page, block: Block, rows: dict[int, tuple[Cell, ...]]) -> Iterator[Piece]:
    """The item of a list in running text, or what stands between the breaks in the cells of a row."""
    if block.kind == "t":
        line = page.lines[block.line - 1]
        bullet = BULLET.match(line)
        if bullet is not None:
            yield Piece(block.line, bullet.end(), len(line))
        return
    for cell in rows[block.line][1:]:
        start = cell.column - 1
        end = start + len(cell.raw)
        line = page.lines[cell.line - 1]
        for match in BREAK.finditer(line, start, end):
            yield Piece(cell.line, start, match.start())
            start = match.end()
        yield Piece(cell.line, start, end)
