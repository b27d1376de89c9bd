"""Making the certain repairs: nothing but the repaired spans changes, and a page is replaced as a whole."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable
from typing import NamedTuple

from ...spec.errors import DisconspecError
from .checker import check_page
from .findings.finding import Found, Repair
from .pages.line_ends import line_starts
from .pages.reader import MARK, decode, read_page

ROUNDS = 10


def repaired(content: bytes, found: list[Found], path: str) -> bytes:
    """The content with every certain repair made, those aside that overlap an earlier one.

    Args:
        content: the page as it is stored.
        found: its findings.
        path: its name, for messages.

    """
    repairs = sorted(
        {repair for each in found if each.finding.fixable for repair in each.repairs},
        key=lambda repair: (repair.line, repair.start, repair.end),
    )
    if not repairs:
        return content
    text = decode(content, path)
    starts = line_starts(text)
    pieces: list[str] = []
    at = 0
    for repair in repairs:
        begin, end = starts[repair.line - 1] + repair.start - 1, starts[repair.line - 1] + repair.end - 1
        if begin < at:
            continue
        pieces += [text[at:begin], repair.text]
        at = end
    mended = "".join([*pieces, text[at:]])
    mark = MARK.encode() if content.startswith(MARK.encode()) else b""
    return mark + mended.encode()


def mend(
    content: bytes, found: list[Found], path: str, selected: frozenset[str]
) -> tuple[bytes, list[Found]]:
    """One page by itself with its certain repairs made until none is left, and what is then found in it."""
    for _ in range(ROUNDS):
        after = repaired(content, found, path)
        if after == content:
            break
        content = after
        found = list(check_page(read_page(content, path), selected).found)
    return content, found


class Mended(NamedTuple):
    """A page before and after its repairs."""

    before: bytes
    after: bytes


def mend_pages(
    found: dict[str, list[Found]],
    read: Callable[[str], bytes],
    check: Callable[[dict[str, bytes]], dict[str, list[Found]]],
    problems: list[str],
) -> dict[str, Mended]:
    """Make the certain repairs of pages until none is left.

    A repair may uncover another one that the damage hid, on its own page or on the same page in another
    language; each round checks anew what the last one changed.

    Args:
        found: the findings by page.
        read: gives the content of a page.
        check: gives the findings of all pages once some have the contents given.
        problems: takes what is wrong with pages that cannot be read or are no longer what was checked.

    Returns:
        the pages that change.

    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    refused: set[str] = set()
    for _ in range(ROUNDS):
        changed: dict[str, bytes] = {}
        for path, each in found.items():
            if path in refused or not any(one.finding.fixable for one in each):
                continue
            if path not in before:
                try:
                    before[path] = read(path)
                    _hold(before[path], each, path)
                except DisconspecError as problem:
                    problems.append(str(problem))
                    refused.add(path)
                    continue
            content = after.get(path, before[path])
            new = repaired(content, each, path)
            if new != content:
                changed[path] = new
        if not changed:
            break
        after |= changed
        found = check(changed)
    return {path: Mended(before[path], content) for path, content in after.items() if content != before[path]}


def _hold(content: bytes, found: list[Found], path: str) -> None:
    """Make sure that the findings still stand where they were found, since others may write the page, too."""
    text = decode(content, path)
    starts = line_starts(text)
    for each in found:
        place = each.finding
        if (
            place.end_line > len(starts)
            or place.text
            != text[
                starts[place.line - 1] + place.column - 1 : starts[place.end_line - 1] + place.end_column - 1
            ]
        ):
            raise DisconspecError("changed while it was checked", path=path, hint="check it again")


def difference(path: str, before: bytes, after: bytes) -> bytes:
    """The repairs as a unified diff that `git apply` and `patch` take; lines end at line feeds only."""
    name = os.fsencode(path.replace("\\", "/").lstrip("/"))
    if b" " in name:
        name += b"\t"  # as the tools that write and read differences mark the end of such a name
    old, new = (re.findall(rb"[^\n]*\n|[^\n]+", content) for content in (before, after))
    lines = difflib.diff_bytes(difflib.unified_diff, old, new, b"a/" + name, b"b/" + name)
    return b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines
    )


__all__ = ["Mended", "Repair", "difference", "mend", "mend_pages", "repaired"]
