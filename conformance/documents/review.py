"""The pages of one run together: what each has by itself, and what the comparison of languages adds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from ...reports.document import Finding, Severity
from ...spec.errors import DisconspecError
from ..internal_errors import naming
from .across.siblings import Candidate, vote
from .checker import Checked
from .findings.finding import Found
from .findings.suppression import suppressed
from .pages.files import read_bytes
from .pages.reader import read_page
from .run import RESULT, Job, Tally, checked_anew
from .store import Store


class Results(Mapping[str, Checked]):
    """Results by page, in the order in which the pages came, kept outside memory.

    Attributes:
        identities: what tells that pages are one in several languages, for those that can be compared.

    """

    def __init__(self) -> None:
        self._store = Store()
        self._places: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        self.identities: dict[str, str] = {}

    def __getitem__(self, path: str) -> Checked:
        return RESULT.decode(self._store.get(self._places[path]))

    def __setitem__(self, path: str, checked: Checked) -> None:
        self._places[path] = self._store.put(msgspec.msgpack.encode(checked))
        if checked.found or path in self._sizes:
            self._sizes[path] = len(checked.found)
        if checked.outline:
            self.identities[path] = checked.identity
        else:
            self.identities.pop(path, None)

    @property
    def size(self) -> int:
        """How many findings they have together."""
        return sum(self._sizes.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        """Forget everything."""
        self._store.close()


class Findings(Collection[Finding]):
    """The findings of a run in their order, fetched anew whenever they are gone through."""

    def __init__(self, fetch: Callable[[], Iterator[Finding]], size: int) -> None:
        self._fetch = fetch
        self._size = size

    def __iter__(self) -> Iterator[Finding]:
        return self._fetch()

    def __len__(self) -> int:
        return self._size

    def __contains__(self, finding: object) -> bool:
        return any(each == finding for each in self)


class Review:
    """Results by page; where pages are to be repaired, one that is gets a new result.

    Otherwise each result is counted as it comes and kept without what only the statistics ask for.

    Attributes:
        job: what is checked.
        repairing: whether pages are to be repaired.
        read: gives the content that a page had when the review began.
        results: the results by page.
        changed: the new contents of pages that are repaired.
        problems: what is wrong with pages that could not be checked, compared or repaired, each with the
            exit code that it makes.

    """

    def __init__(self, job: Job, *, repairing: bool, read: Callable[[str], bytes] = read_bytes) -> None:
        self.job = job
        self.repairing = repairing
        self.read = read
        self.results = Results()
        self.changed: dict[str, bytes] = {}
        self.problems: dict[str, int] = {}
        self._before: dict[str, Checked] = {}
        self._translations: dict[str, list[str]] = {}
        self._tally = Tally()

    def add(self, path: str, checked: Checked, original: str = "") -> None:
        """Take the result of a page, which was held against its original where there is one."""
        if self.repairing:
            if original:
                self._translations.setdefault(original, []).append(path)
        else:
            self._tally.add(checked)
            checked = _counted(checked)
        self.results[path] = checked

    def refuse(self, problem: str, exit_code: int) -> None:
        """Take what is wrong with a page, once: what keeps pages from being compared may do so again."""
        # Reports are UTF-8, which names of files need not be.
        self.problems[problem.encode("utf-8", "backslashreplace").decode()] = exit_code

    @property
    def exit_code(self) -> int:
        """That of the worst problem, 0 where there is none."""
        return max(self.problems.values(), default=0)

    def findings(self, by_code: Mapping[str, Severity]) -> Findings:
        """The findings of all pages, page by page and sorted by place.

        Args:
            by_code: the severities that the configuration gives.

        """
        more = self._votes()

        def fetch() -> Iterator[Finding]:
            for path, checked in self.results.items():
                for each in _sorted(checked, more.get(path, [])):
                    yield _graded(each.finding, by_code)

        return Findings(fetch, self.results.size + sum(map(len, more.values())))

    def found(self) -> dict[str, list[Found]]:
        """The findings of every page that has some, with their repairs, sorted by place."""
        more = self._votes()
        found = {path: _sorted(checked, more.get(path, [])) for path, checked in self.results.items()}
        return {path: each for path, each in found.items() if each}

    def change(self, path: str, content: bytes) -> None:
        """Give a page a new content; what is held against it is checked anew, too.

        Raises:
            DisconspecError: they cannot be checked with it, and it stays as it is.

        """

        def read(wanted: str) -> bytes:
            return content if wanted == path else self.content(wanted)

        pages = (path, *self._translations.get(path, ()))
        renewed = {each: checked_anew(each, self.job, read) for each in pages}
        for each, checked in renewed.items():
            self._before.setdefault(each, self.results[each])
            self.results[each] = checked
        self.changed[path] = content

    def content(self, path: str) -> bytes:
        """The content of a page with the repairs that were made so far.

        Raises:
            DisconspecError: it cannot be read.

        """
        return self.changed[path] if path in self.changed else self.read(path)

    def restore(self, path: str) -> None:
        """Take back what `change` did to a page, which could not be written."""
        del self.changed[path]
        for each in (path, *self._translations.get(path, ())):
            if each in self._before and each not in self.changed:
                self.results[each] = self._before.pop(each)

    def tally(self) -> Tally:
        """The statistics of all pages."""
        if not self.repairing:
            return self._tally
        tally = Tally()
        for checked in self.results.values():
            tally.add(checked)
        return tally

    def close(self) -> None:
        """Forget everything."""
        self.results.close()

    def _votes(self) -> dict[str, list[Found]]:
        """What the comparison of languages finds, by page, without what a comment in a page keeps."""
        more: dict[str, list[Found]] = {}
        for paths in alike(self.results) if self.job.compare else ():
            try:
                with naming(paths[0]):
                    for path, found in votes(self.results, paths, self.job.selected).items():
                        content = self.content(path)
                        kept = b"disconspec" in content.lower()
                        more[path] = suppressed(read_page(content, path), found) if kept else found
            except DisconspecError as problem:
                self.refuse(str(problem), problem.exit_code)
        return more


def alike(results: Results) -> list[list[str]]:
    """The pages that are one in several languages, together."""
    groups: dict[str, list[str]] = {}
    for path, identity in results.identities.items():
        groups.setdefault(identity, []).append(path)
    return [paths for paths in groups.values() if len(paths) > 1]


def votes(results: Results, paths: list[str], selected: frozenset[str]) -> dict[str, list[Found]]:
    """What the comparison of one page in several languages finds, by page.

    Args:
        results: what checking each page came to.
        paths: the page in each language.
        selected: the codes wanted.

    """
    found: dict[str, list[Found]] = {}
    for each in vote([_candidate(path, results[path]) for path in paths]):
        if each.finding.code in selected:
            found.setdefault(each.finding.path, []).append(each)
    return found


def _candidate(path: str, checked: Checked) -> Candidate:
    flagged = frozenset(each.finding.line for each in checked.found)
    return Candidate(path, checked.locale, checked.outline, flagged)


def _counted(checked: Checked) -> Checked:
    """A result without what only the statistics ask for."""
    return replace(checked, syntaxes=(), gists=(), rejected=()) if checked.syntaxes else checked


def _sorted(checked: Checked, more: list[Found]) -> list[Found]:
    """The findings of a page with those that its other languages add, by place."""
    return sorted(
        [*checked.found, *more],
        key=lambda each: (each.finding.line, each.finding.column, each.finding.code),
    )


def _graded(finding: Finding, by_code: Mapping[str, Severity]) -> Finding:
    severity = by_code.get(finding.code, finding.severity)
    return finding if severity == finding.severity else replace(finding, severity=severity)
