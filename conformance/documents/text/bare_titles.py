"""The title of a page that has no syntax: its anchor alone tells which command it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.addresses import no_command
from ..pages.names import is_command, may_be_command
from ..pages.page import Heading, Page
from ..pages.plain import plain
from ..tables.options import foreign
from .anchors import turned, whole

ASCII_LETTER = re.compile(r"[A-Za-z]")
LONG = 5
SHORT = (2, 3)


def bare_title(page: Page, heading: Heading, slug: str) -> Iterator[Found]:
    """A title that lacks a word of the command that its anchor spells.

    Args:
        page: a translated page without a syntax.
        heading: its title.
        slug: the anchor of the title, without a number at its end.

    """
    shown = plain(heading.text).text
    first, *others = slug.split("-")
    if others and is_command(first) and all(map(str.isalpha, others)) and no_command().isdisjoint(others):
        low = shown.lower()
        shows = all(whole(word, low) for word in others) and not turned(slug, shown)
        lacks = whole(first, low) and not shows and len(shown.split()) <= LONG
    elif not others and may_be_command(slug):
        lacks = len(shown.split()) == 1 and _is_foreign(shown)
    else:
        lacks = _goes_on_in_words(shown.split(), re.split(r"[-_]+", slug))
    if lacks:
        why = f"its anchor is `{slug}`"
        yield found_at(page, heading.line, *heading.span, "translated-command", why)


def _goes_on_in_words(shown: list[str], words: list[str]) -> bool:
    """Whether a title begins like its anchor and goes on in letters beyond ASCII."""
    if len(shown) not in SHORT or len(words) != len(shown):
        return False
    lead = shown[0].lower().rstrip(":\uff1a")
    return lead == words[0] and all(map(_is_foreign, shown[1:]))


def _is_foreign(word: str) -> bool:
    """Whether a word has letters beyond ASCII and no other."""
    return foreign(word) and not ASCII_LETTER.search(word)
