"""Example lines held against syntaxes the way the grammar means it: damage read over, siblings known.

This module takes texts, not pages, so that whoever has the parts of a page can count with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ...grammar import (
    Literal,
    Match,
    Mismatch,
    Node,
    Option,
    accepts,
    arguments_of,
    match,
    parse_cell,
    parse_syntax,
    program_name,
    to_text,
    walk,
)

PIECE = re.compile(r",\s|<br ?/?>|</br>")


@lru_cache(maxsize=4096)
def declared(cells: tuple[str, ...]) -> tuple[Node, ...]:
    """The options that the first cells of a page's tables declare beside its syntax."""
    found: dict[Node, None] = {}
    for cell in cells:
        for piece in PIECE.split(cell.replace("**", "")):
            tree = parse_cell(piece).tree
            if tree is not None and any(isinstance(node, Option) for node in walk(tree)):
                found[tree] = None
    return tuple(found)


@lru_cache(maxsize=16_384)
def hold(syntaxes: tuple[str, ...], line: str, options: tuple[Node, ...] = ()) -> Match | Mismatch:
    """A command against some syntax blocks: as it stands, then with the declared options, damage read over.

    Args:
        syntaxes: the texts of the blocks.
        line: one command.
        options: those that the page's tables declare.

    """
    best: Mismatch | None = None
    for extra in ((), options) if options else ((),):
        for syntax in syntaxes:
            for usage in parse_syntax(syntax).usages:
                answer = match(usage, line, options=extra, kindly=True)
                if isinstance(answer, Match):
                    return answer
                if best is None or answer.column > best.column:
                    best = answer
    return best or Mismatch("empty-line", 1, "there is no command in this line", None)


@lru_cache(maxsize=8192)
def head_of(usage: Node) -> str:
    """The name of the program that a usage begins with, or ""."""
    first = next(iter(getattr(usage, "items", (usage,))), None)
    return program_name(to_text(first)) if isinstance(first, Literal) else ""


@lru_cache(maxsize=8192)
def heads_of(syntax: str) -> frozenset[str]:
    """The programs that the usages of a block begin with."""
    return frozenset(head_of(usage) for usage in parse_syntax(syntax).usages) - {""}


class Family:
    """The syntaxes of many pages by their program: what a line may be that its own page rejects."""

    def __init__(self) -> None:
        self.usages: dict[str, dict[Node, None]] = {}

    def add(self, syntaxes: Iterable[str]) -> None:
        """Take in the syntax blocks of a page."""
        for syntax in syntaxes:
            for usage in parse_syntax(syntax).usages:
                self.usages.setdefault(head_of(usage), {})[usage] = None

    def has(self, line: str, syntaxes: tuple[str, ...]) -> bool:
        """Whether a line is another command of the family than those of these syntaxes."""
        arguments = arguments_of(line)
        if len(arguments) == 0:
            return False
        low = line.lower()
        own = {usage for syntax in syntaxes for usage in parse_syntax(syntax).usages}
        second = _word(arguments[1].text) if len(arguments) > 1 else ""
        others = [
            usage
            for usage in self.usages.get(program_name(arguments[0].text), ())
            if usage not in own and _may_be(usage, second, low)
        ]
        stranger = bool(second) and all(_second(usage) != second for usage in own)
        if stranger and any(_second(usage) == second for usage in others):
            return True
        return any(accepts(usage, line) for usage in others)


def _may_be(usage: Node, second: str, low: str) -> bool:
    """Whether a line has what a usage demands behind the name of its program."""
    wanted = _second(usage)
    if wanted and wanted != second and (wanted[0] != "/" or wanted[1:] not in low):
        return False
    return all(word in low for word in _demanded(usage))


@lru_cache(maxsize=8192)
def _demanded(usage: Node) -> tuple[str, ...]:
    """The words and names of options that every line of a usage has somewhere."""
    items = getattr(usage, "items", ())
    words = [
        item.text if isinstance(item, Literal) else item.name
        for item in items[1:]
        if isinstance(item, Literal | Option)
    ]
    return tuple(word.lower() for word in words if word.isalnum())


@lru_cache(maxsize=8192)
def _second(usage: Node) -> str:
    items = getattr(usage, "items", ())
    second = items[1] if len(items) > 1 else None
    if isinstance(second, Option):
        return _word(f"{second.prefix}{second.name}")
    return _word(second.text) if isinstance(second, Literal) else ""


def _word(text: str) -> str:
    return re.sub(r"^[-\u2013/]", "/", text.lower().split(":")[0])
