"""Results of many pages: kept outside memory, gone through as often as wanted, taken back on demand."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.review import Review
from disconspec.conformance.documents.run import Job, check_pages
from disconspec.conformance.documents.store import SMALL, Store
from disconspec.reports.document import Footer, Header, Report
from disconspec.reports.loading import encode, encode_parts, load
from disconspec.spec.errors import DisconspecError
from document_pages import command_page, rows

# Without the row of one option.
DAMAGED = (*rows()[:2], rows()[3])


def test_a_store_gives_back_what_it_was_given() -> None:
    """What is kept comes back by its place, from memory and from a file, in any order."""
    parts = [bytes([number]) * (SMALL // 4) for number in range(7)]
    with closing(Store()) as store:
        first = store.put(parts[0])
        assert store.get(first) == parts[0]
        places = [first, *map(store.put, parts[1:]), store.put(b"")]
        assert [store.get(place) for place in reversed(places)] == [b"", *reversed(parts)]


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no temporary file can be made, the message says what to do."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with (
        closing(Store()) as store,
        pytest.raises(DisconspecError, match="temporary file: No such") as caught,
    ):
        store.put(bytes(SMALL + 1))
    assert "TMPDIR" in caught.value.hint


def test_a_file_that_cannot_be_read_back_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the file itself is a message, too."""

    class Broken:
        def seek(self, _place: int) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        def close(self) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with closing(Store()) as store:
        place = store.put(b"x")
        monkeypatch.setattr(store, "_stream", Broken())
        with pytest.raises(DisconspecError, match=os.strerror(errno.EIO)):
            store.get(place)


def reviewed(review: Review, folder: Path) -> list[str]:
    """Have three pages reviewed, of which the second and the third are damaged; their paths."""
    paths: list[str] = []
    for name, page in (
        ("a", command_page()),
        ("b", command_page(rows=DAMAGED)),
        ("c", command_page(rows=DAMAGED)),
    ):
        path = folder / f"{name}.md"
        path.write_text(page, encoding="utf-8")
        paths.append(str(path))
    for outcome in check_pages(paths, review.job):
        assert outcome.checked is not None
        review.add(outcome.path, outcome.checked)
    return paths


def test_findings_can_be_gone_through_again_and_again(tmp_path: Path) -> None:
    """The collection has a size and gives the same findings each time, graded by the settings."""
    with closing(Review(Job(frozenset(codes())), repairing=False)) as review:
        paths = reviewed(review, tmp_path)
        findings = review.findings({})
        listed = list(findings)
        assert [each.path for each in listed] == paths[1:]
        assert list(findings) == listed
        assert len(findings) == len(listed)
        assert listed[1] in findings
        assert "another" not in findings
        graded = review.findings({listed[0].code: "note"})
        assert {each.severity for each in graded} == {"note"}


def test_a_report_of_kept_findings_is_written_like_any_other(tmp_path: Path) -> None:
    """Encoded in parts, it is the document that a tuple of the same findings makes, and can be loaded."""
    header = Header("disconspec", "0", "", "", "", "", (), "", "", "")
    footer = Footer(complete=True, verdict="findings", gate="fail", problems=('"findings":[]',))
    with closing(Review(Job(frozenset(codes())), repairing=False)) as review:
        reviewed(review, tmp_path)
        report = Report(header, findings=review.findings({}), footer=footer)
        listed = Report(header, findings=tuple(report.findings), footer=footer)
        assert b"".join(encode_parts(report)) == encode(listed) == msgspec.json.encode(listed)
        assert load(encode(report)) == listed
    empty = Report(header)
    assert encode(empty) == msgspec.json.encode(empty)


def test_what_could_not_be_written_is_taken_back(tmp_path: Path) -> None:
    """A repaired page has no findings; restored, it has those that it had."""
    with closing(Review(Job(frozenset(codes())), repairing=True)) as review:
        paths = reviewed(review, tmp_path)
        before = review.found()
        assert list(before) == paths[1:]
        review.change(paths[1], command_page().encode())
        assert list(review.found()) == paths[2:]
        review.restore(paths[1])
        assert review.found() == before
        assert review.changed == {}


@pytest.mark.parametrize(("option", "known"), [("--fix", "target.txt"), ("--diff", "target. txt")])
def test_a_translation_is_held_against_its_original_as_it_is_once_repaired(
    option: str, known: str, tmp_path: Path
) -> None:
    """What is left of a translation is what a second run says; printing a repair changes nothing."""
    pages = {
        "de-de": command_page(intro="Mit **zieldatei** geht es."),
        "en-us": command_page(intro="With **target. txt** it works.", locale="en-US"),
    }
    for locale, page in pages.items():
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "page.md").write_text(page, encoding="utf-8")
    report = tmp_path / "report.json"

    def suggested(*options: str) -> dict[str, str]:
        arguments = ["check", str(tmp_path), "--no-cache", "--format", "json", "-o", str(report), *options]
        assert run_command_line(arguments) == 1
        return {each["text"]: each["suggestion"] for each in json.loads(report.read_bytes())["findings"]}

    assert suggested() == {"zieldatei": "target. txt", "target. txt": "target.txt"}
    left = suggested(option)
    assert left["zieldatei"] == known
    assert suggested() == left
