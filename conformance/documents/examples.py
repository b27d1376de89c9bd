"""Example commands against the page's own syntax: which lines it accepts, where the others stop fitting."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...reports.document import BlockCounts, ExampleCounts
from .finding import Found, found_at
from .lexicon import Lexicon, Term, squeeze
from .page import Fence, Page

if TYPE_CHECKING:
    from ...grammar import Node, Parsed
    from ...grammar.reasons import Mismatch

VALUED = re.compile(
    r"(?:^|(?<=\s))(?P<option>[/-](?P<name>[A-Za-z][\w-]*)(?:(?P<sign>[:=])|\s+)"
    r"(?P<value>[^\s\"/-]\S*)(?P<rest>(?:\s+[A-Za-z0-9][\w'&]*(?=\s|$))+))"
)
OPTION_NAME = re.compile(r"(?<!\w)[/-]([A-Za-z?][\w-]*)")
ALIKE = 0.75
HARMLESS = frozenset[str]()
INFO = ("", "cmd", "console", "dos", "command", "com", "powershell", "shell", "output")


def _alike(word: str, known: str) -> bool:
    """Whether the word is the known one but for a slip."""
    left, right = word.strip("/-<>[]").lower(), known.strip("/-<>[]").lower()
    return left != right and SequenceMatcher(None, left, right).ratio() >= ALIKE


class Line(NamedTuple):
    """A command in an example block: its text with continuation lines joined, and where it begins."""

    text: str
    row: int
    offset: int
    whole: bool


class Examples:
    """The syntax blocks of a page, parsed, and its examples held against them."""

    def __init__(self, page: Page, lexicon: Lexicon, blocks: list[Parsed]) -> None:
        self.page = page
        self.lexicon = lexicon
        self.blocks = blocks
        self.texts = tuple(block.text for block in blocks if block.tree is not None)
        self.counts = [0, 0, 0, 0]
        self.rejected: list[str] = []
        self.sound = all(
            block.status == "parsed" or all(one.name in HARMLESS for one in block.diagnoses)
            for block in blocks
        )

    def check(self) -> Iterator[Found]:
        """Findings on every example line, counting as it goes."""
        if not self.texts:
            return
        for fence in self.page.fences:
            if fence.role == "examples" and fence.info in INFO:
                for line in self._lines(fence):
                    yield from self._line(fence, line)

    @cached_property
    def names(self) -> frozenset[str]:
        """The programs that the syntaxes begin with."""
        from .acceptance import heads_of  # noqa: PLC0415 - only pages with examples need it

        return frozenset().union(*map(heads_of, self.texts))

    @cached_property
    def command(self) -> str:
        """The first of them, for telling commands from output."""
        return min(self.names, default="")

    @cached_property
    def declared(self) -> tuple[Node, ...]:
        """The options that the page's tables declare."""
        from .acceptance import declared  # noqa: PLC0415 - likewise

        return declared(
            tuple(
                cells[0].raw
                for table in self.page.tables
                if table.role in ("parameters", "syntax", "other")
                for cells in (table.header, *table.rows)
                if cells
            )
        )

    def _lines(self, fence: Fence) -> Iterator[Line]:
        from ...grammar import classify_line  # noqa: PLC0415 - likewise

        current: Line | None = None
        for row, text in enumerate(fence.lines):
            kind = classify_line(text, command=self.command)
            if kind.kind in ("command", "prompt"):
                if current is not None:
                    yield current
                current = Line(text[kind.start :].rstrip(), row, kind.start, whole=True)
            elif kind.kind == "continuation" and current is not None:
                current = Line(f"{current.text} {text.strip()}", current.row, current.offset, whole=False)
            elif kind.kind != "blank":
                self.counts[0] += 1
                self.counts[3] += 1
        if current is not None:
            yield current

    def _line(self, fence: Fence, line: Line) -> Iterator[Found]:
        from ...grammar import Match, program_name, split_commands  # noqa: PLC0415 - likewise
        from .acceptance import hold  # noqa: PLC0415 - likewise

        for segment in split_commands(line.text):
            self.counts[0] += 1
            words = segment.text.split(maxsplit=1)
            if not words or program_name(words[0]) not in self.names:
                self.counts[3] += 1
                continue
            mismatch = mismatch_of(self.texts, segment.text)
            if mismatch is None:
                self.counts[1] += 1
                continue
            answer = hold(self.texts, segment.text, self.declared)
            if isinstance(answer, Match):
                self.counts[1] += 1
            else:
                self.counts[2] += 1
                self.rejected.append(segment.text)
            if self.sound and not self._another(segment.text):
                yield from self._rejected(fence, line, segment.text, segment.start, mismatch)

    def _another(self, text: str) -> bool:
        """Whether the line shows another command of the family: none of this one's own words is in it."""
        low = text.lower()
        lines = [line for line in self.lexicon.lines if line and line.split(" ", 1)[0].isalpha()]
        seconds = {
            parts[1] for line in lines if len(parts := line.split()) > 1 and re.match(r"[/-]?[a-z]", parts[1])
        }
        return bool(seconds) and not any(second.strip("[]").split(":")[0] in low for second in seconds)

    def _rejected(
        self, fence: Fence, line: Line, text: str, start: int, mismatch: Mismatch
    ) -> Iterator[Found]:
        at = min(mismatch.column - 1, max(len(text) - 1, 0))
        end = at
        while end < len(text) and not text[end].isspace():
            end += 1
        name, suggestion = self._judged(text, at, end, mismatch)
        why = mismatch.message
        if name == "lost-quotes":
            at, end, suggestion = self._unquoted(text, at) or (at, end, "")
            why = "a value with blanks has to be quoted"
        elif mismatch.reason in ("missing-required", "needs-another-option", "missing-value"):
            at, end = 0, len(text)
        if not line.whole:
            at, end = min(at, self._width(fence, line)), min(end, self._width(fence, line))
        row, column = fence.place(line.row, line.offset + start + at)
        yield found_at(
            self.page,
            row,
            column - 1,
            column - 1 + max(end - at, 1),
            name,
            why,
            suggestion=suggestion or None,
        )

    def _judged(self, text: str, at: int, end: int, mismatch: Mismatch) -> tuple[str, str]:
        """The damage class: sure ones by name, the rest as examples beyond the syntax, reported on demand."""
        near = mismatch.nearest or ""
        word = text[at:end]
        match mismatch.reason:
            case "unknown-option":
                bare = re.split(r"[:=]", word.lstrip("/-").lower())[0]
                known = difflib.get_close_matches(bare, self.lexicon.options, 1, ALIKE)
                if known and known[0] != bare:
                    return "rejected-example", self.lexicon.options[known[0]].written
                return ("beyond-syntax" if bare in self.documented else "rejected-example"), ""
            case "unexpected-argument":
                if self._unquoted(text, at) is not None:
                    return "lost-quotes", ""
                if word.lower() in self.lexicon.options and word.isalpha():
                    return "rejected-example", self.lexicon.options[word.lower()].written
                if near and near.lower() != word.lower() and _alike(word, near):
                    return "rejected-example", near
            case "wrong-value" | "wrong-command":
                if near and _alike(word, near):
                    return "rejected-example", near
            case _:
                pass
        return "beyond-syntax", ""

    @cached_property
    def documented(self) -> set[str]:
        """The options that stand anywhere in the page's tables and running text."""
        named: set[str] = set()
        for table in self.page.tables:
            for row in table.rows:
                for cell in row:
                    named.update(match.lower() for match in OPTION_NAME.findall(cell.raw))
        for passage in self.page.passages:
            for text in self.page.lines[passage.line - 1 : passage.end_line]:
                named.update(match.lower() for match in OPTION_NAME.findall(text))
        return named

    @staticmethod
    def _width(fence: Fence, line: Line) -> int:
        return len(fence.lines[line.row].rstrip()) - line.offset

    def _takes_more(self, term: Term) -> bool:
        """Whether further placeholders follow the value of an option, so that several words are in order."""
        written = squeeze(f"{term.prefix}{term.name}{term.separator}{term.value}")
        at = self.lexicon.text.find(written)
        return at >= 0 and re.match(r"\s?[\[{]?<", self.lexicon.text[at + len(written) :]) is not None

    def _unquoted(self, text: str, at: int) -> tuple[int, int, str] | None:
        """The first option before `at` whose value goes on behind a blank: its span, how it reads quoted."""
        for match in VALUED.finditer(text):
            if match.start("rest") > at:
                return None
            term = self.lexicon.options.get(match.group("name").lower())
            if term is not None and (not term.value.startswith("<") or self._takes_more(term)):
                continue
            if not match.group("sign") and (term is None or not term.value):
                continue
            head = text[match.start("option") : match.start("value")]
            value = text[match.start("value") : match.end()]
            return match.start("option"), match.end(), f'{head}"{value}"'
        return None


