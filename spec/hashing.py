"""The hash of a set of source files, the same wherever they are installed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def source_hash(folder: Path, *suffixes: str) -> str:
    """Return the SHA-256, in hexadecimal, over the files below a folder whose names end so.

    Names and contents count; the line ends of a checkout and the order in which a system lists files do not.

    Args:
        folder: where the files are.
        suffixes: the ends of the names, with their dots.

    Raises:
        OSError: a file cannot be read.

    """
    paths = (
        Path(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith(suffixes)
    )
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(name.encode() + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
