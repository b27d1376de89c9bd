# ruff: noqa: D103 - the name of a test says what it tests
"""Which option of the syntax a damaged one in a first cell stands for, on made-up pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from document_findings import findings
from document_pages import command_page

Told = list[tuple[str, str, str | None, bool]]


def told(syntax: str, *cells: str, locale: str = "es-ES", example: str = "other thing") -> Told:
    """What is found on a page with that syntax and those first cells: code, text, suggestion, certainty."""
    rows = tuple(f"| {cell} | x |" for cell in cells)
    page = command_page(syntax=f"frobctl start {syntax}", rows=rows, example=example, locale=locale)
    return [(each.code, each.text, each.suggestion, each.fixable) for each in findings(page)]


@pytest.mark.parametrize(
    ("syntax", "cells", "meant", "certain"),
    [
        # Its letter sounds like one option, which has its own row, and looks like the other.
        ("[/s] [/c] [/q]", ("/s", "/\u0441", "/q"), "/c", True),
        ("[/s] [/c] [/q]", ("/\u0441", "/c", "/q"), "/s", True),
        ("[/r <n>] [/p]", ("/r `<n>`", "/\u0440"), "/p", True),
        # The place of the row tells where neither has one.
        ("[/s] [/q] [/c]", ("/q", "/\u0441"), "/c", True),
        ("[/s] [/c]", ("/\u0441", "/?"), None, False),
        # Two rows for one option may be meant.
        ("[/s]", ("/s", "/\u0441"), "/s", False),
        # One letter of several is in the other script.
        ("[/copy] [/spy]", ("/\u0441opy", "/spy"), "/copy", True),
    ],
)
def test_a_cyrillic_letter_that_sounds_like_one_option_and_looks_like_another(
    syntax: str, cells: tuple[str, ...], meant: str | None, *, certain: bool
) -> None:
    (damaged,) = (cell for cell in cells if not cell.isascii())
    assert told(syntax, *cells, locale="ru-RU") == [("T202", damaged, meant, certain)]
    whole = tuple(cell if cell.isascii() else meant or "/s" for cell in cells)
    assert told(syntax, *whole, locale="ru-RU") == []


def test_a_cyrillic_name_that_no_option_sounds_or_looks_like() -> None:
    assert told("[/s] [/q]", "/\u0436", "/q", locale="ru-RU") == [("T201", "/\u0436", "/s", True)]


@pytest.mark.parametrize(
    ("syntax", "cell", "meant"),
    [
        # The only option without a row is none that takes a value.
        ("[/server <Name>] [/force] <Path>", "/contraseña `<pw>`", None),
        ("[/server <Name>] {/force | <Path>}", "/contraseña {a &#124; b}", None),
        ("[/server <Name>] /force /server <Path>", "/contraseña `<pw>`", None),
        # It takes one, if only in one of two lines, or in letters without brackets.
        ("[/server <Name>] [/pass <pw>] <Path>", "/contraseña `<pw>`", "/pass `<pw>`"),
        ("[/server <Name>] [/pass]\nfrobctl [/pass Text]", "/contraseña `<pw>`", "/pass `<pw>`"),
        ("[/server <Name>] [/pass [<pw>]] <Path>", "/contraseña [`<pw>`]", "/pass [`<pw>`]"),
        # A row may leave the value out.
        ("[/server <Name>] [/pass <pw>] <Path>", "/contraseña", "/pass"),
        ("[/server <Name>] [/force] <Path>", "/contraseña", "/force"),
    ],
)
def test_an_option_with_a_value_is_none_that_takes_no_value(
    syntax: str, cell: str, meant: str | None
) -> None:
    assert [each[:3] for each in told(syntax, "/server `<Name>`", cell, "`<Path>`")] == [
        ("T201", cell, meant)
    ]


@pytest.mark.parametrize(
    ("syntax", "option", "certain"),
    [
        ("[/v] [-q]", "/v", False),
        ("[--v]", "--v", True),
        # The program takes both, or the page alone has it.
        ("[/v | -v]", "-v", True),
        ("[/q]", "-v", True),
    ],
)
@pytest.mark.parametrize("dash", ["\u2013", "\u2014"])
def test_a_dash_stands_for_the_sign_that_the_syntax_has(
    syntax: str, option: str, dash: str, *, certain: bool
) -> None:
    found = told(syntax, f"{dash}v", example=f"other {dash}v")
    assert found == [("P307", f"{dash}v", option, certain)] * 2
    assert told(syntax, option, example=f"other {option}") == []


@pytest.mark.parametrize(("syntax", "option", "certain"), [("[/vv]", "/vv", False), ("[-vv]", "-vv", True)])
def test_a_dash_in_running_text_stands_for_the_sign_that_the_syntax_has(
    syntax: str, option: str, *, certain: bool
) -> None:
    def in_text(text: str) -> Told:
        page = command_page(intro=f"Con {text}.", syntax=f"frobctl start {syntax}", rows=(), example="x y")
        return [(each.code, each.text, each.suggestion, each.fixable) for each in findings(page)]

    assert in_text("**\u2013vv**") == in_text("`\u2013vv`") == [("P307", "\u2013vv", option, certain)]
    assert in_text("**\u2013 vv**") == [("P301", "\u2013 vv", option, certain)]
    assert in_text(f"**{option}**") == in_text(f"`{option}`") == []


SESSION = (
    "{<id> | <name>} [/dest:<name>] [/password:<pw>] [/size:<MB>] [/mode {a | b}] [/force] [/key Text] [/v]"
)
CELLS = (
    "`<id>`", "`<name>`", "/dest:`<name>`", "/password:`<pw>`", "/size:`<MB>`", "/mode {a &#124; b}",
    "/force", "/key", "/v",
)  # fmt: skip


def replaced(**cells: str) -> tuple[str, ...]:
    """The rows of the table with some of them, by the option's name, written differently."""
    by_name = {cell.strip("/").split(":")[0].split()[0]: cell for cell in CELLS}
    return tuple(cells.get(name, cell) for name, cell in by_name.items())


