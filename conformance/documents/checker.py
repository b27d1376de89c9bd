"""Checking one page: which checks apply to it, in which order, and what it contributes to the statistics."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

from msgspec import Struct

from ...reports.document import BlockCounts, ExampleCounts
from .across.baseline import check_against
from .across.known import check_known
from .across.siblings import outline_of, packed
from .across.transliterations import check_transliterations
from .examples.counting import block_counts, cmdlet_counts, example_counts
from .examples.modelled import check_examples_on_model
from .findings.finding import Found, found_at, found_in_cell
from .findings.in_file import in_file
from .findings.suppression import suppressed
from .pages.lexicon import Lexicon, lexicon_of
from .pages.page import Page, is_translated
from .pages.syntaxes import parse_blocks
from .pages.written import Words, Written
from .repairs.remains import settled
from .syntax.brackets import check_brackets
from .syntax.contradictions import check_contradictions
from .syntax.fences import check_fences
from .syntax.heads import check_heads
from .syntax.powershell import check_cmdlet
from .syntax.reference import check_reference
from .syntax.tokens import check_alternatives
from .syntax.unsigned import check_unsigned
from .tables.cells import TableJudge
from .tables.described import check_syntax_rows
from .tables.parted import check_parted
from .tables.usage import check_rows, check_usage
from .text.emphasis import Emphasised, check_emphasis
from .text.folders import check_folders
from .text.leftovers import leftovers_of
from .text.links import check_links
from .text.nearly import check_keys
from .text.prose import check_prose
from .text.repeats import check_repeats
from .text.titles import check_title
from .text.value_lists import check_value_lists

LETTER = re.compile(r"[^\W\d_]")
CODE = re.compile(r"`[^`\n]*`|\\<[^>\n]*>|<[^>\n]*>|\*\*[^*\n]*\*\*|\[[^\]\n]*\]\([^)\n]*\)")


class Checked(Struct, frozen=True, array_like=True):
    """What checking one page came to.

    Its syntax blocks, with the gist of each usage, and the example lines that they reject tell, once all
    pages are read, which of these lines are another command of the family.
    """

    locale: str
    found: tuple[Found, ...]
    blocks: BlockCounts
    examples: ExampleCounts
    identity: str = ""
    outline: bytes = b""
    syntaxes: tuple[str, ...] = ()
    gists: tuple[tuple[tuple[str, ...], ...], ...] = ()
    rejected: tuple[str, ...] = ()


# What may stand elsewhere on the line of an example that has something wrong.
ONLY_DASHES = frozenset({"dash-for-hyphen"})
ASIDE = {"lost-quotes": ONLY_DASHES | {"replaced-text"}}


class Taken:
    """What has been found on a page: a place that is damaged is not reported once more for another reason."""

    def __init__(self, found: list[Found]) -> None:
        self.lines: dict[int, list[Found]] = {}
        self.add(found)

    def add(self, found: list[Found]) -> None:
        """Take in what else has been found."""
        for each in found:
            self.lines.setdefault(each.finding.line, []).append(each)

    def leaves(self, found: Found, *, whole_line: bool = False) -> bool:
        """Whether a place was sound so far; with `whole_line`, its line too, what lies aside left out."""
        one = found.finding
        return not any(
            (whole_line and other.name not in ASIDE.get(one.name, ONLY_DASHES))
            or (one.column < other.end_column and other.column < one.end_column)
            for other in (each.finding for each in self.lines.get(one.line, ()))
        )


def title_words(page: Page) -> frozenset[str]:
    """The words of the page's command, from the anchor of its title."""
    return frozenset(re.split(r"[-_]+", page.slug))


def prose_words(written: Written) -> Words:
    """Every word of the running text and of the tables' descriptions, in lower case, code left out."""
    return Words(CODE.sub(" ", written.running).lower(), LETTER, LETTER)


