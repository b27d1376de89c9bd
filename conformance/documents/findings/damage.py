"""What is wrong with one piece of text, before it has a place in a file."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

Edit = tuple[int, int, str]

# Where several damages meet in one token, the first of these names the finding.
PRECEDENCE = (
    "leftover-placeholder",
    "transliterated-token",
    "translated-option",
    "translated-command",
    "translated-value",
    "lost-token",
    "fullwidth-punctuation",
    "broken-markup",
    "inserted-space",
    "lost-punctuation",
    "moved-punctuation",
    "dash-for-hyphen",
    "translated-placeholder",
    "lost-space",
    "split-cell",
    "misspelt-token",
)


class Damage(Struct, frozen=True):
    """One damaged span of a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        name: the damage class.
        why: what says so, one clause.
        edits: the repairs, each an offset span of the same text and what should stand there.
        certain: whether the repairs restore the original beyond doubt.

    """

    start: int
    end: int
    name: str
    why: str
    edits: tuple[Edit, ...] = ()
    certain: bool = False


def merge(damages: list[Damage], start: int, end: int) -> Damage | None:
    """The damages of one token as one: named by the worst of them, certain only if all are."""
    if not damages:
        return None
    if len(damages) == 1 and damages[0].name == "split-cell":
        return damages[0]
    ranked = sorted(
        damages, key=lambda damage: PRECEDENCE.index(damage.name) if damage.name in PRECEDENCE else 99
    )
    reasons = list(dict.fromkeys(damage.why for damage in ranked))
    edits = sorted({edit for damage in damages for edit in damage.edits})
    clear = all(left[1] <= right[0] for left, right in pairwise(edits))
    certain = clear and bool(edits) and all(damage.certain for damage in damages)
    return Damage(start, end, ranked[0].name, "; ".join(reasons), tuple(edits) if clear else (), certain)


def applied(source: str, start: int, end: int, edits: tuple[Edit, ...]) -> str:
    """What the span reads after the edits."""
    pieces: list[str] = []
    at = start
    for first, last, new in edits:
        pieces += [source[at:first], new]
        at = last
    return "".join([*pieces, source[at:end]])
