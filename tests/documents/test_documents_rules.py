"""Rules about examples, signs and repairs: each on a page that has the damage and on one that has not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from disconspec.conformance.documents.run import Job, Tally, check_pages
from disconspec.reports.document import LocaleStatistics
from document_findings import DEFAULT, compared, findings, results_of, shown
from document_pages import cmdlet_page, command_page, rows

FILE = "| `<file>` | Das Ziel. |"


class Rule(NamedTuple):
    """A page with one damage, what it is reported for, and the same page without it."""

    page: str
    expected: tuple[str, str]
    sound: str


def example(syntax: str, wrong: str, right: str, expected: tuple[str, str], *, row: str = FILE) -> Rule:
    """A rule about an example line."""
    return Rule(
        command_page(syntax=syntax, rows=(row,), example=wrong),
        expected,
        command_page(syntax=syntax, rows=(row,), example=right),
    )


def cell(syntax: str, wrong: str, right: str, expected: tuple[str, str]) -> Rule:
    """A rule about a first cell."""
    line = f"frobctl start {syntax.split('start ')[1]}"
    text = line.replace("<", "a").replace(">", "") if not line.count("[") else "other thing"
    return Rule(
        command_page(syntax=syntax, rows=(f"| {wrong} | x |",), example=text),
        expected,
        command_page(syntax=syntax, rows=(f"| {right} | x |",), example=text),
    )


RULES = {
    "a surplus argument": example(
        "frobctl start [/mm] <file>",
        "frobctl start /mm 64 a.txt",
        "frobctl start /mm a.txt",
        ("R402", "a.txt"),
    ),
    "a missing word": example(
        "frobctl start trace <file>",
        "frobctl start a.txt",
        "frobctl start trace a.txt",
        ("R402", "frobctl start"),
    ),
    "a command typed twice": example(
        "frobctl start <file>",
        "frobctl Frobctl start a.txt",
        "frobctl start a.txt",
        ("R402", "frobctl Frobctl"),
    ),
    "a command without its first word": example(
        "frobctl start <file>", "start a.txt", "frobctl start a.txt", ("R402", "start")
    ),
    "a bracketed subcommand without its value": example(
        "frobctl start [clear] <file> <flags>\nfrobctl start [show] <file>",
        "frobctl start clear a.txt",
        "frobctl start clear a.txt b",
        ("R402", "frobctl start clear a.txt"),
    ),
    "a path with a blank": example(
        "frobctl start [/reg <file>] [options]",
        r"frobctl start /reg HKLM\Software\Frob NT\Size",
        r'frobctl start /reg "HKLM\Software\Frob NT\Size"',
        ("P308", r"HKLM\Software\Frob NT\Size"),
    ),
    "a name with a blank": example(
        "frobctl start <file>",
        "frobctl start May Videos",
        'frobctl start "May Videos"',
        ("P308", "May Videos"),
    ),
    "a surplus argument that is the name of an option": example(
        "frobctl start [/quick] <file>",
        "frobctl start a.txt quick",
        "frobctl start a.txt /quick",
        ("R402", "quick"),
    ),
    "brackets of the notation that were typed": example(
        "frobctl start [/quick] {on|off}",
        "frobctl start /quick [on]",
        "frobctl start /quick on",
        ("R402", "[on]"),
    ),
    "a misspelt word of the syntax": example(
        "frobctl start <file> [fast]",
        "frobctl start a.txt fasd",
        "frobctl start a.txt fast",
        ("R402", "fasd"),
    ),
    "a misspelt value": example(
        "frobctl start /mode {fast | slow}",
        "frobctl start /mode slov",
        "frobctl start /mode slow",
        ("R402", "slov"),
    ),
    "a missing second value": example(
        "frobctl start <file> <other>",
        "frobctl start a.txt",
        "frobctl start a.txt b.txt",
        ("R402", "frobctl start a.txt"),
    ),
    "a value with blanks of an option that lost its sign in the syntax": example(
        "frobctl start [/a | name <x>]",
        "frobctl start /name Two words",
        'frobctl start /name "Two words"',
        ("P308", "/name Two words"),
    ),
    "a blank behind the colon": example(
        "frobctl start [/quick:<n>] <file>",
        "frobctl start /quick: 3 a.txt",
        "frobctl start /quick:3 a.txt",
        ("P301", "/quick: 3"),
    ),
    "a path with a blank beside another argument": example(
        "frobctl start [/a <n>] <file>",
        r"frobctl start a.txt C:\Program Files\frob",
        r'frobctl start "C:\Program Files\frob"',
        ("P308", r"C:\Program Files\frob"),
    ),
    "a blank behind the slash": example(
        "frobctl start /mode <file>",
        "frobctl start / mode a.txt",
        "frobctl start /mode a.txt",
        ("P301", "/ mode"),
        row="| /mode | x |",
    ),
    "an ellipsis lost in a cell": cell(
        "frobctl start <path [path [...]]>",
        "`<path [path [ ]]>`",
        "`<path [path [...]]>`",
        ("P303", "<path [path [ ]]>"),
    ),
    "a blank lost behind an optional option": cell(
        "frobctl start [-n] <name>", "`[-n]<name>`", "`[-n] <name>`", ("P302", "[-n]<name>")
    ),
    "blanks beside a colon in brackets": cell(
        "frobctl start /grant[:r] <sid>:<perm>",
        "`/grant[ : r] <sid> :<perm>`",
        "`/grant[:r] <sid>:<perm>`",
        ("P301", "/grant[ : r] <sid> :<perm>"),
    ),
    "an angle bracket that closes nothing": cell(
        "frobctl start <name>", "> name", "`<name>`", ("P304", "> name")
    ),
    "quotation marks inside angle brackets": cell(
        "frobctl start <path>", '`<"path">`', "`<path>`", ("P304", '<"path">')
    ),
    "a placeholder with a hyphen less": cell(
        "frobctl start <hexa-decimal_id>",
        "Hexadecimal_id",
        "Hexa-decimal_id",
        ("R403", "Hexadecimal_id"),
    ),
    "a link whose text is translated": cell(
        "frobctl start <name>",
        "[frobctl: Größe](frobctl-size.md)",
        "[frobctl: size](frobctl-size.md)",
        ("T203", "frobctl: Größe"),
    ),
    "a letter among options": Rule(
        command_page(syntax="frobctl start [/h] [v] <file>", rows=("| /v | x |",), example="frobctl start a"),
        ("P303", "[v]"),
        command_page(
            syntax="frobctl start [/h] [/v] <file>", rows=("| /v | x |",), example="frobctl start a"
        ),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_finds_its_damage_and_nothing_without_it(name: str) -> None:
    """A rule finds its damage and nothing without it."""
    rule = RULES[name]
    assert rule.expected[0] in {code for code, _ in shown(rule.page)}, shown(rule.page)
    assert rule.expected in shown(rule.page), shown(rule.page)
    assert rule.expected[0] not in {code for code, _ in shown(rule.sound)}


SILENT = {
    "a comment": ("rem [<comment>]", "rem these are words of a comment"),
    "an open choice": ("frobctl -a <x> one | two | three", "frobctl three a b c"),
    "an option declared in the table": ("frobctl start <file>", "frobctl start -quick a.txt"),
    "a list joined by plus signs": ("frobctl start <file>[+<file>]", "frobctl start a + b + c d"),
    "two registry keys": (
        "frobctl start <one> <two>",
        r"frobctl start HKLM\Software\Frob HKLM\Software\Frob1",
    ),
    "another verb of the family": ("frobctl /raw", "frobctl /raw /getstate job"),
    "a name without angle brackets": ("frobctl start <file> [program_words]", "frobctl start a b c"),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_may_be_right_is_not_reported(name: str) -> None:
    """What may be right is not reported."""
    syntax, line = SILENT[name]
    page = command_page(syntax=syntax, rows=("| -quick | x |",), example=line)
    assert [each for each in shown(page) if each[0] in {"R402", "P308", "P301"}] == []


SUGGESTIONS = {
    "brackets of the notation": ("frobctl start [/quick] {on|off}", "frobctl start /quick [on]", "on"),
    "a word of the syntax": ("frobctl start <file> [fast]", "frobctl start a.txt fasd", "fast"),
    "an option that is also a word": (
        "frobctl quick [/quick] <file>", "frobctl quick a.txt quick", "/quick"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SUGGESTIONS)
def test_a_rejected_example_is_shown_how_it_should_read(name: str) -> None:
    """A rejected example is shown how it should read."""
    syntax, line, wanted = SUGGESTIONS[name]
    found = findings(command_page(syntax=syntax, rows=(FILE,), example=line))
    assert [(each.code, each.suggestion) for each in found if each.code == "R402"] == [("R402", wanted)]


HALF = {
    "a stop behind the name": (
        "frobctl start -[-]ow <file>", "| -[-] .ow `<file>` | x |"
    ),
    "a name that lost a letter": ("frobctl start -[-]ow -o <file>", "| -[-] o | x |"),
    "a verb for an option with a value": ("frobctl /start /Size:<size>", "| /Größe:`<size>` | x |"),
    "a key that keeps a blank": ("frobctl start size=<n>", "| Größe =`<n>` | x |"),
}  # fmt: skip


@pytest.mark.parametrize("name", HALF)
def test_a_half_repair_is_not_called_certain(name: str) -> None:
    """A half repair is not called certain."""
    syntax, row = HALF[name]
    found = [each for each in findings(command_page(syntax=syntax, rows=(row,))) if each.line > 0]
    assert found
    for each in found:
        assert not each.fixable or each.suggestion == "/Size:`<size>`"


def test_times_lose_all_their_blanks() -> None:
    """A placeholder of a time is repaired as a whole."""
    page = command_page(
        syntax="frobctl start -b <m/d/yyyy h:mm:ss>", rows=("| -b < m/d/yyyy h :mm: ss > | x |",)
    )
    [found] = [each for each in findings(page) if each.code == "P301"]
    assert (found.fixable, found.suggestion) == (True, "-b <m/d/yyyy h:mm:ss>")


def counted(folder: Path, pages: dict[str, str]) -> LocaleStatistics:
    """The statistics of some pages of one locale."""
    tally = Tally()
    paths: list[str] = []
    for name, text in pages.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    for outcome in check_pages(paths, Job(DEFAULT)):
        assert outcome.checked is not None
        tally.add(outcome.checked)
    [locale] = tally.statistics().locales.values()
    return locale


def test_blocks_and_examples_of_cmdlets_are_counted(tmp_path: Path) -> None:
    """Blocks and examples of cmdlets are counted, other commands of the pipeline apart."""
    page = cmdlet_page(example="PS C:\\> Get-Frob -Name a | Out-Null\nPS C:\\> Get-Frob -Nmae a")
    locale = counted(tmp_path, {"Get-Frob.md": page})
    assert (locale.syntax_blocks.total, locale.syntax_blocks.parsed) == (2, 2)
    lines = locale.example_lines
    assert (lines.total, lines.accepted, lines.rejected, lines.other) == (3, 1, 1, 1)


def test_lines_of_sibling_commands_count_as_other(tmp_path: Path) -> None:
    """A line that another page's syntax accepts is no rejected one."""
    start = command_page(example="frobctl start /Size:1 a\nfrobctl stop /now")
    stop = command_page(syntax="frobctl stop /now", rows=(), example="frobctl stop /now")
    alone = counted(tmp_path, {"start.md": start}).example_lines
    assert (alone.accepted, alone.rejected, alone.other) == (1, 1, 0)
    both = counted(tmp_path, {"start.md": start, "stop.md": stop}).example_lines
    assert (both.accepted, both.rejected, both.other) == (2, 0, 1)


