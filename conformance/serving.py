"""An adapter written in Python as a program: the other end of the protocol.

`serve(adapter)` reads requests from standard input and writes replies to standard output until it is told to
shut down. Whatever the adapter prints goes to standard error, for standard output belongs to the messages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from typing import IO

import msgspec

from ..reports.document import AdapterIdentity
from .adapter import Adapter
from .errors import CannotArrange
from .protocol import (
    CANNOT_ARRANGE,
    ArrangeRequest,
    ErrorReply,
    Fault,
    InitializeRequest,
    InvokeRequest,
    ObserveRequest,
    ShutdownRequest,
    decode_message,
    encode,
)

INVALID_REQUEST = -32600
DEFAULT_SETTLE = 2.0


def answer(adapter: Adapter, line: bytes) -> bytes:
    """The reply to one message, without line end.

    An adapter that raises ends the program, and the runner sees that it does: a crash is no answer.
    """
    try:
        message = decode_message(line)
    except msgspec.DecodeError as fault:
        return encode(ErrorReply(jsonrpc="2.0", id=None, error=Fault(INVALID_REQUEST, str(fault))))
    try:
        result = _result(adapter, message)
    except CannotArrange as reason:
        return encode(ErrorReply(jsonrpc="2.0", id=message.id, error=Fault(CANNOT_ARRANGE, str(reason))))
    return encode({"jsonrpc": "2.0", "id": message.id, "result": result})


def _result(adapter: Adapter, message: object) -> object:
    match message:
        case InitializeRequest():
            return declaration(adapter.initialize(), getattr(adapter, "settle", DEFAULT_SETTLE))
        case ArrangeRequest(params=params):
            adapter.arrange(params.world)
            return {}
        case InvokeRequest(params=params):
            return adapter.invoke(params.request)
        case ObserveRequest():
            return adapter.observe()
        case ShutdownRequest():
            adapter.shutdown()
            return {}
        case _:
            raise TypeError(f"there is no message {message!r}")


def declaration(identity: AdapterIdentity, settle: float) -> dict[str, object]:
    """What an adapter says of itself, as the protocol carries it."""
    return {**msgspec.structs.asdict(identity), "settle": settle}


def messages(stdin: IO[bytes]) -> Iterator[bytes]:
    """The messages that come in, one a line."""
    while line := stdin.readline():
        yield line


def serve(adapter: Adapter, reply: Callable[[IO[bytes], bytes, bytes], None] | None = None) -> None:
    """Answer messages until shutdown or the end of standard input.

    Args:
        adapter: what answers.
        reply: writes a reply, given the stream, the message and the reply; for fakes that get it wrong.

    """
    # The stream of the messages is put aside, so that nothing else can reach it.
    stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    with redirect_stdout(sys.stderr):
        for line in messages(sys.stdin.buffer):
            text = answer(adapter, line)
            if reply is None:
                stdout.write(text + b"\n")
            else:
                reply(stdout, line, text)
            if b'"method":"shutdown"' in line:
                return
