"""Reading a stored report, and the JSON Schema that describes one."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from ..spec.errors import DisconspecError
from ..spec.json_schema import schema_of
from .document import REPORT_VERSION, Report

SCHEMA_FILE = Path(__file__).with_name("schema") / "report.schema.json"
_NO_FINDINGS = b'"findings":[]'
_AT_ONCE = 1000
_HINT = "a report is what --format json prints"


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a report document, generated from its types."""
    about = f"A report document of disconspec, version {REPORT_VERSION}."
    return schema_of(Report, "disconspec report", about)


def encode(report: Report) -> bytes:
    """The report as one JSON document, compact, in UTF-8."""
    return b"".join(encode_parts(report))


def encode_parts(report: Report) -> Iterator[bytes]:
    """The report as `encode` gives it, part by part, so that many findings need not lie in memory."""
    # Within a string this would have other quotation marks.
    head, tail = msgspec.json.encode(replace(report, findings=())).split(_NO_FINDINGS, 1)
    yield head + _NO_FINDINGS[:-1]
    findings = iter(report.findings)
    gap = b""
    while some := tuple(islice(findings, _AT_ONCE)):
        yield gap + msgspec.json.encode(some)[1:-1]
        gap = b","
    yield _NO_FINDINGS[-1:] + tail


def load(source: str | os.PathLike[str] | bytes) -> Report:
    """A report from a file or from bytes.

    A report whose footer says that it is not complete is read as it is.

    Raises:
        DisconspecError: the file cannot be read, is cut short, is no report, or contradicts itself.

    """
    if isinstance(source, bytes):
        return _decoded(source, "")
    path = os.fspath(source)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise DisconspecError(f"cannot be read: {error.strerror}", path=path) from error
    return _decoded(data, path)


def _decoded(data: bytes, path: str) -> Report:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise DisconspecError("this report is empty", path=path, hint=_HINT)
    try:
        report = msgspec.json.decode(data, type=Report)
    except msgspec.ValidationError as error:
        raise DisconspecError(f"this is not a valid report: {error}", path=path, hint=_HINT) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if "truncated" in str(error):
            message = f"this report is cut short: it ends in the middle, after {len(data)} bytes"
            raise DisconspecError(
                message, path=path, hint="run again; its results cannot be trusted"
            ) from error
        raise DisconspecError(f"this is not JSON: {error}", path=path, hint=_HINT) from error
    complaint = contradiction(report)
    if complaint:
        raise DisconspecError(f"this report contradicts itself: {complaint}", path=path)
    return report


def contradiction(report: Report) -> str:
    """What in a report cannot be true together with the rest, or ""."""
    if report.header.report_version != REPORT_VERSION:
        theirs = report.header.report_version
        return f"it is of version {theirs}, and version {REPORT_VERSION} was expected"
    for kind, ids in (
        ("clause", [clause.id for clause in report.clauses]),
        ("check", [check.id for check in report.checks]),
    ):
        twice = [name for name, count in Counter(ids).items() if count > 1]
        if twice:
            return f"{kind} {twice[0]} is listed {ids.count(twice[0])} times"
    for finding in report.findings:
        if (finding.end_line, finding.end_column) < (finding.line, finding.column):
            return f"finding {finding.code} of {finding.path}, line {finding.line}, ends before it begins"
    if not report.footer.complete:
        return ""
    return _false_claim(report)


def _false_claim(report: Report) -> str:
    match report.footer.verdict:
        case "conformant":
            wrong = [
                clause
                for clause in report.clauses
                if clause.level == "must" and clause.verdict not in ("passed", "not_applicable")
            ]
            if wrong:
                return f"it says conformant, but {wrong[0].id} is {wrong[0].verdict}"
            if not any(clause.verdict == "passed" for clause in report.clauses):
                return "it says conformant, but no clause passed"
        case "clean":
            if any(finding.severity == "error" for finding in report.findings):
                return "it says clean, but lists findings"
        case _:
            pass
    return ""
