"""The stage of a scenario: Given steps build a world on it, the first When step arranges that world."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from ..model.request import Command, Outcome, Request
from ..model.world import (
    Caller,
    Client,
    Host,
    Namespace,
    NamespaceKind,
    Server,
    Session,
    World,
    clients_of,
    named,
)
from ..spec.errors import DisconspecError
from .arranging import Arranger
from .difference import Place, differences
from .driver import Driver

Value = TypeVar("Value")


def unchanged(value: Value) -> Value:
    """The value as it is."""
    return value


class StageError(DisconspecError):
    """A scenario whose steps do not fit together."""


class Stage:
    """One scenario's world, requests and outcomes.

    Given steps may come in any order: they only note facts, put together when the first request is made.
    """

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.user = "Administrator"
        self.working_in: int | None = None
        self.outcomes: list[Outcome] = []
        self.requests: list[Request] = []
        self._here = ""
        self._servers: dict[str, Server] = {}
        self._hosts: dict[str, Host] = {}
        self._clients: dict[tuple[str, int], Client] = {}
        self._joined: dict[tuple[str, int], tuple[str, NamespaceKind]] = {}
        self._sessions: dict[tuple[str, int], Session] = {}
        self._before: World | None = None

    @property
    def here(self) -> str:
        """The name of the server or host that commands are typed on."""
        if not self._here:
            raise StageError("no step says which server or host is the current one")
        return self._here

    @property
    def outcome(self) -> Outcome:
        """The outcome of the latest request."""
        if not self.outcomes:
            raise StageError("no When step has asked for anything yet")
        return self.outcomes[-1]

    @property
    def before(self) -> World:
        """The world as it was observed before the first request."""
        if self._before is None:
            raise StageError("no When step has asked for anything yet")
        return self._before

    def type_on(self, name: str) -> None:
        """Note the server or host that commands are typed on."""
        self._here = name

    def server(self, name: str, change: Callable[[Server], Server] = unchanged) -> None:
        """Note a transport server, or more about it."""
        self._servers[name] = change(self._servers.get(name, Server(name=name)))

    def host(self, name: str, change: Callable[[Host], Host] = unchanged) -> None:
        """Note a host of sessions, or more about it."""
        self._hosts[name] = change(self._hosts.get(name, Host(name=name)))

    def client(self, client: int, server: str | None, change: Callable[[Client], Client]) -> None:
        """Note something about a client."""
        place = (server or self.here, client)
        self._clients[place] = change(self._clients.get(place, Client(id=client, name=f"PC{client:02}")))

    def join(self, client: int, server: str | None, namespace: str, kind: NamespaceKind) -> None:
        """Note what a client has joined."""
        self.client(client, server, unchanged)
        self._joined[server or self.here, client] = (namespace, kind)

    def session(
        self, session: int, host: str | None, change: Callable[[Session], Session] = unchanged
    ) -> None:
        """Note a session, or more about it."""
        place = (host or self.here, session)
        self._sessions[place] = change(self._sessions.get(place, Session(id=session)))

    def world(self) -> World:
        """The world that the Given steps describe."""
        for place, _ in (*self._clients, *self._sessions):
            if place not in {*self._servers, *self._hosts}:
                raise StageError(f"no step says that there is a server or host {place}")
        return World(
            caller=Caller(host=self.here, user=self.user, session=self.working_in),
            hosts=tuple(
                replace(host, sessions=self._sessions_of(name)) for name, host in self._hosts.items()
            ),
            servers=tuple(
                replace(server, namespaces=self._namespaces_of(name))
                for name, server in self._servers.items()
            ),
        )

    def _namespaces_of(self, server: str) -> tuple[Namespace, ...]:
        members: dict[tuple[str, NamespaceKind], tuple[Client, ...]] = {}
        for (place, client), value in self._clients.items():
            if place != server:
                continue
            if (place, client) not in self._joined:
                raise StageError(f"no step says what client {client} of {server} has joined")
            namespace = self._joined[place, client]
            members[namespace] = (*members.get(namespace, ()), value)
        return tuple(
            Namespace(name=name, kind=kind, clients=clients) for (name, kind), clients in members.items()
        )

    def _sessions_of(self, host: str) -> tuple[Session, ...]:
        # Sessions are the caller's own unless a step says otherwise, for one's own needs no permission.
        return tuple(
            replace(session, user=session.user or self.user)
            for (place, _), session in self._sessions.items()
            if place == host
        )

    def ask(self, request: Request) -> Outcome:
        """Make a request, arranging the world before the first one.

        Raises:
            AdapterError: when the implementation shows another world than was arranged.

        """
        if self._before is None:
            self._before = Arranger(self.driver).arrange(self.world())
        outcome = self.driver.invoke(request)
        self.requests.append(request)
        self.outcomes.append(outcome)
        return outcome

    def disconnect_command(self, session: int) -> Command:
        """A tsdiscon command for a session of the current server, in a form that is declared."""
        able = self.driver.capabilities
        known = self._sessions.get((self.here, session))
        name = known.name if known else ""
        if "session-id" not in able and "session-name" in able and name:
            return Command(line=f"tsdiscon {name}")
        if "session-id" not in able and "current-session" in able and self._before is None:
            self.working_in = session
            return Command(line="tsdiscon")
        return Command(line=f"tsdiscon {session}")

    def changes(self, *spared: Place) -> list[str]:
        """What has changed since before the first request, outside the places spared."""
        aside = frozenset(spared)
        world = self.driver.until(lambda observed: not differences(self.before, observed, aside))
        return differences(self.before, world, aside)


def client_in(world: World, client: int, server: str) -> Client | None:
    """The client of that id on that server, or None."""
    place = named(world.servers, server)
    found = (each for _, each in clients_of(place) if each.id == client) if place else iter(())
    return next(found, None)


def session_in(world: World, session: int, host: str) -> Session | None:
    """The session of that id on that host, or None."""
    place = named(world.hosts, host)
    found = (each for each in place.sessions if each.id == session) if place else iter(())
    return next(found, None)
