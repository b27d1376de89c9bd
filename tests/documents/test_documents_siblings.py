"""The same page in several languages: a majority proves one wrong, and an older edition its lost quotes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from disconspec.conformance.documents.across.quotes import lost_quotes
from disconspec.conformance.documents.run import Job, several_languages
from document_findings import compared, results_of
from document_pages import command_page, rows

SELECTED = frozenset({"X701", "P308"})
LOCALES = ("de-DE", "fr-FR", "it-IT", "es-ES")


def run(folder: Path, pages: dict[str, str]) -> list[tuple[str, str, str, str | None]]:
    """What the comparison of these pages finds: folder, code, text, suggestion."""
    paths: list[str] = []
    for locale, text in pages.items():
        path = folder / locale.lower() / "frobctl-start.md"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    assert several_languages(paths) == (len(paths) > 1)
    job = Job(SELECTED, compare=True)
    with closing(results_of(paths, job)) as results:
        assert len(results) == len(pages)
        found = [item.finding for items in compared(results, SELECTED).values() for item in items]
    return [(Path(each.path).parent.name, each.code, each.text, each.suggestion) for each in found]


def test_one_page_against_three_is_wrong(tmp_path: Path) -> None:
    """One page against three is wrong."""
    pages = {locale: command_page(locale=locale, rows=rows(quick="| -silent | x |")) for locale in LOCALES}
    pages["it-IT"] = command_page(locale="it-IT", rows=rows(quick="| -silenzio | x |"))
    assert run(tmp_path, pages) == [("it-it", "X701", "-silenzio", "-silent")]


def test_pages_that_all_differ_prove_nothing(tmp_path: Path) -> None:
    """Pages that all differ prove nothing."""
    words = {"de-DE": "-leise", "fr-FR": "-silence", "it-IT": "-silenzio", "es-ES": "-silencio"}
    pages = {
        locale: command_page(locale=locale, rows=rows(quick=f"| {word} | x |"))
        for locale, word in words.items()
    }
    assert run(tmp_path, pages) == []


@pytest.mark.parametrize(
    ("own", "suggestion"), [("4/1/2017", "-silent"), ("4/1/2018", "-mute"), ("2017", "-mute")]
)
def test_siblings_of_the_same_year_are_asked_first(tmp_path: Path, own: str, suggestion: str) -> None:
    """Two of its own year outweigh three of another, whatever their months; without such all are asked."""
    dated = {
        "de-DE": ("5/9/2017", "-silent"),
        "fr-FR": ("12/30/2017", "-silent"),
        "it-IT": (own, "-silenzio"),
        "es-ES": ("4/1/2019", "-mute"),
        "ja-JP": ("4/1/2019", "-mute"),
        "ko-KR": ("4/1/2019", "-mute"),
    }
    pages = {
        locale: command_page(locale=locale, rows=rows(quick=f"| {word} | x |")).replace(
            "ms.contentlocale", f"ms.date: {date}\nms.contentlocale"
        )
        for locale, (date, word) in dated.items()
    }
    assert ("it-it", "X701", "-silenzio", suggestion) in run(tmp_path, pages)


def test_another_order_of_rows_is_no_difference(tmp_path: Path) -> None:
    """Another order of rows is no difference."""
    pages = {locale: command_page(locale=locale) for locale in LOCALES}
    pages["it-IT"] = command_page(locale="it-IT", rows=tuple(reversed(rows())))
    assert run(tmp_path, pages) == []


def test_what_the_page_s_own_syntax_has_is_not_outvoted(tmp_path: Path) -> None:
    """What the page's own syntax has is not outvoted."""
    pages = {locale: command_page(locale=locale, rows=rows(quick="| -fast | x |")) for locale in LOCALES}
    pages["it-IT"] = command_page(locale="it-IT")
    assert run(tmp_path, pages) == []


def test_two_languages_are_too_few_to_vote(tmp_path: Path) -> None:
    """Two languages are too few to vote."""
    pages = {locale: command_page(locale=locale) for locale in LOCALES[:2]}
    pages["fr-FR"] = command_page(locale="fr-FR", rows=rows(quick="| -vite | x |"))
    assert run(tmp_path, pages) == []


def test_one_sibling_with_quotation_marks_is_enough(tmp_path: Path) -> None:
    """One sibling with quotation marks is enough."""
    pages = {
        "de-DE": command_page(locale="de-DE", example="frobctl start two words"),
        "fr-FR": command_page(locale="fr-FR", example='frobctl start "two words"'),
    }
    assert run(tmp_path, pages) == [("de-de", "P308", "frobctl start two words", 'frobctl start "two words"')]


@pytest.mark.parametrize(
    ("text", "quoted", "places", "result"),
    [
        ("a b c", 'a "b c"', (2, 5), 'a "b c"'),
        ("A b c", 'a "b c"', (2, 5), 'A "b c"'),
        ("a b  c", 'a "b c"', (), 'a "b c"'),
        ("a b", 'a "b c"', (), 'a "b c"'),
        # Both lines have other damage.
        ("a C:\\b \\c d", 'a "C:\\b \\c d"', (), 'a "C:\\b \\c d"'),
        ("a b/file:c d", 'a b/file:"c d"', (), 'a b/file:"c d"'),
        ("a /bmediafile:c d", 'a /bmediafile:"c d"', (), 'a /bmediafile:"c d"'),
    ],
)
def test_only_quotation_marks_are_inserted(
    text: str, quoted: str, places: tuple[int, ...], result: str
) -> None:
    """Only quotation marks are inserted; where more differs there is no repair, only the other line."""
    assert lost_quotes(text, quoted) == (places, result)


@pytest.mark.parametrize(
    ("text", "quoted"), [('a "b c"', 'a "b c"'), ("a b", 'a "b"'), ("Name: b c", 'Name: "b c"')]
)
def test_nothing_is_lost_where_no_marks_are_needed(text: str, quoted: str) -> None:
    """Nothing is lost where the marks are there, say nothing or stand in output."""
    assert lost_quotes(text, quoted) is None
