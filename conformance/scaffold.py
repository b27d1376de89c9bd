"""A first adapter for somebody's own program: one of the examples, under its own name."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from ..spec import DisconspecError
from .nearest import unknown

TEMPLATES = Path(__file__).with_name("templates")
LANGUAGES = {"python": "py", "javascript": "js", "shell": "sh"}
SYSTEMS = {"python": "tsdiscon", "javascript": "wdsutil", "shell": "tsdiscon"}
RUNNERS = {"python": "python3", "javascript": "node", "shell": "sh"}
NAME = re.compile(r"[\w .+-]{1,60}")


def scaffold(name: str, language: str) -> str:
    """The text of a complete adapter that calls itself by the given name.

    Raises:
        DisconspecError: the language has no template, or the name could not stand in a program text.

    """
    if language not in LANGUAGES:
        raise unknown(
            "language", language, LANGUAGES, hint=f"one of {', '.join(LANGUAGES)}; any other will do as well"
        )
    if NAME.fullmatch(name) is None:
        raise DisconspecError(
            f"{name!r} cannot be an adapter's name", hint="use letters, digits, blanks and . + - _"
        )
    text = (TEMPLATES / f"adapter.{LANGUAGES[language]}.txt").read_text(encoding="utf-8")
    return re.sub("example in (?:Python|JavaScript|shell)", name, text)


def write_scaffold(path: Path, name: str, language: str) -> str:
    """Write a first adapter, and give the command that drives it.

    Raises:
        DisconspecError: as `scaffold`, or the file exists or cannot be written.

    """
    text = scaffold(name, language)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as fault:
        raise DisconspecError(
            "this file exists already", path=str(path), hint="name another with --output"
        ) from fault
    except OSError as fault:
        raise DisconspecError(f"cannot be written: {fault.strerror}", path=str(path)) from fault
    return f'disconspec run --adapter "exec:{RUNNERS[language]} {shlex.quote(str(path))}"'