@pytest.mark.parametrize(
    ("name", "cell", "meant"),
    [
        ("dest", "/destino:`<name>`", "/dest:`<name>`"),
        ("password", "/clave:`<pw>`", "/password:`<pw>`"),
        ("size", "/tamano:`<MB>`", "/size:`<MB>`"),
        ("mode", "/modo {a &#124; b}", "/mode {a &#124; b}"),
        ("force", "/forzar", "/force"),
        ("force", "/forzar-ya", "/force"),
    ],
)
def test_an_option_in_another_word_has_the_place_and_the_value_of_the_only_one_left(
    name: str, cell: str, meant: str
) -> None:
    assert told(SESSION, *replaced(**{name: cell})) == [("T201", cell, meant, False)]
    assert told(SESSION, *replaced(**{name: cell}), "/?") == [("T201", cell, meant, False)]
    assert told(SESSION, *CELLS) == []


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        # Another value, none where all rows show theirs, and one without brackets.
        ("dest", "/destino:`<other>`"),
        ("dest", "/destino"),
        ("force", "/forzar `<name>`"),
        ("force", "/forzar Text"),
        ("key", "/clave"),
        # Too short to be a word, and a whole name of another option in it.
        ("force", "/fz"),
        ("force", "/no-password"),
    ],
)
def test_an_option_that_nothing_but_its_place_says_to_be_another(name: str, cell: str) -> None:
    assert told(SESSION, *replaced(**{name: cell})) == []


def test_an_option_of_an_english_table_or_in_another_place_is_not_another() -> None:
    assert told(SESSION, *replaced(force="/forzar"), locale="en-US") == []
    cells = replaced(force="/v", v="/forzar")
    assert told(SESSION, *cells) == []
    # Nothing says that the table is one of this syntax.
    assert told("[/dest:<name>]", "/destino:`<name>`") == []
    assert told("[/dest:<name>] [/v]", "/destino:`<name>`", "/v") != []
    # The option has a row of its own.
    assert told(SESSION, *CELLS, "/forzar") == []


