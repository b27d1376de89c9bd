"""The phrases that several sentences share, and how the values in them are read."""

from __future__ import annotations

import re
from collections.abc import Callable

from pytest_bdd import parsers

from ..difference import Place, client_place, session_place
from ..stage import Stage, StageError

CLIENT = r"client (?P<client>\d+)(?: of (?P<server>\S+))?"
SESSION = r"session (?P<session>\d+)(?: of (?P<host>\S+))?"
IDS = r"(?P<ids>\d+(?:(?:, | and )\d+)*)"

TO_INTEGER: dict[str, Callable[[str], object]] = {"client": int, "session": int}


def sentence(pattern: str) -> parsers.re:
    """A step sentence in which parts may be left out, as a regular expression."""
    return parsers.re(pattern)


def integers(text: str) -> tuple[int, ...]:
    """The numbers of an enumeration such as "1, 2 and 7"."""
    return tuple(int(number) for number in re.findall(r"\d+", text))


def places(text: str, stage: Stage) -> tuple[Place, ...]:
    """The places of an enumeration such as "client 1, client 2 of MyWDSServer and session 10"."""
    found: list[Place] = []
    for part in re.split(r", | and ", text):
        if match := re.fullmatch(CLIENT, part):
            found.append(client_place(match["server"] or stage.here, int(match["client"])))
        elif match := re.fullmatch(SESSION, part):
            found.append(session_place(match["host"] or stage.here, int(match["session"])))
        else:
            raise StageError(f"{part!r} is neither a client nor a session")
    return tuple(found)
