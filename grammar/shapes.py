# ruff: noqa: RUF001 - letters that look like ASCII ones are what is looked for here
"""How one argument has to be written.

What it begins with is compared as text; a regular expression is made and asked only where that does not tell.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import factorial

from ..spec.known_words import file_extensions

SIGN = "(?:/|--?)"
HYPHENS = "--?"
ANYTHING = ".+"
_VALUE = "?P<value>"
_SIGNS = {SIGN: ("/", "--", "-"), HYPHENS: ("--", "-")}
_SPECIAL = frozenset(".^$*+?{}[]|()")
_QUANTIFIERS = frozenset("?*+{")
_OPEN = frozenset({ANYTHING, ".+?", f"({_VALUE}.+?)"})
# The only letters beyond ASCII that a regular expression takes for ASCII ones, letter case aside.
_ALIKE = re.compile("[ıſKİ]")
# How long a text may be for a pattern with that many wildcards, so that trying all their lengths stays quick.
_LENGTHS = (10**9, 10**9, 1000, 200, 60, 40)
_BEGINNING = re.compile(r"(?:\(\?:/\|--\?\))?(?:\\.|[^\\.()\[\]|?*+^$])*")


@cache
def optional_extension() -> str:
    """Return what matches the ending of a program or a script, which its name may lack."""
    return rf"(?:\.(?:{'|'.join(file_extensions().optional)}))?"


def lowered(text: str) -> str | None:
    """Return a text in small letters, of the same length; None where patterns compare it otherwise."""
    return text.lower() if text.isascii() or _ALIKE.search(text) is None else None


def initial_of(low: str) -> str:
    """Return what an argument begins with: its first letter, after `/` where a sign stands before it."""
    bare = low.lstrip("/-")
    return bare[:1] if len(bare) == len(low) else f"/{bare[:1]}"


class Shape:
    """A pattern for one whole argument, in any letter case.

    Attributes:
        source: the regular expression.
        has_value: whether it has a group `value`.
        initials: what an argument can begin with to fit (see `initial_of`); None where that is open.

    """

    __slots__ = (
        "_begins", "_exact", "_heads", "_inner", "_longest", "_open", "_regex", "_wildcards", "has_value",
        "initials", "source",
    )  # fmt: skip

    def __init__(self, source: str, inner: str = "") -> None:
        self.source = source
        self._inner = inner.lower() if inner.isascii() else ""
        self.has_value = _VALUE in source
        self._regex: re.Pattern[str] | None = None
        self._begins: re.Pattern[str] | None = None
        self._wildcards = source.count(".+?") + source.count("]+") + 2 * source.count(")*")
        self._longest = _LENGTHS[self._wildcards] if self._wildcards < len(_LENGTHS) else 0
        signs, word, rest = _taken_apart(source)
        # What a text has to begin with, and all the texts that fit, or None where more decides.
        self._heads = tuple(sign + word for sign in signs)
        self._open = rest in _OPEN
        self._exact: frozenset[str] | None = None
        if not rest:
            self._exact = frozenset(self._heads)
        elif rest and rest == optional_extension():
            self._exact = frozenset((word, *(f"{word}.{each}" for each in file_extensions().optional)))
        ends = self._heads if self._exact is None else self._exact
        known = self._exact is not None or all(head.lstrip("/-") for head in ends)
        self.initials = frozenset(initial_of(end) for end in ends) if known else None

    def fits(self, text: str, low: str | None) -> bool:
        """Tell whether a text fits; `low` is what `lowered` says of it.

        With many wildcards, a long text is held only against what the pattern begins with.
        """
        if low is not None:
            if self._exact is not None:
                return low in self._exact
            if not low.startswith(self._heads):
                return False
            if self._open:
                return len(low) > self._head(low)
            if self._inner and (low == self._inner or self._inner not in low):
                return low == self._inner
        return self._match(text) is not None

    def value_in(self, text: str, low: str | None) -> tuple[int, int] | None:
        """Return where the value stands in a text that fits; None where the pattern has none."""
        if not self.has_value:
            return None
        if low is not None and self._open:
            return self._head(low), len(low)
        found = self._match(text)
        return found.span("value") if found else None

    def end_in(self, text: str, low: str | None) -> int:
        """Return where a text that begins like this goes on; -1 for another."""
        if low is not None:
            if not low.startswith(self._heads):
                return -1
            if self._exact is not None and len(self._exact) == len(self._heads):
                return self._head(low)
        found = self._compiled().match(text)
        return found.end() if found else -1

    def work(self, text: str) -> int:
        """Return how much work it may be to match a text, where a short text without wildcards is 1."""
        size = len(text)
        if self._wildcards < 2 or size > self._longest:  # noqa: PLR2004 - one wildcard is tried in one go
            return 1 + size // 500
        return 1 + size**self._wildcards // (500 * factorial(self._wildcards))

    def _head(self, low: str) -> int:
        """How long the head is with which a text begins; none of several begins another one but `--`."""
        return next(len(head) for head in self._heads if low.startswith(head))

    def _match(self, text: str) -> re.Match[str] | None:
        if len(text) <= self._longest:
            return self._compiled().fullmatch(text)
        if self._begins is None:
            self._begins = _compile(_beginning(self.source))
        return self._begins.fullmatch(text)

    def _compiled(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = _compile(self.source)
        return self._regex


def _beginning(source: str) -> str:
    """Return what a pattern begins with, the rest left open."""
    found = _BEGINNING.match(source)
    fixed = found[0] if found else ""
    if source[len(fixed) : len(fixed) + 1] in {"?", "*", "+"}:
        fixed = ""
    return f"{fixed}({_VALUE}.*)" if _VALUE in source else f"{fixed}.*"


@lru_cache(maxsize=512)
def shape_of(source: str, inner: str = "") -> Shape:
    """Return the shape of a regular expression, the same one for the same expression.

    `inner` is a word that fits alone and is part of every text that fits.
    """
    return Shape(source, inner)


def _compile(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.DOTALL)


def _taken_apart(source: str) -> tuple[tuple[str, ...], str, str]:
    """Return the signs that may begin a text, the letters that have to follow, and the rest of the source."""
    signs: tuple[str, ...] = ("",)
    at = 0
    for written, each in _SIGNS.items():
        if source.startswith(written):
            signs, at = each, len(written)
            break
    begin = at
    letters: list[str] = []
    while at < len(source):
        sign = source[at]
        escaped = sign == "\\"
        size = 1 + escaped
        letter = source[at + escaped : at + size]
        # An escaped letter is a class of signs; what may be absent or come again is no fixed letter.
        if (letter.isalnum() if escaped else sign in _SPECIAL) or not letter.isascii():
            break
        if source[at + size : at + size + 1] in _QUANTIFIERS:
            break
        letters.append(letter.lower())
        at += size
    # Of the two ways to read `--x`, only the expression itself knows which is meant.
    if begin and (not letters or letters[0] == "-"):
        return ("",), "", source
    return signs, "".join(letters), source[at:]
