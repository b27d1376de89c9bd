"""Hosts and sessions, and what a disconnection does to them before any rule has a say."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from .draft import Draft
from .reading import Argument
from .request import SessionObject
from .world import Host, Program, Session, named

Place = tuple[int, int]
Order = tuple[str, str]


class SessionDraft(Draft, frozen=True, kw_only=True):
    """A disconnection of a session half carried out.

    Attributes:
        arguments: the command line's arguments.
        pipeline: the objects piped in.
        answer: what the caller answers when prompted.
        hosts: the places of the hosts to work on, or None as long as nothing says which.
        host_name: the host as the request names it, or "".
        orders: the sessions asked for, each by host ("" for the host to work on) and id as written.
        aimed: the places (host, session) of the sessions named.
        leaving: the places of the sessions that are to be disconnected.
        protected: the console is among the sessions named.
        permitted: the caller may disconnect the sessions named.
        machine: whether `/VM` stands in the way.
        kept: the sessions stay on their host.
        running: their programs keep running.
        withheld: everything is said as usual, but nothing is done.
        prompted: see `Outcome`.
        output: see `Outcome`.

    """

    arguments: tuple[Argument, ...] = ()
    pipeline: tuple[SessionObject, ...] = ()
    answer: str = "yes"
    hosts: tuple[int, ...] | None = None
    host_name: str = ""
    orders: tuple[Order, ...] = ()
    aimed: tuple[Place, ...] = ()
    leaving: tuple[Place, ...] = ()
    protected: bool = False
    permitted: bool = False
    machine: bool = False
    kept: bool = False
    running: bool = False
    withheld: bool = False
    prompted: bool = False
    output: int = 0


def host_at(draft: SessionDraft, at: int) -> Host:
    """The host at a place of the world."""
    return draft.world.hosts[at]


def session_at(draft: SessionDraft, place: Place) -> Session:
    """The session at a place of the world."""
    return draft.world.hosts[place[0]].sessions[place[1]]


def hosts_named(draft: SessionDraft, name: str) -> tuple[int, ...]:
    """The place of the host of that name, NetBIOS or fully qualified; none where there is no such host."""
    host = named(draft.world.hosts, name)
    return () if host is None else (draft.world.hosts.index(host),)


def out_of_reach(draft: SessionDraft) -> bool:
    """Whether there is no host to work on or one does not answer."""
    return not draft.hosts or not all(host_at(draft, at).reachable for at in draft.hosts)


def sessions_on(draft: SessionDraft, wanted: Callable[[Session], bool]) -> tuple[Place, ...]:
    """The places of the sessions wanted on the hosts to work on."""
    return tuple(
        (at, row)
        for at in draft.hosts or ()
        for row, session in enumerate(host_at(draft, at).sessions)
        if wanted(session)
    )


def own(draft: SessionDraft, place: Place) -> bool:
    """Whether the command itself runs in that session."""
    caller = draft.world.caller
    return (place[0],) == hosts_named(draft, caller.host) and session_at(draft, place).id == caller.session


def change(
    draft: SessionDraft, chosen: tuple[Place, ...], how: Callable[[Session], Session | None]
) -> SessionDraft:
    """The draft in which those sessions are changed, or removed where `how` gives None."""
    if not chosen:
        return draft
    hosts = list(draft.world.hosts)
    for at in {at for at, _ in chosen}:
        sessions = tuple(
            how(session) if (at, row) in chosen else session for row, session in enumerate(hosts[at].sessions)
        )
        hosts[at] = replace(hosts[at], sessions=tuple(each for each in sessions if each is not None))
    return replace(draft, world=replace(draft.world, hosts=tuple(hosts)))


def disconnect(draft: SessionDraft) -> SessionDraft:
    """Those who are to leave leave: sessions close and programs end unless a rule has said otherwise."""
    if draft.withheld:
        return draft
    return change(draft, draft.leaving, lambda session: _after(draft, session))


def _after(draft: SessionDraft, session: Session) -> Session | None:
    """The session without its connection."""
    if not draft.kept:
        return None
    return replace(session, state="disconnected", programs=session.programs if draft.running else ())


def worked(program: Program) -> Program:
    """The program after some more work."""
    return replace(program, work=program.work + 1)
