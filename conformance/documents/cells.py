"""Column 1 of a parameter table against the page's own syntax: which tokens are damaged, and how they should read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .damage import Damage, merge
from .lexicon import PLACEHOLDER, Lexicon, Term, fold, squeeze
from .options import (
    ANGLES,
    GROUP,
    HEAD,
    LEFTOVER,
    PREFIX,
    WORDS,
    Prose,
    TokenJudge,
    foreign,
    value_damages,
    wide_edits,
)
from .page import Cell, Table
from .plain import Plain, plain

CUT = re.compile(
    rf"(?:^|(?<=[\s\[{{|(,]))(?:\[(?!-\]))?(?=(?:{PREFIX})\]?[^\W_]|(?:{PREFIX})[?？]|[/／]\s+[^\W_]|-\[-\])"
)
START = re.compile(rf"[\[{{(\s]*(?:{PREFIX})\s*(?:[^\W_]|[?？])")
LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)")
BROKEN_ENTITY = re.compile(r"&\s+#\s?\d+\s?;|&#\s+\d+;|&\s+(?:lt|gt|amp|quot);|&#\d+\s+;")
TOKEN = re.compile(r"[A-Za-z0-9@*?+=./\\:_$%<>\[\]-]+")
GLUED = re.compile(r"(?:^|\s)(?P<word>[^\W\d_]+)(?P<option>[-/](?:\?|[A-Za-z][\w-]*))(?=\s|$)")
NAMED = re.compile(
    r"[\[{(\s]*(?P<name>[^\W\d_][^<{\[\]}>|:：=＝/\\]*?)(?P<separator>\s*[:：=＝]\s*|\s*(?=<))(?=\S)"
)


class Segment(NamedTuple):
    """One token of a cell: offsets in its plain text."""

    start: int
    end: int
    option: bool


class Row(NamedTuple):
    """A row as the checks see it."""

    cell: Cell
    plain: Plain
    segments: tuple[Segment, ...]


def segments_of(text: str) -> tuple[Segment, ...]:
    """A cell's tokens: each option with what follows it, or the whole cell."""
    if BREAK in text:
        text = text[: text.index(BREAK)]
    end = len(text.rstrip())
    cuts: list[int] = []
    for match in CUT.finditer(text):
        at = match.start()
        if _inside_angles(text, at) or (cuts and not text[cuts[-1] : at].strip(" [{(|,")):
            continue
        cuts.append(at)
    if not cuts:
        return tuple(_groups(text, end))
    if cuts[0] > 0 and text[: cuts[0]].strip(" [{(|"):
        cuts.insert(0, 0)
    elif cuts:
        cuts[0] = 0
    pieces: list[Segment] = []
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[begin:stop].rstrip(" |,")
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            pieces.append(
                Segment(
                    begin + lead,
                    begin + len(piece),
                    START.match(piece.lstrip()) is not None or piece.lstrip().startswith("-[-]"),
                )
            )
    return tuple(pieces)


BREAK = "\n"


def _inside_angles(text: str, at: int) -> bool:
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


def _groups(text: str, end: int) -> Iterator[Segment]:
    """A cell without options: one token, or one for each bracketed placeholder standing apart."""
    starts = [match.start() for match in re.finditer(r"(?<=\s)\[?(?=<)", text[:end])]
    if not starts:
        if end:
            yield Segment(0, end, option=False)
        return
    bounds = [0, *(start for start in starts if text[:start].strip()), end]
    for begin, stop in zip(bounds, bounds[1:], strict=False):
        piece = text[begin:stop].rstrip()
        if piece:
            yield Segment(begin, begin + len(piece), option=False)


def rows_of(table: Table) -> list[Row]:
    """The rows whose first cell declares something; links to other pages do not."""
    rows: list[Row] = []
    for cells in table.rows:
        cell = cells[0]
        if not cell.raw or LINK.match(cell.raw):
            continue
        shown = plain(cell.raw)
        rows.append(Row(cell, shown, segments_of(shown.text)))
    return rows


