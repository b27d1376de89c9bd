"""How many steps a second the reference model takes, beside the same walk on state machines of `transitions`.

Usage: python benchmarks/model_steps.py [ROUNDS]

Both carry out the same walk of command lines and reconnections on a host of four sessions: find the session
by id or name, refuse the console, refuse without access, change the state. The model also binds the line by
the documented syntax, keeps the old world, and names the clauses behind each outcome. Both must end alike.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

from disconspec.conformance.vectors import Vector, vectors
from disconspec.model import Command, Reconnect, Request, World, step
from disconspec.model.stepping import think
from disconspec.model.world import Caller, Grant, Host, Session

ROUNDS = 7
STEPS = 5_000
START = World(
    Caller("H", "ann"),
    hosts=(
        Host(
            "H",
            sessions=(
                Session(1, "Console", "ann", console=True),
                Session(2, "TERM02", "ann"),
                Session(3, "TERM03", "bob", grants=(Grant("ann", "disconnect"),)),
                Session(4, "TERM04", "bob"),
            ),
        ),
    ),
)
LINES = ("tsdiscon 1", "tsdiscon 2", "tsdiscon TERM02", "tsdiscon 3", "tsdiscon TERM03", "tsdiscon 4")


def walk() -> list[Request]:
    """The same requests in every round."""
    chance = random.Random(1)  # noqa: S311 - a walk, no secret
    lines: list[Request] = [Command(line) for line in LINES]
    back: list[Request] = [Reconnect("H", session) for session in (2, 3)]
    return chance.choices(lines + back, k=STEPS)


def by_model(requests: list[Request], *, keeping: bool = True) -> list[str]:
    """The states of the sessions after the walk on the model, which keeps its answers or thinks again."""
    world = START
    for request in requests:
        if not keeping:
            think.cache_clear()
        world, _ = step(world, request)
    return [session.state for session in world.hosts[0].sessions]


def by_transitions(requests: list[Request]) -> list[str]:
    """The states of the sessions after the walk on machines of `transitions`."""
    from transitions import Machine  # noqa: PLC0415 - optional, and not to be timed where it is missing

    class Machined:
        """A session as a state machine's model."""

        def __init__(self, session: Session) -> None:
            self.session = session
            self.state = session.state

        def may_be_disconnected(self) -> bool:
            """Neither the console nor out of reach."""
            granted = any(each.user == "ann" and each.access != "query" for each in self.session.grants)
            return not self.session.console and (self.session.user == "ann" or granted)

    sessions = [Machined(session) for session in START.hosts[0].sessions]
    machine: Any = Machine(
        sessions, states=["active", "disconnected"], initial="active", ignore_invalid_triggers=True
    )
    machine.add_transition("disconnect", "active", "disconnected", conditions="may_be_disconnected")
    machine.add_transition("reconnect", "disconnected", "active")
    for request in requests:
        if isinstance(request, Command):
            _, _, typed = request.line.partition(" ")
            found: Any = next(each for each in sessions if typed in (str(each.session.id), each.session.name))
            found.disconnect()
        elif isinstance(request, Reconnect):
            found = next(each for each in sessions if each.session.id == request.session)
            found.reconnect()
    return [each.state for each in sessions]


def seconds(work: Callable[[], object]) -> float:
    """The time of one run."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def replay(chosen: list[Vector]) -> None:
    """Take the steps of some vectors."""
    think.cache_clear()
    for each in chosen:
        step(each.world, each.request, profile=each.profile)


def main() -> None:
    """Print steps a second for the walk and for each system, and the ratio to `transitions`."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    requests = walk()
    states = by_model(requests)
    afresh = [seconds(lambda: by_model(requests, keeping=False)) for _ in range(rounds)]
    model = [seconds(lambda: by_model(requests)) for _ in range(rounds)]
    print(f"model, every step thought through {STEPS / statistics.median(afresh):9,.0f} steps/s")
    print(f"model, answers kept               {STEPS / statistics.median(model):9,.0f} steps/s")
    if find_spec("transitions") is None:
        print("transitions is not installed: nothing to compare with")
    else:
        assert by_transitions(requests) == states  # noqa: S101 - a comparison of different walks would say nothing
        peer = [seconds(lambda: by_transitions(requests)) for _ in range(rounds)]
        print(f"transitions                       {STEPS / statistics.median(peer):9,.0f} steps/s")
        for name, ours in (("thought through", afresh), ("kept", model)):
            ratio = statistics.median(mine / theirs for mine, theirs in zip(ours, peer, strict=True))
            print(f"a step of the model, {name}, takes {ratio:.2f} x one of transitions")
    for system in dict.fromkeys(vector.system for vector in vectors()):
        chosen = [vector for vector in vectors() if vector.system == system]
        taken = [seconds(partial(replay, chosen)) for _ in range(rounds)]
        print(f"{system:24} {len(chosen) / statistics.median(taken):9,.0f} steps/s over its vectors")


if __name__ == "__main__":
    main()
