"""What stands around a known token: words and signs that the sentence or the language has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from known_examples import KNOWN, KNOWN_ROWS, found, knows

pytestmark = pytest.mark.usefixtures("only_known")


@pytest.fixture
def known_alone() -> Mapping[str, object]:
    """The page is known in one edition."""
    return KNOWN


def test_the_command_with_a_word_of_the_language(tmp_path: Path) -> None:
    """A short word that stands before the page's command in its emphasis is no part of it."""
    knows(tmp_path, ["select frob", "frobctl"], *KNOWN_ROWS, [None])
    remark = "Ce que font les autres."
    hits = [("translated-command", "que frobctl", "frobctl", False)]
    assert found(intro="**select frob** avant **que frobctl**.", remark=remark) == hits
    assert found(intro="**select frob** avant que **frobctl**.", remark=remark) == []
    # A word that the page has nowhere else, and a longer one.
    assert found(intro="**select frob** avant **qui frobctl**.", remark=remark) == []
    assert found(intro="**select frob** avant **autres frobctl**.", remark=remark) == []


@pytest.mark.parametrize(("wanted", "whole"), [("MINFO:", True), ("LogonId:", True), ("C:", False)])
def test_the_colon_of_a_label_belongs_to_the_sentence(wanted: str, tmp_path: Path, *, whole: bool) -> None:
    """A label in capitals may have the colon of its script, a drive may not."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    shown = wanted.replace(":", "\uff1a")
    hits = [] if whole else [("fullwidth-punctuation", shown, wanted, False)]
    assert found(intro=f"**select frob**, **{shown}** ici.") == hits
    spaced = [] if whole else [("inserted-space", "C :", "C:", True)]
    assert found(intro=f"**select frob**, **{wanted[:-1]} :** ici.") == spaced


@pytest.mark.parametrize(("shown", "whole"), [("FROBS\u3002", True), ("FROBS\uff0c", False)])
def test_a_sentence_has_the_full_stop_of_its_script(shown: str, tmp_path: Path, *, whole: bool) -> None:
    """A token that ends a sentence has the full stop of the language, and no other sign."""
    knows(tmp_path, ["select frob", "FROBS."], *KNOWN_ROWS, [None])
    hits = [] if whole else [("fullwidth-punctuation", shown, "FROBS.", False)]
    assert found(intro=f"**select frob**, **{shown}** ici.") == hits


@pytest.mark.parametrize(("wanted", "whole"), [("MM-DD-YYYY", True), ("MM-DD-frobs", False)])
def test_a_date_is_in_the_letters_of_the_language(wanted: str, tmp_path: Path, *, whole: bool) -> None:
    """How a date is written is a matter of the language."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    hits = [] if whole else [("translated-value", "jj-mm-aaaa", wanted, False)]
    assert found(intro="**select frob**, **jj-mm-aaaa** ici.") == hits


@pytest.mark.parametrize(("wanted", "whole"), [("Backspace", True), ("Frobspace", False)])
def test_a_key_of_the_keyboard_has_a_name_in_every_language(
    wanted: str, tmp_path: Path, *, whole: bool
) -> None:
    """What a key is called is a matter of the keyboard."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    hits = [] if whole else [("translated-value", "retour", wanted, False)]
    assert found(intro="**select frob**, **retour** ici.") == hits


@pytest.mark.parametrize(("wanted", "whole"), [("User<name>]", True), ("/Other:<name>", False)])
def test_what_is_known_may_be_damaged_itself(wanted: str, tmp_path: Path, *, whole: bool) -> None:
    """A whole option is no damage of one that is known without its sign or with a bracket too many."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    shown = "/User:<name>" if whole else "/Other<name>"
    names = [name for name, text, *_ in found(intro=f"**select frob**, **{shown}** ici.") if text == shown]
    assert names == ([] if whole else ["lost-punctuation"])


