"""`disconspec check` as it is typed: what it prints, what it leaves, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from document_pages import DAMAGED, command_page, rows


def write(folder: Path, name: str, text: str | bytes) -> str:
    """Write a file and give its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def check(*arguments: str) -> int:
    """Type the command and give its exit code."""
    return run_command_line(["check", *arguments])


def test_findings_make_exit_code_1_and_show_the_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings make exit code 1 and show the place."""
    write(folder, "page.md", DAMAGED)
    assert check("page.md") == 1
    shown = capsys.readouterr().out
    assert "page.md:20:3: error P301 inserted-space" in shown
    assert "^" in shown


def test_no_findings_make_exit_code_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No findings make exit code 0."""
    write(folder, "page.md", command_page())
    assert check("page.md") == 0
    assert "No findings in 1 page" in capsys.readouterr().out


def test_json_is_the_report_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Json is the report alone."""
    write(folder, "docs/de-de/page.md", DAMAGED)
    assert check("docs", "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in report["findings"]] == ["P301"]
    assert report["footer"] == report["footer"] | {"complete": True, "verdict": "findings", "gate": "fail"}
    german = report["statistics"]["locales"]["de-de"]
    assert german["pages"] == 1
    assert german["syntax_blocks"] == {"total": 1, "parsed": 1, "recovered": 0, "diagnosed": 0}
    assert german["example_lines"] == {"total": 1, "accepted": 1, "rejected": 0, "other": 0}


@pytest.mark.parametrize("form", ["sarif", "github", "junit", "markdown"])
def test_every_format_names_the_finding(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    """Every format names the finding."""
    write(folder, "page.md", DAMAGED)
    assert check("page.md", "--format", form) == 1
    assert "P301" in capsys.readouterr().out


def test_the_report_goes_to_a_file_on_demand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report goes to a file on demand."""
    write(folder, "page.md", DAMAGED)
    assert check("page.md", "--format", "sarif", "--output", "out.sarif") == 1
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("random.bin", bytes(range(256)) * 4, "not a Markdown page"),
        ("binary.md", b"---\n\0\1\2", "a binary file, not a page"),
        ("latin.md", "---\ntitle: x\n---\nGrö".encode("latin-1"), "not UTF-8 text"),
        ("notes.txt", b"just notes\n", "not a Markdown page"),
        ("ruler.txt", b"----------\nA title\n", "not a Markdown page"),
    ],
)
def test_what_is_no_page_is_said_to_be_none(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, message: str
) -> None:
    """What is no page is said to be none."""
    write(folder, name, content)
    assert check(name) == 2
    assert f"{name}" in (shown := capsys.readouterr().err)
    assert message in shown


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("page.md", b""),
        ("page.MARKDOWN", b""),
        ("page.txt", b"---\ntitle: x\n---\n"),
        ("page", b"\xef\xbb\xbf--- \r\ntitle: x\r\n---\r\n"),
        ("page.text", b"---\rtitle: x\r---\r"),
    ],
)
def test_a_page_is_known_by_its_suffix_or_its_front_matter(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, start: bytes
) -> None:
    """A file is a page by the same rule whether it is named, met in a folder or an original."""
    write(folder, "pages/ruler.txt", b"----------\nA title\n")
    write(folder, f"pages/{name}", start + DAMAGED.encode())
    assert check("pages") == 1
    shown = capsys.readouterr().out
    assert check(f"pages/{name}") == 1
    assert capsys.readouterr().out == shown


