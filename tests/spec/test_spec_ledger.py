"""The ledger is complete in itself: ids, levels, references between its files, and the frozen set."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from disconspec import spec
from disconspec.spec import loader
from disconspec.spec.errors import DisconspecError
from disconspec.spec.files import ClauseFile
from disconspec.spec.known_pages import PAGES
from disconspec.spec.loader import DATA, meaning_hash, nearest, read
from disconspec.spec.schema import FILES, ledger_schema
from disconspec.spec.values import PROFILES

PREFIXES = {
    "wdsutil": "WDSUTIL",
    "iwdstransportclient": "IWDS",
    "tsdiscon": "TSDISCON",
    "disconnect-wmssession": "WMS",
}
CLAUSES = spec.clauses()
IDENTIFIERS = {clause.id for clause in CLAUSES}
DATA_FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file())
LEDGER_FILES = [name for name in DATA_FILES if name.endswith(".toml")]


def test_there_are_clauses_of_every_system_and_level() -> None:
    """The ledger holds enough of everything for the tests below to mean something."""
    assert len(CLAUSES) >= 60
    assert {clause.system for clause in CLAUSES} == set(spec.systems()) == set(PREFIXES)
    assert {clause.level for clause in CLAUSES} == {"must", "should", "may", "unspecified"}


def test_identifiers_are_unique_and_well_formed() -> None:
    """An id names its system and topic and is given once."""
    assert len(IDENTIFIERS) == len(CLAUSES)
    for clause in CLAUSES:
        assert re.fullmatch(rf"{PREFIXES[clause.system]}-[A-Z]+-[0-9]{{3}}", clause.id)


def test_gaps_and_only_gaps_are_unspecified() -> None:
    """Where the documents are silent, the id says so, and nothing else is left open."""
    for clause in CLAUSES:
        assert ("-GAP-" in clause.id) == (clause.level == "unspecified")
        assert (clause.support == "silence") == (clause.level == "unspecified")


def test_needs_are_capabilities_and_every_capability_is_needed() -> None:
    """Clauses and capabilities speak of the same things."""
    assert {need for clause in CLAUSES for need in clause.needs} == set(spec.capabilities())


def test_rules_are_clauses_that_are_their_own_rule() -> None:
    """A rule is found by the id of the clause that it is named after."""
    for clause in CLAUSES:
        if clause.level == "unspecified":
            assert clause.rule == ""
        else:
            rule = spec.clause(clause.rule)
            assert rule.rule == rule.id
            assert rule.system == clause.system


def test_conflicts_are_known_and_touch_the_clause_s_system() -> None:
    """Every conflict has its sides and a reading, and is cited where it matters."""
    assert [conflict.id for conflict in spec.conflicts()] == [f"C{number}" for number in range(1, 16)]
    by_id = {conflict.id: conflict for conflict in spec.conflicts()}
    for clause in CLAUSES:
        for identifier in clause.conflicts:
            assert clause.system in by_id[identifier].systems
    for conflict in by_id.values():
        assert set(conflict.systems) <= set(spec.systems())
        assert len(conflict.positions) >= 2
        assert conflict.reading


def test_profiles_are_known() -> None:
    """No clause is judged under a profile that nobody can choose."""
    for clause in CLAUSES:
        assert clause.profiles
        assert set(clause.profiles) <= set(PROFILES)


def test_what_a_clause_rests_on() -> None:
    """A must stands in a document, and whatever else is claimed names what supports it."""
    documents = {document.id: document for document in spec.documents()}
    for clause in CLAUSES:
        if clause.level == "must":
            assert clause.support == "document", clause.id
            assert clause.sources, clause.id
        if clause.support in {"protocol", "observed"}:
            assert clause.evidence, clause.id
        for source in clause.sources:
            document = documents[source.document]
            assert document.locale == source.locale
            assert document.body_first_line <= source.first_line <= source.last_line <= document.last_line
        own = {
            source.document for source in clause.sources if documents[source.document].system == clause.system
        }
        assert own or clause.level == "unspecified", clause.id


def test_the_french_page_is_cited_wherever_the_english_one_is() -> None:
    """Both languages of a page are sources of the same clauses."""
    cited = [{source.document for source in clause.sources} for clause in CLAUSES]
    assert any("wdsutil-fr" in documents for documents in cited)
    for documents in cited:
        assert ("wdsutil-en" in documents) == ("wdsutil-fr" in documents)


def test_a_statement_is_one_sentence_of_our_own() -> None:
    """Statements read alone and do not repeat each other."""
    for clause in CLAUSES:
        assert clause.statement.endswith(".")
        assert "\n" not in clause.statement
    assert len({(clause.system, clause.statement) for clause in CLAUSES}) == len(CLAUSES)


def test_the_frozen_set_holds_every_clause_that_is_judged() -> None:
    """A verdict counts every clause that is not silent, once."""
    newest = spec.clause_set()
    judged = {clause.id for clause in CLAUSES if clause.level != "unspecified"}
    assert set(newest.clauses) == judged
    assert len(newest.clauses) == len(judged)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", newest.date)
    assert spec.clause_set(newest.name) is newest


def test_frozen_clauses_are_never_dropped_and_never_change_their_meaning() -> None:
    """Whoever changes a frozen clause has to make a new one."""
    assert spec.clause_sets()
    for frozen in spec.clause_sets():
        assert set(frozen.clauses) <= IDENTIFIERS
        assert meaning_hash(frozen.clauses) == frozen.sha256, (
            f"A clause of set {frozen.name} means something else than when it was frozen. "
            "Give the new meaning a new id in a new set."
        )


def test_the_hash_of_a_set_notices_a_change_of_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check above can fail."""
    clause = spec.clause("TSDISCON-CONSOLE-001")
    changed = {clause.id: msgspec.structs.replace(clause, level="should")}
    before = meaning_hash([clause.id])
    monkeypatch.setattr(loader, "clause", changed.__getitem__)
    assert meaning_hash([clause.id]) != before


