"""A report as GitHub-flavoured Markdown, for the job summary of a CI system and for issues."""

from __future__ import annotations

import html
import re

from .characters import lines_of, one_line
from .document import CheckResult, ClauseResult, Finding, Report, Verdict
from .summary import (
    LEVELS,
    VERDICTS,
    closing_sentence,
    counts,
    identity,
    never_began,
    number,
    of_standing,
    severities,
    unsuccessful,
    words_of,
    words_of_overall,
)

MOST_ROWS = 1000
"""More rows than this are counted, not shown: GitHub drops a job summary over one mebibyte."""

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()|~#$!])")
_BEGINNING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_BACKTICKS = re.compile("`+")


def escaped(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is, also in a table cell."""
    safe = _PUNCTUATION.sub(r"\\\1", html.escape(one_line(text), quote=False)).replace("@", "&#64;")
    return _BEGINNING.sub(_without_meaning, safe).strip()


def _without_meaning(match: re.Match[str]) -> str:
    """The beginning of a line that would make it a list or a rule, as an entity."""
    first = match.group(2)
    return f"{match.group(1)}&#{ord(first[0])};{first[1:]}"


def block(lines: list[str]) -> list[str]:
    """The lines as a fenced block, whatever fences are in them."""
    longest = max((len(run) for line in lines for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence]


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]], more: str) -> list[str]:
    """A Markdown table of at most `MOST_ROWS` rows; the cells have to be escaped already."""
    lines = [_row(heads), _row(("---",) * len(heads)), *(_row(row) for row in rows[:MOST_ROWS])]
    if len(rows) > MOST_ROWS:
        lines += ["", f"{len(rows) - MOST_ROWS} more {more} are in the JSON report."]
    return lines


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def as_markdown(report: Report) -> str:
    """The report as Markdown: the sentence first, then what failed, then everything in foldable tables."""
    parts: list[list[str]] = [
        [f"## {escaped(report.header.tool)}: {words_of_overall(report.footer.verdict)}"],
        [escaped(closing_sentence(report))],
    ]
    if not report.footer.complete:
        parts.append(["**This report is incomplete.**"])
    parts.append([f"- {escaped(problem)}" for problem in report.footer.problems])
    if report.clauses and not never_began(report):
        parts += [_counts(report), *_failures(report), *_clauses(report)]
    if report.findings:
        parts += _findings(report)
    parts += [*_proof(report), _statistics(report), [escaped(identity(report))]]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _counts(report: Report) -> list[str]:
    table_of = counts(report)
    shown: list[Verdict] = [verdict for verdict in VERDICTS if any(row[verdict] for row in table_of.values())]
    rows = [
        (level, *(str(table_of[level][verdict]) for verdict in shown))
        for level in LEVELS
        if level in table_of
    ]
    return table(("level", *(words_of(verdict) for verdict in shown)), rows, "levels")


def _failures(report: Report) -> list[list[str]]:
    parts: list[list[str]] = []
    failing = of_standing(report, "failing")
    for clause in failing[:MOST_ROWS]:
        excuse = f", baseline entry {clause.excuse}" if clause.excuse else ""
        parts.append([f"### {escaped(clause.id)} {words_of(clause.verdict)} ({clause.level}{excuse})"])
        parts.append([escaped(clause.statement)])
        parts.append([f"- {escaped(source)}" for source in clause.sources])
        parts.append([escaped(clause.reason)] if clause.reason else [])
        parts += [block(_check(check)) for check in unsuccessful(report, clause)]
    if len(failing) > MOST_ROWS:
        parts.append([f"{len(failing) - MOST_ROWS} more failures are in the JSON report."])
    return parts


def _check(check: CheckResult) -> list[str]:
    lines = [one_line(f"{check.id} {check.title}".strip()) + f": {words_of(check.outcome)}"]
    lines += [f"{place}. {one_line(step)}" for place, step in enumerate(check.steps, 1)]
    for label, text in (("expected", check.expected), ("actual", check.actual), ("detail", check.detail)):
        lines += [f"{label}: {line}" for line in lines_of(text)]
    return lines


def _clauses(report: Report) -> list[list[str]]:
    rows = [
        (
            escaped(clause.id),
            escaped(clause.system),
            clause.level,
            _verdict(clause),
            escaped(clause.statement),
        )
        for clause in report.clauses
    ]
    return [
        [f"<details><summary>{number(len(rows), 'clause')}</summary>"],
        table(("clause", "system", "level", "verdict", "statement"), rows, "clauses"),
        ["</details>"],
    ]


def _verdict(clause: ClauseResult) -> str:
    reason = f": {escaped(clause.reason)}" if clause.reason and clause.verdict != "passed" else ""
    return words_of(clause.verdict) + (f" ({clause.excuse})" if clause.excuse else "") + reason


def _findings(report: Report) -> list[list[str]]:
    found = ", ".join(number(count, word) for word, count in severities(report.findings).items())
    rows = [_finding(finding) for finding in report.findings]
    return [[found], table(("place", "severity", "finding", "message", "instead"), rows, "findings")]


def _finding(finding: Finding) -> tuple[str, ...]:
    return (
        f"{escaped(finding.path)}:{finding.line}:{finding.column}",
        finding.severity,
        f"{escaped(finding.code)} {escaped(finding.name)}",
        escaped(finding.message),
        f"<code>{escaped(finding.suggestion)}</code>" if finding.suggestion else "",
    )


def _proof(report: Report) -> list[list[str]]:
    mutants = report.proof.mutants
    if not mutants:
        return []
    alive = [mutant for mutant in mutants if not mutant.killed]
    noticed = len(mutants) - len(alive)
    return [
        [f"Rules switched off one at a time: {noticed} of {len(mutants)} were noticed."],
        [f"- not noticed: {escaped(mutant.rule)} ({escaped(mutant.clause)})" for mutant in alive],
    ]


def _statistics(report: Report) -> list[str]:
    locales = report.statistics.locales
    if not locales:
        return []
    rows = [
        (
            escaped(tag),
            str(locale.pages),
            str(locale.syntax_blocks.total),
            str(locale.syntax_blocks.recovered),
            str(locale.syntax_blocks.diagnosed),
            str(locale.example_lines.total),
            str(locale.example_lines.rejected),
        )
        for tag, locale in sorted(locales.items())
    ]
    heads = ("locale", "pages", "syntax blocks", "recovered", "diagnosed", "example lines", "rejected")
    return table(heads, rows, "locales")
