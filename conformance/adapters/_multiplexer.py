"""What tmux and GNU screen have in common as implementations of `tsdiscon` and `reset session`.

A host is a server of its own (a socket or a socket folder); an active session is one with a client at a
terminal of its own, a disconnected one has none; programs are windows that run a counter.
"""

from __future__ import annotations

import atexit
import contextlib
import shlex
import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ...model.request import Command, Method, Outcome, Reconnect, Request, Work
from ...model.world import Host, Program, Session, World
from ...reports.document import AdapterIdentity
from ..errors import CannotArrange
from ._command_line import Typed, typed
from ._counters import Counter, Counters
from ._process import DrivingError, Ran, Terminal, end, found, poll, running, sandbox, wait_for

CAPABILITIES = (
    "current-session",
    "programs",
    "reconnect",
    "reset",
    "session-id",
    "session-name",
    "several-servers",
    "unreachable-server",
    "usage-errors",
)


class Listed(NamedTuple):
    """What the program itself says of one of its sessions."""

    name: str
    attached: bool
    processes: frozenset[int]


def _no_counters() -> dict[str, Counter]:
    return {}


@dataclass
class Seat:
    """A session that was arranged, and what the program calls it."""

    host: str
    session: Session
    key: str = ""
    made_up: str = ""
    terminal: Terminal | None = None
    counters: dict[str, Counter] = field(default_factory=_no_counters)

    @property
    def name(self) -> str:
        """The name under which the session is started."""
        return self.session.name or self.made_up


