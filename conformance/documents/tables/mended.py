"""Whether a repair leaves a whole cell right, or only mends the half of it that shows."""

from __future__ import annotations

import re

from ..findings.damage import Damage, applied
from ..pages.lexicon import Lexicon, squeeze
from .options import ANGLES, GROUP, WIDE, WORDS, Prose, foreign

SPLIT_TIME = re.compile(
    r"(?<=\w)\s*:[\s\u00a0]+\w{1,2}\b|:\][\s\u00a0]+\w{1,2}\b|(?<=\w)[\s\u00a0]:(?=[\]\s>])"
)
STOPPED = re.compile(r"[/-]\w[\w:-]*\.(?:\s|$)|[/-]\s*\.\w")
# One letter may be what is left of a name.
LOST_NAME = re.compile(r"-\[-\][\w?](?!\w)")
# What no token is: the frame of an option, a stray backslash, a hyphen before a bar, empty parentheses,
# nothing between two bars, an option in angle brackets.
REMAINS = re.compile(r'\[?-\[-\]\W*$|(?:^|[\s\[])\\\w|<"|-\s*[|}]|\(\\?\)|\|\s*\||<[^<>]*\s/\w{2,}')
SPACED_KEY = re.compile(r"(?P<name>\w+)\s+=|=\s+(?=[<{*])")
OPEN_END = re.compile(r"[>}\w]\s+\]")
FEW = 2
PHRASE = 4


def still_damaged(text: str, damage: Damage, lexicon: Lexicon, prose: Prose, translated: bool) -> bool:
    """Whether the repairs leave what no token has: other letters, a lone bracket, a blank, a translated word.

    Args:
        text: the cell as a reader sees it.
        damage: what was found in it.
        lexicon: what the page's syntaxes name.
        prose: gives the words of the running text.
        translated: whether the page is in another language than the first.

    """
    result = applied(text, damage.start, damage.end, damage.edits)
    if foreign(result) or result.count("<") != result.count(">") or "<\\" in result:
        return True
    if REMAINS.search(result) or _lopsided(text, damage):
        return True
    if any(squeeze(match.group()) not in lexicon.text for match in SPACED_KEY.finditer(result)):
        return True
    if OPEN_END.search(result) and squeeze(result) not in lexicon.text:
        return True
    if WIDE.search(result) or SPLIT_TIME.search(result) or STOPPED.search(result):
        return True
    lost = LOST_NAME.match(result)
    if lost is not None and not re.search(rf"{re.escape(lost.group().lower())}(?!\w)", lexicon.text):
        return True
    if not translated:
        return False
    parts = [*ANGLES.findall(result), *GROUP.findall(result)]
    words = [word for part in parts for word in WORDS.findall(part.lower())]
    if GROUP.search(result) and any(len(word) > FEW and not lexicon.names(word) for word in words):
        return True
    return any(len(word) > PHRASE and not lexicon.names(word) and word in prose() for word in words)


def _lopsided(text: str, damage: Damage) -> bool:
    """Whether the whole cell has a square bracket too many."""
    before, after = text[: damage.start], text[damage.end :]
    cell = f"{before}{applied(text, damage.start, damage.end, damage.edits)}{after}"
    return cell.count("[") != cell.count("]")


def overlaps(damage: Damage, others: list[Damage]) -> bool:
    """Whether a repair of a damage is made by one of the others too."""
    edits = [edit for each in others for edit in each.edits]
    return any(first < edit[1] and edit[0] < last for first, last, _ in damage.edits for edit in edits)
