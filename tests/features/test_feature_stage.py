"""The stage, and how two observations of the world are compared."""

from __future__ import annotations

from functools import partial

import pytest
from disconspec.conformance.errors import AdapterError
from disconspec.features.difference import client_place, differences, session_place, shortfalls
from disconspec.features.expectation import Unexpected, expect
from disconspec.features.stage import Stage, StageError, client_in, session_in, unchanged
from disconspec.features.steps.phrases import integers, places
from disconspec.model.request import Command
from disconspec.model.world import Caller, Client, Host, Namespace, Program, Server, Session, World
from msgspec.structs import replace
from rehearsal import ModelDriver

NOTEPAD = Program(name="Notepad", instance="n1", work=5)
WORLD = World(
    caller=Caller(host="RDSH1"),
    hosts=(Host(name="RDSH1", sessions=(Session(id=3, programs=(NOTEPAD,)), Session(id=10))),),
    servers=(Server(name="LocalWDS", namespaces=(Namespace(name="Office", clients=(Client(id=1),)),)),),
)


def with_session(session: Session, *others: Session) -> World:
    """The world with these sessions instead."""
    return replace(WORLD, hosts=(Host(name="RDSH1", sessions=(session, *others)),))


def test_an_expectation_that_holds_says_nothing() -> None:
    """And one that does not has the two sides apart, for the report."""
    expect("disconnected", "disconnected", "session 10")
    with pytest.raises(Unexpected, match="session 10: expected disconnected; found active") as failure:
        expect("active", "disconnected", "session 10")
    assert (failure.value.expected, failure.value.actual) == ("disconnected", "active")


def test_the_same_world_has_no_differences() -> None:
    """Nothing is found where nothing has changed."""
    assert differences(WORLD, WORLD) == []


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (
            with_session(Session(id=3, programs=(NOTEPAD,)), Session(id=10, state="disconnected")),
            "session 10 of RDSH1: state active became disconnected",
        ),
        (with_session(Session(id=3, programs=(NOTEPAD,))), "session 10 of RDSH1 is gone"),
        (
            with_session(Session(id=3, programs=(NOTEPAD,)), Session(id=10), Session(id=11)),
            "session 11 of RDSH1 is new",
        ),
        (
            with_session(Session(id=3), Session(id=10)),
            "session 3 of RDSH1: programs Notepad (instance n1, work 5) became none",
        ),
        (
            with_session(Session(id=3, programs=(replace(NOTEPAD, work=4),)), Session(id=10)),
            "session 3 of RDSH1: programs Notepad (instance n1, work 5) became Notepad (instance n1, work 4)",
        ),
        (
            with_session(Session(id=3, programs=(replace(NOTEPAD, instance="n2"),)), Session(id=10)),
            "session 3 of RDSH1: programs Notepad (instance n1, work 5) became Notepad (instance n2, work 5)",
        ),
        (replace(WORLD, servers=(Server(name="LocalWDS"),)), "client 1 of LocalWDS is gone"),
        (
            replace(WORLD, servers=(Server(name="LocalWDS", namespaces=(Namespace(name="Office"),)),)),
            "client 1 of LocalWDS is gone",
        ),
    ],
)
def test_every_change_is_told(after: World, told: str) -> None:
    """A state, a session or client gone or new, a program ended, started anew or set back."""
    assert told in differences(WORLD, after)


def test_a_transmission_that_is_gone_is_told() -> None:
    """A namespace is a thing of its own."""
    assert "transmission Office of LocalWDS is gone" in differences(WORLD, replace(WORLD, servers=()))


def test_what_is_spared_is_not_told() -> None:
    """Only the places that are not named are compared."""
    after = with_session(Session(id=3, programs=(NOTEPAD,)), Session(id=10, state="disconnected"))
    assert differences(WORLD, after, frozenset({session_place("RDSH1", 10)})) == []


def test_work_may_grow() -> None:
    """A program that has worked meanwhile is as it was."""
    after = with_session(Session(id=3, programs=(replace(NOTEPAD, work=9),)), Session(id=10))
    assert differences(WORLD, after) == []


