"""A tree made ready for matching.

Patterns for single arguments, what keeps its order, what may stand anywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .comparing import options_of, placeholders_of, walk
from .items import Item, Pick, Series, Word, again, named, pick, series, word
from .lines import Argument, without_extension
from .naming import is_generic
from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value, children
from .printing import to_text
from .shapes import ANYTHING, HYPHENS, SIGN, Shape, optional_extension, shape_of

_REST = re.compile(
    r"(?:command|message|comment|string|expression|remark|program|description|(?<![a-z])(?:text|title))s?\Z",
    re.IGNORECASE,
)
# What an option takes is one argument, though it be a sentence: it has to be quoted.
_SENTENCE = re.compile(r"(?:message|comment|remark|description|(?<![a-z])(?:text|title))s?\Z", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:list|[^sui\W\d]s)\Z", re.IGNORECASE)
_OPTION_LIKE = re.compile(
    r"/[^\W\d][\w\-]*(?:[:=].*)?\Z|/\?\Z|--?[^\W\d][\w\-]*(?:[:=].*)?\Z|-\?\Z", re.DOTALL
)


def looks_like_option(argument: Argument) -> bool:
    """Tell whether an argument was meant as an option: `/name`, `-name`, `/name:value`.

    A quoted one was not.
    """
    return not argument.quoted and _OPTION_LIKE.match(argument.text) is not None


class Ready(NamedTuple):
    """A usage with what a search and an explanation ask of it again and again.

    `options` are all of it in the order of the text, nested ones too; `plain` says that it begins with the
    name of a program and has no `[word]`, which a kind reader may take for the name of a value.
    """

    usage: Node
    item: Item
    options: tuple[Option, ...]
    plain: bool


@lru_cache(maxsize=256)
def ready(usage: Node) -> Ready:
    """Return a usage made ready, once for all that are equal."""
    perhaps = any(
        isinstance(node, Choice) and node.optional and isinstance(node.alternatives[0], Literal)
        for node in walk(usage)
    )
    item = compiled(usage)
    first = item.ordered[0] if isinstance(item, Series) and item.ordered else None
    plain = isinstance(first, Word) and first.kind == "command" and not perhaps
    return Ready(usage, item, options_of(usage), plain)


@lru_cache(maxsize=256)
def extra_of(option: Node) -> Pick:
    """Return an option that a page declares beside its syntax, ready to float."""
    return pick((compiled(option),), optional=True)


@lru_cache(maxsize=256)
def compiled(tree: Node) -> Item:
    """Make a usage ready for matching; its first word is the command and is compared as a program's name."""
    if isinstance(tree, Sequence):
        return _series(tree.items, head=True)
    return _item(tree)


def _item(node: Node) -> Item:
    if isinstance(node, Sequence):
        return _series(node.items, head=False)
    if isinstance(node, Choice):
        only = node.alternatives[0]
        if (
            node.optional
            and len(node.alternatives) == 1
            and isinstance(only, Literal)
            and only.text.isalpha()
        ):
            return pick((word(only, shape_of(_regex(only)), "perhaps", only.text),), optional=True)
        return pick(tuple(_chunk(one) for one in node.alternatives), optional=node.optional)
    if isinstance(node, Repetition):
        if node.separator == " ":
            return again(_item(node.item))
        return _word(node)
    if isinstance(node, Option):
        return _option(node)
    return _word(node)


def _chunk(node: Node) -> Item:
    """An alternative: where it begins with an option, that comes first and the rest hangs on it."""
    if isinstance(node, Sequence) and floats(node):
        lead = _item(node.items[0])
        rest = _series(node.items[1:], head=False)
        return series((lead, *rest.ordered), rest.floating, tight=True)
    if isinstance(node, Sequence) and isinstance(node.items[0], Literal):
        whole = _series(node.items, head=False)
        return series(whole.ordered, whole.floating, tight=True)
    return _item(node)


