"""Accounts of this machine that are made for a run and removed at its end, for programs that log users on."""

from __future__ import annotations

import contextlib
import pwd
import secrets
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil

from ._process import DEADLINE, DrivingError, Ran, end, plain_environment, run, running, tree


class Account:
    """An account made for the run.

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

    def start(self, command: Sequence[str], display: str = "") -> subprocess.Popen[bytes]:
        """Start a program under the account, on a display of its own if it has one."""
        return subprocess.Popen(  # noqa: S603 - no shell; the arguments are passed as they are
            command,
            env=self._environment(display),
            cwd=self.home,
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def _environment(self, display: str) -> dict[str, str]:
        """The environment that a logon would give."""
        own = {"USER": self.name, "LOGNAME": self.name, "SHELL": "/bin/sh"}
        if display:
            own |= {"DISPLAY": display, "XAUTHORITY": str(self.home / ".Xauthority")}
        return {**plain_environment(self.home), **own}

    def type(self, command: Sequence[str], display: str = "") -> Ran:
        """Type a command under the account and wait for its end.

        Raises:
            DrivingError: when it does not end within the deadline.

        """
        process = self.start(command, display)
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
