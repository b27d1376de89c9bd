"""The fakes that misbehave on the wire, as programs: each writes what it should not, or does not write."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import IO

import msgspec

from .adapter import Adapter
from .fakes import AGES, fake, named
from .reference import Reference
from .serving import serve

Reply = Callable[[IO[bytes], bytes, bytes], None]
FLOOD = 64 * 1024 * 1024


def _asks(message: bytes, method: str) -> bool:
    return f'"method":"{method}"'.encode() in message


def _renumbered(reply: bytes, change: int) -> bytes:
    fields = msgspec.json.decode(reply)
    return msgspec.json.encode({**fields, "id": fields["id"] + change})


def babbles(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Write a line for people before every answer."""
    if _asks(message, "invoke"):
        stdout.write(b"debug: about to answer\n")
    stdout.write(reply + b"\n")


def duplicates(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer every request twice."""
    stdout.write(reply + b"\n" + (reply + b"\n" if _asks(message, "invoke") else b""))


def duplicates_observations(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer every observation twice: what is too much comes after the last answer of a check."""
    stdout.write(reply + b"\n" + (reply + b"\n" if _asks(message, "observe") else b""))


def answers_another(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer a message that was never sent."""
    stdout.write((_renumbered(reply, 1000) if _asks(message, "invoke") else reply) + b"\n")


def answers_late(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer, but after the deadline of any reasonable test."""
    if _asks(message, "invoke"):
        time.sleep(float(os.environ.get("DISCONSPEC_FAKE_SECONDS", "20")))
    stdout.write(reply + b"\n")


def keeps_silent(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Read requests, and never answer them."""
    if not _asks(message, "invoke"):
        stdout.write(reply + b"\n")


def closes(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Close the output instead of answering, and stay."""
    if _asks(message, "invoke"):
        stdout.close()
        os.close(1)
        time.sleep(AGES)
    stdout.write(reply + b"\n")


def floods(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Write far more than anybody would read, without a line end."""
    if _asks(message, "invoke"):
        for _ in range(FLOOD // 65536):
            stdout.write(b"x" * 65536)
    stdout.write(reply + b"\n")


def floods_errors(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer rightly, and write far too much to standard error."""
    if _asks(message, "invoke"):
        for _ in range(16):
            sys.stderr.write("y" * 65536)
        sys.stderr.flush()
    stdout.write(reply + b"\n")


def cuts_off(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """End in the middle of an answer."""
    if _asks(message, "invoke"):
        stdout.write(reply[: len(reply) // 2])
        os._exit(0)
    stdout.write(reply + b"\n")


def is_killed(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Be ended by a signal instead of answering."""
    if _asks(message, "invoke"):
        os.kill(os.getpid(), 9)
    stdout.write(reply + b"\n")


def reports_errors(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer every request with an error of its own."""
    if _asks(message, "invoke"):
        identifier = msgspec.json.decode(message)["id"]
        fault = {"code": -32603, "message": "the fake has an internal error"}
        stdout.write(msgspec.json.encode({"jsonrpc": "2.0", "id": identifier, "error": fault}) + b"\n")
    else:
        stdout.write(reply + b"\n")


def is_slow(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Take a little while for everything, well within any deadline."""
    del message
    time.sleep(0.002)
    stdout.write(reply + b"\n")


def leaves_children(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Start a process that outlives it, in a session of its own and without a parent."""
    if _asks(message, "initialize"):
        subprocess.Popen(  # noqa: S603 - a process that does nothing
            [sys.executable, "-c", f"import time; time.sleep({AGES})"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    stdout.write(reply + b"\n")


def stays(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Answer to shutdown, and stay."""
    stdout.write(reply + b"\n")
    if _asks(message, "shutdown"):
        time.sleep(AGES)


def says_goodbye(stdout: IO[bytes], message: bytes, reply: bytes) -> None:
    """Write one line more after the last answer."""
    stdout.write(reply + b"\n")
    if _asks(message, "shutdown"):
        stdout.write(b"goodbye\n")


ON_THE_WIRE: dict[str, Reply] = {
    "answers-another": answers_another,
    "answers-late": answers_late,
    "babbles": babbles,
    "closes": closes,
    "cuts-off": cuts_off,
    "duplicates": duplicates,
    "duplicates-observations": duplicates_observations,
    "floods": floods,
    "floods-errors": floods_errors,
    "is-killed": is_killed,
    "is-slow": is_slow,
    "keeps-silent": keeps_silent,
    "leaves-children": leaves_children,
    "reports-errors": reports_errors,
    "says-goodbye": says_goodbye,
    "stays": stays,
}


def be(name: str) -> int:
    """Be a fake, as a program, until it is told to shut down.

    Raises:
        DisconspecError: there is no such fake.

    """
    adapter: Adapter = named(Reference(), name) if name in ON_THE_WIRE else fake(name)()
    serve(adapter, ON_THE_WIRE.get(name))
    return 0
