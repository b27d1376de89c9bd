# ruff: noqa: D103 - the name of a test says what it tests
"""Options of the syntax that no table describes, and all the ways in which one does."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from document_pages import command_page


def undescribed(syntax: str, *rows: str, locale: str = "en-US") -> list[str]:
    """The options that are reported, for a page with these rows."""
    table = tuple(row if row.startswith("|") else f"| {row} | x |" for row in rows)
    page = command_page(syntax=syntax, rows=table, example="x y", locale=locale)
    found = check_page(read_page(page.encode(), "page.md"), frozenset({"U503"})).found
    return [each.finding.text for each in found]


def test_an_option_within_the_name_of_another_is_not_described() -> None:
    assert undescribed("frobctl /x [/v] [/verbose]", "/x", "/verbose") == ["/v"]
    assert undescribed("frobctl /x [/v] [-verbose] -no-v", "/x", "-verbose", "-no-v") == ["/v"]


@pytest.mark.parametrize(
    "cell",
    [
        *("/v", "/V", "`/v`", "**/v**", "v", "-v", "/x, /v", "/x or /v", "-Help oder-v"),
        *("[/v:`<size>`]", "{/min &#124; /v}", "/x [/v]"),
    ],
)
def test_a_first_cell_with_the_name_describes_it(cell: str) -> None:
    assert undescribed("frobctl [/v]", cell) == []


@pytest.mark.parametrize("cell", ["/x:`<v>`", "/x {u &#124; v}", "/x-v", "/xv", "/vx"])
def test_a_name_that_is_a_value_or_a_part_of_another_does_not_describe_it(cell: str) -> None:
    assert undescribed("frobctl [/v] [/x:<y>]", "/x", cell) == ["/v"]


def test_braces_in_the_next_cell_are_no_value_of_the_option_before_it() -> None:
    assert undescribed("frobctl [/i] [{/min | /max}]", "/i", "{/min &#124; /max}") == []


@pytest.mark.parametrize(
    ("syntax", "cell", "reported"),
    [
        ("[/off[line]]", "/off", []),
        ("[/off[line]]", "/offline", []),
        ("[/off[line]]", "/offset", ["/off[line]"]),
        ("[/q{n|b}]", "/qn", []),
        ("[/q{n|b}]", "/q", []),
        ("[/q{n|b}]", "/qx", ["/q"]),
        ("[/q {n|b}]", "/qn", ["/q"]),
        ("[/? | /help]", "/?", ["/help"]),
    ],
)
def test_an_option_with_several_spellings_is_described_by_any_of_them(
    syntax: str, cell: str, reported: list[str]
) -> None:
    assert undescribed(f"frobctl {syntax}", cell) == reported


@pytest.mark.parametrize(
    ("cell", "reported"),
    [
        ("`<computer>`", []),
        ("computer", []),
        ("`<domain>`", ["/s"]),
        ("/q `<computer>`", ["/s"]),
    ],
)
def test_a_row_about_its_value_alone_describes_it(cell: str, reported: list[str]) -> None:
    assert undescribed("frobctl [/s <computer>]", cell) == reported


@pytest.mark.parametrize(
    ("description", "reported"),
    [
        ("Says how:<br />-[/v: {a &#124; b}] says more.", []),
        ("Says how:<ul><li>/v says more.</li></ul>", []),
        ("Says how:<p>- **/v** says more.", []),
        ("Says how:</br>-[/add]/v:`<id>` says more.", []),
        ("Says how, but only with /v.", ["/v"]),
        ("Says how.<br />This needs /v.", ["/v"]),
    ],
)
def test_an_item_of_a_list_in_a_description_describes_an_option_and_a_mention_does_not(
    description: str, reported: list[str]
) -> None:
    assert undescribed("frobctl /x [/v]", f"| /x | {description} |") == reported


def test_a_damaged_row_of_a_translation_may_be_about_any_option_between_its_neighbours() -> None:
    syntax = "frobctl /first [/v] [/w] /last"
    for locale, reported in (("de-DE", []), ("en-US", ["/v", "/w"])):
        assert undescribed(syntax, "/first", "/größe", "/last", locale=locale) == reported
    assert undescribed(syntax, "/first", "/last", locale="de-DE") == ["/v", "/w"]
    assert undescribed(syntax, "/first", "`<größe>`", "/last", locale="de-DE") == ["/v", "/w"]
    assert undescribed("frobctl /v [/w] /last", "/größe", "/last", locale="de-DE") == ["/v", "/w"]


def test_a_damaged_row_of_a_translation_is_about_the_name_or_the_value_that_is_left_in_it() -> None:
    syntax = "frobctl /first [/server <name>] [/w]"
    for cell in ("Servers", "/Server-Endpunkt", "Rechner`<name>`", "/größe `<name>`"):
        assert undescribed(syntax, "/first", cell, locale="de-DE") == ["/w"]
    assert undescribed(syntax, "/first", "Servers", locale="en-US") == ["/server", "/w"]
    assert undescribed("frobctl /first [/s] [/w]", "/first", "Größes", locale="de-DE") == ["/s", "/w"]


def test_a_row_of_a_translation_means_the_only_option_that_is_left() -> None:
    for locale, reported in (("de-DE", []), ("en-US", ["/mode"])):
        assert undescribed("frobctl /first [/mode]", "/first", "/art", locale=locale) == reported
        other_order = ("/last", "/art", "/first")
        assert undescribed("frobctl /first [/mode] /last", *other_order, locale=locale) == reported


def test_a_page_without_a_table_of_parameters_has_no_undescribed_options() -> None:
    assert undescribed("frobctl [/v]") == ["/v"]
    page = (
        "# frobctl\n\n## Syntax\n\n```\nfrobctl [/v]\n```\n\n## Remarks\n\n| A | B |\n|--|--|\n| /x | x |\n"
    )
    assert check_page(read_page(page.encode(), "page.md"), frozenset({"U503"})).found == ()
