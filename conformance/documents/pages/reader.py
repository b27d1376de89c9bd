"""From the bytes of a file to a page: front matter, sections, fences, tables and text, each at its place."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from ....spec.errors import DisconspecError
from ....spec.known_words import locales, section_headings
from .bilingual import taken_apart
from .inference import roles_by_content
from .markdown import Block, blocks
from .page import Cell, Fence, Heading, Kind, Page, Passage, Role, Table, is_translated

if TYPE_CHECKING:
    from markdown_it.token import Token

ANCHOR = re.compile(
    r"""(?:<a\s++(?:name|id)\s*+=\s*+["']?+([^"'>]*+)["']?+\s*+>\s*+</a>\s*+)+""", re.IGNORECASE
)
FRONT_PAIR = re.compile(r"^([A-Za-z][\w. -]*):(.*)$", re.MULTILINE)
PAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*[\r\n]")
START_SIZE = 16
FRONT_START = re.compile(r"---[ \t]*\n")
FRONT_END = re.compile(r"\n---[ \t]*(?:\n|\Z)")
NUMBERED = re.compile(r"[-_]?\d+$")
HTML_ROW = re.compile(r"<tr[ >].*?</tr>", re.IGNORECASE | re.DOTALL)
HTML_CELL = re.compile(r"<t[dh](?:\s[^>]*)?>(.*?)</t[dh]>", re.IGNORECASE | re.DOTALL)
MARK = "\ufeff"
SECTION = 2
# The sections of a cmdlet's page, whose order the help tool gives: synopsis, syntax, description, examples,
# parameters, inputs, outputs, notes, related links.
SECTIONS: tuple[Role, ...] = (
    "other", "syntax", "remarks", "examples", "parameters", "other", "other", "remarks", "references",
)  # fmt: skip


def decode(content: bytes, path: str) -> str:
    """The text of a page, a byte-order mark removed.

    Raises:
        DisconspecError: the bytes are no UTF-8 text.

    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        column = (
            len(
                content[content.rfind(b"\n", 0, problem.start) + 1 : problem.start].decode("utf-8", "replace")
            )
            + 1
        )
        raise DisconspecError(
            "not UTF-8 text", path=path, line=line, column=column, hint="save the page as UTF-8"
        ) from None
    if "\0" in text:
        at = text.index("\0")
        raise DisconspecError(
            "a binary file, not a page",
            path=path,
            line=text.count("\n", 0, at) + 1,
            hint="name Markdown files only",
        )
    return text.removeprefix(MARK)


def locale_of(path: str) -> str:
    """The locale that the innermost folder of a path is named by, of those that are; or ""."""
    published = locales().published
    return next((part for part in reversed(path.replace("\\", "/").split("/")[:-1]) if part in published), "")


def has_page_name(path: str) -> bool:
    """Whether a file is Markdown by its suffix."""
    return path.lower().endswith((".md", ".markdown"))


def begins_page(content: bytes) -> bool:
    """Whether a file is Markdown by its front matter."""
    return PAGE_START.match(content) is not None


def is_page(path: str) -> bool:
    """Whether a file met in a folder is Markdown: by its suffix or, whatever the suffix, by front matter."""
    if has_page_name(path):
        return True
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - for speed over many files
            return begins_page(stream.read(START_SIZE))
    except OSError:
        return False


def read_page(content: bytes, path: str) -> Page:
    """The page in these bytes; `path` names it and, where its front matter does not, may tell its locale.

    Raises:
        DisconspecError: the bytes are no UTF-8 text.

    """
    text = decode(content, path)
    both = taken_apart(text)
    if both is None:
        return _page(text, path)
    # The two halves have the same headings, and those of the original are the ones that are known.
    original = _page(both.original, path)
    titles = {heading.line: heading.text for heading in original.headings}
    return replace(_page(both.translation, path, titles), bilingual=both, original=original)


