"""What the scenarios of `features/` hold in their hands: the fixture `driver`."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

import msgspec

from ..model.request import Command, Method, Outcome, Reconnect, Request, Work
from ..model.world import World
from .connection import Connection
from .errors import AdapterError

FIRST_PAUSE = 0.001
LONGEST_PAUSE = 0.05
STEPS_KEPT = 200
TEXT_KEPT = 300

Value = TypeVar("Value")


def in_words(request: Request) -> str:
    """A request as a person would say it."""
    match request:
        case Command(line=line, pipeline=pipeline, answer=answer):
            piped = ", ".join(msgspec.json.encode(each).decode() for each in pipeline)
            said = f" (answers {answer})" if answer == "no" else ""
            return f"{piped} | {line}{said}" if piped else f"{line}{said}"
        case Method(route, server, client, disconnection):
            name = "Disconnect" if route == "client" else "DisconnectClient"
            return f"{name} on the {route} object: client {client} of {server}, {disconnection}"
        case Reconnect(host, session):
            return f"the user of session {session} of {host} connects again"
        case Work(host):
            return f"time passes on {host}"


def hresult_in_words(value: int) -> str:
    """An HRESULT as it is written everywhere, whether it came signed or unsigned; success by its name."""
    return f"0x{value & 0xFFFFFFFF:08X}" + (" (S_OK)" if value == 0 else "")


def outcome_in_words(outcome: Outcome) -> str:
    """An outcome as a person would say it."""
    parts = ["accepted" if outcome.accepted else "refused"]
    if outcome.hresult is not None:
        parts.append(f"HRESULT {hresult_in_words(outcome.hresult)}")
    for name in ("stdout", "stderr"):
        text = getattr(outcome, name).strip()
        if text:
            parts.append(f"{name}: {text[:TEXT_KEPT]}")
    if outcome.prompted:
        parts.append("prompted")
    if outcome.listing:
        parts.append(f"listing: {', '.join(map(str, outcome.listing))}")
    return ", ".join(parts)


class Driver:
    """The implementation under test, for one check.

    Attributes:
        capabilities: what it declares to arrange and observe.
        systems: the systems it claims.
        fault: the adapter's failure in this check, or None; after one, nothing more is asked of it.
        recorded: what was noted where the documents are silent.

    """

    def __init__(self, connection: Connection) -> None:
        identity = connection.identity
        self.capabilities = frozenset(identity.capabilities)
        self.systems = frozenset(identity.systems)
        self.fault: AdapterError | None = None
        self.recorded: list[str] = []
        self._arranged = False
        self._connection = connection
        self._steps: deque[str | Request | Outcome] = deque(maxlen=STEPS_KEPT)

    def arrange(self, world: World) -> None:
        """Bring the implementation into the given state."""
        # A property begins anew with each case; only the one that failed is of interest.
        # After a fault nothing is asked any more, and the steps are those that led to it.
        if self._arranged and self.fault is None:
            self._steps.clear()
        self._arranged = True
        self._guarded(lambda: self._connection.arrange(world))

    def invoke(self, request: Request) -> Outcome:
        """Carry out one request."""
        self._steps.append(request)
        outcome = self._guarded(lambda: self._connection.invoke(request))
        self._steps.append(outcome)
        return outcome

    def observe(self) -> World:
        """The state as it now is."""
        return self._guarded(self._connection.observe)

    def until(self, predicate: Callable[[World], bool]) -> World:
        """Observe until the predicate holds or the implementation has had its time to settle.

        Returns:
            The last observation, whether or not the predicate holds of it.

        """
        world = self.observe()
        if predicate(world):
            return world
        end = time.monotonic() + self._connection.settle
        pause = FIRST_PAUSE
        while time.monotonic() < end:
            time.sleep(min(pause, max(0.0, end - time.monotonic())))
            pause = min(pause * 2, LONGEST_PAUSE)
            world = self.observe()
            if predicate(world):
                break
        return world

    def record(self, text: str) -> None:
        """Note for the report what was observed where the documents are silent."""
        self.recorded.append(text)

    def note(self, text: str) -> None:
        """Note a step of the scenario as it is carried out."""
        self._steps.append(text)

    def steps(self) -> tuple[str, ...]:
        """What was done, in order: the sentences of the scenario, the requests and what came of them."""
        return tuple(
            each
            if isinstance(each, str)
            else f"  < {outcome_in_words(each)}"
            if isinstance(each, Outcome)
            else f"  > {in_words(each)}"
            for each in self._steps
        )

    def _guarded(self, ask: Callable[[], Value]) -> Value:
        if self.fault is not None:
            raise self.fault
        try:
            return ask()
        except AdapterError as fault:
            self.fault = fault
            raise
