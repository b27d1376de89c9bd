"""How other conformance suites went wrong, and that it cannot happen here.

One test for each complaint that keeps coming back in their issue trackers; each names what happened there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from disconspec.conformance.baseline import Baseline, Entry
from disconspec.conformance.examination import check_id
from disconspec.conformance.runner import counted_clauses
from disconspec.conformance.selection import Selection, objection
from disconspec.reports import exit_code, load
from disconspec.reports.document import AdapterIdentity, Report
from disconspec.reports.loading import encode
from disconspec.spec import DisconspecError, clauses

RunSmall = Callable[..., Report]


def test_an_implementation_that_is_not_there_scores_nothing(run_small: RunSmall) -> None:
    """One suite gave an unreachable implementation 100 %."""
    report = run_small("exec:no-such-program-anywhere", "TSDISCON-ID-001", "WDSUTIL-DISCONNECT-001")
    assert exit_code(report) == 3
    assert {clause.verdict for clause in report.clauses} == {"not_run"}
    assert report.footer.gate == "fail"


def test_a_skipped_must_is_not_green(run_small: RunSmall, tmp_path: Path) -> None:
    """One suite lost seven musts in what was skipped, and said conformant."""
    file = tmp_path / "check_skips.py"
    file.write_text(
        "import pytest\n\n@pytest.mark.clause('TSDISCON-ID-001')\ndef test_a(driver):\n    pass\n\n"
        "@pytest.mark.clause('TSDISCON-NAME-001')\n@pytest.mark.skip(reason='later')\n"
        "def test_b(driver):\n    pass\n",
        encoding="utf-8",
    )
    report = run_small("reference", "TSDISCON-ID-001", "TSDISCON-NAME-001", features=file)
    assert [clause.verdict for clause in report.clauses] == ["passed", "not_run"]
    assert (report.footer.verdict, exit_code(report)) == ("incomplete", 4)


def test_zero_tests_are_not_green(run_small: RunSmall, tmp_path: Path) -> None:
    """Several runners end with 0 when nothing was run, and one has a test that pins it."""
    empty = tmp_path / "check_nothing.py"
    empty.write_text("", encoding="utf-8")
    assert exit_code(run_small("reference", features=empty)) == 4
    assert exit_code(run_small("fake:claims-little", "WMS-ID-001")) == 4


def test_a_crash_is_not_a_refusal(run_small: RunSmall) -> None:
    """One suite took a crash for the rejection that a test expected."""
    for adapter in ("fake:crashes", "fake:is-killed", "fake:cuts-off"):
        report = run_small(adapter, "TSDISCON-HELP-002", "TSDISCON-ISOLATION-001", deadline=2)
        assert {check.outcome for check in report.checks} == {"errored"}
        assert not any(clause.verdict == "passed" for clause in report.clauses)


def test_a_deadline_is_not_a_verdict(run_small: RunSmall) -> None:
    """One suite graded the same program differently, by how busy the machine was."""
    report = run_small("fake:hangs", "TSDISCON-HELP-002", deadline=0.1)
    assert [check.outcome for check in report.checks] == ["errored"]


def test_a_stale_baseline_masks_nothing(run_small: RunSmall) -> None:
    """An excuse that nobody needs any more would hide the next failure."""
    entry = Entry(identifier="TSDISCON-ID-001", reason="old", observed="active")
    report = run_small("reference", "TSDISCON-ID-001", baseline=Baseline((entry,)))
    assert (report.footer.verdict, report.footer.gate, exit_code(report)) == ("conformant", "fail", 1)


def test_a_failure_that_changes_under_its_excuse_is_seen(run_small: RunSmall) -> None:
    """Another bug behind a known one is a new bug."""
    entry = Entry(identifier="TSDISCON-ID-001", reason="old", observed="not there")
    report = run_small("fake:always-refuses", "TSDISCON-ID-001", baseline=Baseline((entry,)))
    assert (report.clauses[0].excuse, exit_code(report)) == ("drifted", 1)


def test_a_truncated_report_is_not_taken_for_a_whole_one(run_small: RunSmall) -> None:
    """Two suites published partial results as complete."""
    whole = encode(run_small("reference", "TSDISCON-ID-001", "TSDISCON-HELP-002"))
    assert load(whole).footer.complete
    for cut in range(1, len(whole), 97):
        with pytest.raises(DisconspecError):
            load(whole[:cut])
    without_end = {name: value for name, value in json.loads(whole).items() if name != "footer"}
    assert not load(json.dumps(without_end).encode()).footer.complete


def test_what_was_not_tested_is_listed(run_small: RunSmall) -> None:
    """Users of several suites asked for it: what was not tested, and why, for machines."""
    report = run_small("fake:claims-little", systems=("tsdiscon", "wdsutil"))
    listed = {clause.id for clause in report.clauses}
    expected = {
        clause.id
        for clause in counted_clauses()
        if clause.system in ("tsdiscon", "wdsutil") and "documented" in clause.profiles
    }
    assert listed == expected
    left = [
        clause for clause in report.clauses if clause.verdict in ("not_applicable", "not_run", "untestable")
    ]
    assert left
    assert all(clause.reason for clause in left)


def test_ids_do_not_move() -> None:
    """Positional ids broke the notes of everybody who had any."""

    class Item:
        """As much of a pytest item as has a name."""

        name = "test_a_session_is_named[TERM04]"

    item = cast("pytest.Item", Item())
    assert check_id("TSDISCON-NAME-001", item) == "TSDISCON-NAME-001/a_session_is_named[TERM04]"
    identifiers = [clause.id for clause in clauses()]
    assert len(set(identifiers)) == len(identifiers)


def test_a_clause_that_applies_has_a_scenario_that_needs_no_more_than_it() -> None:
    """Otherwise an adapter with little to declare could never be conformant."""
    from disconspec.features import FOLDER  # noqa: PLC0415 - read as text, not imported

    tags = [
        [tag.removeprefix("@") for tag in line.split()]
        for path in sorted(FOLDER.rglob("*.feature"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("@")
    ]
    assert len(tags) > 60
    by_id = {clause.id: clause for clause in counted_clauses()}
    uncovered = {
        clause.id
        for clause in by_id.values()
        if not any(
            clause.id in each
            and all(not objection(by_id[other], declaring(clause.needs)) for other in each if other in by_id)
            for each in tags
        )
    }
    assert uncovered <= {"WDSUTIL-GAP-006"}


def declaring(needs: tuple[str, ...]) -> AdapterIdentity:
    """An adapter that declares just that."""
    everything = tuple(dict.fromkeys(clause.system for clause in counted_clauses()))
    return AdapterIdentity(name="it", systems=everything, capabilities=needs)


def test_an_expected_failure_inside_a_test_excuses_nothing(run_small: RunSmall, tmp_path: Path) -> None:
    """One suite recorded non-compliance and ended with 0, because of an xfail within the test."""
    file = tmp_path / "check_xfails.py"
    file.write_text(
        "import pytest\n\n@pytest.mark.clause('TSDISCON-ID-001')\ndef test_a(driver):\n"
        "    pytest.xfail('known')\n",
        encoding="utf-8",
    )
    assert exit_code(run_small("reference", "TSDISCON-ID-001", features=file)) == 1


def test_a_bogus_command_is_told_once(run_small: RunSmall) -> None:
    """One runner printed the same error for each of some thousand cases."""
    report = run_small("exec:no-such-program-anywhere", selection=Selection())
    assert len(report.footer.problems) == 1
    assert report.checks == ()
