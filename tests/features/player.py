"""Playing the text of one scenario step by step, without a pytest run around it."""

from __future__ import annotations

from inspect import signature
from pathlib import Path

from disconspec.features import conftest
from disconspec.features.driver import Driver
from disconspec.features.stage import Stage
from pytest_bdd.feature import get_features
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

OURS = "disconspec.features.steps."


def definitions() -> list[StepFunctionContext]:
    """The step definitions of the project."""
    assert conftest, "the step modules come in with it"
    known = step_function_context_registry.values()
    return [each for each in known if each.step_func.__module__.startswith(OURS)]


def matching(step: Step) -> list[StepFunctionContext]:
    """The definitions that understand a step."""
    of_its_kind = [each for each in definitions() if each.type in (None, step.type)]
    return [each for each in of_its_kind if each.parser.is_matching(step.name)]


def play(step: Step, stage: Stage) -> None:
    """Carry out one step."""
    [definition] = matching(step)
    found = definition.parser.parse_arguments(step.name) or {}
    arguments = {
        name: definition.converters[name](value) if name in definition.converters else value
        for name, value in found.items()
    }
    if "datatable" in signature(definition.step_func).parameters:
        assert step.datatable is not None
        arguments["datatable"] = step.datatable.raw()
    definition.step_func(stage=stage, **arguments)


def play_text(text: str, folder: Path, driver: Driver) -> Stage:
    """Play the only scenario of a feature, given as text, and hand back its stage."""
    # pytest-bdd reads a file of one name once.
    path = folder / f"played{len(list(folder.iterdir()))}.feature"
    path.write_text(text, encoding="utf-8")
    [feature] = get_features([str(path)])
    [template] = feature.scenarios.values()
    stage = Stage(driver)
    for step in template.render({}).steps:
        play(step, stage)
    return stage
