"""The rules of `Disconnect-WmsSession` about what is disconnected; `wms_parameters` those about writing."""

from __future__ import annotations

from fnmatch import fnmatchcase

from msgspec.structs import replace

from . import texts
from .draft import Stage, gap, refused, rule, unspecified
from .reading import number
from .sessions import (
    Place,
    SessionDraft,
    disconnect,
    host_at,
    hosts_named,
    own,
    session_at,
    sessions_on,
)
from .wms_parameters import PARAMETERS, given, parameter

WILDCARDS = frozenset("*?[")


@rule("WMS-SETS-001")
def the_sets_exclude_each_other(draft: SessionDraft) -> SessionDraft:
    """`-All` and `-SessionId` together are refused and nothing is disconnected."""
    return refused(draft, texts.TWO_SETS) if given(draft, "All") and given(draft, "SessionId") else draft


def all_wins(draft: SessionDraft) -> SessionDraft:
    """Of two parameter sets the larger one is carried out; what a pipeline adds to one, nobody has said."""
    if not draft.pipeline:
        return draft
    return unspecified(draft) if given(draft, "All") or given(draft, "SessionId") else draft


@rule("WMS-ID-001")
def session_by_id(draft: SessionDraft) -> SessionDraft:
    """`-SessionId` names the session by its id."""
    named = parameter(draft, "SessionId").values
    return replace(draft, orders=(("", named[0]),)) if named else draft


@rule("WMS-ID-002")
def every_session_of_the_array(draft: SessionDraft) -> SessionDraft:
    """`-SessionId` takes an array: every session named is disconnected."""
    others = parameter(draft, "SessionId").values[1:]
    return replace(draft, orders=(*draft.orders, *(("", each) for each in others))) if others else draft


@rule("WMS-PIPELINE-001")
def ids_from_the_pipeline(draft: SessionDraft) -> SessionDraft:
    """Session ids are taken from the pipeline by property name."""
    if not draft.pipeline:
        return draft
    return replace(draft, orders=tuple(("", str(each.session_id)) for each in draft.pipeline))


@rule("WMS-PIPELINE-002")
def hosts_from_the_pipeline(draft: SessionDraft) -> SessionDraft:
    """The host is taken from the pipeline by property name: each session is disconnected on its own host."""
    if not any(each.computer_name for each in draft.pipeline) or given(draft, "Server"):
        return draft
    hosts = [each.computer_name for each in draft.pipeline]
    return replace(
        draft, orders=tuple((host, value) for host, (_, value) in zip(hosts, draft.orders, strict=False))
    )


@rule("WMS-ID-004")
def a_set_has_to_be_chosen(draft: SessionDraft) -> SessionDraft:
    """Without `-SessionId` and without `-All` nothing is disconnected and the cmdlet does not succeed."""
    chosen = given(draft, "All") or parameter(draft, "SessionId").values or draft.orders
    return draft if chosen else refused(draft, texts.NO_SET)


@rule("WMS-ID-005")
def ids_are_uint32(draft: SessionDraft) -> SessionDraft:
    """A session id that is no UInt32, such as a pattern, is refused and nothing is disconnected."""
    wrong = [value for _, value in draft.orders if number(value) is None]
    return refused(draft, texts.NO_UINT32.format(value=wrong[0])) if wrong else draft


@rule("WMS-WILDCARD-001")
def server_takes_no_wildcards(draft: SessionDraft) -> SessionDraft:
    """`-Server` expands no wildcards: a pattern disconnects nothing."""
    return refused(draft, texts.NO_WILDCARDS) if WILDCARDS & set(parameter(draft, "Server").value) else draft


@rule("WMS-SERVER-001")
def server_names_the_host(draft: SessionDraft) -> SessionDraft:
    """`-Server` names the host that the cmdlet works on."""
    name = parameter(draft, "Server").value
    return replace(draft, hosts=_called(draft, name), host_name=name) if name else draft


def _called(draft: SessionDraft, name: str) -> tuple[int, ...]:
    """The places of the hosts that a name stands for; a pattern stands for whoever answers to it."""
    if name.casefold() == "localhost":
        return hosts_named(draft, draft.world.caller.host)
    if WILDCARDS & set(name):
        pattern = name.casefold()
        return tuple(
            at
            for at, host in enumerate(draft.world.hosts)
            if host.reachable
            and (fnmatchcase(host.name.casefold(), pattern) or fnmatchcase(host.fqdn.casefold(), pattern))
        )
    return hosts_named(draft, name)


