"""Starting, waiting for and ending programs: every wait has a deadline, nothing outlives its adapter."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import psutil

from ..errors import AdapterError, AdapterUnavailable

DEADLINE = 5.0
STEP = 0.005
LONGEST_SOCKET_FOLDER = 80
SYSTEM_FOLDERS = ":/usr/sbin:/sbin"

Found = TypeVar("Found")


class DrivingError(AdapterError):
    """The program did not do what it was started for: no answer within the deadline, or one without sense."""


class Ran(NamedTuple):
    """A command that has ended."""

    code: int
    stdout: str
    stderr: str


def require(program: str, package: str) -> str:
    """The path of a program.

    Args:
        program: its file name.
        package: what to install where it is missing.

    Raises:
        AdapterUnavailable: when it is not on this machine.

    """
    found = shutil.which(program, path=os.environ.get("PATH", "") + SYSTEM_FOLDERS)
    if not found:
        raise AdapterUnavailable(f"{program} is not installed", hint=f"install {package}")
    return found


def run(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    deadline: float = DEADLINE,
    text: str | None = None,
    folder: Path | None = None,
) -> Ran:
    """Run a command to its end.

    Args:
        command: the program and its arguments; no shell is involved.
        environment: its whole environment, or None for our own.
        deadline: how many seconds it may take.
        text: its standard input; nothing where None.
        folder: its working folder.

    Raises:
        DrivingError: when it does not start or does not end within the deadline.

    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the arguments are passed as they are
            command,
            env=environment,
            timeout=deadline,
            input=text or "",
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            cwd=folder,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise DrivingError(f"{' '.join(command)} did not end within {deadline:g} s") from None
    except (OSError, ValueError) as error:
        raise DrivingError(f"{' '.join(command)!r} could not be started: {error}") from None
    return Ran(done.returncode, done.stdout, done.stderr)


def poll(probe: Callable[[], Found], deadline: float = DEADLINE) -> Found:
    """Ask until the answer is true; the last answer, true or not, once the deadline has passed."""
    end = time.monotonic() + deadline
    while not (found := probe()) and time.monotonic() < end:
        time.sleep(STEP)
    return found


def wait_for(probe: Callable[[], Found], what: str, deadline: float = DEADLINE) -> Found:
    """Ask until the answer is true.

    Raises:
        DrivingError: when it is not within the deadline; `what` says what was waited for.

    """
    found = poll(probe, deadline)
    if not found:
        raise DrivingError(f"waited {deadline:g} s in vain for {what}")
    return found


def found(pid: int) -> psutil.Process | None:
    """The process of an id; None where it has ended."""
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid)
    return None


def is_child(pid: int, parent: int) -> bool:
    """Whether a process runs and is the child of another."""
    process = found(pid)
    with contextlib.suppress(psutil.Error):
        return process is not None and running(process) and process.ppid() == parent
    return False


def tree(pid: int) -> list[psutil.Process]:
    """A process and all that descend from it; nothing where it has ended."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def running(process: psutil.Process) -> bool:
    """Whether a process runs; one that has ended and was not waited for by its parent does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end(processes: Iterable[psutil.Process], patience: float = 1.0) -> None:
    """Ask processes to end, and kill those that have not within `patience` seconds."""
    alive = [process for process in processes if running(process)]
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    if not poll(lambda: not any(map(running, alive)), patience):
        for process in alive:
            with contextlib.suppress(psutil.Error):
                process.kill()
        poll(lambda: not any(map(running, alive)), patience)


def sandbox() -> Path:
    """A new folder of our own, under a path short enough to hold sockets."""
    folder = Path(tempfile.mkdtemp(prefix="disconspec-"))
    if len(str(folder)) > LONGEST_SOCKET_FOLDER:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="disconspec-", dir="/tmp"))
    return folder


def plain_environment(home: Path, **more: str) -> dict[str, str]:
    """An environment without anything of the user's own sessions in it."""
    return {
        "PATH": os.environ.get("PATH", os.defpath) + SYSTEM_FOLDERS,
        "HOME": str(home),
        "TMPDIR": str(home),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "SHELL": "/bin/sh",
        **more,
    }


class Terminal:
    """A program that sits at a terminal of its own, as a user would; what it shows is thrown away."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        ours, its = pty.openpty()
        try:
            self.process = subprocess.Popen(  # noqa: S603 - no shell; the arguments are passed as they are
                command, env=environment, stdin=its, stdout=its, stderr=its, start_new_session=True
            )
        except OSError:
            os.close(ours)
            raise
        finally:
            os.close(its)
        # Closing this pipe tells the reader to close the line; nobody else may close what it reads from.
        told, self._line = os.pipe()
        self._reader = threading.Thread(target=_drain, args=(ours, told), daemon=True)
        self._reader.start()

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self.process.poll() is not None

    def hang_up(self) -> None:
        """Lose the line, and end the program if that does not."""
        if self._line >= 0:
            os.close(self._line)
            self._line = -1
        self._reader.join(DEADLINE)
        if not poll(lambda: self.ended, 0.1):
            end(tree(self.process.pid))
        self.process.wait(DEADLINE)


def _drain(terminal: int, told: int) -> None:
    # On Linux a terminal whose other side is closed answers with an error, not with an end of file.
    with contextlib.suppress(OSError):
        while told not in select.select([terminal, told], [], [])[0] and os.read(terminal, 65536):
            pass
    os.close(terminal)
    os.close(told)
