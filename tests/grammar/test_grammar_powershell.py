# ruff: noqa: D103, RUF001 - the name of a test says what it tests
"""Cmdlets: their syntax, and lines bound with the errors that PowerShell gives."""

from __future__ import annotations

import pytest
from disconspec.grammar import (
    Bound,
    Cmdlet,
    Parameter,
    ParameterSet,
    Unbound,
    canonical,
    cmdlet_of,
    match_powershell,
    options_of,
    parse_syntax,
    same_command,
    split_pipeline,
    terms_of,
    to_text,
)
from disconspec.spec import common_parameters

BY_ID = "Disconnect-WmsSession [-SessionId] <UInt32[]> [-Server <String>] [-WhatIf] [<CommonParameters>]"
ALL = "Disconnect-WmsSession [-All] [-Server <String>] [-WhatIf] [<CommonParameters>]"


def disconnect() -> Cmdlet:
    by_id, everything = parse_syntax(BY_ID).tree, parse_syntax(ALL).tree
    assert by_id is not None
    assert everything is not None
    return cmdlet_of(
        (ParameterSet("DisconnectById", by_id), ParameterSet("DisconnectAll", everything)),
        (
            Parameter("All", mandatory_in=("DisconnectAll",)),
            Parameter("Server", aliases=("ComputerName",), from_pipeline=True),
            Parameter("SessionId", from_pipeline=True),
            Parameter("WhatIf", aliases=("wi",)),
        ),
    )


@pytest.mark.parametrize(
    ("line", "parameter_set", "given"),
    [
        ("Disconnect-WmsSession -SessionId 3", "DisconnectById", {"SessionId": ("3",)}),
        (
            "disconnect-wmssession 1,2, 3 -Ser x",
            "DisconnectById",
            {"SessionId": ("1", "2", "3"), "Server": ("x",)},
        ),
        ("Disconnect-WmsSession -All", "DisconnectAll", {"All": ()}),
        ("Disconnect-WmsSession -a -comp:'a b'", "DisconnectAll", {"All": (), "Server": ("a b",)}),
        (
            "Disconnect-WmsSession -SessionId $ids -wi:$false",
            "DisconnectById",
            {"SessionId": ("$ids",), "WhatIf": ("$false",)},
        ),
        (
            "Disconnect-WmsSession 1 -verb -ErrorAction Stop",
            "DisconnectById",
            {"SessionId": ("1",), "Verbose": (), "ErrorAction": ("Stop",)},
        ),
        ("Disconnect-WmsSession 0x10,1kb", "DisconnectById", {"SessionId": ("0x10", "1kb")}),
    ],
)
def test_lines_that_run(line: str, parameter_set: str, given: dict[str, tuple[str, ...]]) -> None:
    answer = match_powershell(disconnect(), line)
    assert isinstance(answer, Bound), answer
    assert answer.parameter_set == parameter_set
    assert {one.name: one.values for one in answer.parameters} == given


@pytest.mark.parametrize(
    ("line", "error", "column", "nearest"),
    [
        ("Disconnect-WmsSession -All -SessionId 3", "AmbiguousParameterSet", 28, None),
        ("Disconnect-WmsSession", "AmbiguousParameterSet", 22, None),
        ("Disconnect-WmsSession -S 3", "AmbiguousParameter", 23, "-Server"),
        ("Disconnect-WmsSession -w 3", "AmbiguousParameter", 23, "-WarningAction"),
        ("Disconnect-WmsSession -SesionId 3", "NamedParameterNotFound", 23, "-SessionId"),
        ("Disconnect-WmsSession 3 4", "PositionalParameterNotFound", 25, None),
        ("Disconnect-WmsSession -SessionId", "MissingArgument", 33, None),
        ("Disconnect-WmsSession -SessionId -All", "MissingArgument", 33, None),
        ("Disconnect-WmsSession -SessionId 1 -SessionId 2", "ParameterAlreadyBound", 36, None),
        ("Disconnect-WmsSession -SessionId one", "CannotConvertArgument", 34, None),
        ("Disconnect-WmsSession -SessionId -1", "CannotConvertArgument", 34, None),
        ("Disconnect-WmsSession 4294967296", "CannotConvertArgument", 23, None),
        ("Connect-WmsSession 1", "CommandNotFound", 1, "Disconnect-WmsSession"),
        ("", "CommandNotFound", 1, "Disconnect-WmsSession"),
    ],
)
def test_lines_that_powershell_refuses(line: str, error: str, column: int, nearest: str | None) -> None:
    answer = match_powershell(disconnect(), line)
    assert isinstance(answer, Unbound), answer
    assert (answer.id, answer.column, answer.nearest) == (error, column, nearest), answer


def test_a_default_set_says_what_is_missing() -> None:
    tree = parse_syntax("Get-Thing [-Name] <String> [-Size <Int32>] [<CommonParameters>]").tree
    assert tree is not None
    cmdlet = cmdlet_of((ParameterSet("ByName", tree, default=True),))
    answer = match_powershell(cmdlet, "Get-Thing -Size 3")
    assert isinstance(answer, Unbound)
    assert (answer.id, answer.nearest) == ("MissingMandatoryParameter", "-Name")
    assert isinstance(match_powershell(cmdlet, "Get-Thing", piped=True), Bound)
    assert isinstance(match_powershell(cmdlet, "Get-Thing @splat"), Bound)


