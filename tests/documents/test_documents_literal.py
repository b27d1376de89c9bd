"""Examples held to the plain words of the syntax: with each fault and without."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from document_findings import findings, shown
from document_pages import command_page

OPTIONS = "frobctl /start /Name:<name> [/note <text>] [/c]"


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
    "an option that goes on": Line(
        "frobctl [Options] /set-frobs:<name>",
        "frobctl /now /Set-FrobsFrobs:a",
        ("R402", "/Set-FrobsFrobs"),
        "frobctl /now /Set-Frobs:a",
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
    "an option with a value without its sign, in a syntax that lacks a bracket": Line(
        "frobctl /start [/mark:<name> [/now]",
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
    "a counter with a blank in its name": Line(
        "frobctl start <counter>",
        r"frobctl start \Processor(_Total)\Processor Time",
        ("P308", r"\Processor(_Total)\Processor Time"),
        r'frobctl start "\Processor(_Total)\Processor Time"',
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


def test_a_dash_hides_no_other_fault_of_its_line() -> None:
    """A dash hides no other fault of its line."""
    page = command_page(
        syntax="frobctl start -key <name>",
        rows=("| `<other>` | x |",),
        example="frobctl start \u2013key a -kex",
    )
    assert {code for code, _ in shown(page)} == {"P307", "R402"}


@pytest.mark.parametrize(("link", "judged"), [("frobctl-on", False), ("frobctl-off", True)])
def test_an_option_that_has_a_page_of_its_own_is_another_command(link: str, *, judged: bool) -> None:
    """The page of a family lists its subcommands: what one of them takes is told on its own page."""
    page = command_page(
        syntax="frobctl [-on] [-off]", rows=(f"| [frobctl: on]({link}.md) | x |",), example="frobctl -on C:"
    )
    assert (("R402", "C:") in shown(page)) == judged
