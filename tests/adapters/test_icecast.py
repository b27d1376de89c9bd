"""Icecast, driven for real: clients with ids, one of whom is disconnected while the others go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import psutil
import pytest
from disconspec.conformance.adapters._process import wait_for
from disconspec.conformance.adapters.icecast import Icecast, adapter
from disconspec.conformance.errors import CannotArrange
from disconspec.model.request import Command, Method, Work
from disconspec.model.world import Caller, Client, Host, Namespace, Server, World
from msgspec.structs import replace

CLIENTS = (
    Client(1),
    Client(2, software="wdsmcast", fallback=False),
    Client(7, software="other", fallback=True),
    Client(8, transfer="none", installation="failed"),
)
LOCAL = Server("LocalWDS", namespaces=(Namespace("Image", clients=CLIENTS),))
OTHER = Server("MyWDSServer", fqdn="wds.example.com", namespaces=(Namespace("Image", clients=(Client(1),)),))
BROKEN = Client(1, machine="possibly-unusable")
WORLD = World(Caller("LocalWDS"), servers=(LOCAL, OTHER))
ARRANGED = {
    ("LocalWDS", 1): ("multicast", "running"),
    ("LocalWDS", 2): ("multicast", "running"),
    ("LocalWDS", 7): ("multicast", "running"),
    ("LocalWDS", 8): ("none", "failed"),
    ("MyWDSServer", 1): ("multicast", "running"),
}


@pytest.fixture(scope="module")
def icecast() -> Iterator[Icecast]:
    """The adapter, where Icecast is on this machine."""
    if not shutil.which("icecast2", path="/usr/bin:/usr/sbin:/usr/local/bin"):
        pytest.skip("Icecast is not installed: install icecast2")
    program = adapter()
    yield program
    program.shutdown()


def transfers(world: World) -> dict[tuple[str, int], tuple[str, str]]:
    """How every client gets its data and how its installation stands."""
    return {
        (server.name, client.id): (client.transfer, client.installation)
        for server in world.servers
        for namespace in server.namespaces
        for client in namespace.clients
    }


def settled(program: Icecast, expected: dict[tuple[str, int], tuple[str, str]]) -> None:
    """Wait until the clients get their data as expected."""
    wait_for(
        lambda: transfers(program.observe()) == expected, f"{expected}, not {transfers(program.observe())}"
    )


def test_it_says_which_version_is_driven(icecast: Icecast) -> None:
    """The version comes from the program."""
    identity = icecast.initialize()
    assert identity.version[0].isdigit()
    assert not identity.real_effects


@pytest.mark.parametrize(
    ("line", "key", "after"),
    [
        ("WDSUTIL /Disconnect-Client /ClientId:1", ("LocalWDS", 1), ("unicast", "running")),
        ("wdsutil /disconnect-client /clientid:2", ("LocalWDS", 2), ("none", "failed")),
        ("WDSUTIL /Disconnect-Client /ClientId:7", ("LocalWDS", 7), ("unicast", "running")),
        (
            "WDSUTIL /Disconnect-Client /Server:wds.example.com /ClientId:1",
            ("MyWDSServer", 1),
            ("unicast", "running"),
        ),
    ],
)
def test_one_client_leaves_and_the_others_go_on(
    icecast: Icecast, line: str, key: tuple[str, int], after: tuple[str, str]
) -> None:
    """The client dropped falls back if it can; all others keep receiving."""
    icecast.arrange(WORLD)
    settled(icecast, ARRANGED)
    assert icecast.invoke(Command(line)).accepted
    settled(icecast, ARRANGED | {key: after})


@pytest.mark.parametrize("client", ["99", "8", "abc", ""])
def test_a_client_that_is_not_there_is_refused(icecast: Icecast, client: str) -> None:
    """Unknown, gone, no number, nothing: refused, and nobody is touched."""
    icecast.arrange(WORLD)
    outcome = icecast.invoke(Command(f"WDSUTIL /Disconnect-Client /ClientId:{client}"))
    assert not outcome.accepted
    assert outcome.stderr
    assert not icecast.invoke(Command("WDSUTIL /Disconnect-Client")).accepted
    settled(icecast, ARRANGED)


def test_the_listing_shows_who_has_joined(icecast: Icecast) -> None:
    """The ids listed are those of Icecast's own listing; one that has left is not in it."""
    icecast.arrange(WORLD)
    line = Command("WDSUTIL /get-multicasttransmission /show:clients")
    assert icecast.invoke(line).listing == (1, 2, 7)
    assert icecast.invoke(Method("server", "LocalWDS", 2, "fallback")).hresult == 0
    wait_for(lambda: icecast.invoke(line).listing == (1, 7), "the client to leave the listing")


def test_a_server_out_of_reach_refuses(icecast: Icecast) -> None:
    """Whether it is arranged so or nobody has such a server."""
    icecast.arrange(replace(WORLD, servers=(LOCAL, replace(OTHER, reachable=False))))
    for server in ("MyWDSServer", "nosuch"):
        outcome = icecast.invoke(Method("client", server, 1, "abort"))
        assert not outcome.accepted
        assert outcome.hresult
        assert not icecast.invoke(
            Command(f"WDSUTIL /Disconnect-Client /ClientId:1 /Server:{server}")
        ).accepted
        listing = icecast.invoke(
            Command(f"WDSUTIL /get-multicasttransmission /show:clients /server:{server}")
        )
        assert not listing.accepted
    settled(icecast, ARRANGED)


@pytest.mark.parametrize(
    "world",
    [
        World(Caller("A"), hosts=(Host("A"),)),
        World(Caller("A"), servers=(Server("A", slow_client_policy="auto-disconnect"),)),
        World(Caller("A"), servers=(Server("A", namespaces=(Namespace("n", "namespace"),)),)),
        World(
            Caller("A"),
            servers=(
                Server("A", namespaces=(Namespace("n", clients=(Client(1, machine="possibly-unusable"),)),)),
            ),
        ),
    ],
)
def test_what_icecast_has_not_is_not_arranged(icecast: Icecast, world: World) -> None:
    """It says what is missing; nothing is made up."""
    with pytest.raises(CannotArrange):
        icecast.arrange(world)


def test_what_has_no_counterpart_is_not_asked(icecast: Icecast) -> None:
    """Neither sessions nor other commands."""
    icecast.arrange(WORLD)
    for request in (Command("tsdiscon 10"), Command("WDSUTIL /get-server"), Work("LocalWDS")):
        with pytest.raises(CannotArrange):
            icecast.invoke(request)


def test_a_process_that_died_is_replaced(icecast: Icecast) -> None:
    """A crash of Icecast between two worlds costs a new process, not a verdict."""
    icecast.arrange(WORLD)
    ours = [each for each in psutil.Process().children(recursive=True) if "icecast" in each.name()]
    assert ours
    for process in ours:
        process.kill()
    # A process that is still dying may take a transmission and lose it.
    psutil.wait_procs(ours)
    icecast.arrange(WORLD)
    settled(icecast, ARRANGED)


def test_nothing_is_left_behind(icecast: Icecast) -> None:
    """After the end no process of ours is there."""
    icecast.arrange(WORLD)
    ours = [each for each in psutil.Process().children(recursive=True) if "icecast" in each.name()]
    assert ours
    icecast.shutdown()
    assert not [each for each in ours if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
    with pytest.raises(CannotArrange):
        icecast.observe()