def test_a_locale_without_a_syntax_is_said_to_have_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing could be held against a syntax, the listing says so."""
    write(folder, "de-de/page.md", "# Seite\n\nText.\n")
    write(folder, "fr-fr/page.md", command_page(locale="fr-FR"))
    assert check(".") == 0
    shown = capsys.readouterr().out
    assert "de-de: 1 page, no syntax block\n" in shown
    assert "fr-fr: 1 page, 1 syntax block (1 parsed" in shown


def test_one_bad_page_does_not_hide_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bad page does not hide the others."""
    write(folder, "good.md", DAMAGED)
    write(folder, "bad.md", b"\xff\xfe")
    assert check(".") == 2
    shown = capsys.readouterr()
    assert "P301" in shown.out
    assert "incomplete" in shown.out
    assert "bad.md:1:1: not UTF-8 text" in shown.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.md"], "there is no such file or folder"),
        (["pag.md"], "did you mean page.md?"),
        (["empty"], "no pages in this folder"),
        (["page.md", "--select", "T2011"], "did you mean T201?"),
        (["page.md", "--ignore", "inserted-spaces"], "did you mean inserted-space?"),
        (["page.md", "--ignore", "T,P,R,U,C,X,M"], "nothing to check"),
        (["page.md", "--baseline", "nowhere"], "no such folder to compare with"),
        (["page.md", "--fix", "--diff"], "exclude each other"),
        (["page.md", "--forma", "json"], "--format"),
        (["page.md", "--format", "yaml"], "yaml"),
        ([], "PATH"),
    ],
)
def test_wrong_usage_is_exit_code_2_with_a_hint(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Wrong usage is exit code 2 with a hint."""
    write(folder, "page.md", DAMAGED)
    (folder / "empty").mkdir()
    assert check(*arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
def test_an_unreadable_page_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unreadable page is named."""
    path = Path(write(folder, "page.md", DAMAGED))
    path.chmod(0)
    assert check("page.md") == 2
    assert "cannot be read" in capsys.readouterr().err


def test_codes_are_selected_and_ignored(folder: Path) -> None:
    """Codes are selected and ignored."""
    write(folder, "page.md", DAMAGED)
    assert check("page.md", "--ignore", "P301") == 0
    assert check("page.md", "--only", "T201") == 0
    assert check("page.md", "--only", "inserted-space") == 1
    assert check("page.md", "--ignore", "P301", "--select", "U503") == 0


def test_settings_come_from_either_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings come from either file."""
    write(folder, "page.md", DAMAGED)
    write(folder, "pyproject.toml", '[tool.disconspec.check]\nignore = ["P301"]\n')
    assert check("page.md") == 0
    write(folder, "disconspec.toml", '[check.severity]\ninserted-space = "note"\n')
    assert check("page.md") == 1
    assert "note P301" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[check]\nignored = ["P301"]\n', "did you mean 'ignore'?"),
        ('[check]\nignore = ["P999"]\n', "there is no code 'P999'"),
        ("[check]\njobs = true\n", "jobs is true"),
        ("[check\n", "cannot be read as TOML"),
        ("check = 1\n", "[check] is no table"),
    ],
)
def test_settings_that_mean_nothing_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    """Settings that mean nothing are refused."""
    write(folder, "page.md", DAMAGED)
    write(folder, "disconspec.toml", text)
    assert check("page.md") == 2
    assert message in capsys.readouterr().err


def test_comments_keep_a_place_as_it_is(folder: Path) -> None:
    """Comments keep a place as it is."""
    row = "| / Size : `<size>` | Volumen. <!-- disconspec: ignore P301 --> |"
    write(folder, "page.md", command_page(rows=rows(size=row)))
    assert check("page.md") == 0
    write(folder, "page.md", DAMAGED + "\n<!-- disconspec: ignore-page inserted-space -->\n")
    assert check("page.md") == 0
    write(folder, "page.md", DAMAGED + "\n<!-- disconspec: ignore T201 -->\n")
    assert check("page.md") == 1


@pytest.mark.parametrize("comment", ["ignore T999", "ignroe P301", "ignore"])
def test_a_comment_that_means_nothing_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], comment: str
) -> None:
    """A comment that means nothing is refused."""
    write(folder, "page.md", f"{DAMAGED}\n<!-- disconspec: {comment} -->\n")
    assert check("page.md") == 2
    assert "page.md:3" in capsys.readouterr().err


def test_the_cache_gives_the_same_report_and_may_be_damaged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cache gives the same report and may be damaged."""
    write(folder, "page.md", DAMAGED)
    check("page.md")
    first = capsys.readouterr().out
    stored = list((folder / ".disconspec_cache").glob("*.bin"))
    assert stored
    check("page.md")
    assert capsys.readouterr().out == first
    stored[0].write_bytes(b"\x93garbage")
    check("page.md")
    assert capsys.readouterr().out == first
    write(folder, "page.md", command_page())
    assert check("page.md") == 0


def test_without_a_cache_nothing_is_written(folder: Path) -> None:
    """Without a cache nothing is written."""
    write(folder, "page.md", DAMAGED)
    check("page.md", "--no-cache")
    assert [path.name for path in folder.iterdir()] == ["page.md"]


def test_several_processes_report_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several processes report the same."""
    for name in ("a", "b", "c"):
        write(folder, f"{name}/page.md", DAMAGED)
    check(".", "--no-cache", "--jobs", "1")
    alone = capsys.readouterr().out
    check(".", "--no-cache", "--jobs", "2")
    assert capsys.readouterr().out == alone
    assert alone.count("error P301") == 3


def test_one_page_imports_nothing_slow(folder: Path) -> None:
    """One page imports nothing slow."""
    write(folder, "page.md", DAMAGED)
    code = (
        "import sys; from disconspec.conformance.commands import run_command_line;"
        "run_command_line(['check', 'page.md', '--no-cache']);"
        "print([name for name in ('rich', 'jinja2', 'jsonschema', 'hypothesis', 'pytest', 'psutil')"
        " if name in sys.modules], file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder
    )
    assert answer.stderr.strip() == "[]"
