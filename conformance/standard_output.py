"""Standard output for the command line: where it cannot be written, that is told as what it is, once."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, TextIO, cast

from ..spec.errors import DisconspecError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

NUMBER = 1


def standard_output(stream: TextIO | None) -> TextIO:
    """A stream that writes where another does, which shows what it cannot encode escaped.

    Args:
        stream: the standard output of Python, None where it was closed before the start.

    """
    if stream is None:
        # No file that is opened later may be taken for standard output by those who write to its number.
        os.dup2(os.open(os.devnull, os.O_WRONLY), NUMBER)
        return io.TextIOWrapper(io.BufferedWriter(_Output(None)), encoding="utf-8", errors="backslashreplace")
    # Python gives it unbuffered on demand.
    raw = cast("io.RawIOBase", getattr(stream.buffer, "raw", stream.buffer))
    return io.TextIOWrapper(
        io.BufferedWriter(_Output(raw)),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=bool(stream.line_buffering),
    )


class _Output(io.RawIOBase):
    """The bytes of standard output; after a failure, of which others have heard, they are thrown away."""

    def __init__(self, raw: io.RawIOBase | None) -> None:
        self._raw = raw
        self._failed = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw is not None and self._raw.isatty()

    def fileno(self) -> int:
        return NUMBER if self._raw is None else self._raw.fileno()

    def write(self, content: ReadableBuffer, /) -> int | None:
        """Write bytes.

        Raises:
            BrokenPipeError: nobody reads them any more.
            DisconspecError: they cannot be written.

        """
        if self._failed:
            return memoryview(content).nbytes
        self._failed = True
        if self._raw is None:
            raise DisconspecError("standard output cannot be written: it is closed")
        try:
            written = self._raw.write(content)
        except BrokenPipeError:
            raise
        except OSError as problem:
            raise DisconspecError(f"standard output cannot be written: {problem.strerror}") from problem
        self._failed = False
        return written
