"""Example commands against the page's own syntax: which lines it accepts, where the others stop fitting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from ....grammar import (
    Match,
    Mismatch,
    Node,
    Parsed,
    classify_line,
    fitting,
    furthest,
    parse_syntax,
    program_name,
    split_commands,
)
from ..findings.finding import Found, found_at
from ..pages.lexicon import Lexicon
from ..pages.page import Fence, Page
from ..pages.spans import spans_of
from ..pages.syntaxes import COMMANDS
from .acceptance import declared, hold
from .declarations import CHANGED, RENAMED, meant_cells
from .demands import declared_keys, further_values, lost_signs, misplaced_key, single_quote, without_argument
from .gists import Gist, gists_of, heads_of
from .literal import Line as Rejected
from .literal import missing_option
from .quoting import Judged, split_paths, spread, spread_values
from .quoting import split_commands as commands_in
from .rejections import doubled_name, judge
from .subcommands import (
    bracketed_words,
    lost_subcommand,
    lost_word,
    other_word,
    required_words,
    shows_another,
)
from .typed import Line, typed_in

PAIR = 2
# A program of any name, and its ending.
ANY_NAME = re.compile(r"^<[^<>\n]+>(\.\w{3})(?=\s)", re.MULTILINE)
# A command with an option, and the page that a link leads to.
FIRST_OPTION = re.compile(r"(?P<command>[A-Za-z][\w-]*)\s+[/\u2013-](?P<option>[A-Za-z]\w*)(?!\S)")
PAGE = re.compile(r"\((?:[\w./-]*/)?([\w-]+)\.md[)#]")
OPTION_NAME = re.compile(r"(?<!\w)[/-]([A-Za-z?][\w-]*)")
# Damage that the grammar repairs beyond doubt, so that lines can be held against what it read.
HARMLESS = frozenset({"dash", "missing-ellipsis", "stray-punctuation"})


class Examples:
    """The syntax blocks of a page, parsed, and its examples held against them.

    What is found on the page so far tells which first cells declare something else than they say.
    """

    def __init__(
        self, page: Page, lexicon: Lexicon, blocks: list[Parsed], found: Iterable[Found] = ()
    ) -> None:
        self.page = page
        self.found = tuple(found)
        self.lexicon = lexicon
        self.blocks = blocks
        self.texts = tuple(block.text for block in blocks if block.tree is not None)
        self.counts = [0, 0, 0, 0]
        self.rejected: list[str] = []
        self.sound = all(
            block.status == "parsed"
            or all(one.name in HARMLESS or block.text[one.start : one.end] == "|" for one in block.diagnoses)
            for block in blocks
        )

    def check(self) -> Iterator[Found]:
        """Findings on every example line, counting as it goes."""
        if not self.texts:
            return
        for fence in self.page.fences:
            if fence.role == "examples" and fence.info in COMMANDS:
                for line in typed_in(fence, self.command, self.seconds):
                    if line is None:
                        self.counts[0] += 1
                        self.counts[3] += 1
                    else:
                        yield from self._line(fence, line)
        yield from self._shown()

    def _shown(self) -> Iterator[Found]:
        """Lost quotes in the commands that the running text of the examples shows as code."""
        for passage in self.page.passages:
            if passage.role != "examples":
                continue
            for number, line in self.page.lines_of(passage):
                for span in spans_of(line, 0, len(line)) if "`" in line else ():
                    head = span.text.split(" ", 1)[0]
                    if span.kind != "code" or program_name(head) not in self.names or not spread(span.text):
                        continue
                    for one in spread_values(span.text, self.lexicon, self.usages):
                        start = span.start + one.start
                        yield found_at(
                            self.page, number, start, span.start + one.end, one.name, one.why,
                            suggestion=one.suggestion or None,
                        )  # fmt: skip

    @cached_property
    def names(self) -> frozenset[str]:
        """The programs that the syntaxes begin with."""
        return frozenset(name for text in self.texts for name in heads_of(text))

    @property
    def gists(self) -> tuple[tuple[Gist, ...], ...]:
        """The gist of each usage, by syntax."""
        return tuple(gists_of(text) for text in self.texts)

    @cached_property
    def command(self) -> str:
        """The first of them, for telling commands from output."""
        return min(self.names, default="")

    @cached_property
    def options(self) -> tuple[Node, ...]:
        """The options that the page's tables declare."""
        meant = meant_cells(self.page, self.found, CHANGED)
        return declared(
            tuple(
                meant.get(cells[0], cells[0].raw)
                for table in self.page.tables
                if table.role in ("parameters", "syntax", "other")
                for cells in (table.header, *table.rows)
                if cells
            )
        )

    def _line(self, fence: Fence, line: Line) -> Iterator[Found]:
        for segment in split_commands(line.text):
            self.counts[0] += 1
            text = segment.text
            words = text.split(maxsplit=1)
            name = program_name(words[0]) if words else ""
            if name not in self.names and not self._stands_for(words):
                self.counts[3] += 1
                if name in self.seconds:
                    yield from self._headless(fence, line, segment.start, text)
                continue
            mismatch = mismatch_of(self.texts, text)
            judged = list(split_paths(text))
            if mismatch is None:
                self.counts[1] += 1
                answer = None
            else:
                answer = hold(self.texts, text, self.options)
                accepted = isinstance(answer, Match)
                self.counts[1 if accepted else 2] += 1
                if not accepted:
                    self.rejected.append(text)
            for one in self._judged(text, mismatch, answer):
                whole = one.start == 0 and one.end == len(text) and judged
                # What a whole line lacks is shown at its program where other places are shown too.
                place = one._replace(end=len(words[0])) if whole else one
                if all(place.end <= each.start or each.end <= place.start for each in judged):
                    judged.append(place)
            for one in judged:
                yield self._found(fence, line, segment.start, one)

    def _judged(
        self, text: str, mismatch: Mismatch | None, answer: Match | Mismatch | None
    ) -> Iterator[Judged]:
        """What a command shows, the surest first."""
        yield from commands_in(text, self.lexicon.text)
        if spread(text):
            yield from spread_values(text, self.lexicon, self.usages)
        lost = lost_subcommand(text, *self.bracketed)
        if lost is not None:
            yield lost
        elif mismatch is None:
            if self.required:
                yield from self._optional_word(text)
            if "=" in text and self.keys:
                yield from self._misplaced(text)
        elif answer is not None and not _is_comment(text):
            yield from self._against(text, mismatch, answer)

    def _against(self, text: str, mismatch: Mismatch, answer: Match | Mismatch) -> Iterator[Judged]:
        """What a command shows that the syntaxes reject."""
        lost = (
            doubled_name(text)
            or lost_word(text, self.usages)
            or other_word(text, self.usages)
            or without_argument(text, self.lexicon, self.usages)
            or single_quote(text)
        )
        if lost is not None:
            yield lost
            return
        if shows_another(text, self.lexicon) or self._has_own_page(text):
            return
        unsigned = list(lost_signs(text, self.lexicon))
        if unsigned:
            yield from unsigned
            return
        line = Rejected(text, mismatch, answer, self.sound, self.usages)
        judged = judge(line, self.lexicon, lambda: self.documented)
        yield from judged
        lacking = missing_option(line, self.lexicon) if judged else None
        if lacking is not None:
            yield lacking
        if mismatch.reason == "unexpected-argument" and len(judged) == 1:
            yield from further_values(
                text, judged[0], self.lexicon, lambda masked: mismatch_of(self.texts, masked)
            )

    def _has_own_page(self, text: str) -> bool:
        """Whether a row of the page leads to one about the command with the option that comes first."""
        match = FIRST_OPTION.match(text)
        return match is not None and "-".join(match.group("command", "option")).lower() in self._linked

    @cached_property
    def _linked(self) -> frozenset[str]:
        """The names of the pages that its first columns lead to."""
        cells = (row[0].raw.lower() for table in self.page.tables for row in table.rows if row)
        return frozenset(stem for cell in cells for stem in PAGE.findall(cell))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names with an equals sign that the page has."""
        return declared_keys(self.page, self.lexicon)

    def _stands_for(self, words: list[str]) -> bool:
        """Whether a usage begins with any name of this ending: `<package>.exe /q` and `setup.exe /q`."""
        return bool(self.endings and words) and words[0].lower().endswith(self.endings)

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """How the programs end of which the syntaxes say only that."""
        return tuple({match.group(1).lower() for text in self.texts for match in ANY_NAME.finditer(text)})

    @cached_property
    def usages(self) -> tuple[Node, ...]:
        """Every usage of the syntaxes."""
        return tuple(usage for block in self.blocks for usage in block.usages)

    @cached_property
    def bracketed(self) -> tuple[str, frozenset[str]]:
        """What all usages begin with, and the subcommands that they have in brackets behind it."""
        return bracketed_words(self.texts)

    @cached_property
    def seconds(self) -> frozenset[str]:
        """The words that follow the name of the program in the syntaxes, its own names aside."""
        return _seconds(self.texts) - self.names if len(self.names) == 1 else frozenset()

    @cached_property
    def shared(self) -> str:
        """The first two words of every line of the syntaxes, or "" where they differ."""
        heads = {
            " ".join(each.lower().split()[:2])
            for text in self.texts
            for each in text.split("\n")
            if each.strip()
        }
        return heads.pop() if len(heads) == 1 else ""

    @cached_property
    def required(self) -> dict[str, str]:
        """Syntaxes whose bracketed subcommand has to be typed, by their first words."""
        return required_words(self.texts)

    def _optional_word(self, text: str) -> Iterator[Judged]:
        """A line that begins with a bracketed subcommand but lacks what that subcommand needs."""
        low = " ".join(text.lower().split())
        for words, syntax in self.required.items():
            if low.startswith(f"{words} "):
                answer = hold((syntax,), text, self.options)
                if not isinstance(answer, Match) and answer.reason == "missing-required":
                    yield Judged("rejected-example", 0, len(text), answer.message)

    def _misplaced(self, text: str) -> Iterator[Judged]:
        """A `key=value` that is taken for a value that stands alone."""
        low = " ".join(text.lower().split())
        own = next((syntax for words, syntax in self.required.items() if low.startswith(f"{words} ")), "")
        usages = parse_syntax(own).usages if own else self.usages
        judged = misplaced_key(text, self.keys, own or self.lexicon.text, usages)
        if judged is not None:
            yield judged

    def _headless(self, fence: Fence, line: Line, start: int, text: str) -> Iterator[Found]:
        """A line that fits once the name of the program stands before it."""
        alone = sum(1 for each in fence.lines if each.strip()) == 1
        word = text.split(maxsplit=1)[0]
        for name in sorted(self.names):
            common = alone and " " in text and self.shared == f"{name} {word}".lower()
            if common or mismatch_of(self.texts, f"{name} {text}") is None:
                why = f"the line has to begin with `{name}`"
                judged = Judged("rejected-example", 0, len(word), why, f"{name} {word}")
                yield self._found(fence, line, start, judged)
                return

    def _found(self, fence: Fence, line: Line, start: int, judged: Judged) -> Found:
        at, end = start + judged.start, start + judged.end
        index = max(each for each, piece in enumerate(line.pieces) if piece.start <= at)
        piece = line.pieces[index]
        if index + 1 < len(line.pieces):
            end = min(end, line.pieces[index + 1].start - 1)
        row, column = fence.place(piece.row, piece.offset + at - piece.start)
        return found_at(
            self.page,
            row,
            column - 1,
            column - 1 + max(end - at, 1),
            judged.name,
            judged.why,
            suggestion=judged.suggestion or None,
        )

    @cached_property
    def documented(self) -> set[str]:
        """The options that stand anywhere in the page's tables and running text."""
        named: set[str] = set()
        meant = meant_cells(self.page, self.found, RENAMED)
        for table in self.page.tables:
            for row in table.rows:
                for cell in row:
                    text = meant.get(cell, cell.raw)
                    named.update(match.lower() for match in OPTION_NAME.findall(text))
        for passage in self.page.passages:
            for text in self.page.lines[passage.line - 1 : passage.end_line]:
                named.update(match.lower() for match in OPTION_NAME.findall(text))
        return named


@lru_cache(maxsize=64)
def _seconds(texts: tuple[str, ...]) -> frozenset[str]:
    """The words that come second in a line of some syntaxes, in lower case."""
    found = {
        words[1].lower() for text in texts for each in text.split("\n") if len(words := each.split()) > PAIR
    }
    return frozenset(word for word in found if word.isalpha())


def _is_comment(text: str) -> bool:
    return classify_line(text).kind == "comment"


@lru_cache(maxsize=512)
def mismatch_of(syntaxes: tuple[str, ...], line: str) -> Mismatch | None:
    """Why none of some syntax texts accepts a command, or None where one does; the same in every language."""
    usages = tuple(usage for syntax in syntaxes for usage in parse_syntax(syntax).usages)
    if not usages or fitting(usages, line) is not None:
        return None
    return furthest(usages, line)
