"""Sections of the start-up configuration that a page names in brackets: their names are never translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ....spec.known_words import windows_names
from ..findings.damage import Damage
from ..pages.lexicon import squeeze
from ..pages.written import Written

BRACKETED = re.compile(r"(?<![\\!\w\]])\[(?P<name>[^\W\d_][^\[\]|<>/()`*{}=\n:.\"]*)\](?![(\[])")


@cache
def _file() -> re.Pattern[str]:
    """The name of the file, whatever stop it has."""
    stem, ending = windows_names().start_up.file.split(".")
    return re.compile(rf"(?<!\w){stem}[.\u3002][ \u00a0]?{ending}(?![A-Za-z0-9_])", re.IGNORECASE)


def translated_sections(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Names in brackets that are no section of the file, where the line or the page is about it.

    Args:
        line: a line of running text or of a table of a translated page.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere: what its syntax has in brackets is no section.

    """
    known = windows_names().start_up
    if known.command not in written.names and _file().search(line, start, end) is None:
        return
    for match in BRACKETED.finditer(line, start, end):
        name, shown = squeeze(match.group("name")), match.group().lower()
        if name not in known.sections and shown not in written.lexicon.text:
            why = "the file has no such section"
            yield Damage(*match.span(), "translated-value", why)
