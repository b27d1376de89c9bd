"""Names of types whose full stops were lost: `Microsoft.ManagementInfrastructure.CimInstance`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..findings.finding import Found, found_at
from ..pages.page import Page

# It begins with its first letter, what may not stand before that comes second: so the next is found at once.
NAME = re.compile(r"[MS](?<![\w./\\-].)(?:icrosoft|ystem)(?:\.\w+)+", re.ASCII)
STOP = "."
# A type with arguments has more parts, each of which may be damaged.
ARGUMENTS = "[["
FIRST = re.compile(r"[MS](?<!\w.)(?:icrosoft|ystem)", re.ASCII)
# A part of a name, and what may stand before it instead of a full stop.
PART = re.compile(r"[. \u00a0-]{0,3}(?P<letters>\w+)", re.ASCII)
# Behind what was found the name goes on, damaged too.
GOES_ON = re.compile(r"[ \u00a0-]?\w", re.ASCII)
# Two words may be those of a sentence: they are reported, not mended.
LEAST_PARTS = 3


class _Torn(NamedTuple):
    """A place of a line that spells a name without its full stops, and that name."""

    start: int
    end: int
    name: str


def names_of_types(text: str) -> frozenset[str]:
    """The full names of types in a text."""
    return frozenset(match.group() for match in NAME.finditer(text))


def torn_types(page: Page, names: Iterable[str]) -> Iterator[Found]:
    """Places of running text and headings that have the letters of a name and other signs between its parts.

    Args:
        page: the page.
        names: full names of types or namespaces, as they should read.

    """
    wanted = {name.replace(STOP, "").lower(): name for name in names}
    if not wanted:
        return
    longest = max(map(len, wanted))
    for number, line in enumerate(page.lines, 1):
        if "Microsoft" not in line and "System" not in line:
            continue
        for start, end, name in _torn(line, wanted, longest):
            heading = any(each.line == number for each in page.headings)
            if not heading and not any(each.line <= number <= each.end_line for each in page.passages):
                continue
            if STOP not in line[start:end] and " " in line[start:end] and not heading:
                # Words of a sentence: `Microsoft iSCSI Target`.
                continue
            why = f"the type is called `{name}`"
            yield found_at(
                page,
                number,
                start,
                end,
                "lost-punctuation",
                why,
                edits=((start, end, name),),
                certain=name.count(STOP) + 1 >= LEAST_PARTS
                and GOES_ON.match(line, end) is None
                and ARGUMENTS not in line,
            )


def _torn(line: str, wanted: dict[str, str], longest: int) -> Iterator[_Torn]:
    done = 0
    for first in FIRST.finditer(line):
        start = first.start()
        if start < done:
            continue
        best: _Torn | None = None
        letters = ""
        part = PART.match(line, start)
        while part is not None:
            letters += part.group("letters").lower()
            if len(letters) > longest:
                break
            name = wanted.get(letters)
            if name is not None:
                best = _Torn(start, part.end(), name)
            part = PART.match(line, part.end())
        if best is not None:
            done = best.end
            if line[start : best.end].lower() != best.name.lower():
                yield best
