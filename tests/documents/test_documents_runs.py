"""Checks as writers and pipelines run them: which files are meant, what is repaired, what is told where."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from document_pages import command_page, rows

DAMAGED = command_page(
    intro="Öffnet **target. txt** sofort.",
    rows=rows(size="| / Size : `<size>` | Volumen. |"),
)
MENDED = DAMAGED.replace("target. txt", "target.txt").replace("/ Size : ", "/Size:")


GIT = shutil.which("git") or ""


def write(path: Path, text: str | bytes = DAMAGED) -> Path:
    """Write a file, byte for byte."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def check(*arguments: str) -> int:
    """Type the command and give its exit code."""
    return run_command_line(["check", *arguments, "--no-cache"])


def test_a_page_with_several_names_is_checked_and_repaired_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Repairs found in one page must not be made in what another name has made of it."""
    page = write(folder / "docs/page.md")
    (folder / "docs/same.md").symlink_to("page.md")
    names = ("docs", "docs/page.md", "./docs/page.md", "docs/../docs/same.md")
    assert check(*names, "--fix") == 0
    assert page.read_text(encoding="utf-8") == MENDED
    assert "No findings in 1 page." in capsys.readouterr().out
    assert (folder / "docs/same.md").is_symlink()


def test_pages_of_this_folder_are_named_as_they_lie(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages of this folder are named as they lie, without a dot before them."""
    write(folder / "a/page.md")
    check(".")
    assert capsys.readouterr().out.startswith("a/page.md:8:10: error")


def test_patterns_are_for_shells_that_leave_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Patterns are matched here where the shell has not; one that matches nothing is an error."""
    write(folder / "a/b/page.md")
    write(folder / "a[1].md", command_page())
    assert check("a/**/*.md") == 1
    assert "1 of 1 page" in capsys.readouterr().out
    assert check("a[1].md") == 0
    assert check("b/*.md") == 2
    assert "b/*.md: nothing matches this pattern" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_refused_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe nobody writes to and a device without an end must not keep a check waiting."""
    os.mkfifo(folder / "pipe.md")
    assert check("pipe.md") == 2
    assert check(os.devnull) == 2
    assert capsys.readouterr().err.count("no regular file") == 2
    assert check("-") == 2
    assert "standard input is not read" in capsys.readouterr().err


@pytest.mark.skipif(not GIT, reason="git is not here")
@pytest.mark.parametrize("content", [DAMAGED.encode(), ("\ufeff" + DAMAGED.replace("\n", "\r\n")).encode()])
def test_the_difference_is_a_patch_alone_on_standard_output(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], content: bytes
) -> None:
    """What --diff prints can be applied as it is, and makes what --fix makes."""
    write(folder / "my docs/page one.md", content.rstrip())
    assert check("my docs", "--diff") == 1
    shown = capfdbinary.readouterr()
    assert b"2 repairs on 1 page; --fix makes them" in shown.err
    assert b"2 errors found in 1 of 1 page." in shown.err
    write(folder / "patch", shown.out)
    subprocess.run([GIT, "init", "-q", "."], check=True)
    subprocess.run([GIT, "apply", "patch"], check=True)
    patched = (folder / "my docs/page one.md").read_bytes()
    write(folder / "my docs/page one.md", content.rstrip())
    assert check("my docs", "--fix") == 0
    assert (folder / "my docs/page one.md").read_bytes() == patched
    assert check("my docs", "--diff") == 0
    assert capfdbinary.readouterr().out.endswith(b"No findings in 1 page.\n")


def test_a_report_beside_the_difference_goes_to_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report beside the difference goes to a file; both on standard output would be neither."""
    write(folder / "page.md")
    assert check("page.md", "--diff", "--format", "json") == 2
    assert "--output" in capsys.readouterr().err
    assert check("page.md", "--diff", "--format", "json", "--output", "r.json") == 1
    assert capsys.readouterr().out.startswith("--- a/page.md")
    assert len(json.loads((folder / "r.json").read_text(encoding="utf-8"))["findings"]) == 2


def test_a_page_that_cannot_be_written_is_named_and_the_others_are_repaired(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A read-only page stays as it is and keeps its findings."""
    kept, other = write(folder / "a.md"), write(folder / "b.md")
    kept.chmod(0o444)
    assert check(".", "--fix") == 2
    shown = capsys.readouterr()
    assert "a.md: cannot be written: the file is read-only" in shown.err
    assert "2 repairs made on 1 page" in shown.err
    assert "a.md:8:10: error P301" in shown.out
    assert "b.md" not in shown.out
    assert kept.read_text(encoding="utf-8") == DAMAGED
    assert other.read_text(encoding="utf-8") == MENDED


