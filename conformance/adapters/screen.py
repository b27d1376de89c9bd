"""GNU screen as an implementation of `tsdiscon` and `reset session`, in socket folders of our own.

`tsdiscon` becomes `screen -d`, or `screen -X detach` where it is typed inside a session without naming one;
`reset session` becomes `screen -X quit`; reconnecting becomes `screen -r`. The switch `-D` is never used: it
hangs up whoever started the attached client.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from ...model.world import Session
from ._multiplexer import Listed, Multiplexer, Seat
from ._process import Ran, is_child, plain_environment, require, run, wait_for

NAMES = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.# -]*")
ROW = re.compile(r"^\s+(?P<key>(?P<pid>\d+)\.(?P<name>[^\t]+))\t.*\((?P<state>[^()]*)\)\s*$")
UNKNOWN = "999999999.unknown"
SETTINGS = "startup_message off\nvbell off\nnonblock on\ndeflogin off\n"


class Screen(Multiplexer):
    """The adapter; each host is a socket folder of its own, each session a screen process of its own."""

    name = "screen"

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, Path] = {}
        self._hidden: dict[str, Path] = {}

    def version(self) -> str:
        """What `screen -v` says."""
        found = re.search(r"version (\S+)", run([require("screen", "screen"), "-v"]).stdout)
        return found.group(1) if found else "unknown"

    def refusal(self, session: Session) -> str:
        """Why a session of that name cannot be had; "" where it can."""
        if session.name and not NAMES.fullmatch(session.name):
            return f"screen has no session named {session.name!r}: the name is that of a file"
        return ""

    def environment(self, host: str) -> dict[str, str]:
        """An environment with the socket folder in which commands look for a host."""
        return self._environment(self._hidden.get(host) or self._place(host))

    def _environment(self, place: Path) -> dict[str, str]:
        return plain_environment(self.folder, SCREENDIR=str(place))

    def _place(self, host: str) -> Path:
        if host not in self._places:
            place = self._places[host] = self.folder / f"host{len(self._places)}"
            place.mkdir(mode=0o700)
            (self.folder / "screenrc").write_text(SETTINGS, encoding="ascii")
        return self._places[host]

    def run(self, command: Sequence[str], host: str) -> Ran:
        """Run screen with its own words."""
        return run(command, environment=self.environment(host))

    def start(self, host: str, seats: Sequence[Seat]) -> None:
        """Start sessions that wait for nothing, each with a window for every program."""
        for seat in seats:
            self.run(["screen", "-c", str(self.folder / "screenrc"), "-dmS", seat.name, "cat"], host)
        wait_for(lambda: len(self.listing(host)) == len(seats), "screen to start its sessions")
        keys = {each.name: key for key, each in self.listing(host).items()}
        for seat in seats:
            seat.key = keys[seat.name]
            self.servers.add(int(seat.key.partition(".")[0]))
            for counter in seat.counters.values():
                self.open_window(seat, counter.command)

    def open_window(self, seat: Seat, command: Sequence[str]) -> None:
        """Run a command in a new window; it goes through a file, for screen expands some characters."""
        file = self.folder / f"window{len(list(self.folder.glob('window*')))}"
        file.write_text(f"exec {shlex.join(command)}\n", encoding="utf-8")
        self.run(["screen", "-S", seat.key, "-X", "screen", "sh", str(file)], seat.host)

    def listing(self, host: str) -> dict[str, Listed]:
        """The sessions that `screen -ls` shows, with what descends from their processes."""
        done = run(["screen", "-ls"], environment=self._environment(self._place(host)))
        rows = [row for line in done.stdout.splitlines() if (row := ROW.match(line))]
        return {
            row["key"]: Listed(
                name=row["name"],
                attached="ttached" in row["state"],
                processes=self._children(row["key"], int(row["pid"])),
            )
            for row in rows
            if "Dead" not in row["state"]
        }

    def _children(self, key: str, server: int) -> frozenset[int]:
        """Those of the programs arranged in a session that are children of its process."""
        readings = [
            each.reading() for seat in self.seats if seat.key == key for each in seat.counters.values()
        ]
        return frozenset(pid for pid, _ in filter(None, readings) if is_child(pid, server))

    def attaching(self, seat: Seat) -> Sequence[str]:
        """`screen -r`, which reconnects to a session without a client."""
        return ["screen", "-r", seat.key]

    def disconnecting(
        self, host: str, target: str | None, more: Sequence[str], *, inside: bool
    ) -> Sequence[str]:
        """`screen -d`, or the command `detach` of the session it is typed in."""
        del host
        if inside and target is None:
            return ["screen", *more, "-X", "detach"]
        return ["screen", *more, "-d", *([target] if target else [])]

    def resetting(self, host: str, target: str, more: Sequence[str]) -> Sequence[str]:
        """The command `quit` of a session."""
        del host
        return ["screen", *more, *(["-S", target] if target else []), "-X", "quit"]

    def by_id(self, host: str, session: int) -> str:
        """Screen gives ids itself: the process id, which the arranged id is told as."""
        seat = self.seat(host, session)
        return seat.key if seat else UNKNOWN

    def by_name(self, host: str, name: str) -> str:
        """A name as typed; screen takes any prefix of one."""
        del host
        return name

    def hide(self, host: str) -> None:
        """Let commands look for the host's sockets where there are none."""
        self._hidden[host] = self._place(host).with_name(f"{self._place(host).name}-is-elsewhere")

    def end_all(self) -> None:
        """End every session with all that runs in it."""
        for host in self._places:
            for key in self.listing(host):
                run(["screen", "-S", key, "-X", "quit"], environment=self._environment(self._place(host)))
        self._places, self._hidden = {}, {}


def adapter() -> Screen:
    """The adapter to GNU screen."""
    return Screen()
