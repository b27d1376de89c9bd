"""Holding on to an implementation: deadlines in this process, restarts, waiting for an effect."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import cast

import pytest
from disconspec.conformance.connection import Connection
from disconspec.conformance.deadline import within
from disconspec.conformance.driver import Driver, in_words, outcome_in_words
from disconspec.conformance.errors import (
    AdapterCrashed,
    AdapterError,
    AdapterGarbled,
    AdapterTimeout,
    GivenUp,
)
from disconspec.conformance.fakes import Crashes, Hangs, SettlesLate
from disconspec.conformance.reference import Reference
from disconspec.conformance.sources import AdapterSource
from disconspec.model.request import Command, Method, Outcome, Reconnect, Request, SessionObject, Work
from disconspec.model.world import Caller, Host, Session, World
from disconspec.reports.document import AdapterIdentity

WORLD = World(
    caller=Caller(host="A", user="Ann"), hosts=(Host(name="A", sessions=(Session(id=3, user="Ann"),)),)
)
DISCONNECT = Command(line="tsdiscon 3")


def connected(make: Callable[[], Reference], deadline: float = 5.0) -> Connection:
    """A started connection to an adapter in this process, watched as a foreign one is."""
    connection = Connection(AdapterSource("it", make), deadline)
    connection.start()
    return connection


def is_disconnected(world: World) -> bool:
    """Whether the only session is."""
    return world.hosts[0].sessions[0].state == "disconnected"


def test_a_late_effect_is_waited_for() -> None:
    """By looking again, not by sleeping through."""
    driver = Driver(connected(SettlesLate))
    driver.arrange(WORLD)
    driver.invoke(DISCONNECT)
    assert not is_disconnected(driver.observe())
    begin = time.monotonic()
    assert is_disconnected(driver.until(is_disconnected))
    assert time.monotonic() - begin < 0.5


def test_an_effect_that_does_not_come_is_not_waited_for_longer_than_declared() -> None:
    """The last observation is given either way."""

    class Lazy(Reference):
        """Declares a tenth of a second."""

        settle = 0.1

    driver = Driver(connected(Lazy))
    driver.arrange(WORLD)
    begin = time.monotonic()
    assert driver.until(is_disconnected) == WORLD
    assert 0.1 <= time.monotonic() - begin < 2
    driver = Driver(connected(Reference))
    driver.arrange(WORLD)
    begin = time.monotonic()
    driver.until(is_disconnected)
    assert time.monotonic() - begin < 0.1


def test_after_a_failure_nothing_more_is_asked_in_the_same_check() -> None:
    """A property test that shrinks would otherwise wait for the deadline again and again."""
    connection = connected(Hangs, 0.1)
    driver = Driver(connection)
    driver.arrange(WORLD)
    with pytest.raises(AdapterTimeout, match=r"invoke: no answer within 0\.1 seconds"):
        driver.invoke(DISCONNECT)
    begin = time.monotonic()
    for _ in range(100):
        with pytest.raises(AdapterTimeout):
            driver.observe()
    assert time.monotonic() - begin < 0.1
    assert connection.starts == 1
    Driver(connection).arrange(WORLD)
    assert connection.starts == 2


def test_three_failures_to_start_in_a_row_are_enough() -> None:
    """A crash at a request is none, and a start in between begins the count anew."""
    starts = iter([True, False, False, True, False, False, False, True])

    class Moody(Crashes):
        """Starts when it likes to."""

        def initialize(self) -> AdapterIdentity:
            if not next(starts):
                raise RuntimeError("not today")
            return super().initialize()

    connection = connected(Moody)
    for words in ("the fake crashes", *2 * ("not today",), "the fake crashes", *3 * ("not today",)):
        with pytest.raises(AdapterCrashed, match=words):
            connection.invoke(DISCONNECT)
    with pytest.raises(GivenUp, match="after 3 failures to start in a row, the last: the adapter raised"):
        connection.arrange(WORLD)
    assert next(starts)


def test_crashing_at_requests_alone_ends_nothing() -> None:
    """It is started anew each time."""
    connection = connected(Crashes)
    for _ in range(12):
        with pytest.raises(AdapterCrashed, match="the fake crashes"):
            connection.invoke(DISCONNECT)
    connection.arrange(WORLD)
    assert connection.starts == 13


def test_an_adapter_that_changes_its_mind_is_found_out() -> None:
    """After a restart it has to be the one that it was."""
    names = iter(["first", "second"])

    class Fickle(Crashes):
        """Has another name each time."""

        def initialize(self) -> AdapterIdentity:
            return AdapterIdentity(name=next(names), systems=("tsdiscon",))

    connection = connected(Fickle)
    with pytest.raises(AdapterCrashed):
        connection.invoke(DISCONNECT)
    with pytest.raises(AdapterGarbled, match="something else than before"):
        connection.arrange(WORLD)


def test_an_adapter_without_a_name_is_refused() -> None:
    """Nobody could say what was held to the specification."""

    class Nameless(Reference):
        """Has none."""

        def initialize(self) -> AdapterIdentity:
            return AdapterIdentity(name=" ", systems=("tsdiscon",))

    with pytest.raises(AdapterError, match="gives no name"):
        connected(Nameless)


@pytest.mark.parametrize(
    "value", [None, {"accepted": "yes"}, Outcome(accepted=cast("bool", 1)), object(), "\ud800"]
)
def test_a_foreign_class_may_return_anything_and_is_found_out(value: object) -> None:
    """Types are promises; values are looked at."""

    class Wrong(Reference):
        """Answers with that."""

        def invoke(self, request: Request) -> Outcome:
            del request
            return cast("Outcome", value)

    connection = connected(Wrong)
    connection.arrange(WORLD)
    with pytest.raises(AdapterGarbled, match="gave no Outcome"):
        connection.invoke(DISCONNECT)


def test_what_swallows_every_exception_is_interrupted_all_the_same() -> None:
    """The alarm rings until it is heard."""

    def stubborn() -> None:
        end = time.monotonic() + 5
        while time.monotonic() < end:
            try:
                time.sleep(5)
            except BaseException:
                if time.monotonic() > end - 4.7:
                    raise

    begin = time.monotonic()
    with pytest.raises(AdapterTimeout, match=r"within 0\.1 seconds"):
        within(0.1, stubborn)
    assert time.monotonic() - begin < 2


def test_outside_the_main_thread_there_is_a_deadline_too() -> None:
    """There are no alarms, so the call is left behind."""
    found: list[object] = []
    release = threading.Event()

    def elsewhere() -> None:
        found.append(within(5, lambda: "in time"))
        asks: tuple[Callable[[], object], ...] = (lambda: release.wait(10), lambda: WORLD.hosts[7])
        for ask in asks:
            try:
                within(0.05, ask)
            except (AdapterTimeout, IndexError) as fault:
                found.append(type(fault))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join(10)
    release.set()
    assert found == ["in time", AdapterTimeout, IndexError]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (DISCONNECT, "tsdiscon 3"),
        (
            Command(line="X", pipeline=(SessionObject(3, "B"),), answer="no"),
            '{"SessionId":3,"ComputerName":"B"} | X (answers no)',
        ),
        (Method("client", "S", 1, "abort"), "Disconnect on the client object: client 1 of S, abort"),
        (
            Method("server", "S", 1, "fallback"),
            "DisconnectClient on the server object: client 1 of S, fallback",
        ),
        (Reconnect("A", 3), "the user of session 3 of A connects again"),
        (Work("A"), "time passes on A"),
    ],
)
def test_requests_are_told_in_words(request_: Request, words: str) -> None:
    """As a person would say it."""
    assert in_words(request_) == words


def test_outcomes_are_told_in_words() -> None:
    """With all there is to see, and nothing else."""
    assert outcome_in_words(Outcome(accepted=False)) == "refused"
    told = Outcome(
        accepted=True, stdout=" x\n", stderr="y", hresult=-2147467259, prompted=True, listing=(1, 2)
    )
    assert (
        outcome_in_words(told)
        == "accepted, HRESULT 0x80004005, stdout: x, stderr: y, prompted, listing: 1, 2"
    )
