"""That every check can fail: each rule of the model is switched off in turn, and some check has to notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from _pytest.runner import runtestprotocol

from ..model import Profile, rules
from ..reports.document import Mutant, Proof
from ..spec import Clause
from .connection import Connection
from .examination import Examination, scenario_name
from .reference import Reference
from .selection import profile_named
from .sources import AdapterSource
from .stagehand import clause_ids


def is_property(item: pytest.Item) -> bool:
    """Whether a test is no scenario: those look for a smallest failing world, and are tried last."""
    return not scenario_name(item)


def _connection(clause: Clause, profile: Profile, disabled: frozenset[str]) -> Connection:
    read_as = profile if profile in clause.profiles else profile_named(clause.profiles[0])
    connection = Connection(
        AdapterSource(f"fake:broken:{clause.rule}", lambda: Reference(read_as, disabled), trusted=True), 1.0
    )
    connection.start()
    return connection


class Prosecution(Examination):
    """An examination that goes through its tests once for every clause, with the clause's rule switched off.

    Attributes:
        mutants: what came of each.

    """

    def __init__(self, clauses: Sequence[Clause], known: Iterable[Clause], profile: Profile) -> None:
        whole = _connection(clauses[0], profile, frozenset())
        super().__init__(lambda: whole, clauses, known, lambda _what, _total: None)
        self.mutants: list[Mutant] = []
        self._profile: Profile = profile

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests of each clause against the model without its rule."""
        by_clause: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            for identifier in clause_ids(item):
                by_clause.setdefault(identifier, []).append(item)
        for clause in self.clauses.values():
            self.mutants.append(self._tried(clause, by_clause.get(clause.id, [])))
        return True

    def _tried(self, clause: Clause, items: list[pytest.Item]) -> Mutant:
        self.connection = _connection(clause, self._profile, frozenset((clause.rule,)))
        self.checks.clear()
        self.forget_streaks()
        killers: tuple[str, ...] = ()
        for item in sorted(items, key=is_property):
            runtestprotocol(item, log=False, nextitem=None)
            killers = tuple(
                check.id
                for check in self.all_checks()
                if check.clause == clause.id and check.outcome == "failed"
            )
            if killers:
                break
        broken = [check for check in self.all_checks() if check.outcome not in ("passed", "failed")]
        if killers:
            reason = ""
        elif broken:
            reason = f"{broken[0].id} was {broken[0].outcome}: {broken[0].detail}"
        else:
            reason = "every check passes without the rule" if items else "no check decides the clause"
        return Mutant(
            id=f"{clause.id} without {clause.rule}",
            rule=clause.rule,
            clause=clause.id,
            killed=bool(killers),
            killed_by=killers,
            reason=reason,
        )


def unclaimed_rules(clauses: Iterable[Clause]) -> list[Mutant]:
    """The rules that no clause rests on: nothing can notice them."""
    claimed = {clause.rule for clause in clauses}
    return [
        Mutant(
            id=f"without {rule.clause}",
            rule=rule.clause,
            clause="",
            killed=False,
            reason="no clause rests on it",
        )
        for rule in rules()
        if rule.clause not in claimed
    ]


def prove(prosecution: Prosecution, *, every_rule: bool) -> Proof:
    """The proof from a prosecution that has been carried out.

    Args:
        prosecution: what was tried.
        every_rule: whether rules that no clause rests on are to be listed too.

    """
    rest = unclaimed_rules(prosecution.clauses.values()) if every_rule else []
    return Proof(mutants=(*prosecution.mutants, *rest))
