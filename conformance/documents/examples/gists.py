"""What a syntax says of its lines without being matched: the program, and the words that they need."""

from __future__ import annotations

import re
from functools import lru_cache

from ....grammar import Literal, Node, Option, parse_syntax, program_name, to_text

# The program of a usage, the word or option behind it or "", and what else every line of it has somewhere.
Gist = tuple[str, ...]


def head_of(usage: Node) -> str:
    """The name of the program that a usage begins with, or ""."""
    first = next(iter(getattr(usage, "items", (usage,))), None)
    return program_name(to_text(first)) if isinstance(first, Literal) else ""


@lru_cache(maxsize=512)
def heads_of(syntax: str) -> frozenset[str]:
    """The programs that the usages of a block begin with."""
    return frozenset(head_of(usage) for usage in parse_syntax(syntax).usages) - {""}


@lru_cache(maxsize=512)
def gists_of(syntax: str) -> tuple[Gist, ...]:
    """What tells, for each usage of a block, most lines that are none of it, without its tree."""
    return tuple((head_of(usage), _second(usage), *_demanded(usage)) for usage in parse_syntax(syntax).usages)


def _demanded(usage: Node) -> tuple[str, ...]:
    """The words and names of options that every line of a usage has somewhere."""
    items = getattr(usage, "items", ())
    words = [
        item.text if isinstance(item, Literal) else item.name
        for item in items[1:]
        if isinstance(item, Literal | Option)
    ]
    return tuple(word.lower() for word in words if word.isalnum())


def _second(usage: Node) -> str:
    items = getattr(usage, "items", ())
    second = items[1] if len(items) > 1 else None
    if isinstance(second, Option):
        return word_of(f"{second.prefix}{second.name}")
    return word_of(second.text) if isinstance(second, Literal) else ""


def word_of(text: str) -> str:
    """A word, or an option without its value, as gists have it: in small letters, `/` for any sign."""
    return re.sub(r"^[-\u2013/]", "/", text.lower().split(":")[0])
