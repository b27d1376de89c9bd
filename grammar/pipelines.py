# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""Command lines as PowerShell reads them: pipelines, quotes, arrays, expressions and parameters."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_OPENING = {"(": ")", "{": "}", "[": "]"}


class Term(NamedTuple):
    """One argument of a cmdlet: the text as written, its place, and what it is.

    `kind` is "parameter" (`-Name`, with `value` where a colon follows), "value", or "dynamic" where only
    running the line could tell (variables, expressions, script blocks). `items` are the members of an
    array, unquoted.
    """

    text: str
    start: int
    end: int
    kind: str
    items: tuple[str, ...] = ()
    colon: bool = False


class Pipe(NamedTuple):
    """One command of a pipeline: its text and place, and whether something is piped into it."""

    text: str
    start: int
    end: int
    piped: bool


@lru_cache(maxsize=512)
def split_pipeline(line: str) -> tuple[Pipe, ...]:
    """Split a line at `|` and `;` outside quotes and brackets.

    A comment ends it; `$x =` before a command is no part of it.
    """
    pipes: list[Pipe] = []
    begin = at = 0
    piped = False
    while at <= len(line):
        sign = line[at] if at < len(line) else ";"
        if sign in "|;&" or (sign == "#" and (at == 0 or line[at - 1].isspace())):
            _add(pipes, line, begin, at, piped=piped)
            if sign == "#":
                break
            piped = sign == "|"
            at += 1
            begin = at
        elif sign == "\n" and line[at - 1 : at] != "`" and line[begin:at].strip():
            _add(pipes, line, begin, at, piped=piped)
            piped = False
            at += 1
            begin = at
        else:
            at = _skip(line, at)
    return tuple(pipes)


def _add(pipes: list[Pipe], line: str, begin: int, end: int, *, piped: bool) -> None:
    text = line[begin:end]
    start = begin + len(text) - len(text.lstrip())
    assigned = _assignment(line, start, end)
    if assigned:
        start = assigned
    text = line[start:end].rstrip()
    if text:
        pipes.append(Pipe(text, start, start + len(text), piped))


def _assignment(line: str, start: int, end: int) -> int:
    if line[start : start + 1] != "$":
        return 0
    at = start + 1
    while at < end and (line[at].isalnum() or line[at] in "_:.[]"):
        at += 1
    while at < end and line[at].isspace():
        at += 1
    if line[at : at + 1] != "=":
        return 0
    at += 1
    while at < end and line[at].isspace():
        at += 1
    return at


def _skip(line: str, at: int) -> int:
    """Return where the thing at `at` ends.

    A quoted text, a bracketed one, an escaped character, or one character.
    """
    sign = line[at]
    if sign == "`":
        return at + 2
    if sign in "\"'":
        return _quote_end(line, at)
    if sign in _OPENING:
        waiting = [_OPENING[sign]]
        at += 1
        while at < len(line) and waiting:
            inner = line[at]
            if inner == "`":
                at += 1
            elif inner in "\"'":
                at = _quote_end(line, at) - 1
            elif inner in _OPENING:
                waiting.append(_OPENING[inner])
            elif inner == waiting[-1]:
                waiting.pop()
            at += 1
        return at
    return at + 1


def _quote_end(line: str, at: int) -> int:
    quote = line[at]
    at += 1
    while at < len(line):
        if line[at] == "`" and quote == '"':
            at += 2
            continue
        if line[at] == quote:
            if line[at + 1 : at + 2] != quote:
                return at + 1
            at += 1
        at += 1
    return len(line)


@lru_cache(maxsize=512)
def terms_of(command: str) -> tuple[Term, ...]:
    """Split one command into its terms; the first is the command's name."""
    terms: list[Term] = []
    at = 0
    while at < len(command):
        if command[at].isspace() or command[at : at + 2] in {"`\n", "`\r"}:
            at += 1 if command[at].isspace() else 2
            continue
        term, at = _parameter(command, at) if _is_parameter(command, at) else _value(command, at)
        terms.append(term)
    return tuple(terms)


def _is_parameter(command: str, at: int) -> bool:
    following = command[at + 1 : at + 2]
    return command[at] in "-–—" and (following.isalpha() or following in {"?", "_"})


def _parameter(command: str, at: int) -> tuple[Term, int]:
    start = at
    at += 1
    while at < len(command) and not command[at].isspace() and command[at] not in ":,;|(){}\"'":
        at += 1
    colon = command[at : at + 1] == ":"
    return Term(command[start:at], start, at, "parameter", (), colon), at + colon


def _value(command: str, at: int) -> tuple[Term, int]:
    """Read a value with its commas: `1, 2,3` is one array."""
    start = at
    items: list[str] = []
    dynamic = False
    while True:
        begin = at
        while at < len(command) and not command[at].isspace() and command[at] != ",":
            at = max(at + 1, _skip(command, at))
        at = min(at, len(command))
        text = command[begin:at]
        dynamic = (
            dynamic
            or text[:1] in {"$", "(", "@", "{", "["}
            or "$(" in text
            or (text[:1] == '"' and "$" in text)
        )
        items.append(_unquoted(text))
        after = at
        while after < len(command) and command[after].isspace():
            after += 1
        if command[after : after + 1] != ",":
            break
        at = after + 1
        while at < len(command) and command[at].isspace():
            at += 1
    return Term(command[start:at], start, at, "dynamic" if dynamic else "value", tuple(items)), at


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        return text[1:-1].replace(text[0] * 2, text[0])
    return text
