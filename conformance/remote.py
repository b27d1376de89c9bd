"""Any program as an adapter: JSON-RPC 2.0 over its standard input and output (docs/ADAPTER.md)."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import msgspec
import psutil

from ..model.request import Outcome, Request
from ..model.world import World
from ..reports.document import AdapterIdentity
from .adapter import PROTOCOL_VERSION
from .errors import (
    AdapterCrashed,
    AdapterError,
    AdapterGarbled,
    AdapterTimeout,
    AdapterUnavailable,
    CannotArrange,
)
from .pipes import SHOWN, Pipes, pipes_of
from .processes import MARK, descendants, end, end_tree, marked, new_mark, wait_until_ended
from .protocol import (
    CANNOT_ARRANGE,
    ArrangeParams,
    ArrangeReply,
    ArrangeRequest,
    InitializeParams,
    InitializeReply,
    InitializeRequest,
    InvokeParams,
    InvokeReply,
    InvokeRequest,
    Message,
    ObserveReply,
    ObserveRequest,
    ShutdownReply,
    ShutdownRequest,
    decode_envelope,
    decode_error,
    encode,
)

GRACE_SECONDS = 1.0
LONGEST_START = 10.0
DEFAULT_SETTLE = 2.0

Decode = Callable[[bytes], Any]
decode_initialize: Decode = msgspec.json.Decoder(InitializeReply).decode
decode_arrange: Decode = msgspec.json.Decoder(ArrangeReply).decode
decode_invoke: Decode = msgspec.json.Decoder(InvokeReply).decode
decode_observe: Decode = msgspec.json.Decoder(ObserveReply).decode
decode_shutdown: Decode = msgspec.json.Decoder(ShutdownReply).decode


class RemoteAdapter:
    """A program that speaks the adapter protocol.

    Args:
        command: the program and its arguments.
        deadline: seconds that it has for each answer at first.
        pipes: how to talk to it.

    Attributes:
        settle: seconds that it may take until an effect is observable, as it declares.
        deadline: seconds that it has for each answer.

    """

    def __init__(
        self,
        command: Sequence[str],
        deadline: float,
        pipes: Callable[[subprocess.Popen[bytes]], Pipes] = pipes_of,
    ) -> None:
        self.settle = DEFAULT_SETTLE
        self._command = list(command)
        self.deadline = deadline
        self._make_pipes = pipes
        self._mark = new_mark()
        self._last = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._pipes: Pipes | None = None

    def initialize(self) -> AdapterIdentity:
        """Start the program and ask who it is."""
        self._start()
        message = InitializeRequest(self._next(), InitializeParams(PROTOCOL_VERSION))
        answer = self._ask(message, decode_initialize, starting_deadline(self.deadline))
        self.settle = answer.settle
        return answer.identity()

    def arrange(self, world: World) -> None:
        """Ask for a state."""
        self._ask(ArrangeRequest(self._next(), ArrangeParams(world)), decode_arrange)

    def invoke(self, request: Request) -> Outcome:
        """Ask for one request to be carried out."""
        return self._ask(InvokeRequest(self._next(), InvokeParams(request)), decode_invoke)

    def observe(self) -> World:
        """Ask for the state as it is."""
        return self._ask(ObserveRequest(self._next()), decode_observe)

    def shutdown(self) -> None:
        """Ask the program to end, and see to it that it does, with everything it has started.

        Raises:
            AdapterError: it did not answer, wrote more than its answer, did not end in time, was ended by a
                signal, or left processes behind; none is left behind afterwards.

        """
        process, pipes = self._process, self._pipes
        if process is None or pipes is None:
            return
        try:
            self._ask(ShutdownRequest(self._next()), decode_shutdown)
            pipes.close_input()
            self._await_end(process, pipes)
            self._complain_of_orphans(process)
        finally:
            self.kill()

    def _await_end(self, process: subprocess.Popen[bytes], pipes: Pipes) -> None:
        end_by = time.monotonic() + self.deadline
        try:
            line = pipes.receive(end_by)
        except AdapterTimeout:
            self._fail(
                AdapterTimeout,
                "the adapter did not end after it had answered to shutdown, "
                "or a process that it has started still holds its output",
            )
        if line is not None:
            self._fail(AdapterGarbled, f"the adapter wrote more after its last answer: {shown(line)}")
        try:
            process.wait(max(0.01, end_by - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._fail(AdapterTimeout, "the adapter closed its output but did not end")
        if process.returncode < 0:
            self._fail(AdapterCrashed, f"the adapter was ended by {signal_name(-process.returncode)}")

    def _complain_of_orphans(self, process: subprocess.Popen[bytes]) -> None:
        left = {each for each in marked(self._mark) if each.pid != process.pid}
        if alive := wait_until_ended(left, GRACE_SECONDS):
            end(alive)
            self._fail(AdapterError, f"{len(alive)} process(es) outlived the adapter and had to be ended")

    def leftover(self) -> str:
        """What the program has written unasked since its last answer, in words, or ""."""
        found = self._pipes.pending() if self._pipes is not None else b""
        return f"the adapter wrote more than its answer: {shown(found)}" if found else ""

    def kill(self) -> None:
        """End the program and everything it has started, at once."""
        process, self._process = self._process, None
        pipes, self._pipes = self._pipes, None
        if process is None:
            return
        end_tree(process.pid, self._mark)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
        if pipes is not None:
            pipes.close()

    def left_after_end_of_input(self) -> int:
        """How many processes go on, in time, when the program's input ends without a word."""
        if self._pipes is None:
            return 0
        self._pipes.close_input()
        return len(wait_until_ended(self.processes(), min(self.deadline, GRACE_SECONDS)))

    def processes(self) -> set[psutil.Process]:
        """What is running for this adapter."""
        below = descendants(self._process.pid) if self._process is not None else set[psutil.Process]()
        return below | marked(self._mark)

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user named this very command
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env={**os.environ, MARK: self._mark},
                start_new_session=True,
            )
        except (OSError, ValueError) as fault:
            raise AdapterUnavailable(
                f"cannot start {self._command[0]!r}: {getattr(fault, 'strerror', None) or fault}",
                hint="it is started without a shell; give its path",
            ) from fault
        self._pipes = self._make_pipes(self._process)

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _ask(self, message: Message, decode: Decode, seconds: float = 0.0) -> Any:  # noqa: ANN401 - each decoder has its own answer
        pipes = self._pipes
        if pipes is None:
            raise AdapterCrashed("the adapter is not running")
        seconds = seconds or self.deadline
        deadline = time.monotonic() + seconds
        try:
            pipes.send(encode(message) + b"\n", deadline)
            line = pipes.receive(deadline)
        except AdapterTimeout:
            self._fail(AdapterTimeout, f"no answer within {seconds:g} seconds")
        except AdapterCrashed as fault:
            self._fail(AdapterCrashed, self._end_in_words() or fault.message)
        except AdapterError as fault:
            self._fail(type(fault), fault.message)
        if line is None:
            self._fail(AdapterCrashed, self._end_in_words() or "the adapter closed its output")
        try:
            reply = decode(line)
        except (msgspec.DecodeError, RecursionError) as fault:
            self._explain(line, message.id, fault)
        if reply.id != message.id:
            self._fail(AdapterGarbled, f"the answer is to message {reply.id}, not to message {message.id}")
        return reply.result

    def _explain(self, line: bytes, identifier: int, fault: Exception) -> NoReturn:
        """Say why a line is no answer; an error that the adapter reports is one, but no result."""
        try:
            reply = decode_error(line)
        except (msgspec.DecodeError, RecursionError):
            pass
        else:
            if reply.id == identifier and reply.error.code == CANNOT_ARRANGE:
                raise CannotArrange(reply.error.message)
            if reply.id in (identifier, None):
                self._fail(
                    AdapterError, f"the adapter reports error {reply.error.code}: {reply.error.message}"
                )
            self._fail(AdapterGarbled, f"the answer is to message {reply.id}, not to message {identifier}")
        try:
            envelope = decode_envelope(line)
        except (msgspec.DecodeError, RecursionError):
            hint = "standard output is for messages only; write anything else to standard error"
            self._fail(AdapterGarbled, f"the adapter wrote what is no message: {shown(line)}", hint)
        if envelope.id != identifier:
            self._fail(
                AdapterGarbled,
                f"the answer is to message {envelope.id}, not to message {identifier}: {shown(line)}",
            )
        self._fail(
            AdapterGarbled, f"the answer is not valid: {fault}", "see the schemas that docs/ADAPTER.md names"
        )

    def _end_in_words(self) -> str:
        """How the program has ended, or "" while it runs."""
        assert self._process is not None  # noqa: S101 - asked only after something was sent to it
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(GRACE_SECONDS)
            how = f"was ended by {signal_name(-code)}" if code < 0 else f"ended with exit code {code}"
            return f"the adapter {how} instead of answering"
        return ""

    def _fail(self, kind: type[AdapterError], text: str, hint: str = "") -> NoReturn:
        """Raise what is wrong, with the end of the program's standard error as a note."""
        fault = kind(text, hint=hint)
        if self._pipes is not None:
            # What it wrote before it failed may still be on its way.
            with suppress(AdapterError):
                self._pipes.pending()
            if said := bytes(self._pipes.complaints).decode(errors="replace").strip():
                fault.add_note(f"its standard error: {said[-SHOWN:]}")
        raise fault


def starting_deadline(deadline: float) -> float:
    """How long the first answer may take, for a program has to start before it can give it."""
    return min(deadline * 5, max(deadline, LONGEST_START))


def shown(line: bytes) -> str:
    """A line as it can be shown: bounded, and nothing in it acts on a terminal."""
    return repr(line[:200].decode(errors="replace")) + ("..." if len(line) > 200 else "")  # noqa: PLR2004 - one line


def signal_name(number: int) -> str:
    """The name of a signal, such as SIGKILL."""
    with suppress(ValueError):
        return signal.Signals(number).name
    return f"signal {number}"
