"""What may not stand in a repaired token or right beside it, sign by sign."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents.findings.finding import found_at
from disconspec.conformance.documents.pages.reader import read_page
from disconspec.conformance.documents.repairs.remains import settled
from document_pages import command_page

SYNTAX = "frobctl start [/Size:<size>] [/Mode:{a | b}] [/Copy <file>] [/Kind<kind>] [key=<value>] <target>"
HERE = "{}"
OPTION = "/Size: <size>", "/Size:<size>"


def is_made(line: str, damaged: str, whole: str, *, name: str = "inserted-space") -> bool:
    """Whether a text is repaired that stands in a sentence or a row of the table instead of `{}`."""
    shown = line.replace(HERE, damaged)
    rows = (shown,) if shown.startswith("|") else ()
    content = command_page(intro="x" if rows else shown, syntax=SYNTAX, locale="de-DE", rows=rows)
    page = read_page(content.encode(), "page.md")
    number = next(at for at, text in enumerate(page.lines, 1) if text == shown)
    start = line.index(HERE)
    same = next(at for at, pair in enumerate(zip(damaged, whole, strict=False)) if len(set(pair)) > 1)
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
