"""Files that are written as a whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..spec.errors import DisconspecError

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_whole(path: Path, parts: Iterable[bytes], *, durable: bool = True) -> None:
    """Replace a file, or make one: whoever reads it sees the old content or the new, never a part.

    A file keeps its permissions, its owner and the links that lead to it. What is no regular file, such as a
    pipe, is written to as it is.

    Args:
        path: the file.
        parts: its content.
        durable: whether to wait until the content is on the disk, so that nothing is lost if the power fails.

    Raises:
        DisconspecError: it cannot be written.

    """
    try:
        before = path.stat() if path.exists() else None
        if before is not None and not stat.S_ISREG(before.st_mode):
            with path.open("wb") as stream:
                stream.writelines(parts)
            return
        if before is not None and not before.st_mode & WRITABLE:
            raise DisconspecError("cannot be written: the file is read-only", path=str(path))
        target = Path(os.path.realpath(path))
        # Named before it is made, so that it goes away whenever an interrupt comes; random, since processes
        # of two containers may have the same number.
        draft = target.with_name(f".{target.name[:100]}.{os.urandom(8).hex()}")
        try:
            with draft.open("xb") as stream:
                stream.writelines(parts)
                if durable:
                    stream.flush()
                    os.fsync(stream.fileno())
            if before is not None:
                _keep(draft, before)
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as problem:
        raise DisconspecError(f"cannot be written: {problem.strerror}", path=str(path)) from problem


def _keep(draft: Path, before: os.stat_result) -> None:
    """Give a file the owner and the permissions of the one that it replaces."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(draft, before.st_uid, before.st_gid)
    draft.chmod(stat.S_IMODE(before.st_mode))
