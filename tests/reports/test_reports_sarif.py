# ruff: noqa: D103 - the name of a test says what it tests
"""Reports as SARIF: valid for any, with exact places, repairs and fingerprints."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from disconspec.reports import render
from disconspec.reports.document import Report
from disconspec.reports.sarif import uri
from hypothesis import given, settings
from msgspec.structs import replace
from report_examples import (
    DOCUMENTS,
    EXAMPLES,
    FAILED,
    OPTION,
    PAGE,
    RUN,
    reports,
)
from sarif_schema import SARIF


def sarif(report: Report) -> dict[str, Any]:
    log = json.loads(render(report, "sarif"))
    jsonschema.validate(log, SARIF)
    return log["runs"][0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_sarif_is_valid_and_says_whether_the_run_was_whole(name: str) -> None:
    run = sarif(EXAMPLES[name])
    assert run["invocations"][0]["executionSuccessful"] is (name != "incomplete")


def test_sarif_regions_are_exact_and_repairs_are_fixes() -> None:
    run = sarif(DOCUMENTS)
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"] == "fr/a.md"
    region = place["region"]
    assert (
        PAGE[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "/ ClientId :"
    )
    assert region["snippet"]["text"] == "/ ClientId :"
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {key: region[key] for key in region if key != "snippet"}
    assert replacement["insertedContent"]["text"] == "/ClientId:"
    assert "fixes" not in run["results"][1]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["T203", "T204", "N1"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]


def test_sarif_tells_equal_findings_apart_and_recognises_them_further_down() -> None:
    def prints(*lines: int) -> list[str]:
        moved = tuple(replace(OPTION, line=line, end_line=line) for line in lines)
        found = sarif(replace(DOCUMENTS, findings=moved))["results"]
        return [each["partialFingerprints"]["disconspec/v1"] for each in found]

    assert prints(3, 9) == prints(4, 10)
    assert len(set(prints(3, 9))) == 2


def test_sarif_shows_clauses_as_rules_and_known_failures_as_suppressed() -> None:
    known = replace(FAILED, excuse="baselined", reason="issue 12")
    run = sarif(replace(RUN, clauses=(*RUN.clauses, replace(known, id="A-1"))))
    told = {each["ruleId"]: (each["kind"], each["level"]) for each in run["results"]}
    assert told == {
        "TSDISCON-ID-001": ("pass", "none"),
        "TSDISCON-CONSOLE-001": ("fail", "error"),
        "WDS-LIST-001": ("notApplicable", "none"),
        "WDS-TYPE-009": ("notApplicable", "none"),
        "A-1": ("fail", "error"),
    }
    suppressed = [each["ruleId"] for each in run["results"] if "suppressions" in each]
    assert suppressed == ["A-1"]
    assert "tsdiscon 1" in run["results"][1]["message"]["text"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("fr/a b#.md", "fr/a%20b%23.md"),
        ("fr\\a.md", "fr/a.md"),
        ("/docs/\u5168.md", "file:///docs/%E5%85%A8.md"),
        ("C:\\docs\\a.md", "file:///C:/docs/a.md"),
        ("a:b.md", "a%3Ab.md"),
        ("", "."),
    ],
)
def test_paths_become_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


@given(reports())
@settings(max_examples=50, deadline=None)
def test_any_sarif_is_valid(report: Report) -> None:
    run = sarif(report)
    assert len(run["results"]) == len(report.clauses) + len(report.findings)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
