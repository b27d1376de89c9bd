"""Options that are damaged in the first column and stand in the running text as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.written import Written

OPTION = re.compile(r"[\\\[]*(?P<option>[/-][^\W_][\w-]{2,})")
NAMES = frozenset({"translated-option", "transliterated-token"})


def check_repeats(written: Written, found: list[Found]) -> Iterator[Found]:
    """Options in another language that were found elsewhere on the page, wherever the running text has them.

    Args:
        written: a translated page and what it writes.
        found: what is wrong with it so far; such places are left alone.

    """
    options = _options(found)
    if not options:
        return
    pattern = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, options))})(?![\w-])")
    page = written.page
    taken = places_by_line(found)
    for line, first, last in written.places():
        for match in pattern.finditer(page.lines[line - 1], first, last):
            start, end = match.span()
            if not overlapping(start, end, taken.get(line, ())):
                name, suggestion = options[match.group()]
                why = "so it stands elsewhere on the page, damaged"
                yield found_at(page, line, start, end, name, why, suggestion=suggestion)


def _options(found: Iterable[Found]) -> dict[str, tuple[str, str | None]]:
    """Damaged options with their class and how they should read, where that is known."""
    options: dict[str, tuple[str, str | None]] = {}
    for each in found:
        one = each.finding
        match = OPTION.match(one.text) if one.name in NAMES else None
        # What is right in the repair was not what is damaged.
        if match is not None and match.group("option")[1:].lower() not in (one.suggestion or "").lower():
            right = OPTION.match(one.suggestion or "")
            instead = right.group("option") if right is not None else None
            options.setdefault(match.group("option"), (one.name, instead))
    return options
