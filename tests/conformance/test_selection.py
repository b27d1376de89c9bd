"""Choosing clauses: a selector that matches nothing is a mistake, never an empty success."""

from __future__ import annotations

import pytest
from disconspec.conformance.runner import counted_clauses
from disconspec.conformance.selection import Selection, objection, profile_named, select
from disconspec.reports.document import AdapterIdentity
from disconspec.spec import DisconspecError, clause, clause_set, clauses

EVERYTHING = counted_clauses()


def ids(selection: Selection) -> list[str]:
    """Ids."""
    return [each.id for each in select(EVERYTHING, selection)]


def test_without_selectors_everything_of_the_profile_is_chosen() -> None:
    """Without selectors everything of the profile is chosen."""
    chosen = ids(Selection())
    assert set(chosen) == {each.id for each in EVERYTHING if "documented" in each.profiles}
    assert "TSDISCON-CONSOLE-004" not in chosen
    assert "TSDISCON-CONSOLE-004" in ids(Selection(profile="observed"))


def test_a_verdict_counts_the_frozen_set_and_silence_is_recorded_beside_it() -> None:
    """A verdict counts the frozen set and silence is recorded beside it."""
    frozen = set(clause_set().clauses)
    silent = {each.id for each in clauses() if each.level == "unspecified"}
    assert frozen
    assert silent
    assert {each.id for each in EVERYTHING} == frozen | silent


def test_selectors_narrow_each_other() -> None:
    """Selectors narrow each other."""
    assert ids(Selection(clauses=("tsdiscon-console-*",))) == [
        "TSDISCON-CONSOLE-001",
        "TSDISCON-CONSOLE-002",
        "TSDISCON-CONSOLE-003",
    ]
    chosen = select(EVERYTHING, Selection(systems=("wdsutil",), levels=("should", "may")))
    assert {each.system for each in chosen} == {"wdsutil"}
    assert {each.level for each in chosen} == {"should", "may"}


@pytest.mark.parametrize(
    ("selection", "hint"),
    [
        (Selection(clauses=("TSDISCON-CONSOL-001",)), "TSDISCON-CONSOLE-001"),
        (Selection(clauses=("TSDISCON-ID-001", "WMS-IDD-001")), "WMS-ID-001"),
        (Selection(systems=("tsdiscn",)), "tsdiscon"),
        (Selection(levels=("mst",)), "must"),
        (Selection(clauses=("NOTHING-LIKE-IT-*",)), "--list"),
        (Selection(clauses=("TSDISCON-CONSOLE-004",)), "--profile observed"),
        (Selection(clauses=("TSDISCON-ID-001",), systems=("wdsutil",)), "a must of tsdiscon"),
        (Selection(systems=("iwdstransportclient",), levels=("may",)), "--list"),
    ],
)
def test_a_selector_that_matches_nothing_suggests_something(selection: Selection, hint: str) -> None:
    """A selector that matches nothing suggests something."""
    with pytest.raises(DisconspecError) as error:
        select(EVERYTHING, selection)
    assert error.value.exit_code == 2
    assert hint in error.value.hint


def test_an_unknown_profile_is_a_mistake() -> None:
    """An unknown profile is a mistake."""
    assert profile_named("observed") == "observed"
    with pytest.raises(DisconspecError, match="no profile"):
        profile_named("observd")


def test_what_an_adapter_does_not_declare_does_not_apply() -> None:
    """What an adapter does not declare does not apply."""
    vm = clause("TSDISCON-VM-002")
    assert vm.needs == ("vm", "session-name")
    some = AdapterIdentity(name="it", systems=("tsdiscon",), capabilities=("vm",))
    assert objection(vm, some) == "the adapter does not declare session-name"
    assert objection(vm, AdapterIdentity(name="it", systems=("tsdiscon",), capabilities=vm.needs)) == ""
