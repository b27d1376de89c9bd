# ruff: noqa: D103 - the name of a test says what it tests
"""`disconspec report`: stored reports in any format, with the exit code of what they say."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path

import msgspec
import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.reports import formats, load, render, report_schema
from disconspec.reports.document import (
    AdapterIdentity,
    CheckResult,
    ClauseResult,
    Finding,
    Footer,
    Header,
    LocaleStatistics,
    Report,
    Statistics,
)

HEADER = Header(
    "disconspec",
    "0.1.0",
    "set-1",
    "a",
    "b",
    "c",
    ("run",),
    "",
    "Linux",
    "3.11",
    adapter=AdapterIdentity("acme"),
)
GOOD = Report(
    HEADER,
    clauses=(ClauseResult("A-1", "tsdiscon", "must", "passed", ("one",), "It works."),),
    checks=(CheckResult("one", "A-1", "passed"),),
    footer=Footer(True, "conformant", "pass"),
)
BAD = Report(
    HEADER,
    clauses=(ClauseResult("A-1", "tsdiscon", "must", "failed", ("one",), "It works."),),
    checks=(CheckResult("one", "A-1", "failed", "It", "works", "breaks"),),
    footer=Footer(True, "not_conformant", "fail"),
)
PARTIAL = msgspec.structs.replace(GOOD, footer=Footer(False, "incomplete", "fail"))
NOT_DRIVEN = Report(HEADER, footer=Footer(True, "not_driven", "fail", problems=("it did not start",)))
FOUND = Finding("page.md", 2, 1, 2, 4, "T201", "translated-option", "error", "wrong", "BAD", "good")
DOCUMENTS = Report(
    HEADER,
    findings=(FOUND,),
    statistics=Statistics({"en": LocaleStatistics(1)}),
    footer=Footer(True, "findings", "fail"),
)
CLEAN = msgspec.structs.replace(DOCUMENTS, findings=(), footer=Footer(True, "clean", "pass"))


def stored(folder: Path, report: Report, name: str = "report.json") -> str:
    file = folder / name
    file.write_text(render(report, "json"), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("report", "code", "words"),
    [
        (GOOD, 0, "acme conforms: 1 clause was checked and held."),
        (BAD, 1, "acme does not conform: 1 of 1 must-clause failed, first A-1."),
        (PARTIAL, 4, "No verdict: the run did not come to its end."),
        (NOT_DRIVEN, 3, "No verdict: acme could not be driven: it did not start."),
        (DOCUMENTS, 1, "1 error found in 1 of 1 page."),
        (CLEAN, 0, "No findings in 1 page."),
    ],
)
def test_a_report_is_shown_and_its_verdict_is_the_exit_code(
    report: Report, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["report", stored(tmp_path, report)]) == code
    assert capsys.readouterr().out.splitlines()[-1] == words


@pytest.mark.parametrize("name", formats())
def test_every_format_can_be_asked_for(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = stored(tmp_path, BAD)
    assert run_command_line(["report", file, "--format", name]) == 1
    assert capsys.readouterr().out == render(BAD, name)


def test_a_report_is_written_to_a_file_and_nothing_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.html"
    assert run_command_line(["report", stored(tmp_path, BAD), "--format", "html", "-o", str(target)]) == 1
    assert target.read_text(encoding="utf-8") == render(BAD, "html")
    assert capsys.readouterr().out == ""
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report.html", "report.json"]


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "nowhere" / "report.txt")
    assert run_command_line(["report", stored(tmp_path, GOOD), "--output", target]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_report_comes_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO(render(GOOD, "json").encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data, encoding="utf-8"))
    assert run_command_line(["report", "-"]) == 0
    assert "acme conforms" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "empty"), ("{", "cut short"), ("hello", "not JSON"), ("{}", "not a valid report")],
)
def test_what_is_no_report_is_an_error(
    content: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.json"
    file.write_text(content, encoding="utf-8")
    assert run_command_line(["report", str(file)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert "report.json" in told.err


@pytest.mark.parametrize("arguments", [["nowhere.json"], ["--format", "text"], ["x.json", "--format", "pdf"]])
def test_wrong_usage_is_exit_2(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["report", *arguments]) == 2
    assert capsys.readouterr().err


def test_findings_show_the_page_as_long_as_it_is_the_one_that_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = stored(tmp_path, DOCUMENTS)
    page = tmp_path / "page.md"
    page.write_text("# Page\nBAD text\n", encoding="utf-8")
    run_command_line(["report", file])
    assert "     2 | BAD text\n       | ^^^\n" in capsys.readouterr().out
    page.write_text("# Page\n\nBAD text\n", encoding="utf-8")
    run_command_line(["report", file])
    assert "^" not in capsys.readouterr().out
    page.unlink()
    assert run_command_line(["report", file]) == 1
    assert "page.md:2:1: error" in capsys.readouterr().out


def test_help_shows_an_example_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["show"], ["baseline"], ["compare"], ["merge"], ["schema"]):
        assert run_command_line(["report", *arguments, "--help"]) == 0
        assert "\n    disconspec report" in capsys.readouterr().out


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["report", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == report_schema()


def test_a_baseline_excuses_the_failures_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from disconspec.conformance.baseline import excused, load_baseline  # noqa: PLC0415 - of this test only

    target = tmp_path / "baseline.toml"
    arguments = ["baseline", stored(tmp_path, BAD), "--reason", "known", "--output", str(target)]
    assert run_command_line(["report", *arguments]) == 0
    assert capsys.readouterr().out == ""
    baseline = load_baseline(target)
    assert [entry.identifier for entry in baseline.entries] == ["A-1"]
    assert [clause.excuse for clause in excused(BAD.clauses, BAD.checks, baseline)] == ["baselined"]


def test_a_baseline_needs_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["report", "baseline", stored(tmp_path, BAD)]) == 2
    assert "--reason" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        (GOOD, GOOD, 0, "Nothing changed.\n"),
        (GOOD, BAD, 1, "worse: A-1: passed -> failed\n1 thing got worse, 0 changed otherwise.\n"),
        (BAD, GOOD, 0, "changed: A-1: failed -> passed\nNothing got worse, 1 thing changed.\n"),
        (
            CLEAN,
            DOCUMENTS,
            1,
            (
                "worse: page.md:2:1 T201 translated-option: absent -> wrong\n"
                "1 thing got worse, 0 changed otherwise.\n"
            ),
        ),
        (GOOD, PARTIAL, 4, "note: the second report is incomplete\nNothing changed.\n"),
        (GOOD, NOT_DRIVEN, 3, "worse: A-1: passed -> absent"),
    ],
)
def test_two_reports_are_compared(old: Report, new: Report, code: int, words: str, tmp_path: Path) -> None:
    files = [stored(tmp_path, old, "old.json"), stored(tmp_path, new, "new.json")]
    with redirect_stdout(io.StringIO()) as shown:
        assert run_command_line(["report", "compare", *files]) == code
    assert words in shown.getvalue()


def test_reports_of_different_kinds_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [stored(tmp_path, GOOD, "old.json"), stored(tmp_path, CLEAN, "new.json")]
    assert run_command_line(["report", "compare", *files]) == 2
    assert "documents" in capsys.readouterr().err


def test_reports_are_merged_into_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = msgspec.structs.replace(
        BAD,
        clauses=(msgspec.structs.replace(BAD.clauses[0], id="B-1", checks=("two",)),),
        checks=(msgspec.structs.replace(BAD.checks[0], id="two", clause="B-1"),),
    )
    files = [stored(tmp_path, GOOD, "a.json"), stored(tmp_path, other, "b.json")]
    assert run_command_line(["report", "merge", *files]) == 1
    report = load(capsys.readouterr().out.encode())
    assert [clause.id for clause in report.clauses] == ["A-1", "B-1"]
    assert report.footer == Footer(
        True, "not_conformant", "fail", "acme does not conform: 1 of 2 must-clauses failed, first B-1."
    )
    assert run_command_line(["report", "merge", files[0], files[0]]) == 2
    assert "A-1 is in more than one of the reports" in capsys.readouterr().err
    assert run_command_line(["report", "merge"]) == 2
