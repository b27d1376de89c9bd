"""An xrdp of our own: its two daemons on a loopback port, a screen for RDP clients, accounts for the run."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psutil

from ..errors import AdapterUnavailable
from ._account import Account
from ._display import Screen
from ._process import DEADLINE, DrivingError, Ran, end, plain_environment, require, run, tree, wait_for

PACKAGES = "xrdp xorgxrdp freerdp2-x11 xvfb xauth xterm"
PROGRAMS = (
    "xrdp",
    "xrdp-sesman",
    "xrdp-sesadmin",
    "xrdp-dis",
    "xfreerdp",
    "Xvfb",
    "xterm",
    "useradd",
    "userdel",
)
SETTINGS = Path("/etc/xrdp")
SOCKETS = Path("/run/xrdp/sockdir")
SESMAN_PORT = 3350
HOME_MODE = 0o755


def available() -> None:
    """Return where xrdp can be driven.

    Raises:
        AdapterUnavailable: without root, without a program, or beside an xrdp that already runs.

    """
    for program in PROGRAMS:
        require(program, PACKAGES)
    if os.geteuid() != 0:
        raise AdapterUnavailable("xrdp logs users on, which needs root", hint="run as root in a container")
    if _listens(SESMAN_PORT):
        raise AdapterUnavailable("an xrdp-sesman already runs here", hint="stop it, or use a container")


def display_of(account: Account) -> str:
    """The display of an account's session, such as ":10"; "" where there is none."""
    server = account.running("Xorg")
    with contextlib.suppress(psutil.Error):
        words = server.cmdline() if server else []
        return next((word for word in words if re.fullmatch(r":\d+", word)), "")
    return ""


def _with(text: str, values: Mapping[str, str]) -> str:
    """An ini file in which the first line of each name, commented out or not, has another value."""
    for name, value in values.items():
        line = f"{name}={value}"
        text, changed = re.subn(rf"(?m)^[;#]?{name}=.*$", lambda _, line=line: line, text, count=1)
        if not changed:
            raise DrivingError(f"xrdp's settings have no line {name}=", path=str(SETTINGS))
    return text


class XrdpServer:
    """The running daemons and the screen for clients.

    Attributes:
        folder: where its files are, readable for the accounts.
        port: where xrdp listens.
        log: what xrdp-sesman reports.

    """

    def __init__(self, folder: Path) -> None:
        folder.chmod(HOME_MODE)
        self.folder = folder
        self.log = folder / "sesman.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._daemons: list[subprocess.Popen[bytes]] = []
        self._screen: Screen | None = None
        manager = folder / "startwm.sh"
        manager.write_text("#!/bin/sh\nexec sleep infinity\n", encoding="ascii")
        manager.chmod(HOME_MODE)
        quiet = {"EnableSyslog": "false"}
        sesman = _with(
            (SETTINGS / "sesman.ini").read_text("utf-8", "replace"),
            {
                **quiet,
                "LogFile": str(self.log),
                "EnableUserWindowManager": "false",
                "DefaultWindowManager": str(manager),
            },
        )
        xrdp = _with(
            (SETTINGS / "xrdp.ini").read_text("utf-8", "replace"),
            {
                **quiet,
                "LogFile": str(folder / "xrdp.log"),
                "port": f"tcp://127.0.0.1:{self.port}",
                "autorun": "Xorg",
            },
        )
        (folder / "sesman.ini").write_text(sesman, encoding="utf-8")
        (folder / "xrdp.ini").write_text(xrdp, encoding="utf-8")
        run(["sh", "/usr/share/xrdp/socksetup"])
        try:
            self._start("xrdp-sesman", "-n", "-c", str(folder / "sesman.ini"))
            self._start("xrdp", "-n", "-c", str(folder / "xrdp.ini"))
            self._screen = Screen(folder)
            wait_for(lambda: all(map(_listens, (SESMAN_PORT, self.port))), "xrdp to listen")
        except BaseException:
            self.stop()
            raise

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / "output").open("ab") as output:
            daemon = subprocess.Popen(  # noqa: S603 - programs found by require, settings of ours
                [require(program, PACKAGES), *words],
                env=plain_environment(self.folder),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._daemons.append(daemon)
        return daemon

    def connect(self, account: Account) -> subprocess.Popen[bytes]:
        """Start an RDP client that logs an account on."""
        words = [f"/v:127.0.0.1:{self.port}", f"/u:{account.name}", f"/p:{account.password}"]
        return subprocess.Popen(  # noqa: S603 - no shell; the arguments are ours
            [require("xfreerdp", PACKAGES), *words, "/cert:ignore", "/size:640x480", "/log-level:OFF"],
            env=plain_environment(self.folder, DISPLAY=self._screen.name if self._screen else ""),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def said(self, text: str) -> int:
        """How often xrdp-sesman has reported something."""
        with contextlib.suppress(OSError):
            return self.log.read_text("utf-8", "replace").count(text)
        return 0

    def administer(self, account: Account, command: str) -> Ran:
        """Run xrdp's own administration for an account."""
        login = [f"-u={account.name}", f"-p={account.password}", "-s=127.0.0.1"]
        return run(
            [require("xrdp-sesadmin", PACKAGES), *login, f"-c={command}"],
            environment=plain_environment(self.folder),
        )

    def sweep(self) -> None:
        """Remove the sockets of ended sessions: another account could not put its own in their place."""
        for path in SOCKETS.glob("xrdp*"):
            path.unlink(missing_ok=True)

    def stop(self) -> None:
        """End the daemons and the screen, and remove the folder."""
        if self._screen:
            self._screen.stop()
        for daemon in reversed(self._daemons):
            end(tree(daemon.pid), patience=0.3)
            with contextlib.suppress(subprocess.TimeoutExpired):
                daemon.wait(DEADLINE)
        shutil.rmtree(self.folder, ignore_errors=True)


def _listens(port: int) -> bool:
    # xrdp-sesman has been seen to listen on ::1 although its settings say 127.0.0.1.
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with contextlib.suppress(OSError), socket.socket(family) as probe:
            if probe.connect_ex((address, port)) == 0:
                return True
    return False
