"""The cache: the same report with it and without, whatever happens to it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from types import ModuleType

import lark
import markdown_it
import msgspec
import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.documents import run
from disconspec.conformance.documents.cache import Cache
from disconspec.conformance.documents.checker import Checked
from disconspec.conformance.documents.pages.files import pages_in
from disconspec.conformance.documents.run import HOUSE, SOURCES, Job, check_pages, checker_hash
from disconspec.reports import document
from disconspec.spec.known_pages import PAGES
from document_pages import command_page, rows

ALL = frozenset({"P301", "X702", "R402"})


def pages(folder: Path) -> list[str]:
    """Some pages, half of them damaged."""
    for number in range(12):
        path = folder / f"{('de-de', 'fr-fr')[number % 2]}/frobctl-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        size = "| / Size : `<size>` | x |" if number % 3 else "| /Size:`<size>` | x |"
        path.write_text(command_page(rows=rows(size=size), intro=f"Nr. {number}."), encoding="utf-8")
    return pages_in([str(folder)])


def results(paths: list[str], cache: Path | None, **job: object) -> list[Checked | None]:
    """What a check comes to."""
    chosen = Job(**{"selected": ALL, "cache": str(cache or ""), **job})  # pyright: ignore[reportArgumentType]
    return [each.checked for each in check_pages(paths, chosen)]


def cut(path: Path) -> None:
    """Leave half of a file, as a full disk would."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """Turn single bits around, which may leave a file that can be decoded."""
    content = bytearray(path.read_bytes())
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(5):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def block(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [cut, flip, block, Path.unlink])
def test_a_damaged_cache_changes_no_result(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """A damaged cache changes no result."""
    paths, cache = pages(tmp_path / "docs"), tmp_path / "cache"
    right = results(paths, None)
    assert results(paths, cache) == right
    stored = list(cache.glob("*.bin"))
    assert stored
    for path in stored:
        harm(path)
    assert results(paths, cache) == right
    assert results(paths, cache) == right


def test_a_cache_that_cannot_be_is_none(tmp_path: Path) -> None:
    """A file in the place of the cache's folder is no error and stays as it is."""
    paths, cache = pages(tmp_path / "docs"), tmp_path / "cache"
    cache.write_text("mine", encoding="utf-8")
    assert results(paths, cache) == results(paths, None)
    assert cache.read_text(encoding="utf-8") == "mine"


def refusing(path: str, _mode: int) -> bool:
    """Whether a file may be written, on a system where none may."""
    return not Path(path).exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("file", "file: cannot be used as a cache: it is no folder"),
        ("file/below", "file/below: cannot be used as a cache: Not a directory"),
        ("locked", "locked: cannot be used as a cache: Permission denied"),
        ("", "--cache names no folder"),
    ],
)
def test_a_cache_that_was_asked_for_and_cannot_be_is_an_error(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    message: str,
) -> None:
    """Whoever names a folder wants results to be kept there; a file that is named by mistake stays."""
    monkeypatch.chdir(tmp_path)
    pages(tmp_path / "docs")
    Path("file").write_text("mine", encoding="utf-8")
    Path("locked").mkdir()
    command = ["check", "docs", "--only", "P301"]
    assert run_command_line([*command, "--cache", "fresh"]) == 1
    assert list(Path("fresh").glob("*.bin"))
    assert capsys.readouterr().err == ""
    if name == "locked":
        monkeypatch.setattr(os, "access", refusing)
    assert run_command_line([*command, "--cache", name]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.splitlines()[-1].startswith(f"disconspec: {message}")) == ("", True)
    assert Path("file").read_text(encoding="utf-8") == "mine"
    assert run_command_line([*command, "--cache", name, "--no-cache"]) == 1


def test_without_the_usual_cache_a_check_goes_on_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkout that nobody may write into has the same findings; only time is lost."""
    monkeypatch.chdir(tmp_path)
    pages(tmp_path / "docs")
    command = ["check", "docs", "--only", "P301", "--jobs", "2"]
    assert run_command_line([*command, "--no-cache"]) == 1
    right = capsys.readouterr()
    Path(".disconspec_cache").write_text("mine", encoding="utf-8")
    assert run_command_line(command) == 1
    told = (
        "disconspec: .disconspec_cache: cannot be used as a cache: it is no folder (--no-cache uses none)\n"
    )
    assert capsys.readouterr() == (right.out, told)
    assert right.err == ""


def test_a_cache_that_can_only_be_read_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What another check has kept there still saves time."""
    monkeypatch.chdir(tmp_path)
    pages(tmp_path / "docs")
    command = ["check", "docs", "--only", "P301"]
    assert run_command_line(command) == 1
    right = capsys.readouterr().out
    monkeypatch.setattr(os, "access", refusing)

    def checked(*_: object, **_more: object) -> None:
        pytest.fail("a page was checked anew")

    monkeypatch.setattr(run, "check_page", checked)
    assert run_command_line(command) == 1
    shown = capsys.readouterr()
    assert shown.out == right
    assert "Permission denied" in shown.err


