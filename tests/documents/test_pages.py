"""Every damage class on a page made for it: found with its text and repair, and not on the page without it."""

from __future__ import annotations

import pytest
from pages import CASES, Case, cmdlet_page, command_page, usage_page

from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.codes import codes
from disconspec.conformance.documents.finding import Found

ALL = frozenset(codes())
ELSEWHERE = {"X701": "test_siblings.py", "X702": "test_baseline.py", "M801": "test_modelled.py"}


def findings(text: str) -> list[Found]:
    return list(check_page(read_page(text.encode(), "page.md"), ALL).found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.text[:20]}")
def test_a_damage_is_found_where_it_is(case: Case) -> None:
    lines = case.page.split("\n")
    found = [each.finding for each in findings(case.page) if each.finding.code == case.code]
    assert found, [each.finding for each in findings(case.page)]
    hit = next((each for each in found if case.text in each.text), found[0])
    assert case.text in hit.text
    assert lines[hit.line - 1][hit.column - 1 : hit.end_column - 1] == hit.text
    if case.suggestion is not None:
        assert hit.suggestion == case.suggestion


@pytest.mark.parametrize("locale", ["de-DE", "fr-FR", "ja-JP", "zh-CN", "ru-RU", "en-US"])
def test_a_page_without_damage_has_no_findings(locale: str) -> None:
    default = {code for code, entry in codes().items() if entry.default}
    assert [
        each.finding for each in findings(command_page(locale=locale)) if each.finding.code in default
    ] == []


@pytest.mark.parametrize("page", [cmdlet_page(), usage_page()], ids=["cmdlet", "usage"])
def test_the_other_kinds_of_pages_have_none_either(page: str) -> None:
    assert [each.finding for each in findings(page)] == []


def test_every_code_has_a_damaged_page() -> None:
    assert {case.code for case in CASES} | set(ELSEWHERE) == set(codes())


@pytest.mark.parametrize("code", sorted({case.code for case in CASES}))
def test_the_page_without_the_damage_lacks_the_code(code: str) -> None:
    clean = [command_page(), cmdlet_page(), usage_page()]
    assert code not in {each.finding.code for page in clean for each in findings(page)}