class Multiplexer(ABC):
    """An adapter to a terminal multiplexer; subclasses know its commands.

    Attributes:
        name: what the program is called.
        settle: how many seconds an effect may take to be observable; detaching takes hundredths of one.

    """

    name: str
    settle = 0.5

    def __init__(self) -> None:
        self._world: World | None = None
        self.seats: list[Seat] = []
        self.servers: set[int] = set()
        self._folder: Path | None = None
        self._numbers = count()

    @abstractmethod
    def version(self) -> str:
        """The version, as the program reports it."""

    @abstractmethod
    def refusal(self, session: Session) -> str:
        """Why a session of that name cannot be had; "" where it can."""

    @abstractmethod
    def start(self, host: str, seats: Sequence[Seat]) -> None:
        """Start the sessions of a host without clients, with their programs, and note what each is called."""

    @abstractmethod
    def open_window(self, seat: Seat, command: Sequence[str]) -> None:
        """Run a command in a session."""

    @abstractmethod
    def listing(self, host: str) -> dict[str, Listed]:
        """The sessions of a host, by what the program calls them."""

    @abstractmethod
    def attaching(self, seat: Seat) -> Sequence[str]:
        """The command that connects a client to a session."""

    @abstractmethod
    def disconnecting(
        self, host: str, target: str | None, more: Sequence[str], *, inside: bool
    ) -> Sequence[str]:
        """The command that disconnects.

        Args:
            host: where the session is.
            target: the program's own name of the session, or None for the current one.
            more: what else was typed.
            inside: whether it is typed inside a session.

        """

    @abstractmethod
    def resetting(self, host: str, target: str, more: Sequence[str]) -> Sequence[str]:
        """The command that ends a session."""

    @abstractmethod
    def by_id(self, host: str, session: int) -> str:
        """How the program is told a session by its id."""

    @abstractmethod
    def by_name(self, host: str, name: str) -> str:
        """How the program is told a session by its name."""

    @abstractmethod
    def run(self, command: Sequence[str], host: str) -> Ran:
        """Run the program's own command, typed on a host outside any session."""

    @abstractmethod
    def hide(self, host: str) -> None:
        """Make a host unreachable for commands."""

    @abstractmethod
    def end_all(self) -> None:
        """End every session and server of ours, whatever state they are in."""

    @property
    def folder(self) -> Path:
        """The folder of our own in which everything happens."""
        if self._folder is None:
            self._folder = sandbox()
            atexit.register(self.shutdown)
        return self._folder

    @property
    def world(self) -> World:
        """The world that was arranged."""
        if self._world is None:
            raise CannotArrange("no world has been arranged yet")
        return self._world

    def initialize(self) -> AdapterIdentity:
        """Say which version is driven; its servers are our own, so nothing of the user's is touched.

        Raises:
            AdapterUnavailable: when the program is not installed.

        """
        return AdapterIdentity(
            name=self.name,
            version=self.version(),
            systems=("tsdiscon",),
            capabilities=CAPABILITIES,
            real_effects=False,
        )

    def arrange(self, world: World) -> None:
        """Start a server for every host, with its sessions, their programs and their clients.

        Raises:
            CannotArrange: when the world has something that a multiplexer has not.

        """
        self._check(world)
        self._clear()
        self._world = world
        counters = Counters(self.folder)
        for host in world.hosts:
            seats = [self._seat(Seat(host.name, session), counters) for session in host.sessions]
            self.seats += seats
            if seats:
                self.start(host.name, seats)
        for seat in self.seats:
            for counter in seat.counters.values():
                counter.wait_started()
        active = [seat for seat in self.seats if seat.session.state == "active"]
        if active and not self._connect(active):
            raise DrivingError(f"{self.name} did not let clients connect to its sessions")
        for host in world.hosts:
            if not host.reachable:
                self.hide(host.name)

    def _check(self, world: World) -> None:
        if world.servers:
            raise CannotArrange(f"{self.name} has no transport servers")
        for host in world.hosts:
            names = [session.name for session in host.sessions if session.name]
            if len(names) != len(set(names)):
                raise CannotArrange(f"{self.name} has no two sessions of one name")
            for session in host.sessions:
                if session.console:
                    raise CannotArrange(f"{self.name} has no console session")
                if session.grants:
                    raise CannotArrange(f"{self.name} knows no access to be granted on a session")
                if reason := self.refusal(session):
                    raise CannotArrange(reason)

    def _seat(self, seat: Seat, counters: Counters) -> Seat:
        seat.made_up = "" if seat.session.name else f"unnamed{next(self._numbers)}"
        seat.counters = {program.name: counters.new(program.work) for program in seat.session.programs}
        return seat

    def _connect(self, seats: Sequence[Seat]) -> bool:
        """Connect a client to each of the sessions; whether all of them are connected."""
        terminals: list[Terminal] = []
        for seat in seats:
            if seat.terminal is not None:
                seat.terminal.hang_up()
            seat.terminal = Terminal(self.attaching(seat), self.environment(seat.host))
            terminals.append(seat.terminal)

        def attached() -> bool:
            listed = {host: self.listing(host) for host in {seat.host for seat in seats}}
            there = (listed[seat.host].get(seat.key) for seat in seats)
            return all(each is not None and each.attached for each in there)

        def decided() -> bool:
            return attached() or any(terminal.ended for terminal in terminals)

        return poll(decided) and not any(terminal.ended for terminal in terminals)

    @abstractmethod
    def environment(self, host: str) -> dict[str, str]:
        """The environment that the program runs in on a host."""

    def seat(self, host: str, session: int) -> Seat | None:
        """The seat of a session by its id; None where none was arranged."""
        return next((each for each in self.seats if (each.host, each.session.id) == (host, session)), None)

    def invoke(self, request: Request) -> Outcome:
        """Translate a request into the program's own command and run it.

        Raises:
            CannotArrange: when the program has no counterpart of the request.

        """
        match request:
            case Command():
                return self._command(typed(request.line))
            case Reconnect():
                seat = self.seat(request.host, request.session)
                return Outcome(accepted=seat is not None and self._connect([seat]))
            case Work():
                return Outcome(accepted=self._work(self._host(request.host)))
            case Method():
                raise CannotArrange(f"{self.name} has no objects with methods")

    def _host(self, name: str) -> Host:
        wanted = name.casefold()
        for host in self.world.hosts:
            if wanted in {host.name.casefold(), host.fqdn.casefold()}:
                return host
        raise CannotArrange(f"no host {name} was arranged")

    def _command(self, line: Typed) -> Outcome:
        if line.has("?") or line.has("v") or line.has("vm"):
            raise CannotArrange(f"{self.name} has no counterpart of /?, /v and /VM")
        caller = self.world.caller
        server = line.value("server")
        host = self._host(server or caller.host).name
        more = [f"--{switch.name}" for switch in line.beside("server")]
        targets = [self._target(host, operand) for operand in line.operands]
        target, extra = (targets[0] if targets else None), [*more, *targets[1:]]
        if line.command == "reset session":
            return self._outcome(self.run(self.resetting(host, target or "", extra), host))
        if line.command != "tsdiscon":
            raise CannotArrange(f"{self.name} has no counterpart of {line.command}")
        seat = None if target or server or caller.session is None else self.seat(host, caller.session)
        command = self.disconnecting(host, target, extra, inside=seat is not None)
        return self._outcome(self._inside(seat, command) if seat else self.run(command, host))

    def _target(self, host: str, operand: str) -> str:
        # The documents allow id and name in the same place; digits are read as an id.
        return (
            self.by_id(host, int(operand))
            if operand.isascii() and operand.isdigit()
            else self.by_name(host, operand)
        )

    def _inside(self, seat: Seat, command: Sequence[str]) -> Ran:
        """Type a command inside a session and wait until it has ended there."""
        note = self.folder / f"typed{next(self._numbers)}"
        quoted = shlex.quote(str(note))
        kept = f"{shlex.join(command)} >{quoted}.out 2>{quoted}.err"
        script = f"{kept}; echo $? >{quoted}.new; mv {quoted}.new {quoted}"
        self.open_window(seat, ["sh", "-c", script])
        wait_for(note.exists, f"the command typed inside session {seat.session.id} to end")
        out, err = (
            note.with_name(note.name + end).read_text("utf-8", "backslashreplace") for end in (".out", ".err")
        )
        return Ran(int(note.read_text("ascii")), out, err)

    @staticmethod
    def _outcome(ran: Ran) -> Outcome:
        return Outcome(accepted=ran.code == 0, stdout=ran.stdout, stderr=ran.stderr)

    def _counters(self, host: str | None = None) -> list[Counter]:
        """The programs of a host, or of all."""
        there = (seat for seat in self.seats if host in {None, seat.host})
        return [counter for seat in there for counter in seat.counters.values()]

    def _work(self, host: Host) -> bool:
        before = [(counter, counter.reading()) for counter in self._counters(host.name)]
        asked = [(counter, reading) for counter, reading in before if counter.work()]
        return bool(poll(lambda: all(counter.reading() != reading for counter, reading in asked)))

    def observe(self) -> World:
        """Ask every server for its sessions, their clients and their processes."""
        hosts = tuple(replace(host, sessions=self._observed(host)) for host in self.world.hosts)
        return replace(self.world, hosts=hosts)

    def _observed(self, host: Host) -> tuple[Session, ...]:
        listed = self.listing(host.name)
        found: list[Session] = []
        for seat in self.seats:
            there = listed.pop(seat.key, None) if seat.host == host.name else None
            if there is not None:
                name = "" if there.name == seat.made_up else there.name
                found.append(self._shown(seat.session, name, there, seat.counters))
        # A session that nobody arranged would be a finding of its own, so it is shown under a new id.
        new = max((seat.session.id for seat in self.seats), default=0) + 1
        for number, each in enumerate(listed.values(), start=new):
            found.append(self._shown(Session(id=number), each.name, each, {}))
        return tuple(found)

    @staticmethod
    def _shown(arranged: Session, name: str, there: Listed, counters: dict[str, Counter]) -> Session:
        programs: list[Program] = []
        for program, counter in counters.items():
            reading = counter.reading()
            if reading and reading[0] in there.processes:
                programs.append(Program(name=program, instance=str(reading[0]), work=reading[1]))
        state = "active" if there.attached else "disconnected"
        return replace(arranged, name=name, state=state, programs=tuple(programs))

    def _clear(self) -> None:
        if self._folder is None:
            return
        pids = {reading[0] for counter in self._counters() if (reading := counter.reading())}
        processes = [process for pid in {*pids, *self.servers} if (process := found(pid))]
        self.end_all()
        if not poll(lambda: not any(map(running, processes)), 0.5):
            end(processes)
        for seat in self.seats:
            if seat.terminal:
                seat.terminal.hang_up()
        self.seats = []
        self.servers = set()
        self._world = None
        for path in self.folder.iterdir():
            with contextlib.suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def shutdown(self) -> None:
        """End every client, session, program and server that was started, and remove the folder."""
        self._clear()
        atexit.unregister(self.shutdown)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
