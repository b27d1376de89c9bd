"""`disconspec model`: rules listed, steps taken, and errors that name the field."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.commands.model import command
from disconspec.model import World, model_hash, rules


def run(*arguments: str, stdin: bytes = b"") -> Result:
    """Run the subcommand."""
    return CliRunner().invoke(command, arguments, input=stdin, catch_exceptions=False)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The example world in a file."""
    path = tmp_path / "world.json"
    path.write_text(run("world").stdout, encoding="utf-8")
    return path


def test_rules_are_listed_with_clause_and_summary() -> None:
    """Every rule has a row."""
    shown = run("rules").stdout
    for each in rules():
        assert each.clause in shown
    assert "console-is-protected" in shown
    assert "The console session cannot be disconnected" in shown


def test_rules_as_json() -> None:
    """The same as data, with the model's hash."""
    found = json.loads(run("rules", "--format", "json").stdout)
    assert found["model_hash"] == model_hash()
    assert [each["clause"] for each in found["rules"]] == [each.clause for each in rules()]


def test_the_example_world_is_a_world(world: Path) -> None:
    """What is printed can be read again."""
    assert msgspec.json.decode(world.read_bytes(), type=World).caller.host == "RDSH1"


def test_a_step_is_told_in_words(world: Path) -> None:
    """Outcome, change, and the clauses behind it."""
    shown = run("step", str(world), "tsdiscon 3 /v").stdout
    assert shown.startswith("Accepted.")
    assert "session 3 of RDSH1: state active -> disconnected" in shown
    assert "TSDISCON-VERBOSE-001" in shown


def test_a_rule_can_be_switched_off_and_a_profile_chosen(world: Path) -> None:
    """The console is protected by its rule, in the documents' profile."""
    assert "Refused." in run("step", str(world), "tsdiscon 1").stdout
    assert "Accepted." in run("step", str(world), "tsdiscon 1", "--without", "TSDISCON-CONSOLE-001").stdout
    assert "Accepted." in run("step", str(world), "tsdiscon 1", "--profile", "observed").stdout


def test_refusal_silence_listing_return_value_and_prompt_are_told(world: Path) -> None:
    """What else an outcome can hold."""
    assert "Nothing has changed." in run("step", str(world), "tsdiscon 12").stdout
    assert "do not say" in run("step", str(world), "tsdiscon 99").stdout
    assert "A silence of the documents." in run("step", str(world), "tsdiscon 99").stdout
    assert "session 13 of RDSH1 is gone" in run("step", str(world), "reset session 13").stdout
    assert "asked to confirm" in run("step", str(world), "Disconnect-WmsSession 3 -Confirm").stdout
    listing = run("step", str(world), "WDSUTIL /get-multicasttransmission /show:clients /Server:WDS1").stdout
    assert "listed: 1, 2, 3, 4" in listing
    call = '{"kind": "method", "route": "client", "server": "WDS1", "client": 1, "disconnection": "abort"}'
    assert "returned: 0x00000000" in run("step", str(world), call).stdout


def test_json_steps_can_be_chained(world: Path) -> None:
    """The new world goes in again on standard input."""
    first = json.loads(run("step", str(world), "tsdiscon 3", "--format", "json").stdout)
    assert first["outcome"]["accepted"] is True
    again = '{"kind": "reconnect", "host": "RDSH1", "session": 3}'
    second = run("step", "-", again, "--format", "json", stdin=json.dumps(first["world"]).encode())
    assert json.loads(second.stdout)["world"] == json.loads(world.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b'{"caller": {"host": "\xff"}}', "no JSON"),
        (b"", "no JSON"),
        (b"[]", "the whole"),
        (b"{}", "missing required field `caller`"),
        (
            b'{"caller": {"host": "H"}, "hosts": [{"name": "H", "sessions": [{"id": "3"}]}]}',
            "hosts[0].sessions[0].id",
        ),
        (b'{"caller": {"host": "H"}, "hosts": [{"name": "H", "colour": 1}]}', "unknown field `colour`"),
        (
            b'{"caller": {"host": "H"}, "hosts": [{"name": "H", "sessions": [{"id": 3, "state": "idle"}]}]}',
            "'idle'",
        ),
    ],
)
def test_a_bad_world_is_an_error_that_names_the_field(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a traceback, always the place."""
    path = tmp_path / "world.json"
    path.write_bytes(content)
    assert run_command_line(["model", "step", str(path), "tsdiscon"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert str(path) in shown.err
    assert message in shown.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.json", "tsdiscon"), "No such file"),
        ((".", "tsdiscon"), "directory"),
        (("WORLD", '{"kind": "shutdown"}'), "kind"),
        (("WORLD", '{"kind": "work"}'), "missing required field `host`"),
        (("WORLD", "{"), "REQUEST"),
        (("WORLD", "tsdiscon", "--without", "TSDISCON-CONSOLE-01"), "TSDISCON-CONSOLE-001"),
    ],
)
def test_other_bad_input_is_an_error_too(
    arguments: tuple[str, ...], message: str, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files, requests and rules that there are not."""
    given = [str(world) if each == "WORLD" else each for each in arguments]
    assert run_command_line(["model", "step", *given]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("subcommand", [(), ("rules",), ("step",), ("world",)])
def test_help_shows_an_example(subcommand: tuple[str, ...]) -> None:
    """What a user reads first."""
    assert "disconspec model " in run(*subcommand, "--help").stdout.partition("Example")[2]
