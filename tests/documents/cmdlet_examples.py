"""A page of cmdlet help in a language whose words nothing knows."""

from __future__ import annotations

PAGE = """---
external help file: Frob.dll-Help.xml
Module Name: Frob
schema: 2.0.0
title: Get-Frob
ms.contentlocale: {locale}
---

# Get-Frob

## SAMENVATTING
Een frob.

## SYNTAXIS

### {sets[0]}
```
Get-Frob [-Name] <String[]> [-Width <Int32>] [-Force] [<CommonParameters>]
```

### {sets[1]}
```
Get-Frob -InputObject <FrobInfo> [-Width <Int32>] [<CommonParameters>]
```

## BESCHRIJVING
{text}

## VOORBEELDEN

### Voorbeeld 1
```
PS C:\\> Get-Frob -Name a
```

## PARAMETERS

### {names[0]}
De naam.

```yaml
Type: System.String[]
Parameter Sets: ByName
```

### {names[1]}
De breedte.

```yaml
Type: System.Int32
Parameter Sets: (All)
```

### {names[2]}
Zonder vragen.

```yaml
Type: System.Management.Automation.SwitchParameter
Parameter Sets: ByName
```

### {names[3]}
Een object.

```yaml
Type: Frob.Tools.FrobInfo
Parameter Sets: InputObject
```

### CommonParameters
{common}

## INVOER

### {inputs}

## UITVOER

### System.String
"""
COMMON = (
    "-Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable, -OutVariable, "
    "-OutBuffer, -PipelineVariable, -Verbose, -WarningAction en -WarningVariable."
)


def page_of(
    *,
    sets: tuple[str, str] = ("ByName (Default)", "InputObject"),
    names: tuple[str, str, str, str] = ("-Name", "-Width", "-Force", "-InputObject"),
    text: str = "Haalt een frob op.",
    common: str = COMMON,
    inputs: str = "System.String",
    locale: str = "nl-NL",
) -> str:
    """A page of cmdlet help in a language whose words for the sections nothing knows."""
    return PAGE.format(sets=sets, names=names, text=text, common=common, inputs=inputs, locale=locale)
