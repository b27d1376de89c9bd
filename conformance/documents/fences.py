"""Syntax blocks and examples: what is wrong with their text, before any table is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .codes import is_name
from .finding import Found, found_at
from .page import Fence, Page
from .quoting import split_commands

if TYPE_CHECKING:
    from ...grammar import Parsed

DASH = re.compile(r"(?:(?<=[\s\[{|(])|^)(?P<dash>[\u2013\u2014\u2212])(?=[A-Za-z?])")
# A replacement of ` /Image` by `media` in many pages at once ate the letter before it and the blank.
REPLACED = re.compile(
    r"(?P<before>[^\s|\[\]{}]*?)(?<!/)\bmedia(?:group|type|file)?:|(?P<fused>[^\s|\[\]{}]*?[A-Za-z>])media(?:group|type|file)?:",
    re.IGNORECASE,
)
BARE_LETTER = re.compile(r"(?<![^\s\[\]])\[(?P<letter>[A-Za-z])\](?=\s|$|\[)")
BRACKETED_OPTION = re.compile(r"\[([/-])[A-Za-z]")
ALTERNATIVES = re.compile(
    r"(?P<option>(?<!\S)[/-]\w+)?[\[{](?P<inner>[^\[\]{}<>|]+(?:\|[^\[\]{}<>|]+)+)[\]}]"
)
ENOUGH = 3
BARE_OPTION = re.compile(r"(?<!\S)\[(?P<word>[A-Za-z]{2,})(?=\s<[^<>]+>\](?!\w))")
# A word without a sign between alternatives that have one.
LONE_WORD = re.compile(
    r"(?<![\w\]>}])(?P<sign>[/-])[A-Za-z]\w*\s*\|\s*(?P<word>[A-Za-z]\w+)(?=[\[:\s|])(?!\s*[\])}])"
)
# An option right behind the value of another one, and a name in two pairs of brackets.
JOINED = re.compile(r"<[^<>]+>(?P<option>/[A-Za-z]\w*)(?=:|\s<)")
TWICE = re.compile(r"<<(?P<name>[\w ]+)>>")
LEFTOVER = re.compile(r"@\s?no__t(?:-\d+)?", re.IGNORECASE)
NAMES = {
    "dash": "dash-for-hyphen",
    "missing-ellipsis": "lost-punctuation",
    "leftover-markup": "broken-markup",
    "full-width": "fullwidth-punctuation",
}


def check_fences(page: Page, blocks: list[tuple[Fence, Parsed]]) -> Iterator[Found]:
    """Damage in the text of fences: syntax blocks through the grammar, the rest by its signs."""
    for fence in page.fences:
        if fence.role == "usage" or (
            fence.info not in ("", "cmd", "console", "dos", "syntax", "command", "com", "output")
            and fence.role != "syntax"
        ):
            continue
        yield from _signs(page, fence)
    for fence, parsed in blocks:
        yield from _syntax(page, fence, parsed)
        yield from _bare_letters(page, fence)
        yield from _odd_signs(page, fence)
        yield from _lost_signs(page, fence)
        yield from _lone_quote(page, fence)
        yield from _joined(page, fence)
        for index, line in enumerate(fence.lines):
            for one in split_commands(line):
                row, column = fence.place(index, one.start)
                end = column - 1 + one.end - one.start
                yield found_at(page, row, column - 1, end, one.name, one.why, suggestion=one.suggestion)


def _bare_letters(page: Page, fence: Fence) -> Iterator[Found]:
    """A letter in brackets among options in brackets, which the table has as an option: its sign is lost."""
    for index, line in enumerate(fence.lines):
        for match in BARE_LETTER.finditer(line):
            signs = {other.group(1) for other in BRACKETED_OPTION.finditer(line)}
            if len(signs) != 1:
                continue
            option = f"{signs.pop()}{match.group('letter')}"
            cells = (row[0].raw for table in page.tables for row in table.rows if row)
            if not any(
                re.match(rf"\W{{0,3}}{re.escape(option)}(?!\w)", cell, re.IGNORECASE) for cell in cells
            ):
                continue
            row, column = fence.place(index, match.start())
            yield found_at(
                page, row, column - 1, column - 1 + len(match.group()), "lost-punctuation",
                f"the table has `{option}`", suggestion=f"[{option}]",
            )  # fmt: skip


def _odd_signs(page: Page, fence: Fence) -> Iterator[Found]:
    """One of several alternatives without the sign that all the others have, or with one that none has."""
    for index, line in enumerate(fence.lines):
        for match in ALTERNATIVES.finditer(line) if "|" in line else ():
            parts = list(re.finditer(r"[^|\s]+(?:\s+[^|\s]+)*", match.group("inner")))
            signs = [part.group()[0] if part.group()[0] in "/-" else "" for part in parts]
            odd = [at for at, sign in enumerate(signs) if signs.count(sign) == 1]
            others = {sign for at, sign in enumerate(signs) if at not in odd}
            if len(odd) != 1 or len(others) != 1:
                continue
            at, sign = odd[0], others.pop()
            word = parts[at].group()
            if sign and len(parts) > ENOUGH and re.fullmatch(r"[A-Za-z]\w*", word):
                why, mended = f"the other alternatives begin with `{sign}`", f"{sign}{word}"
            elif not sign and match.group("option") and re.fullmatch(r"[/-]\w+", word):
                why, mended = "the other alternatives have no sign", word[1:]
            else:
                continue
            row, column = fence.place(index, match.start("inner") + parts[at].start())
            yield found_at(
                page, row, column - 1, column - 1 + len(word), "lost-punctuation", why, suggestion=mended
            )


def _lost_signs(page: Page, fence: Fence) -> Iterator[Found]:
    """An option without its sign among others that have it, which has the sign elsewhere on the page."""
    for index, line in enumerate(fence.lines):
        signs = {other.group(1) for other in BRACKETED_OPTION.finditer(line)}
        found = [*LONE_WORD.finditer(line)] if "|" in line else []
        for match in found + ([*BARE_OPTION.finditer(line)] if len(signs) == 1 else []):
            word, sign = match.group("word"), match.groupdict().get("sign") or min(signs)
            written = re.compile(rf"(?<![\w/\\.-]){re.escape(sign + word)}(?![\w-])", re.IGNORECASE)
            if written.search(page.text) is None:
                continue
            row, column = fence.place(index, match.start("word"))
            end = column - 1 + len(word)
            why, text = f"the page has `{sign}{word}`", f"{sign}{word}"
            yield found_at(page, row, column - 1, end, "lost-punctuation", why, suggestion=text)


def _lone_quote(page: Page, fence: Fence) -> Iterator[Found]:
    """A quotation mark without a partner."""
    if fence.text.count('"') % 2:
        for index, line in enumerate(fence.lines):
            if line.count('"') == 1:
                at = line.index('"')
                column, width = _around(line, at, 1, fence.place(index, at)[1])
                why = "a quotation mark has no partner"
                end = column - 1 + width
                yield found_at(page, fence.place(index, at)[0], column - 1, end, "lost-punctuation", why)


def _joined(page: Page, fence: Fence) -> Iterator[Found]:
    """Options that no blank parts from what stands before them, and names in two pairs of angle brackets."""
    for index, line in enumerate(fence.lines):
        for match in JOINED.finditer(line) if ">/" in line else ():
            row, column = fence.place(index, match.start("option"))
            why = f"a blank is missing before `{match.group('option')}`"
            end = column - 1 + len(match.group("option"))
            text = f" {match.group('option')}"
            yield found_at(page, row, column - 1, end, "lost-space", why, suggestion=text)
        for match in TWICE.finditer(line) if "<<" in line else ():
            row, column = fence.place(index, match.start())
            end = column - 1 + len(match.group())
            why, text = "one pair of angle brackets is enough", f"<{match.group('name')}>"
            yield found_at(page, row, column - 1, end, "lost-punctuation", why, suggestion=text)


def _signs(page: Page, fence: Fence) -> Iterator[Found]:
    text = fence.text
    if text.isascii() and "media" not in text.lower() and "__" not in text:
        return
    for index, line in enumerate(fence.lines):
        if not line.isascii():
            for match in DASH.finditer(line):
                stop = match.end() + len(re.match(r"[\w?-]*", line[match.end() :]).group())  # type: ignore[union-attr]
                row, column = fence.place(index, match.start())
                at = column - 1
                yield found_at(
                    page, row, at, at + stop - match.start(), "dash-for-hyphen",
                    "an option begins with a hyphen",
                    edits=((at, at + 1, "-"),), certain=True,
                )  # fmt: skip
        if "media" in line.lower():
            for match in REPLACED.finditer(line):
                row, column = fence.place(index, match.start())
                yield found_at(
                    page, row, column - 1, column - 1 + len(match.group()), "replaced-text",
                    "`/Image` with the letter and the blank before it became `media`",
                )  # fmt: skip
        for match in LEFTOVER.finditer(line):
            row, column = fence.place(index, match.start())
            yield found_at(
                page,
                row,
                column - 1,
                column - 1 + len(match.group()),
                "leftover-placeholder",
                "it hides a token",
            )


def _syntax(page: Page, fence: Fence, parsed: Parsed) -> Iterator[Found]:
    text = fence.text
    for diagnosis in parsed.diagnoses:
        name = NAMES.get(diagnosis.name, diagnosis.name)
        suggestion = diagnosis.suggestion or None
        if not is_name(name):
            name = "damaged-syntax"
        if name == "dash-for-hyphen":
            continue
        line = text.count("\n", 0, diagnosis.start)
        begin = text.rfind("\n", 0, diagnosis.start) + 1
        row, column = fence.place(line, diagnosis.start - begin)
        width = len(text[diagnosis.start : diagnosis.end].split("\n")[0])
        if name == "inserted-space":
            at, size = diagnosis.start - begin, width
            column, width = _around(fence.lines[line], at, size, column)
            before = at - (column - fence.place(line, 0)[1])
            token = fence.lines[line][at - before : at - before + width]
            mended = diagnosis.suggestion
            suggestion = token[:before] + mended + token[before + size :] if mended is not None else None
        if name == "unbalanced-bracket":
            # A lone bracket says little: show the token that it opens or closes.
            column, width = _with_token(fence.lines[line], diagnosis.start - begin, width, column)
            suggestion = None
        yield found_at(
            page,
            row,
            column - 1,
            column - 1 + width,
            name,
            diagnosis.message,
            suggestion=suggestion,
        )


def _with_token(line: str, at: int, width: int, column: int) -> tuple[int, int]:
    """The column and width of a bracket together with the token it stands at."""
    if line[at : at + 1] in "[{<":
        end = at + width
        while end < len(line) and not line[end].isspace() and line[end] not in "[{|":
            end += 1
        return column, end - at
    start = at
    while start > 0 and not line[start - 1].isspace() and line[start - 1] not in "]}|":
        start -= 1
    return column - (at - start), at + width - start


def _around(line: str, at: int, width: int, column: int) -> tuple[int, int]:
    """The column and width of a span together with what touches it on either side."""
    start, end = at, at + width
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return column - (at - start), end - start
