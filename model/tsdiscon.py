"""The rules of `tsdiscon` about sessions, and of `reset session` as far as the document tells."""

from __future__ import annotations

from msgspec.structs import replace

from . import texts
from .draft import Stage, gap, refused, rule, unspecified
from .forms import form
from .reading import number
from .sessions import (
    SessionDraft,
    change,
    disconnect,
    host_at,
    hosts_named,
    out_of_reach,
    session_at,
    sessions_on,
)
from .tsdiscon_switches import SWITCHES, letter_case_does_not_count, operand, switch
from .world import Access, Session

RESET_SESSION = "reset session"


def name_the_host(draft: SessionDraft) -> SessionDraft:
    """What `/server` says."""
    found = switch(draft, "server")
    return replace(draft, host_name=found.value if found else "")


@rule("TSDISCON-SERVER-001")
def server_contains_the_session(draft: SessionDraft) -> SessionDraft:
    """`/server` names the server that contains the session; ids on other servers are not meant."""
    return replace(draft, hosts=hosts_named(draft, draft.host_name)) if draft.host_name else draft


@rule("TSDISCON-SERVER-002")
def current_server_by_default(draft: SessionDraft) -> SessionDraft:
    """Without `/server` the current server is used."""
    if draft.hosts is not None:
        return draft
    return replace(draft, hosts=hosts_named(draft, draft.world.caller.host))


@rule("TSDISCON-SERVER-004")
def unreachable_server_fails(draft: SessionDraft) -> SessionDraft:
    """A server that cannot be reached makes the command fail before it has any effect."""
    if not out_of_reach(draft):
        return draft
    return refused(draft, texts.NO_SERVER.format(server=draft.host_name or draft.world.caller.host))


@gap("TSDISCON-GAP-003")
def digits_as_a_name(draft: SessionDraft) -> bool:
    """The operand is of digits only, and a session has it as its name."""
    typed = operand(draft)
    return number(typed) is not None and bool(sessions_on(draft, lambda session: session.name == typed))


@gap("TSDISCON-GAP-007")
def name_in_other_letters(draft: SessionDraft) -> bool:
    """The operand is a session's name but for letter case."""
    typed = operand(draft)
    if not typed or sessions_on(draft, lambda session: session.name == typed):
        return False
    return bool(sessions_on(draft, lambda session: session.name.casefold() == typed.casefold()))


@rule("TSDISCON-CURRENT-001")
def current_session_by_default(draft: SessionDraft) -> SessionDraft:
    """Without an operand the current session is disconnected."""
    caller = draft.world.caller
    if operand(draft) or caller.session is None or draft.hosts != hosts_named(draft, caller.host):
        return draft
    return _aim(draft, sessions_on(draft, lambda session: session.id == caller.session))


@rule("TSDISCON-ID-001")
def session_by_id(draft: SessionDraft) -> SessionDraft:
    """A session id names the session."""
    wanted = number(operand(draft))
    return draft if wanted is None else _aim(draft, sessions_on(draft, lambda session: session.id == wanted))


@rule("TSDISCON-NAME-001")
def session_by_name(draft: SessionDraft) -> SessionDraft:
    """A session name names the session."""
    typed = operand(draft)
    if not typed or number(typed) is not None:
        return draft
    return _aim(draft, sessions_on(draft, lambda session: session.name == typed))


def _aim(draft: SessionDraft, places: tuple[tuple[int, int], ...]) -> SessionDraft:
    return replace(draft, aimed=places) if places else draft


@gap("TSDISCON-GAP-001")
def no_such_session(draft: SessionDraft) -> bool:
    """No session has that id or name, or there is no current session."""
    return not draft.aimed


@gap("TSDISCON-GAP-002")
def already_disconnected(draft: SessionDraft) -> bool:
    """The session is disconnected already."""
    return all(session_at(draft, place).state == "disconnected" for place in draft.aimed)


@rule("TSDISCON-CONSOLE-001")
def console_is_protected(draft: SessionDraft) -> SessionDraft:
    """The console session cannot be disconnected, be it named by id, by name or current."""
    console = any(session_at(draft, place).console for place in draft.aimed)
    return replace(draft, protected=True) if console else draft


@rule("TSDISCON-CONSOLE-004")
def console_where_users_switch(draft: SessionDraft) -> SessionDraft:
    """Where users can be switched quickly, the console session is disconnected: observed, not documented."""
    return replace(draft, protected=False) if draft.protected and draft.profile == "observed" else draft


def keep_the_console(draft: SessionDraft) -> SessionDraft:
    """A protected console is not touched."""
    return refused(draft, texts.CONSOLE) if draft.protected else draft


@rule("TSDISCON-PERMISSION-004")
def own_session_needs_no_access(draft: SessionDraft) -> SessionDraft:
    """No access has to be granted for a session of one's own."""
    return _permit(draft, all(_same(session_at(draft, place).user, draft) for place in draft.aimed))


@rule("TSDISCON-PERMISSION-001")
def full_control_suffices(draft: SessionDraft) -> SessionDraft:
    """Full Control access suffices to disconnect another user's session."""
    return _permit(
        draft, all(_granted(session_at(draft, place), draft, "full-control") for place in draft.aimed)
    )


