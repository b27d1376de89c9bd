"""What an implementation under test looks like to the runner: five methods, the same over every transport."""

from __future__ import annotations

from typing import Protocol

from ..model.request import Outcome, Request
from ..model.world import World
from ..reports.document import AdapterIdentity

PROTOCOL_VERSION = 1


class Adapter(Protocol):
    """An implementation that can be arranged, asked and observed (DESIGN, "Adapter").

    A world that cannot be arranged raises `CannotArrange`; whatever else an adapter raises counts as errored.
    """

    def initialize(self) -> AdapterIdentity:
        """Say who is speaking, for which systems, and what can be arranged and observed."""
        ...

    def arrange(self, world: World) -> None:
        """Bring the implementation into the given state."""
        ...

    def invoke(self, request: Request) -> Outcome:
        """Carry out one request."""
        ...

    def observe(self) -> World:
        """Report the state as it now is."""
        ...

    def shutdown(self) -> None:
        """Release everything."""
        ...
