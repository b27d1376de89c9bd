# ruff: noqa: D103, RUF001 - the name of a test says what it tests; letters of other languages are meant
"""Bilingual pages: every sentence has its original beside it; places and repairs are those of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.finding import found_at
from disconspec.conformance.documents.findings.in_file import in_file
from disconspec.conformance.documents.pages.bilingual import taken_apart
from disconspec.spec.errors import DisconspecError
from document_findings import DEFAULT
from document_pages import cmdlet_page, command_page
from hypothesis import given
from hypothesis import strategies as st


def pair(translation: str, original: str, number: int = 1) -> str:
    """A sentence with its original, as it stands in a bilingual page."""
    return (
        f'<span data-ttu-id="0-{number}">{translation}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="0-{number}">{original}</span></span>'
    )


BETWEEN = '</span><span class="sxs-lookup"><span data-stu-id="0-9">'
OPENED = '<span data-ttu-id="0-9">'
PAGE = f"""---
title: Get-Frob
external help file: Frob.dll-Help.xml
Module Name: Frob
schema: 2.0.0
ms.contentlocale: tr-TR
---
# {pair("Get-Frob", "Get-Frob")}

## {pair("Özet", "SYNOPSIS")}
{pair("Bir frob alır.", "Gets a frob.")}

## {pair("Söz Dizimi", "SYNTAX")}

### {pair("Ad (Varsayılan)", "Name (Default)")}

```
Get-Frob [-Name] <String> [-Width <Int32>] [<CommonParameters>]
```

### {pair("Tümü", "All")}

```
Get-Frob -All [<CommonParameters>]
```

## {pair("Açıklama", "DESCRIPTION")}

{pair("İlk olarak `Get-Frob` çalışır.", "First `Get-Frob` runs.")} {
    pair(
        "Sonra **Genişlik** parametresi `Frob. Size` verir.",
        "Then the **Width** parameter gives `Frob.Size`.",
    )
}

## {pair("Parametreler", "PARAMETERS")}

### {pair("-Ad", "-Name")}

```yaml
Type: System.String
Parameter Sets: Name
```

### {pair("-Genişlik", "-Width")}

```yaml
Type: System.Int32
Parameter Sets: Name
```

### {pair("-All", "-All")}

