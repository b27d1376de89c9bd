"""Folders that the running text between examples names in other words than the examples do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.written import Written

FOLDER = re.compile(r"(?<![\w\\.%*:>$/`])\\(?P<name>[^\W\d_]{4,})(?![\w*])")


def check_folders(written: Written, found: Iterable[Found]) -> Iterator[Found]:
    r"""Folders such as `\Reports` that no example of the page has.

    Args:
        written: a translated page and what it writes.
        found: what else is wrong with it; such places are left alone.

    """
    page = written.page
    if not any(fence.role == "examples" and "\\" in fence.text for fence in page.fences):
        return
    taken = places_by_line(found)
    for passage in page.passages:
        if passage.role != "examples":
            continue
        for number, line in page.lines_of(passage):
            for match in FOLDER.finditer(line) if "\\" in line else ():
                known = f"\\{match.group('name').lower()}" in written.fences
                if not known and not overlapping(*match.span(), taken.get(number, ())):
                    why = "no example of the page has this folder"
                    yield found_at(page, number, *match.span(), "translated-value", why)
