"""The header of a report: what produced it, so that two reports can be told apart."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from ..reports.document import AdapterIdentity, Header
from ..spec import clause_set, spec_hash
from ..spec.version import VERSION

HOUSE = Path(__file__).parent.parent


@cache
def source_hash(folder: str, *suffixes: str) -> str:
    """SHA-256 over the source files of a folder of the house, line ends aside."""
    digest = hashlib.sha256()
    base = HOUSE / folder
    for path in sorted(base.rglob("*"), key=lambda each: each.relative_to(base).as_posix()):
        if path.suffix in suffixes and path.is_file():
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(path.relative_to(base).as_posix().encode())
            digest.update(len(content).to_bytes(8, "big"))
            digest.update(content)
    return digest.hexdigest()


def header(
    *,
    command: Sequence[str] | None = None,
    profile: str = "documented",
    seed: int | None = None,
    adapter: AdapterIdentity | None = None,
) -> Header:
    """A report's header for a command of this process.

    Args:
        command: the command line; by default the arguments of this process.
        profile: the reading of the documents.
        seed: what the properties were generated from.
        adapter: the implementation driven.

    """
    return Header(
        tool="disconspec",
        version=VERSION,
        spec_set=clause_set().name,
        spec_hash=spec_hash(),
        grammar_hash=source_hash("grammar", ".lark", ".py"),
        model_hash=source_hash("model", ".py"),
        command=tuple(command if command is not None else ["disconspec", *sys.argv[1:]]),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        platform=platform.platform(),
        python=platform.python_version(),
        profile=profile,
        seed=seed,
        adapter=adapter,
    )
