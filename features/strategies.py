"""Arbitrary small worlds, and the commands that can be typed in them, as Hypothesis strategies.

A world has only what the implementation declares to arrange, and only what the documents speak of: no client
with the id 0, no session named by digits, nobody who has already left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..model.world import (
    Access,
    Caller,
    Client,
    Grant,
    Host,
    Namespace,
    NamespaceKind,
    Program,
    Server,
    Session,
    Software,
    World,
)
from .sentences import POLICIES, SOFTWARE, UNSAVED_WORK

Item = TypeVar("Item")

SERVERS = ("LocalWDS", "MyWDSServer")
HOSTS = ("RDSH1", "RDSH2")
NAMESPACES = ("Office", "Laptops", "Drivers")
NAMES = ("TERM01", "TERM02", "TERM03", "TERM04")
PROGRAMS = ("Notepad", "Editor")
USERS = ("Alice", "Bob", "Carol")
ACCESSES: tuple[Access, ...] = ("full-control", "disconnect", "query", "message", "connect")
ME = "Alice"
USUAL_CALLER = Caller(host="").user
LEFT_ALONE = "to leave them alone"
# The policy that differs most from what is asked comes up in every second world.
SLOW_CLIENTS = st.sampled_from(
    (*POLICIES.values(), *(POLICIES["to disconnect them without a fallback"],) * 2)
)
CLIENT_IDS = st.integers(1, 60)
SESSION_IDS = st.integers(1, 20)
RUNNING = st.sampled_from(((), PROGRAMS[:1], PROGRAMS))
OWNERS = st.sampled_from(USERS)
SINGLE_GRANTS = tuple(Grant(user, access) for user in USERS for access in ACCESSES)
GRANTED = st.sampled_from(((), *((each,) for each in SINGLE_GRANTS), *combinations(SINGLE_GRANTS, 2)))


def qualified(name: str) -> str:
    """The fully qualified name of a server or host."""
    return f"{name.lower()}.example.com"


def some(things: Sequence[Item], most: int = 3) -> SearchStrategy[list[Item]]:
    """One to so many different ones, but not all: who is not named has to be there to be spared."""
    return st.lists(st.sampled_from(things), min_size=1, max_size=min(most, len(things) - 1), unique=True)


@st.composite
def server_of_that_name(
    draw: DrawFn, name: str, capabilities: frozenset[str], kind: NamespaceKind, *, policy: bool
) -> Server:
    """A transport server with two to four clients; the first two have joined one namespace of that kind."""
    members: dict[str, list[Client]] = {}
    for place, number in enumerate(draw(st.lists(CLIENT_IDS, min_size=2, max_size=4, unique=True))):
        software, fallback = draw(st.sampled_from(known_software(capabilities)))
        client = Client(id=number, name=f"PC{number:02}", software=software, fallback=fallback)
        label = draw(st.sampled_from(NAMESPACES)) if place > 1 else NAMESPACES[0]
        members.setdefault(label, []).append(client)
    other: tuple[NamespaceKind, ...] = (
        ("transmission", "namespace") if "namespaces" in capabilities else (kind,)
    )
    kinds: list[NamespaceKind] = [kind, *(draw(st.sampled_from(other)) for _ in range(len(members) - 1))]
    slow, with_fallback = draw(SLOW_CLIENTS) if policy else POLICIES[LEFT_ALONE]
    return Server(
        name=name,
        slow_client_policy=slow,
        slow_client_fallback=with_fallback,
        namespaces=tuple(
            Namespace(name=label, kind=its_kind, clients=tuple(clients))
            for its_kind, (label, clients) in zip(kinds, members.items(), strict=True)
        ),
    )


def known_software(capabilities: frozenset[str]) -> tuple[tuple[Software, bool], ...]:
    """Which software clients may run, with their fallback."""
    known = tuple(SOFTWARE.values())
    return known if "fallback" in capabilities else known[:1]


@st.composite
def transport_worlds(
    draw: DrawFn, capabilities: frozenset[str], kind: NamespaceKind = "transmission", *, policy: bool = False
) -> World:
    """A world of one transport server, on which commands are typed.

    Args:
        draw: Hypothesis' own.
        capabilities: what the implementation declares to arrange.
        kind: what at least one client has joined.
        policy: whether the server may do something about slow clients by itself.

    """
    server = draw(server_of_that_name(SERVERS[0], capabilities, kind, policy=policy))
    return World(caller=Caller(host=server.name), servers=(server,))


@st.composite
def session_of_that_id(draw: DrawFn, number: int, name: str, capabilities: frozenset[str]) -> Session:
    """An active session, the caller's own unless users can be arranged."""
    running = draw(RUNNING) if "programs" in capabilities else ()
    programs = tuple(Program(name=each, instance=f"{each}-{number}", work=UNSAVED_WORK) for each in running)
    if "permissions" not in capabilities:
        return Session(id=number, name=name, user=USUAL_CALLER, programs=programs)
    return Session(id=number, name=name, user=draw(OWNERS), programs=programs, grants=draw(GRANTED))


@st.composite
def host_of_that_name(draw: DrawFn, name: str, capabilities: frozenset[str]) -> Host:
    """A host with two to four sessions, which have names where ids do not suffice, and else sometimes."""
    numbers = draw(st.lists(SESSION_IDS, min_size=2, max_size=4, unique=True))
    names = ("",) * len(NAMES)
    if "session-name" in capabilities and ("session-id" not in capabilities or draw(st.booleans())):
        names = NAMES
    return Host(
        name=name,
        fqdn=qualified(name) if "several-servers" in capabilities else "",
        sessions=tuple(
            draw(session_of_that_id(number, label, capabilities))
            for number, label in zip(numbers, names, strict=False)
        ),
    )


@st.composite
def session_worlds(
    draw: DrawFn, capabilities: frozenset[str], hosts: int = 1, *, own: bool = False, inside: bool = False
) -> World:
    """A world of so many hosts; commands are typed on the first.

    Args:
        draw: Hypothesis' own.
        capabilities: what the implementation declares to arrange.
        hosts: how many hosts.
        own: every session is the caller's own.
        inside: commands are typed in one of the sessions.

    """
    able = capabilities - {"permissions"} if own else capabilities
    able = able if hosts > 1 else able - {"several-servers"}
    places = tuple(draw(host_of_that_name(name, able)) for name in HOSTS[:hosts])
    session = draw(st.sampled_from(places[0].sessions)).id if inside else None
    user = ME if "permissions" in able else USUAL_CALLER
    return World(caller=Caller(host=places[0].name, user=user, session=session), hosts=places)


@st.composite
def letter_cases(draw: DrawFn, text: str) -> str:
    """The text with some of its letters in the other case."""
    flips = draw(st.integers(0, 2 ** len(text) - 1))
    return "".join(letter.swapcase() if flips >> place & 1 else letter for place, letter in enumerate(text))
