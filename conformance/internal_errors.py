"""Errors of ours: they are told so that they can be reported, and never taken for what the user can mend."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

from ..spec.errors import DisconspecError

TRACEBACK = "DISCONSPEC_TRACEBACK"


class InternalError(DisconspecError):
    """An error of ours, because of which nothing can be concluded."""

    exit_code = 4


def internal_error(error: Exception, path: str = "") -> InternalError:
    """An unexpected error as one that can be told.

    Args:
        error: what was raised.
        path: the page that was looked at, or "".

    """
    return InternalError(
        f"internal error, nothing can be concluded: {type(error).__name__}: {error}",
        path=path,
        hint=f"please report it; {TRACEBACK}=1 shows where it happened",
    )


def is_traceback_wanted() -> bool:
    """Whether an unexpected error is to end everything and show where it happened."""
    return bool(os.environ.get(TRACEBACK))


@contextmanager
def naming(path: str) -> Generator[None]:
    """Have an unexpected error name the page that is looked at.

    Raises:
        InternalError: something unexpected was raised inside.

    """
    try:
        yield
    except DisconspecError:
        raise
    except Exception as error:
        if is_traceback_wanted():
            raise
        raise internal_error(error, path) from error


__all__ = ["InternalError", "internal_error", "is_traceback_wanted", "naming"]
