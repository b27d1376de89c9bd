"""Titles and headings on made-up pages: with each damage and without it."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.findings.finding import Found

SELECTED = frozenset(code for code, entry in codes().items() if entry.default)
PAGE = '---\nms.contentlocale: {locale}\n---\n# <a name="{slug}"></a>{title}\n\nText.\n{rest}'
SYNTAX = (
    '\n## <a name="syntax"></a>Syntax\n\n```\n{syntax}\n```\n\n### <a name="part"></a>{heading}\n\nText.\n'
)


def found(
    slug: str, title: str, syntax: str = "", *, heading: str = "Teil", locale: str = "zh-CN"
) -> list[Found]:
    """The findings on a page with this title, this syntax and a further heading."""
    rest = SYNTAX.format(syntax=syntax, heading=heading) if syntax else ""
    page = PAGE.format(slug=slug, title=title, rest=rest, locale=locale)
    return list(check_page(read_page(page.encode(), "page.md"), SELECTED).found)


@pytest.mark.parametrize(
    ("slug", "title", "syntax", "name", "text", "suggestion"),
    [
        ("frob-type", "frob\uff1a type", "type [<name>]", "fullwidth-punctuation", "frob\uff1a type",
         "frob: type"),
        ("frobtype", "frob\uff1a type", "frob type [<name>]", "fullwidth-punctuation", "frob\uff1a type",
         "frob:type"),
        ("frobctl-start", "frobctl/Start", "frobctl /start", "lost-space", "frobctl/Start", "frobctl /Start"),
        ("frob-finger", "Frob/Finger", "finger [<user>]", "lost-space", "Frob/Finger", "Frob Finger"),
        ("frob-close", "frob: 終了", "c[lose]", "translated-command", "frob: 終了", None),
        ("dfsutil-property", "dfsutil 属性", "", "translated-command", "dfsutil 属性", None),
        ("dfsutil-root-export", "Dfsutil Wurzel", "", "translated-command", "Dfsutil Wurzel", None),
        ("dfsutil-cache", "Cache Dfsutil", "", "translated-command", "Cache Dfsutil", None),
        ("copy", "复制", "", "translated-command", "复制", None),
        ("using-the-get-frob-command", "使用 Frob 命令", "frobctl /Get-Frob", "translated-command",
         "使用 Frob 命令", None),
        ("frob-in--out", "frob 入 | out", "frob in <a>\nfrob out <a>", "translated-command", "frob 入 | out",
         None),
        ("start-frob", "Frob starten", "frobctl /start-Frob", "translated-command", "Frob starten", None),
    ],
)  # fmt: skip
def test_a_damaged_title_is_found(  # noqa: PLR0917 - a table of cases
    slug: str, title: str, syntax: str, name: str, text: str, suggestion: str | None
) -> None:
    """A damaged title is found, at its own place."""
    (hit,) = found(slug, title, syntax)
    assert (hit.finding.name, hit.finding.text, hit.finding.suggestion) == (name, text, suggestion)


@pytest.mark.parametrize(
    ("slug", "title", "syntax"),
    [
        ("frob-type", "frob: type", "type [<name>]"),
        ("frobctl-start", "frobctl /Start", "frobctl /start"),
        ("frob-close", "frob: close", "c[lose]"),
        ("dfsutil-property", "dfsutil property", ""),
        ("about-properties", "属性 一览", ""),
        ("dfsutil-root-export", "Dfsutil root export", ""),
        ("dfsutil-add-commands", "Befehle fuer Dfsutil", ""),
        ("copy", "Copy", ""),
        ("using-the-get-frob-command", "使用 Get-Frob 命令", "frobctl /Get-Frob"),
        ("using-the-frob-wizard", "使用向导", "frobctl /Get-Frob"),
        ("copy", "复制 文件", ""),
        ("overview", "一览", ""),
        ("frob-in--out", "frob in | out", "frob in <a>\nfrob out <a>"),
        ("frobctl-start-1", "frobctl start", "frobctl start <x>"),
        ("start-frob", "Start-Frob", "frobctl /start-Frob"),
        ("start-frob", "Frob starten", "frobctl <start>"),
        ("read-write", "読み取り/書き込み", ""),
    ],
)
def test_a_whole_title_is_left_alone(slug: str, title: str, syntax: str) -> None:
    """The same titles without the damage."""
    assert found(slug, title, syntax) == []


def test_an_option_in_a_heading_keeps_its_blank() -> None:
    """An option of the page glued to the word before it, and a slash between words."""
    (hit,) = found("frobctl", "frobctl", "frobctl [/d <x>]", heading="Der/d-Parameter", locale="de-DE")
    assert (hit.finding.text, hit.finding.suggestion) == ("Der/d", "Der /d")
    assert found("frobctl", "frobctl", "frobctl [/d <x>]", heading="Ein/Aus", locale="de-DE") == []


def test_links_in_headings_are_left_alone() -> None:
    """A table of contents has headings that are links."""
    assert found("toc", "[Frob\uff1aregister](frob-register.md)") == []


def test_a_section_about_a_command_names_it() -> None:
    """Where most headings name the command of the syntax below them, the others have to."""

    def sections(*headings: str) -> list[tuple[str, str | None]]:
        commands = ("attach", "begin", "create", "open")
        below = SYNTAX.replace("## ", "### ")
        rest = "".join(
            f'\n## <a name="{command}"></a>{heading}\n{below.format(syntax=f"{command} <x>", heading="Teil")}'
            for heading, command in zip(headings, commands, strict=True)
        )
        page = PAGE.format(slug="frobctl", title="frobctl", rest=rest, locale="de-DE")
        hits = check_page(read_page(page.encode(), "page.md"), SELECTED).found
        return [(hit.finding.text, hit.finding.suggestion) for hit in hits]

    assert sections("attach", "begin", "create", "öffnen") == [("öffnen", "open")]
    assert sections("attach", "begin", "create", "open") == []


@pytest.mark.parametrize("slug", ["frobctl-start", "frobctl-start-1", "frobctl-start_1"])
def test_the_number_of_an_anchor_is_no_part_of_the_name(slug: str) -> None:
    """An anchor may have a number at its end: the name in the title and in the syntax is without it."""
    (hit,) = found(slug, "frobctl 开始", "frobctl start <x>")
    assert hit.finding.suggestion == "frobctl start"
    (hit,) = found(slug, "frobctl start", "frobctl strat <x>")
    assert (hit.finding.text, hit.finding.suggestion) == ("strat", "start")


@pytest.mark.parametrize(
    ("heading", "suggestion"),
    [("frob/запрос", "frob /part"), ("frob / запрос", "frob /part"), ("frob /part", None), ("и/или", None)],
)
def test_an_option_in_the_heading_of_a_section(heading: str, suggestion: str | None) -> None:
    """The heading of a section is the command with an option, whose name its anchor keeps."""
    rest = SYNTAX.format(syntax="frob /part <x>", heading=heading).replace('"part"', '"frob-part"')
    page = PAGE.format(slug="frob", title="frob", rest=rest, locale="ru-RU")
    hits = check_page(read_page(page.encode(), "page.md"), SELECTED).found
    assert [(each.finding.name, each.finding.suggestion) for each in hits] == (
        [("translated-option", suggestion)] if suggestion else []
    )


TITLE = """---
ms.contentlocale: de-DE
---
# <a name="{slug}"></a>{title}

