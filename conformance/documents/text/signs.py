"""Signs and blanks in running text that tear a token apart, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage
from ..pages.fullwidth import BETWEEN_LETTERS, FULLWIDTH
from ..pages.lexicon import Lexicon, is_in
from ..pages.written import Written

WIDE_SIGN = re.compile(rf"(?<=[A-Za-z0-9])(?P<gap>[ ]?[{BETWEEN_LETTERS}] ?)(?=[A-Za-z0-9])")
WIDE_NAME = re.compile(
    r"(?<![A-Za-z0-9.-])[A-Za-z][A-Za-z0-9-]*(?P<gap>\u3002)[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)+"
)
WIDE_NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=\u3002\\))(?P<gap>\u3002)\\?\*")
# What every match of the patterns for whole lines has in it.
SPLIT_STOP = re.compile(r"\u3002[A-Za-z\\*]")
SPLIT_START = re.compile(r"\* ?\\")
# Behind a number before a blank and "base", in Chinese characters, stands the base of a system of numbers.
HEXADECIMAL = re.compile(
    r"(?<!\w)0(?P<gap>[ \u00a0]?\u00d7[ \u00a0]?)[0-9A-Fa-f]+(?!\w|[ \u00a0][\u9032\u8fdb])"
)
# An option before its command.
TURNED = re.compile(r"(?P<option>[/-]\w+) (?P<name>[A-Za-z]\w*)")
TWO_OPTIONS = re.compile(r"/[A-Za-z]+(?P<second>/[A-Za-z]+)")
WILDCARDS = frozenset("\uff1f\uff0a")
SIGN_BLANK = re.compile(r"^(?P<sign>[:/])(?P<gap>[ \u00a0]+)[A-Za-z]{1,3}$")
SERVER_BLANK = re.compile(
    r"(?<![\w*\\])\*{1,2}(?P<lead> ?)\\{1,4}(?P<gap>[ \u00a0]+)[A-Za-z][\w.-]*\*{1,2}"
    r"|(?<![\w*\\])\*(?P<only> )\\{1,4}[A-Za-z]\w*\*"
)
VALUE_BLANK = re.compile(
    r"(?<![\w/])/(?P<option>[A-Za-z][\w-]*)(?P<gap>[ \u00a0]?:[ \u00a0]+)"
    r"(?:[0-9A-F]{8}-[0-9A-Fa-f-]+|[0-9A-F]{6,}|[A-Z]:\\\S*)(?!\w)"
)
LITERAL_VALUE = re.compile(
    r"(?<![\w/])/(?P<option>[A-Za-z][\w-]*)(?P<gap>[ \u00a0]?:[ \u00a0]+)(?P<value>[A-Za-z]\w+)(?!\w)"
)
OPTIONAL = re.compile(
    r"\[/(?P<gap>[ \u00a0]*)(?P<name>[^\W\d_][\w-]*)(?P<colon>[ \u00a0]*[:\uff1a][ \u00a0]*)(?=\\?[<{])"
)
PAIR_BLANK = re.compile(
    r"\\?<(?P<first>[^<>\n]{1,40})>(?P<gap>[ \u00a0]+)\\{1,2}(?P<behind>[ \u00a0]*)"
    r"\\?<(?P<second>[^<>\n]{1,40})>"
)
GROUPS = re.compile(r"[{}\[\]]")
FIRST = re.compile(r"[a-z][\w-]*")


def in_span(text: str, *, code: bool, names: frozenset[str], lexicon: Lexicon) -> Iterator[Damage]:
    """Torn tokens among those that are shown as such.

    Args:
        text: what is emphasised or shown as code.
        code: whether it is code.
        names: the first words of the page's syntax.
        lexicon: what the syntax names.

    """
    match = SIGN_BLANK.match(text)
    if match is not None and not code:
        why = "a blank stands behind its sign"
        yield Damage(0, len(text), "inserted-space", why, ((*match.span("gap"), ""),), certain=True)
    match = TWO_OPTIONS.fullmatch(text) if text[0] == "/" and not code else None
    if match is not None:
        at = match.start("second")
        why = f"a blank is missing before `{text[at:]}`"
        yield Damage(0, len(text), "lost-space", why, ((at, at, " "),), certain=True)
    match = TURNED.fullmatch(text) if " " in text and text[0] in "/-" else None
    if match is not None:
        right = f"{match.group('name')} {match.group('option')}"
        if match.group("name").lower() in names:
            edit = (0, len(text), right)
            known = is_in(right, lexicon.text)
            why = f"the syntax has `{right}`" if known else "the command stands behind its option"
            yield Damage(0, len(text), "translated-command", why, (edit,), certain=known)
    if text in WILDCARDS:
        edit = (0, len(text), FULLWIDTH[text])
        yield Damage(0, len(text), "fullwidth-punctuation", "it is a sign to be typed", (edit,), certain=True)
    if not text.isascii():
        for match in WIDE_SIGN.finditer(text):
            yield _wide(text, match)
    if "\\" in text and "<" in text and _lacks_blank(text, names, lexicon):
        yield Damage(0, len(text), "lost-space", "the syntax has a blank in it")


def _wide(text: str, match: re.Match[str]) -> Damage:
    """A full-width sign between letters of ASCII: the whole token with its repair."""
    start, end = match.span("gap")
    while start > 0 and text[start - 1].isascii() and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isascii() and not text[end].isspace():
        end += 1
    sign = FULLWIDTH[match.group("gap").strip()]
    edit = (*match.span("gap"), sign)
    why = "a full-width sign stands inside it"
    return Damage(start, end, "fullwidth-punctuation", why, (edit,), certain=sign == ".")


def _lacks_blank(text: str, names: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the text is the beginning of a syntax line, were it not for a blank in front of a path."""
    low = text.lower().replace("\\\\", "\\").strip()
    first = FIRST.match(low)
    if first is None or first.group() not in names:
        return False
    joined = low.replace(" ", "")
    for line in lexicon.lines:
        short = GROUPS.sub("", line.replace("\\\\", "\\"))
        if short.startswith(low):
            return False
        if short.replace(" ", "").startswith(joined):
            return True
    return False


