"""Results of unchanged pages: one file a folder, by the content of the page, written whole or not at all.

A cache may be deleted, copied, or shared by several checks at once: nothing in it depends on times, and a
file that cannot be read counts as none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

IGNORE = "*\n"


class Cache:
    """The results of one folder's pages under one set of checks."""

    def __init__(self, base: Path, folder: str, key: bytes) -> None:
        name = blake2b(os.path.realpath(folder).encode() + b"\0" + key, digest_size=16).hexdigest()
        self.path = base / f"{name}.bin"
        self.old: dict[bytes, msgspec.Raw] = {}
        self.new: dict[bytes, msgspec.Raw] = {}
        with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            self.old = msgspec.msgpack.decode(self.path.read_bytes(), type=dict[bytes, msgspec.Raw])

    @staticmethod
    def name(content: bytes, path: str) -> bytes:
        """What a page is kept under: its content, and the folder names that may tell its locale."""
        parts = "/".join(Path(path).parts[-4:-1])
        return blake2b(
            content, digest_size=16, salt=b"", key=blake2b(parts.encode(), digest_size=16).digest()
        ).digest()

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
        with suppress(OSError):
            folder = self.path.parent
            folder.mkdir(parents=True, exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text(IGNORE, encoding="utf-8")
            part = self.path.with_suffix(f".{os.getpid()}")
            part.write_bytes(msgspec.msgpack.encode(self.new))
            part.replace(self.path)
