# ruff: noqa: D103 - the name of a test says what it tests
"""First columns that repeat the syntax with a difference, on made-up pages with it and without."""

from __future__ import annotations

import pytest
from document_findings import findings
from document_pages import command_page


def told(syntax: str, *cells: str, locale: str = "de-DE") -> list[tuple[str, str, str | None]]:
    """What is found on a page with that syntax and those first cells: code, text, suggestion."""
    rows = tuple(f"| {cell} | x |" for cell in cells)
    page = command_page(syntax=syntax, rows=rows, example="other thing", locale=locale)
    return [(each.code, each.text, each.suggestion) for each in findings(page)]


@pytest.mark.parametrize("locale", ["de-DE", "en-US"])
def test_an_option_without_its_sign_in_a_row_of_its_own(locale: str) -> None:
    assert told("frobctl start [/Force]", "Force", locale=locale) == [("P303", "Force", "/Force")]
    assert told("frobctl start [/Force]", "Force", "/?", locale=locale) == [("P303", "Force", "/Force")]
    assert told("frobctl start [/Force]", "/Force", locale=locale) == []


def test_an_option_without_its_sign_among_those_that_have_it() -> None:
    syntax = "frobctl start [/all] [/quick] [/size:<size>]"
    assert told(syntax, "/all", "quick", "/size:`<size>`") == [("P303", "quick", "/quick")]
    assert told(syntax, "/all", "quick", "/quick") == []
    # A table that never writes the signs has a manner of its own.
    assert told(syntax, "all", "quick", "size") == []


@pytest.mark.parametrize(
    "syntax",
    ["frobctl start [/force] <force>", "frobctl start [/force] force", "frobctl start {force | -force}"],
)
def test_a_word_that_the_syntax_has_without_a_sign_too(syntax: str) -> None:
    assert told(syntax, "force") == []


def test_a_word_that_lost_its_last_letter() -> None:
    syntax = "frobctl start [sizes <n>]"
    assert told(syntax, "size") == [("R403", "size", "sizes")]
    assert told(syntax, "sizes") == []
    assert told(syntax, "size", "sizes") == []
    assert told("frobctl start [<sizes>]", "size") == []


@pytest.mark.parametrize(
    ("option", "value", "certain"), [("-m", "{a &#124; d}", True), ("-2", "{ &#124; d}", False)]
)
def test_a_blank_before_a_value_that_clings_to_its_option(option: str, value: str, *, certain: bool) -> None:
    def page(cell: str) -> str:
        syntax = f"frobctl start [{option}{{a | d}}]"
        return command_page(syntax=syntax, rows=(f"| {cell} | x |",), example="other thing")

    (found,) = findings(page(f"{option} {value}"))
    assert (found.code, found.suggestion, found.fixable) == ("P301", f"{option}{value}", certain)
    assert findings(page(f"{option}{value}")) == []


def test_a_row_that_repeats_the_blank_of_the_syntax() -> None:
    found = told("frobctl start [/all] /mode: {a | b}", "/mode: {a &#124; b}")
    assert ("P301", "/mode: ", "/mode:") in found
    assert told("frobctl start [/all] /mode:{a | b}", "/mode:{a &#124; b}") == []


@pytest.mark.parametrize("row", ["| {on | off} | x |", "| {on | An |"])
def test_a_group_that_a_bar_cut_off(row: str) -> None:
    def codes(row: str) -> list[str]:
        page = command_page(syntax="frobctl start {on | off}", rows=(row,), example="other thing")
        return [each.code for each in findings(page)]

    assert codes(row) == ["P311"]
    assert codes("| {on &#124; off} | x |") == []


def test_alternatives_in_angle_brackets_one_by_one() -> None:
    def found(cell: str) -> list[tuple[str, str | None]]:
        page = command_page(
            intro="Das Verzeichnis steht hier.",
            syntax="frobctl start -o <path|dsn>",
            rows=(f"| {cell} | x |",),
            example="other thing",
        )
        return [(each.code, each.suggestion) for each in findings(page)]

    assert found("-o <Verzeichnis&#124;dsn>") == [("T205", "-o <path&#124;dsn>")]
    assert found("-o <path&#124;dsn>") == []


