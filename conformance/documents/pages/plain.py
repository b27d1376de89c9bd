"""A piece of Markdown as a reader sees it, with the way back to every character of the source."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from msgspec import Struct

MARKUP = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<ticks>`+)
    | (?P<strong>\*\*|__)
    | (?P<entity>&(?:\#\d{1,6}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)
    | (?P<tag></?(?:a|b|br|code|em|i|li|p|span|strong|sub|sup|u|ul)\b[^<>]*>)
    | (?P<star>\*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
QUICK = re.compile(r"[\\`*_&<]")


class Plain(Struct, frozen=True):
    """A text without its markup.

    Attributes:
        text: what a reader sees.
        raw: what is written.
        origins: the offset in `raw` of every character of `text` and of its end; None if both are the same.
        ends: where each escape, entity or tag that shows as a character ends, by its offset.

    """

    text: str
    raw: str
    origins: tuple[int, ...] | None = None
    ends: dict[int, int] = {}

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that shows as `text[start:end]`, a backslash that escapes it included."""
        if self.origins is None:
            return start, end
        first = self.origins[start]
        if first and self.raw[first - 1] == "\\" and first < len(self.raw) and self.raw[first] in "<[{|(*_`#":
            first -= 1
        if end <= start:
            return first, first
        last = self.origins[end - 1]
        return first, self.ends.get(last, last + 1)


@lru_cache(maxsize=2048)
def plain(raw: str) -> Plain:  # noqa: C901 - one case for each kind of markup
    """The reader's view of one line of Markdown.

    Emphasis counts as markup only where its stars stand in pairs at edges of words: a lone `*` is a wildcard.
    """
    if QUICK.search(raw) is None:
        return Plain(raw, raw)
    pieces: list[str] = []
    origins: list[int] = []
    ends: dict[int, int] = {}
    stars = _emphasis(raw)
    at = 0
    code = ""
    for match in MARKUP.finditer(raw):
        if match.start() < at:
            continue
        kind = match.lastgroup
        token = match.group()
        if code and not (kind == "ticks" and token == code):
            continue
        shown = ""
        if kind == "ticks":
            if not code and raw.find(token, match.end()) < 0:
                continue
            code = "" if code else token
        elif kind == "escape":
            shown = token[1]
        elif kind == "entity":
            shown = unescape(token)
            if shown == token:
                continue
        elif kind in ("star", "strong") and match.start() not in stars:
            continue
        elif kind == "tag" and token.strip("</> ").lower().startswith("br"):
            shown = "\n"
        pieces.append(raw[at : match.start()])
        origins.extend(range(at, match.start()))
        if shown:
            pieces.append(shown)
            offset = match.start() + (1 if kind == "escape" else 0)
            origins.extend([offset] * len(shown))
            ends[offset] = match.end()
        at = match.end()
    pieces.append(raw[at:])
    origins.extend(range(at, len(raw) + 1))
    return Plain("".join(pieces), raw, tuple(origins), ends)


def _emphasis(raw: str) -> set[int]:
    """Offsets of the stars and double underscores that are emphasis: each opener with its closer."""
    if "*" not in raw and "__" not in raw:
        return set()
    found: set[int] = set()
    open_at: dict[str, int] = {}
    for match in re.finditer(r"\\.|\*\*|__|\*", raw):
        sign = match.group()
        if sign[0] == "\\":
            continue
        before = raw[match.start() - 1] if match.start() else " "
        after = raw[match.end()] if match.end() < len(raw) else " "
        inside = sign == "__" and before.isalnum() and after.isalnum()
        if sign in open_at:
            if not before.isspace() and not inside:
                found.update((open_at.pop(sign), match.start()))
        elif not after.isspace() and not inside:
            open_at[sign] = match.start()
    return found
