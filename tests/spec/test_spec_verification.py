"""Citations against documents: every change is noticed, and every line is accounted for."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from disconspec import spec
from disconspec.spec.errors import DisconspecError
from disconspec.spec.loader import DATA
from disconspec.spec.values import Clause, Document, Exclusion, Source
from disconspec.spec.verification import body_starts, check_document, hash_of, lines_of
from msgspec.structs import replace

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ["---", "title: made up", "---", "# Frobbing", "", "Frob twice.", "```", "frob /x", "```"]
DOCUMENT = Document(
    id="frob-en",
    system="tsdiscon",
    locale="en-us",
    title="Frobbing",
    kind="windows-commands",
    marks=("title: made up",),
    body_first_line=4,
    last_line=9,
    sha256="",
)


def source(first: int, last: int) -> Source:
    """Cite lines of the made-up page."""
    return Source("frob-en", "en-us", "Frobbing", first, last, hash_of(PAGE[first - 1 : last]))


def clause(identifier: str, *sources: Source) -> Clause:
    """Make up a clause that cites these lines."""
    return Clause(id=identifier, system="tsdiscon", level="must", statement="It frobs.", sources=sources)


CITED = [clause("FROB-1", source(6, 6)), clause("FROB-2", source(6, 6), source(7, 9))]
EXCLUDED = [Exclusion("frob-en", "en-us", "Frobbing", 4, 4, hash_of(PAGE[3:4]), "A title.")]


def test_a_page_that_is_as_it_was_read_has_no_changes() -> None:
    """The page that was cited verifies."""
    assert check_document(DOCUMENT, PAGE, CITED, EXCLUDED) == ((), ())


def test_a_changed_line_marks_the_clauses_that_cite_it() -> None:
    """Everybody who cites a changed line is told."""
    page = [*PAGE[:5], "Frob thrice.", *PAGE[6:]]
    (span,), uncovered = check_document(DOCUMENT, page, CITED, EXCLUDED)
    assert span.clauses == ("FROB-1", "FROB-2")
    assert span.source.first_line == 6
    assert span.found == hash_of(["Frob thrice."])
    assert span.moved_to == 0
    assert uncovered == ()


def test_a_changed_exclusion_is_noticed() -> None:
    """What was nothing to check may have become something."""
    page = [*PAGE[:3], "# Frobbing, twice", *PAGE[4:]]
    (span,), _ = check_document(DOCUMENT, page, CITED, EXCLUDED)
    assert span.clauses == ()


def test_lines_that_moved_are_found_again() -> None:
    """Lines that only moved are told apart from lines that are gone."""
    page = [*PAGE[:4], "", *PAGE[4:]]
    spans, uncovered = check_document(DOCUMENT, page, CITED, EXCLUDED)
    assert {span.source.first_line: span.moved_to for span in spans} == {6: 7, 7: 8}
    assert [line.line for line in uncovered] == [10]


def test_a_line_that_nothing_accounts_for_is_noticed() -> None:
    """A new sentence cannot hide."""
    page = [*PAGE, "", "Frobbing costs money."]
    spans, (line,) = check_document(DOCUMENT, page, CITED, EXCLUDED)
    assert spans == ()
    assert (line.document, line.line, line.text) == ("frob-en", 11, "Frobbing costs money.")


def test_a_document_cut_short_is_noticed() -> None:
    """Lines that are no more there count as changed."""
    spans, _ = check_document(DOCUMENT, PAGE[:5], CITED, EXCLUDED)
    assert {span.source.first_line: span.found for span in spans} == {6: "", 7: ""}


def test_line_ends_byte_order_mark_and_trailing_blanks_do_not_count() -> None:
    """What no reader sees does not change a hash; indentation does."""
    assert lines_of(b"\xef\xbb\xbfa\r\nb\r\n") == ["a", "b"]
    assert hash_of(["a ", "b"]) == hash_of(["a", "b\t"])
    assert hash_of([" a"]) != hash_of(["a"])


def test_bytes_that_are_no_text_are_refused() -> None:
    """A picture is no document."""
    with pytest.raises(DisconspecError, match="UTF-8"):
        lines_of(b"\xff\xfe\x00")


def test_front_matter_ends_at_its_fence() -> None:
    """The body starts after the front matter, where there is one."""
    assert body_starts(PAGE) == 4
    assert body_starts(["# No front matter"]) == 1
    assert body_starts(["---", "never closed"]) == 1


def test_a_folder_without_the_documents_is_refused(tmp_path: Path) -> None:
    """Nothing to verify is an error, never a success."""
    with pytest.raises(DisconspecError, match="None of the five"):
        spec.verify(tmp_path)
    with pytest.raises(DisconspecError, match="cannot be read"):
        spec.verify(tmp_path / "nowhere")


def test_every_hash_verifies_and_every_line_is_accounted_for(seeds: Path) -> None:
    """The ledger covers the five documents whole."""
    verification = spec.verify(seeds)
    assert verification.intact, verification
    assert len(verification.files) == 5
    assert verification.altered == ()
    assert verification.needs_review == ()
    assert {verification.state(each) for each in spec.clauses() if each.sources} == {"verified"}


@pytest.fixture(scope="module")
def pages(seeds: Path) -> dict[str, list[str]]:
    """The lines of the five documents."""
    files = spec.verify(seeds).files
    return {identifier: lines_of(path.read_bytes()) for identifier, path in files.items()}


def test_documents_are_described_as_they_are(pages: dict[str, list[str]]) -> None:
    """Title and line numbers of a document are right."""
    assert len(pages) == 5
    for document in spec.documents():
        lines = pages[document.id]
        assert body_starts(lines) == document.body_first_line
        assert len(lines) == document.last_line
        headings = [re.sub(r"<a .*?</a>", "", line).strip("# ") for line in lines if line.startswith("# ")]
        assert headings[0] == document.title


def test_citations_name_the_heading_they_stand_under(pages: dict[str, list[str]]) -> None:
    """A reader finds a citation by its heading."""
    spans = [*spec.exclusions(), *(each for clause in spec.clauses() for each in clause.sources)]
    assert len(spans) > 200
    for span in spans:
        fenced, heading = False, ""
        for line in pages[span.document][: span.first_line]:
            fenced ^= line.startswith("```")
            if not fenced and re.match("#+ ", line):
                heading = re.sub(r"<a .*?</a>", "", line).strip("# ")
        assert span.heading.strip("# ") == heading, span


def test_a_change_of_any_line_is_noticed(pages: dict[str, list[str]]) -> None:
    """Change one line at a time: exactly the clauses that cite it need review."""
    changes = 0
    for document in spec.documents():
        lines = pages[document.id]
        for number in range(document.body_first_line, document.last_line + 1):
            if not lines[number - 1].strip():
                continue
            changed = [*lines[: number - 1], lines[number - 1] + "!", *lines[number:]]
            spans, _ = check_document(document, changed, spec.clauses(), spec.exclusions())
            assert spans, (document.id, number)
            assert {identifier for span in spans for identifier in span.clauses} == {
                each.id
                for each in spec.clauses()
                for cited in each.sources
                if cited.document == document.id and cited.first_line <= number <= cited.last_line
            }
            changes += 1
    assert changes > 200


def test_without_any_one_exclusion_a_line_is_left_over(pages: dict[str, list[str]]) -> None:
    """No exclusion is idle, so the check of coverage can fail for each."""
    documents = {document.id: document for document in spec.documents()}
    for dropped in spec.exclusions():
        rest = [each for each in spec.exclusions() if each is not dropped]
        document = documents[dropped.document]
        _, uncovered = check_document(document, pages[document.id], spec.clauses(), rest)
        assert uncovered, dropped


def test_no_line_is_both_cited_and_excluded() -> None:
    """A line either says something to check or does not."""
    excluded = {
        (each.document, line)
        for each in spec.exclusions()
        for line in range(each.first_line, each.last_line + 1)
    }
    cited = {
        (each.document, line)
        for clause in spec.clauses()
        for each in clause.sources
        for line in range(each.first_line, each.last_line + 1)
    }
    assert excluded
    assert cited
    assert not excluded & cited


def test_a_changed_document_marks_its_clauses(seeds: Path, tmp_path: Path) -> None:
    """The whole way: a folder in which one sentence changed."""
    for path in seeds.iterdir():
        shutil.copy(path, tmp_path)
    path = spec.verify(tmp_path).files["tsdiscon-en"]
    console = spec.clause("TSDISCON-CONSOLE-001")
    lines = lines_of(path.read_bytes())
    lines[console.sources[0].first_line - 1] = "- The console session may be disconnected."
    path.write_text("\n".join(lines), encoding="utf-8")
    verification = spec.verify(tmp_path)
    assert not verification.intact
    assert verification.altered == ("tsdiscon-en",)
    assert verification.needs_review == tuple(f"TSDISCON-CONSOLE-00{number}" for number in (1, 2, 3, 4))
    assert verification.state(console) == "needs review"
    assert verification.state(spec.clause("TSDISCON-ID-001")) == "verified"


def test_a_missing_document_leaves_its_clauses_unverified(seeds: Path, tmp_path: Path) -> None:
    """What was not looked at is not called verified."""
    shutil.copy(spec.verify(seeds).files["tsdiscon-en"], tmp_path)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    verification = spec.verify(tmp_path)
    assert set(verification.files) == {"tsdiscon-en"}
    assert not verification.intact
    assert verification.state(spec.clause("WMS-ID-001")) == "not verified"
    assert verification.state(spec.clause("TSDISCON-ID-001")) == "verified"


def test_of_several_editions_the_nearest_is_taken(seeds: Path, tmp_path: Path) -> None:
    """A folder may hold other editions of a page beside the one cited."""
    original = spec.verify(seeds).files["tsdiscon-en"]
    other = original.read_text(encoding="utf-8").replace("1ABB99A7422F830E1B875281155A0E2A", "0" * 32)
    (tmp_path / "a.md").write_text(other, encoding="utf-8")
    assert spec.verify(tmp_path).files["tsdiscon-en"].name == "a.md"
    shutil.copy(original, tmp_path / "b.md")
    assert spec.verify(tmp_path).files["tsdiscon-en"].name == "b.md"


def test_line_ends_of_a_checkout_do_not_count(seeds: Path, tmp_path: Path) -> None:
    """A Windows checkout verifies too."""
    for identifier, path in spec.verify(seeds).files.items():
        (tmp_path / f"{identifier}.md").write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    verification = spec.verify(tmp_path)
    assert verification.intact
    assert verification.altered == ()


def test_no_sentence_of_the_documents_is_copied(pages: dict[str, list[str]]) -> None:
    """The data hold facts of the documents, not their prose."""
    ours = " ".join(path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.toml"))).casefold()
    sentences: set[str] = set()
    for lines in pages.values():
        fenced = False
        for line in lines:
            fenced ^= line.startswith("```")
            if not fenced:
                sentences.update(part.strip() for part in re.split(r"[.:]\s|</br>|[|\u3002\uff1a]", line))
    long = {each for each in sentences if len(each.split()) >= 5 or (len(each) >= 10 and not each.isascii())}
    assert len(long) > 40
    titles = {document.title for document in spec.documents()}
    copied = {each for each in long if each.casefold() in ours} - titles
    assert not {
        each for each in copied if not each.startswith(("title", "#", "ms.", "WDSUTIL", "Disconnect-"))
    }


def test_replacing_a_source_breaks_its_hash() -> None:
    """A citation of the wrong lines is found out."""
    moved = replace(source(6, 6), first_line=5, last_line=5)
    spans, uncovered = check_document(DOCUMENT, PAGE, [clause("FROB-3", moved)], [])
    assert [span.moved_to for span in spans] == [6]
    assert uncovered
