# ruff: noqa: D103 - the name of a test says what it tests
"""Reference pages of COM and WMI: constants, directions, files, namespaces and names with underscores."""

from __future__ import annotations

import pytest
from document_findings import told

PAGE = """---
title: {title}
api_name:
- Frob_Session.Close
api_location:
- FrobHost.dll
ms.contentlocale: {locale}
---
# <a name="close-method-of-the-frob_session-class"></a>{title}

{text}

## <a name="syntax"></a>Sintassi

```mof
uint32 Close(
  [in]            string UserName,
  [in, optional]  IFrob *pFrob,
  [out]           uint32 Count
);
enum FROB_STATE {{ FROB_STATE_NONE = 0, FROB_STATE_CLOSED }};
```

## <a name="parameters"></a>Parametri

<dl> <dt>

*UserName* \\[{direction}\\]
</dt> <dd>

Il nome.

</dd> </dl>

## <a name="constants"></a>Costanti

<dl> <dt>

<span id="FROB_STATE_NONE"></span><span id="frob_state_none"></span>**{constant}**
</dt> </dl>

## <a name="requirements"></a>Requisiti

| Requisito | Valore |
|-----------|--------|
| Spazio dei nomi<br/> | {namespace}<br/> |
| MOF<br/> | <dl> <dt>{file}</dt> </dl> |
| DLL<br/> | <dl> <dt>FrobHost.dll</dt> </dl> |
"""
ESCAPED = "\\_"


def page_of(
    *,
    title: str = f"Metodo Close della classe Frob{ESCAPED}Session",
    text: str = "Chiude la sessione.",
    direction: str = "in",
    constant: str = f"FROB{ESCAPED}STATE{ESCAPED}NONE",
    namespace: str = "Root\\\\CIMv2",
    file: str = "FrobHost.mof",
    locale: str = "it-IT",
) -> str:
    """A page about a method."""
    return PAGE.format(
        title=title, text=text, direction=direction, constant=constant, namespace=namespace, file=file,
        locale=locale,
    )  # fmt: skip


def test_the_page_is_sound() -> None:
    assert told(page_of()) == []


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        (f"STATO FROB {ESCAPED} {ESCAPED} NESSUNO", "T204"),
        (f"FROB {ESCAPED} STATE {ESCAPED} NONE", "P301"),
        ("НИЧЕГО", "T204"),
    ],
)
def test_a_constant_reads_like_the_mark_before_it(shown: str, code: str) -> None:
    wanted = f"FROB{ESCAPED}STATE{ESCAPED}NONE"
    assert told(page_of(constant=shown)) == [(code, shown, wanted, True)]
    assert told(page_of(constant=shown, locale="en-US")) == []


def test_a_mark_that_the_code_does_not_have_is_no_constant() -> None:
    page = page_of(constant="Versione minima").replace('id="FROB_STATE_NONE"', 'id="Minimum_version"')
    assert told(page) == []


@pytest.mark.parametrize("shown", ["Pollici", " Pollici", "在", "no", "en, opcional"])
def test_a_direction_is_that_of_the_signature(shown: str) -> None:
    assert told(page_of(direction=shown)) == [("T204", shown, "in", True)]


def test_a_direction_of_two_words() -> None:
    page = page_of(direction="en, opcional").replace("*UserName*", "*pFrob*")
    assert told(page) == [("T204", "en, opcional", "in, optional", True)]


def test_a_direction_with_a_blank() -> None:
    assert told(page_of(direction=" in")) == [("P301", " in", "in", True)]


def test_parameters_by_their_order() -> None:
    """As many as the signature has: a translated name is the one in its place."""
    rows = "".join(
        f"*{name}* \\[{way}\\]\n\n" for name, way in (("Nome", "no"), ("pFrob", "in"), ("Conto", "out"))
    )
    page = page_of().replace("*UserName* \\[in\\]\n", rows)
    assert told(page) == [
        ("T204", "Nome", "UserName", True),
        ("T204", "no", "in", True),
        ("T204", "Conto", "Count", True),
    ]
    fewer = page.replace("*pFrob* \\[in\\]\n\n", "")
    assert told(fewer) == []


@pytest.mark.parametrize("shown", ["in", "in, optional", "out, retval", "IN", "in,optional"])
def test_words_that_are_directions_are_left_to_their_authors(shown: str) -> None:
    assert told(page_of(direction=shown)) == []


