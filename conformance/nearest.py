"""A name that nothing has is an error that suggests the nearest one (DESIGN, "Command line")."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..spec.errors import DisconspecError


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like the given one, letter case aside, or None."""
    by_fold = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name.casefold(), by_fold, 1, 0.5)
    return by_fold[close[0]] if close else None


def unknown(kind: str, name: str, known: Iterable[str], *, hint: str = "") -> DisconspecError:
    """The error to raise for a name that nothing of that kind has; `hint` serves where no name is near."""
    near = nearest(name, known)
    return DisconspecError(f"there is no {kind} {name!r}", hint=f"did you mean {near!r}?" if near else hint)
