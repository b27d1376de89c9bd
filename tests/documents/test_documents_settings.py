"""Settings: where they are found, which count more, and that no slip in them passes unseen."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents.findings.configuration import (
    Settings,
    find_settings,
    selected_codes,
    severities,
)
from disconspec.spec.errors import DisconspecError
from document_pages import DAMAGED, command_page

GUIDE = Path(__file__).parents[2] / "docs/DOCUMENTS.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder two below the one with the settings, with a damaged page in `docs`."""
    inner = tmp_path / "a/b"
    (inner / "docs").mkdir(parents=True)
    (inner / "docs/page.md").write_text(DAMAGED, encoding="utf-8")
    monkeypatch.chdir(inner)
    return tmp_path


def check(*arguments: str) -> int:
    """Type the command and give its exit code."""
    return run_command_line(["check", *arguments, "--no-cache"])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("disconspec.toml", "[chekc]\n", "there is no table 'chekc'"),
        ("disconspec.toml", 'ignore = ["P301"]\n', "there is no table 'ignore' (settings are in [check])"),
        ("disconspec.toml", "[check]\n[other]\n", "there is no table 'other'"),
        ("disconspec.toml", "[[check]]\n", "[check] is no table (write [check] above the settings)"),
        ("disconspec.toml", '[check]\nignore = [""]\n', "a code is expected in ignore"),
        (
            "disconspec.toml",
            '[check]\nselect = ["T999"]\n',
            "there is no code 'T999' in select",
        ),
        (
            "disconspec.toml",
            '[check.severity]\nP999 = "note"\n',
            "disconspec.toml: there is no code 'P999' in severity",
        ),
        ("disconspec.toml", '[check]\nignore = ["ALL"]\n', "disconspec.toml: every code is ignored"),
        ("disconspec.toml", "\n\xff", "disconspec.toml:2: not UTF-8 text (save the file as UTF-8)"),
        (
            "disconspec.toml",
            "[check]\nselect = U503\n",
            "disconspec.toml:2:10: cannot be read as TOML: Invalid value (settings are lines such as",
        ),
        (
            "disconspec.toml",
            "[check]\nselect = [\n",
            "disconspec.toml: cannot be read as TOML: Invalid value",
        ),
        ("disconspec.toml", f"[check]\njobs = {'9' * 5000}\n", "disconspec.toml: cannot be read as TOML: "),
        ("pyproject.toml", "[tool.disconspec.chekc]\n", "there is no table 'chekc'"),
        (
            "pyproject.toml",
            '[tool.disconspec]\nignore = ["P301"]\n',
            "in [tool.disconspec.check]",
        ),
        ("pyproject.toml", "[tool]\ndisconspec = 1\n", "[tool.disconspec] is no table"),
        (
            "pyproject.toml",
            "tool = 1\n",
            "(write [tool.disconspec.check] above the settings)",
        ),
    ],
)
def test_a_slip_in_the_settings_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, message: str
) -> None:
    """A slip in the settings is said, with the file, instead of checking as if there were none."""
    (folder / name).write_bytes(text.encode("latin-1"))
    assert check("docs") == 2
    shown = capsys.readouterr().err
    assert message in shown
    assert name in shown


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('select = "U503"', 'select is "U503", and a list of codes is expected (write select = ["U503"])'),
        ("only = 1", "only is 1, and a list of codes is expected (write only = ["),
        ('ignore = ["T205", 1]', 'ignore is ["T205", 1], and a list of codes is expected (write ignore = ['),
        ('exclude = "old"', 'exclude is "old", and a list of patterns is expected (write exclude = ["old"])'),
        ("baseline = true", "baseline is true, and a folder is expected (write baseline = "),
        ("jobs = -1", "jobs is -1, and a number of processes, or 0 for as many as"),
        ("jobs = true", "jobs is true, and a number of processes, or 0 for as many as"),
        ('jobs = "2"', 'jobs is "2", and a number of processes, or 0 for as many as'),
        (
            'format = "jso"',
            'format is "jso", and one of text, json, sarif, github, junit, markdown is expected',
        ),
        ('format = "jso"', '(write format = "json")'),
        ("format = 1", '(write format = "text")'),
        ("cache = 1", "cache is 1, and a folder, or false for none, is expected (write cache = "),
        ('cache = ""', 'cache is "", and a folder, or false for none, is expected (write cache = '),
        ('severity = "note"', 'severity is "note", and a table of codes is expected (write severity = {'),
        (
            'severity.P301 = "fatal"',
            'severity.P301 is "fatal", and one of error, warning, note is expected (write severity.P301 = "',
        ),
        (
            "severity.P301 = [1979-05-27]",
            'severity.P301 is ["1979-05-27"], and one of error, warning, note is expected',
        ),
        (
            'severity.P301 = "warn"',
            '(write severity.P301 = "warning")',
        ),
        ('selct = ["U503"]', "there is no option 'selct' (did you mean 'select'?)"),
        ("nonsense = 1", "there is no option 'nonsense' (one of select, only, ignore, exclude, "),
        (f"jobs = [{'1, ' * 999}]", "jobs is [1, 1, 1,"),
        (f"baseline = {'9' * 30}", f"baseline is {'9' * 30}, and a folder is expected"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_what_is_expected_and_what_to_write(
    folder: Path, capsys: pytest.CaptureFixture[str], setting: str, message: str
) -> None:
    """Who writes settings need not know how we read them."""
    (folder / "disconspec.toml").write_text(f"[check]\n{setting}\n", encoding="utf-8")
    assert check("docs") == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"disconspec: {folder / 'disconspec.toml'}: ")
    assert message in shown
    assert len(shown) < len(str(folder)) + 300


