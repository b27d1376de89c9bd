"""Probing an adapter before it is used: what is wrong with how it talks, and what a run would make of it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from ..model.request import Command, Method, Request
from ..model.world import Caller, Client, Host, Namespace, Server, Session, World, clients_of
from .connection import Connection
from .errors import AdapterError, CannotArrange, told
from .nearest import unknown
from .remote import RemoteAdapter
from .simplest import simplest
from .sources import AdapterSource

Result = Literal["ok", "note", "problem"]

SLOW_SECONDS = 0.5
QUIET_SECONDS = 0.3
ROUNDS = 20
ERRORED = "the check is errored; exit code 3"


class Finding(Struct, frozen=True):
    """What one probe found.

    Attributes:
        probe: what was tried.
        result: whether it went well.
        observed: what was seen.
        conclusion: what a run would make of it, or "".

    """

    probe: str
    result: Result
    observed: str
    conclusion: str = ""


class Trial(Struct, frozen=True):
    """A small world for one system, a smaller one, a documented request in the first, and its effect."""

    system: str
    world: World
    smaller: World
    request: Request
    effect: Callable[[World], bool]


def _sessions(world: World) -> dict[int, str]:
    return {session.id: session.state for host in world.hosts for session in host.sessions}


def _clients(world: World) -> dict[int, str]:
    return {client.id: client.transfer for server in world.servers for _, client in clients_of(server)}


def trial(system: str, capabilities: Sequence[str]) -> Trial:
    """What to try for a system, in the terms that the adapter declares."""
    if system in ("wdsutil", "iwdstransportclient"):
        clients = (Client(id=1, name="PC01"), Client(id=2, name="PC02"))

        def joined_by(*those: Client) -> World:
            server = Server(name="WDS1", namespaces=(Namespace(name="Office", clients=those),))
            return World(caller=Caller(host="WDS1"), servers=(server,))

        route: Literal["client", "server"] = "client" if "client-method" in capabilities else "server"
        request: Request = (
            Command(line="WDSUTIL /Disconnect-Client /ClientId:1")
            if system == "wdsutil"
            else Method(route, "WDS1", 1, "abort")
        )
        return Trial(
            system,
            joined_by(*clients),
            joined_by(clients[1]),
            request,
            lambda seen: _clients(seen).get(1) in ("unicast", "none"),
        )
    sessions = (Session(id=3, name="TERM03", user="Administrator"), Session(id=5, user="Administrator"))
    inside = system == "tsdiscon" and not {"session-id", "session-name"} & set(capabilities)

    def inhabited_by(*those: Session) -> World:
        caller = Caller(host="RDSH1", session=those[0].id if inside else None)
        return World(caller=caller, hosts=(Host(name="RDSH1", sessions=those),))

    if system == "disconnect-wmssession":
        line = "Disconnect-WmsSession -SessionId 3"
    else:
        operand = "" if inside else " 3" if "session-id" in capabilities else " TERM03"
        line = f"tsdiscon{operand}"
    return Trial(
        system,
        inhabited_by(*sessions),
        inhabited_by(sessions[1]),
        Command(line=line),
        lambda seen: _sessions(seen).get(3) == "disconnected",
    )


def _until(connection: Connection, holds: Callable[[World], bool]) -> bool:
    end = time.monotonic() + connection.settle
    while not (found := holds(connection.observe())) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def _shows(world: World) -> Callable[[World], bool]:
    return lambda seen: (
        _sessions(world).items() <= _sessions(seen).items()
        and _clients(world).items() <= _clients(seen).items()
    )


def _is_left(before: World, after: World) -> Callable[[World], list[str]]:
    """What of an earlier world is still shown in a later one, to which it does not belong."""
    return lambda seen: [
        *(
            f"session {each}"
            for each in sorted(_sessions(before).keys() - _sessions(after).keys() & _sessions(seen).keys())
        ),
        *(
            f"client {each}"
            for each in sorted(_clients(before).keys() - _clients(after).keys() & _clients(seen).keys())
        ),
    ]


def arranges(connection: Connection, trial: Trial) -> Finding:
    """A world is arranged, and observed as arranged; and another one after it."""
    name = f"arrange and observe ({trial.system})"
    connection.arrange(trial.world)
    if not _until(connection, _shows(trial.world)):
        return Finding(
            name, "problem", "what was arranged is not observed", "every check is errored; exit code 3"
        )
    connection.invoke(trial.request)
    connection.arrange(trial.world)
    if not _until(connection, _shows(trial.world)):
        return Finding(
            name,
            "problem",
            "after a second arrange the first world is still there",
            "checks disturb each other",
        )
    return Finding(name, "ok", "shown as arranged, twice")


def replaces(connection: Connection, trial: Trial) -> Finding:
    """A second, smaller world takes the place of the first one, of which nothing is left."""
    name = f"arrange another world ({trial.system})"
    connection.arrange(trial.world)
    connection.observe()
    connection.arrange(trial.smaller)
    left = _is_left(trial.world, trial.smaller)
    if not _until(connection, lambda seen: _shows(trial.smaller)(seen) and not left(seen)):
        rest = left(connection.observe())
        seen = (
            f"after a second arrange {', '.join(rest)} of the first world is still there"
            if rest
            else "the second world that was arranged is not observed"
        )
        return Finding(name, "problem", seen, "checks disturb each other: verdicts may be wrong")
    return Finding(name, "ok", "nothing of the first world is left")


def carries_out(connection: Connection, trial: Trial) -> Finding:
    """A documented request is accepted, and its effect shows in the time that the adapter declares."""
    name = f"invoke ({trial.system})"
    connection.arrange(trial.world)
    connection.observe()
    outcome = connection.invoke(trial.request)
    if not _until(connection, trial.effect):
        told_so = "accepted" if outcome.accepted else "refused"
        if outcome.accepted and _shows_unless_observed_before(connection, trial):
            seen = "the effect shows only if nothing was observed before the request: observe remembers"
            return Finding(name, "problem", seen, "clauses fail whose requests were carried out; exit code 1")
        seen = f"the request was {told_so}, and no effect shows within {connection.settle:g} seconds"
        return Finding(name, "note", seen, "clauses fail, or declare a longer settle")
    return Finding(
        name, "ok", "accepted, and the effect shows" if outcome.accepted else "refused, but it shows"
    )


def _shows_unless_observed_before(connection: Connection, trial: Trial) -> bool:
    connection.arrange(trial.world)
    connection.invoke(trial.request)
    return _until(connection, trial.effect)


def keeps_its_word(connection: Connection, trial: Trial) -> Finding:
    """What is declared is not refused in its simplest form."""
    name = f"declared capabilities ({trial.system})"
    refusals: list[str] = []
    tried = 0
    for capability in connection.identity.capabilities:
        case = simplest(trial.system, capability)
        if case is None:
            continue
        world, request = case
        tried += 1
        try:
            connection.arrange(world)
            if request is not None:
                connection.invoke(request)
        except CannotArrange as reason:
            refusals.append(f"{capability}: {reason}")
    if refusals:
        seen = "declared, and refused in the simplest world: " + "; ".join(refusals)
        return Finding(name, "problem", seen, "clauses are untestable; exit code 4")
    return Finding(name, "ok", f"none of {tried} is refused in its simplest world")


def bears_anything(connection: Connection, trial: Trial) -> Finding:
    """Requests that nobody foresaw are refused, not died of."""
    name = f"unforeseen requests ({trial.system})"
    connection.arrange(trial.world)
    for line in (
        "",
        "no-such-command /x",
        "tsdiscon \"é 'x' $(reboot) `reboot` %PATH% \\",
        "tsdiscon " + "9" * 50,
    ):
        try:
            connection.invoke(Command(line=line))
        except CannotArrange:
            continue
    return Finding(name, "ok", "answered")


def answers_once(connection: Connection, trial: Trial) -> Finding:
    """Every message has one answer, and nothing else is written."""
    connection.arrange(trial.world)
    connection.observe()
    end = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < end:
        if found := connection.leftover():
            return Finding("one answer to each message", "problem", found, ERRORED)
        time.sleep(0.01)
    return Finding("one answer to each message", "ok", "nothing else was written")


def is_quick(connection: Connection, trial: Trial) -> Finding:
    """How long an answer takes."""
    connection.arrange(trial.world)
    times: list[float] = []
    for _ in range(ROUNDS):
        begin = time.monotonic()
        connection.observe()
        times.append(time.monotonic() - begin)
        if sum(times) > connection.deadline:
            break
    median = statistics.median(times)
    slow = median > min(SLOW_SECONDS, connection.deadline / 5)
    seen = f"an observation takes {median * 1000:.1f} ms"
    return Finding(
        "speed",
        "note" if slow else "ok",
        seen,
        "the run takes long; mind --deadline and --jobs" if slow else "",
    )


PROBES: tuple[tuple[str, Callable[[Connection, Trial], Finding]], ...] = (
    ("arrange and observe", arranges),
    ("arrange another world", replaces),
    ("invoke", carries_out),
    ("declared capabilities", keeps_its_word),
    ("unforeseen requests", bears_anything),
    ("one answer to each message", answers_once),
    ("speed", is_quick),
)


def starts(source: AdapterSource, deadline: float) -> tuple[Finding, Connection]:
    """The first probe: the adapter starts, and says who it is, twice the same."""
    connection = Connection(source, deadline)
    try:
        identity = connection.start()
        connection.drop()
        connection.start()
    except AdapterError as fault:
        return Finding("initialize", "problem", told(fault), "nothing is run; exit code 3"), connection
    finally:
        connection.drop()
    seen = f"{identity.name} {identity.version}".strip() + f" for {', '.join(identity.systems)}"
    return Finding("initialize", "ok", f"{seen}; {len(identity.capabilities)} capabilities"), connection


def ends(source: AdapterSource, deadline: float) -> list[Finding]:
    """The last probes: shutdown, and the end of input without one, leave nothing behind."""
    connection = Connection(source, deadline)
    connection.start()
    trouble = connection.close()
    found = [
        Finding("shutdown", "problem", trouble, "the last check is errored; exit code 3")
        if trouble
        else Finding("shutdown", "ok", "ended, and left nothing behind")
    ]
    adapter = source.open()
    if isinstance(adapter, RemoteAdapter):
        adapter.initialize()
        left = adapter.left_after_end_of_input()
        adapter.kill()
        found.append(
            Finding(
                "end of input", "note", f"{left} process(es) go on", "a run that is killed leaves them behind"
            )
            if left
            else Finding("end of input", "ok", "ended by itself")
        )
    return found


def probe(
    source: AdapterSource, deadline: float, *, allow_effects: bool, systems: Sequence[str] = ()
) -> list[Finding]:
    """Try an adapter in every way in which adapters go wrong; a fresh one after each problem.

    Args:
        source: what opens the adapter.
        deadline: how long it has for each answer.
        allow_effects: whether an adapter that declares real effects may be asked for anything.
        systems: the systems to try, of those that it claims; all of them where none is named.

    Raises:
        DisconspecError: the adapter does not claim a system that is named.


    """
    first, connection = starts(source, deadline)
    found = [first]
    if first.result == "problem":
        return found
    identity = connection.identity
    if identity.real_effects and not allow_effects:
        found.append(
            Finding(
                "effects",
                "note",
                "it has real effects: nothing was asked of it",
                "a run needs --allow-effects",
            )
        )
        return found + ends(source, deadline)
    for system in systems:
        if system not in identity.systems:
            raise unknown("system of this adapter", system, identity.systems)
    connection = Connection(source, deadline)
    for system in systems or identity.systems:
        tried = trial(system, identity.capabilities)
        for name, attempt in PROBES:
            found.append(_attempted(f"{name} ({system})", attempt, tried, connection))
            # Its failures are counted; each probe is to find out for itself.
            if found[-1].result == "problem":
                connection.drop()
                connection = Connection(source, deadline)
    connection.drop()
    return found + ends(source, deadline)


def _attempted(
    name: str, attempt: Callable[[Connection, Trial], Finding], tried: Trial, connection: Connection
) -> Finding:
    try:
        finding = attempt(connection, tried)
    except CannotArrange as reason:
        return Finding(
            name, "note", f"the adapter has no counterpart: {reason}", "clauses are untestable; exit code 4"
        )
    except AdapterError as fault:
        return Finding(name, "problem", told(fault), ERRORED)
    return Finding(name, finding.result, finding.observed, finding.conclusion)
