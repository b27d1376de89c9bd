"""A run without its command line: start pytest on the features and make one report of what happens."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, redirect_stdout
from tempfile import TemporaryDirectory
from types import FrameType

import pytest
from hypothesis.configuration import set_hypothesis_home_dir
from msgspec.structs import replace

from ..reports.document import CheckResult, Header, Proof, Report
from ..spec import Clause, capabilities, clause_set, systems
from ..spec import clauses as all_clauses
from .baseline import excused
from .connection import Connection
from .errors import AdapterError, told
from .examination import Examination
from .journal import Journal
from .plan import Plan
from .plugin import MARKER
from .provenance import HOUSE, header
from .selection import select
from .sources import AdapterSource, adapter_source
from .stagehand import refuse_effects
from .verdicts import clause_results, footer

HURRIED_SECONDS = 1.0
PYTEST_OPTIONS = (
    "--pyargs",
    "--disable-plugin-autoload",
    "-p",
    "pytest_bdd.plugin",
    "-p",
    "_hypothesis_pytestplugin",
    "-p",
    "no:terminal",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:junitxml",
    "-p",
    "no:faulthandler",
    "-p",
    "no:logging",
    "-p",
    "no:unraisableexception",
    "-p",
    "no:threadexception",
    "-p",
    "no:doctest",
    "-p",
    "no:stepwise",
    "--capture=no",
    "--import-mode=importlib",
    "-c",
    os.devnull,
)


def no_progress(_what: str, _total: int) -> None:
    """Show nothing."""


def counted_clauses() -> tuple[Clause, ...]:
    """The clauses of the newest frozen set, which a verdict counts, and those that are only recorded."""
    frozen = frozenset(clause_set().clauses)
    return tuple(each for each in all_clauses() if each.id in frozen or each.level == "unspecified")


class Run:
    """One run, from the plan to the report."""

    def __init__(
        self, plan: Plan, progress: Callable[[str, int], None] = no_progress, journal: Journal | None = None
    ) -> None:
        self.plan = plan
        self.known = counted_clauses()
        self.clauses = select(self.known, plan.selection)
        self.problems: list[str] = []
        if plan.baseline is not None:
            self.problems += plan.baseline.unmatched(each.id for each in self.known)
        self.source: AdapterSource = adapter_source(
            plan.adapter, profile=plan.selection.profile, deadline=plan.deadline
        )
        self.connection = Connection(self.source, plan.deadline)
        self.not_driven = False
        self.finished = False
        self.proof = Proof()
        self._header: Header = header(
            command=plan.command, profile=plan.selection.profile, seed=plan.seed, adapter=None
        )
        self._journal = journal or Journal(None, str)
        self._progress = progress
        self.examination = Examination(lambda: self.connection, self.clauses, self.known, self._one_more)

    def _one_more(self, what: str, total: int) -> None:
        self._progress(what, total)
        self._journal.refresh(self.report)

    def report(self) -> Report:
        """What is known so far; complete only once `carry_out` has come to its end."""
        identity = self.connection.identity
        checks: Sequence[CheckResult] = tuple(self.examination.all_checks())
        # As long as nobody knows what the implementation claims, everything is simply not run.
        claimed = (
            identity
            if identity.systems
            else replace(identity, systems=systems(), capabilities=tuple(capabilities()))
        )
        results = clause_results(self.clauses, claimed, checks)
        if self.plan.baseline is not None:
            results = excused(results, checks, self.plan.baseline, finished=self.finished)
        return Report(
            header=replace(self._header, adapter=identity),
            clauses=results,
            checks=tuple(checks),
            proof=self.proof,
            footer=footer(
                results, checks, problems=self.problems, not_driven=self.not_driven, complete=self.finished
            ),
        )

    def carry_out(self) -> Report:
        """Drive the implementation through the selected clauses.

        Raises:
            DisconspecError: the adapter has real effects that were not allowed, or is not available here.

        """
        self._journal.refresh(self.report, now=True)
        try:
            with terminated_as_interrupt():
                if self.plan.jobs > 1:
                    self._share()
                else:
                    self._drive()
                if self.plan.proof and not self.examination.interrupted:
                    self._prove()
        except KeyboardInterrupt:
            self.examination.interrupted = True
        finally:
            self._let_go()
        self.finished = not self.examination.interrupted
        report = self.report()
        self._journal.refresh(lambda: report, now=True)
        return report

    def _drive(self) -> None:
        try:
            self.connection.start()
            refuse_effects(self.connection, allowed=self.plan.allow_effects)
        except AdapterError as fault:
            self.not_driven = True
            self.problems += told(fault).split("\n", 1)
            return
        run_pytest(self.examination, self.plan)
        self.problems += self.examination.collection_faults
        self._note_giving_up()

    def _share(self) -> None:
        """Let several processes do it, each with an adapter of its own."""
        from .jobs import Shared  # noqa: PLC0415 - only several jobs need it

        def one_more(what: str, total: int) -> None:
            self.examination.checks = shared.checks()
            self.connection.identity = shared.identity or self.connection.identity
            self._one_more(what, total)

        shared = Shared(self.plan, self.plan.jobs, one_more)
        try:
            shared.carry_out()
        finally:
            self.examination.checks = shared.checks()
            self.connection.identity = shared.identity or self.connection.identity
            self.examination.interrupted |= shared.interrupted
        self.not_driven |= shared.not_driven
        self.problems += [each for each in shared.problems if each not in self.problems]

    def _note_giving_up(self) -> None:
        given_up = dict.fromkeys(
            check.detail
            for check in self.examination.all_checks()
            if check.outcome == "not_run" and check.detail.startswith("given up")
        )
        if given_up:
            self.not_driven = True
            self.problems += [f"the implementation was {reason}" for reason in given_up]

    def _prove(self) -> None:
        from .proof import Prosecution, prove  # noqa: PLC0415 - only a proof pays for it

        # Without selectors the other readings are proved as well, for the model has rules for them.
        tried = self.known if self.plan.selection.whole else self.clauses
        judged = tuple(clause for clause in tried if clause.rule)
        if not judged:
            return
        prosecution = Prosecution(judged, self.known, self.plan.selection.profile)
        run_pytest(prosecution, self.plan)
        self.examination.interrupted |= prosecution.interrupted
        self.problems += prosecution.collection_faults
        self.proof = prove(prosecution, every_rule=self.plan.selection.whole)

    def _let_go(self) -> None:
        if self.examination.interrupted:
            # Somebody is waiting: an adapter that is busy is not asked to finish first.
            self.connection.hurry(HURRIED_SECONDS)
            self.connection.close()
            return
        self.examination.look_for_leftovers()
        if trouble := self.connection.close():
            self.examination.spoil_previous(trouble)
            self.problems.append(trouble)
            self.not_driven = True


def run_pytest(examination: Examination, plan: Plan) -> None:
    """Let pytest run the features with an examination as plugin, silently and without the user's settings.

    Raises:
        DisconspecError: pytest itself could not work.

    """
    arguments = [*PYTEST_OPTIONS, f"--rootdir={HOUSE}", f"--hypothesis-seed={plan.seed}"]
    with _settings_of_ours(), redirect_stdout(sys.stderr):
        code = pytest.main([*arguments, *plan.features], plugins=[_Announcement(), examination])
    if code == pytest.ExitCode.INTERRUPTED:
        examination.interrupted = True
    if code in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR):
        examination.collection_faults.append(f"pytest ended with {pytest.ExitCode(code).name.lower()}")


class _Announcement:
    """The part of our plugin that pytest has to know before it collects."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the marker."""
        config.addinivalue_line("markers", MARKER)


@contextmanager
def _settings_of_ours() -> Generator[None]:
    """Keep pytest settings of the user's environment, and its traces, out of the run."""
    saved = {
        name: os.environ.pop(name) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS") if name in os.environ
    }
    try:
        with TemporaryDirectory(prefix="disconspec-") as folder:
            set_hypothesis_home_dir(folder)
            yield
    finally:
        set_hypothesis_home_dir(None)
        os.environ.update(saved)


@contextmanager
def terminated_as_interrupt() -> Generator[None]:
    """Let a polite request to end (SIGTERM) end the run as the user's own does, with a readable report."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:
        # Not the main thread: whoever started it decides about signals.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def carry_out(plan: Plan) -> Report:
    """The report of a run, for those who call it from Python."""
    return Run(plan).carry_out()
