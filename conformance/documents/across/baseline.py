"""A page against its original in another language: what is to be typed must agree, wording may differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..findings.finding import Found, found_at
from ..pages.lexicon import fold, is_in, squeeze
from ..pages.page import Fence, Heading, Page
from ..pages.plain import plain
from ..syntax.parameters import (
    META,
    SET_DECORATION,
    are_sound,
    parameters_of,
    set_headings,
    short_type,
    typed_in,
)
from ..syntax.types import names_of_types, torn_types
from ..tables.options import foreign
from ..tables.rows import rows_of
from .known_by import LABEL

PROMPT = re.compile(r"^\s*(?:PS [A-Za-z]:\\[^>]*>|PS>|[A-Za-z]:\\PS>|[A-Za-z]:\\[^<>|]*>)?\s*")
WRAP = re.compile(r"\n\s+")
# Values of these keys are prose or depend on the edition of the help tool, not on the command.
LOOSE_KEYS = frozenset({"Default value", "Aliases"})


def check_against(page: Page, original: Page) -> Iterator[Found]:
    """What in a page differs from its original although it is to be typed or read by a program.

    Args:
        page: the page.
        original: the same page in the original language.

    """
    if page.kind == "cmdlet":
        yield from _sets(page, original)
        yield from _parameters(page, original)
        yield from _metadata(page, original)
        yield from torn_types(page, names_of_types(original.text))
    yield from _blocks(page, original, "syntax")
    yield from _blocks(page, original, "examples")
    if page.kind != "cmdlet":
        yield from _rows(page, original)


class Set(NamedTuple):
    """A parameter set: its heading and the syntax below it."""

    heading: Heading
    name: str
    syntax: str


def _named_sets(page: Page) -> list[Set]:
    headings = set_headings(page)
    by_index = {index: heading for index, heading in enumerate(page.headings) if heading in headings}
    found: list[Set] = []
    for fence in page.fences:
        heading = by_index.pop(fence.section, None)
        if heading is not None and fence.role == "syntax":
            found.append(Set(heading, SET_DECORATION.sub("", heading.text).strip(), _canonical(fence)))
    return found


def _canonical(fence: Fence) -> str:
    return squeeze(fence.text)


def _sets(page: Page, original: Page) -> Iterator[Found]:
    """Names of parameter sets, matched by their syntax, else by their place."""
    mine, theirs = _named_sets(page), _named_sets(original)
    free = list(theirs)
    for index, each in enumerate(mine):
        same = [other for other in free if other.syntax == each.syntax]
        named = next((other for other in (*same, *theirs) if other.name.lower() == each.name.lower()), None)
        partner = named or (same[0] if same else theirs[index] if len(mine) == len(theirs) else None)
        if partner is None:
            continue
        if partner in free:
            free.remove(partner)
        text, wanted = each.heading.text, partner.heading.text
        # Where every sentence is a translation, the mark of the default set is one, too.
        if squeeze(text) == squeeze(wanted) or (named is not None and page.original is not None):
            continue
        start = each.heading.column - 1
        # Behind the same name stands only the mark of the default set, as the help tool wrote it.
        offset = len(each.name) if named is not None else 0
        yield found_at(
            page, each.heading.line, start, start + len(text), "translated-parameter-set",
            f"the original names it `{partner.name}`" if named is None else f"the original has `{wanted}`",
            edits=((start + offset, start + len(text), wanted[offset:]),), certain=bool(same or named),
        )  # fmt: skip


def _parameters(page: Page, original: Page) -> Iterator[Found]:
    """Headings of parameters that the syntax does not have, by their places among those of the original."""
    if are_sound(page):
        return
    mine, theirs = parameters_of(page), parameters_of(original)
    typed = typed_in(page.syntax)
    if [each.type for each in mine] != [each.type for each in theirs]:
        return
    for each, wanted in zip(mine, theirs, strict=True):
        if each.name.lower() in typed or wanted.name.lower() not in typed:
            continue
        span = each.heading.span
        yield found_at(
            page, each.heading.line, *span, "translated-metadata", f"the original has `-{wanted.name}`",
            edits=((*span, f"-{wanted.name}"),), certain=True,
        )  # fmt: skip


def _metadata(page: Page, original: Page) -> Iterator[Found]:
    """Metadata of parameters, by parameter and key."""
    theirs = _yaml(original)
    for name, fences in _yaml(page).items():
        others = theirs.get(name, [])
        if not others or [each.lines for each in fences] == [each.lines for each in others]:
            continue
        rows, known = _pairs(fences), {key: value for key, (value, _, _) in _pairs(others).items()}
        for key, (value, line, column) in rows.items():
            wanted = known.get(key)
            if wanted is None or key in LOOSE_KEYS or fold(value) == fold(wanted):
                continue
            if key == "Type" and short_type(value) == short_type(wanted):
                continue
            if key == "Parameter Sets" and {fold(part) for part in value.split(",")} == {
                fold(part) for part in wanted.split(",")
            }:
                continue
            edits = ((column, column + len(value), wanted),)
            name_of = "translated-metadata" if foreign(value) else "differs-from-baseline"
            yield found_at(
                page, line, column, column + len(value), name_of, f"the original has `{wanted}`",
                edits=edits if foreign(value) and not foreign(wanted) else (),
                certain=foreign(value) and not foreign(wanted), suggestion=wanted,
            )  # fmt: skip


def _yaml(page: Page) -> dict[str, list[Fence]]:
    """The metadata of a page by parameter."""
    found: dict[str, list[Fence]] = {}
    for fence in page.fences:
        if fence.info == "yaml" and fence.section >= 0:
            found.setdefault(page.headings[fence.section].text.strip().lower(), []).append(fence)
    return found


def _pairs(fences: list[Fence]) -> dict[str, tuple[str, int, int]]:
    """Each key of some metadata with its value, its line, and the 0-based column of the value."""
    found: dict[str, tuple[str, int, int]] = {}
    for fence in fences:
        for index, line in enumerate(fence.lines):
            match = META.match(line)
            if match is not None:
                row, column = fence.place(index, match.start("value"))
                found.setdefault(match.group("key"), (match.group("value").strip(), row, column - 1))
    return found


def _blocks(page: Page, original: Page, role: str) -> Iterator[Found]:
    """Syntax blocks or examples: each has to be in the original, wherever it stands there."""
    mine = [fence for fence in page.fences if fence.role == role and fence.info not in ("yaml", "output")]
    theirs = [
        fence for fence in original.fences if fence.role == role and fence.info not in ("yaml", "output")
    ]
    if not theirs:
        return
    known = {_typed(fence) for fence in theirs}
    for index, fence in enumerate(mine):
        if _typed(fence) in known:
            continue
        partner = theirs[index] if len(mine) == len(theirs) else _nearest(fence, theirs)
        yield from _different(page, fence, partner)


def _typed(fence: Fence) -> str:
    return "\n".join(squeeze(PROMPT.sub("", line)) for line in WRAP.sub(" ", fence.text).split("\n")).strip()


def _nearest(fence: Fence, others: list[Fence]) -> Fence:
    mine = set(_typed(fence).split())
    return max(others, key=lambda other: len(mine & set(_typed(other).split())))


def _different(page: Page, fence: Fence, partner: Fence) -> Iterator[Found]:
    """One finding for the words of a block that the original has not, at the first of them."""
    theirs = set(_typed(partner).split())
    for index, line in enumerate(fence.lines):
        prompt = PROMPT.match(line)
        for match in re.compile(r"\S+").finditer(line, prompt.end() if prompt else 0):
            if match.group().lower() in theirs:
                continue
            row, column = fence.place(index, match.start())
            missing = [word for word in _typed(partner).split() if word not in set(_typed(fence).split())]
            wanted = " ".join(missing[:6])
            why = f"the original has `{wanted}`" if missing else "the original does not have it"
            name = (
                "translated-example"
                if foreign(match.group()) and fence.role == "examples"
                else "differs-from-baseline"
            )
            yield found_at(page, row, column - 1, column - 1 + len(match.group()), name, why)
            return
    if fence.lines:
        row, column = fence.place(0, 0)
        missing = [word for word in _typed(partner).split() if word not in set(_typed(fence).split())]
        if missing:
            yield found_at(
                page, row, column - 1, column - 1 + len(fence.lines[0]), "differs-from-baseline",
                f"the original has `{' '.join(missing[:6])}` besides",
            )  # fmt: skip


def _rows(page: Page, original: Page) -> Iterator[Found]:
    """Column 1 of parameter tables with as many rows as the original's."""
    if len(page.declaring) != len(original.declaring):
        return
    for table, other in zip(page.declaring, original.declaring, strict=True):
        left, right = rows_of(table), rows_of(other)
        if len(left) != len(right):
            continue
        for row, wanted in zip(left, right, strict=True):
            if fold(row.plain.text) != fold(wanted.plain.text) and not _is_label(wanted.plain.text, original):
                start = row.cell.column - 1
                yield found_at(
                    page, row.cell.line, start, start + len(row.cell.raw), "differs-from-baseline",
                    f"the original has `{plain(wanted.cell.raw).text}`", suggestion=wanted.cell.raw,
                )  # fmt: skip


def _is_label(text: str, original: Page) -> bool:
    """Whether a first cell has words with a capital that nobody types, as tables of attributes have them."""
    return LABEL.fullmatch(text.rstrip("?")) is not None and not is_in(text, squeeze(original.typed))
