"""Sections of the start-up configuration that a page names in brackets: their names are never translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage
from ..pages.lexicon import squeeze

FILE = re.compile(r"(?<!\w)boot[.\u3002][ \u00a0]?ini(?!\w)", re.IGNORECASE)
BRACKETED = re.compile(r"(?<![\\!\w\]])\[(?P<name>[^\W\d_][^\[\]|<>/()`*{}=\n:.\"]*)\](?![(\[])")
SECTIONS = frozenset({"operating systems", "boot loader"})


def translated_sections(line: str, start: int, end: int, written: str) -> Iterator[Damage]:
    """Names in brackets, in a line that speaks of the file, that are none of its sections.

    Args:
        line: a line of running text or of a table of a translated page.
        start: offset of the first character looked at.
        end: offset after the last.
        written: the syntax of the page in lower case: what it has in brackets is no section.

    """
    if FILE.search(line, start, end) is None:
        return
    for match in BRACKETED.finditer(line, start, end):
        if squeeze(match.group("name")) not in SECTIONS and match.group().lower() not in written:
            why = "the file has no such section"
            yield Damage(*match.span(), "translated-value", why)
