"""Comparing two observations of the world, in words: what has changed, and what was never arranged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from msgspec.structs import asdict, replace

from ..model.world import Client, Program, Session, World, clients_of


class Place(NamedTuple):
    """Where one observable thing lies: its kind, the name of its server or host, its own id or name."""

    kind: str
    on: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name} of {self.on}"


def client_place(server: str, client: int) -> Place:
    """The place of a client on a server."""
    return Place("client", server, str(client))


def session_place(host: str, session: int) -> Place:
    """The place of a session on a host."""
    return Place("session", host, str(session))


Thing = Client | Session | str


def things(world: World) -> Iterator[tuple[Place, Thing]]:
    """Everything observable in a world, one by one: transmissions and namespaces, clients, sessions."""
    for server in world.servers:
        for namespace in server.namespaces:
            yield Place(namespace.kind, server.name, namespace.name), "there"
        for _, client in clients_of(server):
            yield client_place(server.name, client.id), client
    for host in world.hosts:
        for session in host.sessions:
            yield session_place(host.name, session.id), session


def words(thing: object) -> str:
    """A value as a reader sees it in a report."""
    if isinstance(thing, tuple):
        return ", ".join(words(part) for part in cast("tuple[object, ...]", thing)) or "none"
    if isinstance(thing, Program):
        return f"{thing.name} (instance {thing.instance or 'unnamed'}, work {thing.work})"
    return str(thing) if thing != "" else "none"


def still_running(before: Program, after: Program) -> bool:
    """Whether a program is the one that ran before, with nothing lost: its work may have grown meanwhile."""
    return (before.name, before.instance) == (after.name, after.instance) and after.work >= before.work


def settled(before: Session, after: Session) -> Session:
    """The later session with the growth of its programs' work taken out, for programs work at any time."""
    if len(before.programs) != len(after.programs):
        return after
    pairs = zip(before.programs, after.programs, strict=True)
    return replace(after, programs=tuple(old if still_running(old, new) else new for old, new in pairs))


def change(before: Thing, after: Thing) -> str:
    """What differs between one thing before and after, in words; "" where nothing does."""
    if isinstance(before, Session) and isinstance(after, Session):
        after = settled(before, after)
    if before == after:
        return ""
    if isinstance(before, str) or isinstance(after, str):
        return f"{words(before)} became {words(after)}"
    old, new = asdict(before), asdict(after)
    return ", ".join(
        f"{name} {words(old[name])} became {words(new[name])}" for name in old if old[name] != new[name]
    )


def differences(before: World, after: World, spared: frozenset[Place] = frozenset()) -> list[str]:
    """What has changed from one observation to a later one, one line a thing.

    Args:
        before: the earlier observation.
        after: the later observation.
        spared: the places that are not compared.

    Returns:
        The changes in words, in a stable order; nothing where there are none.

    """
    old, new = dict(things(before)), dict(things(after))
    found: list[str] = []
    for place in sorted({*old, *new} - spared):
        if place not in new:
            found.append(f"{place} is gone")
        elif place not in old:
            found.append(f"{place} is new")
        elif changed := change(old[place], new[place]):
            found.append(f"{place}: {changed}")
    return found


def shortfalls(arranged: World, observed: World) -> list[str]:
    """What was to be arranged and cannot be observed, in words; more than was asked for may be there.

    Only what every implementation can show is compared: whether clients and sessions are there, in what
    state, and which programs run.
    """
    there = dict(things(observed))
    found: list[str] = []
    for place, wanted in things(arranged):
        actual = there.get(place)
        if actual is None:
            found.append(f"{place} is not there")
        elif isinstance(wanted, Client) and isinstance(actual, Client) and wanted.transfer != actual.transfer:
            found.append(f"{place} has transfer {actual.transfer} instead of {wanted.transfer}")
        elif isinstance(wanted, Session) and isinstance(actual, Session):
            if wanted.state != actual.state:
                found.append(f"{place} is {actual.state} instead of {wanted.state}")
            missing = {each.name for each in wanted.programs} - {each.name for each in actual.programs}
            found += [f"{name} does not run in {place}" for name in sorted(missing)]
    return found
