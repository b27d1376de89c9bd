"""The search for a reading of one line under one usage: every reading is tried, within a budget.

A reading is a place in the line, what is still to come in order (a linked list of frames), and which
floating items may still stand anywhere (a bit for each). Readings that agree in all three are tried once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .bindings import NAMED, Binding, Found, Link, found_in
from .comparing import options_of
from .kindness import may_belong
from .lines import Argument
from .nodes import Diagnosis, Node
from .patterns import Again, Item, Named, Pick, Series, Word, compiled, fits, looks_like_option, work_of
from .reasons import Failure, names_option, resembles

MANY = 16


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


class Frame(NamedTuple):
    """What is still to be read in order. While a `tight` one waits, nothing may come between."""

    item: Item
    rest: Frame | None
    tight: bool


class Reading(NamedTuple):
    """One way to have read the line so far; `floating` has a bit for each item that may stand anywhere."""

    place: int
    todo: Frame | None
    floating: int
    bound: Link | None


class Search:
    """Searches one usage; `failure` knows afterwards how far it came."""

    def __init__(
        self,
        usage: Node,
        arguments: tuple[Argument, ...],
        options: tuple[Node, ...],
        line: str,
        budget: Budget,
        *,
        kindly: bool,
    ) -> None:
        self.arguments = arguments
        self.line = line
        self.kindly = kindly
        self.failure = Failure()
        self._budget = budget
        self._usage = compiled(usage)
        self._named = options_of(usage)
        self._extra = tuple(Pick((compiled(option),), optional=True) for option in options)
        self._frames: dict[tuple[int, int, bool], Frame] = {}
        self._made: dict[tuple[int, int], Item] = {}
        self._items: list[Item] = []
        self._bits: dict[int, int] = {}
        self._begin: dict[tuple[int, int], bool] = {}
        self._known: dict[int, bool] = {}

    def run(self) -> Found | None:
        """Try every reading until one fits."""
        floating = sum(self._bit(item) for item in self._extra)
        waiting = [Reading(0, self._frame(self._usage, None, tight=True), floating, None)]
        seen: set[tuple[int, int, int]] = set()
        while waiting and self._budget.spend():
            reading = waiting.pop()
            state = (reading.place, id(reading.todo), reading.floating)
            if state in seen:
                continue
            seen.add(state)
            if reading.todo is None and reading.place == len(self.arguments):
                left = next((item for item in self._in(reading.floating) if not may_be_absent(item)), None)
                if left is None:
                    return found_in(reading.bound)
                self.failure.lack(reading.place, left)
                continue
            following = list(self._go_on(reading))
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
        bit = self._bits.get(id(item))
        if bit is None:
            bit = self._bits[id(item)] = 1 << len(self._items)
            self._items.append(item)
        return bit

    def _in(self, floating: int) -> Iterator[Item]:
        while floating:
            lowest = floating & -floating
            yield self._items[lowest.bit_length() - 1]
            floating ^= lowest

    def _begins(self, item: Item, place: int) -> bool:
        """Tell whether an item could begin with the argument at a place."""
        key = (id(item), place)
        known = self._begin.get(key)
        if known is None:
            known = self._begin[key] = self._could_begin(item, place)
        return known

    def _could_begin(self, item: Item, place: int) -> bool:
        if isinstance(item, Word | Named):
            argument = self._with_value(place)
            self._budget.spend(work_of(item.pattern, argument.text))
            return fits(item.pattern, argument.text) is not None or (self.kindly and _may_be(item, argument))
        if isinstance(item, Pick):
            return any(self._begins(one, place) for one in item.alternatives)
        if isinstance(item, Again):
            return self._begins(item.item, place)
        if item.ordered and self._begins(item.ordered[0], place):
            return True
        return not item.tight and any(self._begins(one, place) for one in item.floating)

    def _with_value(self, place: int) -> Argument:
        """Return an argument, joined with the next one where a blank parts `/x:` from its value."""
        argument = self.arguments[place]
        if not self.kindly or argument.text[-1:] not in {":", "="} or place + 1 >= len(self.arguments):
            return argument
        return argument._replace(text=argument.text + self.arguments[place + 1].text)

    def _go_on(self, reading: Reading) -> Iterator[Reading]:
        place, todo = reading.place, reading.todo
        if todo is not None:
            yield from self._read(todo, reading)
            if todo.tight:
                return
        if place >= len(self.arguments):
            return
        yield from self._float(reading)
        if todo is None:
            self.failure.note(place, None)

    def _float(self, reading: Reading) -> Iterator[Reading]:
        """Read what may stand anywhere."""
        place, todo, floating, bound = reading
        self._budget.spend(2 * floating.bit_count())
        for item in self._in(floating):
            if self._begins(item, place):
                left = floating & ~self._bit(item)
                if isinstance(item, Again):
                    left |= self._bit(self._optional(item))
                inner = item.item if isinstance(item, Again) else item
                for lead in inner.alternatives if isinstance(inner, Pick) else (inner,):
                    if self._begins(lead, place):
                        yield Reading(place, self._frame(lead, todo, tight=True), left, bound)
            elif isinstance(item, Pick):
                yield from self._nested(item, reading)

    def _nested(self, item: Pick, reading: Reading) -> Iterator[Reading]:
        """Read an option that hangs on another one before that one, which then has to come."""
        place, todo, floating, bound = reading
        for lead in item.alternatives:
            if not isinstance(lead, Series) or not lead.tight:
                continue
            for inner in lead.floating:
                if self._begins(inner, place):
                    left = (floating & ~self._bit(item)) | self._bit(self._owed(lead, inner))
                    yield Reading(place, self._frame(inner, todo, tight=True), left, bound)

    def _owed(self, lead: Series, inner: Item) -> Item:
        key = (id(lead), id(inner))
        if key not in self._made:
            left = tuple(item for item in lead.floating if item is not inner)
            self._made[key] = Series(lead.ordered, left, tight=True)
        return self._made[key]

    def _optional(self, item: Again) -> Item:
        key = (id(item), 0)
        if key not in self._made:
            self._made[key] = Pick((item,), optional=True)
        return self._made[key]

    def _read(self, todo: Frame, reading: Reading) -> Iterator[Reading]:
        item, rest, tight = todo
        place, _, floating, bound = reading
        if isinstance(item, Series):
            following = rest
            for index in range(len(item.ordered) - 1, -1, -1):
                first = tight and index == 0
                following = self._frame(item.ordered[index], following, tight=item.tight or first)
            for one in item.floating:
                floating |= self._bit(one)
            yield Reading(place, following, floating, bound)
        elif isinstance(item, Pick):
            for one in item.alternatives:
                yield Reading(place, self._frame(one, rest, tight=tight), floating, bound)
            if item.optional:
                yield Reading(place, rest, floating, bound)
        elif isinstance(item, Again):
            more = self._frame(self._optional(item), rest, tight=tight)
            yield Reading(place, self._frame(item.item, more, tight=tight), floating, bound)
        else:
            yield from self._consume(item, todo, reading)

    def _consume(self, item: Word | Named, todo: Frame, reading: Reading) -> Iterator[Reading]:
        """Read one argument, or where it is damaged several."""
        following = self._take(item, todo, reading) if reading.place < len(self.arguments) else None
        if following is None:
            self.failure.note(reading.place, item)
        else:
            yield following
        if self.kindly and isinstance(item, Word) and reading.place < len(self.arguments):
            yield from self._take_kindly(item, todo, reading)

    def _take(self, item: Word | Named, todo: Frame, reading: Reading) -> Reading | None:
        place = reading.place
        argument = self.arguments[place]
        self._budget.spend(work_of(item.pattern, argument.text))
        found = fits(item.pattern, argument.text)
        if found is None:
            return None
        start, end = argument.start, argument.end
        if isinstance(item, Named):
            binding = Binding(NAMED, item.node.name, None, start, end)
            following = self._frame(item.value, todo.rest, tight=True)
            return Reading(place + 1, following, reading.floating, Link(binding, reading.bound))
        if self._is_no_value(item, place):
            return None
        value: str | None = argument.text
        if item.kind == "option":
            value = found.groupdict().get("value")
        kind = {"perhaps": "word", "signed": "value"}.get(item.kind, item.kind)
        binding = Binding(kind, item.name, value, start, end)
        return Reading(place + 1, todo.rest, reading.floating, Link(binding, reading.bound))

    def _is_no_value(self, item: Word, place: int) -> bool:
        """Tell whether an argument is an option, and so not what a placeholder stands for.

        What the page's table lists as an option may be the value of a placeholder nevertheless.
        """
        argument = self.arguments[place]
        if item.kind not in {"placeholder", "value", "options"} or not looks_like_option(argument):
            return False
        if item.kind == "options":
            return self._is_known(place)
        return not any(self._begins(one, place) for one in self._extra)

    def _is_known(self, place: int) -> bool:
        """Tell whether the syntax itself names this option, so that it is none of the unnamed `[options]`."""
        known = self._known.get(place)
        if known is None:
            text = self.arguments[place].text
            known = self._known[place] = any(names_option(option, text) for option in self._named)
        return known

    def _take_kindly(self, item: Word, todo: Frame, reading: Reading) -> Iterator[Reading]:
        """Read a value over the blanks that should have been quoted.

        Or over one after the colon of an option.
        """
        place, _, floating, bound = reading
        first = self.arguments[place]
        if first.quoted:
            return
        if item.kind == "perhaps" and _may_be(item, first):
            given = Binding("placeholder", item.name, first.text, first.start, first.end)
            yield Reading(place + 1, todo.rest, floating, Link(given, bound))
        joined = self._with_value(place)
        if (
            item.kind == "option"
            and joined.text != first.text
            and fits(item.pattern, joined.text) is not None
        ):
            after = self.arguments[place + 1]
            if not looks_like_option(after):
                start, end = first.start, after.end
                whole = self.line[start : first.end] + self.line[after.start : end]
                note = Diagnosis("inserted-space", start, end, f"a blank after {first.text}", whole)
                given = Binding("option", item.name, after.text, start, end)
                yield Reading(place + 2, todo.rest, floating, Link(note, Link(given, bound)))
        if item.kind in {"option", "placeholder", "value"}:
            yield from self._without_quotes(item, todo, reading)

    def _without_quotes(self, item: Word, todo: Frame, reading: Reading) -> Iterator[Reading]:
        place, _, floating, bound = reading
        first = self.arguments[place]
        if looks_like_option(first) is not (item.kind == "option"):
            return
        for end in range(place + 1, min(place + MANY, len(self.arguments))):
            last = self.arguments[end]
            self._budget.spend()
            if not may_belong(self.arguments[place:end], last):
                return
            text = self.line[first.start : last.end]
            self._budget.spend(work_of(item.pattern, text))
            found = fits(item.pattern, text)
            if found is None:
                continue
            at, value = first.start, text
            if item.kind == "option":
                if "value" not in found.groupdict():
                    return
                at, value = first.start + found.start("value"), found["value"]
            message = "a value with blanks needs quotation marks"
            note = Diagnosis("lost-quotes", at, last.end, message, f'"{value}"')
            given = Binding(item.kind, item.name, value, first.start, last.end)
            yield Reading(end + 1, todo.rest, floating, Link(note, Link(given, bound)))


def _may_be(item: Item, argument: Argument) -> bool:
    """Tell whether `[word]` may be the name of a value.

    What was written does not look like a misspelling of it.
    """
    if isinstance(item, Pick):
        return len(item.alternatives) == 1 and _may_be(item.alternatives[0], argument)
    if not isinstance(item, Word) or item.kind != "perhaps" or looks_like_option(argument):
        return False
    return not resembles(argument.text, item.name)


def may_be_absent(item: Item) -> bool:
    """Tell whether nothing of an item is required."""
    if isinstance(item, Pick):
        return item.optional or any(may_be_absent(one) for one in item.alternatives)
    if isinstance(item, Again):
        return may_be_absent(item.item)
    if isinstance(item, Series):
        return all(may_be_absent(one) for one in (*item.ordered, *item.floating))
    return False
