"""What a page says in two ways: its syntax against its table, its examples against both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ....spec.known_words import wording
from ..findings.finding import Found, found_at
from ..pages.lexicon import Lexicon
from ..pages.page import Cell, Fence, Page
from .ranges import ranges_of

# A row for help; its only character that matters is the sign.
HELP = re.compile(r"[\s`*]*(?P<help>(?P<sign>[/-]?)\?)[\s`*]*")
# The first, optional part of a value alone: `/u [<domain>]` where the syntax has `/u [<domain>\]<user>`.
FIRST_PART = re.compile(r"[\s`*]*(?P<option>[/-]\w+)[\s`*]+(?P<part>\[<[^<>|]+>\])[\s`*]*")
TWO_NAMES = re.compile(r"<(?P<first>[A-Za-z]+) (?P<second>[A-Za-z]+)>")
# A path whose drive has lost its colon.
DRIVE = re.compile(r"(?:(?<=[,=\s])|(?<=\w\w:))(?P<drive>[A-Za-z])\\(?=\w)")
GUID = re.compile(
    r"(?<![\w-])\{?(?P<digits>[0-9A-Fa-f]{6,10}(?:-[0-9A-Fa-f]{3,5}){3}-[0-9A-Fa-f]{10,14})\}?(?![\w-])"
)
# A name of a machine in a domain that has lost the first of its backslashes.
HOST = re.compile(
    r"(?:(?<=\s)|(?<=\w[:=]))\\(?P<host>[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|local)\\)", re.IGNORECASE
)
# A path on another machine with a blank before one of its backslashes.
TORN_PATH = re.compile(r"(?<![\w\\])\\\\[\w.-]+(?:\\[\w$.-]+)+(?P<gap> +)\\[A-Za-z][\w.\\-]*")
# A tag of XML and its attributes without quotation marks.
TAG = re.compile(r"\s*<[A-Za-z][\w:]*\s+[A-Za-z][\w:]*=[^\s\"'<>]")
ATTRIBUTE = re.compile(r"(?<=\s)(?P<name>[A-Za-z][\w:]*)=(?P<value>[^\s\"'<>]+)")
# What a tool left where it broke a line.
BROKEN_LINE = "\\n\\"
# A computer with one backslash, and with two.
ONE_BACKSLASH = re.compile(r"(?<![^\s\[{(|])\\(?P<name>[A-Za-z]\w*|<[A-Za-z]\w*>)(?![\\\w])")
TWO_BACKSLASHES = re.compile(r"(?<!\S)\\\\[A-Za-z]")
# The values of an option in a code span, where nobody translates them.
LISTED = re.compile(
    r"[\s`*\[\\]*(?P<option>[/-][A-Za-z]\w*)[:=\s]?`[<{](?P<values>[A-Za-z]\w*(?:\s?\|\s?[A-Za-z]\w*)+)[>}]`"
)
GIVEN = re.compile(r"(?<!\S)(?P<option>[/-][A-Za-z]\w*)[:=\s](?P<value>[A-Za-z]\w*)(?!\S)")
GLUED = re.compile(r"(?<!\S)/\w+:[^\s\"/]*\w(?P<option>/(?P<name>[A-Za-z]\w+):)(?=[^\s/])")
GUID_SIZES = [8, 4, 4, 4, 12]
NUMBER = re.compile(r"(?<!\S)[/-](?P<name>[A-Za-z]\w*)[:=\s]\s*(?P<number>\d{1,9})(?!\S)")


def check_contradictions(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Places where the syntax, the table and the examples of a page contradict each other.

    Args:
        page: a page with a syntax.
        lexicon: what its syntax blocks name.

    """
    for cell in page.declarations:
        yield from _cell(page, cell, lexicon)
    yield from _generic(page, lexicon)
    yield from _two_names(page, lexicon)
    yield from _computers(page, lexicon)
    yield from _attributes(page)
    yield from _examples(page, lexicon)


