"""Wine's WTSDisconnectSession as an implementation of `tsdiscon`: one that says yes and does nothing.

A program of ours, built for Windows with mingw, calls the functions in a Wine prefix of our own. Wine has one
session; a process of its own stands for each session of the world, and the ids go to Wine as they are. A
session is shown as Wine enumerates it, and as active where Wine does not, as long as its process runs.
"""

from __future__ import annotations

import atexit
import os
import re
import selectors
import shutil
import subprocess
from pathlib import Path

from msgspec.structs import replace

from ...model.request import Command, Outcome, Request
from ...model.world import Session, World
from ...reports.document import AdapterIdentity
from ..errors import CannotArrange
from ._command_line import typed
from ._process import DEADLINE, DrivingError, end, plain_environment, require, run, sandbox, tree
from ._wts import SOURCE

COMPILER = "x86_64-w64-mingw32-gcc"
PREFIX_SECONDS = 90.0
DISCONNECTED = "4"  # WTSDisconnected of WTS_CONNECTSTATE_CLASS
CAPABILITIES = ("current-session", "session-id")


class Program:
    """A running copy of our program in Wine."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the program that require found, a file of ours
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def ask(self, line: str, deadline: float = DEADLINE) -> list[str]:
        """Give it a command; the words of its answer.

        Raises:
            DrivingError: when it does not answer within the deadline.

        """
        writing, reading = self._process.stdin, self._process.stdout
        if writing is None or reading is None or not self.running:
            raise DrivingError("the program in Wine has ended")
        try:
            writing.write(f"{line}\n".encode("ascii"))
        except OSError as error:
            raise DrivingError(f"the program in Wine takes no command: {error}") from None
        answer = b""
        with selectors.DefaultSelector() as selector:
            selector.register(reading, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                if not selector.select(deadline):
                    raise DrivingError(f"the program in Wine did not answer {line!r} within {deadline:g} s")
                if not (data := os.read(reading.fileno(), 4096)):
                    raise DrivingError("the program in Wine ended instead of answering")
                answer += data
        return answer.decode("ascii", "replace").split()

    def stop(self) -> None:
        """End the program."""
        end(tree(self._process.pid), patience=0.2)
        self._process.wait(DEADLINE)
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


class Wine:
    """The adapter; its prefix takes some seconds and 700 MB, so it is made before the first deadline runs.

    Attributes:
        settle: how many seconds an effect may take to be observable.

    """

    settle = 0.5

    def __init__(self) -> None:
        self._wine = require("wine", "wine and wine64")
        self._compiler = require(COMPILER, "gcc-mingw-w64-x86-64")
        self._server = shutil.which("wineserver") or next(
            (
                path
                for path in ("/usr/lib/wine/wineserver64", "/usr/lib/wine/wineserver")
                if Path(path).exists()
            ),
            "",
        )
        self._folder: Path | None = sandbox()
        self._environment = plain_environment(
            self._folder,
            WINEPREFIX=str(self._folder / "prefix"),
            WINEDEBUG="-all",
            WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=",
        )
        self._caller: Program | None = None
        self._world: World | None = None
        self._sessions: dict[tuple[str, int], Program] = {}
        atexit.register(self.shutdown)
        try:
            self._build(self._folder)
        except BaseException:
            self.shutdown()
            raise

    def _build(self, folder: Path) -> None:
        program, source = folder / "wts.exe", folder / "wts.c"
        source.write_text(SOURCE, encoding="ascii")
        built = run([self._compiler, "-O1", "-o", str(program), str(source), "-lwtsapi32"], deadline=60)
        if built.code:
            raise DrivingError("the program for Wine does not compile", hint=built.stderr.strip()[-300:])
        run([self._wine, "wineboot", "-i"], environment=self._environment, deadline=PREFIX_SECONDS)
        self._caller = self._start()
        self._caller.ask("own", deadline=PREFIX_SECONDS)

    def _start(self) -> Program:
        if self._folder is None:
            raise DrivingError("the Wine adapter has been shut down")
        return Program([self._wine, str(self._folder / "wts.exe")], self._environment)

    def initialize(self) -> AdapterIdentity:
        """Say which version is driven; its prefix is our own, so nothing of the user's is touched."""
        said = run([self._wine, "--version"], environment=self._environment).stdout
        found = re.search(r"wine-(\S+)", said)
        return AdapterIdentity(
            name="wine",
            version=found.group(1) if found else "unknown",
            systems=("tsdiscon",),
            capabilities=CAPABILITIES,
            real_effects=False,
        )

    def arrange(self, world: World) -> None:
        """Start a process for every session.

        Raises:
            CannotArrange: when the world has something that Wine has not.

        """
        if world.servers or len(world.hosts) != 1:
            raise CannotArrange("Wine is one host")
        for session in world.hosts[0].sessions:
            if session.console or session.grants or session.programs or session.state != "active":
                raise CannotArrange("Wine has active sessions without programs and permissions only")
        self._clear()
        self._world = world
        host = world.hosts[0]
        self._sessions = {(host.name, session.id): self._start() for session in host.sessions}
        for program in self._sessions.values():
            program.ask("own")

    @property
    def _now(self) -> World:
        if self._world is None:
            raise CannotArrange("no world has been arranged yet")
        return self._world

    def _ask(self, line: str) -> list[str]:
        if self._caller is None:
            raise DrivingError("the Wine adapter has been shut down")
        return self._caller.ask(line)

    def invoke(self, request: Request) -> Outcome:
        """Call WTSDisconnectSession.

        Raises:
            CannotArrange: when Wine has no counterpart of the request.

        """
        if not isinstance(request, Command):
            raise CannotArrange("Wine has no counterpart of this request")
        line = typed(request.line)
        if line.command != "tsdiscon" or line.switches or len(line.operands) > 1:
            raise CannotArrange("WTSDisconnectSession takes a session and nothing else")
        operand = line.operands[0] if line.operands else "current"
        if operand != "current" and not (operand.isascii() and operand.isdigit()):
            raise CannotArrange("WTSDisconnectSession takes no names")
        caller = self._now.caller
        own = self._sessions.get((caller.host, caller.session or 0)) if operand == "current" else None
        answer = own.ask("disconnect current") if own else self._ask(f"disconnect {operand}")
        done, error = answer[1:]
        return Outcome(accepted=done == "1", stderr="" if done == "1" else f"error {error}")

    def observe(self) -> World:
        """Enumerate the sessions, and look which processes run."""
        listed = dict(row.split(":") for row in self._ask("list")[1:])
        host = self._now.hosts[0]
        found: list[Session] = []
        for session in host.sessions:
            if self._sessions[host.name, session.id].running:
                disconnected = listed.get(str(session.id)) == DISCONNECTED
                found.append(replace(session, state="disconnected" if disconnected else "active"))
        return replace(self._now, hosts=(replace(host, sessions=tuple(found)),))

    def _clear(self) -> None:
        for program in self._sessions.values():
            program.stop()
        self._sessions = {}
        self._world = None

    def shutdown(self) -> None:
        """End everything in the prefix and remove it."""
        atexit.unregister(self.shutdown)
        self._clear()
        if self._caller:
            self._caller.stop()
            self._caller = None
        if self._folder is None:
            return
        if self._server:
            run([self._server, "-k"], environment=self._environment)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None


def adapter() -> Wine:
    """The adapter to Wine.

    Raises:
        AdapterUnavailable: when Wine or the compiler is not installed.
        DrivingError: when the prefix cannot be made.

    """
    return Wine()
