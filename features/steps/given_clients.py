"""Given steps about transport servers and the clients that have joined something on them."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from pytest_bdd import given

from ...model.world import NamespaceKind
from ..sentences import POLICIES, SOFTWARE
from ..stage import Stage
from .phrases import CLIENT, IDS, TO_INTEGER, integers, sentence


@given(sentence(r"the local server is (?P<server>\S+)"))
def the_local_server(stage: Stage, server: str) -> None:
    """Commands are typed on this transport server."""
    stage.server(server)
    stage.type_on(server)


@given(sentence(r"there is another server (?P<server>\S+)"))
def another_server(stage: Stage, server: str) -> None:
    """A transport server beside the local one."""
    stage.server(server)


@given(sentence(r"the server (?P<server>\S+) has the fully qualified name (?P<fqdn>\S+)"))
def server_fqdn(stage: Stage, server: str, fqdn: str) -> None:
    """The server's fully qualified domain name beside its NetBIOS name."""
    stage.server(server, partial(replace, fqdn=fqdn))


@given(sentence(r"the server (?P<server>\S+) cannot be reached"))
def server_unreachable(stage: Stage, server: str) -> None:
    """The caller's host cannot reach the server."""
    stage.server(server, partial(replace, reachable=False))


@given(sentence(r"the policy of (?P<server>\S+) for slow clients is (?P<policy>" + "|".join(POLICIES) + ")"))
def slow_client_policy(stage: Stage, server: str, policy: str) -> None:
    """What the server does about slow clients by itself."""
    kind, fallback = POLICIES[policy]
    stage.server(server, partial(replace, slow_client_policy=kind, slow_client_fallback=fallback))


@given(
    sentence(CLIENT + r" has joined the (?P<kind>transmission|namespace) (?P<namespace>\S+)"),
    converters=TO_INTEGER,
)
def client_has_joined(
    stage: Stage, client: int, server: str | None, kind: NamespaceKind, namespace: str
) -> None:
    """The client receives a multicast transmission of an image, or is in another namespace."""
    stage.join(client, server, namespace, kind)


@given(
    sentence(rf"clients {IDS} have joined the (?P<kind>transmission|namespace) (?P<namespace>\S+)"),
    converters={"ids": integers},
)
def clients_have_joined(stage: Stage, ids: tuple[int, ...], kind: NamespaceKind, namespace: str) -> None:
    """Several clients of the local server are in the same transmission or namespace."""
    for client in ids:
        stage.join(client, None, namespace, kind)


@given(sentence(CLIENT + r" (?P<software>" + "|".join(SOFTWARE) + ")"), converters=TO_INTEGER)
def client_software(stage: Stage, client: int, server: str | None, software: str) -> None:
    """Which software the client runs, and with it whether it has another transfer method to fall back to."""
    kind, fallback = SOFTWARE[software]
    stage.client(client, server, partial(replace, software=kind, fallback=fallback))
