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
from ._process import Ran, end, plain_environment, poll, require, run, running, tree, wait_for

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
        self._servers: set[int] = set()

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
        """An environment with the socket folder of a host."""
        return self._environment(self._place(host))

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

    def start(self, seat: Seat, name: str) -> str:
        """Start a session without a client."""
        before = set(self.listing(seat.host))
        self.run(["screen", "-c", str(self.folder / "screenrc"), "-dmS", name, "cat"], seat.host)
        new = wait_for(lambda: set(self.listing(seat.host)) - before, f"screen session {name} to start")
        key = new.pop()
        self._servers.add(int(key.partition(".")[0]))
        return key

    def open_window(self, seat: Seat, command: Sequence[str]) -> None:
        """Run a command in a new window; it goes through a file, for screen expands some characters."""
        file = self.folder / f"window{len(list(self.folder.glob('window*')))}"
        file.write_text(f"exec {shlex.join(command)}\n", encoding="utf-8")
        self.run(["screen", "-S", seat.key, "-X", "screen", "sh", str(file)], seat.host)

    def listing(self, host: str) -> dict[str, Listed]:
        """The sessions that `screen -ls` shows, with what descends from their processes."""
        done = run(
            ["screen", "-ls"], environment=self._environment(self._hidden.get(host) or self._place(host))
        )
        rows = [row for line in done.stdout.splitlines() if (row := ROW.match(line))]
        return {
            row["key"]: Listed(
                name=row["name"],
                attached="ttached" in row["state"],
                processes=frozenset(each.pid for each in tree(int(row["pid"])) if running(each)),
            )
            for row in rows
            if "Dead" not in row["state"]
        }

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
        """Take the socket folder away from where commands look for it."""
        place = self._place(host)
        self._hidden[host] = place.rename(place.with_name(place.name + ".hidden"))

    def end_all(self) -> None:
        """End every session with all that runs in it."""
        processes = [process for pid in self._servers for process in tree(pid)]
        for host in self._places:
            environment = self._environment(self._hidden.get(host) or self._place(host))
            for key in self.listing(host):
                run(["screen", "-S", key, "-X", "quit"], environment=environment)
        if not poll(lambda: not any(map(running, processes)), 0.5):
            end(processes)
        self._places, self._hidden, self._servers = {}, {}, set()


def adapter() -> Screen:
    """The adapter to GNU screen."""
    return Screen()
