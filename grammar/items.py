"""The parts of a usage that is ready for matching."""

from __future__ import annotations

from msgspec import Struct

from .nodes import Node, Option
from .shapes import Shape


class _Base(Struct, frozen=True, eq=False, gc=False, kw_only=True):
    """What every part knows of itself, so that a search need not look inside it.

    Attributes:
        initials: what its first argument can begin with (see `shapes.initial_of`); None for anything.
        absent: whether nothing of it is required.
        perhaps: whether it begins with a `[word]` that may be the name of a value.
        nested: whether options that hang on one of its alternatives may come before that one.

    """

    initials: frozenset[str] | None
    absent: bool
    perhaps: bool
    nested: bool = False

    def never_begins(self, initial: str | None) -> bool:
        """Tell whether neither it nor what hangs on it can begin with an argument that begins like this."""
        if initial is None or self.initials is None or self.perhaps or self.nested:
            return False
        return initial not in self.initials


class Word(_Base, frozen=True, eq=False, gc=False):
    """One argument: a word, a value, or an option with what is glued to it."""

    node: Node
    shape: Shape
    kind: str
    name: str


class Named(_Base, frozen=True, eq=False, gc=False):
    """An option whose value is the next argument, or several."""

    node: Option
    shape: Shape
    value: Item


class Series(_Base, frozen=True, eq=False, gc=False):
    """Items in their order, and options that may stand anywhere from here on.

    `tight` ones follow the first at once.
    """

    ordered: tuple[Item, ...]
    floating: tuple[Item, ...]
    tight: bool


class Pick(_Base, frozen=True, eq=False, gc=False):
    """One of several, or none."""

    alternatives: tuple[Item, ...]
    optional: bool


class Again(_Base, frozen=True, eq=False, gc=False):
    """Once or more."""

    item: Item


Item = Word | Named | Series | Pick | Again


def word(node: Node, shape: Shape, kind: str, name: str) -> Word:
    """Make a word."""
    return Word(node, shape, kind, name, initials=shape.initials, absent=False, perhaps=kind == "perhaps")


def named(node: Option, shape: Shape, value: Item) -> Named:
    """Make an option with its value."""
    return Named(node, shape, value, initials=shape.initials, absent=False, perhaps=False)


def series(ordered: tuple[Item, ...], floating: tuple[Item, ...], *, tight: bool = False) -> Series:
    """Make a series."""
    first = ordered[:1] if tight else (*ordered[:1], *floating)
    absent = all(item.absent for item in ordered) and all(item.absent for item in floating)
    return Series(ordered, floating, tight, initials=_initials(first), absent=absent, perhaps=_perhaps(first))


def pick(alternatives: tuple[Item, ...], *, optional: bool) -> Pick:
    """Make a choice."""
    absent = optional or any(item.absent for item in alternatives)
    return Pick(
        alternatives,
        optional,
        initials=_initials(alternatives),
        absent=absent,
        perhaps=_perhaps(alternatives),
        nested=any(isinstance(one, Series) and one.tight and one.floating for one in alternatives),
    )


def again(item: Item) -> Again:
    """Make a repetition."""
    return Again(item, initials=item.initials, absent=item.absent, perhaps=item.perhaps)


def _initials(items: tuple[Item, ...]) -> frozenset[str] | None:
    found: set[str] = set()
    for item in items:
        if item.initials is None:
            return None
        found |= item.initials
    return frozenset(found)


def _perhaps(items: tuple[Item, ...]) -> bool:
    return any(item.perhaps for item in items)
