"""The options of one syntax block against each other: their signs, and the blanks between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.page import Fence, Page

BARE_LETTER = re.compile(r"(?<![^\s\[\]])\[(?P<letter>[A-Za-z])\](?=\s|$|\[|\])")
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
# A word of the command right before the bracket of an option.
CLINGING = re.compile(r"(?<![\w/\\.:<-])(?P<word>[A-Za-z]\w+)(?=\[/[A-Za-z]\w*)")
APART = re.compile(r"\w \[/[A-Za-z]")
SIGN = re.compile(r"(?<![\w/\\<:.-])(?P<sign>[/-])(?P<name>[A-Za-z]\w*)")
# An option with a value in brackets, with or without a blank between them.
BRACKETED_VALUE = re.compile(r"(?P<option>(?<!\S)\[?/\w+)(?P<blank>\s?)(?P<value>\[<[^<>]+>\])")
MANY = 3
PAIR = 2


def check_tokens(page: Page, fence: Fence) -> Iterator[Found]:
    """Options of a syntax block that lost their sign or their blank, and names in brackets too many.

    Args:
        page: the page.
        fence: the block.

    """
    yield from _bare_letters(page, fence)
    yield from _odd_signs(page, fence)
    yield from _lost_signs(page, fence)
    yield from _joined(page, fence)
    yield from _clinging(page, fence)
    yield from _other_sign(page, fence)
    yield from _clinging_values(page, fence)


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
        for start, word, why, mended in _odd_ones(line) if "|" in line else ():
            row, column = fence.place(index, start)
            end = column - 1 + len(word)
            yield found_at(page, row, column - 1, end, "lost-punctuation", why, suggestion=mended)


def check_alternatives(page: Page) -> Iterator[Found]:
    """The same in the first cells of the parameter tables."""
    for cell in page.declarations:
        raw = cell.raw.replace("&#124;", "    | ") if "&#124;" in cell.raw else cell.raw
        for start, word, why, mended in _odd_ones(raw) if "|" in raw else ():
            at = cell.column - 1 + start
            yield found_at(page, cell.line, at, at + len(word), "lost-punctuation", why, suggestion=mended)


def _odd_ones(line: str) -> Iterator[tuple[int, str, str, str]]:
    """The odd alternatives of a line: where each begins, its text, why it is odd, how it should read."""
    for match in ALTERNATIVES.finditer(line):
        parts = list(re.finditer(r"[^|\s]+(?:\s+[^|\s]+)*", match.group("inner")))
        signs = [part.group()[0] if part.group()[0] in "/-" else "" for part in parts]
        odd = [at for at, sign in enumerate(signs) if signs.count(sign) == 1]
        if len(odd) == PAIR and match.group("option"):
            # What an option takes has no sign itself.
            odd = [at for at in odd if signs[at]]
        others = {sign for at, sign in enumerate(signs) if at not in odd}
        if len(odd) != 1 or len(others) != 1:
            continue
        part, sign = parts[odd[0]], others.pop()
        word, start = part.group(), match.start("inner") + part.start()
        if sign and len(parts) > ENOUGH and re.fullmatch(r"[A-Za-z]\w*", word):
            yield start, word, f"the other alternatives begin with `{sign}`", f"{sign}{word}"
        elif not sign and match.group("option") and re.fullmatch(r"[/-]\w+", word):
            yield start, word, "the other alternatives have no sign", word[1:]


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


def _clinging(page: Page, fence: Fence) -> Iterator[Found]:
    """`word[/option]` on a page that has a blank there elsewhere."""
    for index, line in enumerate(fence.lines):
        for match in CLINGING.finditer(line) if "[/" in line else ():
            open_angle = line.count("<", 0, match.start()) > line.count(">", 0, match.start())
            if open_angle or not any(APART.search(other.text) for other in page.fences):
                continue
            row, column = fence.place(index, match.start())
            end = column - 1 + len(match.group())
            why, text = "a blank is missing behind it", f"{match.group()} "
            yield found_at(page, row, column - 1, end, "lost-space", why, suggestion=text)


def _other_sign(page: Page, fence: Fence) -> Iterator[Found]:
    """One option with a hyphen in a block whose options, that one among them, have a slash."""
    found = list(SIGN.finditer(fence.text))
    signs = Counter(match.group("sign") for match in found)
    if signs["-"] != 1 or signs["/"] < MANY:
        return
    odd = next(match for match in found if match.group("sign") == "-")
    same = [match for match in found if match.group("name").lower() == odd.group("name").lower()]
    if len(same) > 1:
        begin = fence.text.rfind("\n", 0, odd.start()) + 1
        row, column = fence.place(fence.text.count("\n", 0, odd.start()), odd.start() - begin)
        end = column - 1 + len(odd.group())
        why, text = "elsewhere the syntax has it with `/`", f"/{odd.group('name')}"
        yield found_at(page, row, column - 1, end, "misspelt-token", why, suggestion=text)


def _clinging_values(page: Page, fence: Fence) -> Iterator[Found]:
    """`/option[<value>]` among several options that have a blank before the same value."""
    found = list(BRACKETED_VALUE.finditer(fence.text)) if "[<" in fence.text else []
    for match in found:
        same = [other for other in found if other.group("value") == match.group("value")]
        if (
            match.group("blank")
            or sum(1 for other in same if not other.group("blank")) > 1
            or len(same) < MANY
        ):
            continue
        begin = fence.text.rfind("\n", 0, match.start()) + 1
        row, column = fence.place(fence.text.count("\n", 0, match.start()), match.start("option") - begin)
        end = column - 1 + len(match.group())
        why, text = "a blank is missing before the value", f"{match.group('option')} {match.group('value')}"
        yield found_at(page, row, column - 1, end, "lost-space", why, suggestion=text)
