"""The rules of `IWdsTransportClient::Disconnect` and of its twin on the server object."""

from __future__ import annotations

from msgspec.structs import replace

from .draft import Stage, gap, rule
from .request import S_OK, Disconnection, Method
from .transport import (
    Seat,
    TransportDraft,
    by_unicast,
    can_fall_back,
    change,
    company,
    failed,
    in_kind,
    leave,
    out_of_reach,
    place_of,
    policy_interferes,
    seats,
    stopped,
    the_server,
    those_left,
)

E_FAIL = 0x80004005


def begin(draft: TransportDraft, method: Method) -> TransportDraft:
    """The draft of a call."""
    return replace(
        draft,
        by_method=method.route,
        server_name=method.server,
        server=place_of(draft, method.server),
        client=method.client,
        asked=method.disconnection,
        disconnection=method.disconnection,
    )


def connect(draft: TransportDraft) -> TransportDraft:
    """There is no object to call as long as the server does not answer."""
    return replace(draft, ended=True, accepted=False) if out_of_reach(draft) else draft


@gap("IWDS-GAP-001")
def unknown_type(draft: TransportDraft) -> bool:
    """DisconnectionType is Unknown."""
    return draft.asked == "unknown"


def find_the_client(draft: TransportDraft) -> TransportDraft:
    """Whoever has the id."""
    return replace(draft, aimed=seats(the_server(draft), lambda client: client.id == draft.client))


@gap("IWDS-GAP-003")
def no_such_client(draft: TransportDraft) -> bool:
    """No client of the server has the id; which value says so is not documented."""
    return not draft.aimed


@gap("IWDS-GAP-002")
def client_has_already_left(draft: TransportDraft) -> bool:
    """The client has left before."""
    return not any(seat in draft.aimed for seat in seats(the_server(draft), lambda client: client.joined))


def through_the_server(draft: TransportDraft) -> TransportDraft:
    """A type given to the server object arrives one value too low: Abort as Fallback, Fallback as Unknown."""
    if draft.by_method != "server":
        return draft
    return _told(draft, "fallback" if draft.asked == "abort" else "unknown")


@rule("IWDS-SERVER-003")
def server_passes_abort_on(draft: TransportDraft) -> TransportDraft:
    """The server object's DisconnectClient with Abort stops every attempt of the client."""
    return _told(draft, "abort") if draft.by_method == "server" and draft.asked == "fallback" else draft


@rule("IWDS-SERVER-002")
def server_passes_fallback_on(draft: TransportDraft) -> TransportDraft:
    """The server object's DisconnectClient with Fallback lets the client fall back."""
    return _told(draft, "fallback") if draft.by_method == "server" and draft.asked == "unknown" else draft


def _told(draft: TransportDraft, disconnection: Disconnection) -> TransportDraft:
    return replace(draft, asked=disconnection, disconnection=disconnection)


@rule("IWDS-POLICY-001")
def policy_for_slow_clients_stays_out(draft: TransportDraft) -> TransportDraft:
    """The method does what it was asked, whatever the policy for slow clients says."""
    return draft if draft.disconnection == draft.asked else replace(draft, disconnection=draft.asked)


@rule("IWDS-ISOLATION-001")
def only_the_client_it_is_called_on(draft: TransportDraft) -> TransportDraft:
    """The method acts on its client and on no other client of the session."""
    return replace(draft, leaving=tuple(seat for seat in draft.leaving if seat in draft.aimed))


@rule("IWDS-DISCONNECT-001")
def leave_the_session(draft: TransportDraft) -> TransportDraft:
    """The client leaves the session it has joined."""
    return leave(draft, in_kind(draft, "transmission")) if draft.by_method == "client" else draft


@rule("IWDS-NAMESPACE-001")
def leave_any_namespace(draft: TransportDraft) -> TransportDraft:
    """A client joined to a session of any namespace can be disconnected."""
    return leave(draft, in_kind(draft, "namespace")) if draft.by_method == "client" else draft


@rule("IWDS-SERVER-001")
def server_disconnects_by_id(draft: TransportDraft) -> TransportDraft:
    """The server object's DisconnectClient, given a client's id, disconnects that client."""
    return leave(draft, draft.leaving) if draft.by_method == "server" else draft


@rule("IWDS-ABORT-001")
def abort_stops_every_attempt(draft: TransportDraft) -> TransportDraft:
    """With Abort the client makes no further attempt to get the data from this server."""
    if draft.disconnection != "abort" or not draft.left:
        return draft
    return replace(change(draft, draft.left, stopped), fallback=False)


@rule("IWDS-FALLBACK-001")
def fallback_goes_on_otherwise(draft: TransportDraft) -> TransportDraft:
    """With Fallback the client goes on by an alternate mechanism, such as unicast."""
    return change(draft, _falling_back(draft, capable=True), by_unicast)


@rule("IWDS-FALLBACK-002")
def without_alternative_it_fails(draft: TransportDraft) -> TransportDraft:
    """With Fallback a client without an alternate mechanism stops and its installation fails."""
    return change(draft, _falling_back(draft, capable=False), failed)


def _falling_back(draft: TransportDraft, *, capable: bool) -> tuple[Seat, ...]:
    """The seats of those who have left, were not stopped and have, or have not, another mechanism."""
    if not draft.fallback or draft.disconnection == "unknown":
        return ()
    return those_left(draft, lambda client: can_fall_back(client) == capable)


def count(draft: TransportDraft) -> TransportDraft:
    """Left to itself, the method returns how many clients have left; in a gap it fails."""
    if not draft.specified:
        return replace(draft, hresult=E_FAIL)
    return replace(draft, hresult=len(draft.left), accepted=draft.accepted and bool(draft.left))


@rule("IWDS-RESULT-001")
def success_is_s_ok(draft: TransportDraft) -> TransportDraft:
    """The method returns S_OK when the client was disconnected."""
    return replace(draft, hresult=S_OK) if draft.left else draft


@rule("IWDS-RESULT-002")
def failure_is_not_s_ok(draft: TransportDraft) -> TransportDraft:
    """The method returns another value than S_OK when it fails."""
    return draft if draft.left or not draft.specified else replace(draft, hresult=E_FAIL)


CALL: tuple[Stage[TransportDraft], ...] = (
    connect,
    unknown_type,
    find_the_client,
    no_such_client,
    client_has_already_left,
    through_the_server,
    server_passes_abort_on,
    server_passes_fallback_on,
    policy_interferes,
    policy_for_slow_clients_stays_out,
    company,
    only_the_client_it_is_called_on,
    leave_the_session,
    leave_any_namespace,
    server_disconnects_by_id,
    abort_stops_every_attempt,
    fallback_goes_on_otherwise,
    without_alternative_it_fails,
)
RETURN: tuple[Stage[TransportDraft], ...] = (count, success_is_s_ok, failure_is_not_s_ok)
