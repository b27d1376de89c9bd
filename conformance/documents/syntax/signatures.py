"""Parameters of a page about a function or a method, and their directions, against its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ....spec.known_words import windows_names
from ..findings.finding import Found, found_at
from ..pages.page import Fence, Page

# What the sections with a signature are called on pages that are made from the header files.
SECTIONS = frozenset({"-syntax", "-prototype"})
BRACKETS = {"(": ")", "[": "]"}
# The direction of a parameter before its type: in brackets, or as an annotation.
BRACKETED = re.compile(r"\s*\[(?P<words>[^\[\]]*)\]")
ANNOTATED = re.compile(r"\s*_(?P<way>In|Out|Inout)(?P<rest>_\w*)")
ANNOTATIONS = {"In": ["in"], "Out": ["out"], "Inout": ["in", "out"]}
OPTIONAL = "optional"
# What a parameter has in Basic, in which its type stands behind its name.
BASIC = re.compile(r"\b(?:As|ByVal|ByRef|_)\b")
COMMENT = re.compile(r"//[^\n]*|/\*[^\n]*?\*/")
DECLARED = re.compile(r"\w[\s*&>]+(?P<name>\w+)\s*(?:\[[^\[\]]*\]\s*)*(?:=.*)?\Z", re.DOTALL)
# A parameter with its direction as the text has it: in a line of its own, or in a heading.
LINE = re.compile(r"\A\s*\*(?P<name>[^*\n]+)\*\s+\\\[(?P<direction>[^\\\n]*)\\\]")
PARAM = "-param "
ANCHOR = "param-"
HEADING = re.compile(
    r"\A(?:-param\s++)?(?:<i>)?[*&]*+(?P<name>[^\s\[\]<>\\*&-][^\[\]<>\\]*+)(?:</i>)?\s*+"
    r"(?:\\?\[(?P<direction>[^\[\]\\]*+)\\?\])?+\s*\Z"
)
WIDE = re.compile(r"[\uff0c\u3001]\s*")
SEPARATORS = re.compile(r"[,/\s]+|\([^()]*\)")
WORD = re.compile(r"\w+")


class _Shown(NamedTuple):
    """A parameter in the text: its line, the 0-based columns of its name and direction, and its anchor.

    `direction` is None where none is shown, `slug` is "" where there is no anchor, `said` tells whether the
    heading says that it is a parameter.
    """

    line: int
    span: tuple[int, int]
    name: str
    direction_span: tuple[int, int]
    direction: str | None
    slug: str = ""
    said: bool = False


def signatures_in(code: str) -> list[dict[str, str]]:
    """The parameters of each signature in some code, in order.

    Args:
        code: declarations in C++, IDL or MOF.

    Returns:
        For each signature with a parameter the direction of each, as a page shows it (`in, optional`) or "",
        by its name.

    """
    found = (dict(filter(None, map(_declared, pieces))) for pieces in _groups(COMMENT.sub("", code)))
    return [parameters for parameters in found if parameters]


def _groups(code: str) -> Iterator[list[str]]:
    """What stands between commas in each pair of round brackets that stands in no other pair."""
    open_: list[str] = []
    pieces: list[str] = []
    start = 0
    for at, sign in enumerate(code):
        if sign in BRACKETS:
            open_.append(BRACKETS[sign])
            if open_ == [")"]:
                pieces, start = [], at + 1
        elif sign == "," and open_ == [")"]:
            pieces.append(code[start:at])
            start = at + 1
        elif open_ and sign == open_[-1]:
            open_.pop()
            # Before another pair stands the name of a pointer.
            if sign == ")" and not open_ and code[at + 1 : at + 2] != "(":
                yield [*pieces, code[start:at]]


def _declared(piece: str) -> tuple[str, str] | None:
    """The name and the direction of a parameter; None if it has no type before a name."""
    if BASIC.search(piece) is not None:
        return None
    bracketed = BRACKETED.match(piece)
    annotated = ANNOTATED.match(piece)
    words: list[str] = []
    if bracketed is not None:
        # What has arguments, as `size_is(n)`, is not shown in the text.
        attributes = (word.strip().lower() for word in bracketed.group("words").split(","))
        words = [word for word in attributes if word in windows_names().directions]
    elif annotated is not None:
        optional = OPTIONAL[:3] in annotated.group("rest").split("_")
        words = [*ANNOTATIONS[annotated.group("way")], *([OPTIONAL] if optional else [])]
    begin = bracketed or annotated
    match = DECLARED.search(piece, begin.end() if begin is not None else 0)
    return None if match is None else (match.group("name"), ", ".join(words))


def _words(direction: str) -> list[str]:
    return [word for word in SEPARATORS.split(direction.lower()) if word]


def check_signatures(page: Page, lines: list[tuple[int, str]]) -> Iterator[Found]:
    """Parameters and directions that are not those of the signature or of their anchors.

    Args:
        page: a translated page.
        lines: the lines of its text with their numbers.

    """
    rows = [*_in_headings(page), *_in_lines(lines)]
    if not rows:
        return
    # A signature may stand in the description, too, where other code may: no place is told by that.
    fences = [fence for fence in page.fences if fence.role != "examples"]
    own = [each for fence in fences if _is_syntax(page, fence) for each in signatures_in(fence.text)]
    others = [each for fence in fences if not _is_syntax(page, fence) for each in signatures_in(fence.text)]
    known = {name.lower(): (name, way) for each in (*others, *own) for name, way in each.items()}
    placed = _by_place(rows, own)
    for row in rows:
        low = row.name.lower()
        anchored, ways = _of_anchor(row.slug)
        name, way = known.get(low) or known.get(anchored) or ("", "")
        source = "signature"
        if not name and anchored:
            name, source = _spelt(page, anchored), "anchor"
        elif not name:
            name, way = placed.get(row, ("", ""))
        if name and name.lower() != low:
            yield _named(page, row, name, source)
        if row.direction is not None and (way or ways or row.said):
            yield from _directed(page, row, way or ways, "signature" if way else "anchor")


def _is_syntax(page: Page, fence: Fence) -> bool:
    return fence.role == "syntax" or (fence.section >= 0 and page.headings[fence.section].text in SECTIONS)


def _in_headings(page: Page) -> Iterator[_Shown]:
    """The parameters that have headings: all that say so or, where none does, all that have a direction."""
    said = [each for each in page.headings if each.text.startswith(PARAM)]
    for heading in said or (each for each in page.headings if each.role == "parameters"):
        match = HEADING.match(heading.text)
        if match is None or not (said or match.group("direction")):
            continue
        at = heading.column - 1
        name, direction = match.group("name").rstrip(), match.group("direction")
        start = at + match.start("name")
        ways = (at + match.start("direction"), at + match.end("direction"))
        yield _Shown(
            heading.line, (start, start + len(name)), name, ways, direction, heading.slug, said=bool(said)
        )


def _in_lines(lines: list[tuple[int, str]]) -> Iterator[_Shown]:
    for number, line in lines:
        match = LINE.match(line)
        if match is not None:
            name, direction = match.group("name", "direction")
            yield _Shown(number, match.span("name"), name, match.span("direction"), direction)


def _by_place(rows: list[_Shown], signatures: list[dict[str, str]]) -> dict[_Shown, tuple[str, str]]:
    """What rows stand for that the signature does not have, where it has as many parameters as there are."""
    for every in signatures:
        directed = {name: way for name, way in every.items() if way}
        for parameters in (every, directed):
            if len(parameters) != len(rows):
                continue
            names = {row.name.lower() for row in rows}
            lower = {name.lower() for name in parameters}
            absent = [each for each in parameters.items() if each[0].lower() not in names]
            strangers = [row for row in rows if row.name.lower() not in lower]
            if len(absent) == len(strangers):
                return dict(zip(strangers, absent, strict=True))
    return {}


def _of_anchor(slug: str) -> tuple[str, str]:
    """The name in small letters and the direction in the anchor of a heading; "" for what is not in it."""
    parts = slug.strip("-").removeprefix(ANCHOR).split("-")
    ways: list[str] = []
    while len(parts) > 1 and parts[-1] in windows_names().directions:
        ways.insert(0, parts.pop())
    return (parts[0] if len(parts) == 1 else "", ", ".join(ways))


def _spelt(page: Page, name: str) -> str:
    """How the text of a page writes a name that is known in small letters."""
    found = {word for word in WORD.findall(page.text) if word.lower() == name != word}
    return found.pop() if len(found) == 1 else name


def _named(page: Page, row: _Shown, name: str, source: str) -> Found:
    """A parameter under another name."""
    torn = row.name.replace(" ", "").lower() == name.lower()
    # An anchor does not tell which letters are capital.
    sure = source == "signature" or not name.islower()
    return found_at(
        page, row.line, *row.span, "inserted-space" if torn else "translated-value",
        f"the {source} has `{name}`", edits=((*row.span, name),) if sure else (), certain=sure,
    )  # fmt: skip


def _directed(page: Page, row: _Shown, right: str, source: str) -> Iterator[Found]:
    """A direction in other words, with a blank at its side or with a full-width comma."""
    shown = row.direction or ""
    narrow = WIDE.sub(", ", shown).strip()
    known = windows_names().directions.issuperset(_words(narrow))
    if known and shown == narrow:
        return
    damage, wanted = "translated-value", right
    why = f"the {source} has `[{right}]`" if right else "directions are the same in every language"
    if known:
        damage, wanted = "inserted-space", narrow
        why = "a blank stands inside the brackets"
    if known and narrow != shown.strip():
        damage, why = "fullwidth-punctuation", "a full-width comma stands between the words"
    yield found_at(
        page, row.line, *row.direction_span, damage, why,
        edits=((*row.direction_span, wanted),) if wanted else (), certain=bool(wanted),
    )  # fmt: skip