@pytest.mark.parametrize("key", Settings.__struct_fields__)
def test_what_is_said_to_be_written_can_be_written(
    folder: Path, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    """A date is wrong for every setting, and what the message says instead is right."""
    (folder / "disconspec.toml").write_text(f"[check]\n{key} = 1979-05-27\n", encoding="utf-8")
    assert check("docs") == 2
    instead = capsys.readouterr().err.split("(write ")[1].removesuffix(")\n")
    assert instead.startswith(f"{key} = ")
    (folder / "disconspec.toml").write_text(f"[check]\n{instead}\n", encoding="utf-8")
    assert find_settings(folder)[1] == str(folder / "disconspec.toml")


def test_settings_that_cannot_be_read_are_told_and_those_of_others_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of settings is ours, and whose project file it is nobody knows."""
    ours, theirs = folder / "disconspec.toml", folder / "a/pyproject.toml"
    ours.write_text('[check]\nignore = ["P301"]\n', encoding="utf-8")
    theirs.write_text("[tool.disconspec.check]\n", encoding="utf-8")
    assert check("docs") == 1
    read = Path.read_bytes
    kept = {theirs}

    def refuse(path: Path) -> bytes:
        if path in kept:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert check("docs") == 0
    kept.add(ours)
    capsys.readouterr()
    assert check("docs") == 2
    assert capsys.readouterr().err == (
        f"disconspec: {ours}: cannot be read: Permission denied "
        "(let disconspec read this file, or name another with --config)\n"
    )


def test_folders_that_are_kept_from_us_have_no_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may work in a folder need not see the one above it."""
    look = os.stat

    def refuse(path: os.PathLike[str] | str, **more: bool) -> os.stat_result:
        if Path(path).parent == folder and Path(path).suffix == ".toml":
            raise PermissionError(13, "Permission denied")
        return look(path, **more)

    monkeypatch.setattr(os, "stat", refuse)
    assert check("docs") == 1


def test_a_mark_of_byte_order_before_settings_says_nothing(folder: Path) -> None:
    """Some editors begin every file with one."""
    (folder / "disconspec.toml").write_text('\ufeff[check]\nignore = ["P301"]\n', encoding="utf-8")
    assert check("docs") == 0


@pytest.mark.parametrize("text", ["", "[tool.other]\nx = 1\n", "[tool]\n"])
def test_files_without_our_table_are_passed_over(folder: Path, text: str) -> None:
    """An empty file of settings and a project file of others say nothing."""
    (folder / "disconspec.toml").write_text("", encoding="utf-8")
    (folder / "a/pyproject.toml").write_text(text, encoding="utf-8")
    assert check("docs") == 1


def test_the_nearest_settings_count_and_disconspec_toml_before_pyproject(folder: Path) -> None:
    """The nearest settings count, and of one folder those in disconspec.toml."""
    (folder / "disconspec.toml").write_text('[check]\nignore = ["P301"]\n', encoding="utf-8")
    assert check("docs") == 0
    (folder / "a/pyproject.toml").write_text('[tool.disconspec.check]\nignore = ["T"]\n', encoding="utf-8")
    assert check("docs") == 1
    (folder / "a/disconspec.toml").write_text('[check]\nignore = ["P"]\n', encoding="utf-8")
    assert check("docs") == 0


def test_paths_in_settings_are_relative_to_their_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paths in settings mean the same wherever the command is typed."""
    settings = folder / "disconspec.toml"
    settings.write_text('[check]\nexclude = ["a/b/docs/*"]\n', encoding="utf-8")
    assert check("docs") == 2
    assert "no pages in this folder (the settings exclude all)" in capsys.readouterr().err
    assert check("docs/page.md") == 1  # what is named is checked
    (folder / "original").mkdir()
    original = command_page(example="frobctl start /Size:11 target")
    (folder / "original/page.md").write_text(original, encoding="utf-8")
    settings.write_text('[check]\nbaseline = "original"\n', encoding="utf-8")
    check("docs")
    assert "X702" in capsys.readouterr().out
    settings.write_text('[check]\nbaseline = "nowhere"\n', encoding="utf-8")
    assert check("docs") == 2


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("disconspec.toml", "check"),
        ("ci.toml", "check"),
        ("pyproject.toml", "tool.disconspec.check"),
        ("settings", "check"),
    ],
)
def test_settings_of_a_file_that_is_named_count_and_no_others(folder: Path, name: str, table: str) -> None:
    """Settings are sought from the working folder on; whoever stands elsewhere names the file."""
    elsewhere = folder / "c" / name
    elsewhere.parent.mkdir()
    elsewhere.write_text(f'[{table}]\nignore = ["P301"]\n', encoding="utf-8")
    assert check("docs") == 1
    assert check("docs", "--config", str(elsewhere)) == 0
    (folder / "disconspec.toml").write_text('[check]\nonly = ["P301"]\n', encoding="utf-8")
    assert check("docs", "--config", str(elsewhere)) == 0
    assert check("docs", "--config", "../../disconspec.toml") == 1


def test_paths_in_a_file_that_is_named_are_relative_to_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are so in one that was found, too."""
    settings = folder / "a/ci.toml"
    settings.write_text('[check]\nexclude = ["b/docs/*"]\n', encoding="utf-8")
    assert check("docs", "--config", "../ci.toml") == 2
    assert "the settings exclude all" in capsys.readouterr().err
    settings.write_text('[check]\nbaseline = "b/nowhere"\n', encoding="utf-8")
    assert check("docs/page.md", "--config", "../ci.toml") == 2
    assert "b/nowhere: there is no such folder to compare with" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "nowhere.toml",
            "nowhere.toml: there is no such file of settings (name one such as disconspec.toml)",
        ),
        ("docs", "docs: this is a folder and no file of settings (name a file in it, such as docs/disc"),
        ("", ".: this is a folder and no file of settings (name a file in it, such as disconspec.toml)"),
        (
            "docs/page.md/ci.toml",
            "docs/page.md/ci.toml: cannot be read: Not a directory (let disconspec read",
        ),
        ("empty.toml", "empty.toml: there are no settings in this file (write them under [check])"),
        ("pyproject.toml", "there are no settings in this file (write them under [tool.disconspec.check])"),
        ("docs/page.md", "docs/page.md:1:4: cannot be read as TOML"),
        ("wrong.toml", "wrong.toml: jobs is -1"),
    ],
)
def test_a_wrong_file_of_settings_is_told_with_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    """A check under other settings than those asked for would mean nothing."""
    (folder / "disconspec.toml").write_text('[check]\nignore = ["P301"]\n', encoding="utf-8")
    Path("empty.toml").touch()
    Path("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    Path("wrong.toml").write_text("[check]\njobs = -1\n", encoding="utf-8")
    assert check("docs") == 0
    assert check("docs", "--config", name) == 2
    assert message in capsys.readouterr().err


def test_the_format_of_the_settings_counts_where_none_is_typed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no reason to refuse --diff, which reports in no format on standard output."""
    (folder / "disconspec.toml").write_text('[check]\nformat = "json"\n', encoding="utf-8")
    assert check("docs") == 1
    assert json.loads(capsys.readouterr().out)["footer"]["verdict"] == "findings"
    assert check("docs", "--format", "text") == 1
    assert capsys.readouterr().out.startswith("docs/page.md:20:3: error P301")
    assert check("docs", "--diff") == 1
    assert capsys.readouterr().out.startswith("--- a/docs/page.md")
    assert check("docs", "--diff", "--output", "report") == 1
    assert json.loads(Path("report").read_text(encoding="utf-8"))["findings"]


@pytest.mark.parametrize(
    ("setting", "arguments", "place"),
    [
        ('"kept"', (), "kept"),
        ('"kept"', ("--cache", "typed"), "a/b/typed"),
        ('"kept"', ("--no-cache",), ""),
        ("true", (), "a/b/.disconspec_cache"),
        ("false", (), ""),
        ("false", ("--cache", "typed"), "a/b/typed"),
    ],
)
def test_the_cache_of_the_settings_counts_where_none_is_typed(
    folder: Path, setting: str, arguments: tuple[str, ...], place: str
) -> None:
    """A folder in the settings is relative to their file, one that is typed to where it is typed."""
    (folder / "disconspec.toml").write_text(f"[check]\ncache = {setting}\n", encoding="utf-8")
    for _ in range(2):
        assert run_command_line(["check", "docs", *arguments]) == 1
    assert {path.parent.relative_to(folder) for path in folder.rglob("*.bin")} == {Path(place)} - {Path()}


def test_the_guide_shows_every_setting(folder: Path) -> None:
    """What the guide shows is taken as it stands, and there is no setting that it does not show."""
    shown = GUIDE.read_text(encoding="utf-8").split("\n## Settings\n")[1].split("\n## ")[0]
    settings = "".join(re.findall(r"^    (.*\n)", shown, re.MULTILINE))
    (folder / "disconspec.toml").write_text(settings, encoding="utf-8")
    found, _ = find_settings(folder)
    assert found.select
    assert [key for key in Settings.__struct_fields__ if not re.search(rf"\b{key}( =|\]\n)", settings)] == []


def test_the_command_line_counts_more_than_settings() -> None:
    """What is typed adds to, replaces and takes away from what the settings say."""
    settings = Settings(only=("P3",), ignore=("P301",))
    assert "P301" not in selected_codes(settings)
    assert "P302" in selected_codes(settings)
    assert "P301" in selected_codes(settings, select=("P301",))
    assert selected_codes(settings, only=("P301",)) == {"P301"}
    assert selected_codes(settings, only=("P301",), select=("U503",)) == {"P301", "U503"}
    assert selected_codes(settings, select=("T201",)) == selected_codes(settings) | {"T201"}
    assert selected_codes(Settings(select=("U503",)), only=("T201",)) == {"T201"}
    with pytest.raises(DisconspecError, match="nothing to check"):
        selected_codes(settings, ignore=("ALL",))
    with pytest.raises(DisconspecError, match="a code is expected"):
        selected_codes(settings, only=(" , ",))


def test_the_narrower_severity_counts_whatever_the_order() -> None:
    """A severity for one code stands against one for its family."""
    for by_word in (
        {"ALL": "error", "P3": "note", "P301": "warning"},
        {"P301": "warning", "P3": "note", "ALL": "error"},
    ):
        found = severities(by_word)  # pyright: ignore[reportArgumentType] - literals in a loop
        assert (found["P301"], found["P302"], found["T201"]) == ("warning", "note", "error")
