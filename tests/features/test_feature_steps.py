"""The sentences of the feature files: each is understood in exactly one way, each way is used and told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from disconspec.features import FOLDER
from disconspec.spec import clauses
from player import definitions, matching
from pytest_bdd.feature import get_features
from pytest_bdd.parser import Feature, Scenario

KNOWN = {clause.id for clause in clauses()}


def all_features() -> list[Feature]:
    """Every feature file, read."""
    return get_features([str(FOLDER)])


def all_scenarios() -> Iterator[tuple[Feature, Scenario]]:
    """Every scenario, and every example of an outline as one."""
    for feature in all_features():
        for template in feature.scenarios.values():
            contexts = [context for examples in template.examples for context in examples.as_contexts()]
            for context in contexts or [{}]:
                yield feature, template.render(context)


def test_every_feature_file_is_read() -> None:
    """No file is left out."""
    files = {str(path) for path in FOLDER.rglob("*.feature")}
    assert len(files) >= 4
    assert {str(feature.filename) for feature in all_features()} == files


def test_every_sentence_has_one_meaning() -> None:
    """No sentence is undefined, none ambiguous."""
    meanings = {step.name: len(matching(step)) for _, scenario in all_scenarios() for step in scenario.steps}
    assert len(meanings) > 100
    assert {name: count for name, count in meanings.items() if count != 1} == {}


def test_every_step_is_used() -> None:
    """No step definition is left over."""
    used = {id(each) for _, scenario in all_scenarios() for step in scenario.steps for each in matching(step)}
    assert [each.parser.name for each in definitions() if id(each) not in used] == []


def test_every_step_is_documented() -> None:
    """Every step says what it does."""
    assert len(definitions()) > 40
    assert [each.parser.name for each in definitions() if not (each.step_func.__doc__ or "").strip()] == []


def test_every_tag_is_a_clause() -> None:
    """No tag is misspelt."""
    tags = {tag for feature in all_features() for each in feature.scenarios.values() for tag in each.tags}
    assert tags
    assert tags <= KNOWN


@pytest.mark.parametrize("feature", all_features(), ids=lambda feature: feature.rel_filename)
def test_every_scenario_asks_and_looks(feature: Feature) -> None:
    """Every scenario asks for something, ends by looking, and decides one clause."""
    for scenario in feature.scenarios.values():
        kinds = [step.type for step in scenario.steps]
        assert kinds[-1] == "then", scenario.name
        assert "when" in kinds, scenario.name
        assert len(scenario.tags) == 1, f"{scenario.name} decides more or less than one clause"


@pytest.mark.parametrize("feature", all_features(), ids=lambda feature: feature.rel_filename)
def test_only_undocumented_cases_are_recorded(feature: Feature) -> None:
    """Who records does not judge, and who judges does not only record."""
    silent = {clause.id for clause in clauses() if clause.level == "unspecified"}
    for scenario in feature.scenarios.values():
        thens = {step.name for step in scenario.steps if step.type == "then"}
        assert (thens == {"the outcome is recorded"}) == bool(scenario.tags & silent), scenario.name
