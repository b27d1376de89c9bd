"""Printing a tree back to notation."""

from __future__ import annotations

from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value

PLACEHOLDERS = {"angle": "<{}>", "quoted": '"<{}>"', "bare": "{}", "brace": "{{{}}}", "type": "<{}>"}


def to_text(node: Node) -> str:
    """Write a tree in the notation of the Windows references.

    Parsing it again gives the same canonical tree.
    """
    if isinstance(node, Literal):
        return f'"{node.text}"' if node.quoted else node.text
    if isinstance(node, Placeholder):
        return PLACEHOLDERS[node.style].format(node.name)
    if isinstance(node, Sequence):
        return " ".join(_within(item, Sequence) for item in node.items)
    if isinstance(node, Value):
        return "".join(_within(part, Sequence, Option) for part in node.parts)
    if isinstance(node, Choice):
        inner = " | ".join(to_text(alternative) for alternative in node.alternatives)
        return f"[{inner}]" if node.optional else f"{{{inner}}}"
    if isinstance(node, Repetition):
        return _repetition(node)
    return _option(node) if isinstance(node, Option) else ""


def _within(node: Node, *kinds: type[Node]) -> str:
    """Write a part; what would fall apart without brackets gets braces."""
    return f"{{{to_text(node)}}}" if isinstance(node, kinds) else to_text(node)


def _repetition(node: Repetition) -> str:
    if isinstance(node.item, Placeholder) and node.item.name == "...":
        return "..."
    item = _within(node.item, Sequence, Option)
    if node.separator == "":
        return f"{item}..."
    return f"{item}[{node.separator.strip()}...]"


def _option(node: Option) -> str:
    name = f"{node.prefix}{node.name}"
    if node.positional:
        name = f"[{name}]"
    if node.value is None:
        return name + node.separator.strip()
    return f"{name}{node.separator}{_within(node.value, Sequence, Option)}"
