"""A page whose known editions differ, and one that is known by its original alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from disconspec.conformance.documents import check_page, read_page
from known_examples import DEFAULT, GOOD, IDENTITY, PAGE, found

pytestmark = pytest.mark.usefixtures("only_known")
EDITIONS = {
    "id": IDENTITY,
    "names": ["frobctl-start"],
    "editions": [
        {
            "blocks": "trrt",
            "tokens": [
                ["frobctl start", "pause", "c.txt"],
                ["/mode:{fast|slow}", "fast"],
                ["/user <name>"],
                ["pause"],
            ],
        },
        {
            "blocks": "trrt",
            "tokens": [
                ["select frob", "frobfile"],
                ["/mode:{fast|slow}", "fast", "slow"],
                ["/user <name>"],
                ["Pause"],
            ],
        },
    ],
}
SOUND = {"intro": "**select frob**, *frobfile*.", "mode": "**fast**, **slow**.", "remark": "Puis **pause**."}


@pytest.fixture
def known_alone() -> Mapping[str, object]:
    """The page is known in two editions of the same structure."""
    return EDITIONS


@pytest.mark.parametrize(
    ("place", "text", "name", "shown"),
    [
        # Of two editions the one that is most like the block, and a label that the other has in lower case.
        ("intro", "**frobctl start** ou **repos** dans *c.txt*.", "translated-command", "repos"),
        ("mode", "**hâte**, **slow**.", "translated-value", "hâte"),
        ("remark", "Puis **repos**.", "translated-command", "repos"),
        # A file name without its extension, and an extension without its name.
        ("intro", "**frobctl start** ou **pause** dans *c*.", "lost-token", "c"),
        ("intro", "**frobctl start** ou **pause** dans *.txt*.", "lost-token", ".txt"),
        # A first cell that the page's syntax contradicts, and one with a blank too many.
        ("cell", "/mode:{fast&#124;lent}", "translated-value", "/mode:{fast&#124;lent}"),
        ("cell", "/mode: {fast&#124;slow}", "inserted-space", "/mode: {fast&#124;slow}"),
    ],
)
def test_a_page_of_two_editions(place: str, text: str, name: str, shown: str) -> None:
    """Each block is held against the edition that it is most like."""
    assert found(**SOUND) == []
    assert [each[:2] for each in found(**SOUND | {place: text})] == [(name, shown)]


ORIGINAL = PAGE.format(
    **(
        GOOD
        | {
            "locale": "en-US",
            "intro": "Use **select frob**, and **not** `frobfile`.",
            "mode": "**fast** hurries, **slow** does not, see `HKLM\\Frob`.",
            "remark": "Press **start**.",
        }
    )
)


def beside_original(**changed: str) -> list[tuple[str, str, str | None]]:
    """What a page that is not known is reported for beside its original."""
    changed = {"remark": "Tapez **start**.", **changed}
    page = read_page(PAGE.format(**(GOOD | {"identity": "x"} | changed)).encode(), "fr-fr/a.md")
    checked = check_page(page, DEFAULT, read_page(ORIGINAL.encode(), "en-us/a.md"))
    return [(each.finding.name, each.finding.text, each.finding.suggestion) for each in checked.found]


def test_the_original_makes_a_page_known() -> None:
    """The original makes a page known: its tokens, not what it emphasises in prose."""
    intro = "Utilisez **select frob**, et **pas** `frobfile`."
    assert beside_original(intro=intro) == []
    assert beside_original(intro=intro, mode="**vite** se hâte, **slow** non, `HKLM\\Frob`.") == [
        ("translated-value", "vite", "fast")
    ]
    assert beside_original(intro=intro, remark="Tapez **début**.") == [
        ("translated-command", "début", "start")
    ]
    assert beside_original(intro=intro, example="frobctl start /user my name") == [
        ("lost-quotes", "frobctl start /user my name", 'frobctl start /user "my name"')
    ]
