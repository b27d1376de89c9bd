"""Drawing a tree: as an indented text, and as a railroad diagram."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import StringIO
from typing import Any

from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value, children
from .printing import to_text


def outline(node: Node) -> str:
    """Return one line for each node, indented by its depth, with the columns it stands at."""
    return "\n".join(_lines(node, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{label(node)}  @{node.start}-{node.end}"
    for below in children(node):
        yield from _lines(below, depth + 1)


def label(node: Node) -> str:
    """Return a node in a few words."""
    if isinstance(node, Literal):
        return f"literal {to_text(node)}"
    if isinstance(node, Placeholder):
        return f"placeholder {to_text(node)}"
    if isinstance(node, Option):
        sign = node.separator.replace(" ", "blank") or ("glued" if node.value is not None else "")
        shown = f"option {node.prefix}{node.name}" + (f" ({sign})" if sign else "")
        return f"{shown} positional" if node.positional else shown
    if isinstance(node, Choice):
        kind = "optional" if node.optional else "required"
        return kind if len(node.alternatives) == 1 else f"{kind} choice of {len(node.alternatives)}"
    if isinstance(node, Repetition):
        return f"repetition separated by {node.separator!r}"
    return type(node).__name__.lower()


def railroad(node: Node) -> str:
    """Return the railroad diagram of a tree, a standalone SVG."""
    rr: Any = import_module("railroad")

    stream = StringIO()
    rr.Diagram(_item(node)).writeStandalone(stream.write)
    return stream.getvalue()


def _item(node: Node) -> Any:  # noqa: ANN401 - the library has no types
    rr: Any = import_module("railroad")

    if isinstance(node, Literal):
        return rr.Terminal(to_text(node))
    if isinstance(node, Placeholder):
        return rr.NonTerminal(node.name)
    if isinstance(node, Option):
        name = rr.Terminal(f"{node.prefix}{node.name}{node.separator.strip()}")
        lead = rr.Optional(name) if node.positional else name
        return lead if node.value is None else rr.Sequence(lead, _item(node.value))
    if isinstance(node, Repetition):
        between = rr.Terminal(node.separator) if node.separator.strip() else None
        return rr.OneOrMore(_item(node.item), between)
    below = [_item(one) for one in children(node)]
    if isinstance(node, Choice):
        inner = below[0] if len(below) == 1 else rr.Choice(0, *below)
        return rr.Optional(inner) if node.optional else inner
    if isinstance(node, Value | Sequence) and len(below) > 1:
        return rr.Sequence(*below)
    return below[0]
