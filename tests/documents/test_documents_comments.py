"""Comments in pages: which places they keep as they are, and that no slip in one passes unseen."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.spec.errors import DisconspecError
from document_findings import DEFAULT
from document_pages import DAMAGED, command_page

REJECTED = "frobctl start /Sise:10 target"


def codes_in(text: str) -> list[str]:
    """What is found in a page."""
    return [each.finding.code for each in check_page(read_page(text.encode(), "page.md"), DEFAULT).found]


@pytest.mark.parametrize(
    "page",
    [
        command_page(before="<!-- disconspec: ignore R402 -->", example=REJECTED),
        command_page(before="x\n\n<!-- disconspec: ignore R402 -->", example=f"{REJECTED}\n{REJECTED}"),
        DAMAGED.replace("| Parameter |", "<!-- disconspec: ignore P301 -->\n\n| Parameter |"),
        DAMAGED.replace("| Volumen.", "| Volumen. <!-- disconspec: ignore P301 -->"),
        f"{DAMAGED}\n<!-- disconspec: ignore-page ALL -->\n",
        f"{DAMAGED}\n<!--Disconspec:Ignore-Page p301,t201-->\n",
        f"{DAMAGED}\r\n<!-- disconspec: ignore-page inserted-space T -->\r\n",
    ],
)
def test_comments_keep_a_place(page: str) -> None:
    """A comment before a block of code or a table counts for all of it: none can stand inside."""
    assert codes_in(page) == []


@pytest.mark.parametrize(
    "page",
    [
        DAMAGED.replace("| Volumen.", "| Volumen. <!-- disconspec: ignore T201 -->"),
        DAMAGED.replace("### <a", "<!-- disconspec: ignore P301 -->\n### <a"),
        f"{DAMAGED}\nWrite `<!-- disconspec: ignore-page P301 -->` or `<!-- disconspec: ignore CODE -->`.\n",
        f"{DAMAGED}\n<!-- disconspec has nothing to say here -->\n",
    ],
)
def test_comments_keep_no_other_place(page: str) -> None:
    """A comment does not reach farther than it says, and what a page shows of one is none."""
    assert codes_in(page) == ["P301"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- disconspec: ignore-page\nP301 -->", "does not end on its line"),
        ("<!-- disconspec ignore-page P301 -->", "lacks the colon"),
        ("<!-- disconspec: ignore-page P301 > -->", "there is no code '>'"),
        ("<!-- disconspec: ignore-page P301 T999 -->", "there is no code 'T999'"),
        ("<!-- disconspec: -->", "a comment says ''"),
        ("<!-- disconspec: ignore-line P301 -->", "a comment says 'ignore-line'"),
    ],
)
def test_a_comment_that_would_do_nothing_is_an_error(comment: str, message: str) -> None:
    """A comment that would do nothing is an error at its place."""
    with pytest.raises(DisconspecError, match=message) as caught:
        codes_in(f"{DAMAGED}\n{comment}\n")
    assert (caught.value.line, caught.value.column) == (DAMAGED.count("\n") + 2, 1)
