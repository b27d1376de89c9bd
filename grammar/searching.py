"""The search for a reading of one line under one usage: every reading is tried, within a budget.

A reading is a place in the line, what is still to come in order (a linked list of frames), and which
floating items may still stand anywhere (a bit for each). Readings that agree in all three are tried once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .bindings import NAMED, Binding, Found, Link, found_in
from .items import Again, Item, Named, Pick, Series, Word
from .kindness import may_belong
from .lines import Argument
from .nodes import Diagnosis
from .patterns import Ready, looks_like_option
from .places import Budget, Opening, Places, may_be
from .reasons import Failure, names_option
from .shapes import initial_of, lowered

MANY = 16
_KINDS = {"perhaps": "word", "signed": "value"}
_VALUES = frozenset({"placeholder", "value", "options"})


class Frame(NamedTuple):
    """What is still to be read in order. While a `tight` one waits, nothing may come between."""

    item: Item
    rest: Frame | None
    tight: bool


# One way to have read the line so far: the place, what is still to come, a bit for each item that may stand
# anywhere, and what was given.
Reading = tuple[int, Frame | None, int, Link | None]
_ONE = (Word, Named)


class Search:
    """Searches one usage; `failure` knows afterwards how far it came."""

    def __init__(
        self,
        ready: Ready,
        arguments: tuple[Argument, ...],
        options: tuple[Item, ...],
        line: str,
        budget: Budget,
        *,
        kindly: bool,
    ) -> None:
        self.ready = ready
        self.arguments = arguments
        self.line = line
        self.kindly = kindly
        self.failure = Failure()
        self.budget = budget
        self.places = Places(arguments, budget, kindly=kindly)
        self._size = len(arguments)
        self._frames: dict[tuple[int, int, bool], Frame] = {}
        self._unfolded: dict[int, list[tuple[Frame | None, int]]] = {}
        self._items: list[Item] = []
        self._bits: dict[Item, int] = {}
        self._required = 0
        # By place: which floating items were looked at, which can be read there, and what each begins with.
        self._tried = [0] * self._size
        self._able = [0] * self._size
        self._openings: list[dict[int, list[Opening]]] = [{} for _ in arguments]
        self._known: dict[int, bool] = {}
        # An option that nothing in the line begins would only be carried along.
        self._extra = tuple(item for item in options if self.places.floats(item))

    def may_fit(self) -> bool:
        """Tell whether the line has anything that the usage asks for; cheaper than to try."""
        return self.places.may_have(self.ready.item)

    def run(self) -> Found | None:
        """Try every reading until one fits."""
        floating = 0
        for item in self._extra:
            floating |= self._bit(item)
        waiting: list[Reading] = [(0, self._frame(self.ready.item, None, tight=True), floating, None)]
        seen: set[tuple[int, int, int]] = set()
        budget, size = self.budget, self._size
        while waiting and budget.spend():
            reading = waiting.pop()
            place, todo, floating, bound = reading
            state = (place, id(todo), floating)
            if state in seen:
                continue
            seen.add(state)
            if todo is None and place == size:
                left = floating & self._required
                if not left:
                    return found_in(bound)
                self.failure.lack(place, self._items[(left & -left).bit_length() - 1])
                continue
            following: list[Reading] = []
            if todo is not None:
                self._read(todo, reading, following)
            if place < size and (todo is None or not todo.tight):
                self._float(reading, following)
                if todo is None:
                    self.failure.note(place, None)
            following.reverse()
            waiting += following
        return None

    def _frame(self, item: Item, rest: Frame | None, *, tight: bool) -> Frame:
        """Return the one frame of its kind, so that equal readings are recognised by identity."""
        key = (id(item), id(rest), tight)
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = Frame(item, rest, tight)
        return frame

    def _bit(self, item: Item) -> int:
        bit = self._bits.get(item)
        if bit is None:
            bit = self._bits[item] = 1 << len(self._items)
            self._items.append(item)
            if not item.absent:
                self._required |= bit
        return bit

    def _float(self, reading: Reading, following: list[Reading]) -> None:
        """Read what may stand anywhere."""
        place, todo, floating, bound = reading
        self.budget.spend(2 * floating.bit_count())
        new = floating & ~self._tried[place]
        openings = self._openings[place]
        if new:
            self._tried[place] |= new
            initial = self.places.joined[place].initial
            while new:
                bit = new & -new
                new ^= bit
                item = self._items[bit.bit_length() - 1]
                found = () if item.never_begins(initial) else self.places.openings(item, place)
                if found:
                    openings[bit] = found
                    self._able[place] |= bit
        able = floating & self._able[place]
        while able:
            bit = able & -able
            able ^= bit
            left = floating ^ bit
            for lead, owed in openings[bit]:
                frame = self._frame(lead, todo, tight=True)
                following.append((place, frame, left | (self._bit(owed) if owed is not None else 0), bound))

    def _read(self, todo: Frame, reading: Reading, following: list[Reading]) -> None:
        """Read what comes next in order."""
        item = todo.item
        if isinstance(item, _ONE):
            self._consume(item, todo.rest, reading, following)
            return
        place, _, floating, bound = reading
        unfolded = self._unfolded.get(id(todo))
        if unfolded is None:
            unfolded = self._unfolded[id(todo)] = self._unfold(item, todo.rest, tight=todo.tight)
        for after, more in unfolded:
            following.append((place, after, floating | more, bound))

    def _unfold(
        self, item: Series | Pick | Again, rest: Frame | None, *, tight: bool
    ) -> list[tuple[Frame | None, int]]:
        """Return what may come in the place of an item, and what may stand anywhere from there on."""
        if isinstance(item, Series):
            after = rest
            for index in range(len(item.ordered) - 1, -1, -1):
                first = tight and index == 0
                after = self._frame(item.ordered[index], after, tight=item.tight or first)
            floating = 0
            for one in item.floating:
                floating |= self._bit(one)
            return [(after, floating)]
        if isinstance(item, Pick):
            found: list[tuple[Frame | None, int]] = [
                (self._frame(one, rest, tight=tight), 0) for one in item.alternatives
            ]
            return [*found, (rest, 0)] if item.optional else found
        more = self._frame(self.places.optional(item), rest, tight=tight)
        return [(self._frame(item.item, more, tight=tight), 0)]

    def _consume(
        self, item: Word | Named, rest: Frame | None, reading: Reading, following: list[Reading]
    ) -> None:
        """Read one argument, or where it is damaged several."""
        place = reading[0]
        if place >= self._size:
            self.failure.note(place, item)
            return
        after = self._take(item, rest, reading)
        if after is None:
            self.failure.note(place, item)
        else:
            following.append(after)
        if self.kindly and isinstance(item, Word):
            following += self._take_kindly(item, rest, reading)

    def _take(self, item: Word | Named, rest: Frame | None, reading: Reading) -> Reading | None:
        place, _, floating, bound = reading
        argument = self.arguments[place]
        text, low, initial = self.places.texts[place]
        if initial is not None and item.initials is not None and initial not in item.initials:
            return None
        self.budget.spend(item.shape.work(text))
        if not item.shape.fits(text, low):
            return None
        start, end = argument.start, argument.end
        if isinstance(item, Named):
            binding = Binding(NAMED, item.node.name, None, start, end)
            return (place + 1, self._frame(item.value, rest, tight=True), floating, Link(binding, bound))
        if self._is_no_value(item, place):
            return None
        value: str | None = text
        if item.kind == "option":
            span = item.shape.value_in(text, low)
            value = text[span[0] : span[1]] if span else None
        binding = Binding(_KINDS.get(item.kind, item.kind), item.name, value, start, end)
        return (place + 1, rest, floating, Link(binding, bound))

    def _is_no_value(self, item: Word, place: int) -> bool:
        """Tell whether an argument is an option, and so not what a placeholder stands for.

        What the page's table lists as an option may be the value of a placeholder nevertheless.
        """
        if item.kind not in _VALUES or not looks_like_option(self.arguments[place]):
            return False
        if item.kind == "options":
            return self._is_known(place)
        return not any(self.places.begins(one, place) for one in self._extra)

    def _is_known(self, place: int) -> bool:
        """Tell whether the syntax itself names this option, so that it is none of the unnamed `[options]`."""
        known = self._known.get(place)
        if known is None:
            text = self.arguments[place].text
            known = self._known[place] = any(names_option(option, text) for option in self.ready.options)
        return known

    def _take_kindly(self, item: Word, rest: Frame | None, reading: Reading) -> Iterator[Reading]:
        """Read a value over the blanks that should have been quoted.

        Or over one after the colon of an option.
        """
        place, _, floating, bound = reading
        first = self.arguments[place]
        if first.quoted:
            return
        if item.kind == "perhaps" and may_be(item, first):
            given = Binding("placeholder", item.name, first.text, first.start, first.end)
            yield (place + 1, rest, floating, Link(given, bound))
        text, low, _ = self.places.joined[place]
        if item.kind == "option" and text != first.text and item.shape.fits(text, low):
            after = self.arguments[place + 1]
            if not looks_like_option(after):
                start, end = first.start, after.end
                whole = self.line[start : first.end] + self.line[after.start : end]
                note = Diagnosis("inserted-space", start, end, f"a blank after {first.text}", whole)
                given = Binding("option", item.name, after.text, start, end)
                yield (place + 2, rest, floating, Link(note, Link(given, bound)))
        if item.kind in {"option", "placeholder", "value"}:
            yield from self._without_quotes(item, rest, reading)

    def _without_quotes(self, item: Word, rest: Frame | None, reading: Reading) -> Iterator[Reading]:
        place, _, floating, bound = reading
        first = self.arguments[place]
        if looks_like_option(first) is not (item.kind == "option"):
            return
        if item.initials is not None:
            low = lowered(self.line[first.start : first.end])
            if low is not None and low.strip("/-") and initial_of(low) not in item.initials:
                return
        for end in range(place + 1, min(place + MANY, self._size)):
            last = self.arguments[end]
            self.budget.spend()
            if not may_belong(self.arguments[place:end], last):
                return
            text = self.line[first.start : last.end]
            self.budget.spend(item.shape.work(text))
            low = lowered(text)
            if not item.shape.fits(text, low):
                continue
            at, value = first.start, text
            if item.kind == "option":
                span = item.shape.value_in(text, low)
                if span is None:
                    return
                at, value = first.start + span[0], text[span[0] : span[1]]
            message = "a value with blanks needs quotation marks"
            note = Diagnosis("lost-quotes", at, last.end, message, f'"{value}"')
            given = Binding(item.kind, item.name, value, first.start, last.end)
            yield (end + 1, rest, floating, Link(note, Link(given, bound)))
