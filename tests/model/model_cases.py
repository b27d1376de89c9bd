"""One tale for every rule, with what its clause says of the end: true with the rule, false without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from disconspec.model.draft import Profile
from disconspec.model.request import S_OK, Command, Method, Reconnect, Request, SessionObject, Work
from disconspec.model.world import Program, World
from model_worlds import ON_HOST, ON_SERVER, Tale, abort, at_console, fallback, session_of, typed


@dataclass(frozen=True)
class Case:
    """A world, requests, and what the clause says of the end."""

    world: World
    requests: tuple[Request, ...]
    holds: Callable[[Tale], bool]
    profile: Profile = "documented"

    def tale(self, *disabled: str) -> Tale:
        """What happens, with these rules switched off."""
        return Tale(self.world, self.requests, self.profile, frozenset(disabled))


def host(holds: Callable[[Tale], bool], *requests: str | Request, world: World = ON_HOST) -> Case:
    """A case on the host of sessions."""
    return Case(world, tuple(typed(each) if isinstance(each, str) else each for each in requests), holds)


def server(holds: Callable[[Tale], bool], *requests: str | Request) -> Case:
    """A case on the transport server."""
    return host(holds, *requests, world=ON_SERVER)


def refused(tale: Tale) -> bool:
    """Refused, and nothing has changed."""
    return not tale.outcome.accepted and tale.unchanged


def programs_of(world: World, number: int) -> tuple[Program, ...]:
    """What runs in a session of RDSH1; nothing where there is no such session."""
    session = session_of(world, "RDSH1", number)
    return session.programs if session else ()


def only_gone(*sessions: tuple[str, int]) -> Callable[[Tale], bool]:
    """Accepted, and exactly these sessions are disconnected now."""
    return lambda tale: tale.outcome.accepted and tale.gone() == set(sessions) == tale.changed()


def by_unicast(client: int, name: str = "MyWDSServer") -> Callable[[Tale], bool]:
    """The client goes on by unicast."""
    return lambda tale: (
        (tale.client(client, name).transfer, tale.client(client, name).installation)
        == (
            "unicast",
            "running",
        )
    )


def stopped(client: int, name: str = "MyWDSServer") -> Callable[[Tale], bool]:
    """The client has stopped and its installation has failed."""
    return lambda tale: (
        (tale.client(client, name).transfer, tale.client(client, name).installation)
        == (
            "none",
            "failed",
        )
    )


def left(client: int, name: str = "MyWDSServer") -> Callable[[Tale], bool]:
    """The client has left what it had joined."""
    return lambda tale: tale.outcome.accepted and not tale.client(client, name).joined


def piped(*objects: tuple[int, str]) -> Command:
    """The cmdlet at the end of a pipeline."""
    return Command("Disconnect-WmsSession", tuple(SessionObject(*each) for each in objects))


CLIENT = "WDSUTIL /Disconnect-Client /ClientId:"
WMS = "Disconnect-WmsSession "
PROGRAMS = programs_of(ON_HOST, 3)
OTHERS = tuple(("RDSH1", each) for each in (1, 3, 10, 11, 12))

CASES: dict[str, Case] = {
    "WDSUTIL-DISCONNECT-001": server(left(1), CLIENT + "1"),
    "WDSUTIL-DISCONNECT-002": server(left(6), CLIENT + "6"),
    "WDSUTIL-CLIENTID-001": server(refused, "WDSUTIL /Disconnect-Client /Force"),
    "WDSUTIL-CLIENTID-003": server(
        lambda tale: tale.outcome.listing == (1, 2, 3, 4), "WDSUTIL /get-multicasttransmission /show:clients"
    ),
    "WDSUTIL-CLIENTID-004": server(
        lambda tale: tale.outcome.listing == (1, 2, 3, 4),
        "WDSUTIL /Get-MulticastTransmission /Details:Clients",
    ),
    "WDSUTIL-SERVER-001": server(
        lambda tale: tale.changed() == {("MyWDSServer", 2)} and tale.outcome.accepted, CLIENT + "2"
    ),
    "WDSUTIL-SERVER-002": server(lambda tale: tale.changed() == {("WDS2", 1)}, CLIENT + "1 /Server:wds2"),
    "WDSUTIL-SERVER-003": server(
        lambda tale: tale.changed() == {("WDS2", 1)}, CLIENT + "1 /Server:WDS2.example.com"
    ),
    "WDSUTIL-SERVER-004": server(refused, CLIENT + "8 /Server:WDS3"),
    "WDSUTIL-FALLBACK-001": server(by_unicast(1), CLIENT + "1"),
    "WDSUTIL-FALLBACK-002": server(stopped(2), CLIENT + "2"),
    "WDSUTIL-FALLBACK-003": server(stopped(4), CLIENT + "4"),
    "WDSUTIL-FALLBACK-004": server(by_unicast(3), CLIENT + "3"),
    "WDSUTIL-FORCE-001": server(stopped(1), CLIENT + "1 /Force"),
    "WDSUTIL-FORCE-002": server(lambda tale: tale.client(3).transfer == "none", CLIENT + "3 /Force"),
    "WDSUTIL-FORCE-003": server(
        lambda tale: tale.client(1).machine == "possibly-unusable", CLIENT + "1 /Force"
    ),
    "WDSUTIL-ISOLATION-001": server(lambda tale: tale.changed() == {("MyWDSServer", 1)}, CLIENT + "1 /Force"),
    "WDSUTIL-SYNTAX-001": server(
        left(1, "WDS2"), "WDSUTIL /Disconnect-Client /Server:WDS2 /ClientId:1 /Force"
    ),
    "WDSUTIL-SYNTAX-002": server(left(1), "wdsutil /disconnect-client /CLIENTID:1"),
    "WDSUTIL-POLICY-001": server(by_unicast(1, "SLOW1"), CLIENT + "1 /Server:SLOW1"),
    "IWDS-DISCONNECT-001": server(left(1), fallback(1)),
    "IWDS-FALLBACK-001": server(by_unicast(3), fallback(3)),
    "IWDS-FALLBACK-002": server(stopped(2), fallback(2)),
    "IWDS-ABORT-001": server(stopped(1), abort(1)),
    "IWDS-RESULT-001": server(lambda tale: tale.outcome.hresult == S_OK, fallback(1)),
    "IWDS-RESULT-002": server(lambda tale: tale.outcome.hresult not in (None, S_OK), fallback(8, "WDS3")),
    "IWDS-ISOLATION-001": server(lambda tale: tale.changed() == {("MyWDSServer", 1)}, abort(1)),
    "IWDS-NAMESPACE-001": server(left(6), fallback(6)),
    "IWDS-SERVER-001": server(
        lambda tale: left(1)(tale) and tale.outcome.hresult == S_OK, fallback(1, route="server")
    ),
    "IWDS-SERVER-002": server(by_unicast(1), fallback(1, route="server")),
    "IWDS-SERVER-003": server(stopped(1), abort(1, route="server")),
    "IWDS-POLICY-001": server(by_unicast(1, "SLOW1"), fallback(1, "SLOW1")),
    "TSDISCON-DISCONNECT-001": host(only_gone(("RDSH1", 3)), "tsdiscon 3"),
    "TSDISCON-CURRENT-001": host(only_gone(("RDSH1", 2)), "tsdiscon"),
    "TSDISCON-ID-001": host(only_gone(("RDSH1", 10)), "tsdiscon 10"),
    "TSDISCON-NAME-001": host(only_gone(("RDSH1", 10)), "tsdiscon TERM04"),
    "TSDISCON-ISOLATION-001": host(only_gone(("RDSH1", 3)), "tsdiscon 3"),
    "TSDISCON-SERVER-001": host(only_gone(("RDSH2", 3)), "tsdiscon 3 /server:RDSH2"),
    "TSDISCON-SERVER-002": host(only_gone(("RDSH1", 3)), "tsdiscon 3"),
    "TSDISCON-SERVER-004": host(refused, "tsdiscon 8 /server:RDSH3"),
    "TSDISCON-VERBOSE-001": host(
        lambda tale: "3" in tale.outcome.stdout and "RDSH1" in tale.outcome.stdout, "tsdiscon 3 /v"
    ),
    "TSDISCON-VERBOSE-002": host(only_gone(("RDSH1", 3)), "tsdiscon 3 /v"),
    "TSDISCON-HELP-001": host(
        lambda tale: all(
            word in tale.outcome.stdout for word in ("sessionid", "sessionname", "/SERVER", "/V", "/VM")
        ),
        "tsdiscon /?",
    ),
    "TSDISCON-HELP-002": host(lambda tale: tale.unchanged, "tsdiscon /?"),
    "TSDISCON-VM-001": host(refused, "tsdiscon /VM"),
    "TSDISCON-VM-002": host(refused, "tsdiscon TERM03 /VM"),
    "TSDISCON-VM-003": host(only_gone(("RDSH1", 3)), "tsdiscon 3 /VM"),
    "TSDISCON-PERMISSION-001": host(only_gone(("RDSH1", 11)), "tsdiscon 11"),
    "TSDISCON-PERMISSION-002": host(only_gone(("RDSH1", 10)), "tsdiscon 10"),
    "TSDISCON-PERMISSION-003": host(refused, "tsdiscon 12"),
    "TSDISCON-PERMISSION-004": host(only_gone(("RDSH1", 3)), "tsdiscon 3"),
    "TSDISCON-PROGRAMS-001": host(
        lambda tale: [each.work for each in tale.session(3).programs] == [6, 8], "tsdiscon 3", Work("RDSH1")
    ),
    "TSDISCON-PROGRAMS-002": host(
        lambda tale: tale.session(3).programs == PROGRAMS,
        "tsdiscon 3",
        Reconnect("RDSH1", 3),
    ),
    "TSDISCON-RECONNECT-001": host(
        lambda tale: tale.session(3).state == "active" and tale.unchanged, "tsdiscon 3", Reconnect("RDSH1", 3)
    ),
    "TSDISCON-RESET-001": host(lambda tale: not programs_of(tale.after, 13), "reset session 13"),
    "TSDISCON-RESET-002": host(lambda tale: session_of(tale.after, "RDSH1", 13) is None, "reset session 13"),
    "TSDISCON-CONSOLE-001": host(refused, "tsdiscon Console"),
    "TSDISCON-CONSOLE-004": Case(at_console(), (typed("tsdiscon"),), only_gone(("RDSH1", 1)), "observed"),
    "TSDISCON-UNKNOWN-001": host(
        lambda tale: "/x" in tale.outcome.stderr and "TSDISCON [sessionid" in tale.outcome.stderr,
        "tsdiscon 3 /x",
    ),
    "TSDISCON-UNKNOWN-002": host(refused, "tsdiscon 3 /x"),
    "TSDISCON-SYNTAX-001": host(only_gone(("RDSH2", 3)), "tsdiscon 3 /SERVER:RDSH2 /V"),
    "TSDISCON-SYNTAX-002": host(only_gone(("RDSH2", 3)), "tsdiscon /v /server:RDSH2 3"),
    "WMS-ID-001": host(only_gone(("RDSH1", 3)), WMS + "-SessionId 3"),
    "WMS-ID-002": host(only_gone(("RDSH1", 3), ("RDSH1", 10)), WMS + "-SessionId 3, 10"),
    "WMS-ID-003": host(only_gone(("RDSH1", 3), ("RDSH1", 10)), WMS + "3,10"),
    "WMS-ID-004": host(refused, WMS),
    "WMS-ID-005": host(refused, WMS + "-SessionId 4294967296"),
    "WMS-ISOLATION-001": host(only_gone(("RDSH1", 3)), WMS + "-SessionId 3"),
    "WMS-ALL-001": host(only_gone(*OTHERS), WMS + "-All"),
    "WMS-SETS-001": host(refused, WMS + "-All -SessionId 3"),
    "WMS-SERVER-001": host(only_gone(("RDSH2", 3)), WMS + "-SessionId 3 -Server rdsh2.example.com"),
    "WMS-SERVER-002": host(only_gone(("RDSH2", 3)), WMS + "-SessionId 3 -ComputerName rdsh2.example.com"),
    "WMS-SERVER-003": host(only_gone(("RDSH1", 3)), WMS + "-SessionId 3"),
    "WMS-SERVER-004": host(refused, WMS + "-SessionId 8 -Server rdsh3.example.com"),
    "WMS-PIPELINE-001": host(only_gone(("RDSH1", 3), ("RDSH1", 10)), piped((3, ""), (10, ""))),
    "WMS-PIPELINE-002": host(only_gone(("RDSH1", 3), ("RDSH2", 7)), piped((3, "RDSH1"), (7, "RDSH2"))),
    "WMS-WHATIF-001": host(lambda tale: tale.unchanged, WMS + "-SessionId 3 -WhatIf"),
    "WMS-WHATIF-002": host(lambda tale: "3" in tale.outcome.stdout, WMS + "-SessionId 3 -WhatIf"),
    "WMS-WHATIF-003": host(lambda tale: tale.unchanged and tale.outcome.accepted, WMS + "-SessionId 3 -wi"),
    "WMS-CONFIRM-001": host(lambda tale: tale.outcome.prompted, WMS + "-SessionId 3 -Confirm"),
    "WMS-CONFIRM-002": host(lambda tale: tale.unchanged, Command(WMS + "-SessionId 3 -Confirm", answer="no")),
    "WMS-CONFIRM-003": host(only_gone(("RDSH1", 3)), Command(WMS + "-SessionId 3 -Confirm", answer="yes")),
    "WMS-CONFIRM-004": host(
        lambda tale: tale.unchanged and tale.outcome.prompted, Command(WMS + "-SessionId 3 -cf", answer="no")
    ),
    "WMS-OUTPUT-001": host(lambda tale: tale.outcome.output == 0, WMS + "-SessionId 3"),
    "WMS-SELF-001": host(refused, WMS + "-SessionId 2"),
    "WMS-SELF-002": host(lambda tale: tale.session(2).state == "active", WMS + "-All"),
    "WMS-WILDCARD-001": host(refused, WMS + "-SessionId 3 -Server rdsh?.example.com"),
    "WMS-COMMON-001": host(
        only_gone(("RDSH1", 3)),
        WMS + "-SessionId 3 -Verbose -ErrorAction Stop -OutVariable found -InformationVariable said",
    ),
    "WMS-SYNTAX-001": host(refused, WMS + "-SessionId 3 -OutputVariable found"),
    "WMS-SYNTAX-002": host(only_gone(("RDSH1", 3)), "disconnect-wmssession -sess 3"),
    "WMS-SURVIVE-001": host(only_gone(("RDSH1", 3)), WMS + "-SessionId 3"),
}

ALSO: dict[str, list[Case]] = {
    "TSDISCON-CONSOLE-001": [
        host(refused, "tsdiscon 1"),
        host(refused, "tsdiscon", world=at_console()),
        host(refused, "tsdiscon Console"),
    ],
    "TSDISCON-SERVER-001": [host(only_gone(("RDSH2", 7)), "tsdiscon TERM07 /server:rdsh2.example.com")],
    "WDSUTIL-FORCE-001": [server(stopped(each), f"{CLIENT}{each} /Force") for each in (1, 2, 3, 4)],
    "WDSUTIL-FORCE-002": [server(lambda tale: tale.client(1).transfer == "none", CLIENT + "1 /Force")],
    "WMS-ID-005": [
        host(refused, f"{WMS}-SessionId {value}")
        for value in ("-1", "*", "1?", "abc", "3.5", "99999999999999999999")
    ],
    "WMS-ID-003": [host(only_gone(("RDSH1", 3)), WMS + "3")],
    "WMS-SERVER-003": [
        host(lambda tale: {name for name, _ in tale.gone()} == {"RDSH1"}, WMS + "-All"),
    ],
    "WMS-WILDCARD-001": [host(refused, WMS + "-All -Server *2*")],
    "IWDS-ABORT-001": [
        server(
            lambda tale: tale.client(1).transfer != tale.client(3).transfer,
            fallback(1),
            abort(3),
        )
    ],
    "IWDS-RESULT-002": [
        server(lambda tale: tale.outcome.hresult != S_OK, Method("server", "WDS3", 8, "abort")),
        server(lambda tale: tale.outcome.hresult != S_OK, Method("server", "nobody", 8, "abort")),
    ],
}
