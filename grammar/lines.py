# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""Command lines as Windows reads them.

Arguments and quotes, pipes and `&`, prompts, comments and output told apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal as Either
from typing import NamedTuple

from ..spec.known_words import file_extensions

LineKind = Either["command", "prompt", "comment", "continuation", "output", "blank"]

_PROMPT = re.compile(
    r"\s*(?:PS\s+[A-Za-z]:[^>\n]*>+|[A-Za-z]:\\(?:PS)?[^<>|\n\"]*>|PS>|C:>"
    r"|(?:DISKPART|DISKSHADOW|netsh|nslookup|ftp|wmic[^>\s]*)>)[ \t]?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\s*(?:(?:@?rem|comment)\b|::|#|//|;)", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_RULE = re.compile(r"[\s\-=_*+|.]+\Z")


class Argument(NamedTuple):
    """One argument of a line.

    Its text without quotes, where it stands, and whether it begins with a quote.
    """

    text: str
    start: int
    end: int
    quoted: bool = False


class Segment(NamedTuple):
    """One command of a line: the text, its place, and the operator before it ("", "|", "&", "&&", "||")."""

    text: str
    start: int
    end: int
    operator: str = ""


class LineClass(NamedTuple):
    """What a line of an example block is.

    And where the command in it begins (its length when there is none).
    """

    kind: LineKind
    start: int


@lru_cache(maxsize=512)
def split_commands(line: str) -> tuple[Segment, ...]:
    """Split a line at `|`, `&`, `&&` and `||` outside quotes and parentheses.

    `^` takes the meaning of the next character.
    """
    segments: list[Segment] = []
    begin = 0
    operator = ""
    if "|" not in line and "&" not in line:
        _add(segments, line, begin, len(line), operator)
        return tuple(segments)
    quoted = False
    at = 0
    while at < len(line):
        sign = line[at]
        if sign == "^" and not quoted:
            at += 2
            continue
        if sign == '"':
            quoted = not quoted
        elif sign in "|&" and not quoted and line[at - 1 : at] != ">":
            size = 2 if line[at : at + 2] in {"||", "&&"} else 1
            _add(segments, line, begin, at, operator)
            operator = line[at : at + size]
            at += size
            begin = at
            continue
        at += 1
    _add(segments, line, begin, len(line), operator)
    return tuple(segments)


def _add(segments: list[Segment], line: str, begin: int, end: int, operator: str) -> None:
    text = line[begin:end]
    start = begin + len(text) - len(text.lstrip())
    stripped = text.strip()
    if stripped:
        segments.append(Segment(stripped, start, start + len(stripped), operator))


@lru_cache(maxsize=512)
def arguments_of(line: str) -> tuple[Argument, ...]:
    r"""Split a command into arguments by the quoting rules of Windows programs.

    Blanks separate outside quotes; `\"` is a quote sign; `""` inside quotes is one too. An open quote
    reaches to the end of the line.
    """
    if '"' not in line:
        return tuple(Argument(found[0], found.start(), found.end()) for found in _WORD.finditer(line))
    arguments: list[Argument] = []
    at, size = 0, len(line)
    while at < size:
        if line[at].isspace():
            at += 1
            continue
        start = at
        text: list[str] = []
        inside = False
        while at < size and (inside or not line[at].isspace()):
            if line[at] == '"':
                if inside and line[at + 1 : at + 2] == '"':
                    text.append('"')
                    at += 1
                else:
                    inside = not inside
            elif line[at : at + 2] == '\\"' and not inside and at + 2 < size:
                text.append('"')
                at += 1
            else:
                text.append(line[at])
            at += 1
        arguments.append(Argument("".join(text), start, at, line[start] == '"'))
    return tuple(arguments)


def is_redirection(text: str) -> bool:
    """Tell whether an argument sends input or output elsewhere: `>`, `2>nul`, `>>log.txt`, `2>&1`."""
    return (">" in text or "<" in text) and re.match(r"[0-9]?(?:>>?|<)", text) is not None


def strip_prompt(line: str) -> int:
    r"""Return the offset at which the command begins after a prompt such as `C:\>` or `PS C:\>`.

    0 without one.
    """
    found = _PROMPT.match(line)
    return found.end() if found else 0


@lru_cache(maxsize=512)
def classify_line(line: str, *, command: str = "", continues: bool = False) -> LineClass:
    """Tell what a line of an example block is.

    `command` is the page's command (its first word counts, with or without `.exe`); `continues` says that
    the line before ended in a mark that asks for more. A line without a prompt that begins with another
    word is "output" when it reads like a listing or a sentence, and "command" otherwise.
    """
    body = line.strip()
    if not body:
        return LineClass("blank", len(line))
    start = strip_prompt(line)
    if start:
        rest = line[start:]
        kind: LineKind = "blank" if not rest.strip() else "comment" if _COMMENT.match(rest) else "prompt"
        return LineClass(kind, start + len(rest) - len(rest.lstrip()))
    indent = len(line) - len(line.lstrip())
    first = program_name(arguments_of(body)[0].text)
    own = program_name(command.split(maxsplit=1)[0]) if command.split() else ""
    if own and first == own:
        return LineClass("command", indent)
    if _COMMENT.match(line):
        return LineClass("comment", indent)
    if continues or re.match(r"[/\-–—\[|][\w?\[{|]", body):
        return LineClass("continuation", indent)
    if _looks_like_output(body):
        return LineClass("output", indent)
    return LineClass("command", indent)


def _looks_like_output(body: str) -> bool:
    if _RULE.match(body) or body[0] in "<>*(\"'" or not re.match(r"[@\w.\\%$]", body):
        return True
    if re.search(r"\S {2,}\S", body) or "\t" in body:
        return True
    return re.search(r"[.:!?。：]\Z", body) is not None or re.match(r"[\w ()]+\s?[:=]\s", body) is not None


@lru_cache(maxsize=512)
def program_name(text: str) -> str:
    r"""Return the name of a program without folder, `.exe` and letter case.

    `C:\Windows\Reg.EXE` is `reg`.
    """
    name = text.strip('"@').replace("\\", "/").rsplit("/", 1)[-1].lower()
    return without_extension(name)


def without_extension(name: str) -> str:
    """Return the name of a program or a script without the ending that it may lack."""
    stem, _, ending = name.rpartition(".")
    return stem if stem and ending.lower() in file_extensions().optional else name


class Example(NamedTuple):
    """A piece of an example block.

    What it is, and the offsets of its text, which for a wrapped command spans lines.
    """

    kind: LineKind
    text: str
    start: int
    end: int


@lru_cache(maxsize=512)
def split_example(text: str, *, command: str = "") -> tuple[Example, ...]:
    """Take an example block apart.

    Commands with their wrapped lines joined (a line break reads as a blank), and the rest.
    """
    pieces: list[Example] = []
    at = 0
    for line in text.split("\n"):
        found = classify_line(line, command=command)
        start, end = at + found.start, at + len(line.rstrip())
        last = pieces[-1] if pieces else None
        if last is not None and found.kind == "continuation" and last.kind in {"command", "prompt"}:
            pieces[-1] = last._replace(
                text=text[last.start : end].replace("\n", " ").replace("\r", " "), end=end
            )
        elif found.kind != "blank":
            pieces.append(Example(found.kind, text[start:end], start, max(start, end)))
        elif last is not None:
            pieces.append(Example("blank", "", at, at))
        at += len(line) + 1
    return tuple(piece for piece in pieces if piece.kind != "blank")
