"""The name of the command in the syntax against the anchor of the title, which keeps it in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..findings.finding import Found, found_at
from ..pages.page import Page

NUMBER = re.compile(r"[-_]?\d+$")
# The words that a line of a syntax begins with.
HEAD = re.compile(r"\s*(?P<words>[/-]?[A-Za-z][\w-]*(?:\s+[/-]?[A-Za-z][\w-]*)*)")
ALIKE = 0.7


def check_heads(page: Page) -> Iterator[Found]:
    """Usages whose name is nearly, but not quite, that of the page.

    Args:
        page: a page with a syntax.

    """
    heading = page.title
    wanted = re.split(r"[-_]+", NUMBER.sub("", heading.slug)) if heading else []
    if not wanted or not all(wanted):
        return
    usages = [
        (fence, at) for fence in page.fences if fence.role == "syntax" for at in range(len(fence.lines))
    ]
    heads = [_head(fence.lines[at], len(wanted)) for fence, at in usages]
    last = wanted[-1]
    if any(head and _name(head[-1].group()) == last for head in heads):
        return
    for (fence, at), head in zip(usages, heads, strict=True):
        if [_name(word.group()) for word in head[:-1]] != wanted[:-1] or not head:
            continue
        word = head[-1].group()
        name = _name(word)
        if name in last or last in name or SequenceMatcher(None, name, last).ratio() < ALIKE:
            continue
        row, column = fence.place(at, head[-1].start())
        end = column - 1 + len(word)
        why = f"the page is about `{' '.join(wanted)}`"
        text = f"{word[: len(word) - len(name)]}{last}"
        yield found_at(page, row, column - 1, end, "misspelt-token", why, suggestion=text)


def _head(line: str, size: int) -> list[re.Match[str]]:
    """The first words of a line, or nothing where it has fewer that could be a name."""
    match = HEAD.match(line)
    words = list(re.finditer(r"\S+", line[: match.end()])) if match else []
    return words[:size] if len(words) >= size else []


def _name(word: str) -> str:
    return word.lstrip("/-").lower()
