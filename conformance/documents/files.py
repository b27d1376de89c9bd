"""Which files a selection of paths means."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

from ...spec.errors import DisconspecError
from .reader import is_page

SKIPPED = {"node_modules", "__pycache__", "venv"}


def pages_in(paths: Iterable[str], *, exclude: Iterable[str] = ()) -> list[str]:
    """The pages that files and folders hold, in order, each once.

    Args:
        paths: files are taken as they are, folders are searched for Markdown.
        exclude: patterns of paths (as for `fnmatch`) to leave out of folders.

    Raises:
        DisconspecError: a path does not exist, a file is no page, or there is no page at all.

    """
    found: dict[str, None] = {}
    patterns = tuple(exclude)
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - strings throughout, for speed over thousands of files
            before = len(found)
            found.update(dict.fromkeys(_walk(path, patterns)))
            if len(found) == before and not any(each.startswith(path) for each in found):
                raise DisconspecError("no pages in this folder", path=path, hint="pages are Markdown files")
        elif not os.path.exists(path):  # noqa: PTH110 - likewise
            raise DisconspecError("there is no such file or folder", path=path, hint=_nearest(path))
        else:
            found[path] = None
    if not found:
        raise DisconspecError("nothing selected to check", hint="name files or folders")
    return list(found)


def _walk(folder: str, patterns: tuple[str, ...]) -> Iterable[str]:
    def refuse(problem: OSError) -> None:
        raise DisconspecError(
            f"cannot be read: {problem.strerror}", path=problem.filename or folder
        ) from problem

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED)
        for name in sorted(files):
            path = os.path.join(parent, name)  # noqa: PTH118 - likewise
            if name.startswith(".") or (patterns and _excluded(path, patterns)):
                continue
            if name.endswith(".md") or is_page(Path(path)):
                yield path


def _excluded(path: str, patterns: tuple[str, ...]) -> bool:
    from fnmatch import fnmatch  # noqa: PLC0415 - only with patterns

    plain = path.replace("\\", "/")
    return any(fnmatch(plain, pattern) or fnmatch(plain, f"*/{pattern}") for pattern in patterns)


def read_bytes(path: str) -> bytes:
    """The content of a page that was named.

    Raises:
        DisconspecError: it cannot be read or is no Markdown page.

    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - likewise
            content = stream.read()
    except OSError as problem:
        raise DisconspecError(f"cannot be read: {problem.strerror}", path=path) from problem
    if not path.lower().endswith((".md", ".markdown")) and not content.startswith(
        (b"---", b"\xef\xbb\xbf---")
    ):
        raise DisconspecError(
            "not a Markdown page",
            path=path,
            hint="pages end in .md or begin with front matter between --- lines",
        )
    return content


def _nearest(path: str) -> str:
    parent, name = os.path.split(path)
    try:
        names = os.listdir(parent or ".")  # noqa: PTH208 - likewise
    except OSError:
        return ""
    near = difflib.get_close_matches(name, names, 1)
    return f"did you mean {os.path.join(parent, near[0])}?" if near else ""  # noqa: PTH118 - likewise
