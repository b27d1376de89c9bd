"""PowerShell help: common parameters, parameter sets and metadata against the rest of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from ....spec.known_words import powershell_names
from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.page import Fence, Page
from ..pages.spans import spans_in
from ..tables.options import foreign
from .common_parameters import check_common_parameters
from .identifiers import check_identifiers
from .parameters import META, check_parameters, check_sets
from .types import torn_types

# How a line begins that belongs to the one above it.
NESTED = (" ", "\t", "-")
PROMPT = re.compile(r"\s*(?:PS [A-Za-z]:\\[^>]*>|PS>|[A-Za-z]:\\PS>)\s*")
FOREIGN_NAME = re.compile(r"(?<![\w<'\"-])\[{0,2}(?P<name>-[^\W\d_][^\s\]<>\"']*)")
CMDLET = re.compile(r"[A-Z][A-Za-z]*-[A-Z]\w+(?=\s|\Z)", re.ASCII)
NAME = re.compile(r"[\w-]+", re.ASCII)
LINKED = re.compile(r"\[(?P<text>[^\[\]\n]+)\]\((?:\./)?\s*(?P<stem>[A-Z][A-Za-z]*-\w+)\.md\)\s*\Z", re.ASCII)
BLANK_IN_CODE = re.compile(r"`(?: [A-Z][A-Za-z]*-[A-Z]\w+|[A-Z][A-Za-z]*-[A-Z]\w+ )`", re.ASCII)


def check_cmdlet(page: Page, original: Page | None = None) -> Iterator[Found]:
    """Everything that a PowerShell help page can contradict itself in.

    Args:
        page: the page.
        original: the page in the original language, whose headings are right.

    """
    right = frozenset[str]() if original is None else frozenset(each.text for each in original.headings)
    declared = list(check_parameters(page, right))
    found = [
        *_title(page),
        *_links(page),
        *check_common_parameters(page),
        *check_sets(page, right),
        *_metadata(page),
        *_commands(page),
        *_spaced(page),
        *declared,
        *_mentioned(page, declared),
    ]
    yield from found
    # A name that fell apart is reported as the longest that it is.
    taken = places_by_line(found)
    for each in (*check_identifiers(page, original), *torn_types(page, powershell_names().namespaces)):
        one = each.finding
        around = taken.setdefault(one.line, [])
        if not overlapping(one.column - 1, one.end_column - 1, around):
            around.append((one.column - 1, one.end_column - 1))
            yield each


def _title(page: Page) -> Iterator[Found]:
    """A title that does not show the cmdlet whose syntax the page has."""
    names = {
        match.group()
        for fence in page.fences
        if fence.role == "syntax" and (match := CMDLET.match(fence.text))
    }
    title = page.title
    if len(names) != 1 or title is None or not title.text.strip():
        return
    (name,) = names
    if name.lower() in NAME.findall(title.text.lower()):
        return
    certain = page.front_title == name.lower()
    why = f"the syntax is that of `{name}`"
    edits = ((*title.span, name),)
    yield found_at(page, title.line, *title.span, "translated-command", why, edits=edits, certain=certain)


def _links(page: Page) -> Iterator[Found]:
    """Headings that lead to the page of a cmdlet and do not show it, as the pages of modules have them."""
    for heading in page.headings:
        match = LINKED.match(heading.text) if heading.text[:1] == "[" else None
        if match is not None and match.group("text").strip().lower() != match.group("stem").lower():
            start, end = (heading.column - 1 + at for at in match.span("text"))
            stem = match.group("stem")
            yield found_at(
                page, heading.line, start, end, "translated-command", f"it leads to `{stem}`",
                edits=((start, end, stem),), certain=True,
            )  # fmt: skip


def _metadata(page: Page) -> Iterator[Found]:
    """Keys that no help tool knows; the keys around them say which ones are meant."""
    for fence in page.fences:
        if fence.info != "yaml":
            continue
        rows = [(index, match) for index, line in enumerate(fence.lines) if (match := META.match(line))]
        keys = [match.group("key").strip() for _, match in rows]
        if all(key.lower() in _known_keys() for key in keys):
            continue
        meant = _meant_keys(keys) if fence.role == "parameters" and _is_flat(fence) else [None] * len(keys)
        are_metadata = any(wanted is not None for wanted in meant)
        for (index, match), key, wanted in zip(rows, keys, meant, strict=True):
            if key.lower() in _known_keys() or not (are_metadata or foreign(key)):
                continue
            row, column = fence.place(index, match.group("key").index(key))
            span = (column - 1, column - 1 + len(key))
            yield found_at(
                page, row, *span, "translated-metadata", "help tools know the key in English only",
                edits=((*span, wanted),) if wanted else (), certain=wanted is not None,
            )  # fmt: skip


def _is_flat(fence: Fence) -> bool:
    """Whether a block has keys and values alone; newer help tools nest theirs, which have other names."""
    return not any(line.startswith(NESTED) for line in fence.lines)


@cache
def _known_keys() -> dict[str, str]:
    """The keys of metadata by their lower case."""
    return {key.lower(): key for key in powershell_names().metadata}


def _meant_keys(keys: list[str]) -> list[str | None]:
    """Which key each row has or, where no help tool knows it, should have: None where that is not clear.

    All that a block must have stand in it, and all that it may have stand in their order.
    """
    every, optional = powershell_names().metadata, powershell_names().optional_metadata
    known = [_known_keys().get(key.lower()) for key in keys]
    meant: list[str | None] = list(known)
    ends = [-1, *(index for index, key in enumerate(known) if key is not None), len(keys)]
    for left, right in pairwise(ends):
        first = every.index(known[left] or "") + 1 if left >= 0 else 0
        last = every.index(known[right] or "") if right < len(keys) else len(every)
        free = every[first:last]
        needed = set(free) - optional
        fitting = [each for each in combinations(free, right - left - 1) if needed <= set(each)]
        for index, column in enumerate(zip(*fitting, strict=True), left + 1):
            meant[index] = column[0] if len(set(column)) == 1 else None
    return meant


def _commands(page: Page) -> Iterator[Found]:
    """Syntax blocks and command lines of examples with words that are no identifiers."""
    for fence in page.fences:
        if fence.role not in ("syntax", "examples") or fence.info == "yaml":
            continue
        for index, line in enumerate(fence.lines):
            if line.isascii():
                continue
            prompt = PROMPT.match(line)
            if fence.role == "examples" and prompt is None:
                continue
            for match in FOREIGN_NAME.finditer(line, prompt.end() if prompt else 0):
                if not foreign(match.group("name")):
                    continue
                row, column = fence.place(index, match.start("name"))
                name = "translated-option" if fence.role == "syntax" else "translated-example"
                yield found_at(
                    page,
                    row,
                    column - 1,
                    column - 1 + len(match.group("name")),
                    name,
                    "no parameter has letters beyond ASCII",
                )
            if fence.role == "syntax" and index == 0 and foreign(line.split(" ", 1)[0]):
                row, column = fence.place(index, 0)
                yield found_at(
                    page, row, column - 1, column - 1 + len(line.split(" -", 1)[0]), "translated-option",
                    "a syntax begins with the name of the cmdlet",
                )  # fmt: skip


def _spaced(page: Page) -> Iterator[Found]:
    """Cmdlets shown as code with a blank on one side; where there is one on both, Markdown drops them."""
    if BLANK_IN_CODE.search(page.text) is None:
        return
    for number, _, span in spans_in(page):
        name = span.text.strip(" ")
        if span.kind != "code" or len(span.text) - len(name) != 1 or CMDLET.fullmatch(name) is None:
            continue
        why = "a blank stands inside the code"
        edit = (span.start, span.end, name)
        yield found_at(page, number, span.start, span.end, "inserted-space", why, edits=(edit,), certain=True)


def _mentioned(page: Page, declared: list[Found]) -> Iterator[Found]:
    """Parameters in running text by the wrong names that their headings have."""
    wrong = {
        each.finding.text.lower().lstrip("\\-"): each.finding.suggestion.lstrip("-")
        for each in declared
        if each.finding.suggestion
    }
    if not wrong:
        return
    for number, _, span in spans_in(page):
        bare = span.text.lstrip("-")
        wanted = wrong.get(bare.lower())
        if wanted is None:
            continue
        start = span.end - len(bare)
        yield found_at(
            page, number, start, span.end, "translated-option",
            f"the heading of the parameter `{wanted}` has the same wrong name",
            edits=((start, span.end, wanted),), certain=True,
        )  # fmt: skip
