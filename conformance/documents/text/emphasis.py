"""Emphasised words in letters that no token has: commands, options and placeholders that were translated.

What a page emphasises may also be a label of the user interface, so a word counts only where the page
itself tells what it is: by the word for "command" or "parameter" beside it, by a damaged cell or list that
has the same word, or by its italics, which these pages keep for placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ..findings.finding import Found, found_at, overlapping
from ..pages.page import Page
from ..pages.written import EAST_ASIAN_LETTER, KANA
from ..tables.options import foreign

# The words of this link hold the page's word for "command".
KEY_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*command-line-syntax-key")
LATIN_LETTER = re.compile(r"[A-Za-z]")
OTHER_ALPHABET = re.compile(r"[\u0370-\u1fff]")
HIRAGANA = re.compile(r"[\u3041-\u309f]")
SENTENCE = re.compile(r"[\u3001\u3002\uff0c\uff01\uff1f,;!?]")
EDGES = " \u00a0\"'\u201c\u201d\u201e\u00ab\u00bb`*:\uff1a.<>\\[](){}/="
# A bold word before a colon is the label of what follows it.
LABEL = re.compile(r"\*\*([^*\n]+)\*\*[ \u00a0]?[:\uff1a]")
WORD_BEFORE = re.compile(r"([^\W\d_]{5,})[\s\"\u201c\u00ab\u201e]*$")
WORD_AFTER = re.compile(r"[\s\"\u201d\u00bb\u201e]*([^\W\d_]{5,})")
TOKEN_CODES = {
    "T201": "translated-option",
    "T203": "translated-command",
    "T204": "translated-value",
    "T205": "translated-placeholder",
}
LONGEST = 24
SHORTEST_LATIN = 4
SAME = 5
SYLLABLES = 2


class Emphasised(NamedTuple):
    """A bold or italic span of a line; 0-based columns of its text, the marks left out."""

    line: int
    start: int
    end: int
    text: str
    bold: bool


def check_emphasis(page: Page, spans: list[Emphasised], found: Iterable[Found]) -> Iterator[Found]:
    """Emphasised words that were translated.

    Args:
        page: the page, a translation.
        spans: what it emphasises beyond ASCII or beside a damaged word, in order.
        found: what else is wrong on the page: its tables and lists.

    """
    known: dict[str, str] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    for each in found:
        finding = each.finding
        taken.setdefault(finding.line, []).append((finding.column - 1, finding.end_column - 1))
        name = TOKEN_CODES.get(finding.code)
        if name:
            for word in _words_of(finding.text):
                known.setdefault(word, name)
    if not spans:
        return
    signs = _Signs(page)
    named = [(span, signs.name(span)) for span in spans]
    for span, name in named:
        if name:
            known.setdefault(_bare(span.text), name)
    for span, name in named:
        wanted = known.get(_bare(span.text)) or name or signs.placeholder(span)
        if wanted is None or overlapping(span.start, span.end, taken.get(span.line, ())):
            continue
        if wanted != "translated-placeholder" and not span.bold:
            wanted = "translated-placeholder"
        why = "no token has letters beyond ASCII" if foreign(span.text) else "the same word is damaged above"
        yield found_at(page, span.line, *_inner(span), wanted, why)


def _is_other_script(text: str) -> bool:
    """Whether a text has a letter of another script than the Latin one."""
    return OTHER_ALPHABET.search(text) is not None or EAST_ASIAN_LETTER.search(text) is not None


def _bare(text: str) -> str:
    return text.strip(EDGES).lower()


def _inner(span: Emphasised) -> tuple[int, int]:
    lead = len(span.text) - len(span.text.lstrip())
    return span.start + lead, span.end - (len(span.text) - len(span.text.rstrip()))


def _words_of(text: str) -> Iterator[str]:
    """The words of a damaged token that are damaged wherever they are emphasised."""
    for piece in (text, *re.findall(r"<([^<>]+)>", text), re.split(r"[<:=\uff1a{\[]|\\<", text)[0]):
        word = _bare(piece)
        if EAST_ASIAN_LETTER.search(word) and not LATIN_LETTER.search(word):
            whole = len(word) > 1
        else:
            whole = foreign(word) and len(word) >= SHORTEST_LATIN and " " not in word
        if whole:
            yield word


class _Signs:
    """What of a page tells that an emphasised word is a token."""

    def __init__(self, page: Page) -> None:
        self.page = page
        match = KEY_LINK.search(page.text)
        key = match.group(1).lower() if match else ""
        self.joined = key.replace(" ", "") if EAST_ASIAN_LETTER.search(key) else ""
        self.words = [] if self.joined else re.findall(r"[^\W\d_]{6,}", key)
        self.headers = {
            re.sub(r"\s", "", table.header[0].raw.strip(EDGES)) for table in page.declaring if table.header
        }
        self.headers = {word for word in self.headers if len(word) > 1 and EAST_ASIAN_LETTER.search(word)}
        self.title = page.front_title

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that the page shows in bold."""
        return frozenset(map(_bare, LABEL.findall(self.page.text)))

    def name(self, span: Emphasised) -> str | None:
        """The class of a bold word that its neighbours or the page's title name."""
        text = _bare(span.text)
        if not span.bold or not foreign(text) or len(text) > LONGEST or SENTENCE.search(text):
            return None
        line = self.page.lines[span.line - 1]
        if EAST_ASIAN_LETTER.search(text):
            if LATIN_LETTER.search(text) or not HIRAGANA.sub("", text).strip():
                return None
            after = line[span.end : span.end + 24].lstrip(EDGES).replace(" ", "").lower()
            syllables = EAST_ASIAN_LETTER.match(after) and not KANA.match(after)
            size = SYLLABLES if syllables else SYLLABLES + 2
            if self.joined and after[:size] == self.joined[:size]:
                return "translated-command"
            if any(after.startswith(word) for word in self.headers):
                return "translated-option"
            return "translated-command" if text == self.title else None
        if text.count(" ") >= SYLLABLES:
            return None
        before = WORD_BEFORE.search(line, max(0, span.start - 30), max(0, span.start - 2))
        word = before.group(1).lower() if before else ""
        if word and any(word[:SAME] == each[:SAME] for each in self.words[-2:]):
            return "translated-command"
        after = WORD_AFTER.match(line, min(len(line), span.end + 2)) if _is_other_script(text) else None
        word = after.group(1).lower() if after else ""
        if word and any(word[:SAME] == each[:SAME] for each in self.words[-2:]):
            return "translated-command"
        return None

    def placeholder(self, span: Emphasised) -> str | None:
        """Italics in a script without them: what was emphasised is a placeholder."""
        text = span.text.strip()
        if (
            span.bold
            or len(_bare(text)) < SYLLABLES
            or len(text) > LONGEST
            or not _is_other_script(text)
            or LATIN_LETTER.search(text)
            or HIRAGANA.search(text)
            or SENTENCE.search(text)
            or _bare(text) in self.labels
        ):
            return None
        return "translated-placeholder"
