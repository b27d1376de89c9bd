# ruff: noqa: RUF001 - full-width signs are what is looked for here
"""Noting damage while lark parses: the base of every builder."""

from __future__ import annotations

from typing import Any, NamedTuple

from lark import Token, Transformer

from .nodes import Diagnosis

CLOSERS = {"[": "]", "{": "}", "<": ">", "［": "］", "｛": "｝", "＜": "＞"}
ESCAPED = "escaped angle brackets"
FULL_WIDTH = {
    "：": ":",
    "＝": "=",
    "｜": "|",
    "¦": "|",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "＜": "<",
    "＞": ">",
    "，": ",",
}


class Edit(NamedTuple):
    """One replacement that mends the text."""

    start: int
    end: int
    text: str


class Reporter(Transformer[Token, Any]):
    """A transformer that keeps the diagnoses of the text it reads, and the edits that mend it."""

    def __init__(self) -> None:
        super().__init__()
        self.diagnoses: list[Diagnosis] = []
        self.edits: list[Edit] = []

    def begin(self) -> None:
        """Forget the diagnoses of the text before."""
        self.diagnoses = []
        self.edits = []

    def report(self, name: str, start: int, end: int, message: str, *, repair: str | None = None) -> None:
        """Note damage; with `repair`, what the span should read."""
        self.diagnoses.append(Diagnosis(name, start, end, message, repair))
        if repair is not None:
            self.edits.append(Edit(start, end, repair))

    def report_full_width(self, token: Token) -> None:
        """Note a full-width sign in the place of a plain one."""
        sign = FULL_WIDTH[str(token)]
        message = f"{token} instead of {sign}"
        self.report("fullwidth-punctuation", start_of(token), end_of(token), message, repair=sign)


def start_of(token: Token) -> int:
    """Return the offset at which a token begins."""
    return token.start_pos or 0


def end_of(token: Token) -> int:
    """Return the offset behind a token."""
    return token.end_pos or 0


def flattened(parts: list[Any]) -> list[Any]:
    """Return the parts of a production with the lists among them taken apart."""
    flat: list[Any] = []
    for part in parts:
        if isinstance(part, list):
            flat += part
        else:
            flat.append(part)
    return flat
