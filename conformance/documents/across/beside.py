"""A page laid beside what is known of it: which of its tokens stands where the known page has another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from ....spec.known_pages import Edition, KnownPage
from ..pages.lexicon import fold, squeeze
from ..pages.page import Page
from ..pages.shown import Block, Shown, blocks_of, with_glued

# A gap between two fixed points is searched for the best pairs up to this size.
MANY = 2500
# Where a blank is a matter of layout, or where the lack of it would be the damage.
LOOSE = re.compile(r"\s*\|\s*|\s+(?=[-/<{(\"]|\[(?![:=]))|(?<=,)\s+")
# Words of a placeholder, with blanks between them or not.
NAMED = re.compile(r"(?<=\w)\s+(?=\w[^<>]*>)")

LABEL_COLON = re.compile(r"[ \u00a0]:\Z")

Place = Literal["cell", "row", "text"]


class Shape(NamedTuple):
    """A block as it is compared: its kind, its known tokens, folded, and how many it has in all."""

    kind: str
    tokens: tuple[str, ...]
    size: int


class Pair(NamedTuple):
    """A token of the page and the one that is known to stand in its place.

    Attributes:
        token: what the page shows.
        known: what it is known to show there.
        place: a first cell, the rest of a row, or running text.
        sure: whether page and block are built as they are known to be.
        torn: whether the two differ in blanks only.
        lone: whether nothing but its place says that the block is the known one.

    """

    token: Shown
    known: str
    place: Place
    sure: bool
    torn: bool = False
    lone: bool = False


class Beside:
    """A page and what is known of it.

    Attributes:
        blocks: the page, block by block.
        vocabulary: the tokens that the known page shows anywhere, folded.
        spelled: the same as they are spelled there.

    """

    def __init__(self, page: Page, known: KnownPage) -> None:
        self.page = page
        self.known = known
        self.blocks = blocks_of(page)
        self.vocabulary, self._written, self.spelled = _shown_by(known)

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
        places, editions, same = self.placed
        for block in doubtful:
            at = places.get(id(block))
            if at is not None:
                yield from self._pairs(block, _best(block, at, editions), same=same)

    def _is_doubtful(self, token: Shown) -> bool:
        text = token.text
        return self.unknown(text) or (
            (" " in text or "\u00a0" in text) and squeeze(text) not in self._written
        )

    def unknown(self, text: str) -> bool:
        """Whether a token is none that the page is known to show."""
        return fold(text) not in self.vocabulary

    @cached_property
    def placed(self) -> tuple[dict[int, int], list[Edition], bool]:
        """For each block its index in the editions that fit best, and whether they fit altogether."""
        blocks = self.blocks
        shape = "".join(block.kind for block in blocks)
        fitting = [edition for edition in reversed(self.known.editions) if edition.blocks == shape]
        if fitting:
            return {id(block): at for at, block in enumerate(blocks)}, fitting, True
        mine = [
            Shape(block.kind, _key(token.text for token in block.all), len(block.all)) for block in blocks
        ]
        best: tuple[int, dict[int, int], Edition] = (-1, {}, Edition("", ()))
        for edition in self.known.editions:
            theirs = [
                Shape(kind, _key(token for token in tokens if token), len(tokens))
                for kind, tokens in zip(edition.blocks, edition.tokens, strict=True)
            ]
            places = _aligned(mine, theirs)
            pairs = [(mine[one], theirs[other]) for one, other in places.items()]
            score = sum(2 * (one[:2] == other[:2]) + (one.size == other.size) for one, other in pairs)
            if score > best[0]:
                best = score, {id(blocks[one]): other for one, other in places.items()}, edition
        return best[1], [best[2]], False

    def _pairs(self, block: Block, tokens: tuple[str | None, ...], *, same: bool) -> Iterator[Pair]:
        anchored = False
        if block.kind == "r":
            first, *rest = tokens or (None,)
            tokens = tuple(rest)
            if first and block.cell is not None:
                anchored = fold(block.cell.text) == fold(first)
                yield from self._cell(block.cell, first, anchored=anchored, same=same)
        place: Place = "row" if block.kind == "r" else "text"
        forms = {fold(token): token for token in tokens if token}
        shown = block.tokens
        odd, missing = _left_over([token.text for token in shown], tokens)
        if len(odd) < len(missing) and "*" in self.page.lines[block.line - 1]:
            shown = with_glued(self.page, block)
            odd, missing = _left_over([token.text for token in shown], tokens)
        matched = [token for at, token in enumerate(shown) if at not in odd]
        for token in matched:
            wanted = forms[fold(token.text)]
            if _torn(token.text, wanted):
                yield Pair(token, wanted, place, same, torn=True)
        if len(odd) != len(missing):
            if len({shown[at].text.lower() for at in odd}) == 1 == len(set(missing)):
                # One word that a language needs more often, or less.
                missing = [missing[0]] * len(odd)
            else:
                yield from self._between_matched(shown, tokens, place)
                return
        lone = not (same or anchored or matched)
        for at, wanted in zip(odd, missing, strict=True):
            token = shown[at]
            if wanted is not None and self.unknown(token.text):
                yield Pair(token, wanted, place, same and len(shown) == len(tokens), lone=lone)

    def _between_matched(
        self, shown: tuple[Shown, ...], tokens: tuple[str | None, ...], place: Place
    ) -> Iterator[Pair]:
        """The tokens between two that are known, where as many are known to stand there."""
        mine = [fold(token.text) for token in shown]
        if not set(mine).intersection(map(fold, filter(None, tokens))):
            return
        theirs = [f"\0{at}" if token is None else fold(token) for at, token in enumerate(tokens)]
        for tag, first, last, begin, end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            if tag != "replace" or last - first != end - begin:
                continue
            for token, wanted in zip(shown[first:last], tokens[begin:end], strict=True):
                if wanted is not None and self.unknown(token.text):
                    yield Pair(token, wanted, place, sure=False)

    def _cell(self, cell: Shown, first: str, *, anchored: bool, same: bool) -> Iterator[Pair]:
        if anchored and self._is_doubtful(cell) and _torn(cell.text, first):
            yield Pair(cell, first, "cell", same, torn=True)
        if not anchored and self.unknown(cell.text):
            yield Pair(cell, first, "cell", same)


def _best(block: Block, at: int, editions: list[Edition]) -> tuple[str | None, ...]:
    """What the edition shows there that is most like the block: in number, tokens, what is known."""
    if len(editions) == 1:
        return editions[0].tokens[at]
    mine = [fold(token.text) for token in block.all]

    def likeness(tokens: tuple[str | None, ...]) -> tuple[bool, int, int]:
        known = [fold(token) for token in tokens if token]
        return len(tokens) == len(mine), (Counter(known) & Counter(mine)).total(), len(known)

    return max((edition.tokens[at] for edition in editions), key=likeness)


@lru_cache(maxsize=8)
def _shown_by(known: KnownPage) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The tokens that a known page shows anywhere: folded, those with a blank squeezed, and as they are."""
    shown = {token for edition in known.editions for tokens in edition.tokens for token in tokens if token}
    spaced = frozenset(squeeze(token) for token in shown if " " in token)
    return frozenset(map(fold, shown)), spaced, frozenset(shown)


