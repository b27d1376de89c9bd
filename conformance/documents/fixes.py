"""Making the certain repairs: nothing but the repaired spans changes, and a page is replaced as a whole."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ...spec.errors import DisconspecError
from ..internal_errors import naming
from .findings.finding import Found, Repair
from .pages.line_ends import line_starts
from .pages.reader import MARK, decode

if TYPE_CHECKING:
    from .review import Review

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


class Mended(NamedTuple):
    """A page before and after its repairs, and how many could be made at first."""

    before: bytes
    after: bytes
    repairs: int


def mend_pages(review: Review, read: Callable[[str], bytes]) -> dict[str, Mended]:
    """Make the certain repairs of pages until none is left.

    A repair may uncover another one that the damage hid, on its own page or on the same page in another
    language; each round checks anew what the last one changed.

    Args:
        review: the pages with their findings; it goes on with those that stay, and takes what is wrong with
            pages that cannot be read, are no longer what was checked or cannot be checked once repaired.
        read: gives the content of a page.

    Returns:
        the pages that change.

    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    repairs: dict[str, int] = {}
    refused: set[str] = set()
    for _ in range(ROUNDS):
        changed = False
        for path, found in review.found().items():
            fixable = sum(each.finding.fixable for each in found)
            if path in refused or not fixable:
                continue
            try:
                with naming(path):
                    if path not in before:
                        before[path] = read(path)
                        _hold(before[path], found, path)
                    content = after.get(path, before[path])
                    new = repaired(content, found, path)
                    if new == content:
                        continue
                    review.change(path, new)
            except DisconspecError as problem:
                review.refuse(str(problem), problem.exit_code)
                refused.add(path)
                continue
            after[path] = new
            repairs.setdefault(path, fixable)
            changed = True
        if not changed:
            break
    return {
        path: Mended(before[path], content, repairs[path])
        for path, content in after.items()
        if content != before[path]
    }


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


__all__ = ["Mended", "Repair", "difference", "mend_pages", "repaired"]
