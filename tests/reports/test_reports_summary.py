# ruff: noqa: D103 - the name of a test says what it tests
"""How clauses count, what the closing sentence says, and the exit code."""

from __future__ import annotations

from typing import get_args

import pytest
from disconspec.reports import closing_sentence, exit_code
from disconspec.reports.comparing import GRAVEST_FIRST
from disconspec.reports.document import (
    ClauseResult,
    Excuse,
    Footer,
    Level,
    Overall,
    Report,
    Severity,
    Verdict,
)
from disconspec.reports.summary import (
    LEVELS,
    SEVERITIES,
    VERDICTS,
    Standing,
    judged,
    standing,
    words_of,
    words_of_overall,
)
from msgspec.structs import replace
from report_examples import (
    CLEAN,
    COLON,
    CONFORMANT,
    DOCUMENTS,
    FAILED,
    HEADER,
    INCOMPLETE,
    NOTE,
    PASSED,
    RUN,
    SHOULD_FAILED,
)

MUST_UNTESTABLE = replace(PASSED, verdict="untestable", checks=())


def with_verdict(clauses: tuple[ClauseResult, ...], footer: Footer) -> Report:
    return Report(HEADER, clauses=clauses, footer=footer)


@pytest.mark.parametrize(
    ("level", "verdict", "excuse", "expected"),
    [
        ("must", "passed", "", "passed"),
        ("must", "failed", "", "failing"),
        ("may", "errored", "", "failing"),
        ("must", "untestable", "", "open"),
        ("should", "not_run", "", "open"),
        ("must", "not_applicable", "", "aside"),
        ("unspecified", "failed", "", "aside"),
        ("must", "failed", "baselined", "excused"),
        ("must", "passed", "stale", "failing"),
        ("must", "failed", "drifted", "failing"),
        ("must", "failed", "expired", "failing"),
    ],
)
def test_how_a_clause_counts(level: Level, verdict: Verdict, excuse: Excuse, expected: Standing) -> None:
    assert standing(ClauseResult("A-1", "tsdiscon", level, verdict, excuse=excuse)) == expected


def test_every_verdict_is_shown_and_in_words_of_its_own() -> None:
    assert set(VERDICTS) == set(get_args(Verdict))
    assert set(LEVELS) == set(get_args(Level))
    assert set(SEVERITIES) == set(get_args(Severity))
    assert set(GRAVEST_FIRST) == set(get_args(Overall))
    assert len({words_of_overall(verdict) for verdict in GRAVEST_FIRST}) == len(GRAVEST_FIRST)
    assert len({words_of(verdict) for verdict in VERDICTS}) == len(VERDICTS)


def test_neither_silence_nor_what_is_not_claimed_is_judged() -> None:
    assert [clause.id for clause in judged(RUN)] == [PASSED.id, FAILED.id]


