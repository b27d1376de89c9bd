# ruff: noqa: D103 - the name of a test says what it tests
"""The formats for other programs: exact for small reports, well-formed for any, true to the verdict."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from disconspec.reports import exit_code, formats, render
from disconspec.reports.characters import one_line, without_surrogates
from disconspec.reports.document import Footer, Report
from disconspec.reports.markdown import MOST_ROWS, block, escaped
from disconspec.reports.sarif import uri
from disconspec.spec.errors import DisconspecError
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from report_examples import (
    CLEAN,
    CONFORMANT,
    DOCUMENTS,
    EXAMPLES,
    FAILED,
    HOSTILE,
    INCOMPLETE,
    OPTION,
    PAGE,
    PASSED,
    RUN,
    SHOULD_FAILED,
    reports,
)
from sarif_schema import SARIF

RUN_AS_MARKDOWN = """\
## disconspec: not conformant

acme 2.0 does not conform: 1 of 2 must-clauses failed, first TSDISCON-CONSOLE-001.

| level | passed | failed | not applicable |
| --- | --- | --- | --- |
| must | 1 | 1 | 1 |
| unspecified | 0 | 0 | 1 |

### TSDISCON-CONSOLE-001 failed (must)

The console session cannot be disconnected.

- 003 \\(en\\), lines 40-41, under 'Remarks'

```text
console-2 By its id: failed
1. Given a host with a console session 1
2. tsdiscon 1
expected: refused, the session stays active
actual: accepted
actual: the session is disconnected
detail: \u241b[31mpanic\u241b[0m
```

<details><summary>4 clauses</summary>

| clause | system | level | verdict | statement |
| --- | --- | --- | --- | --- |
| TSDISCON-ID-001 | tsdiscon | must | passed | A session id names the session to disconnect. |
| TSDISCON-CONSOLE-001 | tsdiscon | must | failed | The console session cannot be disconnected. |
| WDS-LIST-001 | wdsutil | must | not applicable: listing is not declared | It lists. |
| WDS-TYPE-009 | wdsutil | unspecified | not applicable: observed: it hung | Unknown. |

</details>

disconspec 0.1.0, adapter acme 2.0, clauses set-1, profile documented, seed 7
"""

RUN_AS_JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5" failures="1" errors="0" skipped="2" time="0.750" name="disconspec">
  <testsuite tests="3" failures="1" errors="0" skipped="0" time="0.750" name="tsdiscon">
    <properties>
      <property name="version" value="0.1.0" />
      <property name="spec_set" value="set-1" />
      <property name="profile" value="documented" />
      <property name="adapter" value="acme 2.0" />
    </properties>
    <testcase name="TSDISCON-ID-001 id" classname="tsdiscon" time="0.250" />
    <testcase name="TSDISCON-CONSOLE-001 console-1" classname="tsdiscon" time="0.000" />
    <testcase name="TSDISCON-CONSOLE-001 By its id" classname="tsdiscon" time="0.500">
      <failure type="failed" message="accepted&#10;the session is disconnected">\
The console session cannot be disconnected.
source: 003 (en), lines 40-41, under 'Remarks'
1. Given a host with a console session 1
2. tsdiscon 1
expected: refused, the session stays active
actual: accepted
the session is disconnected
detail: \\x1b[31mpanic\\x1b[0m
</failure>
    </testcase>
  </testsuite>
  <testsuite tests="2" failures="0" errors="0" skipped="2" time="0.000" name="wdsutil">
    <properties>
      <property name="version" value="0.1.0" />
      <property name="spec_set" value="set-1" />
      <property name="profile" value="documented" />
      <property name="adapter" value="acme 2.0" />
    </properties>
    <testcase name="WDS-LIST-001" classname="wdsutil" time="0.000">
      <skipped type="not_applicable" message="listing is not declared">It lists.</skipped>
    </testcase>
    <testcase name="WDS-TYPE-009" classname="wdsutil" time="0.000">
      <skipped type="not_applicable" message="the documents are silent: recorded, never judged">\
Unknown.</skipped>
    </testcase>
  </testsuite>
</testsuites>
"""

DOCUMENTS_AS_ANNOTATIONS = """\
::error file=fr/a.md,line=3,endLine=3,col=3,endColumn=15,title=T203 inserted-space::\
blanks inside the option%0Awrite: /ClientId:
::warning file=fr/a.md,line=3,endLine=3,col=24,endColumn=25,title=T204 full-width::a full-width colon
::notice file=fr/b.md,line=9,endLine=10,title=N1 row-without-syntax::the syntax lacks /?
::error title=disconspec::1 error, 1 warning and 1 note found in 2 of 5 pages.
"""


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


