"""Whether a title shows the words of its anchor."""

from __future__ import annotations

import re
from functools import lru_cache

LATIN_END = "\u0250"
NOISE = re.compile(r"[^\w]+|_")
# What an anchor may have and its title need not.
AND = frozenset({"and"})


def whole(word: str, text: str) -> bool:
    """Whether a text has a word, perhaps with signs between its letters, and no Latin letter beside it."""
    places, squeezed = _squeezed(text)
    wanted = NOISE.sub("", word)
    found = squeezed.find(wanted)
    while found >= 0:
        first, last = places[found], places[found + len(wanted) - 1]
        if not (_latin(text[first - 1 : first]) or _latin(text[last + 1 : last + 2])):
            return True
        found = squeezed.find(wanted, found + 1)
    return False


@lru_cache(maxsize=16)
def _squeezed(text: str) -> tuple[list[int], str]:
    """The offsets of the letters and digits of a text, and these."""
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    return places, "".join(text[at] for at in places)


def _latin(letter: str) -> bool:
    return letter.isalnum() and letter < LATIN_END


def turned(slug: str, shown: str) -> bool:
    """Whether a title has the words of an anchor, each once, in another order."""
    words = [word for word in re.split(r"[-_]+", slug) if word and word not in AND]
    low = shown.lower()
    places = [low.find(word) for word in words if low.count(word) == 1]
    return len(places) == len(words) and places != sorted(places)
