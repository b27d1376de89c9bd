"""What could begin where in a line, whatever was read before."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .items import Again, Item, Named, Pick, Series, Word, pick, series
from .lines import Argument
from .patterns import looks_like_option
from .reasons import resembles
from .shapes import initial_of, lowered

# What a floating item begins with at a place, and what floats from there on instead of it.
Opening = tuple[Item, Item | None]
_ONE = (Word, Named)


class Budget:
    """How much work one question may cost, whatever is asked.

    An exhausted search ends as if nothing had fitted.
    """

    def __init__(self, work: int) -> None:
        self.left = work

    def spend(self, work: int = 1) -> bool:
        """Take some work off and tell whether there was any left."""
        self.left -= work
        return self.left > 0


class Text(NamedTuple):
    """An argument as shapes compare it: its text, the same in small letters or None, what it begins with."""

    text: str
    low: str | None
    initial: str | None


class Places:
    """The arguments of a line and what each of them can begin.

    Attributes:
        texts: the arguments as shapes compare them.
        joined: likewise, read kindly each with the next one where a blank parts `/x:` from its value.

    """

    def __init__(self, arguments: tuple[Argument, ...], budget: Budget, *, kindly: bool) -> None:
        self.texts = texts_of(arguments)
        self.joined = self.texts
        self._arguments = arguments
        self._kindly = kindly
        self._budget = budget
        if kindly:
            self._arguments = _with_values(arguments)
            self.joined = texts_of(self._arguments)
        # Items are compared by identity, and kept so that none takes another one's place.
        self._known: list[dict[Item, bool]] = [{} for _ in arguments]
        self._made: dict[tuple[Item, Item], Item] = {}

    def begins(self, item: Item, place: int) -> bool:
        """Tell whether an item could begin with the argument at a place."""
        if item.initials is not None and not (self._kindly and item.perhaps):
            initial = self.joined[place].initial
            if initial is not None and initial not in item.initials:
                return False
        known = self._known[place].get(item)
        if known is None:
            known = self._known[place][item] = self._could_begin(item, place)
        return known

    def openings(self, item: Item, place: int) -> list[Opening]:
        """Return what a floating item can begin with at a place, each with what then floats instead of it."""
        if self.begins(item, place):
            owed = self.optional(item) if isinstance(item, Again) else None
            inner = item.item if isinstance(item, Again) else item
            leads = inner.alternatives if isinstance(inner, Pick) else (inner,)
            return [(lead, owed) for lead in leads if self.begins(lead, place)]
        return self._nested(item, place) if isinstance(item, Pick) and item.nested else []

    def floats(self, item: Item) -> bool:
        """Tell whether a floating item could be read at any place."""
        return any(
            self.openings(item, place)
            for place, text in enumerate(self.joined)
            if not item.never_begins(text.initial)
        )

    def may_have(self, item: Item) -> bool:
        """Tell whether the line may have an item; where it cannot, no reading of a usage with it fits."""
        if item.absent:
            return True
        if isinstance(item, Word):
            sure = item.kind in {"word", "command"} or (item.kind == "option" and not self._kindly)
            return not sure or self._has(item)
        if isinstance(item, Named):
            return self._has(item)
        if isinstance(item, Pick):
            return any(self.may_have(one) for one in item.alternatives)
        if isinstance(item, Again):
            return self.may_have(item.item)
        return all(self.may_have(one) for one in item.ordered) and all(
            one.absent or self.floats(one) for one in item.floating
        )

    def optional(self, item: Again) -> Item:
        """Return a repetition that may be absent, since it was read once."""
        key = (item, item)
        if key not in self._made:
            self._made[key] = pick((item,), optional=True)
        return self._made[key]

    def _has(self, item: Word | Named) -> bool:
        self._budget.spend(len(self.texts))
        return any(item.shape.fits(text, low) for text, low, _ in self.texts)

    def _could_begin(self, item: Item, place: int) -> bool:
        if isinstance(item, _ONE):
            text, low, _ = self.joined[place]
            self._budget.spend(item.shape.work(text))
            if item.shape.fits(text, low):
                return True
            return self._kindly and isinstance(item, Word) and may_be(item, self._arguments[place])
        if isinstance(item, Pick):
            return any(self.begins(one, place) for one in item.alternatives)
        if isinstance(item, Again):
            return self.begins(item.item, place)
        if item.ordered and self.begins(item.ordered[0], place):
            return True
        return not item.tight and any(self.begins(one, place) for one in item.floating)

    def _nested(self, item: Pick, place: int) -> list[Opening]:
        """Read an option that hangs on another one before that one, which then has to come."""
        return [
            (inner, self._owed(lead, inner))
            for lead in item.alternatives
            if isinstance(lead, Series) and lead.tight
            for inner in lead.floating
            if self.begins(inner, place)
        ]

    def _owed(self, lead: Series, inner: Item) -> Item:
        key = (lead, inner)
        if key not in self._made:
            left = tuple(item for item in lead.floating if item is not inner)
            self._made[key] = series(lead.ordered, left, tight=True)
        return self._made[key]


def may_be(item: Word, argument: Argument) -> bool:
    """Tell whether `[word]` may be the name of a value.

    What was written does not look like a misspelling of it.
    """
    if item.kind != "perhaps" or looks_like_option(argument):
        return False
    return not resembles(argument.text, item.name)


def _with_values(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    return tuple(
        one._replace(text=one.text + arguments[place + 1].text)
        if one.text[-1:] in {":", "="} and place + 1 < len(arguments)
        else one
        for place, one in enumerate(arguments)
    )


@lru_cache(maxsize=64)
def texts_of(arguments: tuple[Argument, ...]) -> tuple[Text, ...]:
    """Return arguments as shapes compare them."""
    texts: list[Text] = []
    for argument in arguments:
        low = lowered(argument.text)
        texts.append(Text(argument.text, low, None if low is None else initial_of(low)))
    return tuple(texts)
