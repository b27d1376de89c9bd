"""What a check is asked to do, from the command line and from `disconspec.toml` or `pyproject.toml`."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import msgspec

from ....reports.document import Severity
from ....spec.errors import DisconspecError
from .codes import codes, find_codes


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table `[tool.disconspec.check]` of pyproject.toml, or `[check]` of disconspec.toml.

    Attributes:
        select: codes or damage classes to report besides the default ones; `["ALL"]` for every one.
        only: codes or damage classes to report and no other.
        ignore: codes or damage classes not to report.
        exclude: patterns of paths to leave out of folders, from the file of the settings or any folder on.
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
    jobs: Annotated[int, msgspec.Meta(ge=0)] = 0


def find_settings(start: Path) -> tuple[Settings, str]:
    """The settings of the nearest folder at or above `start` that has any, and the file they stand in.

    Raises:
        DisconspecError: the file is no TOML, or has an unknown option, an unknown code or a value of the
            wrong type.

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
    for at, key in enumerate(keys):
        if not isinstance(data, dict):
            raise DisconspecError(f"[{'.'.join(keys[:at])}] is no table", path=str(path))
        table = cast("dict[str, Any]", data)
        if at == len(keys) - 1:
            # The table around [check] is ours alone: what else stands in it is a slip that would pass unseen.
            for other in table:
                if other != key:
                    raise DisconspecError(
                        f"there is no table {other!r}",
                        path=str(path),
                        hint=f"settings are in [{'.'.join(keys)}]",
                    )
        if key not in table:
            return None
        data = table[key]
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
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as problem:
        hint = f"one of {', '.join(get_args(Severity))}" if "enum" in str(problem) else ""
        raise DisconspecError(str(problem), path=str(path), hint=hint) from problem
    try:
        selected_codes(settings)
        severities(settings.severity)
    except DisconspecError as problem:
        raise DisconspecError(problem.message, path=str(path), hint=problem.hint) from None
    return settings


def selected_codes(
    settings: Settings,
    *,
    select: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> frozenset[str]:
    """The codes to report: those of the settings, changed by what the command line says.

    Raises:
        DisconspecError: a word is no code, or nothing is left.

    """
    default = frozenset(key for key, code in codes().items() if code.default)
    wanted = _find(settings.only) if settings.only else default
    wanted = (wanted | _find(settings.select)) - _find(settings.ignore)
    if only:
        wanted = _find(only)
    wanted = (wanted | _find(select)) - _find(ignore)
    if not wanted:
        raise DisconspecError(
            "every code is ignored, so there is nothing to check", hint="leave some codes in"
        )
    return wanted


def severities(by_word: dict[str, Severity]) -> dict[str, Severity]:
    """Severities by code; what names fewer codes counts more, whatever the order.

    Raises:
        DisconspecError: a word is no code.

    """
    groups = {word: _find((word,)) for word in by_word}
    widest_first = sorted(by_word, key=lambda word: -len(groups[word]))
    return {code: by_word[word] for word in widest_first for code in sorted(groups[word])}


def _find(words: tuple[str, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for word in words:
        named = frozenset(codes()) if word.strip().upper() == "ALL" else find_codes(word)
        if not named:
            raise DisconspecError("a code is expected", hint="disconspec explain --list shows them")
        found |= named
    return found