def test_unknown_names_suggest_the_nearest() -> None:
    """A slip of the pen is met with the name that was meant."""
    for ask, name, near in [
        (spec.clause, "TSDISCON-CONSOL-001", "TSDISCON-CONSOLE-001"),
        (spec.conflict, "C61", "C6"),
        (spec.command, "tsdisco", "tsdiscon"),
        (spec.clause_set, spec.clause_set().name + "x", spec.clause_set().name),
    ]:
        with pytest.raises(DisconspecError) as caught:
            ask(name)
        assert near in str(caught.value)
        assert caught.value.exit_code == 2


def test_nothing_near_suggests_nothing() -> None:
    """A far-fetched suggestion is worse than none."""
    assert nearest("qqqqqqqq", IDENTIFIERS) is None
    with pytest.raises(DisconspecError) as caught:
        spec.clause("qqqqqqqq")
    assert caught.value.hint == ""


def test_every_data_file_is_of_a_known_kind() -> None:
    """No data file but the known pages escapes the schema, and no part of the schema is without data."""
    assert LEDGER_FILES
    for name in LEDGER_FILES:
        assert sum(fnmatch(name, pattern) for pattern in FILES) == 1, name
    for pattern in FILES:
        assert any(fnmatch(name, pattern) for name in LEDGER_FILES), pattern
    assert set(DATA_FILES).difference(LEDGER_FILES) == {PAGES.relative_to(DATA).as_posix()}


def published() -> dict[str, object]:
    """Read the published schema."""
    return json.loads(DATA.with_name("ledger.schema.json").read_text(encoding="utf-8"))


def test_the_published_schema_is_the_one_of_the_types() -> None:
    """Schema and loader cannot drift apart."""
    assert published() == ledger_schema(), "python -m disconspec.spec.schema > spec/ledger.schema.json"


@pytest.mark.parametrize("name", LEDGER_FILES)
def test_data_validates_against_the_published_schema(name: str) -> None:
    """Every file is valid, and would not be with an unforeseen field."""
    kind = next(kind for pattern, kind in FILES.items() if fnmatch(name, pattern))
    validator: Any = jsonschema.Draft202012Validator(
        {**published(), "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"}]}
    )
    data = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    assert validator.is_valid(data)
    assert not validator.is_valid(data | {"unforeseen": 1})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("system = ", "Invalid value"),
        ('system = "wdsutil"\nclause = [{ id = "WDSUTIL-1", level = "must", statement = "x" }]', "regex"),
        (
            'system = "wdsutil"\nclause = [{ id = "WDSUTIL-X-001", level = "shall", statement = "x" }]',
            "shall",
        ),
        ('system = "wdsutil"\nclause = []\nclauses = []', "unknown field"),
    ],
)
def test_a_faulty_data_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    """Whoever edits a file learns what is wrong with it and where."""
    path = tmp_path / "wdsutil.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DisconspecError, match=message) as caught:
        read(path, ClauseFile)
    assert caught.value.path == str(path)


def test_a_missing_data_file_is_named(tmp_path: Path) -> None:
    """A broken installation gives a message, not a traceback."""
    with pytest.raises(DisconspecError) as caught:
        read(tmp_path / "wdsutil.toml", ClauseFile)
    assert str(tmp_path) in str(caught.value)


def test_the_hash_of_the_specification_is_stable() -> None:
    """The same data have the same hash."""
    assert re.fullmatch(r"[0-9a-f]{64}", spec.spec_hash())
    loader.spec_hash.cache_clear()
    assert spec.spec_hash() == spec.spec_hash()


def test_the_hash_of_the_specification_covers_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of any file changes the hash."""
    seen = {spec.spec_hash()}
    monkeypatch.setattr(loader, "DATA", tmp_path)
    for name in DATA_FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    try:
        loader.spec_hash.cache_clear()
        assert spec.spec_hash() in seen
        for name in DATA_FILES:
            with (tmp_path / name).open("ab") as file:
                file.write(b"#")
            loader.spec_hash.cache_clear()
            assert spec.spec_hash() not in seen
            seen.add(spec.spec_hash())
    finally:
        loader.spec_hash.cache_clear()


def test_the_door_opens_nothing_before_it_is_asked() -> None:
    """Importing the door costs next to nothing."""
    script = """
import sys
import disconspec.spec as spec
print("msgspec" in sys.modules)
spec.systems()
print("msgspec" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=30, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_the_door_offers_what_it_lists_and_nothing_else() -> None:
    """Every name in `__all__` is there."""
    for name in spec.__all__:
        assert getattr(spec, name) is not None
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = spec.nothing_such  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
