"""A report as the JSON of a shields.io endpoint badge."""

from __future__ import annotations

from typing import assert_never

import msgspec

from .characters import one_line
from .document import Report
from .summary import is_whole, judged, number, of_standing


def as_badge(report: Report) -> str:
    """One line of JSON; green only for a complete report that is conformant or clean."""
    message, color = _message(report)
    badge: dict[str, object] = {
        "schemaVersion": 1,
        "label": one_line(report.header.tool) or "disconspec",
        "message": message,
        "color": color,
    }
    if color == "red":
        badge["isError"] = True
    return msgspec.json.encode(badge).decode() + "\n"


def _message(report: Report) -> tuple[str, str]:
    if report.footer.verdict == "not_driven":
        return "not driven", "lightgrey"
    if not is_whole(report):
        return "incomplete", "lightgrey"
    match report.footer.verdict:
        case "conformant":
            held = number(len(of_standing(report, "passed")), "clause")
            if report.footer.gate == "fail":
                return f"conformant, {held}, gate closed", "yellow"
            return f"conformant, {held}", "brightgreen"
        case "not_conformant":
            failing = len(of_standing(report, "failing", "excused"))
            total = len(judged(report))
            return (f"{failing} of {total} failing" if failing else "not conformant"), "red"
        case "clean":
            return "no findings", "brightgreen"
        case "findings":
            grave = any(finding.severity == "error" for finding in report.findings)
            return number(len(report.findings), "finding"), "red" if grave else "yellow"
        case "incomplete":
            return "incomplete", "lightgrey"
        case _:
            assert_never(report.footer.verdict)
