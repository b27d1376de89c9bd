"""Words that are nearly those that are meant, and marks that show as text, each with its place without it."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes

SELECTED = frozenset(code for code, entry in codes().items() if entry.default)
PAGE = """---
title: frobctl
ms.contentlocale: {locale}
---
# <a name="frobctl"></a>frobctl

{text}

## <a name="syntax"></a>Syntax

```
frobctl [/sageset:<n>] [/path:<DirectoryPath>] [/key <registry_key>] [/u <Domain>\\<User>|<Domain\\User>]
```

### <a name="parameters"></a>Parameter

| Parameter | Text |
|--|--|
| /sageset:`<n>` | {text} |

## <a name="additional-references"></a>Additional references

{links}
"""


def found(
    text: str, links: str = "[frobctl](frobctl.md)", locale: str = "fr-FR"
) -> list[tuple[str, str, str]]:
    """What is found on a page with that text, twice, and those links: code, text, suggestion."""
    page = read_page(PAGE.format(text=text, links=links, locale=locale).encode(), "x.md")
    return [
        (each.finding.code, each.finding.text, each.finding.suggestion or "")
        for each in check_page(page, SELECTED).found
    ]


@pytest.mark.parametrize(
    ("text", "code", "shown", "wanted"),
    [
        ("**forbctl** : cela.", "R403", "forbctl", "frobctl"),
        ("**frobctls** : cela.", "R403", "frobctls", "frobctl"),
        ("*directerypath* : cela.", "R403", "directerypath", "directorypath"),
        ("`HKLM\\System\\CurrentContolSet\\x`", "R403", "CurrentContolSet", "CurrentControlSet"),
        ("HKEY_LOCAL_MACHINE\\Software\\Micorsoft\\x", "R403", "Micorsoft", "Microsoft"),
        ("Avec **\\sageset**.", "P303", "\\sageset", "/sageset"),
        ("Avec `/path:<*DirectoryPath*>`.", "P309", "<*DirectoryPath*>", "<DirectoryPath>"),
        ("Un&lt;br/&gt;deux.", "P309", "&lt;br/&gt;", "<br/>"),
    ],
)
@pytest.mark.parametrize("locale", ["fr-FR", "en-US"])
def test_slips(text: str, code: str, shown: str, wanted: str, locale: str) -> None:
    """A slip is found wherever it stands, in the original too."""
    assert found(text, locale=locale) == [(code, shown, wanted)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "**frobctl** et *DirectoryPath*, *registrykey*.",
        # Plurals of placeholders, other words, and words in no emphasis.
        "*DirectoryPaths*, *directory*, **probctl**, forbctl, directerypath.",
        "`HKLM\\System\\CurrentControlSet\\Service` et `HKLM\\Software\\Micro`.",
        "Le fichier C:\\Micorsoft, puis HKLM.",
        "Avec **\\other** ou **\\\\sageset\\x**.",
        "Avec `/path:<DirectoryPath>` et `<*>`.",
        "Dans `&lt;br/&gt;` et &lt;x&gt;.",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    """What is right, or another word, is left alone."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        # A command with other words than its subcommands, and an account in other words than the syntax has.
        ("Tapez **wbadmin obtenir des disques**.", "T203", "wbadmin obtenir des disques"),
        ("Le compte <domaine\\utilisateur> vaut.", "T205", "<domaine\\utilisateur>"),
    ],
)
def test_other_words(text: str, code: str, shown: str) -> None:
    """What only a translation does is found in one."""
    assert [each[:2] for each in found(text)] == [(code, shown)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Tapez **wbadmin get disks** ou **wbadmin get all disks**.",
        "L'outil **frobctl obtenir des disques**, puis **wbadmin ici**, <domain\\user>, <domaine>.",
    ],
)
def test_words_of_commands(text: str) -> None:
    """Subcommands, other programs and few words are left alone."""
    assert found(text) == []


def test_leftovers_among_links() -> None:
    """What a translation tool left behind is reported among the links at the end too, and nothing else is."""
    assert [each[:2] for each in found("Rien.", "[frobctl](frobctl.md)@no__t-1 **forbctl**")] == [
        ("P310", "@no__t-1")
    ]
    assert found("Rien.", "[frobctl](frobctl.md) **forbctl**") == []