def _computers(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Computers that the syntax has with one backslash and the page types with two."""
    if "\\" not in lexicon.text or not any(
        TWO_BACKSLASHES.search(line) for line in page.typed.split("\n") if line.startswith(_heads(lexicon))
    ):
        return
    for fence in page.fences:
        for index, line in enumerate(fence.lines if fence.role == "syntax" else ()):
            for match in ONE_BACKSLASH.finditer(line):
                row, column = fence.place(index, match.start())
                end = column - 1 + len(match.group())
                why = "two backslashes stand before a computer in the examples"
                instead = f"\\\\{match.group('name')}"
                yield found_at(page, row, column - 1, end, "lost-punctuation", why, suggestion=instead)


def _attributes(page: Page) -> Iterator[Found]:
    """Attributes of XML that lost their quotation marks."""
    if "<" not in page.typed or "=" not in page.typed:
        return
    for fence in page.fences:
        for index, line in enumerate(fence.lines if fence.role != "syntax" else ()):
            for match in ATTRIBUTE.finditer(line) if TAG.match(line) else ():
                row, column = fence.place(index, match.start())
                end = column - 1 + len(match.group())
                why = "XML has its attributes in quotation marks"
                text = f'{match.group("name")}="{match.group("value")}"'
                yield found_at(page, row, column - 1, end, "lost-quotes", why, suggestion=text)


def _heads(lexicon: Lexicon) -> tuple[str, ...]:
    """What the lines of the syntax begin with, with the blank behind it."""
    return tuple({f"{line.split(' ', 1)[0]} " for line in lexicon.lines if line})


def _cell(page: Page, cell: Cell, lexicon: Lexicon) -> Iterator[Found]:
    """A row for help with another sign than the syntax, a value cut off behind its first part."""
    raw = cell.raw
    match = HELP.fullmatch(raw) if "?" in raw else None
    if match is not None:
        start = cell.column - 1 + match.start("help")
        end = cell.column - 1 + match.end("help")
        term = lexicon.options.get("?")
        if not match.group("sign"):
            if "?" not in lexicon.text:
                why = "the sign before the question mark is missing"
                yield found_at(page, cell.line, start, end, "lost-punctuation", why, suggestion="/?")
        elif term is not None and match.group("help") not in lexicon.text:
            why = f"the syntax has `{term.prefix}?`"
            yield found_at(page, cell.line, start, end, "misspelt-token", why, suggestion=f"{term.prefix}?")
        return
    match = FIRST_PART.fullmatch(raw) if ">]" in raw else None
    if match is None:
        return
    part = match.group("part")
    written = re.escape(f"{match.group('option')} {part[:-1]}".lower())
    whole = re.search(rf"{written}(?P<rest>\\\]<[^<>]+>)", lexicon.text)
    if whole is not None:
        start = cell.column - 1 + match.start("option")
        end = cell.column - 1 + match.end("part")
        wanted = f"{part[:-1]}{whole.group('rest')}"
        why = f"the syntax has `{match.group('option')} {wanted}`"
        yield found_at(page, cell.line, start, end, "lost-token", why)


def _generic(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """`/parameter` as the only option of a syntax whose table has none of that name."""
    if len(lexicon.options) != 1:
        return
    name, term = next(iter(lexicon.options.items()))
    if name not in wording().metavariables.generic or term.value or term.separator.strip():
        return
    if any(re.search(rf"[/-]{name}\b", cell.raw, re.IGNORECASE) for cell in page.declarations):
        return
    for row, start, match in _in_syntax(page, re.compile(rf"(?<!\S){re.escape(term.written)}(?!\S)")):
        why = "it is the name of what is to be typed, and no option"
        text = f"<{term.name}>"
        yield found_at(page, row, start, start + len(match.group()), "lost-punctuation", why, suggestion=text)


def _two_names(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """`<path volumename>` where the page has `<path>` and `<volumename>`: the brackets between are lost."""
    if TWO_NAMES.search(lexicon.text) is None:
        return
    cells = [cell.raw.lower() for cell in page.declarations]

    def alone(name: str) -> bool:
        return f"<{name}>" in lexicon.text or any(f"<{name}>" in raw for raw in cells)

    for row, start, match in _in_syntax(page, TWO_NAMES):
        first, second = match.group("first", "second")
        if alone(first.lower()) and alone(second.lower()):
            why = f"`<{first}>` and `<{second}>` are two things"
            end = start + len(match.group())
            text = f"<{first}> <{second}>"
            yield found_at(page, row, start, end, "lost-punctuation", why, suggestion=text)


def _in_syntax(page: Page, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """The matches of a pattern in the syntax blocks: line, 0-based column, match."""
    for fence in page.fences:
        if fence.role == "syntax":
            for index, line in enumerate(fence.lines):
                for match in pattern.finditer(line):
                    row, column = fence.place(index, match.start())
                    yield row, column - 1, match


def _examples(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Values of examples that cannot be meant: a drive without its colon, no GUID, a number out of range."""

    @cache
    def ranges() -> dict[str, tuple[int, int]]:
        return {name: limits for name, limits in ranges_of(page).items() if name in lexicon.options}

    listed = _listed(page, lexicon)
    for fence in page.fences:
        if fence.role != "examples":
            continue
        for index, line in enumerate(fence.lines):
            if listed:
                yield from _unlisted(page, fence, index, listed)
            for start, end, name, why, text in (*_values(line), *_glued(line, lexicon)):
                row, column = fence.place(index, start)
                yield found_at(
                    page, row, column - 1, column - 1 + end - start, name, why, suggestion=text or None
                )
            for match in NUMBER.finditer(line):
                low, high = ranges().get(match.group("name").lower(), (0, 10**9))
                if not low <= int(match.group("number")) <= high:
                    row, column = fence.place(index, match.start("number"))
                    end = column - 1 + len(match.group("number"))
                    why = f"the table has {low} to {high}"
                    yield found_at(page, row, column - 1, end, "rejected-example", why)


def _listed(page: Page, lexicon: Lexicon) -> dict[str, list[str]]:
    """The values that the table lists for options that the syntax lacks, in lower case."""
    found: dict[str, list[str]] = {}
    for cell in page.declarations:
        match = LISTED.fullmatch(cell.raw) if "|" in cell.raw and "`" in cell.raw else None
        if match is not None and match.group("option")[1:].lower() not in lexicon.options:
            values = match.group("values").lower().split("|")
            found[match.group("option").lower()] = [value.strip() for value in values]
    return found


def _unlisted(page: Page, fence: Fence, index: int, listed: dict[str, list[str]]) -> Iterator[Found]:
    """Values of a line of an example that the table does not list."""
    for match in GIVEN.finditer(fence.lines[index]):
        values = listed.get(match.group("option").lower())
        if values is not None and match.group("value").lower() not in values:
            row, column = fence.place(index, match.start())
            end = column - 1 + len(match.group())
            why = f"the table has {', '.join(values)}"
            yield found_at(page, row, column - 1, end, "rejected-example", why)


def _values(line: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Drives and GUIDs of a line that are none: columns, damage class, why, how they should read or ""."""
    if line.endswith(BROKEN_LINE):
        why = "it is no part of the command"
        yield len(line) - len(BROKEN_LINE), len(line), "leftover-placeholder", why, ""
    if "\\" in line:
        yield from _paths(line)
    if line.count("-") >= len(GUID_SIZES) - 1:
        for match in GUID.finditer(line):
            if [len(part) for part in match.group("digits").split("-")] != GUID_SIZES:
                why = "a GUID has groups of 8, 4, 4, 4 and 12 digits"
                yield match.start(), match.end(), "rejected-example", why, ""


def _paths(line: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Paths that lack a sign or have a blank in them, as `_values` gives its places."""
    for match in HOST.finditer(line) if "." in line else ():
        why, text = "the name of a machine begins with two backslashes", f"\\\\{match.group('host')}"
        yield match.start(), match.end(), "lost-punctuation", why, text
    for match in TORN_PATH.finditer(line) if " \\" in line else ():
        why, text = "a blank stands inside a path", match.group().replace(" ", "")
        yield match.start(), match.end(), "inserted-space", why, text
    for match in DRIVE.finditer(line) if ":\\" in line else ():
        why, text = "the colon behind the drive is missing", f"{match.group('drive')}:"
        yield match.start(), match.end(), "lost-punctuation", why, f"{text}\\"


def _glued(line: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str, str, str]]:
    """Options of the syntax right behind the value of another one, as `_values` gives its places."""
    for match in GLUED.finditer(line) if ":" in line else ():
        term = lexicon.options.get(match.group("name").lower())
        if term is not None and term.prefix == "/" and term.separator == ":":
            why, text = "a blank is missing before it", f" {match.group('option')}"
            yield match.start("option"), match.end("option"), "lost-space", why, text
