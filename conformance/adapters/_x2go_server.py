"""X2Go's server side for a run: an SSH server on a loopback port, a screen for clients and one account."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import NamedTuple

from ..errors import AdapterUnavailable
from ._account import Account
from ._display import Screen
from ._process import DEADLINE, DrivingError, end, plain_environment, require, run, tree, wait_for

PACKAGES = "x2goserver nxproxy openssh-server pyhoca-cli xvfb xterm"
PROGRAMS = (
    "x2golistsessions",
    "x2gosuspend-session",
    "pyhoca-cli",
    "nxproxy",
    "sshd",
    "Xvfb",
    "xterm",
    "useradd",
)
FIELDS = 5


class Row(NamedTuple):
    """A session as X2Go lists it: agent (its process id), its id, its display and its state (R or S)."""

    agent: int
    id: str
    display: str
    state: str


def available() -> None:
    """Return where X2Go can be driven.

    Raises:
        AdapterUnavailable: without root or without a program.

    """
    for program in PROGRAMS:
        require(program, PACKAGES)
    if os.geteuid() != 0:
        raise AdapterUnavailable("X2Go logs users on, which needs root", hint="run as root in a container")


class X2GoServer:
    """The running servers and the account that all sessions belong to.

    Attributes:
        folder: where its files are, readable for the account.
        account: whose sessions they are.

    """

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / "key")])
        (folder / "sshd_config").write_text(
            f"Port {self._port}\nListenAddress 127.0.0.1\nHostKey {folder / 'key'}\nPidFile none\n"
            "UsePAM yes\nStrictModes no\nSubsystem sftp internal-sftp\n",
            encoding="ascii",
        )
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._sshd = subprocess.Popen(  # noqa: S603 - the program found by require, settings of ours
            [require("sshd", PACKAGES), "-D", "-e", "-f", str(folder / "sshd_config")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.account = Account(f"dspec{os.getpid()}")
        self._screen = Screen(folder)
        self._clients: list[subprocess.Popen[bytes]] = []
        wait_for(self._listens, "the SSH server to listen")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0

    def client(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a client; `words` say whether for a new session or for one to be resumed."""
        logon = ["--server", "127.0.0.1", "-p", str(self._port), "-u", self.account.name]
        logon += ["--password", self.account.password, "--force-password", "--add-to-known-hosts"]
        looks = ["-g", "640x480", "--sound", "none", "-q", "lan", "--kbd-type", "auto"]
        client = subprocess.Popen(  # noqa: S603 - the program found by require, words of ours
            [require("pyhoca-cli", PACKAGES), *logon, *words, *looks],
            env=plain_environment(self.folder, DISPLAY=self._screen.name),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._clients.append(client)
        return client

    def sessions(self) -> dict[str, Row]:
        """The sessions that X2Go lists, those that are still being started aside.

        Raises:
            DrivingError: when it does not list them.

        """
        listed = self.account.type(["x2golistsessions"])
        if listed.code:
            raise DrivingError("x2golistsessions failed", hint=listed.stderr.strip())
        rows: dict[str, Row] = {}
        for line in listed.stdout.splitlines():
            fields = line.split("|")
            if len(fields) >= FIELDS and fields[0].isdigit():
                rows[fields[1]] = Row(int(fields[0]), fields[1], f":{fields[2]}", fields[4])
        return rows

    def end_sessions(self) -> None:
        """End every session and client."""
        for name in self.sessions():
            self.account.type(["x2goterminate-session", name])
        self.account.end_session()
        for client in self._clients:
            end(tree(client.pid), patience=0.3)
            with contextlib.suppress(subprocess.TimeoutExpired):
                client.wait(DEADLINE)
        self._clients = []

    def stop(self) -> None:
        """End everything, and remove the account and the folder."""
        self.end_sessions()
        self.account.remove()
        self._screen.stop()
        end(tree(self._sshd.pid), patience=0.3)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._sshd.wait(DEADLINE)
        shutil.rmtree(self.folder, ignore_errors=True)
