"""Reading what `query session` shows, in any display language: by the position of columns, not by words.

The column of ids is the only one without letters, and every row has an id; a disconnected session has no
name, so its first column is blank. Neither depends on how a language calls the columns or the states.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ._process import DrivingError

COLUMN = re.compile(r"\S+(?: \S+)*")
SERVICES = 0
FILLER = "\0"


class Row(NamedTuple):
    """One session of the listing."""

    id: int
    name: str
    user: str
    current: bool
    disconnected: bool


def in_cells(line: str) -> str:
    """A line in which a character's index is the screen cell it begins in: wide characters take two."""
    return "".join(
        character + FILLER if unicodedata.east_asian_width(character) in "WF" else character
        for character in line
        if not unicodedata.combining(character)
    )


def _id_end(header: str, rows: list[str], first: int) -> int | None:
    """The cell after the right-aligned ids: every row has a number that ends before it and a blank at it."""

    def fits(row: str, end: int) -> bool:
        return re.search(r"(?:^|\s)\d+$", row[:end]) is not None and not row[end : end + 1].strip()

    longest = max(map(len, rows))
    candidates = [end for end in range(first + 1, longest + 1) if all(fits(row, end) for row in rows)]
    under_header = {match.end() for match in COLUMN.finditer(header)}
    return next((end for end in candidates if end in under_header), candidates[0] if candidates else None)


def parse(listing: str) -> tuple[Row, ...]:
    """The sessions of a listing, in its order.

    Raises:
        DrivingError: when it has no header, or rows in which no column of ids can be found.

    """
    lines = [line.rstrip() for line in listing.replace("\r", "").splitlines() if line.strip()]
    if not lines:
        raise DrivingError("the listing of sessions is empty")
    for measured in ([in_cells(line) for line in lines], lines):
        header, *rows = measured
        columns = [match.start() for match in COLUMN.finditer(header)]
        if not rows:
            return ()
        end = _id_end(header, rows, columns[1]) if len(columns) > 2 else None  # noqa: PLR2004 - name, user, id
        # Where the header is laid out by other widths than the rows, its columns cut through their names.
        if end is not None and not any(row[columns[1] - 1 : columns[1]].strip(" " + FILLER) for row in rows):
            return tuple(_row(row, columns[1], end) for row in rows)
    raise DrivingError("no column of ids can be found in the listing of sessions", hint=lines[0].strip())


def _row(row: str, user_start: int, id_end: int) -> Row:
    before = row[:id_end]
    digits = re.search(r"\d+$", before)
    assert digits is not None  # noqa: S101 - _id_end has seen one in every row
    name = row[1:user_start].replace(FILLER, "").strip()
    user = before[user_start : digits.start()].replace(FILLER, "").strip()
    number = int(digits[0])
    return Row(
        id=number,
        name=name,
        user=user,
        current=row.startswith(">"),
        disconnected=not name or number == SERVICES,
    )
