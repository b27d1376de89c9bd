"""Brackets and signs of column 1 and of the syntax that do not belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.lexicon import Lexicon
from ..pages.page import Cell, Page, Table

PAIRS = ("[]", "{}", "<>")
# Angle brackets that are no brackets.
REDIRECTION = re.compile(r"(?:^|[\s\[{|`*])[<>]+(?:[\s\]}|`*]|$)|->|=>|&[lg]t;")
TRIM = " \t`*\\"
# A bar that stands inside a code span and so does not end the cell.
SPANNED_BAR = re.compile(r"`[^`]*\|[^`]*`")
# Words of capitals, most of them in parentheses.
MARKS = re.compile(r"(?:[\s()]*+[A-Z]{1,8}+(?![A-Z]))++[\s()]*+")
COLON_INSIDE = re.compile(r"\[?<(?P<name>[A-Za-z]\w*):>\]?")
PARTED_KEY = re.compile(r"(?<![\w/-])(?P<name>[A-Za-z]\w*)=(?P<blank>\s+)(?P<value><[^<>\n]+>)")
WHOLE_KEY = re.compile(r"(?<![\w/-])[A-Za-z]\w*=(?=[<{])")
NAMELESS = re.compile(r"=\s*(?=[<{])")
# An option in a pair of brackets of its own.
BRACKETED_OPTION = re.compile(r"[\s`*]*\[(?P<option>/\w+:<[^<>]+>)\][\s`*]*")


def check_brackets(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """First cells with a bracket too many or too few, and signs on the wrong side of one in the syntax.

    Args:
        page: a page with a syntax.
        lexicon: what its syntax blocks name.

    """
    for table in page.tables:
        for cells in table.rows:
            if table.declares:
                yield from _cell(page, table, cells)
            yield from _parentheses(page, cells[0])
    yield from _colons(page, lexicon)
    yield from _parted_keys(page, lexicon)
    yield from _left_open(page, lexicon)


def _parentheses(page: Page, cell: Cell) -> Iterator[Found]:
    """Marks like `(OI)(CI)`, one of which lacks a parenthesis."""
    raw = cell.raw
    if raw.count("(") != raw.count(")") and MARKS.fullmatch(raw.strip(TRIM)):
        start = cell.column - 1
        why = "a parenthesis has no partner"
        yield found_at(page, cell.line, start, start + len(raw), "unbalanced-bracket", why)


def _cell(page: Page, table: Table, cells: tuple[Cell, ...]) -> Iterator[Found]:
    cell = cells[0]
    raw = cell.raw
    start = cell.column - 1
    if NAMELESS.match(raw):
        yield found_at(
            page, cell.line, start, start + len(raw), "lost-token", "no name stands before the sign"
        )
        return
    if raw.count('"') == 1 and re.search(r"[^\W_]", raw):
        begin = raw.index('"')
        end = begin + len(re.match(r'"\S*', raw[begin:]).group())  # type: ignore[union-attr]
        why = "a quotation mark has no partner"
        yield found_at(page, cell.line, start + begin, start + end, "lost-punctuation", why)
        return
    if "](" in raw or not any(raw.count(pair[0]) != raw.count(pair[1]) for pair in PAIRS):
        return
    if not raw.strip(TRIM) or not re.search(r"[^\W_]", raw) or _is_split(page, table, cells):
        return
    for opener, closer in PAIRS:
        alone = _alone(raw, opener, closer)
        if not alone or (opener == "<" and REDIRECTION.search(raw)):
            continue
        at = alone[0]
        if raw[at] == opener:
            begin, end, why = at, len(raw.rstrip(TRIM)), f"`{opener}` is never closed"
        else:
            begin, end, why = _token_start(raw, at + 1), at + 1, f"`{closer}` closes nothing"
        yield found_at(page, cell.line, start + begin, start + end, "unbalanced-bracket", why)
        return


def _is_split(page: Page, table: Table, cells: tuple[Cell, ...]) -> bool:
    """Whether a bar may have cut the cell off from the brackets that close its groups."""
    raw = cells[0].raw
    if raw.count("{") > raw.count("}"):
        return SPANNED_BAR.search(raw) is None
    lacking = [pair for pair in PAIRS if raw.count(pair[0]) > raw.count(pair[1])]
    behind = page.lines[cells[0].line - 1][cells[0].column - 1 + len(raw) :]
    return bool(lacking) and (
        behind.count("|") > len(table.header)
        or any(cell.raw.count(pair[1]) > cell.raw.count(pair[0]) for cell in cells[1:] for pair in lacking)
    )


def _token_start(raw: str, end: int) -> int:
    """Where the last token before a place begins, a value in angle brackets being one."""
    at = end - 1
    depth = 0
    while at > 0:
        sign = raw[at - 1]
        depth += {">": 1, "<": -1}.get(sign, 0)
        if sign.isspace() and depth == 0:
            break
        at -= 1
    return at


def _alone(raw: str, opener: str, closer: str) -> list[int]:
    """Where the brackets of a kind stand that have no partner."""
    waiting: list[int] = []
    alone: list[int] = []
    for at, sign in enumerate(raw):
        if sign == opener:
            waiting.append(at)
        elif sign == closer:
            if waiting:
                waiting.pop()
            else:
                alone.append(at)
    return [*alone, *waiting]


def _colons(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """`<drive:>` where the page has `<drive>:` too."""
    if ":>" not in lexicon.text:
        return
    for fence in page.fences:
        if fence.role != "syntax":
            continue
        for index, line in enumerate(fence.lines):
            for match in COLON_INSIDE.finditer(line):
                name = match.group("name")
                if f"<{name.lower()}>:" in lexicon.text:
                    row, column = fence.place(index, match.start())
                    end = column - 1 + len(match.group())
                    why = f"elsewhere the syntax has `<{name}>:`"
                    text = match.group().replace(":>", ">:")
                    yield found_at(page, row, column - 1, end, "moved-punctuation", why, suggestion=text)


def _parted_keys(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """`key= <value>` in a syntax that has no other key with a blank."""
    if "= <" not in lexicon.text or lexicon.text.count("= ") > 1 or not WHOLE_KEY.search(lexicon.text):
        return
    for fence in page.fences:
        if fence.role != "syntax":
            continue
        for index, line in enumerate(fence.lines):
            for match in PARTED_KEY.finditer(line):
                row, column = fence.place(index, match.start())
                end = column - 1 + len(match.group())
                text = f"{match.group('name')}={match.group('value')}"
                why = "the other keys have no blank before their value"
                yield found_at(page, row, column - 1, end, "inserted-space", why, suggestion=text)


def _left_open(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """`[/option:<value>` that goes on with other options where the table has its brackets closed."""
    for written in sorted(_bracketed(page)):
        if f"{written}]" in lexicon.text or f"{written} " not in lexicon.text:
            continue
        pattern = re.compile(rf"{re.escape(written)}(?=\s+[/A-Za-z])", re.IGNORECASE)
        for fence in page.fences:
            for index, line in enumerate(fence.lines if fence.role == "syntax" else ()):
                for match in pattern.finditer(line):
                    row, column = fence.place(index, match.start())
                    end = column - 1 + len(match.group())
                    why, text = f"the table has `{written}]`", f"{match.group()}]"
                    yield found_at(page, row, column - 1, end, "unbalanced-bracket", why, suggestion=text)


def _bracketed(page: Page) -> set[str]:
    """The options that stand in a pair of brackets of their own in a first cell, without the second one."""
    found: set[str] = set()
    for cell in page.declarations:
        match = BRACKETED_OPTION.fullmatch(cell.raw) if ">]" in cell.raw else None
        if match is not None:
            found.add(f"[{match.group('option').lower()}")
    return found
