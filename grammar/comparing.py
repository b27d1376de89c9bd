# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""When two syntaxes mean the same command, and what a syntax names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .joining import takes, with_value
from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value, children

_DASHES = str.maketrans("–—−‐‑‒―", "-------")


@lru_cache(maxsize=512)
def canonical(node: Node) -> Node:
    """Return the tree without what does not count.

    Spans, letter case, wording of placeholders, layout, idle brackets.
    """
    return _plain(node)


def _plain(node: Node) -> Node:
    if isinstance(node, Literal):
        return Literal(text=node.text.translate(_DASHES).casefold(), quoted=node.quoted)
    if isinstance(node, Placeholder) and node.style == "type":
        return Placeholder(name=node.name.casefold(), style="type")
    if isinstance(node, Placeholder):
        return Placeholder(name="..." if node.name == "..." else "value")
    if isinstance(node, Option):
        return _option(node)
    if isinstance(node, Value):
        return _value(node)
    if isinstance(node, Sequence):
        return _sequence(node.items)
    if isinstance(node, Repetition):
        item = _inner(node.item)
        if isinstance(item, Repetition) and item.separator == node.separator:
            return item
        return Repetition(item=item, separator=node.separator)
    return _choice(node) if isinstance(node, Choice) else node


def _inner(node: Node) -> Node:
    """Return a canonical part of a larger whole; what would fall apart keeps its brackets."""
    plain = _plain(node)
    return Choice(optional=False, alternatives=(plain,)) if isinstance(plain, Sequence | Option) else plain


def _option(node: Option) -> Node:
    value = None if node.value is None else _inner(node.value)
    separator = "=" if node.separator == "= " else node.separator
    return Option(
        prefix=node.prefix.translate(_DASHES),
        name=node.name.translate(_DASHES).casefold(),
        separator=separator,
        value=value,
        positional=node.positional,
    )


def _value(node: Value) -> Node:
    parts: list[Node] = []
    for part in node.parts:
        plain = _inner(part)
        if isinstance(plain, Value):
            parts += plain.parts
        else:
            parts.append(plain)
    return parts[0] if len(parts) == 1 else Value(parts=tuple(parts))


def _sequence(items: tuple[Node, ...]) -> Node:
    flat: list[Node] = []
    for item in items:
        plain = _plain(item)
        if isinstance(plain, Sequence):
            flat += plain.items
        elif flat and takes(flat[-1], plain):
            flat[-1] = with_value(flat[-1], plain)
        else:
            flat.append(plain)
    return flat[0] if len(flat) == 1 else Sequence(items=tuple(flat))


def _choice(node: Choice) -> Node:
    optional = node.optional
    flat: list[Node] = []
    for alternative in node.alternatives:
        plain = _plain(alternative)
        if isinstance(plain, Choice) and (not plain.optional or optional or len(node.alternatives) == 1):
            optional = optional or plain.optional
            flat += plain.alternatives
        else:
            flat.append(plain)
    kept = tuple(dict.fromkeys(flat))
    if not optional and len(kept) == 1:
        return kept[0]
    return Choice(optional=optional, alternatives=kept)


def same_command(one: Node, other: Node) -> bool:
    """Tell whether two syntaxes say the same.

    Wording of placeholders, letter case and layout do not count.
    """
    return canonical(one) == canonical(other)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, in the order of the text."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


def options_of(tree: Node) -> tuple[Option, ...]:
    """Return every option of a syntax in the order of the text, nested ones too."""
    return tuple(node for node in walk(tree) if isinstance(node, Option))


def placeholders_of(tree: Node) -> tuple[Placeholder, ...]:
    """Return every placeholder of a syntax in the order of the text."""
    return tuple(node for node in walk(tree) if isinstance(node, Placeholder))
