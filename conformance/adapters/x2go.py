"""X2Go as an implementation of `tsdiscon` and `reset session`, with PyHoca as its client. Needs root.

`tsdiscon ID` becomes `x2gosuspend-session`, `reset session` `x2goterminate-session`, reconnecting a
client that resumes the session. All sessions belong to one account, made for the run and removed at its end:
its effects are real, so it is best driven in a container. Starting sessions takes seconds: `--deadline 60`.
"""

from __future__ import annotations

import atexit
import contextlib
import subprocess
from dataclasses import dataclass, field

import psutil
from msgspec.structs import replace

from ...model.request import Command, Outcome, Reconnect, Request, Work
from ...model.world import Program, Session, World
from ...reports.document import AdapterIdentity
from ..errors import CannotArrange
from ._command_line import Typed, typed
from ._counters import Counter, Counters
from ._process import found, poll, run, running, sandbox, wait_for
from ._x2go_server import X2GoServer, available

CAPABILITIES = ("programs", "reconnect", "reset", "session-id")
START_SECONDS = 50.0
UNKNOWN = "nosuch-50-1000000000_stRxterm_dp24"


def _no_counters() -> dict[str, Counter]:
    return {}


@dataclass
class Desk:
    """A session of the world, what X2Go calls it, and its programs."""

    session: Session
    key: str
    counters: dict[str, Counter] = field(default_factory=_no_counters)


class X2Go:
    """The adapter.

    Attributes:
        settle: how many seconds an effect may take to be observable.

    """

    settle = 3.0

    def __init__(self) -> None:
        available()
        self._server: X2GoServer | None = None
        self._counters: Counters | None = None
        self._terminals: list[subprocess.Popen[bytes]] = []
        self._desks: list[Desk] = []
        self._world: World | None = None

    @property
    def _now(self) -> World:
        if self._world is None:
            raise CannotArrange("no world has been arranged yet")
        return self._world

    @property
    def _x2go(self) -> X2GoServer:
        if self._server is None:
            atexit.register(self.shutdown)
            self._server = X2GoServer(sandbox())
        return self._server

    def initialize(self) -> AdapterIdentity:
        """Say which version is driven."""
        return AdapterIdentity(
            name="x2go",
            version=run(["x2goversion", "x2goserver"]).stdout.strip(),
            systems=("tsdiscon",),
            capabilities=CAPABILITIES,
            real_effects=True,
        )

    def arrange(self, world: World) -> None:
        """Start a session with a client for every session, and suspend those that are to be disconnected.

        Raises:
            CannotArrange: when the world has something that X2Go has not.
            DrivingError: when starting takes too long.

        """
        if world.servers or len(world.hosts) != 1 or not world.hosts[0].reachable:
            raise CannotArrange("X2Go is one host that is reachable, without transport servers")
        sessions = world.hosts[0].sessions
        if any(session.console or session.grants for session in sessions):
            raise CannotArrange("X2Go has no console session and no access to be granted")
        if len({session.user for session in sessions}) > 1:
            raise CannotArrange("X2Go is arranged with the sessions of one user")
        self._clear()
        self._world = world
        server = self._x2go
        counters = self._counters = self._counters or Counters(server.folder)
        for _ in sessions:
            server.client("-N", "-t", "application", "-c", "xterm")
        wait_for(lambda: self._ready(len(sessions)), f"{len(sessions)} sessions to start", START_SECONDS)
        for session, (key, row) in zip(sessions, server.sessions().items(), strict=True):
            desk = Desk(session, key)
            self._desks.append(desk)
            for program in session.programs:
                counter = desk.counters[program.name] = counters.new(program.work, server.account.uid)
                self._terminals.append(server.account.start(["xterm", "-e", *counter.command], row.display))
                counter.wait_started()
            if session.state == "disconnected":
                server.account.type(["x2gosuspend-session", key])

    def _ready(self, number: int) -> bool:
        """Whether so many sessions are listed as running, each with its first program."""
        rows = self._x2go.sessions().values()
        first = [each for each in self._x2go.account.processes() if _name(each.pid) == "xterm"]
        return len(rows) == number == len(first) and all(row.state == "R" for row in rows)

    def _desk(self, session: int) -> Desk | None:
        return next((desk for desk in self._desks if desk.session.id == session), None)

    def invoke(self, request: Request) -> Outcome:
        """Translate a request into X2Go's own commands.

        Raises:
            CannotArrange: when X2Go has no counterpart of the request.

        """
        match request:
            case Command():
                return self._command(typed(request.line))
            case Reconnect():
                return Outcome(accepted=self._resumed(self._desk(request.session)))
            case Work():
                return Outcome(accepted=self._worked())
            case _:
                raise CannotArrange("X2Go has no objects with methods")

    def _command(self, line: Typed) -> Outcome:
        programs = {"tsdiscon": "x2gosuspend-session", "reset session": "x2goterminate-session"}
        operand = line.operands[0] if len(line.operands) == 1 else ""
        if line.switches or line.command not in programs or not (operand.isascii() and operand.isdigit()):
            raise CannotArrange("X2Go suspends and terminates sessions by their id")
        desk = self._desk(int(operand))
        ran = self._x2go.account.type([programs[line.command], desk.key if desk else UNKNOWN])
        return Outcome(accepted=ran.code == 0, stdout=ran.stdout, stderr=ran.stderr)

    def _resumed(self, desk: Desk | None) -> bool:
        if desk is None or desk.key not in self._x2go.sessions():
            return False
        key = desk.key
        self._x2go.client("-R", key)

        def running_again() -> bool:
            row = self._x2go.sessions().get(key)
            return row is not None and row.state == "R"

        return poll(running_again, START_SECONDS)

    def _worked(self) -> bool:
        counters = [counter for desk in self._desks for counter in desk.counters.values()]
        before = [(counter, counter.reading()) for counter in counters]
        asked = [(counter, reading) for counter, reading in before if counter.work()]
        return poll(lambda: all(counter.reading() != reading for counter, reading in asked))

    def observe(self) -> World:
        """Ask X2Go for its sessions, and look which programs run."""
        rows = self._x2go.sessions()
        shown: list[Session] = []
        for desk in self._desks:
            row = rows.get(desk.key)
            if row is not None and _name(row.agent):
                state = "active" if row.state == "R" else "disconnected"
                shown.append(replace(desk.session, state=state, programs=_programs(desk)))
        return replace(self._now, hosts=(replace(self._now.hosts[0], sessions=tuple(shown)),))

    def _clear(self) -> None:
        if self._server and self._desks:
            self._server.end_sessions()
        for terminal in self._terminals:
            with contextlib.suppress(subprocess.TimeoutExpired):
                terminal.communicate(timeout=1)
        self._terminals, self._desks, self._world = [], [], None

    def shutdown(self) -> None:
        """End every session, remove the account, and end the servers."""
        atexit.unregister(self.shutdown)
        self._clear()
        if self._server:
            self._server.stop()
            self._server = None


def _name(pid: int) -> str:
    """The name of a process that runs; "" where it does not."""
    process = found(pid)
    with contextlib.suppress(psutil.Error):
        return process.name() if process and running(process) else ""
    return ""


def _programs(desk: Desk) -> tuple[Program, ...]:
    readings = [(name, counter.reading()) for name, counter in desk.counters.items()]
    return tuple(Program(name, str(got[0]), got[1]) for name, got in readings if got and _name(got[0]))


def adapter() -> X2Go:
    """The adapter to X2Go.

    Raises:
        AdapterUnavailable: without root or without a program.

    """
    return X2Go()
