"""Icecast as an implementation of `WDSUTIL /Disconnect-Client` and of the methods of a transport server.

A server is an Icecast process, a transmission a mount, a client a listener with the id that Icecast gave
it. Disconnecting is `/admin/killclient`, the only means Icecast has, with or without force; a second mount of
every transmission is what a dropped client can fall back to. Whether it does is the client's affair, not
Icecast's, so verdicts on falling back are about our listeners.
"""

from __future__ import annotations

import atexit
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from ...model.request import S_OK, Command, Method, Outcome, Request
from ...model.world import Client, Namespace, Server, World
from ...reports.document import AdapterIdentity
from ..errors import CannotArrange
from ._command_line import Typed, typed
from ._icecast_server import Answer, IcecastServer
from ._process import DrivingError, poll, require, run, sandbox
from ._stream import Computer, Sender

CAPABILITIES = (
    "client-listing",
    "client-method",
    "command-route",
    "fallback",
    "force",
    "server-method",
    "several-servers",
    "unreachable-server",
)
E_FAIL = -2147467259
NO_SUCH_ID = "999999999"
WELCOME_SECONDS = 2.0


@dataclass
class Member:
    """A client that was arranged: its mount and its computer, and the id that Icecast gave it at first."""

    server: str
    namespace: str
    client: Client
    mount: str
    computer: Computer | None = None
    icecast_id: str = NO_SUCH_ID

    @property
    def called(self) -> str:
        """What the computer calls itself towards Icecast; "" where it was never switched on."""
        return self.computer.agent if self.computer else ""


def falls_back(client: Client) -> bool:
    """Whether a client supports another transfer method: always the WDS client, never Wdsmcast.exe."""
    return client.software == "wds-client" or (client.software == "other" and client.fallback)


