"""Sections whose headings have no anchor and unlisted words: what stands in them tells what they hold."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from document_findings import DEFAULT

PAGE = """# frobctl

Testun.

## {syntax}

```
{usage}
```

## {parameters}

| P | O |
|--|--|
| / size:`<n>` | Maint. |
| `<file>` | Ffeil. |

## {examples}

```
frobctl /nope a.txt
```
"""
WELSH = {
    "syntax": "Cystrawen",
    "parameters": "Paramedrau",
    "examples": "Enghreifftiau",
    "usage": "frobctl [/size:<n>] <file>",
}


def roles(path: str = "cy-gb/frobctl.md", **changed: str) -> list[str]:
    """The roles of the headings below the title."""
    page = read_page(PAGE.format(**(WELSH | changed)).encode(), path)
    return [heading.role for heading in page.headings[1:]]


def test_what_stands_in_a_section_tells_its_role() -> None:
    """Syntax, parameters and examples are found below words that are not known, and checked."""
    assert roles() == ["syntax", "parameters", "examples"]
    page = read_page(PAGE.format(**WELSH).encode(), "cy-gb/frobctl.md")
    found = {each.finding.name for each in check_page(page, DEFAULT).found}
    assert found == {"inserted-space", "rejected-example"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        # A known word or an anchor tells more than what stands below it.
        ({"syntax": "Syntax"}, ["syntax", "parameters", "examples"]),
        ({"examples": "Examples"}, ["syntax", "parameters", "examples"]),
        ({"parameters": "Parameters"}, ["syntax", "parameters", "examples"]),
        ({"examples": '<a name="remarks"></a>Nodiadau'}, ["syntax", "parameters", "remarks"]),
        ({"examples": '<a name="more"></a>Nodiadau'}, ["syntax", "parameters", "other"]),
        # The first block is an example, or of another command: there is no syntax.
        ({"usage": "frobctl a.txt"}, ["other", "other", "other"]),
        ({"usage": "other [/size:<n>] <file>"}, ["other", "other", "other"]),
        ({"usage": ""}, ["other", "other", "other"]),
        # The rows name nothing that the syntax has.
        ({"usage": "frobctl [/all]", "parameters": "Eraill"}, ["syntax", "other", "examples"]),
    ],
)
def test_what_is_certain_of_a_section_only(changed: dict[str, str], expected: list[str]) -> None:
    """A section is known by its content only where nothing else tells and the page has a syntax."""
    assert roles(**changed) == expected


@pytest.mark.parametrize("path", ["frobctl.md", "en-us/frobctl.md"])
def test_a_page_that_is_no_translation_is_read_by_its_words(path: str) -> None:
    """Any page about a program may show how it is called: without a known word it is no reference page."""
    assert roles(path) == ["other", "other", "other"]


def test_a_page_without_a_title_has_no_command() -> None:
    """A page whose title is missing or empty is read by its words."""
    text = PAGE.format(**WELSH).removeprefix("# frobctl\n")
    for page in (text, f"# **\n{text}"):
        assert {heading.role for heading in read_page(page.encode(), "cy-gb/a.md").headings} <= {
            "other",
            "title",
        }
