"""`disconspec check`: what is wrong with these documents, with file, line and column."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...reports.document import Footer, Header, Report
from ...spec.errors import DisconspecError
from ...spec.version import VERSION
from ..documents.configuration import find_settings, selected_codes, severities
from ..documents.files import pages_in, read_bytes
from ..documents.run import Job, Tally, check_pages, counted, graded, place_of, several_languages, votes

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from ..documents.checker import Checked
    from ..documents.finding import Found

FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")
CACHE = ".disconspec_cache"
FEW = 200
BEYOND = 200
USAGE = 2


@click.command(
    epilog="Example:  disconspec check docs/  -  one page: disconspec check page.md --diff",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report."
)
@click.option(
    "--select", multiple=True, metavar="CODE,...", help="Report these codes too (ALL for every one)."
)
@click.option("--only", multiple=True, metavar="CODE,...", help="Report these codes and no other.")
@click.option("--ignore", multiple=True, metavar="CODE,...", help="Do not report these codes.")
@click.option("--baseline", metavar="DIR", help="Compare with the same pages in the original language.")
@click.option("--fix", is_flag=True, help="Make the repairs that are certain.")
@click.option("--diff", is_flag=True, help="Show the repairs that are certain, change nothing.")
@click.option("--jobs", type=click.IntRange(0), help="Processes; 0 for as many as there are processors.")
@click.option(
    "--cache", default=CACHE, metavar="DIR", show_default=True, help="Where results of unchanged pages are."
)
@click.option("--no-cache", is_flag=True, help="Check every page anew and store nothing.")
@click.option("--output", metavar="FILE", help="Write the report to a file.")
def command(  # noqa: PLR0917 - click passes one argument an option
    paths: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: str | None,
    fix: bool,
    diff: bool,
    jobs: int | None,
    cache: str,
    no_cache: bool,
    output: str | None,
) -> int:
    """Check documents: syntax, parameter tables, examples and what translation did to them.

    PATHs are pages or folders of pages (Markdown by .md or, whatever the suffix, by front matter).
    Codes are explained by `disconspec explain CODE`.
    A comment <!-- disconspec: ignore CODE --> keeps a place as it is.
    """
    settings, origin = find_settings(Path.cwd())
    if fix and diff:
        raise click.UsageError("--fix and --diff exclude each other.")
    pages = pages_in(paths, exclude=settings.exclude)
    job = Job(
        selected=selected_codes(
            (*settings.select, *select), only or settings.only, (*settings.ignore, *ignore)
        ),
        cache="" if no_cache else cache,
        baseline=_baseline(baseline, settings.baseline, origin),
        compare=several_languages(pages),
    )
    by_code = severities(settings.severity)
    count = jobs if jobs is not None else settings.jobs
    count = count or (os.cpu_count() or 1 if len(pages) > FEW else 1)
    tally = Tally()
    results: list[tuple[str, Checked]] = []
    problems: list[str] = []
    with _progress(len(pages)) as advance:
        for outcome in check_pages(pages, job, jobs=count, progress=advance):
            if outcome.checked is None:
                problems.append(outcome.problem)
                continue
            tally.add(outcome.checked)
            results.append((outcome.path, counted(outcome.checked)))
    if problems and not tally.counts:
        for problem in problems[:-1]:
            click.echo(f"disconspec: {problem}", err=True)
        raise DisconspecError(problems[-1])
    more = votes(results, job.selected) if job.compare else {}
    found: list[Found] = []
    for path, checked in results:
        own = sorted([*checked.found, *more.get(path, ())], key=place_of)
        found += repair(path, own, job.selected, diff=diff) if fix or diff else own
    found = graded(found, by_code)
    report = _report(found, problems, tally, form)
    _write(report, form, output)
    for problem in problems:
        click.echo(f"disconspec: {problem}", err=True)
    if problems:
        return USAGE
    return 1 if found else 0


def _baseline(option: str | None, setting: str, origin: str) -> str:
    folder = option or (str(Path(origin).parent / setting) if setting else "")
    if folder and not Path(folder).is_dir():
        raise DisconspecError(
            "there is no such folder to compare with", path=folder, hint="name a folder of pages"
        )
    return folder


def repair(path: str, found: list[Found], selected: frozenset[str], *, diff: bool) -> list[Found]:
    """Make the certain repairs of a page, or print them; the findings that stay are returned."""
    if not any(each.finding.fixable for each in found):
        return found
    from ..documents.fixes import difference, mend, write_atomically  # noqa: PLC0415 - only on demand

    before = read_bytes(path)
    after, left = mend(before, found, path, selected)
    if diff:
        click.echo(difference(path, before, after), nl=False)
        return found
    write_atomically(path, after)
    return left


def _progress(pages: int) -> AbstractContextManager[Callable[[int], None] | None]:
    """A progress bar on a terminal, for folders that take a while."""
    if pages <= FEW or not sys.stderr.isatty():
        return nullcontext()
    from ..documents.progress import bar  # noqa: PLC0415 - rich is slow to import

    return bar(pages, "Checking pages")


def _report(found: list[Found], problems: list[str], tally: Tally, form: str) -> Report:
    whole = not problems
    verdict = "incomplete" if problems else "findings" if found else "clean"
    return Report(
        header=_header(form),
        findings=tuple(each.finding for each in found),
        statistics=tally.statistics(),
        footer=Footer(
            complete=whole,
            verdict=verdict,
            gate="pass" if verdict == "clean" else "fail",
            problems=tuple(problems),
        ),
    )


def _header(form: str) -> Header:
    """The whole header where a format shows it; hashing everything would cost more than checking one page."""
    if form in ("json", "sarif"):
        from ..provenance import header  # noqa: PLC0415 - likewise

        return header()
    return Header("disconspec", VERSION, "", "", "", "", ("disconspec", *sys.argv[1:]), "", sys.platform, "")


def _write(report: Report, form: str, output: str | None) -> None:
    from ...reports.rendering import render  # noqa: PLC0415 - with the first result

    if form == "json":
        _write_json(report, output)
        return
    terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    text = render(report, form, source=_source(report), colour=terminal, width=width)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise _unwritable(output, problem) from problem


def _write_json(report: Report, output: str | None) -> None:
    """The report as bytes: as text, thousands of findings take several times the memory."""
    from ...reports.loading import encode  # noqa: PLC0415 - with the first result
    from ...reports.rendering import encodable  # noqa: PLC0415 - likewise

    content = encode(encodable(report))
    if output is None:
        # click gives bytes to the stream below the text.
        click.echo(content)
        return
    try:
        with Path(output).open("wb") as file:
            file.write(content)
            file.write(b"\n")
    except OSError as problem:
        raise _unwritable(output, problem) from problem


def _unwritable(path: str, problem: OSError) -> DisconspecError:
    """What is said where a report cannot be written."""
    return DisconspecError(f"cannot be written: {problem.strerror}", path=path)


def _source(report: Report) -> Callable[[str], list[str]]:
    """Gives the lines of a page for excerpts, cut where none reaches: some have thousands of columns."""
    reach: dict[str, int] = {}
    for finding in report.findings:
        reach[finding.path] = max(reach.get(finding.path, 0), finding.end_column)

    @lru_cache(maxsize=2)
    def lines(path: str) -> list[str]:
        text = read_bytes(path).decode("utf-8", "replace").removeprefix("\ufeff")
        end = reach.get(path, 0) + BEYOND
        return [line[:end] for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]

    return lines
