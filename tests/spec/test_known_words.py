"""The known words: every list has each word once, and says of the same word one thing only."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from typing import Any, cast

import pytest
from disconspec.spec.known_words import (
    command_names,
    file_extensions,
    powershell_names,
    section_headings,
    windows_names,
    wording,
)
from disconspec.spec.reading import DATA

FILES = (
    "command_names.toml",
    "file_extensions.toml",
    "headings.toml",
    "locales.toml",
    "powershell.toml",
    "range_words.toml",
    "windows.toml",
    "wording.toml",
)


def lists(table: dict[str, Any], name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of a data file with its name, whatever table it is in."""
    for key, value in table.items():
        whole = f"{name}.{key}".strip(".")
        if isinstance(value, dict):
            yield from lists(cast("dict[str, Any]", value), whole)
        elif isinstance(value, list):
            yield whole, cast("list[str]", value)


@pytest.mark.parametrize("name", FILES)
def test_no_list_is_empty_or_has_a_word_twice(name: str) -> None:
    """A list that is asked has something to say, and says it once."""
    found = list(lists(tomllib.loads((DATA / name).read_text(encoding="utf-8"))))
    assert found
    for where, words in found:
        assert words, where
        assert len(words) == len(set(words)), where


def test_there_are_many_commands_and_phrases_of_them() -> None:
    """Whatever a phrase begins with is a command or a word of an interactive one."""
    known = command_names()
    assert len(known.names) > 300
    assert len(known.phrases) > 100
    assert {"tsdiscon", "wdsutil"} <= known.names
    assert all(phrase.split()[0] in known.names | known.words for phrase in known.phrases)


def test_a_file_extension_is_of_one_kind() -> None:
    """What such a file is, is said once; what is ambiguous is of one of the kinds, too."""
    known = file_extensions()
    kinds = [*known.programs, *known.scripts, *known.modules, *known.sources, *known.others]
    assert len(kinds) == len(set(kinds))
    assert set(known.ambiguous) <= set(kinds)


def test_which_file_extensions_are_asked_for() -> None:
    """A command may lack some, running text shows those that are not ambiguous, interfaces have their own."""
    known = file_extensions()
    assert {"exe", "com", "vbs"} <= set(known.optional)
    assert {"dll", "txt"}.isdisjoint(known.optional)
    assert {"exe", "vhd", "vhdx", "rdp", "html"} <= set(known.shown)
    assert set(known.ambiguous).isdisjoint(known.shown)
    assert {"h", "idl", "dll"} <= set(known.built)
    assert {"txt", "vbs"}.isdisjoint(known.built)


def test_a_heading_says_what_one_kind_of_section_holds() -> None:
    """A heading without an anchor is of one kind; an anchor that two kinds have is of the first of them."""
    words = [word for some in section_headings().words.values() for word in some]
    assert len(words) == len(set(words)) > 50
    slugs = section_headings().slugs
    assert [kind for kind, some in slugs.items() if "see-also" in some] == ["remarks", "references"]


def test_metadata_is_there_always_or_sometimes() -> None:
    """A key of the help of a parameter is not both."""
    known = powershell_names()
    assert known.metadata
    assert known.optional_metadata < set(known.metadata)


def test_names_of_windows_and_words_of_pages() -> None:
    """Some that the checks rest on are there."""
    assert "boot loader" in windows_names().start_up.sections
    assert "in" in windows_names().directions
    assert "client/server" in wording().alternatives
    assert wording().addresses.topics.isdisjoint(wording().addresses.joining)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """Whoever imports the known words and asks for none pays for none."""
    script = """
import sys
from disconspec.spec.known_words import wording
print("tomllib" in sys.modules, "disconspec.spec.loader" in sys.modules)
wording()
print("tomllib" in sys.modules, "disconspec.spec.loader" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=30, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "False", "True", "False"]
