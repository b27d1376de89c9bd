"""Which file holds the original of a page: by its asset id or UID, by its path, or by its name."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ....spec.known_words import locales
from .reader import is_page

ORIGINAL = "en-us"
IDENTITY = re.compile(rb"^(?:ms\.assetid|UID):[ \t]*([^\s#]+)", re.MULTILINE)
FRONT_SIZE = 4096


def original_of(path: str, folder: str, identity: str = "") -> str:
    """The file that holds the original of a page, or "" where there is none.

    Args:
        path: the page.
        folder: where originals are; without one, the folder `en-us` beside the page's own locale.
        identity: the page's asset id or UID, or "". In a folder that was named, the page of the same id is
            the original, whatever it is called; else the path decides, and last a name that only one has.

    """
    parts = path.replace("\\", "/").split("/")
    if folder:
        originals = _originals(folder)
        candidates = [os.path.join(folder, *parts[at:]) for at in range(len(parts))]  # noqa: PTH118 - strings, for speed over many pages
        at_path = next((each for each in candidates if os.path.isfile(each)), "")  # noqa: PTH113 - likewise
        found = originals.by_identity.get(identity, "") or at_path or originals.by_name.get(parts[-1], "")
        return found if found and not _is_same(found, path) else ""
    for at in range(len(parts) - 2, -1, -1):
        if parts[at] in locales().published:
            if parts[at] == ORIGINAL:
                return ""
            beside = "/".join([*parts[:at], ORIGINAL])
            candidate = "/".join([beside, *parts[at + 1 :]])
            if os.path.isfile(candidate):  # noqa: PTH113 - likewise
                return candidate
            return _originals(beside).by_identity.get(identity, "") if identity else ""
    return ""


def has_original(path: str, folder: str) -> bool:
    """Whether a folder holds the original of a page; of one that cannot be read this is not known."""
    return os.path.exists(path) and bool(original_of(path, folder, identity_in(path)))  # noqa: PTH110 - likewise


def _is_same(original: str, path: str) -> bool:
    try:
        return Path(original).samefile(path)
    except OSError:
        return False  # a page that is not saved yet


class Originals(NamedTuple):
    """The pages of a folder by asset id or UID and by file name, those left out that share theirs."""

    by_identity: dict[str, str]
    by_name: dict[str, str]


def _originals(folder: str) -> Originals:
    return _originals_from(os.getcwd(), folder)  # noqa: PTH109 - likewise


@lru_cache(maxsize=4)
def _originals_from(_where: str, folder: str) -> Originals:
    """The pages of a folder, whose name may be relative to where the command works."""
    identities: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for parent, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(parent, name)  # noqa: PTH118 - likewise
            names.setdefault(name, []).append(path)
            identity = identity_in(path) if is_page(path) else ""
            if identity:
                identities.setdefault(identity, []).append(path)
    return Originals(_single(identities), _single(names))


def _single(found: dict[str, list[str]]) -> dict[str, str]:
    return {key: paths[0] for key, paths in found.items() if len(paths) == 1}


def identity_in(path: str) -> str:
    """The asset id or UID in the front matter of a file, or ""; a file that cannot be read has none."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - likewise
            return identity_of(stream.read(FRONT_SIZE))
    except OSError:
        return ""


def identity_of(content: bytes) -> str:
    """The asset id or UID in the front matter of a page, in lower case, or ""."""
    head = content[:FRONT_SIZE]
    places = [at for at in (head.find(b"ms.assetid:"), head.find(b"UID:")) if at >= 0]
    match = IDENTITY.search(head, min(places)) if places else None
    return match.group(1).decode("ascii", "ignore").strip("'\"").lower() if match else ""
