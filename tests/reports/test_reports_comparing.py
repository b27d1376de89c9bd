# ruff: noqa: D103 - the name of a test says what it tests
"""What counts as worse between two reports, and what can be merged."""

from __future__ import annotations

import pytest
from disconspec.reports import compared, load, merged, render
from disconspec.reports.comparing import Change
from disconspec.reports.document import CheckResult, ClauseResult, Report, Severity, Verdict
from disconspec.spec.errors import DisconspecError
from msgspec.structs import replace
from report_examples import (
    CHECKS,
    CLEAN,
    COLON,
    CONFORMANT,
    DOCUMENTS,
    FAILED,
    HEADER,
    INCOMPLETE,
    NOTE,
    OPTION,
    PASSED,
    RUN,
    SILENT,
)


def of(*clauses: ClauseResult) -> Report:
    return replace(RUN, clauses=clauses, checks=())


@pytest.mark.parametrize(
    ("was", "now", "worse"),
    [
        ("passed", "failed", True),
        ("passed", "errored", True),
        ("passed", "not_run", True),
        ("passed", "untestable", True),
        ("passed", "not_applicable", True),
        ("not_run", "failed", True),
        ("failed", "passed", False),
        ("failed", "errored", False),
        ("not_run", "untestable", False),
        ("not_applicable", "passed", False),
    ],
)
def test_what_is_worse(was: Verdict, now: Verdict, worse: bool) -> None:
    result = compared(of(replace(PASSED, verdict=was)), of(replace(PASSED, verdict=now)))
    assert len(result.changes) == 1
    assert result.worse is worse


def test_a_clause_that_is_gone_is_worse_only_when_it_passed() -> None:
    assert compared(of(PASSED), of()).changes == (Change(PASSED.id, "passed", "absent", worse=True),)
    assert compared(of(FAILED), of()).changes == (Change(FAILED.id, "failed", "absent"),)
    assert compared(of(), of(FAILED)).changes == (Change(FAILED.id, "absent", "failed", worse=True),)
    assert compared(of(), of(PASSED)).changes == (Change(PASSED.id, "absent", "passed"),)


def test_an_excuse_that_no_longer_fits_is_worse() -> None:
    known = replace(FAILED, excuse="baselined")
    result = compared(of(known), of(replace(FAILED, excuse="drifted")))
    assert result.changes == (Change(FAILED.id, "failed (baselined)", "failed (drifted)", worse=True),)


def test_unspecified_clauses_are_compared_by_what_was_observed() -> None:
    def observing(actual: str) -> Report:
        return replace(of(SILENT), checks=(CheckResult("x", SILENT.id, "passed", actual=actual),))

    result = compared(observing("it hung"), observing("it answered"))
    assert result.changes == (Change(SILENT.id, "it hung", "it answered"),)
    assert not result.worse
    assert compared(observing("same"), observing("same")).changes == ()


def test_findings_are_compared_by_what_they_say_and_not_by_their_line() -> None:
    moved = replace(OPTION, line=30, end_line=30)
    before = replace(DOCUMENTS, findings=(OPTION, COLON))
    after = replace(DOCUMENTS, findings=(moved, moved, NOTE))
    assert [(change.what, change.worse) for change in compared(before, after).changes] == [
        ("fr/a.md:30:3 T203 inserted-space", True),
        ("fr/b.md:9:1 N1 row-without-syntax", False),
        ("fr/a.md T204 full-width", False),
    ]


def test_other_clause_sets_and_incomplete_reports_are_pointed_out() -> None:
    other = replace(INCOMPLETE, header=replace(HEADER, spec_set="set-2"))
    assert compared(CONFORMANT, other).notes == (
        "the clause set differs: set-1 and set-2",
        "the second report is incomplete",
    )


def test_what_a_comparison_shows_cannot_harm_the_terminal() -> None:
    text = compared(of(), of(replace(PASSED, id="\x1b[2J\n"))).as_text()
    assert text == "changed: \u241b[2J : absent -> passed\nNothing got worse, 1 thing changed.\n"


def test_merging_takes_the_worst_verdict_and_adds_up() -> None:
    whole = merged([CLEAN, DOCUMENTS, replace(CLEAN, statistics=DOCUMENTS.statistics)])
    assert whole.footer.verdict == "findings"
    assert whole.footer.gate == "fail"
    assert whole.footer.sentence == "1 error, 1 warning and 1 note found in 2 of 11 pages."
    assert whole.statistics.locales["fr-fr"].syntax_blocks.total == 6
    assert whole.statistics.locales["fr-fr"].example_lines.accepted == 6
    assert load(render(whole, "json").encode()) == whole


@pytest.mark.parametrize(
    ("parts", "least"),
    [
        (("error", "error"), "error"),
        (("error", "warning"), "warning"),
        (("note", "error", "warning"), "note"),
    ],
)
def test_a_merged_report_fails_on_what_any_part_fails_on(parts: tuple[Severity, ...], least: str) -> None:
    reports = [replace(CLEAN, footer=replace(CLEAN.footer, fail_on=part)) for part in parts]
    assert merged(reports).footer.fail_on == least


def test_a_merged_report_is_complete_only_when_all_parts_are() -> None:
    part = replace(INCOMPLETE, clauses=INCOMPLETE.clauses[1:], checks=())
    whole = merged([replace(CONFORMANT, clauses=(PASSED,), checks=CHECKS[:1]), part])
    assert not whole.footer.complete
    assert whole.footer.verdict == "incomplete"
    assert whole.footer.gate == "fail"


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], "no report"),
        ([CLEAN, RUN], "different kind"),
        ([RUN, replace(CONFORMANT, header=replace(HEADER, spec_set="set-2"))], "different clause set"),
        ([RUN, replace(CONFORMANT, header=replace(HEADER, adapter=None))], "different adapter"),
        ([RUN, replace(CONFORMANT, header=replace(HEADER, profile="observed"))], "different profile"),
        ([RUN, CONFORMANT], "TSDISCON-ID-001 is in more than one"),
    ],
)
def test_what_cannot_be_merged(parts: list[Report], message: str) -> None:
    with pytest.raises(DisconspecError, match=message):
        merged(parts)
