# ruff: noqa: D103 - the name of a test says what it tests
"""Reports as JUnit: exact for a run, well-formed for any, and failing where the exit code says so."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from disconspec.reports import exit_code, render
from disconspec.reports.document import Report
from hypothesis import given, settings
from msgspec.structs import replace
from report_examples import (
    CLEAN,
    CONFORMANT,
    DOCUMENTS,
    FAILED,
    INCOMPLETE,
    PASSED,
    RUN,
    SHOULD_FAILED,
    reports,
)

RUN_AS_JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5" failures="1" errors="0" skipped="2" time="0.750" name="disconspec">
  <testsuite tests="3" failures="1" errors="0" skipped="0" time="0.750" name="tsdiscon">
    <properties>
      <property name="version" value="0.1.0" />
      <property name="spec_set" value="set-1" />
      <property name="profile" value="documented" />
      <property name="adapter" value="acme 2.0" />
    </properties>
    <testcase name="TSDISCON-ID-001 id" classname="tsdiscon" time="0.250" />
    <testcase name="TSDISCON-CONSOLE-001 console-1" classname="tsdiscon" time="0.000" />
    <testcase name="TSDISCON-CONSOLE-001 By its id" classname="tsdiscon" time="0.500">
      <failure type="failed" message="accepted&#10;the session is disconnected">\
The console session cannot be disconnected.
source: 003 (en), lines 40-41, under 'Remarks'
1. Given a host with a console session 1
2. tsdiscon 1
expected: refused, the session stays active
actual: accepted
the session is disconnected
detail: \\x1b[31mpanic\\x1b[0m
</failure>
    </testcase>
  </testsuite>
  <testsuite tests="2" failures="0" errors="0" skipped="2" time="0.000" name="wdsutil">
    <properties>
      <property name="version" value="0.1.0" />
      <property name="spec_set" value="set-1" />
      <property name="profile" value="documented" />
      <property name="adapter" value="acme 2.0" />
    </properties>
    <testcase name="WDS-LIST-001" classname="wdsutil" time="0.000">
      <skipped type="not_applicable" message="listing is not declared">It lists.</skipped>
    </testcase>
    <testcase name="WDS-TYPE-009" classname="wdsutil" time="0.000">
      <skipped type="not_applicable" message="the documents are silent: recorded, never judged">\
Unknown.</skipped>
    </testcase>
  </testsuite>
</testsuites>
"""


def test_a_run_as_junit() -> None:
    assert render(RUN, "junit") == RUN_AS_JUNIT


def kinds(report: Report) -> dict[str, str]:
    root = ET.fromstring(render(report, "junit"))  # noqa: S314 - it reads what the test itself has made
    return {
        case.get("name", ""): next((each.tag for each in case), "passed") for case in root.iter("testcase")
    }


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            CONFORMANT,
            {
                "TSDISCON-ID-001 id": "passed",
                "WDS-FALLBACK-001 Fallback": "skipped",
                "WDS-LIST-001": "skipped",
                "WDS-TYPE-009": "skipped",
            },
        ),
        (
            INCOMPLETE,
            {"TSDISCON-ID-001 id": "passed", "TSDISCON-NAME-001": "error", "a verdict was reached": "error"},
        ),
        (
            DOCUMENTS,
            {
                "3:3 T203 inserted-space": "failure",
                "3:24 T204 full-width": "failure",
                "9:1 N1 row-without-syntax": "skipped",
            },
        ),
        (
            replace(DOCUMENTS, footer=replace(DOCUMENTS.footer, fail_on="error")),
            {
                "3:3 T203 inserted-space": "failure",
                "3:24 T204 full-width": "skipped",
                "9:1 N1 row-without-syntax": "skipped",
            },
        ),
        (CLEAN, {"1 page checked": "passed"}),
        (
            replace(RUN, clauses=(FAILED, SHOULD_FAILED), checks=()),
            {FAILED.id: "failure", SHOULD_FAILED.id: "skipped"},
        ),
        (
            replace(RUN, clauses=(replace(PASSED, verdict="untestable"),), checks=()),
            {"TSDISCON-ID-001": "error"},
        ),
        (replace(RUN, clauses=(replace(FAILED, verdict="errored"),), checks=()), {FAILED.id: "error"}),
        (
            replace(RUN, clauses=(PASSED, replace(FAILED, excuse="baselined")), checks=()),
            {PASSED.id: "passed", FAILED.id: "skipped", "the run passes": "failure"},
        ),
        (
            replace(RUN, clauses=(replace(PASSED, excuse="stale"),), checks=RUN.checks[:1]),
            {"TSDISCON-ID-001 id": "passed", "TSDISCON-ID-001": "failure"},
        ),
        (replace(CONFORMANT, clauses=(), checks=()), {"run": "passed"}),
    ],
)
def test_junit_tells_failures_errors_and_skips_apart(report: Report, expected: dict[str, str]) -> None:
    assert kinds(report) == expected


@given(reports())
@settings(max_examples=80, deadline=None)
def test_any_junit_is_well_formed_counts_right_and_agrees_with_the_exit_code(report: Report) -> None:
    root = ET.fromstring(render(report, "junit").encode())  # noqa: S314 - it reads what the test itself has made
    assert root.tag == "testsuites"
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert element.get("name") is not None
        assert element.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(attribute) == str(sum(case.find(tag) is not None for case in cases))
    for suite in root:
        assert [child.tag for child in suite][:1] == ["properties"]
        assert {child.tag for child in suite} == {"properties", "testcase"}
    cases = list(root.iter("testcase"))
    assert all(case.get("name") and case.get("classname") and len(case) <= 1 for case in cases)
    assert float(root.get("time", "-1")) >= 0
    bad = int(root.get("failures", "0")) + int(root.get("errors", "0"))
    assert bool(bad) == bool(exit_code(report))
