"""What counts as success, and what never does."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from disconspec.conformance.verdicts import GRAVITY, clause_result, footer, gate, gravest, overall
from disconspec.reports.document import AdapterIdentity, CheckResult, ClauseResult, Level, Verdict
from disconspec.spec import Clause

EVERYTHING = AdapterIdentity(name="it", systems=("tsdiscon",), capabilities=("session-id",))
CLAUSE = Clause(id="X-001", system="tsdiscon", level="must", statement="It holds.", needs=("session-id",))


def check(outcome: Verdict, detail: str = "", number: int = 1) -> CheckResult:
    """Check."""
    return CheckResult(id=f"X-001/{number}", clause="X-001", outcome=outcome, detail=detail)


def clause(verdict: Verdict, level: Level = "must", **more: object) -> ClauseResult:
    """Clause."""
    return ClauseResult(id="X-001", system="tsdiscon", level=level, verdict=verdict, **more)  # pyright: ignore[reportArgumentType]


def test_every_verdict_has_its_gravity() -> None:
    """Every verdict has its gravity."""
    assert sorted(GRAVITY) == sorted(get_args(Verdict))


def test_one_bad_check_among_good_ones_decides() -> None:
    """One bad check among good ones decides."""
    for bad in GRAVITY[:-1]:
        assert gravest(["passed", bad, "passed"]) == bad
    assert gravest(["untestable", "errored", "failed"]) == "failed"
    assert gravest([]) == "not_run"


def test_a_clause_without_a_check_was_not_run() -> None:
    """A clause without a check was not run."""
    assert clause_result(CLAUSE, EVERYTHING, ()).verdict == "not_run"


def test_a_clause_that_needs_more_than_is_declared_does_not_apply() -> None:
    """A clause that needs more than is declared does not apply."""
    little = AdapterIdentity(name="it", systems=("tsdiscon",))
    result = clause_result(CLAUSE, little, [check("passed")])
    assert (result.verdict, result.reason) == ("not_applicable", "the adapter does not declare session-id")
    other = AdapterIdentity(name="it", systems=("wdsutil",), capabilities=("session-id",))
    assert clause_result(CLAUSE, other, ()).reason == "the adapter does not claim tsdiscon"


def test_the_reason_is_that_of_the_check_that_decides() -> None:
    """The reason is that of the check that decides."""
    result = clause_result(
        CLAUSE, EVERYTHING, [check("passed", "fine"), check("errored", "it fell over\nbadly")]
    )
    assert (result.verdict, result.reason) == ("errored", "it fell over")


@pytest.mark.parametrize("outcome", ["passed", "failed"])
def test_silence_is_recorded_and_never_judged(outcome: Verdict) -> None:
    """Silence is recorded and never judged."""
    silent = Clause(id="X-001", system="tsdiscon", level="unspecified", statement="Nobody says.")
    result = clause_result(silent, EVERYTHING, [check(outcome, "accepted: True")])
    assert result.verdict == "not_applicable"
    assert "accepted: True" in result.reason


def test_a_crash_where_the_documents_are_silent_is_still_seen() -> None:
    """A crash where the documents are silent is still seen."""
    silent = Clause(id="X-001", system="tsdiscon", level="unspecified", statement="Nobody says.")
    assert clause_result(silent, EVERYTHING, [check("errored", "crash")]).verdict == "errored"


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("passed", "conformant"),
        ("failed", "not_conformant"),
        ("errored", "not_driven"),
        ("untestable", "incomplete"),
        ("not_run", "incomplete"),
        ("not_applicable", "conformant"),
    ],
)
def test_a_must_clause_decides(verdict: Verdict, expected: str) -> None:
    """A must clause decides."""
    results = [clause("passed"), clause(verdict)]
    assert overall(results, [check("passed")]) == expected


@pytest.mark.parametrize("verdict", ["failed", "errored", "untestable", "not_run", "not_applicable"])
@pytest.mark.parametrize("level", ["should", "may", "unspecified"])
def test_other_levels_are_reported_and_do_not_decide(verdict: Verdict, level: Level) -> None:
    """Other levels are reported and do not decide."""
    assert overall([clause("passed"), clause(verdict, level)], [check("passed")]) == "conformant"


def test_nothing_executed_is_never_success() -> None:
    """Nothing executed is never success."""
    assert overall([], []) == "incomplete"
    assert overall([clause("not_applicable")], []) == "incomplete"
    assert overall([clause("not_applicable", "unspecified")], [check("passed")]) == "incomplete"
    assert overall([clause("errored", "should")], [check("errored")]) == "not_driven"


def test_conformant_needs_every_must_passed_or_not_applicable() -> None:
    """Conformant needs every must passed or not applicable."""
    verdicts = get_args(Verdict)
    for pair in itertools.product(verdicts, repeat=2):
        found = overall([clause(each) for each in pair], [check(each) for each in pair])
        good = set(pair) <= {"passed", "not_applicable"} and "passed" in pair
        assert (found == "conformant") == good, pair


def test_the_gate_is_open_for_known_failures_only() -> None:
    """The gate is open for known failures only."""
    known, new = clause("failed", excuse="baselined"), clause("failed")
    assert gate("not_conformant", [known], []) == "pass"
    assert gate("not_conformant", [known, new], []) == "fail"
    for excuse in ("stale", "drifted", "expired"):
        assert gate("conformant", [clause("passed", excuse=excuse)], []) == "fail"
    assert gate("conformant", [clause("passed")], ["something is wrong"]) == "fail"
    assert gate("incomplete", [known], []) == "fail"
    assert gate("not_driven", [], []) == "fail"


def test_a_run_that_was_cut_short_is_incomplete_whatever_was_seen() -> None:
    """A run that was cut short is incomplete whatever was seen."""
    end = footer([clause("passed")], [check("passed")], complete=False)
    assert (end.complete, end.verdict, end.gate) == (False, "incomplete", "fail")


def test_an_implementation_given_up_was_not_driven() -> None:
    """An implementation given up was not driven."""
    assert footer([clause("not_run")], [], not_driven=True).verdict == "not_driven"
    assert footer([clause("failed")], [check("failed")], not_driven=True).verdict == "not_conformant"
