"""Damage of a cell that shows in the notation itself: its signs and blanks against those of the syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage
from ..pages.lexicon import Lexicon, fold, squeeze

EMPTY = re.compile(r"(?<=[>\w\]] )\[[ \u00a0]*\]|(?<=[>\w\]])\[[ \u00a0]*\]")
GLUED_GROUP = re.compile(r"\[[-/][^\[\]\s]+\](?=<[^<>]+>)")
COLON = re.compile(r"(?P<left>\S)(?P<gap>[ \u00a0]+:[ \u00a0]*|:[ \u00a0]+)(?P<right>\S)")
QUOTED_NAME = re.compile(r'<"(?P<name>[^<>"]+)">')
STRAY_CLOSER = re.compile(r"(?<!-)>(?![>=])[ \u00a0]*\S+")
NAME = re.compile(r"[<\[]*(?P<name>[^\W\d_][\w -]*[A-Za-z])[>\]]*")
# An option with its colon, a blank, and the value.
APART = re.compile(r"[\[\s]*[/-][A-Za-z]\w*(?P<gap>:[ \u00a0]+)(?=[<{])")
MOVED = re.compile(r"(?P<sign>[/-])[ \u00a0]?\[(?P<name>\w+)\]")
ESCAPED = re.compile(r"(?<=[\s\[:])(?<!> )\\<[^<>\n]+>")
NO_LETTER = re.compile(r"[^a-z0-9]")
SHORTEST = 6


def notation_damages(text: str, lexicon: Lexicon) -> list[Damage]:
    """What the signs of a cell show to be damaged.

    Args:
        text: the cell as a reader sees it.
        lexicon: what the page's syntaxes name.

    """
    if "<" not in text and ":" not in text and "[" not in text and ">" not in text:
        return list(_misspelt(text, lexicon))
    return [
        *shown_escapes(text),
        *(_ellipses(text, lexicon) if "[" in text else ()),
        *(_glued(text, lexicon) if "]<" in text else ()),
        *(_moved(text, lexicon) if "]" in text else ()),
        *(_colons(text, lexicon) if ":" in text else ()),
        *(_quoted(text) if '"' in text else ()),
        *(_closers(text, lexicon) if ">" in text else ()),
        *_misspelt(text, lexicon),
    ]


def shown_escapes(text: str) -> Iterator[Damage]:
    """Backslashes before placeholders that a reader sees, for they stand in code; those of paths are others.

    Args:
        text: a text as a reader sees it, or what stands in code.

    """
    if ">\\<" in text or "\\\\" in text:
        return
    for match in ESCAPED.finditer(text):
        edit = (match.start(), match.start() + 1, "")
        why = "an escape shows in code"
        yield Damage(*match.span(), "broken-markup", why, (edit,), certain=True)


def repeated_damage(text: str) -> Iterator[Damage]:
    """What is damaged in a cell that repeats the syntax: blanks behind the colon of an option."""
    match = APART.match(text)
    if match is not None:
        why = "a blank stands behind the colon, here and in the syntax"
        yield Damage(*match.span(), "inserted-space", why, ((*match.span("gap"), ":"),))


def _ellipses(text: str, lexicon: Lexicon) -> Iterator[Damage]:
    for match in EMPTY.finditer(text):
        if EMPTY.search(lexicon.text) is not None or "[...]" in lexicon.text:
            why = "empty brackets, where an ellipsis was lost"
            yield Damage(*match.span(), "lost-punctuation", why, ((*match.span(), "[...]"),))
        else:
            yield Damage(*match.span(), "lost-punctuation", "the brackets are empty")


def _glued(text: str, lexicon: Lexicon) -> Iterator[Damage]:
    for match in GLUED_GROUP.finditer(text):
        low = match.group().lower()
        if f"{low} <" in lexicon.text and f"{low}<" not in lexicon.text:
            at = match.end()
            why = f"a blank is missing behind `{match.group()}`"
            yield Damage(*match.span(), "lost-space", why, ((at, at, " "),), certain=True)


def _moved(text: str, lexicon: Lexicon) -> Iterator[Damage]:
    """An option whose opening bracket stands behind its sign."""
    for match in MOVED.finditer(text):
        right = f"[{match.group('sign')}{match.group('name')}]"
        if right.lower() in lexicon.text and match.group().lower() not in lexicon.text:
            why = f"the syntax has `{right}`"
            yield Damage(*match.span(), "moved-punctuation", why, ((*match.span(), right),), certain=True)


def _colons(text: str, lexicon: Lexicon) -> Iterator[Damage]:
    for match in COLON.finditer(text):
        left, right = match.group("left").lower(), match.group("right").lower()
        if left not in "[>" or f"{left}:{right}" not in lexicon.text:
            continue
        if squeeze(f"{left}{match.group('gap')}{right}".replace("\u00a0", " ")) in lexicon.text:
            continue
        edit = (*match.span("gap"), ":")
        yield Damage(
            *match.span(), "inserted-space", "a blank stands beside the colon", (edit,), certain=True
        )


def _quoted(text: str) -> Iterator[Damage]:
    for match in QUOTED_NAME.finditer(text):
        why = "quotation marks stand inside the angle brackets"
        edit = (*match.span(), f"<{match.group('name')}>")
        yield Damage(*match.span(), "moved-punctuation", why, (edit,))


def _closers(text: str, lexicon: Lexicon) -> Iterator[Damage]:
    """A closing angle bracket before any opening one, in a syntax that sends no output anywhere."""
    at = text.find(">")
    if at < 0 or 0 <= text.find("<") < at or "[>" in lexicon.text or " >" in lexicon.text:
        return
    match = STRAY_CLOSER.match(text, at)
    if match is not None and text[match.end() - 1] != "<":
        yield Damage(*match.span(), "moved-punctuation", "an angle bracket closes what none has opened")


def _misspelt(text: str, lexicon: Lexicon) -> Iterator[Damage]:
    """A placeholder that is one of the syntax but for a hyphen, a blank or an underscore."""
    match = NAME.fullmatch(text.strip())
    if match is None or not text.isascii():
        return
    name = match.group("name")
    bare = _letters(name)
    if len(bare) < SHORTEST or fold(name) in lexicon.folded:
        return
    for term in lexicon.placeholders.values():
        if _letters(term.name) == bare:
            start = text.index(name)
            span = (start, start + len(name))
            yield Damage(*span, "misspelt-token", f"the syntax has `<{term.name}>`", ((*span, term.name),))
            return


def _letters(text: str) -> str:
    return NO_LETTER.sub("", text.lower())
