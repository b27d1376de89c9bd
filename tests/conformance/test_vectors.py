"""Test vectors: complete, schema-true, always the same, and errors that help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner, Result
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.commands.vectors import command
from disconspec.conformance.provenance import header
from disconspec.conformance.vectors import VectorFile, catalogue, vector_file, vector_schema, vectors
from disconspec.model import rules, step
from disconspec.spec import clauses, systems

TEXTS_ONLY = {"WDSUTIL-GAP-006", "TSDISCON-GAP-006", "WMS-GAP-005", "TSDISCON-GAP-003"}


def run(*arguments: str) -> Result:
    """Run the subcommand."""
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def test_every_rule_and_every_gap_decides_a_vector() -> None:
    """No rule is missing from what implementers are given."""
    deciding = {clause for vector in vectors() for clause in vector.expected.clauses}
    assert {each.clause for each in rules()} <= deciding
    gaps = {each.id for each in clauses() if each.level == "unspecified"}
    assert gaps - deciding == TEXTS_ONLY
    assert {vector.system for vector in vectors()} == set(systems())


def test_ids_are_unique_and_answers_are_the_models() -> None:
    """A vector is found again by its id, and replays."""
    assert len({vector.id for vector in vectors()}) == len(vectors()) == len(list(catalogue())) > 150
    for vector in vectors():
        after, outcome = step(vector.world, vector.request, profile=vector.profile)
        assert (after, outcome) == (vector.expected.world, vector.expected.outcome)
        assert (vector.expected.specified, vector.expected.clauses) == (outcome.specified, outcome.clauses)


def test_the_file_is_the_same_every_time_and_fits_its_schema() -> None:
    """What is printed validates, reads back, and does not depend on the run."""
    text = vector_file(vectors())
    assert text == vector_file(vectors())
    assert msgspec.json.decode(text, type=VectorFile).vectors == vectors()
    validator: Any = jsonschema.Draft202012Validator(json.loads(vector_schema()))
    content = json.loads(text)
    validator.validate(content)
    del content["vectors"][0]["expected"]["world"]
    assert not validator.is_valid(content)


def test_a_file_and_a_report_of_the_same_model_name_it_alike() -> None:
    """Whoever fails a vector finds the reports that were made by the same model."""
    named = header()
    file = msgspec.json.decode(vector_file(vectors()), type=VectorFile)
    assert (file.version, file.spec_hash, file.model_hash) == (
        named.version,
        named.spec_hash,
        named.model_hash,
    )


def test_selection_by_system_and_clause() -> None:
    """Only what was asked for is printed."""
    found = json.loads(run("--system", "tsdiscon", "--clause", "TSDISCON-CONSOLE-001").stdout)["vectors"]
    assert found
    assert {each["system"] for each in found} == {"tsdiscon"}
    assert all("TSDISCON-CONSOLE-001" in each["expected"]["clauses"] for each in found)


def test_a_folder_gets_a_file_for_each_system_and_the_schema(tmp_path: Path) -> None:
    """Progress goes to standard error, files are complete."""
    folder = tmp_path / "deep" / "vectors"
    done = run("--output", str(folder))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "tsdiscon.json" in done.stderr
    schema = json.loads((folder / "vectors.schema.json").read_bytes())
    names = {path.name for path in folder.iterdir()}
    assert names == {"vectors.schema.json", *(f"{system}.json" for system in systems())}
    total = 0
    for system in systems():
        content = json.loads((folder / f"{system}.json").read_bytes())
        jsonschema.validate(content, schema)
        total += len(content["vectors"])
    assert total == len(vectors())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--system", "tsdisco"), "'tsdiscon'"),
        (("--clause", "WMS-SELF-02"), "'WMS-SELF-002'"),
        (("--system", "wdsutil", "--clause", "WMS-SELF-002"), "No vector is selected"),
    ],
)
def test_an_empty_selection_is_an_error(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing selected is never silently nothing."""
    assert run_command_line(["vectors", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err


def test_a_folder_that_cannot_be_written_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the way is named."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert run_command_line(["vectors", "--output", str(blocked / "below")]) == 2
    assert str(blocked) in capsys.readouterr().err


def test_help_shows_an_example_and_the_schema_is_printed() -> None:
    """What a user reads first."""
    assert "disconspec vectors --system tsdiscon" in run("--help").stdout
    assert json.loads(run("--schema").stdout)["$schema"].endswith("2020-12/schema")