@pytest.mark.parametrize(
    ("cell", "damaged"),
    [("(OI) IO)", True), ("(OI) CI", False), ("(OI)(IO)", False), ("(OI", True), ("(ein Teil", False)],
)
def test_marks_in_parentheses(cell: str, *, damaged: bool) -> None:
    table = f"\n## Ausgabe\n\n| Ausgabe | Text |\n|--|--|\n| {cell} | x |\n"
    page = command_page(example="other thing") + table
    assert [(each.code, each.text) for each in findings(page)] == ([("P305", cell)] if damaged else [])


def test_words_in_brackets_that_may_be_placeholders() -> None:
    def codes(syntax: str, example: str) -> list[str]:
        return [each.code for each in findings(command_page(syntax=syntax, rows=(), example=example))]

    assert codes("frobctl start <job> [List] [Bypass]", 'frobctl start a b:80 ""') == []
    # One of them stands in the line: so they are to be typed.
    assert codes("frobctl start <job> [List] [Bypass]", 'frobctl start a list b:80 ""') == ["R402"]
    assert codes("frobctl start <job> [List]", 'frobctl start a b:80 ""') == ["R402"]


@pytest.mark.parametrize(
    ("syntax", "damaged", "whole", "certain"),
    [
        ("/domain:<name>", "/domain `<name>`", "/domain:`<name>`", True),
        ("/file=<name>", "/file `<name>`", "/file=`<name>`", True),
        # The colon may have moved behind the value.
        ("/domain:<name>", "/domain \\<name> :", "/domain:\\<name> :", False),
        ("/domain <name>", "", "/domain `<name>`", False),
    ],
)
def test_a_sign_that_became_a_blank(syntax: str, damaged: str, whole: str, *, certain: bool) -> None:
    def found(cell: str) -> list[tuple[str, str | None, bool]]:
        page = command_page(syntax=f"frobctl start [{syntax}]", rows=(f"| {cell} | x |",), example="other")
        return [(each.code, each.suggestion, each.fixable) for each in findings(page)]

    if damaged:
        assert found(damaged) == [("P303", whole, certain)]
    if certain or not damaged:
        assert found(whole) == []


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("frobctl start \\\\host\\share \\file.x", "P301", "\\\\host\\share \\file.x"),
        ("frobctl start x\\n\\", "P310", "\\n\\"),
        ("frobctl start \\\\host\\share\\file.x", "", ""),
        ("frobctl start \\\\host\\share", "", ""),
    ],
)
def test_a_torn_path_and_a_broken_line_of_an_example(line: str, code: str, text: str) -> None:
    page = command_page(syntax="frobctl start <file>", rows=(), example=line)
    found = [(each.code, each.text) for each in findings(page) if each.code != "R402"]
    assert found == ([(code, text)] if code else [])


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("  <Query Path=All Kind=x>", ["Path=All", "Kind=x"]),
        ('  <Query Path="All" Kind="x">', []),
        ("  <name=x>", []),
        ("a <Query Path=All>", []),
    ],
)
def test_attributes_of_xml_without_quotation_marks(line: str, texts: list[str]) -> None:
    page = command_page(syntax="frobctl start <file>", rows=(), example=f"<Queries>\n{line}\n</Queries>")
    found = [(each.code, each.text, each.suggestion) for each in findings(page)]
    assert found == [("P308", text, text.replace("=", '="') + '"') for text in texts]


LINKS = """---
ms.contentlocale: de-DE
---
# <a name="frobs"></a>Frobs

| Befehl | Text |
|--|--|
| [Befehl get-Alpha](using-the-get-alpha-command.md) | x |
| [Befehl get-Beta](using-the-get-beta-command.md) | x |
| [Befehl get-Gam-ma](using-the-get-gamma-command.md) | x |
| [{text}](using-the-get-delta-command.md) | x |
"""


def test_a_link_without_the_command_that_the_others_of_its_column_show() -> None:
    (found,) = findings(LINKS.format(text="Befehl get-Rest"))
    assert (found.code, found.text) == ("T203", "Befehl get-Rest")
    assert findings(LINKS.format(text="Befehl get-Delta")) == []
    # Where the others say it in words too, that is the manner of the table.
    assert findings(LINKS.format(text="Befehl Rest").replace("get-Alpha", "Alpha")) == []


