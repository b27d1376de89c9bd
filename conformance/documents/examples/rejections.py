"""What a rejected example line shows: the damage class, the words concerned, how they should read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..pages.lexicon import Lexicon
from ..tables.options import foreign
from . import literal
from .literal import Line, open_choice, wraps
from .quoting import SPLIT_PATH, SPREAD, WHY, Judged, unquoted

if TYPE_CHECKING:
    from ....grammar.reasons import Mismatch

# A word of a name as people give names, in which a line's own words seldom stand.
NAME_WORD = re.compile(r"[A-Z][a-z]+[\w'&-]*|[A-Z][a-z]*\d+")
# Words of a value that has no signs of its own.
PHRASE = re.compile(r"[A-Za-z0-9][\w',.&-]*(?:\s+[A-Za-z0-9][\w',.&-]*)+")
# A placeholder without angle brackets, which takes any words.
BARE_NAME = re.compile(r"\[[a-z]+_[a-z_]+\]")
# A word in brackets, which may be another.
BRACKETED = re.compile(r"\[(?P<word>[a-z]+)\]")
ALIKE = 0.75


def judge(line: Line, lexicon: Lexicon, documented: Callable[[], set[str]]) -> tuple[Judged, ...]:
    """What a line shows; nothing where the page itself declares what it does.

    Args:
        line: the line.
        lexicon: what the page's syntaxes name.
        documented: gives the options that stand anywhere in the page.

    """
    text, mismatch = line.text, line.mismatch
    parted = literal.parted_option(line, lexicon)
    if parted is not None:
        return (parted,) if line.sound else (parted, *_over_damage(line))
    plain = literal.plainly(line, lexicon)
    if plain is not None:
        return (plain,)
    if not line.sound:
        return (*_over_damage(line), *_strange(line, lexicon, documented))
    start = min(mismatch.column - 1, max(len(text) - 1, 0))
    end = _word_end(text, start)
    name, suggestion = _sure(text, start, end, mismatch, lexicon, documented)
    if name == "lost-quotes":
        spread = SPREAD.match(text, start)
        last = spread.end() if spread else end
        first, last, suggestion = unquoted(text, start, lexicon) or (start, last, "")
        return (Judged(name, first, last, WHY, suggestion),)
    if name != "beyond-syntax":
        return (Judged(name, start, end, mismatch.message, suggestion),)
    kept = _kept(line, start, end, lexicon)
    if kept is not None:
        return (kept,)
    if mismatch.reason in ("missing-required", "needs-another-option", "missing-value"):
        start, end = 0, len(text)
    return (Judged("beyond-syntax", start, end, mismatch.message),)


def _over_damage(line: Line) -> Iterator[Judged]:
    """Values that lost their quotation marks, in a line that fits a damaged syntax otherwise."""
    from ....grammar import Match  # noqa: PLC0415 - only pages with rejected examples need it

    if isinstance(line.answer, Match):
        for note in line.answer.notes:
            value = line.text[note.start : note.end]
            if note.name == "lost-quotes" and len(value.split()) > 1 and PHRASE.fullmatch(value):
                yield Judged("lost-quotes", note.start, note.end, WHY, f'"{value}"')


def _strange(line: Line, lexicon: Lexicon, documented: Callable[[], set[str]]) -> Iterator[Judged]:
    """An option that stands neither in the syntax, however damaged, nor anywhere else on the page."""
    if line.mismatch.reason == "unknown-option":
        start = line.mismatch.column - 1
        end = _word_end(line.text, start)
        bare = re.split(r"[:=]", line.text[start:end].lstrip("/-").lower())[0]
        if not lexicon.names(bare) and bare not in documented() and not wraps(line.text, start, lexicon):
            yield Judged("rejected-example", start, end, line.mismatch.message)


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def doubled_name(text: str) -> Judged | None:
    """The name of the command typed twice."""
    match = re.match(r"([A-Za-z]\w+)\s+(\1)(?=\s)", text, re.IGNORECASE)
    if match is None:
        return None
    return Judged("rejected-example", 0, match.end(), "the command stands twice", match.group(1))


def _alike(word: str, known: str) -> bool:
    """Whether the word is the known one but for a slip."""
    left, right = word.strip("/-<>[]").lower(), known.strip("/-<>[]").lower()
    return left != right and SequenceMatcher(None, left, right).ratio() >= ALIKE


def _sure(  # noqa: PLR0917 - the line, the place in it, and what is known
    text: str, at: int, end: int, mismatch: Mismatch, lexicon: Lexicon, documented: Callable[[], set[str]]
) -> tuple[str, str]:
    """The damage class that the strict reading is sure of, and the repair; else `beyond-syntax`."""
    near = mismatch.nearest or ""
    word = text[at:end]
    if mismatch.reason == "unknown-option":
        return _unknown(text, at, word, lexicon, documented)
    if mismatch.reason == "unexpected-argument":
        if unquoted(text, at, lexicon) is not None:
            return "lost-quotes", ""
        if word.lower() in lexicon.options and word.isalpha() and len(word) > 1:
            return "rejected-example", lexicon.options[word.lower()].written
        if word[:1] in "[{" and word[-1:] in "]}":
            return "rejected-example", word[1:-1]
    named = mismatch.reason in {"unexpected-argument", "wrong-value", "wrong-command"}
    if named and near and near.lower() != word.lower() and _alike(word, near):
        return "rejected-example", near
    return "beyond-syntax", ""


def _unknown(
    text: str, at: int, word: str, lexicon: Lexicon, documented: Callable[[], set[str]]
) -> tuple[str, str]:
    """An option that the syntax lacks: misspelt, another command's, the page's own, or a stranger."""
    bare = re.split(r"[:=]", word.lstrip("/-").lower())[0]
    if re.search(rf"\|\s?{re.escape(bare)}\b|\[{re.escape(bare)} <", lexicon.text):
        # The syntax has lost the sign.
        return ("lost-quotes" if SPREAD.match(text, at) else "beyond-syntax"), ""
    known = difflib.get_close_matches(bare, lexicon.options, 1, ALIKE)
    if known and known[0] != bare:
        term = lexicon.options[known[0]]
        # What takes no value in the syntax is not what was meant where one is given.
        return "rejected-example", term.written if bool(term.value) >= (":" in word) else ""
    if wraps(text, at, lexicon) or bare in documented():
        return "beyond-syntax", ""
    return "rejected-example", ""


def _kept(line: Line, at: int, end: int, lexicon: Lexicon) -> Judged | None:
    """What the kindly reading says of a line that the strict one only doubts."""
    from ....grammar import Match  # noqa: PLC0415 - only pages with rejected examples need it

    answer, text = line.answer, line.text
    if not isinstance(answer, Match):
        return _literal(text, answer, lexicon)
    if BARE_NAME.search(lexicon.text):
        return None
    for note in answer.notes:
        if note.name == "inserted-space":
            start, stop = note.start, note.end
            why = "a blank stands inside the option"
            return Judged("inserted-space", start, stop, why, note.suggestion or "")
        if note.name != "lost-quotes":
            continue
        value = text[note.start : note.end]
        words = value.split()
        if all(NAME_WORD.fullmatch(word) for word in words):
            return Judged("lost-quotes", note.start, note.end, WHY, f'"{value}"')
        if SPLIT_PATH.search(f" {value}"):
            continue
        if line.mismatch.reason == "unexpected-argument" and not re.search(r"[+=%*]", value):
            return Judged("rejected-example", at, end, line.mismatch.message)
    return None


def _may_be_meant(text: str, lexicon: Lexicon) -> bool:
    """Whether the syntax has words in brackets, none of which stands in a line, that may be placeholders."""
    words = {match.group("word") for match in BRACKETED.finditer(lexicon.text)}
    return len(words) > 1 and words.isdisjoint(text.lower().split())


def _literal(text: str, answer: Mismatch, lexicon: Lexicon) -> Judged | None:
    """A rejection that stands when the line is read kindly: a surplus argument, a missing word or value."""
    start = min(answer.column - 1, max(len(text) - 1, 0))
    end = _word_end(text, start)
    word = text[start:end]
    if foreign(answer.message) or open_choice(lexicon.text) or BARE_NAME.search(lexicon.text):
        return None
    if answer.reason == "unexpected-argument":
        before = text[:start].split()
        option = before[-1] if before and before[-1][:1] in "/-\u2013" else ""
        if option and option.lstrip("/-\u2013").lower() not in lexicon.options:
            return None
        if word[:1] in "{(<>+%/-" or not before or _may_be_meant(text, lexicon):
            return None
        return Judged("rejected-example", start, end, answer.message)
    if answer.reason == "missing-required" and len(text.split()) > 1:
        missing = answer.message.removesuffix(" is missing")
        alternative = re.search(
            rf"\|\s*{re.escape(missing)}\b|\b{re.escape(missing)}\s*\|", lexicon.text, re.IGNORECASE
        )
        if alternative is None and re.fullmatch(r"<[^<>]+(?<!\d)>|[a-z][a-z-]+", missing, re.IGNORECASE):
            return Judged("rejected-example", 0, len(text), answer.message)
    if answer.reason == "wrong-value" and answer.nearest and "<" not in answer.message:
        return Judged("rejected-example", start, end, answer.message, answer.nearest)
    return None
