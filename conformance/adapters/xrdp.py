"""xrdp as an implementation of `tsdiscon` and `reset session`, with FreeRDP as its client. Needs root.

`tsdiscon` without an operand becomes `xrdp-dis`, typed in the session; `reset session` becomes
`xrdp-sesadmin -c=kill`; reconnecting is an RDP client that logs on again. Every session has an account of its
own, made for the run and removed at its end: its effects are real, so it is best driven in a container.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import subprocess
from dataclasses import dataclass, field
from itertools import count

from msgspec.structs import replace

from ...model.request import Command, Outcome, Reconnect, Request, Work
from ...model.world import Program, Session, World
from ...reports.document import AdapterIdentity
from ..errors import CannotArrange
from ._account import Account
from ._command_line import Typed, typed
from ._counters import Counter, Counters
from ._process import end, found, poll, run, running, sandbox, tree, wait_for
from ._xrdp_server import SOCKETS, XrdpServer, available, display_of

CAPABILITIES = ("current-session", "programs", "reconnect", "reset")
LOGON_SECONDS = 8.0
BEGUN, ENDED = "++ created session", "++ terminated session"


def _no_counters() -> dict[str, Counter]:
    return {}


def _no_terminals() -> list[subprocess.Popen[bytes]]:
    return []


@dataclass
class Desk:
    """A session of the world: its account, its client and its programs."""

    session: Session
    account: Account
    client: subprocess.Popen[bytes] | None = None
    server: int = 0
    counters: dict[str, Counter] = field(default_factory=_no_counters)
    terminals: list[subprocess.Popen[bytes]] = field(default_factory=_no_terminals)

    @property
    def connected(self) -> bool:
        """Whether the client is still there."""
        return self.client is not None and self.client.poll() is None

    def drop(self) -> None:
        """Lose the client."""
        if self.client:
            end(tree(self.client.pid), patience=0.3)
            self.client.wait(5)
            self.client = None


class Xrdp:
    """The adapter.

    Attributes:
        settle: how many seconds an effect may take to be observable.

    """

    settle = 3.0

    def __init__(self) -> None:
        available()
        self._server: XrdpServer | None = None
        self._accounts: list[Account] = []
        self._desks: list[Desk] = []
        self._world: World | None = None
        self._counters: Counters | None = None
        self._numbers = count()

    @property
    def _now(self) -> World:
        if self._world is None:
            raise CannotArrange("no world has been arranged yet")
        return self._world

    @property
    def _xrdp(self) -> XrdpServer:
        if self._server is None:
            atexit.register(self.shutdown)
            self._server = XrdpServer(sandbox())
        return self._server

    def initialize(self) -> AdapterIdentity:
        """Say which version is driven."""
        said = run(["xrdp", "--version"]).stdout
        version = re.search(r"xrdp (\d\S*)", said)
        return AdapterIdentity(
            name="xrdp",
            version=version.group(1) if version else "unknown",
            systems=("tsdiscon",),
            capabilities=CAPABILITIES,
            real_effects=True,
        )

    def arrange(self, world: World) -> None:
        """Log an account on for every session.

        Raises:
            CannotArrange: when the world has something that xrdp has not.
            DrivingError: when a logon takes too long.

        """
        if world.servers or len(world.hosts) != 1 or not world.hosts[0].reachable:
            raise CannotArrange("xrdp is one host that is reachable, without transport servers")
        for session in world.hosts[0].sessions:
            if session.console or session.grants:
                raise CannotArrange("xrdp has no console session and no access to be granted")
        self._clear()
        self._world = world
        counters = self._counters = self._counters or Counters(self._xrdp.folder)
        for session in world.hosts[0].sessions:
            desk = Desk(session, self._account())
            desk.client = self._xrdp.connect(desk.account)
            self._desks.append(desk)
        for desk in self._desks:
            wait_for(
                lambda desk=desk: self._ready(desk), f"{desk.account.name} to be logged on", LOGON_SECONDS
            )
            server = desk.account.running("Xorg")
            desk.server = server.pid if server else 0
            for program in desk.session.programs:
                counter = desk.counters[program.name] = counters.new(program.work, desk.account.uid)
                desk.terminals.append(
                    desk.account.start(["xterm", "-e", *counter.command], display_of(desk.account))
                )
                counter.wait_started()
            if desk.session.state == "disconnected":
                desk.drop()

    def _account(self) -> Account:
        taken = {desk.account.name for desk in self._desks}
        for account in self._accounts:
            if account.name not in taken:
                return account
        account = Account(f"dspec{os.getpid()}x{next(self._numbers)}")
        self._accounts.append(account)
        return account

    def _ready(self, desk: Desk) -> bool:
        """Whether the desk's session has its window manager, and xrdp-dis finds its socket."""
        display = display_of(desk.account)
        begun = display and (SOCKETS / f"xrdp_disconnect_display_{display[1:]}").exists()
        return bool(begun) and desk.account.running("sleep") is not None

    def _desk(self, session: int) -> Desk | None:
        return next((desk for desk in self._desks if desk.session.id == session), None)

    def invoke(self, request: Request) -> Outcome:
        """Translate a request into xrdp's own commands.

        Raises:
            CannotArrange: when xrdp has no counterpart of the request.

        """
        match request:
            case Command():
                return self._command(typed(request.line))
            case Reconnect():
                return Outcome(accepted=self._reconnected(self._desk(request.session)))
            case Work():
                return Outcome(accepted=self._worked())
            case _:
                raise CannotArrange("xrdp has no objects with methods")

    def _command(self, line: Typed) -> Outcome:
        if line.switches:
            raise CannotArrange("xrdp has no counterpart of switches")
        if line.command == "tsdiscon" and not line.operands:
            desk = self._desk(self._now.caller.session or -1)
            if desk is None:
                raise CannotArrange("xrdp-dis is typed in a session")
            ran = desk.account.type(["xrdp-dis"], display_of(desk.account))
        elif line.command == "reset session" and len(line.operands) == 1 and line.operands[0].isdigit():
            desk = self._desk(int(line.operands[0]))
            account = desk.account if desk else self._accounts[0]
            ran = self._xrdp.administer(
                account, f"kill:{self._session_id(account) if desk else line.operands[0]}"
            )
        else:
            raise CannotArrange("xrdp-dis disconnects the session it is typed in and no other")
        return Outcome(accepted=ran.code == 0, stdout=ran.stdout, stderr=ran.stderr)

    def _session_id(self, account: Account) -> str:
        """The id that xrdp gave the session, from its own listing."""
        listed = self._xrdp.administer(account, "list").stdout
        ids = re.findall(r"Session ID: (\d+)\s(?:.*\n)*?.*", listed)
        for block in re.split(r"(?=Session ID:)", listed):
            number = re.search(r"Session ID: (\d+)", block)
            if number and account.name in block:
                return number.group(1)
        return ids[0] if ids else "0"

    def _reconnected(self, desk: Desk | None) -> bool:
        if desk is None:
            return False
        desk.drop()
        before = self._xrdp.said("reconnected session")
        client = desk.client = self._xrdp.connect(desk.account)
        poll(
            lambda: client.poll() is not None or self._xrdp.said("reconnected session") > before,
            LOGON_SECONDS,
        )
        return client.poll() is None

    def _worked(self) -> bool:
        counters = [counter for desk in self._desks for counter in desk.counters.values()]
        before = [(counter, counter.reading()) for counter in counters]
        asked = [(counter, reading) for counter, reading in before if counter.work()]
        return poll(lambda: all(counter.reading() != reading for counter, reading in asked))

    def observe(self) -> World:
        """Look which sessions have their X server, which clients are connected and which programs run."""
        host = self._now.hosts[0]
        sessions = tuple(
            self._shown(desk)
            for desk in self._desks
            if (server := found(desk.server)) is not None and running(server)
        )
        return replace(self._now, hosts=(replace(host, sessions=sessions),))

    @staticmethod
    def _shown(desk: Desk) -> Session:
        programs: list[Program] = []
        for name, counter in desk.counters.items():
            reading = counter.reading()
            process = found(reading[0]) if reading else None
            if reading and process and running(process):
                programs.append(Program(name, str(reading[0]), reading[1]))
        state = "active" if desk.connected else "disconnected"
        return replace(desk.session, state=state, programs=tuple(programs))

    def _clear(self) -> None:
        for desk in self._desks:
            desk.drop()
            desk.account.end_session()
            for terminal in desk.terminals:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    terminal.communicate(timeout=1)
        server = self._server
        if server:
            # Until xrdp has noticed, it would lead the account's next logon to the session that has ended.
            poll(lambda: server.said(ENDED) >= server.said(BEGUN), LOGON_SECONDS)
            server.sweep()
        self._desks = []
        self._world = None

    def shutdown(self) -> None:
        """End every session, remove the accounts, and end the daemons."""
        atexit.unregister(self.shutdown)
        self._clear()
        for account in self._accounts:
            account.remove()
        self._accounts = []
        if self._server:
            self._server.stop()
            self._server = None


def adapter() -> Xrdp:
    """The adapter to xrdp.

    Raises:
        AdapterUnavailable: without root, without a program, or beside an xrdp that already runs.

    """
    return Xrdp()
