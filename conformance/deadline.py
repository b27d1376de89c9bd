"""A deadline for code in this process: what does not come back is interrupted, never waited for."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import ParamSpec, TypeVar

from .errors import AdapterTimeout

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class _Overdue(BaseException):
    """Raised inside the adapter; no `except Exception` of its own can swallow it."""


def within(
    seconds: float, ask: Callable[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
) -> Answer:
    """What `ask` answers, if it does so in time.

    Raises:
        AdapterTimeout: it did not. Where the platform has alarms and this is the main thread the call is
            interrupted; elsewhere it is left behind in a thread that does not keep the process alive.

    """
    if hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread():
        return _interrupted(seconds, lambda: ask(*args, **kwargs))
    return _left_behind(seconds, lambda: ask(*args, **kwargs))


def _late(seconds: float) -> AdapterTimeout:
    return AdapterTimeout(f"no answer within {seconds:g} seconds")


def _interrupted(seconds: float, ask: Callable[[], Answer]) -> Answer:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _Overdue

    before = signal.signal(signal.SIGALRM, ring)
    # The interval rings again should the adapter swallow even the first alarm.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
    try:
        return ask()
    except _Overdue:
        raise _late(seconds) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _left_behind(seconds: float, ask: Callable[[], Answer]) -> Answer:
    answers: list[Answer] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(ask())
        except BaseException as fault:  # noqa: BLE001 - handed over to the thread that waits
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True, name="disconspec-adapter")
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise _late(seconds)
    if faults:
        raise faults[0]
    return answers[0]
