"""Comments in a page that keep a place as it is: `<!-- disconspec: ignore T201 -->`.

A comment on a line of its own counts for the next line that is not blank, or for the whole page when it says
`ignore-page`; behind text it counts for its own line.
"""

from __future__ import annotations

import re

from ...spec.errors import DisconspecError
from .codes import find_codes
from .finding import Found
from .page import Page

COMMENT = re.compile(r"<!--\s*disconspec:\s*(?P<verb>[\w-]+)(?P<codes>[^>]*?)\s*-->")


def suppressed(page: Page, found: list[Found]) -> list[Found]:
    """The findings that no comment of the page excuses.

    Raises:
        DisconspecError: a comment names an unknown code or says something else than ignore or ignore-page.

    """
    if "disconspec:" not in page.text:
        return found
    everywhere: set[str] = set()
    by_line: dict[int, set[str]] = {}
    for index, line in enumerate(page.lines):
        for match in COMMENT.finditer(line):
            codes = _codes(page, index + 1, match)
            if match.group("verb") == "ignore-page":
                everywhere |= codes
                continue
            target = index
            if not COMMENT.sub("", line).strip():
                target += 1
                while target < len(page.lines) and not page.lines[target].strip():
                    target += 1
            by_line.setdefault(target + 1, set()).update(codes)
    return [
        each
        for each in found
        if each.finding.code not in everywhere and each.finding.code not in by_line.get(each.finding.line, ())
    ]


def _codes(page: Page, line: int, match: re.Match[str]) -> frozenset[str]:
    path, column = page.path, match.start() + 1
    if match.group("verb") not in ("ignore", "ignore-page"):
        raise DisconspecError(
            f"a comment says {match.group('verb')!r}",
            path=path,
            line=line,
            column=column,
            hint="say ignore or ignore-page, and the codes",
        )
    try:
        codes = find_codes(match.group("codes").replace(" ", ","))
    except DisconspecError as problem:
        raise DisconspecError(
            problem.message, path=path, line=line, column=column, hint=problem.hint
        ) from None
    if not codes:
        raise DisconspecError(
            "a comment names no code", path=path, line=line, column=column, hint="name the codes: ignore T201"
        )
    return codes
