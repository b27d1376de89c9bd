"""The same page in several languages: what most of them agree on proves the one that differs wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from ....reports.document import Finding
from ..findings.codes import code_of, codes
from ..findings.finding import Found, Repair
from ..pages.lexicon import Lexicon, fold
from ..pages.page import Page
from ..pages.plain import plain
from ..tables.options import ANGLES
from ..tables.rows import rows_of
from .quotes import lost_quotes, unquoted

ENOUGH = 2


class Token(Struct, frozen=True, array_like=True, gc=False):
    """The first cell of a row or a line of an example: its place, its text, whether the syntax has it."""

    line: int
    column: int
    text: str
    sound: bool = False


class Outline(Struct, frozen=True, array_like=True, gc=False):
    """What of a page can be compared across languages.

    Attributes:
        identity: its asset id, or "".
        year: the year of its translation or its text, or "".
        cells: first cells of its parameter tables, in order.
        examples: lines of its examples that have a quotation mark or could have lost one.

    """

    identity: str
    year: str
    cells: tuple[Token, ...]
    examples: tuple[Token, ...]


NOTHING = Outline("", "", (), ())
DECODER = msgspec.msgpack.Decoder(Outline)


def packed(outline: Outline) -> bytes:
    """An outline in as little memory as possible, for thousands are kept; empty for one of nothing."""
    return msgspec.msgpack.encode(outline) if outline.identity else b""


def outline_of(page: Page, lexicon: Lexicon) -> Outline:
    """The outline of a page; empty for one without an asset id, which cannot be matched."""
    if not page.identity or page.kind != "command":
        return NOTHING
    date = page.front.get("ms.lasthandoff") or page.front.get("ms.date") or ""
    parts = date.strip("'\" ").split("/")
    cells = tuple(
        Token(row.cell.line, row.cell.column, row.cell.raw, fold(row.plain.text) in lexicon.folded)
        for table in page.declaring
        for row in rows_of(table)
    )
    examples = tuple(
        Token(*fence.place(index, 0), line)
        for fence in page.fences
        if fence.role == "examples"
        for index, line in enumerate(fence.lines)
        if line.strip()
    )
    return Outline(page.identity, parts[2][:4] if len(parts) == 3 else "", cells, examples)  # noqa: PLR2004 - M/D/Y


class Sibling(Struct, frozen=True):
    """A page of a group: its path, its language, its outline, and the lines that have findings already."""

    path: str
    locale: str
    outline: Outline
    flagged: frozenset[int]


class Candidate(Struct, frozen=True):
    """A page that may have siblings, its outline still packed."""

    path: str
    locale: str
    outline: bytes
    flagged: frozenset[int]


def vote(candidates: Iterable[Candidate]) -> Iterator[Found]:
    """Findings on what single pages have different from their siblings.

    Args:
        candidates: the pages of one identity.

    """
    group = [
        Sibling(each.path, each.locale, DECODER.decode(each.outline), each.flagged) for each in candidates
    ]
    if len({page.locale for page in group}) > 1:
        yield from _cells(group)
        yield from _quotes(group)


def _cells(group: list[Sibling]) -> Iterator[Found]:
    """First cells at the same place in tables of the same length; those of the same year are asked first."""
    shown = {page.path: [plain(token.text).text for token in page.outline.cells] for page in group}
    folded = {path: [fold(text) for text in texts] for path, texts in shown.items()}
    for page in group:
        size = len(page.outline.cells)
        peers = [other for other in group if other.locale != page.locale and len(other.outline.cells) == size]
        same_age = [other for other in peers if other.outline.year == page.outline.year]
        peers = same_age if len(same_age) >= ENOUGH else peers
        if len(peers) < ENOUGH:
            continue
        own = set(folded[page.path])
        theirs = {text for other in peers for text in folded[other.path]}
        for index, token in enumerate(page.outline.cells):
            if token.line in page.flagged or token.sound or folded[page.path][index] in theirs:
                continue
            winner, count = Counter(folded[other.path][index] for other in peers).most_common(1)[0]
            # A winner that stands in another row here means only that the rows are in another order.
            if count < ENOUGH or count * 2 <= len(peers) or winner in own or not winner.isascii():
                continue
            wanted = next(shown[other.path][index] for other in peers if folded[other.path][index] == winner)
            if _renamed(shown[page.path][index], wanted):
                continue
            why = f"{count} other languages have `{wanted}`"
            yield _found(page, token, "differs-from-siblings", why, wanted)


def _renamed(text: str, wanted: str) -> bool:
    """Whether two cells differ in a placeholder only, whose names contain each other, as in two editions."""
    if not text.isascii() or fold(ANGLES.sub(" ", text)) != fold(ANGLES.sub(" ", wanted)):
        return False
    pairs = list(zip(ANGLES.findall(text), ANGLES.findall(wanted), strict=False))
    return bool(pairs) and all(_contains(fold(one), fold(other)) for one, other in pairs)


def _contains(one: str, other: str) -> bool:
    """Whether one name is the other with a word or a number more; a letter more is another language."""
    short, long = sorted((one.rstrip("0123456789"), other), key=len)
    return short == long or (short in long and len(long) - len(short) > ENOUGH)


def _quotes(group: list[Sibling]) -> Iterator[Found]:
    """Example lines that a sibling has with quotation marks; one is enough, for nobody invents them."""
    quoted: dict[str, str] = {}
    for page in group:
        for token in page.outline.examples:
            if '"' in token.text:
                quoted.setdefault(unquoted(token.text), token.text.strip())
    for page in group:
        for token in page.outline.examples:
            wanted = quoted.get(unquoted(token.text))
            lost = lost_quotes(token.text, wanted) if wanted and token.line not in page.flagged else None
            if lost is None:
                continue
            text = token.text.strip()
            place = Token(token.line, token.column + len(token.text) - len(token.text.lstrip()), text)
            repairs = tuple(
                Repair(token.line, place.column + at, place.column + at, '"') for at in lost.places
            )
            yield _found(
                page, place, "lost-quotes", "another language has the quotation marks", lost.shown, repairs
            )


def _found(  # noqa: PLR0917 - what a finding is made of
    page: Sibling, token: Token, name: str, why: str, suggestion: str, repairs: tuple[Repair, ...] = ()
) -> Found:
    code = code_of(name)
    entry = codes()[code]
    finding = Finding(
        path=page.path,
        line=token.line,
        column=token.column,
        end_line=token.line,
        end_column=token.column + len(token.text),
        code=code,
        name=name,
        severity=entry.severity,
        message=f"{entry.title}: {why}",
        text=token.text,
        suggestion=suggestion if suggestion != token.text else None,
        locale=page.locale,
        fixable=bool(repairs),
    )
    return Found(finding, repairs)
