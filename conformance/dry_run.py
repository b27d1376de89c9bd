"""`disconspec run --dry-run`: what would be sent to an adapter, with nothing started and nothing sent."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from ..model import Profile
from ..model.request import Outcome, Request
from ..model.world import World
from ..reports.document import AdapterIdentity
from .connection import Connection
from .examination import Examination
from .plan import Plan
from .reference import Reference
from .runner import Run, run_pytest
from .sources import AdapterSource

Say = Callable[[str], None]


class Rehearsal:
    """The reference model in the place of the adapter, saying what the adapter would be sent.

    Args:
        say: is told every message.
        profile: the reading that the reference model follows.
        scripts: turns a message into what the adapter would do with it, where the adapter can tell.

    """

    settle = 0.0

    def __init__(self, say: Say, profile: Profile, scripts: Callable[[World | Request], str] | None) -> None:
        self._say = say
        self._model = Reference(profile)
        self._scripts = scripts

    def initialize(self) -> AdapterIdentity:
        """The model's declaration: nobody has asked the adapter for its own."""
        return self._model.initialize()

    def arrange(self, world: World) -> None:
        """Say what would be arranged."""
        self._tell("arrange", world)
        self._model.arrange(world)

    def invoke(self, request: Request) -> Outcome:
        """Say what would be asked."""
        self._tell("invoke", request)
        return self._model.invoke(request)

    def observe(self) -> World:
        """Observe the model."""
        return self._model.observe()

    def shutdown(self) -> None:
        """Nothing is held."""

    def _tell(self, method: str, message: World | Request) -> None:
        text = self._scripts(message) if self._scripts else msgspec.json.encode(message).decode()
        self._say(f"  {method}: {text}")


def dry_run(plan: Plan, say: Say) -> int:
    """Print what a run would send, check by check; the adapter is made but never asked, so nothing starts.

    Args:
        plan: the run.
        say: prints a line.

    Returns:
        The exit code: 0, or 4 when nothing would be sent.

    """
    source = Run(plan).source
    scripts = getattr(source.open(), "script", None) if not source.remote else None
    rehearsal = Rehearsal(say, plan.selection.profile, scripts)
    run = Run(replace(plan, adapter="reference", baseline=None))
    run.connection = Connection(AdapterSource(plan.adapter, lambda: rehearsal, trusted=True), plan.deadline)
    run.connection.start()
    shown = 0

    class Announced(Examination):
        """An examination that says which check comes next."""

        def pytest_runtest_setup(self, item: object) -> None:
            nonlocal shown
            shown += 1
            say(getattr(item, "nodeid", ""))

    run_pytest(Announced(lambda: run.connection, run.clauses, run.known, lambda _what, _total: None), plan)
    return 0 if shown else 4
