"""Batches of pages shared out among processes: none ends unnoticed, and interrupts are for the first."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait

from ...spec.errors import DisconspecError
from ..internal_errors import internal_error, is_traceback_wanted

Check = Callable[[list[str]], list[bytes]]


class WorkerEnded(DisconspecError):  # noqa: N818 - says what is the case
    """A process ended before its time, so that nothing can be concluded."""

    exit_code = 4


def shared_out(check: Check, batches: list[list[str]], jobs: int) -> Generator[tuple[int, list[bytes]]]:
    """What the check of each batch comes to, with the number of the batch, as soon as it is there.

    Args:
        check: gives the results of a batch; it can be sent to another process.
        batches: the pages of each batch.
        jobs: how many processes.

    Raises:
        WorkerEnded: a process ended, as where the system has no memory left.
        DisconspecError: a check raised it, or something that was not expected.

    """
    workers: list[_Worker] = []
    at_work: dict[Connection, _Worker] = {}
    numbers = iter(range(len(batches)))

    def occupy(worker: _Worker) -> None:
        number = next(numbers, None)
        if number is not None:
            worker.begin(number)
            at_work[worker.pipe] = worker

    try:
        with _interrupts_held():
            for _ in range(jobs):
                workers.append(_Worker(check, batches))  # noqa: PERF401 - those that began are to be ended
        for worker in workers:
            occupy(worker)
        while at_work:
            ready = wait(list(at_work))
            for pipe in [each for each in at_work if each in ready]:
                worker = at_work.pop(pipe)
                number, results = worker.number, worker.results()
                occupy(worker)
                yield number, results
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join()


class _Worker:
    """A process that has one batch at a time.

    It is told the number of the batch alone, which fits into the pipe whatever the other end is at: so
    neither waits for the other to read.
    """

    def __init__(self, check: Check, batches: list[list[str]]) -> None:
        self._batches = batches
        self.number = 0
        self.pipe, end = Pipe()
        self.process = Process(target=_work, args=(self.pipe, end, check, batches), daemon=True)
        self.process.start()
        # Where nobody else has this end, the pipe ends with the process.
        end.close()

    def begin(self, number: int) -> None:
        self.number = number
        with self._noticed():
            self.pipe.send(number)

    def results(self) -> list[bytes]:
        with self._noticed():
            answer: list[bytes] | DisconspecError = self.pipe.recv()
        if isinstance(answer, DisconspecError):
            raise answer
        return answer

    @contextmanager
    def _noticed(self) -> Generator[None]:
        try:
            yield
        except (EOFError, OSError) as problem:
            self.process.join()
            code = self.process.exitcode or 0
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            hint = "perhaps memory ran out: --jobs 1 takes less" if how == "SIGKILL" else "please report it"
            batch = self._batches[self.number]
            raise WorkerEnded(
                f"the process that checked this page and {len(batch) - 1} more ended unexpectedly ({how})",
                path=batch[0],
                hint=hint,
            ) from problem


def _work(there: Connection, pipe: Connection, check: Check, batches: list[list[str]]) -> None:
    """Check batches until the first process, which is at the other end of the pipe, has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    there.close()
    with suppress(EOFError, ConnectionError):
        while True:
            number: int = pipe.recv()
            pipe.send(_answer(check, batches[number]))


def _answer(check: Check, batch: list[str]) -> list[bytes] | DisconspecError:
    try:
        return check(batch)
    except DisconspecError as problem:
        return problem
    except Exception as problem:
        if is_traceback_wanted():
            raise
        return internal_error(problem)


@contextmanager
def _interrupts_held() -> Generator[None]:
    """Have interrupts wait, for processes that begin have to be able to ignore them first."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