def test_what_was_not_arranged_is_told() -> None:
    """Clients, sessions, their states and their programs; more than was asked for may be there."""
    assert shortfalls(WORLD, WORLD) == []
    assert shortfalls(WORLD, with_session(*WORLD.hosts[0].sessions, Session(id=99))) == []
    assert shortfalls(WORLD, World(caller=WORLD.caller)) == [
        "transmission Office of LocalWDS is not there",
        "client 1 of LocalWDS is not there",
        "session 3 of RDSH1 is not there",
        "session 10 of RDSH1 is not there",
    ]
    other = Server(
        name="LocalWDS", namespaces=(Namespace(name="Office", clients=(Client(id=1, transfer="none"),)),)
    )
    observed = replace(with_session(Session(id=3), Session(id=10, state="disconnected")), servers=(other,))
    assert shortfalls(WORLD, observed) == [
        "client 1 of LocalWDS has transfer none instead of multicast",
        "Notepad does not run in session 3 of RDSH1",
        "session 10 of RDSH1 is disconnected instead of active",
    ]


def test_the_order_of_facts_does_not_matter() -> None:
    """What is told of a client or session first may be its state, its name or its place."""
    first, second = Stage(ModelDriver()), Stage(ModelDriver())
    for stage in (first, second):
        stage.server("LocalWDS")
        stage.type_on("LocalWDS")
    first.join(1, None, "Office", "transmission")
    first.client(1, None, partial(replace, fallback=False))
    second.client(1, None, partial(replace, fallback=False))
    second.join(1, None, "Office", "transmission")
    assert first.world() == second.world()
    assert client_in(first.world(), 1, "LocalWDS") == Client(id=1, name="PC01", fallback=False)
    assert client_in(first.world(), 2, "LocalWDS") is None
    assert session_in(first.world(), 2, "Nowhere") is None


def test_sessions_are_the_callers_own_unless_told_otherwise() -> None:
    """So that no scenario needs permissions that is not about them."""
    stage = Stage(ModelDriver())
    stage.host("RDSH1")
    stage.type_on("RDSH1")
    stage.session(3, None)
    stage.session(10, None, partial(replace, user="Bob"))
    stage.user = "Alice"
    assert [session.user for session in stage.world().hosts[0].sessions] == ["Alice", "Bob"]


def test_a_scenario_that_does_not_fit_together_says_why() -> None:
    """No current server, an unknown server, a client that has joined nothing, a look before any request."""
    with pytest.raises(StageError, match="no step says which server or host is the current one"):
        Stage(ModelDriver()).world()
    stage = Stage(ModelDriver())
    stage.server("LocalWDS")
    stage.type_on("LocalWDS")
    stage.client(1, None, unchanged)
    with pytest.raises(StageError, match="no step says what client 1 of LocalWDS has joined"):
        stage.world()
    stage.session(3, "RDSH9")
    with pytest.raises(StageError, match="no step says that there is a server or host RDSH9"):
        stage.world()
    with pytest.raises(StageError, match="no When step"):
        _ = stage.outcome
    with pytest.raises(StageError, match="no When step"):
        _ = stage.before
    with pytest.raises(StageError, match="'the printer' is neither a client nor a session"):
        places("client 1 and the printer", stage)


def test_a_world_that_is_not_arranged_is_no_failure_of_the_clause() -> None:
    """It is an error of the implementation's side, told before anything is asked."""

    class Forgetful(ModelDriver):
        def arrange(self, world: World) -> None:
            super().arrange(World(caller=world.caller))

    stage = Stage(Forgetful())
    stage.host("RDSH1")
    stage.type_on("RDSH1")
    stage.session(3, None)
    with pytest.raises(AdapterError, match="session 3 of RDSH1 is not there"):
        stage.ask(Command(line="tsdiscon 3"))


@pytest.mark.parametrize(
    ("able", "line", "inside"),
    [
        ({"session-id", "session-name", "current-session"}, "tsdiscon 10", None),
        ({"session-name", "current-session"}, "tsdiscon TERM04", None),
        ({"current-session"}, "tsdiscon", 10),
        (set[str](), "tsdiscon 10", None),
    ],
)
def test_a_session_is_disconnected_as_the_implementation_can(
    able: set[str], line: str, inside: int | None
) -> None:
    """By its id, else by its name, else from within."""
    driver = ModelDriver()
    driver.capabilities = frozenset(able)
    stage = Stage(driver)
    stage.host("RDSH1")
    stage.type_on("RDSH1")
    stage.session(10, None, partial(replace, name="TERM04"))
    assert stage.disconnect_command(10) == Command(line=line)
    assert stage.working_in == inside


def test_enumerations_are_read() -> None:
    """Numbers, and places of clients and sessions."""
    stage = Stage(ModelDriver())
    stage.type_on("LocalWDS")
    assert integers("1, 2 and 70") == (1, 2, 70)
    assert places("client 1, client 2 of MyWDSServer and session 3 of RDSH1", stage) == (
        client_place("LocalWDS", 1),
        client_place("MyWDSServer", 2),
        session_place("RDSH1", 3),
    )
