"""What can be asked of an implementation, and what it answers: the two halves of one step."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Disconnection = Literal["unknown", "fallback", "abort"]
Route = Literal["client", "server"]
System = Literal["wdsutil", "iwdstransportclient", "tsdiscon", "disconnect-wmssession"]

S_OK = 0


class SessionObject(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"session_id": "SessionId", "computer_name": "ComputerName"},
):
    """A session as it comes through a PowerShell pipeline, bound by property name.

    Attributes:
        session_id: property SessionId.
        computer_name: property ComputerName, or "" for an object without it.

    """

    session_id: int
    computer_name: str = ""


class Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="command"):
    """A command line typed by the world's caller: WDSUTIL, tsdiscon, reset session or Disconnect-WmsSession.

    Attributes:
        line: the command line as typed.
        pipeline: the objects piped into a cmdlet.
        answer: what the caller answers when prompted.

    """

    line: str
    pipeline: tuple[SessionObject, ...] = ()
    answer: Literal["yes", "no"] = "yes"


class Method(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="method"):
    """A call of IWdsTransportClient::Disconnect or of IWdsTransportServer::DisconnectClient.

    Attributes:
        route: on which object the method is called, the client or its server.
        server: the server's name.
        client: the client's id.
        disconnection: the DisconnectionType.

    """

    route: Route
    server: str
    client: int
    disconnection: Disconnection


class Reconnect(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="reconnect"):
    """The session's user connects to the disconnected session again."""

    host: str
    session: int


class Work(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="work"):
    """Time passes until every running program of the host has done some more work."""

    host: str


Request = Command | Method | Reconnect | Work


class Outcome(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What came of a request.

    Attributes:
        accepted: whether the request was carried out (a field, never an exit code).
        stdout: what was displayed on standard output.
        stderr: what was displayed on standard error.
        hresult: the value a method returned; None for a command.
        prompted: whether the caller was asked to confirm.
        output: how many objects a cmdlet wrote to its pipeline.
        listing: the client ids that a listing showed.
        clauses: the clauses that produced this outcome (the reference model fills it, others may not).
        specified: whether the documents say anything about this case (likewise).

    """

    accepted: bool
    stdout: str = ""
    stderr: str = ""
    hresult: int | None = None
    prompted: bool = False
    output: int = 0
    listing: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()
    specified: bool = True
