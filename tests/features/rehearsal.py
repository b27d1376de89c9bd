"""Running the scenarios in this process, against the reference model with one rule switched off at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

import pytest
from disconspec.features import FOLDER
from disconspec.model import Profile, step
from disconspec.model.request import Outcome, Request
from disconspec.model.world import World
from disconspec.spec import Clause, capabilities, clause, systems

WHOLE = ""
PROFILES: tuple[Profile, ...] = ("documented", "observed")


class ModelDriver:
    """The fixture `driver` over the bare model, without any adapter in between."""

    def __init__(self, profile: Profile = "documented", disabled: str = WHOLE) -> None:
        self.capabilities = frozenset(capabilities())
        self.systems = frozenset(systems())
        self.recorded: list[str] = []
        self.invoked = 0
        self._profile: Profile = profile
        self._disabled = frozenset({disabled} - {WHOLE})
        self._world: World | None = None

    def arrange(self, world: World) -> None:
        """Take over the world."""
        self._world = world

    def invoke(self, request: Request) -> Outcome:
        """Let the model take a step."""
        self.invoked += 1
        self._world, outcome = step(self.observe(), request, profile=self._profile, disabled=self._disabled)
        return outcome

    def observe(self) -> World:
        """The world as it is."""
        assert self._world is not None, "observed before anything was arranged"
        return self._world

    def until(self, predicate: Callable[[World], bool]) -> World:
        """Look twice: the model settles at once."""
        predicate(self.observe())
        return self.observe()

    def record(self, text: str) -> None:
        """Keep the text."""
        self.recorded.append(text)


@dataclass(frozen=True)
class Played:
    """One scenario, or one example of it, played once.

    Attributes:
        scenario: the test's name.
        clauses: the clauses it is tagged with.
        disabled: the rule that was switched off, or "".
        outcome: passed, failed (an AssertionError) or errored (anything else).
        detail: what went wrong.
        recorded: what it noted for the report.
        invoked: how many requests it made.
        failed_step: the function of the step that failed, or "".

    """

    scenario: str
    clauses: tuple[str, ...]
    disabled: str
    outcome: str
    detail: str
    recorded: tuple[str, ...]
    invoked: int
    failed_step: str = ""


def clauses_of(node: pytest.Item) -> tuple[Clause, ...]:
    """The clauses that a scenario is tagged with."""
    return tuple(clause(mark.args[0]) for mark in node.iter_markers("clause"))


def profile_of(clauses: tuple[Clause, ...]) -> Profile:
    """The profile under which all of the clauses are judged."""
    common: list[Profile] = [each for each in PROFILES if all(each in clause.profiles for clause in clauses)]
    assert common, f"{[each.id for each in clauses]} are judged under no common profile"
    return common[0]


@dataclass
class Rehearsal:
    """A pytest plugin that plays each scenario with the whole model and with each rule of its clauses off."""

    played: list[Played] = field(default_factory=list[Played])
    failed_step: str = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Name the marker."""
        config.addinivalue_line("markers", "clause(id): a clause that the test decides")

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: Callable[..., object]) -> bool:
        """Turn a tag into the marker."""
        pytest.mark.clause(tag)(function)
        return True

    @pytest.fixture(autouse=True)
    def disabled(self, request: pytest.FixtureRequest) -> str:
        """The rule that is switched off, or ""."""
        return request.param

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Play each scenario whole, and once without each rule of its clauses."""
        rules = {each.rule or WHOLE for each in clauses_of(metafunc.definition)}
        metafunc.parametrize(
            "disabled", sorted({WHOLE, *rules}), indirect=True, ids=lambda rule: rule or "whole"
        )

    @pytest.fixture
    def driver(self, request: pytest.FixtureRequest, disabled: str) -> ModelDriver:
        """The model in front of which the scenario plays."""
        driver = ModelDriver(profile_of(clauses_of(request.node)), disabled)
        request.node.driver = driver
        return driver

    def pytest_bdd_step_error(self, step_func: Callable[..., object]) -> None:
        """Remember which step failed."""
        self.failed_step = step_func.__name__

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep what became of the scenario."""
        report = yield
        if call.when == "call" or call.excinfo is not None:
            driver: ModelDriver | None = getattr(item, "driver", None)
            failure = call.excinfo.value if call.excinfo else None
            self.played.append(
                Played(
                    scenario=item.nodeid,
                    clauses=tuple(each.id for each in clauses_of(item)),
                    disabled=str(item.callspec.params["disabled"]),
                    outcome="passed"
                    if failure is None
                    else "failed"
                    if isinstance(failure, AssertionError)
                    else "errored",
                    detail=repr(failure) if failure else "",
                    recorded=tuple(driver.recorded) if driver else (),
                    invoked=driver.invoked if driver else 0,
                    failed_step=self.failed_step,
                )
            )
            self.failed_step = ""
        return report


def rehearse() -> tuple[Played, ...]:
    """Play every scenario with the whole model and with each rule of its clauses switched off."""
    rehearsal = Rehearsal()
    modules = sorted(str(path) for path in FOLDER.glob("test_*.py") if path.name != "test_properties.py")
    assert modules
    # The stage is ours alone: no settings of the outer run, no plugin of disconspec, no cache.
    options = ["-c", os.devnull, "--rootdir", str(FOLDER), "-p", "no:disconspec", "-p", "no:cacheprovider"]
    quiet = ["-q", "--no-header", "--no-summary", "--tb=no", "-p", "no:terminalreporter"]
    pytest.main([*options, *quiet, "--import-mode=importlib", *modules], plugins=[rehearsal])
    assert rehearsal.played, "no scenario was played"
    return tuple(rehearsal.played)
