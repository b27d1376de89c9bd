"""The known pages: every line is whole, names no sentence, and is found by its id and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from disconspec.spec.known_pages import LONGEST, MANY_WORDS, PAGES, KnownPage, known_page


def pages() -> list[KnownPage]:
    """Every page of the file."""
    return [msgspec.json.decode(line, type=KnownPage) for line in PAGES.read_bytes().splitlines()]


def tokens() -> Iterator[str]:
    """Every token of every page."""
    for page in pages():
        for edition in page.editions:
            for block in edition.tokens:
                yield from (token for token in block if token is not None)


def test_there_are_many_pages_each_once_and_in_order() -> None:
    """There are many pages, each once, in the order of their names."""
    found = pages()
    assert len(found) > 800
    assert len({page.id for page in found if page.id}) == sum(1 for page in found if page.id)
    assert [page.names for page in found] == sorted(page.names for page in found)


def test_every_block_of_an_edition_has_its_tokens() -> None:
    """Every block of an edition has its tokens, and a row a first cell."""
    for page in pages():
        assert page.editions
        for edition in page.editions:
            assert len(edition.blocks) == len(edition.tokens)
            for kind, block in zip(edition.blocks, edition.tokens, strict=True):
                assert kind in "tr"
                assert kind == "t" or block


def test_tokens_are_tokens_and_no_sentences() -> None:
    """Tokens are ASCII and short; what has many words is a line to be typed or a notation."""
    found = list(tokens())
    assert len(found) > 20_000
    for token in found:
        assert token.isascii()
        assert token == token.strip()
        assert len(token) <= LONGEST
        assert len(token.split()) <= MANY_WORDS or set(token) & set("<{[\\/")


def test_no_token_is_damaged_itself() -> None:
    """No token has a blank where translations put one: in a file name, variable, path or placeholder."""
    torn = re.compile(r"\w\. [a-z]{2,3}\b|^%+ \w$|:\\ \w|<\s[^<>]*>|<[^<>]*\s>")
    for damaged in ("tmp. mdb", "%% f", r"C:\ file", "< name>", "[<name >]"):
        assert torn.search(damaged)
    assert not [token for token in tokens() if torn.search(token)]


def test_quoted_lines_have_pairs_of_marks() -> None:
    """Quoted lines have pairs of marks."""
    lines = [line for page in pages() for line in page.quoted]
    assert len(lines) > 100
    assert all(line.count('"') % 2 == 0 and '"' in line for line in lines)


def test_plain_names_are_names_of_several_words() -> None:
    """Plain names are letters and digits, in order, and no page has one twice."""
    found = [page.plain for page in pages() if page.plain]
    assert len(found) > 200
    for names in found:
        assert list(names) == sorted(set(names))
        assert all(name.isascii() and name.isalnum() for name in names)


def test_a_page_is_found_by_its_id_or_else_by_its_name() -> None:
    """A page is found by its id or, where it has none, by its name."""
    by_name = known_page("", "tsdiscon")
    assert by_name is not None
    assert "tsdiscon" in by_name.names
    assert known_page(by_name.id, "whatever") == by_name


@pytest.mark.parametrize(("identity", "name"), [("", ""), ("", "no-such-page"), ("no-such-id", "tsdiscon")])
def test_another_page_is_not_known(identity: str, name: str) -> None:
    """A page with an id of its own is not taken for another one that has its name."""
    assert known_page(identity, name) is None