@pytest.mark.parametrize(
    ("report", "sentence", "code"),
    [
        (RUN, "acme 2.0 does not conform: 1 of 2 must-clauses failed, first TSDISCON-CONSOLE-001.", 1),
        (
            CONFORMANT,
            (
                "acme 2.0 conforms: 1 must-clause was checked and held; "
                "1 of 1 should-clause was not followed; "
                "1 more asks for what it does not claim to do."
            ),
            0,
        ),
        (
            replace(CONFORMANT, footer=Footer(True, "conformant", "fail", problems=("A-9 is no clause.",))),
            "acme 2.0 conforms, but the run does not pass: A-9 is no clause.",
            1,
        ),
        (
            with_verdict((replace(PASSED, excuse="stale"),), Footer(True, "conformant", "fail")),
            "acme 2.0 conforms, but the run does not pass: see TSDISCON-ID-001.",
            1,
        ),
        (
            with_verdict(
                (PASSED, replace(FAILED, excuse="baselined")), Footer(True, "not_conformant", "pass")
            ),
            (
                "acme 2.0 does not conform, but nothing new is wrong: "
                "1 known failure is excused by the baseline."
            ),
            0,
        ),
        (
            with_verdict(
                (
                    PASSED,
                    replace(PASSED, id="B-1", verdict="errored"),
                    FAILED,
                    replace(MUST_UNTESTABLE, id="B-2"),
                    SHOULD_FAILED,
                    replace(PASSED, level="should"),
                    replace(FAILED, level="may"),
                    replace(MUST_UNTESTABLE, level="may"),
                ),
                Footer(True, "not_conformant", "fail"),
            ),
            (
                "acme 2.0 does not conform: 1 of 4 must-clauses failed, first TSDISCON-CONSOLE-001; "
                "1 ended in an error, first B-1; 1 could not be tested, first B-2; "
                "1 of 2 should-clauses was not followed; 1 of 2 may-clauses was not taken up; "
                "1 may-clause could not be judged."
            ),
            1,
        ),
        (
            with_verdict(
                (PASSED, replace(PASSED, level="should"), replace(FAILED, level="may")),
                Footer(True, "conformant", "pass"),
            ),
            (
                "acme 2.0 conforms: 1 must-clause was checked and held; 1 should-clause was followed; "
                "1 of 1 may-clause was not taken up."
            ),
            0,
        ),
        (
            with_verdict((FAILED, replace(PASSED, excuse="stale")), Footer(True, "not_conformant", "fail")),
            (
                "acme 2.0 does not conform: 1 of 2 must-clauses failed, first TSDISCON-CONSOLE-001; "
                "1 baseline entry no longer needed, first TSDISCON-ID-001."
            ),
            1,
        ),
        (INCOMPLETE, "No verdict: 1 of 2 selected clauses was not run.", 4),
        (
            with_verdict((MUST_UNTESTABLE,), Footer(True, "incomplete", "fail")),
            "No verdict: nothing was run.",
            4,
        ),
        (
            with_verdict((MUST_UNTESTABLE, replace(PASSED, id="B-1")), Footer(True, "incomplete", "fail")),
            "No verdict: 1 clause could not be tested, first TSDISCON-ID-001.",
            4,
        ),
        (
            replace(RUN, footer=Footer(False, "incomplete", "fail")),
            "No verdict: the run did not come to its end (1 of the others failed).",
            4,
        ),
        (
            with_verdict((replace(PASSED, verdict="errored"),), Footer(True, "not_driven", "fail")),
            "No verdict: driving acme 2.0 ended in an error for 1 clause, first TSDISCON-ID-001.",
            3,
        ),
        (
            Report(replace(HEADER, adapter=None), footer=Footer(True, "not_driven", "fail")),
            "No verdict: the implementation could not be driven.",
            3,
        ),
        (
            replace(RUN, header=replace(HEADER, adapter=None)),
            "The implementation does not conform: 1 of 2 must-clauses failed, first TSDISCON-CONSOLE-001.",
            1,
        ),
        (DOCUMENTS, "1 error, 1 warning and 1 note found in 2 of 5 pages.", 1),
        (
            replace(
                DOCUMENTS, findings=(COLON, NOTE), footer=Footer(True, "findings", "pass", fail_on="error")
            ),
            "1 warning and 1 note found in 2 of 5 pages; none fails the check.",
            0,
        ),
        (CLEAN, "No findings in 1 page.", 0),
        (
            Report(
                replace(HEADER, adapter=None), footer=Footer(False, "incomplete", "fail", problems=("x",))
            ),
            "The check is incomplete, with 1 problem. No findings in 0 pages.",
            4,
        ),
        (
            replace(
                DOCUMENTS,
                header=replace(HEADER, adapter=None),
                footer=Footer(False, "incomplete", "fail", problems=("x", "y")),
            ),
            "The check is incomplete, with 2 problems. 1 error, 1 warning and 1 note found in 2 of 5 pages.",
            4,
        ),
        (
            replace(DOCUMENTS, findings=()),
            "Findings were made, but this report does not list them.",
            1,
        ),
        (
            replace(RUN, footer=Footer(True, "not_conformant", "fail", "As the runner says.")),
            "As the runner says.",
            1,
        ),
    ],
)
def test_the_closing_sentence_and_the_exit_code(report: Report, sentence: str, code: int) -> None:
    assert closing_sentence(report) == sentence
    assert exit_code(report) == code


def test_an_incomplete_report_never_ends_in_success() -> None:
    assert exit_code(replace(CONFORMANT, footer=Footer(False, "conformant", "pass"))) == 4
