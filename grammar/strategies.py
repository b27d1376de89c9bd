"""Hypothesis strategies from any tree: lines that fit, lines that miss by one thing, and trees themselves.

Imported only where properties are tested: this module, and nothing else here, loads Hypothesis.
"""

from __future__ import annotations

from hypothesis import strategies as st

from .comparing import options_of, placeholders_of, walk
from .matching import usages_of
from .naming import is_generic
from .nodes import Choice, Literal, Node, Option, Placeholder, Repetition, Sequence, Value
from .patterns import floats, name_shape, takes_rest
from .shapes import lowered

UNKNOWN = "zqx9"
MOST_TIMES = 3

_words = st.from_regex(r"v[a-z0-9]{0,5}", fullmatch=True)
_values = st.one_of(_words, _words, st.builds('"{} {}"'.format, _words, _words))


@st.composite
def valid_lines(draw: st.DrawFn, tree: Node) -> str:
    """Draw a command line that fits one usage of the tree.

    Options anywhere, in any letter case, values quoted if need be.
    """
    usage = draw(st.sampled_from(usages_of(tree)))
    return " ".join(_line(draw, usage))


@st.composite
def near_misses(draw: st.DrawFn, tree: Node) -> tuple[str, str]:
    """Draw a line that misses a usage by exactly one thing, and the reason for which it must be rejected.

    The reasons: missing-required, unknown-option, both-alternatives, missing-value, repeated-option. A tree
    that accepts anything (`echo [<message>]`, `[options]`) may allow none of them; then the draw is given
    up.
    """
    usage = draw(st.sampled_from(usages_of(tree)))
    kinds = [kind for kind in _MISSES if _MISSES[kind](usage)]
    if len(usages_of(tree)) > 1:
        kinds = []  # what misses one usage may fit another
    kind = draw(st.sampled_from(kinds) if kinds else st.nothing())
    place = draw(st.sampled_from(_MISSES[kind](usage)))
    return " ".join(_missing(draw, usage, kind, place)), kind


def _items(usage: Node) -> tuple[Node, ...]:
    return usage.items if isinstance(usage, Sequence) else (usage,)


def _line(draw: st.DrawFn, usage: Node, *, without: int = -1, least: bool = False) -> list[str]:
    """Draw the arguments of a line.

    What is ordered in order, and options thrown in anywhere after the command.
    """
    ordered: list[list[str]] = []
    thrown: list[list[str]] = []
    for index, item in enumerate(_items(usage)):
        if index == without or (least and _optional(item)):
            continue
        chunk = _arguments(draw, item)
        if chunk:
            (thrown if index and floats(item) else ordered).append(chunk)
    for chunk in thrown:
        ordered.insert(draw(st.integers(1, len(ordered))) if ordered else 0, chunk)
    return [argument for chunk in ordered for argument in chunk]


def _optional(node: Node) -> bool:
    return (isinstance(node, Choice) and node.optional) or (
        isinstance(node, Repetition) and _optional(node.item)
    )


def _cased(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from([text, text.upper(), text.lower()])) if text.isascii() else text


def _arguments(draw: st.DrawFn, node: Node) -> list[str]:
    if isinstance(node, Sequence):
        return [argument for item in node.items for argument in _arguments(draw, item)]
    if isinstance(node, Choice):
        if node.optional and draw(st.booleans()):
            return []
        return _arguments(draw, draw(st.sampled_from(node.alternatives)))
    if isinstance(node, Repetition) and node.separator == " ":
        times = draw(st.integers(1, MOST_TIMES))
        return [argument for _ in range(times) for argument in _arguments(draw, node.item)]
    if isinstance(node, Option):
        name = node.prefix.replace("-[-]", "-") + _cased(draw, node.name)
        if node.value is None:
            return [name + node.separator.strip()]
        if node.separator in {" ", "= "}:
            return [name + node.separator.strip(), *_arguments(draw, node.value)]
        glued = (
            _arguments(draw, node.value) if not isinstance(node.value, Value) else [_text(draw, node.value)]
        )
        return [name + node.separator + (glued[0] if glued else ""), *glued[1:]]
    text = _text(draw, node)
    return [text] if text else []


def _text(draw: st.DrawFn, node: Node) -> str:
    """Draw what stands within one argument."""
    if isinstance(node, Literal):
        return f'"{node.text}"' if node.quoted else _cased(draw, node.text)
    if isinstance(node, Placeholder):
        return draw(_values)
    if isinstance(node, Value):
        # A backslash before a quotation mark would mean another thing, so these values have no blanks.
        return "".join(_text(draw, part).replace('"', "").replace(" ", "") for part in node.parts)
    if isinstance(node, Repetition):
        times = draw(st.integers(1, MOST_TIMES))
        return (node.separator if node.separator != " " else ",").join(
            _text(draw, node.item) for _ in range(times)
        )
    return " ".join(_arguments(draw, node))


def _missing(draw: st.DrawFn, usage: Node, kind: str, place: int) -> list[str]:
    item = _items(usage)[place]
    if kind == "missing-required":
        return _line(draw, usage, without=place, least=True)
    line = _line(draw, usage, without=place)
    if kind == "unknown-option":
        return [*_line(draw, usage), f"/{UNKNOWN}"]
    if kind == "both-alternatives" and isinstance(item, Choice):
        first, second = draw(st.permutations(item.alternatives))[:2]
        return [*line, *_arguments(draw, first), *_arguments(draw, second)]
    option = _only_option(item)
    if option is None:
        return line
    if kind == "missing-value":
        return [*line, f"{option.prefix}{option.name}{option.separator.strip()}"]
    return [*line, *_arguments(draw, option), *_arguments(draw, option)]


