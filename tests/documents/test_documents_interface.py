# ruff: noqa: D103 - the name of a test says what it tests
"""Pages about interfaces that are made from header files: headings of parameters, constants, the title."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents.syntax.signatures import signatures_in
from document_findings import told

PAGE = """---
UID: NF:frob.IFrobClient.Close
title: IFrobClient::Close (frob.h)
description: Cierra el cliente.
req.dll: Frob.dll
api_type:
- COM
api_name:
- IFrobClient.Close
targetos: Windows
ms.contentlocale: {locale}
---

# {title}


## -description


Cierra el cliente.


{signature}## -parameters


### {first}

Un valor de <a href="/api/frob/ne-frob-frob_close_type">FROB_CLOSE_TYPE</a>.

<table>
<tr>
<td width="40%"><a id="FROB_CLOSE_NOW"></a><a id="frob_close_now"></a><dl>
<dt><b>{constant}</b></dt>
</dl>
</td>
</tr>
</table>


### {second}

Un contador. Se suma a <i>CloseType</i>.


## -returns

Devuelve <b>{result}</b> o <b xmlns:loc="http://example.com/loc">E_FAIL</b>.


## -see-also

<a href="/api/frob/nn-frob-ifrobclient">IFrobClient</a>
"""
CODE = """```cpp
HRESULT Close(
  [in]            FROB_CLOSE_TYPE CloseType,
  [out, optional] ULONG           *Count
);
```

