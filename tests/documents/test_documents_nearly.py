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
        # Tags that the text is about, or that are an attribute's.
        "Dans `A. &lt;br/&gt;&lt;br/&gt; B` et &lt;x&gt;.",
        "Dans <code>A. &lt;br/&gt;&lt;br/&gt; B</code>.",
        'Dans <a title="A. &lt;br/&gt;&lt;br/&gt; B" href="x.md">x</a>.',
        "Trois. &lt;br/&gt;&lt;br/&gt;&lt;br/&gt; deux, et encore. &lt;br/&gt;&lt;br/&gt;",
        "The &lt;strong&gt; tag makes text bold.",
        "Write &lt;strong&gt;word&lt;/strong&gt; or &lt;p&gt;text&lt;/p&gt;.",
        "The &lt;br/&gt; tag breaks a line. &lt;br/&gt; stands alone, &lt;br/&gt;&lt;br/&gt; leaves a gap.",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    """What is right, or another word, is left alone."""
    assert found(text) == []


@pytest.mark.parametrize("tag", ["br", "br/", "br /"])
@pytest.mark.parametrize("behind", ["Deux.", " **deux**."])
def test_two_breaks_between_sentences_that_show(tag: str, behind: str) -> None:
    """Two breaks in a row behind a sentence are no part of the text: they are put back as tags."""
    shown = f"&lt;{tag}&gt;"
    assert found(f"Un.{shown}{shown}{behind}") == [("P309", shown, f"<{tag}>")] * 4
    assert found(f"Un. {shown}{shown}{behind}") == [("P309", shown, f"<{tag}>")] * 4
    page = read_page(
        PAGE.format(text=f"Un. {shown}{shown}{behind}", links="", locale="fr-FR").encode(), "x.md"
    )
    assert [each.finding.fixable for each in check_page(page, SELECTED).found] == [True] * 4


def test_one_break_behind_a_sentence_that_shows() -> None:
    """One break before a token is reported; whether it was the only one, nobody knows."""
    text = "Un. &lt;br/&gt; **deux**."
    assert found(text) == [("P309", "&lt;br/&gt;", "<br/>")] * 2
    page = read_page(PAGE.format(text=text, links="", locale="fr-FR").encode(), "x.md")
    assert [each.finding.fixable for each in check_page(page, SELECTED).found] == [False] * 2


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
