"""A page against its original: set names, syntax, metadata, examples and first columns must agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.pages.originals import identity_of, original_of
from document_findings import DEFAULT
from document_pages import cmdlet_page, command_page, rows

ORIGINAL = cmdlet_page().replace("zh-CN", "en-US")


def compare(page: str, original: str) -> list[tuple[str, str, str | None, bool]]:
    """What a page is reported for beside its original."""
    found = check_page(
        read_page(page.encode(), "zh-cn/a.md"), DEFAULT, read_page(original.encode(), "en-us/a.md")
    ).found
    return [(x.finding.code, x.finding.text, x.finding.suggestion, x.finding.fixable) for x in found]


def test_a_faithful_translation_has_no_findings() -> None:
    """A faithful translation has no findings."""
    assert compare(cmdlet_page(), ORIGINAL) == []


@pytest.mark.parametrize("name", ["按名称", "ByTitle"])
def test_a_translated_set_name_is_found_and_repaired(name: str) -> None:
    """A translated set name is found and repaired."""
    assert ("T206", name, "ByName", True) in compare(cmdlet_page(set_name=name), ORIGINAL)


def test_the_mark_of_the_default_set_is_wording_where_no_original_is_at_hand() -> None:
    """The mark of the default set is wording where no original is at hand."""
    page = read_page(cmdlet_page(set_name="ByName\uff08默认值\uff09").encode(), "zh-cn/a.md")
    assert check_page(page, DEFAULT).found == ()


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("ByName\uff08默认值\uff09", "ByName (Default)"),
        ("ByName\uff08cdxml\uff09", "ByName (cdxml)"),
        ("ByName\uff08名称\uff09", "ByName"),
    ],
)
def test_a_heading_of_a_set_has_to_read_as_in_the_original(shown: str, wanted: str) -> None:
    """A heading of a set has to read as in the original, its signs and its mark included."""
    original = ORIGINAL.replace("### ByName", f"### {wanted}")
    assert compare(cmdlet_page(set_name=shown), original) == [("T206", shown, wanted, True)]
    assert compare(cmdlet_page(set_name=wanted), original) == []


def test_a_set_called_parameters_is_a_set() -> None:
    """A set called `Parameters` is a set, and not the section of the parameters."""
    original = ORIGINAL.replace("### ByName", "### Parameters")
    assert compare(cmdlet_page(set_name="参数"), original) == [("T206", "参数", "Parameters", True)]


def test_a_drifted_syntax_is_found() -> None:
    """A drifted syntax is found."""
    page = cmdlet_page(syntax="Get-Frob [[-Nom] <String>] [<CommonParameters>]")
    assert [(code, text) for code, text, _, _ in compare(page, ORIGINAL)] == [("X702", "[[-Nom]")]


def test_a_drifted_example_is_found() -> None:
    """A drifted example is found."""
    page = cmdlet_page(example="PS C:\\> Get-Frob -Name b")
    assert [(code, text) for code, text, _, _ in compare(page, ORIGINAL)] == [("X702", "b")]


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("frobctl start /Size:10 ziel", [("X702", "ziel")]),
        ("frobctl start /Size:10 größe", [("T209", "größe")]),
        ("frobctl start /Size:10", [("X702", "frobctl start /Size:10")]),
        ("frobctl start /Size:10 target", []),
    ],
)
def test_an_example_has_all_words_of_the_original(example: str, expected: list[tuple[str, str]]) -> None:
    """An example has all words of the original: other ones are found, and where some are missing."""
    found = compare(command_page(example=example), command_page(locale="en-US"))
    assert [(code, text) for code, text, _, _ in found] == expected


def test_a_wrapped_syntax_is_the_same_syntax() -> None:
    """A wrapped syntax is the same syntax."""
    page = cmdlet_page(syntax="Get-Frob [[-Name] <String>]\n [<CommonParameters>]")
    assert compare(page, ORIGINAL) == []


def test_drifted_metadata_is_found() -> None:
    """Drifted metadata is found."""
    page = cmdlet_page().replace("Position: 0", "Position: 1")
    assert [(code, text, hint) for code, text, hint, _ in compare(page, ORIGINAL)] == [("X702", "1", "0")]
    page = cmdlet_page().replace("Position: Named", "Position: 命名")
    assert ("T208", "命名", "Named", True) in compare(page, ORIGINAL)


def test_a_first_column_that_differs_is_found() -> None:
    """A first column that differs is found."""
    page = command_page(rows=rows(quick="| -rapide | Vite. |"), locale="fr-FR")
    assert compare(page, command_page(locale="en-US")) == [("T201", "-rapide", "-quick", False)]
    page = command_page(rows=rows(quick="| -other | Vite. |"), locale="en-GB")
    assert ("X702", "-other", "-quick", False) in compare(page, command_page(locale="en-US"))


def test_letter_case_and_brackets_are_no_difference() -> None:
    """Letter case and brackets are no difference."""
    page = command_page(rows=rows(quick="| [-QUICK] | Vite. |"), locale="fr-FR")
    assert compare(page, command_page(locale="en-US")) == []


def test_originals_are_found_beside_the_page_or_in_a_folder(tmp_path: Path) -> None:
    """Originals are found beside the page or in a folder."""
    for name in ("en-us/mod/a.md", "zh-cn/mod/a.md", "zh-cn/mod/b.md", "base/deep/b.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    page = str(tmp_path / "zh-cn/mod/a.md")
    assert original_of(page, "") == str(tmp_path / "en-us/mod/a.md")
    assert original_of(str(tmp_path / "zh-cn/mod/b.md"), "") == ""
    assert original_of(str(tmp_path / "en-us/mod/a.md"), "") == ""
    assert original_of(page, str(tmp_path / "en-us")) == str(tmp_path / "en-us/mod/a.md")
    assert original_of(str(tmp_path / "zh-cn/mod/b.md"), str(tmp_path / "base")) == str(
        tmp_path / "base/deep/b.md"
    )
    assert original_of(page, str(tmp_path / "zh-cn")) == ""


def test_a_folder_of_originals_that_is_named_is_the_one_of_the_folder_that_is_worked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Likewise, for a program that checks in one folder after another."""
    for name, identity in (("one", "x"), ("two", "y")):
        path = tmp_path / name / "base/a.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"---\nms.assetid: {identity}\n---\n", encoding="utf-8")
    for name, identity, other in (("one", "x", "y"), ("two", "y", "x")):
        monkeypatch.chdir(tmp_path / name)
        assert original_of("b.md", "base", identity) == str(Path("base/a.md"))
        assert original_of("b.md", "base", other) == ""


