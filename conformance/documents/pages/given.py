"""A page that is not saved: its content comes from standard input, all the rest from where it would stand."""

from __future__ import annotations

import sys
from typing import NamedTuple

from ....spec.errors import DisconspecError
from .files import held_page, read_bytes

INPUT = "-"


class Given(NamedTuple):
    """The content of a page and the name under which it is checked."""

    name: str
    content: bytes

    def read(self, path: str) -> bytes:
        """The content of a page, of this one as it was given.

        Raises:
            DisconspecError: it cannot be read or is no Markdown page.

        """
        return held_page(self.content, path) if path == self.name else read_bytes(path)


def read_input(name: str) -> Given:
    """The page on standard input under this name, byte for byte.

    Raises:
        DisconspecError: standard input is closed or cannot be read.

    """
    if sys.stdin is None:
        raise DisconspecError("standard input is closed", path=INPUT, hint=f"send {name} to it")
    try:
        return Given(name, sys.stdin.buffer.read())
    except OSError as problem:
        raise DisconspecError(f"cannot be read: {problem.strerror}", path=INPUT) from problem
