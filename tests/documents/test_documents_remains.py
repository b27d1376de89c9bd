"""Repairs leave the whole token right: where other damage would stay in it or beside it, none is made."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.finding import found_at
from disconspec.conformance.documents.fixes import repaired
from disconspec.conformance.documents.repairs.remains import settled
from document_findings import DEFAULT, findings
from document_pages import command_page, rows
from known_examples import known_to_show

SYNTAX = (
    "frobctl start [/Size:<size>] [/Mode:{a | b}] [/Copy <file name>] [/Kind:{Boot | Install}] [-quick] "
    "[dom=<domain>] [/Log:<log>] <file>"
)


def mended(content: str) -> str:
    """A page with its repairs made."""
    found = list(check_page(read_page(content.encode(), "page.md"), DEFAULT).found)
    return repaired(content.encode(), found, "page.md").decode()


def in_text(intro: str, *, locale: str = "de-DE", example: str = "frobctl start /Size:10 target") -> str:
    """A page with a sentence."""
    return command_page(intro=intro, syntax=SYNTAX, example=example, locale=locale)


def in_cell(row: str, *, locale: str = "de-DE", intro: str = "Startet das Gerät.") -> str:
    """A page with a row of its table written differently."""
    return command_page(rows=rows(size=row), syntax=SYNTAX, intro=intro, locale=locale)


# Pages where a token has one damage only, and such where it has another one, too.
PAIRS = [
    (
        "a leftover placeholder",
        in_text("Siehe [/Size: <size>] hier."),
        in_text("Siehe [/Size: @no__t] hier."),
    ),
    ("a stop", in_text("Siehe frobctl/Size an."), in_text("Siehe frobctl/Size. angegeben.")),
    ("another option", in_text("Siehe frobctl/Size an."), in_text("Siehe frobctl/Size-Mode/Log an.")),
    (
        "a blank in a path",
        in_text("In **HKEY_LOCAL_MACHINE \\Frob\\Bar**."),
        in_text("In **HKEY_LOCAL_MACHINE \\Frob\\Bar \\\\ **."),
    ),
    ("a colon", in_text("Siehe frobctl/Size an."), in_text("Siehe frobctl/Size : 1 an.")),
    ("a name in capitals", in_text("Siehe frobctl/Size an."), in_text("Siehe frobctl/Size: WDS<size> an.")),
    (
        "a star for what was lost",
        command_page(rows=rows(size="| remove =x\uff1f | x |"), syntax=f"{SYNTAX} [remove=x?]"),
        command_page(rows=rows(size="| remove =*\uff1f | x |"), syntax=f"{SYNTAX} [remove=*?]"),
    ),
    (
        "a word glued to a path",
        in_text("In %windir%\\frob\\ Frob_x\\y hier."),
        in_text("In Ordner%windir%\\frob\\ Frob_x\\y hier."),
    ),
    (
        "a value that is translated",
        in_text("-[/Kind: {Boot &#124; Install}] hier."),
        in_text("-[/Kind: {Boot &#124; Einbau}] hier."),
    ),
    ("a split cell", in_cell("| /Mode: {a &#124; b} | Art. |"), in_cell("| /Mode: {a | b} |")),
    ("a blank in the value", in_text("-[/Size: <size> ] hier."), in_text("-[/Size: < size>] hier.")),
    (
        "a bracket too many",
        in_cell("| [/Size: <size>] | Volumen. |"),
        in_cell("| /Size: <size>] | Volumen. |"),
    ),
    (
        "a translated option",
        in_text("Siehe **-quick-**, mit -quick."),
        in_text("Siehe **-schnell-**, nicht -quick."),
    ),
    (
        "a blank behind the server",
        in_text(r"Hier (\\\\\<size > und \<file>)."),
        in_text(r"Hier (\\\\\<size > \<file>)."),
    ),
    (
        "an option that may be the other one",
        command_page(rows=("| / y | x |",), syntax="frobctl start [/y | /n]", example="other thing"),
        command_page(rows=("| / y | x |",), syntax="frobctl start [/y | /-y]", example="other thing"),
    ),
    (
        "nothing between two bars",
        in_cell("| /Mode: {a &#124; b} | Art. |"),
        in_cell("| /Mode: {a &#124; &#124; b} | Art. |"),
    ),
    (
        "an option in angle brackets",
        command_page(rows=("| \\<file > | x |",), example="other thing"),
        command_page(rows=("| \\<Datei /Size > | x |",), example="other thing"),
    ),
    ("a translated file", in_text("Siehe **Daten1. txt**."), in_text("Die Daten siehe **Daten1. txt**.")),
    ("a file of another alphabet", in_text("Siehe **daten1. txt**."), in_text("Siehe **Größe1. txt**.")),
    (
        "a computer, whose backslashes are shown as one",
        in_text("Auf **HKEY_LOCAL_MACHINE \\Frob**."),
        in_text("Auf * \\\\ Alpha*.", example="frobctl start \\\\Alpha"),
    ),
    (
        "the rest of a path that was strewn",
        in_text("Siehe **. txt** an."),
        in_text("Siehe **\\\\** und **. txt** an."),
    ),
    ("a quotation mark", in_text("Siehe **frobctl/Size**."), in_text('Siehe **frobctl "/Size**.')),
    ("the wrong option", in_cell("| Size<size> | Volumen. |"), in_cell("| Log<size> | Volumen. |")),
    (
        "a placeholder of the language",
        in_cell("| /Log: <log> | Ziel. |"),
        in_cell("| /Time: <Volumen> | Volumen. |", intro="Das Volumen."),
    ),
    (
        "an option of the language",
        in_cell("| /Log: <log> | Ziel. |"),
        in_cell("| /Zeit: \\<n> | Ziel. |", intro="Die Zeit."),
    ),
    ("a prefix of the syntax", in_cell("| /Log: a | Ziel. |"), in_cell("| /Log-Ziel: a | Ziel. |")),
    (
        "a blank before a sign",
        in_cell("| dom=\\<domain > | Ziel. |"),
        in_cell("| eol = \\<domain > | Ziel. |"),
    ),
    (
        "a full-width colon",
        in_cell("| \\<file > | Ziel. |", locale="zh-CN"),
        in_cell("| -u\uff1a \\<file > | Ziel. |", locale="zh-CN"),
    ),
    (
        "a full-width colon behind",
        in_cell("| \\<file > | Ziel. |", locale="zh-CN"),
        in_text("Siehe [\\<file >\uff1a//] hier.", locale="zh-CN"),
    ),
    (
        "a date that lacks its hour",
        in_text("Siehe HH\uff1a MM an.", locale="zh-CN"),
        in_text("Siehe MM/DD/YYYY\uff1a MM an.", locale="zh-CN"),
    ),
    (
        "a part of the path",
        in_text("Siehe \\<file > an.", locale="ja-JP"),
        in_text("Siehe \\<file > \\Log an.", locale="ja-JP"),
    ),
    (
        "an extension",
        in_text("Siehe \\<file > an.", locale="ja-JP"),
        in_text("Siehe \\<file > .log an.", locale="ja-JP"),
    ),
    (
        "a value behind marks",
        in_text("Siehe frobctl/Size an."),
        in_text("Siehe frobctl/Size heute **:** an."),
    ),
    (
        "a foreign word among emphasis",
        in_text("Siehe **frobctl/Size** an."),
        in_text("Siehe **frobctl/Size für** an."),
    ),
    ("an entity", in_text("Siehe [a & #40;b](c.md)."), in_text("Siehe [a & #40;b und #41;](c.md).")),
    (
        "a translated word before it",
        in_cell("| dom \\<domain > | Ziel. |", locale="zh-CN"),
        in_cell("| \u6307\u6807 \\<domain > | Ziel. |", locale="zh-CN"),
    ),
    (
        "a word of the language before it",
        in_cell("| dom \\<domain > | Ziel. |"),
        in_cell("| gebiet \\<domain > | Ziel. |", intro="Das Gebiet."),
    ),
    (
        "blanks that the syntax has not",
        in_cell("| /Size:<size > | Volumen. |"),
        command_page(
            syntax="frobctl start [/Size:<size>[_off]]", rows=rows(size="| /Size: <size> [_off] | Volumen. |")
        ),
    ),
    (
        "another placeholder than the option has",
        in_cell("| /Log: <log> | Ziel. |"),
        in_cell("| /Log: \\<size > | Ziel. |", locale="zh-CN"),
    ),
    (
        "a translated word among emphasis",
        in_text("Siehe **frobctl/Size** an."),
        in_text("Siehe **frobctl/Size ein** an, ein und aus."),
    ),
    (
        "a translated folder",
        in_text("In d :\\\\alpha liegt es.", example="frobctl start d:\\alpha"),
        in_text("In d :\\\\ordner1 liegt ein Ordner.", example="frobctl start d:\\alpha"),
    ),
    (
        "a drive behind a blank",
        in_text("Siehe frobctl/Size an."),
        in_text("Siehe frobctl/Size: C:\\Log an."),
    ),
    (
        "an entity in its value",
        in_text("-[/Kind: {Boot &#124; Install}] hier."),
        in_text("-[/Kind: {Boot # & Install}] hier."),
    ),
    (
        "an empty placeholder behind it",
        in_text("Siehe \\<file > an."),
        in_text("Siehe \\<file > <> an."),
    ),
    (
        "a blank that the syntax has, too",
        in_cell("| /Kind:{boot &#124; größe} | Art. |"),
        command_page(
            syntax=SYNTAX.replace("/Kind:", "/Kind: "),
            rows=rows(size="| /Kind: {boot &#124; größe} | Art. |"),
        ),
    ),
    (
        "another file of its kind",
        in_text("Siehe **alpha. txt**, `alpha.txt`."),
        in_text("Siehe **alpha. txt**, `FileName.txt`."),
    ),
    (
        "a command in another order",
        in_text("Siehe **robocopy/Size**."),
        in_text("Siehe **frob1 robocopy/Size**."),
    ),
    (
        "an option before its command",
        in_text("Siehe **/ Size**."),
        in_text("Siehe **/ Size robocopy**."),
    ),
    (
        "an option with a blank behind it",
        in_text("Siehe **robocopy/Size**."),
        in_text("Siehe **robocopy/Size / Log**."),
    ),
    (
        "another placeholder with a blank",
        in_text("Siehe \\<file > \\<domain> an."),
        in_text("Siehe \\<file > \\<ziel > an."),
    ),
    (
        "the first half of a name",
        in_cell("| \\<domain > | Ziel. |", locale="es-ES"),
        in_cell("| \\<domain \\ > | Ziel. |", locale="es-ES"),
    ),
    (
        "a leftover placeholder before it",
        in_cell("| \\<file > | Ziel. |", locale="zh-CN"),
        in_cell("| @no__t 0Frob > [\\<file >] | Ziel. |", locale="zh-CN"),
    ),
    (
        "a leftover placeholder in brackets before it",
        in_cell("| [\\<dom>:] \\<file > | Ziel. |", locale="zh-CN"),
        in_cell("| [\\<@no__t >] \\<file > | Ziel. |", locale="zh-CN"),
    ),
    (
        "a foreign word behind an entity",
        in_text("Siehe a & #124; b hier."),
        in_text("Siehe a & #124;ölig hier."),
    ),
    (
        "another part of its group",
        in_text("Siehe \\<file > an.", locale="zh-CN"),
        in_text("Siehe \\<file > \\<\u6307\u6807> an.", locale="zh-CN"),
    ),
    (
        "a bracket that closes first",
        in_cell("| /Size: <size> | Volumen. |"),
        in_cell("| /Size: > size\\< | Volumen. |"),
    ),
    ("a blank behind a stop", in_cell("| <dom > | Ziel. |"), in_cell("| <. dom > | Ziel. |")),
    (
        "a folder with a stop before it",
        in_text("Im Ordner%windir%\\alpha liegt es."),
        in_text("Im Ordner%windir%\\. alpha liegt es."),
    ),
    (
        "backslashes apart before it",
        in_text("Siehe *\\\\Frob1\\ Alpha*."),
        in_text("Siehe *\\\\ \\\\Frob1\\ Alpha*."),
    ),
    (
        "a dash before a value behind a blank",
        in_text("Siehe.", example="frobctl start \u2013quick:1"),
        in_text("Siehe.", example="frobctl start \u2013quick: 1"),
    ),
    ("a heading that goes on", command_page(title="frobctl/start"), command_page(title="frobctl/start los")),
]


@pytest.mark.parametrize(("whole", "half"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_a_token_is_repaired_as_a_whole_or_not_at_all(whole: str, half: str) -> None:
    """A token is repaired as a whole or not at all; what is wrong with it is said in any case."""
    assert [each.fixable for each in findings(whole)] == [True]
    assert findings(mended(whole)) == []
    assert findings(half)
    assert mended(half) == half


def test_more_words_than_the_value_are_left_alone() -> None:
    """More words than the value are left alone: the sentence would lack one."""
    syntax = "frobctl start [/Kind:{boot | install | auto}]"
    items = "<li>**boot** eins</li><li>**install** zwei</li><li>**{}** drei</li>"
    row = f"| /Kind:{{boot &#124; install &#124; auto}} | <ul>{items}</ul> |"
    one, more = (
        command_page(syntax=syntax, rows=rows(size=row.replace("**{}**", f"**{word}**")))
        for word in ("selbsttätig", "selbsttätig einen")
    )
    assert [(each.suggestion, each.fixable) for each in findings(one)][:1] == [("auto", True)]
    assert "**auto** drei" in mended(one)
    assert "**selbsttätig einen** drei" in mended(more)


def test_what_the_page_is_known_to_show_tells_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page is known to show tells its names: none of them is a translation."""
    known_to_show(monkeypatch, "/Time:<seconds>")
    whole, half, other = (
        in_cell(f"| /{option}: \\<{name}> | Ziel. |")
        for option, name in (("Time", "seconds"), ("Time", "sekunden"), ("Zeit", "seconds"))
    )
    assert "| /Time:\\<seconds> |" in mended(whole)
    assert mended(half) == half
    assert mended(other) == other


