"""Tokens of several parts in running text: groups, options side by side, passwords, names of a directory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage
from ..pages.written import APART, CYRILLIC, LATIN, Written
from ..tables.options import GROUP, foreign
from ..tables.values import group_damages

BLANK = "[ \u00a0]"
# A distinguished name of a directory: its parts, some with blanks beside their signs.
KEY = rf"(?<![\w./])(?i:OU|CN|DC){BLANK}*+="
VALUE = rf"{BLANK}*+<?[\w$%-]++>?"
DISTINGUISHED = re.compile(
    rf"{KEY}{VALUE}(?:(?:{BLANK}\w++){{0,4}}+{BLANK}*+[,\uff0c\u3001]{BLANK}*+{KEY}{VALUE})+"
)
BESIDE_EQUALS = re.compile(rf"{BLANK}+={BLANK}*|={BLANK}+|{BLANK}*[\uff0c\u3001]{BLANK}*|,{BLANK}+")
EQUALS_APART = re.compile(rf"{BLANK}=|={BLANK}")
BAR = "&#124;"
# A word with a dollar sign and a blank behind it, as no password and no share has one.
SECRET = re.compile(r"(?<![\w$\\])[\w@#!-]+\$(?P<gap>[ \u00a0])[\w@#!$]+", re.ASCII)
REDIRECTION = re.compile(r"(?<![>\w])>[ \u00a0]>(?![>\w])")
# A negative number right behind a word of the language.
NUMBER = re.compile(rf"-(?<=[{LATIN}{CYRILLIC}]-)\d{{1,3}}(?![\w.,-]*[\w-])")
WORD = re.compile(rf"(?<![\w/\\.<-])[{LATIN}{CYRILLIC}]{{2,}}$")
LONGEST = 40
# An option in parentheses that name it.
NAMED = re.compile(r"[(\uff08](?P<option>[-/][^\W\d_]{2,})[)\uff09]")
# The number of an object, with blanks beside its hyphens.
NUMBERED = re.compile(r"(?<![\w-])[A-Za-z][\w-]*[ \u00a0]?#[ \u00a0]?\d+(?!\w)", re.ASCII)
COMPUTER = re.compile(r"(?<![\w\\])\\{2,4}[A-Za-z]\w*(?P<gap>[ \u00a0])\\(?![\w\\<*])", re.ASCII)
HYPHENS = 4
PAIR = 2
IDENTIFIER = re.compile(
    rf"(?<![\w-])[0-9A-Fa-f]{{8}}(?:{BLANK}?\\?-{BLANK}?[0-9A-Fa-f]{{4}}){{3}}{BLANK}?\\?-{BLANK}?[0-9A-Fa-f]{{12}}(?![\w-])"
)
BESIDE_HYPHEN = re.compile(rf"{BLANK}(?=\\?-)|(?<=-){BLANK}")
# Two options with nothing between them.
JOINED = re.compile(
    r"(?<![\w/\\.:<-])(?P<first>/[A-Za-z]\w+|-[A-Za-z])(?P<second>/[A-Za-z]\w+|-[A-Za-z])(?![\w/\\-])",
    re.ASCII,
)


def torn_parts(
    line: str, start: int, end: int, text: str, written: Written, *, translated: bool
) -> list[Damage]:
    """Tokens whose parts are torn, glued or translated, between two offsets of a line.

    Args:
        line: a line of running text or of a table.
        start: offset of the first character looked at.
        end: offset after the last.
        text: what stands between them.
        written: what the page writes elsewhere.
        translated: whether the page is a translation.

    """
    found: list[Damage] = []
    if "$ " in text:
        found += _secrets(line, start, end, written)
    if "> >" in text and ">>" in written.lexicon.text:
        found += _redirections(line, start, end)
    if text.count("/") > 1 or (written.hyphens and text.count("-") > 1):
        found += _joined(line, start, end, written)
    if "# " in text or " #" in text:
        found += _numbered(line, start, end, written)
    if text.count("-") >= HYPHENS:
        found += _identifiers(line, start, end)
    if text.count("=") > 1:
        found += _distinguished(line, start, end)
    return [*_translated(line, start, end, text, written), *found] if translated else found


def _translated(line: str, start: int, end: int, text: str, written: Written) -> Iterator[Damage]:
    """What only a translation makes of tokens."""
    if "{" in text and ("|" in text or BAR in text):
        yield from _groups(line, start, end, written)
    if "-" in text:
        yield from _numbers(line, start, end, written)
        if not text.isascii():
            yield from _named(line, start, end)
    if written.apart:
        yield from _letters(line, start, end, written)
    if " \\" in text:
        yield from _computers(line, start, end)


def _distinguished(line: str, start: int, end: int) -> Iterator[Damage]:
    """Names of objects in a directory with blanks beside their equals signs."""
    for match in DISTINGUISHED.finditer(line, start, end):
        if EQUALS_APART.search(match.group()) is not None:
            why = "a distinguished name has no blanks beside its equals signs"
            edits = tuple(
                (*sign.span(), "=" if "=" in sign.group() else ",")
                for sign in BESIDE_EQUALS.finditer(line, *match.span())
            )
            yield Damage(*match.span(), "inserted-space", why, edits)


def _numbered(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Names with a number behind a number sign, which a fence of the page has without a blank."""
    for match in NUMBERED.finditer(line, start, end):
        joined = re.sub(r"[ \u00a0]", "", match.group())
        if joined != match.group() and joined.lower() in written.fences:
            why = f"the page has `{joined}`"
            edit = (*match.span(), joined)
            yield Damage(*match.span(), "inserted-space", why, (edit,), certain=True)


