"""Pages held to themselves, their syntax to their tables and examples: with each fault and without."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from document_findings import shown
from document_pages import command_page


class Cell(NamedTuple):
    """A syntax, a wrong first cell, what it is reported for, and the right one."""

    syntax: str
    wrong: str
    expected: tuple[str, str]
    right: str


CELLS = {
    "help with another sign": Cell("frobctl {-a | -?}", "/?", ("R403", "/?"), "-?"),
    "help without its sign": Cell("frobctl start <file>", "`?`", ("P303", "?"), "/?"),
    "a value without its second part": Cell(
        r"frobctl /u [<domain>\]<user>",
        "/u `[<domain>]`",
        ("T207", "/u `[<domain>]"),
        r"/u `[<domain>\]<user>`",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_first_cell_that_contradicts_the_syntax(name: str) -> None:
    """A first cell that contradicts the syntax is reported, the right one is not."""
    case = CELLS[name]
    page = command_page(syntax=case.syntax, rows=(f"| {case.wrong} | x |",), example="other thing")
    assert case.expected in shown(page)
    assert (
        shown(command_page(syntax=case.syntax, rows=(f"| {case.right} | x |",), example="other thing")) == []
    )


def test_a_computer_has_the_backslashes_of_the_examples() -> None:
    """One backslash before a computer in the syntax is one too few where the page types two."""
    page = command_page(syntax="frobctl [\\computer] <file>", rows=(), example="frobctl \\\\corp a.txt")
    assert ("P303", "\\computer") in shown(page)
    for syntax, example in (
        ("frobctl [\\\\computer] <file>", "frobctl \\\\corp a.txt"),
        ("frobctl [\\computer] <file>", "frobctl \\corp a.txt"),
        ("frobctl [\\computer] <file>", "other \\\\corp a.txt"),
        ("frobctl [\\folder\\name] <file>", "frobctl \\\\corp a.txt"),
    ):
        found = shown(command_page(syntax=syntax, rows=(), example=example))
        assert ("P303", "\\computer") not in found


def test_a_question_mark_that_the_syntax_has_is_right() -> None:
    """A question mark that the syntax has is right."""
    page = command_page(syntax="frobctl {a | b} [?]", rows=("| ? | Hilfe. |",), example="frobctl a")
    assert shown(page) == []


SYNTAXES = {
    "the name of an option as an option": (
        "frobctl /parameter [<arguments>]",
        "| list | x |",
        ("P303", "/parameter"),
        "frobctl <parameter> [<arguments>]",
    ),
    "two names in one pair of brackets": (
        "frobctl <path target>\nfrobctl <path> /d",
        "| `<target>` | x |",
        ("P303", "<path target>"),
        "frobctl <path> <target>\nfrobctl <path> /d",
    ),
    "an alternative without a sign": (
        "frobctl {/low | /high | /mid | fast}",
        "| /low | x |",
        ("P303", "fast"),
        "frobctl {/low | /high | /mid | /fast}",
    ),
    "an alternative with a sign": (
        "frobctl start -2{e | f | -d}",
        "| `<other>` | x |",
        ("P303", "-d"),
        "frobctl start -2{e | f | d}",
    ),
    "an option right behind a value": (
        "frobctl start /a:<one>/b:<two>",
        "| `<other>` | x |",
        ("P302", "/b"),
        "frobctl start /a:<one> /b:<two>",
    ),
    "a name in two pairs of brackets": (
        "frobctl start -y <<name>>",
        "| `<other>` | x |",
        ("P303", "<<name>>"),
        "frobctl start -y <name>",
    ),
    "a command as a value": (
        "frobctl /c:setup.exe <file> [/s]",
        "| /s | x |",
        ("P308", "setup.exe <file> [/s]"),
        'frobctl /c:"setup.exe <file> [/s]"',
    ),
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_a_syntax_that_contradicts_the_page(name: str) -> None:
    """A syntax that contradicts the page is reported, the right one is not."""
    wrong, row, expected, right = SYNTAXES[name]
    assert expected in shown(command_page(syntax=wrong, rows=(row,), example="other thing"))
    assert shown(command_page(syntax=right, rows=(row,), example="other thing")) == []


@pytest.mark.parametrize(("number", "expected"), [("1000", []), ("2001", [("R402", "2001")])])
def test_a_number_beside_the_range_of_its_row(number: str, expected: list[tuple[str, str]]) -> None:
    """A number outside the range that its row gives is reported."""
    page = command_page(
        syntax="frobctl start /id <number>",
        rows=("| /id `<number>` | Von 1 bis 1000. |",),
        example=f"frobctl start /id {number}",
    )
    assert shown(page) == expected


def test_a_row_that_gives_two_ranges_or_a_version_gives_none() -> None:
    """A row that gives two ranges, or one that begins elsewhere, gives none."""
    for text in ("Windows 95 bis 98.", "Von 1 bis 10 oder 1 bis 20."):
        page = command_page(
            syntax="frobctl start /id <number>",
            rows=(f"| /id `<number>` | {text} |",),
            example="frobctl start /id 300",
        )
        assert shown(page) == []
