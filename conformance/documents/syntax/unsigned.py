"""Options without their sign: a key with a colon among options that all begin with a slash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages import replaced
from ..pages.lexicon import Lexicon
from ..pages.page import Cell, Fence, Page

# `name:` at the beginning of a token, with its value.
KEY = re.compile(
    r"(?<![^\s\[{])(?P<name>[A-Za-z][\w-]+):(?P<value><[^<>\n]*>|\{[^{}\n]*\}|[A-Za-z0-9\"](?![:\\])[^\s\]}|]*)"
)
SIGNED = re.compile(r"(?<![\w/])/[A-Za-z][\w-]*:")
# What stands right before a token within its group: an option that may have the token as its value.
OWNER = re.compile(r"(?P<open>[\[{(|])?\s*/(?P<name>[A-Za-z][\w-]*)\s+$")
CELL_KEY = re.compile(
    r"(?P<lead>[\s`*\[\\]*)(?P<key>(?P<name>[A-Za-z]\w+)[\s`*]*[:\uff1a](?:[\s`*\\]*<[^<>]*>[`*]*)?\s*\]?)"
)


def check_unsigned(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Keys without a sign in the syntax, the table and the examples.

    Args:
        page: a page with a syntax.
        lexicon: what its syntax blocks name.

    """
    if SIGNED.search(lexicon.text) is None:
        return
    keys = [(fence, *key) for fence in page.fences if fence.role == "syntax" for key in _keys(fence)]
    names = frozenset(match.group("name").lower() for _, _, match in keys)
    if replaced.KEY.search(lexicon.text):
        names |= replaced.IMAGES
    for fence, index, match in keys:
        yield _found(page, fence, index, match)
    for cell in page.declarations:
        yield from _cell(page, cell, lexicon, names)
    if names:
        yield from _examples(page, names)


def _examples(page: Page, names: frozenset[str]) -> Iterator[Found]:
    for fence in page.fences:
        for index, line in enumerate(fence.lines if fence.role == "examples" else ()):
            for match in KEY.finditer(line):
                if match.group("name").lower() in names:
                    yield _found(page, fence, index, match)


def _keys(fence: Fence) -> Iterator[tuple[int, re.Match[str]]]:
    """The keys without a sign that are no value of the option before them: line, match."""
    if SIGNED.search(fence.text) is None:
        return
    for index, line in enumerate(fence.lines):
        for match in KEY.finditer(line) if ":" in line else ():
            owner = OWNER.search(line[: match.start()])
            # What a command does stands first, outside all brackets; a key behind it is its own option.
            verb = owner is not None and not owner.group("open") and "/" not in line[: owner.start()]
            if owner is None or verb:
                yield index, match


def _found(page: Page, fence: Fence, index: int, match: re.Match[str]) -> Found:
    row, column = fence.place(index, match.start())
    text = match.group()
    why = "the options of this command begin with `/`"
    return found_at(
        page, row, column - 1, column - 1 + len(text), "lost-punctuation", why, suggestion=f"/{text}"
    )


def _cell(page: Page, cell: Cell, lexicon: Lexicon, names: frozenset[str]) -> Iterator[Found]:
    """A first cell that begins with such a key, or with an option of the syntax without its sign."""
    start = cell.column - 1
    match = replaced.FIRST.match(cell.raw)
    if match is not None:
        yield found_at(page, cell.line, start, start + match.end(), "replaced-text", replaced.WHY)
        return
    match = CELL_KEY.match(cell.raw)
    if match is None:
        return
    name = match.group("name").lower()
    term = lexicon.options.get(name)
    signed = term is not None and term.prefix == "/" and term.separator.strip() == ":"
    if name in names or (signed and f" {name}:" not in lexicon.text):
        at, end = start + match.start("key"), start + match.end("key")
        if "\\" in match.group("lead"):
            at -= 1
        why = "the options of this command begin with `/`"
        text = f"/{match.group('key')}"
        yield found_at(page, cell.line, at, end, "lost-punctuation", why, suggestion=text)