def test_an_original_of_another_name_is_found_by_its_id(tmp_path: Path) -> None:
    """An original of another name is found by its id, in a folder that was named and beside the page."""
    pages = {
        "en-us/new-name.md": b"---\nms.assetid: 'ID-1'\n---\n",
        "en-us/twin.md": b"---\nUID: id-2\n---\n",
        "en-us/other-twin.md": b"---\nUID: id-2\n---\n",
        "fr-fr/old-name.md": b"---\nms.assetid: id-1\n---\n",
        "fr-fr/twin.md": b"---\nms.assetid: id-1\n---\n",
    }
    for name, content in pages.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    page, wanted = str(tmp_path / "fr-fr/old-name.md"), str(tmp_path / "en-us/new-name.md")
    assert identity_of(pages["en-us/new-name.md"]) == "id-1"
    for folder in ("", str(tmp_path / "en-us")):
        assert original_of(page, folder, "id-1") == wanted
        assert original_of(page, folder, "id-2") == ""
        assert original_of(page, folder) == ""
    assert original_of(str(tmp_path / "fr-fr/twin.md"), str(tmp_path / "en-us"), "id-1") == wanted


@pytest.mark.parametrize(
    ("name", "found"), [("new.markdown", True), ("new.txt", True), ("new.md", True), ("picture.png", False)]
)
def test_an_original_is_any_file_that_is_a_page(tmp_path: Path, name: str, found: bool) -> None:
    """An original of another name is a page by its suffix or by its front matter."""
    content = b"---\nms.assetid: id-1\n---\n" if found else b"PNG ---\nms.assetid: id-1\n---\n"
    for path, text in ((f"en-us/{name}", content), ("fr-fr/old.md", b"")):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(text)
    wanted = str(tmp_path / "en-us" / name) if found else ""
    assert original_of(str(tmp_path / "fr-fr/old.md"), "", "id-1") == wanted


