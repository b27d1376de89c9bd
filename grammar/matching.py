"""Holding a command line against a syntax tree: bindings, or the reason and the column where it stops fitting.

The rules are those of Windows programs: options stand in any order and letter case, `/` and `-` introduce them alike,
a value with blanks is quoted, words and values keep their order. The search tries every reading within a budget, so
that no line takes long, and remembers the furthest place at which no reading went on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from .comparing import options_of, walk
from .kindness import gathered, may_belong
from .lines import Argument, is_redirection, program_name
from .nodes import Choice, Diagnosis, Literal, Node, Sequence
from .patterns import Again, Item, Named, Pick, Series, Word, compiled, fits, looks_like_option
from .reasons import Failure, Mismatch, explain, names_option, resembles

BUDGET = 20_000
MANY = 16
NAMED = "named"


class Binding(Struct, frozen=True):
    """What a part of a syntax was given: `kind` is "command", "word", "option", "placeholder", "value" or "options".

    `value` is the text given (of an option None where it takes none); the offsets are those of the argument.
    """

    kind: str
    name: str
    value: str | None
    start: int
    end: int


class Match(Struct, frozen=True):
    """A line that fits: its bindings in the order of the line, and the damage that was read over (`kindly` only)."""

    bindings: tuple[Binding, ...]
    notes: tuple[Diagnosis, ...] = ()

    def value(self, name: str) -> str | None:
        """Return the value bound to an option or a placeholder of that name, in any letter case."""
        wanted = name.casefold()
        return next((binding.value for binding in self.bindings if binding.name.casefold() == wanted), None)

    def has(self, name: str) -> bool:
        """Tell whether an option, word or placeholder of that name was given."""
        wanted = name.casefold()
        return any(binding.name.casefold() == wanted for binding in self.bindings)


class Frame(NamedTuple):
    """What is still to be read in order. While a `tight` one waits, nothing may come between."""

    item: Item
    rest: Frame | None
    tight: bool


class Link(NamedTuple):
    """Bindings and notes from the last to the first."""

    entry: Binding | Diagnosis
    earlier: Link | None


class Reading(NamedTuple):
    """One way to have read the line so far."""

    place: int
    todo: Frame | None
    floating: tuple[Item, ...]
    bound: Link | None


def match(
    tree: Node,
    line: str,
    *,
    options: tuple[Node, ...] = (),
    prefix: tuple[str, ...] = (),
    kindly: bool = False,
) -> Match | Mismatch:
    """Hold a command line against a syntax.

    `options` are further ones that the page declares outside the syntax (rows of its table), allowed anywhere.
    `prefix` are words that the line may begin with although the syntax does not (`nslookup` before `set d2`).
    With `kindly`, a line that does not fit is read again as its writer meant it: a value without its quotation marks,
    a blank inside an option, a dash for a hyphen. Such a match has a note for each, with the repair.
    """
    words = tuple(word.lower() for word in prefix)
    answer = _match(tree, line, options, words, kindly=False)
    if kindly and isinstance(answer, Mismatch) and answer.reason not in {"wrong-command", "empty-line"}:
        again = _match(tree, line, options, words, kindly=True)
        if isinstance(again, Match):
            return again
    return answer


@lru_cache(maxsize=4096)
def _match(
    tree: Node, line: str, options: tuple[Node, ...], prefix: tuple[str, ...], *, kindly: bool
) -> Match | Mismatch:
    arguments, notes = gathered(line, kindly=kindly)
    arguments = _without_redirection(arguments, tree)
    if not arguments:
        return Mismatch("empty-line", 1, "there is no command in this line", None)
    best: Mismatch | None = None
    for usage in usages_of(tree):
        for dropped in _starts(arguments, prefix):
            answer = Search(usage, arguments[dropped:], options, line, kindly=kindly).answer()
            if isinstance(answer, Match):
                return Match(
                    answer.bindings, tuple(sorted((*notes, *answer.notes), key=lambda note: note.start))
                )
            if best is None or answer.column > best.column:
                best = answer
    return best or Mismatch("empty-line", 1, "there is no command in this line", None)


def usages_of(tree: Node) -> tuple[Node, ...]:
    """Return the usages of a block's tree, or the tree itself when it is one usage."""
    whole = isinstance(tree, Choice) and not tree.optional
    if whole and all(isinstance(one, Sequence) for one in tree.alternatives):
        return tree.alternatives
    return (tree,)