class TableJudge:
    """Judges the first column of one table."""

    def __init__(self, table: Table, lexicon: Lexicon, *, translated: bool, prose: Prose) -> None:
        self.rows = rows_of(table)
        self.lexicon = lexicon
        self.translated = translated
        self.judge = TokenJudge(lexicon, translated=translated)
        self.prose = prose
        glued = spaced = 0
        for row in self.rows:
            for segment in row.segments:
                match = HEAD.match(row.plain.text, segment.start) if segment.option else None
                if match and row.plain.text[match.end() : match.end() + 1] == "<":
                    glued += match.group("separator") == ""
                    spaced += bool(match.group("separator")) and match.group("separator").isspace()
        self.glued_style = spaced > 0 and spaced + 1 >= glued
        self.aligned = self._align()

    def damages(self) -> Iterator[tuple[Row, Damage]]:
        """Every damaged token with its row."""
        for row in self.rows:
            text = row.plain.text
            if squeeze(text.strip()) in self.lexicon.text:
                continue
            for segment in row.segments:
                if squeeze(text[segment.start : segment.end]) in self.lexicon.text:
                    continue
                damage = merge(self._segment(row, segment), segment.start, segment.end)
                if damage is not None:
                    yield row, damage

    def _segment(self, row: Row, segment: Segment) -> list[Damage]:
        text, start, end = row.plain.text, segment.start, segment.end
        found: list[Damage] = []
        for match in LEFTOVER.finditer(text, start, end):
            found.append(
                Damage(
                    match.start(),
                    match.end(),
                    "leftover-placeholder",
                    "a placeholder of the translation tool was left behind",
                )
            )
        for match in BROKEN_ENTITY.finditer(text, start, end):
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
        wide = wide_edits(text, start, end)
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
            aligned = self.aligned.get((row.cell.line, segment.start))
            found += self.judge.option(text, start, end, aligned, self.glued_style)
            head = HEAD.match(text, start, end)
            term = self.judge.known(head.group("name") or "") if head else None
            value_start = head.end() if head else start
            found += value_damages(text, value_start, end, self.lexicon, term or aligned, self.prose)
        else:
            found += self._word(row, segment)
            found += value_damages(text, start, end, self.lexicon, None, self.prose)
        for match in GLUED.finditer(text, start, end):
            word = match.group("word")
            if self.translated and word.lower() not in self.lexicon.every and len(row.segments) <= 2:
                place = match.start("option")
                found.append(
                    Damage(
                        match.start("word"),
                        match.end("option"),
                        "lost-space",
                        f"a blank is missing before `{match.group('option')}`",
                        ((place, place, " "),),
                        certain=True,
                    )
                )
        return found

    def _word(self, row: Row, segment: Segment) -> list[Damage]:
        """A token without a prefix: an option that lost it, a key, a placeholder or a bare word."""
        text, start, end = row.plain.text, segment.start, segment.end
        body = text[start:end]
        named = NAMED.match(body)
        if named is not None and not foreign(named.group("name")):
            name = named.group("name").strip()
            low = name.lower()
            at = start + named.start("name")
            term = self.lexicon.options.get(low) or self.lexicon.options.get(fold(name))
            if (
                term is not None
                and low not in self.lexicon.keys
                and f" {squeeze(body[: named.end()])}" not in self.lexicon.text
            ):
                edits = [
                    (
                        at,
                        at + len(name),
                        f"{term.prefix}{term.name}" if fold(name) != low else f"{term.prefix}{name}",
                    )
                ]
                separator = named.group("separator")
                if term.separator != separator and term.value:
                    edits.append(
                        (start + named.start("separator"), start + named.end("separator"), term.separator)
                    )
                return [
                    Damage(
                        start,
                        end,
                        "lost-punctuation",
                        f"the syntax has `{term.written}`",
                        tuple(edits),
                        certain=True,
                    )
                ]
            key = self.lexicon.keys.get(low)
            if (
                key is not None
                and named.group("separator") != key.separator
                and named.group("separator").strip() == "="
            ):
                edit = (start + named.start("separator"), start + named.end("separator"), key.separator)
                return [
                    Damage(
                        start,
                        end,
                        "inserted-space",
                        f"the syntax has `{key.name}{key.separator}`",
                        (edit,),
                        certain=True,
                    )
                ]
            return []
        bare = ANGLES.sub("", GROUP.sub("", body))
        aligned = self.aligned.get((row.cell.line, segment.start))
        if not foreign(bare) and aligned is not None and self._reworded(bare):
            edits = ((start, end, aligned.name),)
            return [
                Damage(start, end, "translated-placeholder", f"the syntax has `{aligned.written}`", edits)
            ]
        if not foreign(bare) or not self.translated or fold(body) in self.lexicon.folded:
            return []
        if named is not None and foreign(named.group("name")):
            return [Damage(start, end, "translated-option", "no option or key has letters beyond ASCII")]
        if aligned is not None:
            return [
                Damage(
                    start,
                    end,
                    "translated-placeholder",
                    f"the syntax has `{aligned.written}`",
                    ((start, end, aligned.name),),
                )
            ]
        if self._tokens() * 2 > len(self.rows):
            return [Damage(start, end, "translated-value", "the other rows name tokens in ASCII letters")]
        return []

    def _reworded(self, body: str) -> bool:
        """Whether a bare cell in ASCII letters is a word of the page's language and not of its syntax."""
        words = WORDS.findall(body.lower())
        if (
            not words
            or len(words) > 4
            or not self.translated
            or any(self.lexicon.names(word) for word in words)
        ):
            return False
        return any(word in self.prose() for word in words)

    def _tokens(self) -> int:
        """How many rows hold one token that a computer reads."""
        return sum(
            1
            for row in self.rows
            if (TOKEN.fullmatch(row.plain.text.strip())
            and not row.plain.text.strip().islower())
            or squeeze(row.plain.text) in self.lexicon.text
        )

    def _align(self) -> dict[tuple[int, int], Term]:
        """Tokens that match nothing, each with the one term of the syntax that stands between their neighbours'."""
        matched: list[tuple[int, int | None, tuple[int, int], bool]] = []
        used: set[int] = set()
        for index, row in enumerate(self.rows):
            for segment in row.segments:
                term = self._term(row.plain.text, segment)
                if term is not None:
                    used.add(term.order)
                matched.append(
                    (index, term.order if term else None, (row.cell.line, segment.start), segment.option)
                )
        options = [
            term
            for term in {t.order: t for t in self.lexicon.options.values()}.values()
            if term.order not in used
        ]
        inner = {m.start() for m in PLACEHOLDER.finditer(self.lexicon.text)}
        del inner
        places = [
            term
            for term in self.lexicon.placeholders.values()
            if term.order not in used and not self._belongs(term)
        ]
        found: dict[tuple[int, int], Term] = {}
        for at, (_, order, key, is_option) in enumerate(matched):
            if order is not None:
                continue
            low = next((item[1] for item in reversed(matched[:at]) if item[1] is not None), -1)
            high = next((item[1] for item in matched[at + 1 :] if item[1] is not None), 1 << 30)
            rivals = sum(1 for item in self._gap(matched, at) if item[1] is None and item[3] == is_option)
            candidates = [term for term in (options if is_option else places) if low < term.order < high]
            if rivals == 1 and len(candidates) == 1:
                found[key] = candidates[0]
        return found

    @staticmethod
    def _gap(
        matched: list[tuple[int, int | None, tuple[int, int], bool]], at: int
    ) -> Iterator[tuple[int, int | None, tuple[int, int], bool]]:
        first = at
        while first > 0 and matched[first - 1][1] is None:
            first -= 1
        last = at
        while last + 1 < len(matched) and matched[last + 1][1] is None:
            last += 1
        yield from matched[first : last + 1]

    def _belongs(self, placeholder: Term) -> bool:
        """Whether the placeholder is an option's value."""
        return any(
            term.order
            < placeholder.order
            <= term.order + len(term.prefix) + len(term.name) + len(term.separator) + len(term.value) + 4
            for term in self.lexicon.options.values()
            if term.value
        )

    def _term(self, text: str, segment: Segment) -> Term | None:
        if segment.option:
            match = HEAD.match(text, segment.start, segment.end)
            return self.judge.known(match.group("name") or "") if match else None
        body = text[segment.start : segment.end]
        folded = fold(body)
        return (
            self.lexicon.placeholders.get(folded)
            or self.lexicon.options.get(folded.lstrip("/-").split(":")[0])
            or self.lexicon.keys.get(folded.split("=")[0])
        )
