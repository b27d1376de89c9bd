# ruff: noqa: D103 - the name of a test says what it tests
"""What all formats for other programs have in common: their names, their encoding, what they import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Iterator

import pytest
from disconspec.reports import formats, render
from disconspec.reports.document import Finding, Report
from disconspec.reports.rendering import render_parts
from disconspec.spec.errors import DisconspecError
from hypothesis import given, settings
from msgspec.structs import replace
from report_examples import DOCUMENTS, RUN, reports


def test_the_formats_are_these() -> None:
    assert formats() == ("text", "json", "markdown", "junit", "sarif", "html", "badge", "github")


def test_an_unknown_format_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(DisconspecError, match="did you mean 'junit'"):
        render(RUN, "junitt")
    with pytest.raises(DisconspecError, match="one of text, json"):
        render(RUN, "")


@given(reports())
@settings(max_examples=50, deadline=None)
def test_every_format_of_any_report_can_be_written_as_utf8(report: Report) -> None:
    for name in formats():
        text = render(report, name)
        assert text.encode("utf-8").endswith(b"\n")


def test_importing_the_door_imports_no_format() -> None:
    code = (
        "import sys, disconspec.reports as reports; reports.formats(); reports.load; "
        "from disconspec.reports.document import Header, Report; "
        "reports.render(Report(Header('t','v','s','','','',(),'','','')), 'text'); "
        "print(*{'tabulate', 'jinja2', 'rich', 'xml.etree', 'lark', 'pytest'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


class Fetched(Collection[Finding]):
    """Findings of many pages that are made anew whenever they are gone through."""

    def __len__(self) -> int:
        return 6000

    def __iter__(self) -> Iterator[Finding]:
        first, *_ = DOCUMENTS.findings
        for at in range(len(self)):
            yield replace(first, path=f"fr/page-{at // 3:04}.md", line=at % 3 + 1)

    def __contains__(self, finding: object) -> bool:
        return any(finding == each for each in self)


@pytest.mark.parametrize("name", ["text", "json", "junit", "sarif", "github"])
def test_many_findings_come_part_by_part_and_all_of_them(name: str) -> None:
    many = replace(DOCUMENTS, findings=Fetched())
    parts = list(render_parts(many, name))
    whole = render(replace(many, findings=tuple(many.findings)), name)
    assert "".join(parts) == whole
    assert whole.count("fr/page-1999.md") >= 3
    assert max(map(len, parts)) * 3 < len(whole)
