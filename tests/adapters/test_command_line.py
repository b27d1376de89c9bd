"""The simple reading of documented command lines that the translating adapters use."""

from __future__ import annotations

import pytest
from disconspec.conformance.adapters._command_line import Switch, typed, words
from disconspec.conformance.errors import CannotArrange
from hypothesis import given
from hypothesis import strategies as st


def test_a_command_line_is_taken_apart() -> None:
    """Operands keep their case, names of commands and switches lose it."""
    line = typed('TSDISCON.exe "TERM 04" /Server:RDSH2 /V')
    assert (line.command, line.operands) == ("tsdiscon", ("TERM 04",))
    assert line.switches == (Switch("server", "RDSH2"), Switch("v", None))
    assert (line.value("server"), line.value("v"), line.value("vm")) == ("RDSH2", "", None)
    assert line.beside("server") == (Switch("v", None),)


def test_two_words_name_reset_session() -> None:
    """`reset session` is one command with an operand."""
    line = typed("reset session 10")
    assert (line.command, line.operands) == ("reset session", ("10",))


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_has_no_command(line: str) -> None:
    """There is nothing to translate."""
    with pytest.raises(CannotArrange):
        typed(line)


@given(st.lists(st.text(st.characters(exclude_characters='"'), max_size=12), max_size=6))
def test_quoted_words_come_back(parts: list[str]) -> None:
    """Whatever stands in quotes is one word."""
    assert words(" ".join(f'"{part}"' for part in parts)) == parts
