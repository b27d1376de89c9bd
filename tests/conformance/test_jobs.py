"""Several copies of an adapter share a run, and the report is the same as of one."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psutil
import pytest
from conftest import started_by_us
from disconspec.conformance.jobs import stop
from disconspec.reports import exit_code
from disconspec.reports.document import Report
from disconspec.spec import DisconspecError
from msgspec.structs import replace

RunSmall = Callable[..., Report]
DEAF_TO_SIGTERM = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(flush=True)
time.sleep(60)
"""
CLAUSES = ("TSDISCON-ID-001", "TSDISCON-ISOLATION-001", "TSDISCON-PROGRAMS-001", "WDSUTIL-DISCONNECT-001")


def timeless(report: Report) -> Report:
    """A report without what differs from run to run."""
    return replace(
        report,
        header=replace(report.header, started=""),
        checks=tuple(replace(check, duration=0.0) for check in report.checks),
    )


def test_the_report_does_not_depend_on_the_number_of_jobs(run_small: RunSmall) -> None:
    """Same checks, same order, same verdicts."""
    one = run_small("fake:always-refuses", *CLAUSES)
    assert len(one.checks) == 5
    assert timeless(run_small("fake:always-refuses", *CLAUSES, jobs=2)) == timeless(one)


def test_a_copy_that_cannot_be_driven_decides(run_small: RunSmall) -> None:
    """As in one process."""
    report = run_small("fake:crashes-at-start", *CLAUSES, jobs=2)
    assert exit_code(report) == 3
    assert len(report.footer.problems) == 1


def test_a_refusal_of_the_copies_is_a_refusal_of_the_run(run_small: RunSmall) -> None:
    """Effects are not allowed by asking for more jobs."""
    with pytest.raises(DisconspecError, match="real effects") as error:
        run_small("fake:has-real-effects", *CLAUSES, jobs=2)
    assert error.value.exit_code == 2


def test_a_worker_that_dies_leaves_an_incomplete_run(run_small: RunSmall) -> None:
    """Its tests were not run, and the report says why."""

    def kill_one() -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            for child in psutil.Process().children():
                with suppress(psutil.Error):
                    if "disconspec.conformance.worker" in child.cmdline():
                        child.send_signal(signal.SIGKILL)
                        return

    killer = threading.Thread(target=kill_one)
    killer.start()
    report = run_small("fake:hangs", *CLAUSES, jobs=2, deadline=0.3)
    killer.join()
    assert exit_code(report) in (3, 4)
    assert any("ended before its time" in problem for problem in report.footer.problems)
    assert not any(check.outcome == "passed" for check in report.checks)
    assert started_by_us() == set()


def test_a_worker_that_does_not_end_is_ended() -> None:
    """Politely first, and then not."""
    stubborn = subprocess.Popen(
        [
            sys.executable,
            "-S",
            "-c",
            DEAF_TO_SIGTERM,
        ],
        stdout=subprocess.PIPE,
    )
    assert stubborn.stdout is not None
    stubborn.stdout.readline()
    stop([stubborn], grace=0.2)
    stubborn.stdout.close()
    assert stubborn.returncode is not None
    assert not psutil.pid_exists(stubborn.pid)
