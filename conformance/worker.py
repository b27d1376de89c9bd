"""One of several processes that share a run: takes every n-th test, and says what came of each.

Started as `python -m disconspec.conformance.worker`; it reads its order from standard input and writes one
JSON line for each test, and a last one when it is done. A worker without a last line has died.
"""

from __future__ import annotations

import os
import sys

import msgspec
from msgspec import Struct

from ..reports.document import AdapterIdentity, CheckResult
from .plan import Plan
from .runner import Run


class Order(Struct, frozen=True):
    """What a worker is to do: its part of a plan."""

    plan: Plan
    place: int
    of: int


class Done(Struct, frozen=True, tag="done"):
    """One test of a worker: which one, and its checks."""

    number: int
    test: str
    total: int
    checks: tuple[CheckResult, ...]


class Finished(Struct, frozen=True, tag="finished"):
    """The end of a worker's part."""

    identity: AdapterIdentity
    problems: tuple[str, ...]
    not_driven: bool
    interrupted: bool


class Refused(Struct, frozen=True, tag="refused"):
    """Why a worker did not even begin, and the exit code that goes with it."""

    message: str
    exit_code: int


Word = Done | Finished | Refused


class PartialRun(Run):
    """A run over every n-th test, which tells about each as soon as nothing can change it any more."""

    def __init__(self, order: Order, handle: int) -> None:
        super().__init__(order.plan, lambda _what, _total: self._tell())
        self.examination.share = (order.place, order.of)
        self._order = order
        self._handle = handle
        self._told = 0

    def _tell(self, *, last: bool = False) -> None:
        """Tell about the tests that are done; the latest may still be spoilt by what the adapter sends."""
        tests = list(self.examination.checks)
        for test in tests[self._told : None if last else -1]:
            number = self._told * self._order.of + self._order.place
            self.say(Done(number, test, len(self.examination.items), self.examination.checks[test]))
            self._told += 1

    def say(self, word: Word) -> None:
        """Write one line to whoever started this worker."""
        os.write(self._handle, msgspec.json.encode(word) + b"\n")

    def finish(self) -> None:
        """Carry out the part, and tell the rest."""
        report = self.carry_out()
        self._tell(last=True)
        self.say(
            Finished(
                identity=self.connection.identity,
                problems=report.footer.problems,
                not_driven=self.not_driven,
                interrupted=self.examination.interrupted,
            )
        )


def main() -> None:
    """Be a worker."""
    handle = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    from ..spec import DisconspecError  # noqa: PLC0415 - needed for the worst case only

    try:
        PartialRun(order, handle).finish()
    except DisconspecError as refusal:
        os.write(handle, msgspec.json.encode(Refused(str(refusal), refusal.exit_code)) + b"\n")


if __name__ == "__main__":
    main()
