"""Every damage class on a page made for it: found with text and repair, and not on the page without it."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.findings.finding import Found
from document_pages import CASES, Case, cmdlet_page, command_page, rows, usage_page

ALL = frozenset(codes())
ELSEWHERE = {"X701": "siblings", "X702": "baseline", "M801": "modelled"}


def findings(text: str) -> list[Found]:
    """What the page is reported for."""
    return list(check_page(read_page(text.encode(), "page.md"), ALL).found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.text[:20]}")
def test_a_damage_is_found_where_it_is(case: Case) -> None:
    """A damage is found where it is."""
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
    """A page without damage has no findings."""
    default = {code for code, entry in codes().items() if entry.default}
    assert [
        each.finding for each in findings(command_page(locale=locale)) if each.finding.code in default
    ] == []


@pytest.mark.parametrize("page", [cmdlet_page(), usage_page()], ids=["cmdlet", "usage"])
def test_the_other_kinds_of_pages_have_none_either(page: str) -> None:
    """The other kinds of pages have none either."""
    assert [each.finding for each in findings(page)] == []


def test_every_code_has_a_damaged_page() -> None:
    """Every code has a damaged page."""
    assert {case.code for case in CASES} | set(ELSEWHERE) == set(codes())


@pytest.mark.parametrize("code", sorted({case.code for case in CASES}))
def test_the_page_without_the_damage_lacks_the_code(code: str) -> None:
    """The page without the damage lacks the code."""
    clean = [command_page(), cmdlet_page(), usage_page()]
    assert code not in {each.finding.code for page in clean for each in findings(page)}


def test_a_hyphen_inside_a_name_is_no_lost_blank() -> None:
    """A hyphen inside a name is no lost blank."""
    page = command_page(rows=rows(quick="| Kopie-TID | Schnell. |"))
    assert "P302" not in {each.finding.code for each in findings(page)}


def test_an_option_with_several_values_gives_no_certain_placeholder() -> None:
    """An option with several values gives no certain placeholder."""
    page = command_page(
        syntax="frobctl start [/e:<enabled>]\nfrobctl list [/e:<element>]",
        rows=("| /e:`<größe>` | Das Element. |",),
        example="frobctl start",
    )
    found = [each.finding for each in findings(page) if each.finding.code == "T205"]
    assert [(each.text, each.fixable) for each in found] == [("/e:`<größe>`", False)]


@pytest.mark.parametrize(
    "text", ["获取-Frob [[-Name] <String>] [<CommonParameters>]", "Get-Frob [[-名称] <String>]"]
)
def test_a_syntax_of_a_cmdlet_has_no_other_letters(text: str) -> None:
    """A syntax of a cmdlet has letters of ASCII alone, in its name as in its parameters."""
    found = [each.finding for each in findings(cmdlet_page(syntax=text)) if each.finding.code == "T201"]
    assert [each.text in text for each in found] == [True]
    assert findings(cmdlet_page()) == []
