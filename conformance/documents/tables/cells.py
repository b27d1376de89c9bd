"""Column 1 of a parameter table against the page's syntax: which tokens are damaged, how they should read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from ..findings.damage import Damage, merge
from ..pages.lexicon import Term, squeeze
from ..pages.page import Cell, Table
from ..pages.replaced import IMAGES, KEY
from ..pages.written import Written
from .alignment import Alignment
from .clocks import may_have_clocks, spaced_clocks
from .mended import overlaps, still_damaged
from .notation import notation_damages, repeated_damage
from .options import (
    HEAD,
    LEFTOVER,
    Prose,
    TokenJudge,
    wide_edits,
)
from .respacing import respaced
from .rows import HELP, Row, Segment, rows_of, rows_with_cells
from .signless import signless
from .values import value_damages
from .wording import own_words, wording_damages
from .words import WordJudge

BROKEN_ENTITY = re.compile(r"&\s+#\s?\d+\s?;|&#\s+\d+;|&\s+(?:lt|gt|amp|quot);|&#\d+\s+;")
GLUED = re.compile(r"(?:^|\s)(?P<word>[^\W\d_]+)(?P<option>[-/](?:\?|[A-Za-z][\w-]*))(?=[\s:]|$)")
PARTED = re.compile(r"\w`<")
# The rest of a group that was cut by the end of a cell.
CLOSING = re.compile(r"[^\s{}\[\]]{0,40}\\?[}\]]+(?:`|\\?\*)*")
FEW = 2


class TableJudge:
    """Judges the first column of one table."""

    def __init__(
        self, table: Table, written: Written, *, translated: bool, prose: Prose, own: frozenset[str]
    ) -> None:
        self.written = written
        self.table = table
        self.rows = rows_of(table)
        self.lexicon = written.lexicon
        self.translated = translated
        self.prose = prose
        self.own = own

    @cached_property
    def alignment(self) -> Alignment:
        """Rows and terms side by side, where a row does not simply repeat the syntax."""
        return Alignment(self.rows, self.lexicon, self.own)

    @cached_property
    def judge(self) -> TokenJudge:
        """What judges the options of this table."""
        judge = TokenJudge(self.lexicon, translated=self.translated, prose=self.prose)
        judge.free = {
            low: term for low, term in self.lexicon.options.items() if term.order not in self.alignment.used
        }
        judge.matched = len(self.alignment.used)
        judge.values = self.alignment.values
        return judge

    @cached_property
    def words(self) -> WordJudge:
        """What judges everything else."""
        return WordJudge(self.rows, self.alignment, self.judge, self.written)

    @cached_property
    def glued_style(self) -> bool:
        """Whether values of this table stand behind a blank, so that a glued one has lost it.

        What is glued to an option, but alone in a code span, has lost a sign and is nobody's manner.
        """
        glued = spaced = 0
        for row in self.rows:
            for segment in row.segments:
                match = HEAD.match(row.plain.text, segment.start) if segment.option else None
                if match and row.plain.text[match.end() : match.end() + 1] == "<":
                    parted = self.translated and PARTED.search(row.cell.raw) is not None
                    glued += match.group("separator") == "" and not parted
                    spaced += bool(match.group("separator")) and match.group("separator").isspace()
        return spaced > 0 and spaced + 1 >= glued

    def damages(self) -> Iterator[tuple[Row, Damage]]:
        """Every damaged token with its row."""
        for row in self.rows:
            text = row.plain.text
            shown = squeeze(text)
            if (shown in self.lexicon.text and shown != "-[-]") or shown in HELP:
                for damage in self._repeating(row) if shown not in HELP else ():
                    yield row, damage
                continue
            signs = notation_damages(text, self.lexicon)
            for segment in row.segments:
                shown = squeeze(text[segment.start : segment.end])
                own = [each for each in signs if segment.start <= each.start < segment.end]
                if shown in self.lexicon.text and shown != "-[-]" and not own:
                    continue
                found = self._segment(row, segment)
                found += [each for each in own if not overlaps(each, found)]
                damage = merge(found, segment.start, segment.end)
                if damage is None:
                    damage = respaced(text, segment.start, segment.end, self.lexicon)
                if damage is not None:
                    if damage.certain and still_damaged(
                        text, damage, self.lexicon, self.prose, self.translated
                    ):
                        damage = replace(damage, certain=False)
                    yield row, damage

    def _repeating(self, row: Row) -> Iterator[Damage]:
        """What is damaged in a row that is a part of the syntax."""
        text = row.plain.text
        if "[" in text:
            yield from notation_damages(text, self.lexicon)
        if ":" in text:
            yield from repeated_damage(text)
        bare = signless(row, self.rows, self.lexicon)
        if bare is not None:
            yield bare

    def split_cells(self) -> Iterator[tuple[Cell, Cell]]:
        """The first and the last part of first cells that a bar outside a code span cut in two."""
        width = len(self.table.header)
        for row, cells in zip(self.rows, rows_with_cells(self.table), strict=True):
            raw = row.cell.raw
            if raw.count("`") % 2:
                continue
            if len(cells) > 1 and self._is_pair(row, cells[1]):
                yield row.cell, cells[1]
                continue
            for opener, closer in ("{}", "[]"):
                if raw.count(opener) <= raw.count(closer):
                    continue
                behind = next((cell for cell in cells[1:] if closer in cell.raw), None)
                ends = behind is not None and CLOSING.fullmatch(behind.raw) is not None
                closed = len(cells) > width and any(closer in cell.raw for cell in cells[1:-1])
                if ends or closed or self._goes_on(row):
                    yield row.cell, behind if behind is not None and ends else row.cell
                    break

    def _is_pair(self, row: Row, other: Cell) -> bool:
        """Whether two cells are the two words between which the syntax has a bar."""
        one, two = row.plain.text.strip().lower(), other.raw.strip("* ").lower()
        if not (one.isalpha() and two.isalpha() and two.isascii()):
            return False
        return re.search(rf"(?<!\w){one} ?\| ?{two}(?!\w)", self.lexicon.text) is not None

    def _goes_on(self, row: Row) -> bool:
        """Whether the syntax has a bar right behind the text of a first cell."""
        shown = squeeze(row.plain.text)
        return any(f"{shown}{bar}" in self.lexicon.text for bar in ("|", " |"))

    def _segment(self, row: Row, segment: Segment) -> list[Damage]:
        text, start, end = row.plain.text, segment.start, segment.end
        found: list[Damage] = []
        if "__" in text:
            why = "a placeholder of the translation tool was left behind"
            found += [
                Damage(match.start(), match.end(), "leftover-placeholder", why)
                for match in LEFTOVER.finditer(text, start, end)
            ]
        for match in BROKEN_ENTITY.finditer(text, start, end) if "&" in text else ():
            edit = (match.start(), match.end(), re.sub(r"\s+", "", match.group()))
            found.append(
                Damage(
                    match.start(),
                    match.end(),
                    "broken-markup",
                    "a character entity is broken by blanks",
                    (edit,),
                    certain=True,
                )
            )
        if may_have_clocks(text):
            found += spaced_clocks(text, start, end)
        wide = [] if text.isascii() else wide_edits(text, start, end)
        if wide:
            found.append(
                Damage(
                    start,
                    end,
                    "fullwidth-punctuation",
                    "full-width punctuation stands in a token",
                    tuple(wide),
                    certain=True,
                )
            )
        if segment.option:
            key = (row.cell.line, segment.start)
            head = HEAD.match(text, start, end)
            aligned = self.alignment.found.get(key) or self._likely(key, head)
            damages = self.judge.option(text, start, end, aligned, self.glued_style)
            replaced = self._was_replaced(head)
            found += [each for each in damages if not replaced or each.name != "translated-option"]
            term = self.judge.known(head.group("name") or "") if head else None
            value_start = head.end() if head else start
            found += value_damages(text, value_start, end, self.lexicon, term or aligned, self.prose)
        else:
            term = None
            found += self.words.damages(row, segment)
            found += value_damages(text, start, end, self.lexicon, None, self.prose)
        if self.translated:
            found += wording_damages(text, start, end, term, self.written, found)
        for match in GLUED.finditer(text, start, end):
            word = match.group("word")
            option = match.group("option")
            known = len(option) <= FEW or option[1:].lower() in self.lexicon.options
            apart = f"{word} {option}".lower() in self.lexicon.text or not self.lexicon.names(word)
            if self.translated and known and apart and len(row.segments) <= FEW:
                place = match.start("option")
                found.append(
                    Damage(
                        match.start("word"),
                        match.end("option"),
                        "lost-space",
                        f"a blank is missing before `{option}`",
                        ((place, place, " "),),
                        certain=match.start() > start or self.lexicon.names(word),
                    )
                )
        return found

    def _was_replaced(self, head: re.Match[str] | None) -> bool:
        """Whether an option is one that a search and replace took from the syntax."""
        name = (head.group("name") or "").lower() if head is not None else ""
        return name in IMAGES and KEY.search(self.lexicon.text) is not None

    def _likely(self, key: tuple[int, int], head: re.Match[str] | None) -> Term | None:
        """What an option in ASCII letters is likely to mean, if it is a word of the text or all else fits."""
        term = self.alignment.likely.get(key)
        if term is None or head is None or not head.group("name") or not self.translated:
            return None
        if not head.string[head.pos : head.endpos].isascii():
            return None
        fits = key in self.alignment.ordered and self.judge.is_alike(head, term)
        return term if fits or own_words(head.group("name"), self.written) else None
