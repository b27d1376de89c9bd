"""The header of a report: what produced it, so that two reports can be told apart."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..grammar import grammar_hash
from ..model import model_hash
from ..reports.document import AdapterIdentity, Header
from ..spec import clause_set, spec_hash
from ..spec.version import VERSION

HOUSE = Path(__file__).parent.parent


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
        grammar_hash=grammar_hash(),
        model_hash=model_hash(),
        command=tuple(command if command is not None else ["disconspec", *sys.argv[1:]]),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        platform=platform.platform(),
        python=platform.python_version(),
        profile=profile,
        seed=seed,
        adapter=adapter,
    )
