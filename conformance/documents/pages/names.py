"""Which words are Windows commands, and which are keys of every registry."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

NEAR = 0.75
SHORTEST = 4
ALL = 6


@cache
def _data() -> dict[str, str]:
    import tomllib  # noqa: PLC0415 - read once, when first asked for

    return tomllib.loads(Path(__file__).with_name("commands.toml").read_text(encoding="utf-8"))


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = _data()
    phrases = frozenset(" ".join(phrase.split()) for phrase in data["phrases"].split(","))
    return frozenset(data["names"].split()), frozenset(data["words"].split()), phrases


@cache
def registry_keys() -> dict[str, str]:
    """Keys that registry paths are made of on every system, by their names in lower case."""
    return {name.lower(): name for name in _data()["registry_keys"].split()}


@cache
def namespaces() -> frozenset[str]:
    """Namespaces of the types that cmdlets take and give."""
    return frozenset(_data()["namespaces"].split())


@cache
def short_types() -> dict[str, str]:
    """Types by the short names that PowerShell has for them, both in lower case."""
    return dict(pair.split("=") for pair in _data()["short_types"].split())


@cache
def keyboard_keys() -> frozenset[str]:
    """Keys of the keyboard that every language has its own name for, in lower case."""
    return frozenset(_data()["keyboard_keys"].split())


def is_command(word: str) -> bool:
    """Whether the word is a command's name and nothing else; `.exe` and letter case aside."""
    return word.lower().removesuffix(".exe") in _lists()[0]


def may_be_command(word: str) -> bool:
    """Whether the word is a command's name, though perhaps an English word too."""
    low = word.lower().removesuffix(".exe")
    return low in _lists()[0] or low in _lists()[1]


def is_phrase(words: str) -> bool:
    """Whether the words are a command with its subcommands."""
    return words.lower() in _lists()[2]


@cache
def first_words() -> frozenset[str]:
    """The first words of commands of several words."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in _lists()[2])


@cache
def last_words() -> frozenset[str]:
    """The last words of commands of several words."""
    return frozenset(phrase.rsplit(" ", 1)[1] for phrase in _lists()[2])


@cache
def are_known(first: str) -> bool:
    """Whether so many commands begin with that word that one which is not among them is none."""
    return sum(phrase.startswith(f"{first} ") for phrase in _lists()[2]) >= ALL


@cache
def subcommands_of(first: str) -> frozenset[str]:
    """The second words of the commands that begin with that word."""
    return frozenset(phrase.split(" ", 2)[1] for phrase in _lists()[2] if phrase.startswith(f"{first} "))


@cache
def phrases_of(first: str) -> tuple[str, ...]:
    """The commands of two words that begin with that word."""
    return tuple(
        sorted(each for each in _lists()[2] if each.count(" ") == 1 and each.startswith(f"{first} "))
    )


def meant(words: str) -> str | None:
    """The one command of two words whose second word almost is that of the words; None if it is no other."""
    low = words.lower()
    first, _, second = low.partition(" ")
    if not second.isalpha() or len(second) < SHORTEST or low in _lists()[2]:
        return None
    near = [
        each
        for each in phrases_of(first)
        if SequenceMatcher(None, second, each.partition(" ")[2]).ratio() >= NEAR
    ]
    if len(near) != 1 or second.rstrip("s") == near[0].partition(" ")[2].rstrip("s"):
        return None
    return near[0]


def is_near(one: str, other: str, least: float = NEAR) -> bool:
    """Whether two words are nearly the same: alike in that part of their letters at least."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
