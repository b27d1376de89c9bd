"""The page model: every piece at its exact place, whatever the line ends; any bytes without a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

import pytest
from disconspec.conformance.documents.pages.markdown import (
    Block,
    blocks,
    parser,
    plain_rule,
    split_row,
    table_rule,
)
from disconspec.conformance.documents.pages.plain import plain
from disconspec.conformance.documents.pages.reader import read_page
from disconspec.spec.errors import DisconspecError
from document_pages import cmdlet_page, command_page, usage_page
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

PIECES = st.sampled_from(
    [
        "text",
        "# h",
        "```",
        "    code",
        "- item",
        "  more",
        "> quote",
        "|a|b|",
        "|--|--|",
        "",
        "===",
        "---",
        "1. x",
        "<div>",
        "a | b",
        "\tx",
        "***",
        "````",
        "``` cmd",
        "  ```",
        "#",
        "####### h",
        "#h",
        "**b** x",
        "  \t",
        " \tcode",
        "-\tx",
        "*i* x",
        "** x",
        "`c` x",
        "``",
        "-x",
        "+ y",
        "_u_ x",
        "> - a",
        "> text",
        "  - b",
        "-",
        "- ",
        "      - deep",
        "- | -",
        "* * *",
        "**1** x",
        "1) y",
        ">",
        " ",
    ]
)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (command_page(), "command"),
        (cmdlet_page(), "cmdlet"),
        (usage_page(), "usage"),
        ("# x\n\ny\n", "other"),
    ],
)
def test_kinds_of_pages(page: str, kind: str) -> None:
    """Kinds of pages."""
    assert read_page(page.encode(), "page.md").kind == kind


def test_a_method_page_is_known_by_its_uid() -> None:
    """A method page is known by its uid."""
    page = "---\nUID: NF:x.Frob\n---\n\n# Frob\n\n## -parameters\n\n### -param Name [in]\n\nText.\n"
    read = read_page(page.encode(), "page.md")
    assert read.kind == "method"
    assert [heading.role for heading in read.headings] == ["title", "parameters", "parameters"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_piece_stands_where_it_says(end: str) -> None:
    """Every piece stands where it says."""
    page = read_page(("\ufeff" + command_page()).replace("\n", end).encode(), "docs/de-de/page.md")
    assert page.locale == "de-de"
    roles = [heading.role for heading in page.headings]
    assert roles == ["title", "syntax", "parameters", "examples"]
    for heading in page.headings:
        assert page.lines[heading.line - 1][heading.column - 1 :] == heading.text
    assert [len(table.rows) for table in page.tables] == [4]
    for table in page.tables:
        for row in (table.header, *table.rows):
            for cell in row:
                assert page.lines[cell.line - 1][cell.column - 1 :].startswith(cell.raw)
    assert [fence.role for fence in page.fences] == ["syntax", "examples"]
    for fence in page.fences:
        for index, text in enumerate(fence.lines):
            line, column = fence.place(index, 0)
            assert page.lines[line - 1][column - 1 :] == text


def test_a_fence_in_a_list_keeps_its_columns() -> None:
    """A fence in a list keeps its columns."""
    page = read_page(b"## Examples\n\n- Type:\n\n  ```\n  frobctl start\n  ```\n", "page.md")
    assert page.fences[0].place(0, 0) == (6, 3)
    assert page.fences[0].lines == ("frobctl start",)


def test_headings_are_known_by_anchor_or_by_word() -> None:
    """Headings are known by anchor or by word."""
    page = read_page(
        '## <a name="syntax"></a>X\n\n## 語法\n\n## Sintaxis\n\n## <a name="BKMK_examples"></a>X\n'.encode(),
        "p.md",
    )
    assert [heading.role for heading in page.headings] == ["syntax", "syntax", "syntax", "examples"]


def test_a_table_in_html_has_cells_too() -> None:
    """A table in html has cells too."""
    page = read_page(
        b"## Options\n\n<table>\n<tr><th>P</th><th>D</th></tr>\n<tr><td> /a </td><td>x</td></tr>\n</table>\n",
        "p.md",
    )
    cell = page.tables[0].rows[0][0]
    assert (cell.line, cell.column, cell.raw) == (5, 10, "/a")


@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n---", "---\ntitle: x\n---  ", "---\n---", "", " ", "\n", "---\n---\n "]
)
def test_a_page_without_a_body_has_no_pieces(text: str) -> None:
    """A page that ends with its front matter, or has nothing but blanks, has no pieces."""
    page = read_page(text.encode(), "p.md")
    assert (page.headings, page.fences, page.tables, page.passages) == ((), (), (), ())


def test_an_anchor_full_of_blanks_is_read_in_one_go() -> None:
    """An anchor full of blanks that never closes is read in one go and is part of the words."""
    blanks = " " * 20_000
    page = read_page(f"## <a name={blanks}x{blanks}\n\nText.\n".encode(), "p.md")
    assert page.headings[0].slug == ""
    assert page.headings[0].text.startswith("<a name=")


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| `a | b` | c |", ["`a | b`", "c"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        ("| `a | b | c |", ["`a", "b", "c"]),
        ("|  | b |", ["", "b"]),
    ],
)
def test_rows_are_split_at_bars_outside_code(row: str, cells: list[str]) -> None:
    """Rows are split at bars outside code."""
    assert [row[start:end] for start, end in split_row(row, 0, len(row))] == cells


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"\<a>", "<a>"),
        ("**/v** or `x`", "/v or x"),
        ("a * b", "a * b"),
        ("*", "*"),
        ("{a&#124;b}", "{a|b}"),
        ("no__t no__t", "no__t no__t"),
        ("a<br/>b", "a\nb"),
        ("&nosuch; <em>x</em>", "&nosuch; x"),
    ],
)
def test_markup_is_taken_away_with_a_way_back(raw: str, text: str) -> None:
    """Markup is taken away with a way back."""
    shown = plain(raw)
    assert shown.text == text
    for index in range(len(text)):
        start, end = shown.source(index, index + 1)
        assert text[index] in raw[start:end] or raw[start:end].startswith(("&", "<"))


@pytest.mark.parametrize(
    ("raw", "sources"),
    [
        ("*a* &", ["a", " ", "&"]),
        ("*/x*: & b;c", [*"/x: & b;c"]),
        ("{&#124;&lt;", ["{", "&#124;", "&lt;"]),
        ("&fjlig;", ["&fjlig;", "&fjlig;"]),
        ("`&lt;`&", [*"&lt;&"]),
        ("a<br/>b", ["a", "<br/>", "b"]),
        (r"\<\-", [r"\<", "-"]),
    ],
)
def test_a_sign_comes_from_exactly_what_is_written_for_it(raw: str, sources: list[str]) -> None:
    """An ampersand is an entity only where one is written; all of an entity or of a tag is its source."""
    shown = plain(raw)
    assert [raw[slice(*shown.source(at, at + 1))] for at in range(len(shown.text))] == sources
    assert raw[slice(*shown.source(0, len(shown.text)))].endswith(sources[-1])


@given(st.lists(PIECES, max_size=16))
@settings(deadline=None, max_examples=1500)
def test_the_quick_paragraph_is_the_library_s_paragraph(lines: list[str]) -> None:
    """The quick paragraph is the library's paragraph."""
    source = "\n".join(lines)
    slow = MarkdownIt("zero", {"html": True})
    slow.block.ruler.at("table", table_rule, {"alt": ["paragraph", "reference"]})
    slow.enable(["table", "code", "fence", "blockquote", "hr", "list", "html_block", "heading", "lheading"])
    expected: list[Token] = []
    slow.block.parse(source, slow, {}, expected)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    assert list(_pieces(blocks(source, lines or [""], starts), lines)) == list(_pieces(expected, lines))
    assert plain_rule in parser().block.ruler.getRules("")


