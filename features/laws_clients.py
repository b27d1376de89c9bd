"""Laws about clients of transport servers: WDSUTIL /Disconnect-Client and IWdsTransportClient::Disconnect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec.structs import replace

from ..model.request import Command, Disconnection, Method, Request
from ..model.world import Client, NamespaceKind, Server, World, clients_of, with_client
from .difference import client_place
from .law import (
    ELSEWHERE_NOTHING,
    END_ALIKE,
    END_AS_DOCUMENTED,
    LEFT,
    LISTING,
    NO_MORE_DATA,
    NOTHING_CHANGED,
    OTHERS_STAY,
    REFUSED,
    RETURNS_S_OK,
    SUCCEEDED,
    Case,
    Law,
)
from .sentences import SOFTWARE
from .strategies import SERVERS, letter_cases, qualified, some, transport_worlds

Cases = Callable[[frozenset[str]], SearchStrategy[Case]]
Asking = Callable[[Server, Client], Request]


def typed(options: str = "") -> Asking:
    """The command for a client, with these further options; only the local server has not to be named."""

    def ask(server: Server, client: Client) -> Request:
        where = "" if server.name == SERVERS[0] else f" /Server:{server.name}"
        return Command(line=f"WDSUTIL /Disconnect-Client{where} /ClientId:{client.id}{options}")

    return ask


def called(route: Literal["client", "server"], disconnection: Disconnection) -> Asking:
    """The method for a client."""
    return lambda server, client: Method(route, server.name, client.id, disconnection)


def candidates(world: World, kind: NamespaceKind = "transmission") -> list[Client]:
    """The clients of the local server that have joined something of that kind."""
    return [client for namespace, client in clients_of(world.servers[0]) if namespace.kind == kind]


def twins(world: World) -> World:
    """The world with a second server that has the same clients."""
    first = world.servers[0]
    return replace(world, servers=(first, replace(first, name=SERVERS[1], fqdn=qualified(SERVERS[1]))))


@st.composite
def listed(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """The listing of the local server's clients, of whatever transmission; another server has others."""
    world = draw(transport_worlds(capabilities))
    if "several-servers" in capabilities:
        other = draw(transport_worlds(capabilities)).servers[0]
        world = replace(world, servers=(*world.servers, replace(other, name=SERVERS[1])))
    return Case(world, (Command(line="WDSUTIL /get-multicasttransmission /show:clients"),))


def each_of_some(ask: Asking, kind: NamespaceKind = "transmission", *, policy: bool = False) -> Cases:
    """Some clients of a server, one after the other; where there can be a second one, it has the same ids."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(transport_worlds(capabilities, kind, policy=policy))
        clients = draw(some(candidates(world, kind)))
        if "several-servers" in capabilities:
            world = twins(world)
        server = draw(st.sampled_from(world.servers))
        return Case(
            world,
            tuple(ask(server, client) for client in clients),
            frozenset(client_place(server.name, client.id) for client in clients),
        )

    return cases


def one_that(software: tuple[str, ...], ask: Asking, *, policy: bool = False) -> Cases:
    """One client of the local server that runs one of those."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(transport_worlds(capabilities, policy=policy))
        server = world.servers[0]
        client = draw(st.sampled_from(candidates(world)))
        kind, fallback = SOFTWARE[draw(st.sampled_from(software))]
        changed = replace(client, software=kind, fallback=fallback)
        place = client_place(server.name, client.id)
        return Case(with_client(world, server.name, changed), (ask(server, changed),), frozenset({place}))

    return cases


def on_the_other_server(by: Callable[[Server], str], *, any_order: bool = False) -> Cases:
    """Two servers with the same ids; a client of the other one is disconnected."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(transport_worlds(capabilities))
        client = draw(st.sampled_from(candidates(world)))
        world = twins(world)
        other = world.servers[1]
        options = [f"/ClientId:{client.id}", f"/Server:{by(other)}"]
        if any_order:
            force = ["/Force"] if "force" in capabilities and draw(st.booleans()) else []
            options = draw(st.permutations([*options, *force]))
        line = " ".join(["WDSUTIL /Disconnect-Client", *options])
        place = client_place(other.name, client.id)
        return Case(world, (Command(line=line),), frozenset({place}))

    return cases


@st.composite
def in_any_letters(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """The command with its option names in any letter case."""
    world = draw(transport_worlds(capabilities))
    client = draw(st.sampled_from(candidates(world)))
    verb, option = draw(letter_cases("/Disconnect-Client")), draw(letter_cases("/ClientId"))
    line = f"WDSUTIL {verb} {option}:{client.id}"
    return Case(world, (Command(line=line),), frozenset({client_place(world.servers[0].name, client.id)}))


@st.composite
def without_an_id(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """The command without `/ClientId`."""
    return Case(draw(transport_worlds(capabilities)), (Command(line="WDSUTIL /Disconnect-Client"),))


def three_routes(options: str, disconnection: Disconnection) -> Cases:
    """Three clients that are alike, each disconnected by another route."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(transport_worlds(capabilities))
        server = world.servers[0]
        namespace = server.namespaces[0]
        model = draw(st.sampled_from(namespace.clients))
        others = [each for _, each in clients_of(server) if each.id != model.id]
        fresh = draw(
            st.lists(
                st.integers(1, 60).filter(lambda number: number not in {each.id for each in others}),
                min_size=3,
                max_size=3,
                unique=True,
            )
        )
        alike = tuple(replace(model, id=number, name=f"PC{number:02}") for number in fresh)
        kept = tuple(each for each in namespace.clients if each.id != model.id)
        changed = replace(namespace, clients=(*kept, *alike))
        there = replace(
            server, namespaces=tuple(changed if each is namespace else each for each in server.namespaces)
        )
        routes = (typed(options), called("client", disconnection), called("server", disconnection))
        return Case(
            replace(world, servers=(there,)),
            tuple(
                ask(there, client) for ask, client in zip(draw(st.permutations(routes)), alike, strict=True)
            ),
            frozenset(client_place(there.name, client.id) for client in alike),
        )

    return cases


