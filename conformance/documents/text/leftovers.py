"""What a translation tool left behind in running text: its placeholders and character entities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.page import Page
from ..tables.cells import BROKEN_ENTITY

LEFTOVER = re.compile(r"@\s?no__t(?:-\d+)?", re.IGNORECASE)
SHOWN_TAG = re.compile(r"&lt;(?P<tag>/?(?:br|p|li|ul|strong|em)[ ]?/?)&gt;(?!`)")

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
        for match in SHOWN_TAG.finditer(line, start, end):
            edit = (*match.span(), f"<{match.group('tag')}>")
            why = "a tag shows as text"
            yield found_at(page, number, *match.span(), "broken-markup", why, edits=(edit,), certain=True)
    if line.find("& ", start, end) < 0 and line.find(" ;", start, end) < 0:
        return
    for match in BROKEN_ENTITY.finditer(line, start, end):
        edit = (*match.span(), re.sub(r"\s+", "", match.group()))
        why = "a character entity is broken by blanks"
        yield found_at(page, number, *match.span(), "broken-markup", why, edits=(edit,), certain=True)


def leftovers_of(page: Page) -> Iterator[Found]:
    """What a translation tool left behind in the running text of a page that is checked for nothing else."""
    if not any(sign in page.text for sign in SIGNS):
        return
    for passage in page.passages:
        for number, line in page.lines_of(passage):
            yield from left_over(page, number, line, 0, len(line))
