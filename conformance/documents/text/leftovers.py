"""What a translation tool left behind in running text: its placeholders and character entities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at, overlapping
from ..pages.page import Page
from ..tables.cells import BROKEN_ENTITY

LEFTOVER = re.compile(r"@\s?no__t(?:-\d+)?", re.IGNORECASE)
BREAK = r"&lt;br[ ]?/?&gt;"
# Line breaks behind a sentence: two before anything else, or one before a token. Any other tag that shows may
# be what the text is about.
SHOWN_BREAKS = re.compile(
    rf"(?<=[.!?\u3002])[ \u00a0]?(?P<first>{BREAK})"
    rf"(?:[ \u00a0]?(?P<second>{BREAK})(?=[ \u00a0]?\S)(?![ \u00a0]?{BREAK})|(?=[ \u00a0]?[*@`]))"
)
# Code, and tags with their attributes, which may show or hold a break.
CODE_OR_TAG = re.compile(r"<code>[^<]*</code>|<[^<>]*>|(?P<ticks>`+).*?(?P=ticks)")

# A quotation mark that was written as an entity, twice over.
QUOTE = "%%amp;quot;"
QUOTES = re.compile(re.escape(QUOTE))
# The tag of a link whose name and quotation marks have gone.
BROKEN_LINK = re.compile(r"<[ \u00a0]+(?:a[ \u00a0]+)?href[ \u00a0]*=[^<>\n]*>?")
# What a line has that is damaged here, whatever it is about.
SIGNS = ("@", "< href", "< a href", QUOTE)


def left_over(page: Page, number: int, line: str, start: int, end: int) -> Iterator[Found]:
    """Placeholders and broken entities of one part of a line.

    Args:
        page: the page.
        number: the line.
        line: its text.
        start: offset of the first character looked at.
        end: offset after the last.

    """
    for match in LEFTOVER.finditer(line, start, end):
        yield found_at(page, number, *match.span(), "leftover-placeholder", "it hides a token")
    for match in QUOTES.finditer(line, start, end):
        edit = (*match.span(), '"')
        why = "a character entity is broken"
        yield found_at(page, number, *match.span(), "broken-markup", why, edits=(edit,), certain=True)
    if line.find("href", start, end) >= 0:
        for match in BROKEN_LINK.finditer(line, start, end):
            why = "the tag of the link has a blank behind its bracket"
            yield found_at(page, number, *match.span(), "broken-markup", why)
    if line.find("&lt;", start, end) >= 0:
        for first, last, paired in _shown_breaks(line, start, end):
            edit = (first, last, line[first:last].replace("&lt;", "<").replace("&gt;", ">"))
            why = "a tag shows as text"
            yield found_at(page, number, first, last, "broken-markup", why, edits=(edit,), certain=paired)
    if line.find("& ", start, end) < 0 and line.find(" ;", start, end) < 0:
        return
    for match in BROKEN_ENTITY.finditer(line, start, end):
        edit = (*match.span(), re.sub(r"\s+", "", match.group()))
        why = "a character entity is broken by blanks"
        yield found_at(page, number, *match.span(), "broken-markup", why, edits=(edit,), certain=True)


def _shown_breaks(line: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Line breaks of a part of a line that show as text: where each stands, and whether it is one of two."""
    matches = list(SHOWN_BREAKS.finditer(line, start, end))
    hidden = [match.span() for match in CODE_OR_TAG.finditer(line)] if matches else []
    for match in matches:
        if overlapping(*match.span(), hidden):
            continue
        paired = match.group("second") is not None
        yield (*match.span("first"), paired)
        if paired:
            yield (*match.span("second"), paired)


def leftovers_of(page: Page) -> Iterator[Found]:
    """What a translation tool left behind in the running text of a page that is checked for nothing else."""
    if not any(sign in page.text for sign in SIGNS):
        return
    for passage in page.passages:
        for number, line in page.lines_of(passage):
            yield from left_over(page, number, line, 0, len(line))
