"""tmux as an implementation of `tsdiscon` and `reset session`, on sockets of our own.

`tsdiscon` becomes `detach-client`, `reset session` becomes `kill-session`, reconnecting becomes
`attach-session`. Names are told exactly (`=NAME`), for tmux would otherwise take any prefix of a name.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

from ...model.world import Session
from ._multiplexer import Listed, Multiplexer, Seat
from ._process import DrivingError, Ran, plain_environment, require, run

NAMES = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_# -]*")
UNKNOWN = "$999999999"
FIELDS = "\t"


class Tmux(Multiplexer):
    """The adapter; each host is a tmux server with a socket of its own."""

    name = "tmux"

    def __init__(self) -> None:
        super().__init__()
        self._sockets: dict[str, Path] = {}
        self._hidden: dict[str, Path] = {}

    def version(self) -> str:
        """What `tmux -V` says."""
        return run([require("tmux", "tmux"), "-V"]).stdout.strip().removeprefix("tmux ")

    def refusal(self, session: Session) -> str:
        """Why a session of that name cannot be had; "" where it can."""
        if session.name and not NAMES.fullmatch(session.name):
            return f"tmux has no session named {session.name!r}: it changes or interprets some characters"
        return ""

    def environment(self, host: str) -> dict[str, str]:
        """An environment in which no session of the user's is the current one."""
        del host
        return plain_environment(self.folder)

    def _at(self, socket: Path, *words: str) -> list[str]:
        return ["tmux", "-f", "/dev/null", "-S", str(socket), *words]

    def _tmux(self, host: str, *words: str) -> list[str]:
        socket = self._sockets.setdefault(host, self.folder / f"host{len(self._sockets)}")
        return self._at(socket, *words)

    def run(self, command: Sequence[str], host: str) -> Ran:
        """Run tmux with its own words."""
        return run(command, environment=self.environment(host))

    def start(self, host: str, seats: Sequence[Seat]) -> None:
        """Start sessions that wait for nothing, each with a window for every program, in one go."""
        words: list[str] = []
        for seat in seats:
            words += [
                "new-session",
                "-d",
                "-P",
                "-F",
                "#{session_id} #{pid}",
                "-s",
                seat.name.replace("#", "##"),
            ]
            words += ["cat", ";"]
            for counter in seat.counters.values():
                words += ["new-window", "-d", "-t", f"={seat.name}:", *counter.command, ";"]
        done = self.run(self._tmux(host, *words[:-1]), host)
        rows = [line.split(" ") for line in done.stdout.splitlines()]
        if done.code or len(rows) != len(seats):
            raise DrivingError(f"tmux did not start its sessions: {done.stderr.strip()}")
        for seat, (key, pid) in zip(seats, rows, strict=True):
            seat.key = key
            self.servers.add(int(pid))

    def open_window(self, seat: Seat, command: Sequence[str]) -> None:
        """Run a command in a new window that is not selected."""
        self.run(self._tmux(seat.host, "new-window", "-d", "-t", f"{seat.key}:", *command), seat.host)

    def listing(self, host: str) -> dict[str, Listed]:
        """Sessions, clients and processes, as `list-sessions`, `list-clients` and `list-panes` say."""
        socket = self._hidden.get(host) or self._sockets.get(host)
        if socket is None or not socket.exists():
            return {}
        words = (
            *("list-sessions", "-F", "session\t#{session_id}\t#{session_name}", ";"),
            *("list-panes", "-a", "-F", "pane\t#{session_id}\t#{pane_pid}", ";"),
            *("list-clients", "-F", "client\t#{session_id}\t"),
        )
        done = run(self._at(socket, *words), environment=self.environment(host))
        rows = [line.split(FIELDS, 2) for line in done.stdout.splitlines()]
        attached = {key for kind, key, _ in rows if kind == "client"}
        return {
            key: Listed(
                name=name,
                attached=key in attached,
                processes=frozenset(int(pid) for what, of, pid in rows if (what, of) == ("pane", key)),
            )
            for kind, key, name in rows
            if kind == "session"
        }

    def attaching(self, seat: Seat) -> Sequence[str]:
        """`attach-session` to the session's own id."""
        return self._tmux(seat.host, "attach-session", "-t", seat.key)

    def disconnecting(
        self, host: str, target: str | None, more: Sequence[str], *, inside: bool
    ) -> Sequence[str]:
        """`detach-client`, of a session or of the current client."""
        del inside
        return self._tmux(host, "detach-client", *(["-s", target] if target else []), *more)

    def resetting(self, host: str, target: str, more: Sequence[str]) -> Sequence[str]:
        """`kill-session`."""
        return self._tmux(host, "kill-session", *(["-t", target] if target else []), *more)

    def by_id(self, host: str, session: int) -> str:
        """Ids are given by tmux itself: the arranged id is told as the one it gave."""
        seat = self.seat(host, session)
        return seat.key if seat else UNKNOWN

    def by_name(self, host: str, name: str) -> str:
        """A name, exactly."""
        del host
        return f"={name}"

    def hide(self, host: str) -> None:
        """Take the socket away from where commands look for it."""
        socket = self._sockets[host] if host in self._sockets else self.folder / f"host{len(self._sockets)}"
        self._sockets[host] = socket
        hidden = socket.with_name(socket.name + ".hidden")
        with contextlib.suppress(FileNotFoundError):
            socket.rename(hidden)
        self._hidden[host] = hidden

    def end_all(self) -> None:
        """End every server with all that runs in it."""
        for host, socket in self._sockets.items():
            place = self._hidden.get(host) or socket
            if place.exists():
                run(self._at(place, "kill-server"), environment=self.environment(host))
        self._sockets, self._hidden = {}, {}


def adapter() -> Tmux:
    """The adapter to tmux."""
    return Tmux()
