"""Why a line does not fit: one of a few reasons, the column, and the nearest thing that is known."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from .comparing import options_of, walk
from .items import Named, Word
from .lines import Argument
from .naming import is_generic
from .nodes import Choice, Literal, Node, Option, children
from .patterns import Ready, compiled, looks_like_option, name_shape
from .printing import to_text
from .shapes import lowered

SIMILAR = 0.6
MANY = 200
_SIGNS = frozenset({"/", "-", "--", "-[-]"})


class Mismatch(Struct, frozen=True):
    """A line that does not fit.

    `reason` is one of: wrong-command, unknown-option, repeated-option, both-alternatives,
    needs-another-option, missing-required, missing-value, unexpected-value, wrong-value,
    unexpected-argument, empty-line. `column` is 1-based, in characters. `nearest` is the known option or
    word closest to what was written.
    """

    reason: str
    column: int
    message: str
    nearest: str | None


@dataclass
class Failure:
    """The furthest place that any reading reached, and what was expected there."""

    place: int = -1
    expected: list[Any] = field(default_factory=list[Any])
    lacking: list[Any] = field(default_factory=list[Any])

    def lack(self, place: int, item: object) -> None:
        """Remember a reading that reached the end without something that is required."""
        self.note(place, item)
        self.lacking.append(item)

    def note(self, place: int, item: object) -> None:
        """Remember where a reading could not go on."""
        if place > self.place:
            self.place, self.expected, self.lacking = place, [], []
        if place == self.place and item is not None and len(self.expected) < 64:  # noqa: PLR2004 - enough to explain
            self.expected.append(item)


def explain(
    ready: Ready, arguments: tuple[Argument, ...], failure: Failure, extra: tuple[Node, ...]
) -> Mismatch:
    """Put the furthest failure into a reason."""
    place = max(failure.place, 0)
    usage = ready.usage
    options = (*ready.options, *(option for node in extra for option in options_of(node)))
    if place >= len(arguments):
        return _at_end(usage, arguments, failure, options)
    argument = arguments[place]
    column = argument.start + 1
    if place == 0:
        expected = next((item.name for item in failure.expected if isinstance(item, Word)), "")
        return Mismatch(
            "wrong-command", column, f"{argument.text} is not the command {expected}", expected or None
        )
    if looks_like_option(argument):
        return _option(usage, arguments, place, options, failure)
    before = _waiting_option(arguments, place, failure, options)
    if before is not None:
        return Mismatch(
            "wrong-value",
            column,
            f"{argument.text} is no value of {to_text(before)}",
            _nearest(argument.text, _values(before)),
        )
    words = [
        item.name
        for item in failure.expected
        if isinstance(item, Word) and item.kind in {"word", "perhaps", "command"}
    ]
    named = _named_without_sign(argument, options)
    if named is not None:
        return Mismatch("unexpected-argument", column, f"{argument.text} is not expected here", named)
    known = (
        words
        + [node.text for node in walk(usage) if isinstance(node, Literal)]
        + [option.name + "=" for option in options if not option.prefix]
    )
    return Mismatch(
        "unexpected-argument", column, f"{argument.text} is not expected here", _nearest(argument.text, known)
    )


def _at_end(
    usage: Node, arguments: tuple[Argument, ...], failure: Failure, options: tuple[Option, ...]
) -> Mismatch:
    last = arguments[-1]
    column = last.end + 1
    waiting = _waiting_option(arguments, len(arguments), failure, options)
    if waiting is not None:
        return Mismatch("missing-value", column, f"{waiting.prefix}{waiting.name} needs a value", None)
    known = (
        item for item in failure.expected if getattr(item, "kind", "") not in {"options", "perhaps", "rest"}
    )
    hanging = _hanging(usage, arguments, options) if failure.lacking else None
    if hanging is not None:
        return hanging
    item = next(iter(failure.lacking), None) or next(known, None) or next(iter(failure.expected), None)
    text = _describe(item)
    return Mismatch(
        "missing-required", column, f"{text} is missing" if text else "something is missing", text or None
    )


def _hanging(usage: Node, arguments: tuple[Argument, ...], options: tuple[Option, ...]) -> Mismatch | None:
    """Find an option that goes only with another one, which was not given."""
    for argument in arguments[1 : MANY + 1]:
        named = [option for option in options if names_option(option, argument.text)]
        leads = [_lead_of(usage, option) for option in named]
        if not leads or None in leads or not looks_like_option(argument):
            continue
        given = any(lead and names_option(lead, one.text) for lead in leads for one in arguments[:MANY])
        lead = leads[0]
        if lead is not None and not given:
            message = f"{argument.text} goes only with {to_text(lead)}"
            return Mismatch("needs-another-option", argument.start + 1, message, to_text(lead))
    return None


def _describe(item: object) -> str:
    node = getattr(item, "node", None)
    if isinstance(node, Node):
        return to_text(node)
    parts = (
        getattr(item, "alternatives", None)
        or getattr(item, "ordered", None)
        or getattr(item, "floating", None)
    )
    return " | ".join(_describe(part) for part in tuple[object, ...](parts)) if parts else ""


def _option(
    usage: Node, arguments: tuple[Argument, ...], place: int, options: tuple[Option, ...], failure: Failure
) -> Mismatch:
    argument = arguments[place]
    column = argument.start + 1
    named = [option for option in options if names_option(option, argument.text)]
    if named:
        whole = [option for option in named if _whole(option, argument.text)]
        if not whole:
            return _about_value(named[0], argument, column)
        earlier = arguments[:place]
        if any(
            names_option(option, one.text) for option in whole for one in earlier[-MANY:] if not one.quoted
        ):
            return Mismatch("repeated-option", column, f"{argument.text} is given twice", None)
        rival = _rival(usage, whole[0], earlier)
        if rival is not None:
            return Mismatch("both-alternatives", column, f"{argument.text} excludes {rival}", None)
    waiting = _waiting_option(arguments, place, failure, options)
    if waiting is not None:
        end = arguments[place - 1].end
        return Mismatch("missing-value", end + 1, f"{waiting.prefix}{waiting.name} needs a value", None)
    if named:
        lead = _lead_of(usage, named[0])
        if lead is not None:
            return Mismatch(
                "needs-another-option",
                column,
                f"{argument.text} goes only with {to_text(lead)}",
                to_text(lead),
            )
        return Mismatch("unexpected-argument", column, f"{argument.text} is not expected here", None)
    known = [f"{option.prefix}{option.name}" for option in options]
    name = argument.text.split(":")[0]
    return Mismatch(
        "unknown-option", column, f"{argument.text} is not an option of this command", _nearest(name, known)
    )


def _about_value(option: Option, argument: Argument, column: int) -> Mismatch:
    name = f"{option.prefix}{option.name}"
    size = len(argument.text)
    lead = next((at for at, sign in enumerate(argument.text) if sign in ":=" and at), size)
    given = argument.text[lead + 1 :]
    if option.value is None:
        return Mismatch("unexpected-value", column + lead, f"{name} takes no value", None)
    if not given:
        return Mismatch("missing-value", argument.end + 1, f"{name} needs a value", None)
    return Mismatch(
        "wrong-value",
        column + lead + 1,
        f"{given} is no value of {to_text(option)}",
        _nearest(given, _values(option)),
    )


def names_option(option: Option, text: str) -> bool:
    """Tell whether an argument begins with the name of an option, whatever follows it."""
    low = lowered(text)
    if low is not None and option.prefix in _SIGNS and low[:1] not in _SIGNS:
        return False
    end = name_shape(option).end_in(text, low)
    if end < 0 or (option.prefix and is_generic(option.name)):
        return False
    return end == len(text) or text[end] in ":=" or _whole(option, text)


def _whole(option: Option, text: str) -> bool:
    item = compiled(option)
    low = lowered(text)
    if isinstance(item, Word | Named):
        return item.shape.fits(text, low)
    return any(
        one.shape.fits(text, low) for one in getattr(item, "alternatives", ()) if isinstance(one, Word)
    )


def _waiting_option(
    arguments: tuple[Argument, ...], place: int, failure: Failure, options: tuple[Option, ...]
) -> Option | None:
    """Return the option before `place` whose blank-separated value is expected there."""
    if place == 0 or place > len(arguments):
        return None
    before = arguments[place - 1]
    for option in options:
        if option.separator in {" ", "= "} and option.value is not None and _whole(option, before.text):
            item = compiled(option)
            if isinstance(item, Named) and _expects(failure, item):
                return option
    return None


def _expects(failure: Failure, item: Named) -> bool:
    wanted = set(walk(item.node))
    return any(getattr(one, "node", None) in wanted for one in failure.expected)


def _values(option: Option) -> list[str]:
    return [node.text for node in walk(option) if isinstance(node, Literal)]


def _rival(usage: Node, option: Option, earlier: tuple[Argument, ...]) -> str | None:
    """Return an earlier argument from another alternative of a choice that this option belongs to."""
    for node in walk(usage):
        if not isinstance(node, Choice) or len(node.alternatives) < 2:  # noqa: PLR2004 - a real choice
            continue
        mine = [one for one in node.alternatives if any(below is option for below in walk(one))]
        if not mine:
            continue
        for one in node.alternatives:
            if one is mine[0]:
                continue
            for other in walk(one):
                for argument in earlier[1:][-MANY:]:
                    if _is_given(other, argument):
                        return argument.text
    return None


def _is_given(node: Node, argument: Argument) -> bool:
    if isinstance(node, Option):
        return _whole(node, argument.text)
    return isinstance(node, Literal) and node.text.casefold() == argument.text.casefold()


def _lead_of(usage: Node, option: Option) -> Option | None:
    """Return the option that begins the bracket in which this one is nested."""
    for node in walk(usage):
        below = children(node)
        lead = below[0] if len(below) > 1 and not isinstance(node, Choice) else None
        inside = isinstance(lead, Option) and any(one is option for part in below[1:] for one in walk(part))
        if isinstance(lead, Option) and inside:
            return lead
    return None


def _named_without_sign(argument: Argument, options: tuple[Option, ...]) -> str | None:
    name = argument.text.split(":")[0].casefold()
    return next(
        (f"{one.prefix}{one.name}" for one in options if one.prefix and one.name.casefold() == name), None
    )


def resembles(text: str, word: str) -> bool:
    """Tell whether a text looks like a misspelling of a word."""
    return difflib.SequenceMatcher(None, text.casefold(), word.casefold()).ratio() > SIMILAR


def _nearest(text: str, known: list[str]) -> str | None:
    by_case = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(text.casefold(), by_case, 1, SIMILAR)
    return by_case[near[0]] if near else None
