"""What a page in the original language makes known, in the form in which known pages are kept."""

from __future__ import annotations

import re

from ....spec.known_pages import Edition, KnownPage
from ..pages.lexicon import is_in, lexicon_of, squeeze
from ..pages.names import is_command, is_phrase
from ..pages.page import Page
from ..pages.shown import Shown, blocks_of

# A capital at the beginning only, as labels of the user interface and names of products have it.
LABEL = re.compile(r"[A-Z][a-z]+(?: [A-Za-z][a-z]+)*")
PROSE = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*[.:?]?")


def known_by(original: Page) -> KnownPage:
    """What a page in the original language makes known: its emphasised tokens, words of prose left out."""
    typed = squeeze(original.typed)
    blocks = blocks_of(original)
    lexicon = lexicon_of(original.syntax)
    spelled = {token.text for block in blocks for token in block.all}

    def is_token(token: Shown, kind: str) -> bool:
        if not _is_token(token, typed):
            return False
        label = kind == "t" and not token.code and LABEL.fullmatch(token.text) is not None
        return not label or lexicon.names(token.text) or token.text.lower() in spelled

    def shown(token: Shown | None, kind: str) -> str | None:
        return token.text if token is not None and is_token(token, kind) else None

    tokens = tuple(
        (
            *((shown(block.cell, "t"),) if block.kind == "r" else ()),
            *(shown(token, block.kind) for token in block.tokens),
        )
        for block in blocks
    )
    quoted = (line.strip() for fence in original.fences for line in fence.lines if fence.role == "examples")
    edition = Edition("".join(block.kind for block in blocks), tokens)
    return KnownPage(original.identity, (), (edition,), tuple(line for line in quoted if '"' in line))


def _is_token(token: Shown, typed: str) -> bool:
    """Whether what is emphasised is a token: code, more than words, a command, or typed on the same page."""
    text = token.text
    return (
        token.code
        or PROSE.fullmatch(text) is None
        or is_phrase(text)
        or is_command(text)
        or is_in(text, typed)
    )
