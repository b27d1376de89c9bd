"""From which severity on findings fail a check: what lies below is reported, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from disconspec.conformance.commands import run_command_line
from document_pages import DAMAGED, command_page

SEVERITIES = ("error", "warning", "note")


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder that the command is typed in, with a page that has one finding."""
    (folder / "page.md").write_text(DAMAGED, encoding="utf-8")
    return folder


def graded(severity: str, *more: str) -> None:
    """Have every finding be of that severity."""
    lines = ["[check]", *more, "[check.severity]", f'ALL = "{severity}"', ""]
    Path("disconspec.toml").write_text("\n".join(lines), encoding="utf-8")


def check(*arguments: str) -> int:
    """Type the command and give its exit code."""
    return run_command_line(["check", ".", *arguments, "--no-cache"])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("least", SEVERITIES)
def test_findings_below_the_least_severity_are_reported_and_fail_nothing(
    capsys: pytest.CaptureFixture[str], severity: str, least: str
) -> None:
    """Typed or set, the exit code says what the report says."""
    fails = SEVERITIES.index(severity) <= SEVERITIES.index(least)
    graded(severity)
    assert check("--fail-on", least) == fails
    shown = capsys.readouterr().out
    assert f"page.md:20:3: {severity} P301" in shown
    closing = f"1 {severity} found in 1 of 1 page{'' if fails else '; none fails the check'}."
    assert shown.splitlines()[-1] == closing
    graded(severity, f'fail_on = "{least}"')
    assert check() == fails
    assert capsys.readouterr().out == shown


@pytest.mark.usefixtures("folder")
def test_every_finding_fails_unless_said_otherwise_and_what_is_typed_counts_more() -> None:
    """Who adopts the option changes a check, and nobody else's changes."""
    graded("note")
    assert check() == 1
    graded("note", 'fail_on = "error"')
    assert check() == 0
    assert check("--fail-on", "note") == 1


def test_one_grave_finding_is_enough(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It need not be the first, and those below it keep their severity."""
    (folder / "a.md").write_text(DAMAGED, encoding="utf-8")
    (folder / "b.md").write_text(command_page(example="frobctl start /Sise:10 target"), encoding="utf-8")
    (folder / "disconspec.toml").write_text('[check.severity]\nP301 = "note"\n', encoding="utf-8")
    assert check("--fail-on", "error") == 1
    assert capsys.readouterr().out.endswith("1 error and 2 notes found in 3 of 3 pages.\n")
    assert check("--fail-on", "error", "--ignore", "R402") == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("least", "code"), [("note", 1), ("error", 0)])
def test_every_format_agrees_with_the_exit_code(
    capsys: pytest.CaptureFixture[str], least: str, code: int
) -> None:
    """The verdict names the findings, the gate what they mean; levels are what the findings are."""
    graded("warning")

    def reported(form: str) -> str:
        assert check("--fail-on", least, "--format", form) == code
        return capsys.readouterr().out

    stored = reported("json")
    footer: dict[str, Any] = json.loads(stored)["footer"]
    assert (footer["verdict"], footer["gate"]) == ("findings", "fail" if code else "pass")
    Path("report.json").write_text(stored, encoding="utf-8")
    assert run_command_line(["report", "report.json"]) == code
    capsys.readouterr()
    run: dict[str, Any] = json.loads(reported("sarif"))["runs"][0]
    assert [(result["kind"], result["level"]) for result in run["results"]] == [("fail", "warning")]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["properties"]["gate"] == footer["gate"]
    assert ("none fails the check" in run["properties"]["sentence"]) == (not code)
    assert ET.fromstring(reported("junit")).get("failures") == str(code)  # noqa: S314 - our own
    annotations = [line.split(" ")[0] for line in reported("github").splitlines()]
    assert annotations == ["::warning", "::error" if code else "::notice"]
    assert ("none fails the check" in reported("markdown")) == (not code)


@pytest.mark.usefixtures("folder")
def test_repairs_are_offered_whatever_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """A finding that fails nothing is repaired all the same."""
    graded("note")
    assert check("--fail-on", "error", "--diff") == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("--- a/page.md")
    assert shown.err.endswith("1 note found in 1 of 1 page; none fails the check.\n")


def test_a_page_that_cannot_be_read_fails_whatever_is_asked(folder: Path) -> None:
    """What was not checked might have had anything."""
    (folder / "bad.md").write_bytes(b"\xff\xfe")
    graded("note")
    assert check("--fail-on", "error") == 2
    assert check("--fail-on", "error", "--format", "json", "--output", "report.json") == 2
    footer = json.loads(Path("report.json").read_text(encoding="utf-8"))["footer"]
    assert (footer["verdict"], footer["gate"]) == ("incomplete", "fail")


@pytest.mark.usefixtures("folder")
def test_a_severity_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Typed or set, with those that there are."""
    assert check("--fail-on", "fatal") == 2
    assert "'error', 'warning', 'note'" in capsys.readouterr().err
    graded("note", 'fail_on = "warn"')
    assert check() == 2
    assert 'fail_on is "warn", and one of error, warning, note is expected (write fail_on = "warning")' in (
        capsys.readouterr().err
    )
