"""Quick runs for the tests of the runner: a handful of checks in place of the features."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from disconspec.conformance.plan import Plan
from disconspec.conformance.processes import MARK
from disconspec.conformance.runner import Run
from disconspec.conformance.selection import Selection
from disconspec.reports.document import Report

SMALL = Path(__file__).with_name("small") / "check_small.py"

RunSmall = Callable[..., Report]
CommandLine = Callable[..., "subprocess.CompletedProcess[str]"]


def started_by_us() -> set[int]:
    """The ids of the processes that adapters of this test process have started and that are still there."""
    found: set[int] = set()
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK, "").startswith(f"{os.getpid()}-"):
                found.add(process.pid)
    return found


@pytest.fixture
def small() -> Path:
    """The file with the handful of checks."""
    return SMALL


@pytest.fixture
def run_small() -> RunSmall:
    """Run the handful of checks and give the report."""

    def run(adapter: str = "reference", *clauses: str, deadline: float = 5, **more: Any) -> Report:  # noqa: ANN401 - a plan's fields
        selection = more.pop("selection", None) or Selection(clauses=clauses, systems=more.pop("systems", ()))
        plan = Plan(
            adapter=adapter,
            selection=selection,
            deadline=deadline,
            features=(str(more.pop("features", SMALL)),),
            **more,
        )
        return Run(plan).carry_out()

    return run


@pytest.fixture
def command_line() -> CommandLine:
    """Run `disconspec` as a process of its own."""

    def run(
        *arguments: str, cwd: Path | None = None, timeout: float = 60
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from disconspec.conformance.main import main; main()", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            cwd=cwd,
        )

    return run
