# ruff: noqa: D103, RUF001 - the name of a test says what it tests; full-width signs are looked for
"""Running text on made-up pages: each way in which a token is damaged there, and the same text without it."""

from __future__ import annotations

import pytest
from document_findings import findings
from document_pages import command_page


def told(text: str) -> list[tuple[str, str, str | None]]:
    """What is found on a page that begins with that text: code, text, suggestion."""
    return [(each.code, each.text, each.suggestion) for each in findings(command_page(intro=text))]


TEXTS = {
    "a blank behind a slash": (
        "Mit **/ Size** geht es.", "Mit **/Size** geht es.", "P301", "/ Size", "/Size",
    ),
    "a blank behind a hyphen": (
        "Mit **- quick,** geht es.", "Mit **-quick,** geht es.", "P301", "- quick", "-quick",
    ),
    "a blank before a backslash": (
        "In **HKLM \\Frob** hier.", "In **HKLM\\Frob** hier.", "P301", "HKLM \\F", "HKLM\\F",
    ),
    "a blank behind a backslash": (
        "In **HKLM\\ Frob** hier.", "In **HKLM\\Frob** hier.", "P301", "HKLM\\ F", "HKLM\\F",
    ),
    "a blank behind the name of a variable": (
        "In **%TEMP %** hier.", "In **%TEMP%** hier.", "P301", "%TEMP %", "%TEMP%",
    ),
    "a blank behind the backslashes of a quoted path": (
        'In "\\\\ backup" hier.', 'In "\\\\backup" hier.', "P301", "\\\\ backup", "\\\\backup",
    ),
    "blanks around a colon": (
        "Mit **/Size : 10** geht es.", "Mit **/Size:10** geht es.", "P301", "/Size : 10", "/Size:10",
    ),
    "a full-width colon": (
        "Mit **/Size：** geht es.", "Mit **/Size:** geht es.", "P306", "/Size：", "/Size:",
    ),
    "a blank behind a colon without emphasis": (
        "Mit /Size: \\<size> hier.", "Mit /Size:\\<size> hier.", "P301", "/Size: ", "/Size:",
    ),
    "a full-width colon without emphasis": (
        "Mit /Size： \\<size> hier.", "Mit /Size:\\<size> hier.", "P306", "/Size： ", "/Size:",
    ),
    "a full-width colon before a value in code": (
        "Mit /Size： `<size>` hier.", "Mit /Size:`<size>` hier.", "P306", "/Size： ", "/Size:",
    ),
    "a word of another script right before an option": (
        "参数/Size 是。", "参数 /Size 是。", "P302", "数/Size", "数 /Size",
    ),
    "a character entity": ("Mit a & #124; b.", "Mit a &#124; b.", "P309", "& #124;", "&#124;"),
    "a program": ("Mit **größe/?** hier.", "Mit **größe /?** hier.", "T203", "größe/?", None),
    "a slash behind a word": ("Mit **größe/** hier.", "Mit **größe** hier.", "P304", "größe/", None),
    "a value": ("Mit **/Size größe** hier.", "Mit **/Size 10** hier.", "T204", "größe", None),
    "a subcommand": (
        "Mit **frobctl größe** hier.", "Mit **frobctl start** hier.", "T203", "frobctl größe", None,
    ),
    "the first word of a command": (
        "Mit **größe volume** hier.", "Mit **create volume** hier.", "T203", "größe volume", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_token_is_found_and_a_whole_one_is_not(name: str) -> None:
    damaged, whole, code, text, suggestion = TEXTS[name]
    assert told(damaged) == [(code, text, suggestion)]
    assert told(whole) == []


@pytest.mark.parametrize(
    "text",
    [
        # A version behind the command, a value right behind an option, a reference to another program.
        "Ab **chkdsk 1.5 für alle** hier.",
        "Mit **/Size大小** hier.",
        "Mit **chkdsk /f** hier.",
        # The colon of a label, and one at the end of a line.
        "Mit /Size: `<size>` hier.",
        "Mit /Size： `10` hier.",
        "Mit /Size：",
    ],
)
def test_what_only_looks_damaged_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Mit **-s를** geht es.", []),
        ("Mit **-z를** geht es.", ["-z를"]),
        ("Mit **/Size （größe）** geht es.", []),
        ("Mit **/Size größe** geht es.", ["größe"]),
    ],
)
def test_what_belongs_to_the_sentence_is_no_part_of_an_option(text: str, reported: list[str]) -> None:
    """Emphasis that goes on over a particle or an aside leaves the option whole."""
    page = command_page(intro=text, syntax="frobctl start [/Size:<size>] [-s] <file>", rows=())
    assert [each.text for each in findings(page)] == reported


def test_a_placeholder_with_an_ellipsis_is_the_one_of_the_syntax() -> None:
    """An ellipsis behind a placeholder is no word of it, whatever the running text speaks of."""
    syntax = "frobctl start <Server1> [<Server2> …]"
    row = "| \\<Server2>… | Noch ein Server. |"
    assert findings(command_page(syntax=syntax, rows=(row,), example="frobctl start a")) == []
    other = row.replace("Server2", "Geräte2")
    assert [each.text for each in findings(command_page(syntax=syntax, rows=(other,)))] != []
