"""The structure of a page, from markdown-it-py's block rules and one rule of ours for tables.

Ours differs in three ways: it keeps the place of every cell, a `|` inside a code span does not split a cell
(so renders the publisher of these pages), and it looks at characters only where a row has a backtick or a
backslash.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from operator import add
from typing import TYPE_CHECKING, cast

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

if TYPE_CHECKING:
    from markdown_it.token import Token

DELIMITER = re.compile(r"[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+$")
SPECIAL = re.compile(r"\\.|(`+)|\|", re.DOTALL)
HEADING = re.compile(r"#{1,6}(?![^ \t])")
FENCE = re.compile(r"(`{3,})([^`]*)")
# What follows a paragraph without a blank line between them.
ENDING = re.compile(r"[-*+][ \t]+\S|>|#{1,6}(?![^ \t])|`{3,}[^`]*$")

OPENERS = frozenset("`~>*+-_#<=|:0123456789\t ")
CODE_INDENT = 4

Spans = list[tuple[int, int]]


def split_row(source: str, start: int, end: int) -> Spans:
    """The spans of the cells of one row, blanks around them left out.

    Args:
        source: the text the row stands in.
        start: offset of its first character.
        end: offset after its last character.

    """
    while end > start and source[end - 1] in " \t":
        end -= 1
    while start < end and source[start] in " \t":
        start += 1
    if start < end and source[start] == "|":
        start += 1
    cuts = _cuts(source, start, end)
    if cuts and cuts[-1] == end - 1:
        end -= 1
        cuts.pop()
    spans: Spans = []
    begin = start
    for cut in (*cuts, end):
        text = source[begin:cut]
        left = len(text) - len(text.lstrip())
        spans.append((begin + left, begin + left + len(text.strip())))
        begin = cut + 1
    return spans


def _cuts(source: str, start: int, end: int) -> list[int]:
    cuts: list[int] = []
    if source.find("`", start, end) < 0 and source.find("\\", start, end) < 0:
        at = source.find("|", start, end)
        while at >= 0:
            cuts.append(at)
            at = source.find("|", at + 1, end)
        return cuts
    at = start
    while (found := SPECIAL.search(source, at, end)) is not None:
        at = found.end()
        ticks = found.group(1)
        if ticks:
            close = _closing_ticks(source, at, end, ticks)
            at = close if close > 0 else at
        elif source[found.start()] == "|":
            cuts.append(found.start())
    return cuts


def _closing_ticks(source: str, at: int, end: int, ticks: str) -> int:
    """Offset after the run of backticks that closes a code span, or -1."""
    size = len(ticks)
    while (found := source.find(ticks, at, end)) >= 0:
        after = found + size
        while after < end and source[after] == "`":
            after += 1
        if after - found == size:
            return after
        at = after
    return -1


def table_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block rule for markdown-it-py: one token `table` whose meta holds the spans of the cells by line."""
    if start_line + 2 > end_line or state.sCount[start_line + 1] < state.blkIndent:
        return False
    source, begins, ends = state.src, state.bMarks, state.eMarks
    begin, end = begins[start_line + 1] + state.tShift[start_line + 1], ends[start_line + 1]
    if begin >= end or source[begin] not in "|-:" or source.find("|", begin, end) < 0:
        return False
    if source.find("|", begins[start_line], ends[start_line]) < 0 or not DELIMITER.match(source[begin:end]):
        return False
    if state.is_code_block(start_line) or state.is_code_block(start_line + 1):
        return False
    header = split_row(source, begins[start_line] + state.tShift[start_line], ends[start_line])
    if len(header) != len(split_row(source, begin, end)):
        return False
    if silent:
        return True
    terminators = state.md.block.ruler.getRules("blockquote")
    rows: list[tuple[int, Spans]] = []
    line = start_line + 2
    while line < end_line and state.sCount[line] >= state.blkIndent:
        begin, end = begins[line] + state.tShift[line], ends[line]
        if begin >= end or state.is_code_block(line):
            break
        if source[begin] != "|" and any(rule(state, line, end_line, True) for rule in terminators):
            break
        rows.append((line, split_row(source, begin, end)))
        line += 1
    token = state.push("table", "", 0)
    token.map = [start_line, line]
    token.meta = {"header": header, "rows": rows}
    state.line = line
    return True


def _may_delimit(state: StateBlock, line: int) -> bool:
    """Whether a line may be the second of a table."""
    first = state.bMarks[line] + state.tShift[line]
    return state.src[first : first + 1] in ("|", "-", ":")


def _is_text(source: str, begin: int) -> bool:
    """Whether a line whose first sign may open a block goes on so that it opens none."""
    sign, after = source[begin], source[begin + 1 : begin + 2]
    if sign == "`":
        return not source.startswith("```", begin)
    if sign == "*" and after == "*":
        after = source[begin + 2 : begin + 3]
    return after not in "*_ \t\n" if sign in "*_" else sign in "-+" and after.isalnum()


def _ends_paragraph(state: StateBlock, line: int, begin: int) -> bool:
    """Whether a line begins a list, a quotation, a heading or a fence for certain."""
    indent = state.sCount[line]
    if indent - state.blkIndent >= CODE_INDENT or indent - max(state.listIndent, 0) >= CODE_INDENT:
        return False
    return ENDING.match(state.src, begin, state.eMarks[line]) is not None


