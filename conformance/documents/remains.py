"""Whether other damage would stay in a repaired token or right beside it, so that it is only half mended.

A repair is made for a reader who looks no further; so it has to leave the whole token right. What would not
is still reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from .attested import (
    BAR,
    FOREIGN_LETTER,
    SIGN,
    Attested,
    has_foreign_name,
    has_foreign_value,
    is_foreign_file,
    is_glued_name,
    is_other_option,
)
from .finding import Found, Repair
from .page import Page, is_translated
from .paths import EXTENSIONS
from .spans import Span, spans_of

GAP = "[ \u00a0]"
EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
LOWER = f"a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f{EAST_ASIAN}"
# Behind any token: a lost name, a stop inside a sentence, an entity without its sign, the value of an option
# behind marks of emphasis, a blank before the bracket that closes it, one behind the bracket that opens.
BEHIND = re.compile(
    rf"{GAP}?@{GAP}?no__t|\.{GAP}?[{LOWER}]|[^|]{{0,40}}[^&]#\d+;|[^|.]{{0,30}}{GAP}\*\*{GAP}?:"
    rf"|\\?<{GAP}|\\*<[^<>|]*[^\x00-\x7f][^<>|]*>|\*+>|[^\s\x00-\x7f]{{1,8}}[.\u3002]\d|{GAP}\[\.{GAP}"
)
# Before any token: a full-width colon or an option's blank behind its own, a lone `=`, the gap of a path.
BEFORE = re.compile(
    rf"(?:[A-Za-z0-9\])>]|[\[|]{GAP}*)\uff1a{GAP}*\Z|(?:/[\w-]+|\b[A-Z]{{3,}}){GAP}?:{GAP}\Z"
    rf"|(?:[\s\]]|[^\s\x00-\x7f]{GAP}?)={GAP}*\Z|\\\**{GAP}\Z|\w{GAP}\\[\w\\.-]*\Z|[~@]{GAP}\Z|/[\w-]+:\*\*{GAP}?\Z"
    rf"|\S{GAP}\\?\|(?=\S)[^\[\]|]*\Z|<{GAP}+\**\Z|\uff1a\]{GAP}*\Z|no__t[\w-]*{GAP}?\**\Z|\[{GAP}\Z|{GAP}>\Z"
)
OPTION = re.compile(r"(?:[/-][\w-]+|/\?|-\?)\Z")
BEHIND_OPTION = re.compile(rf"{GAP}+:{GAP}*[\w<\\@*]|:{GAP}\d|{GAP}*\uff1a|{GAP}+=|-[A-Za-z]+(?=/)|/")
GLUED_HYPHEN = re.compile(r"-[A-Za-z]")
BEHIND_PLACEHOLDER = re.compile(rf"{GAP}*\uff1a|{GAP}\.[A-Za-z]|{GAP}\\(?!<)")
# The value of an option: glued to a word, or with a blank before the bracket that closes behind it.
BEHIND_COLON = re.compile(
    rf"(?:\\?<[^<>|]*>[/\\]?)+[A-Za-z]|(?:\\?<[^<>|]*>|\{{[^{{}}]*\}}|`[^`]*`){GAP}+[\]>]"
    rf"|{GAP}+\\?[<{{]|\{{[^{{}}]*\Z|\{{[^{{}}&]*(?<!\\)\|"
)
# A value that a bracket closes behind.
CLOSED = re.compile(r"(?:\\?<[^<>|]*>|\{[^{}]*\})\]")
AROUND_COLON = re.compile(r"\*[^*]*[^\x00-\x7f][^*]*\*\Z")
BEHIND_ITALIC = re.compile(r"\*[^*]*[^\x00-\x7f][^*]*\*")
FOLLOWING = re.compile(r"\\?<[^<>]+>")
# The rest of a path: a blank before or behind a backslash, a blank before the extension, a lone star.
BEHIND_PATH = re.compile(
    rf"[\w.:$%\\-]*(?:{GAP}+\\(?!<)|(?<=\\){GAP}+\S|(?<=\w)\.{GAP}(?:{EXTENSIONS})(?!\w))"
    rf"|{GAP}*\\\*",
    re.IGNORECASE,
)
INSIDE = re.compile(
    rf"\A=|[\w>)\]]{GAP}+=|\[,|/\w+:/\w|\.\.\./[A-Za-z]|<\\?[=:]|\u201e|<[^<>]*\u2019[^<>]*>|\byyyy:\w\w(?![\w:])"
    rf"|{GAP},|>/\w+:|\w/:|\A[\"'\u201c]{GAP}|\A\)|\A[\w-]+/[\w-]+{GAP}/",
    re.IGNORECASE,
)
# What is left of a path whose parts were strewn over the sentence.
LONE_BACKSLASH = re.compile(r"\*\*\\+\*\*")
TORN_PATH = re.compile(rf"{GAP}\\+{GAP}|\\{GAP}+\w")
GLUED_SLASH = re.compile(r"(?<![/:.])\b\w+/[A-Za-z?]")
GLUED_BEFORE = re.compile(r"(?<!<p)(?<!<br)(?<!/)(?<!<li)(?<!<ul)(?<!<em)(?<![/<]\w\w)[\]>]\Z")
OPENED = re.compile(r"\\?<[^<>|]{0,60}\Z")
CLOSES = re.compile(r"[^<>|]{0,60}>")
CLOSES_LATE = re.compile(rf"{GAP}+>")
CELL_END = re.compile(r"`[^`]*`|\\.|(?P<bar>\|)")
GROUP = re.compile(rf"{GAP}?\{{(?P<inner>[^{{}}]*)\}}")
IN_BRACKETS = re.compile(r"[^\[\]{}]*(?=[\]}])")
SERVER = re.compile(r"[\"*]*\\{1,4}(?P<name>[A-Za-z][\w.$-]*)[\"*]*")
BRACKETS = {"]": "[", "}": "{"}


class Place(NamedTuple):
    """Where a finding stands once its line is repaired: 0-based columns, `end` behind the last."""

    line: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The repaired text."""
        return self.line[self.start : self.end]


