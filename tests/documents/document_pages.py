"""Pages about a command that does not exist, one with each damage and one without."""

from __future__ import annotations

from typing import NamedTuple

HEAD = """---
title: {title}
ms.assetid: 00000000-0000-4000-8000-000000000001
ms.contentlocale: {locale}
---
"""

COMMAND = """# <a name="frobctl-start"></a>{title}

{intro}

## <a name="syntax"></a>Syntax

```
{syntax}
```

### <a name="parameters"></a>Parameter

| Parameter | Beschreibung |
|--|--|
{rows}

## <a name="examples"></a>Beispiele

{before}

```
{example}
```
"""

ROWS = (
    "| /Size:`<size>` | Gibt das Volumen an. |",
    "| /Mode:{{a &#124; b}} | Gibt die Art an. |",
    "| -quick | Arbeitet schnell. |",
    "| `<file>` | Das Ziel. |",
)
SYNTAX = "frobctl start [/Size:<size>] [/Mode:{a | b}] [-quick] <file>"

CMDLET = """---
external help file: Frob.dll-Help.xml
Module Name: Frob
schema: 2.0.0
title: Get-Frob
ms.contentlocale: zh-CN
---

# Get-Frob

## 语法

### {set_name}
```
{syntax}
```

### Other
```
Get-Frob -All [<CommonParameters>]
```

## 示例

### 示例 1
```
{example}
```

## 参数

### {parameter}
名称。

```yaml
Type: String
Parameter Sets: ByName
Aliases:

Required: False
Position: 0
{default}: None
Accept pipeline input: False
Accept wildcard characters: False
```

### -All
全部。

```yaml
Type: SwitchParameter
Parameter Sets: Other
Aliases:

Required: True
Position: Named
Default value: False
Accept pipeline input: False
Accept wildcard characters: False
```

### CommonParameters
{common}
"""
COMMON = (
    "支持以下常见参数: -Debug、-ErrorAction、-ErrorVariable、-InformationAction、-InformationVariable、"
    "-OutVariable、-OutBuffer、-PipelineVariable、-Verbose、-WarningAction 和 -WarningVariable。"
)

USAGE = """---
title: frobctl.exe | Frobnicator
---

# frobctl.exe

## Runtime Data

### Usage (stdout):
```cmhg
Frobnicates.

FROBCTL {usage} [/V]

  /V  Says more.
```

## frobctl

### Syntax

```
frobctl [/v]
```

#### Parameters

| Parameter | Description |
|--|--|
| /v | Says more. |
{row}
"""


def command_page(
    *,
    title: str = "frobctl start",
    intro: str = "Startet das Gerät.",
    syntax: str = SYNTAX,
    rows: tuple[str, ...] = ROWS,
    before: str = "Geben Sie Folgendes ein:",
    example: str = "frobctl start /Size:10 target",
    locale: str = "de-DE",
) -> str:
    """A page of a command reference in translation."""
    head = HEAD.format(title="frobctl start", locale=locale)
    table = "\n".join(row.replace("{{", "{").replace("}}", "}") for row in rows)
    return head + COMMAND.format(
        title=title, intro=intro, syntax=syntax, rows=table, before=before, example=example
    )


def cmdlet_page(
    *,
    set_name: str = "ByName",
    syntax: str = "Get-Frob [[-Name] <String>] [<CommonParameters>]",
    example: str = "PS C:\\> Get-Frob -Name a",
    parameter: str = "-Name",
    default: str = "Default value",
    common: str = COMMON,
) -> str:
    """A page of cmdlet help in Chinese."""
    return CMDLET.format(
        set_name=set_name, syntax=syntax, example=example, parameter=parameter, default=default, common=common
    )


def usage_page(*, usage: str = "", row: str = "") -> str:
    """A page that carries the captured usage of a program beside its documentation."""
    return USAGE.format(usage=usage, row=row)


def rows(**replaced: str) -> tuple[str, ...]:
    """The rows of the table with one of them (size, mode, quick, file) written differently."""
    names = ("size", "mode", "quick", "file")
    return tuple(replaced.get(name, row) for name, row in zip(names, ROWS, strict=True))


# A page with one repair that is certain.
DAMAGED = command_page(rows=rows(size="| / Size : `<size>` | Volumen. |"))


class Case(NamedTuple):
    """A damaged page: the code, the text reported, how it should read (None: nothing to say), the page."""

    code: str
    text: str
    suggestion: str | None
    page: str