def test_parts_of_a_notation_that_stay_apart_are_not_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a notation that stay apart are not repaired: the page is known to have them close."""
    known_to_show(monkeypatch, "[<drive>:][<path>]<name>")
    close = in_cell("| [\\<drive>:][\\<path>]\\<name > | Ziel. |")
    apart = in_cell("| [\\<drive>:] [\\<path>]\\<name > | Ziel. |")
    assert "[\\<drive>:][\\<path>]\\<name>" in mended(close)
    assert mended(apart) == apart


def test_an_option_that_nobody_knows_is_not_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option that nobody knows is not repaired: its name may be damaged."""
    text = "Art:</br>-/Log: \\<file> setzt das Ziel."
    known_to_show(monkeypatch, "/Frob:<file>")
    assert "-/Log:\\<file>" in mended(in_text(text))
    unknown = in_text(text.replace("/Log", "/Lgo"))
    assert mended(unknown) == unknown


def test_a_name_that_was_a_part_of_another_is_not_repaired() -> None:
    """A name that was a part of another is not repaired: its beginning would still be missing."""
    row = "| kind: Boot | Art. |"
    whole = command_page(syntax="frobctl start [kind:Boot]", rows=rows(size=row))
    half = command_page(syntax="frobctl /add-Imagkind:Boot", rows=rows(size=row))
    assert "| kind:Boot |" in mended(whole)
    assert mended(half) == half


