# ruff: noqa: D103 - the name of a test says what it tests
"""Reports as a badge: green only when all is well."""

from __future__ import annotations

import json

import pytest
from disconspec.reports import exit_code, render
from disconspec.reports.document import Footer, Report
from hypothesis import given, settings
from msgspec.structs import replace
from report_examples import (
    CLEAN,
    CONFORMANT,
    DOCUMENTS,
    INCOMPLETE,
    RUN,
    reports,
)


@pytest.mark.parametrize(
    ("report", "message", "color"),
    [
        (RUN, "1 of 2 failing", "red"),
        (CONFORMANT, "conformant, 1 clause", "brightgreen"),
        (
            replace(CONFORMANT, footer=Footer(True, "conformant", "fail")),
            "conformant, 1 clause, gate closed",
            "yellow",
        ),
        (INCOMPLETE, "incomplete", "lightgrey"),
        (replace(CONFORMANT, footer=Footer(False, "conformant", "pass")), "incomplete", "lightgrey"),
        (replace(RUN, footer=Footer(True, "not_driven", "fail")), "not driven", "lightgrey"),
        (DOCUMENTS, "3 findings", "red"),
        (replace(DOCUMENTS, findings=tuple(DOCUMENTS.findings)[1:2]), "1 finding", "yellow"),
        (CLEAN, "no findings", "brightgreen"),
    ],
)
def test_a_badge_is_green_only_when_all_is_well(report: Report, message: str, color: str) -> None:
    badge = json.loads(render(report, "badge"))
    error = {"isError": True} if color == "red" else {}
    assert badge == {"schemaVersion": 1, "label": "disconspec", "message": message, "color": color, **error}


@given(reports())
@settings(max_examples=40, deadline=None)
def test_no_badge_is_green_when_the_exit_code_is_not_0(report: Report) -> None:
    badge = json.loads(render(report, "badge"))
    assert badge["message"]
    assert badge["color"] != "brightgreen" or exit_code(report) == 0 or report.footer.verdict == "clean"
