"""`disconspec explain`: whoever reads an id in a report learns what is behind it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from disconspec import spec
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.commands.explain import FeatureFile, explain, listing, tagged
from disconspec.conformance.documents.findings.codes import codes
from disconspec.spec.verification import lines_of
from gherkin.parser import Parser
from msgspec import convert

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Answer = Callable[..., tuple[int, str, str]]

FEATURE = """
@WHOLE
Feature: Frobbing

  Background:
    Given a frob

  @ONE
  Scenario: First
    When I frob

  Rule: Twice
    @TWO
    Scenario Outline: Second
      When I frob <times>

      @THREE
      Examples:
        | times |
        | 2     |
"""


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Answer:
    """Run the command and return exit code, standard output and standard error."""

    def ask(*arguments: str) -> tuple[int, str, str]:
        code = run_command_line(["explain", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return ask


def test_a_clause_is_explained_with_everything_behind_it(answer: Answer) -> None:
    """Level, statement, sources, conflict with its reading, rule and scenario are all there."""
    code, out, err = answer("TSDISCON-CONSOLE-002")
    assert code == 0
    assert err == ""
    clause = spec.clause("TSDISCON-CONSOLE-002")
    assert out.startswith("TSDISCON-CONSOLE-002 - must, tsdiscon\n")
    for part in (
        clause.statement,
        "tsdiscon-en (en-us), Remarks, line 121",
        "Conflict C6",
        "Reading: Profile `documented` refuses it",
        "console: arranging a console session",
        "profile documented only",
        "(TSDISCON-CONSOLE-001)",
        "features/tsdiscon/console.feature:",
    ):
        assert part in " ".join(out.split()), part


def test_every_judged_clause_has_a_rule_and_a_scenario() -> None:
    """No explanation of a clause that is judged ends in nothing."""
    judged = [clause for clause in spec.clauses() if clause.level != "unspecified"]
    assert judged
    for clause in judged:
        found: Any = explain(clause.id)
        assert found.rule is not None, clause.id
        assert found.rule.clause == clause.rule
        assert found.rule.summary
        assert found.scenarios, clause.id


def test_a_silence_is_explained_as_one(answer: Answer) -> None:
    """What is never judged has no rule, and says so."""
    code, out, _ = answer("WDSUTIL-GAP-001")
    assert code == 0
    assert "The documents are silent" in out
    assert "Rule of the model" not in out


def test_what_a_derived_clause_is_derived_from_is_named(answer: Answer) -> None:
    """A clause that no document says outright does not pretend otherwise."""
    _, out, _ = answer("WDSUTIL-POLICY-001")
    assert "Derived:" in out
    assert "put_SlowClientFallback" in out


def test_json_is_the_explanation_alone(answer: Answer) -> None:
    """A script gets the same, typed."""
    code, out, err = answer("tsdiscon-console-001", "--format", "json")
    assert code == 0
    assert err == ""
    found = json.loads(out)
    assert found["kind"] == "clause"
    assert found["clause"]["id"] == "TSDISCON-CONSOLE-001"
    assert found["clause"]["sources"][0]["document"] == "tsdiscon-en"
    assert found["rule"]["clause"] == "TSDISCON-CONSOLE-001"
    assert found["scenarios"][0]["line"] > 0
    assert found["conflicts"][0]["reading"]


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("C3", "conflict", "WDSUTIL-ISOLATION-001"),
        ("c6", "conflict", "TSDISCON-CONSOLE-004"),
        ("console", "capability", "TSDISCON-CONSOLE-001"),
        ("tsdiscon", "system", "tsdiscon [<sessionID> | <sessionname>]"),
        ("T201", "finding", "translated-option"),
        ("translated-option", "finding", "T201"),
        ("@WMS-ID-001", "clause", "-SessionId"),
    ],
)
def test_other_names_are_explained_too(answer: Answer, name: str, kind: str, part: str) -> None:
    """Whatever a report or a finding names can be asked for."""
    code, out, _ = answer(name)
    assert code == 0
    assert part in out
    assert json.loads(answer(name, "--format", "json")[1])["kind"] == kind


def test_everything_listed_is_explained(answer: Answer) -> None:
    """The list promises nothing that the command does not keep."""
    code, out, _ = answer("--list")
    rows = list(listing())
    assert code == 0
    assert len(out.splitlines()) == len(rows) > 150
    assert len({name for _, name, _ in rows}) == len(rows)
    assert set(codes()) <= {name for _, name, _ in rows}
    for _, name, _ in rows:
        explain(name)
    found = json.loads(answer("--list", "--format", "json")[1])
    assert [(row["kind"], row["id"], row["summary"]) for row in found] == rows


@pytest.mark.parametrize(
    ("name", "near"),
    [("TSDISCON-CONSOL-001", "TSDISCON-CONSOLE-001"), ("consoel", "console"), ("zzzzzzzz", "--list")],
)
def test_an_unknown_name_is_an_error_with_the_nearest(answer: Answer, name: str, near: str) -> None:
    """A slip of the pen costs one more try, not a search."""
    code, out, err = answer(name)
    assert code == 2
    assert out == ""
    assert near in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [[], ["C6", "--list"], ["C6", "--format", "xml"], ["--documents"]])
def test_wrong_usage_ends_with_2(answer: Answer, arguments: list[str]) -> None:
    """Usage errors are told apart from findings."""
    code, out, err = answer(*arguments)
    assert code == 2
    assert out == ""
    assert "Error:" in err


def test_help_shows_an_example(answer: Answer) -> None:
    """Who asks for help gets something to paste."""
    code, out, _ = answer("--help")
    assert code == 0
    assert "disconspec explain TSDISCON-CONSOLE-001" in out


def test_a_folder_without_documents_is_an_error(answer: Answer, tmp_path: Path) -> None:
    """Nothing to compare with is not taken for agreement."""
    code, _, err = answer("--documents", str(tmp_path))
    assert code == 2
    assert "None of the five documents" in err


def test_documents_as_they_were_read_verify(answer: Answer, seeds: Path) -> None:
    """The five documents at hand agree with the ledger, and each source says so."""
    code, out, _ = answer("--documents", str(seeds))
    assert code == 0
    assert "All 5 documents" in out
    assert "line 121 - verified" in answer("TSDISCON-CONSOLE-001", "--documents", str(seeds))[1]


def test_a_changed_document_is_reported(answer: Answer, seeds: Path, tmp_path: Path) -> None:
    """A changed, a new and a missing piece of the documents are each named with their place."""
    for identifier, path in spec.verify(seeds).files.items():
        if identifier != "wdsutil-fr":
            shutil.copy(path, tmp_path / f"{identifier}.md")
    page = tmp_path / "tsdiscon-en.md"
    lines = lines_of(page.read_bytes())
    lines[120] = "- Everything can be disconnected."
    page.write_text("\n".join([*lines, "One more thing."]), encoding="utf-8")
    code, out, _ = answer("--documents", str(tmp_path))
    assert code == 1
    assert f"{page}:121: changed; to review: TSDISCON-CONSOLE-001" in out
    assert f"{page}:{len(lines) + 1}: no clause and no exclusion" in out
    assert "wdsutil-fr: not in" in out
    found = json.loads(answer("--documents", str(tmp_path), "--format", "json")[1])
    assert found["missing"] == ["wdsutil-fr"]
    assert "line 121 - needs review" in answer("TSDISCON-CONSOLE-001", "--documents", str(tmp_path))[1]
    assert "not verified" in answer("WDSUTIL-FORCE-001", "--documents", str(tmp_path))[1]


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("@WHOLE", ["First", "Second"]),
        ("@ONE", ["First"]),
        ("@TWO", ["Second"]),
        ("@THREE", ["Second"]),
        ("@T", []),
    ],
)
def test_tags_are_found_wherever_gherkin_allows_them(tag: str, names: list[str]) -> None:
    """On the feature, on a scenario, inside a rule and on a table; and only whole tags."""
    feature = convert(Parser().parse(FEATURE), FeatureFile).feature
    assert feature is not None
    assert [each.name for each in tagged(feature, tag)] == names
