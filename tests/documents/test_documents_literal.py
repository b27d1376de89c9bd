"""Examples held to the plain words of the syntax, pages held to themselves: with each fault and without."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.codes import codes
from disconspec.reports.document import Finding
from document_pages import command_page

DEFAULT = frozenset(code for code, entry in codes().items() if entry.default)
OPTIONS = "frobctl /start /Name:<name> [/note <text>] [/c]"


def findings(page: str) -> list[Finding]:
    """What a page is reported for by default."""
    return [each.finding for each in check_page(read_page(page.encode(), "page.md"), DEFAULT).found]


def shown(page: str) -> list[tuple[str, str]]:
    """Code and text of each finding."""
    return [(each.code, each.text) for each in findings(page)]


class Line(NamedTuple):
    """A syntax, an example that it rejects, what that is reported for, and an example that it accepts."""

    syntax: str
    wrong: str
    expected: tuple[str, str]
    right: str


LINES = {
    "an option given twice": Line(
        "frobctl /start [/pid <number>]",
        "frobctl /start /pid 1 /pid 2",
        ("R402", "/pid"),
        "frobctl /start /pid 1",
    ),
    "an option given twice, in a syntax that lacks a bracket": Line(
        "frobctl /start [/pid <number> [/now]",
        "frobctl /start /pid 1 /pid 2",
        ("R402", "/pid"),
        "frobctl /start /pid 1",
    ),
    "two alternatives": Line(
        "frobctl /start {/key <file> | /word <text>}",
        "frobctl /start /key a /word b",
        ("R402", "/word"),
        "frobctl /start /key a",
    ),
    "two alternatives, in a syntax that lacks a bracket": Line(
        "frobctl /start {[/key {A|B}] | [/word <text>] /now",
        "frobctl /start /key A /word b /now",
        ("R402", "/word"),
        "frobctl /start /key A /now",
    ),
    "two values of one group": Line(
        "frobctl set [{hidden | fixed}] [quiet]",
        "frobctl set hidden fixed",
        ("R402", "fixed"),
        "frobctl set hidden",
    ),
    "a word behind alternatives without brackets": Line(
        "frobctl [-x <number>] one | two | three",
        "frobctl two host/name",
        ("R402", "host/name"),
        "frobctl two",
    ),
    "an option without its value": Line(
        "frobctl /start /server <name> [/now]",
        "frobctl /start /server /now",
        ("R402", "/server"),
        "frobctl /start /server a /now",
    ),
    "a line without an option that is required": Line(
        "frobctl start -summary [-now]",
        "frobctl start -now",
        ("R402", "frobctl start -now"),
        "frobctl start -summary",
    ),
    "a value that is not listed": Line(
        "frobctl /start /mode {on | off}",
        "frobctl /start /mode edit",
        ("R402", "edit"),
        "frobctl /start /mode off",
    ),
    "an account without its domain": Line(
        r"frobctl /start /u <domain>\<user>",
        "frobctl /start /u mike",
        ("R402", "mike"),
        r"frobctl /start /u corp\mike",
    ),
    "an option without its sign": Line(
        "frobctl /start [/mark:<name>]",
        "frobctl /start mark:7",
        ("R402", "mark:7"),
        "frobctl /start /mark:7",
    ),
    "an option without its sign, in a syntax that lacks a bracket": Line(
        "frobctl -start [-{copy|-stop} -now",
        "frobctl -start now",
        ("R402", "now"),
        "frobctl -start -now",
    ),
    "a blank inside an option, in a syntax that lacks a bracket": Line(
        "frobctl /start [/File:<name> [/now]",
        "frobctl /start / File:a",
        ("P301", "/ File"),
        "frobctl /start /File:a",
    ),
    "a strange option, in a syntax that lacks a bracket": Line(
        "frobctl /start [/File:<name> [/now]",
        "frobctl /loud /start /File:a",
        ("R402", "/loud"),
        "frobctl /start /File:a",
    ),
    "a subcommand that is lost": Line(
        "frobctl volume [size] <path>\nfrobctl volume [files] <path> <number>",
        "frobctl volume C: 7",
        ("R402", "frobctl volume C: 7"),
        "frobctl volume files C: 7",
    ),
    "the third word lost": Line(
        "frobctl update counter <name> [/now]",
        "frobctl update perf /now",
        ("R402", "frobctl update"),
        "frobctl update counter perf /now",
    ),
    "the second word of another command": Line(
        "frobctl update counter <name> [/now]",
        "frobctl create counter perf /now",
        ("R402", "create"),
        "frobctl update counter perf /now",
    ),
    "a misspelt second word": Line(
        "frobctl partition=<number>",
        "frobctl partitition=3",
        ("R402", "partitition=3"),
        "frobctl partition=3",
    ),
    "a value that lost its quotation marks": Line(
        OPTIONS,
        "frobctl /start /Name:Two words /c",
        ("P308", "Two words"),
        'frobctl /start /Name:"Two words" /c',
    ),
    "a last value that lost them": Line(
        OPTIONS,
        "frobctl /start /Name:a /note Says more, in words.",
        ("P308", "Says more, in words."),
        'frobctl /start /Name:a /note "Says more, in words."',
    ),
    "a value in a syntax that has [options]": Line(
        "frobctl [options] /start /Name:<name>",
        "frobctl /start /Name:Two words",
        ("P308", "Two words"),
        'frobctl /start /Name:"Two words"',
    ),
    "a value that the syntax quotes": Line(
        'frobctl /start [/c "text"]',
        "frobctl /start /c two words",
        ("P308", "two words"),
        'frobctl /start /c "two words"',
    ),
    "a key in a syntax that lacks a bracket": Line(
        "frobctl start [/now <n> name:<text> /c",
        "frobctl start name:Two words /c",
        ("P308", "Two words"),
        'frobctl start name:"Two words" /c',
    ),
    "words in a syntax that lacks a bracket": Line(
        "frobctl start [<name> [/c]",
        "frobctl start Two words",
        ("P308", "Two words"),
        'frobctl start "Two words"',
    ),
    "a blank in a path": Line(
        "frobctl /start /File:<path>",
        r"frobctl /start /File:Folder \file.xml",
        ("P301", r"Folder \file.xml"),
        r"frobctl /start /File:Folder\file.xml",
    ),
    "a drive without its colon": Line(
        "frobctl start <path>[,<path>...]",
        r"frobctl start g\folder1,h:\folder2",
        ("P303", "g\\"),
        r"frobctl start g:\folder1,h:\folder2",
    ),
    "digits that are no GUID": Line(
        "frobctl start <guid>",
        "frobctl start {0ccee9210-69ae-11d9-bed3-505054503030}",
        ("R402", "{0ccee9210-69ae-11d9-bed3-505054503030}"),
        "frobctl start {0cce9210-69ae-11d9-bed3-505054503030}",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_an_example_is_reported_for_what_the_syntax_rejects(name: str) -> None:
    """An example is reported for what the syntax rejects."""
    line = LINES[name]
    found = shown(command_page(syntax=line.syntax, rows=("| `<other>` | x |",), example=line.wrong))
    assert line.expected in found


@pytest.mark.parametrize("name", LINES)
def test_the_right_example_is_not_reported(name: str) -> None:
    """The right example is not reported."""
    line = LINES[name]
    page = command_page(syntax=line.syntax, rows=("| `<other>` | x |",), example=line.right)
    found = [each for each in findings(page) if each.line > page[: page.index("Beispiele")].count("\n")]
    assert found == []


SILENT = {
    "what stands behind an alternative": (
        "frobctl /start {[/key {A|B}] | [/word <text>] /now}",
        "frobctl /start /word a /now",
    ),
    "an option that may come again": ("frobctl /start [/fi <filter> [...]]", "frobctl /start /fi a /fi b"),
    "an option that begins a record": (
        "frobctl /start /type:<name> /value:<text>",
        "frobctl /start /type:a /value:b /type:c /value:d",
    ),
    "words that belong to no option": (
        "frobctl /start [/t:<n>] <one> <two>",
        "frobctl /start /t:1 Some words",
    ),
    "an option with two values": ("frobctl /start /pair <one> <two>", "frobctl /start /pair Some words"),
    "a value and a word of the syntax": ("frobctl /start /t:<n> {on | off}", "frobctl /start /t:1 on"),
    "a subcommand that is given": (
        "frobctl volume [size] <path>\nfrobctl volume [files] <path> <number>",
        "frobctl volume size C:",
    ),
    "another command of the family": ("frobctl /raw <job>", "frobctl /getstate job"),
    "the name of the program alone": ("frobctl /raw <job>", "frobctl"),
    "a path that goes on in the next line": (
        "frobctl /start /File:<path>",
        "frobctl /start /File:C:\\folder\n\\name.xml",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_may_be_meant_is_not_reported(name: str) -> None:
    """What may be meant is not reported."""
    syntax, line = SILENT[name]
    assert shown(command_page(syntax=syntax, rows=("| `<other>` | x |",), example=line)) == []


def test_a_command_as_the_value_of_an_option_is_quoted() -> None:
    """A command as the value of an option is quoted, whatever the program that the page calls is named."""
    syntax = "<package>.exe /q /c:frobctl.exe <file>.inf [/s]\nfrobctl <file>.inf [/s]"
    page = command_page(syntax=syntax, rows=("| /s | x |",), example="setup.exe /c:frobctl.exe a.inf /s")
    assert ("P308", "frobctl.exe a.inf /s") in shown(page)
    assert ("R402", "setup.exe") in shown(page)
    assert [code for code, _ in shown(page.replace("frobctl.exe a.inf /s", '"frobctl.exe a.inf /s"'))].count(
        "P308"
    ) == 1


def test_every_lost_pair_of_quotation_marks_is_found_where_it_is() -> None:
    """Every lost pair of quotation marks is found where it is, in wrapped lines too."""
    example = "frobctl /start /Name:Two words\n/note Three more words /c"
    page = command_page(syntax=OPTIONS, rows=("| `<other>` | x |",), example=example)
    lines = page.split("\n")
    found = [each for each in findings(page) if each.code == "P308"]
    assert [each.text for each in found] == ["Two words", "Three more words"]
    assert [lines[each.line - 1][each.column - 1 : each.end_column - 1] for each in found] == [
        each.text for each in found
    ]
    assert found[0].line + 1 == found[1].line


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


def test_a_dash_hides_no_other_fault_of_its_line() -> None:
    """A dash hides no other fault of its line."""
    page = command_page(
        syntax="frobctl start -key <name>",
        rows=("| `<other>` | x |",),
        example="frobctl start \u2013key a -kex",
    )
    assert {code for code, _ in shown(page)} == {"P307", "R402"}
