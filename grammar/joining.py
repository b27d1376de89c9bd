"""How parts become nodes whatever token they came from.

What is glued fuses, an ellipsis repeats, an option takes its value.
"""

from __future__ import annotations

from typing import NamedTuple

from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value, children

_SEPARATORS = frozenset({",", ";", "/", "+", "&"})
_CARRIED = frozenset({",", ";", "+", "&"})


STRAY = "stray"


class More(NamedTuple):
    """An ellipsis on its own, `[,...]` or the broken `[ ]`: the thing before it may come again."""

    start: int
    end: int
    separator: str


Part = Node | More


def compose(parts: list[Part]) -> Part:
    """Join what stands without a blank between.

    Neighbouring letters fuse, an ellipsis repeats what is before it.
    """
    joined: list[Node] = []
    for part in parts:
        if isinstance(part, More) and part.separator == STRAY:
            continue
        if isinstance(part, More):
            if not joined:
                return part
            joined = [_repeat_glued(joined, part)]
            continue
        last = joined[-1] if joined else None
        if (
            isinstance(part, Literal)
            and isinstance(last, Literal)
            and not (part.quoted or last.quoted)
            and last.end == part.start
        ):
            joined[-1] = Literal(text=last.text + part.text, start=last.start, end=part.end)
        else:
            joined.append(part)
    return _joined(joined) if joined else parts[0]


def _repeat_glued(joined: list[Node], more: More) -> Node:
    last = joined[-1]
    separator = more.separator
    if len(joined) > 1 and isinstance(last, Literal) and last.text in _SEPARATORS and not separator:
        joined, separator = joined[:-1], last.text
    item = _joined(joined)
    if isinstance(item, Literal) and len(item.text) > 1 and item.text[-1] in _SEPARATORS and not separator:
        separator = item.text[-1]
        item = Literal(text=item.text[:-1], start=item.start, end=item.end - 1)
    return _repetition(item, separator or " ", more.end)


def repeat(item: Part, more: More) -> Part:
    """Let what stands before an ellipsis come again; of `/x <volume> ...` it is the value that does."""
    if isinstance(item, More):
        return item
    separator = more.separator or " "
    if isinstance(item, Option):
        value = item.value
        again = anything(more) if value is None else _repetition(value, separator, more.end)
        return Option(
            prefix=item.prefix,
            name=item.name,
            separator=item.separator or " ",
            value=again,
            start=item.start,
            end=more.end,
        )
    if isinstance(item, Value) and isinstance(item.parts[-1], Literal) and item.parts[-1].text in _CARRIED:
        item, separator = _joined(item.parts[:-1]), item.parts[-1].text
    return _repetition(item, separator, more.end)


