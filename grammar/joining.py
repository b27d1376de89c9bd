"""How parts become nodes whatever token they came from.

What is glued fuses, an ellipsis repeats, an option takes its value.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value, children

GENERIC = frozenset({
    "option", "options", "parameter", "parameters", "argument", "arguments", "switch", "switches",
    "subcommand", "subcommands",
})  # fmt: skip
NOUNS = frozenset({
    "argument", "command", "computer", "computername", "date", "dir", "directory", "file", "filename", "guid",
    "name", "number", "option", "password", "path", "pathname", "seconds", "servername", "string", "username",
    "uuid",
})  # fmt: skip
_LETTERS = re.compile(r"([a-z])\1*(?:[:/.\-]([a-z])\2*)*\Z", re.IGNORECASE)
_PATTERN = re.compile(r":([A-Z])\1*(?:[/.\-]([A-Z])\2*)+\Z")
_ACCOUNT = re.compile(r"[a-z]+[\\@][a-z]+\Z", re.IGNORECASE)
_NAMING = re.compile(r"(?:\\\\?)?[a-z_]+(?:name|names|path|filein|fileout|files)\Z", re.IGNORECASE)
_CAMEL = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z0-9]*\Z")
_GENERIC = re.compile(
    r"(?:options|option|parameters?\d*|parametern|arguments|argument\d*|switches|switch|sub-?commands?)\s*\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:param|parameter|argument|option)\d+\Z", re.IGNORECASE)
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


def with_metavariables(items: list[Part], first: int) -> list[Part]:
    """Read bare words that can only be names of values: `FileName`, `[options]`, and `dir` in `[/l dir]`.

    `first` is 1 in a whole usage, whose first word is the command, and 0 within brackets.
    """
    result: list[Part] = []
    for index, item in enumerate(_with_lists(items)):
        before = result[-1] if result else None
        named = isinstance(before, Option) and before.prefix != "" and before.value is None
        word = item.item if isinstance(item, Repetition) else item
        if isinstance(word, Literal) and index >= first and not word.quoted:
            names = is_metavariable(word.text) or (
                named and (_names_value(word.text) or (first == 0 and index == 1 and word.text.isalpha()))
            )
            value = bare(item) if names else item
            if isinstance(before, Option) and named and names:
                result[-1] = with_value(before, plain_node(value))
            else:
                result.append(value)
        elif isinstance(item, Option) and item.prefix and item.value is not None:
            result.append(with_value(item, _bare_value(item.value), item.separator))
        else:
            result.append(item)
    return result


def _with_lists(items: list[Part]) -> list[Part]:
    """Read `NAME [NAME ...]`, where the same word may come again, as the name of a value."""
    if not any(isinstance(item, Choice) for item in items):
        return items
    result = list(items)
    for index, item in enumerate(items[1:], 1):
        only = item.alternatives[0] if isinstance(item, Choice) and item.optional else None
        before = items[index - 1]
        if (
            isinstance(item, Choice)
            and isinstance(only, Repetition)
            and only.item == _moved(before, only.item)
        ):
            again = plain_node(bare(only))
            result[index - 1] = bare(before)
            result[index] = Choice(optional=True, alternatives=(again,), start=item.start, end=item.end)
    return result


def _moved(part: Part, to: Node) -> Node | None:
    """Return a word as it would be where another stands."""
    if not isinstance(part, Literal) or part.quoted:
        return None
    return Literal(text=part.text, start=to.start, end=to.end)


def _names_value(text: str) -> bool:
    text = text.lstrip("\\")
    return text.lower() in NOUNS or _LETTERS.match(text) is not None or is_metavariable(text)


def _names_alternative(text: str) -> bool:
    return text.lower() in NOUNS or _ACCOUNT.match(text) is not None


def _bare_alternative(node: Node) -> Node:
    if not isinstance(node, Literal):
        return node
    if _PATTERN.match(node.text):
        colon = Literal(text=":", start=node.start, end=node.start + 1)
        name = Placeholder(name=node.text[1:], style="bare", start=node.start + 1, end=node.end)
        return Value(parts=(colon, name), start=node.start, end=node.end)
    return plain_node(bare(node)) if _names_alternative(node.text) else node


def _bare_value(value: Node) -> Node:
    """Read the value of an option: `n` in `/t:n`, `number` in `/max:{number | unlimited}`."""
    if isinstance(value, Literal):
        return plain_node(bare(value)) if not value.quoted and _names_value(value.text) else value
    if isinstance(value, Value):
        parts = tuple(
            plain_node(bare(part)) if isinstance(part, Literal) and _LETTERS.match(part.text) else part
            for part in value.parts
        )
        return value if parts == value.parts else Value(parts=parts, start=value.start, end=value.end)
    if isinstance(value, Choice):
        alternatives = tuple(_bare_alternative(one) for one in value.alternatives)
        if alternatives == value.alternatives:
            return value
        return Choice(optional=value.optional, alternatives=alternatives, start=value.start, end=value.end)
    return value


def is_generic(name: str) -> bool:
    """Tell whether a placeholder stands for whatever options a table lists.

    `options`, `<command parameters>`.
    """
    return _GENERIC.search(name) is not None


def is_metavariable(text: str) -> bool:
    """Tell whether a bare word names a value.

    Mixed letter case inside, or a word such as `options`, `filename`.
    """
    if text.lower() in {"filename", "pathname", "computername", "username", "servername"}:
        return True
    if text.lower() in GENERIC or _CAMEL.match(text) is not None or _NUMBERED.match(text) is not None:
        return True
    if _ACCOUNT.match(text) is not None:
        return True
    return _NAMING.match(text) is not None and text.lower() not in {"rename", "hostname"}


def bare(item: Part) -> Part:
    """Turn a word, alone or repeated, into a placeholder without brackets."""
    if isinstance(item, Repetition):
        return Repetition(
            item=plain_node(bare(item.item)), separator=item.separator, start=item.start, end=item.end
        )
    if isinstance(item, Literal):
        return Placeholder(name=item.text, style="bare", start=item.start, end=item.end)
    return item


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


def with_bare_names(node: Node) -> Node:
    """Read usage text as a binary prints it.

    Words in capitals are typed, words in small letters name values.
    """
    if isinstance(node, Sequence):
        return Sequence(
            items=(node.items[0], *map(bare_names, node.items[1:])), start=node.start, end=node.end
        )
    return bare_names(node)


def bare_names(node: Node) -> Node:
    """Read every bare word in small letters as the name of a value."""
    if isinstance(node, Literal):
        return _small(node)
    if isinstance(node, Sequence):
        return Sequence(items=tuple(map(bare_names, node.items)), start=node.start, end=node.end)
    if isinstance(node, Choice):
        alternatives = tuple(map(bare_names, node.alternatives))
        return Choice(optional=node.optional, alternatives=alternatives, start=node.start, end=node.end)
    if isinstance(node, Value):
        return Value(parts=tuple(map(bare_names, node.parts)), start=node.start, end=node.end)
    if isinstance(node, Repetition):
        return Repetition(
            item=bare_names(node.item), separator=node.separator, start=node.start, end=node.end
        )
    if isinstance(node, Option) and node.value is not None:
        return with_value(node, bare_names(node.value), node.separator)
    return node


def _small(literal: Literal) -> Node:
    found = re.fullmatch(r"(\W*)([a-z][a-z0-9_]*)", literal.text)
    if literal.quoted or found is None:
        return literal
    name = Placeholder(name=found[2], style="bare", start=literal.end - len(found[2]), end=literal.end)
    if not found[1]:
        return name
    sign = Literal(text=found[1], start=literal.start, end=name.start)
    return Value(parts=(sign, name), start=literal.start, end=literal.end)
