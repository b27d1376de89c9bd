"""Reports to show: small ones made by hand, and a strategy for arbitrary, hostile ones."""

from __future__ import annotations

from disconspec.reports.document import (
    AdapterIdentity,
    BlockCounts,
    CheckResult,
    ClauseResult,
    ExampleCounts,
    Finding,
    Footer,
    Header,
    LocaleStatistics,
    Mutant,
    Proof,
    Report,
    Statistics,
)
from hypothesis import strategies as st

HEADER = Header(
    tool="disconspec",
    version="0.1.0",
    spec_set="set-1",
    spec_hash="a1",
    grammar_hash="b2",
    model_hash="c3",
    command=("disconspec", "run"),
    started="2024-02-03T04:05:06Z",
    platform="Linux x86_64",
    python="3.11.7",
    seed=7,
    adapter=AdapterIdentity("acme", "2.0", ("tsdiscon",)),
)

PASSED = ClauseResult(
    "TSDISCON-ID-001", "tsdiscon", "must", "passed", ("id",), "A session id names the session to disconnect."
)
FAILED = ClauseResult(
    "TSDISCON-CONSOLE-001",
    "tsdiscon",
    "must",
    "failed",
    ("console-1", "console-2"),
    "The console session cannot be disconnected.",
    ("003 (en), lines 40-41, under 'Remarks'",),
)
SHOULD_FAILED = ClauseResult(
    "WDS-FALLBACK-001", "wdsutil", "should", "failed", ("fallback",), "It falls back."
)
NOT_APPLICABLE = ClauseResult(
    "WDS-LIST-001", "wdsutil", "must", "not_applicable", (), "It lists.", reason="listing is not declared"
)
SILENT = ClauseResult(
    "WDS-TYPE-009", "wdsutil", "unspecified", "not_applicable", (), "Unknown.", reason="observed: it hung"
)

CHECKS = (
    CheckResult("id", "TSDISCON-ID-001", "passed", duration=0.25),
    CheckResult("console-1", "TSDISCON-CONSOLE-001", "passed"),
    CheckResult(
        "console-2",
        "TSDISCON-CONSOLE-001",
        "failed",
        "By its id",
        "refused, the session stays active",
        "accepted\nthe session is disconnected",
        ("Given a host with a console session 1", "tsdiscon 1"),
        "\x1b[31mpanic\x1b[0m\n",
        0.5,
    ),
)
FALLBACK = CheckResult("fallback", "WDS-FALLBACK-001", "failed", "Fallback", "unicast", "nothing")

RUN = Report(
    HEADER,
    clauses=(PASSED, FAILED, NOT_APPLICABLE, SILENT),
    checks=CHECKS,
    footer=Footer(True, "not_conformant", "fail"),
)
CONFORMANT = Report(
    HEADER,
    clauses=(SHOULD_FAILED, PASSED, NOT_APPLICABLE, SILENT),
    checks=(CHECKS[0], FALLBACK),
    footer=Footer(True, "conformant", "pass"),
)
INCOMPLETE = Report(
    HEADER,
    clauses=(
        PASSED,
        ClauseResult("TSDISCON-NAME-001", "tsdiscon", "must", "not_run", statement="A name does, too."),
    ),
    checks=CHECKS[:1],
    footer=Footer(False, "incomplete", "fail"),
)

PAGE = ["# Überschrift", "", "| / ClientId :<ID> | \u5168\u89d2\uff1a\u30b3\u30ed\u30f3 | x |"]
OPTION = Finding(
    "fr/a.md",
    3,
    3,
    3,
    15,
    "T203",
    "inserted-space",
    "error",
    "blanks inside the option",
    "/ ClientId :",
    "/ClientId:",
    "fr-fr",
    True,
)
COLON = Finding("fr/a.md", 3, 24, 3, 25, "T204", "full-width", "warning", "a full-width colon", "\uff1a")
NOTE = Finding("fr/b.md", 9, 1, 10, 4, "N1", "row-without-syntax", "note", "the syntax lacks /?")
DOCUMENTS = Report(
    HEADER,
    findings=(OPTION, COLON, NOTE),
    statistics=Statistics({"fr-fr": LocaleStatistics(5, BlockCounts(3, 2, 1, 0), ExampleCounts(4, 3, 0, 1))}),
    footer=Footer(True, "findings", "fail"),
)
CLEAN = Report(
    HEADER, statistics=Statistics({"en-us": LocaleStatistics(1)}), footer=Footer(True, "clean", "pass")
)