def test_a_parameter_that_the_signature_does_not_have_is_not_judged() -> None:
    assert told(page_of(direction="Pollici").replace("*UserName*", "*Other*")) == []


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("FrobHost. mof", ("P301", "FrobHost. mof", "FrobHost.mof", True)),
        ("FrobHost mof", ("P303", "FrobHost mof", "FrobHost.mof", True)),
        ("FrobHost\u3002mof", ("P306", "FrobHost\u3002mof", "FrobHost.mof", True)),
        ("Other. mof", ("P301", "Other. mof", "Other.mof", False)),
        ("Фроб. mof", ("P301", "Фроб. mof", None, False)),
        ("Other h", ("P303", "Other h", "Other.h", False)),
        ("Other. sys", ("P301", "Other. sys", "Other.sys", False)),
    ],
)
def test_names_of_files_that_fell_apart(shown: str, found: tuple[str, str, str | None, bool]) -> None:
    assert told(page_of(file=shown)) == [found]


def test_an_item_that_is_no_file() -> None:
    assert told(page_of(file="Un file mof diverso")) == []
    # Whatever else names of files end in, an interface is not built from it.
    assert told(page_of(file="Un file out")) == []


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("Root \\\\ CIMv2", ("P301", "Root \\\\ CIMv2", "Root\\\\CIMv2", True)),
        ("Radice \\\\ CIMv2", ("T204", "Radice \\\\ CIMv2", "Root\\\\CIMv2", True)),
        ("Racine\\\\CIMv2\\\\Frob", ("T204", "Racine\\\\CIMv2\\\\Frob", "Root\\\\CIMv2\\\\Frob", True)),
        ("\\\\CIMv2 radice \\\\", ("T204", "\\\\CIMv2 radice \\\\", None, False)),
    ],
)
def test_namespaces_that_fell_apart(shown: str, found: tuple[str, str, str | None, bool]) -> None:
    assert told(page_of(namespace=shown)) == [found]


def test_a_path_that_is_no_namespace() -> None:
    assert told(page_of(namespace="Frob\\\\Bar")) == []


STRUCTURE = """

```c
typedef struct _FROB {
  WCHAR Domain[MAX];
  ULONG Resource;
} FROB;
```
"""


def test_members_by_their_order() -> None:
    """As many as the code has: a translated name is the one in its place."""
    rows = "**Dominio**\n\nIl nome.\n\n**Resource**\n\nUna risorsa.\n"
    code = STRUCTURE.replace("```c", "```mof").strip()
    page = page_of(text=rows).replace("```mof\n", f"{code}\n\n```mof\n", 1)
    assert told(page) == [("T204", "Dominio", "Domain", True)]
    assert told(page.replace("**Resource**", "Resource")) == []


@pytest.mark.parametrize("title", ["Chiudere la sessione Frob\\_Session", "Metodo Closed di Frob\\_Session"])
def test_a_title_without_the_method_of_its_anchor(title: str) -> None:
    page = page_of(title=title)
    assert told(page) == [("T203", title, None, False)]


def test_names_whose_underscores_have_blanks() -> None:
    shown = f"Frob {ESCAPED} Session"
    page = page_of(title=f"Metodo Close di {shown}", text=f"La classe {shown} chiude.")
    wanted = f"Frob{ESCAPED}Session"
    assert told(page) == [("P301", shown, wanted, True)] * 2


def test_a_name_whose_parts_stand_apart() -> None:
    page = page_of(title=f"Metodo Close {ESCAPED} della classe Session Frob")
    assert told(page) == [("P304", f"{ESCAPED} della classe Session Frob", None, False)]


def test_constants_that_fell_apart_are_known_by_their_capitals() -> None:
    shown, wanted = f"S {ESCAPED} OK", f"S{ESCAPED}OK"
    assert told(page_of(text=f"Restituisce {shown} o altro.")) == [("P301", shown, wanted, True)]


def test_an_underscore_by_itself_in_a_title_whose_anchor_has_a_name() -> None:
    page = page_of(title=f"{ESCAPED}Metodo Close")
    assert [(code, text) for code, text, _, _ in told(page)] == [("P304", ESCAPED)]


@pytest.mark.parametrize(
    "text",
    [
        f"Un nome {ESCAPED} di altri.",
        f"Altro {ESCAPED} Nome resta.",
        f"Vedi [Frob {ESCAPED} Session](frob-session.md).",
        f"Il nome Frob{ESCAPED}Session resta.",
    ],
)
def test_other_underscores_are_left_alone(text: str) -> None:
    assert told(page_of(text=text)) == []


def test_a_page_about_something_else_is_not_judged() -> None:
    page = page_of(direction="Pollici", namespace="Root \\\\ CIMv2").replace("api_name:", "names:")
    assert told(page) == []


def test_a_part_of_a_known_name_is_not_repaired() -> None:
    page = page_of(text=f"Lo stato STATE {ESCAPED} NONE e {ESCAPED} altro.")
    assert [(code, text, certain) for code, text, _, certain in told(page)] == [
        ("P301", f"STATE {ESCAPED} NONE", False)
    ]