def check_page(
    page: Page, selected: frozenset[str], original: Page | None = None, *, compare: bool = False
) -> Checked:
    """Everything that is wrong with a page as far as the page itself tells.

    Args:
        page: the page.
        selected: the codes wanted.
        original: the same page in the original language, where there is one.
        compare: whether the page will be compared with the same page in other languages.

    """
    # A page that brings its original is compared with nothing else.
    original = page.original or original
    compare = compare and page.original is None
    blocks, examples = BlockCounts(), ExampleCounts()
    outline = b""
    syntaxes: tuple[str, ...] = ()
    gists: tuple[tuple[tuple[str, ...], ...], ...] = ()
    rejected: tuple[str, ...] = ()
    if page.kind == "cmdlet":
        parsed = parse_blocks(page)
        blocks, examples = block_counts([block for _, block in parsed]), cmdlet_counts(page, parsed)
        found = [*check_cmdlet(page, original), *leftovers_of(page), *check_examples_on_model(page)]
        if original is not None and is_translated(page):
            found = _with_known(Written(page, lexicon_of(page.syntax)), found, original)
    else:
        lexicon = lexicon_of(page.syntax)
        parsed = parse_blocks(page)
        found = [*check_fences(page, parsed), *_text(page, lexicon, selected, original)]
        taken = Taken(found)
        found += [each for each in check_reference(page) if taken.leaves(each)]
        if lexicon.text:
            found += [each for each in check_contradictions(page, lexicon) if taken.leaves(each)]
        if parsed:
            from .examples.examples import Examples  # noqa: PLC0415 - only pages with a syntax block need it

            lines = Examples(page, lexicon, [block for _, block in parsed], suppressed(page, found))
            found += [each for each in lines.check() if taken.leaves(each, whole_line=True)]
            blocks, examples = block_counts(lines.blocks), example_counts(lines.counts)
            syntaxes, gists, rejected = lines.texts, lines.gists, tuple(lines.rejected)
        if lexicon.text:
            found += _signs(page, lexicon, Taken(found))
        found += check_examples_on_model(page)
        if compare:
            outline = packed(outline_of(page, lexicon))
    found = [each for each in found if each.finding.code in selected]
    if original is not None:
        against = [each for each in check_against(page, original) if each.finding.code in selected]
        found = _merged(found, against)
    found = settled(page, suppressed(page, found))
    if page.bilingual is not None:
        found = [in_file(each, page.bilingual) for each in found]
    found.sort(key=lambda each: (each.finding.line, each.finding.column, each.finding.code))
    identity = page.identity if outline else ""
    return Checked(page.locale, tuple(found), blocks, examples, identity, outline, syntaxes, gists, rejected)


def _merged(found: list[Found], against: list[Found]) -> list[Found]:
    """What the page tells and what its original tells, one of them where both speak of a place.

    The original knows best how a place should read; what it cannot repair stays as the page told it.
    """
    told = Taken(found)
    sure = [each for each in against if each.finding.fixable or told.leaves(each)]
    better = Taken(sure)
    return [each for each in found if better.leaves(each)] + sure


def _with_known(written: Written, found: list[Found], original: Page | None) -> list[Found]:
    """What is found and what is known; an original says how a place reads where nothing else does."""
    if original is None:
        return [*found, *check_known(written, found)]
    sure = [each for each in found if each.finding.suggestion is not None]
    known = list(check_known(written, sure, original))
    told = Taken(known)
    return [each for each in found if each.finding.suggestion is not None or told.leaves(each)] + known


def _text(page: Page, lexicon: Lexicon, selected: frozenset[str], original: Page | None) -> Iterator[Found]:
    translated = is_translated(page)
    seen: list[Emphasised] = []
    written = Written(page, lexicon)
    found = list(check_prose(written, translated=translated, seen=seen))
    yield from check_title(page, lexicon)
    if lexicon.text:
        found += _tables(written)
    if translated:
        found += check_links(page, lexicon)
        found += check_value_lists(page)
        found += check_emphasis(page, seen, found)
        found = _with_known(written, found, original)
        found += check_repeats(written, found)
        found += check_transliterations(written, found)
        found += check_folders(written, found)
    yield from found
    if page.kind == "usage":
        yield from check_usage(page, lexicon)
    if page.kind == "usage" or "U503" in selected:
        yield from check_rows(page, lexicon)
    if "U503" in selected:
        yield from check_syntax_rows(page, lexicon, title_words(page))


def _signs(page: Page, lexicon: Lexicon, taken: Taken) -> list[Found]:
    """What lost a sign, a bracket or its right name where nothing else is the matter."""
    found: list[Found] = []
    checks = (
        check_heads(page),
        check_unsigned(page, lexicon),
        check_brackets(page, lexicon),
        check_alternatives(page),
        check_keys(page),
        check_parted(page, lexicon),
    )
    for check in checks:
        new = [each for each in check if taken.leaves(each)]
        taken.add(new)
        found += new
    return found


def _tables(written: Written) -> Iterator[Found]:
    page = written.page
    translated = is_translated(page)
    own = title_words(page)

    @cache
    def prose() -> Container[str]:
        return prose_words(written) if translated else frozenset[str]()

    for table in page.declaring:
        judge = TableJudge(table, written, translated=translated, prose=prose, own=own)
        flagged: set[int] = set()
        for row, damage in judge.damages():
            flagged.add(row.cell.line)
            yield found_in_cell(page, row.cell, row.plain, damage)
        for first, last in judge.split_cells():
            part, why = first, "the cell ends inside the group"
            if first.line in flagged:
                part, why = last, "the group begins in the cell before"
            if part is first or last is not first:
                start, end = part.column - 1, last.column - 1 + len(last.raw)
                yield found_at(page, first.line, start, end, "split-cell", why)
