"""The first cells of tables as they are meant, for what they declare beside the syntax."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import pairwise

from ..findings.damage import applied
from ..findings.finding import Found
from ..pages.page import Cell, Page

# Damage that makes a token another one; lost and added signs and blanks leave its words as they are.
RENAMED = frozenset(
    {
        "translated-option",
        "transliterated-token",
        "translated-command",
        "lost-token",
        "leftover-placeholder",
        "misspelt-token",
    }
)
# The same, and what leaves an option its name but changes its values.
CHANGED = RENAMED | {"translated-value"}


def meant_cells(page: Page, found: Iterable[Found], names: Container[str]) -> dict[Cell, str]:
    """How damaged first cells are meant to read: repaired, or "" where that is not certain.

    Args:
        page: the page.
        found: what is wrong with it.
        names: the damage classes that count.

    """
    by_line: dict[int, list[Found]] = {}
    for each in found:
        if each.finding.name in names:
            by_line.setdefault(each.finding.line, []).append(each)
    cells: dict[Cell, str] = {}
    for cell in (row[0] for table in page.tables for row in table.rows if row):
        end = cell.column + len(cell.raw)
        own = [
            each
            for each in by_line.get(cell.line, ())
            if each.finding.column < end and cell.column < each.finding.end_column
        ]
        if own:
            cells[cell] = _repaired(cell, own)
    return cells


def _repaired(cell: Cell, found: list[Found]) -> str:
    """The text of a cell with all its repairs, or "" where one of them is missing."""
    repairs = {repair for each in found for repair in each.repairs}
    edits = tuple(
        sorted((repair.start - cell.column, repair.end - cell.column, repair.text) for repair in repairs)
    )
    if not all(each.finding.fixable for each in found) or any(
        left[1] > right[0] for left, right in pairwise(edits)
    ):
        return ""
    return applied(cell.raw, 0, len(cell.raw), edits)
