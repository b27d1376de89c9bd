"""Command lines taken apart, the forms that the ledger gives, and agreement with the grammar."""

from __future__ import annotations

from itertools import product

import pytest
from disconspec.grammar import parse_syntax
from disconspec.grammar.matching import Match, match
from disconspec.grammar.powershell import Bound, Parameter, ParameterSet, cmdlet_of, match_powershell
from disconspec.model import Command, World, step
from disconspec.model.forms import cmdlet_form, form
from disconspec.model.reading import Argument, number, read_powershell, read_slashes
from disconspec.spec import command, common_parameters
from disconspec.spec import commands as documented_commands
from model_worlds import ON_HOST, ON_SERVER, typed


@pytest.mark.parametrize(
    ("line", "name", "arguments"),
    [
        ("", "", ()),
        ("TSDISCON.EXE", "tsdiscon", ()),
        (r"C:\Windows\System32\tsdiscon.exe 3", "tsdiscon", (Argument("", ("3",)),)),
        ("tsdiscon /server:A /v", "tsdiscon", (Argument("server", ("A",)), Argument("v"))),
        ('tsdiscon "TERM 04"', "tsdiscon", (Argument("", ("TERM 04",)),)),
        (
            'wdsutil /Server:"my server" /ClientId:',
            "wdsutil",
            (Argument("Server", ("my server",)), Argument("ClientId")),
        ),
    ],
)
def test_windows_command_lines(line: str, name: str, arguments: tuple[Argument, ...]) -> None:
    """Words, options with and without values, quotes."""
    read = read_slashes(line)
    assert (read.command, read.arguments) == (name, arguments)


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("x", ()),
        ("x -SessionId 3", (Argument("SessionId", ("3",)),)),
        ("x -SessionId:3", (Argument("SessionId", ("3",), bound=True),)),
        ("x 3, 4,5 6", (Argument("", ("3", "4", "5")), Argument("", ("6",)))),
        ("x -SessionId @(3,4) -All", (Argument("SessionId", ("3", "4")), Argument("All"))),
        ("x @() @('a', \"b\" ,5)", (Argument("", ()), Argument("", ("a", "b", "5")))),
        ("x -All:$false", (Argument("All", ("$false",), bound=True),)),
        ("x -SessionId -1", (Argument("SessionId", ("-1",)),)),
        ("x 'a b' \"c d\"", (Argument("", ("a b",)), Argument("", ("c d",)))),
        ("x 'it''s'", (Argument("", ("it's",)),)),
        ("x \N{EN DASH}All", (Argument("All"),)),
        ("x `\n 3", (Argument("", ("3",)),)),
    ],
)
def test_powershell_command_lines(line: str, arguments: tuple[Argument, ...]) -> None:
    """Names, values after blanks and colons, arrays, quotes."""
    read = read_powershell(line)
    assert read is not None
    assert (read.command, read.arguments) == ("x", arguments)


@pytest.mark.parametrize(
    "line", ["", "x | y", "x; y", "x $ids", "x -SessionId (Get-Id)", "y | x -All", "# x"]
)
def test_lines_that_only_running_could_tell(line: str) -> None:
    """Pipelines, variables and expressions are not guessed."""
    assert read_powershell(line) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("4294967295", 4294967295),
        ("4294967296", None),
        ("-1", None),
        ("", None),
        ("٣", None),
        ("9" * 9999, None),
    ],
)
def test_numbers(text: str, value: int | None) -> None:
    """Decimal digits up to the largest UInt32, and nothing else."""
    assert number(text) == value


def test_forms_come_from_the_syntax_lines() -> None:
    """Spelling and order as documented; the page before the program's usage."""
    assert form("WDSUTIL /Disconnect-Client").names == ("Disconnect-Client", "ClientId", "Server", "Force")
    assert form("WDSUTIL /Disconnect-Client").valued == {"ClientId", "Server"}
    assert form("tsdiscon").names == ("", "server", "v", "VM", "?")
    assert form("tsdiscon").valued == {"", "server"}
    cmdlet = cmdlet_form("Disconnect-WmsSession")
    assert cmdlet.aliases == {"ComputerName", "wi", "cf"}
    assert {"All", "WhatIf", "Confirm", "Debug", "vb"} <= cmdlet.switches
    assert not {"Server", "OutVariable"} & cmdlet.switches
    assert "PipelineVariable" in cmdlet.common


