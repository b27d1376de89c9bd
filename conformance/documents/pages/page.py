"""A page as the checks see it: values with exact places, nothing of Markdown left.

Every place is a 1-based line and a 1-based column in characters of the file (a byte-order mark aside).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from .bilingual import Bilingual

Kind = Literal["command", "cmdlet", "method", "usage", "other"]
Role = Literal["title", "syntax", "parameters", "examples", "remarks", "references", "usage", "other"]


class Heading(Struct, frozen=True, gc=False):
    """A heading.

    Attributes:
        line: where it stands.
        column: the column of its first character, the anchor left out.
        level: 1 to 6.
        slug: its English anchor, letter case aside, or "".
        text: the words, the anchor left out.
        role: what the section below it holds; a heading that does not tell has the role of the one above it.

    """

    line: int
    column: int
    level: int
    slug: str
    text: str
    role: Role

    @property
    def span(self) -> tuple[int, int]:
        """The 0-based columns where its words begin and end."""
        return self.column - 1, self.column - 1 + len(self.text.rstrip())


class Fence(Struct, frozen=True, dict=True):
    """A fenced or indented block of code.

    Attributes:
        line: the line of its first line of content.
        lines: its content, the indentation of the fence left out.
        margins: how many characters were left out before each line.
        info: the language named at the fence.
        section: index of its heading in `Page.headings`, or -1.
        role: the role of that heading.

    """

    line: int
    lines: tuple[str, ...]
    margins: tuple[int, ...]
    info: str
    section: int
    role: Role

    @cached_property
    def text(self) -> str:
        """The content, its lines joined by line feeds."""
        return "\n".join(self.lines)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Where a 0-based line and a 0-based column of the content stand in the file."""
        return self.line + line, (self.margins[line] if line < len(self.margins) else 0) + column + 1


class Cell(Struct, frozen=True, gc=False):
    """A cell of a table: its text as written, without the blanks around it."""

    line: int
    column: int
    raw: str


class Table(Struct, frozen=True):
    """A table: header cells, rows of cells, and where it belongs."""

    line: int
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    section: int
    role: Role
    depth: int

    @property
    def declares(self) -> bool:
        """Whether its first cells say what a syntax names."""
        return self.role in {"parameters", "syntax"}


class Passage(Struct, frozen=True, gc=False):
    """Lines of running text: a paragraph, an item of a list or a quotation."""

    line: int
    end_line: int
    section: int
    role: Role
    depth: int


class Page(Struct, frozen=True, dict=True):
    """One page.

    Attributes:
        path: as it was named to us.
        text: the whole file, decoded, line ends kept, byte-order mark removed; of a bilingual page what its
            readers see.
        lines: its lines without line ends.
        kind: which family of reference pages it belongs to.
        locale: tag in lower case, or "und".
        front: the simple `key: value` pairs of the front matter.
        headings: in order.
        fences: in order.
        tables: in order.
        passages: in order.
        bilingual: where its sentences stand in the file, for a page with its original beside each.
        original: the page that these originals make.

    """

    path: str
    text: str
    lines: tuple[str, ...]
    kind: Kind
    locale: str
    front: dict[str, str]
    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    bilingual: Bilingual | None = None
    original: Page | None = None

    @property
    def identity(self) -> str:
        """What the page is called in every locale: its asset id or UID, or ""."""
        return (self.front.get("ms.assetid") or self.front.get("UID") or "").strip("'\" ").lower()

    @property
    def title(self) -> Heading | None:
        """Its first heading of the first level."""
        return next((heading for heading in self.headings if heading.level == 1), None)

    @property
    def slug(self) -> str:
        """The English anchor of its title, letter case aside, or ""."""
        return self.title.slug if self.title is not None else ""

    @property
    def front_title(self) -> str:
        """The title of the front matter in lower case, or ""."""
        return self.front.get("title", "").strip("'\" ").lower()

    def lines_of(self, passage: Passage) -> Iterator[tuple[int, str]]:
        """The lines of a passage, each with its number."""
        return enumerate(self.lines[passage.line - 1 : passage.end_line], passage.line)

    @cached_property
    def syntax(self) -> str:
        """The text of its syntax blocks, joined by line feeds."""
        return "\n".join(fence.text for fence in self.fences if fence.role == "syntax")

    @cached_property
    def typed(self) -> str:
        """The text of all its blocks of code in lower case, joined by line feeds."""
        return "\n".join(fence.text for fence in self.fences).lower()

    @cached_property
    def declaring(self) -> tuple[Table, ...]:
        """Its tables whose first cells say what a syntax names."""
        return tuple(table for table in self.tables if table.declares)

    @cached_property
    def declarations(self) -> tuple[Cell, ...]:
        """The first cells of the tables that say what a syntax names, row by row."""
        return tuple(cells[0] for table in self.declaring for cells in table.rows)


def is_translated(page: Page) -> bool:
    """Whether the page is in another language than the documents' first."""
    return page.locale != "und" and not page.locale.startswith("en")
