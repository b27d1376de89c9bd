"""Lines to and from a program, with a deadline on every wait and a bound on everything that is kept."""

from __future__ import annotations

import io
import os
import queue
import selectors
import subprocess
import threading
import time
from contextlib import suppress
from typing import IO, Protocol, cast

from .errors import AdapterCrashed, AdapterGarbled, AdapterTimeout
from .protocol import MAX_LINE

CHUNK = 65536
STDERR_KEPT = 32 * 1024
SHOWN = 2000
LINES_AHEAD = 64
EXTRA_SECONDS = 0.5


class Pipes(Protocol):
    """The ends of a running program.

    Attributes:
        complaints: the end of what it has written to standard error.

    """

    complaints: bytearray

    def send(self, line: bytes, deadline: float) -> None:
        """Write one line before the moment `deadline` of the monotonic clock."""
        ...

    def receive(self, deadline: float) -> bytes | None:
        """The next line that the program writes, without its line end; None at the end of its output."""
        ...

    def pending(self) -> bytes:
        """What the program has written that nobody has asked for."""
        ...

    def close_input(self) -> None:
        """Tell the program that nothing more will come."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class SelectorPipes:
    """Pipes where the operating system can wait for several of them at once; one thread does everything."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        self.complaints = bytearray()
        self._buffer = bytearray()
        self._ended = False
        self._selector = selectors.DefaultSelector()
        for stream in (stdin, stdout, stderr):
            os.set_blocking(stream.fileno(), False)
        self._selector.register(stdout, selectors.EVENT_READ)
        self._selector.register(stderr, selectors.EVENT_READ)

    def send(self, line: bytes, deadline: float) -> None:
        """Write a line, reading meanwhile: a program that writes before it reads must not block both."""
        rest = memoryview(line)
        while rest:
            try:
                rest = rest[os.write(self._stdin.fileno(), rest) :]
            except BlockingIOError:
                self._selector.register(self._stdin, selectors.EVENT_WRITE)
                try:
                    self._wait(deadline, "did not read what was sent")
                finally:
                    self._selector.unregister(self._stdin)
            except (BrokenPipeError, ValueError):
                raise AdapterCrashed("the adapter has ended and reads no more") from None

    def receive(self, deadline: float) -> bytes | None:
        """The next line; bounded, because a line without end would fill the memory."""
        searched = 0
        while True:
            end = self._buffer.find(b"\n", searched)
            if end >= 0:
                line = bytes(self._buffer[:end])
                del self._buffer[: end + 1]
                return line
            if len(self._buffer) > MAX_LINE:
                raise AdapterGarbled(f"the adapter wrote more than {MAX_LINE} bytes without a line end")
            if self._ended:
                if self._buffer:
                    raise AdapterGarbled("the adapter ended in the middle of an answer")
                return None
            searched = len(self._buffer)
            self._wait(deadline, "gave no answer")

    def pending(self) -> bytes:
        """What lies in the pipe already, without waiting."""
        # As often as serves, for a program that floods its standard error would keep this busy for ever.
        for _ in range(LINES_AHEAD):
            if self._ended or len(self._buffer) > MAX_LINE or not self._step(0):
                break
        left = bytes(self._buffer[:SHOWN])
        self._buffer.clear()
        return left

    def close_input(self) -> None:
        """Close the program's standard input."""
        with suppress(OSError):
            self._stdin.close()

    def close(self) -> None:
        """Keep what is left of standard error, and let go of everything."""
        with suppress(OSError, ValueError):
            while self._read_stderr():
                pass
        self._selector.close()
        for stream in (self._stdin, self._stdout, self._stderr):
            with suppress(OSError):
                stream.close()

    def _wait(self, deadline: float, complaint: str) -> None:
        left = deadline - time.monotonic()
        if left <= 0 or not self._step(left):
            raise AdapterTimeout(f"the adapter {complaint} in time")

    def _step(self, seconds: float) -> bool:
        events = self._selector.select(seconds)
        for key, _ in events:
            if key.fileobj is self._stdout:
                self._read_stdout()
            elif key.fileobj is self._stderr and not self._read_stderr():
                self._selector.unregister(self._stderr)
        return bool(events)

    def _read_stdout(self) -> None:
        data = os.read(self._stdout.fileno(), CHUNK)
        if data:
            self._buffer += data
        else:
            self._ended = True
            self._selector.unregister(self._stdout)

    def _read_stderr(self) -> bool:
        """Keep the end of what is there; False when nothing more will come or nothing is there now."""
        try:
            data = os.read(self._stderr.fileno(), CHUNK)
        except BlockingIOError:
            return False
        keep(self.complaints, data)
        return bool(data)


