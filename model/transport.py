"""Servers, namespaces and clients, and what a disconnection does to them before any rule has a say."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from .draft import Draft
from .reading import Argument
from .request import Disconnection
from .world import Client, Server, named

Seat = tuple[int, int]


class TransportDraft(Draft, frozen=True, kw_only=True):
    """A disconnection of a client half carried out.

    Attributes:
        command: the command's name in the ledger.
        arguments: the command line's arguments.
        server: the place of the server in the world, or None as long as there is none.
        server_name: the server as the request names it, or "".
        asked: what the request wants the client to do next.
        disconnection: what the client is told to do next.
        by_method: "" for a command, or the route of the method.
        client: the id of the client that is named, or None where there is none of that id.
        aimed: the seats (namespace, client) of the clients named.
        leaving: the seats of the clients that are to leave.
        left: the seats of the clients that have left.
        fallback: whether a client may still use another transfer method.
        hresult: see `Outcome`.
        listing: see `Outcome`.

    """

    command: str = ""
    arguments: tuple[Argument, ...] = ()
    server: int | None = None
    server_name: str = ""
    asked: Disconnection = "fallback"
    disconnection: Disconnection = "fallback"
    by_method: str = ""
    client: int | None = None
    aimed: tuple[Seat, ...] = ()
    leaving: tuple[Seat, ...] = ()
    left: tuple[Seat, ...] = ()
    fallback: bool = True
    hresult: int | None = None
    listing: tuple[int, ...] = ()


def the_server(draft: TransportDraft) -> Server | None:
    """The server that the request works on."""
    return None if draft.server is None else draft.world.servers[draft.server]


def place_of(draft: TransportDraft, name: str) -> int | None:
    """The place of the server of that name, NetBIOS or fully qualified."""
    server = named(draft.world.servers, name)
    return None if server is None else draft.world.servers.index(server)


def out_of_reach(draft: TransportDraft) -> bool:
    """Whether there is no such server or it does not answer."""
    server = the_server(draft)
    return server is None or not server.reachable


def seats(server: Server | None, wanted: Callable[[Client], bool]) -> tuple[Seat, ...]:
    """The seats of the clients of a server that are wanted."""
    if server is None:
        return ()
    return tuple(
        (row, column)
        for row, namespace in enumerate(server.namespaces)
        for column, client in enumerate(namespace.clients)
        if wanted(client)
    )


def sitting(draft: TransportDraft, seat: Seat) -> Client:
    """The client in a seat."""
    return draft.world.servers[draft.server or 0].namespaces[seat[0]].clients[seat[1]]


def company(draft: TransportDraft) -> TransportDraft:
    """Whoever shares a namespace with a client named is to leave too: the transmission is taken down."""
    rows = {row for row, _ in draft.aimed}
    joined = seats(the_server(draft), lambda client: client.joined)
    return replace(draft, leaving=tuple(seat for seat in joined if seat[0] in rows))


def in_kind(draft: TransportDraft, kind: str) -> tuple[Seat, ...]:
    """Who is to leave a namespace of that kind and has not left yet."""
    server = the_server(draft)
    if server is None:
        return ()
    return tuple(
        seat for seat in draft.leaving if seat not in draft.left and server.namespaces[seat[0]].kind == kind
    )


def leave(draft: TransportDraft, leavers: tuple[Seat, ...]) -> TransportDraft:
    """Those clients leave what they have joined; how they go on is not said."""
    if not leavers:
        return draft
    return replace(change(draft, leavers, _out), left=(*draft.left, *leavers))


def _out(client: Client) -> Client:
    return replace(client, transfer="none")


def change(
    draft: TransportDraft, chosen: tuple[Seat, ...], how: Callable[[Client], Client]
) -> TransportDraft:
    """The draft in which those clients are changed; the same draft where there are none."""
    server = the_server(draft)
    if server is None or not chosen:
        return draft
    changed = replace(
        server,
        namespaces=tuple(
            replace(
                namespace,
                clients=tuple(
                    how(client) if (row, column) in chosen else client
                    for column, client in enumerate(namespace.clients)
                ),
            )
            for row, namespace in enumerate(server.namespaces)
        ),
    )
    servers = tuple(changed if at == draft.server else each for at, each in enumerate(draft.world.servers))
    return replace(draft, world=replace(draft.world, servers=servers))


def those_left(draft: TransportDraft, wanted: Callable[[Client], bool]) -> tuple[Seat, ...]:
    """The seats of those who have left and are wanted."""
    return tuple(seat for seat in draft.left if wanted(sitting(draft, seat)))


def can_fall_back(client: Client) -> bool:
    """Whether the client supports another transfer method: one capability, mostly known by software (C1)."""
    return client.software == "wds-client" or (client.software == "other" and client.fallback)


def by_unicast(client: Client) -> Client:
    """The client goes on by unicast."""
    return replace(client, transfer="unicast")


def failed(client: Client) -> Client:
    """The client's installation has failed."""
    return replace(client, installation="failed")


def endangered(client: Client) -> Client:
    """The client's computer may be unusable."""
    return replace(client, machine="possibly-unusable")


def stopped(client: Client) -> Client:
    """The client's installation was stopped, which may leave its computer unusable."""
    return endangered(failed(client))


def policy_interferes(draft: TransportDraft) -> TransportDraft:
    """A server with a policy for slow clients takes whoever leaves for a slow one."""
    server = the_server(draft)
    if server is None or server.slow_client_policy == "none":
        return draft
    return replace(draft, disconnection="fallback" if server.slow_client_fallback else "abort")
