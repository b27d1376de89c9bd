"""Windows itself, over SSH or locally: WDSUTIL, tsdiscon, reset session, Disconnect-WmsSession, COM.

Its effects are real. Windows gives session and client ids itself and users log on by themselves, so a world
is arranged by a script of the lab, which answers what it called things; without one, it can only be found.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
from msgspec.structs import replace

from ...model.request import Command, Method, Outcome, Request
from ...model.world import Client, Host, Namespace, Server, Session, World
from ...reports.document import AdapterIdentity
from ..errors import CannotArrange
from . import _powershell as ps
from ._cmdlet import objects, safe_call
from ._command_line import words
from ._process import DrivingError
from ._query_session import parse
from ._windows_host import Reply, Settings, Windows, settings, windows

CAPABILITIES: dict[str, tuple[str, ...]] = {
    "tsdiscon": ("console", "help", "session-id", "session-name", "usage-errors", "verbose", "vm"),
    "wdsutil": ("command-route",),
    "iwdstransportclient": ("client-method", "server-method"),
    "disconnect-wmssession": ("all", "common-parameters", "pipeline", "session-array", "what-if"),
}
SEVERAL = ("several-servers", "unreachable-server")
PROGRAMS = {"tsdiscon": "tsdiscon.exe", "wdsutil": "wdsutil.exe", "reset": "reset.exe", "query": "query.exe"}
DISCONNECTIONS = {"unknown": 0, "fallback": 1, "abort": 2}


class Names(msgspec.Struct, frozen=True):
    """What the lab's script called the sessions and clients of a world.

    Attributes:
        sessions: by host and id: the id and the name that Windows gave.
        clients: by server and id: the id that Windows gave.

    """

    sessions: dict[str, dict[str, tuple[int, str]]] = {}
    clients: dict[str, dict[str, int]] = {}


class WindowsAdapter:
    """The adapter; what it would send is shown by `plan` and `plan_world`."""

    def __init__(self, lab: Settings) -> None:
        self._lab = lab
        self._names = Names()
        self._world: World | None = None

    @property
    def _now(self) -> World:
        if self._world is None:
            raise CannotArrange("no world has been arranged yet")
        return self._world

    def initialize(self) -> AdapterIdentity:
        """Ask the host which Windows it is.

        Raises:
            AdapterUnavailable: when nothing here can reach it.
            DrivingError: when it does not answer.

        """
        said = windows(self._lab, "").run(ps.identifying())
        found = {name for system in self._lab.systems for name in CAPABILITIES.get(system, ())}
        if len(self._lab.hosts) > 1:
            found.update(SEVERAL)
        return AdapterIdentity(
            name="windows",
            version=f"{said.text('version')} on {said.text('name')}",
            systems=self._lab.systems,
            capabilities=tuple(sorted(found)),
            real_effects=True,
        )

    def script(self, message: World | Request) -> str:
        """What would be sent for a world or a request, or why nothing would be (`--dry-run` shows it)."""
        try:
            return self.plan_world(message) if isinstance(message, World) else self.plan(message)
        except CannotArrange as reason:
            return f"# nothing is sent: {reason}"

    def plan_world(self, world: World) -> str:
        """What would be sent to arrange a world; later plans take it as arranged under its own names."""
        self._world = world
        here = windows(self._lab, world.caller.host)
        if not self._lab.arrange:
            return "# nothing is arranged: the world has to be there already\n" + "".join(
                _shown(here, self._listing_script(host)) for host in world.hosts
            )
        return _shown(here, ps.arranging(self._lab.arrange, msgspec.json.encode(world).decode()))

    def plan(self, request: Request) -> str:
        """What would be sent for a request; the names are those of the world."""
        host = self._world.caller.host if self._world else ""
        return _shown(windows(self._lab, host), self._script(request))

    def arrange(self, world: World) -> None:
        """Let the lab's script arrange a world, or find it as it is.

        Raises:
            CannotArrange: when the world is not there afterwards.

        """
        self._world = world
        self._names = Names()
        if self._lab.arrange:
            script = ps.arranging(self._lab.arrange, msgspec.json.encode(world).decode())
            answer = windows(self._lab, world.caller.host).run(script).text("names")
            try:
                self._names = msgspec.json.decode(answer or "{}", type=Names)
            except msgspec.MsgspecError as error:
                raise DrivingError(f"the script {self._lab.arrange} answered no names: {error}") from None
            return
        there = self.observe()
        for wanted, found in zip(world.hosts, there.hosts, strict=True):
            states = {session.id: session.state for session in found.sessions}
            for session in wanted.sessions:
                if states.get(session.id) != session.state:
                    raise CannotArrange(
                        f"{wanted.name} has no {session.state} session {session.id}",
                        hint="let a script arrange worlds (arrange in the settings)",
                    )

    def _called(self, host: str) -> str:
        """What the lab calls a host or server of the world."""
        wanted = host.casefold()
        known = next((own for name, own in self._lab.hosts.items() if name.casefold() == wanted), None)
        return (known.name if known else "") or host

    def _target(self, line: list[str]) -> str:
        """The host or server that a command line is about."""
        for word in line:
            name, _, value = word.partition(":")
            if name.casefold() == "/server":
                return value
        return self._world.caller.host if self._world else ""

    def _renamed_session(self, host: str, text: str) -> str:
        """What Windows calls a session that the world calls by an id or by a name."""
        given = self._names.sessions.get(self._place(host), {})
        if text in given:
            return str(given[text][0])
        for each in self._now.hosts if self._world else ():
            for session in each.sessions if each.name == self._place(host) else ():
                if session.name and session.name.casefold() == text.casefold():
                    return given.get(str(session.id), (0, text))[1]
        return text

    def _place(self, name: str) -> str:
        """The name in the world of a host or server that may be told by its other name."""
        wanted = name.casefold()
        for each in (*self._now.hosts, *self._now.servers) if self._world else ():
            if wanted in {each.name.casefold(), each.fqdn.casefold()}:
                return each.name
        return name

    def _renamed_client(self, server: str, text: str) -> str:
        return str(self._names.clients.get(self._place(server), {}).get(text, text))

    def _script(self, request: Request) -> str:
        match request:
            case Command():
                first = (
                    request.line.split(maxsplit=1)[0].casefold().removesuffix(".exe")
                    if request.line.strip()
                    else ""
                )
                if first in PROGRAMS:
                    return ps.native(PROGRAMS[first], self._arguments(words(request.line)[1:]))
                return ps.cmdlet(self._call(request))
            case Method():
                client = self._renamed_client(request.server, str(request.client))
                kind = DISCONNECTIONS[request.disconnection]
                return ps.method(request.route, self._called(request.server), int(client), kind)
            case _:
                raise CannotArrange("nobody can be made to reconnect or to work on a Windows host from here")

    def _arguments(self, line: list[str]) -> str:
        target = self._target(line)
        told: list[str] = []
        for word in line:
            name, colon, value = word.partition(":")
            if not word.startswith("/"):
                told.append(self._renamed_session(target, word))
            elif name.casefold() == "/server":
                told.append(f"{name}{colon}{self._called(value)}")
            elif name.casefold() == "/clientid":
                told.append(f"{name}{colon}{self._renamed_client(target, value)}")
            else:
                told.append(word)
        return " ".join(map(windows_quoted, told))

    def _call(self, request: Command) -> str:
        here = self._world.caller.host if self._world else ""

        def renamed(parameter: str, text: str) -> str:
            if parameter and any(name.startswith(parameter) for name in ("computername", "server")):
                return self._called(text)
            return self._renamed_session(here, text) if parameter in {"", "sessionid"} else text

        call = safe_call(request.line, renamed)
        piped = [
            replace(
                each,
                session_id=int(self._renamed_session(each.computer_name or here, str(each.session_id))),
                computer_name=self._called(each.computer_name) if each.computer_name else "",
            )
            for each in request.pipeline
        ]
        return f"{objects(piped)} | {call}" if piped else call

    def invoke(self, request: Request) -> Outcome:
        """Send a request to the caller's host.

        Raises:
            CannotArrange: when it cannot be made from here.
            DrivingError: when the host does not answer.

        """
        answer = windows(self._lab, self._now.caller.host).run(self._script(request))
        if isinstance(request, Method):
            hresult = answer.number("hresult")
            return Outcome(accepted=hresult == 0, hresult=hresult, stderr=answer.text("err"))
        accepted = answer.number("code") == 0
        if "objects" in answer.values:
            shown = answer.displayed.strip()
            return Outcome(accepted, stdout=shown, stderr=answer.text("err"), output=answer.number("objects"))
        return Outcome(accepted, stdout=answer.text("out"), stderr=answer.text("err"))

    def _listing_script(self, host: Host) -> str:
        here = host.name == self._now.caller.host if self._world else True
        return ps.native("query.exe", "session" if here else f"session /server:{self._called(host.name)}")

    def observe(self) -> World:
        """List the sessions of every host and the clients of every server."""
        return replace(
            self._now,
            hosts=tuple(replace(host, sessions=self._sessions(host)) for host in self._now.hosts),
            servers=tuple(self._clients(server) for server in self._now.servers),
        )

    def _at(self, place: Host | Server, script: str) -> Reply:
        # A host that commands must not reach is observed on itself, by an SSH destination of its own.
        own = place.name in self._lab.hosts and self._lab.hosts[place.name].ssh
        return windows(self._lab, place.name if own else self._now.caller.host).run(script)

    def _sessions(self, host: Host) -> tuple[Session, ...]:
        own = bool(self._lab.hosts.get(host.name) and self._lab.hosts[host.name].ssh)
        script = ps.native("query.exe", "session") if own else self._listing_script(host)
        rows = parse(self._at(host, script).text("out"))
        given = {real: int(ours) for ours, (real, _) in self._names.sessions.get(host.name, {}).items()}
        arranged = {session.id: session for session in host.sessions}
        found: list[Session] = []
        for row in rows:
            number = given.get(row.id, row.id)
            if number not in arranged and not row.user:
                continue  # a listener, or the session of services
            known = arranged.get(number, Session(id=number, user=row.user))
            state = "disconnected" if row.disconnected else "active"
            # A disconnected session loses its name; the world keeps the one it had.
            found.append(replace(known, state=state, programs=()))
        return tuple(found)

    def _clients(self, server: Server) -> Server:
        answer = self._at(server, ps.transport(self._called(server.name)))
        ours = {real: int(own) for own, real in self._names.clients.get(server.name, {}).items()}
        there = {
            (str(row.get("namespace")), ours.get(_whole(row), _whole(row))) for row in answer.rows("clients")
        }
        names = {str(row.get("name")) for row in answer.rows("namespaces")}

        def shown(namespace: Namespace, client: Client) -> Client:
            return replace(client, transfer="multicast" if (namespace.name, client.id) in there else "none")

        return replace(
            server,
            namespaces=tuple(
                replace(each, clients=tuple(shown(each, client) for client in each.clients))
                for each in server.namespaces
                if each.name in names
            ),
        )

    def shutdown(self) -> None:
        """Nothing is kept: every script ran to its end."""
        self._world = None


def _whole(row: dict[str, Any]) -> int:
    value = row.get("id")
    return value if isinstance(value, int) else -1


def windows_quoted(word: str) -> str:
    """A word of a Windows command line, quoted where a blank or a quote makes it necessary."""
    if word and not any(character in word for character in ' \t"'):
        return word
    quoted, slashes = '"', 0
    for character in word:
        if character == "\\":
            slashes += 1
            continue
        quoted += "\\" * (slashes * 2 + 1 if character == '"' else slashes) + character
        slashes = 0
    return quoted + "\\" * (slashes * 2) + '"'


def _shown(where: Windows, script: str) -> str:
    command = where.command(script)
    return f"{script}# sent as: {json.dumps(command)}\n"


def adapter() -> WindowsAdapter:
    """The adapter to the Windows host that the environment names.

    Raises:
        AdapterUnavailable: when it names none.

    """
    return WindowsAdapter(settings())
