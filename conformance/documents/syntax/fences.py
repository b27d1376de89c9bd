"""Syntax blocks and examples: what is wrong with their text, before any table is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..examples.quoting import split_commands
from ..findings.codes import is_name
from ..findings.finding import Found, found_at
from ..pages import replaced
from ..pages.lexicon import lexicon_of
from ..pages.page import Fence, Page
from ..pages.syntaxes import COMMANDS
from ..tables.dashes import dash_damage
from .tokens import check_tokens

if TYPE_CHECKING:
    from ....grammar import Parsed

DASH = re.compile(r"(?:(?<=[\s\[{|(])|^)(?P<dash>[\u2013\u2014\u2212])(?=[A-Za-z?])")
BLANKS = frozenset(" \u00a0")
LEFTOVER = re.compile(r"@\s?no__t(?:-\d+)?|^\\x[0-9a-f]{2}(?!\w)", re.IGNORECASE)
NAMES = {
    "dash": "dash-for-hyphen",
    "missing-ellipsis": "lost-punctuation",
    "leftover-markup": "broken-markup",
    "full-width": "fullwidth-punctuation",
}


def check_fences(page: Page, blocks: list[tuple[Fence, Parsed]]) -> Iterator[Found]:
    """Damage in the text of fences: syntax blocks through the grammar, the rest by its signs."""
    for fence in page.fences:
        if fence.role == "usage" or (fence.info not in COMMANDS and fence.role != "syntax"):
            continue
        yield from _signs(page, fence)
    for fence, parsed in blocks:
        yield from _syntax(page, fence, parsed)
        yield from check_tokens(page, fence)
        yield from _lone_quote(page, fence)
        for index, line in enumerate(fence.lines):
            for one in split_commands(line):
                row, column = fence.place(index, one.start)
                end = column - 1 + one.end - one.start
                yield found_at(page, row, column - 1, end, one.name, one.why, suggestion=one.suggestion)


def _lone_quote(page: Page, fence: Fence) -> Iterator[Found]:
    """A quotation mark without a partner."""
    if fence.text.count('"') % 2:
        for index, line in enumerate(fence.lines):
            if line.count('"') == 1:
                at = line.index('"')
                column, width = _around(line, at, 1, fence.place(index, at)[1])
                why = "a quotation mark has no partner"
                end = column - 1 + width
                yield found_at(page, fence.place(index, at)[0], column - 1, end, "lost-punctuation", why)


def _signs(page: Page, fence: Fence) -> Iterator[Found]:
    text = fence.text
    if text.isascii() and replaced.KEY.search(text) is None and "__" not in text and "\\x" not in text:
        return
    for index, line in enumerate(fence.lines):
        if not line.isascii():
            for match in DASH.finditer(line):
                stop = match.end() + len(re.match(r"[\w?-]*", line[match.end() :]).group())  # type: ignore[union-attr]
                name = line[match.end() : stop]
                row, column = fence.place(index, match.start())
                at = column - 1
                behind = line[stop : stop + 2]
                valued = f"-{name}:".lower() in page.syntax.lower()
                # A blank where the value should follow a colon is damage, too.
                torn = behind == ": " or (valued and behind[:1] in BLANKS)
                one = dash_damage(at, at + stop - match.start(), (at, at + 1), name, lexicon_of(page.syntax))
                yield found_at(
                    page, row, one.start, one.end, one.name, one.why,
                    edits=one.edits, certain=one.certain and not torn,
                )  # fmt: skip
        for start, end in replaced.places_in(line):
            row, column = fence.place(index, start)
            yield found_at(page, row, column - 1, column - 1 + end - start, "replaced-text", replaced.WHY)
        for match in LEFTOVER.finditer(line):
            row, column = fence.place(index, match.start())
            yield found_at(
                page,
                row,
                column - 1,
                column - 1 + len(match.group()),
                "leftover-placeholder",
                "it hides a token",
            )


def _syntax(page: Page, fence: Fence, parsed: Parsed) -> Iterator[Found]:
    text = fence.text
    for diagnosis in parsed.diagnoses:
        name = NAMES.get(diagnosis.name, diagnosis.name)
        suggestion = diagnosis.suggestion or None
        if not is_name(name):
            name = "damaged-syntax"
        if name == "dash-for-hyphen":
            continue
        line = text.count("\n", 0, diagnosis.start)
        begin = text.rfind("\n", 0, diagnosis.start) + 1
        row, column = fence.place(line, diagnosis.start - begin)
        width = len(text[diagnosis.start : diagnosis.end].split("\n")[0])
        if name == "inserted-space":
            at, size = diagnosis.start - begin, width
            column, width = _around(fence.lines[line], at, size, column)
            before = at - (column - fence.place(line, 0)[1])
            token = fence.lines[line][at - before : at - before + width]
            mended = diagnosis.suggestion
            suggestion = token[:before] + mended + token[before + size :] if mended is not None else None
        if name == "unbalanced-bracket":
            # A lone bracket says little: show the token that it opens or closes.
            column, width = _with_token(fence.lines[line], diagnosis.start - begin, width, column)
            suggestion = None
        yield found_at(
            page,
            row,
            column - 1,
            column - 1 + width,
            name,
            diagnosis.message,
            suggestion=suggestion,
        )


def _with_token(line: str, at: int, width: int, column: int) -> tuple[int, int]:
    """The column and width of a bracket together with the token it stands at."""
    if line[at : at + 1] in "[{<":
        end = at + width
        while end < len(line) and not line[end].isspace() and line[end] not in "[{|":
            end += 1
        return column, end - at
    start = at
    while start > 0 and not line[start - 1].isspace() and line[start - 1] not in "]}|":
        start -= 1
    return column - (at - start), at + width - start


def _around(line: str, at: int, width: int, column: int) -> tuple[int, int]:
    """The column and width of a span together with what touches it on either side."""
    start, end = at, at + width
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return column - (at - start), end - start
