"""The words behind the name of a program: which command an example line shows, which word it lacks."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..pages.lexicon import Lexicon
from .quoting import Judged

if TYPE_CHECKING:
    from ....grammar import Node

BRACKETED_WORD = re.compile(
    r"(?P<head>[a-z]\w*(?:\s+[a-z]\w*)*)\s+\[(?P<word>[a-z]+)\](?=\s|$)", re.IGNORECASE
)
# The same where what follows is not looked at.
BRACKETED = re.compile(
    r"(?P<head>[a-z]\w*(?:\s+[a-z]\w*)+)\s+\[(?P<word>[a-z0-9]+)\](?![\w<])", re.IGNORECASE
)
SECOND = re.compile(r"[/-]?[a-z][\w-]*")
VERB = re.compile(r"[/-]?[a-z][\w-]+(?=$|[:=])")
SLIP = 0.85
PAIR = 2


def shows_another(text: str, lexicon: Lexicon) -> bool:
    """Whether a line shows another command of the family: its second word is no second word of the syntax.

    Args:
        text: the line.
        lexicon: what the page's syntaxes name.

    """
    lines = [line for line in lexicon.lines if line and line.split(" ", 1)[0].isalpha()]
    seconds = {
        match.group()
        for line in lines
        if len(parts := line.split()) > 1 and (match := SECOND.match(parts[1]))
    }
    low = text.lower()
    words = low.split()
    if not seconds or any(second in low for second in seconds):
        return False
    if len(words) > PAIR and words[1] == words[0]:
        words = words[1:]
    if len(words) < PAIR:
        return True
    second = "/" + words[2] if words[1] == "/" and len(words) > PAIR else words[1]
    verb = VERB.match(second)
    if verb is None:
        return False
    word = verb.group()
    return not any(
        word.lstrip("/-") == known.lstrip("/-")
        or (word.isalpha() and known.isalpha() and SequenceMatcher(None, word, known).ratio() >= SLIP)
        for known in seconds
    )


def required_words(texts: tuple[str, ...]) -> dict[str, str]:
    """Syntaxes whose bracketed subcommand has to be typed, without its brackets, by their first words."""
    found: dict[str, str] = {}
    for text in texts:
        for each in text.split("\n"):
            match = BRACKETED_WORD.match(each.strip())
            if match is not None:
                words = f"{match.group('head')} {match.group('word')}"
                found[" ".join(words.lower().split())] = f"{words}{each.strip()[match.end() :]}"
    return found


def bracketed_words(texts: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """What every usage begins with before a bracketed subcommand, and these; else ("", nothing)."""
    heads: set[str] = set()
    words: set[str] = set()
    for text in texts:
        for each in text.split("\n"):
            match = BRACKETED.match(each.strip())
            if match is None:
                if each.strip():
                    return "", frozenset()
                continue
            heads.add(" ".join(match.group("head").lower().split()))
            words.add(match.group("word").lower())
    return (heads.pop(), frozenset(words)) if len(heads) == 1 and len(words) > 1 else ("", frozenset())


def lost_subcommand(text: str, head: str, subcommands: frozenset[str]) -> Judged | None:
    """A line in which none of the subcommands follows what they all have to follow."""
    words = text.lower().split()
    size = len(head.split())
    if not head or " ".join(words[:size]) != head or len(words) == size or words[size] in subcommands:
        return None
    if any(SequenceMatcher(None, words[size], each).ratio() >= SLIP for each in subcommands):
        return None
    why = f"none of the words in brackets stands behind `{head}`"
    return Judged("rejected-example", 0, len(text), why)


def lost_word(text: str, usages: tuple[Node, ...]) -> Judged | None:
    """A line that lacks the third or a later one of the words with which every usage begins."""
    heads = {_head(usage) for usage in usages}
    if len(heads) != 1:
        return None
    head = heads.pop()
    words = text.lower().split()
    for size in range(PAIR, len(head)):
        if tuple(words[:size]) == head[:size] and head[size] not in words:
            if len(words) <= size or SequenceMatcher(None, words[size], head[size]).ratio() >= SLIP:
                return None
            end = len(" ".join(words[:size]))
            return Judged("rejected-example", 0, min(end, len(text)), f"`{head[size]}` is missing")
    return None


def other_word(text: str, usages: tuple[Node, ...]) -> Judged | None:
    """A line that fits once its second word is that of every usage, the words around it being the same."""
    from ....grammar import Match, match  # noqa: PLC0415 - only pages with rejected examples need it

    heads = {_head(usage) for usage in usages}
    words = text.split()
    head = list(heads.pop()) if len(heads) == 1 else []
    low = [word.lower() for word in words[: len(head)]]
    if len(head) <= PAIR or len(low) != len(head) or low[1] == head[1]:
        return None
    if low[0] != head[0] or low[PAIR:] != head[PAIR:]:
        return None
    mended = text.replace(words[1], head[1], 1)
    if any(isinstance(match(usage, mended), Match) for usage in usages):
        start = text.index(words[1])
        why = f"the command of this page is `{' '.join(head)}`"
        return Judged("rejected-example", start, start + len(words[1]), why, head[1])
    return None


def _head(usage: Node) -> tuple[str, ...]:
    from ....grammar import Literal  # noqa: PLC0415 - only pages with rejected examples need it

    words: list[str] = []
    for item in getattr(usage, "items", ()):
        if not isinstance(item, Literal) or not item.text.isalpha():
            break
        words.append(item.text.lower())
    return tuple(words)