def test_the_cmdlet_lacks_the_common_parameters_of_newer_editions() -> None:
    """Windows Server 2016 has Windows PowerShell, where `-p` means one parameter only."""
    later = {each.name.lstrip("-") for each in common_parameters() if each.since}
    assert later == {"ProgressAction"}
    cmdlet = cmdlet_form("Disconnect-WmsSession")
    assert not {"ProgressAction", "proga"} & cmdlet.meaning.keys()
    assert cmdlet.in_full("p") == "PipelineVariable"


@pytest.mark.parametrize(
    ("name", "full"),
    [
        *(("sessionid", "SessionId"), ("Sess", "SessionId"), ("se", "se"), ("W", "W"), ("WHAT", "WhatIf")),
        *(
            ("wi", "wi"),
            ("c", "c"),
            ("comp", "ComputerName"),
            ("Con", "Confirm"),
            ("OutV", "OutVariable"),
            ("Foo", "Foo"),
        ),
    ],
)
def test_names_in_full(name: str, full: str) -> None:
    """A beginning counts as long as it means one parameter."""
    assert cmdlet_form("Disconnect-WmsSession").in_full(name) == full


def test_examples_of_the_documents_do_what_their_clauses_say() -> None:
    """Every documented example line is accepted, described, and decided by its clause's rule."""
    examples = [each for known in documented_commands() for each in known.examples]
    assert len(examples) >= 9
    for example in examples:
        world = ON_SERVER if example.line.startswith("WDSUTIL") else ON_HOST
        _, outcome = step(world, Command(example.line))
        assert outcome.accepted, example
        assert outcome.specified, example


def test_the_model_binds_as_powershell_does() -> None:
    """What the grammar's binder accepts is carried out, and what it refuses is not, over all short lines."""
    cmdlet = command("Disconnect-WmsSession")
    sets = [
        ParameterSet(each.parameter_set, tree)
        for each in cmdlet.syntaxes
        if (tree := parse_syntax(each.text, notation="powershell").tree)
    ]
    known = [
        Parameter(
            name=each.name.lstrip("-"),
            aliases=tuple(alias.lstrip("-") for alias in each.aliases),
            mandatory_in=each.sets if each.required else (),
        )
        for each in cmdlet.parameters
    ]
    binder = cmdlet_of(tuple(sets), tuple(known))
    bound = 0
    for count in range(4):
        for arguments in product(POWERSHELL_WORDS, repeat=count):
            line = " ".join(("Disconnect-WmsSession", *arguments))
            fits = isinstance(match_powershell(binder, line), Bound)
            assert fits == step(ON_HOST, typed(line))[1].accepted, line
            bound += fits
    assert bound > 100


POWERSHELL_WORDS = (
    *(
        "3",
        "3,10",
        "-1",
        "*",
        "-SessionId",
        "-sess 3",
        "-Se 3",
        "-SessionId:3",
        "-All",
        "-all:$true",
        "-comp rdsh1",
    ),
    *("-wi", "-W", "-Confirm", "-cf:$false", "-Verbose", "-ov x", "-OutVariable", "-Foo"),
)
WRITTEN_WRONG = {
    *("WDSUTIL-GAP-003", "WDSUTIL-GAP-004", "WDSUTIL-CLIENTID-001"),
    *("TSDISCON-UNKNOWN-002", "TSDISCON-GAP-004", "TSDISCON-GAP-005"),
}


@pytest.mark.parametrize(
    ("world", "name", "words"),
    [
        (
            ON_SERVER,
            "WDSUTIL /Disconnect-Client",
            (
                "/ClientId:1",
                "/clientid:2",
                "/ClientId",
                "/Force",
                "/force:x",
                "/Server:WDS2",
                "/server",
                "/x",
                "now",
            ),
        ),
        (
            ON_HOST,
            "tsdiscon",
            ("3", "TERM03", "/server:RDSH2", "/SERVER:RDSH2", "/server", "/v", "/V", "/x", "/v:1"),
        ),
    ],
)
def test_the_model_reads_as_the_grammar_matches(world: World, name: str, words: tuple[str, ...]) -> None:
    """Whatever fits the documented syntax is understood, and what does not is not, over all short lines."""
    trees = [
        parse_syntax(each.text).tree for each in command(name).syntaxes if each.notation == "command-line"
    ]
    fitting = 0
    for count in range(4):
        for arguments in product(words, repeat=count):
            line = " ".join((name, *arguments))
            fits = any(isinstance(match(tree, line), Match) for tree in trees if tree)
            _, outcome = step(world, typed(line))
            silent = not outcome.specified and not any("-GAP-" in each for each in outcome.clauses)
            assert fits == (not silent and not WRITTEN_WRONG.intersection(outcome.clauses)), (line, outcome)
            fitting += fits
    assert fitting > 10
