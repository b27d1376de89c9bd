"""Several processes share one run, each with a copy of the adapter."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

import msgspec
from msgspec.structs import replace

from ..reports.document import AdapterIdentity, CheckResult
from ..spec import DisconspecError
from .plan import Plan
from .processes import descendants, end

GRACE_SECONDS = 5.0


class Shared:
    """What the workers of a run have told.

    Attributes:
        identity: what their adapters said of themselves, or None before any did.
        problems: what stands against the run.
        not_driven: whether an adapter could not be driven.
        interrupted: whether a worker was interrupted.

    """

    def __init__(self, plan: Plan, jobs: int, one_more: Callable[[str, int], None]) -> None:
        self.identity: AdapterIdentity | None = None
        self.problems: list[str] = []
        self.not_driven = False
        self.interrupted = False
        self._plan = msgspec.structs.replace(plan, jobs=1, baseline=None, proof=False)
        self._jobs = jobs
        self._one_more = one_more
        self._done: dict[int, tuple[str, tuple[CheckResult, ...]]] = {}
        self._totals: dict[int, int] = {}
        self._words: queue.SimpleQueue[tuple[int, bytes | None]] = queue.SimpleQueue()

    def checks(self) -> dict[str, tuple[CheckResult, ...]]:
        """The checks so far, by test, in the order in which one process would have made them."""
        return {test: checks for _, (test, checks) in sorted(self._done.items())}

    def carry_out(self) -> None:
        """Start the workers and listen until the last has ended.

        Raises:
            DisconspecError: a worker refused to begin.

        """
        workers = [self._start(place) for place in range(self._jobs)]
        try:
            running = set(range(self._jobs))
            finished: set[int] = set()
            while running:
                place, line = self._words.get()
                if line is None:
                    running.discard(place)
                    if place not in finished:
                        self.problems.append(f"worker {place + 1} of {self._jobs} ended before its time")
                else:
                    finished |= self._hear(place, line)
        finally:
            stop(workers)

    def _start(self, place: int) -> subprocess.Popen[bytes]:
        from .worker import Order  # noqa: PLC0415 - a worker imports the runner, and the runner this module

        worker = subprocess.Popen(
            [sys.executable, "-m", "disconspec.conformance.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert worker.stdin is not None  # noqa: S101 - asked for above
        with suppress(BrokenPipeError):
            worker.stdin.write(msgspec.json.encode(Order(self._plan, place, self._jobs)))
            worker.stdin.close()
        threading.Thread(target=self._listen, args=(place, worker), daemon=True).start()
        return worker

    def _listen(self, place: int, worker: subprocess.Popen[bytes]) -> None:
        assert worker.stdout is not None  # noqa: S101 - asked for at the start
        with worker.stdout as words:
            for line in words:
                self._words.put((place, line))
        self._words.put((place, None))

    def _hear(self, place: int, line: bytes) -> set[int]:
        from .worker import Done, Finished, Refused, Word  # noqa: PLC0415 - as above

        word: Word = msgspec.json.decode(line, type=Word)
        match word:
            case Done(number, test, total, checks):
                self._done[number] = (test, checks)
                self._totals[place] = total
                self._one_more(test, sum(self._totals.values()))
                return set()
            case Finished(identity, problems, not_driven, interrupted):
                self._agree(identity)
                self.problems += [each for each in problems if each not in self.problems]
                self.not_driven |= not_driven
                self.interrupted |= interrupted
                return {place}
            case Refused(message, exit_code):
                refusal = DisconspecError(message)
                refusal.exit_code = exit_code
                raise refusal

    def _agree(self, identity: AdapterIdentity) -> None:
        if self.identity is None or not self.identity.systems:
            self.identity = identity
        elif identity.systems and identity != self.identity:
            self.problems.append("the copies of the adapter declare different things")
            self.identity = replace(self.identity, version=f"{self.identity.version} (copies differ)")


def stop(workers: list[subprocess.Popen[bytes]], grace: float = GRACE_SECONDS) -> None:
    """End what is still running, first politely so that the adapters are let go in order."""
    for worker in workers:
        if worker.poll() is None:
            worker.terminate()
    for worker in workers:
        try:
            worker.wait(grace)
        except subprocess.TimeoutExpired:
            end(descendants(worker.pid))
            worker.wait()
