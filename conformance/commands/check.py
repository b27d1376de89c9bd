"""`disconspec check`: what is wrong with these documents, with file, line and column."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from ...reports.document import Severity
from ...reports.summary import SEVERITIES, closing_sentence, exit_code, number
from ...spec.errors import DisconspecError
from ..documents.cache import hold_cache
from ..documents.findings.configuration import (
    Form,
    Settings,
    find_settings,
    read_settings,
    selected_codes,
    severities,
)
from ..documents.pages.files import pages_in, read_bytes
from ..documents.pages.given import INPUT, read_input
from ..documents.pages.originals import has_original
from ..documents.reporting import print_bytes, report_on, write
from ..documents.review import Review
from ..documents.run import Job, check_given, check_pages, several_languages
from ..writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from contextlib import AbstractContextManager

    from ..documents.pages.given import Given
    from ..documents.run import Outcome

FORMATS: tuple[str, ...] = get_args(Form)
CACHE = ".disconspec_cache"
FEW = 200


@click.command(
    epilog="""\b
Examples:
  disconspec check docs/fr-fr docs/de-de
  disconspec check page.md --diff
  disconspec check docs --format sarif --output findings.sarif
  disconspec check --stdin-filename docs/fr-fr/page.md - < draft.md

\b
Exit codes: 0 no findings, or all below --fail-on, 1 findings, 2 wrong input, options or settings
(a path that cannot be read is named, the others are reported), 4 an error of ours (likewise) or
a process that was killed, 130 interrupted.""",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), show_default=Settings().format, help="How to report."
)
@click.option(
    "--select", multiple=True, metavar="CODE,...", help="Report these codes too (ALL for every one)."
)
@click.option("--only", multiple=True, metavar="CODE,...", help="Report these codes and no other.")
@click.option("--ignore", multiple=True, metavar="CODE,...", help="Do not report these codes.")
@click.option("--baseline", metavar="DIR", help="Compare with these pages in the original language.")
@click.option("--config", metavar="FILE", help="Take the settings from this file instead of seeking one.")
@click.option("--fix", is_flag=True, help="Make the repairs that are certain; report what is left.")
@click.option("--diff", is_flag=True, help="Print the repairs that are certain as a patch; change nothing.")
@click.option(
    "--stdin-filename",
    metavar="PAGE",
    help="Check what standard input (-) holds as if it were this page; --fix prints it.",
)
@click.option(
    "--jobs", type=click.IntRange(0), metavar="N", help="Processes; 0 for as many as there are processors."
)
@click.option("--cache", metavar="DIR", show_default=CACHE, help="Where results of unchanged pages are.")
@click.option("--no-cache", is_flag=True, help="Check every page anew and store nothing.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    show_default=Settings().fail_on,
    help="The least severity of findings that make the exit code 1.",
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file, in UTF-8.")
def command(  # noqa: PLR0917 - click passes one argument an option
    paths: tuple[str, ...],
    form: str | None,
    select: tuple[str, ...],
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: str | None,
    config: str | None,
    fix: bool,
    diff: bool,
    stdin_filename: str | None,
    jobs: int | None,
    cache: str | None,
    no_cache: bool,
    fail_on: Severity | None,
    output: str | None,
) -> int:
    """Find where a reader of command reference pages fails who types what they say.

    PATHs are pages, folders of pages (Markdown by .md or, whatever the suffix, by front matter) or patterns.

    CODEs are codes (T201), names (inserted-space) or beginnings of codes (P3). `disconspec explain CODE`
    tells what one means, `disconspec explain --list` lists them.

    Settings are read from disconspec.toml or pyproject.toml, here or above. A comment in a page,
    <!-- disconspec: ignore CODE -->, keeps a place as it is.
    """
    click.get_current_context().with_resource(_uncollected())
    settings, origin = find_settings(Path.cwd()) if config is None else (read_settings(Path(config)), config)
    printing = "repairs" if diff else "page" if fix and stdin_filename is not None else ""
    _hold_options(form, output, fix=fix, diff=diff, printing=printing)
    form = form or settings.format
    given = _given(stdin_filename, paths, jobs, cache)
    refused: list[DisconspecError] = []
    if given is None:
        base = str(Path(origin).parent) if origin else ""
        pages = pages_in(paths, exclude=settings.exclude, base=base, refuse=refused.append)
    else:
        pages = [given.name]
    _hold_output(output, pages)
    original = _baseline(baseline, settings.baseline, origin)
    kept = "" if no_cache else _cache(cache, settings.cache, origin)
    job = Job(
        selected=selected_codes(settings, select=select, only=only, ignore=ignore),
        cache=kept,
        baseline=original,
        compare=several_languages(pages),
    )
    if pages and given is None:
        _hold_originals(original, pages, asked=baseline is not None)
        _hold_cache(kept, asked=cache is not None)
    count = jobs if jobs is not None else settings.jobs
    count = count or (os.cpu_count() or 1 if len(pages) > FEW else 1)
    read = given.read if given else read_bytes
    review = click.get_current_context().with_resource(closing(Review(job, repairing=fix or diff, read=read)))
    for problem in refused:
        review.refuse(str(problem), problem.exit_code)
    if given is None:
        _check(review, pages, count)
    else:
        _take(review, check_given(given.name, job, read))
    if fix or diff:
        _repair(review, diff=diff, saved=given is None)
    if given is not None and fix:
        # What cannot be checked is printed as it came: an editor may put this in the place of its text.
        print_bytes(review.changed.get(given.name, given.content))
    if review.problems and not review.results and form == "text" and output is None:
        _tell(review.problems)
        return review.exit_code
    listed = review.findings(severities(settings.severity))
    report = report_on(
        listed, list(review.problems), review.tally().statistics(), form, fail_on or settings.fail_on
    )
    if printing and output is None:
        click.echo(f"disconspec: {closing_sentence(report)}", err=True)
    else:
        write(report, form, output, review.content)
    if form != "text" or output is not None or printing or not sys.stdout.isatty():
        _tell(review.problems)
    return review.exit_code or exit_code(report)


@contextmanager
def _uncollected() -> Generator[None]:
    """Pages are trees without cycles: looking for garbage among them finds none and takes time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            # What is left is no garbage either.
            gc.freeze()
            gc.enable()


