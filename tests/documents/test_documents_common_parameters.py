# ruff: noqa: D103 - the name of a test says what it tests
"""The list of common parameters on a cmdlet's page."""

from __future__ import annotations

import pytest
from cmdlet_examples import COMMON, page_of
from document_findings import told

LATEST = COMMON.replace("-Verbose", "-ProgressAction, -Verbose")


def test_common_parameters_with_a_blank_behind_their_hyphen() -> None:
    common = COMMON.replace("-ErrorAction", "- ErrorAction").replace("-Verbose", "- Verbose") + " - en meer."
    assert told(page_of(common=common)) == [
        ("P301", "- ErrorAction", "-ErrorAction", True),
        ("P301", "- Verbose", "-Verbose", True),
    ]


def test_a_common_parameter_glued_to_a_word() -> None:
    assert told(page_of(common=COMMON.replace("en -W", "e-W"))) == [
        ("P302", "e-WarningVariable", "e -WarningVariable", True)
    ]
    assert told(page_of(common=COMMON.replace("-Verbose", "x-Verbos"))) == [
        ("C602", COMMON.rstrip(".").replace("-Verbose", "x-Verbos"), None, False)
    ]


def test_a_common_parameter_in_words_of_the_language() -> None:
    assert told(page_of(common=COMMON.replace("-Verbose", "-Ausf\u00fchrlich"))) == [
        ("C601", "-Ausf\u00fchrlich", "-Verbose", True)
    ]
    found = told(page_of(common=COMMON.replace("-Verbose, ", "").replace("-Debug", "-Fehlersuche\u00fc")))
    assert [(code, text, suggestion) for code, text, suggestion, _ in found if code == "C601"] == [
        ("C601", "-Fehlersuche\u00fc", None)
    ]


def test_a_glued_common_parameter_in_words_of_the_language() -> None:
    page = page_of(common=COMMON.replace("en -WarningVariable", "ve-Warningde\u011fi\u015fken"))
    assert told(page) == [("C601", "-Warningde\u011fi\u015fken", "-WarningVariable", True)]


def test_common_parameters_that_lost_their_names() -> None:
    page = page_of(common=COMMON.replace("-Verbose, -WarningAction en -WarningVariable", "-, -, -"))
    assert [(code, text) for code, text, _, _ in told(page)] == [("T207", "-, -, -")]
    whole = page_of(common=COMMON.replace(".", ", -, -."))
    assert [(code, text) for code, text, _, _ in told(whole)] == [("T207", "-, -")]
    inside = page_of(common=COMMON.replace("-Verbose", "-, -"))
    assert [(code, text) for code, text, _, _ in told(inside)] == [
        ("C602", COMMON.rstrip(".").replace("-Verbose", "-, -"))
    ]


def test_two_common_parameters_without_a_comma() -> None:
    page = page_of(common=COMMON.replace("-PipelineVariable, -Verbose", "-PipelineVariable-Verbose"))
    assert [(code, text) for code, text, _, _ in told(page)] == [
        ("C602", COMMON.rstrip(".").replace("-PipelineVariable, -Verbose", "-PipelineVariable-Verbose")),
        ("P303", "-PipelineVariable-Verbose"),
    ]


def test_a_common_parameter_of_two_words_is_not_repaired() -> None:
    for shown in ("-Warning-Aktion", "-Warning Aktion"):
        found = told(page_of(common=COMMON.replace("-WarningAction", shown)))
        assert [(code, text, certain) for code, text, _, certain in found] == [("C601", "-Warning", False)]


def test_a_common_parameter_of_newer_editions_may_be_listed_and_may_be_absent() -> None:
    assert told(page_of(common=LATEST)) == []
    assert told(page_of(common=COMMON)) == []


def test_a_damaged_common_parameter_of_newer_editions_is_repaired() -> None:
    assert told(page_of(common=LATEST.replace("-Progress", "- Progress"))) == [
        ("P301", "- ProgressAction", "-ProgressAction", True)
    ]
    assert told(page_of(common=LATEST.replace("-ProgressAction", "-ProgresAktion"))) == [
        ("C601", "-ProgresAktion", "-ProgressAction", True)
    ]


def test_a_list_with_a_common_parameter_of_newer_editions_needs_all_others() -> None:
    without = LATEST.replace("-Verbose, ", "")
    assert told(page_of(common=without)) == [("C602", without.rstrip("."), None, False)]


def test_a_word_that_is_unlike_every_name_stands_for_none_that_older_lists_lack() -> None:
    translated = "-Fehlersuche\u00fc, " + COMMON
    assert told(page_of(common=translated)) == [("C601", "-Fehlersuche\u00fc", None, False)]


HEADING = "### CommonParameters\n"


@pytest.mark.parametrize("locale", ["nl-NL", "en-US", "und"])
@pytest.mark.parametrize(
    "shown", ["Gemeenschappelijke parameters", "Par\u00e1metros comunes", "-\u516c\u7528"]
)
def test_the_heading_above_the_list_is_known_by_what_stands_below_it(shown: str, locale: str) -> None:
    common = COMMON.replace("-OutVariable", "-OutputVariable")
    page = page_of(common=common, locale=locale).replace(HEADING, f"### {shown}\n")
    assert told(page) == [
        ("T208", shown, "CommonParameters", True),
        ("C601", "-OutputVariable", "-OutVariable", True),
    ]
    fewer = page_of(common=COMMON.replace("-Debug, ", ""), locale=locale).replace(HEADING, f"### {shown}\n")
    assert [code for code, *_ in told(fewer)] == ["T208", "C602"]


def test_a_blank_in_the_heading_above_the_list() -> None:
    page = page_of().replace(HEADING, "### Common Parameters\n")
    assert told(page) == [("P301", "Common Parameters", "CommonParameters", True)]


@pytest.mark.parametrize(
    "shown", ["CommonParameters", "commonparameters", "\\<CommonParameters\\>", "WorkflowCommonParameters"]
)
def test_a_heading_above_the_list_that_help_tools_know(shown: str) -> None:
    assert told(page_of().replace(HEADING, f"### {shown}\n")) == []


def test_a_parameter_that_is_described_by_common_ones_is_none_of_them() -> None:
    """Its metadata say what it is."""
    page = page_of().replace("De breedte.", f"Zoals {COMMON}")
    assert told(page.replace("-OutVariable", "-OutputVariable", 1)) == []


def test_another_heading_among_the_parameters() -> None:
    page = page_of().replace(HEADING, f"### Opmerkingen\nZie -Debug en -Verbose.\n\n{HEADING}")
    assert told(page) == []
