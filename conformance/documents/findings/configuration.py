"""What a check is asked to do, from the command line and from `disconspec.toml` or `pyproject.toml`."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, cast, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from ....reports.document import Severity
from ....spec.errors import DisconspecError
from .codes import codes, find_codes

# The files that settings are sought in, the first before the second, and where they stand in each.
TABLES = {"disconspec.toml": ("check",), "pyproject.toml": ("tool", "disconspec", "check")}
# What ends a message about a file that is no TOML.
PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
# How much of a wrong value is shown.
SHOWN = 60

Form = Literal["text", "json", "sarif", "github", "junit", "markdown"]

# What a setting has to be and how it may be written are told where it is something else.
Codes = Annotated[tuple[str, ...], Meta(description="a list of codes", examples=['["T205", "P3"]'])]
Patterns = Annotated[tuple[str, ...], Meta(description="a list of patterns", examples=['["archive/*"]'])]
Folder = Annotated[str, Meta(description="a folder", examples=['"docs/en-us"'])]
Cache = Annotated[
    Annotated[str, Meta(min_length=1)] | bool,
    Meta(description="a folder, or false for none,", examples=['".disconspec_cache"']),
]
Severities = Annotated[
    dict[str, Severity], Meta(description="a table of codes", examples=['{ lost-space = "note" }'])
]
Processes = Annotated[
    int,
    Meta(
        ge=0,
        description="a number of processes, or 0 for as many as there are processors,",
        examples=["2"],
    ),
]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `[tool.disconspec.check]` of pyproject.toml, or `[check]` of disconspec.toml.

    Attributes:
        select: codes or damage classes to report besides the default ones; `["ALL"]` for every one.
        only: codes or damage classes to report and no other.
        ignore: codes or damage classes not to report.
        exclude: patterns of files and folders to leave out, from the file of the settings or any folder on.
        baseline: a folder with the original language, relative to the file of the settings.
        severity: severities by code or damage class.
        jobs: how many processes; 0 for as many as there are processors.
        format: how to report.
        cache: the folder of the cache, relative to the file of the settings, or whether there is one.
        fail_on: the least severity of findings that make a check fail.

    """

    select: Codes = ()
    only: Codes = ()
    ignore: Codes = ()
    exclude: Patterns = ()
    baseline: Folder = ""
    severity: Severities = {}
    jobs: Processes = 0
    format: Form = "text"
    cache: Cache = True
    fail_on: Severity = "note"


def find_settings(start: Path) -> tuple[Settings, str]:
    """The settings of the nearest folder at or above `start` that has any, and the file they stand in.

    Raises:
        DisconspecError: the file cannot be read, is no TOML, or has an unknown option, an unknown code or a
            value of the wrong type.

    """
    for folder in (start, *start.parents):
        for name, keys in TABLES.items():
            path = folder / name
            if os.path.isfile(path):  # noqa: PTH113 - unlike pathlib, it has no error for a folder kept from us
                try:
                    table = _table(path, keys)
                except OSError as problem:
                    if name == "pyproject.toml":
                        continue
                    raise _unreadable(path, problem) from problem
                if table is not None:
                    return _settings(table, path), str(path)
    return Settings(), ""


def read_settings(path: Path) -> Settings:
    """The settings in a file: as in pyproject.toml where it is called so, else as in disconspec.toml.

    Raises:
        DisconspecError: there is no such file, it has no settings, or it is wrong as for `find_settings`.

    """
    keys = TABLES.get(path.name, TABLES["disconspec.toml"])
    try:
        if path.is_dir():
            hint = f"name a file in it, such as {path / 'disconspec.toml'}"
            raise DisconspecError("this is a folder and no file of settings", path=str(path), hint=hint)
        table = _table(path, keys)
    except FileNotFoundError as problem:
        raise DisconspecError(
            "there is no such file of settings", path=str(path), hint="name one such as disconspec.toml"
        ) from problem
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    if table is None:
        raise DisconspecError(
            "there are no settings in this file", path=str(path), hint=f"write them under [{'.'.join(keys)}]"
        )
    return _settings(table, path)


