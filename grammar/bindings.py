"""What the parts of a syntax were given by a line."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from .nodes import Diagnosis

# An option whose value is the next argument; `found_in` joins the two.
NAMED = "named"


class Binding(Struct, frozen=True):
    """What a part of a syntax was given.

    `kind` is "command", "word", "option", "placeholder", "value" or "options".

    `value` is the text given (of an option None where it takes none); the offsets are those of the
    argument.
    """

    kind: str
    name: str
    value: str | None
    start: int
    end: int


class Link(NamedTuple):
    """Bindings and notes from the last to the first."""

    entry: Binding | Diagnosis
    earlier: Link | None


class Found(NamedTuple):
    """A reading that fits: its bindings and notes in the order of the line."""

    bindings: tuple[Binding, ...]
    notes: tuple[Diagnosis, ...]


def found_in(link: Link | None) -> Found:
    """Return what a chain of links holds, in the order of the line."""
    bindings: list[Binding] = []
    notes: list[Diagnosis] = []
    while link is not None:
        if isinstance(link.entry, Binding):
            bindings.append(link.entry)
        else:
            notes.append(link.entry)
        link = link.earlier
    bindings.reverse()
    joined: list[Binding] = []
    for place, binding in enumerate(bindings):
        if binding.kind != NAMED:
            joined.append(binding)
            continue
        value = bindings[place + 1] if place + 1 < len(bindings) else None
        end = value.end if value else binding.end
        joined.append(Binding("option", binding.name, value.value if value else None, binding.start, end))
    return Found(tuple(joined), tuple(notes))