@rule("WMS-SERVER-003")
def localhost_by_default(draft: SessionDraft) -> SessionDraft:
    """Without `-Server` the cmdlet works on localhost, and `-All` reaches no other host."""
    return draft if draft.hosts is not None else replace(draft, hosts=_called(draft, "localhost"))


def anywhere_else(draft: SessionDraft) -> SessionDraft:
    """A cmdlet that was not told where it works manages the hosts it sees over the network: all others."""
    if draft.hosts is not None:
        return draft
    local = _called(draft, "localhost")
    return replace(draft, hosts=tuple(at for at in range(len(draft.world.hosts)) if at not in local))


@rule("WMS-SERVER-004")
def unreachable_host_fails(draft: SessionDraft) -> SessionDraft:
    """A host that cannot be reached makes the cmdlet fail before it has any effect."""
    wanted = [_hosts_of(draft, host) for host in {host for host, _ in draft.orders}] or [draft.hosts or ()]
    if all(hosts and all(host_at(draft, at).reachable for at in hosts) for hosts in wanted):
        return draft
    return refused(draft, texts.NO_SERVER.format(server=draft.host_name or draft.world.caller.host))


def _hosts_of(draft: SessionDraft, host: str) -> tuple[int, ...]:
    """The places of the hosts of an order."""
    return _called(draft, host) if host else draft.hosts or ()


def find_the_sessions(draft: SessionDraft) -> SessionDraft:
    """The sessions named; all, where none is asked for."""
    if given(draft, "All"):
        return replace(draft, orders=())
    if not draft.orders and not parameter(draft, "SessionId").values:
        return replace(draft, aimed=sessions_on(draft, lambda _: True))
    return replace(draft, aimed=tuple(place for order in draft.orders for place in _meant(draft, order)))


def _meant(draft: SessionDraft, order: tuple[str, str]) -> tuple[Place, ...]:
    """The places of the sessions that an order means; a pattern means whatever else it fits."""
    host, value = order
    wanted = number(value)
    there = replace(draft, hosts=_hosts_of(draft, host))
    if wanted is not None:
        return sessions_on(there, lambda session: session.id == wanted)
    fitting = sessions_on(there, lambda session: fnmatchcase(str(session.id), value))
    return tuple(place for place in fitting if not own(draft, place))


@rule("WMS-ALL-001")
def all_sessions_of_the_host(draft: SessionDraft) -> SessionDraft:
    """`-All` disconnects all sessions of the target host, the one that the cmdlet runs in excepted."""
    return replace(draft, aimed=sessions_on(draft, lambda _: True)) if given(draft, "All") else draft


@gap("WMS-GAP-002")
def part_of_an_array_fails(draft: SessionDraft) -> bool:
    """Of several sessions one cannot be disconnected."""
    found = [_found(draft, order) for order in draft.orders if number(order[1]) is not None]
    return any(found) and not all(found)


def _found(draft: SessionDraft, order: tuple[str, str]) -> bool:
    return any(
        session_at(draft, place).state == "active" and not own(draft, place) for place in _meant(draft, order)
    )


@gap("WMS-GAP-001")
def no_such_session(draft: SessionDraft) -> bool:
    """No session of the host has the id."""
    return any(number(value) is not None and not _meant(draft, (host, value)) for host, value in draft.orders)


@gap("WMS-GAP-004")
def already_disconnected(draft: SessionDraft) -> bool:
    """The session is disconnected already."""
    named = [
        place for order in draft.orders if number(order[1]) is not None for place in _meant(draft, order)
    ]
    return any(session_at(draft, place).state == "disconnected" for place in named if not own(draft, place))


@rule("WMS-SELF-001")
def own_session_named_is_refused(draft: SessionDraft) -> SessionDraft:
    """The session that the cmdlet runs in is not disconnected when it is named."""
    if not draft.orders or not any(own(draft, place) for place in draft.aimed):
        return draft
    return refused(draft, texts.OWN_SESSION)