def _left_over(mine: list[str], theirs: tuple[str | None, ...]) -> tuple[list[int], list[str | None]]:
    """The places of those tokens that have no equal on the other side, and the tokens that have none here."""
    wanted = [None if token is None else fold(token) for token in theirs]
    shown = list(map(fold, mine))
    if shown == wanted:
        return [], []
    # Of equal tokens those in the same place belong together, then the first ones.
    met = {at for at, (one, other) in enumerate(zip(shown, wanted, strict=False)) if one == other}
    stock = Counter(token for at, token in enumerate(wanted) if token and at not in met)
    odd: list[int] = []
    for at, token in enumerate(shown):
        if at in met:
            continue
        if stock[token] > 0:
            stock[token] -= 1
        else:
            odd.append(at)
    missing: list[str | None] = []
    for at in reversed(range(len(wanted))):
        token = wanted[at]
        if at not in met and (token is None or stock[token] > 0):
            missing.append(theirs[at])
            if token is not None:
                stock[token] -= 1
    missing.reverse()
    return odd, missing


def _key(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(token) for token in tokens)


def _aligned(mine: list[Shape], theirs: list[Shape]) -> dict[int, int]:
    """Blocks side by side: those with equal tokens, and between two of them those that are most alike."""
    shown = [at for at, shape in enumerate(mine) if shape.tokens]
    known = [at for at, shape in enumerate(theirs) if shape.tokens]
    matcher = SequenceMatcher(
        None, [mine[at][:2] for at in shown], [theirs[at][:2] for at in known], autojunk=False
    )
    places = {
        shown[a + at]: known[b + at] for a, b, size in matcher.get_matching_blocks() for at in range(size)
    }
    fixed = [(-1, -1), *places.items(), (len(mine), len(theirs))]
    for (one, other), (stop, end) in pairwise(fixed):
        places.update(_between(mine, theirs, range(one + 1, stop), range(other + 1, end)))
    return places


