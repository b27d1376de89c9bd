"""Times of day as a notation shows them, `[[hh:]mm:]ss`: blanks that stand between their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage

BLANK = "[ \u00a0]"
PART = r"(?:YYYY|yyyy|MM|DD|HH|SS|hh|mm|ss|dd)"
# One that is emphasised is a token like others.
SPACED = re.compile(
    rf"(?<![A-Za-z*])(?<!(?:hh|HH|mm|MM|dd|DD):{BLANK})(?:{PART}[T/.-]?)*(?:{PART}|h)(?::\]?{BLANK}{PART})+(?![A-Za-z])"
)
# The year in letters of another language.
LOCAL_YEAR = re.compile(r"[/.-](?!YYYY|yyyy)[A-Za-z]{4}[ \u00a0]$")
# The half of the day, which no blank parts from the time either.
HALF = re.compile(rf"{BLANK}(?=\[AM(?:\||&#124;)PM\])")
GAP = re.compile(rf"(?<=[:\]]){BLANK}")


def may_have_clocks(text: str) -> bool:
    """Whether a text can have a time with blanks, at a first look."""
    return (": " in text or ":] " in text) and ("mm" in text or "MM" in text)


def spaced_clocks(text: str, start: int, end: int) -> Iterator[Damage]:
    """Times between two offsets of a text that have blanks behind their colons.

    One whose capitals were changed, too, or whose year is translated is only reported.
    """
    for match in SPACED.finditer(text, start, end):
        half = HALF.match(text, match.end(), end)
        last = match.end() if half is None else half.end()
        edits = tuple((*gap.span(), "") for gap in GAP.finditer(text, *match.span()))
        edits += () if half is None else ((*half.span(), ""),)
        why = "blanks stand between the parts of a time"
        shown = match.group()
        certain = (
            "mm: SS" not in shown
            and "mm:] SS" not in shown
            and LOCAL_YEAR.search(text, max(start, match.start() - 6), match.start()) is None
        )
        yield Damage(match.start(), last, "inserted-space", why, edits, certain=certain)
