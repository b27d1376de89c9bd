"""The five documents and the corpus, read where they lie; without them these tests say so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.pages.files import pages_in
from disconspec.conformance.documents.run import Job, check_pages
from document_findings import DEFAULT

SEEDS = os.environ.get("DISCONSPEC_SEEDS", "")
CORPUS = os.environ.get("DISCONSPEC_CORPUS", "")

needs_seeds = pytest.mark.skipif(not SEEDS, reason="DISCONSPEC_SEEDS does not name the five documents")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="DISCONSPEC_CORPUS does not name the corpus")


@needs_seeds
def test_the_five_documents_have_exactly_their_known_defects() -> None:
    """The five documents have exactly their known defects."""
    found = [
        (
            Path(each.path).name[:3],
            each.line,
            each.column,
            each.code,
            each.severity,
            each.text.replace("\u00a0", " "),
        )
        for outcome in check_pages(pages_in([SEEDS]), Job(DEFAULT))
        if outcome.checked is not None
        for each in (item.finding for item in outcome.checked.found)
    ]
    assert [each[:5] for each in found] == [
        ("001", 23, 53, "T203", "error"),
        ("001", 39, 2, "P301", "error"),
        ("001", 40, 2, "P301", "error"),
        ("003", 31, 63, "U501", "note"),
        ("003", 115, 3, "U502", "note"),
        ("004", 11, 3, "T203", "error"),
        ("004", 29, 2, "P301", "error"),
        ("004", 119, 19, "C602", "warning"),
        ("004", 119, 73, "C601", "error"),
    ]
    texts = [each[5] for each in found]
    assert "commande Client" in texts[0]
    assert texts[1] == "/ ClientId :\\<ID Client >"
    assert texts[2].startswith("[/ Server :")
    assert texts[3:5] == ["/VM", "/?"]
    assert texts[6] == " Disconnect-WmsSession"
    assert texts[8] == "-OutputVariable"


@needs_seeds
def test_every_example_of_the_five_documents_is_accepted() -> None:
    """Every example of the five documents is accepted."""
    rows = [outcome.checked for outcome in check_pages(pages_in([SEEDS]), Job(DEFAULT))]
    counts = [row.examples for row in rows if row is not None]
    assert sum(each.accepted for each in counts) == 8
    assert sum(each.rejected for each in counts) == 0


@needs_corpus
def test_english_cmdlet_help_is_clean() -> None:
    """English cmdlet help is clean."""
    pages = pages_in([str(Path(CORPUS) / "powershell" / "en-us")])[::5]
    assert len(pages) > 100
    outcomes = list(check_pages(pages, Job(DEFAULT)))
    assert [each.problem for each in outcomes if each.problem] == []
    assert [item.finding for each in outcomes if each.checked for item in each.checked.found] == []


@needs_corpus
def test_every_place_in_the_corpus_is_exact() -> None:
    """Every place in the corpus is exact."""
    pages = pages_in([str(Path(CORPUS) / "windows-commands")])[::25]
    assert len(pages) > 100
    checked = 0
    for outcome in check_pages(pages, Job(frozenset(codes()))):
        assert outcome.checked is not None, outcome.problem
        lines = Path(outcome.path).read_text(encoding="utf-8").split("\n")
        for item in outcome.checked.found:
            finding = item.finding
            assert lines[finding.line - 1][finding.column - 1 : finding.end_column - 1] == finding.text
            checked += 1
    assert checked > 200