```yaml
Type: System.Management.Automation.SwitchParameter
Parameter Sets: All
```
"""
MENDED = [
    ("Ad (Varsayılan)", "Name (Default)"),
    ("Tümü", "All"),
    ("Genişlik", "Width"),
    ("Frob. Size", "Frob.Size"),
    ("-Ad", "-Name"),
    ("-Genişlik", "-Width"),
]


def told(page: str) -> list[tuple[str, str, str | None]]:
    found = check_page(read_page(page.encode(), "a.md"), DEFAULT).found
    return [(x.finding.code, x.finding.text, x.finding.suggestion) for x in found]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_differs_from_the_original_beside_it_is_found_at_its_place(ending: str) -> None:
    page = PAGE.replace("\n", ending)
    lines = page.split(ending)
    found = [each.finding for each in check_page(read_page(page.encode(), "a.md"), DEFAULT).found]
    assert [(each.text, each.suggestion) for each in found] == MENDED
    for each in found:
        assert lines[each.line - 1][each.column - 1 : each.end_column - 1] == each.text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_repairs_change_the_sentences_and_nothing_else(ending: str, tmp_path: Path) -> None:
    wanted = PAGE.replace("\n", ending)
    path = tmp_path / "a.md"
    path.write_bytes(wanted.encode())
    assert run_command_line(["check", "--no-cache", "--fix", str(path)]) == 0
    for old, new in sorted(MENDED, key=lambda each: -len(each[0])):
        wanted = wanted.replace(f">{old}<", f">{new}<").replace(f"**{old}**", f"**{new}**")
    wanted = wanted.replace("`Frob. Size`", "`Frob.Size`")
    assert path.read_bytes().decode() == wanted


def test_a_page_without_damage_has_no_findings() -> None:
    page = PAGE
    for old, new in MENDED:
        page = page.replace(f">{old}<", f">{new}<").replace(f"**{old}**", f"**{new}**")
    assert told(page.replace("`Frob. Size`", "`Frob.Size`")) == []


def test_the_mark_of_the_default_set_is_a_translation_like_all_of_the_page() -> None:
    page = PAGE.replace(">Ad (Varsayılan)<", ">Name (Varsayılan)<")
    assert page != PAGE
    assert "T206" not in {code for code, text, _ in told(page) if text.startswith("Name")}


def test_a_page_of_commands_in_two_languages() -> None:
    page = command_page(intro=pair("Mit **/Größe** geht es.", "With **/Size** it works."))
    assert told(page) == [("T201", "/Größe", "/Size")]


def test_the_original_beside_a_sentence_counts_and_not_one_elsewhere() -> None:
    other = read_page(cmdlet_page().encode(), "en-us/a.md")
    page = read_page(PAGE.encode(), "a.md")
    assert check_page(page, DEFAULT, other).found == check_page(page, DEFAULT).found


def test_a_place_between_sentences_is_not_repaired() -> None:
    """The sentences are one text to readers; a repair would have to reach into the marks between them."""
    page = PAGE.replace(
        pair("İlk olarak `Get-Frob` çalışır.", "First `Get-Frob` runs."),
        pair("Burada `System. Manage", "Here `System.Manage") + pair("ment. Frob` var.", "ment.Frob` is."),
    )
    both = taken_apart(page)
    assert both is not None
    assert "`System. Management. Frob`" in both.translation
    found = [
        each.finding
        for each in check_page(read_page(page.encode(), "a.md"), DEFAULT).found
        if "System. Manage" in each.finding.text
    ]
    assert found
    assert not any(each.fixable for each in found)
    lines = page.split("\n")
    assert all(lines[x.line - 1][x.column - 1 : x.end_column - 1] == x.text for x in found)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_finding_across_the_lines_of_a_file_does_not_keep_repairs_from_the_rest(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The marks between two sentences may stand on lines of their own: such a place is as it was checked."""
    apart = pair("ment. Frob` var.", "ment.Frob` is.").replace("</span><span", f"</span>{ending}<span")
    page = PAGE.replace("\n", ending).replace(
        pair("İlk olarak `Get-Frob` çalışır.", "First `Get-Frob` runs."),
        pair("Burada `System. Manage", "Here `System.Manage").replace("</span><span", f"</span>{ending}<span")
        + apart,
    )
    found = [each.finding for each in check_page(read_page(page.encode(), "a.md"), DEFAULT).found]
    assert any(each.line < each.end_line for each in found)
    path = tmp_path / "a.md"
    path.write_bytes(page.encode())
    assert run_command_line(["check", "--no-cache", "--diff", str(path)]) == 1
    assert "+## " not in capsys.readouterr().out
    assert run_command_line(["check", "--no-cache", "--fix", str(path)]) == 1
    assert pair("All", "All") in path.read_text(encoding="utf-8")
    assert "changed while it was checked" not in capsys.readouterr().err


def test_a_comment_that_means_nothing_is_named_at_its_place_in_the_file() -> None:
    """The lines of the marks between sentences count: who mends the comment opens the file."""
    apart = pair("Özet", "Synopsis").replace("</span><span", "</span>\n<span")
    text = f"# {apart}\n\n{pair('a', 'b')} <!-- disconspec: ignore X999 -->\n"
    page = read_page(text.encode(), "a.md")
    assert page.lines[2].startswith("a <!--")
    with pytest.raises(DisconspecError) as raised:
        check_page(page, DEFAULT)
    at = text.index("<!--")
    assert raised.value.line == text.count("\n", 0, at) + 1 == 4
    assert raised.value.column == at - text.rindex("\n", 0, at)
    right = read_page(text.replace("X999", "T201").encode(), "a.md")
    assert check_page(right, DEFAULT).found == ()


def test_a_repair_that_reaches_into_another_sentence_is_not_made() -> None:
    text = f"{pair('ab', 'x')}{pair('cd', 'y')}"
    both = taken_apart(text)
    assert both is not None
    page = read_page(text.encode(), "a.md")
    for edit, fixable in (
        ((0, 1, "A"), True),
        ((1, 3, "B"), False),
        ((2, 2, "C"), False),
    ):
        found = found_at(page, 1, 0, 2, "inserted-space", "why", edits=(edit,), certain=True, suggestion="Z")
        assert found.finding.fixable
        placed = in_file(found, both)
        assert (placed.finding.fixable, len(placed.repairs)) == (fixable, int(fixable))


