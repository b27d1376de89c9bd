"""A run that is ended from outside, at any moment: what it leaves says that it is incomplete."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from disconspec.conformance.journal import Journal
from disconspec.conformance.processes import MARK
from disconspec.reports import exit_code, load, render
from disconspec.reports.document import Report

SLOW = """
import time
from disconspec.conformance.reference import Reference

class Slow(Reference):
    def invoke(self, request):
        time.sleep(0.15)
        return super().invoke(request)
"""
PATIENCE = 30


@contextmanager
def slow_run(folder: Path, *more: str) -> Generator[tuple[subprocess.Popen[str], Path]]:
    """A run that takes many seconds, with its report file."""
    (folder / "slow.py").write_text(SLOW, encoding="utf-8")
    report = folder / "report.json"
    run = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from disconspec.conformance.main import main; main()",
            "run",
            *("--adapter", "slow.py:Slow", "--format", "json", "--output", str(report), *more),
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield run, report
    finally:
        with suppress(psutil.NoSuchProcess):
            for process in psutil.Process(run.pid).children(recursive=True):
                process.kill()
        run.kill()
        run.communicate()


def wait_for(report: Path, checks: int) -> None:
    """Wait until the report file tells about so many checks."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if report.exists() and len(load(report).checks) >= checks:
            return
        time.sleep(0.01)
    pytest.fail(f"no report with {checks} checks within {PATIENCE} seconds")


def is_incomplete(report: Report) -> bool:
    """Whether a report says of itself that it is not the whole."""
    return (report.footer.complete, report.footer.verdict, report.footer.gate) == (
        False,
        "incomplete",
        "fail",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interrupted_run_says_what_it_has(tmp_path: Path, number: signal.Signals) -> None:
    """Exit code 130, and a readable report with the checks made so far."""
    with slow_run(tmp_path) as (run, report):
        wait_for(report, 2)
        run.send_signal(number)
        out, err = run.communicate(timeout=PATIENCE)
        assert run.returncode == 130
    left = load(report)
    assert is_incomplete(left)
    assert left.checks
    assert exit_code(left) == 4
    assert "interrupted" in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize("checks", [0, 3])
def test_a_killed_run_leaves_an_incomplete_report(tmp_path: Path, checks: int) -> None:
    """Whenever it is killed: there is no moment at which the file is half written or looks complete."""
    with slow_run(tmp_path) as (run, report):
        wait_for(report, checks)
        run.kill()
        run.communicate(timeout=PATIENCE)
        assert run.returncode == -signal.SIGKILL
    left = load(report)
    assert is_incomplete(left)
    assert left.header.tool == "disconspec"
    assert exit_code(left) == 4
    assert "No verdict" in render(left, "text")


def test_an_adapter_that_hangs_does_not_hold_up_an_interrupt(tmp_path: Path) -> None:
    """Whoever interrupts is not made to wait for the deadline, and no process is left."""
    with slow_run(tmp_path, "--adapter", "fake:keeps-silent", "--deadline", "600") as (run, report):
        wait_for(report, 0)
        end = time.monotonic() + PATIENCE
        while not (children := psutil.Process(run.pid).children(recursive=True)) and time.monotonic() < end:
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=PATIENCE)
        assert run.returncode == 130
        assert children
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == []
    assert is_incomplete(load(report))


def test_interrupting_several_jobs_ends_all_of_them(tmp_path: Path) -> None:
    """No worker and no adapter is left."""
    with slow_run(tmp_path, "--jobs", "2") as (run, report):
        wait_for(report, 2)
        workers = psutil.Process(run.pid).children(recursive=True)
        assert len(workers) >= 2
        run.send_signal(signal.SIGTERM)
        run.communicate(timeout=PATIENCE)
        assert run.returncode == 130
        _, alive = psutil.wait_procs(workers, timeout=5)
        assert alive == []
    assert is_incomplete(load(report))


def test_killing_a_run_does_not_leave_its_adapter_behind(tmp_path: Path) -> None:
    """The program sees the end of its input."""
    with slow_run(tmp_path, "--adapter", "fake:is-slow") as (run, report):
        wait_for(report, 1)
        children = psutil.Process(run.pid).children(recursive=True)
        assert any(MARK in child.environ() for child in children)
        run.kill()
        run.communicate(timeout=PATIENCE)
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == []


def test_a_report_that_is_not_kept_is_not_made() -> None:
    """There is no file to put it into."""
    journal = Journal(None, str)
    journal.refresh(lambda: pytest.fail("nothing is to be written"), now=True)