def settled(page: Page, found: list[Found]) -> list[Found]:
    """The findings of a page, without the repairs that would leave a token damaged.

    Args:
        page: the page.
        found: its findings.

    """
    attested = Attested(page)
    while True:
        half = {
            index
            for index, place in _places(page, found)
            if found[index].finding.line not in attested.coded and _remains(found[index], place, attested)
        }
        if not half:
            return found
        # Without these repairs there is other damage beside their neighbours.
        found = [
            Found(replace(each.finding, fixable=False)) if index in half else each
            for index, each in enumerate(found)
        ]


def _places(page: Page, found: list[Found]) -> Iterator[tuple[int, Place]]:
    """Where each finding that is repaired stands on its line with all repairs made."""
    lines: dict[int, list[int]] = {}
    for index, each in enumerate(found):
        if each.finding.fixable:
            lines.setdefault(each.finding.line, []).append(index)
    for number, indices in lines.items():
        repairs = sorted(
            {repair for index in indices for repair in found[index].repairs},
            key=lambda repair: (repair.start, repair.end),
        )
        line, moves = _made(page.lines[number - 1], repairs)
        for index in indices:
            finding = found[index].finding
            start = _moved(finding.column - 1, moves, first=True)
            yield index, Place(line, start, _moved(finding.end_column - 1, moves, first=False))


def _made(source: str, repairs: list[Repair]) -> tuple[str, list[tuple[int, int, int, int]]]:
    """A line with repairs made, and for each where it stood and stands."""
    pieces: list[str] = []
    moves: list[tuple[int, int, int, int]] = []
    at = length = 0
    for repair in repairs:
        if repair.start - 1 < at:
            continue
        pieces += [source[at : repair.start - 1], repair.text]
        start = length + repair.start - 1 - at
        length = start + len(repair.text)
        at = repair.end - 1
        moves.append((repair.start - 1, at, start, length))
    return "".join([*pieces, source[at:]]), moves


def _moved(column: int, moves: list[tuple[int, int, int, int]], *, first: bool) -> int:
    """Where a column of the source stands; at the edge of a repair, the first or the last place it can be."""
    shift = 0
    for begin, stop, start, end in moves:
        if begin > column or (first and begin == column):
            break
        if stop > column:
            return start if first else end
        shift = end - stop
    return column + shift


def _remains(each: Found, place: Place, attested: Attested) -> bool:
    """Whether damage stays in the token or beside it."""
    line, start, end = place
    shown = place.shown
    if INSIDE.search(shown) or BEFORE.search(line, 0, start) or BEHIND.match(line, end):
        return True
    if is_glued_name(shown, attested) or (shown[0] == "." and LONE_BACKSLASH.search(line)):
        return True
    if shown.count('"') % 2 and each.finding.name == "inserted-space":
        return True
    if shown.endswith(":") and _is_value_torn(place):
        return True
    if shown[0] == "/" and GLUED_BEFORE.search(line, max(0, start - 6), start):
        return True
    if _beside(each.finding.name, place) or _unclosed(place) or _lopsided(place):
        return True
    if shown.endswith("\\") and line[end : end + 1] in {"*", "_"} and not shown.endswith("\\\\"):
        return True
    around = _emphasised(place)
    if around is not None and _torn(each.finding.name, around):
        return True
    if each.finding.line in attested.slugs and _is_other_title(place, attested.slugs[each.finding.line]):
        return True
    return is_translated(attested.page) and _foreign(each, place, attested)


def _is_value_torn(place: Place) -> bool:
    """Whether what follows a colon has other damage."""
    line, start, end = place
    if BEHIND_COLON.match(line, end):
        return True
    if place.shown == ":":
        return AROUND_COLON.search(line, 0, start) is not None or BEHIND_ITALIC.match(line, end) is not None
    first, _ = _cell(line, start, end)
    opened = line.count("[", first, start) - line.count("]", first, start)
    return opened <= 0 and CLOSED.match(line, end) is not None