def _page(text: str, path: str, titles: dict[int, str] | None = None) -> Page:
    """The page of a text; `titles` are the words of its headings in the original language, by line."""
    body = text
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    lines = body.split("\n")
    opening = FRONT_START.match(body)
    closing = FRONT_END.search(body, opening.end() - 1) if opening else None
    end = closing.end() if closing else 0
    front = {pair[0]: pair[1].strip() for pair in FRONT_PAIR.findall(body, 0, end)} if end else {}
    offset = body.count("\n", 0, end)
    starts = list(map(add, accumulate(map(len, lines[offset:]), initial=0), count()))
    tokens = blocks(body[end:], lines[offset:], starts)

    def read(roles: dict[int, Role]) -> Page:
        sections = _Builder(lines, offset, starts, titles=titles or {}, roles=roles, cmdlet=_is_cmdlet(front))
        sections.build(tokens)
        return Page(
            path=path,
            text=text,
            lines=tuple(lines),
            kind=_kind(front, sections.headings),
            locale=_locale(front, path),
            front=front,
            headings=tuple(sections.headings),
            fences=tuple(sections.fences),
            tables=tuple(sections.tables),
            passages=tuple(sections.passages),
        )

    page = read({})
    roles = roles_by_content(page) if page.kind in {"command", "other"} and is_translated(page) else {}
    return read(roles) if roles else page


def _locale(front: dict[str, str], path: str) -> str:
    named = front.get("ms.contentlocale", "").strip("'\"").lower()
    if named:
        return named
    return locale_of(path) or "und"


def _is_cmdlet(front: dict[str, str]) -> bool:
    return "external help file" in front or "Module Name" in front or front.get("schema") == "2.0.0"


def _kind(front: dict[str, str], headings: list[Heading]) -> Kind:
    if _is_cmdlet(front):
        return "cmdlet"
    if any(heading.role == "usage" for heading in headings):
        return "usage"
    if "UID" in front:
        return "method"
    return "command" if any(heading.role == "syntax" for heading in headings) else "other"


@cache
def _roles() -> tuple[dict[str, Role], dict[str, Role]]:
    known = section_headings()
    slugs: dict[str, Role] = {slug: role for role, names in reversed(known.slugs.items()) for slug in names}
    words: dict[str, Role] = {word: role for role, names in known.words.items() for word in names}
    return slugs, words


def _role(slug: str, text: str) -> Role | None:
    slugs, words = _roles()
    if slug:
        plain = slug.replace("_", "-")
        found = slugs.get(plain) or slugs.get(NUMBERED.sub("", plain))
        if found:
            return found
    return words.get(text.lower().strip(" :*"))


