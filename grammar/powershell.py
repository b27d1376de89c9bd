"""Binding a PowerShell command line to the parameter sets of a cmdlet.

With the errors that PowerShell itself gives.
"""

from __future__ import annotations

import difflib
import re
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct

from .comparing import walk
from .integers import INTEGERS, is_integer
from .nodes import Choice, Literal, Node, Option, Placeholder, Sequence
from .pipelines import Term, terms_of


class Parameter(Struct, frozen=True):
    """A parameter of a cmdlet; `type` is "" for a switch.

    `sets` empty means all; `position` None means by name only.
    """

    name: str
    type: str = ""
    aliases: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    mandatory_in: tuple[str, ...] = ()
    position: int | None = None
    values: tuple[str, ...] = ()
    from_pipeline: bool = False


class ParameterSet(Struct, frozen=True):
    """One parameter set: its name as headed in the help, and its syntax."""

    name: str
    tree: Node
    default: bool = False


class Given(Struct, frozen=True):
    """A bound parameter: what it was given, and where."""

    name: str
    values: tuple[str, ...]
    start: int
    end: int
    dynamic: bool = False


class Bound(Struct, frozen=True):
    """A line that PowerShell would run: the parameter set, and every parameter given."""

    parameter_set: str
    parameters: tuple[Given, ...]

    def get(self, name: str) -> Given | None:
        """Return what a parameter was given, or None."""
        wanted = name.casefold()
        return next((given for given in self.parameters if given.name.casefold() == wanted), None)

    def switch(self, name: str) -> bool:
        """Tell whether a switch is on: given, and not with `:$false`."""
        given = self.get(name)
        return given is not None and [value.casefold() for value in given.values] not in (["$false"], ["0"])


class Unbound(Struct, frozen=True):
    """A line that PowerShell refuses: its error id, the 1-based column, and the nearest known name."""

    id: str
    column: int
    message: str
    nearest: str | None = None


class Refusal(Exception):  # noqa: N818 - caught right here, never seen outside
    """Carries an answer out of the binding."""

    def __init__(
        self, error: str, term: Term, message: str, nearest: str | None = None, *, after: bool = False
    ) -> None:
        super().__init__(message)
        column = (term.end if after else term.start) + 1
        self.answer = Unbound(error, column, message, nearest)


class Cmdlet(Struct, frozen=True, dict=True):
    """A cmdlet: its name, parameter sets and parameters. Made by `cmdlet_of`."""

    name: str
    sets: tuple[ParameterSet, ...]
    parameters: tuple[Parameter, ...]

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name and alias in lower case, with the parameter's name."""
        found = {
            alias.casefold(): parameter.name for parameter in self.parameters for alias in parameter.aliases
        }
        return found | {parameter.name.casefold(): parameter.name for parameter in self.parameters}

    @cached_property
    def by_name(self) -> dict[str, Parameter]:
        """The parameters by their names."""
        return {parameter.name: parameter for parameter in self.parameters}


class _Slot(NamedTuple):
    option: Option
    mandatory: bool
    position: int | None


def slots_of(tree: Node) -> tuple[_Slot, ...]:
    """Return the parameters of one set's syntax: whether each is mandatory, and its position."""
    items = tree.items if isinstance(tree, Sequence) else (tree,)
    slots: list[_Slot] = []
    position = 0
    for item in items:
        option = item.alternatives[0] if isinstance(item, Choice) and item.alternatives else item
        if not isinstance(option, Option):
            continue
        slots.append(_Slot(option, not isinstance(item, Choice), position if option.positional else None))
        position += option.positional
    return tuple(slots)


@cache
def _common() -> dict[str, Parameter]:
    """The common parameters of every edition of PowerShell, by their names."""
    from ..spec import common_parameters  # noqa: PLC0415 - only cmdlets need it

    found = (
        Parameter(
            name=each.name.removeprefix("-"),
            type=each.type if each.takes_value else "",
            aliases=(each.alias.removeprefix("-"),),
        )
        for each in common_parameters()
    )
    return {parameter.name: parameter for parameter in found}