def _is_other_title(place: Place, slug: str) -> bool:
    """Whether a heading that begins like its anchor goes on in another way."""
    line, start, end = place
    if start and line[start - 1] not in "> ":
        return False
    title, shown = SIGN.sub("", slug), SIGN.sub("", place.shown.lower())
    first = re.split(r"[\W_]", place.shown.lower(), maxsplit=1)[0]
    if not title.startswith(first):
        return False
    return not title.startswith(shown) or bool(line[end:].strip() and line[end] not in "-\uff0d")


def _beside(name: str, place: Place) -> bool:
    """Whether the token goes on behind the repaired text, with a sign that is not right."""
    line, _, end = place
    shown = place.shown
    option = OPTION.search(shown)
    if option is not None and shown[: option.start()][-1:] not in {"\\", "."}:
        behind = BEHIND_OPTION.match(line, end)
        if behind is not None and (name == "lost-space" or behind.group()[-1:] != "/"):
            return True
        if name == "lost-space" and option.group()[0] == "-" and GLUED_HYPHEN.match(line, end):
            return True
        if option.group().endswith("?") and line[end : end + 1] == "-":
            return True
    if name == "inserted-space" and shown.endswith(">") and line[end : end + 1] == "/":
        return True
    if shown.endswith(">") and BEHIND_PLACEHOLDER.match(line, end):
        return True
    return ("\\" in shown.replace("\\<", "").replace("\\>", "") or shown.endswith("%")) and (
        BEHIND_PATH.match(line, end) is not None
    )


def _unclosed(place: Place) -> bool:
    """Whether it stands behind an angle bracket that does not close, or closes after a blank."""
    line, start, end = place
    if not OPENED.search(line, max(0, start - 62), start):
        return False
    return CLOSES_LATE.match(line, end) is not None or (
        ">" not in place.shown and CLOSES.match(line, end) is None
    )


def _lopsided(place: Place) -> bool:
    """Whether a bracket of the repaired text has no other half in its cell, or one behind a foreign word."""
    line, start, end = place
    if not any(sign in place.shown for sign in "[]{}"):
        return False
    first, last = _cell(line, start, end)
    stack: list[tuple[str, int]] = []
    for at in range(first, last):
        sign = line[at]
        if sign in "[{":
            stack.append((sign, at))
        elif sign in BRACKETS:
            if not stack or stack[-1][0] != BRACKETS[sign]:
                if start <= at < end:
                    return True
                continue
            _, opened = stack.pop()
            if start <= at < end and opened < start and re.search(r"[^\x00-\x7f]", line[opened:start]):
                return True
    return any(start <= at < end for _, at in stack)


def _cell(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of a line between two bars that are neither escaped nor inside code."""
    first, last = 0, len(line)
    for match in CELL_END.finditer(line):
        if match.group("bar") is None:
            continue
        if match.start() < start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _emphasised(place: Place) -> Span | None:
    """The emphasised text or code that the repaired text is a part of."""
    for span in spans_of(place.line, 0, len(place.line)):
        if span.start <= place.start and place.end <= span.end:
            return span
    return None


def _torn(name: str, around: Span) -> bool:
    """Whether emphasised text, which a reader takes for one token, has other damage."""
    if "no__t" in around.text or (TORN_PATH.search(around.text) and name != "lost-space"):
        return True
    return name == "lost-space" and (
        GLUED_SLASH.search(around.text) is not None
        or (around.kind in {"bold", "code"} and FOREIGN_LETTER.search(around.text) is not None)
    )


def _foreign(each: Found, place: Place, attested: Attested) -> bool:
    """Whether a word of the token is still a translated one, or is not the one that the page has."""
    finding = each.finding
    line, start, end = place
    shown = place.shown
    if (
        finding.name == "translated-value"
        and BAR.search(shown) is None
        and len(finding.text.split()) > len(shown.split())
    ):
        return True
    group = GROUP.match(line, end)
    if group is not None and shown.endswith(":") and has_foreign_value(shown, group.group("inner"), attested):
        return True
    if line[max(0, start - 1) : start] in {"[", "{"}:
        rest = IN_BRACKETS.match(line, end)
        if rest is not None and FOREIGN_LETTER.search(rest.group()):
            return True
    server = SERVER.fullmatch(shown)
    if finding.name == "inserted-space" and server is not None:
        return server.group("name").lower() not in attested.fences
    if finding.name == "lost-space" and not OPTION.search(shown):
        return False
    token = attested.is_first_cell(finding.line, finding.column) or _emphasised(place) is not None
    following = FOLLOWING.match(line, end) if shown.endswith(":") else None
    named = shown if following is None else f"{shown}{following.group()}"
    return (
        is_foreign_file(shown, attested)
        or has_foreign_name(named, attested, token=token)
        or is_other_option(shown, finding, attested)
    )
