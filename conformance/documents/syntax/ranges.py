"""The numbers that options take, where the description in a table states them beyond doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ....spec.known_words import range_words
from ..pages.page import Page

CELL_OPTION = re.compile(r"[\s`*\[\\]*[/-](?P<name>\w+)")
NAME = re.compile(r"[A-Za-z\d]\w*")
NUMBER = re.compile(r"\d+")
# A range has so many numbers.
LEAST = 2
MARKS = re.compile(r"[*`\\_]")
# What ends a sentence; one letter before the stop is an abbreviation's.
END = re.compile(r"(?<=\w\w)[.!?]\s+|\s*[\u3002\uff01\uff1f]\s*|\s*<br ?/?>\s*|</?p>")


def ranges_of(page: Page) -> dict[str, tuple[int, int]]:
    """The options of a page whose only description states one range of numbers, from 0 or 1 on.

    Args:
        page: a page with tables of parameters.

    Returns:
        the least and the greatest number by the name of the option in lower case.

    """
    rows = Counter[str]()
    found: dict[str, tuple[int, int]] = {}
    for cells in (cells for table in page.declaring for cells in table.rows):
        match = CELL_OPTION.match(cells[0].raw)
        if match is None:
            continue
        name = match.group("name").lower()
        rows[name] += 1
        limits = _stated(cells[1].raw, cells[0].raw) if len(cells) > 1 else None
        if limits is not None:
            found[name] = limits
    return {name: limits for name, limits in found.items() if rows[name] == 1}


def _stated(text: str, cell: str) -> tuple[int, int] | None:
    """The range that a description states; none where it has two, or speaks of greater numbers."""
    shown = MARKS.sub("", text).strip()
    numbers = NUMBER.findall(shown)
    if len(numbers) < LEAST:
        return None
    names = "|".join(sorted(NAME.findall(cell), key=len, reverse=True))
    own = re.compile(rf"(?<![A-Za-z\d])(?:{names})(?![A-Za-z\d])", re.IGNORECASE)
    stated: list[tuple[int, int]] = []
    for index, sentence in enumerate(END.split(shown)):
        if index and sentence[:1] == sentence[:1].lower() != sentence[:1].upper():
            # What goes on in small letters is no sentence.
            continue
        match = _sentence().fullmatch(own.sub(" ", sentence))
        if match is not None:
            stated.append((int(match.group("low")), int(match.group("high"))))
    if len(stated) != 1:
        return None
    low, high = stated[0]
    if low > 1 or high <= low or any(int(number) > high for number in numbers):
        return None
    return low, high


@cache
def _sentence() -> re.Pattern[str]:
    """A sentence of the words that state a range, and its two numbers with a sign or words between."""
    known = range_words()
    spaced, unspaced = ("|".join(map(re.escape, words)) for words in (known.spaced, known.unspaced))
    word = rf"(?:\b(?:{spaced})\b|{unspaced})"
    words = rf"(?:{word}|[\s,\u3001\uff0c:'])*"
    between = rf"\s*(?:[-\u2013\u2014~\u301c\uff5e]|{word}(?:\s*{word})*)\s*"
    return re.compile(rf"{words}(?P<low>\d{{1,9}}){between}(?P<high>\d{{1,9}}){words}\.?", re.IGNORECASE)
