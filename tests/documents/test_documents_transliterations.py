# ruff: noqa: D103 - the name of a test says what it tests; Cyrillic letters are looked for
"""Names in Cyrillic letters on made-up pages: found where the page, or what is known of it, names them."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents.across import transliterations
from disconspec.reports.document import Finding
from disconspec.spec.known_pages import KnownPage
from document_findings import findings
from document_pages import command_page

SYNTAX = "frobctl start [/Mode:<FrobCounterName>] [enumeratefrobs]"


def told(intro: str, syntax: str = SYNTAX, *, row: str = "", locale: str = "ru-RU") -> list[Finding]:
    """What is found of transliterations on a page with that sentence and that syntax."""
    page = command_page(
        intro=intro, syntax=syntax, rows=(row,) if row else (), example="other thing", locale=locale
    )
    return [each for each in findings(page) if each.name == "transliterated-token"]


@pytest.mark.parametrize(
    ("intro", "name"),
    [
        ("Имя фробкоунтернаме задано.", "FrobCounterName"),
        ("Имя Фробкаунтернейм задано.", "FrobCounterName"),
        ("Имя енумератефробс задано.", "enumeratefrobs"),
    ],
)
def test_a_word_that_sounds_like_a_name_of_the_page(intro: str, name: str) -> None:
    (one,) = told(intro)
    assert (one.text, one.suggestion, one.fixable) == (intro.split()[1], name, False)
    assert told(intro, "frobctl start [/Mode:<name>]") == []
    assert told(intro.replace(one.text, name)) == []


def test_a_description_of_a_table() -> None:
    row = "| /Mode:`<FrobCounterName>` | Имя фробкоунтернаме. |"
    (one,) = told("Имя.", row=row)
    assert row[one.column - 1 : one.end_column - 1] == one.text == "фробкоунтернаме"


def test_a_heading() -> None:
    page = command_page(intro="Имя.", syntax=SYNTAX, rows=(), example="other thing", locale="ru-RU")
    page += "\n## Команда фробкоунтернаме\n\nИмя.\n"
    assert [each.text for each in findings(page)] == ["фробкоунтернаме"]


@pytest.mark.parametrize(
    "intro",
    [
        # An ordinary word, one that only sounds like a short name, and a token that is reported for itself.
        "Имя администратора и контейнера задано.",
        "Имя фробира задано.",
        "Имя **/фробкоунтернаме** задано.",
    ],
)
def test_what_is_no_name_is_left_alone(intro: str) -> None:
    assert told(intro, f"{SYNTAX} [/Administrator:<FrobUri>]") == []


def test_a_short_name_letter_by_letter() -> None:
    assert [each.suggestion for each in told("Имя фробури задано.", f"{SYNTAX} <FrobUri>")] == ["FrobUri"]
    # Its capital says that it is a name of several words; so it has to stand behind a small letter.
    assert told("Имя фробури задано.", f"{SYNTAX} <FROBUri>") == []


def test_a_name_that_the_page_is_known_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    def known_page(_identity: str, _name: str) -> KnownPage:
        return KnownPage("", (), (), plain=("FrobBaseObjects",))

    monkeypatch.setattr(transliterations, "known_page", known_page)
    assert [each.suggestion for each in told("Имя фроббасеобжектс задано.", "frobctl")] == ["FrobBaseObjects"]
    assert told("Имя фроббасеобжект задано.", "frobctl") == []


@pytest.mark.parametrize("ending", ["exe", "vbs", "vhdx", "HTML"])
def test_a_file_with_a_blank_before_its_ending(ending: str) -> None:
    (one,) = told(f"Имя фробкаунтер. {ending} задано.", "frobctl")
    assert (one.text, one.suggestion) == (f"фробкаунтер. {ending}", None)


@pytest.mark.parametrize("text", ["фробкаунтер. Out", "фробкаунтер. frob", "фробкаунтер. com"])
def test_a_word_behind_a_stop_that_ends_no_file(text: str) -> None:
    assert told(f"Имя {text} задано.", "frobctl") == []
