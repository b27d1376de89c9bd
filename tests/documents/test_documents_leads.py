"""Lists whose leading words are known: an item that begins with another word has it translated."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from disconspec.conformance.documents import check_page, read_page
from document_findings import DEFAULT

IDENTITY = "00000000-0000-4000-8000-00000000000b"
PAGE = """---
title: frobctl list
ms.assetid: {identity}
ms.contentlocale: fr-FR
---
# <a name="frobctl-list"></a>frobctl list

Montre tout.

## <a name="syntax"></a>Syntaxe

```
frobctl list [/mode <mode>] [/key <key>] [/level <level>]
```

### <a name="parameters"></a>Paramètres

|Paramètre|Description|
|--|--|
|/mode \\<mode>|{mode}|
|/key \\<key>|{key}|
|/level \\<level>|{level}|

## <a name="remarks"></a>Notes

{fields}
"""
GOOD = {
    "identity": IDENTITY,
    "mode": "Le mode :<ul><li>FAST</li><li>SLOW_START (lent)</li><li>MIDDLE - moyen</li></ul>",
    "key": "La touche :<br />-Y : oui<br />-N : non",
    "level": "Le niveau.",
    "fields": "- Frob Size : la taille\n- Owner : le compte",
}
KNOWN = {
    "id": IDENTITY,
    "names": ["frobctl-list"],
    "editions": [
        {
            "blocks": "trrrtt",
            "tokens": [[], ["/mode <mode>"], ["/key <key>"], ["/level <level>"], [], []],
            "leads": [
                [1, [None, "FAST", "SLOW_START", "MIDDLE"]],
                [2, [None, "Y", "N"]],
                [4, ["Frob Size"]],
                [5, ["Owner"]],
            ],
        }
    ],
}


pytestmark = pytest.mark.usefixtures("only_known")


@pytest.fixture
def known_alone() -> Mapping[str, object]:
    """What is known."""
    return KNOWN


def found(**changed: str) -> list[tuple[str, str, str | None]]:
    """What a page is reported for that differs in some places from the good one."""
    page = read_page(PAGE.format(**(GOOD | changed)).encode(), "fr-fr/frobctl-list.md")
    return [
        (each.finding.name, each.finding.text, each.finding.suggestion)
        for each in check_page(page, DEFAULT).found
    ]


def test_lists_with_their_words_have_no_findings() -> None:
    """The page as it is known has no findings."""
    assert found() == []


@pytest.mark.parametrize(
    ("place", "text", "name", "shown", "wanted"),
    [
        ("mode", "Le mode :<br>-RAPIDE<br>-SLOW_START<br>-MIDDLE", "translated-value", "RAPIDE", "FAST"),
        (
            "mode",
            "Le mode :<br>-FAST<br>-SLWO_START : lent<br>-MIDDLE",
            "misspelt-token",
            "SLWO_START",
            "SLOW_START",
        ),
        (
            "mode",
            "Mode<br>1 (FAST)<br>2 (début)<br>3 (MIDDLE)",
            "translated-value",
            "début",
            "SLOW_START",
        ),
        ("key", "La touche :<br />-O : oui<br />-N : non", "translated-value", "O", "Y"),
        ("fields", "- Taille : la taille\n- Owner : le compte", "translated-value", "Taille", "Frob Size"),
    ],
)
def test_an_item_that_begins_with_another_word(
    place: str, text: str, name: str, shown: str, wanted: str
) -> None:
    """An item that begins with another word than it is known to."""
    assert found(**{place: text}) == [(name, shown, wanted)]


def test_a_list_wholly_translated() -> None:
    """In a page that is built as it is known to be, a list may be translated from end to end."""
    shown = [text for _, text, _ in found(mode="Le mode :<br>-rapide<br>-lent<br>-moyen")]
    assert shown == ["rapide", "lent", "moyen"]


@pytest.mark.parametrize(
    "mode",
    [
        # One item fewer, so that nobody can say which is missing.
        "Le mode :<br>-rapide<br>-lent",
        # No item is as short as a word.
        "Le mode :<br>ceci est une phrase entière qui ne finit pas avant longtemps<br>-SLOW_START<br>-MIDDLE",
        "Le mode.",
        # The word stands in another place of its item.
        "Le mode :<br>-assez FAST<br>-SLOW_START<br>-MIDDLE",
    ],
)
def test_a_list_of_another_build_is_left_alone(mode: str) -> None:
    """Where pieces and words do not belong together for certain, nothing is said."""
    assert found(mode=mode) == []


@pytest.mark.parametrize("key", ["Touche<br>- touche **Y**<br>- N", "Touche<br>- touche `y`<br>- N"])
def test_a_short_word_that_is_emphasised(key: str) -> None:
    """A word of one letter may stand anywhere in its item, if it is emphasised."""
    assert found(key=key) == []
    plain = key.replace("`", "").replace("**", "")
    assert [text.lower() for _, text, _ in found(key=plain)] == ["touche y"]


def test_words_around_a_gap_fix_their_neighbours() -> None:
    """Where the numbers differ, items between two that show their words are judged all the same."""
    mode = "Le mode :<br>voici<br>-FAST<br>-lent<br>-MIDDLE"
    assert found(mode=mode) == [("translated-value", "lent", "SLOW_START")]


def test_on_a_page_of_another_build_a_word_has_to_be_met() -> None:
    """On a page built otherwise, a list counts only where it shows one of its words."""
    extra = "Le niveau.\n\nEncore."
    assert found(level=extra, mode="Le mode :<br>-rapide<br>-lent<br>-moyen") == []
    assert found(level="Le niveau.|", fields="- Taille : la taille\n- Compte : le compte\n- Autre") == []
