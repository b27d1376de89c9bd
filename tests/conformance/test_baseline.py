"""Known failures: excused as long as they fit, and a failure of the run as soon as they do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from disconspec.conformance.baseline import Baseline, Entry, baseline_from, load_baseline
from disconspec.reports import exit_code
from disconspec.reports.document import Footer, Header, Overall, Report
from disconspec.spec import DisconspecError

RunSmall = Callable[..., Report]
TODAY = date(2026, 6, 1)
CLAUSES = ("TSDISCON-ID-001", "TSDISCON-ISOLATION-001")
FAILING = "fake:always-refuses"


def baseline(observed: str = "active", identifier: str = "TSDISCON-ID-001", **more: object) -> Baseline:
    """Baseline."""
    entry = Entry(identifier=identifier, reason="a known bug", observed=observed, **more)  # pyright: ignore[reportArgumentType]
    return Baseline((entry,), TODAY)


def excuse(report: Report, identifier: str = "TSDISCON-ID-001") -> str:
    """Excuse."""
    return next(clause.excuse for clause in report.clauses if clause.id == identifier)


def test_a_known_failure_opens_the_gate_and_stays_a_failure(run_small: RunSmall) -> None:
    """A known failure opens the gate and stays a failure."""
    without = run_small(FAILING, *CLAUSES)
    assert (exit_code(without), without.footer.gate) == (1, "fail")
    report = run_small(FAILING, *CLAUSES, baseline=baseline())
    assert (excuse(report), report.footer.verdict, report.footer.gate) == (
        "baselined",
        "not_conformant",
        "pass",
    )
    assert exit_code(report) == 0


def test_an_entry_whose_clause_passes_is_stale(run_small: RunSmall) -> None:
    """An entry whose clause passes is stale."""
    report = run_small("reference", *CLAUSES, baseline=baseline())
    assert (excuse(report), report.footer.gate, exit_code(report)) == ("stale", "fail", 1)


def test_an_entry_whose_clause_does_not_apply_is_stale(run_small: RunSmall) -> None:
    """An entry whose clause does not apply is stale."""
    report = run_small(
        "fake:claims-little",
        "TSDISCON-ID-001",
        "TSDISCON-PROGRAMS-001",
        baseline=baseline(identifier="TSDISCON-PROGRAMS-001"),
    )
    assert excuse(report, "TSDISCON-PROGRAMS-001") == "stale"


def test_another_observation_has_drifted(run_small: RunSmall) -> None:
    """Another observation has drifted."""
    report = run_small(FAILING, *CLAUSES, baseline=baseline("not there"))
    assert (excuse(report), report.footer.gate, exit_code(report)) == ("drifted", "fail", 1)


def test_an_excuse_ends_on_its_day(run_small: RunSmall) -> None:
    """An excuse ends on its day."""
    last_day = run_small(FAILING, *CLAUSES, baseline=baseline(expires=TODAY))
    assert excuse(last_day) == "baselined"
    day_after = run_small(FAILING, *CLAUSES, baseline=baseline(expires=date(2026, 5, 31)))
    assert (excuse(day_after), day_after.footer.gate, exit_code(day_after)) == ("expired", "fail", 1)


def test_an_id_that_no_clause_has_is_unmatched(run_small: RunSmall) -> None:
    """An id that no clause has is unmatched."""
    report = run_small("reference", *CLAUSES, baseline=baseline(identifier="TSDISCON-ID-01"))
    assert (report.footer.gate, exit_code(report)) == ("fail", 1)
    assert report.footer.problems == (
        "baseline entry TSDISCON-ID-01 matches no clause; did you mean TSDISCON-ID-001?",
    )


def test_a_clause_outside_the_selection_is_left_alone(run_small: RunSmall) -> None:
    """A clause outside the selection is left alone."""
    report = run_small("reference", *CLAUSES, baseline=baseline(identifier="WMS-ID-001"))
    assert report.footer.gate == "pass"


def test_only_failures_are_excused(run_small: RunSmall) -> None:
    """Only failures are excused."""
    report = run_small("fake:crashes", "TSDISCON-ID-001", baseline=baseline())
    assert (excuse(report), report.footer.gate, exit_code(report)) == ("", "fail", 3)


def test_a_baseline_written_from_a_report_excuses_just_that(run_small: RunSmall, tmp_path: Path) -> None:
    """A baseline written from a report excuses just that."""
    failing = run_small(
        FAILING, systems=("tsdiscon",), features=Path(__file__).with_name("small") / "check_small.py"
    )
    file = tmp_path / "known.toml"
    file.write_text(baseline_from(failing), encoding="utf-8")
    entries = load_baseline(file).entries
    assert [entry.identifier for entry in entries] == [
        clause.id for clause in failing.clauses if clause.verdict == "failed"
    ]
    assert entries
    again = run_small(FAILING, *(entry.identifier for entry in entries), baseline=load_baseline(file))
    assert (again.footer.verdict, again.footer.gate) == ("not_conformant", "pass")


def test_an_incomplete_report_makes_no_baseline() -> None:
    """An incomplete report makes no baseline."""
    header = Header("disconspec", "0", "x", "", "", "", (), "", "", "")
    with pytest.raises(DisconspecError, match="incomplete"):
        baseline_from(Report(header, footer=Footer(complete=False, verdict="incomplete", gate="fail")))


@pytest.mark.parametrize("verdict", ["findings", "clean"])
def test_a_report_about_documents_makes_no_baseline(verdict: Overall) -> None:
    """It has no clauses: a baseline without entries would only look as if its findings were excused."""
    header = Header("disconspec", "0", "x", "", "", "", (), "", "", "")
    with pytest.raises(DisconspecError, match="about documents") as caught:
        baseline_from(Report(header, footer=Footer(complete=True, verdict=verdict, gate="fail")))
    assert "report compare" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("known = 3", "no baseline"),
        ("[[known]]\nid = 'X'\nreason = 'r'\n", "observed"),
        ("[[known]]\nid = 'X'\nobserved = ''\n", "reason"),
        ("[[known]]\nid = 'X'\nreason = ' '\nobserved = ''\n", "has no reason"),
        ("[[known]]\nid = 'X'\nreason = 'r'\nobserved = ''\nwhy = ''\n", "why"),
        ("[[known]]\nid = 'X'\nreason = 'r'\nobserved = ''\nexpires = 'soon'\n", "expires"),
        ("[[known]]\nid='X'\nreason='r'\nobserved=''\n[[known]]\nid='X'\nreason='r'\nobserved=''\n", "twice"),
        ("[[known]", "no baseline"),
    ],
)
def test_a_file_that_is_no_baseline_is_wrong_input(tmp_path: Path, text: str, complaint: str) -> None:
    """A file that is no baseline is wrong input."""
    file = tmp_path / "known.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DisconspecError, match=complaint) as error:
        load_baseline(file)
    assert (error.value.exit_code, error.value.path) == (2, str(file))


def test_a_file_that_cannot_be_read_is_wrong_input(tmp_path: Path) -> None:
    """A file that cannot be read is wrong input."""
    with pytest.raises(DisconspecError, match="cannot be read"):
        load_baseline(tmp_path / "nothing.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DisconspecError, match="no baseline"):
        load_baseline(binary)