# Markdown


def test_a_run_as_markdown() -> None:
    assert render(RUN, "markdown") == RUN_AS_MARKDOWN


def test_markdown_counts_what_it_has_no_room_for() -> None:
    text = render(replace(DOCUMENTS, findings=(OPTION,) * (MOST_ROWS + 3)), "markdown")
    assert text.count("T203") == MOST_ROWS
    assert "3 more findings are in the JSON report." in text


@pytest.mark.parametrize("text", [*HOSTILE, "- a", "+ a", "12. a", "=== a", "# a", "> a", "![x](y)", "@user"])
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(escaped(text.replace("\ud800", "").replace("\udfff", "")))
    )
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    assert {child.type for token in tokens for child in token.children or ()} <= {"text"}


CELL = 4


def shown(token: Token) -> str:
    """The text that a piece of Markdown comes out as."""
    texts = [child.content for child in token.children or () if child.type != "html_inline"]
    return " ".join("".join(texts).split())


def shown_as_it_is(text: str) -> str:
    """The text that a reader is to see."""
    return " ".join(one_line(without_surrogates(text)).split())


def markdown_shape(report: Report) -> tuple[list[list[str]], set[str], int]:
    """The text of the cells of each table row, what HTML there is, and how many headings."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(render(report, "markdown"))
    rows: list[list[str]] = []
    pages: set[str] = set()
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level == CELL:
            rows[-1].append(shown(token))
        elif token.type == "html_block":
            pages |= set(re.findall(r"</?[a-z]+>", token.content))
        for child in token.children or ():
            if child.type == "html_inline":
                pages.add(child.content)
            assert child.type in ("text", "html_inline", "strong_open", "strong_close", "text_special"), child
    return rows, pages, sum(token.type == "heading_open" for token in tokens)


def test_a_block_holds_whatever_fence_is_in_it() -> None:
    (token,) = MarkdownIt("commonmark").parse("\n".join(block(["```", "`````", "~~~"])))
    assert token.content == "```\n`````\n~~~\n"


@given(reports())
@settings(max_examples=50, deadline=None)
def test_no_report_breaks_out_of_its_markdown(report: Report) -> None:
    rows, pages, headings = markdown_shape(report)
    expected: list[int] = []
    nothing_ran = all(clause.verdict in ("not_run", "not_applicable") for clause in report.clauses) and all(
        check.outcome == "not_run" for check in report.checks
    )
    told_at_once = report.footer.verdict == "not_driven" and bool(report.footer.problems) and nothing_ran
    if report.clauses and not told_at_once:
        verdicts = len({clause.verdict for clause in report.clauses})
        levels = len({clause.level for clause in report.clauses})
        expected += [verdicts + 1] * (levels + 1) + [5] * (len(report.clauses) + 1)
    if report.findings:
        expected += [5] * (len(report.findings) + 1)
    if report.statistics.locales:
        expected += [7] * (len(report.statistics.locales) + 1)
    assert [len(row) for row in rows] == expected
    for clause in () if told_at_once else report.clauses:
        assert shown_as_it_is(clause.statement) in [row[-1] for row in rows]
    for finding in report.findings:
        assert shown_as_it_is(finding.message) in [row[3] for row in rows if len(row) == 5]
    assert pages <= {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"}
    assert headings >= 1


# JUnit


def test_a_run_as_junit() -> None:
    assert render(RUN, "junit") == RUN_AS_JUNIT


def kinds(report: Report) -> dict[str, str]:
    root = ET.fromstring(render(report, "junit"))  # noqa: S314 - it reads what the test itself has made
    return {
        case.get("name", ""): next((each.tag for each in case), "passed") for case in root.iter("testcase")
    }


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            CONFORMANT,
            {
                "TSDISCON-ID-001 id": "passed",
                "WDS-FALLBACK-001 Fallback": "skipped",
                "WDS-LIST-001": "skipped",
                "WDS-TYPE-009": "skipped",
            },
        ),
        (
            INCOMPLETE,
            {"TSDISCON-ID-001 id": "passed", "TSDISCON-NAME-001": "error", "a verdict was reached": "error"},
        ),
        (
            DOCUMENTS,
            {
                "3:3 T203 inserted-space": "failure",
                "3:24 T204 full-width": "failure",
                "9:1 N1 row-without-syntax": "skipped",
            },
        ),
        (CLEAN, {"1 page checked": "passed"}),
        (
            replace(RUN, clauses=(FAILED, SHOULD_FAILED), checks=()),
            {FAILED.id: "failure", SHOULD_FAILED.id: "skipped"},
        ),
        (
            replace(RUN, clauses=(replace(PASSED, verdict="untestable"),), checks=()),
            {"TSDISCON-ID-001": "error"},
        ),
        (replace(RUN, clauses=(replace(FAILED, verdict="errored"),), checks=()), {FAILED.id: "error"}),
        (
            replace(RUN, clauses=(PASSED, replace(FAILED, excuse="baselined")), checks=()),
            {PASSED.id: "passed", FAILED.id: "skipped", "the run passes": "failure"},
        ),
        (
            replace(RUN, clauses=(replace(PASSED, excuse="stale"),), checks=RUN.checks[:1]),
            {"TSDISCON-ID-001 id": "passed", "TSDISCON-ID-001": "failure"},
        ),
        (replace(CONFORMANT, clauses=(), checks=()), {"run": "passed"}),
    ],
)
def test_junit_tells_failures_errors_and_skips_apart(report: Report, expected: dict[str, str]) -> None:
    assert kinds(report) == expected


@given(reports())
@settings(max_examples=80, deadline=None)
def test_any_junit_is_well_formed_counts_right_and_agrees_with_the_exit_code(report: Report) -> None:
    root = ET.fromstring(render(report, "junit").encode())  # noqa: S314 - it reads what the test itself has made
    assert root.tag == "testsuites"
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert element.get("name") is not None
        assert element.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(attribute) == str(sum(case.find(tag) is not None for case in cases))
    for suite in root:
        assert [child.tag for child in suite][:1] == ["properties"]
        assert {child.tag for child in suite} == {"properties", "testcase"}
    cases = list(root.iter("testcase"))
    assert all(case.get("name") and case.get("classname") and len(case) <= 1 for case in cases)
    assert float(root.get("time", "-1")) >= 0
    bad = int(root.get("failures", "0")) + int(root.get("errors", "0"))
    assert bool(bad) == bool(exit_code(report))


# SARIF


def sarif(report: Report) -> dict[str, Any]:
    log = json.loads(render(report, "sarif"))
    jsonschema.validate(log, SARIF)
    return log["runs"][0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_sarif_is_valid_and_says_whether_the_run_was_whole(name: str) -> None:
    run = sarif(EXAMPLES[name])
    assert run["invocations"][0]["executionSuccessful"] is (name != "incomplete")


def test_sarif_regions_are_exact_and_repairs_are_fixes() -> None:
    run = sarif(DOCUMENTS)
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"] == "fr/a.md"
    region = place["region"]
    assert (
        PAGE[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "/ ClientId :"
    )
    assert region["snippet"]["text"] == "/ ClientId :"
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {key: region[key] for key in region if key != "snippet"}
    assert replacement["insertedContent"]["text"] == "/ClientId:"
    assert "fixes" not in run["results"][1]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["T203", "T204", "N1"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]


def test_sarif_tells_equal_findings_apart_and_recognises_them_further_down() -> None:
    def prints(*lines: int) -> list[str]:
        moved = tuple(replace(OPTION, line=line, end_line=line) for line in lines)
        found = sarif(replace(DOCUMENTS, findings=moved))["results"]
        return [each["partialFingerprints"]["disconspec/v1"] for each in found]

    assert prints(3, 9) == prints(4, 10)
    assert len(set(prints(3, 9))) == 2


def test_sarif_shows_clauses_as_rules_and_known_failures_as_suppressed() -> None:
    known = replace(FAILED, excuse="baselined", reason="issue 12")
    run = sarif(replace(RUN, clauses=(*RUN.clauses, replace(known, id="A-1"))))
    told = {each["ruleId"]: (each["kind"], each["level"]) for each in run["results"]}
    assert told == {
        "TSDISCON-ID-001": ("pass", "none"),
        "TSDISCON-CONSOLE-001": ("fail", "error"),
        "WDS-LIST-001": ("notApplicable", "none"),
        "WDS-TYPE-009": ("notApplicable", "none"),
        "A-1": ("fail", "error"),
    }
    suppressed = [each["ruleId"] for each in run["results"] if "suppressions" in each]
    assert suppressed == ["A-1"]
    assert "tsdiscon 1" in run["results"][1]["message"]["text"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("fr/a b#.md", "fr/a%20b%23.md"),
        ("fr\\a.md", "fr/a.md"),
        ("/docs/\u5168.md", "file:///docs/%E5%85%A8.md"),
        ("C:\\docs\\a.md", "file:///C:/docs/a.md"),
        ("a:b.md", "a%3Ab.md"),
        ("", "."),
    ],
)
def test_paths_become_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


@given(reports())
@settings(max_examples=50, deadline=None)
def test_any_sarif_is_valid(report: Report) -> None:
    run = sarif(report)
    assert len(run["results"]) == len(report.clauses) + len(report.findings)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


# HTML


PAGE_ELEMENTS = set(
    """html head meta title style body main h1 h2 h3 h4 p ul ol li table caption thead tbody tr th td
    section code pre dl dt dd div""".split()  # noqa: SIM905 - shorter than the list
)


class Outline(HTMLParser):
    """Checks that every element is closed where it should be, and counts elements."""

    EMPTY = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: dict[str, int] = {}
        self.text: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        self.seen[tag] = self.seen.get(tag, 0) + 1
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)


def outline(report: Report) -> Outline:
    parser = Outline()
    parser.feed(render(report, "html"))
    parser.close()
    assert parser.open == []
    return parser


@given(reports())
@settings(max_examples=40, deadline=None)
def test_no_report_breaks_out_of_its_page(report: Report) -> None:
    page = outline(report)
    assert set(page.seen) <= PAGE_ELEMENTS
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "scope", "role"}
    assert page.seen["h1"] == page.seen["main"] == page.seen["title"] == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", "".join(page.text))


def test_a_page_shows_everything_and_loads_nothing() -> None:
    text = " ".join("".join(outline(RUN).text).split())
    for part in (
        "disconspec: not conformant",
        "1 of 2 must-clauses failed",
        "TSDISCON-CONSOLE-001 failed (must)",
        "003 (en), lines 40-41, under 'Remarks'",
        "tsdiscon 1",
        "refused, the session stays active",
        "accepted the session is disconnected",
        "not applicable",
        "observed: it hung",
    ):
        assert part in text
    assert "This report is incomplete." not in text
    assert "This report is incomplete." in "".join(outline(INCOMPLETE).text)
    page = render(DOCUMENTS, "html")
    assert "src=" not in page
    assert "href=" not in page
    assert "url(" not in page
    shown = " ".join("".join(outline(DOCUMENTS).text).split())
    assert "fr/a.md:3:3" in shown
    assert "/ClientId:" in shown
    assert "1 error, 1 warning, 1 note" in shown


# Badge and annotations


@pytest.mark.parametrize(
    ("report", "message", "color"),
    [
        (RUN, "1 of 2 failing", "red"),
        (CONFORMANT, "conformant, 1 clause", "brightgreen"),
        (
            replace(CONFORMANT, footer=Footer(True, "conformant", "fail")),
            "conformant, 1 clause, gate closed",
            "yellow",
        ),
        (INCOMPLETE, "incomplete", "lightgrey"),
        (replace(CONFORMANT, footer=Footer(False, "conformant", "pass")), "incomplete", "lightgrey"),
        (replace(RUN, footer=Footer(True, "not_driven", "fail")), "not driven", "lightgrey"),
        (DOCUMENTS, "3 findings", "red"),
        (replace(DOCUMENTS, findings=DOCUMENTS.findings[1:2]), "1 finding", "yellow"),
        (CLEAN, "no findings", "brightgreen"),
    ],
)
def test_a_badge_is_green_only_when_all_is_well(report: Report, message: str, color: str) -> None:
    badge = json.loads(render(report, "badge"))
    error = {"isError": True} if color == "red" else {}
    assert badge == {"schemaVersion": 1, "label": "disconspec", "message": message, "color": color, **error}


@given(reports())
@settings(max_examples=40, deadline=None)
def test_no_badge_is_green_when_the_exit_code_is_not_0(report: Report) -> None:
    badge = json.loads(render(report, "badge"))
    assert badge["message"]
    assert badge["color"] != "brightgreen" or exit_code(report) == 0 or report.footer.verdict == "clean"


def test_findings_as_annotations() -> None:
    assert render(DOCUMENTS, "github") == DOCUMENTS_AS_ANNOTATIONS


ANNOTATION = re.compile(
    r"::(error|warning|notice) ([a-zA-Z]+=[^,:]*(,[a-zA-Z]+=[^,:]*)*)?::[^\x00-\x1f\x7f-\x9f\u2028\u2029]*"
)


@given(reports())
@settings(max_examples=60, deadline=None)
def test_no_report_slips_a_command_of_its_own_into_the_annotations(report: Report) -> None:
    lines = render(report, "github").removesuffix("\n").split("\n")
    assert len(lines) > len(report.findings)
    for line in lines:
        assert ANNOTATION.fullmatch(line), line
        assert not re.search("%(?!0A|25|3A|2C)", line)
