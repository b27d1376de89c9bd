"""Reference pages of COM and WMI: names, directions of parameters, files and namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ....spec.known_words import file_extensions
from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.page import Page, is_translated
from ..tables.options import foreign
from .api_names import check_api_title
from .signatures import check_signatures

# A name with an underscore, as code and the front matter have it.
NAME = re.compile(r"(?<![\w\\])[A-Za-z]\w*_\w+", re.ASCII)
WORD = re.compile(r"[A-Za-z]\w{3,}", re.ASCII)
# Words around underscores, which may be escaped, and an escaped one that stands by itself.
JOINED = re.compile(r"(?<!\w)[^\W_]+(?: ?\\?_ ?[^\W_]+)+")
CAPITALS = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", re.ASCII)
UNDERSCORE = re.compile(r" ?\\?_ ?")
ALONE = re.compile(r"(?<!\w)\\_|\\_(?!\w)")
LINK = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)|<a\s[^<>\n]*>[^<>\n]*</a>")
# A constant behind the mark that links lead to: the mark has its name.
MARKED = re.compile(r'<span id="(?P<id>\w+)"></span>(?:<span id="\w+"></span>)*\*\*(?P<shown>[^*\n]+)\*\*')
# The mark before a cell whose next line has the constant.
ANCHOR = re.compile(r'<a id="(?P<id>\w+)"></a>(?:<a id="\w+"></a>)*<dl>\s*\Z')
TERM = re.compile(r"\s*<dt><b>(?P<shown>[^<>\n]+)</b></dt>")
MEMBER = re.compile(r"^[ \t]*(?:[\w:]+[ \t]+)+[*&]*(?P<name>\w+)[ \t]*(?:\[[^\[\]\n]*\])?;", re.MULTILINE)
BOLD_LINE = re.compile(r"\s*\*\*(?P<name>[^*\n]+)\*\*\s*")
LETTERS = re.compile(r"(?<!\w)[^\W_]+(?!\w)")
# What stands where the full stop of a file's name belongs.
GAPS = {".": "inserted-space", "\u3002": "fullwidth-punctuation"}
# A WMI namespace in a cell, with blanks beside its backslashes.
CELL = re.compile(r"(?<=\| )[^|<>\n]+")
BACKSLASH = "\\\\"
ENDS = ("|", "<br")
BACKSLASHES = re.compile(r"(?<![ \u00a0])[ \u00a0]*\\\\[ \u00a0]*")
ROOT = "Root"
# A namespace whose first part, which is the same everywhere, may be in the language of the page.
WHOLE_PATH = re.compile(r"(?P<first>[^\W\d_]+)\\\\CIMv2(?:\\\\\w+)*", re.IGNORECASE)
TORN_PATH = re.compile(r"[ \u00a0]\\\\|\\\\[ \u00a0]|\\\\\Z|\A\\\\\w")


# The text of a page: lines with their numbers.
Lines = list[tuple[int, str]]


@cache
def _file() -> re.Pattern[str]:
    """The one file of an item."""
    endings = "|".join(file_extensions().built)
    return re.compile(
        rf"<dt>(?P<name>(?P<stem>[^<>.\n]+?)(?P<gap>[ \u00a0]|\.[ \u00a0]|\u3002)(?P<ending>{endings}))</dt>"
    )


def is_reference(page: Page) -> bool:
    """Whether the front matter says that the page is about a method, an interface or the like."""
    return "api_name" in page.front or "UID" in page.front


def check_reference(page: Page) -> Iterator[Found]:
    """What is wrong with the names of a page about an interface; only a translation is judged."""
    if not is_translated(page) or not is_reference(page):
        return
    lines = list(_text_lines(page))
    found = [
        *_marked(page, lines),
        *check_signatures(page, lines),
        *_members(page, lines),
        *_files(page, lines),
        *_namespaces(page, lines),
    ]
    yield from found
    taken = places_by_line(found)
    for each in (*_names(page, lines), *check_api_title(page)):
        one = each.finding
        if not overlapping(one.column - 1, one.end_column - 1, taken.get(one.line, ())):
            yield each


def _text_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of a page that are neither front matter nor code, each with its number."""
    coded = {number for each in page.fences for number in range(each.line, each.line + len(each.lines))}
    first = min((heading.line for heading in page.headings), default=1)
    for number, line in enumerate(page.lines, 1):
        if number >= first and number not in coded:
            yield number, line


def _marked(page: Page, lines: Lines) -> Iterator[Found]:
    """Constants that do not read like the mark before them, which the code has or which has their form."""
    known = {name for fence in page.fences for name in WORD.findall(fence.text)}
    for number, line in lines:
        for match in MARKED.finditer(line) if "<span id=" in line else ():
            if match.group("id") in known:
                yield from _constant(page, number, match, match.group("id"))
        anchor = ANCHOR.search(line) if "<a id=" in line else None
        term = TERM.match(page.lines[number]) if anchor is not None and number < len(page.lines) else None
        if anchor is not None and term is not None and CAPITALS.fullmatch(anchor.group("id")):
            yield from _constant(page, number + 1, term, anchor.group("id"))


def _constant(page: Page, number: int, match: re.Match[str], wanted: str) -> Iterator[Found]:
    """A constant that reads otherwise than it should; underscores may be escaped in Markdown alone."""
    shown = match.group("shown")
    bare = shown.replace("\\_", "_")
    if bare.lower() == wanted.lower():
        return
    torn = bare.replace(" ", "").lower() == wanted.lower()
    edit = (*match.span("shown"), wanted if match.re is TERM else wanted.replace("_", "\\_"))
    yield found_at(
        page, number, *match.span("shown"), "inserted-space" if torn else "translated-value",
        f"the mark before it is `{wanted}`", edits=(edit,), certain=True,
    )  # fmt: skip