def test_switches_and_enumerations() -> None:
    answer = match_powershell(disconnect(), "Disconnect-WmsSession -All:$true -WhatIf:$false")
    assert isinstance(answer, Bound)
    assert answer.switch("All")
    assert not answer.switch("WhatIf")
    tree = parse_syntax("Set-Thing -Mode {On | Off} [<CommonParameters>]").tree
    assert tree is not None
    cmdlet = cmdlet_of((ParameterSet("One", tree),))
    assert isinstance(match_powershell(cmdlet, "Set-Thing -Mode on"), Bound)
    wrong = match_powershell(cmdlet, "Set-Thing -Mode Of")
    assert isinstance(wrong, Unbound)
    assert (wrong.id, wrong.nearest) == ("CannotConvertArgument", "Off")


COMMON = common_parameters()


@pytest.mark.parametrize("typed", [name for each in COMMON for name in (each.name, each.alias)])
def test_every_cmdlet_takes_the_common_parameters(typed: str) -> None:
    meant = next(each for each in COMMON if typed in {each.name, each.alias})
    value = ("1",) if meant.takes_value else ()
    answer = match_powershell(disconnect(), " ".join(("Disconnect-WmsSession 3", typed, *value)))
    assert isinstance(answer, Bound), answer
    assert {one.name: one.values for one in answer.parameters} == {
        "SessionId": ("3",),
        meant.name.removeprefix("-"): value,
    }


def test_numbers_are_what_a_common_parameter_of_that_type_takes() -> None:
    answer = match_powershell(disconnect(), "Disconnect-WmsSession 3 -OutBuffer many")
    assert isinstance(answer, Unbound)
    assert (answer.id, answer.column) == ("CannotConvertArgument", 36)


def test_parameters_of_its_own_come_before_the_common_ones() -> None:
    tree = parse_syntax("Get-Thing [-Progress <String>] [-Pipe <String>] [<CommonParameters>]").tree
    assert tree is not None
    cmdlet = cmdlet_of((ParameterSet("One", tree),))
    answer = match_powershell(cmdlet, "Get-Thing -Pr a -Pi b")
    assert isinstance(answer, Bound), answer
    assert [one.name for one in answer.parameters] == ["Progress", "Pipe"]


def test_the_syntax_of_a_set() -> None:
    parsed = parse_syntax(BY_ID)
    assert parsed.notation == "powershell"
    assert parsed.status == "parsed"
    assert parsed.tree is not None
    assert [(one.name, one.positional) for one in options_of(parsed.tree)][:2] == [
        ("SessionId", True),
        ("Server", False),
    ]
    assert to_text(parsed.tree) == BY_ID
    again = parse_syntax(to_text(canonical(parsed.tree)), notation="powershell").tree
    assert again is not None
    assert same_command(again, parsed.tree)
    other = parse_syntax(BY_ID.replace("UInt32[]", "String[]")).tree
    assert other is not None
    assert not same_command(other, parsed.tree)


@pytest.mark.parametrize(
    ("syntax", "name", "repaired"),
    [
        (
            "Get-X [-Name <String>] <CommonParameters>]",
            "unbalanced-bracket",
            "Get-X [-Name <String>] [<CommonParameters>]",
        ),
        ("Get-X [-Name <String> [<CommonParameters>]", "unbalanced-bracket", None),
        ("获取 X [-Name <String>] [<CommonParameters>]", "translated-command", None),
        ("Get-X [-默认Name <String>] [<CommonParameters>]", "translated-option", None),
        (
            "Get-X [–Name <String>] [<CommonParameters>]",
            "dash",
            "Get-X [-Name <String>] [<CommonParameters>]",
        ),
        ("Get-X <Int32> [<CommonParameters>]", "missing-name", None),
    ],
)
def test_damaged_syntaxes_give_a_tree_and_a_diagnosis(syntax: str, name: str, repaired: str | None) -> None:
    parsed = parse_syntax(syntax, notation="powershell")
    assert parsed.tree is not None
    assert name in [found.name for found in parsed.diagnoses], parsed.diagnoses
    if repaired:
        assert parsed.repaired == repaired


def test_pipelines_and_terms() -> None:
    line = "$x = Get-Vm 'a|b' | Stop-Vm -Force; Start-Vm (Get-Vm | Select Name) # done | no"
    pipes = split_pipeline(line)
    assert [(one.text, one.piped) for one in pipes] == [
        ("Get-Vm 'a|b'", False),
        ("Stop-Vm -Force", True),
        ("Start-Vm (Get-Vm | Select Name)", False),
    ]
    assert all(line[one.start : one.end] == one.text for one in pipes)
    terms = terms_of("Get-X -Name:$y 'it''s' 1, 2 -5 {a b}")
    assert [(one.text, one.kind) for one in terms] == [
        ("Get-X", "value"),
        ("-Name", "parameter"),
        ("$y", "dynamic"),
        ("'it''s'", "value"),
        ("1, 2", "value"),
        ("-5", "value"),
        ("{a b}", "dynamic"),
    ]
    assert terms[3].items == ("it's",)
    assert terms[4].items == ("1", "2")
