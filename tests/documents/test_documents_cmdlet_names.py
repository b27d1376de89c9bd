# ruff: noqa: D103 - the name of a test says what it tests
"""Names on pages of cmdlet help: the cmdlet in the title, and the types that it takes and gives."""

from __future__ import annotations

import re

import pytest
from disconspec.conformance.documents.syntax.types import names_of_types
from document_findings import findings, told
from document_pages import cmdlet_page

PAGE = cmdlet_page()
ORIGINAL = PAGE.replace("zh-CN", "en-US")
TITLE = "# Get-Frob\n"
FRONT_TITLE = re.compile(r"title: .*\n")
ENDING = "\n## 输出\n\n### {name}\n\n{text}\n"
INFRASTRUCTURE = "Microsoft.Management.Infrastructure.CimInstance"


def test_the_page_has_that_title() -> None:
    assert TITLE in PAGE
    assert findings(PAGE) == []


@pytest.mark.parametrize("title", ["获取 Frob", "Obtener-Frob", "Get-Frobs", "获取-Frob"])
def test_a_title_that_does_not_show_the_cmdlet(title: str) -> None:
    page = PAGE.replace(TITLE, f"# {title}\n")
    for name, certain in (("Get-Frob", True), ("Frobs", False)):
        named = FRONT_TITLE.sub(f"title: {name}\n", page)
        assert named != PAGE
        assert told(named) == [("T203", title, "Get-Frob", certain)]


@pytest.mark.parametrize("title", ["get-frob", "Get-Frob (Frobs)", "Der Befehl Get-Frob"])
def test_a_title_that_shows_the_cmdlet(title: str) -> None:
    assert told(PAGE.replace(TITLE, f"# {title}\n")) == []


def test_a_title_above_the_syntaxes_of_two_cmdlets_is_not_judged() -> None:
    page = PAGE.replace(TITLE, "# Frobs\n")
    assert told(page)
    syntax = "[<CommonParameters>]\n```\n"
    other = page.replace(syntax, f"{syntax}\n### Other\n\n```\nSet-Frob {syntax}", 1)
    assert other != page
    assert "T203" not in {code for code, *_ in told(other)}


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("Microsoft.ManagementInfrastructure.CimInstance", INFRASTRUCTURE),
        ("Microsoft Management Infrastructure.CimInstance", INFRASTRUCTURE),
        ("MicrosoftManagement. Infrastructure-CimInstance", INFRASTRUCTURE),
        ("System.ManagementAutomation.Frob[]", "System.Management.Automation.Frob[]"),
    ],
)
def test_a_type_that_lost_a_full_stop(torn: str, whole: str) -> None:
    ending = ENDING.format(name=torn, text="一个对象。")
    original = ORIGINAL + ENDING.format(name=whole, text="")
    ((code, text, suggestion, certain),) = told(PAGE + ending, original)
    assert (code, certain) == ("P303", True)
    assert ending.replace(text, suggestion or "") == ending.replace(torn, whole)
    assert told(PAGE + ENDING.format(name=whole, text=f"`{whole}`。"), original) == []


def test_namespaces_are_known_without_an_original() -> None:
    torn = PAGE + ENDING.format(
        name="Microsoft.ManagementInfrastructure.CimInstance#root/Frob", text="对象。"
    )
    assert told(torn) == [
        ("P303", "Microsoft.ManagementInfrastructure", "Microsoft.Management.Infrastructure", True)
    ]


def test_a_name_that_goes_on_damaged_is_not_half_mended() -> None:
    torn = PAGE + ENDING.format(name="MicrosoftManagement.Infrastructure CimInstance", text="对象。")
    assert [(code, certain) for code, _, _, certain in told(torn)] == [("P303", False)]


@pytest.mark.parametrize("text", ["Microsoft Frob Target 对象。", "System.Frobs 和 System Frobs Byte"])
def test_words_of_a_sentence_are_no_type(text: str) -> None:
    original = ORIGINAL + ENDING.format(name="Microsoft.Frob.Target", text="System.Frobs.Byte")
    assert names_of_types(original) >= {"Microsoft.Frob.Target", "System.Frobs.Byte"}
    whole = PAGE + ENDING.format(name="Microsoft.Frob.Target", text=text)
    assert told(whole, original) == []


def test_two_parts_are_reported_and_not_mended() -> None:
    original = ORIGINAL + ENDING.format(name="System.Byte", text="")
    page = PAGE + ENDING.format(name="System Byte", text="对象。")
    assert told(page, original) == [("P303", "System Byte", "System.Byte", False)]


@pytest.mark.parametrize(
    ("code", "damaged"),
    [(" Get-Frob", True), ("Get-Frob ", True), (" Get-Frob ", False), ("Get-Frob", False), (" frob", False)],
)
def test_a_blank_on_one_side_of_a_cmdlet_in_code(code: str, *, damaged: bool) -> None:
    page = PAGE + f"\n## 说明\n\n运行 `a` 或 `{code}`。\n"
    assert told(page) == ([("P301", code, "Get-Frob", True)] if damaged else [])


MODULE = """---
Module Name: Frob
ms.contentlocale: zh-CN
---

# Frob

## Frob

### [{text}]({target})
一个对象。
"""


@pytest.mark.parametrize("target", ["Get-FrobItem.md", "./Get-FrobItem.md", "./ Get-FrobItem.md"])
def test_a_heading_that_leads_to_a_cmdlet_shows_it(target: str) -> None:
    page = MODULE.format(text="获取 FrobItem", target=target)
    assert told(page) == [("T203", "获取 FrobItem", "Get-FrobItem", True)]
    for sound in ("Get-FrobItem", "get-frobitem", " Get-FrobItem"):
        assert told(MODULE.format(text=sound, target=target)) == []


def test_a_heading_that_leads_elsewhere_is_wording() -> None:
    assert told(MODULE.format(text="获取 FrobItem", target="about_Frob.md")) == []
