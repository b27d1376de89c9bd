"""A tree made ready for matching.

Patterns for single arguments, what keeps its order, what may stand anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import factorial

from .lines import Argument
from .naming import is_generic
from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value, children

_REST = re.compile(
    r"(?:command|message|comment|string|expression|remark|program|description|(?<![a-z])(?:text|title))s?\Z",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:list|[^sui\W\d]s)\Z", re.IGNORECASE)
_OPTION_LIKE = re.compile(
    r"/[^\W\d][\w\-]*(?:[:=].*)?\Z|/\?\Z|--?[^\W\d][\w\-]*(?:[:=].*)?\Z|-\?\Z", re.DOTALL
)


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """One argument: a word, a value, or an option with what is glued to it."""

    node: Node
    pattern: re.Pattern[str]
    kind: str
    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Named:
    """An option whose value is the next argument, or several."""

    node: Option
    pattern: re.Pattern[str]
    value: Item


@dataclass(frozen=True, eq=False, slots=True)
class Series:
    """Items in their order, and options that may stand anywhere from here on.

    `tight` ones follow the first at once.
    """

    ordered: tuple[Item, ...]
    floating: tuple[Item, ...]
    tight: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Pick:
    """One of several, or none."""

    alternatives: tuple[Item, ...]
    optional: bool


@dataclass(frozen=True, eq=False, slots=True)
class Again:
    """Once or more."""

    item: Item


Item = Word | Named | Series | Pick | Again


def looks_like_option(argument: Argument) -> bool:
    """Tell whether an argument was meant as an option: `/name`, `-name`, `/name:value`.

    A quoted one was not.
    """
    return not argument.quoted and _OPTION_LIKE.match(argument.text) is not None


@lru_cache(maxsize=4096)
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
            return Pick((Word(only, _compile(_regex(only)), "perhaps", only.text),), optional=True)
        return Pick(tuple(_chunk(one) for one in node.alternatives), node.optional)
    if isinstance(node, Repetition):
        if node.separator == " ":
            return Again(_item(node.item))
        return _word(node)
    if isinstance(node, Option):
        return _option(node)
    return _word(node)


def _chunk(node: Node) -> Item:
    """An alternative: where it begins with an option, that comes first and the rest hangs on it."""
    if isinstance(node, Sequence) and floats(node):
        lead = _item(node.items[0])
        rest = _series(node.items[1:], head=False)
        return Series((lead, *rest.ordered), rest.floating, tight=True)
    if isinstance(node, Sequence) and isinstance(node.items[0], Literal):
        series = _series(node.items, head=False)
        return Series(series.ordered, series.floating, tight=True)
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
            ordered.append(Word(node, _ANYTHING, "placeholder", node.text))
        else:
            ordered.append(_item(node))
    return Series(tuple(ordered), tuple(floating))


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
        name = re.sub(r"\.(?:exe|com|cmd|bat|vbs)\Z", "", node.text, flags=re.IGNORECASE)
        pattern = re.compile(
            rf"@?(?:.*[\\/])?{re.escape(name)}(?:\.(?:exe|com|cmd|bat|vbs))?", re.IGNORECASE | re.DOTALL
        )
        return Word(node, pattern, "command", name)
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
            return Again(Word(node, _ANYTHING, "options", node.name))
        if _REST.search(node.name):
            return Again(Word(node, _ANYTHING, "rest", node.name))
        if _SEVERAL.search(node.name):
            return Again(Word(node, _ANYTHING, "placeholder", node.name))
        return Word(node, _ANYTHING, "placeholder", node.name)
    if isinstance(node, Literal):
        script = r"(?:\.(?:exe|vbs|js))?" if node.text.isalnum() else ""
        return Word(node, _compile(_regex(node) + script), "word", node.text)
    word = Word(node, _compile(_regex(node)), "signed" if floats(node) else "value", _name(node))
    if word.pattern.fullmatch("") is not None:
        return Pick((word,), optional=True)
    last = node.parts[-1] if isinstance(node, Value) else node
    if isinstance(last, Choice) and len(last.alternatives) == 1:
        last = last.alternatives[0]
    if isinstance(last, Placeholder) and _REST.search(last.name):
        more = Word(last, _ANYTHING, "rest", last.name)
        return Series((word, Pick((Again(more),), optional=True)), (), tight=True)
    return word


_ANYTHING = re.compile(".+", re.DOTALL)


def _name(node: Node) -> str:
    if isinstance(node, Placeholder):
        return node.name
    from .comparing import placeholders_of  # noqa: PLC0415 - avoids a circle at import
    from .printing import to_text  # noqa: PLC0415 - as above

    found = placeholders_of(node)
    return found[-1].name if found else to_text(node)


def _option(node: Option) -> Item:
    if node.value is None and node.prefix and is_generic(node.name):
        return Again(Word(node, _ANYTHING, "options", node.name))
    if node.separator in {" ", "= "} and node.value is not None:
        sign = r"\s*=" if node.separator == "= " else ""
        pattern = _compile(_lead(node) + sign)
        return Named(node, pattern, _item(node.value))
    value = node.value
    if isinstance(value, Choice) and any(isinstance(one, Sequence) for one in value.alternatives):
        return _spelled_out(node, value)
    return Word(node, option_pattern(node), "option", node.name)


def _spelled_out(node: Option, value: Choice) -> Item:
    """`/target:{default | <drive> shrink}`: the first word of each alternative is glued to the option."""
    alternatives: list[Item] = []
    for one in value.alternatives:
        first = one.items[0] if isinstance(one, Sequence) else one
        glued = Option(prefix=node.prefix, name=node.name, separator=node.separator, value=first)
        rest = tuple(_item(item) for item in one.items[1:]) if isinstance(one, Sequence) else ()
        lead = Word(node, option_pattern(glued), "option", node.name)
        alternatives.append(Series((lead, *rest), (), tight=True) if rest else lead)
    if value.optional:
        bare = Option(prefix=node.prefix, name=node.name, separator=node.separator)
        alternatives.append(Word(node, option_pattern(bare), "option", node.name))
    return Pick(tuple(alternatives), optional=False)


def option_pattern(node: Option) -> re.Pattern[str]:
    """Return the pattern of an option that is one argument; its value is the group `value`."""
    separator = {"": "", ":": ":", "=": r"\s*=\s*"}.get(node.separator, re.escape(node.separator.strip()))
    if node.value is None:
        return _compile(_lead(node) + separator)
    return _compile(f"{_lead(node)}{separator}(?P<value>{_regex(node.value)})")


def _lead(node: Option) -> str:
    name = re.escape(node.name)
    if not node.prefix:
        return name
    if node.prefix == "-[-]":
        return f"--?{name}"
    return f"(?:/|--?){name}" if node.prefix in {"/", "-", "--"} else re.escape(node.prefix) + name


def _compile(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.DOTALL)


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
        return option_pattern(node).pattern.replace("?P<value>", "?:")
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


# How long a text may be for a pattern with that many wildcards, so that trying all their lengths stays quick.
_LENGTHS = (10**9, 10**9, 1000, 200, 60, 40)
_BEGINNING = re.compile(r"(?:\(\?:/\|--\?\))?(?:\\.|[^\\.()\[\]|?*+^$])*")


@lru_cache(maxsize=8192)
def _wildcards(pattern: re.Pattern[str]) -> int:
    text = pattern.pattern
    return text.count(".+?") + text.count("]+") + 2 * text.count(")*")


def _longest(pattern: re.Pattern[str]) -> int:
    wildcards = _wildcards(pattern)
    return _LENGTHS[wildcards] if wildcards < len(_LENGTHS) else 0


def work_of(pattern: re.Pattern[str], text: str) -> int:
    """Return how much work it may be to match a text, where a short text without wildcards is 1."""
    wildcards = _wildcards(pattern)
    if wildcards < 2 or len(text) > _longest(pattern):  # noqa: PLR2004 - one wildcard is tried in one go
        return 1 + len(text) // 500
    return 1 + len(text) ** wildcards // (500 * factorial(wildcards))


@lru_cache(maxsize=8192)
def _beginning(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return what a pattern begins with, the rest left open."""
    found = _BEGINNING.match(pattern.pattern)
    fixed = found[0] if found else ""
    if pattern.pattern[len(fixed) : len(fixed) + 1] in {"?", "*", "+"}:
        fixed = ""
    return _compile(f"{fixed}(?P<value>.*)" if "?P<value>" in pattern.pattern else f"{fixed}.*")


def fits(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Match a whole argument; of a pattern with many wildcards, a long one only against its beginning."""
    if len(text) > _longest(pattern):
        pattern = _beginning(pattern)
    return pattern.fullmatch(text)
