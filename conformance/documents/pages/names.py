"""Which words are Windows commands, which are keys of every registry, and what names of files end in."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

from ....spec.known_words import command_names, file_extensions, windows_names

NEAR = 0.75
SHORTEST = 4
ALL = 6


@cache
def registry_keys() -> dict[str, str]:
    """Keys that registry paths are made of on every system, by their names in lower case."""
    return {name.lower(): name for name in windows_names().registry_keys}


@cache
def file_endings() -> str:
    """The endings by which running text shows the name of a file, as alternatives of a regular expression."""
    return "|".join(file_extensions().shown)


def is_program(ending: str) -> bool:
    """Whether the name of a program ends so, and may lack it; in lower case, without the stop."""
    return ending in file_extensions().programs


def is_of_windows(ending: str) -> bool:
    """Whether names of programs or of parts of Windows end so, which are seldom translated; likewise."""
    return ending in file_extensions().programs or ending in file_extensions().modules


def is_command(word: str) -> bool:
    """Whether the word is a command's name and nothing else; `.exe` and letter case aside."""
    return word.lower().removesuffix(".exe") in command_names().names


def may_be_command(word: str) -> bool:
    """Whether the word is a command's name, though perhaps an English word too."""
    low = word.lower().removesuffix(".exe")
    return low in command_names().names or low in command_names().words


def is_phrase(words: str) -> bool:
    """Whether the words are a command with its subcommands."""
    return words.lower() in command_names().phrases


@cache
def first_words() -> frozenset[str]:
    """The first words of commands of several words."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in command_names().phrases)


@cache
def last_words() -> frozenset[str]:
    """The last words of commands of several words."""
    return frozenset(phrase.rsplit(" ", 1)[1] for phrase in command_names().phrases)


def _phrases_with(first: str) -> list[str]:
    return [phrase for phrase in command_names().phrases if phrase.startswith(f"{first} ")]


@cache
def are_known(first: str) -> bool:
    """Whether so many commands begin with that word that one which is not among them is none."""
    return len(_phrases_with(first)) >= ALL


@cache
def subcommands_of(first: str) -> frozenset[str]:
    """The second words of the commands that begin with that word."""
    return frozenset(phrase.split(" ", 2)[1] for phrase in _phrases_with(first))


@cache
def phrases_of(first: str) -> tuple[str, ...]:
    """The commands of two words that begin with that word."""
    return tuple(sorted(phrase for phrase in _phrases_with(first) if phrase.count(" ") == 1))


def meant(words: str) -> str | None:
    """The one command of two words whose second word almost is that of the words; None if it is no other."""
    low = words.lower()
    first, _, second = low.partition(" ")
    if not second.isalpha() or len(second) < SHORTEST or low in command_names().phrases:
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