def _tell(problems: Iterable[str]) -> None:
    for problem in problems:
        click.echo(f"disconspec: {problem}", err=True)


def _given(name: str | None, paths: tuple[str, ...], jobs: int | None, cache: str | None) -> Given | None:
    """The page on standard input, where one is to be checked; nothing else goes with it."""
    if name is None:
        return None
    if paths != (INPUT,):
        raise click.UsageError("--stdin-filename reads one page: write - and no other PATH.")
    if jobs is not None:
        raise click.UsageError("--stdin-filename reads one page: leave --jobs out.")
    if cache is not None:
        raise click.UsageError("--stdin-filename reads a page that is not saved: leave --cache out.")
    if not name or os.path.isdir(name):  # noqa: PTH112 - unlike pathlib, it has no error for a folder kept from us
        raise click.UsageError(f"--stdin-filename wants the name of a page, and {name!r} is none.")
    return read_input(name)


def _hold_options(form: str | None, output: str | None, *, fix: bool, diff: bool, printing: str) -> None:
    if fix and diff:
        raise click.UsageError("--fix and --diff exclude each other.")
    if printing and output is None and form not in {None, "text"}:
        option = "--diff" if diff else "--fix"
        raise click.UsageError(f"{option} prints the {printing}: name a file with --output for the report.")


def _check(review: Review, pages: list[str], jobs: int) -> None:
    """Have the pages reviewed."""
    with _progress(len(pages)) as advance:
        for outcome in check_pages(pages, review.job, jobs=jobs, progress=advance):
            _take(review, outcome)


def _take(review: Review, outcome: Outcome) -> None:
    if outcome.checked is None:
        review.refuse(outcome.problem, outcome.exit_code)
    else:
        review.add(outcome.path, outcome.checked, outcome.original)


def _hold_output(output: str | None, pages: list[str]) -> None:
    """Refuse now what could not be written after a long check, and what would overwrite a page."""
    if output is None:
        return
    target = Path(output)
    if target.is_dir():
        raise DisconspecError("cannot be written: it is a folder", path=output, hint="name a file")
    if not target.parent.is_dir():
        raise DisconspecError(
            "cannot be written: there is no such folder", path=output, hint=f"make {target.parent} first"
        )
    if target.exists() and any(target.samefile(page) for page in pages if Path(page).exists()):
        raise DisconspecError("the report would replace a page", path=output, hint="name another file")


def _cache(option: str | None, setting: str | bool, origin: str) -> str:
    if option == "":
        raise DisconspecError("--cache names no folder", hint="--no-cache uses none")
    if option is not None:
        return option
    if isinstance(setting, str):
        return str(Path(origin).parent / setting)
    return CACHE if setting else ""


def _baseline(option: str | None, setting: str, origin: str) -> str:
    folder = str(Path(origin).parent / setting) if option is None and setting else option
    if folder is not None and (not folder or not Path(folder).is_dir()):
        raise DisconspecError(
            "there is no such folder to compare with", path=folder, hint="name a folder of pages"
        )
    return folder or ""


def _hold_originals(folder: str, pages: list[str], *, asked: bool) -> None:
    """Say that nothing will be compared, which is an error where a comparison was asked for."""
    if not folder or any(has_original(page, folder) for page in pages):
        return
    # An empty folder is an error whoever names it.
    pages_in((folder,))
    problem = DisconspecError(
        "no page has its original in this folder", path=folder, hint="so that nothing is compared with it"
    )
    if asked:
        raise problem
    _tell((str(problem),))


def _hold_cache(folder: str, *, asked: bool) -> None:
    """Say that no results can be kept, which is an error where the folder was asked for."""
    try:
        if folder:
            hold_cache(Path(folder))
    except DisconspecError as problem:
        if asked:
            raise
        _tell((str(problem),))


def _repair(review: Review, *, diff: bool, saved: bool) -> None:
    """Make the certain repairs, or print them; the review goes on with the findings that stay.

    Args:
        review: the pages with their findings.
        diff: whether to print the repairs and make none.
        saved: whether the pages are files, to which the repairs are written.

    """
    from ..documents.fixes import difference, mend_pages  # noqa: PLC0415 - only on demand

    mended = mend_pages(review, review.read)
    done: list[int] = []
    for path, (before, after, repairs) in mended.items():
        if diff:
            print_bytes(difference(path, before, after))
            review.restore(path)
        elif saved:
            try:
                write_whole(Path(path), (after,))
            except DisconspecError as problem:
                review.refuse(str(problem), problem.exit_code)
                review.restore(path)
                continue
        done.append(repairs)
    if done:
        many = number(sum(done), "repair")
        where = f"on {number(len(done), 'page')}"
        told = f"{many} {where}; --fix makes them" if diff else f"{many} made {where}"
        click.echo(f"disconspec: {told}", err=True)


def _progress(pages: int) -> AbstractContextManager[Callable[[int], None] | None]:
    """A progress bar on a terminal, for folders that take a while."""
    if pages <= FEW or not sys.stderr.isatty():
        return nullcontext()
    from ..documents.progress import bar  # noqa: PLC0415 - rich is slow to import

    return bar(pages, "Checking pages")