CASES = (
    Case(
        "T201",
        "/Größe:`<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /Größe:`<size>` | Volumen. |")),
    ),
    Case(
        "T201",
        "/詳細:`<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /詳細:`<size>` | 大きさ |"), locale="ja-JP"),
    ),
    Case("T201", "-schnellö", None, command_page(intro="Mit **-schnellö** geht es schneller.")),
    Case(
        "T202",
        "/сизе:`<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /сизе:`<size>` | Размер |"), locale="ru-RU"),
    ),
    Case("T203", "frobctl démarrer", "frobctl start", command_page(title="frobctl démarrer", locale="fr-FR")),
    Case(
        "T204",
        "/Mode:{a &#124; bé}",
        "/Mode:{a &#124; b}",
        command_page(rows=rows(mode="| /Mode:{a &#124; bé} | Art. |")),
    ),
    Case(
        "T205",
        "/Size:`<größe>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /Size:`<größe>` | Volumen. |")),
    ),
    Case("T205", "Datei", "file", command_page(rows=rows(file="| Datei | Die Datei, um die es geht. |"))),
    Case("T206", "按名称", "ByName", cmdlet_page(set_name="按名称")),
    Case(
        "T207",
        "-[-]",
        None,
        command_page(syntax="frobctl start -[-]a <file>", rows=("| -[-] | Hängt an. |",)),
    ),
    Case("T208", "默认值", "Default value", cmdlet_page(default="默认值")),
    Case("T208", "-名称", None, cmdlet_page(parameter="-名称")),
    Case("T209", "-名称", None, cmdlet_page(example="PS C:\\> Get-Frob -名称 a")),
    Case(
        "P301",
        "/ Size : `<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| / Size : `<size>` | Volumen. |")),
    ),
    Case("P301", "target. txt", "target.txt", command_page(intro="Öffnet **target. txt** sofort.")),
    Case("P301", "% TEMP%", "%TEMP%", command_page(intro="Liegt in **% TEMP%** bereit.")),
    Case(
        "P302",
        "frobctl/quick",
        "frobctl /quick",
        command_page(intro="Mit **frobctl/quick** geht es schneller."),
    ),
    Case("P302", "oder-q", "-quick oder -q", command_page(rows=rows(quick="| -quick oder-q | Schnell. |"))),
    Case(
        "P303", "Size`<size>`", "/Size:`<size>`", command_page(rows=rows(size="| Size`<size>` | Volumen. |"))
    ),
    Case(
        "P303",
        "/Size`<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /Size`<size>` | Volumen. |")),
    ),
    Case("P304", "\\<> file", None, command_page(rows=rows(file="| \\<> file | Das Ziel. |"))),
    Case(
        "P305",
        "[/Size:<size>",
        None,
        command_page(syntax="frobctl start [/Size:<size> [-quick] <file>", rows=rows()[2:]),
    ),
    Case(
        "P306",
        "/Size\uff1a`<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /Size\uff1a`<size>` | 大小 |"), locale="zh-CN"),
    ),
    Case("P307", "\u2013quick", "-quick", command_page(example="frobctl start \u2013quick target")),
    Case(
        "P308",
        "/Size:two words",
        '/Size:"two words"',
        command_page(example="frobctl start /Size:two words /Mode:a target"),
    ),
    Case(
        "P309",
        "{a & #124; b}",
        "/Mode:{a &#124; b}",
        command_page(rows=rows(mode="| /Mode:{a & #124; b} | Art. |")),
    ),
    Case("P310", "@no__t-0", None, command_page(intro="Siehe @no__t-0 dort.")),
    Case("P311", "/Mode:{a", None, command_page(rows=rows(mode="| /Mode:{a | b} | Art. |"))),
    Case("P312", "", None, command_page(syntax='frobctl start "<file>')),
    Case("R401", "/add-Imagmedia:", None, command_page(example="frobctl /add-Imagmedia:WinPE")),
    Case("R402", "/Sise:10", "/Size", command_page(example="frobctl start /Sise:10 target")),
    Case(
        "R403",
        "/Sieze:`<size>`",
        "/Size:`<size>`",
        command_page(rows=rows(size="| /Sieze:`<size>` | Volumen. |")),
    ),
    Case(
        "R405",
        "/getstate",
        None,
        command_page(syntax="frobctl /raw", rows=rows()[3:], example="frobctl /raw /getstate job"),
    ),
    Case("U501", "/X", None, usage_page(usage="[/X]")),
    Case("U502", "/?", None, usage_page(row="| /? | Shows help. |")),
    Case("U503", "-quick", None, command_page(rows=(*rows()[:2], rows()[3]))),
    Case(
        "C601",
        "-OutputVariable",
        "-OutVariable",
        cmdlet_page(common=COMMON.replace("-OutVariable", "-OutputVariable")),
    ),
    Case("C602", "-Debug", None, cmdlet_page(common=COMMON.replace("-InformationVariable、", ""))),
    Case("C603", "-Names", None, cmdlet_page(parameter="-Names")),
)
