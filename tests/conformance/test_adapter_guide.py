"""The adapter guide says what is: its messages are valid, its tables complete, its commands exist."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from disconspec.conformance.baseline import load_baseline
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.errors import CannotArrange
from disconspec.conformance.probing import trial
from disconspec.conformance.protocol import MESSAGES, Initialized
from disconspec.conformance.runner import counted_clauses
from disconspec.model import step
from disconspec.model.request import Command, Outcome, Request
from disconspec.model.world import World
from disconspec.spec import capabilities, systems

GUIDE = Path(__file__).parents[2] / "docs" / "ADAPTER.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_the_conversation_is_valid() -> None:
    """Every line of it is the message that it claims to be."""
    conversation = blocks("")[0]
    method, seen = "", 0
    for line in conversation.splitlines():
        arrow, message = line[0], line[2:]
        if arrow == "→":
            method = json.loads(message)["method"]
        name = f"{method}.{'request' if arrow == '→' else 'reply'}"
        decoded = msgspec.json.decode(message, type=MESSAGES[name])
        if arrow == "→":
            assert msgspec.json.encode(decoded).decode() == message
        seen += 1
    assert seen == 10


def test_the_error_in_the_guide_is_the_one_that_is_understood() -> None:
    """Code -32001 is what makes a check untestable."""
    (line,) = re.findall(r'^    (\{"jsonrpc".*)$', TEXT, re.MULTILINE)
    reply: Any = msgspec.json.decode(line, type=MESSAGES["error.reply"])
    assert reply.error.code == -32001
    assert CannotArrange.__name__ in TEXT


def test_the_world_in_the_guide_is_one_and_shows_every_field() -> None:
    """Nothing is left out of the example."""
    (text,) = blocks("json")
    world = msgspec.json.decode(text, type=World)
    assert json.loads(msgspec.json.encode(world)) == json.loads(text)


def fields_of(kind: Any) -> set[str]:  # noqa: ANN401 - any of our types
    """The names of every field of a type and of the types in it, as they are on the wire."""
    (_, definitions) = msgspec.json.schema_components((kind,))
    return {name for each in definitions.values() for name in each.get("properties", {})}


@pytest.mark.parametrize("kind", [World, Outcome, Initialized, Request])
def test_every_field_and_every_value_is_explained(kind: Any) -> None:  # noqa: ANN401 - any of our types
    """Whoever adds a field or a value has to write about it."""
    names = fields_of(kind)
    assert names
    assert {name for name in names if f"`{name}`" not in TEXT and f"**{name}**" not in TEXT} == set()
    values = set(re.findall(r'"enum": \[(.*?)\]', json.dumps(msgspec.json.schema(kind))))
    words = {word.strip(' "') for each in values for word in each.split(",")}
    assert {word for word in words if f"`{word}`" not in TEXT and f'"{word}"' not in TEXT} == set()


def test_every_capability_and_every_system_is_listed() -> None:
    """In the words of the specification."""
    for name, meaning in capabilities().items():
        assert f"| `{name}` | {meaning} |" in TEXT
    for system in systems():
        assert f"`{system}`" in TEXT


def test_every_conflict_in_the_guide_is_one_and_its_clauses_depend_on_it() -> None:
    """What `disconspec explain` tells more of."""
    named = re.findall(r"^\| (C\d+) \|", TEXT, re.MULTILINE)
    assert len(named) >= 6
    depended = {each for clause in counted_clauses() for each in clause.conflicts}
    assert set(named) <= depended
    assert "C12" in next(each.conflicts for each in counted_clauses() if each.id == "WMS-COMMON-001")


COMMON = (
    ("-Debug", ""),
    ("-ErrorAction", " Stop"),
    ("-ErrorVariable", " problems"),
    ("-InformationAction", " Continue"),
    ("-InformationVariable", " notes"),
    ("-OutBuffer", " 1"),
    ("-OutVariable", " results"),
    ("-PipelineVariable", " each"),
    ("-Verbose", ""),
    ("-WarningAction", " Continue"),
    ("-WarningVariable", " warnings"),
)


def where(line: str) -> tuple[World, Command]:
    """A world in which a line makes sense, and the line."""
    return trial("wdsutil" if line.startswith("WDSUTIL") else "tsdiscon", ("session-id",)).world, Command(
        line=line.replace("TERM04", "TERM03")
    )


def test_every_common_parameter_is_named() -> None:
    """In the guide's list of command lines, which is checked against what the model understands."""
    (lines,) = blocks("text")
    asked = {
        line: step(*where(line))[1]
        for line in (
            "WDSUTIL /Disconnect-Client /ClientId:1 /Server:WDS1 /Force",
            "WDSUTIL /get-multicasttransmission /show:clients",
            "WDSUTIL /get-multicasttransmission /details:clients",
            "tsdiscon TERM04",
            "Disconnect-WmsSession -SessionId 3,5 -Verbose",
            *(f"Disconnect-WmsSession -SessionId 3 {name}{value}" for name, value in COMMON),
        )
    }
    assert {line for line, outcome in asked.items() if not outcome.accepted} == set()
    assert {name for name, _ in COMMON if name not in lines} == set()


def test_the_baseline_in_the_guide_is_one(tmp_path: Path) -> None:
    """And it is about a clause that exists."""
    (text,) = blocks("toml")
    assert tomllib.loads(text)
    file = tmp_path / "known.toml"
    file.write_text(text, encoding="utf-8")
    assert load_baseline(file).unmatched(clause.id for clause in counted_clauses()) == []


def test_the_options_in_the_guide_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """`disconspec run --help` knows each of them."""
    assert run_command_line(["run", "--help"]) == 0
    known = capsys.readouterr().out
    used = {
        option
        for line in re.findall(r"^    disconspec run (.*)$", TEXT, re.MULTILINE)
        for option in re.findall(r"--[a-z-]+", line)
    }
    assert len(used) >= 9
    assert {option for option in used if option not in known} == set()


def test_every_file_that_the_guide_names_is_there() -> None:
    """Links lead somewhere."""
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert links
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []
