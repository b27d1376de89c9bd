"""The pages of one run together: what each has by itself, and what the comparison of languages adds."""

from __future__ import annotations

from .checker import Checked
from .findings.finding import Found
from .findings.suppression import suppressed
from .pages.files import read_bytes
from .pages.reader import read_page
from .run import Job, Tally, checked_anew, counted, place_of, votes


class Review:
    """Results by page; where pages are to be repaired, one that is gets a new result.

    Otherwise each result is counted as it comes and kept without what only the statistics ask for.
    """

    def __init__(self, job: Job, *, repairing: bool) -> None:
        self.job = job
        self.repairing = repairing
        self.results: dict[str, Checked] = {}
        self.changed: dict[str, bytes] = {}
        self._tally = Tally()

    def add(self, path: str, checked: Checked) -> None:
        """Take the result of a page."""
        if not self.repairing:
            self._tally.add(checked)
            checked = counted(checked)
        self.results[path] = checked

    def found(self) -> dict[str, list[Found]]:
        """The findings of every page, sorted by place."""
        more = votes(self.results.items(), self.job.selected) if self.job.compare else {}
        for path, found in more.items():
            content = self.changed.get(path) or read_bytes(path)
            if b"disconspec" in content.lower():
                more[path] = suppressed(read_page(content, path), found)
        return {
            path: sorted([*checked.found, *more.get(path, ())], key=place_of)
            for path, checked in self.results.items()
        }

    def after(self, changed: dict[str, bytes]) -> dict[str, list[Found]]:
        """The findings of every page once some have these contents."""
        self.changed |= changed
        for path, content in changed.items():
            self.results[path] = checked_anew(path, content, self.job)
        return self.found()

    def tally(self) -> Tally:
        """The statistics of all pages."""
        if not self.repairing:
            return self._tally
        tally = Tally()
        for checked in self.results.values():
            tally.add(checked)
        return tally
