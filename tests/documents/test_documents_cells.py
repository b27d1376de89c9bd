# ruff: noqa: D103 - the name of a test says what it tests
"""First columns on made-up pages: what tells that a token is damaged, and the same column without that."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from document_findings import findings
from document_pages import command_page


def told(syntax: str, cells: tuple[str, ...]) -> list[tuple[str, str, str | None, bool]]:
    """What is found on a page with that syntax and those first cells: code, text, suggestion, certainty."""
    page = command_page(syntax=syntax, rows=tuple(f"| {cell} | x |" for cell in cells), example="other thing")
    return [(each.code, each.text, each.suggestion, each.fixable) for each in findings(page)]


class Column(NamedTuple):
    """A syntax, a first column with one damaged cell, what that is reported for, and the column without it.

    Attributes:
        syntax: the syntax of both pages.
        damaged: the cells of the damaged column.
        whole: those of the other.
        code: what the last damaged cell is reported for, and nothing behind it.
        suggestion: how it should read, if that is known.
        certain: whether it can be put right without asking.
        part: the part of the cell that is reported, or "" for all of it.

    """

    syntax: str
    damaged: tuple[str, ...]
    whole: tuple[str, ...]
    code: str
    suggestion: str | None = None
    certain: bool = False
    part: str = ""


def column(
    syntax: str, damaged: str, whole: str, code: str, suggestion: str | None = None, *, certain: bool = False
) -> Column:
    """A column of one cell."""
    return Column(syntax, (damaged,), (whole,), code, suggestion, certain)


MODE = "frobctl start [/Mode <mode>]"
KEY = "frobctl start size=<n>"
COLUMNS = {
    # What tools left behind.
    "a placeholder of the translation tool": column(
        "frobctl start [/Size:<size>]", "/Size:@no__t-0", "/Size:`<size>`", "P310"
    ),
    "brackets that lost what they held": column("frobctl start <name>", "name []", "name", "P303"),
    # Signs.
    "a dash": column(
        "frobctl start [-quick]", "\u2013quick", "-quick", "P307", "-quick", certain=True
    ),
    "a full stop behind an option": column(
        "frobctl start [-quick]", "-quick.", "-quick", "P303", "-quick", certain=True
    ),
    "a bracket behind a word": column("frobctl start <file>", "file</mode>", "`<file>`", "P304"),
    "a bracket before a word": column("frobctl start <file>", "size >5 file", "size <file>", "P304"),
    "a quotation mark without a partner": Column(
        "frobctl start <name>", ('"size 5',), ('"size" 5',), "P303", part='"size'
    ),
    "a name without any sign": column(
        "frobctl start /size:<n> /mode:<n>", "Groesse`<n>`", "/size:`<n>`", "P303"
    ),
    # Blanks.
    "a blank before a colon at the end": column(
        "frobctl start <drive>:", "\\<drive> :", "\\<drive>:", "P301", "\\<drive>:", certain=True
    ),
    "a blank before the sign of a key": column(
        KEY, "size = `<n>`", "size=`<n>`", "P301", "size=`<n>`", certain=True
    ),
    "a blank before the colon of a key": column(
        "frobctl start path:<n>", "path : `<n>`", "path:`<n>`", "P301", "path:`<n>`", certain=True
    ),
    "a blank between brackets": column(
        "frobctl start [/q [<n>]]", "/q [ `<n>`]", "/q [`<n>`]", "P301", "/q [`<n>`]", certain=True
    ),
    "a blank in the first part of a path": column(
        "frobctl start ldap://cn=<n>", "LDAP://CN = `<n>`", "LDAP://CN=`<n>`", "P301"
    ),
    "a blank in a later part of a path": column(
        "frobctl start ldap://cn=<n>", "LDAP://CN=x,DC = `<n>`", "LDAP://CN=x,DC=`<n>`", "P301"
    ),
    "a blank lost before a value": column(
        "frobctl start [/q <n>]", "/q`<n>`", "/q `<n>`", "P302", "/q `<n>`", certain=True
    ),
    # Translated options and keys.
    "a key in other letters": column(
        KEY, "größe=`<n>`", "size=`<n>`", "T201", "size=`<n>`", certain=True
    ),
    "a key in ASCII letters, by its value": column(
        KEY, "Groesse=`<n>`", "size=`<n>`", "T201", "size=`<n>`"
    ),
    "a key in ASCII letters, by its place": column(KEY, "Groesse=10", "size=10", "T201", "size=10"),
    "an option that lost its sign too": column(
        "frobctl start /size:<n>", "Groesse`<n>`", "/size:`<n>`", "T201", "/size:`<n>`"
    ),
    "an option under the name of another value": column(
        "frobctl start [/Server:<name>] [/f <file>]",
        "file`<name>`",
        "/Server:`<name>`",
        "T201",
        "/Server:`<name>`",
    ),
    "an option without one left in the syntax": Column(
        "frobctl start [-q]", ("-q", "-größe"), ("-q",), "T201"
    ),
    # Translated placeholders and values.
    "a value glued to its option": column("frobctl start [-q]", "-qü", "-q", "T205"),
    "a placeholder of an option": column(
        MODE, "/Mode `<größe>`", "/Mode `<mode>`", "T205", "/Mode `<mode>`", certain=True
    ),
    "a translated option right before its value": Column(
        "frobctl start [-quick] [-delay <n>]",
        ("-quick", "-größe`<n>`"),
        ("-quick", "-delay `<n>`"),
        "T201",
        "-delay `<n>`",
        certain=True,
    ),
    "brackets behind an option": column(MODE, "/Mode [größe]", "/Mode [mode]", "T205"),
    "brackets behind a name": column("frobctl start <name> [a]", "name [größe]", "name [a]", "T205"),
    "a value before its option": Column(
        "frobctl start /t <value> /u", ("pomme -t",), ("-t pomme /u",), "P304", part="pomme"
    ),
    "a blank before a sign of the syntax": column(
        "frobctl start [/d var=<value>]", "/d var =\\<value>", "/d var=\\<value>", "P301", "/d var=\\<value>",
        certain=True,
    ),
    "a blank before a bracket with a sign in it": column(
        "frobctl con[:]", "con [:]", "con[:]", "P301", "con[:]", certain=True
    ),
    "a blank behind a sign of the syntax": column(
        "frobctl start {+|-}frob", "{+ &#124; -} frob", "{+&#124;-}frob", "P301", "{+&#124;-}frob"
    ),
    "two placeholders of the syntax without a blank": column(
        "frobctl start /r <x>,<y> <name>", "/r \\<x>,\\<y>\\<name>", "/r \\<x>,\\<y> \\<name>", "P302",
        "/r \\<x>,\\<y> \\<name>", certain=True,
    ),
    "a blank where the syntax has lost a sign, too": column(
        "frobctl start [kind:a|b]", "[kind: a&#124;b]", "[kind:a&#124;b]", "P301", "[kind:a&#124;b]"
    ),
    "alternatives behind a name": column(
        "frobctl start <name>", "name [größe &#124; x]", "name [a &#124; x]", "T205"
    ),
    "a word behind a placeholder": column(
        "frobctl start <file> <other> <mode>", "\\<file> größe", "\\<file> \\<other>", "T204"
    ),
    "a placeholder, by its place": column("frobctl start <file>", "Größe", "file", "T205", "file"),
    "a long name beside the short one": column(
        "frobctl start {gf | get-frob} <Name>", "{GF &#124; Get-ding}", "{GF &#124; Get-Frob}", "T204",
        "{GF &#124; get-frob}",
    ),
    "a group that may be one of two": column(
        "frobctl start {a | b} or {a | c}", "{a &#124; größe}", "{a &#124; b}", "T204"
    ),
    "a group of values": column(
        "frobctl start {a|b}", "{größe &#124; b}", "{a &#124; b}", "T204", "{a &#124; b}", certain=True
    ),
    "a name, where terms of the syntax have no row": Column(
        "frobctl start <a1> <b1> <c1>", ("a1", "Öl", "Größe"), ("a1", "c1"), "T204"
    ),
    "a name, where other rows have words that are tokens": Column(
        "frobctl start", ("abc", "def", "ghi", "Größe"), ("abc", "def", "ghi"), "T204"
    ),
    "a name, where other rows have tokens": Column(
        "frobctl start <a1> <b1> <c1>", ("a1", "b1", "c1", "Größe"), ("a1", "b1", "c1"), "T204"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COLUMNS)
def test_a_damaged_cell_is_found_and_a_whole_one_is_not(name: str) -> None:
    case = COLUMNS[name]
    found = told(case.syntax, case.damaged)
    assert found[-1:] == [(case.code, case.part or case.damaged[-1], case.suggestion, case.certain)]
    assert told(case.syntax, case.whole) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        # Only in code does a backslash before a bracket show, and one in a path belongs there.
        ("`/cfg \\<file>`", [("\\<file>", "<file>", True)]),
        ("`[\\<file>]`", [("\\<file>", "<file>", True)]),
        ("/cfg \\<file>", []),
        ("`<host>\\<file>`", []),
        ("`/cfg <host>\\<file> \\<file>`", []),
        ("`<host> \\<file>`", []),
    ],
)
def test_an_escape_that_shows(cell: str, expected: list[tuple[str, str | None, bool]]) -> None:
    def found(text: str, rows: tuple[str, ...]) -> list[tuple[str, str | None, bool]]:
        page = command_page(
            intro=text,
            syntax="frobctl start [/cfg <file>] [<host>\\<file>] [/c <host>\\<file> <file>]",
            rows=rows,
            example="other thing",
        )
        return [(each.text, each.suggestion, each.fixable) for each in findings(page) if each.code == "P309"]

    assert found(f"Mit {cell} hier.", ()) == expected
    assert [each[2] for each in found("Text.", (f"| {cell} | Text. |",))] == [each[2] for each in expected]


@pytest.mark.parametrize(
    ("cell", "syntax", "damaged"),
    [
        ("/dci`<key>`", "frobctl start [options]", True),
        ("[/dci`<key>`]", "frobctl start [options]", True),
        ("-[-]dci`<key>`", "frobctl start [options]", True),
        ("/dci `<key>`", "frobctl start [options]", False),
        ("/dci:`<key>`", "frobctl start [options]", False),
        ("/dci`<key>`", "frobctl start [/dci<key>]", False),
    ],
)
def test_an_option_right_before_a_value_in_code(cell: str, syntax: str, *, damaged: bool) -> None:
    def found(locale: str) -> list[str]:
        page = command_page(
            syntax=syntax, rows=(f"| {cell} | Text. |",), example="other thing", locale=locale
        )
        return [each.code for each in findings(page)]

    assert found("de-DE") == (["P302"] if damaged else [])
    assert found("en-US") == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # The bar of the group has cut the cell: both parts are one finding, wherever the group ends.
        ("| {a | b} |", [("P311", "{a | b}")]),
        ("| {a | b}\\*\\* | Text. |", [("P311", "{a | b}\\*\\*")]),
        ("| {a | Text b}, und mehr. | Text. |", [("P311", "{a")]),
        ("| a | b |", [("P311", "a | b")]),
        ("| a | B. |", []),
        ("| a | c |", []),
        ("| {größe | b} |", [("T204", "{größe"), ("P311", "b}")]),
        ("| `{a|b}` | Text. |", []),
        ("| {a&#124;b} | Text. |", []),
    ],
)
def test_a_cell_that_a_bar_has_cut(row: str, expected: list[tuple[str, str]]) -> None:
    page = command_page(syntax="frobctl start {a|b}", rows=(row,), example="other thing")
    assert [(each.code, each.text) for each in findings(page)] == expected


def test_a_value_behind_an_option_in_words_of_the_text() -> None:
    for value, expected in (("nom du fichier", [("T205", "-CF *nom du fichier")]), ("file name", [])):
        page = command_page(
            intro="Le nom du fichier est dit.",
            syntax="frobctl start [/cf <FileName>]",
            rows=(f"| -CF *{value}* | Texte. |",),
            example="other thing",
            locale="fr-FR",
        )
        assert [(each.code, each.text) for each in findings(page) if each.code == "T205"] == expected


@pytest.mark.parametrize("cell", ["`> <file>`", "**>** `<file>`", "`<file> >> x`", "a -> b", "`<`"])
def test_where_output_goes_is_no_lone_bracket(cell: str) -> None:
    assert told("frobctl start > <file>", (cell,)) == []


@pytest.mark.parametrize(
    "rest",
    [
        # A stray backslash, a blank before a bracket or behind a sign, a stop beside one, a torn time.
        "\\<n> \\y",
        "x! y",
        "[x ]",
        "/ .y",
        "x: y",
    ],
)
def test_a_repair_that_leaves_the_rest_of_a_cell_damaged_is_not_certain(rest: str) -> None:
    for shown, certain in ((rest, False), ("", True)):
        (found,) = told("frobctl start -t <n>", (f"\u2013t {shown}".strip(),))
        assert (found[0], found[2], found[3]) == ("P307", f"-t {shown}".strip(), certain)


@pytest.mark.parametrize(
    ("syntax", "cell", "certain"),
    [
        # A full stop may be what became of the colon, unless the syntax has none.
        ("frobctl [options]", "/size. \\<size>", False),
        ("frobctl /size:<size>", "/size. \\<size>", False),
        ("frobctl /size <size>", "/size. \\<size>", True),
        ("frobctl /size", "/size.", True),
        ("frobctl [options]", "-size. \\<size>", True),
    ],
)
def test_a_full_stop_behind_an_option(syntax: str, cell: str, *, certain: bool) -> None:
    found = [each for each in told(syntax, (cell,)) if each[0] == "P303"]
    assert [each[3] for each in found] == [certain]


@pytest.mark.parametrize(
    ("cell", "text", "repaired"),
    [("/x: &", "/x: &", "/x:&"), ("**/x**: a & b;c", "/x**: a & b;c", "/x**:a & b;c")],
)
def test_an_ampersand_is_no_entity(cell: str, text: str, repaired: str) -> None:
    """An ampersand alone ends where it stands, and a semicolon far behind it is none of its own."""
    page = f"# frob\n\n## Syntax\n\n```\nfrob /x\n```\n\n|P|D|\n|--|--|\n|{cell}|a|\n"
    assert [(each.text, each.suggestion) for each in findings(page)] == [(text, repaired)]
