"""Errors of ours: the page that one befalls is named, and the other pages are checked all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import review, run
from disconspec.conformance.documents.checker import Checked, check_page
from disconspec.conformance.documents.pages.page import Page
from document_pages import DAMAGED, command_page, rows

MENDED = DAMAGED.replace("/ Size : `", "/Size:`")
TOLD = "internal error, nothing can be concluded: KeyError: 'x' (please report it; DISCONSPEC_TRACEBACK=1 "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two damaged pages, that the command is typed in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCONSPEC_TRACEBACK", raising=False)
    for name in ("bad.md", "good.md"):
        (tmp_path / name).write_text(DAMAGED, encoding="utf-8")
    return tmp_path


def fail(monkeypatch: pytest.MonkeyPatch, text: str = "") -> None:
    """Have the check of `bad.md` raise where the page has this text."""

    def failing(
        page: Page, selected: frozenset[str], original: Page | None = None, *, compare: bool = False
    ) -> Checked:
        if page.path.endswith("bad.md") and text in page.text:
            raise KeyError("x")
        return check_page(page, selected, original, compare=compare)

    monkeypatch.setattr(run, "check_page", failing)


def check(*arguments: str) -> int:
    """Type the command and give its exit code."""
    return run_command_line(["check", *arguments])


def test_an_error_on_one_page_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is named with the request to report the error; what the others have is reported."""
    fail(monkeypatch)
    assert check(".", "--no-cache") == 4
    shown = capsys.readouterr()
    assert f"disconspec: bad.md: {TOLD}" in shown.err
    assert "good.md:20:3: error P301" in shown.out
    assert "incomplete" in shown.out
    assert check(".", "--no-cache", "--format", "json") == 4
    report = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in report["findings"]] == ["good.md"]
    assert report["footer"]["verdict"] == "incomplete"
    assert [each.startswith(f"bad.md: {TOLD}") for each in report["footer"]["problems"]] == [True]
    (folder / "latin.md").write_bytes(b"\xff")
    assert check(".", "--no-cache") == 4
    assert "latin.md:1:1: not UTF-8 text" in capsys.readouterr().err


def test_where_no_page_is_left_the_error_alone_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no report on nothing."""
    fail(monkeypatch)
    assert check(str(folder / "bad.md")) == 4
    shown = capsys.readouterr()
    assert TOLD in shown.err
    assert shown.out == ""


def test_an_error_is_not_kept_for_the_next_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache holds results only: once the error is gone, the page is checked."""
    with monkeypatch.context() as patch:
        fail(patch)
        assert check("bad.md") == 4
    assert check(str(folder / "bad.md")) == 1


def test_the_traceback_is_shown_on_demand(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks for the error wants to see where it happened."""
    fail(monkeypatch)
    monkeypatch.setenv("DISCONSPEC_TRACEBACK", "1")
    with pytest.raises(KeyError, match="x"):
        check(str(folder))


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_repair_that_leads_to_an_error_is_not_made(
    option: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page stays as it is with what was found on it; the others are repaired."""
    fail(monkeypatch, "/Size:`")
    assert check(".", option, "--output", "report.txt") == 4
    shown = capsys.readouterr()
    assert f"bad.md: {TOLD}" in shown.err
    report = (folder / "report.txt").read_text(encoding="utf-8")
    assert "bad.md:20:3: error P301" in report
    assert (folder / "bad.md").read_text(encoding="utf-8") == DAMAGED
    if option == "--fix":
        assert "good.md" not in report
        assert (folder / "good.md").read_text(encoding="utf-8") == MENDED
    else:
        assert "b/good.md" in shown.out
        assert "b/bad.md" not in shown.out


def test_an_error_in_a_comparison_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each page has by itself is reported; every other page is compared."""
    vote = review.vote

    def failing(candidates: list[review.Candidate]) -> list[review.Found]:
        if candidates[0].path.endswith("bad.md"):
            raise KeyError("x")
        return list(vote(candidates))

    monkeypatch.setattr(review, "vote", failing)
    (folder / "good.md").rename(folder / "single.md")
    (folder / "bad.md").unlink()
    for name, identity in (("bad.md", "00000001"), ("good.md", "00000002")):
        for locale in ("de-DE", "es-ES", "fr-FR", "it-IT"):
            own = rows(quick=f"| -{'silenzio' if locale == 'it-IT' else 'silent'} | x |")
            page = command_page(locale=locale, rows=own).replace("00000000", identity)
            path = folder / locale.lower() / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(page, encoding="utf-8")
    assert check(".", "--fix", "--only", "X701,P301") == 4
    shown = capsys.readouterr()
    assert shown.err.count(f"de-de/bad.md: {TOLD}") == 1
    assert "it-it/good.md:22:3: error X701" in shown.out
    assert "bad.md:22" not in shown.out
    assert (folder / "single.md").read_text(encoding="utf-8") == MENDED