EXAMPLES = {
    "run": RUN,
    "conformant": CONFORMANT,
    "incomplete": INCOMPLETE,
    "documents": DOCUMENTS,
    "clean": CLEAN,
}

HOSTILE = (
    "",
    " ",
    "]]>",
    "a|b\\|c",
    "<script>alert(1)</script>&amp;{{ 7 * 7 }}{% raw %}",
    "\x1b[2J\x1b]0;owned\x07\x00\x9b1m\r\n\x08",
    "::error::injected\n::set-output name=x::y%0A%",
    "\ud800 \udfff \ufffe \uffff \U0010ffff",
    "\u202egnp.exe\u202c\u200b\u2028\u2029\ufeff",
    "```\n~~~\n</details>\n# heading\n- item\n1. one",
    "\u5168\u89d2\uff1a\u6587\u5b57 e\u0301 👩‍💻",
    "name,with:all%of,them",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=()), max_size=12))
lists = st.lists(texts, max_size=3).map(tuple)
identifiers = st.lists(texts, unique=True, max_size=4)
verdicts = st.sampled_from(("passed", "failed", "not_applicable", "untestable", "errored", "not_run"))
places = st.integers(1, 1_000_000)
numbers = st.integers(0, 10_000)

adapters = st.builds(AdapterIdentity, texts, texts, lists, lists, st.booleans())
headers = st.builds(
    Header,
    tool=texts,
    version=texts,
    spec_set=texts,
    spec_hash=texts,
    grammar_hash=texts,
    model_hash=texts,
    command=lists,
    started=texts,
    platform=texts,
    python=texts,
    profile=texts,
    seed=st.none() | numbers,
    adapter=st.none() | adapters,
)
findings = st.builds(
    Finding,
    path=texts,
    line=places,
    column=places,
    end_line=places,
    end_column=places,
    code=texts,
    name=texts,
    severity=st.sampled_from(("error", "warning", "note")),
    message=texts,
    text=texts,
    suggestion=st.none() | texts,
    locale=texts,
    fixable=st.booleans(),
)
locales = st.builds(
    LocaleStatistics,
    numbers,
    st.builds(BlockCounts, numbers, numbers, numbers, numbers),
    st.builds(ExampleCounts, numbers, numbers, numbers, numbers),
)
mutants = st.builds(Mutant, texts, texts, texts, st.booleans(), lists, texts)
footers = st.builds(
    Footer,
    st.booleans(),
    st.sampled_from(("conformant", "not_conformant", "incomplete", "clean", "findings", "not_driven")),
    st.sampled_from(("pass", "fail")),
    texts,
    lists,
    st.sampled_from(("error", "warning", "note")),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report whose every text is hostile and whose parts need not fit together."""
    names = draw(identifiers)
    clauses = tuple(
        ClauseResult(
            name,
            draw(texts),
            draw(st.sampled_from(("must", "should", "may", "unspecified"))),
            draw(verdicts),
            (),
            draw(texts),
            draw(lists),
            draw(texts),
            draw(st.sampled_from(("", "", "baselined", "stale", "drifted", "expired"))),
        )
        for name in names
    )
    checks = tuple(
        CheckResult(
            name,
            draw(st.sampled_from(names)),
            draw(verdicts),
            draw(texts),
            draw(texts),
            draw(texts),
            draw(lists),
            draw(texts),
            draw(st.floats(0, 1e6)),
        )
        for name in (draw(identifiers) if names else ())
    )
    return Report(
        draw(headers),
        clauses,
        checks,
        tuple(draw(st.lists(findings, max_size=4))),
        Statistics(draw(st.dictionaries(texts, locales, max_size=2))),
        Proof(tuple(draw(st.lists(mutants, max_size=2)))),
        draw(footers),
    )
