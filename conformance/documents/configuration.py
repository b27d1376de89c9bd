"""What a check is asked to do, from the command line and from `disconspec.toml` or `pyproject.toml`."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, cast

import msgspec

from ...reports.document import Severity
from ...spec.errors import DisconspecError
from .codes import codes, find_codes


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table `[tool.disconspec.check]` of pyproject.toml, or `[check]` of disconspec.toml.

    Attributes:
        select: codes or damage classes to report besides the default ones; `["ALL"]` for every one.
        only: codes or damage classes to report and no other.
        ignore: codes or damage classes not to report.
        exclude: patterns of paths to leave out of folders.
        baseline: a folder with the original language, relative to the file of the settings.
        severity: severities by code or damage class.
        jobs: how many processes; 0 for as many as there are processors.

    """

    select: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: str = ""
    severity: dict[str, Severity] = {}
    jobs: int = 0


def find_settings(start: Path) -> tuple[Settings, str]:
    """The settings of the nearest folder at or above `start` that has any, and the file they stand in.

    Raises:
        DisconspecError: the file is no TOML, or has an unknown option or a value of the wrong type.

    """
    for folder in (start, *start.parents):
        for name, keys in (
            ("disconspec.toml", ("check",)),
            ("pyproject.toml", ("tool", "disconspec", "check")),
        ):
            path = folder / name
            if path.is_file():
                table = _table(path, keys)
                if table is not None:
                    return _settings(table, path), str(path)
    return Settings(), ""


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 - only where there is such a file

    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        if keys[0] == "tool" and isinstance(problem, OSError):
            return None
        raise DisconspecError(f"cannot be read as TOML: {problem}", path=str(path)) from problem
    for key in keys:
        if not isinstance(data, dict) or key not in data:
            return None
        data = cast("dict[str, Any]", data)[key]
    if not isinstance(data, dict):
        raise DisconspecError(f"[{'.'.join(keys)}] is no table", path=str(path))
    return cast("dict[str, Any]", data)


def _settings(table: dict[str, Any], path: Path) -> Settings:
    known = [field.replace("_", "-") for field in Settings.__struct_fields__]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
            raise DisconspecError(f"there is no option {key!r}", path=str(path), hint=hint)
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as problem:
        raise DisconspecError(str(problem), path=str(path)) from problem


def selected_codes(select: tuple[str, ...], only: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    """The codes to report.

    Raises:
        DisconspecError: a word is no code, or nothing is left.

    """
    default = frozenset(key for key, code in codes().items() if code.default)
    wanted = _find(only) if only else default | _find(select)
    wanted -= _find(ignore)
    if not wanted:
        raise DisconspecError(
            "every code is ignored, so there is nothing to check", hint="leave some codes in"
        )
    return wanted


def severities(by_word: dict[str, Severity]) -> dict[str, Severity]:
    """Severities by code.

    Raises:
        DisconspecError: a word is no code.

    """
    return {code: severity for word, severity in by_word.items() for code in find_codes(word)}


def _find(words: tuple[str, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for word in words:
        found |= frozenset(codes()) if word.upper() == "ALL" else find_codes(word)
    return found
