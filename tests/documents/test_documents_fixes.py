"""Repairs: only what is certain, only the repaired spans, and nothing left for a second run."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.finding import Found, found_at
from disconspec.conformance.documents.fixes import repaired
from document_findings import DEFAULT
from document_pages import CASES, Case, command_page, rows

DAMAGED = command_page(
    intro="Öffnet **target. txt** sofort.",
    rows=rows(size="| / Size : `<size>` | Volumen. |", mode="| /Mode\uff1a{a &#124; b} | Art. |"),
)


def findings(content: bytes) -> list[Found]:
    """What the page is reported for."""
    return list(check_page(read_page(content, "page.md"), DEFAULT).found)


def test_repairs_are_made_and_leave_nothing_to_repair() -> None:
    """Repairs are made and leave nothing to repair."""
    mended = repaired(DAMAGED.encode(), findings(DAMAGED.encode()), "page.md")
    assert "| /Size:`<size>` |" in mended.decode()
    assert "**target.txt**" in mended.decode()
    assert "| /Mode:{a &#124; b} |" in mended.decode()
    assert findings(mended) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n", "   "])
def test_the_rest_of_the_file_stays_byte_for_byte(end: str, mark: str, last: str) -> None:
    """The rest of the file stays byte for byte."""
    content = (mark + (DAMAGED.rstrip("\n") + last).replace("\n", end)).encode()
    mended = repaired(content, findings(content), "page.md")
    expected = (
        content.replace(b"/ Size : `", b"/Size:`")
        .replace(b"target. txt", b"target.txt")
        .replace("/Mode\uff1a".encode(), b"/Mode:")
    )
    assert mended == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.text[:20]}")
def test_a_second_run_repairs_nothing(case: Case) -> None:
    """A second run repairs nothing."""
    content = case.page.encode()
    once = repaired(content, findings(content), "page.md")
    assert [each.finding for each in findings(once) if each.finding.fixable] == []
    assert repaired(once, findings(once), "page.md") == once


def test_fix_replaces_the_file_and_keeps_its_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix replaces the file and keeps its mode."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(DAMAGED, encoding="utf-8")
    path.chmod(0o640)
    assert run_command_line(["check", "page.md", "--fix"]) == 0
    assert "/Size:`<size>`" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o640
    assert run_command_line(["check", "page.md"]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == [".disconspec_cache", "page.md"]


def test_diff_shows_the_repairs_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Diff shows the repairs and changes nothing."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(DAMAGED, encoding="utf-8")
    assert run_command_line(["check", "page.md", "--diff"]) == 1
    shown = capsys.readouterr().out
    assert "-| / Size : `<size>` | Volumen. |" in shown
    assert "+| /Size:`<size>` | Volumen. |" in shown
    assert path.read_text(encoding="utf-8") == DAMAGED


def test_a_folder_that_cannot_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that cannot be written is an error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(DAMAGED, encoding="utf-8")

    opened = Path.open

    def refuse(path: Path, mode: str = "r", **more: object) -> object:
        if mode == "xb":
            raise OSError(30, "Read-only file system")
        return opened(path, mode, **more)  # pyright: ignore[reportCallIssue, reportUnknownVariableType, reportArgumentType]

    monkeypatch.setattr(Path, "open", refuse)
    assert run_command_line(["check", "page.md", "--fix"]) == 2
    assert "cannot be written: Read-only file system" in capsys.readouterr().err
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == DAMAGED


def test_a_bar_in_a_repaired_cell_stays_escaped() -> None:
    """A bar in a repaired cell stays escaped, or the repair would split the cell."""
    row = "| /When:\\< am &#124; pm > | Wann. |"
    content = command_page(syntax="frobctl start [/When:<am | pm>]", rows=(row,)).encode()
    mended = repaired(content, findings(content), "page.md").decode()
    assert "| /When:\\<am &#124; pm> | Wann. |" in mended


@pytest.mark.parametrize(
    ("token", "certain"),
    [
        ("/ size:<file>", True),
        ("/ size:<gr\u00f6\u00dfe>", False),
        ("/ size\uff1a", False),
        ("/ size :<file>", False),
        ("/ size. exe", False),
        ("/ size:<file>-w", False),
        ("/ size:<a>]/b", False),
        ("/ size [:x]", False),
        ("/ size:\\ \\a", False),
        ("/ size +x", False),
        ("/ size:<a> .", False),
        ("/ size</em> **", False),
        ("/ size: \\<a>", False),
        ("/ size [[:]<a>]", False),
        ("/ size {a}<b>", False),
        ("/ size <- a>", False),
        ("/ size:<\u00aba\u00bb>", False),
    ],
)
def test_a_repair_that_leaves_damage_behind_is_not_made(token: str, *, certain: bool) -> None:
    """A repair that would leave other damage in its token is not made."""
    page = read_page(f"{token}\n".encode(), "page.md")
    edits = ((1, 2, ""),)
    found = found_at(page, 1, 0, len(token), "inserted-space", "so", edits=edits, certain=True)
    assert found.finding.fixable is certain
    assert bool(found.repairs) is certain
