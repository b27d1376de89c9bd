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
GAP = re.compile(rf"(?<=[:\]]){BLANK}")


def may_have_clocks(text: str) -> bool:
    """Whether a text can have a time with blanks, at a first look."""
    return (": " in text or ":] " in text) and ("mm" in text or "MM" in text)


def spaced_clocks(text: str, start: int, end: int) -> Iterator[Damage]:
    """Times between two offsets of a text that have blanks behind their colons.

    One whose capitals were changed, too, is only reported.
    """
    for match in SPACED.finditer(text, start, end):
        edits = tuple((*gap.span(), "") for gap in GAP.finditer(text, *match.span()))
        why = "blanks stand between the parts of a time"
        certain = "mm: SS" not in match.group() and "mm:] SS" not in match.group()
        yield Damage(*match.span(), "inserted-space", why, edits, certain=certain)
