# ruff: noqa: D103 - the name of a test says what it tests
# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""Every notation of the references, and what translation and editing did to it."""

from __future__ import annotations

import pytest
from disconspec.grammar import (
    Choice,
    Literal,
    Option,
    Placeholder,
    Repetition,
    Sequence,
    Value,
    canonical,
    options_of,
    parse_cell,
    parse_syntax,
    placeholders_of,
    position,
    same_command,
    to_text,
)
from disconspec.grammar.nodes import Node, Parsed

ENGLISH = "WDSUTIL /Disconnect-Client /ClientId:<Client ID> [/Server:<Server name>] [/Force]"
FRENCH = "wdsutil /disconnect-client /ClientId:<ID Client> [/server:<nom du serveur>]\n  [/Force]"


def tree_of(text: str) -> Node:
    parsed = parse_syntax(text)
    assert parsed.tree is not None, parsed
    return parsed.tree


def only(text: str) -> Node:
    tree = tree_of(f"cmd {text}")
    assert isinstance(tree, Sequence)
    assert len(tree.items) == 2, tree
    return tree.items[1]


def damage(parsed: Parsed) -> list[tuple[str, str]]:
    return [(found.name, parsed.text[found.start : found.end]) for found in parsed.diagnoses]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("/x", "/x"),
        ("-x", "-x"),
        ("/x:<y z>", "/x:<y z>"),
        ("/x=<y>", "/x=<y>"),
        ("/x <y>", "/x <y>"),
        ("size=<n>", "size=<n>"),
        ("type= {own | share}", "type= {own | share}"),
        ("[[a] b]", "[[a] b]"),
        ("{a|b|<c>}", "{a | b | <c>}"),
        ("[{-?|/?}]", "[-? | /?]"),
        ("<a>[,<b>[,...]]", "<a>[,<b>...]"),
        ("<a> [...]", "<a>[...]"),
        ("<a> …", "<a>[...]"),
        ("disk=<n>,<n>[,<n>,...]", "disk=<n>,<n>[,<n>...]"),
        ("<file>[;...]", "<file>[;...]"),
        ("c[lose]", "c[lose]"),
        ("[no]recurse", "[no]recurse"),
        ("/off[line]", "/off[line]"),
        ("[{+|-}r]", "[{+ | -}r]"),
        ("[<drive>:][<path>]<file>", "[<drive>:][<path>]<file>"),
        ("<counter | trace>", "{counter | trace}"),
        ("</machine:<a>| /path:<b> [/r]>", "{/machine:<a> | /path:<b> [/r]}"),
        ("<[-n] <name>>", "{[-n] <name>}"),
        ("[/port COM1 | COM2]", "[/port {COM1 | COM2}]"),
        ("/category:*|<name>", "/category:{* | <name>}"),
        ('"<String>"', '"<String>"'),
        ("\\\\<computer>\\<share>", "\\\\<computer>\\<share>"),
        ("FileName", "FileName"),
        ("/-y", "/-y"),
        ("-[-]r", "-[-]r"),
        ("/server:`<servername>`", "/server:<servername>"),
    ],
)
def test_notation_is_read_as_it_is_meant(written: str, printed: str) -> None:
    parsed = parse_syntax(f"cmd {written}")
    assert parsed.status == "parsed", parsed.diagnoses
    assert to_text(only(written)) == printed


def test_kinds_of_nodes() -> None:
    assert only("/x:<y>") == Option(
        prefix="/", name="x", separator=":", value=Placeholder(name="y", start=7, end=10), start=4, end=10
    )
    assert isinstance(only("[a]"), Choice)
    assert isinstance(only("<a>:<b>"), Value)
    assert isinstance(only("<a> ..."), Repetition)
    assert isinstance(only("FileName"), Placeholder)
    assert isinstance(only("filter"), Literal)


def test_every_node_of_a_block_stands_where_it_was_written() -> None:
    text = "change user {/install | /query}\nchange port [<portX>=<portY>]"
    parsed = parse_syntax(text)
    assert len(parsed.usages) == 2
    for option in options_of(tree_of(text)):
        assert text[option.start : option.end].startswith(f"{option.prefix}{option.name}")
    for placeholder in placeholders_of(tree_of(text)):
        assert text[placeholder.start : placeholder.end] == f"<{placeholder.name}>"
    assert position(text, text.index("<portX>")) == (2, 14)


