"""Pages that editors send: what is not saved is checked as if it were, and repaired without being written."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import run
from document_pages import command_page, rows

HEAD, BODY = command_page(
    intro="Öffnet **target. txt** sofort.", rows=rows(size="| / Size : `<size>` | Volumen 大. |")
).split("ms.contentlocale: de-DE\n")
# The locale of this page is that of its folder.
DAMAGED = HEAD + BODY
MENDED = DAMAGED.replace("target. txt", "target.txt").replace("/ Size : ", "/Size:")
ORIGINAL = command_page(example="frobctl start /Size:11 target", locale="en-US")
NAME = "docs/de-de/page.md"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder that the command is typed in, with the original of the page."""
    path = folder / "docs/en-us/page.md"
    path.parent.mkdir(parents=True)
    path.write_text(ORIGINAL, encoding="utf-8")
    return folder


class Editor:
    """What sends the text of a page to the command, and what it gets back."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> None:
        self.monkeypatch = monkeypatch
        self.capture = capture

    def send(self, content: str | bytes, *arguments: str, name: str = NAME) -> tuple[int, bytes, str]:
        """The exit code, standard output and standard error."""
        content = content if isinstance(content, bytes) else content.encode()
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return self.check("--stdin-filename", name, "-", *arguments)

    def check(self, *arguments: str) -> tuple[int, bytes, str]:
        """The same of a command without the page."""
        code = run_command_line(["check", *arguments])
        shown = self.capture.readouterr()
        return code, shown.out, shown.err.decode()


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Editor:
    """An editor."""
    return Editor(monkeypatch, capfdbinary)


def save(content: str | bytes, name: str = NAME) -> None:
    """Write a page where it belongs."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def files(folder: Path) -> dict[Path, bytes]:
    """Everything below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_header(printed: bytes) -> dict[str, Any]:
    """A report in JSON without what tells one run from another."""
    report: dict[str, Any] = json.loads(printed)
    return {name: part for name, part in report.items() if name != "header"}


@pytest.mark.parametrize("before", [None, command_page(), "# other\n"])
@pytest.mark.parametrize("form", ["text", "github", "junit", "markdown", "json", "sarif"])
def test_a_page_is_reported_as_if_it_were_saved(
    folder: Path, editor: Editor, form: str, before: str | None
) -> None:
    """Locale, original and excerpts are those of the place, whatever stands there or nothing, and stays."""
    if before is not None:
        save(before)
    there = files(folder)
    given = editor.send(DAMAGED, "--format", form)
    assert files(folder) == there
    save(DAMAGED)
    saved = editor.check(NAME, "--format", form, "--no-cache")
    assert given[0] == saved[0] == 1
    for told in (b"P301", b"X702", b"de-de"):
        assert told in saved[1] or form in {"github", "junit"}
    if form == "json":
        assert without_header(given[1]) == without_header(saved[1])
    else:
        assert given == saved


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_the_repaired_page_is_printed_byte_for_byte(
    folder: Path, editor: Editor, mark: str, end: str, last: str
) -> None:
    """What --fix prints is what it would have written, and the patch of --diff makes the same."""
    content = (mark + DAMAGED.rstrip() + last).replace("\n", end).encode()
    there = files(folder)
    code, printed, told = editor.send(content, "--fix")
    assert printed == (mark + MENDED.rstrip() + last).replace("\n", end).encode()
    assert code == 1  # the original tells of something that is no certain repair
    assert "2 repairs made on 1 page" in told
    assert told.endswith("1 error found in 1 of 1 page.\n")
    _, patch, _ = editor.send(content, "--diff")
    assert files(folder) == there
    save(content)
    assert editor.check(NAME, "--diff", "--no-cache")[1] == patch
    assert patch.startswith(b"--- a/docs/de-de/page.md\n")
    editor.check(NAME, "--fix", "--no-cache")
    assert Path(NAME).read_bytes() == printed


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (command_page().encode(), 0),
        (b"", 0),
        (b"\xef\xbb\xbf# frobctl\r\n\n  ", 0),
        (command_page(example="frobctl start /Sise:10 target").encode(), 1),
        (b"# Gr\xf6sse\r\n", 2),
        (f"{DAMAGED}<!-- disconspec: ignroe P301 -->".encode(), 2),
    ],
)
def test_a_page_without_certain_repairs_is_printed_as_it_came(
    editor: Editor, content: bytes, code: int
) -> None:
    """An editor may put what is printed in the place of its text, so that nothing may get lost."""
    assert editor.send(content, "--fix", name="page.md")[:2] == (code, content)


@pytest.mark.usefixtures("folder")
def test_an_error_of_ours_leaves_the_page_as_it_came(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told as for a page that is saved."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(run, "check_page", fail)
    code, printed, told = editor.send(DAMAGED, "--fix")
    assert (code, printed) == (4, DAMAGED.encode())
    assert f"{NAME}: internal error" in told


@pytest.mark.usefixtures("folder")
def test_settings_and_comments_count(editor: Editor) -> None:
    """Settings are those of the working folder, as for a page that is saved; the page brings its comments."""
    assert editor.send(DAMAGED, "--only", "P301")[0] == 1
    Path("disconspec.toml").write_text('[check]\nignore = ["X"]\njobs = 2\ncache = "c"\n', encoding="utf-8")
    code, printed, _ = editor.send(DAMAGED)
    assert code == 1
    assert b"X702" not in printed
    assert editor.send(f"{DAMAGED}\n<!-- disconspec: ignore-page P301 -->\n")[0] == 0
    assert not Path("c").exists()
    Path("disconspec.toml").write_text('[check]\nexclude = ["docs/*"]\n', encoding="utf-8")
    assert editor.send(DAMAGED)[0] == 1
    Path("ci.toml").write_text('[check]\nfail_on = "error"\nseverity.ALL = "note"\n', encoding="utf-8")
    assert editor.send(DAMAGED, "--config", "ci.toml")[0] == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["new/page.md", "docs/en-us/page.md", "new/other.md"])
def test_originals_are_found_for_a_page_that_is_not_there(editor: Editor, name: str) -> None:
    """A new page is compared with its original, by name or by its id, and no page with itself."""
    code, printed, told = editor.send(DAMAGED, "--baseline", "docs/en-us", "--only", "X702", name=name)
    assert (code, told) == (0 if name == "docs/en-us/page.md" else 1, "")
    assert (b"X702" in printed) == bool(code)


@pytest.mark.usefixtures("folder")
def test_a_name_tells_whether_it_is_a_page_as_for_a_file(editor: Editor) -> None:
    """By its suffix or, whatever the suffix, by front matter."""
    assert editor.send(DAMAGED, name="page.txt")[0] == 1
    code, _, told = editor.send("# frobctl\n", name="page.txt")
    assert code == 2
    assert "page.txt: not a Markdown page" in told
    code, _, told = editor.send(DAMAGED, name="\udcff.md")
    assert code == 2
    assert "the name of this file is not UTF-8" in told


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("option", "excerpt"),
    [
        ("--fix", "    29 | frobctl start /Size:10 target\n"),
        ("--diff", "    19 | | / Size : `<size>`"),
    ],
)
def test_a_report_beside_what_is_printed_goes_to_a_file(editor: Editor, option: str, excerpt: str) -> None:
    """Its excerpts are those of the page that was sent, and it replaces no page."""
    save("# other\n")
    assert editor.send(DAMAGED, option, "--output", "report.txt")[0] == 1
    assert excerpt in Path("report.txt").read_text(encoding="utf-8")
    code, _, told = editor.send(DAMAGED, option, "--output", NAME)
    assert code == 2
    assert "the report would replace a page" in told


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--stdin-filename", NAME, "docs"], "--stdin-filename reads one page: write - and no other PATH."),
        (["--stdin-filename", NAME, "-", "docs"], "write - and no other PATH"),
        (["--stdin-filename", NAME], "Missing argument 'PATH...'"),
        (["--stdin-filename", NAME, "-", "--jobs", "1"], "leave --jobs out"),
        (["--stdin-filename", NAME, "-", "--cache", "c"], "leave --cache out"),
        (["--stdin-filename", "", "-"], "wants the name of a page, and '' is none"),
        (["--stdin-filename", "docs", "-"], "wants the name of a page, and 'docs' is none"),
        (
            ["--stdin-filename", NAME, "-", "--fix", "--format", "json"],
            "--fix prints the page: name a file with",
        ),
        (
            ["--stdin-filename", NAME, "-", "--diff", "--format", "json"],
            "--diff prints the repairs: name a file",
        ),
        (["--stdin-filename", NAME, "-", "--diff", "--fix"], "exclude each other"),
        (["-"], "standard input is not read without a name"),
        (["docs", "-"], "--stdin-filename"),
    ],
)
def test_what_does_not_go_with_standard_input_is_refused(
    editor: Editor, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    """At once, without waiting for somebody to send a page."""
    monkeypatch.setattr(sys, "stdin", None)
    code, printed, told = editor.check(*arguments)
    assert (code, printed) == (2, b"")
    assert message in told


@pytest.mark.usefixtures("folder")
def test_standard_input_that_cannot_be_read_is_told(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be closed, or something that gives nothing."""
    arguments = ("--stdin-filename", NAME, "-", "--no-cache")
    monkeypatch.setattr(sys, "stdin", None)
    assert editor.check(*arguments) == (
        2,
        b"",
        f"disconspec: -: standard input is closed (send {NAME} to it)\n",
    )

    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken())))
    assert editor.check(*arguments) == (2, b"", "disconspec: -: cannot be read: Input/output error\n")


def test_the_commands_of_the_guide_do_what_it_says(folder: Path) -> None:
    """As an editor starts them: the page comes through a pipe, and goes back through one."""
    guide = (Path(__file__).parents[2] / "docs/DOCUMENTS.md").read_text(encoding="utf-8")
    commands = [line.split() for line in guide.splitlines() if line.startswith("disconspec check --stdin-")]
    assert len(commands) == 2
    printed: list[tuple[int, bytes]] = []
    for command in commands:
        assert command[-2:] == ["<", "page.md"]
        code = "from disconspec.conformance.main import main; main()"
        answer = subprocess.run(
            [sys.executable, "-c", code, *command[1:-2]],
            input=DAMAGED.replace("\n", "\r\n").encode(),
            capture_output=True,
            check=False,
            cwd=folder,
        )
        printed.append((answer.returncode, answer.stdout))
    (checked, report), (fixed, page) = printed
    assert (checked, fixed) == (1, 1)
    assert {finding["code"] for finding in json.loads(report)["findings"]} == {"P301", "X702"}
    assert page == MENDED.replace("\n", "\r\n").encode()
