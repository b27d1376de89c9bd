"""Laws about sessions: tsdiscon, the programs in sessions, and Disconnect-WmsSession."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec.structs import replace

from ..model.request import Command, Reconnect, Request, Work
from ..model.world import Access, Grant, Session, World, with_session
from .difference import session_place
from .law import (
    ELSEWHERE_NOTHING,
    END_AS_DOCUMENTED,
    NOTHING_CHANGED,
    OTHERS_STAY,
    PROGRAMS_RUN,
    REFUSED,
    SUCCEEDED,
    Case,
    Law,
)
from .strategies import ACCESSES, HOSTS, ME, NAMES, letter_cases, qualified, session_worlds, some

Cases = Callable[[frozenset[str]], SearchStrategy[Case]]
SWITCHES = ("server", "v", "vm")


def operand(session: Session, capabilities: frozenset[str]) -> str:
    """The session's id or name, whichever the implementation declares; "" where it declares neither."""
    if "session-id" in capabilities:
        return str(session.id)
    return session.name if "session-name" in capabilities else ""


@st.composite
def disconnections(
    draw: DrawFn, capabilities: frozenset[str], *, own: bool = False
) -> tuple[World, tuple[Session, ...], tuple[Command, ...]]:
    """A host, some of its sessions, and a tsdiscon command for each, in a form that is declared."""
    world = draw(session_worlds(capabilities, own=own))
    sessions = tuple(draw(some(world.hosts[0].sessions)))
    if all(operand(session, capabilities) for session in sessions):
        return (
            world,
            sessions,
            tuple(Command(line=f"tsdiscon {operand(each, capabilities)}") for each in sessions),
        )
    inside = replace(world, caller=replace(world.caller, session=sessions[0].id))
    return inside, sessions[:1], (Command(line="tsdiscon"),)


def case_of(
    world: World, sessions: tuple[Session, ...], requests: tuple[Request, ...], host: str = ""
) -> Case:
    """A case that names those sessions of a host."""
    place = host or world.caller.host
    return Case(world, requests, frozenset(session_place(place, session.id) for session in sessions))