def _only_option(item: Node) -> Option | None:
    if isinstance(item, Choice) and len(item.alternatives) == 1:
        item = item.alternatives[0]
    return item if isinstance(item, Option) and item.prefix in {"/", "-"} else None


def _is_open(usage: Node) -> bool:
    """Tell whether something in a usage takes any argument at all."""
    return any(is_generic(name.name) or takes_rest(name) for name in placeholders_of(usage)) or any(
        is_generic(option.name) for option in options_of(usage)
    )


def _is_single(usage: Node, option: Option) -> bool:
    """Tell whether no other option of the usage could be meant by this one's name."""
    return (
        sum(
            name_shape(one).end_in(f"/{option.name}", lowered(f"/{option.name}")) >= 0
            for one in options_of(usage)
        )
        == 1
    )


def _for_unknown(usage: Node) -> list[int]:
    wild = any(not option.name or UNKNOWN.startswith(option.name.casefold()) for option in options_of(usage))
    return [] if _is_open(usage) or wild or _has_signs(usage) else [0]


def _has_signs(usage: Node) -> bool:
    """Tell whether a bare sign such as the `/` of `/<nnn>` may begin anything."""
    return any(isinstance(node, Literal) and node.text[:1] in {"/", "-"} for node in walk(usage))


def _for_missing(usage: Node) -> list[int]:
    if _is_open(usage) or _has_signs(usage):
        return []
    items = _items(usage)
    required = [index for index, item in enumerate(items) if index and not _optional(item)]
    ordered = [index for index in required if not floats(items[index])]
    loose = any(not _optional(item) for item in items[1:] if isinstance(item, Choice | Repetition))
    last = (
        []
        if loose or len(ordered) > 1
        else [index for index in ordered if isinstance(items[index], Placeholder)]
    )
    return last + [
        index for index in required if (option := _only_option(items[index])) and _is_single(usage, option)
    ]


def _for_both(usage: Node) -> list[int]:
    if _is_open(usage) or _has_signs(usage):
        return []
    places: list[int] = []
    for index, item in enumerate(_items(usage)):
        if index and isinstance(item, Choice) and len(item.alternatives) > 1:
            options = [
                one
                for one in item.alternatives
                if isinstance(one, Option) and one.prefix and one.value is None
            ]
            if len(options) == len(item.alternatives) and all(_is_single(usage, one) for one in options):
                places.append(index)
    return places


def _single_options(usage: Node) -> list[tuple[int, Option]]:
    if _is_open(usage) or _has_signs(usage):
        return []
    pairs = [(index, _only_option(item)) for index, item in enumerate(_items(usage)) if index]
    return [(index, option) for index, option in pairs if option is not None and _is_single(usage, option)]


def _for_value(usage: Node) -> list[int]:
    return [
        index
        for index, option in _single_options(usage)
        if isinstance(option.value, Placeholder) and option.separator in {" ", ":", "="}
    ]


def _for_repeated(usage: Node) -> list[int]:
    return [
        index
        for index, option in _single_options(usage)
        if option.value is None or isinstance(option.value, Placeholder | Literal)
    ]


_MISSES = {
    "missing-required": _for_missing,
    "unknown-option": _for_unknown,
    "both-alternatives": _for_both,
    "missing-value": _for_value,
    "repeated-option": _for_repeated,
}


def _placeholder(name: str) -> Node:
    return Placeholder(name=f"{name} x")


_names = st.from_regex(r"[a-z]{2,6}", fullmatch=True).filter(
    lambda text: not is_generic(text) and text != UNKNOWN
)
_placeholders = _names.map(_placeholder)


@st.composite
def syntaxes(draw: st.DrawFn) -> Node:
    """Draw the tree of one usage, as the references write them.

    A command, words, options, groups, repetitions.
    """
    names = draw(st.lists(_names, min_size=3, max_size=9, unique=True))
    head = Literal(text=names.pop())
    items: list[Node] = [head]
    items += [Placeholder(name=f"{name} x") for name in names[:1] if draw(st.booleans())]
    for name in names[1:]:
        items.append(draw(_parts(name)))
    return Sequence(items=tuple(items))


@st.composite
def _parts(draw: st.DrawFn, name: str) -> Node:
    prefix = draw(st.sampled_from(["/", "-"]))
    value = draw(st.one_of(_placeholders, st.builds(_repeated, _placeholders), _alternatives()))
    plain: Node = Option(prefix=prefix, name=name)
    with_value = Option(prefix=prefix, name=name, separator=draw(st.sampled_from([":", " "])), value=value)
    keyed = Option(prefix="", name=name, separator="=", value=value)
    option = draw(st.sampled_from([plain, with_value, keyed]))
    nested = Sequence(
        items=(with_value, Choice(optional=True, alternatives=(Option(prefix=prefix, name=f"{name}q"),)))
    )
    either = Choice(
        optional=draw(st.booleans()), alternatives=(plain, Option(prefix=prefix, name=f"{name}w"))
    )
    return draw(
        st.sampled_from(
            [
                option,
                Choice(optional=True, alternatives=(option,)),
                Choice(optional=True, alternatives=(nested,)),
                either,
                Choice(optional=True, alternatives=(Literal(text=name),)),
            ]
        )
    )


def _repeated(item: Node) -> Node:
    return Repetition(item=item, separator=",")


@st.composite
def _alternatives(draw: st.DrawFn) -> Node:
    words = draw(st.lists(_names, min_size=2, max_size=3, unique=True))
    return Choice(optional=False, alternatives=tuple(Literal(text=f"{word}z") for word in words))
