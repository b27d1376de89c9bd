# ruff: noqa: D103 - the name of a test says what it tests
"""Reports as a page of HTML: everything is shown, nothing is loaded, no text is taken for markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from disconspec.reports import render
from disconspec.reports.document import Report
from hypothesis import given, settings
from report_examples import (
    DOCUMENTS,
    INCOMPLETE,
    RUN,
    reports,
)

PAGE_ELEMENTS = set(
    """html head meta title style body main h1 h2 h3 h4 p ul ol li table caption thead tbody tr th td
    section code pre dl dt dd div""".split()  # noqa: SIM905 - shorter than the list
)


class Outline(HTMLParser):
    """Checks that every element is closed where it should be, and counts elements."""

    EMPTY = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: dict[str, int] = {}
        self.text: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        self.seen[tag] = self.seen.get(tag, 0) + 1
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)


def outline(report: Report) -> Outline:
    parser = Outline()
    parser.feed(render(report, "html"))
    parser.close()
    assert parser.open == []
    return parser


@given(reports())
@settings(max_examples=40, deadline=None)
def test_no_report_breaks_out_of_its_page(report: Report) -> None:
    page = outline(report)
    assert set(page.seen) <= PAGE_ELEMENTS
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "scope", "role"}
    assert page.seen["h1"] == page.seen["main"] == page.seen["title"] == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", "".join(page.text))


def test_a_page_shows_everything_and_loads_nothing() -> None:
    text = " ".join("".join(outline(RUN).text).split())
    for part in (
        "disconspec: not conformant",
        "1 of 2 must-clauses failed",
        "TSDISCON-CONSOLE-001 failed (must)",
        "003 (en), lines 40-41, under 'Remarks'",
        "tsdiscon 1",
        "refused, the session stays active",
        "accepted the session is disconnected",
        "not applicable",
        "observed: it hung",
    ):
        assert part in text
    assert "This report is incomplete." not in text
    assert "This report is incomplete." in "".join(outline(INCOMPLETE).text)
    page = render(DOCUMENTS, "html")
    assert "src=" not in page
    assert "href=" not in page
    assert "url(" not in page
    shown = " ".join("".join(outline(DOCUMENTS).text).split())
    assert "fr/a.md:3:3" in shown
    assert "/ClientId:" in shown
    assert "1 error, 1 warning, 1 note" in shown
