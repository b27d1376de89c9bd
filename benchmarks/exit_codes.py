"""How a command ended that was timed: one that did not do its work says nothing about speed."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Sequence

DONE = (0,)
# `disconspec check` has found nothing, or something.
CHECKED = (0, 1)


def hold(command: Sequence[str], code: int, expected: Collection[int] = DONE) -> None:
    """Let nothing but an expected exit code pass.

    Args:
        command: the command line.
        code: what it ended with; a signal as a negative number.
        expected: what it may end with.

    Raises:
        SystemExit: it ended otherwise.

    """
    if code not in expected:
        allowed = " or ".join(map(str, expected))
        raise SystemExit(f"{shlex.join(command)}\nended with {code} and not with {allowed}")
