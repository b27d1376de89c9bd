"""The tokens that a page shows, block by block: what can be laid beside the same page in another language."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from .page import Cell, Page, Passage, Table
from .plain import plain
from .spans import GLUED, spans_of


class Shown(NamedTuple):
    """An emphasised token or one shown as code: its line, its 0-based columns, what a reader sees."""

    line: int
    start: int
    end: int
    text: str
    code: bool


class Block(NamedTuple):
    """A paragraph, an item of a list or a row of a table.

    Attributes:
        kind: `t` for text, `r` for a row.
        line: its first line.
        cell: the first cell of a row; None for text and for an empty cell.
        tokens: what it shows in order, the first cell of a row left out.

    """

    kind: str
    line: int
    cell: Shown | None
    tokens: tuple[Shown, ...]

    @property
    def all(self) -> tuple[Shown, ...]:
        """The tokens, the first cell of a row among them."""
        return self.tokens if self.cell is None else (self.cell, *self.tokens)


def blocks_of(page: Page) -> list[Block]:
    """The blocks of a page in order, the references at its end left out."""
    found = [_text(page, passage) for passage in page.passages if passage.role != "references"]
    for table in page.tables:
        found += _rows(page, table)
    found.sort(key=attrgetter("line"))
    return found


def with_glued(page: Page, block: Block) -> tuple[Shown, ...]:
    """The tokens of a block of the page, those among them whose emphasis ends right before a letter."""
    found = list(block.tokens)
    for number in {block.line, *(token.line for token in found)}:
        line = page.lines[number - 1]
        start = block.cell.end if block.cell is not None and block.cell.line == number else 0
        for match in GLUED.finditer(line, start):
            first, end = match.span("text")
            if not any(token.line == number and token.start < end and first < token.end for token in found):
                found.append(Shown(number, first, end, plain(match.group("text")).text, code=False))
    found.sort()
    return tuple(found)


def _text(page: Page, passage: Passage) -> Block:
    tokens: list[Shown] = []
    for number, line in page.lines_of(passage):
        _collect(line, number, 0, len(line), tokens)
    return Block("t", passage.line, None, tuple(tokens))


def _rows(page: Page, table: Table) -> list[Block]:
    found: list[Block] = []
    for cells in table.rows:
        tokens: list[Shown] = []
        for cell in cells[1:]:
            start = cell.column - 1
            _collect(page.lines[cell.line - 1], cell.line, start, start + len(cell.raw), tokens)
        found.append(Block("r", cells[0].line, _cell(cells[0]), tuple(tokens)))
    return found


def _cell(cell: Cell) -> Shown | None:
    start = cell.column - 1
    if not cell.raw:
        return None
    return Shown(cell.line, start, start + len(cell.raw), plain(cell.raw).text.strip(), code=False)


def _collect(line: str, number: int, start: int, end: int, tokens: list[Shown]) -> None:
    if line.find("*", start, end) < 0 and line.find("`", start, end) < 0 and line.find("</", start, end) < 0:
        return
    for span in spans_of(line, start, end):
        text = span.text
        bare = text.strip()
        code = span.kind == "code"
        shown = bare if code else plain(bare).text
        if shown:
            first = span.start + len(text) - len(text.lstrip())
            tokens.append(Shown(number, first, first + len(bare), shown, code))