@pytest.mark.parametrize(
    ("text", "target", "damaged"),
    [
        ("esporre", "expose", True),
        ("\u516c\u958b", "expose", True),
        ("Expose", "expose", False),
        ("il comando Expose", "expose", False),
        # Another name of the same command, a page that is about none, a page of two words.
        ("mkdir", "md", False),
        ("Panoramica", "overview", False),
        ("Esempio", "frob_1", False),
    ],
)
def test_a_link_among_others_that_show_their_address(text: str, target: str, *, damaged: bool) -> None:
    alike = [f"| [{word.title()}]({word}.md) | x |\n" for word in ("exec", "import", "retain")]
    head = '---\nms.contentlocale: it-IT\n---\n# <a name="a"></a>A\n\n| Nome | Testo |\n|--|--|\n'
    row = f"| [{text}]({target}.md) | x |\n"
    page = f"{head}{''.join(alike)}{row}"
    assert [(each.code, each.text) for each in findings(page)] == ([("T203", text)] if damaged else [])
    # Two links that show theirs may do so by chance; others than commands have titles.
    assert findings(f"{head}{''.join(alike[1:])}{row}") == []
    assert findings(page.replace("mport", "ntroduction")) == []


def elsewhere(command: str, *shown: str) -> str:
    """A page of a command whose table has links to another house."""
    rows = "".join(f"| [{each}](https://example.com/cc{at}) | x |\n" for at, each in enumerate(shown))
    head = f'---\nms.contentlocale: pt-BR\n---\n# <a name="{command}"></a>A\n\n| Nome | Texto |\n|--|--|\n'
    return head + rows


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("Vssadmin criar sombra", True),
        ("Provedores de lista vssadmin", True),
        ("vssadmin create shadow", False),
        ("Guia", False),
    ],
)
def test_a_link_that_leads_elsewhere_and_shows_no_command_of_the_page(text: str, *, damaged: bool) -> None:
    shown = ("vssadmin list volumes", "Vssadmin list providers", text)
    found = [(each.code, each.text) for each in findings(elsewhere("vssadmin", *shown))]
    assert found == ([("T203", text)] if damaged else [])
    assert findings(elsewhere("frobs", *shown)) == []


def test_links_that_lead_elsewhere_where_few_commands_or_none_are_known() -> None:
    texts = ("net print", "net outro", "net mais")
    assert findings(elsewhere("net", *texts)) == []
    assert findings(elsewhere("vssadmin", *(text.replace("net", "vssadmin") for text in texts))) == []
    assert len(findings(elsewhere("vssadmin", "vssadmin list volumes", *("vssadmin outro",) * 2))) == 2


@pytest.mark.parametrize(
    ("heading", "damaged"), [("frobctl löschen", True), ("frobctl remove", False), ("Text", False)]
)
def test_a_heading_above_the_syntax_of_a_subcommand(heading: str, *, damaged: bool) -> None:
    page = command_page(rows=(), example="other thing")
    page += f"\n## {heading}\n\nText.\n\n### Syntax\n\n" + 2 * "\n```\nfrobctl remove <file>\n```\n"
    found = [(each.code, each.text, each.suggestion) for each in findings(page)]
    assert found == ([("T203", heading, "frobctl remove")] if damaged else [])


@pytest.mark.parametrize(
    ("slug", "title", "damaged"),
    [
        ("wdsutil-new", "WDSUTIL neu", True),
        ("wdsutil-new", "WDSUTIL new", False),
        ("wdsutil-examples", "Beispiele für WDSUTIL", False),
        ("wdsutil-new", "Ein Satz, der von WDSUTIL handelt", False),
        ("frobs-new", "Frobs neu", False),
    ],
)
def test_the_title_of_a_page_without_syntax(slug: str, title: str, *, damaged: bool) -> None:
    page = f'---\nms.contentlocale: de-DE\n---\n# <a name="{slug}"></a>{title}\n\nText.\n'
    assert [each.code for each in findings(page)] == (["T203"] if damaged else [])