def _joined(parts: tuple[Node, ...] | list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Value(parts=tuple(parts), start=parts[0].start, end=parts[-1].end)


def _repetition(item: Node, separator: str, end: int) -> Node:
    if isinstance(item, Repetition) and item.separator == separator:
        return Repetition(item=item.item, separator=separator, start=item.start, end=end)
    own = _first_sign(item)
    if own and separator in {" ", own}:
        separator = ""
    return Repetition(item=item, separator=separator, start=item.start, end=end)


def _first_sign(node: Node) -> str:
    """Return the separator that a repeated item brings along: of `,<n>` it is the comma."""
    if isinstance(node, Literal):
        return node.text[0] if node.text and node.text[0] in _CARRIED else ""
    below = children(node)
    return _first_sign(below[0]) if below and not isinstance(node, Option) else ""


def begins_with_colon(node: Node) -> bool:
    """Tell whether every alternative begins with a colon, as the value of an option does: `[:on | :off]`."""
    if isinstance(node, Choice):
        return all(begins_with_colon(one) for one in node.alternatives)
    if isinstance(node, Value):
        return begins_with_colon(node.parts[0])
    return isinstance(node, Literal) and node.text[0] == ":"


def anything(more: More) -> Node:
    """Return the node for an ellipsis that repeats nothing."""
    return Repetition(
        item=Placeholder(name="...", style="bare", start=more.start, end=more.end),
        start=more.start,
        end=more.end,
    )


def plain_node(part: Part) -> Node:
    """Return a part as a node."""
    return anything(part) if isinstance(part, More) else part


def as_more(items: list[Part], start: int, end: int) -> More | None:
    """Recognise `[...]`, `[,...]` and `[, ...]`.

    A group that only says that what is before it may come again.
    """
    if len(items) == 1:
        only = items[0]
        if isinstance(only, More):
            return More(start, end, only.separator)
        if isinstance(only, Repetition) and isinstance(only.item, Literal) and only.item.text in _SEPARATORS:
            return More(start, end, only.item.text)
    return None


def as_node(items: list[Part]) -> Node:
    """Return arguments as one node."""
    nodes = [plain_node(item) for item in items]
    if len(nodes) == 1:
        return nodes[0]
    return Sequence(items=tuple(nodes), start=nodes[0].start, end=nodes[-1].end)


def whole(items: list[Part]) -> Node:
    """A whole usage is always a sequence, however short."""
    node = as_node(items)
    return node if isinstance(node, Sequence) else Sequence(items=(node,), start=node.start, end=node.end)


def takes(option: Part, operand: Node) -> bool:
    """Tell whether a blank-separated word is the value of the option before it: `/s <computer>`."""
    if not isinstance(option, Option) or option.value is not None:
        return False
    if isinstance(operand, Placeholder):
        return True
    if isinstance(operand, Literal):
        return operand.quoted
    if isinstance(operand, Value):
        return any(isinstance(part, Placeholder) for part in operand.parts) or not isinstance(
            operand.parts[0], Literal
        )
    if isinstance(operand, Repetition):
        return takes(option, operand.item)
    return (
        isinstance(operand, Choice)
        and not operand.optional
        and not any(_has_option(alternative) for alternative in operand.alternatives)
    )


def _has_option(node: Node) -> bool:
    return isinstance(node, Option) or any(_has_option(below) for below in children(node))


def with_value(option: Node | More, value: Node, separator: str = " ") -> Option:
    """Return an option that has taken a value."""
    assert isinstance(option, Option)  # noqa: S101 - the callers have checked
    return Option(
        prefix=option.prefix,
        name=option.name,
        separator=option.separator or separator,
        value=value,
        positional=option.positional,
        start=option.start,
        end=value.end,
    )


def one_value(sequences: list[list[Part]]) -> Option | None:
    """Read `/port COM1 | COM2` as one option with a choice of values.

    Only its first alternative names an option.
    """
    if len(sequences) < 2 or any(len(items) != 1 or not _is_operand(items[0]) for items in sequences[1:]):  # noqa: PLR2004 - a choice has two alternatives
        return None
    first = sequences[0]
    option = first[0]
    if not isinstance(option, Option):
        return None
    if len(first) == 1 and option.value is not None and option.separator:
        value = option.value
    elif len(first) == 2 and option.value is None and _is_operand(first[1]):  # noqa: PLR2004 - the option and one operand
        value = plain_node(first[1])
    else:
        return None
    values = (value, *(plain_node(items[0]) for items in sequences[1:]))
    choice = Choice(optional=False, alternatives=values, start=value.start, end=values[-1].end)
    return with_value(option, choice)


def _is_operand(part: Part) -> bool:
    return isinstance(part, Literal | Placeholder | Value | Repetition) and not _has_option(part)


def join_loose(sequences: list[list[Part]]) -> list[Part]:
    """Give `|` without brackets its reach.

    The words next to it, or whole usages where the command is repeated.
    """
    first, last = sequences[0], sequences[-1]
    head = first[0]
    again = isinstance(head, Literal) and all(
        isinstance(items[0], Literal) and items[0].text.lower() == head.text.lower()
        for items in sequences[1:]
    )
    middle_is_short = all(len(items) == 1 for items in sequences[1:-1])
    if again or (not middle_is_short and len(first) == 1):
        nodes = tuple(as_node(items) for items in sequences)
        return [Choice(optional=False, alternatives=nodes, start=nodes[0].start, end=nodes[-1].end)]
    if not middle_is_short:
        kept = 1
        while kept < len(first) - 1 and isinstance(first[kept], Literal):
            kept += 1
        nodes = tuple(as_node(items) for items in (first[kept:], *sequences[1:]))
        return [
            *first[:kept],
            Choice(optional=False, alternatives=nodes, start=nodes[0].start, end=nodes[-1].end),
        ]
    choices = [[first[-1]], *sequences[1:-1], [last[0]]]
    before = first[:-1]
    if (
        len(first) > 2  # noqa: PLR2004 - the command, an option, an operand
        and isinstance(first[-2], Option)
        and first[-2].value is None
        and _is_operand(first[-1])
    ):
        choices[0], before = first[-2:], first[:-2]
    merged = one_value(choices)
    if merged is not None:
        return [*before, merged, *last[1:]]
    nodes = tuple(as_node(items) for items in choices)
    return [
        *before,
        Choice(optional=False, alternatives=nodes, start=nodes[0].start, end=nodes[-1].end),
        *last[1:],
    ]