def test_usages_are_told_from_continued_lines() -> None:
    one = parse_syntax("auditpol /get\n[/user:<name>]\n[/sd] [/r]")
    assert len(one.usages) == 1
    several = parse_syntax("expand [/r] <a> <b>\nexpand /i <a>\nmkdir <path>")
    assert len(several.usages) == 3
    hanging = parse_syntax(
        "cmd /set\n  [/boot:<path>]\n    /for:{x86 | x64}\n  [/file:<path>]\n    /for:{x86 | x64}"
    )
    assert to_text(hanging.usages[0]) == (
        "cmd /set [/boot:<path> /for:{x86 | x64}] [/file:<path> /for:{x86 | x64}]"
    )


def test_translations_and_editions_mean_the_same_command() -> None:
    assert same_command(tree_of(ENGLISH), tree_of(FRENCH))
    assert same_command(tree_of("reg import FileName"), tree_of("REG import <filename>"))
    assert not same_command(tree_of(ENGLISH), tree_of(ENGLISH.replace("/Force", "/Forced")))
    assert not same_command(tree_of(ENGLISH), tree_of(ENGLISH.replace("[/Force]", "/Force")))
    assert canonical(canonical(tree_of(ENGLISH))) == canonical(tree_of(ENGLISH))


@pytest.mark.parametrize(
    ("cell", "repaired", "classes"),
    [
        ("/ ClientId :\\<ID Client >", "/ClientId:<ID Client>", ["inserted-space", "inserted-space"]),
        ("[/ Server :\\<nom du serveur >]", "[/Server:<nom du serveur>]", ["inserted-space"] * 2),
        ("/oldnb： \\<OLDFLATNAME >", "/oldnb:<OLDFLATNAME>", ["fullwidth-punctuation"]),
        ("{a & #124; b}", "{a | b}", ["leftover-markup"]),
        ("-[-] Name", "-[-]Name", ["inserted-space"]),
        ("/x @no__t-1", "/x", ["leftover-placeholder"]),
        ("/server:`<servername>`", "/server:<servername>", []),
        ("/u \\<name>", "/u <name>", []),
        ("{Yes&#124;No}", "{Yes | No}", ["leftover-markup"]),
    ],
)
def test_damaged_cells_give_a_tree_and_a_diagnosis(cell: str, repaired: str, classes: list[str]) -> None:
    parsed = parse_cell(cell)
    assert parsed.tree is not None
    assert to_text(parsed.tree) == repaired
    assert [found.name for found in parsed.diagnoses] == classes
    assert parsed.status == ("recovered" if classes else "parsed")


@pytest.mark.parametrize(
    ("syntax", "name", "text", "repaired"),
    [
        ("cmd –x [–y]", "dash", "–", "cmd -x [-y]"),
        ("cmd [/x", "unbalanced-bracket", "[", "cmd [/x]"),
        ("cmd [/x <a> [/y] [/z]", "unbalanced-bracket", "[", "cmd [/x <a>] [/y] [/z]"),
        ("cmd [/x] <a>] [/y]", "unbalanced-bracket", "]", "cmd [/x <a>] [/y]"),
        ("cmd [/s <a>] <b>] /k", "unbalanced-bracket", "]", "cmd [/s <a>] [<b>] /k"),
        ("cmd {a | b]", "unbalanced-bracket", "]", "cmd {a | b}"),
        ("cmd {<n>> | all}", "unbalanced-bracket", ">", "cmd {<n> | all}"),
        ("cmd [<a>=<b | /d <c>]", "unbalanced-bracket", "<", "cmd [<a>=<b> | /d <c>]"),
        ("cmd <a>[ ]", "missing-ellipsis", "[ ]", "cmd <a>[...]"),
        ("cmd /x: <a>", "inserted-space", ": ", "cmd /x:<a>"),
        ("cmd [/d [:<date>]]", "inserted-space", " ", "cmd [/d[:<date>]]"),
        ("cmd ［/x］", "fullwidth-punctuation", "［", "cmd [/x]"),
        ("cmd < name>", "inserted-space", "< name>", "cmd <name>"),
        (r"cmd [\<name>]", "leftover-markup", r"\<name>", "cmd [<name>]"),
        (r"cmd <file> [\<name>]", "leftover-markup", r"\<name>", "cmd <file> [<name>]"),
    ],
)
def test_damage_is_named_placed_and_mended(syntax: str, name: str, text: str, repaired: str) -> None:
    parsed = parse_syntax(syntax)
    assert parsed.status == "recovered"
    assert (name, text) in damage(parsed)
    assert parsed.repaired == repaired
    again = parse_syntax(repaired)
    assert again.status == "parsed"
    assert parsed.tree is not None
    assert again.tree is not None
    assert same_command(parsed.tree, again.tree)


