"""A report on disk that can be read at any moment: replaced as a whole, and incomplete until the very end."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..reports.document import Report
from ..spec import DisconspecError

REFRESH_SECONDS = 0.25


def write_atomically(path: Path, content: str) -> None:
    """Replace a file at once: whoever reads it sees the old or the new content, never a part.

    Raises:
        DisconspecError: it cannot be written.

    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(content)
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as fault:
        raise DisconspecError(f"cannot be written: {fault.strerror}", path=str(path)) from fault


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
        write_atomically(self._path, self._render(report()))
        self._written = time.monotonic()
