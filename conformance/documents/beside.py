"""A page laid beside what is known of it: which of its tokens stands where the known page has another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from ...spec.known_pages import Edition, KnownPage
from .lexicon import fold, squeeze
from .page import Page
from .shown import Block, Shown, blocks_of

# Where a blank is a matter of layout, or where the lack of it would be the damage.
LOOSE = re.compile(r"\s*\|\s*|\s+(?=[-/<\[{(\"])")

Place = Literal["cell", "row", "text"]
Shape = tuple[str, tuple[str, ...]]


class Pair(NamedTuple):
    """A token of the page and the one that is known to stand in its place.

    Attributes:
        token: what the page shows.
        known: what it is known to show there.
        place: a first cell, the rest of a row, or running text.
        sure: whether page and block are built as they are known to be.
        torn: whether the two differ in blanks only.

    """

    token: Shown
    known: str
    place: Place
    sure: bool
    torn: bool = False


class Beside:
    """A page and what is known of it.

    Attributes:
        blocks: the page, block by block.
        vocabulary: the tokens that the known page shows anywhere, folded.

    """

    def __init__(self, page: Page, known: KnownPage) -> None:
        self.page = page
        self.known = known
        self.blocks = blocks_of(page)
        self.vocabulary, self._written = _shown_by(known)

    def pairs(self) -> Iterator[Pair]:
        """The tokens that are not known or are torn, each with the one that stands in its place."""
        doubtful = [
            block
            for block in self.blocks
            if (block.tokens and any(map(self._is_doubtful, block.tokens)))
            or (block.cell is not None and self._is_doubtful(block.cell))
        ]
        if not doubtful:
            return
        places, edition, same = self._placed()
        for block in doubtful:
            at = places.get(id(block))
            if at is not None:
                yield from self._pairs(block, edition.tokens[at], same=same)

    def _is_doubtful(self, token: Shown) -> bool:
        text = token.text
        return fold(text) not in self.vocabulary or (
            (" " in text or "\u00a0" in text) and squeeze(text) not in self._written
        )

    def unknown(self, text: str) -> bool:
        """Whether a token is none that the page is known to show."""
        return fold(text) not in self.vocabulary

    def _placed(self) -> tuple[dict[int, int], Edition, bool]:
        """For each block its index in the edition that fits the page best, and whether it fits altogether."""
        blocks = self.blocks
        shape = "".join(block.kind for block in blocks)
        for edition in reversed(self.known.editions):
            if edition.blocks == shape:
                return {id(block): at for at, block in enumerate(blocks)}, edition, True
        mine = [(block.kind, _key(token.text for token in block.all)) for block in blocks]
        best: tuple[int, dict[int, int], Edition] = (-1, {}, Edition("", ()))
        for edition in self.known.editions:
            theirs = [
                (kind, _key(token for token in tokens if token))
                for kind, tokens in zip(edition.blocks, edition.tokens, strict=True)
            ]
            places = _aligned(mine, theirs)
            score = sum(mine[one] == theirs[other] for one, other in places.items())
            if score > best[0]:
                best = score, {id(blocks[one]): other for one, other in places.items()}, edition
        return best[1], best[2], False

    def _pairs(self, block: Block, tokens: tuple[str | None, ...], *, same: bool) -> Iterator[Pair]:
        cell = block.cell
        anchored = False
        if block.kind == "r":
            first, *rest = tokens or (None,)
            tokens = tuple(rest)
            if first and cell is not None:
                anchored = fold(cell.text) == fold(first)
                if not anchored and self.unknown(cell.text):
                    yield Pair(cell, first, "cell", same)
        place: Place = "row" if block.kind == "r" else "text"
        forms = {fold(token): token for token in tokens if token}
        odd, missing = _left_over([token.text for token in block.tokens], tokens)
        matched = [token for at, token in enumerate(block.tokens) if at not in odd]
        for token in matched:
            wanted = forms[fold(token.text)]
            if _torn(token.text, wanted):
                yield Pair(token, wanted, place, same, torn=True)
        if len(odd) != len(missing) or not (same or anchored or matched):
            return
        for at, wanted in zip(odd, missing, strict=True):
            token = block.tokens[at]
            if wanted is not None and self.unknown(token.text):
                yield Pair(token, wanted, place, same and len(block.tokens) == len(tokens))


@lru_cache(maxsize=8)
def _shown_by(known: KnownPage) -> tuple[frozenset[str], frozenset[str]]:
    """The tokens that a known page shows anywhere, folded, and those with a blank, squeezed."""
    shown = {token for edition in known.editions for tokens in edition.tokens for token in tokens if token}
    return frozenset(map(fold, shown)), frozenset(squeeze(token) for token in shown if " " in token)


def _left_over(mine: list[str], theirs: tuple[str | None, ...]) -> tuple[list[int], list[str | None]]:
    """The places of those tokens that have no equal on the other side, and the tokens that have none here."""
    stock = Counter(fold(token) for token in theirs if token)
    odd: list[int] = []
    for at, token in enumerate(mine):
        folded = fold(token)
        if stock[folded] > 0:
            stock[folded] -= 1
        else:
            odd.append(at)
    missing: list[str | None] = []
    for token in reversed(theirs):
        if token is None or stock[fold(token)] > 0:
            missing.append(token)
            if token is not None:
                stock[fold(token)] -= 1
    missing.reverse()
    return odd, missing


def _key(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(token) for token in tokens)


def _aligned(mine: list[Shape], theirs: list[Shape]) -> dict[int, int]:
    """Blocks side by side: equal ones, and between them those of gaps that are alike in number and kind."""
    places: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        alike = [kind for kind, _ in mine[a:b]] == [kind for kind, _ in theirs[c:d]]
        if tag == "equal" or (tag == "replace" and alike):
            places.update(zip(range(a, b), range(c, d), strict=True))
    return places


def _torn(shown: str, wanted: str) -> bool:
    """Whether a token has blanks inside that the known one has not, and differs in nothing else."""
    if ": " in wanted:
        return False
    one, other = LOOSE.sub("", squeeze(shown)), LOOSE.sub("", squeeze(wanted))
    return one.count(" ") > other.count(" ") and one.replace(" ", "") == other.replace(" ", "")
