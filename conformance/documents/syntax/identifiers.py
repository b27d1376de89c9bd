"""Identifiers of a cmdlet's page that fell apart: types, parameters, sets and cmdlets with blanks inside."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property

from ....spec.known_words import powershell_names
from ..findings.finding import Found, found_at
from ..pages.page import Page, is_translated
from ..pages.spans import Span, spans_in
from ..tables.options import foreign
from .parameters import parameters_of, typed_in
from .types import ARGUMENTS

FULL = re.compile(r"(?<![\w.])(?:Microsoft|System|Windows)(?:\.\w+)+", re.ASCII)
TYPE = re.compile(r"^Type: *([A-Za-z][\w.]*)", re.MULTILINE | re.ASCII)
CMDLET = re.compile(r"(?<![\w-])[A-Z][A-Za-z]+-[A-Z]\w+", re.ASCII)
# The name of a type, its parts behind full stops and blanks; and the beginning of any that fell apart.
SPACED = re.compile(r"[A-Z]\w*(?:\.[ \u00a0]?[A-Z]\w*)+(?:\[\])?", re.ASCII)
BEGUN = re.compile(r"(?:microsoft|system)(?:\.\w+)*\.[ \u00a0]", re.ASCII | re.IGNORECASE)
# What a name can have fallen apart into.
PARTS = re.compile(r"[A-Z]\w*(?:(?:\.[ \u00a0]?|[ \u00a0]|-)\w+)*(?:\[\])?", re.ASCII | re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]\w*", re.ASCII)
SIGN = re.compile(r"[\W_]+")
PIECE = re.compile(r"[^,\u3001\uff0c]+")
# One word: a name would be one of Latin letters. In Japanese, verbs have endings that names have not.
FOREIGN_WORD = re.compile(
    r"[\u4e00-\u9fff]{1,4}|[\u30a0-\u30ff]{2,12}"
    r"|(?=[^\u3040-\u30ff\u4e00-\u9fff]*\Z)(?=.*[^\W\d_\x00-\x7f])[^\W\d_]{2,30}"
)
# A name of several words, and the end of a sentence or a word in brackets, which no name of a type has.
COMPOUND = re.compile(r"[A-Z][a-z]+[A-Z]|[A-Z]{2}[a-z]")
SENTENCE = re.compile(r"[.\u3002]\Z|\[[^\[\]]+\](?!\()")
SPLIT = re.compile(r"\w\.+[ \u00a0]\w")
IS_CMDLET = re.compile(r"\s?-?cmdlet", re.IGNORECASE)
SMALL = re.compile(r"[a-z]+")
# What stands at the beginning of a line, before a colon or in a link is a label.
OPENING = re.compile(r"[\s>*+\d.-]*")
CLOSING = re.compile(r"\s?[:\uff1a]|\]\(")
# Marks of lists and quotations take no more room.
INDENT = 40
BLANKS = (" ", "\u00a0")
KINDS = frozenset({"bold", "code", "tag"})
# Names of types have their headings at this level.
LEVEL = 3


def check_identifiers(page: Page, original: Page | None = None) -> Iterator[Found]:
    """Headings of types and emphasised names that have blanks inside, or letters that no name has.

    Args:
        page: the page.
        original: the page in the original language, which tells whether it emphasises other words, too.

    """
    names = _Names(page)
    for heading in page.headings:
        if heading.level != LEVEL or heading.role != "other" or not _has_blank(heading.text):
            continue
        whole = ARGUMENTS not in heading.text
        for match in PIECE.finditer(heading.text):
            text = match.group().strip()
            start = heading.column - 1 + match.start() + match.group().index(text)
            yield from _apart(page, heading.line, start, text, names, whole=whole)
    if not is_translated(page):
        return
    yield from _sentences(page)
    spans = list(spans_in(page))
    parameters = typed_in(page.syntax)
    # Names are bold on these pages; on some they are in italics.
    emphasis = {"bold", *(span.kind for _, _, span in spans if span.text.lower() in parameters)} - {"code"}
    strange = [
        (number, span)
        for number, line, span in spans
        if span.kind in emphasis and not span.text.isascii() and _is_translated_name(line, span)
    ]
    if strange and original is not None and _emphasises_words(original, parameters):
        strange = []
    for number, _, span in spans:
        if span.kind in KINDS:
            yield from _apart(page, number, span.start, span.text, names)
    yield from _nameless(page, spans, names)
    for number, span in strange:
        why = "names of parameters, properties and types have no such letters"
        yield found_at(page, number, span.start, span.end, "translated-value", why)


def _sentences(page: Page) -> Iterator[Found]:
    """Headings of types that became sentences or fell apart in a way that nothing is known of."""
    for heading in page.headings:
        text = heading.text.rstrip()
        if (
            heading.level == LEVEL
            and heading.role == "other"
            and COMPOUND.search(text) is not None
            and (SPLIT.search(text) is not None or (foreign(text) and SENTENCE.search(text) is not None))
        ):
            start = heading.column - 1
            name, why = "translated-value", "names of types have no such letters"
            if not foreign(text):
                name, why = "inserted-space", "a name has no blanks"
            yield found_at(page, heading.line, start, start + len(text), name, why)


def _nameless(page: Page, spans: list[tuple[int, str, Span]], names: _Names) -> Iterator[Found]:
    """The cmdlets of the page's code that lost their verbs in its text."""
    for number, line, span in spans:
        if span.kind not in KINDS or "-" in span.text or IS_CMDLET.match(line, span.marks_end) is None:
            continue
        whole = names.nouns.get(span.text)
        if whole:
            sure = len(whole) == 1
            wanted = min(whole)
            yield found_at(
                page, number, span.start, span.end, "lost-token",
                f"the cmdlet is called `{wanted}`" if sure else "the verb of the cmdlet is gone",
                edits=((span.start, span.end, wanted),) if sure else (), certain=sure,
            )  # fmt: skip