def _starts(arguments: tuple[Argument, ...], prefix: tuple[str, ...]) -> tuple[int, ...]:
    count = 0
    while (
        count < len(prefix)
        and count < len(arguments)
        and program_name(arguments[count].text) == prefix[count]
    ):
        count += 1
    return (0, count) if 0 < count < len(arguments) else (0,)


def _without_redirection(arguments: tuple[Argument, ...], tree: Node) -> tuple[Argument, ...]:
    if not any(is_redirection(one.text) and not one.quoted for one in arguments) or _redirects(tree):
        return arguments
    kept: list[Argument] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif not argument.quoted and is_redirection(argument.text):
            skip = argument.text[-1] in "<>"
        else:
            kept.append(argument)
    return tuple(kept)


@lru_cache(maxsize=4096)
def _redirects(tree: Node) -> bool:
    return any(isinstance(node, Literal) and node.text in {"<", ">", ">>"} for node in walk(tree))


@dataclass
class Search:
    """The search for a reading of one line under one usage."""

    usage: Node
    arguments: tuple[Argument, ...]
    options: tuple[Node, ...]
    line: str
    kindly: bool
    frames: dict[tuple[int, int, bool], Frame] = field(default_factory=dict[tuple[int, int, bool], Frame])
    failure: Failure = field(default_factory=Failure)

    def answer(self) -> Match | Mismatch:
        """Try every reading until one fits, within the budget."""
        extra = tuple(Pick((compiled(option),), optional=True) for option in self.options)
        waiting = [Reading(0, self._frame(compiled(self.usage), None, tight=True), extra, None)]
        seen: set[tuple[int, int, tuple[int, ...]]] = set()
        while waiting and len(seen) < BUDGET:
            reading = waiting.pop()
            state = (reading.place, id(reading.todo), tuple(map(id, reading.floating)))
            if state in seen:
                continue
            seen.add(state)
            if reading.todo is None and reading.place == len(self.arguments):
                left = next((item for item in reading.floating if not _may_be_absent(item)), None)
                if left is None:
                    return _bindings(reading.bound)
                self.failure.lack(reading.place, left)
                continue
            waiting += reversed(list(self._go_on(reading)))
        return explain(self.usage, self.arguments, self.failure, self.options)

    def _frame(self, item: Item, rest: Frame | None, *, tight: bool) -> Frame:
        """Return the one frame of its kind, so that equal readings are recognised by identity."""
        key = (id(item), id(rest), tight)
        if key not in self.frames:
            self.frames[key] = Frame(item, rest, tight)
        return self.frames[key]

    def _go_on(self, reading: Reading) -> Iterator[Reading]:
        place, todo, floating, bound = reading
        if todo is not None:
            yield from self._read(todo, reading)
            if todo.tight:
                return
        if place >= len(self.arguments):
            return
        argument = self.arguments[place]
        argument = self._with_value(place)
        for index, item in enumerate(floating):
            if not _begins(item, argument) and not (self.kindly and _may_be(item, argument)):
                continue
            left = floating[:index] + floating[index + 1 :]
            if isinstance(item, Again):
                left = (*left, self._optional(item))
            inner = item.item if isinstance(item, Again) else item
            for lead in inner.alternatives if isinstance(inner, Pick) else (inner,):
                if _begins(lead, argument) or (self.kindly and _may_be(lead, argument)):
                    yield Reading(place, self._frame(lead, todo, tight=True), left, bound)
        yield from self._nested(reading, argument)
        if todo is None:
            self.failure.note(place, None)

    def _with_value(self, place: int) -> Argument:
        """Return an argument, joined with the next one where a blank parts `/x:` from its value."""
        argument = self.arguments[place]
        if not self.kindly or argument.text[-1:] not in {":", "="} or place + 1 >= len(self.arguments):
            return argument
        return argument._replace(text=argument.text + self.arguments[place + 1].text)

    def _nested(self, reading: Reading, argument: Argument) -> Iterator[Reading]:
        """Read an option that hangs on another one before that one, which then has to come."""
        place, todo, floating, bound = reading
        for index, item in enumerate(floating):
            for lead in item.alternatives if isinstance(item, Pick) else ():
                if not isinstance(lead, Series) or not lead.tight or _begins(lead, argument):
                    continue
                for inner in lead.floating:
                    if _begins(inner, argument):
                        owed = self._owed(lead, inner)
                        left = (*floating[:index], owed, *floating[index + 1 :])
                        yield Reading(place, self._frame(inner, todo, tight=True), left, bound)

    def _owed(self, lead: Series, inner: Item) -> Series:
        key = (id(lead), id(inner), False)
        if key not in self.frames:
            left = tuple(item for item in lead.floating if item is not inner)
            self.frames[key] = Frame(Series(lead.ordered, left, tight=True), None, tight=False)
        series = self.frames[key].item
        return series if isinstance(series, Series) else lead

    def _read(self, todo: Frame, reading: Reading) -> Iterator[Reading]:
        item, rest, tight = todo
        place, _, floating, bound = reading
        if isinstance(item, Series):
            following = rest
            for one in reversed(item.ordered):
                following = self._frame(one, following, tight=item.tight)
            if item.ordered and tight and not item.tight:
                following = self._frame(item.ordered[0], following.rest if following else None, tight=True)
            yield Reading(place, following, floating + item.floating, bound)
        elif isinstance(item, Pick):
            for one in item.alternatives:
                yield Reading(place, self._frame(one, rest, tight=tight), floating, bound)
            if item.optional:
                yield Reading(place, rest, floating, bound)
        elif isinstance(item, Again):
            more = self._frame(self._optional(item), rest, tight=tight)
            yield Reading(place, self._frame(item.item, more, tight=tight), floating, bound)
        elif place >= len(self.arguments):
            self.failure.note(place, item)
        else:
            following = self._take(item, todo, reading)
            if following is None:
                self.failure.note(place, item)
            else:
                yield following
            if self.kindly:
                yield from self._take_kindly(item, todo, reading)

    def _take_kindly(self, item: Word | Named, todo: Frame, reading: Reading) -> Iterator[Reading]:
        """Read a value on over the blanks that should have been quoted, or over one after the colon of an option."""
        place = reading.place
        first = self.arguments[place]
        if first.quoted or isinstance(item, Named):
            return
        if item.kind == "perhaps" and _may_be(item, first):
            binding = Binding("placeholder", item.name, first.text, first.start, first.end)
            yield Reading(place + 1, todo.rest, reading.floating, Link(binding, reading.bound))
        if item.kind == "option" and first.text[-1] in ":=" and place + 1 < len(self.arguments):
            after = self.arguments[place + 1]
            joined = first.text + after.text
            if fits(item.pattern, joined) is not None and not looks_like_option(after):
                text = self.line[first.start : first.end]
                note = Diagnosis(
                    "inserted-space",
                    first.start,
                    after.end,
                    f"a blank after {text}",
                    f"{text}{self.line[after.start : after.end]}",
                )
                binding = Binding("option", item.name, after.text, first.start, after.end)
                yield Reading(
                    place + 2, todo.rest, reading.floating, Link(note, Link(binding, reading.bound))
                )
        if item.kind not in {"option", "placeholder", "value"}:
            return
        for end in range(place + 1, min(place + MANY, len(self.arguments))):
            last = self.arguments[end]
            if not may_belong(self.arguments[place:end], last):
                return
            text = self.line[first.start : last.end]
            found = fits(item.pattern, text)
            if found is None or looks_like_option(first) is not (item.kind == "option"):
                continue
            at, value = first.start, text
            if item.kind == "option":
                at, value = first.start + found.start("value"), found["value"]
            note = Diagnosis(
                "lost-quotes", at, last.end, "a value with blanks needs quotation marks", f'"{value}"'
            )
            binding = Binding(item.kind, item.name, value, first.start, last.end)
            yield Reading(end + 1, todo.rest, reading.floating, Link(note, Link(binding, reading.bound)))

    def _is_known(self, argument: Argument) -> bool:
        """Tell whether the syntax itself names this option, so that it is none of the unnamed `[options]`."""
        return any(names_option(option, argument.text) for option in options_of(self.usage))

    def _is_declared(self, argument: Argument) -> bool:
        """Tell whether the page's table lists this as an option, which some placeholders stand for."""
        return any(_begins(compiled(option), argument) for option in self.options)

    def _optional(self, item: Again) -> Pick:
        key = (id(item), -1, False)
        if key not in self.frames:
            self.frames[key] = Frame(Pick((item,), optional=True), None, tight=False)
        pick = self.frames[key].item
        return pick if isinstance(pick, Pick) else Pick((item,), optional=True)

    def _take(self, item: Word | Named, todo: Frame, reading: Reading) -> Reading | None:
        argument = self.arguments[reading.place]
        found = fits(item.pattern, argument.text)
        if found is None:
            return None
        start, end = argument.start, argument.end
        if isinstance(item, Named):
            binding = Binding(NAMED, item.node.name, None, start, end)
            following = self._frame(item.value, todo.rest, tight=True)
            return Reading(reading.place + 1, following, reading.floating, Link(binding, reading.bound))
        if item.kind == "placeholder" and looks_like_option(argument) and not self._is_declared(argument):
            return None
        if item.kind == "options" and looks_like_option(argument) and self._is_known(argument):
            return None
        place = reading.place + 1
        value: str | None = argument.text
        if item.kind == "option":
            value = found.groupdict().get("value")
        kind = "word" if item.kind == "perhaps" else item.kind
        binding = Binding(kind, item.name, value, start, end)
        return Reading(place, todo.rest, reading.floating, Link(binding, reading.bound))


