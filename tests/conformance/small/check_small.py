"""A handful of checks in place of the features, so that the runner's own tests are quick."""

from __future__ import annotations

import pytest
from disconspec.conformance.driver import Driver
from disconspec.model.request import Command
from disconspec.model.world import Caller, Client, Host, Namespace, Program, Server, Session, World

WORLD = World(
    caller=Caller(host="RDSH1", session=5),
    hosts=(Host(name="RDSH1", sessions=(Session(id=5), Session(id=3, name="TERM03"))),),
    servers=(
        Server(name="WDS1", namespaces=(Namespace(name="Office", clients=(Client(id=1), Client(id=2))),)),
    ),
)


class UnexpectedError(AssertionError):
    """A failure that says what was expected and what was found."""

    def __init__(self, expected: str, actual: str) -> None:
        super().__init__(f"expected {expected}, found {actual}")
        self.expected = expected
        self.actual = actual


def state(world: World, session: int) -> str:
    """The state of a session of the only host."""
    found = [each.state for host in world.hosts for each in host.sessions if each.id == session]
    return found[0] if found else "not there"


def expect(actual: str, expected: str) -> None:
    """Fail unless both are the same."""
    if actual != expected:
        raise UnexpectedError(expected, actual)


@pytest.mark.clause("TSDISCON-ID-001")
def test_by_id(driver: Driver) -> None:
    """A session id names the session to disconnect."""
    driver.arrange(WORLD)
    outcome = driver.invoke(Command(line="tsdiscon 3"))
    world = driver.until(lambda seen: state(seen, 3) == "disconnected")
    expect(state(world, 3), "disconnected")
    assert outcome.accepted


@pytest.mark.clause("TSDISCON-ISOLATION-001")
@pytest.mark.parametrize("line", ["tsdiscon 3", "tsdiscon TERM03"])
def test_nothing_else(driver: Driver, line: str) -> None:
    """Another session stays as it is."""
    driver.arrange(WORLD)
    driver.invoke(Command(line=line))
    expect(state(driver.observe(), 5), "active")


@pytest.mark.clause("TSDISCON-PROGRAMS-001")
def test_programs(driver: Driver) -> None:
    """A program goes on."""
    session = Session(id=3, programs=(Program(name="Notepad", instance="1", work=5),))
    driver.arrange(World(caller=Caller(host="RDSH1"), hosts=(Host(name="RDSH1", sessions=(session,)),)))
    driver.invoke(Command(line="tsdiscon 3"))
    left = [
        program.name for host in driver.observe().hosts for each in host.sessions for program in each.programs
    ]
    expect(", ".join(left), "Notepad")


@pytest.mark.clause("TSDISCON-HELP-002")
def test_a_should(driver: Driver) -> None:
    """Help changes nothing."""
    driver.arrange(WORLD)
    driver.invoke(Command(line="tsdiscon /?"))
    expect(state(driver.observe(), 3), "active")


@pytest.mark.clause("TSDISCON-GAP-001")
def test_silence(driver: Driver) -> None:
    """What becomes of an unknown id is noted."""
    driver.arrange(WORLD)
    outcome = driver.invoke(Command(line="tsdiscon 99"))
    driver.record(f"accepted: {outcome.accepted}")


@pytest.mark.clause("WDSUTIL-DISCONNECT-001")
def test_a_client(driver: Driver) -> None:
    """A client leaves."""
    driver.arrange(World(caller=Caller(host="WDS1"), servers=WORLD.servers))
    driver.invoke(Command(line="WDSUTIL /Disconnect-Client /ClientId:1"))
    client = driver.observe().servers[0].namespaces[0].clients[0]
    expect(client.transfer, "unicast")
