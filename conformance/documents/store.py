"""What was found out about pages, kept in a temporary file so that memory does not grow with them."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import IO

from ...spec.errors import DisconspecError

# So many bytes stay in memory before a file is made.
SMALL = 1 << 18
# How many bytes tell the size of what follows.
SIZE = 4


class Store:
    """Keeps bytes and gives them back by their place; all are gone when it is closed."""

    def __init__(self) -> None:
        self._stream: IO[bytes] = BytesIO()
        self._end = 0
        self._in_memory = True

    def put(self, content: bytes) -> int:
        """Keep bytes and return their place.

        Raises:
            DisconspecError: there is no room for them.

        """
        place = self._end
        try:
            if self._in_memory and place + len(content) > SMALL:
                self._move_to_file()
            self._stream.seek(place)
            self._stream.write(len(content).to_bytes(SIZE))
            self._stream.write(content)
        except OSError as problem:
            raise _no_room(problem) from problem
        self._end += SIZE + len(content)
        return place

    def get(self, place: int) -> bytes:
        """What was kept at a place.

        Raises:
            DisconspecError: it could not be written after all, or cannot be read.

        """
        try:
            self._stream.seek(place)
            return self._stream.read(int.from_bytes(self._stream.read(SIZE)))
        except OSError as problem:
            raise _no_room(problem) from problem

    def close(self) -> None:
        """Forget everything."""
        # What was still to be written is not wanted any more.
        with suppress(OSError):
            self._stream.close()

    def _move_to_file(self) -> None:
        from tempfile import TemporaryFile  # noqa: PLC0415 - a check of a few pages needs none

        # Closed with the store; a block around it would end here.
        stream = TemporaryFile()  # noqa: SIM115
        self._stream.seek(0)
        stream.write(self._stream.read())
        self._stream.close()
        self._stream = stream
        self._in_memory = False


def _no_room(problem: OSError) -> DisconspecError:
    return DisconspecError(
        f"results cannot be kept in a temporary file: {problem.strerror}",
        hint="make room, or name another folder in TMPDIR",
    )