def test_between_two_known_tokens_stand_those_that_are_known_to(tmp_path: Path) -> None:
    """Where a block shows more than is known, what stands between known tokens is still that."""
    knows(tmp_path, ["select frob", "month", "day", "year"], *KNOWN_ROWS, [None])
    hits = [("translated-value", "mois", "month", False)]
    assert found(intro="**select frob**, *mois*, *day*, *year*, *frobs*.") == hits
    # Two in the place of one, and nothing known beside them.
    assert found(intro="**select frob**, *mois*, *an*, *jour*, *frobs*, *year*.") == []
    assert found(intro="*a1*, *mois*, *b1*, *an*, *c1*.") == []


def test_a_word_that_a_language_needs_more_often(tmp_path: Path) -> None:
    """One word in the place of one token, however often."""
    knows(tmp_path, ["select frob", "frobdir"], *KNOWN_ROWS, [None])
    hit = ("translated-value", "chemin", "frobdir", False)
    assert found(intro="**select frob**, *chemin* et *chemin*.") == [hit, hit]
    assert found(intro="**select frob**, *chemin* et *route*.") == []


def test_a_token_without_emphasis_is_no_name_in_capitals(tmp_path: Path) -> None:
    """A known token may stand in the line without its emphasis; a name in capitals is none."""
    knows(tmp_path, ["select frob", "frobdir"], *KNOWN_ROWS, [None])
    hits = [("translated-value", "chemin", "frobdir", False)]
    assert found(intro="**select frob** ou FROBDIR, *chemin*.") == hits
    assert found(intro="**select frob** ou frobdir, *chemin*.") == []


def test_a_cell_that_a_bar_has_cut_may_be_translated_too() -> None:
    """The bar is one finding, what became of the known option another."""
    cut = ("split-cell", "{vite|slow}", None, False)
    translated = ("translated-option", "{vite", "/mode:{fast|slow}", False)
    assert found(cell="{vite", mode="slow}") == [cut, translated]


def test_a_short_value_may_be_a_common_word_of_the_language(tmp_path: Path) -> None:
    """A known `No` is not shown by the same letters in small ones, and may have lost all but its first."""
    knows(tmp_path, ["select frob", "Yes", "No"], *KNOWN_ROWS, [None])
    for shown in ("non", "n"):
        hits = [("translated-value", shown, "No", False)]
        assert found(intro=f"**select frob**, **Yes** no est, **{shown}** ici.") == hits
    assert found(intro="**select frob**, **Yes** No est, **non** ici.") == []
    assert found(intro="**select frob**, **Yes** no est, **o** ici.") == []


def test_emphasis_that_ends_before_a_letter_counts_where_that_makes_a_block_fit(tmp_path: Path) -> None:
    """Emphasis that ends right before a letter is a token where the block lacks one."""
    knows(tmp_path, ["select frob", "month", "day", "year"], *KNOWN_ROWS, [None])
    hits = [
        ("translated-value", "mois", "month", False),
        ("translated-value", "jour", "day", False),
        ("translated-value", "an", "year", False),
    ]
    assert found(intro="**select frob**, *mois*, *jour*et *an*.") == hits
    assert found(intro="**select frob**, *month*, *day*et *year*.") == []
    # Where nothing is lacking it is none, nor is what follows a number.
    assert found(intro="**select frob**, *month*, *jour*et *day*, *year*.") == []
    assert found(intro="**select frob**, *mois*, *1*et *an*.") == []


def test_blanks_around_the_sign_between_keys_are_left_alone(tmp_path: Path) -> None:
    """What keys of the keyboard are joined by is a matter of the language."""
    knows(tmp_path, ["select frob", "ALT+F7"], *KNOWN_ROWS, [None])
    assert found(intro="**select frob**, **ALT + F7**.") == []
    knows(tmp_path, ["select frob", "FROB+F7"], *KNOWN_ROWS, [None])
    assert [name for name, *_ in found(intro="**select frob**, **FROB + F7**.")] == ["inserted-space"]


def test_a_known_placeholder_in_many_words(tmp_path: Path) -> None:
    """One word of a placeholder may take several to translate."""
    knows(tmp_path, ["select frob", "frobfile"], ["<mode>", *KNOWN_ROWS[0][1:]], KNOWN_ROWS[1], [None])
    cell = "Nom de la vitesse"
    assert found(cell=cell) == [("translated-placeholder", cell, "<mode>", False)]
    assert found(cell="\\<mode>") == []
