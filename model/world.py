"""The world that commands act on: hosts with sessions, servers with namespaces and clients, the caller.

Frozen values. The same travel over the adapter protocol as JSON, so every field has a meaning of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

SessionState = Literal["active", "disconnected"]
Access = Literal["full-control", "disconnect", "query", "message", "connect"]
Software = Literal["wds-client", "wdsmcast", "other"]
Transfer = Literal["multicast", "unicast", "none"]
Installation = Literal["running", "failed", "complete"]
Machine = Literal["usable", "possibly-unusable"]
SlowClientPolicy = Literal["none", "auto-disconnect", "multistream"]
NamespaceKind = Literal["transmission", "namespace"]


class Program(Struct, frozen=True, forbid_unknown_fields=True):
    """A program running in a session; a program that has ended is not listed.

    Attributes:
        name: what it is called, unique in its session.
        instance: an opaque token that changes when the program is started anew (a process id will do).
        work: its unsaved data, a counter that only grows while the program runs.

    """

    name: str
    instance: str = ""
    work: int = 0


class Grant(Struct, frozen=True, forbid_unknown_fields=True):
    """One access that one user has been granted on a session (seed tsdiscon, Important)."""

    user: str
    access: Access


class Session(Struct, frozen=True, forbid_unknown_fields=True):
    """A session on a host.

    Attributes:
        id: unique on its host.
        name: the session name, or "" (a disconnected session may have none).
        user: who is logged on.
        state: active or disconnected.
        console: whether this is the console session of its host.
        programs: what runs in it.
        grants: what others have been granted on it.

    """

    id: int
    name: str = ""
    user: str = ""
    state: SessionState = "active"
    console: bool = False
    programs: tuple[Program, ...] = ()
    grants: tuple[Grant, ...] = ()


class Host(Struct, frozen=True, forbid_unknown_fields=True):
    """A host of sessions: a Remote Desktop Session Host or a MultiPoint server."""

    name: str
    fqdn: str = ""
    reachable: bool = True
    sessions: tuple[Session, ...] = ()


class Client(Struct, frozen=True, forbid_unknown_fields=True):
    """A client of a transport server.

    Attributes:
        id: unique on its server.
        name: the computer's name.
        software: the Windows Deployment Services client, Wdsmcast.exe, or another.
        fallback: whether it supports another transfer method (the WDS client always, Wdsmcast.exe never).
        transfer: how it gets the data: joined to the multicast, by unicast, or not at all.
        installation: how its installation stands.
        machine: the state in which the computer was left.

    """

    id: int
    name: str = ""
    software: Software = "wds-client"
    fallback: bool = True
    transfer: Transfer = "multicast"
    installation: Installation = "running"
    machine: Machine = "usable"

    @property
    def joined(self) -> bool:
        """Whether the client is in the session of its namespace."""
        return self.transfer == "multicast"


class Namespace(Struct, frozen=True, forbid_unknown_fields=True):
    """A multicast transmission of an image, or another namespace, with the clients that have joined it."""

    name: str
    kind: NamespaceKind = "transmission"
    clients: tuple[Client, ...] = ()


class Server(Struct, frozen=True, forbid_unknown_fields=True):
    """A transport server (Windows Deployment Services).

    Attributes:
        name: NetBIOS name.
        fqdn: fully qualified domain name, or "".
        reachable: whether the caller's host can reach it.
        slow_client_policy: what it does about slow clients by itself.
        slow_client_fallback: whether clients it disconnects by itself fall back.
        namespaces: its transmissions and namespaces.

    """

    name: str
    fqdn: str = ""
    reachable: bool = True
    slow_client_policy: SlowClientPolicy = "none"
    slow_client_fallback: bool = True
    namespaces: tuple[Namespace, ...] = ()


class Caller(Struct, frozen=True, forbid_unknown_fields=True):
    """Who types the command and where.

    Attributes:
        host: the name of the host or server the command is typed on ("the current server", "localhost").
        user: the account.
        session: the id of the session on `host` that the command is typed in, or None outside any session.

    """

    host: str
    user: str = "Administrator"
    session: int | None = None


class World(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a documented command can see or change."""

    caller: Caller
    hosts: tuple[Host, ...] = ()
    servers: tuple[Server, ...] = ()


Place = TypeVar("Place", Host, Server)


def named(things: tuple[Place, ...], name: str) -> Place | None:
    """The host or server of that short or fully qualified name, letter case aside; None if there is none."""
    wanted = name.casefold()
    for thing in things:
        if wanted in (thing.name.casefold(), thing.fqdn.casefold()) and wanted:
            return thing
    return None


def clients_of(server: Server) -> Iterator[tuple[Namespace, Client]]:
    """Every client of a server with the namespace it belongs to, in the order of the world."""
    for namespace in server.namespaces:
        for client in namespace.clients:
            yield namespace, client


def with_client(world: World, server: str, client: Client) -> World:
    """The world in which the client of that id on that server is the given one."""
    return replace(
        world,
        servers=tuple(
            replace(
                each,
                namespaces=tuple(
                    replace(
                        namespace,
                        clients=tuple(client if old.id == client.id else old for old in namespace.clients),
                    )
                    for namespace in each.namespaces
                ),
            )
            if each.name == server
            else each
            for each in world.servers
        ),
    )


def with_session(world: World, host: str, session: Session) -> World:
    """The world in which the session of that id on that host is the given one."""
    return replace(
        world,
        hosts=tuple(
            replace(each, sessions=tuple(session if old.id == session.id else old for old in each.sessions))
            if each.name == host
            else each
            for each in world.hosts
        ),
    )
