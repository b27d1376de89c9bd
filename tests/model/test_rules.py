"""Every rule of the model makes its clause true, and the clause is broken without it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from disconspec.model import Command, UnknownRuleError, rules, step
from model_cases import ALSO, CASES, Case
from model_worlds import ON_HOST

CLAUSES = Path(__file__).parents[2] / "spec" / "data" / "clauses"


def realised() -> set[str]:
    """The rules that the clauses name, or that are called as they are."""
    files = sorted(CLAUSES.glob("*.toml"))
    assert len(files) == 4
    clauses = [
        clause
        for file in files
        for clause in tomllib.loads(file.read_text(encoding="utf-8"))["clause"]
        if clause["level"] != "unspecified"
    ]
    return {clause.get("rule", clause["id"]) for clause in clauses}


def test_a_rule_for_every_clause_and_none_besides() -> None:
    """Clauses and rules belong together, in both directions."""
    clauses = [each.clause for each in rules()]
    assert len(clauses) >= 60
    assert len(clauses) == len(set(clauses))
    assert set(clauses) == realised()


def test_a_case_for_every_rule() -> None:
    """No rule is without proof."""
    assert sorted(CASES) == [each.clause for each in rules()]
    assert set(ALSO) <= set(CASES)


def test_every_rule_says_what_it_is_for() -> None:
    """Names are words and unique within a system, summaries are sentences."""
    for each in rules():
        assert each.summary.endswith("."), each
        assert each.function.__name__.replace("_", "-") == each.name
        assert not each.name.startswith("-")


@pytest.mark.parametrize("clause", sorted(CASES))
def test_the_clause_holds_with_its_rule_and_breaks_without(clause: str) -> None:
    """The rule, and nothing else, makes the clause true; the outcome names it."""
    for case in (CASES[clause], *ALSO.get(clause, [])):
        tale = case.tale()
        assert case.holds(tale), tale.outcomes
        assert clause in {each for outcome in tale.outcomes for each in outcome.clauses}
        broken = case.tale(clause)
        assert not case.holds(broken), broken.outcomes
        assert clause not in {each for outcome in broken.outcomes for each in outcome.clauses}


@pytest.mark.parametrize("off", sorted(CASES))
def test_no_rule_is_needed_by_the_rest_of_its_own_kind_to_run(off: str) -> None:
    """With any rule switched off, every other case still comes to an end."""
    for case in CASES.values():
        assert case.tale(off).outcomes


def test_everything_switched_off_still_ends() -> None:
    """Without a single rule no request raises."""
    everything = {each.clause for each in rules()}
    assert all(case.tale(*everything).outcomes for case in CASES.values())


def test_an_unknown_rule_is_an_error_with_the_nearest_name() -> None:
    """A misspelt switch is no silent mutant."""
    with pytest.raises(UnknownRuleError, match="TSDISCON-CONSOLE-001"):
        step(ON_HOST, Command("tsdiscon"), disabled=frozenset({"TSDISCON-CONSOLE-01"}))


def test_a_case_can_fail() -> None:
    """The proof itself tells right from wrong."""
    wrong = Case(ON_HOST, (Command("tsdiscon 3"),), lambda tale: tale.unchanged)
    assert not wrong.holds(wrong.tale())
