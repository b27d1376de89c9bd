"""What holds of every step, whatever the world and the request."""

from __future__ import annotations

import msgspec
from disconspec.model import Command, Method, Outcome, Request, World, rules, step
from disconspec.model.draft import Profile
from disconspec.model.request import Reconnect, Work
from disconspec.model.stepping import think
from disconspec.model.world import Caller, Client, Host, Namespace, Program, Server, Session
from hypothesis import given, settings
from hypothesis import strategies as st
from model_strategies import CLIENTS, REQUESTS, WORLDS
from model_worlds import ON_HOST, ON_SERVER, client_of, everybody
from msgspec.structs import replace

CLAUSES = [each.clause for each in rules()]
OFF = st.frozensets(st.sampled_from(CLAUSES), max_size=2)
PROFILES: st.SearchStrategy[Profile] = st.sampled_from(("documented", "observed"))


@settings(max_examples=400, deadline=None)
@given(WORLDS, REQUESTS, PROFILES, OFF)
def test_a_step_never_raises_and_is_determined(
    world: World, request_: Request, profile: Profile, disabled: frozenset[str]
) -> None:
    """Any world and any request have an outcome, always the same, made of values that travel as JSON."""
    before = msgspec.json.encode(world)
    after, outcome = step(world, request_, profile=profile, disabled=disabled)
    assert (after, outcome) == think.__wrapped__(world, request_, profile, disabled)
    assert msgspec.json.encode(world) == before
    assert msgspec.json.decode(msgspec.json.encode(after), type=World) == after
    assert msgspec.json.decode(msgspec.json.encode(outcome), type=Outcome) == outcome
    assert not disabled.intersection(outcome.clauses)


@settings(max_examples=300, deadline=None)
@given(WORLDS, REQUESTS, PROFILES)
def test_what_is_refused_changes_nothing(world: World, request_: Request, profile: Profile) -> None:
    """A refusal leaves the world as it was, so that it is refused again; silence has no success to report."""
    after, outcome = step(world, request_, profile=profile)
    if not outcome.accepted:
        assert after == world
        assert step(after, request_, profile=profile)[1] == outcome
    if isinstance(request_, Method):
        assert (outcome.hresult == 0) == outcome.accepted
    assert len(set(outcome.clauses)) == len(outcome.clauses)


@settings(max_examples=200, deadline=None)
@given(WORLDS, REQUESTS)
def test_hosts_servers_and_the_caller_stay(world: World, request_: Request) -> None:
    """No request adds, removes or renames a host, a server or a namespace, nor moves the caller."""
    after, _ = step(world, request_)
    assert after.caller == world.caller
    assert [replace(each, sessions=()) for each in after.hosts] == [
        replace(each, sessions=()) for each in world.hosts
    ]
    assert [replace(each, namespaces=()) for each in after.servers] == [
        replace(each, namespaces=()) for each in world.servers
    ]
    for old, new in zip(world.servers, after.servers, strict=True):
        assert [(each.name, [c.id for c in each.clients]) for each in old.namespaces] == [
            (each.name, [c.id for c in each.clients]) for each in new.namespaces
        ]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 20), st.sampled_from(("tsdiscon {}", "Disconnect-WmsSession -SessionId {}")))
def test_only_the_named_session_is_affected(number: int, line: str) -> None:
    """Whatever id is given, no session of another id and none of another host changes."""
    after, outcome = step(ON_HOST, Command(line.format(number)))
    before, now = everybody(ON_HOST), everybody(after)
    changed = {key for key in before if before[key] != now.get(key)}
    assert changed <= {("RDSH1", number)}
    assert before.keys() == now.keys()
    if ("RDSH1", number) not in before:
        assert not outcome.specified
        assert not changed


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 12), st.booleans())
def test_only_the_named_client_is_affected(number: int, force: bool) -> None:
    """Whatever client is named, no other one changes."""
    line = f"WDSUTIL /Disconnect-Client /ClientId:{number}" + " /Force" * force
    after, outcome = step(ON_SERVER, Command(line))
    before, now = everybody(ON_SERVER), everybody(after)
    changed = {key for key in before if before[key] != now[key]}
    assert changed <= {("MyWDSServer", number)}
    assert bool(changed) == outcome.accepted


@settings(max_examples=200, deadline=None)
@given(CLIENTS, CLIENTS, st.sampled_from(("fallback", "abort")), st.booleans(), st.booleans())
def test_three_routes_end_in_the_same_state(
    first: Client, other: Client, disconnection: str, namespace: bool, policy: bool
) -> None:
    """Command, client method and server method do the same to a client."""
    world = World(
        Caller("WDS1"),
        servers=(
            Server(
                "WDS1",
                slow_client_policy="auto-disconnect" if policy else "none",
                slow_client_fallback=disconnection == "abort",
                namespaces=(
                    Namespace(
                        "image",
                        "namespace" if namespace else "transmission",
                        (replace(first, id=1), replace(other, id=2)),
                    ),
                ),
            ),
        ),
    )
    force = " /Force" if disconnection == "abort" else ""
    kind = "abort" if disconnection == "abort" else "fallback"
    ends = [
        step(world, Command(f"WDSUTIL /Disconnect-Client /ClientId:1{force}")),
        step(world, Method("client", "WDS1", 1, kind)),
        step(world, Method("server", "WDS1", 1, kind)),
    ]
    assert all(end == ends[0][0] for end, _ in ends)
    assert len({outcome.accepted for _, outcome in ends}) == 1
    assert client_of(ends[0][0], "WDS1", 2) == client_of(world, "WDS1", 2)


def test_every_walk_through_a_small_world_keeps_what_the_documents_promise() -> None:
    """All that can happen on a host of two sessions, with work counted up to nine, step by step."""
    start = World(
        Caller("H", "ann", 1),
        hosts=(
            Host(
                "H",
                sessions=(
                    Session(1, "A", "ann", programs=(Program("editor", "p1"),)),
                    Session(2, "B", "ann", programs=(Program("mail", "p2"),)),
                ),
            ),
        ),
    )
    requests: tuple[Request, ...] = (
        *(Command(line) for line in ("tsdiscon", "tsdiscon 2", "tsdiscon B", "Disconnect-WmsSession -All")),
        *(Command(line) for line in ("reset session 1", "reset session 2", "tsdiscon 2 /v", "tsdiscon 3")),
        *(Reconnect("H", 1), Reconnect("H", 2), Work("H")),
    )
    seen, waiting = {start}, [start]
    while waiting:
        world = waiting.pop()
        for request in requests:
            after, _ = step(world, request)
            assert_promises(world, after, request)
            small = all(
                program.work < 9 for session in after.hosts[0].sessions for program in session.programs
            )
            if small and after not in seen:
                seen.add(after)
                waiting.append(after)
    assert len(seen) > 60


def assert_promises(before: World, after: World, request: Request) -> None:
    """A session goes by reset only; while it is there nothing in it ends, starts anew or loses work."""
    reset = isinstance(request, Command) and request.line.startswith("reset")
    now = {each.id: each for each in after.hosts[0].sessions}
    for old in before.hosts[0].sessions:
        if reset and old.id not in now:
            continue
        new = now[old.id]
        assert (new.name, new.user) == (old.name, old.user)
        if reset:
            assert new == old
        else:
            step_on = isinstance(request, Work)
            assert new.programs == tuple(replace(each, work=each.work + step_on) for each in old.programs)
