"""The list of common parameters on a cmdlet's page: what is in it, what is missing, how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from ..findings.finding import Found, found_at
from ..pages.page import Heading, Page
from ..tables.options import foreign
from .parameters import HEADING, LEVEL

# A parameter of the list, with a short word that is glued to it, or a blank behind its hyphen.
LISTED = re.compile(
    r"(?<![\w-])(?P<word>[A-Za-z\u00c0-\u024f\u0400-\u04ff]{0,3})-(?P<blank> ?)"
    r"(?P<name>[A-Za-z\u00c0-\u024f]+)"
)
# What is right behind a name that is whole: the next one, or a short word before the last.
WHOLE = re.compile(r"\s*(?:[,;.\u3001\uff0c\u3002]|\Z)|\s+[^\s-]{1,4}[\s-]")
# Hyphens that have lost their names.
NAMELESS = re.compile(r"(?<![\w-])-\s*[,\u3001\uff0c](?:\s*-\s*(?:[,\u3001\uff0c]|(?![\w-])))*")
PAIR = re.compile(r"(?<![\w-])-(?P<first>[A-Za-z]+)-(?P<second>[A-Za-z]+)")
ENOUGH = 5
NEAR = 0.6


@cache
def common_names() -> dict[str, str]:
    """The common parameters without their hyphens, in alphabetical order, by themselves in lower case."""
    from ....spec import common_parameters  # noqa: PLC0415 - only cmdlet pages need it

    return {name.lower(): name for name in sorted(each.name.lstrip("-") for each in common_parameters())}


@cache
def _later_names() -> frozenset[str]:
    """Those that only newer versions of PowerShell have: a list without them is whole."""
    from ....spec import common_parameters  # noqa: PLC0415 - only cmdlet pages need it

    return frozenset(each.name.lstrip("-") for each in common_parameters() if each.since)


def check_common_parameters(page: Page) -> Iterator[Found]:
    """Names in the list of common parameters that are none, torn ones, those that it lacks, its heading.

    Where the heading is in other words, the list tells that it is the one.
    """
    described = {fence.section for fence in page.fences if fence.info == "yaml"}
    for index, heading in enumerate(page.headings):
        known = HEADING.lower() in heading.text.lower()
        among = heading.role == "parameters" and heading.level >= LEVEL and index not in described
        if not known and not among:
            continue
        lists = [list(page.lines_of(each)) for each in page.passages if each.section == index]
        lists = [lines for lines in lists if _is_list(lines)]
        if lists and not known:
            yield _heading(page, heading)
        for lines in lists:
            yield from _listed(page, lines)


def _heading(page: Page, heading: Heading) -> Found:
    """The heading of the list in words that no help tool knows."""
    span = heading.span
    torn = heading.text.replace(" ", "").lower() == HEADING.lower()
    damage = "inserted-space" if torn else "translated-metadata"
    why = f"help tools know the list below it as `{HEADING}`"
    return found_at(page, heading.line, *span, damage, why, edits=((*span, HEADING),), certain=True)


def _places(lines: list[tuple[int, str]]) -> list[tuple[int, re.Match[str]]]:
    """The parameters that some lines list, each with the number of its line."""
    return [(number, match) for number, line in lines for match in LISTED.finditer(line) if _is_listed(match)]


def _is_list(lines: list[tuple[int, str]]) -> bool:
    """Whether some lines list common parameters."""
    named = {match.group("name").lower() for _, match in _places(lines)}
    return len(named & common_names().keys()) >= ENOUGH


def _is_listed(match: re.Match[str]) -> bool:
    """Whether it is a parameter: behind a blank or a short word may stand a word of the sentence."""
    name = match.group("name")
    if name.lower() in common_names():
        return True
    return not match.group("blank") and (not match.group("word") or foreign(name))


def _required(names: list[str]) -> list[str]:
    return [name for name in names if name not in _later_names()]


def _listed(page: Page, lines: list[tuple[int, str]]) -> Iterator[Found]:
    known = common_names()
    places = _places(lines)
    named = {match.group("name").lower() for _, match in places}
    absent = [name for low, name in known.items() if low not in named]
    for line, match in places:
        name = match.group("name")
        if name.lower() in known:
            yield from _torn(page, line, match)
            continue
        near = get_close_matches(name, absent, 1, NEAR)
        whole = WHOLE.match(match.string, match.end()) is not None
        missing = _required(absent)
        if not near and len(missing) == 1 and foreign(name):
            near = missing
        if near:
            absent.remove(near[0])
        yield found_at(
            page, line, match.end("word"), match.end(), "wrong-common-parameter",
            f"PowerShell has `-{near[0]}`" if near else "PowerShell has no such one",
            edits=((*match.span("name"), near[0]),) if near else (), certain=bool(near) and whole,
        )  # fmt: skip
    yield from _glued(page, lines)
    line, first = places[0]
    last = [match for row, match in places if row == line][-1]
    nameless = [
        (number, match)
        for number, text in lines
        for match in NAMELESS.finditer(text)
        if number != line or match.start() >= last.end() or match.end() <= first.start()
    ]
    missing = _required(absent)
    why = f"{', '.join(f'`-{name}`' for name in missing)} is not listed"
    for number, match in nameless:
        told = why if missing else "no name stands behind the hyphen"
        yield found_at(page, number, *match.span(), "lost-token", told)
    if missing and not nameless:
        yield found_at(page, line, first.start(), last.end(), "missing-common-parameter", why)


def _glued(page: Page, lines: list[tuple[int, str]]) -> Iterator[Found]:
    """Two parameters without anything between them."""
    for number, line in lines:
        for match in PAIR.finditer(line):
            if {match.group("first").lower(), match.group("second").lower()} <= common_names().keys():
                why = f"a comma is missing before `-{match.group('second')}`"
                yield found_at(page, number, *match.span(), "lost-punctuation", why)


def _torn(page: Page, line: int, match: re.Match[str]) -> Iterator[Found]:
    """A parameter that is glued to the word before it, or has a blank behind its hyphen."""
    if match.group("word"):
        at = match.end("word")
        yield found_at(
            page, line, *match.span(), "lost-space", "a blank is missing before the hyphen",
            edits=((at, at, " "),), certain=True,
        )  # fmt: skip
    elif match.group("blank"):
        yield found_at(
            page, line, *match.span(), "inserted-space", "a blank stands behind the hyphen",
            edits=((*match.span("blank"), ""),), certain=True,
        )  # fmt: skip
