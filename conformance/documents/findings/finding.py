"""From a damaged span to a finding with its place, its text and its repair."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from ....reports.document import Finding
from ..pages.page import Cell, Page
from ..pages.plain import Plain
from .codes import code_of, codes
from .damage import Damage, Edit, applied

# Full-width signs behind ASCII ones, placeholders in other letters, a blank before a colon or behind a full
# stop, an option glued to what is before it, a blank before an optional `[:x]`, between backslashes, before
# `+`, before a full stop or between two marks of emphasis, behind a colon or an exclamation mark, before
# `[[`; guillemets; a year in letters of another language before a time.
LEFT = re.compile(
    r"[!-~][\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e\u3001\u3002]"
    r"|<[^<>]*[^\W\d_\x00-\x7f][^<>]*>"
    r"|[\w\]>][ \u00a0]+:[ \u00a0]*\\?[<\[{]"
    r"|\w\.[ \u00a0][A-Za-z]{3}(?!\w)"
    r"|\w:[ \u00a0][`\\<]|\w[ \u00a0]\[\[|\}\\?<|<-[ \u00a0]|[\u00ab\u00bb]"
    r"|>-[A-Za-z]|\]/[A-Za-z]"
    r"|\w![ \u00a0]\w|/(?![Yy]{4})[A-Za-z]{4}[ \u00a0][Hh]{1,2}:"
    r"|[\w>][ \u00a0]\[[ \u00a0]*:|\[=[ \u00a0]|\\[ \u00a0]+\\|/\w+[ \u00a0]\+|>[ \u00a0]\.|</\w+> \*"
)

TAG = re.compile(r"<[A-Za-z][\w-]*(?:\s+[A-Za-z_:][\w.:-]*)*", re.ASCII)


class Repair(Struct, frozen=True, array_like=True, gc=False):
    """What should stand instead of the columns [start, end) of one line; both 1-based."""

    line: int
    start: int
    end: int
    text: str


class Found(Struct, frozen=True, array_like=True):
    """A finding and, where `finding.fixable`, the repairs that mend it."""

    finding: Finding
    repairs: tuple[Repair, ...] = ()


def found_at(  # noqa: PLR0917 - the place, the class and the reason, in the order they are said
    page: Page,
    line: int,
    start: int,
    end: int,
    name: str,
    why: str,
    *,
    edits: tuple[Edit, ...] = (),
    certain: bool = False,
    suggestion: str | None = None,
) -> Found:
    """A finding on the 0-based columns [start, end) of a 1-based line; edits are in the same columns.

    Args:
        page: the page.
        line: where it is.
        start: first column.
        end: column after the last.
        name: the damage class.
        why: what says so.
        edits: the repairs, sorted.
        certain: whether the repairs may be made without asking.
        suggestion: how the text should read, if not what the edits make of it.

    """
    source = page.lines[line - 1]
    text = source[start:end]
    if suggestion is None and edits:
        suggestion = applied(source, start, end, edits)
    code = code_of(name)
    entry = codes()[code]
    fixable = (
        certain and bool(edits) and suggestion != text and not _leaves(applied(source, start, end, edits))
    )
    finding = Finding(
        path=page.path,
        line=line,
        column=start + 1,
        end_line=line,
        end_column=end + 1,
        code=code,
        name=name,
        severity=entry.severity,
        message=entry.title if why.lower() == entry.title.lower() else f"{entry.title}: {why}",
        text=text,
        suggestion=suggestion,
        locale=page.locale,
        fixable=fixable,
    )
    repairs = tuple(Repair(line, first + 1, last + 1, new) for first, last, new in edits) if fixable else ()
    return Found(finding, repairs)


def places_by_line(found: Iterable[Found]) -> dict[int, list[tuple[int, int]]]:
    """Where findings stand: for each 1-based line the 0-based columns [start, end) of each."""
    places: dict[int, list[tuple[int, int]]] = {}
    for each in found:
        one = each.finding
        places.setdefault(one.line, []).append((one.column - 1, one.end_column - 1))
    return places


def overlapping(start: int, end: int, places: Iterable[tuple[int, int]]) -> bool:
    """Whether the columns [start, end) share one with any of these."""
    return any(first < end and start < last for first, last in places)


def _leaves(repaired: str) -> bool:
    """Whether other damage would stay behind in a repaired text, so that it is not right yet."""
    return LEFT.search(repaired) is not None


def found_in_cell(page: Page, cell: Cell, shown: Plain, damage: Damage) -> Found:
    """A finding on a damaged token of a cell."""
    base = cell.column - 1
    start, end = shown.source(damage.start, damage.end)
    if shown.raw.count("`", start, end) % 2:
        end += len(shown.raw[end:]) - len(shown.raw[end:].lstrip("`"))
    escaped = "\\<" in shown.raw
    edits: list[Edit] = []
    for first, last, repair in damage.edits:
        begin, stop = shown.source(first, last)
        if first == last and first > 0:
            # What is inserted belongs to the text before it: outside the code span that begins here.
            begin = stop = shown.source(first - 1, first)[1]
        ticked = shown.raw.count("`", 0, begin) % 2 == 1
        new = f"\\{repair}" if repair.startswith("<") and escaped and not ticked else repair
        if "|" in new and not ticked:
            new = new.replace("|", "&#124;")
        if "&lt;" in shown.raw and not ticked:
            # Angle brackets that are not written as entities would be a tag and vanish.
            new = new.replace("<", "&lt;").replace(">", "&gt;")
        if not ticked:
            begin, new = _escaped(shown.raw, begin, stop, new)
        edits.append((base + begin, base + stop, new))
    return found_at(
        page,
        cell.line,
        base + start,
        base + end,
        damage.name,
        damage.why,
        edits=tuple(edits),
        certain=damage.certain,
    )


def _escaped(raw: str, begin: int, stop: int, new: str) -> tuple[int, str]:
    """An edit of a text with `< name >`, which is shown, so that it leaves no `<name>`, a tag."""
    at = begin if raw[begin : begin + 1] == "<" else begin - 1
    if (
        raw[max(0, at) : at + 1] != "<"
        or raw[at + 1 : at + 2] not in {" ", "\u00a0"}
        or raw[at - 1 : at] == "\\"
    ):
        return begin, new
    rest = f"{raw[at:begin]}{new}{raw[stop:]}".split(">", 1)[0].rstrip(" \u00a0")
    return (at, f"\\{raw[at:begin]}{new}") if TAG.fullmatch(rest) else (begin, new)
