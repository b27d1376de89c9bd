"""Paths that lead nowhere, or where nothing can be read: each is told, and the others are checked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import pages_in
from disconspec.spec.errors import DisconspecError
from document_pages import DAMAGED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a damaged page and an empty one, that the command is typed in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.md").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def check(*arguments: str) -> int:
    """Type the command and give its exit code."""
    return run_command_line(["check", *arguments, "--no-cache"])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.md", "missing.md: there is no such file or folder\n"),
        ("god.md", "god.md: there is no such file or folder (did you mean good.md?)\n"),
        ("good.md/page.md", "good.md/page.md: there is no such file or folder\n"),
        ("*.markdown", "*.markdown: nothing matches this pattern\n"),
        ("empty", "empty: no pages in this folder (pages are Markdown files)\n"),
        ("\udcff.md", "\\udcff.md: there is no such file or folder\n"),
    ],
    ids=ascii,
)
def test_a_path_that_leads_to_no_page_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str], path: str, message: str
) -> None:
    """One of many paths that a script names is easily gone; what the others hold is reported."""
    for arguments in ((path, "good.md"), ("good.md", path)):
        assert check(*arguments) == 2
        shown = capsys.readouterr()
        assert "good.md:20:3: error P301" in shown.out
        assert shown.err == f"disconspec: {message}"
    assert check(path, "good.md", "--format", "json") == 2
    report = json.loads(capsys.readouterr().out)
    assert report["footer"]["verdict"] == "incomplete"
    assert report["footer"]["problems"] == [message.strip()]
    assert [each["path"] for each in report["findings"]] == ["good.md"]
    assert check(path) == 2
    assert capsys.readouterr() == ("", f"disconspec: {message}")
    assert (folder / "good.md").read_text(encoding="utf-8") == DAMAGED


def test_from_python_the_first_path_that_leads_to_no_page_is_an_error(folder: Path) -> None:
    """Who does not ask for the problems must not take what is left for the whole."""
    with pytest.raises(DisconspecError, match="no such file"):
        pages_in([str(folder), "missing.md"])
    assert pages_in([str(folder)]) == [str(folder / "good.md")]


@pytest.mark.parametrize("unreadable", ["docs", "docs/locked"])
def test_a_folder_that_cannot_be_read_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, unreadable: str
) -> None:
    """It is named once, wherever it lies; a folder that is left out is not looked into."""
    (folder / "docs/locked").mkdir(parents=True)
    for name in ("docs/page.md", "docs/locked/page.md"):
        (folder / name).write_text(DAMAGED, encoding="utf-8")
    scandir = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if path == unreadable:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert check("docs", "good.md") == 2
    shown = capsys.readouterr()
    assert "good.md:20:3: error P301" in shown.out
    assert ("docs/page.md:20:3: error P301" in shown.out) == (unreadable != "docs")
    assert shown.err == f"disconspec: {unreadable}: cannot be read: Permission denied\n"


def test_what_cannot_be_read_is_not_called_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to itself is there, and nobody can tell what it stands for."""
    (folder / "loop.md").symlink_to("loop.md")
    assert check("loop.md", "good.md") == 2
    told = "loop.md: cannot be read: Too many levels of symbolic links"
    assert capsys.readouterr().err == f"disconspec: {told}\n"
    assert check(".") == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("dangling.md", "good.md"), (".",)], ids=["named", "met in a folder"])
def test_a_link_that_leads_nowhere_is_called_that(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """There is such a file, and it is no page; the name that is meant is not the one that was typed."""
    (folder / "dangling.md").symlink_to("gone.md")
    (folder / "right.md").symlink_to("good.md")
    assert check(*arguments) == 2
    shown = capsys.readouterr()
    assert "good.md:20:3: error P301" in shown.out
    assert shown.err == "disconspec: dangling.md: a link that leads nowhere: there is no gone.md\n"


NONE: set[str] = set()
BELOW_ARCH = {"docs/arch/old.md", "docs/arch/deep/older.md", "arch/docs/arch/oldest.md"}


@pytest.mark.parametrize(
    ("pattern", "left_out"),
    [
        ("docs/arch", BELOW_ARCH),
        ("docs/arch/", BELOW_ARCH),
        ("docs/arch/*", BELOW_ARCH),
        ("./docs/arch/", BELOW_ARCH),
        ("/docs/arch", {"docs/arch/old.md", "docs/arch/deep/older.md"}),
        ("arch", BELOW_ARCH),
        ("**/arch", BELOW_ARCH),
        ("/arch/", {"arch/docs/arch/oldest.md"}),
        ("deep", {"docs/arch/deep/older.md"}),
        ("old*", BELOW_ARCH),
        ("old.md", {"docs/arch/old.md"}),
        ("docs/*.md", {"docs/page.md", *BELOW_ARCH}),
        ("page.md/", NONE),
        ("doc", NONE),
        ("arc*/", BELOW_ARCH),
        ("project", NONE),
        ("", NONE),
        ("/", NONE),
    ],
)  # fmt: skip
def test_a_pattern_that_names_a_folder_leaves_out_what_is_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, left_out: set[str]
) -> None:
    """With and without a slash at its end, as in other files that exclude; the folders above do not count."""
    base = tmp_path / "project"
    names = {"docs/page.md", *BELOW_ARCH}
    for name in names:
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(base / "docs")
    for start in (str(base), os.pardir):
        found = pages_in([start], exclude=[pattern, "archive"], base=str(base), refuse=lambda _: None)
        assert names - {os.path.relpath(path, base).replace(os.sep, "/") for path in found} == left_out


def test_a_folder_that_is_left_out_is_not_looked_into(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be large, and it may be closed to those who check."""
    (folder / "disconspec.toml").write_text('[check]\nexclude = ["locked"]\n', encoding="utf-8")
    (folder / "locked").mkdir()
    scandir = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if "locked" in path:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert check(".") == 1
    assert capsys.readouterr().err == ""
    (folder / "disconspec.toml").unlink()
    assert check(".") == 2
