"""Worlds and observations that the model's tests share."""

from __future__ import annotations

from dataclasses import dataclass, field

from disconspec.model.draft import Profile
from disconspec.model.request import Command, Method, Outcome, Request
from disconspec.model.stepping import step
from disconspec.model.world import (
    Caller,
    Client,
    Grant,
    Host,
    Namespace,
    Program,
    Server,
    Session,
    World,
    named,
)
from msgspec.structs import replace

EDITOR = Program("editor", "p1", 5)

HOSTS = (
    Host(
        "RDSH1",
        "rdsh1.example.com",
        sessions=(
            Session(1, "Console", "ann", console=True),
            Session(2, "TERM02", "ann"),
            Session(3, "TERM03", "ann", programs=(EDITOR, Program("mail", "p2", 7))),
            Session(10, "TERM04", "bob", grants=(Grant("ann", "disconnect"),)),
            Session(11, "TERM05", "bob", grants=(Grant("ann", "full-control"),)),
            Session(12, "TERM06", "bob", grants=(Grant("ann", "query"), Grant("eve", "full-control"))),
            Session(13, "", "ann", "disconnected", programs=(EDITOR,)),
        ),
    ),
    Host("RDSH2", "rdsh2.example.com", sessions=(Session(3, "TERM03", "ann"), Session(7, "TERM07", "ann"))),
    Host("RDSH3", "rdsh3.example.com", reachable=False, sessions=(Session(8, "TERM08", "ann"),)),
)
SERVERS = (
    Server(
        "MyWDSServer",
        "mywdsserver.example.com",
        namespaces=(
            Namespace(
                "image",
                clients=(
                    Client(1),
                    Client(2, software="wdsmcast", fallback=False),
                    Client(3, software="other", fallback=True),
                    Client(4, software="other", fallback=False),
                    Client(5, transfer="unicast"),
                ),
            ),
            Namespace("files", "namespace", clients=(Client(6), Client(7))),
        ),
    ),
    Server(
        "WDS2",
        "wds2.example.com",
        namespaces=(Namespace("image", clients=(Client(1), Client(2), Client(9))),),
    ),
    Server(
        "WDS3", "wds3.example.com", reachable=False, namespaces=(Namespace("image", clients=(Client(8),)),)
    ),
    Server(
        "SLOW1",
        slow_client_policy="auto-disconnect",
        slow_client_fallback=False,
        namespaces=(Namespace("image", clients=(Client(1), Client(2))),),
    ),
)
ON_HOST = World(Caller("RDSH1", "ann", 2), HOSTS, SERVERS)
ON_SERVER = World(Caller("MyWDSServer", "ann"), HOSTS, SERVERS)


def at_console(world: World = ON_HOST) -> World:
    """The world whose caller sits at the console."""
    return replace(world, caller=replace(world.caller, session=1))


@dataclass
class Tale:
    """A world, what was asked in it one after the other, and what came of it."""

    before: World
    requests: tuple[Request, ...]
    profile: Profile = "documented"
    disabled: frozenset[str] = frozenset()
    after: World = field(init=False)
    outcomes: list[Outcome] = field(init=False)

    def __post_init__(self) -> None:
        self.after, self.outcomes = self.before, []
        for request in self.requests:
            self.after, outcome = step(self.after, request, profile=self.profile, disabled=self.disabled)
            self.outcomes.append(outcome)

    @property
    def outcome(self) -> Outcome:
        """What came of the last request."""
        return self.outcomes[-1]

    @property
    def unchanged(self) -> bool:
        """Whether the world is as before."""
        return self.after == self.before

    def session(self, number: int, host: str = "RDSH1") -> Session:
        """The session afterwards."""
        session = session_of(self.after, host, number)
        assert session is not None
        return session

    def gone(self) -> set[tuple[str, int]]:
        """The sessions, by host and id, that are disconnected now and were not before."""
        return {
            (host.name, session.id)
            for host in self.after.hosts
            for session in host.sessions
            if session.state == "disconnected"
            and (old := session_of(self.before, host.name, session.id)) is not None
            and old.state == "active"
        }

    def changed(self) -> set[tuple[str, int]]:
        """The sessions and clients, by host or server and id, that are not as before."""
        before, after = everybody(self.before), everybody(self.after)
        return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}

    def client(self, number: int, server: str = "MyWDSServer") -> Client:
        """The client afterwards."""
        return client_of(self.after, server, number)


def session_of(world: World, host: str, number: int) -> Session | None:
    """The session of that id on that host."""
    place = named(world.hosts, host)
    assert place is not None
    return next((each for each in place.sessions if each.id == number), None)


def client_of(world: World, server: str, number: int) -> Client:
    """The client of that id on that server."""
    place = named(world.servers, server)
    assert place is not None
    return next(each for namespace in place.namespaces for each in namespace.clients if each.id == number)


def everybody(world: World) -> dict[tuple[str, int], Session | Client]:
    """Every session and client by host or server and id."""
    sessions = {(host.name, each.id): each for host in world.hosts for each in host.sessions}
    clients = {
        (server.name, each.id): each
        for server in world.servers
        for namespace in server.namespaces
        for each in namespace.clients
    }
    return {**sessions, **clients}


def typed(line: str) -> Command:
    """A command line."""
    return Command(line)


def fallback(client: int, server: str = "MyWDSServer", route: str = "client") -> Method:
    """A method called with Fallback."""
    return Method("server" if route == "server" else "client", server, client, "fallback")


def abort(client: int, server: str = "MyWDSServer", route: str = "client") -> Method:
    """A method called with Abort."""
    return Method("server" if route == "server" else "client", server, client, "abort")
