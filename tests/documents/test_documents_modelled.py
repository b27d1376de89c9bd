"""Examples of the modelled commands, executed: what the documents show is confirmed."""

from __future__ import annotations

from functools import partial

import pytest
from disconspec import model
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.examples.modelled import documented_rule, shortfall
from disconspec.spec import Example, commands
from document_pages import command_page

EXAMPLES = [example for command in commands() for example in command.examples]


def test_there_are_examples_of_each_command_line_system() -> None:
    """There are examples of each command line system."""
    words = {example.line.split()[0].lower() for example in EXAMPLES}
    assert words >= {"wdsutil", "tsdiscon", "disconnect-wmssession"}


@pytest.mark.parametrize("line", sorted({example.line for example in EXAMPLES}))
def test_every_documented_example_does_what_its_document_says(line: str) -> None:
    """Every documented example does what its document says."""
    assert documented_rule(line)
    assert shortfall(line) == ""


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.document}:{example.document_line}"
)
def test_an_example_fails_when_its_rule_is_switched_off(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example fails when its rule is switched off."""
    line = example.line
    rule = documented_rule(line)

    whole = model.step
    monkeypatch.setattr(model, "step", partial(whole, disabled=frozenset({rule})))
    shortfall.cache_clear()
    assert shortfall(line) != ""
    shortfall.cache_clear()


@pytest.mark.parametrize(
    "line",
    [
        "tsdiscon /sevrer:SRV1 5",
        "Disconnect-WmsSession -All -SessionId 3",
        "Disconnect-WmsSession -Nonsense 3",
    ],
)
def test_a_mistyped_example_is_refused(line: str) -> None:
    """A mistyped example is refused."""
    assert "refuses" in shortfall(line)


def test_the_finding_stands_at_the_example() -> None:
    """The finding stands at the example."""
    page = command_page(syntax="tsdiscon [<id>] [/server:<name>]", rows=(), example="tsdiscon /sevrer:SRV1 5")
    found = check_page(read_page(page.encode(), "page.md"), frozenset({"M801"})).found
    assert [(each.finding.code, each.finding.text) for each in found] == [("M801", "tsdiscon /sevrer:SRV1 5")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("tsdiscon.exe /sevrer:SRV1 5", True),
        ("C:\\> WDSUTIL.exe /Disconnect-Client", True),
        ("PS C:\\> Disconnect-WmsSession -Nonsense 3", True),
        # Commands that the ledger has only to arrange and observe, a method, and one of another system.
        ("wdsutil /Get-MulticastTransmission /Nonsense", False),
        ("IWdsTransportClient::Disconnect 7", False),
        ("tsdisconnect /nonsense", False),
    ],
)
def test_only_modelled_commands_are_executed(line: str, *, found: bool) -> None:
    """The commands of the documents are, whatever prompt and ending they have, and no other is."""
    page = command_page(syntax="frobctl [<id>]", rows=(), example=line)
    codes = [
        each.finding.code
        for each in check_page(read_page(page.encode(), "page.md"), frozenset({"M801"})).found
    ]
    assert codes == (["M801"] if found else [])
