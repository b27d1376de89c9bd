"""Emphasised words and keys of the registry that are nearly those that are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.damage import Damage
from ..findings.finding import Found, found_at
from ..pages.names import is_near, registry_keys
from ..pages.page import Page
from ..pages.written import Written

PATH = re.compile(r"(?:HKEY_[A-Z_]+|HKLM|HKCU)(?:\\+[\w ]+)+", re.ASCII)
KEY = re.compile(r"(?<=\\)[A-Za-z]{7,}(?![\w ])")
NEAR = 0.87
SHORTEST = 6
LETTERS = 2
SHORTEST_COMMAND = 5


def near_damage(word: str, written: Written) -> Iterator[Damage]:
    """An emphasised word that the page's syntax nearly has: as a placeholder or as the name of its command.

    Args:
        word: a word of ASCII letters.
        written: what the page writes elsewhere.

    """
    low = word.lower()
    if len(low) < SHORTEST_COMMAND or low in written.lexicon.folded or low in written.fences:
        return
    meant = next((name for name in written.names if _is_slip(low, name)), None)
    if meant is None and len(low) >= SHORTEST:
        meant = next((name for name in written.lexicon.placeholders if _is_near(low, name)), None)
    if meant is not None:
        edit = (0, len(word), meant)
        yield Damage(0, len(word), "misspelt-token", f"the syntax has `{meant}`", (edit,))


def check_keys(page: Page) -> Iterator[Found]:
    """Registry paths with a key whose name is nearly that of one which all systems have.

    Args:
        page: the page.

    """
    text = page.text
    if ("HKEY_" not in text and "HKLM" not in text and "HKCU" not in text) or not any(_slips(text)):
        return
    for number, line in enumerate(page.lines, 1):
        for start, end, meant in _slips(line):
            why = f"the key is `{meant}`"
            yield found_at(page, number, start, end, "misspelt-token", why, edits=((start, end, meant),))


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    """The places of keys that are nearly named like one of all systems, each with that name."""
    keys = registry_keys()
    for path in PATH.finditer(text):
        for match in KEY.finditer(text, *path.span()):
            low = match.group().lower()
            meant = None if low in keys else next((key for key in keys if _is_near(low, key)), None)
            if meant is not None:
                yield *match.span(), keys[meant]


def _is_slip(word: str, name: str) -> bool:
    """Whether a word is a command's name with letters swapped, or with an ending."""
    if len(name) < SHORTEST_COMMAND or word == name:
        return False
    return word == f"{name}s" or (len(word) == len(name) and sorted(word) == sorted(name))


def _is_near(word: str, name: str) -> bool:
    """Whether two words differ in a letter or two, and not in their ending alone."""
    if len(name) < SHORTEST or word[0] != name[0] or abs(len(word) - len(name)) > LETTERS:
        return False
    one, other = word.replace("_", ""), name.replace("_", "")
    if one.startswith(other) or other.startswith(one) or one.rstrip("s") == other.rstrip("s"):
        return False
    return is_near(one, other, NEAR)
