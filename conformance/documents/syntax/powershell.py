"""PowerShell help: common parameters, parameter sets and metadata against the rest of the page."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache

from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.names import namespaces
from ..pages.page import Page
from ..pages.spans import spans_of
from ..tables.options import foreign
from .identifiers import check_identifiers
from .parameters import META, check_parameters, check_sets
from .types import torn_types

LISTED = re.compile(r"(?<![\w-])-(?P<blank> ?)(?P<name>[A-Za-z\u00c0-\u024f]+)")
# A common parameter behind a short word of the language, glued to it.
GLUED = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]{1,3})-(?P<name>[A-Z][A-Za-z]+)")
ENOUGH = 5
META_KEYS = (
    "Type", "Parameter Sets", "Aliases", "Accepted values", "Required", "Position", "Default value",
    "Accept pipeline input", "Accept wildcard characters", "DontShow",
)  # fmt: skip
OPTIONAL_KEYS = frozenset({"Accepted values", "DontShow"})
PROMPT = re.compile(r"\s*(?:PS [A-Za-z]:\\[^>]*>|PS>|[A-Za-z]:\\PS>)\s*")
FOREIGN_NAME = re.compile(r"(?<![\w<'\"-])\[{0,2}(?P<name>-[^\W\d_][^\s\]<>\"']*)")
CMDLET = re.compile(r"[A-Z][A-Za-z]*-[A-Z]\w+(?=\s|\Z)", re.ASCII)
NAME = re.compile(r"[\w-]+", re.ASCII)
BLANK_IN_CODE = re.compile(r"`(?: [A-Z][A-Za-z]*-[A-Z]\w+|[A-Z][A-Za-z]*-[A-Z]\w+ )`", re.ASCII)


@cache
def common_names() -> dict[str, str]:
    """The common parameters without their hyphens, in alphabetical order, by themselves in lower case."""
    from ....spec import common_parameters  # noqa: PLC0415 - only cmdlet pages need it

    return {name.lower(): name for name in sorted(each.name.lstrip("-") for each in common_parameters())}


def check_cmdlet(page: Page, original: Page | None = None) -> Iterator[Found]:
    """Everything that a PowerShell help page can contradict itself in.

    Args:
        page: the page.
        original: the page in the original language, whose headings are right.

    """
    right = frozenset[str]() if original is None else frozenset(each.text for each in original.headings)
    yield from _title(page)
    yield from _common_parameters(page)
    apart = list(check_identifiers(page, original))
    yield from apart
    taken = places_by_line(apart)
    for each in torn_types(page, namespaces()):
        one = each.finding
        if not overlapping(one.column - 1, one.end_column - 1, taken.get(one.line, ())):
            yield each
    yield from check_sets(page, right)
    yield from _metadata(page)
    yield from _commands(page)
    yield from _spaced(page)
    declared = list(check_parameters(page, right))
    yield from declared
    yield from _mentioned(page, declared)


def _title(page: Page) -> Iterator[Found]:
    """A title that does not show the cmdlet whose syntax the page has."""
    names = {
        match.group()
        for fence in page.fences
        if fence.role == "syntax" and (match := CMDLET.match(fence.text))
    }
    title = next((heading for heading in page.headings if heading.level == 1), None)
    if len(names) != 1 or title is None or not title.text.strip():
        return
    (name,) = names
    if name.lower() in NAME.findall(title.text.lower()):
        return
    start = title.column - 1
    end = start + len(title.text)
    certain = page.front_title == name.lower()
    why = f"the syntax is that of `{name}`"
    edit = (start, end, name)
    yield found_at(page, title.line, start, end, "translated-command", why, edits=(edit,), certain=certain)


def _common_parameters(page: Page) -> Iterator[Found]:
    for index, heading in enumerate(page.headings):
        if "CommonParameters" not in heading.text:
            continue
        for passage in page.passages:
            if passage.section != index:
                continue
            lines = list(page.lines_of(passage))
            places = [(number, match) for number, line in lines for match in LISTED.finditer(line)]
            glued = [
                (number, match)
                for number, line in lines
                for match in GLUED.finditer(line)
                if match.group("name").lower() in common_names()
            ]
            yield from _listed(page, places, glued)


def _listed(
    page: Page, places: list[tuple[int, re.Match[str]]], glued: list[tuple[int, re.Match[str]]]
) -> Iterator[Found]:
    known = common_names()
    # Behind a blank may stand a word of the sentence.
    places = [
        (line, match)
        for line, match in places
        if not match.group("blank") or match.group("name").lower() in known
    ]
    named = {match.group("name").lower() for _, match in places}
    if len(named & known.keys()) < ENOUGH:
        return
    for line, match in glued:
        named.add(match.group("name").lower())
        at = match.end("word")
        yield found_at(
            page, line, match.start(), match.end(), "lost-space", "a blank is missing before the hyphen",
            edits=((at, at, " "),), certain=True,
        )  # fmt: skip
    # Newer editions of PowerShell added ProgressAction; a list without it is whole.
    missing = [name for low, name in known.items() if low not in named and low != "progressaction"]
    for line, match in places:
        if match.group("blank"):
            edit = (match.start("blank"), match.end("blank"), "")
            yield found_at(
                page, line, match.start(), match.end(), "inserted-space",
                "a blank stands behind the hyphen", edits=(edit,), certain=True,
            )  # fmt: skip
        if match.group("name").lower() in known:
            continue
        near = difflib.get_close_matches(match.group("name"), missing, 1, 0.6)
        if not near and len(missing) == 1 and foreign(match.group("name")):
            near = list(missing)
        edits = ((match.start("name"), match.end("name"), near[0]),) if near else ()
        if near:
            missing.remove(near[0])
        yield found_at(
            page, line, match.start(), match.end(), "wrong-common-parameter",
            f"PowerShell has `-{near[0]}`" if near else "PowerShell has no such one",
            edits=edits, certain=bool(near),
        )  # fmt: skip
    if missing and places:
        line, first = places[0]
        last = [match for row, match in places if row == line][-1]
        names = ", ".join(f"`-{name}`" for name in missing)
        yield found_at(
            page, line, first.start(), last.end(), "missing-common-parameter", f"{names} is not listed"
        )


def _metadata(page: Page) -> Iterator[Found]:
    """Keys that no help tool knows; the one that is missing says what a single stranger should be."""
    for fence in page.fences:
        if fence.info != "yaml" or all(line.isascii() for line in fence.lines):
            continue
        rows = [
            (index, match.group("key"))
            for index, line in enumerate(fence.lines)
            if (match := META.match(line))
        ]
        strangers = [(index, key) for index, key in rows if key not in META_KEYS and foreign(key)]
        if not strangers:
            continue
        known = {key for _, key in rows}
        missing = [key for key in META_KEYS if key not in known and key not in OPTIONAL_KEYS]
        for index, key in strangers:
            row, column = fence.place(index, 0)
            sure = len(strangers) == 1 and len(missing) == 1
            edits = ((column - 1, column - 1 + len(key), missing[0]),) if sure else ()
            yield found_at(
                page, row, column - 1, column - 1 + len(key), "translated-metadata",
                "help tools know the key in English only", edits=edits, certain=sure,
            )  # fmt: skip


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
    for passage in page.passages:
        for number, line in page.lines_of(passage):
            for span in spans_of(line, 0, len(line)):
                name = span.text.strip(" ")
                blanks = len(span.text) - len(name)
                if span.kind != "code" or blanks != 1 or CMDLET.fullmatch(name) is None:
                    continue
                edit = (span.start, span.end, name)
                yield found_at(
                    page, number, span.start, span.end, "inserted-space", "a blank stands inside the code",
                    edits=(edit,), certain=True,
                )  # fmt: skip


def _mentioned(page: Page, declared: list[Found]) -> Iterator[Found]:
    """Parameters in running text by the wrong names that their headings have."""
    wrong = {
        each.finding.text.lower().lstrip("\\-"): each.finding.suggestion.lstrip("-")
        for each in declared
        if each.finding.suggestion
    }
    if not wrong:
        return
    for passage in page.passages:
        for number, line in page.lines_of(passage):
            for span in spans_of(line, 0, len(line)):
                bare = span.text.lstrip("-")
                wanted = wrong.get(bare.lower())
                if wanted is None:
                    continue
                start = span.start + len(span.text) - len(bare)
                yield found_at(
                    page, number, start, span.end, "translated-option",
                    f"the heading of the parameter `{wanted}` has the same wrong name",
                    edits=((start, span.end, wanted),), certain=True,
                )  # fmt: skip
