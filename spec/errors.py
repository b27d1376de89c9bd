"""The one root error of disconspec, at the bottom of the import order so that every folder can raise it."""

from __future__ import annotations


class DisconspecError(Exception):
    """Something the user can mend: it names the place and what to do.

    Attributes:
        message: what is wrong, one sentence.
        path: the file, URL or stream concerned, or "".
        line: 1-based line in `path`, or 0.
        column: 1-based column in characters, or 0.
        hint: what to do about it, or "".
        exit_code: the process exit code the command line ends with (DESIGN, "Command line").

    """

    exit_code = 2

    def __init__(
        self, message: str, *, path: str = "", line: int = 0, column: int = 0, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text
