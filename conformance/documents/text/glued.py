"""Options that have lost the blank before them, in running text outside links and emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....spec.known_words import wording
from ..findings.damage import Damage
from ..pages.written import CYRILLIC, LATIN, Written

SLASH = re.compile(
    rf"/(?<=[{LATIN}{CYRILLIC}]/)(?P<option>[A-Za-z][\w-]*)(?![\w{LATIN}{CYRILLIC}/\\(]|\.[A-Za-z])", re.ASCII
)
WORD = re.compile(
    rf"(?<![\w{LATIN}{CYRILLIC}/\\.:%<>&;@~-])[{LATIN}{CYRILLIC}]+(?:-[{LATIN}{CYRILLIC}]+)*$", re.ASCII
)
HYPHEN = re.compile(r"(?<=\w)-(?P<option>[A-Za-z]\w*)(?![\w.])", re.ASCII)
COMMAND = re.compile(r"(?<![\w-])(?P<name>[A-Za-z]\w+)(?:\.[ \u00a0]?exe)?$", re.ASCII | re.IGNORECASE)
BEHIND_COLON = re.compile(r"(?<![\w/.-])(?P<word>[^\W\d_]{3,}):/(?P<option>[A-Za-z]\w+)(?![\w/\\]|\.\w)")
# Letters that may be another ending of the word before the slash.
ENDINGS = frozenset("aeinosr")
LONGEST = 40
SHORT = 3
LEAST = 2
# A word of so many letters is none that a letter behind a slash or a hyphen belongs to.
LONG = 6


def glued_options(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Options of the page that are glued to a word, each with that word.

    Args:
        line: a line of running text.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere.

    """
    if written.hyphens and line.find("-", start, end) >= 0:
        yield from _hyphens(line, start, end, written)
    if line.find("/", start, end) < 0:
        return
    yield from _behind_colons(line, start, end, written)
    for match in SLASH.finditer(line, start, end):
        option = match.group("option")
        before = WORD.search(line, max(start, match.start() - LONGEST), match.start())
        if before is None or _linked(line, before.start()):
            continue
        word, low = before.group().lower(), option.lower()
        if word in written.options or (len(option) < LEAST and not _is_letter(low, word, written)):
            continue
        command = word in written.names
        if low not in written.options and (not command or low in written.plain_words):
            continue
        # Two plain words with a slash between them are alternatives.
        if word.isascii() and not command:
            if len(option) <= SHORT and len(word) <= SHORT:
                continue
            if low in written.plain_words or f"{word}/{low}" in wording().alternatives:
                continue
        at = match.start()
        why = f"a blank is missing before `/{option}`"
        yield Damage(before.start(), match.end(), "lost-space", why, ((at, at, " "),), certain=True)


def _behind_colons(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Options of the syntax right behind the colon of a word of the language."""
    for match in BEHIND_COLON.finditer(line, start, end) if ":/" in line else ():
        word, option = match.group("word").lower(), match.group("option")
        term = written.lexicon.options.get(option.lower())
        if term is None or term.prefix != "/" or not written.prose(word) or _linked(line, match.start()):
            continue
        at = match.end("word") + 1
        why = f"a blank is missing before `/{option}`"
        yield Damage(*match.span(), "lost-space", why, ((at, at, " "),), certain=True)


def _is_letter(option: str, word: str, written: Written) -> bool:
    """Whether a letter behind a word of the language is an option and no other ending of it."""
    apart = not word.isascii() or len(word) >= LONG
    return apart and option not in ENDINGS and option in written.lexicon.options


def _hyphens(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """The page's command with an option in hyphens glued to it."""
    for match in HYPHEN.finditer(line, start, end):
        term = written.lexicon.options.get(match.group("option").lower())
        if term is None or term.prefix != "-":
            continue
        before = COMMAND.search(line, max(start, match.start() - LONGEST), match.start())
        if before is None:
            continue
        name, whole = before.group("name").lower(), line[before.start() : match.end()].lower()
        own = {name, f"{name}.exe"} & written.names
        letter = len(match.group("option")) < LEAST and len(name) >= LONG and name in written.plain_words
        if not (own or letter) or whole in written.fences or _linked(line, before.start()):
            continue
        at = match.start()
        why = f"a blank is missing before `-{match.group('option')}`"
        yield Damage(before.start(), match.end(), "lost-space", why, ((at, at, " "),), certain=True)


def _linked(line: str, at: int) -> bool:
    """Whether the place lies in the text or in the address of a link."""
    if line.rfind("](", 0, at) > line.rfind(")", 0, at):
        return True
    opened = line.rfind("[", 0, at)
    if opened < 0 or line.rfind("]", 0, at) > opened:
        return False
    return line.find("](", at) == line.find("]", at) >= 0
