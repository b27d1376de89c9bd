"""Drafts of known pages, from the translations of each: what several of them show alike is a token.

    python -m disconspec.conformance.documents.across.gathering FOLDER >draft.jsonl

Each line of the draft is a page for `spec/data/pages.jsonl`; what is null in it is prose, or has to be filled
in by somebody who knows the original.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from ....spec.errors import DisconspecError
from ....spec.known_pages import LONGEST, MANY_WORDS, Edition, KnownPage
from ..pages.files import pages_in, read_bytes
from ..pages.lexicon import fold, lexicon_of
from ..pages.names import is_command
from ..pages.page import Page
from ..pages.reader import read_page
from ..pages.shown import Block, blocks_of
from ..pages.written import Written
from .quotes import unquoted
from .transliterations import is_joined

ENOUGH = 2
NOTATION = re.compile(r"[<{\[\\/]")
WORD = re.compile(r"[^\W_]")
# A name that is a part of no token.
PLAIN = re.compile(r"(?<![\w\\/.%<$*`-])[A-Za-z]{6,}(?![\w\\/>*`-])", re.ASCII)
SEVERAL = re.compile(r"\s(?:or|and)\s")


def gather(pages: Iterable[Page]) -> Iterator[KnownPage]:
    """The known page of each asset id, in the order of their names.

    Args:
        pages: translated pages; those without an asset id are left out.

    """
    groups: dict[str, list[Page]] = {}
    for page in pages:
        if page.identity:
            groups.setdefault(page.identity, []).append(page)
    yield from sorted((_known(group) for group in groups.values()), key=lambda known: (known.names, known.id))


def _known(group: list[Page]) -> KnownPage:
    built = [(page, blocks_of(page)) for page in group]
    vote = _Vote((page.locale, blocks) for page, blocks in built)
    shapes: dict[str, list[list[Block]]] = {}
    for _, blocks in built:
        shapes.setdefault("".join(block.kind for block in blocks), []).append(blocks)
    editions = tuple(
        Edition(shape, tuple(vote.tokens(beside) for beside in zip(*alike, strict=True)))
        for shape, alike in shapes.items()
    )
    titles = (page.slug for page in group)
    lines = (
        line.strip()
        for page in group
        for fence in page.fences
        if fence.role == "examples"
        for line in fence.lines
    )
    quoted = {unquoted(line): line for line in lines if '"' in line and line.count('"') % 2 == 0}
    names = tuple(sorted(set(titles) - {""}))
    return KnownPage(group[0].identity, names, editions, tuple(sorted(quoted.values())), _plain(group))


def _plain(group: list[Page]) -> tuple[str, ...]:
    """The names of several words that at least two languages show in their running text."""
    seen: dict[str, set[str]] = {}
    for page in group:
        for name in PLAIN.findall(Written(page, lexicon_of(page.syntax)).running):
            if is_joined(name) and not is_command(name.lower()):
                seen.setdefault(name, set()).add(page.locale)
    return tuple(sorted(name for name, locales in seen.items() if len(locales) >= ENOUGH))


class _Vote:
    """Which tokens at least two languages show somewhere on the page."""

    def __init__(self, pages: Iterable[tuple[str, list[Block]]]) -> None:
        self._forms: dict[str, Counter[str]] = {}
        locales: dict[str, set[str]] = {}
        for locale, blocks in pages:
            for block in blocks:
                for token in block.all:
                    if token.text.isascii() and WORD.search(token.text):
                        self._forms.setdefault(fold(token.text), Counter())[token.text] += 1
                        locales.setdefault(fold(token.text), set()).add(locale)
        self._agreed = {folded for folded, seen in locales.items() if len(seen) >= ENOUGH}

    def tokens(self, beside: tuple[Block, ...]) -> tuple[str | None, ...]:
        """The tokens of one block, by the same block in every language."""
        counts = Counter(len(block.tokens) for block in beside)
        size = max(counts, key=lambda each: (counts[each], each))
        alike = [block for block in beside if len(block.tokens) == size]
        slots = [self._token(block.tokens[at].text for block in alike) for at in range(size)]
        if beside[0].kind == "r":
            slots.insert(0, self._token(block.cell.text for block in beside if block.cell is not None))
        return tuple(slots)

    def _token(self, texts: Iterable[str]) -> str | None:
        votes = Counter(fold(text) for text in texts)
        best = next((each for each, _ in votes.most_common() if each in self._agreed), None)
        if best is None:
            return None
        forms = self._forms[best]
        token = min(forms, key=lambda form: (-forms[form], form.count(" ")))
        fits = len(token) <= LONGEST and (len(token.split()) <= MANY_WORDS or NOTATION.search(token))
        return token if fits and not SEVERAL.search(token) else None


def main(arguments: list[str]) -> None:
    """Print the draft for the pages of some folders.

    Raises:
        DisconspecError: there are none.

    """
    found = gather(read_page(read_bytes(path), path) for path in pages_in(arguments))
    for known in found:
        sys.stdout.write(msgspec.json.encode(known).decode() + "\n")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except DisconspecError as problem:
        sys.exit(str(problem))