def _unreadable(path: Path, problem: OSError) -> DisconspecError:
    return DisconspecError(
        f"cannot be read: {problem.strerror}",
        path=str(path),
        hint="let disconspec read this file, or name another with --config",
    )


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    """The table under these keys, None where there is none.

    Raises:
        OSError: the file cannot be read.
        DisconspecError: it is no TOML, or something else stands where the table should.

    """
    data: Any = _toml(path)
    for at, key in enumerate(keys):
        table = _as_table(data, keys[:at], path, keys)
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
    return _as_table(data, keys, path, keys)


def _as_table(data: object, at: tuple[str, ...], path: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(data, dict):
        hint = f"write [{'.'.join(keys)}] above the settings"
        raise DisconspecError(f"[{'.'.join(at)}] is no table", path=str(path), hint=hint)
    return cast("dict[str, Any]", data)


def _toml(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only where there is such a file

    content = path.read_bytes()
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise DisconspecError(
            "not UTF-8 text", path=str(path), line=line, hint="save the file as UTF-8"
        ) from problem
    except ValueError as problem:
        what, *place = PLACE.split(str(problem))
        line, column = map(int, place[:2] or (0, 0))
        raise DisconspecError(
            f"cannot be read as TOML: {what}",
            path=str(path),
            line=line,
            column=column,
            hint='settings are lines such as ignore = ["T205"]',
        ) from problem


def _settings(table: dict[str, Any], path: Path) -> Settings:
    known = Settings.__struct_fields__
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
            raise DisconspecError(f"there is no option {key!r}", path=str(path), hint=hint)
    kinds = get_type_hints(Settings, include_extras=True)
    for key, value in table.items():
        _hold(key, value, kinds[key], path)
    settings = msgspec.convert(table, Settings)
    try:
        for key in ("select", "only", "ignore", "severity"):
            _hold_codes(key, getattr(settings, key))
        selected_codes(settings)
    except DisconspecError as problem:
        raise DisconspecError(problem.message, path=str(path), hint=problem.hint) from None
    return settings


def _hold(key: str, value: object, kind: Any, path: Path) -> None:  # noqa: ANN401 - a type as it is annotated
    """Refuse a value of the wrong type, in the words of those who write settings."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        from ....reports.characters import cut  # noqa: PLC0415 - only for a wrong setting

        expected, example = _expected(kind, value)
        shown = cut(_written(value), SHOWN)
        if key == "severity" and isinstance(value, dict):
            for word, severity in cast("dict[str, object]", value).items():
                _hold(f"{key}.{word}", severity, Severity, path)
        raise DisconspecError(
            f"{key} is {shown}, and {expected} is expected",
            path=str(path),
            hint=f"write {key} = {example}",
        ) from None


def _expected(kind: Any, value: object) -> tuple[str, str]:  # noqa: ANN401 - likewise
    """What a setting of this type has to be, and how it is written, if possible what this value may mean."""
    if get_origin(kind) is Literal:
        choices: tuple[str, ...] = get_args(kind)
        near = difflib.get_close_matches(str(value), choices, 1)
        return f"one of {', '.join(choices)}", _written((*near, choices[0])[0])
    meta: Any = kind.__metadata__[0]
    listed = meta.examples[0].startswith("[")
    return meta.description, _written([value]) if listed and isinstance(value, str) else meta.examples[0]


def _written(value: object) -> str:
    """A value as it stands in a file of settings."""
    import json  # noqa: PLC0415 - only for a wrong setting

    return json.dumps(value, ensure_ascii=False, default=str)


def _hold_codes(key: str, words: Iterable[str]) -> None:
    try:
        for word in words:
            _find((word,))
    except DisconspecError as problem:
        raise DisconspecError(f"{problem.message} in {key}", hint=problem.hint) from None


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
