"""The two ends of an Icecast transmission: what sends it, and computers that receive it.

The computers are ours: whether one falls back to unicast is its own affair, as it is on Windows, and it does
so whenever it is dropped and supports it, for Icecast does not tell a client why it was dropped.
"""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from typing import NamedTuple

from ._process import DEADLINE, DrivingError

BLOCK = b"\x55" * 1400
PAUSE = 0.005


class Address(NamedTuple):
    """Where a server listens, and the password of those who send to it."""

    port: int
    password: str


def basic(user: str, password: str) -> str:
    """The value of an HTTP header `Authorization`."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _answer(connection: socket.socket) -> bytes:
    """The head of an HTTP answer, byte by byte, so that nothing of the data after it is lost."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte:
            break
        head += byte
    return head


def _ask(address: Address, request: str) -> socket.socket:
    connection = socket.socket()
    connection.settimeout(DEADLINE)
    try:
        connection.connect(("127.0.0.1", address.port))
        connection.sendall(request.replace("\n", "\r\n").encode("ascii"))
        status = _answer(connection).split(b"\r\n", 1)[0]
    except OSError as error:
        connection.close()
        raise DrivingError(f"Icecast did not answer {request.split()[1]}: {error}") from error
    if b" 200 " not in status:
        connection.close()
        answer = status.decode("ascii", "replace")
        raise DrivingError(f"Icecast answered {answer!r} to {request.split()[1]}")
    return connection


class Sender:
    """Sends data without end to any number of mounts, all from one thread."""

    def __init__(self) -> None:
        self._connections: list[socket.socket] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()

    def feed(self, address: Address, mount: str) -> None:
        """Begin to send to a mount.

        Raises:
            DrivingError: when the server does not take it.

        """
        request = (
            f"SOURCE {mount} HTTP/1.0\nAuthorization: {basic('source', address.password)}\n"
            f"Content-Type: audio/mpeg\nice-name: {mount[1:]}\n\n"
        )
        self._connections = [*self._connections, _ask(address, request)]

    def _send(self) -> None:
        while not self._over.wait(PAUSE):
            for connection in self._connections:
                # A mount that the server has ended is no concern of the sender's.
                with contextlib.suppress(OSError):
                    connection.sendall(BLOCK)

    def stop(self) -> None:
        """Send no more."""
        self._over.set()
        self._thread.join(DEADLINE)
        for connection in self._connections:
            connection.close()


class Computer:
    """A computer that receives: by the multicast mount first and, dropped from it, by unicast if it can.

    Attributes:
        agent: what it calls itself towards the server, by which it is found in listings.
        received: how many bytes it has got.
        gave_up: whether it has stopped without having got everything.

    """

    def __init__(self, address: Address, agent: str, mounts: list[str]) -> None:
        self.agent = agent
        self.received = 0
        self.gave_up = False
        self._address = address
        self._over = False
        self._connection: socket.socket | None = None
        self._thread = threading.Thread(target=self._receive, args=(mounts,), daemon=True)
        self._thread.start()

    def _join(self, mount: str) -> socket.socket:
        return _ask(self._address, f"GET {mount} HTTP/1.0\nUser-Agent: {self.agent}\n\n")

    def _receive(self, mounts: list[str]) -> None:
        for mount in mounts:
            if self._over:
                break
            with contextlib.suppress(DrivingError):
                self._drain(self._join(mount))
        self.gave_up = True

    def _drain(self, connection: socket.socket) -> None:
        self._connection = connection
        with contextlib.suppress(OSError), connection:
            connection.settimeout(DEADLINE)
            while data := connection.recv(65536):
                self.received += len(data)

    def switch_off(self) -> None:
        """Let the computer try no more."""
        self._over = True
        connection = self._connection
        with contextlib.suppress(OSError):
            if connection is not None:
                connection.shutdown(socket.SHUT_RDWR)

    def wait(self) -> None:
        """Return once the computer is switched off; what it may still be joining has to be gone."""
        self._thread.join(DEADLINE)