def _computers(line: str, start: int, end: int) -> Iterator[Damage]:
    """Names of computers with a blank before the backslash that ends them."""
    for match in COMPUTER.finditer(line, start, end):
        why = "a blank stands inside a path"
        edit = (*match.span("gap"), "")
        yield Damage(*match.span(), "inserted-space", why, (edit,), certain=True)


def _letters(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Names that fell into single letters, which a fence of the page has whole."""
    for match in APART.finditer(line, start, end):
        run = match.group()
        # A letter before or behind them may be a word of the language.
        for first, last in ((0, None), (2, None), (0, -2)):
            joined = run[first:last:2]
            if len(joined) > PAIR and joined.lower() in written.fence_words:
                at = match.start() + first
                edit = (at, at + len(run[first:last]), joined)
                yield Damage(edit[0], edit[1], "inserted-space", f"the page has `{joined.lower()}`", (edit,))
                break


def _groups(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Alternatives in other letters, in a group that has some of the syntax too."""
    text = line.replace(BAR, "|".center(len(BAR)))
    for match in GROUP.finditer(text, start, end):
        if "|" in match.group() and not match.group().isascii():
            for damage in group_damages(match, written.lexicon, None, frozenset):
                if damage.edits:
                    yield damage


def _numbers(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Negative numbers that an example of the page types, glued to the word before them."""
    for match in NUMBER.finditer(line, start, end):
        word = WORD.search(line, max(start, match.start() - LONGEST), match.start())
        number = match.group()
        typed = re.search(rf"(?<!\S){number}(?!\S)", written.fences)
        if word is not None and typed is not None and written.prose(word.group()):
            at = match.start()
            why = f"a blank is missing before `{number}`"
            yield Damage(word.start(), match.end(), "lost-space", why, ((at, at, " "),), certain=True)


def _named(line: str, start: int, end: int) -> Iterator[Damage]:
    """Options in parentheses in letters that no option has."""
    for match in NAMED.finditer(line, start, end):
        if foreign(match.group("option")):
            why = "no option has letters beyond ASCII"
            yield Damage(*match.span("option"), "translated-option", why)


def _identifiers(line: str, start: int, end: int) -> Iterator[Damage]:
    """GUIDs that are torn at their hyphens."""
    for match in IDENTIFIER.finditer(line, start, end):
        edits = tuple((*gap.span(), "") for gap in BESIDE_HYPHEN.finditer(line, *match.span()))
        if edits:
            why = "blanks stand inside a GUID"
            yield Damage(*match.span(), "inserted-space", why, edits, certain=True)


def _secrets(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Words with a dollar sign that a fence of the page has without the blank."""
    for match in SECRET.finditer(line, start, end):
        joined = re.sub(r"[ \u00a0]", "", match.group())
        if joined.lower() in written.fences:
            edit = (*match.span("gap"), "")
            why = f"the page has `{joined}`"
            yield Damage(*match.span(), "inserted-space", why, (edit,), certain=True)


def _redirections(line: str, start: int, end: int) -> Iterator[Damage]:
    """The sign that adds output to a file, torn apart."""
    for match in REDIRECTION.finditer(line, start, end):
        why = "the syntax has `>>`"
        yield Damage(*match.span(), "inserted-space", why, ((*match.span(), ">>"),), certain=True)


def _joined(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Two options that a fence of the page has with a blank between them."""
    for match in JOINED.finditer(line, start, end):
        apart = f"{match.group('first')} {match.group('second')}".lower()
        if apart in written.fences and match.group().lower() not in written.fences:
            at = match.start("second")
            yield Damage(
                *match.span(), "lost-space", f"the page has `{apart}`", ((at, at, " "),), certain=True
            )