@pytest.mark.parametrize(("year", "certain"), [("yyyy", True), ("aaaa", False)])
def test_the_half_of_the_day_in_a_placeholder(year: str, *, certain: bool) -> None:
    cell = f"-b \\< d/{year} h:mm:ss [AM&#124;PM] >"
    page = command_page(syntax="frobctl start [options]", rows=(f"| {cell} | x |",), example="other")
    (found,) = findings(page)
    assert (found.suggestion, found.fixable) == (f"-b \\<d/{year} h:mm:ss[AM&#124;PM]>", certain)


@pytest.mark.parametrize(
    ("text", "target", "damaged"),
    [
        ("Seleziona disco", "select-disk", True),
        ("disk select", "select-disk", True),
        ("convertir a gpt", "convert-gpt", True),
        ("gpt", "convert-gpt", False),
        ("select disk", "select-disk", False),
        ("Il disco", "frobs-disk", False),
        ("Guida", "select-guide", False),
    ],
)
def test_a_link_to_the_page_of_a_subcommand(text: str, target: str, *, damaged: bool) -> None:
    rows = f"| [{text}]({target}.md) | x |\n"
    page = f'---\nms.contentlocale: it-IT\n---\n# <a name="a"></a>A\n\n| Nome | Testo |\n|--|--|\n{rows}'
    assert [(each.code, each.text) for each in findings(page)] == ([("T203", text)] if damaged else [])


def test_a_bracket_behind_the_sign_of_an_option() -> None:
    syntax = "frobctl start [/c] [/d <name>]"
    assert told(syntax, "/d `<name>` / [c]") == [("P304", "/d `<name>` / [c]", "/d `<name>` [/c]")]
    assert told(syntax, "/d `<name>` [/c]") == []
    assert told("frobctl start /[c] [/d <name>]", "/d `<name>` /[c]") == []


def test_options_glued_to_values_alone_in_code() -> None:
    syntax = "frobctl start [options]"
    glued = ("-a`<x>`", "-b`<y>`", "-c`<z>`")
    assert [each[0] for each in told(syntax, *glued, "-d `<w>`")] == ["P302"] * len(glued)
    # Where all is in code, the options may have to stand there so.
    assert told(syntax, "`-a<x>`", "`-b<y>`", "`-c<z>`", "`-d <w>`") == []


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("- Oder: `frobctl start /Size:Custom Auto 1 target`", True),
        ("- Oder: `frobctl start /Size:Custom Auto 1 /Mode:a`", True),
        ('- Oder: `frobctl start /Size:"Custom Auto 1" /Mode:a`', False),
        ("- Oder: `other start /Size:Custom Auto 1 /Mode:a`", False),
        ("- Oder: frobctl start /Size:Custom Auto 1 /Mode:a", False),
    ],
)
def test_lost_quotes_in_a_command_that_the_examples_show_as_code(text: str, *, damaged: bool) -> None:
    syntax = "frobctl start [/Size:<size>] [/Mode:<mode>]"
    page = command_page(syntax=syntax, rows=(), example="frobctl start /Mode:a")
    found = [(each.code, each.suggestion) for each in findings(f"{page}\n{text}\n")]
    value = "Custom Auto 1 target" if "target" in text else "Custom Auto 1"
    assert found == ([("P308", f'"{value}"')] if damaged else [])
    # Elsewhere a command may be a part of a sentence.
    before = page.replace('## <a name="examples', f'{text}\n\n## <a name="examples')
    assert findings(before) == []


def test_an_option_spelt_in_other_letters_is_parted_from_the_value_that_clings_to_it() -> None:
    syntax = "frobctl start [/hostlist <file>] [/kind:<kind>]"
    page = command_page(syntax=syntax, rows=("| {} | x |",), example="other thing", locale="ru-RU")
    for cell, whole in (
        ("/хостлист<file>", "/hostlist <file>"),
        ("/хостлист \\<file>", "/hostlist \\<file>"),
        ("/кинд:<kind>", "/kind:<kind>"),
    ):
        (found,) = findings(page.replace("| {} |", f"| {cell} |"))
        assert (found.text, found.suggestion, found.fixable) == (cell, whole, True)
