"""Results of unchanged pages: one file a batch, by the content of the page, written whole or not at all.

A cache may be deleted, copied, or shared by several checks at once: nothing in it depends on times or on
where the pages lie, and a file that is not as it was written counts as none.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from ...spec.errors import DisconspecError
from ..writing import write_whole
from .pages.reader import locale_of

# How many last parts of a path tell a page from another: two checkouts have the same ones.
NEAR = 3
IGNORE = "*\n"
SEAL = 16


def seal(content: bytes) -> bytes:
    """What a file begins with, so that one that was cut or changed is told from a whole one."""
    return blake2b(content, digest_size=SEAL).digest()


def hold_cache(folder: Path) -> None:
    """Make the folder of a cache where there is none yet.

    Raises:
        DisconspecError: it cannot be made, or nothing can be kept in it.

    """
    try:
        _make(folder)
    except FileExistsError:
        why = "it is no folder"
    except OSError as problem:
        why = str(problem.strerror)
    else:
        if os.access(folder, os.W_OK):
            return
        why = os.strerror(errno.EACCES)
    raise DisconspecError(f"cannot be used as a cache: {why}", path=str(folder), hint="--no-cache uses none")


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text(IGNORE, encoding="utf-8")


class Cache:
    """The results of the pages of one batch, which its first page names, under one set of checks."""

    def __init__(self, base: Path, first: str, key: bytes) -> None:
        place = os.fsencode("/".join(Path(os.path.realpath(first)).parts[-NEAR:]))
        name = blake2b(place + b"\0" + key, digest_size=16).hexdigest()
        self.path = base / f"{name}.bin"
        self.old: dict[bytes, msgspec.Raw] = {}
        self.new: dict[bytes, msgspec.Raw] = {}
        with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            stored = self.path.read_bytes()
            content = stored[SEAL:]
            if seal(content) == stored[:SEAL]:
                self.old = msgspec.msgpack.decode(content, type=dict[bytes, msgspec.Raw])

    @staticmethod
    def name(content: bytes, original: bytes, path: str) -> bytes:
        """What a page is kept under: its content, its original's, and the folder that may tell its locale."""
        digest = blake2b(content, digest_size=16, key=locale_of(path).encode())
        if original:
            digest.update(blake2b(original, digest_size=16).digest())
        return digest.digest()

    def get(self, name: bytes) -> msgspec.Raw | None:
        """The stored result of a page, which stays in the cache."""
        found = self.old.get(name)
        if found is not None:
            self.new[name] = found
        return found

    def put(self, name: bytes, result: bytes) -> None:
        """Keep a result."""
        self.new[name] = msgspec.Raw(result)

    def save(self) -> None:
        """Write what was got and put and forget the rest; a cache that cannot be written is no error."""
        if self.new.keys() == self.old.keys():
            return
        with suppress(OSError, DisconspecError):
            _make(self.path.parent)
            content = msgspec.msgpack.encode(self.new)
            write_whole(self.path, (seal(content), content), durable=False)
