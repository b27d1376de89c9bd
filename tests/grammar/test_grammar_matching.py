# ruff: noqa: D103 - the name of a test says what it tests
# ruff: noqa: RUF001 - dashes are what is looked for here
"""Command lines against syntaxes: what is bound, and why and where a line does not fit."""

from __future__ import annotations

import time

import pytest
from disconspec.grammar import (
    Match,
    Mismatch,
    arguments_of,
    classify_line,
    match,
    parse_cell,
    parse_syntax,
    program_name,
    split_commands,
    split_example,
)
from disconspec.grammar.nodes import Node

WDSUTIL = "WDSUTIL /Disconnect-Client /ClientId:<Client ID> [/Server:<Server name>] [/Force]"
TSDISCON = "tsdiscon [<sessionID> | <sessionname>] [/server:<servername>] [/v]"
REMOTE = "cmd [/s <computer> [/u <user> [/p <password>]]] [/fo {table | list}] {/a | /b}"


def tree_of(text: str) -> Node:
    tree = parse_syntax(text).tree
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("syntax", "line"),
    [
        (WDSUTIL, "WDSUTIL /Disconnect-Client /ClientId:1"),
        (WDSUTIL, 'wdsutil.exe /FORCE -clientid:"a b" /disconnect-client'),
        (TSDISCON, "tsdiscon"),
        (TSDISCON, "C:\\Windows\\System32\\tsdiscon.exe TERM04 /v"),
        (REMOTE, "cmd /a /s pc /fo list /u bob /p x"),
        (REMOTE, "cmd /b /u bob /p x /s pc"),
        ("sc.exe config <name> type= {own | share}", "sc config spooler type= own"),
        ("telnet c[lose]", "telnet close"),
        ("set [no]recurse", "set norecurse"),
        ("find [/off[line]] <pattern>", "find /offline x"),
        ("attrib [{+|-}r] [<drive>:][<path>]<file> [/s]", "attrib +r c:\\x.txt /s"),
        ("create volume raid [size=<n>] disk=<n>,<n>[,<n>,...]", "create volume raid disk=1,2,3 size=100"),
        ("dir [<drive>:][<path>] [/a[[:]<attributes>]]", "dir /a:h > prn"),
        ("echo [<message>]", "echo any words at all /x"),
        ("choice [/m <text>] [/n]", 'choice /m "Yes or no?" /n'),
        ("assoc [<.[ext]>[=[<filetype>]]]", "assoc .txt"),
        ("assoc [<.[ext]>[=[<filetype>]]]", "assoc .log=txtfile"),
        ("wdsutil [Options] /Get-Image image:<name>", "wdsutil /Verbose /Get-Image image:x"),
        ("verifier /driver NAME [NAME ...]", "verifier /driver a.sys b.sys"),
        ("reg add <key> [{/v Valuename | /ve}] [/f]", "reg add HKLM\\x /v Data /f"),
        ("copy <a> [+<b> [+ ...]]", "copy x + y"),
        ("klist tickets | tgt | purge", "klist purge"),
        ("bitsadmin /cache /setlimit percent", "bitsadmin /cache /setlimit 50"),
        ("for {%%|%}<variable> in (<set>) do <command>", "for %f in (*.doc *.txt) do type %f"),
        ("ktmutil force commit {GUID}", "ktmutil force commit {311a9209-03f4}"),
        ("msinfo32 /categories {+<id>(+<id>)|+all}", "msinfo32 /categories +a+b+c"),
        ("clip < <filename>", "clip < readme.txt"),
        ("cscript prncnfg [-g]", "cscript prncnfg.vbs -g"),
        ("cscript prncnfg [-g]", "cscript prncnfg.js -g"),
        ("call backup [/s]", "call backup.bat /s"),
    ],
)
def test_lines_that_fit(syntax: str, line: str) -> None:
    answer = match(tree_of(syntax), line)
    assert isinstance(answer, Match), answer
    assert answer.notes == ()