# What looks like damage and is none, each with the reason why.
SUSPECTED = {
    "sc.exe [<server>] config [type= {own | share}]": "sc.exe wants the blank after =",
    "ls [<option>] <domain> [{[>] <filename>|[>>] <filename>}]": "redirection is part of the syntax",
    "clip < <filename>": "redirection is part of the syntax",
    "more [[/c] [/p]] < [<drive>:][<path>]<filename>": "redirection is part of the syntax",
    "sort [/r] [< <source>] [>> <target>]": "redirection may be optional",
    "<command> | clip": "a pipe is part of the syntax",
    "for {%%|%}<variable> in (<set>) do <command> [<commandlineoptions>]": "the shell's own grammar",
    "for /f [<keywords>] {%%|%}<variable> in (`<command>`) do <command>": "backticks are part of the syntax",
    "logman create counter <[-n] <name>> [options]": "angle brackets as a group",
    "perfmon </res|report|rel|sys>": "angle brackets as a group",
    "tracerpt <[-l] <value [value [...]]>|-rt <session_name [session_name [...]]>> [options]": "as a group",
    "cscript prncnfg {-g | -t} [<+|->shared] [<+|->direct]": "angle brackets as a group of signs",
    "winnt32 [/copydir:{i386|ia64}\\<FolderName>]": "a backslash before a placeholder is a path",
    r"net use [{<device> | *}] [\\<computer>\<share>[\<volume>]]": "so it is in brackets behind one",
    r"cmd [<drive>]{\<folder> | <file>}": "and behind a group",
    "move [{/y | /-y}] [<Source>] [<Target>]": "an option may begin with a hyphen",
    "schtasks /create [/mo {1 - 1439}] [/st <HH:MM>] /d MON - SUN": "ranges",
    "net print {\\\\<computername>\\<sharename> | \\\\<computername> <jobnumber>}": "UNC paths",
    "mount {\\\\<computername>\\<share> | <computername>:/<share>} {<device> | *}": "a path",
    "set option {[differential | plex] [[rollbackrecover] [txfrecover] | [noautorecover]]}": "nested",
    'shutdown [/m \\\\computer][/t xxx][/d [p|u:]xx:yy [/c "comment"]]': "groups without blanks between",
    "dir [<drive>:][<path>] [/a[[:]<attributes>]][/o[[:]<sortorder>]]": "nested glued groups",
    "defrag <volumes> | /c | /e <volumes>    [/h]": "alternatives without braces",
    "help [<command>]\n[<command>] /?": "a usage may begin with an optional word",
    "cd [..]": "two full stops are a folder, no ellipsis",
}


@pytest.mark.parametrize("syntax", SUSPECTED)
def test_what_is_right_is_not_reported(syntax: str) -> None:
    assert parse_syntax(syntax).diagnoses == (), SUSPECTED[syntax]


def test_usage_text_of_a_binary() -> None:
    printed = (
        "Invalid parameter(s)\nDisconnects a Remote Desktop Services session.\n\n"
        "TSDISCON [sessionid | sessionname] [/SERVER:servername] [/V] [/VM]\n\n"
        "  sessionid           The ID of the session.\n"
        "  /V                  Displays information.\n"
    )
    usage = parse_syntax(printed)
    assert usage.notation == "usage"
    assert len(usage.usages) == 1
    documented = tree_of("tsdiscon [<sessionID> | <sessionname>] [/server:<servername>] [/v] [/VM]")
    assert same_command(usage.usages[0], documented)
    wrapped = parse_syntax("MSG {username | *}\n    [/SERVER:servername] [/W] [message]\n\n  /W   Wait.")
    assert to_text(canonical(wrapped.usages[0])) == "msg {<value> | *} [/server:<value>] [/w] [<value>]"


def test_com_parameters() -> None:
    parsed = parse_syntax("### -param DisconnectionType [in]\n\n### -param Reason [in, optional]")
    assert parsed.notation == "com"
    assert [name.name for name in placeholders_of(parsed.usages[0])] == ["DisconnectionType", "Reason"]
    assert isinstance(parsed.usages[0], Sequence)
    assert isinstance(parsed.usages[0].items[1], Choice)
    broken = parse_syntax("### -Param Typ [dans")
    assert {name for name, _ in damage(broken)} == {
        "translated-option",
        "translated-literal",
        "unbalanced-bracket",
    }


def test_nesting_and_length_have_an_end() -> None:
    deep = parse_syntax("cmd " + "[a " * 1000 + "]" * 1000)
    assert [found.name for found in deep.diagnoses] == ["too-deep"]
    assert deep.status == "diagnosed"
    shallow = parse_syntax("cmd " + "[a " * 90 + "]" * 90)
    assert shallow.status == "parsed"
    assert parse_syntax("cmd " + "/x " * 10_000).diagnoses[0].name == "too-long"
    assert parse_syntax("").diagnoses[0].name == "empty-syntax"
