"""Bare words of a first column that the syntax has with a sign only, or with one more letter."""

from __future__ import annotations

import re

from ..findings.damage import Damage
from ..pages.lexicon import Lexicon, Term, squeeze
from .rows import HELP, Row

WORD = re.compile(r"[a-z][a-z0-9_-]*")


def _has_signs(rows: list[Row]) -> bool:
    """Whether a table writes options with their signs: most of its rows do, or there is but one row."""
    others = [row for row in rows if squeeze(row.plain.text) not in HELP]
    signed = sum(1 for row in others if row.segments and row.segments[0].option)
    return len(others) == 1 or (signed > 0 and 2 * signed + 1 >= len(others))


def signless(row: Row, rows: list[Row], lexicon: Lexicon) -> Damage | None:
    """The damage of a row whose one word stands nowhere in the syntax as it is, though letters of it do.

    Args:
        row: a row whose text is part of the syntax.
        rows: all rows of its table.
        lexicon: what the page's syntax names.

    """
    word = squeeze(row.plain.text)
    if WORD.fullmatch(word) is None or word in lexicon.literals or _stands(word, lexicon.text):
        return None
    start = len(row.plain.text) - len(row.plain.text.lstrip())
    end = len(row.plain.text.rstrip())
    term = lexicon.options.get(word)
    if term is not None and term.prefix:
        if word in lexicon.placeholders or not _has_signs(rows) or _has_row(term, rows):
            return None
        edit = (start, start, term.prefix)
        return Damage(start, end, "lost-punctuation", f"the syntax has `{term.written}`", (edit,))
    longer = lexicon.literals.get(f"{word}s")
    if longer is None or any(squeeze(other.plain.text) == f"{word}s" for other in rows):
        return None
    edit = (start, end, longer.name)
    return Damage(start, end, "misspelt-token", f"the syntax has `{longer.name}`", (edit,))


def _has_row(term: Term, rows: list[Row]) -> bool:
    """Whether a row of the table is the option with its sign."""
    own = re.compile(rf"[\[\s]*{re.escape(term.written)}(?![\w-])", re.IGNORECASE)
    return any(own.match(row.plain.text) for row in rows)


def _stands(word: str, text: str) -> bool:
    """Whether a word stands somewhere without a sign before it or letters around it."""
    return re.search(rf"(?<![\w/.-]){re.escape(word)}(?![\w-])", text) is not None
