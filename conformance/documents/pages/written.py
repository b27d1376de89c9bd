"""What a page itself writes elsewhere: its fences, its free-standing options, the words of its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from .lexicon import Lexicon
from .page import Page

# Ranges of letters, for use inside square brackets.
LATIN = "A-Za-z\u00c0-\u024f"
CYRILLIC = "\u0400-\u04ff"
EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Compiled once, for so large a set takes some milliseconds.
EAST_ASIAN_LETTER = re.compile(f"[{EAST_ASIAN}]")
KANA = re.compile(r"[\u3040-\u30ff]")
WORD = re.compile(r"[^\W_][\w-]*")
TAIL = re.compile(r"(?<=[\w-][\w-])\.([\w-]{2,})", re.ASCII)
PARTED = re.compile(r"\.[ \u00a0]+([\w-]{2,})", re.ASCII)
DOTTED = re.compile(r"[\w-]{2,}(?:\.[\w-]{2,})+", re.ASCII)
# What it has inside is found sooner than its beginning.
LETTERS_APART = re.compile(r" [A-Za-z0-9] [A-Za-z0-9](?![A-Za-z0-9_-])")
APART = re.compile(r"(?<![\w/.-])[A-Za-z](?:[ \u00a0][A-Za-z0-9]){2,}(?![A-Za-z0-9_-])")
LETTERS = re.compile(r"[^\W\d_]+")
# What may not stand before and behind a word of plain text.
BEFORE_PLAIN = re.compile(r"[\w/\\.%<:-]")
BEHIND_PLAIN = re.compile(r"[\w\\]")
FREE_OPTION = re.compile(r"/(?<![^\s*|\[({`\u3000-\uffef]/)(?P<name>[A-Za-z][\w-]*)(?![\w/\\])", re.ASCII)
CODE = re.compile(r"`[^`\n]*`|\\<[^>\n]*>|<[^>\n]*>|\*\*[^*\n]*\*\*|\]\([^)\n]*\)")


class Words:
    """The words of a text in lower case: few are ever asked for, so each is looked for when it is.

    Attributes:
        text: the text.
        before: a sign that no word has before it.
        behind: one that no word has behind it.

    """

    def __init__(self, text: str, before: re.Pattern[str], behind: re.Pattern[str]) -> None:
        self.text = text
        self.before = before
        self.behind = behind

    def __contains__(self, word: object) -> bool:
        """Whether the text has a word, in lower case."""
        if not isinstance(word, str) or not LETTERS.fullmatch(word):
            return False
        text = self.text
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not self.behind.match(text, end) and not (at and self.before.match(text, at - 1)):
                return True
            at = text.find(word, at + 1)
        return False

    def __bool__(self) -> bool:
        """Whether the text has any letter."""
        return LETTERS.search(self.text) is not None


class Written:
    """The facts about one page, each worked out when first asked for.

    Attributes:
        page: the page.
        lexicon: what its syntax names.

    """

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page = page
        self.lexicon = lexicon

    @cached_property
    def names(self) -> frozenset[str]:
        """The first words of the lines of the syntax, in lower case."""
        return frozenset(line.split(" ", 1)[0] for line in self.lexicon.lines if line)

    @cached_property
    def hyphens(self) -> bool:
        """Whether the syntax has options that begin with a hyphen."""
        return any(term.prefix == "-" for term in self.lexicon.options.values())

    @property
    def fences(self) -> str:
        """The text of all fences in lower case."""
        return self.page.typed

    @cached_property
    def fence_words(self) -> frozenset[str]:
        """Every word of the fences in lower case."""
        return frozenset(WORD.findall(self.fences))

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Every name of the fences that has full stops inside, in lower case."""
        return frozenset(DOTTED.findall(self.fences))

    @cached_property
    def parted(self) -> bool:
        """Whether a blank stands behind a full stop and before what follows one in a name of the fences."""
        tails = {tail.lower() for tail in TAIL.findall(self.fences)}
        return bool(tails) and not tails.isdisjoint(map(str.lower, PARTED.findall(self.page.text)))

    @cached_property
    def apart(self) -> bool:
        """Whether the page has single letters with blanks between them."""
        return LETTERS_APART.search(self.page.text) is not None

    @cached_property
    def labels(self) -> bool:
        """Whether a line of a fence is a label of a batch file."""
        return re.search(r"^\s*:[a-z]", self.fences, re.MULTILINE) is not None

    @cached_property
    def options(self) -> frozenset[str]:
        """Options with a slash, by name in lower case: of the syntax, or free-standing anywhere."""
        named = {low for low, term in self.lexicon.options.items() if term.prefix == "/"}
        return frozenset(named | {name.lower() for name in FREE_OPTION.findall(self.page.text)})

    def places(self) -> Iterator[tuple[int, int, int]]:
        """The running text without references, and the descriptions of tables: lines and columns."""
        page = self.page
        for passage in page.passages:
            if passage.role != "references":
                for number, line in page.lines_of(passage):
                    yield number, 0, len(line)
        for table in page.tables:
            for row in table.rows:
                for cell in row[1:]:
                    yield cell.line, cell.column - 1, cell.column - 1 + len(cell.raw)

    @cached_property
    def running(self) -> str:
        """The lines of the running text and the descriptions of the tables, joined by line feeds."""
        page = self.page
        lines: list[str] = []
        for passage in page.passages:
            lines += page.lines[passage.line - 1 : passage.end_line]
        lines += [cell.raw for table in page.tables for row in table.rows for cell in row[1:]]
        return "\n".join(lines)

    @cached_property
    def plain_words(self) -> Words:
        """The words of the running text and of descriptions, parts of tokens left out, in lower case."""
        return Words(CODE.sub(" ", self.running).lower(), BEFORE_PLAIN, BEHIND_PLAIN)

    def prose(self, word: str) -> bool:
        """Whether a word is one of the running text and of no fence."""
        low = word.lower()
        return low in self.plain_words and low not in self.fence_words
