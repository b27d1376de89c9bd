"""The pages of one run together: what each has by itself, and what the comparison of languages adds."""

from __future__ import annotations

from .baseline import original_of
from .checker import Checked, check_page
from .files import read_bytes
from .finding import Found
from .reader import read_page
from .run import Job, Tally, place_of, votes
from .suppression import suppressed


class Review:
    """Results by page; a page that is repaired gets a new one."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.results: dict[str, Checked] = {}
        self.changed: dict[str, bytes] = {}

    def add(self, path: str, checked: Checked) -> None:
        """Take the result of a page."""
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
            base = original_of(path, self.job.baseline)
            original = read_page(read_bytes(base), base) if base else None
            self.results[path] = check_page(
                read_page(content, path), self.job.selected, original, compare=self.job.compare
            )
        return self.found()

    def tally(self) -> Tally:
        """The statistics of all pages."""
        tally = Tally()
        for checked in self.results.values():
            tally.add(checked)
        return tally