def test_originals_are_those_of_the_folder_that_is_worked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same relative name is another folder elsewhere."""
    for place, name in (("one", "new.md"), ("two", "newer.md")):
        path = tmp_path / place / "en-us" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"---\nms.assetid: id-1\n---\n")
        monkeypatch.chdir(tmp_path / place)
        assert original_of("fr-fr/old.md", "", "id-1") == f"en-us/{name}"


@pytest.mark.parametrize("content", [b"", b"# no front matter\n", b"---\nms.assetid:\n---\n"])
def test_a_page_without_an_id_has_none(content: bytes) -> None:
    """A page without an id has none."""
    assert identity_of(content) == ""


def test_the_command_compares_with_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command compares with a folder."""
    monkeypatch.chdir(tmp_path)
    page = cmdlet_page(example="PS C:\\> Get-Frob -Name b")
    for name, text in (("original/a.md", ORIGINAL), ("pages/a.md", page)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    assert run_command_line(["check", "pages"]) == 0
    assert run_command_line(["check", "pages", "--baseline", "original"]) == 1
    assert "the original has `a`" in capsys.readouterr().out
    Path("original/a.md").write_text(ORIGINAL.replace("-Name a", "-Name b"), encoding="utf-8")
    assert run_command_line(["check", "pages", "--baseline", "original"]) == 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that differs from its original, the original and another one, where the command is typed in."""
    monkeypatch.chdir(tmp_path)
    page = cmdlet_page(example="PS C:\\> Get-Frob -Name b")
    for name, text in (("original/a.md", ORIGINAL), ("other/b.md", ORIGINAL), ("pages/a.md", page)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("baseline", "message"),
    [
        ("empty", "empty: no pages in this folder"),
        ("other", "other: no page has its original in this folder"),
        ("pages", "pages: no page has its original in this folder"),
        ("nowhere", "nowhere: there is no such folder to compare with"),
        ("", "there is no such folder to compare with"),
    ],
)
def test_a_baseline_with_which_nothing_can_be_compared_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str], baseline: str, message: str
) -> None:
    """A folder that was mistyped would make every page look right."""
    assert run_command_line(["check", "pages", "--baseline", "original"]) == 1
    capsys.readouterr()
    assert run_command_line(["check", "pages", "--baseline", baseline]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"disconspec: {message}")
    assert (folder / "pages/a.md").exists()


def test_pages_without_originals_are_checked_beside_others_that_have_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New pages may not be in the original yet, and one that cannot be read is told by the check."""
    (folder / "pages/0.md").write_text(cmdlet_page(), encoding="utf-8")
    (folder / "pages/b.md").symlink_to("b.md")
    assert run_command_line(["check", "pages", "--baseline", "original"]) == 2
    shown = capsys.readouterr()
    assert "pages/a.md" in shown.out
    assert shown.err.count("disconspec: ") == shown.err.count("pages/b.md: cannot be read") == 1
    (folder / "pages/a.md").unlink()
    assert run_command_line(["check", "pages", "--baseline", "other"]) == 2
    assert "no page has its original" in capsys.readouterr().err


def test_where_settings_name_the_baseline_a_check_without_originals_goes_on_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hook checks single pages, new ones and the originals themselves with the same settings."""
    (folder / "disconspec.toml").write_text('[check]\nbaseline = "original"\n', encoding="utf-8")
    assert run_command_line(["check", "pages"]) == 1
    assert capsys.readouterr().err == ""
    assert run_command_line(["check", "original"]) == 0
    told = f"{folder / 'original'}: no page has its original in this folder"
    assert capsys.readouterr().err.startswith(f"disconspec: {told}")
    (folder / "disconspec.toml").write_text('[check]\nbaseline = "empty"\n', encoding="utf-8")
    assert run_command_line(["check", "pages"]) == 2
    assert "empty: no pages in this folder" in capsys.readouterr().err


def test_the_labels_of_a_table_of_attributes_are_wording() -> None:
    """The labels of a table of attributes are wording; what can be typed is not."""
    original = command_page(
        locale="en-US", rows=("| Required? | x |", "| Default Value | x |", "| file | x |")
    )
    page = command_page(rows=("| Erforderlich? | x |", "| Standardwert | x |", "| file | x |"))
    assert compare(page, original) == []
    other = command_page(rows=("| Erforderlich? | x |", "| Standardwert | x |", "| Datei | x |"))
    assert [(code, text) for code, text, _, _ in compare(other, original)] == [("T204", "Datei")]


@pytest.mark.parametrize("nothing", ["*<i>*", "**&#1;**"])
def test_emphasis_that_shows_nothing_is_no_token(nothing: str) -> None:
    """A tag alone between stars is nothing to readers, so it is no translation and no original."""
    with_token = command_page(intro=f"Mit {nothing} und **/Größe** geht es.")
    original = command_page(intro=f"With {nothing} and **/Size** it works.", locale="en-US")
    assert compare(with_token, original) == [("T201", "/Größe", "/Size", False)]
    bare = command_page(intro=f"Mit {nothing} geht es.")
    assert compare(bare, command_page(intro="With **/Size** it works.", locale="en-US")) == []
