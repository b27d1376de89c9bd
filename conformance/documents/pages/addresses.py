"""What addresses of pages have beside the words of a command."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ....spec.known_words import wording


def of_subcommand(stem: str) -> bool:
    """Whether an address in lower case begins like one of a page about a subcommand."""
    return stem.startswith(wording().addresses.subcommands)


def joins(word: str) -> bool:
    """Whether a word of an address only joins the others."""
    return word in wording().addresses.joining


def has_topic(words: Iterable[str]) -> bool:
    """Whether words of an address say that the page is about something else than a command."""
    return not wording().addresses.topics.isdisjoint(words)


@cache
def no_command() -> frozenset[str]:
    """Words of addresses that belong to no command."""
    return wording().addresses.topics | wording().addresses.joining