@rule("WMS-SELF-002")
def own_session_is_passed_over(draft: SessionDraft) -> SessionDraft:
    """The session that the cmdlet runs in is not disconnected under `-All`."""
    others = tuple(place for place in draft.aimed if not own(draft, place))
    return draft if draft.orders or others == draft.aimed else replace(draft, aimed=others)


def everybody_on_the_hosts(draft: SessionDraft) -> SessionDraft:
    """Whoever is on a host concerned is to leave: the host drops its connections."""
    hosts = tuple(sorted({at for at, _ in draft.aimed}))
    return replace(
        draft,
        leaving=sessions_on(replace(draft, hosts=hosts), lambda session: session.state == "active"),
        running=True,
    )


@rule("WMS-ISOLATION-001")
def only_the_named_sessions(draft: SessionDraft) -> SessionDraft:
    """Sessions that are not named stay as they are."""
    return replace(draft, leaving=tuple(place for place in draft.leaving if place in draft.aimed))


@rule("WMS-WHATIF-002")
def what_if_says_what_would_happen(draft: SessionDraft) -> SessionDraft:
    """`-WhatIf` says what would happen."""
    if not given(draft, "WhatIf"):
        return draft
    lines = (
        texts.WOULD_DISCONNECT.format(session=session_at(draft, place).id, host=host_at(draft, place[0]).name)
        for place in draft.leaving
    )
    return replace(draft, stdout="".join(lines))


@rule("WMS-WHATIF-001")
def what_if_changes_nothing(draft: SessionDraft) -> SessionDraft:
    """`-WhatIf` changes nothing."""
    return replace(draft, ended=True) if given(draft, "WhatIf") else draft


@rule("WMS-CONFIRM-001")
def confirm_prompts(draft: SessionDraft) -> SessionDraft:
    """`-Confirm` prompts before the cmdlet runs."""
    return replace(draft, prompted=True) if given(draft, "Confirm") else draft


@rule("WMS-CONFIRM-002")
def no_changes_nothing(draft: SessionDraft) -> SessionDraft:
    """A no to the prompt changes nothing."""
    return refused(draft, texts.DECLINED) if given(draft, "Confirm") and draft.answer == "no" else draft


def wait_for_the_answer(draft: SessionDraft) -> SessionDraft:
    """Nothing is done as long as the prompt is not answered."""
    return replace(draft, withheld=given(draft, "Confirm"))


@rule("WMS-CONFIRM-003")
def yes_disconnects(draft: SessionDraft) -> SessionDraft:
    """A yes to the prompt disconnects the session."""
    return replace(draft, withheld=False) if draft.withheld else draft


@rule("WMS-SURVIVE-001")
def the_session_stays(draft: SessionDraft) -> SessionDraft:
    """A disconnected session is not closed: it stays on its host with its programs."""
    return replace(draft, kept=True)


def pass_sessions_on(draft: SessionDraft) -> SessionDraft:
    """A cmdlet hands what it has worked on to the next one."""
    return replace(draft, output=0 if draft.withheld else len(draft.leaving))


@rule("WMS-OUTPUT-001")
def no_output(draft: SessionDraft) -> SessionDraft:
    """The cmdlet writes no output objects."""
    return replace(draft, output=0)


DISCONNECT: tuple[Stage[SessionDraft], ...] = (
    *PARAMETERS,
    the_sets_exclude_each_other,
    all_wins,
    session_by_id,
    every_session_of_the_array,
    ids_from_the_pipeline,
    hosts_from_the_pipeline,
    a_set_has_to_be_chosen,
    ids_are_uint32,
    server_takes_no_wildcards,
    server_names_the_host,
    localhost_by_default,
    anywhere_else,
    unreachable_host_fails,
    find_the_sessions,
    all_sessions_of_the_host,
    part_of_an_array_fails,
    no_such_session,
    already_disconnected,
    own_session_named_is_refused,
    own_session_is_passed_over,
    everybody_on_the_hosts,
    only_the_named_sessions,
    what_if_says_what_would_happen,
    what_if_changes_nothing,
    confirm_prompts,
    no_changes_nothing,
    wait_for_the_answer,
    yes_disconnects,
    the_session_stays,
    disconnect,
    pass_sessions_on,
    no_output,
)
