"""What known reference pages name: the tokens that they show, block by block, whatever the language.

A fact about a command, such as that its third row declares `/force`, holds in every translation of its page.
`data/pages.jsonl` has one page a line.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

# A token has at most so many characters and, unless it is a notation or a path, so many words.
LONGEST = 120
MANY_WORDS = 8
PAGES = Path(__file__).with_name("data") / "pages.jsonl"


class Edition(Struct, frozen=True, omit_defaults=True):
    """How one edition of a page is built.

    Attributes:
        blocks: a letter for each block in order: `t` for a paragraph or an item of a list, `r` for a row of a
            table; the references at the end are left out.
        tokens: for each block the first cell (of a row) and the emphasised tokens, in order; None where it
            is not known or is prose.
        leads: for some blocks, each with its index, the words that begin its pieces: the items of a list of
            values in a cell, or the one item of a list of fields; None for a piece that begins with prose.

    """

    blocks: str
    tokens: tuple[tuple[str | None, ...], ...]
    leads: tuple[tuple[int, tuple[str | None, ...]], ...] = ()


class KnownPage(Struct, frozen=True, omit_defaults=True):
    """One page.

    Attributes:
        id: its `ms.assetid`, in lower case, or "" for a page that has none.
        names: the anchors of its title.
        editions: how it is built, the oldest edition first.
        quoted: lines of its examples that have quotation marks.
        plain: names that its running text shows without emphasis, several words in one.

    """

    id: str
    names: tuple[str, ...]
    editions: tuple[Edition, ...]
    quoted: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


class _Key(Struct, frozen=True):
    id: str
    names: tuple[str, ...]


def known_page(identity: str, name: str) -> KnownPage | None:
    """The known page of an asset id or, where the page has none, of that title anchor; None if there is none.

    Args:
        identity: the `ms.assetid` in lower case, or "".
        name: the anchor of the title in lower case, or "".

    """
    line = _lines().get(identity or f"#{name}")
    return None if line is None else _decoded(line)


# A page is asked for in every language in turn.
@lru_cache(maxsize=8)
def _decoded(line: bytes) -> KnownPage:
    return _DECODER.decode(line)


def forget() -> None:
    """Read the file anew when the next page is asked for."""
    _lines.cache_clear()


@cache
def _lines() -> dict[str, bytes]:
    """Each page's line, undecoded, by its id and by those anchors that only one page has."""
    found: dict[str, bytes] = {}
    shared: set[str] = set()
    for line in PAGES.read_bytes().splitlines():
        key = _KEYS.decode(line)
        if key.id:
            found[key.id] = line
        for name in key.names:
            if found.setdefault(f"#{name}", line) is not line:
                shared.add(f"#{name}")
    for name in shared:
        del found[name]
    return found


_DECODER = msgspec.json.Decoder(KnownPage)
_KEYS = msgspec.json.Decoder(_Key)
