"""An implementation that shares nothing with the model conforms; a bug in it fails the right clause."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from disconspec.conformance.selection import Selection
from disconspec.features import FOLDER
from disconspec.reports import exit_code
from disconspec.reports.document import Report

RunSmall = Callable[..., Report]
PROGRAM = Path(__file__).with_name("independent") / "implementation.py"
BUGS: dict[str, Any] = runpy.run_path(str(PROGRAM))["BUGS"]
FEATURES = "disconspec.features"
MODULES = {
    "WDSUTIL": "wdsutil",
    "IWDS": "iwdstransportclient",
    "TSDISCON": "tsdiscon",
    "WMS": "disconnect_wmssession",
}


def run_program(run_small: RunSmall, features: str, *clauses: str) -> Report:
    """The program held to clauses, or to all of them."""
    adapter = f"exec:{sys.executable} -S {PROGRAM}"
    return run_small(adapter, selection=Selection(clauses=clauses), features=features, deadline=20)


def test_an_independent_implementation_conforms(run_small: RunSmall) -> None:
    """Written from the guide and the documents, it is held to every clause and holds every one of them."""
    text = PROGRAM.read_text(encoding="utf-8")
    assert "import disconspec" not in text
    assert "from disconspec" not in text
    report = run_program(run_small, FEATURES)
    assert (report.footer.verdict, exit_code(report)) == ("conformant", 0)
    assert len([clause for clause in report.clauses if clause.verdict == "passed"]) >= 60


@pytest.mark.parametrize("bug", sorted(BUGS))
def test_a_planted_bug_fails_the_right_clause(
    run_small: RunSmall, monkeypatch: pytest.MonkeyPatch, bug: str
) -> None:
    """The clause that the bug breaks, by its id."""
    monkeypatch.setenv("BUG", bug)
    module = FOLDER / f"test_{MODULES[BUGS[bug].split('-')[0]]}.py"
    report = run_program(run_small, str(module), BUGS[bug])
    assert (report.footer.verdict, exit_code(report)) == ("not_conformant", 1)
    assert [clause.id for clause in report.clauses if clause.verdict == "failed"] == [BUGS[bug]]