@lru_cache(maxsize=256)
def cmdlet_of(sets: tuple[ParameterSet, ...], known: tuple[Parameter, ...] = ()) -> Cmdlet:
    """Make a cmdlet of the syntaxes of its parameter sets.

    `known` adds by parameter name what a syntax does not show: aliases, pipeline input, sets it is
    mandatory in.
    """
    first = sets[0].tree
    head = first.items[0] if isinstance(first, Sequence) else first
    name = head.text if isinstance(head, Literal) else ""
    extra = {parameter.name.casefold(): parameter for parameter in known}
    merged: dict[str, Parameter] = {}
    for one in sets:
        for slot in slots_of(one.tree):
            option = slot.option
            more = extra.get(option.name.casefold())
            before = merged.get(option.name.casefold())
            here = (one.name,)
            merged[option.name.casefold()] = Parameter(
                name=option.name,
                type=_type(option),
                aliases=more.aliases if more else (),
                sets=(before.sets if before else ()) + here,
                mandatory_in=(before.mandatory_in if before else ())
                + (here if slot.mandatory or (more is not None and one.name in more.mandatory_in) else ()),
                position=slot.position,
                values=_values(option) or (more.values if more else ()),
                from_pipeline=more.from_pipeline if more else False,
            )
    for common in _common().values():
        merged.setdefault(common.name.casefold(), common)
    return Cmdlet(name, sets, tuple(merged.values()))


def _type(option: Option) -> str:
    if option.value is None:
        return ""
    return option.value.name if isinstance(option.value, Placeholder) else "Enum"


def _values(option: Option) -> tuple[str, ...]:
    if not isinstance(option.value, Choice):
        return ()
    return tuple(node.text for node in walk(option.value) if isinstance(node, Literal))


def match_powershell(cmdlet: Cmdlet, line: str, *, piped: bool = False) -> Bound | Unbound:
    """Bind one command of a pipeline as PowerShell does.

    Names may be shortened while they stay unique, aliases count, arrays and `-Switch:$false` are read,
    values without a name go by position. `piped` says that objects come in by the pipeline, which may
    supply what is mandatory. The ids of refusals are PowerShell's own: AmbiguousParameter,
    NamedParameterNotFound, ParameterAlreadyBound, MissingArgument, PositionalParameterNotFound,
    AmbiguousParameterSet, MissingMandatoryParameter, CannotConvertArgument; and CommandNotFound for another
    command.
    """
    terms = terms_of(line)
    if not terms:
        return Unbound("CommandNotFound", 1, "there is no command in this line", cmdlet.name)
    if terms[0].text.casefold().rsplit("\\", 1)[-1] != cmdlet.name.casefold():
        return Unbound(
            "CommandNotFound", terms[0].start + 1, f"{terms[0].text} is not {cmdlet.name}", cmdlet.name
        )
    try:
        return _bind(cmdlet, terms, piped=piped)
    except Refusal as refusal:
        return refusal.answer


def _bind(cmdlet: Cmdlet, terms: tuple[Term, ...], *, piped: bool) -> Bound:
    given: dict[str, Given] = {}
    loose: list[Term] = []
    dynamic_splat = False
    at = 1
    while at < len(terms):
        term = terms[at]
        at += 1
        if term.kind != "parameter":
            dynamic_splat = dynamic_splat or re.match(r"@\w", term.text) is not None
            loose.append(term)
            continue
        parameter = cmdlet.by_name[_resolve(cmdlet, term)]
        if parameter.name in given:
            raise Refusal("ParameterAlreadyBound", term, f"{term.text} is given twice")
        if parameter.type == "" and not term.colon:
            given[parameter.name] = Given(parameter.name, (), term.start, term.end)
            continue
        if at >= len(terms) or (terms[at].kind == "parameter" and not term.colon):
            raise Refusal("MissingArgument", term, f"{term.text} needs a value", after=True)
        value = terms[at]
        at += 1
        given[parameter.name] = _converted(parameter, value, term.start)
    splat = tuple(term for term in loose if re.match(r"@\w", term.text))
    loose = [term for term in loose if term not in splat]
    return _choose(cmdlet, given, loose, terms[0], open_ended=bool(splat), piped=piped)


def _resolve(cmdlet: Cmdlet, term: Term) -> str:
    wanted = term.text[1:].casefold()
    exact = cmdlet.names.get(wanted)
    if exact is not None:
        return exact
    # PowerShell prefers a cmdlet's own parameters over the common ones where a prefix fits both.
    fitting = sorted({name for known, name in cmdlet.names.items() if known.startswith(wanted)})
    own = [name for name in fitting if name not in _common() and name not in {"WhatIf", "Confirm"}]
    for candidates in (own, fitting):
        if len(candidates) == 1:
            return candidates[0]
    if fitting:
        raise Refusal(
            "AmbiguousParameter",
            term,
            f"{term.text} may be {', '.join(f'-{name}' for name in fitting)}",
            f"-{fitting[0]}",
        )
    near = difflib.get_close_matches(wanted, list(cmdlet.names), 1, 0.6)
    nearest = f"-{cmdlet.names[near[0]]}" if near else None
    raise Refusal("NamedParameterNotFound", term, f"{cmdlet.name} has no parameter {term.text}", nearest)


