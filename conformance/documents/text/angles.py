"""Placeholders in running text: blanks inside their angle brackets, words glued to them, translated names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....spec.known_words import wording
from ..findings.damage import Damage
from ..pages.lexicon import fold
from ..pages.written import CYRILLIC, LATIN, Written
from ..tables.options import foreign

BLANK = "[ \u00a0]"
BRACKETS = re.compile(r"\\?<(?P<name>[^<>|\n=/!&\"][^<>|\n=&\"]{0,60})>")
NAME = re.compile(r"[A-Za-z][\w -]{1,30}", re.ASCII)
TORN_NAME = re.compile(r"[^\W\d_][^/]{0,40}")
BEHIND = re.compile(rf"[{LATIN}{CYRILLIC}]{{2,}}(?![\w>])")
BEFORE = re.compile(rf"(?<![\w/:=\\.'%<>-])[{LATIN}{CYRILLIC}]{{2,}}$")
EMPTY = re.compile(rf"\\<{BLANK}*>{BLANK}?[^\W\d_][^\s<>|*`,.;:)\u3001\u3002]*")
SLASHED = re.compile(rf"(?<=[\w ]>)(?P<gap>{BLANK}+/{BLANK}+)(?=\\?<\w)")
LONGEST_WORD = 40
SHORT = 3
LEAST = 2
# A placeholder of two parts.
ACCOUNT = re.compile(r"<[^<>\n|]+\\[^<>\n|]+>")


def torn_placeholders(
    line: str, start: int, end: int, written: Written, *, translated: bool
) -> Iterator[Damage]:
    """Damaged placeholders between two offsets of a line.

    Args:
        line: a line of running text or of a table, with a closing angle bracket in it.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere.
        translated: whether the page is a translation.

    """
    for match in BRACKETS.finditer(line, start, end):
        name = match.group("name")
        if name.lower() in wording().html_elements:
            continue
        if name[-1] in " \u00a0" or name[0] in " \u00a0":
            yield from _blanks(match, written)
        if translated:
            yield from _named(match, written)
            yield from _glued(line, match, written)
    if line.find("> /", start, end) >= 0:
        yield from _slashed(line, start, end)
    if translated and (line.find("\\<>", start, end) >= 0 or line.find("\\< >", start, end) >= 0):
        for match in EMPTY.finditer(line, start, end):
            why = "the angle brackets do not enclose the words"
            yield Damage(*match.span(), "moved-punctuation", why)


def _slashed(line: str, start: int, end: int) -> Iterator[Damage]:
    for match in SLASHED.finditer(line, start, end):
        first, last = line.rfind("<", start, match.start()), line.find(">", match.end()) + 1
        edit = (*match.span("gap"), "/")
        yield Damage(max(first, start), last, "inserted-space", "blanks stand around the slash", (edit,))


def _blanks(match: re.Match[str], written: Written) -> Iterator[Damage]:
    """A blank behind the opening or before the closing bracket."""
    name = match.group("name")
    bare = name.strip(" \u00a0")
    if not TORN_NAME.fullmatch(bare) or bare.lower() in wording().html_elements:
        return
    begin = match.start("name")
    lead = len(name) - len(name.lstrip(" \u00a0"))
    why = "a blank stands inside the angle brackets"
    gap = (begin + lead + len(bare), match.end("name"), "")
    if lead:
        if fold(bare) in written.lexicon.placeholders:
            edits = ((begin, begin + lead, ""), gap) if gap[0] < gap[1] else ((begin, begin + lead, ""),)
            yield Damage(*match.span(), "inserted-space", why, edits)
        return
    if " " in bare and fold(bare) not in written.lexicon.folded:
        return
    if f"<{name}>".replace("\u00a0", " ").lower() not in written.lexicon.text:
        yield Damage(*match.span(), "inserted-space", why, (gap,), certain=True)


def _named(match: re.Match[str], written: Written) -> Iterator[Damage]:
    """Words of the page's language that its syntax does not have."""
    raw = match.group("name")
    if raw.isalnum() and raw.isascii():
        return
    name = raw.strip("* \\")
    if not written.lexicon.text or not name or "**" in raw or "`" in raw or raw[0].isspace():
        return
    if fold(name) in written.lexicon.folded:
        return
    words = re.split(r"[\s\\'\u2019_-]+", name.lower())
    if foreign(name):
        why = "no token has letters beyond ASCII"
    elif len(words) >= LEAST and not any(written.lexicon.names(word) for word in words):
        account = "\\" in name and ACCOUNT.search(written.lexicon.text) is not None
        long = max(map(len, words)) > SHORT
        if not account and not (long and all(word in written.plain_words for word in words)):
            return
        why = "the syntax has other words" if account else "its words are those of the running text"
    else:
        return
    yield Damage(*match.span(), "translated-placeholder", why)


def _glued(line: str, match: re.Match[str], written: Written) -> Iterator[Damage]:
    """A placeholder of the syntax with a word of an alphabet right behind or before it."""
    name = match.group("name")
    if not NAME.fullmatch(name) or fold(name) not in written.lexicon.placeholders:
        return
    word = BEHIND.match(line, match.end())
    # A unit stands right behind its number: `<n>KB`.
    if word is not None and not word.group().isupper() and written.prose(word.group()):
        why = f"a blank is missing behind `<{name}>`"
        edit = (match.end(), match.end(), " ")
        yield Damage(match.start(), word.end(), "lost-space", why, (edit,), certain=True)
    word = BEFORE.search(line, max(0, match.start() - LONGEST_WORD), match.start())
    if word is not None and written.prose(word.group()):
        why = f"a blank is missing before `<{name}>`"
        edit = (match.start(), match.start(), " ")
        yield Damage(word.start(), match.end(), "lost-space", why, (edit,), certain=True)
