"""Checking many pages: in one process or several, from the cache where a page is unchanged."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import markdown_it
import msgspec
from msgspec.structs import replace

from ...reports.document import BlockCounts, ExampleCounts, LocaleStatistics, Statistics
from ...spec.errors import DisconspecError
from ...spec.hashing import source_hash
from ..internal_errors import naming
from .cache import Cache
from .checker import Checked, check_page
from .findings.finding import Found
from .pages.files import read_bytes
from .pages.originals import identity_of, original_of
from .pages.reader import locale_of, read_page
from .store import Store

if TYPE_CHECKING:
    from .examples.gists import Gist
    from .pages.page import Page

# A batch has at least so many pages, and one name in so many may begin another batch.
BATCH = 48
ENDS = 4
# Pages that are kept as originals of the next ones.
KEPT = 4
# Pages are read ahead of their checks until they have so many bytes.
AHEAD = 1 << 20
HOUSE = Path(__file__).parent.parent.parent
# Where the sources lie that decide what a check finds.
SOURCES = ("conformance/documents", "grammar", "model", "reports", "spec")


class Job(msgspec.Struct, frozen=True):
    """What is asked of every page.

    Attributes:
        selected: the codes to report.
        cache: the folder of the cache, or "" for none.
        baseline: the folder of the original language, or "" for none.
        compare: whether the pages are of several languages and will be compared.

    """

    selected: frozenset[str]
    cache: str = ""
    baseline: str = ""
    compare: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What became of one page: a result, or why there is none and the exit code that it makes.

    `original` is the page that it was held against, or "".
    """

    path: str
    checked: Checked | None = None
    problem: str = ""
    exit_code: int = 0
    original: str = ""


def check_pages(
    paths: list[str], job: Job, *, jobs: int = 1, progress: Callable[[int], None] | None = None
) -> Iterator[Outcome]:
    """Check pages and give the outcome of each, in order.

    Args:
        paths: the pages.
        job: what to check.
        jobs: how many processes.
        progress: called with the number of pages done since the last call.

    """
    batches = _batches(paths)
    places = array("q", bytes(8 * len(paths)))
    results = _results([[paths[at] for at in batch] for batch in batches], job, jobs)
    with closing(Store()) as store, closing(results):
        for number, done in results:
            for at, outcome in zip(batches[number], done, strict=True):
                places[at] = store.put(outcome)
            if progress:
                progress(len(done))
        for place in places:
            yield OUTCOME.decode(store.get(place))


def _results(batches: list[list[str]], job: Job, jobs: int) -> Generator[tuple[int, list[bytes]]]:
    """The number of each batch and its encoded outcomes, from as many processes as asked for."""
    jobs = min(jobs, len(batches))
    check = _Batch(job)
    if jobs <= 1:
        yield from enumerate(map(check, batches))
        return
    from .workers import shared_out  # noqa: PLC0415 - only where it pays

    yield from shared_out(check, batches, jobs)


