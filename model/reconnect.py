"""What happens beside the commands: a user comes back to a session, and programs work on."""

from __future__ import annotations

from msgspec.structs import replace

from .draft import Stage, rule, unspecified
from .request import Reconnect, Work
from .sessions import Place, SessionDraft, change, hosts_named, session_at, sessions_on, worked
from .world import Program, Session


def begin_reconnect(draft: SessionDraft, request: Reconnect) -> SessionDraft:
    """The user looks for the session."""
    known = replace(draft, hosts=hosts_named(draft, request.host))
    places = sessions_on(
        known, lambda session: session.id == request.session and session.state == "disconnected"
    )
    return replace(known, aimed=places) if places else unspecified(draft)


@rule("TSDISCON-RECONNECT-001")
def the_same_session(draft: SessionDraft) -> SessionDraft:
    """Reconnecting leads back to the same session."""
    return replace(draft, kept=True)


@rule("TSDISCON-PROGRAMS-002")
def nothing_is_lost(draft: SessionDraft) -> SessionDraft:
    """After reconnecting, the programs that ran before are there and have lost no data."""
    return (
        replace(draft, running=True)
        if any(session_at(draft, each).programs for each in draft.aimed)
        else draft
    )


def come_back(draft: SessionDraft) -> SessionDraft:
    """The user is connected: to the old session or to a new one, with the old programs or with new ones."""
    if draft.kept:
        return change(draft, draft.aimed, lambda session: _activated(session, draft.running))
    return _new_sessions(draft)


def _activated(session: Session, running: bool) -> Session:
    programs = session.programs if running else tuple(_started_anew(each) for each in session.programs)
    return replace(session, state="active", programs=programs)


def _started_anew(program: Program) -> Program:
    return replace(program, instance=f"{program.instance}+", work=0)


def _new_sessions(draft: SessionDraft) -> SessionDraft:
    hosts = list(draft.world.hosts)
    for at, row in draft.aimed:
        old = hosts[at].sessions[row]
        fresh = Session(id=max(each.id for each in hosts[at].sessions) + 1, user=old.user)
        hosts[at] = replace(hosts[at], sessions=(*hosts[at].sessions, fresh))
    return replace(draft, world=replace(draft.world, hosts=tuple(hosts)))


def work(draft: SessionDraft, request: Work) -> SessionDraft:
    """Every program of the host does some more work, whether anybody is connected to its session or not."""
    known = replace(draft, hosts=hosts_named(draft, request.host))
    if not known.hosts:
        return unspecified(draft)
    running: tuple[Place, ...] = sessions_on(known, lambda session: bool(session.programs))
    return change(
        known, running, lambda session: replace(session, programs=tuple(map(worked, session.programs)))
    )


RECONNECT: tuple[Stage[SessionDraft], ...] = (the_same_session, nothing_is_lost, come_back)
