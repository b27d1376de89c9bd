"""Pages with the captured usage of the program itself: what it has and the page lacks, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.lexicon import OPTION, Lexicon
from ..pages.page import Page
from .options import HEAD
from .rows import rows_of


def check_usage(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Notes on switches that only the program names and on rows that the syntax lacks.

    Args:
        page: a page with usage fences.
        lexicon: what its syntax blocks name.

    """
    if not lexicon.text:
        return
    seen: set[str] = set()
    command = lexicon.text.split(" ", 1)[0]
    for fence in page.fences:
        if fence.role != "usage":
            continue
        for index, line in enumerate(fence.lines):
            if line.lower().split(" ", 1)[0] != command:
                continue
            for match in OPTION.finditer(line):
                name = match.group("name")
                if name.lower() in lexicon.options or name.lower() in seen:
                    continue
                seen.add(name.lower())
                row, column = fence.place(index, match.start())
                written = match.group("prefix") + name
                yield found_at(
                    page, row, column - 1, column - 1 + len(written), "undocumented-switch",
                    "the syntax on this page does not have it",
                )  # fmt: skip


def check_rows(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Notes on rows whose option the syntax lacks."""
    if not lexicon.text:
        return
    for table in page.declaring:
        for row in rows_of(table):
            for segment in row.segments:
                match = HEAD.match(row.plain.text, segment.start, segment.end) if segment.option else None
                name = match.group("name") if match else None
                if (
                    match is None
                    or not name
                    or name.lower() in lexicon.every
                    or name.lower() in lexicon.options
                ):
                    continue
                start, end = row.plain.source(match.start("prefix"), match.end("name"))
                base = row.cell.column - 1
                yield found_at(
                    page, row.cell.line, base + start, base + end, "row-without-syntax",
                    "the syntax on this page does not have it",
                )  # fmt: skip
