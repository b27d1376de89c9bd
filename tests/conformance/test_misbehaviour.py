"""Programs that misbehave on the wire: each ends in its documented outcome and leaves nothing behind."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from conftest import started_by_us
from disconspec.conformance.fake_programs import ON_THE_WIRE
from disconspec.reports import exit_code
from disconspec.reports.document import Report

RunSmall = Callable[..., Report]
DEADLINE = 0.8

# What each comes to on one check: exit code, what became of the check, and words of the complaint.
EXPECTED = {
    "answers-another": (3, "errored", "the answer is to message 1003, not to message 3"),
    "answers-late": (3, "errored", "no answer within 0.8 seconds"),
    "babbles": (3, "errored", "what is no message"),
    "closes": (3, "errored", "closed its output"),
    "cuts-off": (3, "errored", "ended in the middle of an answer"),
    "duplicates": (3, "errored", "the answer is to message 3, not to message 4"),
    "duplicates-observations": (3, "errored", "more than its answer"),
    "floods": (3, "errored", "without a line end"),
    "floods-errors": (0, "passed", ""),
    "is-killed": (3, "errored", "was ended by SIGKILL"),
    "is-slow": (0, "passed", ""),
    "keeps-silent": (3, "errored", "no answer within 0.8 seconds"),
    "leaves-children": (3, "errored", "1 process(es) outlived the adapter"),
    "reports-errors": (3, "errored", "error -32603: the fake has an internal error"),
    "says-goodbye": (3, "errored", "wrote more after its last answer: 'goodbye'"),
    "stays": (3, "errored", "did not end after it had answered to shutdown"),
}


def test_every_program_has_its_documented_outcome() -> None:
    """None was forgotten, and there are twelve at least."""
    assert set(EXPECTED) == set(ON_THE_WIRE)
    assert len(EXPECTED) >= 12


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_program_ends_as_documented(run_small: RunSmall, name: str) -> None:
    """The outcome and the exit code are those documented, in time, and no process is left."""
    code, outcome, complaint = EXPECTED[name]
    waits = any(words in complaint for words in ("no answer", "did not end"))
    begin = time.monotonic()
    report = run_small(f"fake:{name}", "TSDISCON-ID-001", deadline=DEADLINE if waits else 10)
    (check,) = report.checks
    (clause,) = report.clauses
    assert (exit_code(report), check.outcome, clause.verdict) == (code, outcome, outcome)
    assert complaint in check.detail
    assert time.monotonic() - begin < 15
    assert started_by_us() == set()


def test_a_program_that_recovers_after_a_restart_is_driven_on(run_small: RunSmall) -> None:
    """The crash is errored; what comes after it is judged."""
    report = run_small("fake:is-killed", "TSDISCON-ID-001", "TSDISCON-PROGRAMS-001", deadline=DEADLINE)
    assert [check.outcome for check in report.checks] == ["errored", "errored"]


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("exec:no-such-command-at-all", "cannot start 'no-such-command-at-all'"),
        ("exec:/", "cannot start '/'"),
        ("exec:false", "ended with exit code 1"),
        ("exec:true", "ended with exit code 0"),
        ("exec:sh -c 'echo hello; exec sleep 60'", "no message: 'hello'"),
        ("exec:cat", "the answer is not valid"),
        ("exec:sh -c 'echo bad >&2; exit 3'", "exit code 3"),
        ("exec:sleep 60", "no answer within 0.5 seconds"),
    ],
)
def test_a_command_that_is_no_adapter_is_told_so_once(
    run_small: RunSmall, command: str, complaint: str
) -> None:
    """One message, nothing run, exit code 3."""
    # The first answer may take five times as long.
    report = run_small(command, "TSDISCON-ID-001", deadline=0.1 if "sleep 60" in command else 5)
    assert exit_code(report) == 3
    assert complaint in report.footer.problems[0]
    assert report.checks == ()
    assert started_by_us() == set()


def test_what_a_program_says_on_standard_error_is_shown(run_small: RunSmall) -> None:
    """The end of it stands beside the complaint."""
    report = run_small("exec:sh -c 'echo the disk is full >&2; exit 3'", "TSDISCON-ID-001")
    _, said = report.footer.problems
    assert said == "its standard error: the disk is full"