@pytest.mark.parametrize("later", [DAMAGED.replace("Öffnet", "Es öffnet"), "# frobctl\n"])
def test_a_page_changed_during_the_check_is_left_alone(
    later: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repairs are for the page that was checked, not for what an editor has saved since."""
    page = write(folder / "page.md")

    def read(path: str) -> bytes:
        return write(Path(path), later).read_bytes()

    monkeypatch.setattr("disconspec.conformance.commands.check.read_bytes", read)
    assert check("page.md", "--fix") == 2
    assert "page.md: changed while it was checked" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == later


def test_what_only_the_original_tells_is_still_reported_after_repairs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A repair must not make a check forget the original: a second run would find what the first hid."""
    write(folder / "en-us/page.md", command_page(example="frobctl start /Size:11 target", locale="en-US"))
    write(folder / "de-de/page.md")
    first = check("de-de", "--fix"), capsys.readouterr().out
    assert (check("de-de", "--fix"), capsys.readouterr().out) == first
    assert first[0] == 1
    assert "X702" in first[1]


def test_what_the_other_languages_tell_is_still_reported_after_repairs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Likewise for what the comparison of languages finds, and a comment in the page excuses it."""
    for locale in ("de-DE", "fr-FR", "es-ES"):
        page = command_page(locale=locale, rows=rows(quick="| -silent | x |"))
        write(folder / locale.lower() / "page.md", page)
    size = "| / Size : `<size>` | Volumen. |"
    odd = command_page(locale="it-IT", rows=rows(size=size, quick="| -silenzio | x |"))
    write(folder / "it-it/page.md", odd)
    assert check(".", "--fix", "--only", "X701,P301") == 1
    shown = capsys.readouterr()
    assert "1 repair made on 1 page" in shown.err
    assert "it-it/page.md:22:3: error X701" in shown.out
    excused = odd.replace("| -silenzio | x |", "| -silenzio | x <!-- disconspec: ignore X701 --> |")
    write(folder / "it-it/page.md", excused)
    assert check(".", "--only", "X701") == 0


def test_a_report_is_refused_before_the_check_where_it_cannot_be_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody should wait for a check whose report has no place, or lose a page to it."""
    page = write(folder / "page.md")
    assert check("page.md", "--output", "no/such/report.json") == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert check("page.md", "--output", ".") == 2
    assert "it is a folder" in capsys.readouterr().err
    assert check("page.md", "--output", "./page.md") == 2
    assert "the report would replace a page" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == DAMAGED


def test_a_report_is_written_even_when_no_page_could_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipeline that uploads the report finds one that says it is incomplete."""
    write(folder / "page.md", b"\xff\xfe")
    assert check("page.md", "--format", "json", "--output", "report.json") == 2
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["footer"]["verdict"] == "incomplete"
    assert "not UTF-8 text" in capsys.readouterr().err


def typed(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Start the command as a process of its own."""
    code = "from disconspec.conformance.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "check", *arguments, "--no-cache"],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_formats_for_programs_are_utf8_whatever_the_terminal(folder: Path, encoding: str) -> None:
    """Formats for programs are UTF-8, as they say of themselves, whatever the terminal."""
    write(folder / "page.md", command_page(intro="😀 大 Öffnet **größe. txt** sofort."))
    json.loads(typed(folder, "page.md", "--format", "json", PYTHONIOENCODING=encoding).stdout)
    told = typed(folder, "page.md", "--format", "github", PYTHONIOENCODING=encoding)
    assert "größe" in told.stdout.decode()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_carets_fit_on_terminals_that_cannot_show_a_page(folder: Path, encoding: str) -> None:
    """Carets stand below the span also where signs had to be replaced."""
    write(folder / "page.md", command_page(intro="日本語é " * 30 + "**target. txt** sofort. " + "é" * 90))
    shown = typed(folder, "page.md", PYTHONIOENCODING=encoding).stdout.decode(encoding).splitlines()
    line, carets = shown[1], shown[2]
    wide = sum(character in "日本語" for character in line)
    start = carets.index("^") - (wide if encoding == "utf-8" else 0)
    assert line[start : start + 11] == "target. txt"


def test_colour_is_for_terminals_that_want_it(folder: Path) -> None:
    """Nothing but a terminal gets colour."""
    write(folder / "page.md")
    assert b"\x1b" not in typed(folder, "page.md").stdout


def test_a_closed_pipe_ends_the_command_quietly(folder: Path) -> None:
    """A reader that has seen enough is no reason for a traceback."""
    write(folder / "page.md", command_page(intro="Öffnet **target. txt** sofort.\n\n" * 3000))
    code = "from disconspec.conformance.main import main; main()"
    command = [sys.executable, "-c", code, "check", "page.md", "--no-cache"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"page.md" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_every_page_whole(folder: Path, jobs: str) -> None:
    """Ctrl-C while pages are repaired: exit code 130, no traceback, nothing half written."""
    pages = [write(folder / f"{'ab'[number % 2]}/{number}.md") for number in range(500)]
    code = "from disconspec.conformance.main import main; main()"
    command = [sys.executable, "-c", code, "check", ".", "--no-cache", "--fix", "--jobs", jobs]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 120
        while pages[0].read_text(encoding="utf-8") == DAMAGED and time.monotonic() < deadline:
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    contents = {page.read_text(encoding="utf-8") for page in pages}
    assert contents <= {DAMAGED, MENDED}
    if process.returncode != 0:  # it may have come to its end just before
        assert process.returncode == 130
        assert errors.decode().strip() == "disconspec: interrupted"
    assert not list(folder.rglob(".*.md.*"))


def test_a_long_listing_ends_with_what_there_is_of_each_kind(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who checks a folder wants to know what prevails, what a repair would mend and what to do next."""
    for number in range(6):
        write(folder / f"{number}.md")
    assert check(".") == 1
    lines = capsys.readouterr().out.splitlines()
    assert "12 error   P301 A blank was inserted into a token (--fix repairs 12)" in lines
    assert lines[-2].startswith("--diff shows 12 certain repairs, --fix makes them. disconspec explain P301")
    assert lines[-1] == "12 errors found in 6 of 6 pages."


def test_paths_for_github_begin_at_the_root_of_the_checkout(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Annotations and alerts name a page from the root of the checkout, wherever the command runs."""
    page = write(folder / "docs/de/page.md")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder / "docs")
    for name in ("de/page.md", str(page), "../docs/de"):
        check(name, "--format", "github")
        assert "file=docs/de/page.md," in capsys.readouterr().out
    monkeypatch.setenv("GITHUB_WORKSPACE", "/elsewhere")
    check(str(page), "--format", "sarif")
    assert '"uri":"de/page.md"' in capsys.readouterr().out