@pytest.mark.parametrize(
    ("syntax", "line", "reason", "column", "nearest"),
    [
        (WDSUTIL, "wdsutil /Disconnect-Client", "missing-required", 27, "/ClientId:<Client ID>"),
        (WDSUTIL, "wdsutil /Disconnect-Client /ClientId:", "missing-value", 38, None),
        (WDSUTIL, "wdsutil /Disconnect-Client /ClientId", "missing-value", 37, None),
        (WDSUTIL, "wdsutil /Disconnect-Client /ClientId:1 /Forse", "unknown-option", 40, "/Force"),
        (WDSUTIL, "wdsutil /Disconnect-Client /ClientId:1 /Force /force", "repeated-option", 47, None),
        (WDSUTIL, "wdsutil /Disconnect-Client /ClientId:1 /Force:x", "unexpected-value", 46, None),
        (WDSUTIL, "wdsutil /Disconnect-Client /ClientId:1 more", "unexpected-argument", 40, None),
        (WDSUTIL, "wdsutils /Disconnect-Client", "wrong-command", 1, "WDSUTIL"),
        (TSDISCON, "tsdiscon 1 2", "unexpected-argument", 12, None),
        (REMOTE, "cmd /a /b", "both-alternatives", 8, None),
        (REMOTE, "cmd /a /u bob", "needs-another-option", 8, "/s <computer>"),
        (REMOTE, "cmd /a /fo lost", "wrong-value", 12, "list"),
        (REMOTE, "cmd", "missing-required", 4, "/a | /b"),
        ("choice [/m <text>] [/n]", "choice /n /m Yes or no?", "unexpected-argument", 18, None),
        ("select partition=<n>", "select partitition=3", "unexpected-argument", 8, "partition="),
        ("call backup [/s]", "call backup.txt /s", "unexpected-argument", 6, "backup"),
        (TSDISCON, "   ", "empty-line", 1, None),
    ],
)
def test_lines_that_do_not_fit(syntax: str, line: str, reason: str, column: int, nearest: str | None) -> None:
    answer = match(tree_of(syntax), line)
    assert isinstance(answer, Mismatch), answer
    assert (answer.reason, answer.column, answer.nearest) == (reason, column, nearest), answer


def test_bindings_say_what_was_given_where() -> None:
    line = 'wdsutil /Disconnect-Client /Server:"My Server" /ClientId:7'
    answer = match(tree_of(WDSUTIL), line)
    assert isinstance(answer, Match)
    assert answer.value("server") == "My Server"
    assert answer.value("CLIENTID") == "7"
    assert answer.has("disconnect-client")
    assert not answer.has("Force")
    assert [line[one.start : one.end] for one in answer.bindings][2] == '/Server:"My Server"'
    remote = match(tree_of(REMOTE), "cmd /a /s pc")
    assert isinstance(remote, Match)
    assert remote.value("s") == "pc"
    assert remote.value("computer") == "pc"
    assert remote.value("a") is None


def test_a_block_fits_when_one_usage_does() -> None:
    tree = tree_of("expand /r <a> <b>\nexpand /i <a>")
    assert isinstance(match(tree, "expand /i x"), Match)
    assert isinstance(match(tree, "expand /i x y"), Mismatch)


def test_options_of_the_table_and_words_of_the_title_are_allowed() -> None:
    option = parse_cell("/zonemasters").tree
    assert option is not None
    tree = tree_of("dnscmd [<server>] /ipvalidate <context>")
    assert isinstance(match(tree, "dnscmd /ipvalidate /zonemasters"), Mismatch)
    assert isinstance(match(tree, "dnscmd /ipvalidate /zonemasters", options=(option,)), Match)
    subshell = tree_of("set [no]d2")
    assert isinstance(match(subshell, "nslookup set d2"), Mismatch)
    assert isinstance(match(subshell, "nslookup set d2", prefix=("nslookup",)), Match)


@pytest.mark.parametrize(
    ("syntax", "line", "name", "text", "suggestion"),
    [
        ("x /Name:<name> [/y]", "x /Name:New Name /y", "lost-quotes", "New Name", '"New Name"'),
        ("x /tn <name> [/y]", "x /tn My App /y", "lost-quotes", "My App", '"My App"'),
        ("x /old:<name>", "x /old: Name", "inserted-space", "/old: Name", "/old:Name"),
        ("x /cache /list", "x /cache / list", "inserted-space", "/ list", "/list"),
        ("x -on <drive>", "x –on C:", "dash", "–", "-"),
    ],
)
def test_damage_is_read_kindly_and_noted(
    syntax: str, line: str, name: str, text: str, suggestion: str
) -> None:
    answer = match(tree_of(syntax), line, kindly=True)
    assert isinstance(answer, Match), answer
    (note,) = (note for note in answer.notes)
    assert (note.name, line[note.start : note.end], note.suggestion) == (name, text, suggestion)
    if name != "dash":
        assert isinstance(match(tree_of(syntax), line), Mismatch)
    assert isinstance(match(tree_of(syntax), line[: note.start] + suggestion + line[note.end :]), Match)


