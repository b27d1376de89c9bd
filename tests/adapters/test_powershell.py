"""Quoting for PowerShell and for Windows: no name, however hostile, breaks out of its literal."""

from __future__ import annotations

import base64
import json
import re

import pytest
from disconspec.conformance.adapters import _powershell as ps
from disconspec.conformance.adapters._cmdlet import objects, safe_call
from disconspec.conformance.adapters._process import DrivingError
from disconspec.conformance.adapters.windows import windows_quoted
from disconspec.conformance.errors import CannotArrange
from disconspec.model.request import SessionObject
from hypothesis import given
from hypothesis import strategies as st
from standin import decoded, read_literal, values_of

BREAKING = st.sampled_from(
    ["'", "\u2018", "\u2019", "\u201a", "\u201b", "`", "$(", "\n", '"', ";", "@'", "'@", "#"]
)
NAMES = st.lists(
    BREAKING | st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40
).map("".join)


@given(NAMES)
def test_any_name_comes_back_from_its_literal(name: str) -> None:
    """PowerShell reads the literal as the name and nothing behind it."""
    written = ps.literal(name) + "; Remove-Item x"
    assert read_literal(written, 0) == (name, len(written) - len("; Remove-Item x"))


@given(NAMES, NAMES)
def test_any_names_come_back_from_an_encoded_command(file: str, arguments: str) -> None:
    """What is sent holds the values, and its words hold nothing that a shell on the way interprets."""
    words = ps.command_words(ps.native(file, arguments))
    assert all(re.fullmatch(r"[A-Za-z0-9+/=-]+", word) for word in words)
    assert values_of(decoded(" ".join(words))) == {"file": file, "arguments": arguments}


def test_the_reading_of_literals_can_fail() -> None:
    """A literal whose quotes are not doubled is read as less than the name."""
    assert read_literal("'it\u2019s'", 0)[0] == "it"


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_what_is_no_text_on_windows_is_refused(name: str) -> None:
    """A NUL or half a character cannot be told to Windows."""
    with pytest.raises(CannotArrange, match="cannot be told"):
        ps.literal(name)


def test_a_command_too_long_for_windows_is_refused() -> None:
    """The limit of the command line is told, not run into."""
    with pytest.raises(CannotArrange, match="longer than"):
        ps.command_words(ps.native("query.exe", "x" * 4000))


def test_every_script_fits_a_windows_command_line() -> None:
    """The longest scripts leave room for long names."""
    name = "n" * 250
    scripts = [
        ps.native("wdsutil.exe", name),
        ps.method("client", name, 7, 1),
        ps.transport(name),
        ps.identifying(),
    ]
    assert all(sum(map(len, ps.command_words(script))) <= ps.LONGEST_COMMAND for script in scripts)


@given(NAMES)
def test_nothing_in_a_cmdlet_call_is_run(name: str) -> None:
    """A value stays one value: behind the cmdlet there are only numbers, truth values and literals."""
    call = safe_call(f"Disconnect-WmsSession -SessionId 3 -Server {name}", lambda _, text: text)
    assert call.startswith("& 'Disconnect-WmsSession' -SessionId 3 -Server")
    at = len("& 'Disconnect-WmsSession' -SessionId 3 -Server")
    while at < len(call):
        plain = re.compile(r"[ ,]|-[A-Za-z]+:?|[0-9]+|\$true|\$false").match(call, at)
        at = plain.end() if plain else read_literal(call, at)[1]


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("Disconnect-WmsSession 3, 10", "& 'Disconnect-WmsSession' 3,10"),
        ("Disconnect-WmsSession -All:$false", "& 'Disconnect-WmsSession' -All:$false"),
        ("Disconnect-WmsSession -SessionId *", "& 'Disconnect-WmsSession' -SessionId '*'"),
        ("disconnect-wmssession -Server 'a b' -wi", "& 'disconnect-wmssession' -Server 'a b' -wi"),
        ("Disconnect-WmsSession -SessionId -1", "& 'Disconnect-WmsSession' -SessionId '-1'"),
    ],
)
def test_a_cmdlet_call_keeps_its_meaning(line: str, call: str) -> None:
    """What a user types is what is called."""
    assert safe_call(line, lambda _, text: text) == call


def test_what_is_no_cmdlet_is_refused() -> None:
    """A line that begins with anything else is not sent."""
    for line in ("", "rm -rf /", "& calc", "Get-Item-x"):
        with pytest.raises(CannotArrange):
            safe_call(line, lambda _, text: text)


@given(NAMES)
def test_objects_keep_their_host(name: str) -> None:
    """A host name in a pipeline is a literal too."""
    made = objects([SessionObject(3, name)])
    if name:
        start = made.index("ComputerName = ") + len("ComputerName = ")
        assert read_literal(made, start) == (name, len(made) - len(" }"))
    else:
        assert made == "[pscustomobject]@{ SessionId = [uint32]3 }"


def test_an_answer_is_found_among_whatever_is_displayed() -> None:
    """Banners and messages before the marked line do not matter."""
    line = base64.b64encode(json.dumps({"code": 0, "rows": {"id": 1}}).encode()).decode()
    answer = ps.reply(f"Welcome\r\nWhat if: done\r\ndisconspec:{line}\r\n", "")
    assert answer.number("code") == 0
    assert answer.rows("rows") == [{"id": 1}]
    assert "What if" in answer.displayed


@pytest.mark.parametrize("stdout", ["", "disconspec:", "disconspec:%%%", "disconspec:WzFd", "Access denied"])
def test_a_garbled_answer_is_none(stdout: str) -> None:
    """Whatever is no answer is an error that shows what was said."""
    with pytest.raises(DrivingError, match="no answer"):
        ps.reply(stdout, "banner")


@given(NAMES)
def test_words_of_a_windows_command_line_come_back(word: str) -> None:
    """A program on Windows takes the word apart as its C library does."""
    quoted = windows_quoted(word)
    if not quoted.startswith('"'):
        assert quoted == word
        return
    value, slashes = "", 0
    for character in quoted[1:]:
        if character == "\\":
            slashes += 1
            continue
        if character == '"':
            value += "\\" * (slashes // 2)
            if slashes % 2 == 0:
                break
            value += '"'
        else:
            value += "\\" * slashes + character
        slashes = 0
    assert value == word
