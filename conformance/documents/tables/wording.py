"""First columns in words of the page's language that have no letter beyond ASCII, and cells that break off.

What says that a word is the page's own: it stands in the running text, and neither in the syntax nor in any
example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage, Edit
from ..pages.lexicon import Term, fold
from ..pages.written import Written
from .options import foreign

ANGLES = re.compile(r"<(?P<name>[^<>|=\n_]+)>")
BRACKETS = re.compile(r"\[(?P<name>[^\[\]<>{}|/\n_]+)\]")
DRIVE = re.compile(r"\[(?P<name>[^\W\d_]{4,})(?P<gap>[ \u00a0]?):\]")
WORDS = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
OPEN_GROUP = re.compile(r"\{(?P<inner>[^{}\n]*)$")
SINGLE = re.compile(r"[\w*?+-]+")
BARE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)+")
TRAILING = re.compile(r"(?P<name>[^\W_][\w-]*)(?P<gap>[ \u00a0])/$")
VARIABLE = re.compile(
    r"%{1,2}[ \u00a0]+(?:~[ \u00a0]*)?(?:[\w$:]+|\*|<\w+>)"
    r"(?:,[ \u00a0]?%[ \u00a0]?\w+)*(?:,?[ \u00a0]?\.{3})?"
    r"|%~[ \u00a0]+(?:[\w$:]+|<\w+>)",
    re.ASCII,
)
LDAP = re.compile(r"(?i:ldap)://\w+[ \u00a0]+=|(?i:ldap)://\w+=[^,]*,[ \u00a0]*\w+[ \u00a0]+=")
STOPPED = re.compile(r"(?P<name>[A-Za-z]{4,})(?P<stop>\.)(?=\s*[\[<`]|\s*$)")
QUOTE = re.compile(r"[ \u00a0]?[\"\u201c\u201e](?P<word>[^\W\d_]+)$")
VALUE = re.compile(r"\s?[:=]?\s?\[?(?P<value><[^<>|=]+>)")
BEHIND = re.compile(r"[-/][\w-]+[: ]+(?P<name>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)*)")
LONG = 4
SHORT = 2
JOINED = 6


def wording_damages(  # noqa: PLR0917 - the span, and what is known of it
    text: str, start: int, end: int, term: Term | None, written: Written, found: list[Damage]
) -> list[Damage]:
    """Translated and torn words in one token of a first column of a translated page.

    Args:
        text: the cell as a reader sees it.
        start: offset of the token.
        end: offset after it.
        term: the option of the syntax that it is, if that is known.
        written: what the page writes elsewhere.
        found: what is damaged in it otherwise: what touches that is not said again.

    """
    more = [*_broken_words(text, start, end, written)]
    if term is not None and term.value[:1] == "<":
        more += _bare_value(text, start, end, term, written)
    if "<" in text:
        more += _angles(text, start, end, term, written)
    if "[" in text:
        more += _brackets(text, start, end, written)
    if "{" in text:
        more += _open_group(text, start, end, term, written)
    return [each for each in more if not any(each.start < one.end and one.start < each.end for one in found)]


def _broken_words(text: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    """A bare word that a blank or a full stop tore apart, strayed signs, a lone quotation mark."""
    body = text[start:end]
    if " " in body and BARE.fullmatch(body):
        joined = body.replace(" ", "").lower()
        parts = body.lower().split()
        torn = len(joined) >= JOINED and joined in written.fence_words
        if torn and not all(part in written.fence_words for part in parts):
            edit = (start, end, body.replace(" ", ""))
            yield Damage(start, end, "inserted-space", f"the page has `{joined}`", (edit,), certain=True)
    match = STOPPED.match(text, start, end) if "." in body else None
    if match is not None and match.group("name").lower() not in written.fence_words:
        why = "a full stop stands behind the word"
        yield Damage(start, match.end(), "lost-punctuation", why)
    match = TRAILING.match(text, start, end) if body.endswith("/") else None
    if match is not None:
        name = match.group("name")
        edits: tuple[Edit, ...] = ((start, end, f"/{name}"),) if not foreign(name) else ()
        yield Damage(start, end, "moved-punctuation", "the slash stands behind the option", edits)
    if body[:1] == "%" and VARIABLE.fullmatch(body):
        sole = "," not in body
        edit = (start, end, re.sub(r"[ \u00a0]", "", body))
        why = "a blank stands inside the variable"
        yield Damage(start, end, "inserted-space", why, (edit,) if sole else (), certain=sole)
    if "://" in body and LDAP.match(body):
        yield Damage(start, end, "inserted-space", "blanks stand inside the path")
    if body.endswith(">") and "<" not in text:
        yield Damage(start, end, "moved-punctuation", "an angle bracket closes what none has opened")
    if '"' in body or "\u201e" in body or "\u201c" in body:
        match = QUOTE.search(text, start, end)
        if match is not None and '"' not in written.lexicon.text:
            edit = (match.start(), match.end() if match.start() > start else match.start("word"), "")
            yield Damage(start, end, "lost-punctuation", "a quotation mark is not closed", (edit,))


def _bare_value(text: str, start: int, end: int, term: Term, written: Written) -> Iterator[Damage]:
    """Words behind an option, without brackets, that are the running text's and not the syntax's."""
    match = BEHIND.fullmatch(text, start, end)
    if match is not None and own_words(match.group("name"), written):
        why = f"the syntax has `{term.value}`"
        yield Damage(*match.span("name"), "translated-placeholder", why)


def own_words(name: str, written: Written, least: int = 1, *, examples: bool = True) -> bool:
    """Whether all longer words of a name are those of the running text, and none is one of the syntax.

    Args:
        name: one or more words.
        written: what the page writes elsewhere.
        least: how many words there have to be.
        examples: whether none of them may be one of the examples either; one at least never is.

    """
    words = [word.lower() for piece in WORDS.findall(name) for word in CAMEL.findall(piece)]
    long = [word for word in words if len(word) > SHORT]
    if len(words) < least or not long or max(map(len, long)) < LONG:
        return False
    if any(written.lexicon.names(word) or word not in written.plain_words for word in long):
        return False
    ask = all if examples else any
    return ask(written.prose(word) for word in long)


def _angles(text: str, start: int, end: int, term: Term | None, written: Written) -> Iterator[Damage]:
    direct = placeholder_of(term, written)
    for match in ANGLES.finditer(text, start, end):
        name = match.group("name")
        if foreign(name) or fold(name) in written.lexicon.folded:
            continue
        first = not ANGLES.search(text, start, match.start())
        placed = first and bool(direct)
        if own_words(name, written, 2) or (placed and own_words(name, written, 1, examples=False)):
            edits: tuple[Edit, ...] = ((*match.span(), direct),) if placed else ()
            why = f"the syntax has `{direct}`" if edits else "the syntax has no such placeholder"
            yield Damage(*match.span(), "translated-placeholder", why, edits)


def placeholder_of(term: Term | None, written: Written) -> str:
    """The placeholder that follows an option in the syntax, wherever it stands; "" if none or several do."""
    if term is None or not term.prefix:
        return ""
    option = f"{term.prefix}{term.name}".lower()
    text = written.lexicon.text
    found: set[str] = set()
    at = text.find(option)
    while at >= 0:
        match = VALUE.match(text, at + len(option))
        if match is not None and not text[at - 1 : at].isalnum():
            found.add(match.group("value"))
        at = text.find(option, at + 1)
    if len(found) != 1:
        return ""
    value = found.pop()
    named = written.lexicon.placeholders.get(fold(value))
    return f"<{named.name}>" if named is not None else value


def _brackets(text: str, start: int, end: int, written: Written) -> Iterator[Damage]:
    for match in BRACKETS.finditer(text, start, end):
        name = match.group("name")
        if foreign(name) or fold(name) in written.lexicon.folded:
            continue
        drive = DRIVE.fullmatch(match.group()) is not None and ":]" in written.lexicon.text
        if own_words(name, written, 1 if drive else 2):
            why = "the words in brackets are translated"
            yield Damage(*match.span(), "translated-placeholder", why)


def _open_group(text: str, start: int, end: int, term: Term | None, written: Written) -> Iterator[Damage]:
    """A group of values that the cell breaks off: its first values may be translated all the same."""
    match = OPEN_GROUP.search(text, start, end)
    if match is None:
        return
    listed = term.value.strip("{}").split("|") if term is not None and term.value.startswith("{") else []
    single = bool(listed) and all(SINGLE.fullmatch(value.strip()) for value in listed)
    at = match.start("inner")
    for part in match.group("inner").split("|"):
        word = part.strip()
        begin = at + len(part) - len(part.lstrip())
        at += len(part) + 1
        if not word or "<" in word or fold(word) in written.lexicon.folded:
            continue
        if foreign(word) or (single and not SINGLE.fullmatch(word)):
            why = f"`{word}` is no value that the command knows"
            yield Damage(begin, begin + len(word), "translated-value", why)
