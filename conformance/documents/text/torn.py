"""What blanks and strayed signs tore apart in running text: the rules by the sign that a line has to hold.

Every rule asks for the form of a token and, where that is not enough, for the token elsewhere on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage
from ..pages.written import EAST_ASIAN_LETTER, Written
from ..tables.clocks import PART, may_have_clocks, spaced_clocks
from ..tables.mended import overlaps
from .angles import torn_placeholders
from .parts import torn_parts
from .paths import may_show_files, plain_files, torn_files, torn_paths, torn_variables
from .sections import translated_sections

BLANK = "[ \u00a0]"
DASH_BEFORE = re.compile(rf"(?<![\w\u2013-])\u2013{BLANK}?(?P<name>[A-Za-z][\w-]*)(?!\w)", re.ASCII)
DASH_BEHIND = re.compile(
    rf"(?<![\w\u2013/-])(?P<name>[A-Za-z][\w-]*){BLANK}?\u2013(?!{BLANK}?[A-Za-z])", re.ASCII
)
# A dash between words is a pause; before a name of two letters or more it may be the hyphen of an option.
LEAST = 2
WIDE_SIGN = re.compile(r"[\u3001\u3002\uff00-\uff60]")
DOTTED = re.compile(rf"(?<!\w)/[A-Za-z][\w-]*(?P<dot>\.{BLANK}*):(?={BLANK}*\\?[<{{])")
WIDE_CLOCK = re.compile(
    rf"(?<![A-Za-z]){PART}(?:[/.:-]{PART}){{0,4}}(?:{BLANK}?\uff1a{BLANK}?{PART})+(?![A-Za-z])"
)
WIDE_COLON = re.compile(r"[ ]?\uff1a[ ]?")
WIDE_DRIVE = re.compile(rf"(?<![A-Za-z0-9])[A-Z](?P<gap>{BLANK}?\uff1a{BLANK}?)\\[\w.\\%$-]*", re.ASCII)
WIDE_VALUE = re.compile(
    rf"(?<![\w/])/(?P<option>[A-Za-z][\w-]*)(?P<gap>{BLANK}?\uff1a{BLANK}?)(?=[A-Za-z0-9\"])[\w.\\-]+",
    re.ASCII,
)
WIDE_JOINT = re.compile(
    r"(?P<left>(?:</em>|\*)[ ]?)\*\*(?P<sign>\uff1a)\*\*(?=[ ]?(?:<em>|\*[^*]))"
    r"|(?<=[^\s*]\*)(?P<only>\uff1a)(?=\*[^\s*])"
)
DRIVE_PATH = re.compile(r"\[[^\W\d_]{3,}[ \u00a0]?:\][ ]?\[[^\W\d_]{3,}\]")
BROKEN_BOLD = re.compile(r"(?<![*\\])\* \*(?P<token>[-/]\w+)[ ]?\* \*(?!\*)", re.ASCII)
TAIL = re.compile(rf"\.{BLANK}+(?=(?P<name>[\w-]{{2,}}(?:\.{BLANK}?[\w-]{{2,}}){{0,5}}))", re.ASCII)
PARTED_NAME = re.compile(
    r"(?<![\w.])(?P<head>[A-Za-z0-9][\w-]*)(?P<gap>[ \u00a0]+)(?P<tail>\.[A-Za-z]{2,4})(?!\.?\w)", re.ASCII
)
STOP = re.compile(rf"\.{BLANK}?")
HEAD = re.compile(r"(?<![\w.\\/-])[\w-]{2,}$", re.ASCII)
LONGEST_NAME = 60
# Names in capitals with a blank behind one of their stops: files and domains, whose first part may have lost
# its capitals.
CAPITALS = re.compile(
    rf"\.(?<=[A-Za-z]{{2}}\.)(?P<gap>{BLANK})(?:(?P<domain>[A-Z]{{3,}}\.[A-Z]{{2,4}})|EXE|COM|BAT|INI|DLL|SYS|TXT)(?!\w|\.\w)"
)
FIRST_PART = re.compile(r"(?<![\w.\\/-])(?:(?P<capitals>[A-Z][A-Z0-9-]+)|[A-Z][a-z]{2,5})$", re.ASCII)
STRAY_TAG = re.compile(r"\\\*[ ]?\\?\*(?P<token>[-/][^*<>|\s]{1,30})</em>[ ]?(?:\\\*)?")


def torn(line: str, start: int, end: int, written: Written, *, translated: bool) -> list[Damage]:
    """Torn tokens between two offsets of a line, emphasised or not.

    Args:
        line: a line of running text or of a table.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere.
        translated: whether the page is a translation.

    """
    # Most lines have none of the signs that a rule asks for: those are looked for before anything is built.
    text = line if end - start == len(line) else line[start:end]
    found: list[Damage] = []
    if "\\" in text:
        found += torn_paths(line, start, end, written, translated=translated)
        if "</em>" in text:
            found += _tags(line, start, end)
    if "%" in text:
        found += torn_variables(line, start, end, written)
    if ">" in text:
        found += torn_placeholders(line, start, end, written, translated=translated)
    if translated and "\u2013" in text:
        found += _dashes(line, start, end, written)
    found += torn_parts(line, start, end, text, written, translated=translated)
    if may_have_clocks(text):
        found += spaced_clocks(line, start, end)
    if "* *" in text or "[" in text:
        found += _marks(line, start, end, written, translated=translated)
    if "\uff1a" in text:
        found += _wide(line, start, end)
    if "." in text or "\u3002" in text:
        found += _stops(line, start, end, text, written)
    return found


def _stops(line: str, start: int, end: int, text: str, written: Written) -> list[Damage]:
    """Blanks beside full stops."""
    found: list[Damage] = []
    if may_show_files(line, text):
        found += torn_files(line, start, end)
    if written.parted:
        found += _names(line, start, end, written)
    if " ." in text or "\u00a0." in text:
        found += [each for each in _parted_names(line, start, end, written) if not overlaps(each, found)]
    if ". " in text:
        found += [each for each in _capitals(line, start, end) if not overlaps(each, found)]
    if ". " in text or ".\u00a0" in text:
        found += [each for each in plain_files(line, start, end, written) if not overlaps(each, found)]
    if ". :" in text or ".\u00a0:" in text:
        found += _dotted(line, start, end)
    return found


def _names(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Names torn behind a full stop: a fence of the page has them whole."""
    done = start
    for match in TAIL.finditer(line, start, end):
        head = HEAD.search(line[max(start, match.start() - LONGEST_NAME) : match.start()])
        if head is None or match.start() < done:
            continue
        # What follows the name may be the next sentence.
        ends = [match.end("name"), *(stop.start() for stop in STOP.finditer(line, *match.span("name")))]
        for last in sorted(ends, reverse=True):
            stops = list(STOP.finditer(line, match.start(), last))
            joined = STOP.sub(".", f"{head.group()}{line[match.start() : last]}").lower()
            if joined in written.dotted:
                edits = tuple((*stop.span(), ".") for stop in stops if len(stop.group()) > 1)
                first = match.start() - len(head.group())
                yield Damage(first, last, "inserted-space", f"the page has `{joined}`", edits, certain=True)
                done = last
                break


