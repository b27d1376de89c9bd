"""Reading `query session` in languages whose words we do not know."""

from __future__ import annotations

import pytest
from disconspec.conformance.adapters._process import DrivingError
from disconspec.conformance.adapters._query_session import Row, parse

ENGLISH = ("SESSIONNAME", "USERNAME", "ID", "STATE", "TYPE", "DEVICE")
GERMAN = ("SITZUNGSNAME", "BENUTZERNAME", "ID", "STATUS", "TYP", "GERÄT")
FRENCH = ("SESSION", "UTILISATEUR", "ID", "ÉTAT", "TYPE", "PÉRIPHÉRIQUE")
SPANISH = ("NOMBRE DE SESIÓN", "USUARIO", "ID", "ESTADO", "TIPO", "DISP.")
JAPANESE = ("セッション名", "ユーザー名", "ID", "状態", "種類", "デバイス")
ROWS = (
    ("services", "", 0, False),
    ("console", "", 1, False),
    ("rdp-tcp#2", "Administrator", 2, True),
    ("", "bob", 3, False),
    ("", "10", 4, False),
    ("rdp-tcp", "", 65536, False),
)


def cells(text: str) -> int:
    """How many screen cells a text of these tests takes."""
    return sum(2 if character > "\u2fff" else 1 for character in text)


def listing(header: tuple[str, ...], states: tuple[str, str], *, by_cells: bool = True) -> str:
    """A listing as the program lays it out: columns at fixed places, ids aligned to the right."""

    def left(text: str, width: int) -> str:
        return text + " " * (width - (cells(text) if by_cells else len(text)))

    head = f" {left(header[0], 17)} {left(header[1], 20)} {header[2]:>6}  {left(header[3], 7)} "
    head += "  ".join(header[4:])
    lines = [
        f"{'>' if current else ' '}{left(name, 17)} {left(user, 20)} {number:>6}  {states[not name]}"
        for name, user, number, current in ROWS
    ]
    return "\r\n".join([head, *lines, ""])


@pytest.mark.parametrize(
    ("header", "states"),
    [
        (ENGLISH, ("Active", "Disc")),
        (GERMAN, ("Aktiv", "Getr.")),
        (FRENCH, ("Actif", "Déco")),
        (SPANISH, ("Activo", "Desc")),
        (JAPANESE, ("アクティブ", "切断")),
    ],
)
@pytest.mark.parametrize("by_cells", [True, False])
def test_sessions_are_read_by_position(
    header: tuple[str, ...], states: tuple[str, str], by_cells: bool
) -> None:
    """Names, users, ids and who is disconnected come out the same in every language."""
    assert parse(listing(header, states, by_cells=by_cells)) == (
        Row(0, "services", "", current=False, disconnected=True),
        Row(1, "console", "", current=False, disconnected=False),
        Row(2, "rdp-tcp#2", "Administrator", current=True, disconnected=False),
        Row(3, "", "bob", current=False, disconnected=True),
        Row(4, "", "10", current=False, disconnected=True),
        Row(65536, "rdp-tcp", "", current=False, disconnected=False),
    )


def test_numeric_users_are_not_taken_for_ids() -> None:
    """The header's own column decides where every row has two numbers."""
    text = listing(ENGLISH, ("Active", "Disc"))
    head, *rows = text.splitlines()
    only = "\n".join([head, *(row for row in rows if " 10 " in row)])
    assert [row.id for row in parse(only)] == [4]


def test_a_header_alone_is_a_host_without_sessions() -> None:
    """Nothing below the header is an answer."""
    assert parse(listing(ENGLISH, ("", "")).splitlines()[0]) == ()


@pytest.mark.parametrize("text", ["", "\r\n", "No session exists for *\nreally\n", "A  B  C\nx y z\n"])
def test_what_is_no_listing_is_told(text: str) -> None:
    """Anything without a column of ids is an error, not an empty host."""
    with pytest.raises(DrivingError):
        parse(text)
