"""Example lines held against syntaxes the way the grammar means it: damage read over, siblings known.

This module takes texts, not pages, so that whoever has the parts of a page can count with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ....grammar import (
    Match,
    Mismatch,
    Node,
    Option,
    accepts,
    arguments_of,
    fitting,
    furthest,
    parse_cell,
    parse_syntax,
    program_name,
    walk,
)
from .gists import Gist, gists_of, word_of

PIECE = re.compile(r",\s|<br ?/?>|</br>")
# Without any of these, a text names no option.
SIGN = re.compile("[/=\uff1d-]|[\u2010-\u2015\u2212]")


@lru_cache(maxsize=128)
def declared(cells: tuple[str, ...]) -> tuple[Node, ...]:
    """The options that the first cells of a page's tables declare beside its syntax."""
    found: dict[Node, None] = {}
    for cell in cells:
        for piece in PIECE.split(cell.replace("**", "")):
            tree = parse_cell(piece).tree if SIGN.search(piece) else None
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
    usages = tuple(usage for syntax in syntaxes for usage in parse_syntax(syntax).usages)
    for extra in ((), options) if options else ((),):
        found = fitting(usages, line, options=extra, kindly=True)
        if found is not None:
            return found
    bare = furthest(usages, line)
    told = furthest(usages, line, options=options)
    return told if told.column > bare.column else bare


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
        return of_families([(self, line, syntaxes)]) == {0}

    def candidates(self, line: str, syntaxes: tuple[str, ...]) -> list[Candidate] | None:
        """The usages that a line could be, or None where its second word already tells that it is one."""
        arguments = arguments_of(line)
        if len(arguments) == 0:
            return []
        low = line.lower()
        program = program_name(arguments[0].text)
        second = word_of(arguments[1].text) if len(arguments) > 1 else ""
        own = {gist for syntax in syntaxes for gist in self._gists.get(syntax) or gists_of(syntax)}
        found = [
            Candidate(syntax, at, gist in own)
            for syntax in self._syntaxes.get(program, ())
            if syntax not in syntaxes
            for at, gist in enumerate(self._gists[syntax])
            if gist[0] == program and _may_be(gist, second, low)
        ]
        stranger = bool(second) and all(gist[1] != second for gist in own)
        if stranger and any(self._gists[syntax][at][1] == second for syntax, at, _ in found):
            return None
        return found


class Candidate(NamedTuple):
    """A usage by its place in a syntax; whether the line's own page may have the same one."""

    syntax: str
    at: int
    shared: bool


def of_families(asked: Iterable[tuple[Family, str, tuple[str, ...]]]) -> set[int]:
    """Which of some lines are other commands of a family, by their order.

    Each syntax is read once, however many lines of however many languages it could be.

    Args:
        asked: the family, the line, and the syntaxes of its own page.

    """
    found: set[int] = set()
    waiting: dict[str, list[tuple[int, int, str, tuple[str, ...]]]] = {}
    for order, (family, line, syntaxes) in enumerate(asked):
        candidates = family.candidates(line, syntaxes)
        if candidates is None:
            found.add(order)
        for syntax, at, shared in candidates or ():
            waiting.setdefault(syntax, []).append((order, at, line, syntaxes if shared else ()))
    for syntax, each in waiting.items():
        usages = parse_syntax(syntax).usages
        for order, at, line, syntaxes in each:
            if order not in found and _accepts(usages[at], line) and not _has(syntaxes, usages[at]):
                found.add(order)
    return found


def _has(syntaxes: tuple[str, ...], usage: Node) -> bool:
    return any(usage in parse_syntax(syntax).usages for syntax in syntaxes)


# The same line stands in the same page of several languages.
_accepts = lru_cache(maxsize=256)(accepts)


def _may_be(gist: Gist, second: str, low: str) -> bool:
    """Whether a line has what a usage demands behind the name of its program."""
    _, wanted, *demanded = gist
    if wanted and wanted != second and (wanted[0] != "/" or wanted[1:] not in low):
        return False
    return all(word in low for word in demanded)
