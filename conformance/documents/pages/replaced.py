"""What a search and replace made of ` /Image` in many pages at once: the letter before it is gone, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

WHY = "`/Image` with the letter and the blank before it became `media`"
NAME = r"media(?:group|type|file)?"
KEY = re.compile(rf"(?<!/){NAME}:", re.IGNORECASE)
# The same at the beginning of a first cell.
FIRST = re.compile(rf"[\\\[]*{NAME}[\s`*]*[:\uff1a]", re.IGNORECASE)
TOKEN = re.compile(r"[^\s|\[\]{}]+")
# What the options were called.
IMAGES = frozenset({"image", "imagegroup", "imagetype", "imagefile"})


def places_in(line: str) -> Iterator[tuple[int, int]]:
    """Where a line of code has it, with what it is fused to: 0-based columns."""
    if KEY.search(line) is None:
        return
    for token in TOKEN.finditer(line):
        start = token.start()
        for key in KEY.finditer(line, start, token.end()):
            yield start, key.end()
            start = key.end()
