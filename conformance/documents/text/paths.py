"""Paths, drives, environment variables and file names that blanks and strayed signs tore apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..findings.damage import Damage, Edit
from ..pages.names import file_endings, is_command
from ..pages.written import CYRILLIC, LATIN, Written

BLANK = "[ \u00a0]"
SERVER = re.compile(
    rf"(?<![`\\])\\{{2,4}}{BLANK}+\\{{1,4}}{BLANK}*(?:\\?<[^<>|\n]{{1,60}}>|[?\uff1f]|[^\W_][\w.$-]*)"
    r"(?P<rest>(?:\\[^\s*`|,;)\u3001\u3002]*[\w>}$])?)"
)
DRIVE = re.compile(rf"(?<![\w/\\\u2019'-])[A-Za-z](?P<gap>{BLANK}+):\\{{1,2}}(?=[\w%*])", re.ASCII)
# Two backslashes behind the drive may begin the name of a server: `net use z: \\\\server\\share`.
BEHIND_DRIVE = re.compile(
    rf"(?<![\w/\\\u2019'-])[A-Za-z]:(?P<gap>{BLANK}+)\\(?P<second>\\)?(?P<name>\w+)", re.ASCII
)
REGISTRY = re.compile(
    rf"(?<![\w\\])(?:HKEY_[A-Z_]+|HKLM|HKCU|HKCR|HKU)(?P<gap>{BLANK}+\\{{1,2}}{BLANK}?)[A-Za-z]\w*",
    re.IGNORECASE | re.ASCII,
)
ROOTED = re.compile(rf"(?:%\w+%|[\w\"]>)(?P<gap>{BLANK}+)\\{{1,2}}[A-Za-z]\w*(?=[.\\][\w$])", re.ASCII)
LONG_PATH = re.compile(
    rf"(?:(?<!\w)[A-Za-z]:|%\w+%)(?:\\{{1,2}}[\w$-]+)+\\{{1,2}}(?P<gap>{BLANK}+)[A-Za-z]\w*(?=\\|\.[a-z]|(?<=_)\w)",
    re.ASCII,
)
OPENED = re.compile(
    rf"(?:(?<=[*\"(\u201c\u201e])|(?<![\w/])/?[A-Za-z]+:(?={BLANK}?\\\\))(?P<lead>{BLANK}?)\\{{1,2}}(?P<gap>{BLANK}+)[\"\u201c]?[^\W_][\w.$-]*"
)
HALF = re.compile(r"\\(?<![^\s\"'\u2019(]\\)(?P<name>[A-Za-z][\w-]{2,})(?![\w\\])", re.ASCII)
STRAYED = re.compile(
    r"\\\\(?<![\w\\>*%:.$`]\\\\)(?P<word>[a-z\u00df-\u017f\u0430-\u045f]+(?:['\u2019][a-z\u00df-\u017f]+)?)"
    r"(?![\w\\.$-])(?= )"
)
LAST_WORD = re.compile(r"(?P<name>\w+) \Z", re.ASCII)
RUN = re.compile(r"[^\W\d_]\\{4,}<[^\s<>|]*")
BACKSLASH = re.compile(r"(?P<left>[^\W\d_]{2,})\\{1,4}(?P<right>[^\W\d_]{2,})(?=[^()\n]{0,30}\(\))")
VARIABLE = re.compile(rf"(?<!\d)%{BLANK}+(?P<name>[A-Za-z]\w*)(?:%(?!\w)|{BLANK}+%(?=\\))", re.ASCII)
LONE_VARIABLE = re.compile(
    rf"(?<=\|)[ ]*(?P<token>%{{1,2}}(?:{BLANK}+~?|{BLANK}*~{BLANK}+)(?:\*|&#42;|[A-Za-z0-9]{{1,6}}|\\?<\w+>)"
    rf"(?:,{BLANK}?%{BLANK}?\d)*(?:,?{BLANK}?\.\.\.)?)[ ]*(?=\|)",
    re.ASCII,
)
CODE_PATH = re.compile(rf"(?<=`)(?:\\\\{BLANK}+(?=<)|\\\\<[\w -]+>{BLANK}+\\(?!\\))[^`]*(?=`)")
GLUED_VARIABLE = re.compile(
    rf"(?<![\w%/\\<-])(?P<word>[{LATIN}{CYRILLIC}]{{2,}})(?P<variable>%[A-Za-z]\w*%)", re.ASCII
)
STEM = re.compile(r"(?<![\w.*\\/%<-])[A-Za-z][\w-]*\Z", re.ASCII)
LONGEST = 40
INSIDE_SENTENCE = re.compile(r"(?:[^\W\d_A-Z]|,) \(?\Z")
NEAR = 4
OF_A_NAME = re.compile(r"[\d_]|[a-z][A-Z]")
FOREIGN_VARIABLE = re.compile(rf"(?<![\d%])%[{LATIN}{CYRILLIC}_]+%(?![\w{LATIN}{CYRILLIC}])", re.ASCII)
GAP = re.compile(r"[ \u00a0:]\\(?!<)|\\[ \u00a0]")
LATIN_LETTER = re.compile(rf"[{LATIN}{CYRILLIC}]")
INSIDE = "a blank stands inside a path"


class _Files(NamedTuple):
    """Patterns of torn names of files.

    Attributes:
        broken: what each of the next four has in it.
        suffix: an ending with a star for the name.
        item: all that an item of a list or a cell has, or a line of it.
        quoted: in quotation marks.
        lost: an ending behind quotation marks with nothing in them.
        plain: an ending in running text, where one in small letters begins no sentence.

    """

    broken: re.Pattern[str]
    suffix: re.Pattern[str]
    item: re.Pattern[str]
    quoted: re.Pattern[str]
    lost: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _files() -> _Files:
    ending, any_case, ascii_only = file_endings(), re.IGNORECASE, re.IGNORECASE | re.ASCII
    return _Files(
        re.compile(rf"[.\u3002]{BLANK}*(?:{ending})(?!\w)", ascii_only),
        re.compile(rf"(?P<lead>\*\*?)(?P<gap>\u3002{BLANK}?|\.{BLANK}+)(?:{ending})(?!\w)", ascii_only),
        re.compile(
            rf"(?:(?<=<li>)|(?<=^[*+-] )|(?<=\|)[ ]*|(?<=<br>)|(?<=</br>))(?P<name>[\w-]+)"
            rf"(?P<gap>\.{BLANK}+|{BLANK}+\.)(?:{ending})(?=</li>|[ ]*\||[ ]*$|<br|</br>)",
            ascii_only,
        ),
        re.compile(
            rf"[\"\u201c\u201e][^\"\u201c\u201d\n]{{1,60}}?(?P<gap>{BLANK}+\.|\.{BLANK}+)(?:{ending})[\"\u201d\u201c]",
            any_case,
        ),
        re.compile(rf"[\"\u201c\u201e][\"\u201d\u201c]\.{BLANK}?(?:{ending})(?!\w)", ascii_only),
        re.compile(rf"\.(?<=[\w-]\.)(?P<gap>{BLANK}+)(?:{ending}|{ending.upper()})(?!\.?\w|\*)", re.ASCII),
    )


def torn_paths(line: str, start: int, end: int, written: Written, *, translated: bool) -> Iterator[Damage]:
    """Paths with a blank in them and, in a translation, backslashes that moved to another word.

    Args:
        line: a line of running text or of a table, with a backslash in it.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere.
        translated: whether the page is a translation.

    """
    if GAP.search(line, start, end) is not None and "`" in line:
        for match in CODE_PATH.finditer(line, start, end):
            new = re.sub(
                rf"{BLANK}*\\{BLANK}*(?=<|$)", lambda sign: sign.group().replace(" ", ""), match.group()
            )
            yield Damage(*match.span(), "inserted-space", INSIDE, ((*match.span(), new.strip()),))
    if GAP.search(line, start, end) is not None:
        yield from _blanks(line, start, end, written)
    if not translated:
        return
    for match in HALF.finditer(line, start, end):
        if _has_only_double(written.fences, match.group().lower()):
            why = f"the page has `\\{match.group()}`"
            edit = (match.start(), match.start(), "\\")
            yield Damage(*match.span(), "moved-punctuation", why, (edit,))
    if line.find("\\\\", start, end) >= 0:
        yield from _strayed(line, start, end, written)
    if line.find("()", start, end) >= 0:
        for match in BACKSLASH.finditer(line, start, end):
            why = "the backslash belongs between the parentheses"
            yield Damage(*match.span(), "moved-punctuation", why)


def _strayed(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Two backslashes or more before or behind a word that is no part of a path."""
    for match in STRAYED.finditer(line, start, end):
        command = LAST_WORD.search(line, start, match.start())
        if command is not None and command.group("name").lower() in written.names:
            # `at \\\\corp 3`: the first argument of the page's command.
            continue
        parts = re.split(r"['\u2019]", match.group("word"))
        if all(written.prose(part) or len(part) == 1 for part in parts):
            why = "the backslashes belong to another word"
            yield Damage(*match.span(), "moved-punctuation", why)
    for match in RUN.finditer(line, start, end):
        why = "the backslashes are glued to a word before them"
        yield Damage(*match.span(), "moved-punctuation", why)


