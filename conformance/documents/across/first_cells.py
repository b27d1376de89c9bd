"""First cells of tables that have other words than the known ones, on a page built like the known one."""

from __future__ import annotations

import re

from ..pages.lexicon import squeeze
from ..pages.names import is_near
from ..pages.written import Written

WORD = re.compile(r"[^\W_][\w-]*")
OPTION = re.compile(r"[-/]+[\w-]+")
SIGN = re.compile(r"[\W_]")


def has_other_words(shown: str, wanted: str, written: Written) -> bool:
    """Whether a cell has words of its own where it should have some that the page types.

    Args:
        shown: the cell.
        wanted: what it is known to show, which no other cell does.
        written: what the page writes elsewhere.

    """
    mine, theirs = (WORD.findall(text.lower()) for text in (shown, wanted))
    if not mine or not theirs:
        return False
    if _signs(shown) == _signs(wanted) and len(mine) == len(theirs):
        changed = [(one, other) for one, other in zip(mine, theirs, strict=True) if one != other]
        own = {one for one, _ in changed if not _types(written, one)}
        if own and all(_types(written, other) and (one in own or one in theirs) for one, other in changed):
            return True
    return _is_other_value(shown, wanted, written) or _is_for_option(shown, wanted, written)


def _types(written: Written, word: str) -> bool:
    """Whether the syntax or another fence of the page has the word."""
    return written.lexicon.names(word) or word in written.fence_words


def _is_other_value(shown: str, wanted: str, written: Written) -> bool:
    """Whether the option is the known one, and what follows it are words of the page's language."""
    option, known = OPTION.match(shown), OPTION.match(wanted)
    if option is None or known is None or option.group().lower() != known.group().lower():
        return False
    mine, theirs = (WORD.findall(text.lower()[option.end() :]) for text in (shown, wanted))
    if not mine or not theirs or mine == theirs:
        return False
    return all(map(written.prose, mine)) or (
        _signs(shown) == _signs(wanted)
        and len(mine) == 1
        and not _types(written, mine[0])
        and not is_near(mine[0], theirs[0])
    )


def _is_for_option(shown: str, wanted: str, written: Written) -> bool:
    """Whether words stand for an option that the page types, without its sign."""
    known = OPTION.match(wanted)
    if known is None or SIGN.match(shown) or not _types(written, known.group().lstrip("-/").lower()):
        return False
    first, *_ = WORD.findall(shown.lower())
    return not _types(written, first) and (first.isalpha() or not first.isascii())


def _signs(text: str) -> str:
    """A cell without its words, its blanks and the letter case."""
    return WORD.sub("w", squeeze(text)).replace(" ", "")
