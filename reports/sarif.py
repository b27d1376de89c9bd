"""A report as SARIF 2.1.0, for code scanning and editors: exact regions, repairs as fixes, clauses as rules.

Regions are 1-based and count Unicode code points, as findings do; `endColumn` is the one after the last.
Only what `--fix` would do is a fix, for fixes are applied unseen; other suggestions are in the message.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Literal, assert_never
from urllib.parse import quote

import msgspec

from .characters import lines_of, one_line
from .document import ClauseResult, Finding, Level, Report, Rule, Severity
from .summary import closing_sentence, is_whole, standing, unsuccessful, words_of

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# What follows the last member of the run.
_END = "}]}"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")

SarifLevel = Literal["error", "warning", "note", "none"]
Json = dict[str, Any]


def sarif_parts(report: Report, meaning: Callable[[str], Rule | None] | None = None) -> Iterator[str]:
    """The report as one SARIF log with one run, a result a line; `meaning` explains the codes of findings."""
    rules = {**_clause_rules(report), **_finding_rules(report, meaning or _no_rule)}
    run = {
        "tool": {"driver": _driver(report, list(rules.values()))},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(report)],
        "properties": {
            "verdict": report.footer.verdict,
            "gate": report.footer.gate,
            "sentence": _text(closing_sentence(report)),
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield _json(log).removesuffix(_END)
    yield ',"results":['
    places = {identifier: place for place, identifier in enumerate(rules)}
    gap = "\n"
    for result in chain(_clause_results(report), _finding_results(report)):
        yield gap + _json({**result, "ruleIndex": places[result["ruleId"]]})
        gap = ",\n"
    yield f"\n]{_END}\n"


def _json(value: Json) -> str:
    return msgspec.json.encode(value).decode()


def _no_rule(_code: str) -> Rule | None:
    return None


def _driver(report: Report, rules: list[Json]) -> Json:
    driver: Json = {"name": _text(report.header.tool) or "disconspec"}
    if report.header.version:
        driver["version"] = _text(report.header.version)
    return {**driver, "rules": rules}


def _invocation(report: Report) -> Json:
    invocation: Json = {"executionSuccessful": is_whole(report)}
    notes = [_text(problem) for problem in report.footer.problems]
    if not is_whole(report):
        notes.append(_text(closing_sentence(report)))
    if notes:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": note or "problem"}} for note in notes
        ]
    return invocation


def _text(text: str) -> str:
    return "\n".join(lines_of(text))


def _clause_rules(report: Report) -> dict[str, Json]:
    return {
        clause.id: {
            "id": clause.id,
            "shortDescription": {"text": _text(clause.statement) or clause.id},
            "fullDescription": {"text": _text(clause.statement) or clause.id},
            "defaultConfiguration": {"level": _level_of_clause(clause.level)},
            "properties": {"system": clause.system, "level": clause.level, "sources": list(clause.sources)},
        }
        for clause in report.clauses
    }


def _clause_results(report: Report) -> Iterator[Json]:
    for clause in report.clauses:
        kind = _kind(clause)
        result: Json = {
            "ruleId": clause.id,
            "kind": kind,
            "level": _level_of_clause(clause.level) if kind == "fail" else "none",
            "message": {"text": _message(report, clause)},
            "locations": [{"logicalLocations": [{"fullyQualifiedName": f"{clause.system}/{clause.id}"}]}],
        }
        if clause.excuse == "baselined":
            result["suppressions"] = [{"kind": "external", "justification": _text(clause.reason)}]
        yield result


def _level_of_clause(level: Level) -> SarifLevel:
    match level:
        case "must":
            return "error"
        case "should":
            return "warning"
        case "may":
            return "note"
        case "unspecified":
            return "none"
        case _:
            assert_never(level)


def _kind(clause: ClauseResult) -> str:
    match standing(clause):
        case "passed":
            return "pass"
        case "failing" | "excused":
            return "fail"
        case "open":
            return "open"
        case "aside":
            return "notApplicable" if clause.verdict == "not_applicable" else "informational"
        case _:
            assert_never(standing(clause))


def _message(report: Report, clause: ClauseResult) -> str:
    lines = [f"{words_of(clause.verdict)}: {one_line(clause.statement)}"]
    if clause.excuse:
        lines.append(f"baseline entry {clause.excuse}")
    lines += [*lines_of(clause.reason), *(f"source: {one_line(source)}" for source in clause.sources)]
    for check in unsuccessful(report, clause):
        lines += [f"{place}. {one_line(step)}" for place, step in enumerate(check.steps, 1)]
        for label, text in (("expected", check.expected), ("actual", check.actual), ("detail", check.detail)):
            lines += [f"{label}: {line}" for line in lines_of(text)]
    return "\n".join(lines)


def _finding_rules(report: Report, meaning: Callable[[str], Rule | None]) -> dict[str, Json]:
    firsts: dict[str, Finding] = {}
    for finding in report.findings:
        firsts.setdefault(finding.code, finding)
    return {code: _rule(finding, meaning(code)) for code, finding in firsts.items()}


def _finding_results(report: Report) -> Iterator[Json]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in report.findings:
        key = (finding.path, finding.code, finding.text)
        seen[key] += 1
        yield _finding(finding, _fingerprint(*key, seen[key]))


def _rule(finding: Finding, rule: Rule | None) -> Json:
    name = _text(finding.name.replace("-", " ")) or finding.code
    more = f"disconspec explain {_text(finding.code)}"
    shown: Json = {"id": finding.code, "name": finding.name}
    if rule is None:
        shown |= {
            "shortDescription": {"text": name},
            "fullDescription": {"text": name},
            "help": {"text": more},
        }
    else:
        example = f"wrong: {rule.wrong}\nright: {rule.right}"
        shown |= {
            "shortDescription": {"text": f"{rule.title}."},
            "fullDescription": {"text": rule.explanation},
            "help": {
                "text": f"{rule.explanation}\n\n{example}\n\n{more}",
                "markdown": f"{rule.explanation}\n\n````text\n{example}\n````\n\n`{more}`",
            },
        }
    return {**shown, "defaultConfiguration": {"level": _level_of_finding(finding.severity)}}


def _level_of_finding(severity: Severity) -> SarifLevel:
    match severity:
        case "error" | "warning" | "note":
            return severity
        case _:
            assert_never(severity)


def _fingerprint(path: str, code: str, text: str, occurrence: int) -> str:
    """What stays the same when lines are added above the finding, so that an alert is recognised again."""
    return hashlib.sha256("\0".join((path, code, text, str(occurrence))).encode()).hexdigest()


def _finding(finding: Finding, fingerprint: str) -> Json:
    artifact = {"uri": uri(finding.path)}
    region: Json = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    shown = {**region, "snippet": {"text": finding.text}} if finding.text else region
    result: Json = {
        "ruleId": finding.code,
        "kind": "fail",
        "level": _level_of_finding(finding.severity),
        "message": {"text": _told(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": shown}}],
        "partialFingerprints": {"disconspec/v1": fingerprint},
        "properties": {"locale": finding.locale, "fixable": finding.fixable},
    }
    if finding.fixable and finding.suggestion is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.suggestion}}
        result["fixes"] = [
            {
                "description": {"text": f"Write: {_text(finding.suggestion)}"},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
            }
        ]
    return result


def _told(finding: Finding) -> str:
    lines = [_text(finding.message) or finding.name or finding.code]
    if finding.suggestion:
        lines.append(f"write: {_text(finding.suggestion)}")
    return "\n".join(lines)


def uri(path: str) -> str:
    """The path as a URI reference: relative paths stay relative, absolute ones become `file:`."""
    if path.startswith("\\\\"):
        return f"file:{quote(path.replace(chr(92), '/'))}"
    if _DRIVE.match(path):
        return f"file:///{quote(path.replace(chr(92), '/'), safe='/:')}"
    if path.startswith("/"):
        return f"file://{quote(path)}"
    return quote(path.replace("\\", "/")) or "."