ANY = tuple(SOFTWARE)
WDS_CLIENT, WDSMCAST, WITH_FALLBACK, WITHOUT_FALLBACK = ANY
FALLBACK, ABORT = called("client", "fallback"), called("client", "abort")

CLIENT_LAWS = (
    Law(
        "WDSUTIL-CLIENTID-003",
        "The listing shows every client of the server and does nothing",
        listed,
        (LISTING, NOTHING_CHANGED),
    ),
    Law("WDSUTIL-CLIENTID-001", "Without an id nobody is touched", without_an_id, (REFUSED, NOTHING_CHANGED)),
    Law("WDSUTIL-ISOLATION-001", "Only clients that are named change", each_of_some(typed()), (OTHERS_STAY,)),
    Law(
        "WDSUTIL-ISOLATION-002",
        "With /Force, too, only clients that are named change",
        each_of_some(typed(" /Force")),
        (OTHERS_STAY,),
    ),
    Law(
        "WDSUTIL-DISCONNECT-002",
        "The command disconnects every client of a namespace",
        each_of_some(typed(), "namespace"),
        (LEFT, SUCCEEDED),
    ),
    Law(
        "WDSUTIL-SERVER-002",
        "The same id on another server is another client",
        on_the_other_server(lambda server: server.name),
        (LEFT, ELSEWHERE_NOTHING, SUCCEEDED),
    ),
    Law(
        "WDSUTIL-SERVER-003",
        "The same id on a server of another qualified name is another client",
        on_the_other_server(lambda server: server.fqdn),
        (LEFT, ELSEWHERE_NOTHING, SUCCEEDED),
    ),
    Law(
        "WDSUTIL-SYNTAX-001",
        "The order of options does not count",
        on_the_other_server(lambda server: server.name, any_order=True),
        (LEFT,),
    ),
    Law("WDSUTIL-SYNTAX-002", "Letter case of options does not count", in_any_letters, (LEFT,)),
    Law(
        "WDSUTIL-POLICY-001",
        "No policy for slow clients matters to a command",
        one_that((WDS_CLIENT,), typed(), policy=True),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "WDSUTIL-FALLBACK-001",
        "Every Windows Deployment Services client goes on by unicast",
        one_that((WDS_CLIENT,), typed()),
        (END_AS_DOCUMENTED, SUCCEEDED),
    ),
    Law(
        "WDSUTIL-FALLBACK-002",
        "Every client of Wdsmcast.exe fails",
        one_that((WDSMCAST,), typed()),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "WDSUTIL-FALLBACK-003",
        "Every other client without a fallback fails",
        one_that((WITHOUT_FALLBACK,), typed()),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "WDSUTIL-FALLBACK-004",
        "Every other client with a fallback changes to it",
        one_that((WITH_FALLBACK,), typed()),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "WDSUTIL-FORCE-001",
        "With /Force every client fails",
        each_of_some(typed(" /Force")),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "WDSUTIL-FORCE-002",
        "With /Force no client falls back",
        one_that((WDS_CLIENT, WITH_FALLBACK), typed(" /Force")),
        (NO_MORE_DATA,),
    ),
    Law(
        "IWDS-ISOLATION-001", "No other client of the session changes", each_of_some(FALLBACK), (OTHERS_STAY,)
    ),
    Law(
        "IWDS-POLICY-001",
        "No policy for slow clients matters to the method",
        one_that((WDS_CLIENT,), FALLBACK, policy=True),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "IWDS-NAMESPACE-001",
        "The method disconnects every client of a namespace",
        each_of_some(FALLBACK, "namespace"),
        (LEFT,),
    ),
    Law(
        "IWDS-FALLBACK-001",
        "Every client that has another mechanism goes on",
        one_that((WDS_CLIENT, WITH_FALLBACK), FALLBACK),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "IWDS-FALLBACK-002",
        "Every client that has no other mechanism fails",
        one_that((WDSMCAST, WITHOUT_FALLBACK), FALLBACK),
        (END_AS_DOCUMENTED,),
    ),
    Law("IWDS-ABORT-001", "With Abort no client tries again", each_of_some(ABORT), (NO_MORE_DATA,)),
    Law("IWDS-RESULT-001", "Every disconnection returns S_OK", each_of_some(ABORT), (RETURNS_S_OK,)),
    Law(
        "IWDS-ROUTES-001", "Three routes with a fallback, one end", three_routes("", "fallback"), (END_ALIKE,)
    ),
    Law(
        "IWDS-ROUTES-002",
        "Three routes without a fallback, one end",
        three_routes(" /Force", "abort"),
        (END_ALIKE,),
    ),
)
