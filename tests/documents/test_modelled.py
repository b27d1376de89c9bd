"""Examples of the modelled commands, executed: what the documents show is confirmed, what is mistyped is not."""

from __future__ import annotations

import pytest
from pages import command_page

from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.modelled import documented_rule, shortfall
from disconspec.spec import commands

EXAMPLES = [example for command in commands() for example in command.examples]


def test_there_are_examples_of_each_command_line_system() -> None:
    words = {example.line.split()[0].lower() for example in EXAMPLES}
    assert words >= {"wdsutil", "tsdiscon", "disconnect-wmssession"}


@pytest.mark.parametrize("line", sorted({example.line for example in EXAMPLES}))
def test_every_documented_example_does_what_its_document_says(line: str) -> None:
    assert documented_rule(line)
    assert shortfall(line) == ""


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.document}:{example.document_line}"
)
def test_an_example_fails_when_its_rule_is_switched_off(
    example: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from disconspec import model

    line: str = example.line  # type: ignore[attr-defined]
    rule = documented_rule(line)

    whole = model.step
    monkeypatch.setattr(
        model, "step", lambda world, request: whole(world, request, disabled=frozenset({rule}))
    )
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
    assert "refuses" in shortfall(line)


def test_the_finding_stands_at_the_example() -> None:
    page = command_page(syntax="tsdiscon [<id>] [/server:<name>]", rows=(), example="tsdiscon /sevrer:SRV1 5")
    found = check_page(read_page(page.encode(), "page.md"), frozenset({"M801"})).found
    assert [(each.finding.code, each.finding.text) for each in found] == [("M801", "tsdiscon /sevrer:SRV1 5")]