class _Batch:
    """What a worker does, as something that can be sent to it."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, batch: list[str]) -> list[bytes]:
        return [msgspec.msgpack.encode(outcome) for outcome in check_batch(batch, self.job)]


def _batches(paths: list[str]) -> list[list[int]]:
    """The places of pages that are checked together and share a file of the cache.

    Pages of one name, which are one page in several languages, have much in common, and those of one command
    have names that begin alike; so pages are taken by name. Where a batch ends depends on names alone, so
    that a new page changes one batch and not all behind it.
    """
    names = [path.replace("\\", "/").rsplit("/", 1)[-1] for path in paths]
    places = sorted(range(len(paths)), key=lambda at: (names[at], at))
    batches: list[list[int]] = []
    for name, group in groupby(places, key=names.__getitem__):
        same = list(group)
        ends = crc32(name.encode("utf-8", "replace")) % ENDS == 0
        for at in range(0, len(same), BATCH):
            if not batches or (len(batches[-1]) >= BATCH and (ends or at)):
                batches.append([])
            batches[-1] += same[at : at + BATCH]
    return batches


def check_given(path: str, job: Job, read: Callable[[str], bytes]) -> Outcome:
    """The outcome of one page by itself, whose content `read` gives; the cache has no part in it."""
    return _outcome(_source(path, job, read), job, None)


def check_batch(paths: list[str], job: Job) -> list[Outcome]:
    """Check some pages."""
    stored = Cache(Path(job.cache), paths[0], _key(job)) if job.cache else None
    outcomes = [_outcome(source, job, stored) for source in _sources(paths, job)]
    if stored is not None:
        stored.save()
    return outcomes


class _Source(msgspec.Struct, frozen=True):
    """A page as it was read, its original, and what is wrong where it could not be read."""

    path: str
    content: bytes = b""
    original: str = ""
    original_content: bytes = b""
    problem: DisconspecError | None = None


def _sources(paths: list[str], job: Job) -> Iterator[_Source]:
    """Pages, read ahead: the system gives a file sooner behind another one than between two checks."""
    ahead: list[_Source] = []
    size = 0
    for path in paths:
        ahead.append(_source(path, job))
        size += len(ahead[-1].content) + len(ahead[-1].original_content)
        if size > AHEAD:
            yield from ahead
            ahead, size = [], 0
    yield from ahead


def _source(path: str, job: Job, read: Callable[[str], bytes] = read_bytes) -> _Source:
    shown = path.encode("utf-8", "backslashreplace").decode()
    if shown != path:
        problem = DisconspecError("the name of this file is not UTF-8", path=shown, hint="rename it")
        return _Source(shown, problem=problem)
    try:
        with naming(path):
            return _with_original(path, read(path), job)
    except DisconspecError as problem:
        return _Source(path, problem=problem)


def _with_original(path: str, content: bytes, job: Job, read: Callable[[str], bytes] = read_bytes) -> _Source:
    """A page that has this content, and its original, which `read` gives.

    Raises:
        DisconspecError: the original cannot be read.

    """
    original = original_of(path, job.baseline, identity_of(content))
    return _Source(path, content, original, read(original) if original else b"")


def _outcome(source: _Source, job: Job, stored: Cache | None) -> Outcome:
    problem = source.problem
    if problem is None:
        try:
            return Outcome(source.path, _result(source, job, stored), original=source.original)
        except DisconspecError as refusal:
            problem = refusal
    return Outcome(source.path, problem=str(problem), exit_code=problem.exit_code)


def _result(source: _Source, job: Job, stored: Cache | None) -> Checked:
    """The result of a page, from the cache where it is there.

    Raises:
        DisconspecError: page or original are no UTF-8 text, or the check failed.

    """
    if stored is None:
        return _check(source, job)
    name = Cache.name(source.content, source.original_content, source.path)
    known = stored.get(name)
    if known is not None:
        try:
            return _named(RESULT.decode(known), source.path)
        except (msgspec.DecodeError, msgspec.ValidationError):
            pass
    checked = _check(source, job)
    stored.put(name, msgspec.msgpack.encode(checked))
    return checked


def checked_anew(path: str, job: Job, read: Callable[[str], bytes]) -> Checked:
    """The result of a page once it or its original has a new content.

    Args:
        path: the page.
        job: what to check.
        read: gives the content of a page.

    Raises:
        DisconspecError: page or original cannot be read, or the check failed.

    """
    with naming(path):
        return _check(_with_original(path, read(path), job, read), job)


def _check(source: _Source, job: Job) -> Checked:
    with naming(source.path):
        original = _page(source.original_content, source.original) if source.original else None
        return check_page(_page(source.content, source.path), job.selected, original, compare=job.compare)


@lru_cache(maxsize=KEPT)
def _page(content: bytes, path: str) -> Page:
    """A page; it is the original of those that follow it, for pages of one name come one after another.

    Raises:
        DisconspecError: the bytes are no UTF-8 text.

    """
    return read_page(content, path)


def _named(checked: Checked, path: str) -> Checked:
    """A stored result under the name that the page has now."""
    if not checked.found or checked.found[0].finding.path == path:
        return checked
    return replace(
        checked, found=tuple(Found(replace(each.finding, path=path), each.repairs) for each in checked.found)
    )


RESULT = msgspec.msgpack.Decoder(Checked)
OUTCOME = msgspec.msgpack.Decoder(Outcome)


def _key(job: Job) -> bytes:
    return checker_hash() + ",".join(sorted(job.selected)).encode() + (b"+" if job.compare else b"")


@cache
def checker_hash() -> bytes:
    """Tells one version of the checks from another: their sources, the libraries and the Python they run on.

    Raises:
        OSError: a source cannot be read.

    """
    parts = [source_hash(HOUSE / folder, ".py", ".toml", ".lark", ".jsonl") for folder in SOURCES]
    parts += [_lark(), markdown_it.__version__, msgspec.__version__, sys.version]
    return blake2b("\0".join(parts).encode(), digest_size=16).digest()


def _lark() -> str:
    """The module in which lark states its version: importing it takes longer than a page from the cache."""
    lark = find_spec("lark")
    assert lark is not None and lark.origin is not None  # noqa: PT018, S101 - one of our requirements
    return Path(lark.origin).read_bytes().decode()


def several_languages(paths: Iterable[str]) -> bool:
    """Whether the folders of these pages are those of more than one language."""
    return len(set(map(locale_of, paths)) - {""}) > 1


class Tally:
    """Adds up the statistics of pages by locale."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {}
        self._gists: dict[str, tuple[Gist, ...]] = {}
        self._syntaxes: dict[str, dict[str, None]] = {}
        self._rejected: list[tuple[str, str, tuple[str, ...]]] = []

    def add(self, checked: Checked) -> None:
        """Count one page."""
        row = self.counts.setdefault(checked.locale, [0] * 9)
        row[0] += 1
        blocks, examples = checked.blocks, checked.examples
        for at, value in enumerate(
            (blocks.total, blocks.parsed, blocks.recovered, blocks.diagnosed,
             examples.total, examples.accepted, examples.rejected, examples.other)
        ):  # fmt: skip
            row[at + 1] += value
        known = self._syntaxes.setdefault(checked.locale, {})
        for syntax, gists in zip(checked.syntaxes, checked.gists, strict=True):
            known[syntax] = None
            self._gists.setdefault(syntax, gists)
        self._rejected += [(line, checked.locale, checked.syntaxes) for line in checked.rejected]

    def statistics(self) -> Statistics:
        """The sums; a rejected line that is another command of its family counts as other."""
        result: dict[str, LocaleStatistics] = {}
        siblings = self._siblings()
        for locale, row in sorted(self.counts.items()):
            moved = siblings[locale]
            examples = ExampleCounts(row[5], row[6], row[7] - moved, row[8] + moved)
            result[locale] = LocaleStatistics(row[0], BlockCounts(*row[1:5]), examples)
        return Statistics(result)

    def _siblings(self) -> Counter[str]:
        """How many rejected lines of each locale belong to other pages of it."""
        found: Counter[str] = Counter()
        lines = [each for each in self._rejected if len(self._syntaxes[each[1]]) > len(set(each[2]))]
        if not lines:
            return found
        from .examples.acceptance import Family, of_families  # noqa: PLC0415 - only for a family with rejected lines

        families: dict[str, Family] = {}
        for locale, syntaxes in self._syntaxes.items():
            families[locale] = Family()
            families[locale].add(syntaxes, [self._gists[syntax] for syntax in syntaxes])
        moved = of_families((families[locale], line, syntaxes) for line, locale, syntaxes in lines)
        found.update(lines[order][1] for order in moved)
        return found