@st.composite
def some_disconnected(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Some sessions of the current server are disconnected, one after the other; another has the same ids."""
    world, sessions, commands = draw(disconnections(capabilities))
    world, _ = draw(hosts_of(capabilities, world))
    return case_of(world, sessions, commands)


@st.composite
def own_disconnected(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Some of one's own sessions are disconnected, one after the other."""
    world, sessions, commands = draw(disconnections(capabilities, own=True))
    return case_of(world, sessions, commands)


@st.composite
def disconnected_for_a_while(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Some of one's own sessions are disconnected, and time passes in between."""
    world, sessions, commands = draw(disconnections(capabilities, own=True))
    work = Work(host=world.caller.host)
    waits = draw(st.lists(st.booleans(), min_size=len(commands), max_size=len(commands)))
    requests = [
        each
        for command, wait in zip(commands, waits, strict=True)
        for each in (command, *[work][: int(wait)])
    ]
    return case_of(world, sessions, tuple(requests))


@st.composite
def there_and_back(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Some of one's own sessions are disconnected and connected again."""
    world, sessions, commands = draw(disconnections(capabilities, own=True))
    host = world.caller.host
    back = tuple(Reconnect(host=host, session=session.id) for session in draw(st.permutations(sessions)))
    return case_of(world, sessions, (*commands, *back))


def with_switch(switch: str, *, any_order: bool = True) -> Cases:
    """One of one's own sessions is named together with a switch."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(session_worlds(capabilities, own=True))
        session = draw(st.sampled_from(world.hosts[0].sessions))
        words = [operand(session, capabilities), switch]
        if any_order:
            words = draw(st.permutations(words))
        return case_of(world, (session,), (Command(line=" ".join(["tsdiscon", *filter(None, words)])),))

    return cases


@st.composite
def unknown_switch(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """One of one's own sessions is named together with a switch that does not exist."""
    letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)
    switch = draw(letters.filter(lambda word: word not in SWITCHES))
    return draw(with_switch(f"/{switch}")(capabilities))


@st.composite
def name_with_vm(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """`/VM` with the name of a session."""
    world = draw(session_worlds(capabilities, own=True))
    session = replace(draw(st.sampled_from(world.hosts[0].sessions)), name=draw(st.sampled_from(NAMES)))
    there = with_session(world, world.caller.host, session)
    return Case(there, (Command(line=f"tsdiscon {session.name} /VM"),))


def on_the_other_host(switch: SearchStrategy[str], *, any_order: bool = False) -> Cases:
    """Two hosts with the same sessions; a session of the other one is disconnected."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world, session = draw(twin_hosts(capabilities))
        words = [str(session.id), f"{draw(switch)}:{HOSTS[1]}"]
        line = " ".join(["tsdiscon", *(draw(st.permutations(words)) if any_order else words)])
        return case_of(world, (session,), (Command(line=line),), HOSTS[1])

    return cases


@st.composite
def ways_to_name(
    draw: DrawFn, capabilities: frozenset[str], session: Session, host: str, *, machine: bool = False
) -> str:
    """A line that names the session in one of the documented ways, with or without further switches."""
    by_name = bool(session.name) and draw(st.booleans())
    words = [session.name if by_name else str(session.id)]
    if host != HOSTS[0]:
        words.append(f"/server:{host}")
    if "verbose" in capabilities and draw(st.booleans()):
        words.append("/v")
    # That /VM disconnects is recommended only, so no other clause may rest on it; it may be refused always.
    if machine and "vm" in capabilities and not by_name and draw(st.booleans()):
        words.append("/VM")
    return " ".join(["tsdiscon", *words])


@st.composite
def hosts_of(draw: DrawFn, capabilities: frozenset[str], world: World) -> tuple[World, str]:
    """The world, with a second host of the same sessions where there can be one; and one of its hosts."""
    if "several-servers" not in capabilities:
        return world, HOSTS[0]
    first = world.hosts[0]
    other = replace(first, name=HOSTS[1], fqdn=qualified(HOSTS[1]))
    return replace(world, hosts=(first, other)), draw(st.sampled_from(HOSTS))


@st.composite
def console_named(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """The console session of a host is named in any way, whoever has been granted what on it."""
    world, host = draw(hosts_of(capabilities, draw(session_worlds(capabilities))))
    session = replace(draw(st.sampled_from(world.hosts[0].sessions)), console=True, user=world.caller.user)
    if "permissions" in capabilities and draw(st.booleans()):
        session = replace(session, grants=(Grant(ME, draw(st.sampled_from(ACCESSES[:2]))),))
    # By its id alone: what it is called is for another clause.
    line = draw(ways_to_name(capabilities, replace(session, name=""), host, machine=True))
    return Case(with_session(world, host, session), (Command(line=line),))


@st.composite
def named_on_the_other_host(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Two hosts with the same ids and names; a session of the other one is named by either."""
    world, session = draw(twin_hosts(capabilities))
    line = draw(ways_to_name(capabilities, session, HOSTS[1]))
    return case_of(world, (session,), (Command(line=line),), HOSTS[1])


@st.composite
def twin_hosts(draw: DrawFn, capabilities: frozenset[str]) -> tuple[World, Session]:
    """Two hosts with the same sessions, all one's own, and one of these."""
    world = draw(session_worlds(capabilities, own=True))
    first = world.hosts[0]
    other = replace(first, name=HOSTS[1], fqdn=qualified(HOSTS[1]))
    return replace(world, hosts=(first, other)), draw(st.sampled_from(first.sessions))


def somebody_elses(
    granted: SearchStrategy[list[Access]], owner: str = "Bob", *, refused: bool = False
) -> Cases:
    """A session of another user, on which the caller has been granted just that, named in any way."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world, host = draw(hosts_of(capabilities, draw(session_worlds(capabilities))))
        session = draw(st.sampled_from(world.hosts[0].sessions))
        others = tuple(grant for grant in session.grants if grant.user != ME)
        mine = tuple(Grant(ME, access) for access in draw(granted))
        changed = replace(session, user=owner, grants=(*others, *mine))
        # By its id or name: who can arrange users can name their sessions.
        line = draw(ways_to_name(capabilities, changed, host, machine=refused))
        return case_of(with_session(world, host, changed), (changed,), (Command(line=line),), host)

    return cases


def among(*accesses: Access, least: int = 0) -> SearchStrategy[list[Access]]:
    """Some of those accesses, in any order."""
    return st.lists(st.sampled_from(accesses), min_size=least, max_size=len(accesses), unique=True)


def and_others(access: Access) -> SearchStrategy[list[Access]]:
    """That access with some others beside it."""
    return among(*ACCESSES).map(lambda found: [access, *(each for each in found if each != access)])


WEAK: tuple[Access, ...] = ("query", "message", "connect")

SESSION_LAWS = (
    Law(
        "TSDISCON-DISCONNECT-001",
        "Every session named stays, disconnected",
        own_disconnected,
        (END_AS_DOCUMENTED,),
    ),
    Law("TSDISCON-ISOLATION-001", "Only sessions that are named change", some_disconnected, (OTHERS_STAY,)),
    Law(
        "TSDISCON-CONSOLE-001",
        "The console session stays, however it is named",
        console_named,
        (REFUSED, NOTHING_CHANGED),
    ),
    Law(
        "TSDISCON-SERVER-001",
        "Where a server is named, ids and names are those of that server",
        named_on_the_other_host,
        (END_AS_DOCUMENTED, ELSEWHERE_NOTHING, SUCCEEDED),
    ),
    Law(
        "TSDISCON-SERVER-003",
        "The same id on another server is another session",
        on_the_other_host(st.just("/server")),
        (END_AS_DOCUMENTED, ELSEWHERE_NOTHING),
    ),
    Law(
        "TSDISCON-SYNTAX-001",
        "Letter case of switches does not count",
        on_the_other_host(letter_cases("/server")),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "TSDISCON-SYNTAX-002",
        "The order of operand and switches does not count",
        on_the_other_host(st.just("/server"), any_order=True),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "TSDISCON-VERBOSE-002",
        "/v changes nothing about what is done",
        with_switch("/v", any_order=False),
        (END_AS_DOCUMENTED,),
    ),
    Law(
        "TSDISCON-HELP-002", "/? has no effect, whatever else is typed", with_switch("/?"), (NOTHING_CHANGED,)
    ),
    Law("TSDISCON-UNKNOWN-002", "No unknown switch has an effect", unknown_switch, (NOTHING_CHANGED,)),
    Law("TSDISCON-VM-002", "/VM takes no name", name_with_vm, (REFUSED, NOTHING_CHANGED)),
    Law(
        "TSDISCON-PERMISSION-001",
        "Full Control suffices, whatever else is granted",
        somebody_elses(and_others("full-control")),
        (END_AS_DOCUMENTED, SUCCEEDED),
    ),
    Law(
        "TSDISCON-PERMISSION-002",
        "Disconnect access suffices, whatever else is granted",
        somebody_elses(and_others("disconnect")),
        (END_AS_DOCUMENTED, SUCCEEDED),
    ),
    Law(
        "TSDISCON-PERMISSION-003",
        "Without access nobody else's session is touched",
        somebody_elses(st.just([]), refused=True),
        (REFUSED, NOTHING_CHANGED),
    ),
    Law(
        "TSDISCON-PERMISSION-004",
        "One's own session needs no access, whatever is granted",
        somebody_elses(among(*WEAK), owner=ME),
        (END_AS_DOCUMENTED, SUCCEEDED),
    ),
    Law(
        "TSDISCON-PERMISSION-005",
        "No weaker access suffices",
        somebody_elses(among(*WEAK, least=1), refused=True),
        (REFUSED, NOTHING_CHANGED),
    ),
    Law(
        "TSDISCON-PROGRAMS-001",
        "No program ends with a disconnection",
        disconnected_for_a_while,
        (PROGRAMS_RUN,),
    ),
    Law(
        "TSDISCON-PROGRAMS-002", "No program loses work over a disconnection", there_and_back, (PROGRAMS_RUN,)
    ),
    Law(
        "TSDISCON-RECONNECT-001",
        "Every way back leads to the same session",
        there_and_back,
        (END_AS_DOCUMENTED, OTHERS_STAY),
    ),
)
