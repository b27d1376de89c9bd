"""The simplest world and request of each capability: who refuses those should not declare it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ..model.request import Command, Method, Reconnect, Request, SessionObject, Work
from ..model.world import Caller, Client, Grant, Host, Namespace, Program, Server, Session, World

Simplest = tuple[World, Request | None]
Cases = dict[str, Callable[[], Simplest]]

NAMED = Session(id=3, name="TERM03", user="Administrator")
OTHER = Session(id=5, user="Administrator")
CLIENT = Client(id=1, name="PC01")


def _hosts(*sessions: Session, user: str = "Administrator", inside: int | None = None) -> World:
    host = Host(name="RDSH1", sessions=sessions or (NAMED, OTHER))
    return World(caller=Caller(host="RDSH1", user=user, session=inside), hosts=(host,))


def _two_hosts(*, reachable: bool = True) -> World:
    world = _hosts()
    second = Host(name="RDSH2", reachable=reachable, sessions=(NAMED,))
    return replace(world, hosts=(*world.hosts, second))


def _servers(*clients: Client, namespace: Namespace | None = None) -> World:
    office = namespace or Namespace(name="Office", clients=clients or (CLIENT,))
    return World(caller=Caller(host="WDS1"), servers=(Server(name="WDS1", namespaces=(office,)),))


def _two_servers(*, reachable: bool = True) -> World:
    world = _servers()
    second = replace(world.servers[0], name="WDS2", reachable=reachable)
    return replace(world, servers=(*world.servers, second))


def _with_policy() -> World:
    world = _servers()
    return replace(world, servers=(replace(world.servers[0], slow_client_policy="auto-disconnect"),))


def _asked(line: str, world: World | None = None) -> Simplest:
    return world or _hosts(), Command(line=line)


CLIENTS: Cases = {
    "fallback": lambda: (_servers(replace(CLIENT, software="other", fallback=False)), None),
    "machine-state": lambda: (_servers(), None),
    "namespaces": lambda: (
        _servers(namespace=Namespace(name="Files", kind="namespace", clients=(CLIENT,))),
        None,
    ),
    "several-servers": lambda: (_two_servers(), None),
    "slow-client-policy": lambda: (_with_policy(), None),
    "unreachable-server": lambda: (_two_servers(reachable=False), None),
}
HOSTS: Cases = {
    "programs": lambda: (
        _hosts(replace(NAMED, programs=(Program(name="Notepad", instance="1", work=5),))),
        Work("RDSH1"),
    ),
    "several-servers": lambda: (_two_hosts(), None),
    "unreachable-server": lambda: (_two_hosts(reachable=False), None),
}
CASES: dict[str, Cases] = {
    "wdsutil": {
        **CLIENTS,
        "client-listing": lambda: _asked("WDSUTIL /get-multicasttransmission /show:clients", _servers()),
        "force": lambda: _asked("WDSUTIL /Disconnect-Client /ClientId:1 /Force", _servers()),
    },
    "iwdstransportclient": {
        **CLIENTS,
        "client-method": lambda: (_servers(), Method("client", "WDS1", 1, "abort")),
        "command-route": lambda: _asked("WDSUTIL /Disconnect-Client /ClientId:1", _servers()),
        "force": lambda: _asked("WDSUTIL /Disconnect-Client /ClientId:1 /Force", _servers()),
        "server-method": lambda: (_servers(), Method("server", "WDS1", 1, "abort")),
    },
    "tsdiscon": {
        **HOSTS,
        "console": lambda: (_hosts(Session(id=1, name="console", user="Administrator", console=True)), None),
        "current-session": lambda: _asked("tsdiscon", _hosts(inside=3)),
        "help": lambda: _asked("tsdiscon /?"),
        "permissions": lambda: (
            _hosts(replace(NAMED, user="Alice", grants=(Grant("Bob", "disconnect"),)), user="Bob"),
            None,
        ),
        "reconnect": lambda: (_hosts(replace(NAMED, state="disconnected")), Reconnect("RDSH1", 3)),
        "reset": lambda: _asked("reset session 3", _hosts(replace(NAMED, state="disconnected"))),
        "session-id": lambda: _asked("tsdiscon 3"),
        "session-name": lambda: _asked("tsdiscon TERM03"),
        "usage-errors": lambda: _asked("tsdiscon /quietly"),
        "verbose": lambda: _asked("tsdiscon /v", _hosts(inside=3)),
        "vm": lambda: _asked("tsdiscon 3 /VM"),
    },
    "disconnect-wmssession": {
        **HOSTS,
        "all": lambda: _asked("Disconnect-WmsSession -All"),
        "caller-session": lambda: (_hosts(inside=3), None),
        "common-parameters": lambda: _asked("Disconnect-WmsSession -SessionId 3 -Verbose"),
        "confirm": lambda: _asked("Disconnect-WmsSession -SessionId 3 -Confirm"),
        "pipeline": lambda: (
            _hosts(),
            Command(line="Disconnect-WmsSession", pipeline=(SessionObject(session_id=3),)),
        ),
        "session-array": lambda: _asked("Disconnect-WmsSession -SessionId 3,5"),
        "what-if": lambda: _asked("Disconnect-WmsSession -SessionId 3 -WhatIf"),
    },
}


def simplest(system: str, capability: str) -> Simplest | None:
    """The simplest world of a capability in a system, and a request in it where it takes one.

    Returns:
        None where no clause of the system needs the capability.

    """
    case = CASES[system].get(capability)
    return case() if case is not None else None
