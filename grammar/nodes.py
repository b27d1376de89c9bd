# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""The one syntax tree for every notation and locale (DESIGN.

"Syntax tree"), and what parsing answers with.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Literal as Either
from typing import NamedTuple

from msgspec import Struct

DASHES = "–—−‐‑‒―"

Notation = Either["windows", "usage", "powershell", "com"]
Status = Either["parsed", "recovered", "diagnosed"]
Severity = Either["error", "warning", "note"]


class Span(NamedTuple):
    """Where something stands in the text that was parsed: 0-based character offsets, the end exclusive."""

    start: int
    end: int


class Node(Struct, frozen=True, gc=False, cache_hash=True):
    """A part of a syntax. `start` and `end` are offsets into the parsed text; both 0 in a canonical tree."""

    start: int = 0
    end: int = 0

    @property
    def span(self) -> Span:
        """The two offsets as one value."""
        return Span(self.start, self.end)


class Literal(Node, frozen=True, tag="literal", kw_only=True):
    """A word to be typed as it stands, in any letter case."""

    text: str
    quoted: bool = False


class Placeholder(Node, frozen=True, tag="placeholder", kw_only=True):
    """A name that stands for a value.

    `<name>`, `"<name>"`, `{name}`, or a bare word that the notation shows to be one.

    The `name` of style "type" is a type of PowerShell and counts in comparisons; other wording does not.
    """

    name: str
    style: Either["angle", "quoted", "bare", "brace", "type"] = "angle"


class Value(Node, frozen=True, tag="value", kw_only=True):
    """Parts that are written without a blank between them and make one argument: `[<drive>:]<path>`."""

    parts: tuple[Node, ...]


class Option(Node, frozen=True, tag="option", kw_only=True):
    """A named argument: `/name`, `-name`, or `name=` (then `prefix` is empty).

    `separator` stands between name and value: ":", "=", "= " (a blank belongs to it), " ", or "" where the
    value is glued to the name. `positional` marks a PowerShell parameter whose name may be left out.
    """

    prefix: str
    name: str
    separator: str = ""
    value: Node | None = None
    positional: bool = False


class Sequence(Node, frozen=True, tag="sequence", kw_only=True):
    """Arguments one after the other."""

    items: tuple[Node, ...]


class Choice(Node, frozen=True, tag="choice", kw_only=True):
    """Alternatives of which one is taken; with `optional`, none may be taken. One alternative is `[it]`."""

    optional: bool
    alternatives: tuple[Node, ...]


class Repetition(Node, frozen=True, tag="repetition", kw_only=True):
    """`item` once or more, with `separator` between.

    " ", a character such as ",", or "" where it carries its own.
    """

    item: Node
    separator: str = " "


class Diagnosis(Struct, frozen=True, gc=False):
    """Damage at its exact place.

    Its class in kebab case, the span, what to read, and the repair where one is certain.
    """

    name: str
    start: int
    end: int
    message: str
    suggestion: str | None = None
    severity: Severity = "error"

    @property
    def span(self) -> Span:
        """The two offsets as one value."""
        return Span(self.start, self.end)


class Parsed(Struct, frozen=True):
    """What a text is: a tree or a diagnosis, usually both.

    `usages` holds each usage of a block; `tree` is the only one, or a required choice of all. `repaired` is
    the text with every diagnosed place mended, or None where there is nothing to mend.
    """

    text: str
    tree: Node | None
    usages: tuple[Node, ...]
    diagnoses: tuple[Diagnosis, ...]
    repaired: str | None
    status: Status
    notation: Notation


_PARTS: dict[type[Node], attrgetter[tuple[Node, ...]]] = {
    Sequence: attrgetter("items"),
    Choice: attrgetter("alternatives"),
    Value: attrgetter("parts"),
}


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`, in the order of the text."""
    parts = _PARTS.get(type(node))
    if parts is not None:
        return parts(node)
    if isinstance(node, Option):
        return () if node.value is None else (node.value,)
    if isinstance(node, Repetition):
        return (node.item,)
    return ()


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column (in characters) of an offset into `text`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
