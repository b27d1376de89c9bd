# ruff: noqa: D103 - the name of a test says what it tests
"""`disconspec parse`, as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.commands.parse import command

SYNTAX = "tsdiscon [<sessionID> | <sessionname>] [/server:<servername>] [/v]"


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(command, arguments, input=stdin, standalone_mode=False)


def test_a_tree_as_text() -> None:
    result = run(SYNTAX)
    assert result.return_value == 0
    assert result.output.splitlines()[:3] == [
        "sequence  @0-66",
        "  literal tsdiscon  @0-8",
        "  optional choice of 2  @9-38",
    ]


def test_damage_is_shown_with_a_caret_and_a_repair() -> None:
    result = run("cmd [/x <a> [/y]")
    assert result.return_value == 1
    assert (
        "1:5: error: unbalanced-bracket: [ is never closed\n    cmd [/x <a> [/y]\n        ^\n"
        in result.output
    )
    assert "repaired: cmd [/x <a>] [/y]" in result.output


def test_json_tells_lines_columns_and_bindings() -> None:
    result = run("cmd\n[/x", "--format", "json", "--match", "cmd /x")
    document = json.loads(result.output)
    assert result.return_value == 0
    assert document["status"] == "recovered"
    assert document["repaired"] == "cmd\n[/x]"
    (diagnosis,) = document["diagnoses"]
    assert (diagnosis["line"], diagnosis["column"], diagnosis["text"]) == (2, 1, "[")
    assert document["match"]["accepted"] is True
    assert document["match"]["bindings"][1]["name"] == "x"
    assert document["tree"]["type"] == "sequence"


def test_a_railroad_diagram_is_svg() -> None:
    result = run('cmd [/x:<a & b>[,...]] {c | d} size= <n> "<q>"', "--format", "railroad")
    assert result.return_value == 0
    assert ET.fromstring(result.output).tag.endswith("svg")  # noqa: S314 - just drawn


@pytest.mark.parametrize(
    ("line", "code", "shown"),
    [
        ("tsdiscon 10 /V", 0, "accepted\n  command tsdiscon\n  placeholder sessionID = 10\n  option v\n"),
        (
            "tsdiscon 10 /w",
            1,
            "/w is not an option of this command\n    tsdiscon 10 /w\n                ^\n",
        ),
        ("tsdiscon /server", 1, "rejected at column 17: missing-value: /server needs a value\n"),
    ],
)
def test_match_explains_itself(line: str, code: int, shown: str) -> None:
    result = run(SYNTAX, "--match", line)
    assert result.return_value == code
    assert shown in result.output


def test_cmdlets_are_bound_as_powershell_does() -> None:
    syntax = "Get-X [-Name] <String> [-Size <Int32>] [<CommonParameters>]"
    assert run(syntax, "--match", "Get-X -si 3 y").return_value == 0
    result = run(syntax, "--match", "Get-X -Size big y")
    assert result.return_value == 1
    assert "rejected at column 13: CannotConvertArgument: big is no Int32" in result.output


def test_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "syntax.txt"
    path.write_bytes(b"\xef\xbb\xbfcmd [/x]\r\n")
    assert run(str(path)).return_value == 0
    assert run("-", stdin=b"cmd [/x").return_value == 1
    assert "<stdin>:1:5: error" in run("-", stdin=b"cmd [/x").output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([""], "there is no syntax in the input"),
        (["   \n"], "there is no syntax in the input"),
        (["no/such/page.md"], "no/such/page.md: there is no such file"),
        ([SYNTAX, "--match", " "], "there is no command in --match"),
        (["[" * 200, "--format", "railroad"], "nothing to draw"),
        (["[" * 200, "--match", "x"], "the syntax could not be read"),
        ([SYNTAX, "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_bad_input_is_a_message_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["parse", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_file_that_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "binary"
    path.write_bytes(b"a\n\xff\xfe")
    assert run_command_line(["parse", str(path)]) == 2
    assert f"{path}:2: is not text in UTF-8" in capsys.readouterr().err


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["parse", "--help"]) == 0
    assert "Example:  disconspec parse" in capsys.readouterr().out
