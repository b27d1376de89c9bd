"""Process trees: everything that an adapter has started is found and ended, also what has outlived it."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress

import psutil

MARK = "DISCONSPEC_ADAPTER_MARK"
GRACE_SECONDS = 1.0


def new_mark() -> str:
    """A value for the environment variable that everything started by one adapter inherits."""
    return f"{os.getpid()}-{uuid.uuid4().hex}"


def descendants(pid: int) -> set[psutil.Process]:
    """The process of that id and everything below it, as far as it is still there."""
    try:
        root = psutil.Process(pid)
        return {root, *root.children(recursive=True)}
    except psutil.NoSuchProcess:
        return set()


def marked(mark: str) -> set[psutil.Process]:
    """Every process whose environment bears the mark, whoever its parent is now."""
    found: set[psutil.Process] = set()
    for process in psutil.process_iter():
        # Processes of other users do not show their environment, and none of ours is among them.
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark:
                found.add(process)
    return found


def has_ended(process: psutil.Process) -> bool:
    """Whether a process does nothing any more; one that nobody has taken note of (a zombie) has ended too."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.Error:
        return True


def wait_until_ended(processes: Iterable[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Wait for processes to end; those that have not in that time."""
    until = time.monotonic() + seconds
    pause = 0.001
    while (left := [each for each in processes if not has_ended(each)]) and time.monotonic() < until:
        time.sleep(pause)
        pause = min(pause * 2, 0.05)
    return left


def end(processes: Iterable[psutil.Process]) -> None:
    """Kill processes and wait until they are gone."""
    doomed = [process for process in processes if process.pid != os.getpid()]
    for process in doomed:
        with suppress(psutil.Error):
            process.kill()
    wait_until_ended(doomed, GRACE_SECONDS)


def end_tree(pid: int, mark: str) -> int:
    """Kill an adapter's whole tree and what has outlived it; how many processes had outlived it."""
    below = descendants(pid)
    end(below)
    # Twice, for a process may have been started between looking and killing.
    orphans = marked(mark) - below
    end(orphans)
    end(marked(mark))
    return len(orphans)
