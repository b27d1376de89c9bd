"""Which files a selection of paths means."""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from ....spec.errors import DisconspecError
from .reader import begins_page, has_page_name, is_page

SKIPPED = {"node_modules", "__pycache__", "venv"}
WILD = frozenset("*?[")
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
PART = 1 << 20


Refuse = Callable[[DisconspecError], None]


def _raise(problem: DisconspecError) -> None:
    raise problem


def pages_in(
    paths: Iterable[str], *, exclude: Iterable[str] = (), base: str = "", refuse: Refuse = _raise
) -> list[str]:
    """The pages that files and folders hold, in order, each file once whatever names lead to it.

    Args:
        paths: files are taken as they are, folders are searched for Markdown; a name that does not exist and
            has wildcards is a pattern, for shells that leave those to the program.
        exclude: patterns (as for `fnmatch`) of files and folders to leave out of folders.
        base: the folder from which these patterns are matched, or "" for the paths as they are given.
        refuse: takes what is wrong with a path or a folder, after which the search goes on with the others.

    Raises:
        DisconspecError: nothing else takes it: a path does not exist, a folder cannot be read or has no page.

    """
    found: dict[str, str] = {}
    folders: dict[str, str] = {}
    patterns = tuple(exclude)
    for path in _expanded(paths, refuse):
        if os.path.isdir(path):  # noqa: PTH112 - strings throughout, for speed over thousands of files
            problems: list[DisconspecError] = []
            inside = list(_walk(path, patterns, base, problems.append))
            if not inside and not problems:
                left_out = bool(patterns) and any(_walk(path, (), "", problems.append))
                hint = "the settings exclude all" if left_out else "pages are Markdown files"
                problems = [DisconspecError("no pages in this folder", path=path, hint=hint)]
            for problem in problems:
                refuse(problem)
            for each in inside:
                found.setdefault(_identity(each, folders), each)
        else:
            found.setdefault(_identity(path, folders), path)
    return list(found.values())


def _expanded(paths: Iterable[str], refuse: Refuse) -> Iterator[str]:
    for path in paths:
        try:
            os.stat(path)  # noqa: PTH116 - likewise
        except OSError as problem:
            if path == "-":
                raise DisconspecError(
                    "standard input is not read without a name",
                    hint="name files or folders of pages, or the page that comes with --stdin-filename",
                ) from None
            if WILD.isdisjoint(path):
                refuse(_unreadable(path, problem))
            else:
                from glob import glob  # noqa: PLC0415 - only for patterns

                matches = sorted(glob(path, recursive=True))  # noqa: PTH207 - likewise
                if not matches:
                    refuse(DisconspecError("nothing matches this pattern", path=path))
                yield from matches
        else:
            yield path


def _identity(path: str, folders: dict[str, str]) -> str:
    """One name for a file: links to it and roundabout ways lead to the same; `folders` are those known."""
    if os.path.islink(path):  # noqa: PTH114 - likewise
        return os.path.normcase(os.path.realpath(path))
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.normcase(os.path.join(folders[folder], name))  # noqa: PTH118 - likewise


def _walk(folder: str, patterns: tuple[str, ...], base: str, refuse: Refuse) -> Iterator[str]:
    def told(problem: OSError) -> None:
        refuse(_unreadable(problem.filename or folder, problem))

    for parent, folders, files in os.walk(folder, onerror=told):
        place = "" if parent == os.curdir else parent.removeprefix(os.path.join(os.curdir, ""))  # noqa: PTH118
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED
            and not (patterns and _excluded(os.path.join(place, name, ""), patterns, base))  # noqa: PTH118 - likewise
        )
        for name in sorted(files):
            path = os.path.join(place, name)  # noqa: PTH118 - likewise
            if name.startswith(".") or (patterns and _excluded(path, patterns, base)):
                continue
            if is_page(path):
                yield path


def _excluded(path: str, patterns: tuple[str, ...], base: str) -> bool:
    """Whether a file, or a folder with a slash at its end, is left out."""
    from fnmatch import fnmatch  # noqa: PLC0415 - only with patterns

    name = (os.path.relpath(path, base) if base else path).replace("\\", "/")
    if path.endswith(os.sep):
        name = f"{name.rstrip('/')}/"
    return any(fnmatch(name, form) for pattern in patterns for form in _forms(pattern))


@cache
def _forms(pattern: str) -> tuple[str, ...]:
    """What a pattern names and all below it, from any folder on or, with a slash before it, from the base."""
    whole = pattern.removeprefix("./").removeprefix("**/").strip("/")
    starts = ("",) if pattern.startswith("/") else ("", "*/")
    ends = ("/*",) if pattern.endswith("/") else ("", "/*")
    return tuple(f"{start}{whole}{end}" for start in starts for end in ends if whole)


def read_bytes(path: str) -> bytes:
    """The content of a page that was named.

    Raises:
        DisconspecError: it cannot be read or is no Markdown page.

    """
    try:
        content = _read(path)
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    return held_page(content, path)


def held_page(content: bytes, path: str) -> bytes:
    """The content of a file that was named, which has to be a page.

    Raises:
        DisconspecError: it is no Markdown page.

    """
    if not has_page_name(path) and not begins_page(content):
        raise DisconspecError(
            "not a Markdown page",
            path=path,
            hint="pages end in .md or begin with front matter between --- lines",
        )
    return content


def _read(path: str) -> bytes:
    """Read a regular file, without waiting for somebody to write into a pipe."""
    handle = os.open(path, READING)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise DisconspecError("no regular file", path=path, hint="name files or folders of pages")
        content = os.read(handle, state.st_size + 1)
        if len(content) == state.st_size:
            return content
        # A file that grew meanwhile, or one so large that it comes in parts.
        parts = [content]
        while parts[-1]:
            parts.append(os.read(handle, PART))
        return b"".join(parts)
    finally:
        os.close(handle)


def _unreadable(path: str, problem: OSError) -> DisconspecError:
    if not isinstance(problem, FileNotFoundError | NotADirectoryError):
        return DisconspecError(f"cannot be read: {problem.strerror}", path=path)
    if os.path.islink(path):  # noqa: PTH114 - likewise
        target = os.readlink(path)  # noqa: PTH115 - likewise
        return DisconspecError(f"a link that leads nowhere: there is no {target}", path=path)
    return DisconspecError("there is no such file or folder", path=path, hint=_nearest(path))


def _nearest(path: str) -> str:
    parent, name = os.path.split(path)
    try:
        names = os.listdir(parent or ".")  # noqa: PTH208 - likewise
    except OSError:
        return ""
    near = difflib.get_close_matches(name, names, 1)
    return f"did you mean {os.path.join(parent, near[0])}?" if near else ""  # noqa: PTH118 - likewise