def test_a_page_that_brings_its_original_has_no_vote() -> None:
    page = command_page(intro=pair("Mit **/Size** geht es.", "With **/Size** it works."))
    page = page.replace(
        "ms.contentlocale", "ms.assetid: 00000000-0000-4000-8000-00000000000b\nms.contentlocale"
    )
    assert check_page(read_page(page.encode(), "a.md"), DEFAULT, compare=True).outline == b""
    plain = page.replace(pair("Mit **/Size** geht es.", "With **/Size** it works."), "Mit **/Size** geht es.")
    assert check_page(read_page(plain.encode(), "a.md"), DEFAULT, compare=True).outline


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no marks",
        '<span data-ttu-id="1">never closed',
        '<span data-ttu-id="1">no original</span>',
        '</span><span class="sxs-lookup"><span data-stu-id="1">no translation</span></span>',
        '<span data-ttu-id="1">a</span><span class="sxs-lookup"><span data-stu-id="1">never closed',
        '<span data-ttu-id="</span><span class="sxs-lookup"><span data-stu-id="1">b</span></span>',
    ],
)
def test_other_pages_are_left_whole(text: str) -> None:
    assert taken_apart(text) is None
    assert read_page(text.encode(), "a.md").text == text


def test_a_mark_that_is_not_closed_stays_in_the_text() -> None:
    both = taken_apart(f'<span data-ttu-id="1">open {pair("a", "b")} c')
    assert both is not None
    assert (both.translation, both.original) == (
        '<span data-ttu-id="1">open a c',
        '<span data-ttu-id="1">open b c',
    )


@pytest.mark.parametrize(
    "torn",
    [
        pair("a", f"b{BETWEEN}c"),
        pair("a", f"b{OPENED}c"),
        pair(f"a{BETWEEN[7:]}b", "c"),
    ],
)
def test_a_sentence_with_other_marks_inside_is_none(torn: str) -> None:
    """Nothing says where it ends, and a repair would write or delete the marks of another one."""
    both = taken_apart(f"# {torn}\n\n{pair('d', 'e')}\n")
    assert both is not None
    assert both.translation == f"# {torn}\n\nd\n"
    assert both.original == f"# {torn}\n\ne\n"
    assert taken_apart(torn) is None


def test_the_halves_have_their_places_in_the_file() -> None:
    text = f"x {pair('aé', 'b')}{pair('', 'empty')} y\n{pair('c', 'd')}"
    both = taken_apart(text)
    assert both is not None
    assert both.translation == "x aé y\nc"
    assert both.original == "x bempty y\nd"
    for line, column, letter in ((1, 1, "x"), (1, 3, "a"), (1, 4, "é"), (1, 6, "y"), (2, 1, "c")):
        place = both.place(line, column, column + 1)
        assert place.text == letter
        assert text.split("\n")[place.line - 1][place.column - 1] == letter


def test_the_command_shows_the_line_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(PAGE, encoding="utf-8")
    assert run_command_line(["check", "--no-cache", str(path)]) == 1
    shown = capsys.readouterr().out
    heading = f"### {pair('Tümü', 'All')}"
    place = f"{PAGE.split(chr(10)).index(heading) + 1}:{heading.index('Tümü') + 1}"
    assert f"a.md:{place}: warning T206" in shown
    assert run_command_line(["check", "--no-cache", "--fix", str(path)]) == 0
    assert pair("All", "All") in path.read_text(encoding="utf-8")


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<>\r"), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5))
def test_every_character_has_its_place_in_the_file(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{around}{pair(left, right)}" for around, left, right in parts)
    both = taken_apart(text)
    assert both is not None
    assert both.translation == "".join(f"{around}{left}" for around, left, _ in parts)
    assert both.original == "".join(f"{around}{right}" for around, _, right in parts)
    lines = text.split("\n")
    for number, line in enumerate(both.translation.split("\n"), 1):
        for column, letter in enumerate(line, 1):
            place = both.place(number, column, column + 1)
            assert place.text == letter
            assert lines[place.line - 1][place.column - 1] == letter
