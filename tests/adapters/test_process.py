"""Waiting for and ending other programs: every wait ends, and so does every program."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from disconspec.conformance.adapters._counters import Counters
from disconspec.conformance.adapters._process import (
    DrivingError,
    Terminal,
    end,
    plain_environment,
    require,
    run,
    running,
    tree,
    wait_for,
)
from disconspec.conformance.errors import AdapterUnavailable

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("ready", flush=True)
time.sleep(60)
"""


def test_a_command_that_does_not_end_is_given_up() -> None:
    """The deadline holds, and the command is killed."""
    begun = time.monotonic()
    with pytest.raises(DrivingError, match="did not end"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], deadline=0.2)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("command", [["/nonexistent/program"], ["true\0"]])
def test_a_command_that_does_not_start_is_told(command: list[str]) -> None:
    """There is no traceback for a program that is not there."""
    with pytest.raises(DrivingError, match="could not be started"):
        run(command)


def test_output_that_is_no_text_is_kept() -> None:
    """Bytes that are no UTF-8 are shown as what they are."""
    done = run([sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'a\\xff'); sys.exit(3)"])
    assert (done.code, done.stdout) == (3, "a\\xff")


def test_waiting_in_vain_says_for_what() -> None:
    """A probe that never succeeds ends in an error."""
    with pytest.raises(DrivingError, match="in vain for rain"):
        wait_for(lambda: False, "rain", deadline=0.05)


def test_a_missing_program_says_what_to_install() -> None:
    """The hint names the package."""
    with pytest.raises(AdapterUnavailable, match="install some-package"):
        require("no-such-program-anywhere", "some-package")


def test_a_program_that_ignores_requests_to_end_is_killed_with_its_children() -> None:
    """Nothing of the tree is left."""
    with subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        processes = tree(process.pid)
        assert len(processes) == 2
        end(processes, patience=0.2)
        assert not any(map(running, processes))
        assert process.wait(5) == -signal.SIGKILL
    assert tree(process.pid) == []


def test_a_terminal_is_one_and_its_line_can_be_lost(tmp_path: Path) -> None:
    """The program sees a terminal; when the line is lost it is gone."""
    seen = tmp_path / "seen"
    look = f"pathlib.Path({str(seen)!r}).write_text(str(sys.stdin.isatty()))"
    script = f"import sys, pathlib; {look}; sys.stdin.read()"
    terminal = Terminal([sys.executable, "-c", script], plain_environment(tmp_path))
    wait_for(lambda: seen.exists() and seen.read_text(), "the program to look at its terminal")
    assert seen.read_text() == "True"
    assert not terminal.ended
    terminal.hang_up()
    assert terminal.ended
    terminal.hang_up()


def test_a_counter_counts_while_it_runs_and_only_then(tmp_path: Path) -> None:
    """Its data are in its memory: one more with every piece of work, nothing after its end."""
    counter = Counters(tmp_path).new(5)
    assert counter.reading() is None
    assert not counter.work()
    with subprocess.Popen(counter.command) as process:
        counter.wait_started()
        assert counter.reading() == (process.pid, 5)
        assert counter.work()
        wait_for(lambda: counter.reading() == (process.pid, 6), "the counter to count")
        psutil.Process(process.pid).kill()
    assert not counter.work()
    assert counter.reading() == (process.pid, 6)
