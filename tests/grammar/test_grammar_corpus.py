# ruff: noqa: D103 - the name of a test says what it tests
"""The targets of the grammar over a corpus of real command references, and the five documents.

They need DISCONSPEC_CORPUS and DISCONSPEC_SEEDS; nothing of those pages is in this repository.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from disconspec.conformance.documents import read_page
from disconspec.conformance.documents.pages.syntaxes import parse_blocks
from disconspec.grammar import Match, Node, canonical, match, parse_syntax, same_command, to_text


def folder(variable: str) -> Path:
    chosen = os.environ.get(variable, "")
    if not chosen or not Path(chosen).is_dir():
        pytest.skip(f"{variable} names no folder of documents")
    return Path(chosen)


def syntaxes(page: Path) -> list[str]:
    return [fence.text for fence, _ in parse_blocks(read_page(page.read_bytes(), str(page)))]


@pytest.mark.parametrize("family", ["windows-commands", "powershell"])
def test_every_block_of_the_corpus_gives_a_tree_or_a_diagnosis(family: str) -> None:
    pages = sorted((folder("DISCONSPEC_CORPUS") / family).rglob("*.md"))[::3]
    assert len(pages) > 500
    counts: Counter[str] = Counter()
    for page in pages:
        for text in syntaxes(page):
            parsed = parse_syntax(text)
            counts[parsed.status] += 1
            assert parsed.tree is not None or parsed.diagnoses, text
            for usage in parsed.usages:
                plain = canonical(usage)
                notation = "powershell" if parsed.notation == "powershell" else "windows"
                again = parse_syntax(to_text(plain), notation=notation).tree
                assert again is not None, to_text(plain)
                assert canonical(again) == plain, text
    total = sum(counts.values())
    assert total > 500
    usable = counts["parsed"] + counts["recovered"]
    assert usable >= 0.99 * total, counts
    if family == "powershell":
        assert usable == total, counts


def seed(prefix: str) -> list[str]:
    (page,) = folder("DISCONSPEC_SEEDS").glob(f"{prefix}_*")
    found = syntaxes(page)
    assert found
    return found


def test_the_five_documents() -> None:
    english, french = (parse_syntax(seed(name)[0]).tree for name in ("000", "001"))
    assert english is not None
    assert french is not None
    assert same_command(english, french)
    tsdiscon = parse_syntax(seed("003")[0]).tree
    assert tsdiscon is not None
    for line in ("tsdiscon", "tsdiscon 10", "tsdiscon TERM04"):
        assert isinstance(match(tsdiscon, line), Match)
    sets = [parse_syntax(text) for text in seed("004")]
    assert [one.status for one in sets] == ["parsed", "parsed"]
    trees: list[Node] = [one.tree for one in sets if one.tree is not None]
    assert not same_command(*trees)
