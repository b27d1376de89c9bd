"""Making the certain repairs: nothing but the repaired spans changes, and a page is replaced as a whole."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from ...spec.errors import DisconspecError
from .checker import check_page
from .finding import Found, Repair
from .reader import MARK, decode, read_page

ROUNDS = 10
LINE_END = re.compile(r"\r\n|\n|\r")


def repaired(content: bytes, found: list[Found], path: str) -> bytes:
    """The content with every certain repair made, those aside that overlap an earlier one.

    Args:
        content: the page as it is stored.
        found: its findings.
        path: its name, for messages.

    """
    repairs = sorted(
        {repair for each in found if each.finding.fixable for repair in each.repairs},
        key=lambda repair: (repair.line, repair.start, repair.end),
    )
    if not repairs:
        return content
    text = decode(content, path)
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    pieces: list[str] = []
    at = 0
    for repair in repairs:
        begin, end = starts[repair.line - 1] + repair.start - 1, starts[repair.line - 1] + repair.end - 1
        if begin < at:
            continue
        pieces += [text[at:begin], repair.text]
        at = end
    mended = "".join([*pieces, text[at:]])
    mark = MARK.encode() if content.startswith(MARK.encode()) else b""
    return mark + mended.encode()


def mend(
    content: bytes, found: list[Found], path: str, selected: frozenset[str]
) -> tuple[bytes, list[Found]]:
    """The content with its certain repairs made until none is left, and what is then found in it.

    A repair may uncover another one that the damage hid; each round reads the page anew, so that the findings
    given back stand where they are after the repairs.
    """
    for _ in range(ROUNDS):
        after = repaired(content, found, path)
        if after == content:
            break
        content = after
        found = list(check_page(read_page(content, path), selected).found)
    return content, found


def write_atomically(path: str, content: bytes) -> None:
    """Replace a file, keeping its permissions; readers see the old content or the new, nothing between.

    Raises:
        DisconspecError: it cannot be written.

    """
    target = Path(os.path.realpath(path))
    try:
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(part).chmod(target.stat().st_mode & 0o7777)
            Path(part).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(part).unlink()
            raise
    except OSError as problem:
        raise DisconspecError(f"cannot be written: {problem.strerror}", path=path) from problem


def difference(path: str, before: bytes, after: bytes) -> str:
    """The repairs as a unified diff."""
    old, new = (text.decode("utf-8").splitlines(keepends=True) for text in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


__all__ = ["Repair", "difference", "mend", "repaired", "write_atomically"]