@rule("TSDISCON-PERMISSION-002")
def disconnect_access_suffices(draft: SessionDraft) -> SessionDraft:
    """Disconnect special access suffices to disconnect another user's session."""
    return _permit(
        draft, all(_granted(session_at(draft, place), draft, "disconnect") for place in draft.aimed)
    )


@rule("TSDISCON-PERMISSION-003")
def without_access_it_is_refused(draft: SessionDraft) -> SessionDraft:
    """With neither access, or with another one, the session of another user is not disconnected."""
    somebody = any(session_at(draft, place).user for place in draft.aimed)
    return refused(draft, texts.NO_ACCESS) if somebody and not draft.permitted else draft


def _permit(draft: SessionDraft, permitted: bool) -> SessionDraft:
    return replace(draft, permitted=True) if permitted and not draft.permitted else draft


def _same(user: str, draft: SessionDraft) -> bool:
    return user.casefold() == draft.world.caller.user.casefold()


def _granted(session: Session, draft: SessionDraft, access: Access) -> bool:
    return any(grant.access == access and _same(grant.user, draft) for grant in session.grants)


def everybody_on_the_host(draft: SessionDraft) -> SessionDraft:
    """Whoever is on the host is to leave: the host drops its connections."""
    return replace(draft, leaving=sessions_on(draft, lambda session: session.state == "active"))


@rule("TSDISCON-ISOLATION-001")
def only_the_named_session(draft: SessionDraft) -> SessionDraft:
    """All other sessions stay as they are."""
    return replace(draft, leaving=tuple(place for place in draft.leaving if place in draft.aimed))


@rule("TSDISCON-VERBOSE-001")
def verbose_says_what_is_done(draft: SessionDraft) -> SessionDraft:
    """Who asks with `/v` is told what is being done."""
    if not switch(draft, "v"):
        return draft
    lines = (
        texts.DISCONNECTING.format(session=session_at(draft, place).id, host=host_at(draft, place[0]).name)
        for place in draft.aimed
    )
    return replace(draft, stdout=draft.stdout + "".join(lines))


def verbose_only_says(draft: SessionDraft) -> SessionDraft:
    """Who wants to be told what is done may not want it done."""
    return replace(draft, withheld=True) if switch(draft, "v") else draft


@rule("TSDISCON-VERBOSE-002")
def verbose_changes_nothing_else(draft: SessionDraft) -> SessionDraft:
    """With `/v` the session is disconnected as without it."""
    return replace(draft, withheld=False) if draft.withheld else draft


@rule("TSDISCON-DISCONNECT-001")
def the_session_stays(draft: SessionDraft) -> SessionDraft:
    """The session stays on its server, in the state disconnected."""
    return replace(draft, kept=True)


@rule("TSDISCON-PROGRAMS-001")
def programs_keep_running(draft: SessionDraft) -> SessionDraft:
    """Programs keep running while their session is disconnected."""
    return (
        replace(draft, running=True)
        if any(session_at(draft, each).programs for each in draft.leaving)
        else draft
    )


def name_the_session_to_reset(draft: SessionDraft) -> SessionDraft:
    """The session that `reset session` names, on the host it names."""
    server, names = switch(draft, "server"), [each.name for each in draft.arguments]
    if len(names) > len(set(names)) or not form(RESET_SESSION).names_all(draft.arguments):
        return unspecified(draft)
    known = replace(draft, hosts=hosts_named(draft, server.value if server else draft.world.caller.host))
    typed, wanted = operand(draft), number(operand(draft))
    if not typed or out_of_reach(known):
        return unspecified(draft)
    places = sessions_on(
        known, lambda session: session.id == wanted if wanted is not None else session.name == typed
    )
    if not places:
        return unspecified(draft)
    documented = all(session_at(known, place).state == "disconnected" for place in places)
    return replace(known, aimed=places, specified=documented)


@rule("TSDISCON-RESET-001")
def reset_ends_the_programs(draft: SessionDraft) -> SessionDraft:
    """`reset session` ends the programs of the disconnected session."""
    return change(draft, draft.aimed, lambda session: replace(session, programs=()))


@rule("TSDISCON-RESET-002")
def reset_may_lose_the_data(draft: SessionDraft) -> SessionDraft:
    """`reset session` may lose the data of the session: once nothing runs in it, it is deleted."""
    return change(draft, draft.aimed, lambda session: session if session.programs else None)


DISCONNECT: tuple[Stage[SessionDraft], ...] = (
    *SWITCHES,
    name_the_host,
    server_contains_the_session,
    current_server_by_default,
    unreachable_server_fails,
    digits_as_a_name,
    name_in_other_letters,
    current_session_by_default,
    session_by_id,
    session_by_name,
    no_such_session,
    already_disconnected,
    console_is_protected,
    console_where_users_switch,
    keep_the_console,
    own_session_needs_no_access,
    full_control_suffices,
    disconnect_access_suffices,
    without_access_it_is_refused,
    everybody_on_the_host,
    only_the_named_session,
    verbose_says_what_is_done,
    verbose_only_says,
    verbose_changes_nothing_else,
    the_session_stays,
    programs_keep_running,
    disconnect,
)
RESET: tuple[Stage[SessionDraft], ...] = (
    letter_case_does_not_count,
    name_the_session_to_reset,
    reset_ends_the_programs,
    reset_may_lose_the_data,
)
