"""Many pages: checked by name, given in their order, counted by locale."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.conformance.documents import run
from disconspec.conformance.documents.examples.acceptance import Family, of_families
from disconspec.conformance.documents.examples.gists import gists_of
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.run import Job, Tally, check_pages
from document_pages import command_page

MANY = 150
LOCALES = ("de-de", "fr-fr", "it-it")


def pages(folder: Path, names: int, locales: tuple[str, ...] = LOCALES) -> list[str]:
    """Pages of the same names in several locales, by locale."""
    paths: list[str] = []
    for locale in locales:
        (folder / locale).mkdir()
        for number in range(names):
            path = folder / locale / f"frobctl-{number:03}.md"
            path.write_text(command_page(example=f"frobctl start /Size:{number} a"), encoding="utf-8")
            paths.append(str(path))
    return paths


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_pages(tmp_path: Path, jobs: int) -> None:
    """However the pages are shared out, every page is given once and in order."""
    paths = pages(tmp_path, MANY // len(LOCALES))
    missing = str(tmp_path / "de-de" / "missing.md")
    paths.insert(1, missing)
    done: list[int] = []
    outcomes = list(check_pages(paths, Job(frozenset(codes())), jobs=jobs, progress=done.append))
    assert [outcome.path for outcome in outcomes] == paths
    assert [outcome.path for outcome in outcomes if outcome.checked is None] == [missing]
    assert sum(done) == len(paths)
    assert len(done) > 1


def test_pages_of_one_name_are_shared_out_too(tmp_path: Path) -> None:
    """A name that every folder has makes more than one batch."""
    paths: list[str] = []
    for number in range(MANY):
        path = tmp_path / str(number) / "index.md"
        path.parent.mkdir()
        path.write_text(command_page(), encoding="utf-8")
        paths.append(str(path))
    done: list[int] = []
    assert len(list(check_pages(paths, Job(frozenset()), progress=done.append))) == MANY
    assert max(done) < MANY
    assert list(check_pages([], Job(frozenset()))) == []


def test_a_new_page_leaves_the_cache_of_the_others(tmp_path: Path) -> None:
    """Batches end by names, so that only the files of the cache near the new page are written anew."""
    folder = tmp_path / "pages"
    folder.mkdir()
    paths = pages(folder, MANY * 2, ("de-de",))
    job = Job(frozenset(codes()), cache=str(tmp_path / "cache"))
    assert all(outcome.checked for outcome in check_pages(paths, job))
    before = {path.name for path in (tmp_path / "cache").glob("*.bin")}
    new = folder / "de-de" / "aaa.md"
    new.write_text(command_page(), encoding="utf-8")
    assert all(outcome.checked for outcome in check_pages([str(new), *paths], job))
    after = {path.name for path in (tmp_path / "cache").glob("*.bin")}
    assert len(before) > 2
    assert len(after - before) < len(before)


def test_a_family_is_asked_by_gist_and_then_by_syntax() -> None:
    """A word of another page is enough; otherwise the line has to fit another usage than its own page's."""
    assert gists_of("frobctl stop /now [/later]\nfrobctl <a>") == (
        ("frobctl", "stop", "stop", "now"),
        ("frobctl", ""),
    )
    start, stop, name = "frobctl start <a>", "frobctl stop /now", "frobctl <a> /deep"
    family = Family()
    family.add((start, stop), (gists_of(start),))
    family.add((name,))
    assert family.has("frobctl stop /now", (start,))
    assert family.has("frobctl x /deep", (start,))
    assert not family.has("frobctl x /shallow", (start,))
    assert not family.has("frobctl start x y", (start,))
    assert not family.has("other stop", (start,))
    assert not family.has("", (start,))
    # The same usage in another block of the own page is none of the family.
    family.add((f"{name}\nfrobctl more",))
    assert not family.has("frobctl x /deep", (name,))
    asked = [(family, "frobctl x /shallow", (start,)), (family, "frobctl x /deep", (start,))]
    assert of_families(asked) == {1}


def test_rejected_lines_are_counted_by_locale(tmp_path: Path) -> None:
    """A command of the family counts as such only in the locale whose pages have it."""
    tally = Tally()
    paths: list[str] = []
    for locale in LOCALES:
        folder = tmp_path / locale
        folder.mkdir()
        (folder / "start.md").write_text(
            command_page(locale=locale, example="frobctl stop /now"), encoding="utf-8"
        )
        paths.append(str(folder / "start.md"))
    stop = tmp_path / LOCALES[0] / "stop.md"
    stop.write_text(
        command_page(locale=LOCALES[0], syntax="frobctl stop /now", rows=(), example="frobctl stop /now"),
        encoding="utf-8",
    )
    for outcome in check_pages([*paths, str(stop)], Job(frozenset(codes()))):
        assert outcome.checked is not None
        tally.add(outcome.checked)
    counts = {tag: each.example_lines for tag, each in tally.statistics().locales.items()}
    assert [(counts[tag].rejected, counts[tag].other) for tag in LOCALES] == [(0, 1), (1, 0), (1, 0)]


@pytest.mark.parametrize("ahead", [0, 2_000, 1 << 20])
def test_outcomes_are_the_same_however_many_pages_are_read_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    """Reading ahead changes when a page is read, never what is said of it."""
    paths = pages(tmp_path, 5)
    paths.insert(3, str(tmp_path / "missing.md"))
    monkeypatch.setattr(run, "AHEAD", ahead)
    outcomes = list(check_pages(paths, Job(frozenset(codes()))))
    assert [outcome.path for outcome in outcomes] == paths
    assert ["no such file" in outcome.problem.lower() for outcome in outcomes] == [
        path.endswith("missing.md") for path in paths
    ]