def _emphasises_words(page: Page, parameters: Container[str]) -> bool:
    """Whether a page has words in small letters that are bold and no parameters."""
    return any(
        span.kind == "bold" and SMALL.fullmatch(span.text) and span.text not in parameters
        for _, _, span in spans_in(page)
    )


def _is_translated_name(line: str, span: Span) -> bool:
    """Whether an emphasised word inside a sentence has letters that no name has."""
    return (
        FOREIGN_WORD.fullmatch(span.text) is not None
        and line[span.marks_start - 1 : span.marks_start] != "["
        and (span.marks_start > INDENT or OPENING.fullmatch(line, 0, span.marks_start) is None)
        and CLOSING.match(line, span.marks_end) is None
    )


def _apart(
    page: Page, line: int, start: int, text: str, names: _Names, *, whole: bool = True
) -> Iterator[Found]:
    """A name with blanks inside, and how it reads where that is known or nothing but blanks is wrong."""
    if not _has_blank(text):
        return
    wanted = names.known.get(_letters(text)) if PARTS.fullmatch(text) else None
    sure = whole and wanted is not None
    if wanted is None:
        if BEGUN.match(text) is None:
            return
        wanted = re.sub(r"[ \u00a0]", "", text) if SPACED.fullmatch(text) else ""
        sure = whole and bool(wanted) and names.words.issuperset(WORD.findall(wanted))
    end = start + len(text)
    why = f"it is called `{wanted}`" if wanted else "a name has no blanks"
    edits = ((start, end, wanted),) if wanted else ()
    yield found_at(page, line, start, end, "inserted-space", why, edits=edits, certain=sure)


def _has_blank(text: str) -> bool:
    return any(blank in text for blank in BLANKS)


def _letters(text: str) -> str:
    return SIGN.sub("", text).lower()


class _Names:
    """The identifiers that the syntaxes, the metadata and the examples of a page have."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def _code(self) -> str:
        return "\n".join(fence.text for fence in self.page.fences)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the code and of the commonest namespaces; other ones may be translations."""
        return frozenset(WORD.findall(" ".join((self._code, *powershell_names().namespaces))))

    @cached_property
    def nouns(self) -> dict[str, set[str]]:
        """The cmdlets of the code by what stands behind their hyphens, where that is no other name."""
        found: dict[str, set[str]] = {}
        for name in CMDLET.findall(self._code):
            noun = name.split("-", 1)[1]
            if COMPOUND.search(noun) is not None and noun.lower() not in self.known:
                found.setdefault(noun, set()).add(name)
        return found

    @cached_property
    def known(self) -> dict[str, str]:
        """As they are written, by their letters."""
        code = self._code
        types = TYPE.findall(code)
        names = [
            *(shown for shown, _ in typed_in(self.page.syntax).values()),
            *types,
            *(name.rsplit(".", 1)[-1] for name in types),
            *(name for each in parameters_of(self.page) for name in each.sets),
            *CMDLET.findall(code),
            *FULL.findall(code),
        ]
        return {_letters(name): name for name in names if name.isascii() and " " not in name}
