# ruff: noqa: D102 - a method is named as the production that it reads, and documented there
"""From the productions of `com.lark` to the syntax tree of a COM method: its parameters in their order."""

from __future__ import annotations

from typing import Any

from lark import Token

from ..spec.known_words import windows_names
from .damage import Reporter, flattened
from .nodes import Choice, Node, Placeholder, Sequence


class MethodBuilder(Reporter):
    """Builds the parameters of one method; `optional` ones become optional choices."""

    def usage(self, parts: list[Any]) -> Node:
        return Sequence(items=tuple(parts), start=parts[0].start, end=parts[-1].end)

    def parameter(self, parts: list[Any]) -> Node:
        name = next(part for part in parts if isinstance(part, Token) and part.type == "NAME")
        words = flattened([part for part in parts if isinstance(part, list)])
        start, end = name.start_pos or 0, name.end_pos or 0
        node = Placeholder(name=str(name), style="bare", start=start, end=end)
        if "optional" in words:
            return Choice(optional=True, alternatives=(node,), start=start, end=end)
        return node

    def error_keyword(self, parts: list[Any]) -> Node:
        word = next(part for part in parts if isinstance(part, Token) and part.type == "ODD_PARAM")
        start, end = word.start_pos or 0, word.end_pos or 0
        self.report("translated-option", start, end, f"{word} instead of -param", repair="-param")
        return self.parameter(parts)

    def direction(self, parts: list[Token]) -> list[str]:
        words: list[str] = []
        for token in parts:
            if token.type != "WORD":
                continue
            word = token.strip()
            words.append(word.lower())
            if word.lower() not in windows_names().directions:
                start = (token.start_pos or 0) + len(token) - len(token.lstrip())
                self.report(
                    "translated-literal", start, start + len(word), f"{word} is no direction of a parameter"
                )
        return words

    def error_unclosed(self, parts: list[Token]) -> list[str]:
        return self.direction(parts)
