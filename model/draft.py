"""What a rule is: one function that carries its clause's id; and how a step runs through the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from .world import World

Profile = Literal["documented", "observed"]


class Draft(Struct, frozen=True, kw_only=True):
    """A request half carried out: what is known so far, and what will be the outcome if nothing more happens.

    Attributes:
        world: the world as changed so far.
        profile: whether documents or observed Windows decide where the two differ.
        clauses: the rules that have had a say.
        ended: nothing more is to be done.
        accepted: see `Outcome`.
        specified: see `Outcome`.
        stdout: see `Outcome`.
        stderr: see `Outcome`.

    """

    world: World
    profile: Profile = "documented"
    clauses: tuple[str, ...] = ()
    ended: bool = False
    accepted: bool = True
    specified: bool = True
    stdout: str = ""
    stderr: str = ""


D = TypeVar("D", bound=Draft)


@dataclass(frozen=True, slots=True)
class Rule:
    """One function that realises one clause; a step without it shows what the clause is good for.

    Attributes:
        clause: the id of the clause.
        name: what to call it.
        summary: the clause in our words, from the function's docstring.
        function: a draft before the rule to the draft after it; the same draft where the rule has no say.

    """

    clause: str
    name: str
    summary: str
    function: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Gap:
    """A case that the documents are silent about: nothing happens, and nobody is judged by it."""

    clause: str
    summary: str
    applies: Callable[[Any], bool]


Stage = Rule | Gap | Callable[[D], D]


def rule(clause: str) -> Callable[[Callable[[D], D]], Rule]:
    """Make a function the rule of a clause."""

    def decorate(function: Callable[[D], D]) -> Rule:
        return Rule(clause, function.__name__.replace("_", "-"), _summary(function), function)

    return decorate


def gap(clause: str) -> Callable[[Callable[[Any], bool]], Gap]:
    """Make a predicate the mark of an undocumented case."""

    def decorate(applies: Callable[[Any], bool]) -> Gap:
        return Gap(clause, _summary(applies), applies)

    return decorate


def _summary(function: Callable[..., object]) -> str:
    """The first sentence of a docstring."""
    return (function.__doc__ or "").strip().splitlines()[0]


def run(draft: D, stages: tuple[Stage[D], ...], disabled: frozenset[str]) -> D:
    """Run a draft through the stages until it has ended, leaving out the disabled rules."""
    for stage in stages:
        if draft.ended:
            return draft
        if isinstance(stage, Rule):
            if stage.clause not in disabled:
                after: D = stage.function(draft)
                if after is not draft:
                    draft = replace(after, clauses=(*after.clauses, stage.clause))
        elif isinstance(stage, Gap):
            if stage.applies(draft):
                return unspecified(draft, stage.clause)
        else:
            draft = stage(draft)
    return draft


def refused(draft: D, message: str) -> D:
    """The draft of a request that is not carried out, with a message for standard error."""
    return replace(draft, ended=True, accepted=False, stderr=draft.stderr + message)


def unspecified(draft: D, *clauses: str) -> D:
    """The draft of a request whose outcome no document tells: nothing happens."""
    return replace(draft, ended=True, accepted=False, specified=False, clauses=(*draft.clauses, *clauses))
