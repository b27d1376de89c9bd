"""The rules of `WDSUTIL /Disconnect-Client` and of the clients listing."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from . import texts
from .draft import Stage, gap, refused, rule, unspecified
from .forms import form
from .reading import Argument, number
from .transport import (
    TransportDraft,
    by_unicast,
    change,
    company,
    endangered,
    failed,
    in_kind,
    leave,
    out_of_reach,
    place_of,
    policy_interferes,
    seats,
    the_server,
    those_left,
)
from .world import Client, clients_of

ClientTest = Callable[[Client], bool]

DISCONNECT_CLIENT = "WDSUTIL /Disconnect-Client"
LISTING = "WDSUTIL /Get-MulticastTransmission"


def option(draft: TransportDraft, name: str) -> Argument | None:
    """The option of that name."""
    return next((each for each in draft.arguments if each.name == name), None)


@rule("WDSUTIL-SYNTAX-002")
def letter_case_does_not_count(draft: TransportDraft) -> TransportDraft:
    """Option names may be typed in capital or small letters."""
    folded = form(draft.command).folded(draft.arguments)
    return draft if folded == draft.arguments else replace(draft, arguments=folded)


@rule("WDSUTIL-SYNTAX-001")
def options_in_any_order(draft: TransportDraft) -> TransportDraft:
    """The options may come in any order after the command's verb."""
    ordered = (*draft.arguments[:1], *form(draft.command).ordered(draft.arguments[1:]))
    return draft if ordered == draft.arguments else replace(draft, arguments=ordered)


def as_the_syntax_line(draft: TransportDraft) -> TransportDraft:
    """What is not written as the syntax line writes it is not understood."""
    written = form(draft.command)
    known = tuple(each for each in draft.arguments if each.name in written.names)
    if draft.arguments[0].name != written.names[0] or known != written.ordered(known):
        return refused(draft, texts.NOT_AS_WRITTEN)
    return draft


@gap("WDSUTIL-GAP-003")
def given_twice(draft: TransportDraft) -> bool:
    """An option is given twice."""
    names = [each.name.casefold() for each in draft.arguments]
    return len(names) > len(set(names))


@gap("WDSUTIL-GAP-004")
def unknown_option(draft: TransportDraft) -> bool:
    """An option is given that the command does not have."""
    return any(each.name not in form(draft.command).names for each in draft.arguments)


@rule("WDSUTIL-CLIENTID-001")
def client_id_is_required(draft: TransportDraft) -> TransportDraft:
    """Without `/ClientId` the command is refused and no client is touched."""
    given = option(draft, "ClientId")
    return draft if given and given.value else refused(draft, texts.NO_CLIENT_ID)


def take_values(draft: TransportDraft) -> TransportDraft:
    """What the options say; an option without its value, or a switch with one, is described nowhere."""
    if not all(map(form(draft.command).complete, draft.arguments)):
        return unspecified(draft)
    client, server = option(draft, "ClientId"), option(draft, "Server")
    asked = "abort" if option(draft, "Force") else "fallback"
    return replace(
        draft,
        client=number(client.value) if client else None,
        server_name=server.value if server else "",
        asked=asked,
        disconnection=asked,
    )


@gap("WDSUTIL-GAP-005")
def client_zero(draft: TransportDraft) -> bool:
    """The client id is 0."""
    return draft.client == 0


@rule("WDSUTIL-SERVER-002")
def server_by_netbios_name(draft: TransportDraft) -> TransportDraft:
    """`/Server` may name the server by its NetBIOS name."""
    return _server(draft, [each.name for each in draft.world.servers])


@rule("WDSUTIL-SERVER-003")
def server_by_qualified_name(draft: TransportDraft) -> TransportDraft:
    """`/Server` may name the server by its fully qualified domain name."""
    return _server(draft, [each.fqdn for each in draft.world.servers])


def _server(draft: TransportDraft, names: list[str]) -> TransportDraft:
    """The draft with the first server of the name asked for, as long as there is none."""
    wanted = draft.server_name.casefold()
    folded = [name.casefold() for name in names]
    if draft.server is not None or not wanted or wanted not in folded:
        return draft
    return replace(draft, server=folded.index(wanted))


@rule("WDSUTIL-SERVER-001")
def local_server_by_default(draft: TransportDraft) -> TransportDraft:
    """Without `/Server` the command works on the local server."""
    if draft.server_name:
        return draft
    return replace(draft, server=place_of(draft, draft.world.caller.host))


@rule("WDSUTIL-SERVER-004")
def unreachable_server_fails(draft: TransportDraft) -> TransportDraft:
    """A server that cannot be reached makes the command fail before it has any effect."""
    if not out_of_reach(draft):
        return draft
    return refused(draft, texts.NO_SERVER.format(server=draft.server_name or draft.world.caller.host))


def find_the_client(draft: TransportDraft) -> TransportDraft:
    """Whoever has the id; everybody, where no id is asked for."""
    if option(draft, "ClientId") is None:
        return replace(draft, aimed=seats(the_server(draft), lambda client: client.joined))
    return replace(draft, aimed=seats(the_server(draft), lambda client: client.id == draft.client))


@gap("WDSUTIL-GAP-001")
def no_such_client(draft: TransportDraft) -> bool:
    """No client of the server has the id."""
    return not draft.aimed


@gap("WDSUTIL-GAP-002")
def client_has_already_left(draft: TransportDraft) -> bool:
    """The client has left before."""
    return not any(seat in draft.aimed for seat in seats(the_server(draft), lambda client: client.joined))


