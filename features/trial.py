"""Holding an implementation to a law in one case after another, within a bounded time."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, Phase, assume, given, settings

from ..conformance.errors import CannotArrange
from ..model import step
from ..model.world import World
from .arranging import Arranger
from .driver import Driver
from .expectation import Unexpected
from .law import Case, Law, Play
from .transcript import scenario

EXAMPLES = 12
PATIENCE = 5.0
UNHEALTHY = (HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large)


class Trial:
    """One law before one implementation.

    A slow implementation does not hold up the run for ever: when the patience is used up no further case is
    tried, but a case that has failed before fails again, so that Hypothesis can shrink with what it has.
    """

    def __init__(self, driver: Driver, law: Law, *, patience: float = PATIENCE, shrink: bool = True) -> None:
        self.driver = driver
        self.law = law
        self.patience = patience
        self.phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
        self.spent = 0.0
        self.judged = 0
        self._arranger = Arranger(driver)
        self._failures: dict[Case, Unexpected] = {}
        self._not_arranged: CannotArrange | None = None

    def run(self) -> None:
        """Try the law in arbitrary cases.

        Raises:
            Unexpected: in the smallest case found in which the law does not hold.
            CannotArrange: when the implementation could arrange none of the cases.
            AdapterError: when the implementation gives no proper answer.

        """
        cases = self.law.cases(self.driver.capabilities)
        # No example database: a run depends on its seed and on nothing that lies around.
        bounded = settings(
            phases=self.phases,
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            # Said here because Hypothesis has other defaults where the environment looks like CI.
            derandomize=False,
            print_blob=False,
            suppress_health_check=UNHEALTHY,
        )
        bounded(given(case=cases)(self.hold))()
        if self._not_arranged is not None and not self.judged:
            raise self._not_arranged

    def hold(self, case: Case) -> None:
        """Hold the implementation to the law in one case."""
        known = self._failures.get(case)
        if self.spent <= self.patience:
            begin = time.monotonic()
            try:
                self._judge(case)
            except CannotArrange as reason:
                self._not_arranged = reason
            finally:
                self.spent += time.monotonic() - begin
        # What has failed once has failed, also where it does not every time.
        if known is not None:
            raise known

    def _judge(self, case: Case) -> None:
        documented = documented_end(case)
        assume(documented is not None)
        assert documented is not None
        try:
            self._play(case, documented)
        except Unexpected as failure:
            told = scenario(self.law, case, documented)
            self._failures[case] = Unexpected(
                f"{failure.what}, in\n\n{told}\n\n", failure.expected, failure.actual
            )
            raise self._failures[case] from None

    def _play(self, case: Case, documented: World) -> None:
        before = self._arranger.arrange(case.world)
        outcomes = tuple(self.driver.invoke(request) for request in case.requests)
        play = Play(self.driver, case, before, documented, outcomes)
        for judgement in self.law.judgements:
            judgement.judge(play)
        self.judged += 1


def documented_end(case: Case) -> World | None:
    """The world in the end as the reference model has it; None where the documents are silent on the way."""
    world = case.world
    for request in case.requests:
        world, outcome = step(world, request)
        if not outcome.specified:
            return None
    return world
