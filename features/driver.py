"""What a scenario needs of whoever drives the implementation under test: the fixture `driver`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ..model.request import Outcome, Request
from ..model.world import World


class Driver(Protocol):
    """The implementation under test, as scenarios see it; the pytest plugin of disconspec supplies it.

    Attributes:
        capabilities: what the implementation declares to arrange and observe (spec/data/capabilities.toml).
        systems: the systems it claims to implement.

    """

    capabilities: frozenset[str]
    systems: frozenset[str]

    def arrange(self, world: World) -> None:
        """Bring the implementation into the given state."""
        ...

    def invoke(self, request: Request) -> Outcome:
        """Carry out one request."""
        ...

    def observe(self) -> World:
        """Report the state as it now is."""
        ...

    def until(self, predicate: Callable[[World], bool]) -> World:
        """Observe until the predicate holds or the deadline has passed; the last observation either way."""
        ...

    def record(self, text: str) -> None:
        """Note for the report what was observed where the documents are silent."""
        ...
