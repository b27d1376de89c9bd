"""The emphasised spans of a line and those of code, found once for all who ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .page import Page

# Each way begins with its sign, what may not stand before it comes second: so the next sign is found at once.
SPAN = re.compile(
    r"\*\*(?P<bold>[^*\n]{1,160}?)\*\*|`(?<!``)(?P<code>[^`\n]{1,200})`(?!`)"
    r"|\*(?<![*A-Za-z0-9_\\]\*)(?P<italic>[^*\n]{1,120}?)\*(?![*A-Za-z0-9_])"
    r"|<(?:em|strong|b|i)>(?P<tag>[^<>\n]{1,160})</"
)

# Emphasis that ends right before a letter, as `*day*and`, which the way above leaves alone.
GLUED = re.compile(r"\*(?<![*\w\\]\*)(?P<text>[^\W\d_][^*\n]{0,60}?)\*(?<=[^\W\d_]\*)(?=[A-Za-z])")


class Span(NamedTuple):
    """What a line emphasises or shows as code: its kind, its text, and where text and marks stand (0-based).

    `kind` is `bold`, `code`, `italic` or `tag`.
    """

    kind: str
    start: int
    end: int
    text: str
    marks_start: int
    marks_end: int


@lru_cache(maxsize=1024)
def spans_of(line: str, start: int, end: int) -> tuple[Span, ...]:
    """The spans between two offsets of a line, in order."""
    found: list[Span] = []
    for match in SPAN.finditer(line, start, end):
        kind = match.lastgroup or "bold"
        found.append(Span(kind, *match.span(kind), match.group(kind), *match.span()))
    return tuple(found)


def spans_in(page: Page) -> Iterator[tuple[int, str, Span]]:
    """What the running text of a page emphasises or shows as code, with its line and the text of that."""
    for passage in page.passages:
        for number, line in page.lines_of(passage):
            if "*" in line or "`" in line or "<" in line:
                for span in spans_of(line, 0, len(line)):
                    yield number, line, span
