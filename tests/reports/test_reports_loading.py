# ruff: noqa: D103 - the name of a test says what it tests
"""Stored reports: what is written is read again, and what cannot be trusted is refused with its reason."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from disconspec.reports import load, render, report_schema
from disconspec.reports.document import Footer, Report
from disconspec.reports.loading import SCHEMA_FILE
from disconspec.reports.rendering import encodable
from disconspec.spec.errors import DisconspecError
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from report_examples import CLEAN, CONFORMANT, EXAMPLES, FAILED, HEADER, OPTION, PASSED, RUN, reports

SCHEMA = report_schema()


def stored(report: Report) -> bytes:
    return render(report, "json").encode()


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_stored_report_is_read_again_and_fits_the_schema(name: str, tmp_path: Path) -> None:
    report = EXAMPLES[name]
    jsonschema.validate(json.loads(stored(report)), SCHEMA)
    assert load(stored(report)) == report
    file = tmp_path / "report.json"
    file.write_bytes(b"\xef\xbb\xbf" + stored(report))
    assert load(file) == report
    assert load(str(file)) == report


@given(reports())
@settings(max_examples=60, deadline=None)
def test_any_report_fits_the_schema_and_comes_back(report: Report) -> None:
    document = stored(report)
    jsonschema.validate(json.loads(document), SCHEMA)
    assert msgspec.json.decode(document, type=Report) == encodable(report)


def test_the_published_schema_is_the_one_of_the_types() -> None:
    published = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert published == report_schema(), (
        "renew it: disconspec report schema > reports/schema/report.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(published)


def changed(**parts: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(stored(RUN))
    return {**document, **parts}


@pytest.mark.parametrize(
    "document",
    [
        {},
        changed(extra=1),
        changed(footer={"complete": True, "verdict": "perfect", "gate": "pass"}),
        changed(findings=[{**json.loads(msgspec.json.encode(OPTION)), "line": 0}]),
        changed(findings=[{**json.loads(msgspec.json.encode(OPTION)), "severity": "fatal"}]),
        changed(statistics={"locales": {"en": {"pages": -1}}}),
    ],
)
def test_the_schema_and_the_loader_refuse_the_same(document: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)
    with pytest.raises(DisconspecError, match="not a valid report"):
        load(json.dumps(document).encode())


def test_an_incomplete_report_is_readable() -> None:
    report = replace(RUN, footer=Footer(False, "incomplete", "fail"))
    assert not load(stored(report)).footer.complete


def test_a_report_without_a_footer_is_incomplete() -> None:
    document = changed()
    del document["footer"]
    assert not load(json.dumps(document).encode()).footer.complete


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_report_cut_short_is_refused(part: float) -> None:
    whole = stored(RUN).rstrip()
    with pytest.raises(DisconspecError, match="cut short"):
        load(whole[: int(len(whole) * part)])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"not json", "not JSON"),
        (b"[1]", "not a valid report"),
        (b"\xff\xfe{}", "not JSON"),
        (b'{"header":{"tool":"\xff"}}', "not JSON"),
        (b'{"header":{"tool":"\\ud800"}}', "not"),
        (b"[" * 100_000, "report"),
        (b'{"header":' * 100_000, "report"),
        (b'{"extra":' + b"[" * 100_000, "report"),
    ],
)
def test_what_is_no_report_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DisconspecError, match=message):
        load(data)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DisconspecError, match=r"nowhere\.json: cannot be read"):
        load(tmp_path / "nowhere.json")
    with pytest.raises(DisconspecError, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (replace(RUN, clauses=(PASSED, PASSED)), "clause TSDISCON-ID-001 is listed 2 times"),
        (replace(RUN, checks=(RUN.checks[0],) * 3), "check id is listed 3 times"),
        (
            replace(RUN, footer=Footer(True, "conformant", "pass")),
            "says conformant, but TSDISCON-CONSOLE-001",
        ),
        (replace(CONFORMANT, clauses=(), checks=()), "says conformant, but no clause passed"),
        (
            replace(CONFORMANT, clauses=(PASSED, replace(FAILED, verdict="not_run"))),
            "says conformant, but TSDISCON-CONSOLE-001 is not_run",
        ),
        (replace(CLEAN, findings=(OPTION,)), "says clean, but lists findings"),
        (replace(RUN, findings=(replace(OPTION, end_column=2),)), "ends before it begins"),
        (replace(RUN, header=replace(HEADER, report_version=2)), "version 2"),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(report: Report, message: str) -> None:
    with pytest.raises(DisconspecError, match=message):
        load(stored(report))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_report_is_read_or_refused_but_never_a_traceback(data: st.DataObject) -> None:
    document = bytearray(stored(RUN))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(document) - 1))
        document[place : place + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=4))
    report = RUN
    with suppress(DisconspecError):
        report = load(bytes(document))
    assert render(report, "text")
