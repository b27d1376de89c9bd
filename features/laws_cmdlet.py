"""Laws about Disconnect-WmsSession."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec.structs import replace

from ..model.request import Command, SessionObject
from ..model.world import Session, World
from .difference import Place, session_place
from .law import (
    ELSEWHERE_NOTHING,
    END_AS_DOCUMENTED,
    NO_OBJECTS,
    NOTHING_CHANGED,
    OTHERS_STAY,
    PROMPTED_AS_ASKED,
    REFUSED,
    SUCCEEDED,
    Case,
    Law,
)
from .strategies import HOSTS, letter_cases, qualified, session_worlds, some

Cases = Callable[[frozenset[str]], SearchStrategy[Case]]
CMDLET = "Disconnect-WmsSession"
MOST_IDS = 2**32
FORMS = ("all", "pipeline")
OUTSIDE = st.one_of(
    st.integers(max_value=-1).map(str),
    st.integers(min_value=MOST_IDS).map(str),
    st.text("abcdefghij", min_size=1, max_size=6),
)
COMMON = (
    "-Debug",
    "-Verbose",
    "-ErrorAction Continue",
    "-ErrorVariable problems",
    "-InformationAction Continue",
    "-OutVariable results",
    "-OutBuffer 1",
    "-PipelineVariable each",
    "-WarningAction Continue",
    "-WarningVariable warnings",
)
PREFIXES = tuple("-SessionId"[:length] for length in range(len("-Ses"), len("-SessionId") + 1))


def most(capabilities: frozenset[str]) -> int:
    """How many sessions one command may name."""
    return 3 if "session-array" in capabilities else 1


def array(sessions: list[Session]) -> str:
    """The argument of -SessionId."""
    return ",".join(str(session.id) for session in sessions)


def places(host: str, sessions: list[Session]) -> frozenset[Place]:
    """The places of sessions of a host."""
    return frozenset(session_place(host, session.id) for session in sessions)


def by_id(arguments: SearchStrategy[str]) -> Cases:
    """Some sessions named by id, with these arguments before or after."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(session_worlds(capabilities, own=True))
        host = world.hosts[0]
        sessions = draw(some(host.sessions, most(capabilities)))
        words = draw(st.permutations([f"-SessionId {array(sessions)}", draw(arguments)]))
        line = " ".join([CMDLET, *filter(None, words)])
        return Case(world, (Command(line=line),), places(host.name, sessions))

    return cases


def however_named(arguments: SearchStrategy[str], *, answer: Literal["yes", "no"] = "yes") -> Cases:
    """Sessions named by id, through the pipeline or by -All, here or on another host, whoever's they are."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = with_a_console(draw(session_worlds(capabilities)), capabilities)
        first = world.hosts[0]
        if "several-servers" in capabilities:
            world = replace(world, hosts=(first, replace(first, name=HOSTS[1], fqdn=qualified(HOSTS[1]))))
        host = draw(st.sampled_from(world.hosts))
        form = draw(st.sampled_from(("id", *(each for each in FORMS if each in capabilities))))
        sessions = list(host.sessions)
        if form != "all":
            sessions = draw(some(host.sessions, most(capabilities) if form == "id" else 3))
        words = {"id": f"-SessionId {array(sessions)}", "all": "-All"}
        asked = [words.get(form, ""), "" if host is first else f"-Server {host.fqdn}", draw(arguments)]
        objects = tuple(SessionObject(session_id=each.id) for each in sessions) if form == "pipeline" else ()
        line = " ".join([CMDLET, *filter(None, asked)])
        request = Command(line=line, pipeline=objects, answer=answer)
        return Case(world, (request,), places(host.name, sessions))

    return cases


def with_a_console(world: World, capabilities: frozenset[str]) -> World:
    """The world in which the first session is the console session, where there can be one."""
    first, *others = world.hosts[0].sessions
    console = replace(first, console="console" in capabilities)
    return replace(world, hosts=(replace(world.hosts[0], sessions=(console, *others)), *world.hosts[1:]))


@st.composite
def everybody(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """-All on a host with a console session and sessions of several users, as far as there can be such."""
    world = with_a_console(draw(session_worlds(capabilities)), capabilities)
    host = world.hosts[0]
    return Case(world, (Command(line=f"{CMDLET} -All"),), places(host.name, list(host.sessions)))


@st.composite
def several_ids(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Two sessions or more, named in one array."""
    world = draw(session_worlds(capabilities, own=True))
    host = world.hosts[0]
    sessions = draw(st.lists(st.sampled_from(host.sessions), min_size=2, unique=True))
    return Case(world, (Command(line=f"{CMDLET} -SessionId {array(sessions)}"),), places(host.name, sessions))


def everything(*, inside: bool = False, hosts: int = 1) -> Cases:
    """-All, typed in one of the sessions or in none."""

    @st.composite
    def cases(draw: DrawFn, capabilities: frozenset[str]) -> Case:
        world = draw(session_worlds(capabilities, hosts, own=True, inside=inside))
        host = world.hosts[0]
        named = [session for session in host.sessions if session.id != world.caller.session]
        return Case(world, (Command(line=f"{CMDLET} -All"),), places(host.name, named))

    return cases


