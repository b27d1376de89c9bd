# ruff: noqa: D102 - a method is named as the production that it reads, and documented there
"""From the productions of `powershell.lark` to the syntax tree of a cmdlet."""

from __future__ import annotations

import re
from typing import Any

from lark import Token

from .damage import Reporter
from .nodes import DASHES, Choice, Literal, Node, Option, Placeholder, Sequence

_NAME = re.compile(r"[A-Za-z_?][A-Za-z0-9_\-]*\Z")
_COMMAND = re.compile(r"[A-Za-z][\w.\\\-]*\Z", re.ASCII)


class CmdletBuilder(Reporter):
    """Builds the tree of one parameter set."""

    def usage(self, parts: list[Any]) -> Node:
        items = [part for part in parts if isinstance(part, Node)]
        return Sequence(items=tuple(items), start=items[0].start, end=items[-1].end)

    def command(self, parts: list[Token]) -> Node:
        start, end = _span(parts)
        text = " ".join(parts)
        if _COMMAND.match(text) is None:
            self.report("translated-command", start, end, "this is no name of a cmdlet")
        return Literal(text=text, start=start, end=end)

    def required(self, parts: list[Any]) -> Node:
        return self._parameter(parts[0], parts[1:])

    def positional(self, parts: list[Any]) -> Node:
        opening, name, _, value = parts
        return self._parameter(name, [value], start=opening.start_pos or 0, positional=True)

    def optional(self, parts: list[Any]) -> Node:
        inner = self._parameter(parts[1], parts[2:-1])
        return _choice(inner, parts[0], parts[-1])

    def optional_positional(self, parts: list[Any]) -> Node:
        inner = self._parameter(parts[2], [parts[4]], start=parts[1].start_pos or 0, positional=True)
        return _choice(inner, parts[0], parts[-1])

    def error_doubled(self, parts: list[Any]) -> Node:
        inner = self._parameter(parts[2], parts[3:-2])
        self.report("unbalanced-bracket", *_span(parts[:2]), "two brackets where one belongs")
        return _choice(inner, parts[0], parts[-1])

    def common(self, parts: list[Token]) -> Node:
        token = next(part for part in parts if part.type == "COMMON")
        name = Placeholder(
            name=token[1:-1].strip(), style="type", start=token.start_pos or 0, end=token.end_pos or 0
        )
        start, end = _span(parts)
        if len(parts) == 1:
            self.report(
                "unbalanced-bracket", start, end, f"{token} stands without brackets", repair=f"[{token}]"
            )
        return Choice(optional=True, alternatives=(name,), start=start, end=end)

    def type(self, parts: list[Token]) -> Node:
        start, end = _span(parts)
        return Placeholder(name=parts[0][1:-1].strip(), style="type", start=start, end=end)

    def enumeration(self, parts: list[Token]) -> Node:
        start, _ = _span(parts)
        words: list[Node] = []
        for found in re.finditer(r"[^|{}\s][^|{}]*", parts[0]):
            word = found[0].rstrip()
            at = start + found.start()
            words.append(Literal(text=word, start=at, end=at + len(word)))
        if not words:
            return Placeholder(name="", style="type", start=start, end=start + len(parts[0]))
        return Choice(optional=False, alternatives=tuple(words), start=start, end=start + len(parts[0]))

    def error_words(self, parts: list[Any]) -> None:
        start, end = _span(parts)
        self.report("unexpected-text", start, end, "no parameter stands in these brackets")

    def error_value(self, parts: list[Token]) -> None:
        start, end = _span(parts)
        self.report("missing-name", start, end, f"{parts[0]} has no parameter before it")

    def error_stray(self, parts: list[Any]) -> None:
        del parts

    def _parameter(
        self, token: Token, values: list[Node], *, start: int | None = None, positional: bool = False
    ) -> Node:
        at, end = _span([token])
        if token[0] in DASHES:
            self.report("dash", at, at + 1, f"a dash instead of the hyphen of {token}", repair="-")
        name = token[1:]
        if _NAME.match(name) is None:
            self.report("translated-option", at, end, f"{token} is no name of a parameter")
        value = values[0] if values else None
        return Option(
            prefix="-",
            name=name,
            separator=" " if value else "",
            value=value,
            positional=positional,
            start=at if start is None else start,
            end=value.end if value else end,
        )


def _span(parts: list[Any]) -> tuple[int, int]:
    first, last = parts[0], parts[-1]
    start = first.start_pos if isinstance(first, Token) else first.start
    end = last.end_pos if isinstance(last, Token) else last.end
    return start or 0, end or 0


def _choice(inner: Node, opening: Token, closing: Token) -> Node:
    return Choice(
        optional=True, alternatives=(inner,), start=opening.start_pos or 0, end=closing.end_pos or 0
    )
