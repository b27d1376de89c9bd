# ruff: noqa: D103 - the name of a test says what it tests
"""Reports as annotations of a workflow: exact for findings, and no text is taken for a command."""

from __future__ import annotations

import re

from disconspec.reports import render
from disconspec.reports.document import Report
from hypothesis import given, settings
from report_examples import (
    DOCUMENTS,
    reports,
)

DOCUMENTS_AS_ANNOTATIONS = """\
::error file=fr/a.md,line=3,endLine=3,col=3,endColumn=15,title=T203 inserted-space::\
blanks inside the option%0Awrite: /ClientId:
::warning file=fr/a.md,line=3,endLine=3,col=24,endColumn=25,title=T204 full-width::a full-width colon
::notice file=fr/b.md,line=9,endLine=10,title=N1 row-without-syntax::the syntax lacks /?
::error title=disconspec::1 error, 1 warning and 1 note found in 2 of 5 pages.
"""


def test_findings_as_annotations() -> None:
    assert render(DOCUMENTS, "github") == DOCUMENTS_AS_ANNOTATIONS


ANNOTATION = re.compile(
    r"::(error|warning|notice) ([a-zA-Z]+=[^,:]*(,[a-zA-Z]+=[^,:]*)*)?::[^\x00-\x1f\x7f-\x9f\u2028\u2029]*"
)


@given(reports())
@settings(max_examples=60, deadline=None)
def test_no_report_slips_a_command_of_its_own_into_the_annotations(report: Report) -> None:
    lines = render(report, "github").removesuffix("\n").split("\n")
    assert len(lines) > len(report.findings)
    for line in lines:
        assert ANNOTATION.fullmatch(line), line
        assert not re.search("%(?!0A|25|3A|2C)", line)
