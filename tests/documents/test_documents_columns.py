# ruff: noqa: D103 - the name of a test says what it tests
"""First columns that repeat the syntax with a difference, on made-up pages with it and without."""

from __future__ import annotations

import pytest
from document_findings import findings
from document_pages import command_page


def told(syntax: str, *cells: str, locale: str = "de-DE") -> list[tuple[str, str, str | None]]:
    """What is found on a page with that syntax and those first cells: code, text, suggestion."""
    rows = tuple(f"| {cell} | x |" for cell in cells)
    page = command_page(syntax=syntax, rows=rows, example="other thing", locale=locale)
    return [(each.code, each.text, each.suggestion) for each in findings(page)]


@pytest.mark.parametrize("locale", ["de-DE", "en-US"])
def test_an_option_without_its_sign_in_a_row_of_its_own(locale: str) -> None:
    assert told("frobctl start [/Force]", "Force", locale=locale) == [("P303", "Force", "/Force")]
    assert told("frobctl start [/Force]", "Force", "/?", locale=locale) == [("P303", "Force", "/Force")]
    assert told("frobctl start [/Force]", "/Force", locale=locale) == []


def test_an_option_without_its_sign_among_those_that_have_it() -> None:
    syntax = "frobctl start [/all] [/quick] [/size:<size>]"
    assert told(syntax, "/all", "quick", "/size:`<size>`") == [("P303", "quick", "/quick")]
    assert told(syntax, "/all", "quick", "/quick") == []
    # A table that never writes the signs has a manner of its own.
    assert told(syntax, "all", "quick", "size") == []


@pytest.mark.parametrize(
    "syntax",
    ["frobctl start [/force] <force>", "frobctl start [/force] force", "frobctl start {force | -force}"],
)
def test_a_word_that_the_syntax_has_without_a_sign_too(syntax: str) -> None:
    assert told(syntax, "force") == []


def test_a_word_that_lost_its_last_letter() -> None:
    syntax = "frobctl start [sizes <n>]"
    assert told(syntax, "size") == [("R403", "size", "sizes")]
    assert told(syntax, "sizes") == []
    assert told(syntax, "size", "sizes") == []
    assert told("frobctl start [<sizes>]", "size") == []


@pytest.mark.parametrize(
    ("option", "value", "certain"), [("-m", "{a &#124; d}", True), ("-2", "{ &#124; d}", False)]
)
def test_a_blank_before_a_value_that_clings_to_its_option(option: str, value: str, *, certain: bool) -> None:
    def page(cell: str) -> str:
        syntax = f"frobctl start [{option}{{a | d}}]"
        return command_page(syntax=syntax, rows=(f"| {cell} | x |",), example="other thing")

    (found,) = findings(page(f"{option} {value}"))
    assert (found.code, found.suggestion, found.fixable) == ("P301", f"{option}{value}", certain)
    assert findings(page(f"{option}{value}")) == []


def test_a_row_that_repeats_the_blank_of_the_syntax() -> None:
    found = told("frobctl start [/all] /mode: {a | b}", "/mode: {a &#124; b}")
    assert ("P301", "/mode: ", "/mode:") in found
    assert told("frobctl start [/all] /mode:{a | b}", "/mode:{a &#124; b}") == []


@pytest.mark.parametrize("row", ["| {on | off} | x |", "| {on | An |"])
def test_a_group_that_a_bar_cut_off(row: str) -> None:
    def codes(row: str) -> list[str]:
        page = command_page(syntax="frobctl start {on | off}", rows=(row,), example="other thing")
        return [each.code for each in findings(page)]

    assert codes(row) == ["P311"]
    assert codes("| {on &#124; off} | x |") == []


def test_alternatives_in_angle_brackets_one_by_one() -> None:
    def found(cell: str) -> list[tuple[str, str | None]]:
        page = command_page(
            intro="Das Verzeichnis steht hier.",
            syntax="frobctl start -o <path|dsn>",
            rows=(f"| {cell} | x |",),
            example="other thing",
        )
        return [(each.code, each.suggestion) for each in findings(page)]

    assert found("-o <Verzeichnis&#124;dsn>") == [("T205", "-o <path&#124;dsn>")]
    assert found("-o <path&#124;dsn>") == []


@pytest.mark.parametrize(
    ("cell", "damaged"),
    [("(OI) IO)", True), ("(OI) CI", False), ("(OI)(IO)", False), ("(OI", True), ("(ein Teil", False)],
)
def test_marks_in_parentheses(cell: str, *, damaged: bool) -> None:
    table = f"\n## Ausgabe\n\n| Ausgabe | Text |\n|--|--|\n| {cell} | x |\n"
    page = command_page(example="other thing") + table
    assert [(each.code, each.text) for each in findings(page)] == ([("P305", cell)] if damaged else [])


def test_words_in_brackets_that_may_be_placeholders() -> None:
    def codes(syntax: str, example: str) -> list[str]:
        return [each.code for each in findings(command_page(syntax=syntax, rows=(), example=example))]

    assert codes("frobctl start <job> [List] [Bypass]", 'frobctl start a b:80 ""') == []
    # One of them stands in the line: so they are to be typed.
    assert codes("frobctl start <job> [List] [Bypass]", 'frobctl start a list b:80 ""') == ["R402"]
    assert codes("frobctl start <job> [List]", 'frobctl start a b:80 ""') == ["R402"]