def test_another_checkout_has_the_same_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache goes with copies of the pages elsewhere, whose findings then name the copies."""
    paths, cache = pages(tmp_path / "one/docs"), tmp_path / "cache"
    results(paths, cache)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    copies = pages_in([str(tmp_path / "two")])

    def put(*_: object) -> None:
        pytest.fail("a copy was checked anew")

    monkeypatch.setattr(Cache, "put", put)
    found = [each.finding.path for checked in results(copies, cache) if checked for each in checked.found]
    assert found
    assert set(found) < set(copies)


def test_selections_originals_and_languages_are_kept_apart(tmp_path: Path) -> None:
    """One cache serves checks of every kind in turns."""
    paths, cache, original = pages(tmp_path / "docs"), tmp_path / "cache", tmp_path / "original"
    kinds: list[dict[str, object]] = [
        {},
        {"selected": frozenset({"R402"})},
        {"baseline": str(original)},
        {"compare": True},
    ]
    original.mkdir()
    for size in ("10", "11", "10"):
        for name in range(12):
            text = command_page(example=f"frobctl start /Size:{size} target")
            (original / f"frobctl-{name}.md").write_text(text, encoding="utf-8")
        for kind in kinds:
            assert results(paths, cache, **kind) == results(paths, None, **kind)


def test_the_locale_of_the_folder_counts(tmp_path: Path) -> None:
    """The same page in the folder of another language is another page."""
    page = command_page().replace("ms.contentlocale: de-DE\n", "")
    for locale in ("de-de", "fr-fr"):
        path = tmp_path / locale / "a/b/c/d/page.md"
        path.parent.mkdir(parents=True)
        path.write_text(page, encoding="utf-8")
    checked = results(pages_in([str(tmp_path)]), tmp_path / "cache")
    assert [each.locale for each in checked if each] == ["de-de", "fr-fr"]
    again = results(pages_in([str(tmp_path)]), tmp_path / "cache")
    assert again == checked


def test_nothing_but_whole_files_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt while the cache is written leaves no part of a file."""
    paths, cache = pages(tmp_path / "docs"), tmp_path / "cache"

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            results(paths, cache)
    assert [path.name for path in cache.iterdir()] == [".gitignore"]


def test_page_and_original_are_told_apart() -> None:
    """What a page ends with is not taken for what its original begins with."""
    assert Cache.name(b"ab", b"c", "a.md") != Cache.name(b"a", b"bc", "a.md")
    assert Cache.name(b"ab", b"", "a.md") != Cache.name(b"a", b"b", "a.md")


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is named as far as it can be; the others are checked all the same."""
    folder = tmp_path / "docs"
    paths = pages(folder)
    odd = os.fsdecode(os.fsencode(folder) + b"/\xff.md")
    Path(odd).write_text("# x\n", encoding="utf-8")
    outcomes = list(check_pages([*paths, odd], Job(ALL)))
    assert [each.checked is None for each in outcomes] == [False] * len(paths) + [True]
    assert outcomes[-1].problem.endswith("\\udcff.md: the name of this file is not UTF-8 (rename it)")


def hashed_anew() -> bytes:
    """The hash of the checks as they are now."""
    checker_hash.cache_clear()
    try:
        return checker_hash()
    finally:
        checker_hash.cache_clear()


@pytest.mark.parametrize(
    "source",
    [PAGES, run.__file__, document.__file__, lark.__file__],
    ids=["known pages", "checks", "findings", "lark"],
)
def test_results_of_other_sources_are_not_taken_for_those_of_these(
    monkeypatch: pytest.MonkeyPatch, source: str | Path
) -> None:
    """Checks that knew other pages, made other findings or had another lark had other results."""
    before = hashed_anew()
    assert hashed_anew() == before
    read = Path.read_bytes

    def without(path: Path) -> bytes:
        return b"" if path == Path(source) else read(path)

    monkeypatch.setattr(Path, "read_bytes", without)
    assert hashed_anew() != before


@pytest.mark.parametrize(
    ("library", "name"), [(msgspec, "__version__"), (markdown_it, "__version__"), (sys, "version")]
)
def test_results_of_other_libraries_are_not_taken_for_those_of_these(
    monkeypatch: pytest.MonkeyPatch, library: ModuleType, name: str
) -> None:
    """After an upgrade of what reads the pages every page is checked anew."""
    before = hashed_anew()
    monkeypatch.setattr(library, name, "0.0")
    assert hashed_anew() != before


def test_the_file_that_stands_for_lark_has_its_version() -> None:
    """An upgrade cannot leave it as it was."""
    assert lark.__version__ in Path(lark.__file__).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The modules that checking pages loads, with their files."""
    paths = pages(tmp_path_factory.mktemp("docs"))
    script = """
import json, sys
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.run import Job, check_pages
assert any(each.checked.found for each in check_pages(sys.argv[1:], Job(frozenset(codes()))))
files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
print(json.dumps(files))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, *paths], check=True, timeout=60, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def test_every_source_of_ours_that_decides_results_is_in_the_hash_of_the_checks(
    loaded: dict[str, str],
) -> None:
    """None can be forgotten; what is left out only writes files and tells errors."""
    files = {
        Path(file).relative_to(HOUSE).as_posix()
        for name, file in loaded.items()
        if name.startswith("disconspec.") and file
    }
    assert {"conformance/documents/checker.py", "grammar/parsing.py", "reports/document.py"} <= files
    outside = {file for file in files if not file.startswith(tuple(f"{folder}/" for folder in SOURCES))}
    told = {"conformance/internal_errors.py", "conformance/writing.py"}
    assert outside == {"conformance/__init__.py", *told}


def test_every_library_that_decides_results_is_in_the_hash_of_the_checks(loaded: dict[str, str]) -> None:
    """None can be forgotten; the test above this one says that these three are not."""
    required = {re.split(r"[^\w-]", each)[0] for each in requires("disconspec") or ()}
    packages = packages_distributions()
    names = {name for module in loaded for name in packages.get(module, ())}
    assert required.intersection(names) == {"lark", "markdown-it-py", "msgspec"}