def test_examples_are_accepted_with_declared_options_and_read_kindly(tmp_path: Path) -> None:
    """Options of the table and damage that can be read over do not make a line rejected."""
    page = command_page(
        rows=(*rows(), "| /verbose | x |"),
        example="frobctl start /verbose a\nfrobctl start /Size:two words a\nfrobctl start -other a",
    )
    lines = counted(tmp_path, {"start.md": page}).example_lines
    assert (lines.accepted, lines.rejected) == (2, 1)


def test_renamed_placeholders_and_printed_lines_are_no_difference(tmp_path: Path) -> None:
    """Editions name placeholders differently, and what a command prints proves nothing."""
    pages = {
        "de-DE": command_page(locale="de-DE", rows=("| -m `<Modelname>` | x |",), example="Line: Frob Line"),
        "fr-FR": command_page(
            locale="fr-FR", rows=("| -m `<DriverModelName>` | x |",), example='Line: "Frob Line"'
        ),
        "it-IT": command_page(locale="it-IT", rows=("| -m `<DriverModelName>` | x |",)),
    }
    paths: list[str] = []
    for locale, text in pages.items():
        folder = tmp_path / locale.lower()
        folder.mkdir()
        (folder / "frobctl-start.md").write_text(text, encoding="utf-8")
        paths.append(str(folder / "frobctl-start.md"))
    selected = frozenset({"X701", "P308"})
    with closing(results_of(paths, Job(selected, compare=True))) as results:
        assert len(results) == len(pages)
        assert compared(results, selected) == {}
