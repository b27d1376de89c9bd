"""Example lines that have lost their quotation marks, by the same line where it still has them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..pages import replaced

# What a command printed, in which quotation marks say nothing: a label or a starred item.
OUTPUT = re.compile(r"\s*(?:\*\s|[A-Za-z][\w ()]*:\s)")
TORN_PATH = re.compile(r"\\[^\\/\"]*\w[ \u00a0]\\(?!\\)")
GLUED_OPTION = re.compile(r"\w/[A-Za-z]{3,}:")
ESCAPE = re.compile(r"\\(?=[<>])")
QUOTED = re.compile(r'"([^"]*)"')
# Without quotation marks these end an argument or mean something to the shell.
SPECIAL = re.compile(r"[\s&|<>^,;=()%*?]")


class Lost(NamedTuple):
    """Quotation marks that a line lacks: where they belong (0-based, in the stripped line), how it reads.

    Without places the two lines differ in more than marks, the marks do not pair, or both have other damage.
    """

    places: tuple[int, ...]
    shown: str


def unquoted(line: str) -> str:
    """A line without quotation marks, letter case, blanks and escapes: the same for both forms of a line."""
    return "".join(ESCAPE.sub("", line.replace('"', "")).lower().split())


def lost_quotes(line: str, quoted: str) -> Lost | None:
    """The marks that a line lacks and that the same line has elsewhere; None where none are needed.

    Args:
        line: a line of an example.
        quoted: the same line with its marks.

    """
    if line.count('"') >= quoted.count('"') or OUTPUT.match(line):
        return None
    if not any(SPECIAL.search(part) for part in QUOTED.findall(quoted) if f'"{part}"' not in line):
        return None
    text = line.strip()
    damaged = any(pattern.search(text) for pattern in (TORN_PATH, GLUED_OPTION, replaced.KEY))
    places = () if damaged or quoted.count('"') % 2 else _insertions(text, quoted)
    return Lost(places, _with_marks(text, places) if places else quoted)


def _insertions(text: str, quoted: str) -> tuple[int, ...]:
    """Where quotation marks have to be put into a text to make it the quoted one; none where more differs."""
    places: list[int] = []
    at = 0
    for sign in quoted:
        if at < len(text) and text[at].lower() == sign.lower():
            at += 1
        elif sign == '"':
            places.append(at)
        else:
            return ()
    return tuple(places) if at == len(text) else ()


def _with_marks(text: str, places: tuple[int, ...]) -> str:
    pieces: list[str] = []
    last = 0
    for place in places:
        pieces += [text[last:place], '"']
        last = place
    return "".join([*pieces, text[last:]])
