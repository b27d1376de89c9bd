"""Several processes: what ends one of them, or all, ends the check at once with a plain word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from document_pages import command_page

PAGES = 200
PATIENCE = 60
PROGRAM = """
import multiprocessing, os, signal, sys, time
from pathlib import Path
from disconspec.conformance.documents import run

def befallen(page, selected, original=None, *, compare=False, check=run.check_page):
    if page.path == "7.md":
        Path("working").touch()
        {what}
    return check(page, selected, original, compare=compare)

run.check_page = befallen
multiprocessing.set_start_method("fork")
from disconspec.conformance.main import main
main()
"""
WAITS = "time.sleep(600)"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux",
    reason="what befalls a page is told to processes by forking, and signals are sent",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of pages for several processes."""
    for number in range(PAGES):
        (tmp_path / f"{number}.md").write_text(command_page(), encoding="utf-8")
    return tmp_path


@contextmanager
def checking(folder: Path, what: str, *options: str, traceback: str = "") -> Generator[subprocess.Popen[str]]:
    """A check in two processes, one of which is befallen by something on the page 7.md."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PROGRAM.format(what=what),
            "check",
            ".",
            "--no-cache",
            "--jobs",
            "2",
            *options,
        ],
        cwd=folder,
        env={**os.environ, "DISCONSPEC_TRACEBACK": traceback},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def workers(folder: Path, process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that check pages, once one of them is at the page 7.md."""
    end = time.monotonic() + PATIENCE
    while not (folder / "working").exists():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) == 2
    return children


@pytest.mark.parametrize(
    ("what", "how"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "(SIGKILL) (perhaps memory ran out"),
        ("os._exit(3)", "(exit code 3) (please report it"),
    ],
    ids=["killed", "ended"],
)
def test_a_process_that_ends_before_its_time_is_told_at_once(folder: Path, what: str, how: str) -> None:
    """As where memory runs out: a pipeline must not wait for results that nobody will give."""
    with checking(folder, what, "--output", "report.txt") as process:
        shown, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 4
    assert shown == ""
    assert len(told.splitlines()) == 1
    assert f" ended unexpectedly {how}" in told
    assert "Traceback" not in told
    assert not (folder / "report.txt").exists()


def test_without_an_accident_the_same_check_is_made(folder: Path) -> None:
    """Two processes report every page."""
    with checking(folder, "pass") as process:
        shown, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
    assert shown.endswith(f"\nNo findings in {PAGES} pages.\n")
    assert told == ""


def test_an_error_of_a_process_is_told_like_one_here(folder: Path) -> None:
    """What goes wrong beside the pages is told, and the process that it befell is not said to have ended."""
    with checking(folder, "run.Outcome = None") as process:
        shown, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 4
    assert shown == ""
    assert told.startswith("disconspec: internal error, nothing can be concluded: TypeError: ")
    assert "Traceback" not in told


def test_the_traceback_of_an_error_of_a_process_is_shown_on_demand(folder: Path) -> None:
    """Who looks for the error wants to see where it happened; nothing is reported beside it."""
    with checking(folder, "raise KeyError('x')", traceback="1") as process:
        shown, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 4
    assert shown == ""
    assert "in befallen" in told
    assert "KeyError: 'x'" in told
    assert told.splitlines()[-1].endswith("ended unexpectedly (exit code 1) (please report it)")


@pytest.mark.parametrize("whom", ["all", "the first"])
def test_an_interrupt_ends_all_processes_without_a_traceback(folder: Path, whom: str) -> None:
    """Ctrl-C reaches all processes of a terminal, other programs end the first alone."""
    with checking(folder, WAITS) as process:
        children = workers(folder, process)
        if whom == "all":
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        shown, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130
        assert told.strip() == "disconspec: interrupted"
        assert shown == ""
        assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_a_check_that_is_ended_from_outside_leaves_no_process(folder: Path, number: signal.Signals) -> None:
    """Processes that check pages for nobody end with what they are at."""
    with checking(folder, "time.sleep(1)") as process:
        children = workers(folder, process)
        process.send_signal(number)
        assert process.wait(timeout=PATIENCE) == -number
        assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []
