"""What a page that a test has made is reported for."""

from __future__ import annotations

from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.reports.document import Finding

DEFAULT = frozenset(code for code, entry in codes().items() if entry.default)


def findings(page: str) -> list[Finding]:
    """What a page is reported for by default."""
    return [each.finding for each in check_page(read_page(page.encode(), "page.md"), DEFAULT).found]


def shown(page: str) -> list[tuple[str, str]]:
    """Code and text of each finding."""
    return [(each.code, each.text) for each in findings(page)]
