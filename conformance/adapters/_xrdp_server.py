"""An xrdp of our own: its two daemons on a loopback port, a screen for RDP clients, accounts for the run."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from ..errors import AdapterUnavailable
from ._process import (
    DEADLINE,
    DrivingError,
    Ran,
    end,
    plain_environment,
    require,
    run,
    running,
    tree,
    wait_for,
)

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
SCREENS = range(70, 99)
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


class Account:
    """An account made for the run, and its one session.

    Attributes:
        name: what the account is called.
        password: made up for the run.

    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.password = secrets.token_hex(8)
        made = run(["useradd", "-m", "-s", "/bin/sh", name], deadline=20)
        if made.code:
            raise DrivingError(f"the account {name} cannot be made", hint=made.stderr.strip())
        run(["chpasswd"], text=f"{name}:{self.password}\n", deadline=20)
        entry = pwd.getpwnam(name)
        self.uid, self.gid, self.home = entry.pw_uid, entry.pw_gid, Path(entry.pw_dir)

    def processes(self) -> list[psutil.Process]:
        """Everything that runs under the account."""
        found: list[psutil.Process] = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.uids().real == self.uid and running(process):
                    found.append(process)
        return found

    def running(self, name: str) -> psutil.Process | None:
        """A program of that name that runs under the account; None where there is none."""
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                if process.name() == name:
                    return process
        return None

    def server(self) -> psutil.Process | None:
        """The X server that is the account's session; None where it has none."""
        return self.running("Xorg")

    def display(self) -> str:
        """The display of the session, such as ":10"; "" where there is none."""
        server = self.server()
        with contextlib.suppress(psutil.Error):
            words = server.cmdline() if server else []
            return next((word for word in words if re.fullmatch(r":\d+", word)), "")
        return ""

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start a program in the session."""
        return subprocess.Popen(  # noqa: S603 - no shell; the arguments are passed as they are
            command,
            env=self.environment(environment),
            cwd=self.home,
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """The environment of a program in the session."""
        display = {"DISPLAY": self.display(), "XAUTHORITY": str(self.home / ".Xauthority")}
        return {**plain_environment(self.home), "USER": self.name, "LOGNAME": self.name, **display, **more}

    def type(self, command: Sequence[str]) -> Ran:
        """Type a command in the session and wait for its end.

        Raises:
            DrivingError: when it does not end within the deadline.

        """
        process = self.start(command, {})
        try:
            out, err = process.communicate(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            end(tree(process.pid))
            process.communicate()
            raise DrivingError(f"{command[0]} did not end within {DEADLINE:g} s") from None
        return Ran(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    def end_session(self) -> None:
        """End everything that runs under the account."""
        end(self.processes())

    def remove(self) -> None:
        """Remove the account and its home."""
        self.end_session()
        run(["userdel", "-r", "-f", self.name], deadline=20)


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
            self.screen = self._screen()
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

    def _screen(self) -> str:
        for number in SCREENS:
            place = Path(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X servers have their sockets
            if place.exists():
                continue
            server = self._start("Xvfb", f":{number}", "-screen", "0", "1024x768x24", "-nolisten", "tcp")
            wait_for(
                lambda place=place, server=server: place.exists() or server.poll() is not None,
                "Xvfb to start",
            )
            if server.poll() is None:
                return f":{number}"
        raise DrivingError("no free X display for RDP clients")

    def connect(self, account: Account) -> subprocess.Popen[bytes]:
        """Start an RDP client that logs an account on."""
        words = [f"/v:127.0.0.1:{self.port}", f"/u:{account.name}", f"/p:{account.password}"]
        return subprocess.Popen(  # noqa: S603 - no shell; the arguments are ours
            [require("xfreerdp", PACKAGES), *words, "/cert:ignore", "/size:640x480", "/log-level:OFF"],
            env=plain_environment(self.folder, DISPLAY=self.screen),
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
