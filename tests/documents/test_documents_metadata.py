# ruff: noqa: D103 - the name of a test says what it tests
"""The keys of parameters' metadata, which help tools know in English only."""

from __future__ import annotations

import pytest
from document_findings import told
from document_pages import cmdlet_page

SPANISH = {
    "Type": "Tipo",
    "Parameter Sets": "Conjuntos de parametros",
    "Aliases": "Alias",
    "Accepted values": "Valores aceptados",
    "Required": "Requerido",
    "Position": "Posicion",
    "Default value": "Valor predeterminado",
    "Accept pipeline input": "Aceptar entrada de canal",
    "Accept wildcard characters": "Aceptar caracteres comodin",
}
PAGE = cmdlet_page()
VALUES = PAGE.replace("Aliases:\n", "Aliases:\nAccepted values: a, b\n", 1)


def translated(page: str, *keys: str, count: int = -1) -> str:
    """The page with these keys in Spanish, as ASCII letters can write it."""
    for key in keys:
        shown = page.replace(f"\n{key}:", f"\n{SPANISH[key]}:", count)
        assert shown != page
        page = shown
    return page


def expected(*keys: str) -> list[tuple[str, str, str | None, bool]]:
    return [("T208", SPANISH[key], key, True) for key in keys]


def test_the_page_is_sound() -> None:
    assert told(PAGE) == told(VALUES) == []
    assert told(PAGE.replace("zh-CN", "en-US")) == []


@pytest.mark.parametrize("locale", ["es-ES", "en-US", "und"])
@pytest.mark.parametrize("key", [key for key in SPANISH if key != "Accepted values"])
def test_the_place_of_a_translated_key_says_which_one_is_meant(key: str, locale: str) -> None:
    page = translated(PAGE.replace("zh-CN", locale), key, count=1)
    assert told(page) == expected(key)


def test_several_keys_in_letters_of_ascii() -> None:
    keys = ("Type", "Aliases", "Required", "Position")
    assert told(translated(PAGE, *keys, count=1)) == expected(*keys)
    assert told(translated(PAGE, *keys)) == expected(*keys, *keys)


def test_metadata_in_which_every_key_is_translated() -> None:
    keys = [key for key in SPANISH if key != "Accepted values"]
    assert told(translated(PAGE, *keys)) == expected(*keys, *keys)


def test_a_translated_key_that_only_some_parameters_have() -> None:
    assert told(translated(VALUES, "Accepted values")) == [("T208", "Valores aceptados", None, False)]
    both = ("Aliases", "Accepted values")
    assert told(translated(VALUES, *both, count=1)) == [
        ("T208", SPANISH["Aliases"], "Aliases", True),
        ("T208", SPANISH["Accepted values"], None, False),
    ]


def test_keys_are_known_in_any_letter_case_and_with_a_blank_before_the_colon() -> None:
    page = PAGE.replace("\nType:", "\ntype:").replace("\nAliases:", "\nAliases\u00a0:")
    assert told(page) == []


def test_every_key_of_the_help_tool_is_known() -> None:
    page = PAGE.replace("Aliases:\n", "Aliases:\nApplicable: 5.1\nAccepted values: a\n")
    assert told(page.replace("characters: False\n", "characters: False\nDontShow: True\n")) == []


@pytest.mark.parametrize(
    "other",
    [
        "```yaml\nnombre: x\ntipo: y\n```\n",
        "```yaml\nType: String\nParameterSets:\n- Name: (All)\n  Position: Named\nAliases: []\n```\n",
        "```\nTipo: String\nParameter Sets: ByName\n```\n",
    ],
)
def test_other_blocks_are_no_metadata(other: str) -> None:
    assert told(PAGE.replace("### -All\n", f"{other}\n### -All\n")) == []
    assert told(PAGE.replace("## 参数\n", f"{other}\n## 参数\n")) == []


def test_the_type_and_the_set_are_read_behind_translated_keys() -> None:
    """What is found does not wait for the keys to be mended, so that a second run finds nothing new."""
    page = PAGE.replace("### ByName", "### PorNombre").replace("### -Name", "### -Nombre")
    found = told(page)
    assert [code for code, *_ in found] == ["T206", "T208"]
    keys = ("Type", "Parameter Sets")
    assert set(found) < set(told(translated(page, *keys, count=1)))


def test_metadata_without_a_set_does_not_have_the_next_value_for_one() -> None:
    page = PAGE.replace("### ByName", "### \u540d").replace("Parameter Sets: ByName\nAliases:", "Aliases: nm")
    assert told(page) == [("T206", "\u540d", None, False)]
