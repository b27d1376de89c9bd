"""Where lines of a text begin, whatever ends them."""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n|\n|\r")


def line_starts(text: str) -> list[int]:
    """The offset of each line of a text."""
    return [0, *(match.end() for match in LINE_END.finditer(text))]
