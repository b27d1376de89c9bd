# ruff: noqa: RUF001 - letters that look like ASCII ones are what is asked about here
"""Shapes say what their regular expressions say, and lark's tables what lark says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from disconspec.grammar import Match, Option, accepts, match, parse_cell, parse_syntax
from disconspec.grammar.building import Builder
from disconspec.grammar.driving import Driver
from disconspec.grammar.loading import load
from disconspec.grammar.patterns import name_shape, option_shape
from disconspec.grammar.shapes import initial_of, lowered, shape_of
from hypothesis import given
from hypothesis import strategies as st
from lark.exceptions import UnexpectedInput

SOURCES = (
    ".+",
    r"list",
    r"list(?:\.(?:exe|vbs|js))?",
    r"(?:/|--?)size",
    r"(?:/|--?)size:(?P<value>.+?)",
    r"(?:/|--?)size(?P<value>:?(?:on|off))",
    r"(?:/|--?)s(?:ize)?",
    r"(?:/|--?)sizes?",
    r"(?:/|--?)\-x(?P<value>.+?)",
    r"(?:/|--?)(?P<value>.+?)",
    r"--?kilo",
    r"\+a",
    r"größe=(?P<value>.+?)",
    r"name\s*=\s*(?P<value>.+?)",
    r"\-",
)
TEXTS = (
    "", "-", "/", "--", "+a", "list", "LIST.EXE", "list.exe.exe", "/size", "-SIZE", "--size", "---size",
    "/sizes", "/size:", "/size:x", "--Size:ä", "/size:on", "/sizeoff", "/s", "//size", "--x", "---x1", "/-x1",
    "kilo", "--kilo", "-\u212ailo", "/\u017fize", "/\u0130", "GRÖSSE=1", "größe=1", "Größe=x", "name = 1",
    "NAME=1", "/x y", "\nx",
)  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_a_shape_fits_what_its_expression_matches(source: str) -> None:
    """Text is compared instead of matched only where both come to the same."""
    shape = shape_of(source)
    pattern = re.compile(source, re.IGNORECASE | re.DOTALL)
    for text in TEXTS:
        low = lowered(text)
        found = pattern.fullmatch(text)
        assert shape.fits(text, low) == (found is not None), text
        if found is None:
            continue
        assert shape.value_in(text, low) == (found.span("value") if shape.has_value else None), text
        assert shape.initials is None or low is None or initial_of(low) in shape.initials, text


@given(st.text(st.sampled_from("/-:=. \u0131\u017f\u0130KkSsIiäx")), st.sampled_from(SOURCES))
def test_a_shape_fits_whatever_its_expression_matches(text: str, source: str) -> None:
    """Likewise for any text."""
    expected = re.compile(source, re.IGNORECASE | re.DOTALL).fullmatch(text) is not None
    assert shape_of(source).fits(text, lowered(text)) == expected


def test_a_program_fits_with_its_folder_and_suffix() -> None:
    """The name alone decides most lines."""
    shape = shape_of(r"@?(?:.*[\\/])?reg(?:\.exe)?", "reg")
    fitting = ["reg", "REG", "Reg.exe", "C:\\Windows\\reg.exe", "@reg"]
    assert [
        text for text in [*fitting, "regx", "xreg", "net", ""] if shape.fits(text, lowered(text))
    ] == fitting


def test_names_of_options_end_where_their_values_begin() -> None:
    """A name is followed, whatever the sign."""
    option = parse_cell("/size:<n>").tree
    assert isinstance(option, Option)
    ends = [
        name_shape(option).end_in(text, lowered(text))
        for text in ("/size:1", "--SIZE", "-si", "size", "/ſize")
    ]
    assert ends == [5, 6, -1, -1, 5]
    assert option_shape(option) is option_shape(option)


@pytest.mark.parametrize(
    "text",
    [
        'frobctl start [/a | -b:<name>] {on | off}[,...] size=<n> "<x>" ...',
        "frobctl [[/a] <b>",
        "frobctl /a: <b> / c",
        "frobctl ］",
        "a ] b",
        "",
        "[",
    ],
)  # fmt: skip
def test_the_tables_are_read_as_lark_reads_them(text: str) -> None:
    """The same tree, the same diagnoses, the same place where nothing goes on."""
    builder = Builder()
    parser: Any = load("windows", "usage", builder)
    driver = Driver(parser)
    answers: list[object] = []
    for lark in (True, False):
        builder.begin()
        try:
            tree = parser.parse(text) if lark else driver.parse(driver.lex(text))
            answers.append((tree, builder.diagnoses))
        except UnexpectedInput as problem:
            answers.append((type(problem), problem.pos_in_stream))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("syntax", "line"),
    [
        ("x /a <b> [/c:<d>]", "x /a 1"),
        ("x /a <b> [/c:<d>]", "x 1 /c:2"),
        ("x /a <b> [/c:<d>]", "x -c:2 1 --a"),
        ("x {on | off} /a", "x of /a"),
        ("x {/a | /b <c>}", "x /b"),
        ("x [/s <computer> [/u <user>]]", "x /u me /s pc"),
        ("x [/s <computer> [/u <user>]]", "x /u me"),
        ("x <a>\nx /y", "x /y"),
        ("x /y", ""),
    ],
)
def test_to_accept_is_to_match(syntax: str, line: str) -> None:
    """What is asked without a reason is answered as with one."""
    tree = parse_syntax(syntax).tree
    assert tree is not None
    assert accepts(tree, line) == isinstance(match(tree, line), Match)


@pytest.mark.parametrize(
    ("declared", "line", "fits"),
    [
        (("/zone", "/other"), "x 1 /zone", True),
        (("/other", "[/s <computer> [/u <user>]]"), "x 1 /s pc /u me", True),
        (("/other",), "x 1 /zone", False),
        (("<file>",), "x 1 2", True),
        (("/zone",), "x 1 /\u017fone", False),
    ],
)
def test_only_declared_options_of_the_line_count(declared: tuple[str, ...], line: str, *, fits: bool) -> None:
    """Those that nothing in the line begins change nothing."""
    tree = parse_syntax("x <a>").tree
    options = [parse_cell(cell).tree for cell in declared]
    assert tree is not None
    for kindly in (False, True):
        assert (
            isinstance(match(tree, line, options=tuple(filter(None, options)), kindly=kindly), Match) == fits
        )
