"""Options of the syntax that no table describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from ..findings.finding import Found, found_at
from ..pages.lexicon import OPTION, Lexicon, fold, is_in, lexicon_of, spellings_of
from ..pages.page import Page, is_translated
from .alignment import FAR, Alignment
from .options import ANGLES
from .rows import rows_of

OPENER = re.compile(r"[\s\[{(]*<")
BREAKS = re.compile(r"</?(?:br|li|p)\b[^<>]*>")
# What an item of a list begins with: `-[/add]/id:`.
ITEM = re.compile(r"\W*[\w/\[\]-]+")
SIGNED = re.compile(r"(?<!\w)[/-](?P<name>[a-z?][\w-]*)")
# Values in braces behind an option do not begin in the next cell.
BETWEEN = "\n\n"


def check_syntax_rows(page: Page, lexicon: Lexicon, own: frozenset[str]) -> Iterator[Found]:
    """Notes on options of the syntax that no table describes; a page without a table has none.

    Args:
        page: any page.
        lexicon: what its syntax blocks name.
        own: the words of the page's command.

    """
    rows = Rows(page, lexicon, own)
    if not rows.parts:
        return
    for fence in page.fences:
        if fence.role != "syntax":
            continue
        for index, line in enumerate(fence.lines):
            for match in OPTION.finditer(line):
                if index + match.start() > 0 and not rows.describe(match):
                    row, column = fence.place(index, match.start())
                    end = column - 1 + match.end("name") - match.start()
                    why = "no table describes it"
                    yield found_at(page, row, column - 1, end, "syntax-without-row", why)


class Rows:
    """The rows of a page's parameter tables, by the options and values that they describe."""

    def __init__(self, page: Page, lexicon: Lexicon, own: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.own = own
        self.translated = is_translated(page)
        self.parts = [rows_of(table) for table in page.declaring]
        self.cells = [row.plain.text.lower() for part in self.parts for row in part]
        text = BETWEEN.join(self.cells)
        self.options = {*lexicon_of(text).options, *_listed(page)}
        # An option may have lost its sign or stand behind a word that is glued to it.
        self.words = OPTION.sub(" ", text)

    def describe(self, match: re.Match[str]) -> bool:
        """Whether one of them is about this option of the syntax."""
        names = spellings_of(match.group("name"))
        if any(name in self.options or is_in(name, self.words) for name in names):
            return True
        value = match.group("value") or ""
        if value.startswith("{") and not match.group("separator"):
            # `/q{n|b}` is described as `/qn` and `/qb`.
            ends = [each.strip().lower() for each in value.strip("{}").split("|")]
            if any(name + end in self.options for name in names for end in ends):
                return True
        return any(map(self._is_meant, names))

    def _is_meant(self, name: str) -> bool:
        """Whether a row is about the value of an option, or is a damaged one about the option."""
        term = self.lexicon.options.get(name)
        if term is not None and not self._values.isdisjoint(_values_in(term.value)):
            return True
        if not self.translated:
            return False
        return (len(name) > 1 and name in self._damaged) or (term is not None and term.order in self._orders)

    @cached_property
    def _nameless(self) -> list[str]:
        """The cells without an option; in a translation, those without one of the syntax."""
        known = self.lexicon.options
        return [
            cell
            for cell in self.cells
            if all(self.translated and match.group("name") not in known for match in OPTION.finditer(cell))
        ]

    @cached_property
    def _values(self) -> frozenset[str]:
        """The values that rows describe by themselves."""
        return frozenset(value for cell in self._nameless for value in (fold(cell), *_values_in(cell)))

    @cached_property
    def _damaged(self) -> str:
        """The cells of a translation that may have lost their option: `Servers<Servername>`."""
        return BETWEEN.join(self._nameless)

    @cached_property
    def _orders(self) -> frozenset[int]:
        """The orders of the options that rows may mean which match none."""
        orders: set[int] = set()
        options = [term.order for term in self.lexicon.options.values()]
        for part in self.parts:
            alignment = Alignment(part, self.lexicon, self.own)
            orders.update(term.order for term in (*alignment.found.values(), *alignment.likely.values()))
            for row in part:
                first, last = alignment.gaps.get(row.cell.line, (FAR, FAR))
                if 0 <= first < last < FAR and OPENER.match(row.plain.text) is None:
                    orders.update(order for order in options if first < order < last)
        return frozenset(orders)


def _listed(page: Page) -> Iterator[str]:
    """The options that lists within the descriptions are about."""
    for cells in (cells for table in page.declaring for cells in table.rows):
        for item in (item for cell in cells[1:] for item in BREAKS.split(cell.raw.lower())[1:]):
            head = ITEM.match(item)
            if head is not None:
                yield from (match.group("name") for match in SIGNED.finditer(head.group()))


def _values_in(text: str) -> set[str]:
    return {fold(match.group("name")) for match in ANGLES.finditer(text)}
