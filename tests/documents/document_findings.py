"""What a page that a test has made is reported for."""

from __future__ import annotations

from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.findings.finding import Found
from disconspec.conformance.documents.review import Results, alike, votes
from disconspec.conformance.documents.run import Job, check_pages
from disconspec.reports.document import Finding

DEFAULT = frozenset(code for code, entry in codes().items() if entry.default)


def findings(page: str) -> list[Finding]:
    """What a page is reported for by default."""
    return [each.finding for each in check_page(read_page(page.encode(), "page.md"), DEFAULT).found]


def shown(page: str) -> list[tuple[str, str]]:
    """Code and text of each finding."""
    return [(each.code, each.text) for each in findings(page)]


def told(page: str, original: str = "") -> list[tuple[str, str, str | None, bool]]:
    """What a page is reported for, beside its original where there is one."""
    other = read_page(original.encode(), "en-us/a.md") if original else None
    found = check_page(read_page(page.encode(), "a.md"), DEFAULT, other).found
    return [(x.finding.code, x.finding.text, x.finding.suggestion, x.finding.fixable) for x in found]


def results_of(paths: list[str], job: Job) -> Results:
    """The results of pages that can all be checked."""
    results = Results()
    for outcome in check_pages(paths, job):
        assert outcome.checked is not None, outcome.problem
        results[outcome.path] = outcome.checked
    return results


def compared(results: Results, selected: frozenset[str]) -> dict[str, list[Found]]:
    """What the comparison of languages finds, by page."""
    return {
        path: found for paths in alike(results) for path, found in votes(results, paths, selected).items()
    }