def test_kindness_does_not_excuse_everything() -> None:
    assert isinstance(match(tree_of(REMOTE), "cmd /a /q", kindly=True), Mismatch)
    assert isinstance(match(tree_of("x <a>"), "x a.rdp b.rdp", kindly=True), Mismatch)
    assert isinstance(match(tree_of("x <a>"), "x c:\\a d:\\b", kindly=True), Mismatch)
    assert isinstance(match(tree_of("x <a> [noerr]"), "x c: noer", kindly=False), Mismatch)


def test_dashes_are_noted_even_where_the_line_fits() -> None:
    answer = match(tree_of("x -on <drive>"), "x –on C:", kindly=True)
    assert isinstance(answer, Match)
    assert [note.name for note in answer.notes] == ["dash"]


def test_arguments_by_the_quoting_rules_of_windows() -> None:
    found = arguments_of('cmd /x:"a b" "c ""d""" e\\"f "" last"open end')
    assert [one.text for one in found] == ["cmd", "/x:a b", 'c "d"', 'e"f', "", "lastopen end"]
    assert [one.quoted for one in found] == [False, False, True, False, True, False]
    assert (found[1].start, found[1].end) == (4, 12)


def test_commands_of_a_line() -> None:
    line = 'attrib +a a:*.* & attrib -a "x&y" && dir | more || echo ^& done'
    pieces = split_commands(line)
    assert [one.text for one in pieces] == [
        "attrib +a a:*.*",
        'attrib -a "x&y"',
        "dir",
        "more",
        "echo ^& done",
    ]
    assert [one.operator for one in pieces] == ["", "&", "&&", "|", "||"]
    assert all(line[one.start : one.end] == one.text for one in pieces)


@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("tsdiscon 10", "command", "tsdiscon 10"),
        ("  C:\\> tsdiscon 10", "prompt", "tsdiscon 10"),
        ("PS C:\\Users\\x> Get-Item", "prompt", "Get-Item"),
        ("DISKPART> list disk", "prompt", "list disk"),
        ("rem a remark", "comment", "rem a remark"),
        ("# a remark", "comment", "# a remark"),
        ("/Option:x", "continuation", "/Option:x"),
        ("USER1          84        93844", "output", "USER1          84        93844"),
        ("-----------", "output", "-----------"),
        ("The command completed successfully.", "output", "The command completed successfully."),
        ("Status: OK", "output", "Status: OK"),
        ("", "blank", ""),
    ],
)
def test_lines_of_an_example_are_told_apart(line: str, kind: str, rest: str) -> None:
    found = classify_line(line, command="tsdiscon.exe")
    assert (found.kind, line[found.start :]) == (kind, rest)


def test_wrapped_commands_are_joined() -> None:
    text = "To do it:\nwdsutil /a\n/b:x\n  /c\n\n/d alone"
    pieces = split_example(text, command="wdsutil")
    assert [(one.kind, one.text) for one in pieces] == [
        ("output", "To do it:"),
        ("command", "wdsutil /a /b:x   /c"),
        ("continuation", "/d alone"),
    ]
    assert text[pieces[1].start : pieces[1].end] == "wdsutil /a\n/b:x\n  /c"


def test_names_of_programs() -> None:
    assert program_name('"C:\\Windows\\Reg.EXE"') == "reg"
    assert program_name("manage-bde") == "manage-bde"
    assert program_name("compmgmt.msc") == "compmgmt"
    assert program_name("readme.txt") == "readme.txt"


def test_an_extension_alone_is_a_name() -> None:
    assert [program_name(name) for name in ("cmd", "js", ".com")] == ["cmd", "js", ".com"]


@pytest.mark.parametrize(
    "text",
    ["a" + "x…" * 40, "/x " * 3000, "a " + "[<b>]" * 60 + "c", "a " + "(<b>)" * 40, "a " + "<b>,[,...]" * 30],
)
def test_no_line_takes_long(text: str) -> None:
    tree = tree_of(text)
    begin = time.process_time()
    for line in (text, "a " + "b" * 300 + "!", "a " + "b, " * 3000):
        assert isinstance(match(tree, line, kindly=True), Match | Mismatch)
    assert time.process_time() - begin < 3