def _choose(
    cmdlet: Cmdlet, given: dict[str, Given], loose: list[Term], head: Term, *, open_ended: bool, piped: bool
) -> Bound:
    """Choose the parameter set.

    It has all that was named, takes the loose values, and lacks nothing mandatory.
    """
    named = [name for name in given if cmdlet.by_name[name].sets]
    fitting = [one for one in cmdlet.sets if all(one.name in cmdlet.by_name[name].sets for name in named)]
    if not fitting:
        last = max((given[name] for name in named), key=lambda one: one.start)
        term = Term(last.name, last.start, last.end, "parameter")
        raise Refusal("AmbiguousParameterSet", term, "no parameter set has all of these parameters")
    placed: list[tuple[ParameterSet, dict[str, Given]]] = []
    problem: Refusal | None = None
    for one in fitting:
        try:
            placed.append((one, _by_position(one, given, loose, cmdlet)))
        except Refusal as refusal:
            problem = problem or refusal
    if not placed:
        raise problem or Refusal("PositionalParameterNotFound", head, "no place for this value")
    complete = [
        (one, all_given)
        for one, all_given in placed
        if open_ended or not _lacking(one, all_given, cmdlet, piped=piped)
    ]
    if complete:
        chosen = next((pair for pair in complete if pair[0].default), None)
        if chosen is None and len(complete) > 1:
            chosen = _most_specific(complete)
        one, all_given = chosen or complete[0]
        return Bound(one.name, tuple(sorted(all_given.values(), key=lambda value: value.start)))
    default = next((pair for pair in placed if pair[0].default), None)
    if default is None and len(placed) > 1:
        raise Refusal(
            "AmbiguousParameterSet", head, "no parameter set can be told from these parameters", after=True
        )
    one, all_given = default or placed[0]
    lacking = _lacking(one, all_given, cmdlet, piped=piped)
    end = max((value.end for value in all_given.values()), default=head.end)
    term = Term(head.text, head.start, end, "value")
    names = ", ".join(f"-{name}" for name in lacking)
    raise Refusal("MissingMandatoryParameter", term, f"mandatory: {names}", f"-{lacking[0]}", after=True)


def _most_specific(
    complete: list[tuple[ParameterSet, dict[str, Given]]],
) -> tuple[ParameterSet, dict[str, Given]]:
    """Of several sets that fit.

    PowerShell without a default takes the one whose mandatory parameters were all given.
    """
    return max(complete, key=lambda pair: sum(slot.mandatory for slot in slots_of(pair[0].tree)))


def _lacking(one: ParameterSet, given: dict[str, Given], cmdlet: Cmdlet, *, piped: bool) -> list[str]:
    known = any(parameter.from_pipeline for parameter in cmdlet.parameters)
    lacking: list[str] = []
    for slot in slots_of(one.tree):
        parameter = (
            cmdlet.by_name.get(slot.option.name) or cmdlet.by_name[cmdlet.names[slot.option.name.casefold()]]
        )
        if one.name not in parameter.mandatory_in or parameter.name in given:
            continue
        if piped and (parameter.from_pipeline or not known):
            continue
        lacking.append(parameter.name)
    return lacking


def _by_position(
    one: ParameterSet, given: dict[str, Given], loose: list[Term], cmdlet: Cmdlet
) -> dict[str, Given]:
    everything = dict(given)
    places = [
        slot.option
        for slot in slots_of(one.tree)
        if slot.position is not None and slot.option.name not in given
    ]
    for term in loose:
        if not places:
            raise Refusal(
                "PositionalParameterNotFound", term, f"no parameter takes {term.text} by its position"
            )
        option = places.pop(0)
        parameter = cmdlet.by_name[cmdlet.names[option.name.casefold()]]
        everything[parameter.name] = _converted(parameter, term, term.start)
    return everything


def _converted(parameter: Parameter, term: Term, start: int) -> Given:
    items = term.items or (term.text,)
    given = Given(parameter.name, items, start, term.end, term.kind == "dynamic")
    if given.dynamic:
        return given
    kind = parameter.type.casefold().removeprefix("system.")
    if not kind.endswith("[]") and len(items) > 1 and (kind in INTEGERS or kind in {"boolean", "bool", ""}):
        raise Refusal("CannotConvertArgument", term, f"-{parameter.name} takes one value, not an array")
    base = kind.removesuffix("[]")
    for item in items:
        if base in INTEGERS and not is_integer(item, base):
            raise Refusal("CannotConvertArgument", term, f"{item} is no {parameter.type}")
        if parameter.values and item.casefold() not in {value.casefold() for value in parameter.values}:
            near = difflib.get_close_matches(item, parameter.values, 1, 0.5)
            raise Refusal(
                "CannotConvertArgument",
                term,
                f"{item} is none of {', '.join(parameter.values)}",
                near[0] if near else None,
            )
    return given
