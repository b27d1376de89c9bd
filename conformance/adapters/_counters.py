"""Programs with unsaved data: a counter in a shell's memory that grows when its program is given work."""

from __future__ import annotations

import contextlib
import os
from itertools import count
from pathlib import Path

from ._process import wait_for

# The pipe is opened for reading and writing, so that it never ends while the program runs.
SCRIPT = """\
n=$2
printf '%s %s\\n' "$$" "$n" > "$1.log"
while read -r _ <&3; do
    n=$((n+1))
    printf '%s %s\\n' "$$" "$n" >> "$1.log"
done 3<>"$1.pipe"
"""


class Counter:
    """One such program: how to start it, give it work and read its counter.

    Attributes:
        command: what starts it; whoever runs this becomes its parent.

    """

    def __init__(self, place: Path, start: int, owner: int | None) -> None:
        self._pipe = place.with_name(place.name + ".pipe")
        self._log = place.with_name(place.name + ".log")
        os.mkfifo(self._pipe, 0o600)
        if owner is not None:
            self._log.touch()
            for path in (self._pipe, self._log):
                os.chown(path, owner, -1)
        self.command = ("sh", "-c", SCRIPT, "counter", str(place), str(start))

    def _lines(self) -> list[str]:
        try:
            return self._log.read_text(encoding="ascii").splitlines(keepends=True)
        except OSError:
            return []

    def reading(self) -> tuple[int, int] | None:
        """The program's process id and its counter; None before it has started."""
        whole = [line for line in self._lines() if line.endswith("\n")]
        if not whole:
            return None
        pid, work = whole[-1].split()
        return int(pid), int(work)

    def wait_started(self) -> None:
        """Return once the program runs.

        Raises:
            DrivingError: when it does not within the deadline.

        """
        wait_for(self.reading, "a program to start in its session")

    def work(self) -> bool:
        """Give the program something to do; whether it is there to take it."""
        with contextlib.suppress(OSError):
            pipe = os.open(self._pipe, os.O_WRONLY | os.O_NONBLOCK)
            try:
                os.write(pipe, b"\n")
            finally:
                os.close(pipe)
            return True
        return False


class Counters:
    """Makes counters in a folder, each under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def new(self, start: int, owner: int | None = None) -> Counter:
        """A counter that begins at `start`, to be run under another account where `owner` names one."""
        return Counter(self._folder / f"program{next(self._numbers)}", start, owner)
