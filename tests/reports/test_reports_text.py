# ruff: noqa: D103 - the name of a test says what it tests
"""The text a person reads: exact for small reports, aligned, and harmless to the terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest
from disconspec.reports import closing_sentence, render
from disconspec.reports.characters import width_of
from disconspec.reports.document import (
    ClauseResult,
    Footer,
    LocaleStatistics,
    Mutant,
    Proof,
    Report,
    Statistics,
)
from disconspec.reports.excerpt import excerpt
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from report_examples import (
    COLON,
    CONFORMANT,
    DOCUMENTS,
    EXAMPLES,
    FAILED,
    HEADER,
    INCOMPLETE,
    NOTE,
    OPTION,
    PAGE,
    PASSED,
    RUN,
    reports,
)

RUN_AS_TEXT = """\
disconspec 0.1.0, adapter acme 2.0, clauses set-1, profile documented, seed 7

clause                level    verdict    statement
--------------------  -------  ---------  ---------------------------------------------
tsdiscon
TSDISCON-ID-001       must     passed     A session id names the session to disconnect.
TSDISCON-CONSOLE-001  must     failed     The console session cannot be disconnected.

FAILED TSDISCON-CONSOLE-001 (must)
  The console session cannot be disconnected.
  source    003 (en), lines 40-41, under 'Remarks'
  check     console-2: By its id - failed
  steps     1. Given a host with a console session 1
            2. tsdiscon 1
  expected  refused, the session stays active
  actual    accepted
            the session is disconnected
  detail    \u241b[31mpanic\u241b[0m

1 not applicable (a capability that the adapter does not declare)
1 unspecified (the documents are silent: recorded, never judged)
Listed by: disconspec report FILE --format markdown

must:   1 passed, 1 failed, 1 not applicable
50 % of 2 judged clauses passed

acme 2.0 does not conform: 1 of 2 must-clauses failed, first TSDISCON-CONSOLE-001.
"""

DOCUMENTS_AS_TEXT = """\
fr/a.md:3:3: error T203 inserted-space: blanks inside the option
     3 | | / ClientId :<ID> | \u5168\u89d2\uff1a\u30b3\u30ed\u30f3 | x |
       |   ^^^^^^^^^^^^
       = write: /ClientId: (--fix does it)
fr/a.md:3:24: warning T204 full-width: a full-width colon
     3 | | / ClientId :<ID> | \u5168\u89d2\uff1a\u30b3\u30ed\u30f3 | x |
       |                          ^^
fr/b.md:9:1: note N1 row-without-syntax: the syntax lacks /?

fr-fr: 5 pages, 3 syntax blocks (2 parsed, 1 recovered, 0 diagnosed), \
4 example lines (3 accepted, 0 rejected, 1 other)

--diff shows 1 certain repair, --fix makes it. disconspec explain T203 tells what it means.
1 error, 1 warning and 1 note found in 2 of 5 pages.
"""


def page(path: str) -> list[str]:
    if path == "fr/a.md":
        return PAGE
    raise FileNotFoundError(path)


def test_a_run_is_shown_as_a_table_its_failures_and_one_sentence() -> None:
    assert render(RUN, "text") == RUN_AS_TEXT


def test_findings_are_shown_with_the_source_and_carets_below_it() -> None:
    assert render(DOCUMENTS, "text", source=page) == DOCUMENTS_AS_TEXT


def test_pages_of_unknown_language_come_with_what_to_do_about_it() -> None:
    """The checks of translations are silent about them, which nobody should take for clean pages."""
    told = "The language of 2 pages is not known: a translation is checked for more where ms.contentlocale"
    assert told not in render(DOCUMENTS, "text")
    locales = {"und": LocaleStatistics(2), "en-us": LocaleStatistics(1)}
    assert told in render(replace(DOCUMENTS, statistics=Statistics(locales)), "text")


def test_must_clauses_come_first_within_their_system() -> None:
    may = ClauseResult("TSDISCON-MAY-001", "tsdiscon", "may", "passed")
    text = render(replace(RUN, clauses=(may, PASSED)), "text")
    assert text.index(PASSED.id) < text.index(may.id)


def test_no_percentage_when_something_was_not_run() -> None:
    assert "%" in render(CONFORMANT, "text")
    assert "%" not in render(replace(CONFORMANT, footer=Footer(False, "incomplete", "fail")), "text")
    text = render(INCOMPLETE, "text")
    assert "%" not in text
    assert "This report is incomplete." in text
    assert "not run: TSDISCON-NAME-001" in text


def test_a_statement_too_long_for_the_terminal_is_cut() -> None:
    long = replace(PASSED, statement="A " + "very " * 60 + "long statement.")
    report = replace(RUN, clauses=(long,), checks=())
    lines = render(report, "text", width=80).splitlines()
    row = next(line for line in lines if line.startswith(PASSED.id))
    assert row.endswith("\u2026")
    assert len(row) <= 80


def test_colour_only_when_asked_for_and_only_from_us() -> None:
    assert "\x1b" not in render(RUN, "text")
    coloured = render(RUN, "text", colour=True)
    assert "\x1b[31mfailed\x1b[0m" in coloured
    assert "\x1b[31mpanic" not in coloured
    assert "\x1b[31merror\x1b[0m T203" in render(DOCUMENTS, "text", colour=True)
    for report in EXAMPLES.values():
        assert re.sub("\x1b\\[[0-9]+m", "", render(report, "text", colour=True)) == render(report, "text")


def test_what_the_baseline_excuses_is_told_apart_from_what_it_does_not() -> None:
    known = replace(FAILED, excuse="baselined", reason="issue 12")
    stale = replace(PASSED, excuse="stale", reason="it passes now")
    report = replace(RUN, clauses=(known, stale), footer=Footer(True, "not_conformant", "fail"))
    text = render(report, "text")
    assert "failed (baselined): TSDISCON-CONSOLE-001 (must): issue 12" in text
    assert "PASSED TSDISCON-ID-001 (must), baseline entry stale" in text
    assert "FAILED" not in text


def test_a_rule_whose_loss_nobody_noticed_is_shown() -> None:
    proof = Proof((Mutant("m1", "rule-a", "A-1", True, ("x",)), Mutant("m2", "rule-b", "B-1", False)))
    text = render(replace(CONFORMANT, proof=proof), "text")
    assert "proof: rules switched off one at a time: 1 of 2 were noticed\n  not noticed: rule-b (B-1)" in text


def test_problems_of_the_run_are_shown() -> None:
    footer = Footer(True, "not_driven", "fail", problems=("it did not start.", "second"))
    text = render(Report(HEADER, footer=footer), "text")
    assert "problem: it did not start.\nproblem: second" in text
    assert text.endswith("No verdict: acme 2.0 could not be driven: it did not start.\n")


@pytest.mark.parametrize(
    ("line", "column", "end", "carets"),
    [
        ("abc", 2, 3, " ^"),
        ("\u5168a", 1, 2, "^^"),
        ("\u5168a", 2, 3, "  ^"),
        ("e\u0301x", 3, 4, " ^"),
        ("\tx", 2, 3, " ^"),
        ("\x1bx", 2, 3, " ^"),
        ("a\u200bb", 3, 4, " " * len("a<U+200B>") + "^"),
        ("abc", 4, 4, "   ^"),
        ("abc", 99, 120, "   ^"),
    ],
)
def test_carets_stand_under_the_span(line: str, column: int, end: int, carets: str) -> None:
    finding = replace(COLON, line=1, column=column, end_line=1, end_column=end)
    shown = excerpt(finding, [line], 80)
    assert shown[1] == f"{'':>6} | {carets}"


def test_a_long_line_is_shown_around_the_span() -> None:
    finding = replace(COLON, line=1, column=501, end_line=1, end_column=504)
    source, carets = excerpt(finding, ["x" * 500 + "BAD" + "y" * 500], 80)
    assert len(source) <= 80
    start = carets.index("^")
    assert source[start : start + 3] == "BAD"
    assert carets.count("^") == 3


def test_a_long_span_is_cut_too() -> None:
    finding = replace(COLON, line=1, column=31, end_line=1, end_column=331)
    source, carets = excerpt(finding, ["x" * 30 + "\u5168" * 300 + "y" * 30], 80)
    assert columns(source) <= 80
    assert columns(carets) <= 80
    assert carets.count("^") > 20


def test_a_reason_that_repeats_a_detail_is_shown_once() -> None:
    clause = replace(FAILED, reason="it broke")
    check = replace(RUN.checks[2], detail="it broke\nin this way")
    text = render(replace(RUN, clauses=(clause,), checks=(check,)), "text")
    assert text.count("it broke") == 1
    assert "reason    it broke" in render(replace(RUN, clauses=(clause,)), "text")


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert excerpt(replace(NOTE, line=1, column=2, end_line=3), ["abcd", "", ""], 80)[1].endswith("|  ^^^")


def test_no_excerpt_where_the_page_has_no_such_line() -> None:
    assert excerpt(replace(OPTION, line=4), PAGE, 80) == []


def columns(text: str) -> int:
    return sum(
        2
        if unicodedata.east_asian_width(character) in "WF"
        else 0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 1
        for character in text
    )


@given(
    st.text(st.sampled_from("ab|\u5168\uff1a\u0301\t\x1b\u202e "), min_size=1, max_size=300),
    st.data(),
    st.integers(40, 120),
)
@settings(max_examples=60, deadline=None)
def test_carets_are_as_wide_as_the_text_above_them(line: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, min(start + 30, len(line))))
    marked = line[start:end]
    finding = replace(COLON, line=1, column=start + 1, end_line=1, end_column=end + 1)
    source, carets = excerpt(finding, [line], width)
    source += " " * len(line)
    before = columns(carets) - carets.count("^")
    position = next(index for index in range(len(source) + 1) if columns(source[:index]) == before)
    if all(character in "ab|\u5168\uff1a" for character in marked):
        while source[position : position + 1] == "\u0301":
            position += 1
        assert source[position:].startswith(marked)
        assert carets.count("^") == columns(marked)


@given(reports())
@settings(max_examples=60, deadline=None)
def test_nothing_in_a_report_reaches_the_terminal_as_a_control(report: Report) -> None:
    text = render(report, "text", source=lambda _path: ["\x1b[2J|\u202e", "x"])
    assert text.endswith("\n")
    odd = {character for character in text if unicodedata.category(character) in ("Cc", "Cs")} - {"\n"}
    assert not odd
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2028\u2029")
    assert closing_sentence(report).strip("\ud800 \n") == "" or text.splitlines()[-1]


def test_a_span_that_was_cut_ends_in_one_ellipsis() -> None:
    """A span that was cut ends in one ellipsis, below which the carets end."""
    line = "x " + "y" * 300 + " and more"
    finding = replace(next(iter(DOCUMENTS.findings)), line=1, end_line=1, column=3, end_column=303)
    source, carets = excerpt(finding, [line], 60)
    assert source.endswith("y\u2026")
    assert not source.endswith("\u2026\u2026")
    assert len(carets) == len(source)


def test_a_span_as_wide_as_the_terminal_ends_without_an_ellipsis_of_nothing() -> None:
    """Where a span takes all the room and the line ends with it, nothing is said to follow."""
    for sign in ("y", "\u5b57"):
        line = sign * (60 if sign == "y" else 30)
        finding = replace(
            next(iter(DOCUMENTS.findings)), line=1, end_line=1, column=1, end_column=len(line) + 1
        )
        [source, _] = excerpt(finding, [line], 20)
        assert source.count("\u2026") == 1


def test_every_character_takes_its_columns() -> None:
    """The quick way for letters of Western languages gives what the tables of Unicode say."""
    for character in map(chr, range(0x20, 0x3000)):
        odd = unicodedata.category(character) in {"Mn", "Me", "Cf"}
        wide = unicodedata.east_asian_width(character) in "WF"
        expected = 2 if wide else 0 if odd else 1
        assert width_of(character) == expected, ascii(character)
        assert width_of(f"a{character}\u3042") == expected + 3