def keep(complaints: bytearray, data: bytes) -> None:
    """Add to what is kept of standard error, from the front of which the oldest goes."""
    complaints += data
    del complaints[:-STDERR_KEPT]


class ThreadedPipes:
    """Pipes where nothing can wait for several of them at once (Windows): a thread reads each."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        self._stdin = stdin
        self._lines: queue.Queue[bytes | None] = queue.Queue(LINES_AHEAD)
        self._closing = threading.Event()
        self.complaints = bytearray()
        # Without a buffer of its own every line would be read byte by byte.
        lines = io.BufferedReader(cast("io.RawIOBase", stdout), CHUNK)
        self._streams = (stdin, lines, stderr)
        self._threads = [
            threading.Thread(target=self._read_lines, args=(lines,), daemon=True),
            threading.Thread(target=self._read_complaints, args=(stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, line: bytes, deadline: float) -> None:
        """Write a line from a thread of its own, for the program may not read."""
        faults: list[Exception] = []

        def write() -> None:
            try:
                self._stdin.write(line)
                self._stdin.flush()
            except (OSError, ValueError) as fault:
                faults.append(fault)

        thread = threading.Thread(target=write, daemon=True)
        thread.start()
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            raise AdapterTimeout("the adapter did not read what was sent in time")
        if faults:
            raise AdapterCrashed("the adapter has ended and reads no more")

    def receive(self, deadline: float) -> bytes | None:
        """The next line."""
        try:
            line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise AdapterTimeout("the adapter gave no answer in time") from None
        if line is None or line.endswith(b"\n"):
            return line.removesuffix(b"\n") if line else None
        if len(line) > MAX_LINE:
            raise AdapterGarbled(f"the adapter wrote more than {MAX_LINE} bytes without a line end")
        raise AdapterGarbled("the adapter ended in the middle of an answer")

    def pending(self) -> bytes:
        """What has been read already and nobody has asked for."""
        left: list[bytes] = []
        with suppress(queue.Empty):
            while (line := self._lines.get_nowait()) is not None:
                left.append(line[:SHOWN])
        return b"\n".join(left)[:SHOWN]

    def close_input(self) -> None:
        """Close the program's standard input."""
        with suppress(OSError):
            self._stdin.close()

    def close(self) -> None:
        """Let go of everything; the program has ended, so that the threads do as well."""
        self._closing.set()
        for thread in self._threads:
            thread.join(EXTRA_SECONDS)
        for stream in self._streams:
            with suppress(OSError):
                stream.close()

    def _read_lines(self, stdout: IO[bytes]) -> None:
        with suppress(OSError, ValueError):
            while line := stdout.readline(MAX_LINE + 2):
                self._put(line)
        self._put(None)

    def _put(self, line: bytes | None) -> None:
        while not self._closing.is_set():
            with suppress(queue.Full):
                self._lines.put(line, timeout=0.05)
                return

    def _read_complaints(self, stderr: IO[bytes]) -> None:
        with suppress(OSError, ValueError):
            while data := stderr.read(CHUNK):
                keep(self.complaints, data)


def pipes_of(process: subprocess.Popen[bytes]) -> Pipes:
    """The pipes of a process that was started with all three of them."""
    stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
    assert stdin is not None and stdout is not None and stderr is not None  # noqa: PT018, S101 - asked for at the start
    kind = ThreadedPipes if os.name == "nt" else SelectorPipes
    return kind(stdin, stdout, stderr)