class _Builder:
    """Collects the pieces of one page while walking over its block tokens."""

    def __init__(
        self,
        lines: list[str],
        offset: int,
        starts: list[int],
        *,
        titles: dict[int, str],
        roles: dict[int, Role],
        cmdlet: bool,
    ) -> None:
        self.lines = lines
        self.offset = offset
        self.titles = titles
        self.roles = roles
        self.cmdlet = cmdlet
        self.headings: list[Heading] = []
        self.fences: list[Fence] = []
        self.tables: list[Table] = []
        self.passages: list[Passage] = []
        self.role: Role = "title"
        # The place of the next section of a cmdlet's page.
        self.section = 0
        # The heading of the library whose text comes next.
        self.opened: Token | None = None
        # The offset of each line of the body.
        self.starts = starts

    def build(self, tokens: list[Token | Block]) -> None:
        plain = {"paragraph": self._passage, "heading": self._heading, "lines": self._lines}
        takers = {
            "table": self._table,
            "inline": self._inline,
            "heading_open": self._opened,
            "heading_close": self._closed,
            "fence": self._fence,
            "code_block": self._fence,
            "html_block": self._html,
        }
        for token in tokens:
            if isinstance(token, Block):
                plain[token.type](token)
            elif token.type in takers:
                takers[token.type](token)

    def _opened(self, token: Token) -> None:
        self.opened = token

    def _closed(self, token: Token) -> None:
        del token
        self.opened = None

    def _inline(self, token: Token) -> None:
        """The text of a heading, or of a paragraph that the library recognised."""
        if self.opened is not None:
            self._heading(self.opened)
        else:
            self._passage(token, 1)

    def _passage(self, token: Token | Block, inside: int = 0) -> None:
        first, last = cast("list[int]", token.map)
        section = len(self.headings) - 1
        self.passages.append(
            Passage(first + self.offset + 1, last + self.offset, section, self.role, token.level - inside)
        )

    def _lines(self, token: Block) -> None:
        first, last = token.map
        lines = self.lines[first + self.offset : last + self.offset]
        info = token.info.strip().lower()
        section = len(self.headings) - 1
        self.fences.append(
            Fence(first + self.offset + 1, tuple(lines), (0,) * len(lines), info, section, self.role)
        )

    def _heading(self, token: Token | Block) -> None:
        index = cast("list[int]", token.map)[0] + self.offset
        level = int(token.tag[1])
        line = self.lines[index]
        start = len(line) - len(line.lstrip(" \t>#"))
        text = line[start:].rstrip().rstrip("#").rstrip()
        slug = ""
        anchor = ANCHOR.match(text) if text[:1] == "<" else None
        if anchor:
            slug = anchor.group(1).lower()
            start += anchor.end()
            text = text[anchor.end() :]
        role = self.roles.get(index + 1) or _role(slug, self.titles.get(index + 1, text))
        if self.cmdlet and level == SECTION:
            role = self._in_order(role)
        if role is None:
            role = "title" if level == 1 else self._inherited(level)
        elif self.cmdlet and level > SECTION and self._inherited(level) == "syntax":
            # Below the syntax of a cmdlet stand names of parameter sets, one of which may be `Parameters`.
            role = "syntax"
        self.role = role
        self.headings.append(Heading(index + 1, start + 1, level, slug, text, role))

    def _in_order(self, role: Role | None) -> Role:
        """The role of the next section of a cmdlet's page: where its words do not tell, its place does."""
        if role is None:
            role = SECTIONS[self.section] if self.section < len(SECTIONS) else "other"
            self.section += 1
        elif role in SECTIONS[self.section :]:
            self.section = SECTIONS.index(role, self.section) + 1
        return role

    def _inherited(self, level: int) -> Role:
        for heading in reversed(self.headings):
            if heading.level < level:
                return "other" if heading.role == "title" else heading.role
        return "other"

    def _fence(self, token: Token) -> None:
        first = cast("list[int]", token.map)[0] + self.offset + (1 if token.type == "fence" else 0)
        content = token.content.split("\n")
        if content and not content[-1]:
            content.pop()
        margins = [max(0, len(self.lines[first + at]) - len(line)) for at, line in enumerate(content)]
        info = token.info.strip().lower()
        self.fences.append(
            Fence(first + 1, tuple(content), tuple(margins), info, len(self.headings) - 1, self.role)
        )

    def _table(self, token: Token) -> None:
        first = cast("list[int]", token.map)[0]
        meta = token.meta
        bodies = self.starts
        header = tuple(self._cell(first, span, bodies) for span in meta["header"])
        rows = tuple(tuple(self._cell(line, span, bodies) for span in spans) for line, spans in meta["rows"])
        self.tables.append(
            Table(first + self.offset + 1, header, rows, len(self.headings) - 1, self.role, token.level)
        )

    def _cell(self, line: int, span: tuple[int, int], starts: list[int]) -> Cell:
        index = line + self.offset
        start = span[0] - starts[line]
        return Cell(index + 1, start + 1, self.lines[index][start : span[1] - starts[line]])

    def _html(self, token: Token) -> None:
        """A table written in HTML: its cells, each at the place where its text begins."""
        content = token.content
        if "<tr" not in content.lower():
            self._passage(token)
            return
        first = cast("list[int]", token.map)[0] + self.offset
        rows: list[tuple[Cell, ...]] = []
        for row in HTML_ROW.finditer(content):
            cells: list[Cell] = []
            for cell in HTML_CELL.finditer(content, row.start(), row.end()):
                raw = cell.group(1)
                start = cell.start(1) + len(raw) - len(raw.lstrip())
                text = raw.strip().split("\n")[0].rstrip()
                line = first + content.count("\n", 0, start)
                column = start - (content.rfind("\n", 0, start) + 1)
                source = self.lines[line]
                column += max(0, source.find(content.split("\n")[line - first]))
                cells.append(Cell(line + 1, column + 1, text))
            if cells:
                rows.append(tuple(cells))
        if rows:
            header, *body = rows
            self.tables.append(
                Table(header[0].line, header, tuple(body), len(self.headings) - 1, self.role, token.level)
            )