"""
SYNTAX = f"## -syntax\n\n{CODE}"


def page_of(
    *,
    title: str = "IFrobClient::Close",
    signature: str = "",
    first: str = "-param CloseType [in]",
    second: str = "-param Count [out, optional]",
    constant: str = "FROB_CLOSE_NOW",
    result: str = "S_OK",
    locale: str = "es-ES",
) -> str:
    """A page about a method of an interface."""
    return PAGE.format(
        title=title, signature=signature, first=first, second=second, constant=constant, result=result,
        locale=locale,
    )  # fmt: skip


@pytest.mark.parametrize("locale", ["es-ES", "en-US", "und"])
@pytest.mark.parametrize("signature", ["", SYNTAX, f"## Syntax\n\n{CODE}", f"## -prototype\n\n{CODE}"])
def test_the_page_is_sound(signature: str, locale: str) -> None:
    assert told(page_of(signature=signature, locale=locale)) == []


@pytest.mark.parametrize("shown", ["en", "entrada", "\u0432", "en, opcional", "in, opcional"])
def test_a_direction_is_a_word_of_no_language(shown: str) -> None:
    page = page_of(first=f"-param CloseType [{shown}]")
    assert told(page) == [("T204", shown, None, False)]
    assert told(page.replace("es-ES", "en-US")) == []
    signed = page_of(first=f"-param CloseType [{shown}]", signature=SYNTAX)
    assert told(signed) == [("T204", shown, "in", True)]
    anchored = page_of(first=f'<a name="-param-closetype-in"></a>-param CloseType [{shown}]')
    assert told(anchored) == [("T204", shown, "in", True)]


@pytest.mark.parametrize(
    "shown", ["in, ref", "out, retval", "In, Optional", "in, size_is(Count)", "in/out", ""]
)
def test_words_that_signatures_have_are_directions(shown: str) -> None:
    assert told(page_of(first=f"-param CloseType [{shown}]")) == []


def test_a_direction_with_a_blank() -> None:
    assert told(page_of(first="-param CloseType [ in]")) == [("P301", " in", "in", True)]


@pytest.mark.parametrize("shown", ["out\uff0coptional", "out\u3001 optional", " out\uff0c optional"])
def test_a_direction_with_a_full_width_comma(shown: str) -> None:
    page = page_of(second=f"-param Count [{shown}]")
    assert told(page) == [("P306", shown, "out, optional", True)]


@pytest.mark.parametrize("shown", ["TipoCierre", "Tipo de cierre", "\u0422\u0438\u043f"])
@pytest.mark.parametrize("signature", [SYNTAX, f"## Sintaxis\n\n{CODE}", f"## -prototype\n\n{CODE}"])
def test_a_parameter_has_the_name_of_the_signature(shown: str, signature: str) -> None:
    page = page_of(first=f"-param {shown} [in]", signature=signature)
    assert told(page) == [("T204", shown, "CloseType", True)]
    assert told(page_of(first=f"-param {shown} [in]")) == []


def test_a_parameter_with_a_blank_in_its_name() -> None:
    page = page_of(first="-param Close Type [in]", signature=SYNTAX)
    assert told(page) == [("P301", "Close Type", "CloseType", True)]


def test_the_anchor_of_a_heading_has_the_name_of_the_parameter() -> None:
    anchor = '<a name="-param-closetype-in"></a>'
    assert told(page_of(first=f"{anchor}-param CloseType [in]")) == []
    assert told(page_of(first=f"{anchor}-param TipoCierre [en]")) == [
        ("T204", "TipoCierre", "CloseType", True),
        ("T204", "en", "in", True),
    ]
    unknown = page_of(first='<a name="-param-waittime-in"></a>-param Espera [in]', signature=SYNTAX)
    assert told(unknown) == [("T204", "Espera", None, False)]
    heading = page_of(first="<a name='-param-the-close-type'></a>-param TipoCierre [in]")
    assert told(heading) == []


def test_headings_of_parameters_without_a_mark() -> None:
    names = (
        '<a name="closetype-in"></a>CloseType [in]',
        '<a name="count-out-optional"></a>Count [out, optional]',
    )
    assert told(page_of(first=names[0], second=names[1])) == []
    page = page_of(first=names[0].replace("CloseType [in]", "Cierre [en]"), second=names[1])
    assert told(page) == [("T204", "Cierre", "CloseType", True), ("T204", "en", "in", True)]
    assert told(page_of(first="CloseType [pulgadas]", second="Notas")) == []


def test_a_signature_in_the_description_has_the_names_too() -> None:
    """It tells how the name in an anchor is written; other code may stand there, so that no place is told."""
    code = CODE.replace("CloseType", "code")
    page = page_of(first='<a name="code-in"></a>codigo [en]', second="Count [out, optional]")
    described = page.replace("## -parameters", f"{code}## -parameters")
    assert told(described) == [("T204", "codigo", "code", True), ("T204", "en", "in", True)]
    assert told(page) == [("T204", "codigo", None, False), ("T204", "en", "in", True)]
    assert told(described.replace('<a name="code-in"></a>codigo [en]', "codigo [in]")) == []
    both = page_of(first="-param CloseType [en]", signature=SYNTAX).replace(
        "## -returns", f"{CODE.replace('[in] ', '')}## -returns"
    )
    assert told(both) == [("T204", "en", "in", True)]


def test_other_headings_stand_among_the_parameters() -> None:
    """Where some say that they are parameters, only these are."""
    page = page_of(second="-param Count [out]\n\n#### - Count.FROB_CLOSE_NOW [en]\n\n#### IDABORT (3)")
    assert told(page) == []


@pytest.mark.parametrize("shown", ["*pFrob", "<i>pFrob</i>", "pFrob"])
def test_marks_around_a_name_are_not_part_of_it(shown: str) -> None:
    signature = SYNTAX.replace("FROB_CLOSE_TYPE CloseType", "IFrob **pFrob")
    assert told(page_of(first=f"-param {shown} [in]", signature=signature)) == []
    wrong = shown.replace("pFrob", "pCosa")
    assert told(page_of(first=f"-param {wrong} [in]", signature=signature)) == [
        ("T204", "pCosa", "pFrob", True)
    ]


def test_parameters_are_not_placed_where_the_signature_has_more_of_them() -> None:
    more = SYNTAX.replace("  [out,", "  [in] ULONG Flags,\n  [out,")
    assert told(page_of(first="-param TipoCierre [in]", signature=more)) == []


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("void Frob(void);", []),
        ("FROB *Frob(HWND hWnd, int nSize[4]);", [{"hWnd": "", "nSize": ""}]),
        (
            "int F(_In_ HWND w, _Out_writes_(n) BYTE *p, _Inout_opt_ DWORD *q, _In_ const A& f = A());",
            [{"w": "in", "p": "out", "q": "in, out, optional", "f": "in"}],
        ),
        (
            '[id(1), helpstring("Close")] HRESULT Close([in, size_is(n)] BYTE *p, [in] LONG n);',
            [{"p": "in", "n": "in"}],
        ),
        ("class A {\n uint32 F([in] string a);\n uint32 G([out] B REF b);\n};", [{"a": "in"}, {"b": "out"}]),
        ("typedef int (CALLBACK *FROBPROC)(HWND w, ...);", [{"w": ""}]),
        ("Sub Close( _\n  ByVal a As Integer _\n)", []),
        ("Sub Close( _\n  a, _\n  Optional b _\n)", []),
        ("int F(\n  A a, // first, last\n  B b /* c, d */\n);", [{"a": "", "b": ""}]),
        ("Frob(a, b", []),
        ("Frob)a int b(", []),
        ("", []),
    ],
)
def test_the_parameters_of_signatures(code: str, parameters: list[dict[str, str]]) -> None:
    assert signatures_in(code) == parameters


@pytest.mark.parametrize(
    ("shown", "code"), [("FROB_ CLOSE_NOW", "P301"), ("FROB_CERRAR_AHORA", "T204"), ("AHORA", "T204")]
)
def test_a_constant_reads_like_the_mark_in_the_line_above(shown: str, code: str) -> None:
    assert told(page_of(constant=shown)) == [(code, shown, "FROB_CLOSE_NOW", True)]
    assert told(page_of(constant=shown, locale="en-US")) == []


def test_a_mark_that_has_not_the_form_of_a_constant() -> None:
    page = page_of(constant="Ahora mismo").replace('id="FROB_CLOSE_NOW"', 'id="Right_now"')
    assert told(page) == []


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [("S_ OK", "S_OK"), ("E _FROB_LOST", "E_FROB_LOST"), ("frob_ close_type", "FROB_CLOSE_TYPE")],
)
def test_underscores_with_blanks_need_no_escape(shown: str, wanted: str) -> None:
    assert told(page_of(result=shown)) == [("P301", shown, wanted, True)]
    assert told(page_of(result=shown, locale="en-US")) == []


@pytest.mark.parametrize(
    "shown", ["_In_ BOOL", "FROB_* o", "WM_ y otros", "_S_ OK", '<a href="x.md">S_ OK</a>', "_hola_ y OK"]
)
def test_other_underscores_beside_blanks(shown: str) -> None:
    assert told(page_of(result=shown)) == []


@pytest.mark.parametrize(
    "shown",
    [
        "IFrobClient::Close (frob.h)",
        "M\u00e9todo IFrobClient::Close (frob.h)",
        "IFrobClient.Close",
        "M\u00e9todo Close de la interfaz IFrobClient",
        "ifrobclient::close",
    ],
)
def test_a_title_with_the_name_of_the_method(shown: str) -> None:
    assert told(page_of(title=shown)) == []


@pytest.mark.parametrize("shown", ["IFrobClient::Cerrar", "IClienteFrob::Close", "ICliente::Cerrar"])
def test_a_title_has_the_name_of_the_method(shown: str) -> None:
    for around in ("{}", "M\u00e9todo {} (frob.h)"):
        page = page_of(title=around.format(shown))
        assert told(page) == [("T203", shown, "IFrobClient::Close", True)]
        assert told(page.replace("es-ES", "en-US")) == []


def test_a_title_without_an_interface_is_not_repaired() -> None:
    assert told(page_of(title="Cerrar el cliente")) == [("T203", "Cerrar el cliente", None, False)]
    two = "IFrobClient::Cerrar y IFrobServer::Cerrar"
    assert told(page_of(title=two)) == [("T203", two, None, False)]


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("IFrobClient:: Close", "P301"),
        ("IFrobClient ::Close", "P301"),
        ("IFrobClient\uff1a\uff1aClose", "P306"),
    ],
)
def test_two_colons_alone_stand_before_a_method(shown: str, code: str) -> None:
    assert told(page_of(title=f"M\u00e9todo {shown}")) == [(code, shown, "IFrobClient::Close", True)]
    assert told(page_of(title="IFrobClient::Close, v\u00e9ase IOther:: Close")) == []


NAMES = "- IFrobClient.Close\n"


@pytest.mark.parametrize(
    ("uid", "names", "title", "found"),
    [
        ("NF:frob.FrobSendW", "- FrobSend\n- FrobSendA\n- FrobSendW\n", "Funci\u00f3n FrobSendW", []),
        ("NF:frob.FrobSendW", "- FrobSend\n", "Funci\u00f3n FrobSend (frob.h)", []),
        (
            "NF:frob.FrobSendW",
            "- FrobSend\n- FrobSendA\n",
            "Funci\u00f3n FrobEnviar",
            ["Funci\u00f3n FrobEnviar"],
        ),
        ("NE:frob.__MIDL___frob_0001", "- FROB_STATE\n", "Enumeraci\u00f3n FROB_STATE", []),
        ("NS:frob._FROB_INFO", "- FROB_INFO\n", "Estructura FROB\\_INFO", []),
        ("NS:frob._FROB_INFO", "- FROB_INFO\n", "Estructura FROB_DATOS", ["Estructura FROB_DATOS"]),
        ("NF:frob.Frob.Draw(int,const Box)", "- Frob.Draw\n", "Frob::Draw(int, const Box)", []),
        ("NF:frob.Frob.Draw(int,const Box)", "", "Frob::Dibujar(int)", ["Frob::Dibujar"]),
        ("NF:frob.Frob.~Frob", "", "Frob::~Frob", []),
        ("'NF:frob.Frob.Get_X'", "", "Frob::Obtener\\_X", ["Frob::Obtener\\_X"]),
        ("NL:frob.Frob-r1", "", "Clase Frob", []),
        ("NA:frob", "", "Encabezado Frob.h", []),
    ],
)
def test_a_title_has_one_of_several_names(uid: str, names: str, title: str, found: list[str]) -> None:
    page = page_of(title=title).replace("NF:frob.IFrobClient.Close", uid).replace(NAMES, names)
    assert [(code, text) for code, text, _, _ in told(page)] == [("T203", text) for text in found]


@pytest.mark.parametrize(
    "written", ["api_name: [IOther.Stop, IFrobClient.Close]\n", "apiname:\n-\tIFrobClient.Close\n"]
)
def test_names_are_read_however_the_front_matter_has_them(written: str) -> None:
    page = (
        page_of()
        .replace(f"api_name:\n{NAMES}", written)
        .replace("NF:frob.IFrobClient.Close", "NF:frob.IOld.End")
    )
    assert told(page) == []
    assert told(page.replace("IFrobClient.Close", "IFrob.Stop")) == [
        ("T203", "IFrobClient::Close", "IOld::End", True)
    ]


def test_a_title_whose_anchor_joins_the_interface_and_the_method() -> None:
    title = '<a name="ifrobclientclose-method"></a>M\u00e9todo IFrobClient::{}'
    page = page_of(title=title.format("Close")).replace("UID: NF:frob.IFrobClient.Close\n", "")
    assert told(page) == []
    wrong = page_of(title=title.format("Cerrar")).replace("UID: NF:frob.IFrobClient.Close\n", "")
    assert told(wrong) == [("T203", "M\u00e9todo IFrobClient::Cerrar", None, False)]
