"""Arranging a world, and making sure that it is there, and nothing else from before, when asking begins."""

from __future__ import annotations

from ..conformance.errors import AdapterError
from ..model.world import World
from .difference import Place, shortfalls, things
from .driver import Driver


class Arranger:
    """Arranges one world after another in front of the same implementation."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._asked: set[Place] = set()
        self._always: set[Place] | None = None

    def arrange(self, world: World) -> World:
        """Arrange a world.

        Args:
            world: what is to be there.

        Returns:
            What can be observed of it; more than was asked for may be there, if it always is.

        Raises:
            AdapterError: something that was asked for cannot be observed, or something still can that was
                asked for before and is not now.
            CannotArrange: the implementation has no counterpart to the world.

        """
        self.driver.arrange(world)
        observed = self.driver.until(lambda found: not (shortfalls(world, found) or self._left(world, found)))
        if missing := shortfalls(world, observed):
            raise AdapterError(
                "the world was not arranged as asked: arrange was answered, but what observe then shows is "
                f"another world: {'; '.join(missing)}"
            )
        if left := self._left(world, observed):
            raise AdapterError(
                "arrange did not replace the world that was arranged before: observe still shows "
                f"{', '.join(map(str, sorted(left)))}, arranged for an earlier case and not for this one"
            )
        there = {place for place, _ in things(observed)}
        self._asked |= {place for place, _ in things(world)}
        self._always = there if self._always is None else self._always & there
        return observed

    def _left(self, world: World, observed: World) -> set[Place]:
        """What is there from earlier worlds; what has been there all the time is the implementation's own."""
        there = {place for place, _ in things(observed)}
        return (there & self._asked) - {place for place, _ in things(world)} - (self._always or there)
