# ruff: noqa: D103 - the name of a test says what it tests
# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""What holds of every tree and every text: printing, matching, missing by one thing, never raising."""

from __future__ import annotations

import pytest
from disconspec.grammar import (
    Match,
    Mismatch,
    canonical,
    match,
    parse_cell,
    parse_syntax,
    same_command,
    to_text,
    walk,
)
from disconspec.grammar.nodes import Node
from disconspec.grammar.strategies import near_misses, syntaxes, valid_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NOTATION = "[]{}<>|/-–:=.,…\"'\\`&#124;@ \n\tｘ［｝：｜<>…aBc0é名\u200b"
FIXED = [
    "WDSUTIL /Disconnect-Client /ClientId:<Client ID> [/Server:<Server name>] [/Force]",
    "tsdiscon [<sessionID> | <sessionname>] [/server:<servername>] [/v]",
    "cmd [/s <computer> [/u [<domain>\\]<user> [/p <password>]]] [/fo {table | list}] {/a | /b}",
    "create volume raid [size=<n>] disk=<n>,<n>[,<n>,...] [align=<n>] [noerr]",
    "find [/v] [/c] [/off[line]] <pattern> [[<drive>:][<path>]<filename>]",
    "sc.exe [<servername>] config type= {own | share} [start= {boot | auto}]",
]
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@given(syntaxes())
@quick
def test_printing_and_parsing_a_canonical_tree_gives_the_same_tree(tree: Node) -> None:
    plain = canonical(tree)
    again = parse_syntax(to_text(plain)).tree
    assert again is not None
    assert canonical(again) == plain


@given(syntaxes().flatmap(lambda tree: st.tuples(st.just(tree), valid_lines(tree))))
@settings(quick, max_examples=100)
def test_every_valid_line_fits(drawn: tuple[Node, str]) -> None:
    tree, line = drawn
    answer = match(tree, line)
    assert isinstance(answer, Match), answer


@given(syntaxes().flatmap(lambda tree: st.tuples(st.just(tree), near_misses(tree))))
@settings(quick, max_examples=150)
def test_every_near_miss_is_rejected_for_its_reason(drawn: tuple[Node, tuple[str, str]]) -> None:
    tree, (line, reason) = drawn
    answer = match(tree, line)
    assert isinstance(answer, Mismatch), answer
    assert answer.reason == reason, answer


@pytest.mark.parametrize("syntax", FIXED)
def test_documented_syntaxes_have_the_same_properties(syntax: str) -> None:
    tree = parse_syntax(syntax).tree
    assert tree is not None
    seen: set[str] = set()

    @given(valid_lines(tree))
    @settings(quick, max_examples=15)
    def fits(line: str) -> None:
        assert isinstance(match(tree, line), Match)

    @given(near_misses(tree))
    @settings(quick, max_examples=15)
    def misses(drawn: tuple[str, str]) -> None:
        line, reason = drawn
        answer = match(tree, line)
        assert isinstance(answer, Mismatch), answer
        assert answer.reason == reason, answer
        seen.add(reason)

    fits()
    misses()
    assert seen


@given(st.one_of(st.text(max_size=80), st.text(alphabet=NOTATION, max_size=60)))
@settings(quick, max_examples=200)
def test_any_text_gets_a_tree_or_a_diagnosis(text: str) -> None:
    for parsed in (parse_syntax(text), parse_cell(text), parse_syntax(text, notation="powershell")):
        assert parsed.tree is not None or parsed.diagnoses
        assert (parsed.status == "parsed") == (not parsed.diagnoses)
        for diagnosis in parsed.diagnoses:
            assert 0 <= diagnosis.start <= diagnosis.end <= len(text)
        if parsed.tree is not None:
            for node in walk(parsed.tree):
                assert 0 <= node.start <= node.end <= len(text)
            assert same_command(parsed.tree, parsed.tree)
            assert isinstance(match(parsed.tree, text), Match | Mismatch)
