"""A report as JUnit XML, for the test view of a CI system.

Nothing is shown as passed that did not pass, and there is a failure or an error exactly when the exit code of
the report is not 0: what does not hold up CI (a should-clause, a note, a known failure) is skipped, with why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Literal, NamedTuple, assert_never
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .characters import for_xml
from .document import CheckResult, ClauseResult, Finding, Report, Severity
from .summary import (
    CONFORMANT,
    closes_gate,
    closing_sentence,
    exit_code,
    is_run,
    is_whole,
    number,
    pages,
    words_of,
)

Kind = Literal["passed", "failure", "error", "skipped"]


class Case(NamedTuple):
    """One testcase before it is XML."""

    suite: str
    name: str
    kind: Kind
    type: str = ""
    message: str = ""
    body: str = ""
    time: float = 0.0
    file: str = ""
    line: int = 0


def junit_parts(report: Report) -> Iterator[str]:
    """The report as JUnit XML: one suite a system or page, one testcase a check or finding."""
    root = Element("testsuites", _totals(_cases(report)), name=for_xml(report.header.tool))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield tostring(root, encoding="unicode").removesuffix(" />") + ">\n"
    for suite, group in groupby(_cases(report), key=lambda case: case.suite):
        members = list(group)
        element = Element("testsuite", _totals(members), name=for_xml(suite) or "unnamed")
        _properties(element, report)
        for case in members:
            _add(element, case)
        indent(element, level=1)
        yield f"  {tostring(element, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _cases(report: Report) -> Iterator[Case]:
    """Every testcase, those of one suite together, and that of the whole."""
    passes = exit_code(report) == CONFORMANT
    seen: Counter[Kind] = Counter()
    for case in chain(sorted(_clause_cases(report), key=lambda case: case.suite), _finding_cases(report)):
        shown = case._replace(kind="skipped") if passes and case.kind != "passed" else case
        seen[shown.kind] += 1
        yield shown
    yield from _whole(report, seen)


def _totals(cases: Iterable[Case]) -> dict[str, str]:
    kinds: Counter[Kind] = Counter()
    time = 0.0
    for case in cases:
        kinds[case.kind] += 1
        time += case.time
    return {
        "tests": str(kinds.total()),
        "failures": str(kinds["failure"]),
        "errors": str(kinds["error"]),
        "skipped": str(kinds["skipped"]),
        "time": f"{time:.3f}",
    }


def _properties(element: Element, report: Report) -> None:
    header = report.header
    values = {"version": header.version, "spec_set": header.spec_set, "profile": header.profile}
    if header.adapter is not None:
        values["adapter"] = f"{header.adapter.name} {header.adapter.version}".rstrip()
    properties = SubElement(element, "properties")
    for name, value in values.items():
        SubElement(properties, "property", name=name, value=for_xml(value))


def _add(suite: Element, case: Case) -> None:
    where = {"file": for_xml(case.file), "line": str(case.line)} if case.file else {}
    name = for_xml(case.name) or "unnamed"
    classname = for_xml(case.suite) or "unnamed"
    element = SubElement(suite, "testcase", where, name=name, classname=classname, time=f"{case.time:.3f}")
    if case.kind != "passed":
        result = SubElement(element, case.kind, type=for_xml(case.type), message=for_xml(case.message))
        result.text = for_xml(case.body) or None


def _clause_cases(report: Report) -> Iterator[Case]:
    by_clause: dict[str, list[CheckResult]] = {}
    for check in report.checks:
        by_clause.setdefault(check.clause, []).append(check)
    for clause in report.clauses:
        checks = by_clause.get(clause.id, [])
        said = [_check_case(clause, check) for check in checks]
        yield from said
        kind, message = _kind(clause)
        if not said or kind not in {"passed", *(case.kind for case in said)}:
            yield Case(clause.system, clause.id, kind, clause.verdict, message, _body(clause, None))


def _check_case(clause: ClauseResult, check: CheckResult) -> Case:
    as_if = ClauseResult(clause.id, clause.system, clause.level, check.outcome, excuse=clause.excuse)
    kind, _ = ("passed", "") if check.outcome == "passed" else _kind(as_if)
    message = check.actual or clause.reason or f"{words_of(check.outcome)}: {clause.statement}"
    name = f"{clause.id} {check.title or check.id}"
    body = _body(clause, check)
    return Case(clause.system, name, kind, check.outcome, message, body, max(check.duration, 0.0))


def _kind(clause: ClauseResult) -> tuple[Kind, str]:
    """How a clause is shown, and why: a must-clause that was not tried is an error, never a skip."""
    if clause.level == "unspecified":
        return "skipped", "the documents are silent: recorded, never judged"
    match clause.excuse:
        case "baselined":
            return "skipped", f"known failure, excused by the baseline: {clause.reason}"
        case "stale" | "drifted" | "expired":
            return "failure", f"baseline entry {clause.excuse}: {clause.reason}"
        case "":
            pass
        case _:
            assert_never(clause.excuse)
    why = clause.reason or f"{words_of(clause.verdict)}: {clause.statement}"
    match clause.verdict:
        case "passed":
            return "passed", ""
        case "failed":
            return ("failure" if clause.level == "must" else "skipped"), why
        case "errored" | "not_run" | "untestable":
            return ("error" if clause.level == "must" else "skipped"), why
        case "not_applicable":
            return "skipped", why
        case _:
            assert_never(clause.verdict)


def _body(clause: ClauseResult, check: CheckResult | None) -> str:
    lines = [clause.statement, *(f"source: {source}" for source in clause.sources)]
    if check is not None:
        lines += [f"{place}. {step}" for place, step in enumerate(check.steps, 1)]
        for label, text in (("expected", check.expected), ("actual", check.actual), ("detail", check.detail)):
            if text:
                lines.append(f"{label}: {text}")
    return "\n".join(line for line in lines if line)


def _finding_cases(report: Report) -> Iterator[Case]:
    findings = report.findings
    if isinstance(findings, tuple):
        # Those that are kept outside memory come page by page.
        findings = sorted(findings, key=lambda finding: finding.path)
    for finding in findings:
        name = f"{finding.line}:{finding.column} {finding.code} {finding.name}"
        instead = f"\nwrite: {finding.suggestion}" if finding.suggestion else ""
        body = f"{finding.path}:{finding.line}:{finding.column}: {finding.text}{instead}"
        kind = _kind_of_finding(finding, report.footer.fail_on)
        yield Case(
            finding.path,
            name,
            kind,
            finding.severity,
            finding.message,
            body,
            file=finding.path,
            line=finding.line,
        )


def _kind_of_finding(finding: Finding, fail_on: Severity) -> Kind:
    match finding.severity:
        case "error" | "warning":
            return "failure" if closes_gate(finding, fail_on) else "skipped"
        case "note":
            return "skipped"
        case _:
            assert_never(finding.severity)


def _whole(report: Report, seen: Counter[Kind]) -> Iterator[Case]:
    """The testcase of the whole: it fails when nothing else shows that the run did not pass."""
    suite = report.header.tool
    sentence = closing_sentence(report)
    problems = "\n".join(report.footer.problems)
    if report.footer.verdict == "not_driven" or not is_whole(report):
        yield Case(suite, "a verdict was reached", "error", "incomplete", sentence, problems)
    elif exit_code(report) and not seen["failure"] + seen["error"]:
        yield Case(suite, "the run passes", "failure", report.footer.verdict, sentence, problems)
    elif not seen:
        what = "run" if is_run(report) else f"{number(pages(report), 'page')} checked"
        yield Case(suite, what, "passed")