def _parted_names(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Names torn before a full stop: a fence of the page has them whole."""
    for match in PARTED_NAME.finditer(line, start, end):
        joined = match.group("head") + match.group("tail")
        if joined.lower() in written.dotted:
            edit = (*match.span("gap"), "")
            yield Damage(*match.span(), "inserted-space", f"the page has `{joined}`", (edit,), certain=True)


def _capitals(line: str, start: int, end: int) -> Iterator[Damage]:
    """Names in capitals that are torn behind a full stop."""
    for match in CAPITALS.finditer(line, start, end):
        first = FIRST_PART.search(line, max(start, match.start() - LONGEST_NAME), match.start())
        capitals = first is not None and first.group("capitals") is not None
        if first is not None and (capitals or match.group("domain")):
            edit = (*match.span("gap"), "")
            why = "a blank stands inside a name"
            yield Damage(first.start(), match.end(), "inserted-space", why, (edit,), certain=capitals)


def _marks(line: str, start: int, end: int, written: Written, *, translated: bool) -> Iterator[Damage]:
    """Torn marks of bold print, and names in square brackets."""
    for match in BROKEN_BOLD.finditer(line, start, end):
        edit = (*match.span(), f"**{match.group('token')}**")
        why = "the marks of emphasis are torn apart"
        yield Damage(*match.span(), "broken-markup", why, (edit,), certain=True)
    if translated:
        yield from _drives(line, start, end, written)
        yield from translated_sections(line, start, end, written)


def _drives(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """A drive and a path in brackets, as the page's syntax has them, in other words."""
    if ":]" not in written.lexicon.text:
        return
    for match in DRIVE_PATH.finditer(line, start, end):
        if re.sub(r"[ \u00a0]", "", match.group().lower()) not in written.lexicon.text:
            yield Damage(
                *match.span(), "translated-placeholder", "the syntax has other words in the brackets"
            )


def _dotted(line: str, start: int, end: int) -> Iterator[Damage]:
    for match in DOTTED.finditer(line, start, end):
        why = "a full stop was added to the option"
        edit = (*match.span("dot"), "")
        yield Damage(*match.span(), "lost-punctuation", why, (edit,), certain=True)


def _tags(line: str, start: int, end: int) -> Iterator[Damage]:
    for match in STRAY_TAG.finditer(line, start, end):
        why = "the marks of emphasis are torn apart"
        edit = (*match.span(), f"**{match.group('token')}**")
        yield Damage(*match.span(), "broken-markup", why, (edit,))


def _dashes(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Options of the syntax with a dash for their hyphen."""
    for match in DASH_BEFORE.finditer(line, start, end):
        term = written.lexicon.options.get(match.group("name").lower())
        if term is not None and term.prefix == "-" and len(match.group("name")) >= LEAST:
            edit = (match.start(), match.start("name"), "-")
            yield Damage(*match.span(), "dash-for-hyphen", f"the syntax has `{term.written}`", (edit,))
    # Among words of an East Asian script the dash may have moved behind its option.
    for pattern in (DASH_BEHIND, DASH_BEFORE):
        for match in pattern.finditer(line, start, end):
            term = written.lexicon.options.get(match.group("name").lower())
            around = line[max(0, match.start() - 2) : match.start()] + line[match.end() : match.end() + 2]
            east_asian = EAST_ASIAN_LETTER.search(around) or WIDE_SIGN.search(around)
            if term is not None and term.prefix == "-" and east_asian:
                edit = (*match.span(), term.written)
                yield Damage(*match.span(), "moved-punctuation", f"the syntax has `{term.written}`", (edit,))


def _wide(line: str, start: int, end: int) -> Iterator[Damage]:
    for match in WIDE_CLOCK.finditer(line, start, end):
        edits = tuple((*sign.span(), ":") for sign in WIDE_COLON.finditer(line, *match.span()))
        why = "full-width colons stand between the parts of a time"
        yield Damage(*match.span(), "fullwidth-punctuation", why, edits, certain=True)
    for match in WIDE_VALUE.finditer(line, start, end):
        edit = (*match.span("gap"), ":")
        why = "the colon belongs to the option"
        yield Damage(*match.span(), "fullwidth-punctuation", why, (edit,), certain=True)
    for match in WIDE_DRIVE.finditer(line, start, end):
        edit = (*match.span("gap"), ":")
        why = "a full-width colon stands behind the letter of a drive"
        yield Damage(*match.span(), "fullwidth-punctuation", why, (edit,), certain=True)
    for match in WIDE_JOINT.finditer(line, start, end):
        kind = "sign" if match.group("sign") else "only"
        edit = (*match.span(kind), ":")
        why = "a full-width colon stands between the parts of a token"
        yield Damage(*match.span(), "fullwidth-punctuation", why, (edit,), certain=True)