@lru_cache(maxsize=16_384)
def mismatch_of(syntaxes: tuple[str, ...], line: str) -> Mismatch | None:
    """Why none of some syntax texts accepts a command, or None where one does; the same in every language."""
    from ...grammar import match, parse_syntax  # noqa: PLC0415 - only pages with examples need it
    from ...grammar.reasons import Mismatch  # noqa: PLC0415 - likewise

    worst: Mismatch | None = None
    for syntax in syntaxes:
        for usage in parse_syntax(syntax).usages:
            answer = match(usage, line)
            if not isinstance(answer, Mismatch):
                return None
            if worst is None or answer.column > worst.column:
                worst = answer
    return worst


def parse_blocks(page: Page) -> list[tuple[Fence, Parsed]]:
    """Every syntax block of a page through the grammar; each distinct text is parsed once."""
    from ...grammar import parse_syntax  # noqa: PLC0415 - only pages with a syntax block pay for the grammar

    return [
        (fence, parse_syntax(fence.text))
        for fence in page.fences
        if fence.role == "syntax" and fence.text.strip() and not SAMPLE.match(fence.text)
    ]


SAMPLE = re.compile(r"\s*(?:PS )?[A-Za-z]:\\?[^<>|]*>")


def block_counts(blocks: list[Parsed]) -> BlockCounts:
    """How the blocks came through."""
    counts = {"parsed": 0, "recovered": 0, "diagnosed": 0}
    for block in blocks:
        counts[block.status] += 1
    return BlockCounts(len(blocks), counts["parsed"], counts["recovered"], counts["diagnosed"])


def example_counts(counts: list[int]) -> ExampleCounts:
    """Total, accepted, rejected and other lines."""
    return ExampleCounts(*counts)


def cmdlet_counts(page: Page, blocks: list[tuple[Fence, Parsed]]) -> ExampleCounts:
    """How the examples of a cmdlet's page come out against its parameter sets."""
    texts = [fence.text for fence in page.fences if fence.role == "examples" and fence.info in INFO]
    if not texts or not blocks:
        return ExampleCounts()
    from .acceptance import cmdlet_lines  # noqa: PLC0415 - only cmdlet pages with examples need it

    counts = [0, 0, 0, 0]
    titled = [
        (page.headings[fence.section].text if fence.section >= 0 else "", block.text)
        for fence, block in blocks
    ]
    for line in cmdlet_lines(titled, texts):
        counts[0] += 1
        counts[3 if line.accepted is None else 1 if line.accepted else 2] += 1
    return example_counts(counts)
