"""Cells that are a part of the syntax but for a blank beside a sign."""

from __future__ import annotations

import re
from itertools import pairwise

from ..findings.damage import Damage, Edit
from ..pages.lexicon import Lexicon

# A blank where it is no matter of layout, and two placeholders without one between them.
CANDIDATE = re.compile(r"[ \u00a0](?=[=:!.,+#@%&*]|\[[=:,.])|(?<=[=:!+#@&])[ \u00a0]|><")
# What the syntax itself has damaged: a blank beside a colon, an option without its sign.
DOUBTFUL = re.compile(r":\s|\s:|^\[?\w+:")
SHORTEST = 4


def respaced(text: str, start: int, end: int, lexicon: Lexicon) -> Damage | None:
    """The damage of a piece that has blanks where the syntax has none, or none between two placeholders.

    Args:
        text: the cell as a reader sees it.
        start: offset of the first character of the piece.
        end: offset after its last.
        lexicon: what the page's syntaxes name.

    """
    places = [match.start() for match in CANDIDATE.finditer(text, start, end)]
    letters = [(at, text[at].lower()) for at in range(start, end) if not text[at].isspace()]
    if not places or len(letters) < SHORTEST or text[end - 1].isspace():
        return None
    ways = {match.group() for match in _pattern(letters).finditer(lexicon.text)}
    if len(ways) != 1:
        return None
    right = ways.pop()
    edits: list[Edit] = []
    other = 0
    for (at, _), (after, _) in pairwise(letters):
        other += 1
        wanted = right[other] == " "
        other += wanted
        if wanted == (after > at + 1):
            continue
        if text[at].isalnum() and text[after].isalnum():
            return None
        edits.append((at + 1, after, " " if wanted else ""))
    if not any(first - 1 <= place < last or first == place for place in places for first, last, _ in edits):
        return None
    name, does = ("lost-space", "a blank") if edits[0][2] else ("inserted-space", "no blank")
    why = f"the syntax has {does} beside the sign: `{right}`"
    sure = DOUBTFUL.search(right) is None
    return Damage(letters[0][0], letters[-1][0] + 1, name, why, tuple(edits), certain=sure)


def _pattern(letters: list[tuple[int, str]]) -> re.Pattern[str]:
    """Finds these letters with one blank or none between them, nothing else of a word around them."""
    return re.compile(r"(?<![\w-])" + " ?".join(re.escape(letter) for _, letter in letters) + r"(?![\w-])")
