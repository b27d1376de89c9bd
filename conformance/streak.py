"""How long an implementation that gives no proper answers is still asked, system by system."""

from __future__ import annotations

from collections.abc import Iterable

CHECKS = 8
CLAUSES = 5


class Streaks:
    """The errored checks in a row of each system.

    One kind of request that an implementation dies of concerns a few clauses, and the rest can be judged.
    Errors in a row over many clauses mean that nothing of that system works; the other systems may.
    """

    def __init__(self) -> None:
        self._errored: dict[str, dict[str, tuple[frozenset[str], str]]] = {}

    def note(self, system: str, check: str, clauses: Iterable[str], why: str) -> None:
        """One more errored check, of these clauses; a check that errs twice is one."""
        self._errored.setdefault(system, {})[check] = (frozenset(clauses), why)

    def end(self, system: str) -> None:
        """A check of the system had a proper answer: what was counted is forgotten."""
        self._errored.pop(system, None)

    def given_up(self, system: str) -> str:
        """Why a system is not asked any more, or ""."""
        row = list(self._errored.get(system, {}).values())
        clauses = frozenset[str]().union(*(each for each, _ in row))
        if len(row) < CHECKS or len(clauses) < CLAUSES:
            return ""
        last = row[-1][1].split("\n", 1)[0]
        return f"given up on {system} after {len(row)} errored checks in a row, the last: {last}"
