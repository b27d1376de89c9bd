"""Where the documents are silent the outcome says so, names the gap and changes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from disconspec.model import Command, Method, Request, World, step
from disconspec.model.request import SessionObject
from disconspec.model.world import Session
from model_worlds import ON_HOST, ON_SERVER, at_console, typed
from msgspec.structs import replace

CLIENT = "WDSUTIL /Disconnect-Client "
WMS = "Disconnect-WmsSession "
DIGITS = replace(
    ON_HOST, hosts=(replace(ON_HOST.hosts[0], sessions=(Session(3, "10", "ann"), Session(10, "3", "ann"))),)
)
ABOUT_TEXTS = {"WDSUTIL-GAP-006", "TSDISCON-GAP-006"}
NOT_IN_THE_WORLD = {"WMS-GAP-005"}

GAPS: dict[str, list[tuple[World, Request]]] = {
    "WDSUTIL-GAP-001": [(ON_SERVER, typed(CLIENT + each)) for each in ("/ClientId:99", "/ClientId:abc")],
    "WDSUTIL-GAP-002": [(ON_SERVER, typed(CLIENT + "/ClientId:5"))],
    "WDSUTIL-GAP-003": [(ON_SERVER, typed(CLIENT + "/ClientId:1 /clientid:2"))],
    "WDSUTIL-GAP-004": [
        (ON_SERVER, typed(CLIENT + each)) for each in ("/ClientId:1 /Fast", "/ClientId:1 now")
    ],
    "WDSUTIL-GAP-005": [(ON_SERVER, typed(CLIENT + "/ClientId:0"))],
    "IWDS-GAP-001": [(ON_SERVER, Method("client", "MyWDSServer", 1, "unknown"))],
    "IWDS-GAP-002": [(ON_SERVER, Method("client", "MyWDSServer", 5, "abort"))],
    "IWDS-GAP-003": [(ON_SERVER, Method("server", "MyWDSServer", 99, "abort"))],
    "TSDISCON-GAP-001": [
        *((ON_HOST, typed(f"tsdiscon {each}")) for each in ("99", "TERM99", "-v")),
        (ON_HOST, typed("tsdiscon /server:RDSH2")),
        (replace(ON_HOST, caller=replace(ON_HOST.caller, session=None)), typed("tsdiscon")),
    ],
    "TSDISCON-GAP-002": [(ON_HOST, typed("tsdiscon 13"))],
    "TSDISCON-GAP-003": [(DIGITS, typed("tsdiscon 3"))],
    "TSDISCON-GAP-004": [(ON_HOST, typed("tsdiscon 3 TERM03"))],
    "TSDISCON-GAP-005": [(ON_HOST, typed("tsdiscon 3 /v /V"))],
    "TSDISCON-GAP-007": [(ON_HOST, typed("tsdiscon term03"))],
    "WMS-GAP-001": [(ON_HOST, typed(WMS + "-SessionId 99"))],
    "WMS-GAP-002": [
        *((ON_HOST, typed(f"{WMS}-SessionId {each}")) for each in ("3,99", "13,3", "2,3")),
        (ON_HOST, Command("Disconnect-WmsSession", (SessionObject(3), SessionObject(99)))),
    ],
    "WMS-GAP-003": [(ON_HOST, typed(WMS + each)) for each in ("-All:$false", "-All:$false -SessionId 3")],
    "WMS-GAP-004": [(ON_HOST, typed(WMS + "-SessionId 13"))],
}


def unspecified_clauses() -> set[str]:
    """The clauses that record a silence."""
    found = {
        clause["id"]
        for file in (Path(__file__).parents[2] / "spec" / "data" / "clauses").glob("*.toml")
        for clause in tomllib.loads(file.read_text(encoding="utf-8"))["clause"]
        if clause["level"] == "unspecified"
    }
    assert found
    return found


def test_every_silence_is_known_to_the_model() -> None:
    """All gaps but those about texts, and about what a world does not have."""
    assert set(GAPS) | ABOUT_TEXTS | NOT_IN_THE_WORLD == unspecified_clauses()


@pytest.mark.parametrize("clause", sorted(GAPS))
def test_silence_changes_nothing(clause: str) -> None:
    """The outcome is marked, names the gap, and the world stays."""
    for world, request in GAPS[clause]:
        after, outcome = step(world, request)
        assert not outcome.specified, request
        assert not outcome.accepted
        assert outcome.clauses[-1] == clause, outcome
        assert after == world
        if isinstance(request, Method):
            assert outcome.hresult != 0


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "   ",
            "notepad",
            "wdsutil",
            "WDSUTIL /Get-AllDevices",
            "reset",
            "reset window",
            "tsdiscon 3 & tsdiscon 10",
            "Disconnect-WmsSession 3 | Out-Null",
            "Disconnect-WmsSession $ids",
            "reset session",
        ),
        *(
            "reset session 99",
            "reset session 3 /x",
            "tsdiscon 3 /server",
            "tsdiscon 3 /v:1",
            "reset session 3 /v /v",
        ),
        *(CLIENT + "/ClientId:1 /Server", CLIENT + "/ClientId:1 /Force:no"),
        *("WDSUTIL /get-multicasttransmission", "WDSUTIL /get-multicasttransmission /show:all"),
        *(WMS + "-SessionId 3 -SessionId 4", WMS + "-SessionId 3 -WhatIf:perhaps"),
    ],
)
def test_what_no_document_describes_is_no_success(line: str) -> None:
    """Other command lines are neither carried out nor judged."""
    world = (
        replace(ON_HOST, caller=replace(ON_HOST.caller, host="MyWDSServer")) if "SUTIL" in line else ON_HOST
    )
    after, outcome = step(world, Command(line))
    assert after == world
    assert not outcome.accepted
    assert not outcome.specified


@pytest.mark.parametrize("line", [WMS + "-All", WMS + "-SessionId 3"])
def test_a_pipeline_beside_named_parameters_is_not_described(line: str) -> None:
    """Objects piped into a cmdlet that was already told what to do."""
    after, outcome = step(ON_HOST, Command(line, (SessionObject(10),)))
    assert (after, outcome.accepted, outcome.specified) == (ON_HOST, False, False)


def test_reset_of_an_active_session_is_carried_out_but_not_described() -> None:
    """The document speaks of disconnected sessions only."""
    after, outcome = step(ON_HOST, Command("reset session 3"))
    assert outcome.accepted
    assert not outcome.specified
    assert [each.id for each in after.hosts[0].sessions] == [1, 2, 10, 11, 12, 13]


def test_the_profile_decides_about_the_console() -> None:
    """Documents and observed Windows differ; the default is the documents."""
    assert not step(at_console(), Command("tsdiscon"))[1].accepted
    after, outcome = step(at_console(), Command("tsdiscon"), profile="observed")
    assert outcome.accepted
    assert after.hosts[0].sessions[0].state == "disconnected"
