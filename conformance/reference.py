"""The bundled reference model as an implementation under test, in the same process."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ..model import Profile, step
from ..model.request import Outcome, Request
from ..model.world import Caller, World
from ..reports.document import AdapterIdentity
from ..spec import capabilities, systems
from ..spec.version import VERSION

EMPTY = World(caller=Caller(host="localhost"))


class Reference:
    """The reference model, whole or with rules switched off.

    Args:
        profile: the reading of the documents that it follows.
        disabled: clause ids of the rules that are switched off.

    Attributes:
        settle: effects show at once.
        name: what it calls itself.

    """

    settle = 0.0
    name = "reference model"

    def __init__(self, profile: Profile = "documented", disabled: AbstractSet[str] = frozenset()) -> None:
        self._profile: Profile = profile
        self._disabled = frozenset(disabled)
        self._world = EMPTY

    def initialize(self) -> AdapterIdentity:
        """Everything, for it has no other world than the one arranged."""
        return AdapterIdentity(
            name=self.name,
            version=VERSION,
            systems=systems(),
            capabilities=tuple(capabilities()),
        )

    def arrange(self, world: World) -> None:
        """Take over the world."""
        self._world = world

    def invoke(self, request: Request) -> Outcome:
        """One step of the model."""
        self._world, outcome = step(self._world, request, profile=self._profile, disabled=self._disabled)
        return outcome

    def observe(self) -> World:
        """The world as it is."""
        return self._world

    def shutdown(self) -> None:
        """Nothing is held."""