def test_repairs_beside_one_that_is_not_made_are_not_made_either() -> None:
    """Repairs beside one that is not made are not made either."""
    assert "**frobctl /Size 1 /Log a**" in mended(in_text("Siehe **frobctl/Size 1/Log a**."))
    page = in_text("Siehe **frobctl/Size 1/Log a/zig**.")
    assert [each.name for each in findings(page)] == ["lost-space", "lost-space"]
    assert mended(page) == page


def test_a_placeholder_that_is_shown_does_not_become_a_tag() -> None:
    """A placeholder that is shown does not become a tag, which nobody sees."""
    assert "| /Copy \\<file name> |" in mended(in_cell("| /Copy < file name > | Volumen. |"))
    assert "| `/Copy <file name>` |" in mended(in_cell("| `/Copy < file name >` | Volumen. |"))
    assert "| /Log:&lt;log&gt; |" in mended(
        in_cell("| /Log:&lt;\u30ed\u30b0&gt; | Volumen. |", locale="ja-JP")
    )


def test_a_value_in_brackets_loses_its_blank_with_the_option() -> None:
    """A value in brackets loses its blank together with the one before it."""
    page = in_text("-[/Size: <size> ]: das Volumen, -[/Kind: {Boot &#124; Install} ]: die Art.")
    assert "-[/Size:<size>]: das Volumen, -[/Kind:{Boot &#124; Install}]: die Art." in mended(page)


def test_a_blank_behind_a_key_is_not_put_in_where_the_page_has_keys_without() -> None:
    """A blank behind a key is not put in where the syntax has keys without: it may be the slip itself."""
    row = "| size=\\<size> | Volumen. |"
    even, odd = (
        command_page(syntax=f"frobctl start [size= <size>] [log={blank}<log>]", rows=rows(size=row))
        for blank in (" ", "")
    )
    assert "| size= \\<size> |" in mended(even)
    assert mended(odd) == odd


@pytest.mark.parametrize(("cell", "made"), [("/Size &", True), ("boot &", True), ("\u05d0 &", False)])
def test_a_repair_may_leave_nothing_of_a_token(cell: str, *, made: bool) -> None:
    """A repair may take away all of a token; what stands before it has to be right all the same."""
    page = read_page(in_cell(f"| {cell} | Ziel. |").encode(), "page.md")
    line = next(at for at, text in enumerate(page.lines, 1) if "&" in text)
    at = page.lines[line - 1].index("&")
    edits = ((at, at + 1, ""),)
    one = found_at(page, line, at, at + 1, "broken-markup", "so", edits=edits, certain=True)
    assert one.finding.fixable
    assert [each.finding.fixable for each in settled(page, [one])] == [made]
