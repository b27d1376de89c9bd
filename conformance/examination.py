"""Taking results from pytest's own hooks: one check for every clause that a test decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from pytest_bdd.scenario import scenario_wrapper_template_registry

from ..reports.document import CheckResult, Verdict
from ..spec import Clause
from .connection import Connection
from .errors import AdapterError, CannotArrange, GivenUp
from .selection import objection
from .stagehand import Stagehand, clause_ids
from .streak import Streaks
from .verdicts import gravest

DETAIL_KEPT = 4000
HYPOTHESIS = ("Failing test case", "Falsifying example", "Explanation:")


def outcome_of(fault: BaseException | None) -> Verdict:
    """What an exception that ended a check says about it.

    Only a failed assertion is a verdict on the implementation. A crash, a missed deadline, a garbled answer
    or a fault of the check itself is `errored`; what cannot be arranged is `untestable`; a skip was not run.
    """
    match fault:
        case None:
            return "passed"
        case GivenUp():
            return "not_run"
        case CannotArrange():
            return "untestable"
        case AdapterError():
            return "errored"
        case pytest.skip.Exception():
            return "not_run"
        case AssertionError() | pytest.fail.Exception():
            return "failed"
        case BaseExceptionGroup():
            return gravest(outcome_of(each) for each in fault.exceptions)
        case _:
            return "errored"


def notes_of(fault: BaseException) -> list[str]:
    """The notes of an exception but for those in which Hypothesis prints our values and its own advice."""
    return [note for note in getattr(fault, "__notes__", ()) if not note.startswith(HYPOTHESIS)]


def detail_of(fault: BaseException | None) -> str:
    """An exception in words, bounded."""
    if fault is None:
        return ""
    text = "\n".join((str(fault), *notes_of(fault)))
    if not isinstance(fault, AdapterError | CannotArrange | AssertionError | pytest.skip.Exception):
        text = f"the check itself broke: {type(fault).__name__}: {text}"
    return text[:DETAIL_KEPT].strip()


def scenario_name(item: pytest.Item) -> str:
    """The name of the scenario that a test plays, or "" for a test that is no scenario."""
    template = scenario_wrapper_template_registry.get(item.obj) if isinstance(item, pytest.Function) else None
    return template.name if template is not None else ""


def title_of(item: pytest.Item) -> str:
    """What a reader calls a test: its scenario's name with the values of its example, or its docstring."""
    function = getattr(item, "function", None)
    name = scenario_name(item) or (getattr(function, "__doc__", "") or item.name).strip().split("\n")[0]
    call: Any = getattr(item, "callspec", None)
    return f"{name} [{call.id}]" if call is not None else str(name)


def check_id(clause: str, item: pytest.Item) -> str:
    """The stable id of a check: its clause and the name of its test, which is no position."""
    name = re.sub(r"^test_", "", item.name)
    return f"{clause}/{name}"


def key_of(item: pytest.Item) -> str:
    """What tells a test from every other: outside pytest's root folder two files may share their node ids."""
    return f"{item.path}::{item.nodeid}"