def _pieces(
    tokens: Iterable[Token | Block], lines: list[str]
) -> Iterator[tuple[str, list[int] | None, int, str]]:
    """What the page model asks of tokens, alike for those of the library and for the quick ones."""
    for token in tokens:
        if isinstance(token, Block):
            first, last = token.map
            if token.type != "lines":
                yield token.type, token.map, token.level, token.tag
                continue
            end = last + 1 if _closes(lines[last : last + 1]) else last
            yield "fence", [first - 1, end], token.level, repr(lines[first:last]) + token.info
        elif token.type == "fence":
            content = token.content.removesuffix("\n").split("\n") if token.content else []
            yield token.type, token.map, token.level, repr(content) + token.info
        elif token.type == "paragraph_open":
            yield "paragraph", token.map, token.level, ""
        elif token.type == "heading_open":
            yield "heading", token.map, token.level, token.tag
        elif token.type not in ("inline", "paragraph_close", "heading_close"):
            yield token.type, token.map, token.level, token.content + token.info


def _closes(lines: list[str]) -> bool:
    return bool(lines) and set(lines[0].strip()) == {"`"}


@given(
    st.lists(PIECES, max_size=12),
    st.sampled_from(["", "---\ntitle: x\n---\n", "---\ntitle: x\n---", "---\n---  \n\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", " \t"]),
)
@settings(deadline=None, max_examples=500)
def test_any_lines_are_a_page_whose_pieces_stand_in_it(
    lines: list[str], front: str, end: str, last: str
) -> None:
    """Any lines are a page whose pieces stand in it."""
    text = (front + "\n".join(lines) + last).replace("\n", end)
    page = read_page(text.encode(), "page.md")
    for passage in page.passages:
        assert 1 <= passage.line <= passage.end_line <= len(page.lines)
    for heading in page.headings:
        assert page.lines[heading.line - 1][heading.column - 1 :].startswith(heading.text)
    for fence in page.fences:
        for index, line in enumerate(fence.lines):
            row, _ = fence.place(index, 0)
            assert page.lines[row - 1].endswith(line.lstrip())


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_a_page_or_a_clear_message(content: bytes) -> None:
    """Any bytes are a page or a clear message."""
    try:
        page = read_page(content, "page.md")
    except DisconspecError as problem:
        message = str(problem)
    else:
        message = page.path
    assert message.startswith("page.md")


@pytest.mark.parametrize(
    ("path", "locale"),
    [
        ("docs/fr-fr/page.md", "fr-fr"),
        ("fr-fr/en-us/page.md", "en-us"),
        ("sr-latn-rs\\page.md", "sr-latn-rs"),
        # Folders that only look like a locale, and the name of a page.
        ("web-api/page.md", "und"),
        ("old-docs/to-do/page.md", "und"),
        ("fr-fr.md", "und"),
    ],
)
def test_a_locale_is_one_that_pages_are_published_in(path: str, locale: str) -> None:
    """A folder tells the locale where its name is that of one, and no folder that only looks so."""
    assert read_page(b"# a\n", path).locale == locale


def test_the_front_matter_tells_the_locale_whatever_the_folder() -> None:
    """What the page says counts more than where it lies."""
    assert read_page(b"---\nms.contentlocale: nl-NL\n---\n# a\n", "fr-fr/page.md").locale == "nl-nl"
