"""First cells of a page that is known: words of the page's language in the place of what the page types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from known_examples import GOOD, KNOWN, KNOWN_ROWS, found, knows

pytestmark = pytest.mark.usefixtures("only_known")
PLAIN = {"intro": "La valeur.", "mode": "Le nom et le mot de passe.", "remark": "Rien."}


@pytest.fixture
def known_alone() -> Mapping[str, object]:
    """What is known."""
    return KNOWN


@pytest.mark.parametrize(
    ("known", "cell", "name"),
    [
        # The word beside a placeholder that is right.
        ("<name> fast", "\\<name> vite", "translated-value"),
        ("<name> fast", "\\<name> fast", None),
        ("<name> fast", "\\<name> slow", None),
        ("<name> quick", "\\<name> vite", None),
        # An option and its placeholder, which changed places.
        ("-mode <slow>", "-lenteur &lt;mode&gt;", "translated-option"),
        ("-mode <slow>", "-slow &lt;mode&gt;", None),
        # An option that lacks letters of the one that the syntax has.
        ("/user", "/use", "misspelt-token"),
        ("/mode", "/mode", None),
        # The value of the known option, in words of the text or in another word.
        ("/p password", "/p mot de passe", "translated-placeholder"),
        ("/j[provider]", "/j [fournisseur]", "translated-placeholder"),
        ("/j[provider]", "/j [providers]", None),
        ("/j[provider]", "/j [start]", None),
        # Words in the place of an option.
        ("/mode", "seulement/Standard:", "translated-option"),
        ("/user <count>", "nombre \\<d'/user\\>", "translated-option"),
        ("/quick", "seulement/Standard:", None),
        ("/mode", "fast/Standard:", None),
    ],
)
def test_words_in_the_place_of_what_the_page_types(
    known: str, cell: str, name: str | None, tmp_path: Path
) -> None:
    """A first cell is damaged where the page types the known words and has others in their place."""
    knows(tmp_path, [], [known], ["/user <name>"], [])
    hits = found(**PLAIN, cell=cell)
    assert [each for each in hits if each[2] == known] == (
        [] if name is None else [(name, cell, known, False)]
    )


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        # The full stop of a sentence that a word became, and a part of a sentence.
        ("\u30ea\u30c3\u30b9\u30f3\u3057\u307e\u3059\u3002", "translated-value"),
        ("\u305d\u306e\u3068\u304d\u3001\u30ea\u30c3\u30b9\u30f3\u3002", None),
    ],
)
def test_a_word_that_became_a_sentence(cell: str, name: str | None, tmp_path: Path) -> None:
    """A first cell of any table may end like a sentence in the place of a known word."""
    knows(tmp_path, [], *KNOWN_ROWS, [None], ["Listening"], blocks="trrtr")
    remark = f"Rien.\n\n|\u00c9tat|Sens|\n|--|--|\n|{cell}|\u00c9coute.|"
    hits = found(**PLAIN | {"mode": GOOD["mode"], "remark": remark})
    assert hits == ([] if name is None else [(name, cell, "Listening", False)])


def test_the_cell_that_another_row_shows(tmp_path: Path) -> None:
    """A first cell is not held against a known one that stands in another row."""
    knows(tmp_path, [], ["/user <name>"], KNOWN_ROWS[0][:1], [])
    assert [each for each in found(**PLAIN, cell="/nom \\<user>") if each[2] == "/user <name>"] == []


@pytest.mark.parametrize(
    ("mode", "reported"),
    [
        # The alternatives are what is explained.
        ("[/Policy: {fast &#124; slow}] : **vite** se hâte, **slow** non, voir `HKLM\\Frob`.", ["vite"]),
        ("**vite** se hâte, **slow** non, voir `HKLM\\Frob` et fast.", []),
        ("{fast} : **vite** se hâte, **slow** non, voir `HKLM\\Frob`.", []),
    ],
)
def test_a_value_that_only_the_alternatives_show(mode: str, reported: list[str]) -> None:
    """A known value is missing where it stands in a group of alternatives alone."""
    assert [text for name, text, *_ in found(mode=mode) if name == "translated-value"] == reported
