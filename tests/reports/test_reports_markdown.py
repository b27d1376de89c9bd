# ruff: noqa: D103 - the name of a test says what it tests
"""Reports as Markdown: exact for a run, and nothing of a report's text is taken for markup."""

from __future__ import annotations

import re

import pytest
from disconspec.reports import render
from disconspec.reports.characters import one_line, without_surrogates
from disconspec.reports.document import Report
from disconspec.reports.markdown import MOST_ROWS, block, escaped
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from report_examples import (
    DOCUMENTS,
    HOSTILE,
    OPTION,
    RUN,
    reports,
)

RUN_AS_MARKDOWN = """\
## disconspec: not conformant

acme 2.0 does not conform: 1 of 2 must-clauses failed, first TSDISCON-CONSOLE-001.

| level | passed | failed | not applicable |
| --- | --- | --- | --- |
| must | 1 | 1 | 1 |
| unspecified | 0 | 0 | 1 |

### TSDISCON-CONSOLE-001 failed (must)

The console session cannot be disconnected.

- 003 \\(en\\), lines 40-41, under 'Remarks'

```text
console-2 By its id: failed
1. Given a host with a console session 1
2. tsdiscon 1
expected: refused, the session stays active
actual: accepted
actual: the session is disconnected
detail: \u241b[31mpanic\u241b[0m
```

<details><summary>4 clauses</summary>

| clause | system | level | verdict | statement |
| --- | --- | --- | --- | --- |
| TSDISCON-ID-001 | tsdiscon | must | passed | A session id names the session to disconnect. |
| TSDISCON-CONSOLE-001 | tsdiscon | must | failed | The console session cannot be disconnected. |
| WDS-LIST-001 | wdsutil | must | not applicable: listing is not declared | It lists. |
| WDS-TYPE-009 | wdsutil | unspecified | not applicable: observed: it hung | Unknown. |

</details>

disconspec 0.1.0, adapter acme 2.0, clauses set-1, profile documented, seed 7
"""


def test_a_run_as_markdown() -> None:
    assert render(RUN, "markdown") == RUN_AS_MARKDOWN


def test_markdown_counts_what_it_has_no_room_for() -> None:
    text = render(replace(DOCUMENTS, findings=(OPTION,) * (MOST_ROWS + 3)), "markdown")
    assert text.count("T203") == MOST_ROWS
    assert "3 more findings are in the JSON report." in text


@pytest.mark.parametrize("text", [*HOSTILE, "- a", "+ a", "12. a", "=== a", "# a", "> a", "![x](y)", "@user"])
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(escaped(text.replace("\ud800", "").replace("\udfff", "")))
    )
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    assert {child.type for token in tokens for child in token.children or ()} <= {"text"}


CELL = 4


def shown(token: Token) -> str:
    """The text that a piece of Markdown comes out as."""
    texts = [child.content for child in token.children or () if child.type != "html_inline"]
    return " ".join("".join(texts).split())


def shown_as_it_is(text: str) -> str:
    """The text that a reader is to see."""
    return " ".join(one_line(without_surrogates(text)).split())


def markdown_shape(report: Report) -> tuple[list[list[str]], set[str], int]:
    """The text of the cells of each table row, what HTML there is, and how many headings."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(render(report, "markdown"))
    rows: list[list[str]] = []
    pages: set[str] = set()
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level == CELL:
            rows[-1].append(shown(token))
        elif token.type == "html_block":
            pages |= set(re.findall(r"</?[a-z]+>", token.content))
        for child in token.children or ():
            if child.type == "html_inline":
                pages.add(child.content)
            assert child.type in ("text", "html_inline", "strong_open", "strong_close", "text_special"), child
    return rows, pages, sum(token.type == "heading_open" for token in tokens)


def test_a_block_holds_whatever_fence_is_in_it() -> None:
    (token,) = MarkdownIt("commonmark").parse("\n".join(block(["```", "`````", "~~~"])))
    assert token.content == "```\n`````\n~~~\n"


@given(reports())
@settings(max_examples=50, deadline=None)
def test_no_report_breaks_out_of_its_markdown(report: Report) -> None:
    rows, pages, headings = markdown_shape(report)
    expected: list[int] = []
    nothing_ran = all(clause.verdict in ("not_run", "not_applicable") for clause in report.clauses) and all(
        check.outcome == "not_run" for check in report.checks
    )
    told_at_once = report.footer.verdict == "not_driven" and bool(report.footer.problems) and nothing_ran
    if report.clauses and not told_at_once:
        verdicts = len({clause.verdict for clause in report.clauses})
        levels = len({clause.level for clause in report.clauses})
        expected += [verdicts + 1] * (levels + 1) + [5] * (len(report.clauses) + 1)
    if report.findings:
        expected += [5] * (len(report.findings) + 1)
    if report.statistics.locales:
        expected += [7] * (len(report.statistics.locales) + 1)
    assert [len(row) for row in rows] == expected
    for clause in () if told_at_once else report.clauses:
        assert shown_as_it_is(clause.statement) in [row[-1] for row in rows]
    for finding in report.findings:
        assert shown_as_it_is(finding.message) in [row[3] for row in rows if len(row) == 5]
    assert pages <= {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"}
    assert headings >= 1
