"""The commands of the ledger: what can be written, and that the documents have it so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from disconspec import spec
from disconspec.spec.verification import lines_of

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = spec.commands()


@pytest.fixture(scope="module")
def pages(seeds: Path) -> dict[str, list[str]]:
    """The lines of the five documents."""
    files = spec.verify(seeds).files
    pages = {identifier: lines_of(path.read_bytes()) for identifier, path in files.items()}
    assert set(pages) == {document.id for document in spec.documents()}
    return pages


def test_every_system_has_its_documented_command() -> None:
    """Four commands are documented; the others are needed to arrange and observe."""
    documented = [command for command in COMMANDS if command.documented]
    assert {command.name: command.system for command in documented} == {
        "WDSUTIL /Disconnect-Client": "wdsutil",
        "IWdsTransportClient::Disconnect": "iwdstransportclient",
        "tsdiscon": "tsdiscon",
        "Disconnect-WmsSession": "disconnect-wmssession",
    }
    assert len({command.name.casefold() for command in COMMANDS}) == len(COMMANDS)


def test_a_command_is_found_in_any_letter_case() -> None:
    """Windows does not mind letter case, and neither does the look-up."""
    assert spec.command("wdsutil /disconnect-client") is spec.command("WDSUTIL /Disconnect-Client")


def test_references_hold() -> None:
    """Documents, parameter sets and clauses that a command names exist."""
    documents = {document.id: document for document in spec.documents()}
    for command in COMMANDS:
        for syntax in command.syntaxes:
            if syntax.document:
                assert documents[syntax.document].locale == syntax.locale
            assert bool(syntax.document) == bool(syntax.line)
        for parameter in command.parameters:
            assert set(parameter.documents) <= set(documents)
            sets = {syntax.parameter_set for syntax in command.syntaxes}
            assert set(parameter.sets) <= sets
        for example in command.examples:
            assert spec.clause(example.clause).system == command.system
            assert example.meaning.endswith(".")


def test_both_parameter_sets_exclude_each_other() -> None:
    """The cmdlet is described as its page has it."""
    cmdlet = spec.command("Disconnect-WmsSession")
    by_name = {parameter.name: parameter for parameter in cmdlet.parameters}
    assert by_name["-SessionId"].sets == ("DisconnectById",)
    assert by_name["-All"].sets == ("DisconnectAll",)
    assert by_name["-SessionId"].position == 0
    assert by_name["-Server"].aliases == ("-ComputerName",)
    assert cmdlet.common_parameters


def test_the_binary_has_a_switch_that_the_page_lacks() -> None:
    """The difference of conflict C5 is in the data."""
    tsdiscon = spec.command("tsdiscon")
    usage = [syntax.text for syntax in tsdiscon.syntaxes if syntax.notation == "usage"]
    page = [syntax.text for syntax in tsdiscon.syntaxes if syntax.notation == "command-line"]
    assert usage
    assert page
    assert all("/VM" in text for text in usage)
    assert not any("/vm" in text.lower() for text in page)
    assert {usage.stream for usage in tsdiscon.usage} == {"stdout", "stderr"}


def test_common_parameters_are_the_english_ones() -> None:
    """The damage of conflict C12 is not in the list."""
    common = {parameter.name: parameter for parameter in spec.common_parameters()}
    assert len(common) == 12
    assert "-OutVariable" in common
    assert "-InformationVariable" in common
    assert "-OutputVariable" not in common
    assert [name for name, each in common.items() if not each.takes_value] == ["-Debug", "-Verbose"]
    assert len({each.alias for each in common.values()}) == len(common)


def test_only_newer_editions_have_the_common_parameter_for_progress() -> None:
    """Windows PowerShell has all others."""
    later = {each.name: each.since for each in spec.common_parameters() if each.since}
    assert later == {"-ProgressAction": "7.4"}


def test_syntax_lines_are_as_the_documents_have_them(pages: dict[str, list[str]]) -> None:
    """Every syntax line stands at the line given, letter for letter."""
    checked = 0
    for command in COMMANDS:
        for syntax in command.syntaxes:
            if syntax.document:
                assert pages[syntax.document][syntax.line - 1].strip() == syntax.text
                checked += 1
    assert checked >= 8


def test_examples_are_where_the_documents_have_them(pages: dict[str, list[str]]) -> None:
    """Every example stands at the line given."""
    examples = [example for command in COMMANDS for example in command.examples]
    assert len(examples) >= 10
    for example in examples:
        assert example.line in pages[example.document][example.document_line - 1]


def test_every_example_command_of_the_documents_is_known(pages: dict[str, list[str]]) -> None:
    """No command line of a document is overlooked."""
    known = {(each.document, each.document_line) for command in COMMANDS for each in command.examples}
    known |= {(each.document, each.line) for command in COMMANDS for each in command.syntaxes}
    start = re.compile(r"(PS C:\\> )?(WDSUTIL|tsdiscon|TSDISCON|Disconnect-WmsSession)( |$)")
    for document, lines in pages.items():
        for number, line in enumerate(lines, 1):
            if start.match(line):
                assert (document, number) in known, line


def test_usage_texts_are_where_the_binary_s_output_is(pages: dict[str, list[str]]) -> None:
    """The usage explains what the data say it explains."""
    for usage in spec.command("tsdiscon").usage:
        lines = pages[usage.document][usage.first_line - 1 : usage.last_line]
        assert usage.syntax in lines
        assert usage.message in lines or not usage.message
        explained = [line.split()[0] for line in lines if line.startswith("  ")]
        assert tuple(explained) == usage.entries


def test_damage_is_where_the_documents_have_it(pages: dict[str, list[str]]) -> None:
    """What is recorded as damaged is damaged."""
    damage = [damage for command in COMMANDS for damage in command.damage]
    assert len(damage) == 4
    for each in damage:
        line = pages[each.document][each.line - 1]
        assert each.written in line
        assert not each.missing or each.missing not in line
