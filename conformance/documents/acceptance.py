"""Example lines held against syntaxes the way the grammar means it: damage read over, siblings known.

This module takes texts, not pages, so that whoever has the parts of a page can count with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...grammar import (
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
    walk,
)
from .gists import Gist, gists_of, word_of

PIECE = re.compile(r",\s|<br ?/?>|</br>")


@lru_cache(maxsize=128)
def declared(cells: tuple[str, ...]) -> tuple[Node, ...]:
    """The options that the first cells of a page's tables declare beside its syntax."""
    found: dict[Node, None] = {}
    for cell in cells:
        for piece in PIECE.split(cell.replace("**", "")):
            tree = parse_cell(piece).tree
            if tree is not None and any(isinstance(node, Option) for node in walk(tree)):
                found[tree] = None
    return tuple(found)


@lru_cache(maxsize=512)
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


class Family:
    """The syntaxes of many pages by their program: what a line may be that its own page rejects."""

    def __init__(self) -> None:
        self._gists: dict[str, tuple[Gist, ...]] = {}
        self._syntaxes: dict[str, dict[str, None]] = {}

    def add(self, syntaxes: Iterable[str], gists: Iterable[tuple[Gist, ...]] = ()) -> None:
        """Take in the syntax blocks of a page, with their gists where they are known."""
        known = dict(zip(syntaxes := tuple(syntaxes), gists, strict=False))
        for syntax in syntaxes:
            if syntax not in self._gists:
                self._gists[syntax] = known[syntax] if syntax in known else gists_of(syntax)
                for gist in self._gists[syntax]:
                    self._syntaxes.setdefault(gist[0], {})[syntax] = None

    def has(self, line: str, syntaxes: tuple[str, ...]) -> bool:
        """Whether a line is another command of the family than those of these syntaxes."""
        arguments = arguments_of(line)
        if len(arguments) == 0:
            return False
        low = line.lower()
        program = program_name(arguments[0].text)
        second = word_of(arguments[1].text) if len(arguments) > 1 else ""
        others = [
            (syntax, at, gist[1])
            for syntax in self._syntaxes.get(program, ())
            if syntax not in syntaxes
            for at, gist in enumerate(self._gists[syntax])
            if gist[0] == program and _may_be(gist, second, low)
        ]
        stranger = bool(second) and all(
            gist[1] != second for syntax in syntaxes for gist in self._gists.get(syntax) or gists_of(syntax)
        )
        if stranger and any(word == second for _, _, word in others):
            return True
        if not others:
            return False
        own = {usage for syntax in syntaxes for usage in parse_syntax(syntax).usages}
        return any(_accepts(usage, line) for usage in _usages(others) if usage not in own)


def _usages(places: list[tuple[str, int, str]]) -> Iterator[Node]:
    for syntax, at, _ in places:
        yield parse_syntax(syntax).usages[at]


# The same line stands in the same page of several languages.
_accepts = lru_cache(maxsize=1024)(accepts)


def _may_be(gist: Gist, second: str, low: str) -> bool:
    """Whether a line has what a usage demands behind the name of its program."""
    _, wanted, *demanded = gist
    if wanted and wanted != second and (wanted[0] != "/" or wanted[1:] not in low):
        return False
    return all(word in low for word in demanded)
