"""What may not stand in a repaired token or right beside it, sign by sign."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents.findings.finding import found_at
from disconspec.conformance.documents.pages.reader import read_page
from disconspec.conformance.documents.repairs import attested
from disconspec.conformance.documents.repairs.remains import settled
from document_pages import command_page
from known_examples import known_to_show

SYNTAX = "frobctl start [/Size:<size>] [/Mode:{a | b}] [/Copy <file>] [/Kind<kind>] [key=<value>] <target>"
HERE = "{}"
OPTION = "/Size: <size>", "/Size:<size>"


def is_made(
    line: str,
    damaged: str,
    whole: str,
    text: str = "",
    *,
    name: str = "inserted-space",
    locale: str = "de-DE",
    syntax: str = SYNTAX,
) -> bool:
    """Whether a text is repaired that stands in a sentence or a row of the table instead of `{}`.

    Args:
        line: the sentence or the row.
        damaged: what stands in it.
        whole: how that should read.
        text: another sentence of the page.
        name: the class of the damage.
        locale: the language of the page.
        syntax: its syntax.

    """
    shown = line.replace(HERE, damaged)
    rows = (shown,) if shown.startswith("|") else ()
    intro = text or "x" if rows else f"{shown}\n\n{text}"
    page = read_page(command_page(intro=intro, syntax=syntax, locale=locale, rows=rows).encode(), "page.md")
    number = next(at for at, text in enumerate(page.lines, 1) if text == shown)
    start = line.index(HERE)
    pairs = enumerate(zip(damaged, whole, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(damaged), len(whole)))
    rest = len(damaged) - same, len(whole) - same
    edits = ((start + same, start + same + rest[0], whole[same:]),)
    found = found_at(page, number, start, start + len(damaged), name, "x", edits=edits, certain=True)
    assert found.finding.fixable
    [kept] = settled(page, [found])
    return kept.finding.fixable


@pytest.mark.parametrize(
    "before",
    [
        "Mode\uff1a",
        "Mode]\uff1a ",
        "/Mode : ",
        "SIZE : ",
        "x = ",
        "[\u00e4=",
        "C:\\ ",
        "C:\\** ",
        "HKLM \\",
        "HKLM \\Frob",
        "a~ ",
        "/Mode:**",
        "< ",
        "< **",
        "[: b] ",
        "# # ",
        "\uff1a]",
        "@no__t-1",
        "no__t ",
        "[ ",
        "b >",
        "a |b",
    ],
)
def test_damage_right_before_a_token_keeps_it_from_being_repaired(before: str) -> None:
    """The same token is repaired where it stands by itself."""
    assert is_made("Siehe {} an.", *OPTION)
    assert not is_made(f"Siehe {before}{{}} an.", *OPTION)


@pytest.mark.parametrize(
    "behind",
    [
        "@no__t",
        " @ no__t",
        ". sie",
        ", dann #124; dazu",
        " und das ** :",
        "\\< b>",
        "\\<gr\u00f6\u00dfe>",
        "*>",
        "\u00e4.1",
        " [. ",
        "\uff1a",
        " .txt",
        "\\<b",
        " \u00e4 \\x",
        "/Mode",
    ],
)
def test_damage_right_behind_a_token_keeps_it_from_being_repaired(behind: str) -> None:
    """The same token is repaired where a blank and a word follow."""
    assert is_made("Siehe {} an.", *OPTION)
    assert not is_made(f"Siehe {{}}{behind} an.", *OPTION)


@pytest.mark.parametrize(
    "whole",
    [
        "=/Size:<size>",
        "/Size =<size>",
        "[,/Size:<size>",
        "/Size:/Mode",
        ".../Size:<size>",
        "<:size>",
        "\u201e/Size:<size>",
        "<s\u2019ize>",
        "yyyy:mm",
        "<size> ,<b>",
        "<# b>",
        "<.>",
        "<size.>.",
        ". . .<size>",
        "a \\ b:<size>",
        "/%size",
        "{a | }",
        "/Size/Mode",
        ">/Size:b",
        "Size/:b",
        '" a:b"',
        ")/Size:b",
        "a/b /Size:b",
        "[/Size:b",
        "b}/Size:c",
    ],
)
def test_damage_within_a_token_keeps_it_from_being_repaired(whole: str) -> None:
    """A repair of one blank leaves the rest as it is."""
    assert not is_made("Siehe {} an.", f"{whole[:-1]} {whole[-1]}", whole)


@pytest.mark.parametrize(
    ("line", "damaged", "whole", "sound"),
    [
        ("Siehe {}<a>b an.", "/ Size:", "/Size:", "Siehe {}<a> an."),
        ("Siehe {}<a> ] an.", "/ Size:", "/Size:", "Siehe {}<a>, an."),
        ("Siehe {} <a> an.", "/ Size:", "/Size:", "Siehe {}<a> an."),
        ("Siehe {}{{a an.", "/ Size:", "/Size:", "Siehe {}<a> an."),
        ("Siehe {}{{a|b} an.", "/ Size:", "/Size:", "Siehe {}{{a&#124;b} an."),
        ("Siehe {}<a>] an.", "/ Size:", "/Size:", "Siehe [{}<a>] an."),
        ("Siehe *gr\u00f6\u00dfe*{} an.", " :", ":", "Siehe *size*{} an."),
        ("Siehe {}*gr\u00f6\u00dfe* an.", " :", ":", "Siehe {}*size* an."),
        ("Siehe /Mode und **{} an.", " :", ":", "Siehe Mode und **{} an."),
        ("Siehe <a>{} an.", "\\< size>", "\\<size>", "Siehe {} an."),
        ("Siehe \\Frob{} an.", "\\< size>", "\\<size>", "Siehe Frob{} an."),
        ("Siehe ]{} an.", "/ Size", "/Size", "Siehe {} an."),
        ("Siehe **{} \\\\ b** an.", "a : c", "a:c", "Siehe **{} b** an."),
        ("Siehe < {}> an.", "si ze", "size", "Siehe <{}> an."),
        ("Siehe < b {} > an.", "si ze", "size", "Siehe <b {}> an."),
        ("Das Laufwerk wie {}<laufwerk> an.", "/ Size:", "/Size:", "Das Laufwerk wie {}<size> an."),
        ("Siehe {} \\b an.", "HKLM\\ Frob", "HKLM\\Frob", "Siehe {} b an."),
        ("Siehe [{} gr\u00f6\u00dfe] an.", "si ze", "size", "Siehe [{} size] an."),
        ("| {} <kind> | a |", "/ Kind", "/Kind", "| {} | a |"),
    ],
)
def test_a_token_is_more_than_what_is_repaired(line: str, damaged: str, whole: str, sound: str) -> None:
    """The same repair is made where the rest of the token is right."""
    assert is_made(sound.replace("{{", "{"), damaged, whole)
    assert not is_made(line.replace("{{", "{"), damaged, whole)


def test_a_hyphen_behind_an_option_that_lost_its_blank_is_another_option() -> None:
    """Where two more options are glued to one, one blank is not enough."""
    assert is_made("Siehe {} an.", "b-quick", "b -quick", name="lost-space")
    assert not is_made("Siehe {}-Mode an.", "b-quick", "b -quick", name="lost-space")


def test_a_token_in_two_scripts_is_spelt_anew_as_a_whole() -> None:
    """Where a letter of the other script follows, one word spelt anew is not enough."""
    assert is_made("Siehe {}&#124;-o an.", "-\u043e", "-o", name="transliterated-token")
    assert not is_made("Siehe {}&#124;-\u043e an.", "-\u043e", "-o", name="transliterated-token")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Das Laufwerk hier.", False),
        # A part of a token, a label or a link is no word of the language.
        ("Der Schalter -laufwerk hier.", True),
        ("Der Punkt laufwerk: hier.", True),
        ("Siehe [das Laufwerk](x.md) hier.", True),
        # What the page speaks of as an option twice is one.
        ("Das Laufwerk, /laufwerk, und mit /laufwerk geht es.", True),
        ("Das Laufwerk, und mit /laufwerk geht es.", True),
    ],
)
def test_an_option_that_is_a_word_of_the_language(text: str, *, made: bool) -> None:
    """An option that no block of code has may be a translation where the running text has the word."""
    assert is_made("Siehe {} an.", "/laufwerk :b", "/laufwerk:b", text) is made


def test_a_language_of_another_script_has_no_latin_words() -> None:
    """Latin words in a text of another script are names."""
    text = "\u3053\u306e laufwerk \u306f\u30c7\u30a3\u30b9\u30af\u3067\u3059\u3002" * 99
    line = "\u3053\u308c\u306f {} \u3067\u3059\u3002"
    assert is_made(line, "/laufwerk :b", "/laufwerk:b", text, locale="ja-JP")


@pytest.mark.parametrize(
    ("file", "text", "made"),
    [
        ("daten. txt", "Die Daten hier.", False),
        ("daten. exe", "Die Daten hier.", True),
        ("daten. txt", "Die Werte hier.", True),
        # The page types files of this kind and never speaks of them.
        ("daten. frb", "Die Werte hier.", True),
        ("daten. log", "Die Werte hier.", False),
        ("daten. log", "Die Werte in system.log hier.", True),
    ],
)
def test_a_file_whose_name_may_be_a_translation(file: str, text: str, *, made: bool) -> None:
    """A file that no block of code has, in words of the language."""
    syntax = "frobctl start [/Log:system.log] <target>"
    assert is_made("Siehe **{}** an.", file, file.replace(" ", ""), text, syntax=syntax) is made


@pytest.mark.parametrize(
    ("damaged", "whole", "name", "made"),
    [
        ("/Kind{ boot|laufwerk}", "/Kind{boot|laufwerk}", "translated-value", True),
        ("/Kind <boot>", "/Kind<boot>", "lost-punctuation", False),
        ("/Kind <kind>", "/Kind<kind>", "lost-punctuation", True),
        ("/Copy:<file>", "/Copy<file>", "lost-punctuation", False),
        ("/Zig-x", "/Zig", "lost-punctuation", False),
        ("/Copy-x", "/Copy", "lost-punctuation", True),
    ],
)
def test_an_option_with_what_the_page_has_behind_it(
    damaged: str, whole: str, name: str, *, made: bool
) -> None:
    """An option is repaired to what the page shows with its value."""
    text = "Das Laufwerk hier, mit /Copy." if made else "Das Laufwerk hier."
    assert is_made("Siehe {} an.", damaged, whole, text, name=name) is made


@pytest.mark.parametrize(
    ("damaged", "whole", "made"),
    [
        ("/ Size", "/Size", True),
        ("/ Zeit", "/Zeit", False),
        ("frob :auto", "frob:auto", True),
        ("a.b :eins.zwei", "a.b:eins.zwei", False),
        ("si ze=*zwei*", "size=*zwei*", False),
        ("si ze=*size*", "size=*size*", True),
        # A row of another key tells nothing of its placeholders.
        ("an derer=<zwei>", "anderer=<zwei>", True),
        ("si ze=<zwei>", "size=<zwei>", False),
        ("/Copy < file>", "/Copy <file>", True),
    ],
)
def test_a_first_cell_of_a_page_that_is_known(
    monkeypatch: pytest.MonkeyPatch, damaged: str, whole: str, *, made: bool
) -> None:
    """What is known of a page tells the names of its first cells."""
    known_to_show(monkeypatch, "/Size", "frob:auto", "size=<size>", "/Copy <file>")
    assert is_made("| {} | x |", damaged, whole) is made


def test_blanks_of_the_layout_are_no_part_of_a_notation() -> None:
    """Blanks inside a placeholder and around brackets may or may not stand there; marks do not show."""
    assert attested.unlaid("/A  `<b  c>` [...] | x") == "/a <bc>[...]|x"
    assert attested.unlaid("**a**\\<b>") == "a<b>"