def _blanks(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    for match in SERVER.finditer(line, start, end):
        joined = re.sub(r"[ \u00a0]", "", match.group()) if match.group("rest") else ""
        edits: tuple[Edit, ...] = ((*match.span(), joined),) if joined else ()
        yield Damage(*match.span(), "inserted-space", INSIDE, edits)
    for match in DRIVE.finditer(line, start, end):
        why = "a blank stands behind the letter of the drive"
        yield Damage(*match.span(), "inserted-space", why, ((*match.span("gap"), ""),), certain=True)
    for match in BEHIND_DRIVE.finditer(line, start, end):
        known = f"{match.group()[:2]}\\{match.group('name')}".lower() in written.fences
        if known or not match.group("second"):
            why = "a blank stands behind the drive"
            edit = (*match.span("gap"), "")
            yield Damage(*match.span(), "inserted-space", why, (edit,), certain=known)
    for pattern in (REGISTRY, ROOTED, LONG_PATH):
        for match in pattern.finditer(line, start, end):
            edit = (*match.span("gap"), match.group("gap").strip())
            glued = match.start() > start and line[match.start() - 1].isalnum()
            yield Damage(*match.span(), "inserted-space", INSIDE, (edit,), certain=not glued)
    for match in OPENED.finditer(line, start, end):
        edits = tuple((*match.span(name), "") for name in ("lead", "gap") if match.group(name))
        yield Damage(*match.span(), "inserted-space", INSIDE, edits)


def _has_only_double(text: str, name: str) -> bool:
    """Whether a text has a name behind two backslashes, and nowhere behind one."""
    doubled = False
    at = text.find(name)
    while at >= 0:
        if text[at - 1 : at] == "\\":
            doubled = True
        elif not text[at + len(name) : at + len(name) + 1].isalnum():
            return False
        at = text.find(name, at + 1)
    return doubled


def torn_variables(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """Environment variables with a blank or foreign letters in their name or glued to the word before.

    Args:
        line: a line of running text or of a table, with a percent sign in it.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere.

    """
    if line.find("% ", start, end) >= 0 or line.find("%\u00a0", start, end) >= 0:
        for match in VARIABLE.finditer(line, start, end):
            glued = LATIN_LETTER.match(line, match.start() - 1) if match.start() > start else None
            new = f"{' ' if glued else ''}%{match.group('name')}%"
            why = "a blank stands inside the name of a variable"
            yield Damage(*match.span(), "inserted-space", why, ((*match.span(), new),), certain=True)
        for match in LONE_VARIABLE.finditer(line, max(0, start - 2), min(len(line), end + 2)):
            yield Damage(*match.span("token"), "inserted-space", "a blank stands inside the variable")
    for match in FOREIGN_VARIABLE.finditer(line, start, end):
        if not match.group().isascii():
            yield Damage(*match.span(), "translated-value", "no variable has letters beyond ASCII")
    for match in GLUED_VARIABLE.finditer(line, start, end):
        if line.count("`", start, match.start()) % 2 or line.count("**", start, match.start()) % 2:
            continue
        if written.prose(match.group("word")) and match.group().lower() not in written.fences:
            at = match.start("variable")
            why = f"a blank is missing before `{match.group('variable')}`"
            yield Damage(*match.span(), "lost-space", why, ((at, at, " "),), certain=True)


def may_show_files(line: str, text: str) -> bool:
    """Whether a text of a line shows something as a file name may be shown, and has a stop that may break it.

    That is a stop with a blank or a quotation mark beside it, or one of those that East Asian scripts have.
    """
    if not (
        '"' in text
        or "\u201c" in text
        or "*." in text
        or "*\u3002" in text
        or line[:1] in "*+-"
        or "|" in line
        or "<" in line
    ):
        return False
    return (
        ". " in text
        or " ." in text
        or "\u3002" in text
        or ".\u00a0" in text
        or "\u00a0." in text
        or '"".' in text
    )


def torn_files(line: str, start: int, end: int) -> Iterator[Damage]:
    """File names with a blank or a full-width stop before their extension, where they are shown as such.

    Args:
        line: a line of running text or of a table that may show files.
        start: offset of the first character looked at.
        end: offset after the last.

    """
    files = _files()
    if files.broken.search(line, start, end) is None:
        return
    starred = line.find("*.", start, end) >= 0 or line.find("*\u3002", start, end) >= 0
    quoted = line.find('"', start, end) >= 0 or line.find("\u201c", start, end) >= 0
    item = line[:1] in "*+-" or "|" in line or "<" in line
    if starred:
        for match in files.suffix.finditer(line, start, end):
            name = "fullwidth-punctuation" if "\u3002" in match.group("gap") else "inserted-space"
            why = "the extension belongs to the file name"
            # Emphasis that ends there is the name of the file, which may be translated.
            stem = line[line.rfind("*", start, match.start()) + 1 : match.start()]
            whole = stem.isascii() or not stem[-1].isalnum()
            yield Damage(*match.span(), name, why, ((*match.span("gap"), "."),), certain=whole)
    why = "a blank stands inside a file name"
    for match in files.item.finditer(line, start, end) if item else ():
        yield Damage(*match.span(), "inserted-space", why, ((*match.span("gap"), "."),), certain=True)
    if quoted:
        for match in files.quoted.finditer(line, start, end):
            yield Damage(*match.span(), "inserted-space", why, ((*match.span("gap"), "."),), certain=True)
        for match in files.lost.finditer(line, start, end):
            yield Damage(*match.span(), "lost-token", "the name of the file is missing")


def plain_files(line: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """File names with a blank before their extension that nothing shows as such.

    The word before the stop is a name, and no word of the language: endings of files are often named alone.

    Args:
        line: a line of running text or of a table with a blank behind a full stop.
        start: offset of the first character looked at.
        end: offset after the last.
        written: what the page writes elsewhere.

    """
    for match in _files().plain.finditer(line, start, end):
        stem = STEM.search(line, max(start, match.start() - LONGEST), match.start())
        if stem is None or (match.group().isupper() and not _is_odd(stem.group())):
            continue
        if _is_name(stem.group(), written) or _is_shown_as_name(line, stem, written):
            why = "a blank stands inside a file name"
            edit = (*match.span("gap"), "")
            yield Damage(stem.start(), match.end(), "inserted-space", why, (edit,), certain=True)


def _is_name(stem: str, written: Written) -> bool:
    """Whether a word is the name of a command or of something that a fence of the page has."""
    low = stem.lower()
    named = low in written.names or is_command(low) or low in written.fence_words
    # One letter may be a word of the language.
    return (named and len(low) > 1) or OF_A_NAME.search(stem) is not None


def _is_odd(stem: str) -> bool:
    """Whether a word is none that a sentence can end in before one that begins with capitals."""
    return stem.isupper() or OF_A_NAME.search(stem) is not None


def _is_shown_as_name(line: str, stem: re.Match[str], written: Written) -> bool:
    """Whether a word has a capital inside a sentence, in a language that does not give one to every noun."""
    return (
        stem.group()[0].isupper()
        and not written.page.locale.startswith("de")
        and INSIDE_SENTENCE.search(line, max(0, stem.start() - NEAR), stem.start()) is not None
    )
