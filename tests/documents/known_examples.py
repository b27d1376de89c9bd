"""A page that is known, made for the purpose, and what a translation of it is reported for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.repairs import attested
from disconspec.spec import known_pages
from document_findings import DEFAULT

IDENTITY = "00000000-0000-4000-8000-00000000000a"
PAGE = """---
title: frobctl start
ms.assetid: {identity}
ms.contentlocale: {locale}
---
# <a name="frobctl-start"></a>frobctl start

{intro}

## <a name="syntax"></a>Syntaxe

```
frobctl start [/mode:{{fast|slow}}] [/user <name>]
```

### <a name="parameters"></a>Paramètres

|Paramètre|Description|
|--|--|
|{cell}|{mode}|
|/user \\<name>|Sous ce nom.|

## <a name="remarks"></a>Notes

{remark}

## <a name="examples"></a>Exemples

```
{example}
```
"""
GOOD = {
    "identity": IDENTITY,
    "locale": "fr-FR",
    "intro": "Utilisez **select frob** avant *frobfile*.",
    "cell": "/mode:{fast&#124;slow}",
    "mode": "**fast** se hâte, **slow** non, voir `HKLM\\Frob`.",
    "remark": "Cliquez sur **Accueil**.",
    "example": 'frobctl start /user "my name"',
}
KNOWN_ROWS = [["/mode:{fast|slow}", "fast", "slow", "HKLM\\Frob"], ["/user <name>"]]
KNOWN = {
    "id": IDENTITY,
    "names": ["frobctl-start"],
    "editions": [
        {
            "blocks": "trrt",
            "tokens": [
                ["select frob", "frobfile"],
                *KNOWN_ROWS,
                [None],
            ],
        }
    ],
    "quoted": [
        'frobctl start /user "my name"',
        'frobctl start /user:"my name" /all',
        'frobctl start "\\<frob\\>" *.*',
    ],
}


def found(**changed: str) -> list[tuple[str, str, str | None, bool]]:
    """What a page is reported for that differs in some places from the good one."""
    page = read_page(PAGE.format(**(GOOD | changed)).encode(), "fr-fr/frobctl-start.md")
    return [
        (each.finding.name, each.finding.text, each.finding.suggestion, each.finding.fixable)
        for each in check_page(page, DEFAULT).found
    ]


def knows(folder: Path, *tokens: Sequence[str | None], blocks: str = "trrt") -> None:
    """Only this is known: the tokens of the page, block by block."""
    known = KNOWN | {"editions": [{"blocks": blocks, "tokens": tokens}]}
    (folder / "pages.jsonl").write_text(json.dumps(known) + "\n", encoding="utf-8")
    known_pages.forget()


def known_to_show(monkeypatch: pytest.MonkeyPatch, *cells: str) -> None:
    """Have these first cells known of every page that is repaired."""
    edition = known_pages.Edition("r", tuple((cell,) for cell in cells))

    def known_page(_identity: str, _name: str) -> known_pages.KnownPage:
        return known_pages.KnownPage("", (), (edition,))

    monkeypatch.setattr(attested, "known_page", known_page)
