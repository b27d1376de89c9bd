"""Tokens that fill a bold or italic span or one of code: what blanks and strayed signs made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ..findings.damage import Damage
from ..pages.written import EAST_ASIAN_LETTER, Written
from ..tables.dashes import dash_damage
from ..tables.notation import shown_escapes
from ..tables.options import foreign

DRIVE_BLANK = re.compile(r"^[A-Za-z](?P<gap>[ \u00a0]+):$")
DRIVE_SIGN = re.compile(r"^[A-Za-z](?P<gap>\\{1,2}:[ \u00a0]?)(?=[^\W_])")
DASHED = re.compile(r"^(?P<sign>[\u2013\u2014\u2212])(?P<gap>[ \u00a0]*)(?P<name>[A-Za-z][\w-]*|\?)$")
BEHIND = re.compile(r"^(?P<name>[A-Za-z][\w-]*?)[ \u00a0]*(?P<sign>[-/\u2013\u2014])$")
FOREIGN_BEHIND = re.compile(r"^[^\W\d_\x00-\x7f]+(?: [^\W\d_\x00-\x7f]+)+ ?/$|^[^\W\d_\x00-\x7f]+ /$")
CLOSED = re.compile(r"^(?P<name>[-/][A-Za-z][\w-]*)-$")
SPAN_DASH = re.compile(r"(?:^|(?<=\s))(?P<sign>\u2013)(?P<name>[A-Za-z][\w-]+)")
KEY_BLANK = re.compile(r"[/-]?(?P<name>[A-Za-z][\w-]*)(?P<gap>[ \u00a0]+=[ \u00a0]*)")
VARIABLE_BLANK = re.compile(r"%{1,2}[ \u00a0]+(?:~[ \u00a0]*)?[\w$:]{1,8}$", re.ASCII)
FILE_BLANK = re.compile(r"^[A-Za-z][\w-]+(?P<gap>\.[ \u00a0]+)[A-Za-z]{3}$")
WIDE_LABEL = re.compile(r"^(?P<sign>\uff1a ?)[A-Za-z]{1,15}$")
LABEL = re.compile(r"^:(?P<gap>[ \u00a0]+)(?P<name>[^\W_][\w-]{2,14})$")
SUFFIX = re.compile(r"^\.(?P<gap>[ \u00a0]+)[A-Za-z]{2,4}$")
STOPPED = re.compile(r"^(?P<name>[\w-]{3,})\u3002$", re.ASCII)
HYPHEN_BLANK = re.compile(r"^\\?-(?P<gap>[ \u00a0]+)(?P<name>[A-Za-z][\w-]*)$")
THREE = re.compile(r"(?<![\\\w>])\\{3}(?=[A-Za-z])")
# A star that begins code or is a part of an address: the backslash before it is no part of a path.
ESCAPED_STAR = re.compile(r"^\\\*(?!\.)|(?<=\d\.)\\\*")
OPTION_BLANK = re.compile(r"^[-/](?P<gap>[ \u00a0]+)(?P<name>[^\W\d_]+)$")
GLUED_OPTION = re.compile(r"(?<=[\w@*\"])(?P<slash>/)(?P<name>[A-Za-z]{1,12})(?=[ \u00a0:]|$)")
# A short word of the language between two options: `/v a/svc`.
LIST_GLUED = re.compile(r"(?<=[ \u00a0])[^\W\d_]{1,3}(?P<slash>/)(?P<name>[A-Za-z]{1,12})$")
COMMAND_LINE = re.compile(r"(?P<name>[A-Za-z][\w-]*)(?:\.exe)?(?=[ \u00a0/])")
# The signs that options begin with, and those that a marked token may begin with.
SIGNS = "-/\u2013\u2014\u3002"
FIRST = ":./-\u2013\u2014\u2212\uff1a"
BACKSLASHED = re.compile(r"^\\{1,2}(?P<name>[A-Za-z][\w-]+)$")
STARRED = re.compile(r"<\*{1,2}(?P<name>[\w][\w -]*)\*{1,2}>")
# What a span has that may be damaged wherever it is shown.
MARKS = ("\u2013", "<*", "\\\\\\", "\\*", "\\<")
LONGEST = 40
INSIDE = "a blank stands inside it"
LETTER = 2


def in_marks(text: str, written: Written, *, code: bool, translated: bool) -> Iterator[Damage]:
    """Torn tokens in one marked span.

    Args:
        text: what is emphasised or shown as code.
        written: what the page writes elsewhere.
        code: whether it is code.
        translated: whether the page is a translation.

    """
    if text[0] == "%" or any(sign in text for sign in MARKS):
        yield from _anywhere(text, written, code=code)
    if "/" in text and not code:
        yield from _options(text, written)
    if code or len(text) > LONGEST:
        return
    if "=" in text:
        yield from _key(text, written)
    if text[-1] in SIGNS and translated:
        yield from _last(text, written)
    if text[0] in FIRST or text[:2] == "\\-":
        yield from _first(text, written, translated=translated)
    elif ". " in text or ".\u00a0" in text:
        yield from _gap(text, FILE_BLANK.match(text), ".", certain=False)
    if text[-1] == ":" and text[0].isalpha():
        yield from _gap(text, DRIVE_BLANK.match(text))
    if "\\" in text:
        yield from _path(text)
        yield from _backslash(text, written)


def _anywhere(text: str, written: Written, *, code: bool) -> Iterator[Damage]:
    """Dashes for hyphens, what shows in code only, and a blank inside a variable of a batch file."""
    if "\u2013" in text:
        for match in SPAN_DASH.finditer(text):
            if code or match.group("name").lower() in written.lexicon.options:
                yield dash_damage(*match.span(), match.span("sign"), match.group("name"), written.lexicon)
    if code:
        yield from _starred(text)
        yield from _backslashes(text)
        yield from shown_escapes(text)
        if ESCAPED_STAR.search(text):
            why = "an escape shows in code"
            edits = tuple((*match.span(), "*") for match in re.finditer(r"\\\*", text))
            yield Damage(0, len(text), "broken-markup", why, edits)
    if text[0] == "%":
        match = VARIABLE_BLANK.match(text)
        if match is not None:
            edit = (*match.span(), re.sub(r"[ \u00a0]", "", match.group()))
            why = "a blank stands inside the variable"
            # The name of a variable may have lost the sign that closes it, those of a loop have none.
            loop = (
                edit[2].startswith(("%%", "%~"))
                or len(edit[2]) == LETTER
                or edit[2][1:].lower() in written.lexicon.placeholders
            )
            yield Damage(*match.span(), "inserted-space", why, (edit,), certain=loop)


def _options(text: str, written: Written) -> Iterator[Damage]:
    """Options of the syntax that have lost the blank before them, behind its command or another option."""
    command = COMMAND_LINE.match(text)
    if text[0] == "/":
        glued = LIST_GLUED.finditer(text)
    elif command is not None and command.group("name").lower() in written.names:
        glued = GLUED_OPTION.finditer(text, command.end() + 1)
    else:
        return
    for match in glued:
        term = written.lexicon.options.get(match.group("name").lower())
        if term is not None and term.prefix == "/":
            at = match.start("slash")
            start = max(text.rfind(blank, 0, at) for blank in " \u00a0") + 1
            why = f"a blank is missing before `/{match.group('name')}`"
            certain = "://" not in text
            yield Damage(start, match.end(), "lost-space", why, ((at, at, " "),), certain=certain)


def _starred(text: str) -> Iterator[Damage]:
    """Marks of emphasis around a placeholder in code, where they show as stars."""
    for match in STARRED.finditer(text):
        edit = (*match.span(), f"<{match.group('name')}>")
        why = "marks of emphasis show in code"
        yield Damage(*match.span(), "broken-markup", why, (edit,), certain=True)


def _gap(text: str, match: re.Match[str] | None, new: str = "", *, certain: bool = True) -> Iterator[Damage]:
    """A blank that a pattern has found inside the whole token."""
    if match is not None:
        edit = (*match.span("gap"), new)
        yield Damage(0, len(text), "inserted-space", INSIDE, (edit,), certain=certain)


def _key(text: str, written: Written) -> Iterator[Damage]:
    """A blank before the equals sign of a key or an option that the syntax writes without."""
    match = KEY_BLANK.match(text)
    if match is None:
        return
    low = match.group("name").lower()
    term = written.lexicon.keys.get(low) or written.lexicon.options.get(low)
    if term is not None and term.separator[:1] == "=":
        edit = (*match.span("gap"), term.separator)
        why = f"the syntax has `{term.written}{term.separator}`"
        yield Damage(match.start("name"), match.end(), "inserted-space", why, (edit,))


def _last(text: str, written: Written) -> Iterator[Damage]:
    """A sign behind a token that stands before it, or nowhere."""
    whole = (0, len(text))
    if text[-1] == "/" and FOREIGN_BEHIND.match(text):
        yield Damage(*whole, "moved-punctuation", "the slash stands behind the option")
        return
    match = STOPPED.match(text)
    if match is not None and f"{match.group('name').lower()}." in written.fences:
        yield Damage(*whole, "lost-token", "the extension of the file name is missing")
    if text.lower() in written.lexicon.text:
        return
    match = BEHIND.match(text)
    if match is not None:
        low, sign = match.group("name").lower(), match.group("sign")
        term = written.lexicon.options.get(low)
        if term is not None and term.prefix and (term.prefix == "/") == (sign == "/"):
            why = "the sign stands behind the option"
            yield Damage(*whole, "moved-punctuation", why, ((*whole, term.written),))
        elif low in written.names and sign != "/" and len(low) > 1:
            edit = (match.end("name"), len(text), "")
            why = "a hyphen was added to the command"
            yield Damage(*whole, "lost-punctuation", why, (edit,), certain=True)
    match = CLOSED.match(text)
    if match is not None:
        edit = (match.end("name"), len(text), "")
        why = "a hyphen was added to the option"
        yield Damage(*whole, "lost-punctuation", why, (edit,), certain=True)


def _first(text: str, written: Written, *, translated: bool) -> Iterator[Damage]:
    """A sign before a token: a dash for its hyphen, a blank behind it, a full-width colon."""
    whole = (0, len(text))
    match = DASHED.match(text)
    if match is not None:
        if match.group("name").lower() in written.lexicon.options or not match.group("gap"):
            sign = (0, match.start("name"))
            damage = dash_damage(*whole, sign, match.group("name"), written.lexicon)
            yield replace(damage, name="inserted-space") if match.group("gap") else damage
        return
    yield from _gap(text, SUFFIX.match(text))
    match = HYPHEN_BLANK.match(text)
    term = written.lexicon.options.get(match.group("name").lower()) if match else None
    if term is not None and term.prefix == "-":
        yield from _gap(text, match)
    match = LABEL.match(text)
    if match is not None and _is_label(match.group("name").lower(), written):
        yield from _gap(text, match, certain=False)
    match = OPTION_BLANK.match(text)
    if match is not None and translated and foreign(match.group("name")):
        yield Damage(*whole, "translated-option", "no option has letters beyond ASCII")
    match = WIDE_LABEL.match(text)
    if match is not None:
        edit = (*match.span("sign"), ":")
        why = "a full-width colon stands before it"
        yield Damage(*whole, "fullwidth-punctuation", why, (edit,), certain=True)


def _backslashes(text: str) -> Iterator[Damage]:
    """A computer in code with a backslash too many; in running text the third one would not show."""
    for match in THREE.finditer(text):
        edit = (*match.span(), "\\\\")
        why = "two backslashes stand before the name of a computer"
        yield Damage(*match.span(), "lost-punctuation", why, (edit,), certain=True)


def _path(text: str) -> Iterator[Damage]:
    match = DRIVE_SIGN.match(text)
    if match is not None:
        edit = (*match.span("gap"), ":\\")
        why = "the colon belongs to the letter of the drive"
        yield Damage(0, len(text), "moved-punctuation", why, (edit,))


def _backslash(text: str, written: Written) -> Iterator[Damage]:
    """An option of the syntax behind a backslash instead of its slash."""
    match = BACKSLASHED.match(text)
    term = written.lexicon.options.get(match.group("name").lower()) if match else None
    if match is not None and term is not None and term.prefix == "/":
        edit = (0, match.start("name"), "/")
        why = f"the syntax has `{term.written}`"
        yield Damage(0, len(text), "lost-punctuation", why, (edit,), certain=True)


def _is_label(name: str, written: Written) -> bool:
    """Whether a word behind a colon is one that the page writes with its colon, or may be a label."""
    if name.isascii():
        return f":{name}" in written.page.text.lower()
    return written.labels and all(map(EAST_ASIAN_LETTER.match, name))