def _series(items: tuple[Node, ...], *, head: bool) -> Series:
    ordered: list[Item] = []
    floating: list[Item] = []
    for index, node in enumerate(items):
        if head and index == 0:
            ordered.append(_command(node))
        elif floats(node):
            floating.append(_item(node))
        elif index and isinstance(node, Literal) and _may_be_named(items[index - 1], node):
            # `/setlimit percent`: a bare word after an option may be what the value is called.
            ordered.append(word(node, shape_of(ANYTHING), "placeholder", node.text))
        else:
            ordered.append(_item(node))
    return series(tuple(ordered), tuple(floating))


def _may_be_named(before: Node, node: Literal) -> bool:
    return (
        isinstance(before, Option)
        and before.value is None
        and before.prefix != ""
        and not node.quoted
        and node.text.isalpha()
    )


def floats(node: Node) -> bool:
    """Tell whether something may stand anywhere.

    Options, and optional groups that a word or a sign introduces.
    """
    if isinstance(node, Option):
        return True
    if isinstance(node, Sequence):
        first = node.items[0]
        return floats(first) and not (isinstance(first, Choice) and first.optional)
    if isinstance(node, Repetition):
        return floats(node.item)
    if isinstance(node, Value):
        return _signed(node.parts[0])
    if isinstance(node, Choice):
        return all(floats(one) or (node.optional and _worded(one)) for one in node.alternatives)
    return False


def _signed(node: Node) -> bool:
    if isinstance(node, Literal):
        return node.text[:1] in {"/", "-", "+"}
    return isinstance(node, Choice) and all(_signed(one) for one in node.alternatives)


def _worded(node: Node) -> bool:
    if isinstance(node, Sequence):
        return _worded(node.items[0])
    return isinstance(node, Literal) and node.text[:1].isalpha()


def _command(node: Node) -> Item:
    if isinstance(node, Literal) and not node.quoted:
        name = without_extension(node.text)
        source = rf"@?(?:.*[\\/])?{re.escape(name)}{optional_extension()}"
        return word(node, shape_of(source, name), "command", name)
    return _item(node)


def takes_rest(node: Placeholder) -> bool:
    """Tell whether a placeholder stands for the rest of a line: `<command>`, `<message>`.

    Or for several arguments.
    """
    return _REST.search(node.name) is not None or _SEVERAL.search(node.name) is not None


def _word(node: Node) -> Item:
    """A part that is one argument.

    Or several, where it stands for the rest of a line, or none, where all is optional.
    """
    if isinstance(node, Placeholder):
        if is_generic(node.name) or node.name == "...":
            return again(word(node, shape_of(ANYTHING), "options", node.name))
        if _REST.search(node.name):
            return again(word(node, shape_of(ANYTHING), "rest", node.name))
        if _SEVERAL.search(node.name):
            return again(word(node, shape_of(ANYTHING), "placeholder", node.name))
        return word(node, shape_of(ANYTHING), "placeholder", node.name)
    if isinstance(node, Literal):
        script = optional_extension() if node.text.isalnum() else ""
        return word(node, shape_of(_regex(node) + script), "word", node.text)
    one = word(node, shape_of(_regex(node)), "signed" if floats(node) else "value", _name(node))
    if one.shape.fits("", ""):
        return pick((one,), optional=True)
    last = node.parts[-1] if isinstance(node, Value) else node
    if isinstance(last, Choice) and len(last.alternatives) == 1:
        last = last.alternatives[0]
    if isinstance(last, Placeholder) and _REST.search(last.name):
        more = word(last, shape_of(ANYTHING), "rest", last.name)
        return series((one, pick((again(more),), optional=True)), (), tight=True)
    return one


def _name(node: Node) -> str:
    if isinstance(node, Placeholder):
        return node.name
    found = placeholders_of(node)
    return found[-1].name if found else to_text(node)


def _option(node: Option) -> Item:
    if node.value is None and node.prefix and is_generic(node.name):
        return again(word(node, shape_of(ANYTHING), "options", node.name))
    if node.separator in {" ", "= "} and node.value is not None:
        sign = r"\s*=" if node.separator == "= " else ""
        value = node.value
        if node.prefix and isinstance(value, Placeholder) and _SENTENCE.search(value.name):
            return named(
                node, shape_of(_lead(node) + sign), word(value, shape_of(ANYTHING), "placeholder", value.name)
            )
        return named(node, shape_of(_lead(node) + sign), _item(value))
    value = node.value
    if isinstance(value, Choice) and any(isinstance(one, Sequence) for one in value.alternatives):
        return _spelled_out(node, value)
    return word(node, option_shape(node), "option", node.name)