class Icecast:
    """The adapter; its processes are kept from one world to the next, its mounts and listeners are not.

    Attributes:
        settle: how many seconds an effect may take to be observable; falling back takes hundredths of one.

    """

    settle = 0.5

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._idle: list[IcecastServer] = []
        self._servers: dict[str, IcecastServer] = {}
        self._closed: socket.socket | None = None
        self._sender: Sender | None = None
        self._members: list[Member] = []
        self._mounts: dict[tuple[str, str], str] = {}
        self._world: World | None = None
        self._numbers = count()

    @property
    def _now(self) -> World:
        if self._world is None:
            raise CannotArrange("no world has been arranged yet")
        return self._world

    def initialize(self) -> AdapterIdentity:
        """Say which version is driven; its processes listen on free loopback ports of our own.

        Raises:
            AdapterUnavailable: when Icecast is not installed.

        """
        said = run([require("icecast2", "icecast2"), "-v"])
        found = re.search(r"Icecast (\S+)", said.stdout + said.stderr)
        return AdapterIdentity(
            name="icecast",
            version=found.group(1) if found else "unknown",
            systems=("wdsutil", "iwdstransportclient"),
            capabilities=CAPABILITIES,
            real_effects=False,
        )

    def arrange(self, world: World) -> None:
        """Give every server an Icecast process, every transmission its mounts, every client a listener.

        Raises:
            CannotArrange: when the world has something that Icecast has not.

        """
        _check(world)
        try:
            self._arrange(world)
        except DrivingError:
            # Icecast 2.4.4 has been seen to crash while sources come and go; a fresh process gets one chance.
            self.shutdown()
            self._arrange(world)

    def _arrange(self, world: World) -> None:
        self._clear()
        self._world = world
        sender = self._sender = Sender()
        for server in world.servers:
            process = self._servers[server.name] = self._idle.pop() if self._idle else self._start()
            for namespace in server.namespaces:
                mount = self._mounts[server.name, namespace.name] = f"/transmission{next(self._numbers)}"
                for each in (mount, unicast(mount)):
                    sender.feed(process.address, each)
                for client in namespace.clients:
                    self._members.append(self._member(process, server.name, namespace.name, client))
        self._let_flow()
        self._note_ids()

    def _start(self) -> IcecastServer:
        if self._folder is None:
            self._folder = sandbox()
            self._folder.chmod(0o755)
            atexit.register(self.shutdown)
        return IcecastServer(self._folder / f"icecast{next(self._numbers)}")

    def _member(self, process: IcecastServer, server: str, namespace: str, client: Client) -> Member:
        """Switch on the computer of a client, unless the client is to have left."""
        mount = self._mounts[server, namespace]
        member = Member(server, namespace, client, unicast(mount) if client.transfer == "unicast" else mount)
        if client.transfer != "none":
            chain = [member.mount, unicast(mount)] if falls_back(client) else [member.mount]
            agent = f"client-{client.id}-{next(self._numbers)}"
            member.computer = Computer(process.address, agent, list(dict.fromkeys(chain)))
        return member

    def _note_ids(self) -> None:
        """Note the ids that Icecast gave; a client that never came has none."""
        for mount in {(member.server, member.mount) for member in self._members}:
            given = {each.agent: each.id for each in self._servers[mount[0]].listeners(mount[1])}
            for member in self._members:
                if (member.server, member.mount) == mount and member.called in given:
                    member.icecast_id = given[member.called]

    def invoke(self, request: Request) -> Outcome:
        """Translate a request into one of the administration.

        Raises:
            CannotArrange: when Icecast has no counterpart of the request.

        """
        match request:
            case Command():
                return self._command(typed(request.line))
            case Method():
                answer = self._disconnect(request.server, str(request.client))
                done = _accepted(answer)
                return Outcome(accepted=done, hresult=S_OK if done else E_FAIL)
            case _:
                raise CannotArrange("Icecast has no sessions with programs")

    def _command(self, line: Typed) -> Outcome:
        if line.command != "wdsutil":
            raise CannotArrange(f"Icecast has no counterpart of {line.command}")
        server = line.value("server") or self._now.caller.host
        if line.has("disconnect-client"):
            answer = self._disconnect(server, line.value("clientid"))
            done = _accepted(answer)
            said = _words(answer)
            return Outcome(accepted=done, stdout=said if done else "", stderr="" if done else said)
        if line.has("get-multicasttransmission") or line.has("get-allmulticasttransmissions"):
            return self._listing(server, line)
        raise CannotArrange("Icecast has no counterpart of this WDSUTIL command")

    def _disconnect(self, server: str, client: str | None) -> Answer:
        """Ask Icecast to drop a client: the arranged id is told as the one that Icecast gave."""
        arranged = self._server(server)
        known = next((each for each in self._of(arranged) if client == str(each.client.id)), None)
        query = {} if client is None else {"id": _told(client, known)}
        mount = self._mount(arranged, known)
        process, port = self._reached(arranged)
        return process.ask("killclient", port=port, mount=mount, **query)

    def _listing(self, server: str, line: Typed) -> Outcome:
        arranged = self._server(server)
        process, port = self._reached(arranged)
        wanted = line.value("image") or line.value("namespace") or line.value("friendlyname")
        ids: list[int] = []
        texts: list[str] = []
        if arranged is None:
            return Outcome(accepted=False, stderr=_words(process.ask("listmounts", port=port)))
        answered = True
        for namespace in arranged.namespaces:
            if wanted and wanted.casefold() != namespace.name.casefold():
                continue
            answer = process.ask("listclients", port=port, mount=self._mounts[arranged.name, namespace.name])
            answered = answered and answer.status == HTTPStatus.OK
            texts.append(answer.text)
            agents = [each.findtext("UserAgent", "") for each in answer.document.iter("listener")]
            ids += [each.client.id for each in self._of(arranged) if each.called in agents]
        return Outcome(accepted=answered, stdout="\n".join(texts), listing=tuple(sorted(ids)))

    def _server(self, name: str) -> Server | None:
        wanted = name.casefold()
        return next((e for e in self._now.servers if wanted in {e.name.casefold(), e.fqdn.casefold()}), None)

    def _of(self, server: Server | None) -> Iterator[Member]:
        return (each for each in self._members if server is not None and each.server == server.name)

    def _mount(self, server: Server | None, member: Member | None) -> str:
        """The mount that a client was arranged at; the server's first for a client that nobody arranged."""
        if server is None or not server.namespaces:
            return "/nothing"
        return member.mount if member else self._mounts[server.name, server.namespaces[0].name]

    def _reached(self, server: Server | None) -> tuple[IcecastServer, int | None]:
        """The process of a server and the port to ask; where it is out of reach, one without a listener."""
        if server is not None and server.reachable:
            return self._servers[server.name], None
        if self._closed is None:
            self._closed = socket.socket()
            self._closed.bind(("127.0.0.1", 0))
        process = self._servers[server.name] if server else next(iter(self._servers.values()))
        return process, int(self._closed.getsockname()[1])

    def observe(self) -> World:
        """Ask every server for its mounts and their clients, and every computer for what it has received."""
        self._let_flow()
        servers = tuple(
            replace(server, namespaces=tuple(self._observed(server, each) for each in self._there(server)))
            for server in self._now.servers
        )
        return replace(self._now, servers=servers)

    def _let_flow(self) -> None:
        """Wait until every computer that has not given up has got more; the rest is cut off."""
        before = [(each, each.received) for member in self._members if (each := member.computer)]
        poll(lambda: all(each.gave_up or each.received > old for each, old in before), WELCOME_SECONDS)
        self._flowing = {each.agent for each, old in before if each.received > old}

    def _there(self, server: Server) -> Iterator[Namespace]:
        mounts = self._servers[server.name].mounts()
        return (each for each in server.namespaces if self._mounts[server.name, each.name] in mounts)

    def _observed(self, server: Server, namespace: Namespace) -> Namespace:
        process, mount = self._servers[server.name], self._mounts[server.name, namespace.name]
        multicast = {each.agent for each in process.listeners(mount)} & self._flowing
        single = {each.agent for each in process.listeners(unicast(mount))} & self._flowing
        clients: list[Client] = []
        for member in self._of(server):
            if member.namespace != namespace.name:
                continue
            computer = member.computer
            if computer is None:
                clients.append(member.client)
                continue
            by_unicast = "unicast" if computer.agent in single else "none"
            transfer = "multicast" if computer.agent in multicast else by_unicast
            installation = "failed" if computer.gave_up else member.client.installation
            clients.append(replace(member.client, transfer=transfer, installation=installation))
        return replace(namespace, clients=tuple(clients))

    def _clear(self) -> None:
        computers = [member.computer for member in self._members if member.computer]
        for computer in computers:
            computer.switch_off()
        if self._sender:
            self._sender.stop()
        for computer in computers:
            computer.wait()
        self._idle += self._servers.values()
        self._servers, self._members, self._mounts, self._sender, self._world = {}, [], {}, None, None
        self._flowing: set[str] = set()

    def shutdown(self) -> None:
        """End every listener, sender and process, and remove the folder."""
        atexit.unregister(self.shutdown)
        self._clear()
        for process in self._idle:
            process.stop()
        self._idle = []
        if self._closed:
            self._closed.close()
            self._closed = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _check(world: World) -> None:
    if world.hosts:
        raise CannotArrange("Icecast has no hosts of sessions")
    for server in world.servers:
        if server.slow_client_policy != "none":
            raise CannotArrange("Icecast has no policy for slow clients that could be set")
        for namespace in server.namespaces:
            if namespace.kind != "transmission":
                raise CannotArrange("Icecast has no namespaces beside its mounts")
            for client in namespace.clients:
                if client.machine != "usable":
                    raise CannotArrange("Icecast cannot leave a computer unusable")


def unicast(mount: str) -> str:
    """The mount that a client dropped from `mount` can fall back to."""
    return f"{mount}-unicast"


def _told(client: str, known: Member | None) -> str:
    if known:
        return known.icecast_id
    return NO_SUCH_ID if client.isdigit() else client


def _accepted(answer: Answer) -> bool:
    return answer.status == HTTPStatus.OK and answer.document.findtext("return") == "1"


def _words(answer: Answer) -> str:
    if not answer.status:
        return answer.text
    return answer.document.findtext("message") or re.sub(r"<[^>]*>", " ", answer.text).strip()


def adapter() -> Icecast:
    """The adapter to Icecast."""
    return Icecast()
