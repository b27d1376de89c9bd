"""Placeholders and groups of values of a first column against the page's syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ..findings.damage import Damage, Edit
from ..pages.lexicon import BLANKS, Lexicon, Term, fold
from .options import ANGLES, GROUP, WORDS, Prose, foreign

EMPTY_ANGLES = re.compile(r"<\s*>")
BRACKETS = re.compile(r"\[(?P<name>[^\[\]<>{}|/\n]+)\]")
BRACKET = re.compile(r"[<>{}\[]")
INNER_SPACE = re.compile(
    r"(?<=<)[ \u00a0]+|(?<![ \u00a0])[ \u00a0]++(?=[:>])"
    r"|(?<=[A-Za-z\] \u00a0]:)[ \u00a0]++(?=\w{1,2}\b)|(?<=:\])[ \u00a0]++(?=\w{1,2}\b)"
    r"|(?<=[sS]{2})[ \u00a0](?=\[AM\|PM\])"
)
INNER_BLANK = re.compile(r"(?<=\[)[ \u00a0]+(?=<)|(?<=[>}])[ \u00a0]+(?=\])")
# A value of letters, several words joined by hyphens.
NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _reworded(name: str, placeholder: str, lexicon: Lexicon, prose: Prose) -> bool:
    """Whether a placeholder in ASCII letters is in the page's language: its words are prose, not syntax."""
    names, parts = name.split("|"), placeholder.split("|")
    if len(names) == len(parts) > 1:
        return any(_reworded(one, part, lexicon, prose) for one, part in zip(names, parts, strict=True))
    words = WORDS.findall(name.lower())
    if not placeholder or not words:
        return False
    expected = set(WORDS.findall(placeholder.lower()))
    if expected & set(words) or any(word in fold(placeholder) for word in words if len(word) > 2):  # noqa: PLR2004 - articles
        return False
    return any(word in prose() and not lexicon.names(word) for word in words)


def value_damages(  # noqa: PLR0917 - the span, and what is known of it
    text: str, start: int, end: int, lexicon: Lexicon, term: Term | None, prose: Prose
) -> list[Damage]:
    """Damages of placeholders and groups of values between the two offsets."""
    if BRACKET.search(text) is None:
        return []
    found = [
        Damage(match.start(), end, "moved-punctuation", "the placeholder's words stand outside `<>`")
        for match in EMPTY_ANGLES.finditer(text, start, end)
    ]
    known = term is not None and not term.unsure and re.fullmatch(r"<[^<>]+>", term.value)
    placeholder = term.value if term is not None and known else ""
    for match in ANGLES.finditer(text, start, end):
        name = match.group("name")
        if not name.strip():
            continue
        direct = placeholder if not text[start : match.start()].strip(" []\u00a0") else ""
        if fold(name) not in lexicon.folded and (foreign(name) or _reworded(name, direct, lexicon, prose)):
            edits: tuple[Edit, ...] = ((match.start(), match.end(), direct),) if direct else ()
            why = f"the syntax has `{direct}`" if direct else "the syntax has no such placeholder"
            found.append(
                Damage(match.start(), match.end(), "translated-placeholder", why, edits, certain=bool(edits))
            )
        elif name != name.strip() and match.group().lower() not in lexicon.text:
            begin, stop = match.span("name")
            edits = tuple((*blank.span(), "") for blank in INNER_SPACE.finditer(text, begin, stop + 1))
            found.append(
                Damage(
                    match.start(),
                    match.end(),
                    "inserted-space",
                    "a blank stands inside the angle brackets",
                    edits,
                    certain=True,
                )
            )
    found += _inner_blanks(text, start, end, lexicon)
    for match in BRACKETS.finditer(text, start, end):
        name = match.group("name")
        if foreign(name) and fold(name) not in lexicon.folded:
            why = "the words in brackets are translated"
            found.append(Damage(match.start(), match.end(), "translated-placeholder", why))
    for match in GROUP.finditer(text, start, end):
        found += group_damages(match, lexicon, term, prose)
    return found


def _inner_blanks(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Damage]:
    """Blanks between two brackets, where the syntax has none."""
    for match in INNER_BLANK.finditer(text, start, end):
        around = text[match.start() - 1 : match.end() + 1].lower()
        if around not in lexicon.text and around.replace("\u00a0", " ") not in lexicon.text:
            why = "a blank stands inside the brackets"
            yield Damage(*match.span(), "inserted-space", why, ((*match.span(), ""),), certain=True)


def group_damages(match: re.Match[str], lexicon: Lexicon, term: Term | None, prose: Prose) -> list[Damage]:
    """Alternatives that the syntax does not have, each with the one that stands in its place there.

    Args:
        match: a group in braces, its alternatives as `inner`.
        lexicon: what the page's syntax names.
        term: the option that the group belongs to, if that is known.
        prose: gives the words of the running text, or none where these are not to be asked.

    """
    parts = match.group("inner").split("|")
    present = {fold(part) for part in parts}
    if term is not None:
        listed = term.value if not term.unsure and term.value.startswith("{") else ""
        known = [part.strip() for part in listed.strip("{}").split("|")] if listed else []
    else:
        known = _listed_with(present, lexicon)
    found: list[Damage] = []
    sure = True
    at = match.start("inner")
    for index, part in enumerate(parts):
        word = part.strip()
        begin = at + len(part) - len(part.lstrip())
        at += len(part) + 1
        if not word or "<" in word or _in_syntax(word, lexicon):
            continue
        expected = known[index] if len(known) == len(parts) and fold(known[index]) not in present else ""
        replaceable = bool(expected) and "<" not in expected
        sure = sure and replaceable
        if foreign(word) or (replaceable and NAME.fullmatch(word) is not None and bool(prose())):
            edits = ((begin, begin + len(word), expected),) if replaceable else ()
            why = (
                f"the syntax has `{expected}`" if expected else f"`{word}` is no value that the command knows"
            )
            found.append(Damage(begin, begin + len(word), "translated-value", why, edits, certain=True))
    return found if sure else [replace(damage, certain=False) for damage in found]


def _listed_with(present: set[str], lexicon: Lexicon) -> list[str]:
    """The alternatives of the one group of the syntax that has some of these, folded, among its own."""
    groups = {match.group("inner") for match in GROUP.finditer(BLANKS.sub(" ", lexicon.written))}
    near = [
        parts
        for parts in ([part.strip() for part in inner.split("|")] for inner in groups)
        if len(parts) > 1 and not present.isdisjoint(map(fold, parts))
    ]
    # In several letter cases they are the same.
    return near[0] if len({tuple(map(fold, parts)) for parts in near}) == 1 else []


def _in_syntax(word: str, lexicon: Lexicon) -> bool:
    """Whether the syntax has a value: a word as a word, anything else anywhere."""
    return lexicon.names(word) if word.isalnum() else fold(word) in lexicon.folded