## <a name="syntax"></a>Syntax

```
{syntax}
```
"""


@pytest.mark.parametrize(
    ("slug", "syntax", "title", "whole"),
    [
        ("frobctl-end", "frobctl /end", "frobctl beenden", "frobctl-end-Befehl"),
        ("frobctl", "frobctl /end", "Frobctls", "frobctl-Befehl"),
        ("frobctl", "frobctl /end", "frobctl (Ändern)", "frobctl (end)"),
        ("frobctl-size", "frobctl -target <x> -size <n>", "frobctl: Größe", "frobctl: size"),
        ("frobctl-cache-and-end", "frobctl /cache /end", "frobctl Speicher und end", "frobctl cache und end"),
        ("get-frobs", "frobctl /Get-Frobs", "Frobs", "Get-Frobs"),
        ("frobexe-delete", "frob.exe [<x>] delete", "Frob. exe löschen", "Frob.exe delete"),
        ("frobctlend", "frobctl /end", "frobctl: beenden", "frobctl: end"),
        ("subcommand-get-frobs", "frobctl /Get-Frobs", "Unterbefehl: Frobs", "Unterbefehl: Get-Frobs"),
        ("get-frobgroup", "frobctl /Get-FrobGroumedia", "FrobGroup", "Get-FrobGroup"),
        ("get-frobs", "frobctl /Get-Frobmedia", "Frobs holen", "Get-Frobs"),
        ("frobctlend", "frobctl /end", "che Frobctl: end", "Befehl Frobctl: end"),
        ("frobctl-end", "frobctl /end", "end für frobctl", "frobctl /end"),
        ("frobctl-get-frobs", "frobctl [Options] /Get-Frobs", "frobctl Holen-Frobs", "frobctl Get-Frobs"),
        ("end-frob-shell", "end [x]", "Beenden (Frob-Shell)", "end (Frob-Shell)"),
    ],
)
def test_a_title_shows_the_words_of_its_anchor_whole(slug: str, syntax: str, title: str, whole: str) -> None:
    """A title shows the words of its anchor whole."""

    def codes_of(shown: str) -> list[str]:
        page = read_page(TITLE.format(slug=slug, syntax=syntax, title=shown).encode(), "x.md")
        return [each.finding.code for each in check_page(page, SELECTED).found]

    assert codes_of(title) == ["T203"]
    assert codes_of(whole) == []
