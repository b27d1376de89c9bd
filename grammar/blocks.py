# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""Where one usage of a block ends and the next begins."""

from __future__ import annotations

import re

from .nodes import Notation

_CONTINUES = re.compile(r"[ \t\xa0]*[\[{|/\-–—<(\"'.,;:+=［｛｜<]")
_WORD = re.compile(r"[ \t\xa0]*([^\s\[\]{}<>|/=:]+)")
_OPEN = "[{［｛"
_CLOSE = "]}］｝"


_CMDLET = re.compile(r"\s*[A-Z][A-Za-z]*-[A-Z][A-Za-z0-9]+\s*(?:$|\[?\[?-|\[<)")
_COMMON = re.compile(r"<\s*(?:Workflow)?CommonParameters\s*>")


_PARAM = re.compile(r"\s*#*\s*-param\s", re.IGNORECASE)
_CAPITALS = re.compile(r"\s*(?:(?:usage|syntax):\s*)?([A-Z][A-Z0-9]+)(?:\.EXE)?(?=\s|$)")
_GOES_ON = re.compile(r"[ \t]+[\[{/|]")
_SYNTAX = re.compile(r"(?:\s+[A-Z]+)*\s+(?:[\[{/|@*]|[a-z]+(?:\s+[\[{|]|\s*$))")


def notation_of(text: str) -> Notation:
    """Guess the notation of a syntax from how it is written."""
    if _COMMON.search(text) or _CMDLET.match(text):
        return "powershell"
    if _PARAM.match(text):
        return "com"
    if "<" not in text and any(_is_capital_usage(line) for line in text.split("\n")):
        return "usage"
    return "windows"


def _is_capital_usage(line: str) -> bool:
    found = _CAPITALS.match(line)
    return (
        found is not None and _SYNTAX.match(line, found.end()) is not None and line.rstrip()[-1] not in ".,:"
    )


def spans_of(text: str, notation: Notation, title: str = "") -> list[tuple[int, int]]:
    """Return the offsets of each usage; of usage text as binaries print it, only the lines that are usage."""
    if notation == "com":
        return [(0, len(text.rstrip()))] if text.strip() else []
    if notation != "usage":
        return split_usages(text)
    spans: list[tuple[int, int]] = []
    name = title.split(maxsplit=1)[0].lower() if title.split() else ""
    at = 0
    open_usage = False
    for line in text.split("\n"):
        end = at + len(line.rstrip())
        found = _CAPITALS.match(line)
        if _is_capital_usage(line) or (found is not None and found[1].lower() == name):
            spans.append((at + (found.start(1) if found else 0), end))
            open_usage = True
        elif open_usage and _GOES_ON.match(line) and "  " not in line.strip():
            spans[-1] = (spans[-1][0], end)
        else:
            open_usage = False
        at += len(line) + 1
    return spans or split_usages(text)


def split_usages(text: str) -> list[tuple[int, int]]:
    """Return the offsets of each usage in a block.

    A usage goes on where a line is indented, begins with an option or a bracket, or while a bracket is open
    or a `|` waits for its other side. A line that begins with the command's name always begins a usage.
    """
    spans: list[tuple[int, int]] = []
    begin = end = indent = -1
    balance = 0
    head = ""
    at = 0
    waiting = False
    for line in text.split("\n"):
        body = line.strip()
        if body:
            first = _WORD.match(line)
            word = first[1].lower().removesuffix(".exe") if first else ""
            depth = len(line) - len(line.lstrip())
            again = bool(word) and word == head and depth <= indent + 1
            goes_on = (
                begin >= 0
                and not again
                and (balance > 0 or waiting or depth > indent or _CONTINUES.match(line) is not None)
            )
            if not goes_on:
                if begin >= 0:
                    spans.append((begin, end))
                begin, indent, balance = at + depth, depth, 0
                head = word or head
            end = at + len(line.rstrip())
            balance += sum(map(body.count, _OPEN)) - sum(map(body.count, _CLOSE))
            waiting = body[-1] in "|｜"
        at += len(line) + 1
    if begin >= 0:
        spans.append((begin, end))
    return spans


def hangs_on(text: str, outer: int, inner: int) -> bool:
    """Tell whether the line that begins at `inner` is indented below the one that begins at `outer`."""
    first, second = _indent(text, outer), _indent(text, inner)
    return first is not None and second is not None and 0 < first < second


def _indent(text: str, offset: int) -> int | None:
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    return None if before.strip() else len(before)
