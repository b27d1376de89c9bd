"""What a page's words, names and blocks are taken for, before any check asks."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import read_page
from disconspec.conformance.documents.across.gathering import gather
from disconspec.conformance.documents.checker import prose_words
from disconspec.conformance.documents.examples.acceptance import declared
from disconspec.conformance.documents.pages.lexicon import lexicon_of, squeeze
from disconspec.conformance.documents.pages.page import Page
from disconspec.conformance.documents.pages.syntaxes import parse_blocks
from disconspec.conformance.documents.pages.written import Written
from disconspec.grammar import Option, walk
from document_findings import findings
from document_pages import HEAD, command_page


def page_of(content: str) -> Page:
    """A page."""
    return read_page(content.encode(), "page.md")


def test_a_word_stands_by_itself() -> None:
    """A part of a longer word is none, and of a token it is no plain one."""
    page = page_of(command_page(intro="Das Hauptgerät und der Pfad x\\gerätename, größe\\y, `Kanal`."))
    written = Written(page, lexicon_of(page.syntax))
    words = prose_words(written)
    assert "hauptgerät" in words
    assert "gerät" not in words
    assert "kanal" not in words
    assert "pfad" in written.plain_words
    assert "größe" not in written.plain_words
    assert "gerätename" not in written.plain_words


def test_an_option_that_stands_by_itself_is_one_of_the_page() -> None:
    """Options of the syntax, and such with a slash behind a blank; the second half of a pair is none."""
    page = page_of(command_page(intro="Mit /frei, und/oder a/b.", syntax="frobctl /Size:<size> -quick"))
    options = Written(page, lexicon_of(page.syntax)).options
    assert {"size", "frei"} <= options
    assert not {"oder", "b", "quick"} & options


def test_the_lexicon_has_words_that_are_no_options() -> None:
    """Bare words of the syntax, the command's own among them; values of options are none."""
    lexicon = lexicon_of("frobctl start [/Size:small] <file> key=<value>")
    assert {"frobctl", "start"} <= set(lexicon.literals)
    assert not {"small", "file", "key"} & set(lexicon.literals)
    assert squeeze("  A \t b\u00a0c ") == "a b c"


def test_a_number_behind_an_anchor_does_not_count() -> None:
    """The second heading of a kind has an anchor with a number and is of that kind."""
    for anchor in ("parameters", "parameters-1", "parameters2"):
        page = page_of(command_page().replace('"parameters"></a>Parameter', f'"{anchor}"></a>Xyz'))
        assert [table.role for table in page.tables] == ["parameters"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("/a, /b", {"a", "b"}),
        ("/a<br>/b", {"a", "b"}),
        ("**/a**</br>**-b**", {"a", "b"}),
        ("/a <b,c>", {"a"}),
        ("a, b", set[str]()),
    ],
)
def test_a_first_cell_declares_options_one_by_one(cell: str, names: set[str]) -> None:
    """Commas with a blank and line breaks part the options of a cell."""
    assert {
        node.name for tree in declared((cell,)) for node in walk(tree) if isinstance(node, Option)
    } == names


def test_an_option_with_letters_in_brackets_has_two_spellings() -> None:
    """`/q[uiet]` is `/q` and `/quiet`."""
    lexicon = lexicon_of("frobctl [/q[uiet]] <file>")
    assert {"q", "quiet"} <= set(lexicon.options)
    assert lexicon.options["q"].name == "quiet"


def test_a_prompt_begins_no_syntax() -> None:
    """A block that begins with a prompt is an example, whatever the heading over it says."""
    for prompt in ("C:\\>", "PS C:\\frob>", "c:>"):
        assert parse_blocks(page_of(command_page(syntax=f"{prompt} frobctl start"))) == []
    assert len(parse_blocks(page_of(command_page(syntax="c:<path>")))) == 1


@pytest.mark.parametrize(("cell", "certain"), [("/größe wert", False), ("/größe:wert", True)])
def test_a_word_behind_a_translated_option_may_belong_to_it(cell: str, *, certain: bool) -> None:
    """Where only a blank parts an option from a further word, the word may be a part of its name."""
    page = command_page(syntax="frobctl start [/Size:<size>]", rows=(f"| {cell} | x |",), example="x y")
    assert [each.fixable for each in findings(page) if each.code == "T201"] == [certain]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("In % windir% hier.", "%windir%"), ("Im Ordner% windir% hier.", " %windir%")],
)
def test_a_variable_that_lost_the_blank_before_it(text: str, suggestion: str) -> None:
    """The blank inside belongs before the variable where a word is glued to it."""
    assert [each.suggestion for each in findings(command_page(intro=text))] == [suggestion]


def gathered(token: str) -> str | None:
    """What is known of a token that two translations show in the same place."""
    body = f'# <a name="frob"></a>frob\n\n%s **{token}**.\n'
    pages = [
        page_of(HEAD.format(title="frob", locale=locale) + body % word)
        for locale, word in (("de-DE", "Mit"), ("fr-FR", "Avec"))
    ]
    [known] = gather(pages)
    return known.editions[0].tokens[0][0]


@pytest.mark.parametrize(
    ("token", "known"),
    [
        ("select frob", True),
        ("fast or slow", False),
        ("a b c d e f g h i", False),
        ("frob a b c d e f g h /i", True),
        ("frob {a | b | c | d | e}", True),
    ],
)
def test_a_sentence_is_no_token(token: str, *, known: bool) -> None:
    """Several words are a token where they are a notation; two alternatives in words are none."""
    assert gathered(token) == (token if known else None)