def plain_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block rule for markdown-it-py: plain paragraphs, headings and fences, recognised at once.

    It comes first and finds what the library finds, which tries rule after rule on every line; but it gives
    one token for each, without its content, and outside lists and quotations goes on as long as all is plain.
    """
    if silent:
        return False
    line = _plain_block(state, start_line, end_line)
    if not line:
        return False
    if state.level == 0:
        begins, ends, shifts = state.bMarks, state.eMarks, state.tShift
        after = line
        while after:
            line = after
            while line < end_line and begins[line] + shifts[line] >= ends[line]:
                line += 1
            after = _plain_block(state, line, end_line) if line < end_line else 0
    state.line = line
    return True


def _plain_block(state: StateBlock, line: int, end_line: int) -> int:
    """Take a plain block and return the line behind it, or 0 where the block is none or nothing is known."""
    if state.sCount[line] - state.blkIndent >= CODE_INDENT:
        return 0
    source = state.src
    first = state.bMarks[line] + state.tShift[line]
    sign = source[first]
    if sign == "#" or (sign == "`" and not _is_text(source, first)):
        if line + 1 < end_line and _may_delimit(state, line + 1):
            return 0
        return _heading(state, line, first) if sign == "#" else _fence(state, line, first, end_line)
    begins, ends, shifts, indents = state.bMarks, state.eMarks, state.tShift, state.sCount
    start = line
    while line < end_line:
        begin = begins[line] + shifts[line]
        if begin >= ends[line]:
            break
        if indents[line] < 0:
            return 0
        if source[begin] in OPENERS and not _is_text(source, begin):
            if line > start and _ends_paragraph(state, line, begin):
                break
            return 0
        line += 1
    if line < end_line and source.find("|", begins[line - 1], ends[line - 1]) >= 0:
        return 0
    # So the library leaves it behind every paragraph.
    state.parentType = "paragraph"
    _put(state, Block("paragraph", [start, line], state.level))
    return line


def _heading(state: StateBlock, line: int, first: int) -> int:
    found = HEADING.match(state.src, first, state.eMarks[line])
    if found is None:
        return 0
    level = found.end() - first
    _put(state, Block("heading", [line, line + 1], state.level, f"h{level}"))
    return line + 1


def _fence(state: StateBlock, line: int, first: int, end_line: int) -> int:
    """Take a fence that is not indented and lies in nothing else: its content are the lines as they stand."""
    if state.level or state.tShift[line]:
        return 0
    source = state.src
    opening = FENCE.fullmatch(source, first, state.eMarks[line])
    if opening is None:
        return 0
    ticks, info = opening.groups()
    closing = _closing(ticks).search(source, state.eMarks[line])
    last = end_line if closing is None else bisect_left(state.bMarks, closing.start(), line, end_line)
    after = last if closing is None else last + 1
    _put(state, Block("lines", [line + 1, last], 0, info=info))
    return after


@lru_cache(maxsize=8)
def _closing(ticks: str) -> re.Pattern[str]:
    return re.compile(f"^ {{0,3}}{ticks}`*[ \\t]*$", re.MULTILINE)


def _put(state: StateBlock, block: Block) -> None:
    cast("list[Token | Block]", state.tokens).append(block)


class Block(msgspec.Struct):
    """What the page model asks of a plain block, lighter than a token of the library and in its place.

    Attributes:
        type: `paragraph`, `heading` or `lines`.
        map: its first line and the line behind its last, those of a fence left out.
        level: how deep it lies in lists and quotations.
        tag: that of a heading.
        info: the language named at a fence.

    """

    type: str
    map: list[int]
    level: int
    tag: str = ""
    info: str = ""


class Lines(StateBlock):
    """The library's state with the marks of all lines set from the lines themselves."""

    def __init__(self, source: str, lines: list[str], starts: list[int], markdown: MarkdownIt) -> None:
        super().__init__("", markdown, {}, [])
        if not lines[-1].strip(" \t"):
            # Blanks without a line end are no line.
            lines = lines[:-1]
        count = len(lines)
        shifts = [len(line) - len(line.lstrip(" \t")) for line in lines]
        self.src = source
        self.bMarks = [*starts[:count], len(source)]
        self.eMarks = [*map(add, starts, map(len, lines)), len(source)]
        self.tShift = [*shifts, 0]
        self.sCount = [*shifts, 0]
        if "\t" in source:
            for at, shift in enumerate(shifts):
                if shift and "\t" in lines[at][:shift]:
                    self.sCount[at] = len(lines[at][:shift].expandtabs(CODE_INDENT))
        self.bsCount = [0] * (count + 1)
        self.lineMax = count


@cache
def parser() -> MarkdownIt:
    """The parser, block rules only; link definitions are left as text, for nothing here follows links."""
    markdown = MarkdownIt("zero", {"html": True})
    markdown.block.ruler.at("table", table_rule, {"alt": ["paragraph", "reference"]})
    markdown.block.ruler.before("table", "plain", plain_rule)
    return markdown.enable(
        ["plain", "table", "code", "fence", "blockquote", "hr", "list", "html_block", "heading", "lheading"]
    )


def blocks(source: str, lines: list[str], starts: list[int]) -> list[Token | Block]:
    """The block tokens of a text whose line ends are line feeds, in order.

    Args:
        source: the text.
        lines: its lines, the empty one behind a last line end too.
        starts: the offset of each.

    """
    if not source:
        return []
    markdown = parser()
    state = Lines(source, lines, starts, markdown)
    markdown.block.tokenize(state, 0, state.lineMax)
    return cast("list[Token | Block]", state.tokens)
