"""Every clause has a scenario, and every scenario notices when the rule of its clause is missing."""

from __future__ import annotations

import pytest
from disconspec.spec import Clause, clauses
from player import definitions
from rehearsal import WHOLE, Played

JUDGED = [clause for clause in clauses() if clause.level != "unspecified"]
SILENT = [clause for clause in clauses() if clause.level == "unspecified"]


def test_there_are_clauses_of_both_kinds() -> None:
    """The tests below have something to look at."""
    assert len(JUDGED) >= 60
    assert SILENT


def test_every_clause_has_a_scenario(played: tuple[Played, ...]) -> None:
    """No clause is left without a check, and no tag names what is no clause."""
    tagged = {identifier for each in played for identifier in each.clauses}
    assert tagged == {clause.id for clause in clauses()}


def test_every_scenario_is_tagged_and_makes_a_request(played: tuple[Played, ...]) -> None:
    """A scenario that decides nothing, or asks nothing, is none."""
    assert [each.scenario for each in played if not each.clauses] == []
    assert [each.scenario for each in played if each.disabled == WHOLE and not each.invoked] == []


def test_every_scenario_passes_on_the_whole_model(played: tuple[Played, ...]) -> None:
    """The reference model keeps every clause."""
    wrong = [
        f"{each.scenario}: {each.detail}" for each in played if not each.disabled and each.outcome != "passed"
    ]
    assert wrong == []


@pytest.mark.parametrize("clause", JUDGED, ids=lambda clause: clause.id)
def test_every_rule_is_noticed(played: tuple[Played, ...], clause: Clause) -> None:
    """With the rule of a clause switched off, at least one scenario of the clause fails."""
    mutants = [each for each in played if clause.id in each.clauses and each.disabled == clause.rule]
    assert mutants, f"no scenario of {clause.id} was played without the rule {clause.rule}"
    assert [f"{each.scenario}: {each.detail}" for each in mutants if each.outcome == "errored"] == []
    noticed = [each.scenario for each in mutants if each.outcome == "failed"]
    assert noticed, f"without the rule {clause.rule} every scenario of {clause.id} still passes"


@pytest.mark.parametrize("clause", SILENT, ids=lambda clause: clause.id)
def test_where_documents_are_silent_the_outcome_is_recorded(
    played: tuple[Played, ...], clause: Clause
) -> None:
    """An unspecified clause is recorded every time it is played."""
    mine = [each for each in played if clause.id in each.clauses]
    assert mine
    assert [each.scenario for each in mine if not each.recorded] == []


def test_every_look_can_fail(played: tuple[Played, ...]) -> None:
    """Each Then step has failed somewhere for want of a rule, but for the one that only records."""
    looks = {each.step_func.__name__ for each in definitions() if each.type == "then"}
    failed = {each.failed_step for each in played if each.outcome == "failed"}
    assert looks - failed == {"outcome_is_recorded"}
