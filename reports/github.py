"""A report as workflow commands of GitHub Actions, which shows them on the lines of a pull request.

GitHub shows ten errors and ten warnings of a step; the job summary (`markdown`) and SARIF have room for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal, assert_never

from .characters import lines_of, one_line
from .document import ClauseResult, Finding, Report, Severity
from .summary import closing_sentence, exit_code, of_standing, unsuccessful, words_of

Command = Literal["error", "warning", "notice"]


def github_lines(report: Report) -> Iterator[str]:
    """One annotation a line: findings, failing clauses, problems of the run, and the closing sentence."""
    tool = {"title": report.header.tool}
    last: Command = "error" if exit_code(report) else "notice"
    for annotation in chain(
        map(_finding, report.findings),
        (_clause(report, clause) for clause in of_standing(report, "failing", "open")),
        (_annotation("error", tool, problem) for problem in report.footer.problems),
        (_annotation(last, tool, closing_sentence(report)),),
    ):
        yield f"{annotation}\n"


def _annotation(command: Command, properties: dict[str, str], message: str) -> str:
    parts = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{command} {parts}::{_data(message)}"


def _data(text: str) -> str:
    """The text with its line ends kept and what would end the command or reach the terminal taken out."""
    return "%0A".join(line.replace("%", "%25") for line in lines_of(text))


def _property(text: str) -> str:
    return one_line(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def _command(severity: Severity) -> Command:
    match severity:
        case "error" | "warning":
            return severity
        case "note":
            return "notice"
        case _:
            assert_never(severity)


def _finding(finding: Finding) -> str:
    properties = {"file": finding.path, "line": str(finding.line), "endLine": str(finding.end_line)}
    if finding.end_line == finding.line:
        properties |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    properties["title"] = f"{finding.code} {finding.name}"
    instead = f"\nwrite: {finding.suggestion}" if finding.suggestion else ""
    return _annotation(_command(finding.severity), properties, f"{finding.message}{instead}")


def _clause(report: Report, clause: ClauseResult) -> str:
    grave = clause.level == "must" or clause.excuse
    lines = [clause.statement, *clause.sources, clause.reason]
    for check in unsuccessful(report, clause):
        lines += [*check.steps]
        lines += [f"expected: {check.expected}"] if check.expected else []
        lines += [f"actual: {check.actual}"] if check.actual else []
    title = f"{clause.id} {words_of(clause.verdict)}"
    return _annotation(
        "error" if grave else "warning", {"title": title}, "\n".join(line for line in lines if line)
    )