def _spelled_out(node: Option, value: Choice) -> Item:
    """`/target:{default | <drive> shrink}`: the first word of each alternative is glued to the option."""
    alternatives: list[Item] = []
    for one in value.alternatives:
        first = one.items[0] if isinstance(one, Sequence) else one
        glued = Option(prefix=node.prefix, name=node.name, separator=node.separator, value=first)
        rest = tuple(_item(item) for item in one.items[1:]) if isinstance(one, Sequence) else ()
        lead = word(node, option_shape(glued), "option", node.name)
        alternatives.append(series((lead, *rest), (), tight=True) if rest else lead)
    if value.optional:
        bare = Option(prefix=node.prefix, name=node.name, separator=node.separator)
        alternatives.append(word(node, option_shape(bare), "option", node.name))
    return pick(tuple(alternatives), optional=False)


@lru_cache(maxsize=256)
def option_shape(node: Option) -> Shape:
    """Return the shape of an option that is one argument; its value is the group `value`."""
    separator = {"": "", ":": ":", "=": r"\s*=\s*"}.get(node.separator, re.escape(node.separator.strip()))
    if node.value is None:
        return shape_of(_lead(node) + separator)
    return shape_of(f"{_lead(node)}{separator}(?P<value>{_regex(node.value)})")


@lru_cache(maxsize=256)
def name_shape(option: Option) -> Shape:
    """Return the shape of an option's name with its sign."""
    return shape_of(_lead(option))


def _lead(node: Option) -> str:
    name = re.escape(node.name)
    if not node.prefix:
        return name
    if node.prefix == "-[-]":
        return f"{HYPHENS}{name}"
    return f"{SIGN}{name}" if node.prefix in {"/", "-", "--"} else re.escape(node.prefix) + name


def _regex(node: Node) -> str:
    """Return the pattern of a part that lies within one argument."""
    if isinstance(node, Literal):
        return re.escape(node.text)
    if isinstance(node, Placeholder):
        return ".+?"
    if isinstance(node, Value):
        return _value_regex(node)
    if isinstance(node, Choice):
        inner = "|".join(_regex(one) for one in node.alternatives)
        return f"(?:{inner})?" if node.optional else f"(?:{inner})"
    if isinstance(node, Repetition):
        # The pattern names the item twice, so a list of lists would grow without end.
        item = ".+?" if _has_list(node.item) else _regex(node.item)
        separator = r"[\s,;]+" if node.separator == " " else re.escape(node.separator)
        if len(node.separator) == 1:
            item = item.replace(".+?", f"[^{separator if node.separator != ' ' else ',;'}]+")
        return f"(?:{item})(?:{separator}(?:{item}))*"
    if isinstance(node, Option):
        return option_shape(node).source.replace("?P<value>", "?:")
    items = getattr(node, "items", ())
    return r"\s+".join(_regex(item) for item in items)


def _has_list(node: Node) -> bool:
    return isinstance(node, Repetition) or any(_has_list(below) for below in children(node))


def _balances(text: str) -> bool:
    level = 0
    for sign in text:
        level += (sign == "(") - (sign == ")")
        if level < 0:
            return False
    return level == 0


def _value_regex(node: Value) -> str:
    """Parentheses after something are a group that may come again or not at all: `+<id>(+<id>)`."""
    text = "".join(part.text for part in node.parts if isinstance(part, Literal))
    grouped = "(" in text and not text.startswith("(") and _balances(text)
    pieces: list[str] = []
    for part in node.parts:
        if isinstance(part, Literal) and grouped:
            pieces += [
                {"(": "(?:", ")": ")*"}.get(one, re.escape(one)) for one in re.split(r"([()])", part.text)
            ]
        else:
            pieces.append(f"(?:{_regex(part)})" if isinstance(part, Choice) else _regex(part))
    return "".join(pieces)
