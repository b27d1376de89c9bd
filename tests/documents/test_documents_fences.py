# ruff: noqa: D103, RUF001 - the name of a test says what it tests, and dashes are what it tests
"""Which fences are a syntax, and which may hold commands, by their headings and their languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.pages.page import Page
from disconspec.conformance.documents.pages.syntaxes import COMMANDS, POSIX, parse_blocks
from document_findings import DEFAULT, shown

COMMAND_LANGUAGES = (
    *("", "azurecli", "bash", "bat", "batch", "cmd", "CMD", "com", "command", "console"),
    *("dos", "powershell", "pwsh", "sh", "shell", "syntax", "zsh"),
)
OTHER_LANGUAGES = ("xml", "yaml", "csharp", "json", "output", "text")


def page_of(*sections: tuple[str, str, str]) -> str:
    """A page with a fence in each section: the words of its heading, its language, its text."""
    fences = (f"## {words}\n\n```{language}\n{text}\n```\n" for words, language, text in sections)
    return "\n".join(("# frobctl\n", *fences))


def read(page: str) -> Page:
    return read_page(page.encode(), "page.md")


def syntaxes(page: str) -> list[str]:
    return [fence.text for fence, _ in parse_blocks(read(page))]


@pytest.mark.parametrize("language", [*COMMAND_LANGUAGES, *OTHER_LANGUAGES])
def test_a_fence_in_the_section_of_the_syntax_is_a_syntax_whatever_its_language(language: str) -> None:
    assert syntaxes(page_of(("Syntax", language, "frobctl [/a]"))) == ["frobctl [/a]"]


@pytest.mark.parametrize("words", ["Examples", "Remarks", "Parameters", "Anything else"])
def test_a_fence_of_another_section_is_no_syntax_even_if_its_language_says_so(words: str) -> None:
    page = page_of(("Syntax", "", "frobctl [/a]"), (words, "syntax", "frobctl [/b]"))
    assert syntaxes(page) == ["frobctl [/a]"]


@pytest.mark.parametrize("text", ["", "  ", "C:\\> frobctl /a"])
def test_a_fence_without_text_or_with_a_prompt_is_no_syntax(text: str) -> None:
    assert syntaxes(page_of(("Syntax", "", text))) == []


def counted(language: str) -> tuple[int, int]:
    """How many lines of an example in that language are held against the syntax, and how many fit."""
    page = page_of(("Syntax", "", "frobctl [/a]"), ("Examples", language, "frobctl /a"))
    examples = check_page(read(page), DEFAULT).examples
    return examples.total, examples.accepted


@pytest.mark.parametrize("language", COMMAND_LANGUAGES)
def test_examples_in_a_language_of_command_lines_are_held_against_the_syntax(language: str) -> None:
    assert counted(language) == (1, 1)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_examples_in_another_language_are_not(language: str) -> None:
    assert counted(language) == (0, 0)


def test_the_guide_lists_the_languages_of_command_lines() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "DOCUMENTS.md").read_text(encoding="utf-8")
    listed = re.search(r"with one of these: (.*?);", guide, re.DOTALL)
    assert listed is not None
    assert {"", *re.findall(r"`(\w+)`", listed.group(1))} == COMMANDS


def reported(language: str, *lines: str) -> list[tuple[str, str]]:
    """What is reported for an example of these lines in that language."""
    syntax = ("Syntax", "", "frobctl [/a] [/n <n>] <file>")
    return shown(page_of(syntax, ("Examples", language, "\n".join(lines))))


@pytest.mark.parametrize("language", sorted(POSIX))
@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("$ frobctl /nope x",), "/nope"),
        (("frobctl x \\", "  /nope"), "/nope"),
        (("frobctl /a \\", "  /n 1 \\", "  x /nope"), "/nope"),
        (("frobctl x y # a remark",), "y"),
        (('frobctl "x # 1" /nope # a remark',), "/nope"),
    ],
)
def test_a_posix_shell_has_its_own_prompt_line_ends_and_comments(
    language: str, lines: tuple[str, ...], text: str
) -> None:
    assert reported(language, *lines) == [("R402", text)]
    assert reported(language, *(line.replace(text, "", 1) for line in lines)) == []


@pytest.mark.parametrize("language", sorted(POSIX))
@pytest.mark.parametrize(
    "line",
    [
        "frobctl 'x y'",
        "frobctl x; echo y",
        "frobctl $(cat x) y",
        r"frobctl x\ y",
        "frobctl <<END y",
        "# frobctl x y",
    ],
)
def test_what_only_a_posix_shell_understands_is_not_held_against_the_syntax(language: str, line: str) -> None:
    assert reported(language, line) == []


def test_a_prompt_tells_of_a_posix_shell_whatever_the_language() -> None:
    assert reported("console", "$ frobctl x y # a remark") == [("R402", "y")]
    assert reported("console", "$ frobctl 'x y'") == []


@pytest.mark.parametrize(("language", "mark"), [("cmd", "^"), ("", "^"), ("powershell", "`")])
def test_a_command_goes_on_behind_the_mark_of_its_shell(language: str, mark: str) -> None:
    assert reported(language, f"frobctl /a {mark}", f"  /n 1 {mark}", "  x") == []
    assert reported(language, f"frobctl /a {mark}", f"  /n 1 {mark}", "  /nope x") == [("R402", "/nope")]


def test_a_backslash_alone_is_a_folder_to_the_shells_of_windows() -> None:
    assert reported("cmd", "frobctl x \\", "  /a") == [("R402", "\\")]


def dashed(words: str, language: str) -> list[tuple[str, str]]:
    """What is reported for a dash for a hyphen in a fence of that section and language."""
    return shown(page_of((words, language, "frobctl –quiet")))


@pytest.mark.parametrize("language", COMMAND_LANGUAGES)
@pytest.mark.parametrize("words", ["Examples", "Remarks"])
def test_signs_of_damage_are_looked_for_in_languages_of_command_lines(words: str, language: str) -> None:
    assert dashed(words, language) == [("P307", "–quiet")]


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_signs_of_damage_are_looked_for_in_no_other_language_but_in_every_syntax(language: str) -> None:
    assert dashed("Remarks", language) == []
    assert dashed("Syntax", language) == [("P307", "–quiet")]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("frobctl /Add-Imagmedia:<a>", ["/Add-Imagmedia:"]),
        ("frobctl /Add:<a> [mediaGroup:<b>]", ["mediaGroup:"]),
        ("frobctl /Add:<a>mediaGroup:<b>mediaFile:<c>", ["/Add:<a>mediaGroup:", "<b>mediaFile:"]),
        ("frobctl /media:<a> /mediaType:<b>", []),
        ("frobctl multimedia <a>:b", []),
    ],
)
def test_what_a_search_and_replace_ate_is_shown_with_what_it_is_fused_to(line: str, texts: list[str]) -> None:
    found = shown(page_of(("Remarks", "", line)))
    assert [text for code, text in found if code == "R401"] == texts
