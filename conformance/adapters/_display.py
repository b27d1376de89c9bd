"""A screen that nobody sees, for the clients of programs that show desktops."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from ._process import DEADLINE, DrivingError, end, plain_environment, require, tree, wait_for

NUMBERS = range(70, 99)


class Screen:
    """An X server without hardware.

    Attributes:
        name: its display, such as ":70".

    """

    def __init__(self, folder: Path) -> None:
        for number in NUMBERS:
            self.name = f":{number}"
            place = Path(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X servers have their sockets
            if not place.exists() and self._starts(folder, place):
                return
        raise DrivingError("there is no free X display for clients")

    def _starts(self, folder: Path, place: Path) -> bool:
        self._process = subprocess.Popen(  # noqa: S603 - the program found by require
            [require("Xvfb", "xvfb"), self.name, "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
            env=plain_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(lambda: place.exists() or self._process.poll() is not None, "Xvfb to start")
        return self._process.poll() is None

    def stop(self) -> None:
        """End the X server."""
        end(tree(self._process.pid), patience=0.3)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(DEADLINE)