def _begins(item: Item, argument: Argument) -> bool:
    """Tell whether an item could begin with this argument."""
    if isinstance(item, Word | Named):
        return fits(item.pattern, argument.text) is not None
    if isinstance(item, Pick):
        return any(_begins(one, argument) for one in item.alternatives)
    if isinstance(item, Again):
        return _begins(item.item, argument)
    if item.ordered and _begins(item.ordered[0], argument):
        return True
    return not item.tight and any(_begins(one, argument) for one in item.floating)


def _may_be(item: Item, argument: Argument) -> bool:
    """Tell whether `[word]` may be the name of a value: what was written does not look like a misspelling of it."""
    if isinstance(item, Pick):
        return len(item.alternatives) == 1 and _may_be(item.alternatives[0], argument)
    if not isinstance(item, Word) or item.kind != "perhaps" or looks_like_option(argument):
        return False
    return not resembles(argument.text, item.name)


def _may_be_absent(item: Item) -> bool:
    if isinstance(item, Pick):
        return item.optional or any(_may_be_absent(one) for one in item.alternatives)
    if isinstance(item, Again):
        return _may_be_absent(item.item)
    if isinstance(item, Series):
        return all(_may_be_absent(one) for one in (*item.ordered, *item.floating))
    return False


def _bindings(link: Link | None) -> Match:
    found: list[Binding] = []
    notes: list[Diagnosis] = []
    while link is not None:
        if isinstance(link.entry, Binding):
            found.append(link.entry)
        else:
            notes.append(link.entry)
        link = link.earlier
    found.reverse()
    joined: list[Binding] = []
    for place, binding in enumerate(found):
        if binding.kind != NAMED:
            joined.append(binding)
            continue
        value = found[place + 1] if place + 1 < len(found) else None
        end = value.end if value else binding.end
        joined.append(Binding("option", binding.name, value.value if value else None, binding.start, end))
    return Match(tuple(joined), tuple(notes))
