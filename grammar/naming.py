"""Which bare words are names of values, though no brackets say so."""

from __future__ import annotations

import re

from ..spec.known_words import command_names, wording
from .joining import Part, plain_node, with_value
from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value

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
    return (
        text.lower() in wording().metavariables.values
        or _LETTERS.match(text) is not None
        or is_metavariable(text)
    )


def _names_alternative(text: str) -> bool:
    return text.lower() in wording().metavariables.values or _ACCOUNT.match(text) is not None


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
    if (
        text.lower() in wording().metavariables.generic
        or _CAMEL.match(text) is not None
        or _NUMBERED.match(text) is not None
    ):
        return True
    if _ACCOUNT.match(text) is not None:
        return True
    return _NAMING.match(text) is not None and text.lower() not in command_names().names


def bare(item: Part) -> Part:
    """Turn a word, alone or repeated, into a placeholder without brackets."""
    if isinstance(item, Repetition):
        return Repetition(
            item=plain_node(bare(item.item)), separator=item.separator, start=item.start, end=item.end
        )
    if isinstance(item, Literal):
        return Placeholder(name=item.text, style="bare", start=item.start, end=item.end)
    return item


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
