"""Syntax, table and examples held to each other: a page with each fault, and the same page without it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from document_findings import shown
from document_pages import command_page

OTHER = ("| `<other>` | x |",)
SERVER = "frobctl start /Server:<name>"
CODED = ("| -f `{bin|csv}` | x |",)
KEYS = ("| first=`<n>` | x |",)


class Case(NamedTuple):
    """A page and the part of it that is wrong: what that is reported for, and the part put right.

    `lasting` is reported of the other parts.
    """

    part: str
    wrong: str
    right: str
    expected: tuple[tuple[str, str], ...]
    syntax: str = SERVER
    rows: tuple[str, ...] = OTHER
    example: str = "other thing"
    lasting: tuple[tuple[str, str], ...] = ()

    def page(self, text: str) -> str:
        """The page with that text in the part."""
        parts: dict[str, str] = {"syntax": self.syntax, "example": self.example, self.part: text}
        rows = (text,) if self.part == "row" else self.rows
        return command_page(syntax=parts["syntax"], rows=rows, example=parts["example"])


CASES = {
    "a key without a sign in the syntax": Case(
        "syntax",
        "frobctl /start disk:<name> /Server:<name> kind:Fast",
        "frobctl /start /disk:<name> /Server:<name> /kind:Fast",
        (("P303", "disk:<name>"), ("P303", "kind:Fast")),
    ),
    "a key that is the value of an option": Case(
        "syntax",
        "frobctl /start [disk:<name>] /Server:<name>",
        "frobctl /start [/g user:<name>] /Server:<name>",
        (("P303", "disk:<name>"),),
    ),
    "a key without a sign in an example": Case(
        "example",
        "frobctl /start kind:Fast /Server:a",
        "frobctl /start /Server:a",
        (("P303", "kind:<name>"), ("P303", "kind:Fast")),
        syntax="frobctl /start [kind:<name>] /Server:<name>",
        lasting=(("P303", "kind:<name>"),),
    ),
    "a key with a backslash for its sign in the table": Case(
        "row",
        "| \\kind:<name> | x |",
        "| /kind:<name> | x |",
        (("P303", "\\kind:<name>"),),
        syntax="frobctl start /kind:<name>",
    ),
    "a key that replaced another in the table": Case(
        "row",
        "| \\mediaGroup:<name> | x |",
        "| /Server:<name> | x |",
        (("R401", "\\mediaGroup:"),),
    ),
    "a key that lost its sign, where others were replaced": Case(
        "row",
        "| image:<name> | x |",
        "| /image:<name> | x |",
        (("P303", "image:<name>"), ("R401", "media:")),
        syntax="frobctl /start /Server:<name> media:<name>",
        lasting=(("R401", "media:"),),
    ),
    "a bracket too many in the table": Case(
        "row",
        "| /Server:<name>] | x |",
        "| [/Server:<name>] | x |",
        (("P305", "/Server:<name>]"),),
    ),
    "a bracket too few in the table": Case(
        "row",
        "| [/d `<name>` [`<other>`] | x |",
        "| [/d `<name>` [`<other>`]] | x |",
        (("P305", "[/d `<name>` [`<other>`]"),),
        syntax="frobctl start [/d <name> [<other>]]",
    ),
    "a brace too few in a code span": Case(
        "row",
        "| `/d {a | b` | x |",
        "| `/d {a | b}` | x |",
        (("P305", "{a | b"),),
        syntax="frobctl start /d {a | b}",
    ),
    "a quotation mark alone in the table": Case(
        "row",
        '| `/d` "aus | x |',
        "| `/d` | x |",
        (("P303", '/d` "aus'),),
        syntax="frobctl start /d",
    ),
    "a value without a name in the table": Case(
        "row",
        "| ={a &#124; b} | x |",
        "| to={a &#124; b} | x |",
        (("T207", "={a &#124; b}"),),
        syntax="frobctl start to={a | b}",
    ),
    "a colon inside the brackets": Case(
        "syntax",
        "frobctl start <drive>:<path>\nfrobctl start /b [<drive:>]<path>",
        "frobctl start <drive>:<path>\nfrobctl start /b [<drive>:]<path>",
        (("P304", "[<drive:>]"),),
    ),
    "a blank behind one of several equals signs": Case(
        "syntax",
        "frobctl start [c= <one> s=<two>]",
        "frobctl start [c=<one> s=<two>]",
        (("P301", "c= <one>"),),
    ),
    "an option that goes on where the table has it closed": Case(
        "syntax",
        "frobctl start [/Server:<name> /b] [/c]",
        "frobctl start [/Server:<name>] /b [/c]",
        (("P305", "[/Server:<name>"),),
        rows=("| [/Server:<name>] | x |",),
    ),
    "the name of another command in the syntax": Case(
        "syntax",
        "frobctl /restart <job>",
        "frobctl /start <job>",
        (),
    ),
    "a name that is nearly that of the page": Case(
        "syntax",
        "frobctl /stadt <job>",
        "frobctl /start <job>",
        (("R403", "/stadt"),),
    ),
    "an alternative without its sign, with groups around it": Case(
        "syntax",
        "frobctl start [/user|/category|part[:<name>|*]]",
        "frobctl start [/user|/category|/part[:<name>|*]]",
        (("P303", "part"),),
        rows=("| /part | x |",),
    ),
    "an optional option without its sign": Case(
        "syntax",
        "frobctl start [/db <file>] [log <file>]",
        "frobctl start [/db <file>] [/log <file>]",
        (("P303", "log"),),
        rows=("| /log | x |",),
    ),
    "a quotation mark alone in the syntax": Case(
        "syntax",
        'frobctl start <file>.inf"',
        "frobctl start <file>.inf",
        (("P303", '<file>.inf"'),),
    ),
    "a word without a blank behind it": Case(
        "syntax",
        "frobctl start[/a <one>]\nfrobctl stop [/a <one>]",
        "frobctl start [/a <one>]\nfrobctl stop [/a <one>]",
        (("P302", "start"),),
    ),
    "one option with another sign": Case(
        "syntax",
        "frobctl start [/a <one> [/n <two>]] [/g <one> [-n <two>]]",
        "frobctl start [/a <one> [/n <two>]] [/g <one> [/n <two>]]",
        (("R403", "-n"),),
    ),
    "an alternative with a sign right behind an option": Case(
        "syntax",
        "frobctl start [/a] -2{e | -d}",
        "frobctl start [/a] -2{e | d}",
        (("P303", "-d"),),
    ),
    "a letter without its sign before the end of a group": Case(
        "syntax",
        "frobctl start [/m | [/u] [v]]",
        "frobctl start [/m | [/u] [/v]]",
        (("P303", "[v]"),),
        rows=("| /v | x |",),
    ),
    "an angle bracket too few in the table": Case(
        "row",
        "| /i `<name` | x |",
        "| /i `<name>` | x |",
        (("P305", "<name"),),
        syntax="frobctl start /i <name>",
    ),
    "an alternative without its sign in the table": Case(
        "row",
        "| {/low &#124; /high &#124; /mid &#124; fast} | x |",
        "| {/low &#124; /high &#124; /mid &#124; /fast} | x |",
        (("P303", "fast"),),
        syntax="frobctl start {/low | /high | /mid | /fast}",
    ),
    "a value without a blank before it": Case(
        "syntax",
        "frobctl start [/a [<one>]] [/b [<one>]] [/c[<one>]]",
        "frobctl start [/a [<one>]] [/b [<one>]] [/c [<one>]]",
        (("P302", "[/c[<one>]"),),
    ),
    "a leftover of a blank": Case(
        "syntax",
        "frobctl start\n\\x20  [/a]",
        "frobctl start\n    [/a]",
        (("P310", "\\x20"),),
    ),
    "values of options that take none": Case(
        "example",
        "frobctl start C: -rk F:\\a.bek -lf Z:\\b.txt",
        "frobctl start C: -rk -lf",
        (("R402", "F:\\a.bek"), ("R402", "Z:\\b.txt")),
        syntax="frobctl start <volume> [-rk] [-lf] [-pw]",
    ),
    "none of the options that the usages demand": Case(
        "example",
        "frobctl a b",
        "frobctl /a a b",
        (("R402", "frobctl a b"),),
        syntax="frobctl /a [/c] <one> <two>\nfrobctl /b <one> <two>",
    ),
    "an option with a value that the usage demands": Case(
        "example",
        "frobctl start /c:b",
        "frobctl start /q:a /c:b",
        (("R402", "frobctl start /c:b"),),
        syntax="frobctl start /q:a /c:b [/s]",
    ),
    "an option that is missing beside one that is wrong": Case(
        "example",
        "frobctl start /c:b /zu",
        "frobctl start /q:a /c:b",
        (("R402", "/zu"), ("R402", "frobctl")),
        syntax="frobctl start /q:a /c:b [/s]",
    ),
    "nothing but an option that is wrong": Case(
        "example",
        "frobctl start /zu",
        "frobctl start /q:a /c:b",
        (("R402", "/zu"),),
        syntax="frobctl start /q:a /c:b [/s]",
    ),
    "an option where a value is demanded": Case(
        "example",
        "frobctl /start /info myJob",
        "frobctl /start myJob",
        (("R402", "/start"),),
        syntax="frobctl /start <job>",
    ),
    "a word without its sign": Case(
        "example",
        "frobctl  starts add E: -sid me",
        "frobctl -starts -add E:",
        (("R402", "starts"), ("R402", "add")),
        syntax="frobctl -starts [{-get | -add}] <drive>",
    ),
    "a quotation mark at the end of a value alone": Case(
        "example",
        'frobctl start /kind:detailed View" /r',
        'frobctl start /kind:"detailed View" /r',
        (("P308", 'detailed View"'),),
        syntax="frobctl start [/kind:<name>] [/r]",
    ),
    "a key for a value that stands alone": Case(
        "example",
        "frobctl start first=3",
        "frobctl start C:",
        (("R402", "first=3"),),
        syntax="frobctl start [c=<one> s=<two>] <volume>",
        rows=KEYS,
    ),
    "a key before what a bracketed word has first": Case(
        "example",
        "frobctl start c=3 C:",
        "frobctl start C: c=3",
        (("R402", "c=3"),),
        syntax="frobctl [start] <volume> [options]\nfrobctl [stop] c=<one> <volume>",
        rows=("| c=`<one>` | x |",),
    ),
    "a value that the table does not list": Case(
        "example",
        "frobctl start -f tsv",
        "frobctl start -f csv",
        (("R402", "-f tsv"),),
        syntax="frobctl start [options]",
        rows=CODED,
    ),
    "the name of a machine with one backslash": Case(
        "example",
        "frobctl start /Server:\\contoso.com\\root",
        "frobctl start /Server:\\\\contoso.com\\root",
        (("P303", "\\contoso.com\\"),),
    ),
    "an option right behind the value of another": Case(
        "example",
        "frobctl start /Server:a\\b/Rights:Full",
        "frobctl start /Server:a\\b /Rights:Full",
        (("P302", "/Rights:"),),
        syntax="frobctl start /Server:<name> [/Rights:{Full | None}]",
    ),
    "a value with blanks beside another kind of value": Case(
        "example",
        "frobctl start /kind:detailed View,{12-3a} /r",
        'frobctl start /kind:"detailed View" /r',
        (("P308", "detailed View,{12-3a}"),),
        syntax="frobctl start [/kind:<name>|<{guid}>] [/r]",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_of_which_one_part_contradicts_the_others(name: str) -> None:
    """The part that stands alone is reported; put right, it is not."""
    case = CASES[name]
    found = shown(case.page(case.wrong))
    assert [each for each in case.expected if each not in found] == []
    assert case.expected or found == []
    left = shown(case.page(case.right))
    assert left == list(case.lasting)


def test_an_option_whose_sign_the_syntax_lost_is_no_stranger() -> None:
    """An example with the sign that the syntax lost is right; its value still needs quotation marks."""
    syntax = "frobctl start [/user|/category|part[:<name>|*]]"
    found = shown(command_page(syntax=syntax, rows=OTHER, example="frobctl start /part:*"))
    assert found == [("P303", "part")]
    found = shown(command_page(syntax=syntax, rows=OTHER, example="frobctl start /part:one Two,Three"))
    assert found == [("P303", "part"), ("P308", "one Two,Three")]


def test_a_cell_that_a_bar_cut_off_is_not_held_to_its_brackets() -> None:
    """A cell that a bar cut off has the rest of its brackets elsewhere."""
    for row in ("| [/a | /b] | x |", "| /d {a | b} | x |", "| /e <one | two> | x |"):
        found = shown(command_page(syntax="frobctl start [/a | /b] /d {a | b} /e <one | two>", rows=(row,)))
        assert not any(code == "P305" for code, _ in found)


def test_the_title_may_say_more_than_the_syntax() -> None:
    """The title may say more than the syntax, and the syntax may have several commands."""
    for syntax in ("start <job>", "frobctl starting <job>", "frobctl stadt <job>\nfrobctl start <job>"):
        found = shown(command_page(syntax=syntax, rows=OTHER, example="other thing"))
        assert not any(code == "R403" for code, _ in found)


def test_the_keys_of_a_command_that_wants_blanks_are_right() -> None:
    """Where every equals sign has a blank behind it, none is wrong."""
    page = command_page(syntax="frobctl start [c= <one>] [s= <two>]", rows=OTHER, example="other thing")
    assert shown(page) == []
