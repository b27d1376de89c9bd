"""Names of types whose full stops were lost: `Microsoft.ManagementInfrastructure.CimInstance`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..findings.finding import Found, found_at
from ..pages.page import Page

NAME = re.compile(r"(?<![\w./\\-])(?:Microsoft|System)(?:\.\w+)+", re.ASCII)
STOP = "."
PART = re.compile(r"\w+", re.ASCII)
BETWEEN = re.compile(r"[. \u00a0-]{0,3}")
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
    headings = {heading.line for heading in page.headings}
    lines = set(headings)
    for passage in page.passages:
        lines.update(range(passage.line, passage.end_line + 1))
    for number in sorted(lines):
        line = page.lines[number - 1]
        if "Microsoft" not in line and "System" not in line:
            continue
        for start, end, name in _torn(line, wanted):
            if STOP not in line[start:end] and " " in line[start:end] and number not in headings:
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
                certain=name.count(STOP) + 1 >= LEAST_PARTS and GOES_ON.match(line, end) is None,
            )


def _torn(line: str, wanted: dict[str, str]) -> Iterator[_Torn]:
    parts = [match.span() for match in PART.finditer(line)]
    longest = max(map(len, wanted))
    done = 0
    for first, (start, _) in enumerate(parts):
        if start < done or not line.startswith(("Microsoft", "System"), start):
            continue
        best: _Torn | None = None
        letters = ""
        for at, (begin, end) in enumerate(parts[first:], first):
            if at > first and BETWEEN.fullmatch(line, parts[at - 1][1], begin) is None:
                break
            letters += line[begin:end].lower()
            if len(letters) > longest:
                break
            name = wanted.get(letters)
            if name is not None:
                best = _Torn(start, end, name)
        if best is not None:
            done = best.end
            if line[start : best.end].lower() != best.name.lower():
                yield best
