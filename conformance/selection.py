"""Which clauses a run is about, and which of them apply to an implementation. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec import Struct

from ..model import Profile
from ..reports.document import AdapterIdentity
from ..spec import Clause, DisconspecError
from .nearest import unknown

PROFILES: tuple[Profile, ...] = ("documented", "observed")
LEVELS = ("must", "should", "may", "unspecified")


class Selection(Struct, frozen=True):
    """What a run is asked to look at; an empty tuple stands for everything.

    Attributes:
        systems: ids of systems.
        clauses: clause ids, or patterns such as `TSDISCON-CONSOLE-*`.
        levels: levels of clauses.
        profile: the reading of the documents.

    """

    systems: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    profile: Profile = "documented"

    @property
    def whole(self) -> bool:
        """Whether nothing was left out on request."""
        return not (self.systems or self.clauses or self.levels)


def profile_named(name: str) -> Profile:
    """The reading of that name.

    Raises:
        DisconspecError: there is none; the hint has the nearest.

    """
    for profile in PROFILES:
        if profile == name:
            return profile
    raise unknown("profile", name, PROFILES, hint=f"one of {', '.join(PROFILES)}")


def _fits(pattern: str, identifier: str) -> bool:
    return fnmatchcase(identifier.upper(), pattern.upper())


def select(clauses: Iterable[Clause], selection: Selection) -> tuple[Clause, ...]:
    """The clauses that a selection is about, in their order.

    Raises:
        DisconspecError: a selector matches nothing; the hint has the nearest name.

    """
    everything = tuple(clauses)
    systems = tuple(dict.fromkeys(clause.system for clause in everything))
    for kind, wanted, known in (
        ("system", selection.systems, systems),
        ("level", selection.levels, LEVELS),
    ):
        for name in wanted:
            if name not in known:
                raise unknown(kind, name, known, hint=f"one of {', '.join(known)}")
    for pattern in selection.clauses:
        if not any(_fits(pattern, clause.id) for clause in everything):
            raise unknown(
                "clause", pattern, [clause.id for clause in everything], hint="see disconspec run --list"
            )
    chosen = tuple(
        clause
        for clause in everything
        if selection.profile in clause.profiles
        and (not selection.systems or clause.system in selection.systems)
        and (not selection.levels or clause.level in selection.levels)
        and (not selection.clauses or any(_fits(pattern, clause.id) for pattern in selection.clauses))
    )
    for pattern in selection.clauses:
        if not any(_fits(pattern, clause.id) for clause in chosen):
            raise _left_nothing(pattern, everything, selection)
    if not chosen:
        raise DisconspecError("the selectors together leave no clause", hint="see disconspec run --list")
    return chosen


def _left_nothing(pattern: str, everything: tuple[Clause, ...], selection: Selection) -> DisconspecError:
    clause = next(each for each in everything if _fits(pattern, each.id))
    if selection.profile not in clause.profiles:
        hint = f"use --profile {clause.profiles[0]}" if clause.profiles else ""
        return DisconspecError(f"{clause.id} is not judged under the profile {selection.profile}", hint=hint)
    return DisconspecError(
        f"{clause.id} is left out by another selector", hint=f"it is a {clause.level} of {clause.system}"
    )


def objection(clause: Clause, identity: AdapterIdentity) -> str:
    """Why a clause does not apply to an implementation, or ""."""
    if clause.system not in identity.systems:
        return f"the adapter does not claim {clause.system}"
    absent = [need for need in clause.needs if need not in identity.capabilities]
    if absent:
        return f"the adapter does not declare {', '.join(absent)}"
    return ""