@rule("WDSUTIL-POLICY-001")
def policy_for_slow_clients_stays_out(draft: TransportDraft) -> TransportDraft:
    """A manual disconnection does what it was asked, whatever the policy for slow clients says."""
    return draft if draft.disconnection == draft.asked else replace(draft, disconnection=draft.asked)


@rule("WDSUTIL-ISOLATION-001")
def only_the_named_client(draft: TransportDraft) -> TransportDraft:
    """Every other client of the transmission goes on as before, and the transmission stays."""
    narrowed = tuple(seat for seat in draft.leaving if seat in draft.aimed)
    return replace(draft, leaving=narrowed)


@rule("WDSUTIL-DISCONNECT-001")
def leave_the_transmission(draft: TransportDraft) -> TransportDraft:
    """The client leaves the multicast transmission it has joined."""
    return leave(draft, in_kind(draft, "transmission"))


@rule("WDSUTIL-DISCONNECT-002")
def leave_the_namespace(draft: TransportDraft) -> TransportDraft:
    """The client leaves the namespace it has joined, also one that is no transmission of an image."""
    return leave(draft, in_kind(draft, "namespace"))


@rule("WDSUTIL-FORCE-002")
def force_bars_every_fallback(draft: TransportDraft) -> TransportDraft:
    """With `/Force` no fallback is used, whatever the client supports."""
    return replace(draft, fallback=False) if draft.disconnection == "abort" and draft.left else draft


@rule("WDSUTIL-FALLBACK-001")
def wds_client_goes_on_by_unicast(draft: TransportDraft) -> TransportDraft:
    """Without `/Force` the Windows Deployment Services client goes on by unicast."""
    return _fall_back(draft, lambda client: client.software == "wds-client")


@rule("WDSUTIL-FALLBACK-004")
def other_client_falls_back(draft: TransportDraft) -> TransportDraft:
    """Without `/Force` another client that supports a fallback changes to it and goes on."""
    return _fall_back(draft, lambda client: client.software == "other" and client.fallback)


def _fall_back(draft: TransportDraft, wanted: ClientTest) -> TransportDraft:
    return change(draft, those_left(draft, wanted), by_unicast) if draft.fallback else draft


@rule("WDSUTIL-FALLBACK-002")
def wdsmcast_fails(draft: TransportDraft) -> TransportDraft:
    """Without `/Force` a client of Wdsmcast.exe, which has no fallback, stops and its installation fails."""
    return _fail(draft, lambda client: client.software == "wdsmcast")


@rule("WDSUTIL-FALLBACK-003")
def other_client_without_fallback_fails(draft: TransportDraft) -> TransportDraft:
    """Without `/Force` another client without a fallback stops and its installation fails."""
    return _fail(draft, lambda client: client.software == "other" and not client.fallback)


def _fail(draft: TransportDraft, wanted: ClientTest) -> TransportDraft:
    return change(draft, those_left(draft, wanted), failed) if draft.disconnection == "fallback" else draft


@rule("WDSUTIL-FORCE-001")
def force_fails_the_installation(draft: TransportDraft) -> TransportDraft:
    """With `/Force` the installation is stopped completely and fails."""
    return change(draft, draft.left, failed) if draft.disconnection == "abort" else draft


@rule("WDSUTIL-FORCE-003")
def force_may_leave_the_computer_unusable(draft: TransportDraft) -> TransportDraft:
    """After `/Force` the computer may be unusable."""
    return change(draft, draft.left, endangered) if draft.disconnection == "abort" else draft


@rule("WDSUTIL-CLIENTID-003")
def show_clients_lists_the_ids(draft: TransportDraft) -> TransportDraft:
    """`/show:clients` lists the ids by which clients can be disconnected."""
    return _list(draft, "Show")


@rule("WDSUTIL-CLIENTID-004")
def details_clients_lists_the_ids(draft: TransportDraft) -> TransportDraft:
    """`/details:clients` is the other spelling of the listing."""
    return _list(draft, "Details")


def _list(draft: TransportDraft, spelling: str) -> TransportDraft:
    given, image, server = option(draft, spelling), option(draft, "Image"), the_server(draft)
    if server is None or given is None or given.value.casefold() != "clients":
        return draft
    shown = (
        client.id
        for namespace, client in clients_of(server)
        if namespace.kind == "transmission"
        and client.joined
        and (image is None or image.value == namespace.name)
    )
    return replace(draft, ended=True, listing=tuple(shown))


def nothing_to_list(draft: TransportDraft) -> TransportDraft:
    """A listing that nobody has described."""
    return unspecified(draft)


SERVER: tuple[Stage[TransportDraft], ...] = (
    server_by_netbios_name,
    server_by_qualified_name,
    local_server_by_default,
    unreachable_server_fails,
)
WRITING: tuple[Stage[TransportDraft], ...] = (
    letter_case_does_not_count,
    options_in_any_order,
    as_the_syntax_line,
    given_twice,
    unknown_option,
)
DISCONNECT: tuple[Stage[TransportDraft], ...] = (
    *WRITING,
    client_id_is_required,
    take_values,
    client_zero,
    *SERVER,
    find_the_client,
    no_such_client,
    client_has_already_left,
    policy_interferes,
    policy_for_slow_clients_stays_out,
    company,
    only_the_named_client,
    leave_the_transmission,
    leave_the_namespace,
    force_bars_every_fallback,
    wds_client_goes_on_by_unicast,
    other_client_falls_back,
    wdsmcast_fails,
    other_client_without_fallback_fails,
    force_fails_the_installation,
    force_may_leave_the_computer_unusable,
)
LIST: tuple[Stage[TransportDraft], ...] = (
    *WRITING,
    take_values,
    *SERVER,
    show_clients_lists_the_ids,
    details_clients_lists_the_ids,
    nothing_to_list,
)
