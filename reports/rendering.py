"""From a report to any format, each imported only when it is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, assert_never, cast, get_args

import msgspec
from msgspec.structs import replace

from ..spec.errors import DisconspecError
from .characters import without_surrogates
from .document import Report, Rule
from .loading import encode, encode_parts

Format = Literal["text", "json", "markdown", "junit", "sarif", "html", "badge", "github"]
Source = Callable[[str], list[str]]
Rules = Callable[[str], Rule | None]
# A part that is given has at least so many characters, the last one aside.
ENOUGH = 1 << 16


def formats() -> tuple[str, ...]:
    """The names of the formats."""
    return get_args(Format)


def render(
    report: Report,
    format: str,  # noqa: A002 - the word its users use, as in --format
    *,
    source: Source | None = None,
    colour: bool = False,
    width: int | None = None,
    rules: Rules | None = None,
) -> str:
    """The report in one of the `formats`, ending in a line end; always encodable as UTF-8.

    Takes and raises what `render_parts` does.
    """
    return "".join(render_parts(report, format, source=source, colour=colour, width=width, rules=rules))


def render_parts(
    report: Report,
    format: str,  # noqa: A002 - as above
    *,
    source: Source | None = None,
    colour: bool = False,
    width: int | None = None,
    rules: Rules | None = None,
) -> Iterator[str]:
    """The report as `render` gives it, part by part, so that many findings need not lie in memory.

    Args:
        report: the report.
        format: one of `formats()`.
        source: for text, gives the lines of a page by its path, so that findings show an excerpt.
        colour: for text, whether to colour with ANSI sequences.
        width: for text, the columns of the terminal; tables are cut to fit.
        rules: for text and sarif, tells what a code of findings means.

    Raises:
        DisconspecError: there is no such format.

    """
    if format not in formats():
        near = difflib.get_close_matches(format, formats(), 1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(formats())}"
        raise DisconspecError(f"there is no report format {format!r}", hint=hint)
    return _gathered(_parts(encodable(report), cast("Format", format), source, colour, width, rules))


def _gathered(parts: Iterable[str]) -> Iterator[str]:
    """The same parts, short ones together, since each is written by itself."""
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= ENOUGH:
            yield "".join(waiting)
            waiting.clear()
            size = 0
    if waiting:
        yield "".join(waiting)


def encodable(report: Report) -> Report:
    """The report itself when UTF-8 can encode it, else one with halves of surrogate pairs written out."""
    # Findings that are kept outside memory have been encoded already.
    unsure = report if isinstance(report.findings, tuple) else replace(report, findings=())
    try:
        encode(unsure)
    except UnicodeEncodeError:
        listed = replace(report, findings=tuple(report.findings))
        return msgspec.convert(_written_out(msgspec.to_builtins(listed)), Report)
    return report


def _written_out(value: object) -> object:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        entries = cast("dict[object, object]", value)
        return {_written_out(key): _written_out(each) for key, each in entries.items()}
    if isinstance(value, list | tuple):
        return [_written_out(each) for each in cast("list[object]", value)]
    return value


def _parts(  # noqa: PLR0917 - the arguments of `render`, in its order
    report: Report,
    form: Format,
    source: Source | None,
    colour: bool,
    width: int | None,
    rules: Rules | None,
) -> Iterator[str]:
    match form:
        case "text":
            from .text import text_lines  # noqa: PLC0415 - a format is paid for when used

            yield from text_lines(report, source=source, colour=colour, width=width, rules=rules)
        case "json":
            yield from map(bytes.decode, encode_parts(report))
            yield "\n"
        case "markdown":
            from .markdown import as_markdown  # noqa: PLC0415 - a format is paid for when used

            yield as_markdown(report)
        case "junit":
            from .junit import junit_parts  # noqa: PLC0415 - a format is paid for when used

            yield from junit_parts(report)
        case "sarif":
            from .sarif import sarif_parts  # noqa: PLC0415 - a format is paid for when used

            yield from sarif_parts(report, rules)
        case "html":
            from .html import as_html  # noqa: PLC0415 - a format is paid for when used

            yield as_html(report)
        case "badge":
            from .badge import as_badge  # noqa: PLC0415 - a format is paid for when used

            yield as_badge(report)
        case "github":
            from .github import github_lines  # noqa: PLC0415 - a format is paid for when used

            yield from github_lines(report)
        case _:
            assert_never(form)