def _between(mine: list[Shape], theirs: list[Shape], ours: range, others: range) -> Iterable[tuple[int, int]]:
    """The blocks of a gap side by side: all where they are alike in kind, else those that share a token."""
    if [mine[at].kind for at in ours] == [theirs[at].kind for at in others]:
        return zip(ours, others, strict=True)
    if not ours or not others or len(ours) * len(others) > MANY:
        return ()
    rows = [at for at in ours if mine[at].kind == "r"]
    if rows and len(rows) == sum(theirs[at].kind == "r" for at in others):
        fixed = list(zip(rows, (at for at in others if theirs[at].kind == "r"), strict=True))
        around = [(ours[0] - 1, others[0] - 1), *fixed, (ours[-1] + 1, others[-1] + 1)]
        for (one, other), (stop, end) in pairwise(around):
            fixed += _between(mine, theirs, range(one + 1, stop), range(other + 1, end))
        return fixed
    # The best way to go on from each pair of places, from the end.
    best: dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]] = {}
    nothing: tuple[int, tuple[tuple[int, int], ...]] = (0, ())
    for one in reversed(ours):
        for other in reversed(others):
            ways = [best.get((one + 1, other), nothing), best.get((one, other + 1), nothing)]
            likeness = _likeness(mine[one], theirs[other])
            if likeness:
                score, pairs = best.get((one + 1, other + 1), nothing)
                ways.append((score + likeness, ((one, other), *pairs)))
            best[one, other] = max(ways, key=itemgetter(0))
    return best[ours[0], others[0]][1]


def _likeness(one: Shape, other: Shape) -> int:
    """How alike two blocks are: by the tokens that both show and, in running text, by their number."""
    if one.kind != other.kind or not one.size or not other.size:
        return 0
    shared = (Counter(one.tokens) & Counter(other.tokens)).total()
    if not shared and one.kind == "r":
        return 0
    return 3 * shared + (one.size == other.size)


def _torn(shown: str, wanted: str) -> bool:
    """Whether a token has blanks inside that the known one has not, and differs in nothing else."""
    if shown == wanted or len(shown.split()) == 1 or ": " in wanted or "](" in wanted:
        return False
    # The colon of a label belongs to the sentence, and so does a blank before it.
    if wanted[-1] == ":":
        shown = LABEL_COLON.sub(":", shown)
    one, other = (NAMED.sub("", LOOSE.sub("", squeeze(text.replace("\\|", "|")))) for text in (shown, wanted))
    return one.count(" ") > other.count(" ") and one.replace(" ", "") == other.replace(" ", "")
