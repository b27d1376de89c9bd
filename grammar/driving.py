"""Reading by lark's tables: the same tokens and reductions, without what its own loop notes for others.

lark counts lines and columns, keeps a history and prepares for being resumed; a usage needs none of that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import Lark

END = "$END"


class Reduction(NamedTuple):
    """A production: how many values it takes, what makes one of them, what that one is called."""

    size: int
    build: Callable[[list[Any]], Any]
    name: str


class Piece(Token):
    """A token that knows its offsets alone; lark's own takes five times as long to make."""

    def __new__(cls, kind: str, value: str, start: int, end: int) -> Self:
        """Return the token of a kind that stands between two offsets."""
        piece = str.__new__(cls, value)
        piece.type = kind
        piece.value = value
        piece.start_pos = start
        piece.end_pos = end
        return piece


class Driver:
    """Reads texts by the tables of a lark parser whose transformer builds while it parses."""

    def __init__(self, parser: Lark) -> None:
        plain: Any = parser
        lexer: Any = plain.parser.lexer
        inner: Any = plain.parser.parser.parser
        callbacks: dict[Any, Callable[[list[Any]], Any]] = inner.callbacks
        pattern = "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in lexer.terminals)
        self._terminals = re.compile(pattern, lexer.g_regex_flags)
        self._ignored: frozenset[str] = lexer.ignore_types
        # By state and name: the next state, or what to reduce first.
        self._next: dict[int, dict[str, int]] = {}
        self._reductions: dict[int, dict[str, Reduction]] = {}
        for state, entries in inner.parse_table.states.items():
            targets = {name: target for name, (_, target) in entries.items()}
            self._next[state] = {name: each for name, each in targets.items() if isinstance(each, int)}
            self._reductions[state] = {
                name: Reduction(len(rule.expansion), callbacks[rule], rule.origin.name)
                for name, rule in targets.items()
                if not isinstance(rule, int)
            }
        (self._start,) = inner.parse_table.start_states.values()
        (self._end,) = inner.parse_table.end_states.values()

    def lex(self, text: str) -> list[Token]:
        """Return the tokens of a text.

        Raises:
            UnexpectedCharacters: no token begins like this.

        """
        ignored = self._ignored
        tokens: list[Token] = []
        at = 0
        for found in self._terminals.finditer(text):
            start, end = found.span()
            if start != at:
                break
            at = end
            kind = found.lastgroup or ""
            if kind not in ignored:
                tokens.append(Piece(kind, found[0], start, end))
        if at < len(text):
            raise UnexpectedCharacters(text, at, 1, at + 1)
        return tokens

    def parse(self, tokens: list[Token]) -> Any:  # noqa: ANN401 - what the transformer makes
        """Return what the transformer makes of some tokens.

        Raises:
            UnexpectedToken: the grammar does not go on like this.

        """
        following, reductions = self._next, self._reductions
        states: list[int] = [self._start]
        values: list[Any] = []
        last = tokens[-1] if tokens else None
        end = Piece(END, "", (last.start_pos if last else 0) or 0, (last.end_pos if last else 0) or 0)
        for token in (*tokens, end):
            kind = token.type
            while True:
                state = states[-1]
                target = following[state].get(kind)
                if target is not None:
                    states.append(target)
                    values.append(token)
                    break
                reduction = reductions[state].get(kind)
                if reduction is None:
                    raise UnexpectedToken(token, set[str]())
                size, build, name = reduction
                taken: list[Any] = []
                if size:
                    taken = values[-size:]
                    del states[-size:], values[-size:]
                target = following[states[-1]][name]
                states.append(target)
                values.append(build(taken))
                if kind == END and target == self._end:
                    return values[-1]
        raise AssertionError  # the end is either accepted or refused