def _members(page: Page, lines: Lines) -> Iterator[Found]:
    """Members of a structure that are not those of its code, where it has as many and most are."""
    code = "\n".join(fence.text for fence in page.fences if fence.role == "syntax")
    names = MEMBER.findall(code)
    rows = [(number, match) for number, line in lines if (match := BOLD_LINE.fullmatch(line)) is not None]
    alike = sum(
        name.lower() == match.group("name").lower() for name, (_, match) in zip(names, rows, strict=False)
    )
    if len(names) != len(rows) or alike < len(names) - alike:
        return
    for name, (number, match) in zip(names, rows, strict=True):
        if match.group("name").lower() != name.lower():
            edit = (*match.span("name"), name)
            yield found_at(
                page, number, *match.span("name"), "translated-value", f"the code has `{name}`",
                edits=(edit,), certain=True,
            )  # fmt: skip


def _files(page: Page, lines: Lines) -> Iterator[Found]:
    """Names of files with a blank at their stop; one that the page has elsewhere, too, is sure."""
    for number, line in lines:
        for match in _file().finditer(line) if "<dt>" in line else ():
            stem = match.group("stem")
            wanted = f"{stem}.{match.group('ending')}"
            sure = stem.isascii() and len(re.findall(rf"\b{re.escape(stem)}\b", page.text, re.IGNORECASE)) > 1
            damage = GAPS.get(match.group("gap")[0], "lost-punctuation")
            yield found_at(
                page, number, *match.span("name"), damage, "it is the name of a file",
                edits=((*match.span("name"), wanted),) if sure else (), certain=sure,
                suggestion=None if sure or foreign(stem) else wanted,
            )  # fmt: skip


def _namespaces(page: Page, lines: Lines) -> Iterator[Found]:
    """WMI namespaces whose parts fell apart or whose first one, which is the same everywhere, is another."""
    for number, line in lines:
        for match in CELL.finditer(line) if BACKSLASH in line else ():
            path = match.group().rstrip()
            if BACKSLASH not in path or not line.startswith(ENDS, match.end()):
                continue
            wanted = BACKSLASHES.sub(lambda found: found.group().strip(), path)
            whole = WHOLE_PATH.fullmatch(wanted)
            other = whole is not None and whole.group("first").lower() != ROOT.lower()
            if not other and TORN_PATH.search(path) is None:
                continue
            if whole is not None:
                wanted = f"{ROOT}{wanted[whole.end('first') :]}"
            start, end = match.start(), match.start() + len(path)
            damage = "inserted-space" if whole is not None and not other else "translated-value"
            edits = ((start, end, wanted),) if whole is not None else ()
            why = "it is the path of a namespace"
            yield found_at(page, number, start, end, damage, why, edits=edits, certain=whole is not None)


def _names(page: Page, lines: Lines) -> Iterator[Found]:
    """Names whose underscores have blanks beside them or, escaped, stand away from the name."""
    # An anchor has the name in small letters.
    known = {name.lower(): name for name in sorted(NAME.findall(page.text), reverse=True)}
    by_part: dict[str, list[str]] = {}
    for name in known:
        by_part.setdefault(max(name.split("_"), key=len), []).append(name)
    for number, line in lines:
        if "_" not in line:
            continue
        # What a link says is wording.
        done = [match.span() for match in LINK.finditer(line)]
        for match in JOINED.finditer(line):
            joined = UNDERSCORE.sub("_", match.group())
            # A constant is known by its capitals.
            wanted = known.get(joined.lower(), joined if CAPITALS.fullmatch(joined) else None)
            if wanted is None or " " not in match.group() or overlapping(*match.span(), done):
                continue
            done.append(match.span())
            edit = (*match.span(), wanted.replace("_", "\\_") if "\\" in match.group() else wanted)
            # It may be a part of a known name, the rest of which stands elsewhere.
            sure = joined.lower() in known or not any(joined.lower() in name for name in known)
            yield found_at(
                page, number, *match.span(), "inserted-space", f"it is called `{wanted}`",
                edits=(edit,) if sure else (), certain=sure,
            )  # fmt: skip
        alone = next(
            (each.span() for each in ALONE.finditer(line) if not overlapping(*each.span(), done)), None
        )
        if alone is not None:
            span = _scattered(line, alone, by_part) or _lost(page, number, alone)
            if span is not None:
                start, end, wanted = span
                why = f"the parts of `{known.get(wanted, wanted)}` stand apart"
                yield found_at(page, number, start, end, "moved-punctuation", why)


def _lost(page: Page, number: int, at: tuple[int, int]) -> tuple[int, int, str] | None:
    """An underscore that stands by itself in the title of a page whose anchor has a name with one."""
    title = page.title
    named = NAME.search(title.slug) if title is not None and title.line == number else None
    return None if named is None else (*at, named.group())


def _scattered(line: str, at: tuple[int, int], names: dict[str, list[str]]) -> tuple[int, int, str] | None:
    """Where the parts of a known name stand on a line that has an underscore by itself.

    Args:
        line: the line.
        at: where the underscore is.
        names: the known names in lower case, by the longest of their parts.

    """
    places = {match.group(): match.span() for match in reversed(list(LETTERS.finditer(line.lower())))}
    candidates = (name for word in places for name in names.get(word, ()))
    whole = [name for name in candidates if all(part in places for part in name.split("_"))]
    if not whole:
        return None
    name = max(whole, key=len)
    spans = [at, *(places[part] for part in name.split("_"))]
    return min(spans)[0], max(end for _, end in spans), name