@st.composite
def own_session_named(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """The session that the cmdlet runs in is named."""
    world = draw(session_worlds(capabilities, own=True, inside=True))
    return Case(world, (Command(line=f"{CMDLET} -SessionId {world.caller.session}"),))


@st.composite
def both_sets(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """-All and -SessionId together."""
    world = draw(session_worlds(capabilities, own=True))
    session = draw(st.sampled_from(world.hosts[0].sessions))
    words = draw(st.permutations([f"-SessionId {session.id}", "-All"]))
    return Case(world, (Command(line=" ".join([CMDLET, *words])),))


@st.composite
def outside_the_type(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """An id that is no UInt32."""
    world = draw(session_worlds(capabilities, own=True))
    return Case(world, (Command(line=f"{CMDLET} -SessionId {draw(OUTSIDE)}"),))


@st.composite
def shortened(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """-SessionId shortened, in any letter case."""
    world = draw(session_worlds(capabilities, own=True))
    host = world.hosts[0]
    session = draw(st.sampled_from(host.sessions))
    name = draw(st.sampled_from(PREFIXES).flatmap(letter_cases))
    return Case(world, (Command(line=f"{CMDLET} {name} {session.id}"),), places(host.name, [session]))


@st.composite
def on_the_other_host(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Two hosts with the same sessions; a session of the other one is named."""
    world, session = draw(twins(capabilities))
    if "caller-session" in capabilities:
        # Whoever works in a session here may disconnect one of the same id there.
        world = replace(world, caller=replace(world.caller, session=session.id))
    line = f"{CMDLET} -SessionId {session.id} -Server {qualified(HOSTS[1])}"
    return Case(world, (Command(line=line),), places(HOSTS[1], [session]))


@st.composite
def twins(draw: DrawFn, capabilities: frozenset[str]) -> tuple[World, Session]:
    """Two hosts with the same sessions, and one of these."""
    world = draw(session_worlds(capabilities, own=True))
    first = world.hosts[0]
    other = replace(first, name=HOSTS[1], fqdn=qualified(HOSTS[1]))
    return replace(world, hosts=(first, other)), draw(st.sampled_from(first.sessions))


@st.composite
def through_the_pipeline(draw: DrawFn, capabilities: frozenset[str]) -> Case:
    """Some sessions of two hosts come through the pipeline, in any order."""
    world = draw(session_worlds(capabilities, 2, own=True))
    everywhere = [(host, session) for host in world.hosts for session in host.sessions]
    chosen = draw(some(everywhere, 4))
    objects = tuple(SessionObject(session_id=session.id, computer_name=host.fqdn) for host, session in chosen)
    named = frozenset(session_place(host.name, session.id) for host, session in chosen)
    return Case(world, (Command(line=CMDLET, pipeline=objects),), named)


UNKNOWN = st.sampled_from(("-Gently", "-Force", "-Quiet", "-Name four", "-Time 5", "-Where here"))
NONE = st.just("")

CMDLET_LAWS = (
    Law("WMS-ID-002", "Every session of the array is disconnected", several_ids, (END_AS_DOCUMENTED,)),
    Law("WMS-ID-005", "What is no UInt32 disconnects nothing", outside_the_type, (REFUSED, NOTHING_CHANGED)),
    Law(
        "WMS-ISOLATION-001",
        "No session but those named changes, however they are named",
        however_named(NONE),
        (OTHERS_STAY,),
    ),
    Law(
        "WMS-ALL-001",
        "-All means every session of the host",
        everybody,
        (END_AS_DOCUMENTED, SUCCEEDED),
    ),
    Law("WMS-ALL-002", "-All reaches no other host", everything(hosts=2), (ELSEWHERE_NOTHING,)),
    Law("WMS-SETS-001", "-All and -SessionId exclude each other", both_sets, (REFUSED, NOTHING_CHANGED)),
    Law(
        "WMS-SERVER-001",
        "The same id on another host is another session",
        on_the_other_host,
        (END_AS_DOCUMENTED, ELSEWHERE_NOTHING, SUCCEEDED),
    ),
    Law(
        "WMS-PIPELINE-002",
        "Each session from the pipeline is disconnected on its own host",
        through_the_pipeline,
        (END_AS_DOCUMENTED, OTHERS_STAY, SUCCEEDED),
    ),
    Law(
        "WMS-WHATIF-001",
        "-WhatIf never changes anything",
        however_named(st.just("-WhatIf")),
        (NOTHING_CHANGED,),
    ),
    Law(
        "WMS-CONFIRM-001",
        "Whoever asks for it is asked to confirm, and nobody else",
        however_named(st.sampled_from(("", "-Confirm"))),
        (PROMPTED_AS_ASKED,),
    ),
    Law(
        "WMS-CONFIRM-002",
        "No never changes anything",
        however_named(st.just("-Confirm"), answer="no"),
        (NOTHING_CHANGED,),
    ),
    Law("WMS-OUTPUT-001", "The cmdlet never writes an object", however_named(NONE), (NO_OBJECTS,)),
    Law("WMS-SELF-001", "One's own session cannot be named", own_session_named, (NOTHING_CHANGED,)),
    Law("WMS-SELF-002", "One's own session is never part of -All", everything(inside=True), (OTHERS_STAY,)),
    Law(
        "WMS-COMMON-001",
        "No common parameter changes what is disconnected",
        by_id(st.lists(st.sampled_from(COMMON), max_size=3, unique=True).map(" ".join)),
        (END_AS_DOCUMENTED, OTHERS_STAY),
    ),
    Law("WMS-SYNTAX-001", "No unknown parameter is accepted", by_id(UNKNOWN), (REFUSED, NOTHING_CHANGED)),
    Law("WMS-SYNTAX-002", "A shortened name does the same", shortened, (END_AS_DOCUMENTED,)),
)
