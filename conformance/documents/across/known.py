"""A translated page against what is known of it: the tokens that it shows in every language.

A page of the same structure shows the same tokens in the same places. Where all but one of a block's tokens
are those that are known, the one that differs is the damaged one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from ....spec.known_pages import known_page
from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.lexicon import Lexicon
from ..pages.page import Page
from ..pages.written import Written
from .beside import Beside, Pair
from .judging import Judge
from .known_by import LABEL, known_by
from .leads import check_leads
from .quotes import lost_quotes, unquoted

# A blank beside a sign may be damage of the known token itself.
TORN = re.compile(r"\s[^\w/<\[{-]|[^\w>\]}]\s")

# So far before a token the bracket of its link stands.
NEAR = 8
LINK_OPENED = re.compile(r"\[[*_`]*\Z")
LINK_CLOSED = re.compile(r"[*_`]*\]\(")
ENDED = re.compile(r"[-/][^\W\d_]+")
# An option has so many letters, and an ending at most so many.
LEAST = 5
ENDING = 5


def check_known(written: Written, found: Iterable[Found], original: Page | None = None) -> Iterator[Found]:
    """Tokens and example lines that differ from those that the page is known to show.

    Args:
        written: a translated page and what it writes.
        found: what else is wrong with it; such places are left alone.
        original: the page in the original language, which then says what is known.

    """
    page = written.page
    known = known_page(page.identity, page.slug) if original is None else known_by(original)
    if known is None:
        return
    # A cell that a bar splits may be translated, too.
    taken = places_by_line(each for each in found if each.finding.name != "split-cell")
    if known.quoted:
        yield from _quotes(page, known.quoted, taken)
    beside = Beside(page, known)
    judge = Judge(written, beside)
    judged = [(pair, judge.damage(pair)) for pair in beside.pairs()]
    more = (*_again(beside, judged, written.lexicon), *_inflected(beside, written))
    for pair, name in (*judged, *more):
        start, end = pair.token.start, pair.token.end
        around = taken.setdefault(pair.token.line, [])
        line = page.lines[pair.token.line - 1]
        if name is None or overlapping(start, end, around) or _is_link(line, start, end):
            continue
        around.append((start, end))
        plainly = line[start:end] == pair.token.text
        sure = pair.torn and pair.sure and plainly and TORN.search(pair.known) is None
        wanted = _as_typed(pair, page)
        yield found_at(
            page,
            pair.token.line,
            start,
            end,
            name,
            f"`{pair.known}` stands here in the original",
            edits=((start, end, wanted),) if sure else (),
            certain=sure,
            suggestion=wanted,
        )
    yield from check_leads(beside, taken)


def _as_typed(pair: Pair, page: Page) -> str:
    """The known token, in the letters that the page's own code has where nothing but blanks is wrong."""
    closed = "".join(pair.token.text.split())
    same = closed.lower() == pair.known.lower() and any(closed in fence.text for fence in page.fences)
    return closed if same else pair.known


def _is_link(line: str, start: int, end: int) -> bool:
    """Whether a token is all of a link's text, which is wording."""
    return (
        LINK_OPENED.search(line, max(0, start - NEAR), start) is not None
        and LINK_CLOSED.match(line, end) is not None
    )


def _again(
    beside: Beside, judged: Iterable[tuple[Pair, str | None]], lexicon: Lexicon
) -> Iterator[tuple[Pair, str]]:
    """Other places of the tokens that were judged translated: once a translation, always one."""
    found: dict[str, tuple[Pair, str]] = {}
    kept: set[str] = set()
    for pair, name in judged:
        low = pair.token.text.lower()
        other = low in found and found[low][0].known != pair.known
        if name is None or pair.torn or pair.place == "cell" or other:
            kept.add(low)
        elif (
            name.startswith("translated")
            and len(low) > 1
            and (LABEL.fullmatch(pair.known) is None or lexicon.names(pair.known))
        ):
            # The same word may be a label in another place.
            found.setdefault(low, (pair, name))
    for block in beside.blocks if found else ():
        for token in block.tokens:
            low = token.text.lower()
            if low in found and low not in kept:
                pair, name = found[low]
                yield pair._replace(token=token, torn=False, sure=False), name


def _inflected(beside: Beside, written: Written) -> Iterator[tuple[Pair, str]]:
    """Options with an ending of the page's language: nothing is known of them, and a known one begins so."""
    for block in beside.blocks:
        for token in block.tokens:
            low = token.text.lower()
            if not ENDED.fullmatch(low) or not beside.unknown(low) or low in written.fences:
                continue
            known = [
                each
                for each in beside.spelled
                if len(each) >= LEAST and low.startswith(each.lower()) and len(low) - len(each) <= ENDING
            ]
            if known:
                yield Pair(token, max(known, key=len), "text", sure=False), "translated-option"


def _quotes(page: Page, quoted: Iterable[str], taken: Container[int]) -> Iterator[Found]:
    """Example lines that are known to have quotation marks and have lost them."""
    known = {unquoted(line): line for line in quoted}
    for fence in page.fences:
        if fence.role != "examples":
            continue
        for index, line in enumerate(fence.lines):
            wanted = known.get(unquoted(line))
            lost = lost_quotes(line, wanted) if wanted else None
            row, column = fence.place(index, len(line) - len(line.lstrip()))
            if lost is None or row in taken:
                continue
            start = column - 1
            yield found_at(
                page,
                row,
                start,
                start + len(line.strip()),
                "lost-quotes",
                "other editions of the page have the quotation marks",
                edits=tuple((start + at, start + at, '"') for at in lost.places),
                certain=bool(lost.places),
                suggestion=lost.shown,
            )