def test_a_table_without_values_has_none_behind_a_translated_option() -> None:
    syntax = "[/dest:<name>] [/size:<MB>] [/v]"
    assert told(syntax, "/dest", "/tamano", "/v") == [("T201", "/tamano", "/size", False)]
    assert told(syntax, "/dest:`<name>`", "/tamano", "/v") == []


def test_several_translated_options_side_by_side() -> None:
    cells = replaced(dest="/destino:`<name>`", password="/clave:`<pw>`")  # noqa: S106 - no password
    assert told(SESSION, *cells) == [
        ("T201", "/destino:`<name>`", "/dest:`<name>`", False),
        ("T201", "/clave:`<pw>`", "/password:`<pw>`", False),
    ]
    # Where they do not stand in the order of the syntax nobody can say which is which.
    swapped = replaced(dest="/clave:`<pw>`", password="/destino:`<name>`")  # noqa: S106 - likewise
    assert told(SESSION, *swapped) == []


MODES = "[/password:<pw>] [/mode:{fast | slow}] [/v]"


@pytest.mark.parametrize(
    ("cells", "example", "reported"),
    [
        (("/clave:`<pw>`", "/mode:{fast &#124; slow}", "/v"), "/clave:x", ("R402", "/clave:x", None, False)),
        (("/password:`<pw>`", "/mode:{vite &#124; slow}", "/v"), "/mode:vite", ("R402", "vite", None, False)),
    ],
)
def test_a_damaged_row_declares_nothing_that_an_example_may_use(
    cells: tuple[str, ...], example: str, reported: tuple[str, str, str | None, bool]
) -> None:
    found = told(MODES, *cells, example=f"frobctl start {example}")
    assert len(found) == 2
    assert reported in found
    assert told(MODES, *cells, example="frobctl start /mode:slow /password:x") == [
        each for each in found if each != reported
    ]


def test_a_row_that_a_tool_left_torn_declares_no_other_value() -> None:
    example, rejected = "frobctl start /u hiro", ("R402", "hiro", None, False)
    torn = told("[/u <domain>\\<user>] [/v]", "/u <domain> @ no__t-1 @ no__t-2", "/v", example=example)
    assert rejected in torn
    assert {code for code, *_ in torn} == {"P310", "R402"}
    assert told("[/u <domain>\\<user>] [/v]", "/u \\<domain>\\\\<user>", "/v", example=example) == [rejected]


def test_a_row_that_an_author_keeps_as_it_is_declares_what_it_says() -> None:
    cells = ("/clave:`<pw>` | <!-- disconspec: ignore T201 -->", "/mode:{fast &#124; slow}", "/v")
    assert told(MODES, *cells, example="frobctl start /clave:x") == []


def test_a_damaged_row_declares_what_it_says_once_it_is_repaired() -> None:
    syntax, example = "[/size:{a | b}] [/v]", "frobctl start /size:c"
    row = ("T201", "/größe:{a &#124; b &#124; c}", "/size:{a &#124; b &#124; c}", True)
    assert told(syntax, row[1], "/v", example=example) == [row]
    value = ("R402", "c", None, False)
    assert told(syntax, "/size:{a &#124; b}", "/v", example=example) == [value]


def test_repairing_a_row_leaves_no_new_error_in_an_example(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    text = command_page(
        syntax=f"frobctl start {MODES}",
        rows=("| /mode:{vite &#124; lent} | x |",),
        example="frobctl start /mode:lent",
        locale="fr-FR",
    )
    page.write_text(text, encoding="utf-8")
    assert {each.code for each in findings(text)} == {"T204", "R402"}
    assert run_command_line(["check", str(page), "--fix", "--no-cache"]) == 1
    assert [each.code for each in findings(page.read_text(encoding="utf-8"))] == ["R402"]


def test_an_option_that_was_replaced_in_the_syntax_is_no_other_one() -> None:
    replaced = "/start /Server:<name> /Owner:<name> media:<name>"
    cells = ("/Server:<name>", "/image:<name>")
    assert {code for code, *_ in told(replaced, *cells)} == {"R401"}
    whole = "/start /Server:<name> /Owner:<name> /type:<name>"
    assert told(whole.replace(" /type:<name>", ""), *cells) == [
        ("T201", "/image:<name>", "/Owner:<name>", False)
    ]
