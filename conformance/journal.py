"""A report on disk that can be read at any moment: replaced as a whole, and incomplete until the very end."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from ..reports.document import Report
from .writing import write_whole

REFRESH_SECONDS = 0.25


class Journal:
    """Keeps a report file up to date while a run goes on.

    Args:
        path: the file, or None to keep none.
        render: turns a report into the file's content.

    """

    def __init__(self, path: Path | None, render: Callable[[Report], str]) -> None:
        self._path = path
        self._render = render
        self._written = 0.0

    def refresh(self, report: Callable[[], Report], *, now: bool = False) -> None:
        """Write the report unless that was done a moment ago."""
        if self._path is None or (not now and time.monotonic() - self._written < REFRESH_SECONDS):
            return
        write_whole(self._path, (self._render(report()).encode(),))
        self._written = time.monotonic()