class Examination(Stagehand):
    """The stagehand of `disconspec run`: chooses the tests of the selected clauses and keeps the results.

    Attributes:
        checks: by test, the results of its checks.
        items: the tests chosen.
        collection_faults: what could not be collected.
        share: which part of the tests this process takes: its place, and the number of parts.
        interrupted: whether the user or the system ended the run.

    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        clauses: Iterable[Clause],
        known: Iterable[Clause],
        progress: Callable[[str, int], None],
    ) -> None:
        super().__init__(connect)
        self.clauses = {clause.id: clause for clause in clauses}
        self.known = {clause.id: clause for clause in known}
        self.checks: dict[str, tuple[CheckResult, ...]] = {}
        self.items: list[pytest.Item] = []
        self.collection_faults: list[str] = []
        self.interrupted = False
        self.share: tuple[int, int] = (0, 1)
        self._progress = progress
        self._fault: BaseException | None = None
        self._seconds = 0.0
        self._previous: str | None = None
        self._owners: dict[str, str] = {}
        self._streaks = Streaks()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave only what decides a selected clause that applies."""
        wanted = [item for item in items if self._is_wanted(item)]
        place, of = self.share
        items[:] = wanted[place::of]
        self.items = list(items)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what could not be collected: a broken feature file is not one that is not there."""
        if report.failed:
            self.collection_faults.append(f"{report.nodeid}: {report.longreprtext.strip().splitlines()[-1]}")

    def _is_wanted(self, item: pytest.Item) -> bool:
        identifiers = clause_ids(item)
        for identifier in identifiers:
            if identifier not in self.known:
                self.collection_faults.append(f"{item.nodeid} is about {identifier}, which is no clause")
                return False
        if not any(identifier in self.clauses for identifier in identifiers):
            return False
        # A test about several clauses uses what any of them needs.
        return not any(objection(self.known[each], self.connection.identity) for each in identifiers)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin a check; what the adapter sends between two checks spoils the earlier one."""
        self.begin()
        self._fault, self._seconds = None, 0.0
        self.look_for_leftovers()
        self._previous = key_of(item)
        for system in self._systems(item):
            if why := self._streaks.given_up(system):
                raise GivenUp(why)

    def _systems(self, item: pytest.Item) -> list[str]:
        """The systems that a test is about, in most cases one."""
        return list(dict.fromkeys(self.known[each].system for each in clause_ids(item)))

    def _count(self, item: pytest.Item, outcome: Verdict, fault: BaseException | None) -> None:
        """Count errored checks in a row; what was not run says nothing either way."""
        for system in self._systems(item):
            if outcome == "errored":
                self._streaks.note(system, key_of(item), clause_ids(item), str(fault))
            elif outcome != "not_run":
                self._streaks.end(system)

    def forget_streaks(self) -> None:
        """Begin counting anew, for another implementation."""
        self._streaks = Streaks()

    def look_for_leftovers(self) -> None:
        """Hold what was sent without being asked against the check in which it was sent."""
        if self._connection is not None and (found := self._connection.leftover()):
            self.spoil_previous(found)

    def spoil_previous(self, why: str) -> None:
        """Make the checks of the latest test errored: the adapter misbehaved after its answer."""
        if self._previous in self.checks:
            self.checks[self._previous] = tuple(
                replace(check, outcome="errored", detail=why) for check in self.checks[self._previous]
            )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Take note of how each phase of a test ended; the gravest exception stands for the test.

        Pytest's own report of a failure, with its excerpts of source, would cost far more than the check.
        """
        self._seconds += call.duration
        fault = call.excinfo.value if call.excinfo is not None else None
        if fault is not None and (self._fault is None or outcome_of(fault) == "errored"):
            self._fault = fault
        if call.when == "call" or fault is not None:
            self._keep(item)
        return pytest.TestReport(
            item.nodeid,
            item.location,
            {},
            "passed" if fault is None else "failed",
            None if fault is None else type(fault).__name__,
            "setup" if call.when == "collect" else call.when,
        )

    def _keep(self, item: pytest.Item) -> None:
        driver, fault = self.driver_in_use, self._fault
        # A failure of the adapter counts even when the check has swallowed it.
        if driver is not None and driver.fault is not None:
            fault = driver.fault
        outcome = outcome_of(fault)
        self._count(item, outcome, fault)
        observed = "; ".join(driver.recorded) if driver is not None else ""
        failed = outcome == "failed"
        result = CheckResult(
            id="",
            clause="",
            outcome=outcome,
            title=title_of(item),
            expected=str(getattr(fault, "expected", "")) if failed else "",
            actual=str(getattr(fault, "actual", "")) if failed else "",
            steps=driver.steps() if driver is not None else (),
            detail=str(getattr(fault, "what", "")) or detail_of(fault) or observed,
            duration=self._seconds,
        )
        self.checks[key_of(item)] = tuple(
            replace(result, id=self._unique(check_id(clause, item), item), clause=clause)
            for clause in clause_ids(item)
            if clause in self.clauses
        )

    def _unique(self, identifier: str, item: pytest.Item) -> str:
        """The id of a check; two tests of one name in two modules are told apart by their modules."""
        owner = self._owners.setdefault(identifier, key_of(item))
        return identifier if owner == key_of(item) else f"{identifier} ({item.path.stem})"

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """One more test is done."""
        self._progress(nodeid, len(self.items))

    def pytest_keyboard_interrupt(self) -> None:
        """The user or the system has ended the run."""
        self.interrupted = True

    def all_checks(self) -> Iterator[CheckResult]:
        """Every check made so far, in the order of the tests."""
        for checks in self.checks.values():
            yield from checks