def _optional(text: str, start: int, end: int, written: Written, *, translated: bool) -> Iterator[Damage]:
    """Options in square brackets, with a value, that are translated or have a blank behind their sign."""
    for match in OPTIONAL.finditer(text, start, end):
        first, name = match.start() + 1, match.group("name")
        if not name.isascii():
            why = "no option has letters beyond ASCII"
            yield Damage(first, match.end("name"), "translated-option", why)
        elif translated and name.lower() not in written.lexicon.options and written.prose(name):
            why = "the syntax has no such option"
            yield Damage(first, match.end("name"), "translated-option", why)
        elif match.group("gap"):
            edits = ((*match.span("gap"), ""), (*match.span("colon"), ":"))
            why = "a blank stands behind its sign"
            yield Damage(first, match.end(), "inserted-space", why, edits, certain=True)


def in_line(line: str, start: int, end: int) -> Iterator[Damage]:
    """Torn paths whose emphasis does not open, hexadecimal numbers, names with a full-width stop."""
    if line.find("\\", start, end) >= 0 and SPLIT_START.search(line, start, end) is not None:
        for match in SERVER_BLANK.finditer(line, start, end):
            edits = tuple((*match.span(name), "") for name in ("lead", "gap", "only") if match.group(name))
            why = "a blank stands inside a path"
            yield Damage(*match.span(), "inserted-space", why, edits, certain=True)
    for match in HEXADECIMAL.finditer(line, start, end) if line.find("\u00d7", start, end) >= 0 else ():
        edit = (*match.span("gap"), "x")
        why = "the letter of a hexadecimal number became a sign"
        yield Damage(*match.span(), "replaced-text", why, (edit,), certain=True)
    if SPLIT_STOP.search(line, start, end) is not None:
        for pattern in (WIDE_NAME, WIDE_NUMBER):
            for match in pattern.finditer(line, start, end):
                edit = (*match.span("gap"), ".")
                why = "a full-width sign stands inside it"
                yield Damage(*match.span(), "fullwidth-punctuation", why, (edit,), certain=True)


def in_text(text: str, start: int, end: int, written: Written, *, translated: bool) -> Iterator[Damage]:
    """What is wrong with an option in square brackets, and blanks inside what the syntax writes as one."""
    lexicon = written.lexicon
    if text.find("[/", start, end) >= 0:
        yield from _optional(text, start, end, written, translated=translated)
    if text.find(": ", start, end) >= 0:
        for match in VALUE_BLANK.finditer(text, start, end):
            if f"/{match.group('option').lower()}:" in lexicon.text:
                edit = (*match.span("gap"), ":")
                why = "the value belongs to the option"
                yield Damage(*match.span(), "inserted-space", why, (edit,), certain=True)
        for match in LITERAL_VALUE.finditer(text, start, end):
            whole = f"/{match.group('option')}:{match.group('value')}"
            if is_in(whole, lexicon.text):
                edit = (*match.span("gap"), ":")
                why = f"the syntax has `{whole}`"
                yield Damage(*match.span(), "inserted-space", why, (edit,), certain=True)
    if text.find("> ", start, end) >= 0:
        for match in PAIR_BLANK.finditer(text, start, end):
            pair = f"<{match.group('first')}>\\<{match.group('second')}>".lower()
            if pair in lexicon.text:
                edits = tuple((*match.span(name), "") for name in ("gap", "behind") if match.group(name))
                why = "the syntax has no blank here"
                yield Damage(*match.span(), "inserted-space", why, edits, certain=True)
