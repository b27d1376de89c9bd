# ruff: noqa: D103, RUF001 - the name of a test says what it tests; full-width signs and dashes are looked for
"""Torn tokens of running text and first columns on made-up pages: each damage, and its place without it."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.tables.clocks import spaced_clocks
from disconspec.reports.document import Finding

SELECTED = frozenset(code for code, entry in codes().items() if entry.default)
PAGE = """---
title: frobctl
ms.contentlocale: {locale}
---
# <a name="frobctl"></a>frobctl

{intro}

## <a name="syntax"></a>Syntax

```
frobctl [/server:<ServerName>] [/d <Drive>] [/u [<Domain>\\]<User>] [-lh <High>]
        [/fo {{table | list}}] size=<n> [path:]
```

### <a name="parameters"></a>Parameter

| Parameter | Text |
|--|--|
| {cell} | {text} |

## <a name="remarks"></a>Remarks

{text}

## <a name="examples"></a>Examples

```
frobctl /d \\\\backup\\share
getinformation
frobctl /d C:\\out.log
:again
```
"""
# The line where the examples begin: what is wrong with those is tested elsewhere.
LAST = PAGE.count("\n", 0, PAGE.index('## <a name="examples'))
FRENCH = "Le serveur est dans le répertoire du domaine ; le nom du lecteur est une barre et sur le disque."


def findings(text: str, locale: str = "fr-FR", cell: str = "-lh `<High>`") -> list[Finding]:
    """What is found on a page with that text, twice, and that first column."""
    page = read_page(PAGE.format(text=text, intro=FRENCH, locale=locale, cell=cell).encode(), "x.md")
    return [each.finding for each in check_page(page, SELECTED).found if each.finding.line < LAST]


TEXTS = [
    (
        "P301",
        "\\\\ \\\\backup\\share",
        "Stocké dans \\\\ \\\\backup\\share.",
        "Stocké dans \\\\\\\\backup\\share.",
    ),
    ("P301", "\\\\ \\?", "Le volume \\\\ \\? \\Volume.", "Le volume \\\\?\\Volume."),
    ("P301", "d :\\", "Vers d :\\dossier.", "Vers d:\\dossier."),
    ("P301", "d :", "Vers *d :*.", "Vers *d:*."),
    ("P304", "h\\: x", "Vers *h\\: x*.", "Vers *h:\\x*."),
    ("P301", "**\\\\ backup**", "Sur **\\\\ backup**.", "Sur **\\\\backup**."),
    ("P301", "HKLM \\Software", "La clé HKLM \\Software.", "La clé HKLM\\Software."),
    ("P301", "%windir% \\frob", "Dans %windir% \\frob\\x.", "Dans %windir%\\frob\\x."),
    ("P301", "C:\\Windows\\ frob", "Dans C:\\Windows\\ frob.log.", "Dans C:\\Windows\\frob.log."),
    ("P304", "\\backup", "Le partage \\backup est plein.", "Le partage \\\\backup est plein."),
    ("P304", "\\\\sur", "Le serveur \\\\sur le disque.", "Le serveur \\\\backup est sur le disque."),
    ("P304", "barre\\\\oblique", "Une barre\\\\oblique ().", "Une barre oblique (\\\\)."),
    ("P304", "à\\\\\\\\<User", "Envoyé à\\\\\\\\<User>.", "Envoyé à \\\\\\\\<User>."),
    ("P301", "% SystemRoot%", "Voir % SystemRoot%\\x.", "Voir %SystemRoot%\\x."),
    ("P302", "répertoire%windir%", "Le répertoire%windir%\\x.", "Le répertoire %windir%\\x."),
    ("P301", "% f", "La variable **% f**.", "La variable **%f**."),
    ("P301", "\\<User >", "Voir \\<User > ici.", "Voir \\<User> ici."),
    ("P301", "< User>", "Voir < User> ici.", "Voir <User> ici."),
    ("P301", "<Domain> / <User>", "Voir <Domain> / <User>.", "Voir <Domain>/<User>."),
    ("P304", "\\<> User", "Voir \\<> User ici.", "Voir \\<User> ici."),
    ("P302", "<Drive>sur", "Placez <Drive>sur le disque.", "Placez <Drive> sur le disque."),
    ("P302", "est<Drive>", "Le disque est<Drive> ici.", "Le disque est <Drive> ici."),
    ("T205", "\\<nom du serveur>", "Voir \\<nom du serveur>.", "Voir \\<ServerName>."),
    ("T205", "\\<unité>", "Voir \\<unité>.", "Voir \\<Drive>."),
    ("P302", "paramètre/server", "Le paramètre/server suffit.", "Le paramètre /server suffit."),
    ("P302", "frobctl/server", "Tapez frobctl/server.", "Tapez frobctl /server."),
    ("P302", "frobctl-lh", "Tapez frobctl-lh ici.", "Tapez frobctl -lh ici."),
    ("P303", "/FilePath. :", "Voir /FilePath. :<User>.", "Voir /FilePath:<User>."),
    ("P303", "-lh-", "Le **-lh-** Parameter.", "Le **-lh** Parameter."),
    ("P303", "frobctl-", "Le **frobctl-** Befehl.", "Le **frobctl** Befehl."),
    ("P304", "lh –", "Le **lh –** ici.", "Le **-lh** ici."),
    ("P301", "– lh", "Le **– lh** ici.", "Le **-lh** ici."),
    ("P307", "–lh", "Le **–lh** ici.", "Le **-lh** ici."),
    ("P307", "–user", "Tapez `certutil –user`.", "Tapez `certutil -user`."),
    ("P301", ": again", "Allez à **: again** ici.", "Allez à **: Attention** ici."),
    ("P301", "size =", "Le **size =** manque.", "Le **size=** manque."),
    ("P301", ". xml", "Un fichier **. xml** ici.", "Un fichier **.xml** ici."),
    ("P301", "Frob. awk", "Un fichier *Frob. awk* ici.", "Un fichier *Frob.awk* ici."),
    ("P301", "*. bat", "Un fichier (*. bat) ici.", "Un fichier (*.bat) ici."),
    ("P301", "frob. dat", "<ul><li>frob. dat</li></ul>", "<ul><li>frob.dat</li></ul>"),
    ("P301", '"frob .txt"', 'Ouvrez "frob .txt" ici.', 'Ouvrez "frob.txt" ici.'),
    ("T207", '"". inf', 'Ouvrez "". inf ici.', 'Ouvrez "frob.inf" ici.'),
    ("R401", "0 × 1f", "Mettez **0 × 1f** ici.", "Mettez **0x1f** ici."),
    ("P301", "\\- lh", "Le **\\- lh** ici.", "Le **\\-lh** ici."),
    ("P303", "\\\\\\", "Tapez `frobctl \\\\\\frob`.", "Tapez `frobctl \\\\frob`."),
    ("P309", "10.\\*.1", "Voir `10.\\*.1` ici.", "Voir `10.*.1` ici."),
    ("P309", "\\*22", "Voir `\\*22` ici.", "Voir `*22` ici."),
    ("P302", "a/u", "Utilisez **/d a/u** ensemble.", "Utilisez **/d a /u** ensemble."),
    ("P302", "paramètre/d", "Le paramètre/d ici.", "Le paramètre /d ici."),
    ("P301", "HH: mm", "Au format *M/d*, HH: mm, et.", "Au format *M/d*, HH:mm, et."),
    ("P301", "yyyy-MM-ddThh: mm: ss", "Format yyyy-MM-ddThh: mm: ss ici.", "Format yyyy-MM-ddThh:mm:ss ici."),
    ("P301", "% windir %", "Dans % windir %\\System32 ici.", "Dans %windir%\\System32 ici."),
    ("T201", "/serveur", "Avec [/serveur:<User>] ici.", "Avec [/server:<User>] ici."),
    ("P301", "CORP. CONTOSO.COM", "Par exemple CORP. CONTOSO.COM.", "Par exemple CORP.CONTOSO.COM."),
    ("P301", "Corp. CONTOSO.COM", "Par exemple Corp. CONTOSO.COM ici.", "Le corp. CONTOSO.COM ici."),
    ("P301", "CMD. EXE", "Dans CMD. EXE seul.", "Dans CMD.EXE seul ; voir le CMD. EXEC est ici."),
    ("P302", "repertoire/d", "Le repertoire/d, ici.", "Le repertoire/n, le mot/d."),
    ("T204", "%répertoire%", "Dans %répertoire%\\x ici.", "Dans %windir%\\x, 10%à 20% ici."),
    ("P309", "\\* \\*/s</em> \\*", "Voir \\* \\*/s</em> \\* ici.", "Voir **/s** ici."),
]
EAST_ASIAN = [
    ("P306", "YYYY/MM/DD： hh： MM", "格式 YYYY/MM/DD： hh： MM。", "格式 YYYY/MM/DD:hh:MM。", "zh-CN"),
    ("P306", "/server： Frob1", "使用 /server： Frob1。", "使用 /server:Frob1。", "zh-TW"),
    ("P306", "</em> **：**", "<em>HH</em> **：** <em>MM</em>", "<em>HH</em>**:**<em>MM</em>", "zh-CN"),
    ("P306", "C：\\frob.txt", "文件 C：\\frob.txt 在", "文件 C:\\frob.txt 在", "zh-TW"),
    ("P301", ": 再来吧", "转到 **: 再来吧** 处", "转到 **:再来吧** 处", "zh-CN"),
    ("P306", "： r", "没有 **： r** 时", "没有 **:r** 时", "zh-CN"),
    ("P306", "*。 sdb", "文件 *名称*。 sdb 在", "文件 *Name*.sdb 在", "zh-CN"),
    ("T207", "out。", "文件**out。**", "文件**out.log**。", "zh-CN"),
    ("P304", "Lh –", "Lh – も", "-lh も", "ja-JP"),
    ("P307", "– lh", "も – lh も", "も -lh も", "ja-JP"),
    ("P307", "– LH", "aucune des options – LH ou", "aucune des options -LH ou", "fr-FR"),
    ("T201", "/ 完成", "使用 **/ 完成** 开关", "使用 **/server** 开关", "zh-CN"),
    ("P304", "자세한 정보 /", "**자세한 정보 /** 매개 변수", "**/server** 매개 변수", "ko-KR"),
    ("P306", "10.2\u3002*", "地址 10.2\u3002* 中", "地址 10.2.* 中", "zh-CN"),
    ("P302", "수/server", "매개 변수/server를 사용", "매개 변수 /server를 사용", "ko-KR"),
    ("P301", "/ server: ", "옵션 [/ server: <Name>]을 쓴다", "옵션 [/server:<Name>]을 쓴다", "ko-KR"),
    ("T201", "/서버", "옵션 [/서버:<Name>]을 쓴다", "옵션 [/server:<Name>]을 쓴다", "ko-KR"),
    ("P302", "<User>является", "Это <User>является. является", "Это <User> является. является", "ru-RU"),
]
CELLS = [
    ("T205", "\\<Nom du serveur>", "\\<Server Name>"),
    ("T205", "/u [\\<domaine>\\]\\<User>", "/u [\\<Domain>\\]\\<User>"),
    ("T205", "[disque:] \\<User>", "[path:] \\<User>"),
    ("T205", "-lh [nom du disque]", "-lh [name of disk]"),
    ("T204", "/fo {tableau d'un\\|list", "/fo {table\\|list"),
    ("P301", "getinfor mation", "getinformation"),
    ("P301", "% ~ sI", "%~sI"),
    ("P301", "-lh <[[hh:] mm:] ss>", "-lh <[[hh:]mm:]ss>"),
    ("P301", "-lh <M/d/yyyy h:mm: ss>", "-lh <M/d/yyyy h:mm:ss>"),
    ("P303", 'frob "sur', "frob"),
    ("P303", "frobbing. \\<User>", "frobbing \\<User>"),
    ("P304", "server /", "/server"),
    ("P304", "User >", "<User>"),
]


@pytest.mark.parametrize(("code", "damaged", "text", "whole"), TEXTS)
def test_a_torn_token_is_found_and_a_whole_one_is_not(code: str, damaged: str, text: str, whole: str) -> None:
    found = findings(text)
    assert {(each.code, each.text) for each in found} == {(code, damaged)}
    # In the description of the table and in the remarks.
    assert len(found) == 2
    assert findings(whole) == []


@pytest.mark.parametrize(("code", "damaged", "text", "whole", "locale"), EAST_ASIAN)
def test_a_torn_token_among_other_scripts(
    code: str, damaged: str, text: str, whole: str, locale: str
) -> None:
    assert (code, damaged) in {(each.code, each.text) for each in findings(text, locale)}
    assert findings(whole, locale) == []


@pytest.mark.parametrize(("code", "cell", "whole"), CELLS)
def test_a_first_column_in_words_of_the_page(code: str, cell: str, whole: str) -> None:
    found = findings("Le disque.", cell=cell)
    assert [each.code for each in found] == [code]
    assert findings("Le disque.", cell=whole) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le serveur et/ou le client/server, pays/région, 10 % du disque%.",
        "Voir [le paramètre/server](frobctl/server.md) ici.",
        "Placez <Drive>를 여기에, <br>sur le disque.",
        "Le lecteur d : est plein ; le nom : le serveur.",
        "Ctrl + X, Ajouter - Supprimer, un – d.",
        "Le nombre *10\u3002* suffit.",
        "Le dossier \\\\\\frob, 10 × 20 points, le paramètre/s.",
        "前に 0 × 16 進数を、0 × 16 进制。",
        "Tapez `frobctl \\\\frob` ou `frobctl \\\\\\\\frob`.",
        "frobctl \\\\serveur du disque.",
        "Voir `C:\\dossier\\*` et `.\\*.txt` et `\\*.*` ici.",
        "Dans le format, hh: les heures, mm: les minutes ; 10 mm: MMC.",
        "Au plus <Drive>KB, ou autant de KB.",
    ],
)
def test_what_only_looks_torn_is_left_alone(text: str) -> None:
    assert findings(text) == []


def test_a_repair_of_a_torn_token_is_final() -> None:
    text = "Le paramètre/server dans % windir% et d :\\x."
    assert {each.suggestion for each in findings(text)} == {"paramètre /server", "%windir%", "d:\\"}
    assert all(each.fixable for each in findings(text))
    assert findings("Le paramètre /server dans %windir% et d:\\x.") == []


def test_a_time_whose_capitals_were_changed_is_not_repaired() -> None:
    assert [(each.suggestion, each.fixable) for each in findings("Format hh: mm: SS ici.")] == [
        ("hh:mm:SS", False)
    ] * 2
    assert findings("Format hh:mm:ss ici.") == []


def test_a_time_beside_a_translated_year_is_not_repaired() -> None:
    texts = ("M/d/yyyy h: mm: ss", "M/d/rrrr h: mm: ss")
    assert [each.certain for text in texts for each in spaced_clocks(text, 0, len(text))] == [True, False]


@pytest.mark.parametrize("bar", ["|", "&#124;"])
def test_the_half_of_the_day_belongs_to_a_time(bar: str) -> None:
    text = f"h:mm: ss [AM{bar}PM]"
    (found,) = spaced_clocks(text, 0, len(text))
    assert [text[first:last] for first, last, _ in found.edits] == [" ", " "]
    assert not list(spaced_clocks(text.replace(" ", ""), 0, len(text)))


def test_every_full_width_colon_of_a_time_is_repaired() -> None:
    assert {each.suggestion for each in findings("格式 YYYY/MM/DD： hh： MM。", "zh-CN")} == {
        "YYYY/MM/DD:hh:MM"
    }


def test_an_option_in_a_word_of_the_page_is_the_one_left_of_the_syntax() -> None:
    page = """---
ms.contentlocale: fr-FR
---
# <a name="frobctl"></a>frobctl

Le nom de l'utilisateur, la planification.

## <a name="syntax"></a>Syntaxe

```
frobctl [-first:<A>] [-user:<B>] [-quiet]
frobctl [-first:<A>] [-last:<C>] [-user:<B>] [-quiet]
```

### <a name="parameters"></a>Paramètres

| Paramètre | Texte |
|--|--|
| -first | x |
| -last | x |
| {option} | x |
| -quiet | x |
"""
    found = check_page(read_page(page.format(option="-utilisateur").encode(), "x.md"), SELECTED).found
    assert [(each.finding.code, each.finding.suggestion) for each in found] == [("T201", "-user")]
    assert not check_page(read_page(page.format(option="-user").encode(), "x.md"), SELECTED).found


def test_the_text_between_two_marks_turned_inside_out_is_no_token() -> None:
    found = findings("</em>*类型*<em>：专用</br></em>*内容*", "zh-CN")
    assert {each.text for each in found} == {"类型", "内容"}


def test_a_version_is_no_subcommand() -> None:
    assert findings("**frobctl 1.5 及更早版本**", "zh-CN") == []


LINKS = """---
ms.contentlocale: ja-JP
---
# <a name="the-start-command"></a>開始

## <a name="subcommands"></a>サブコマンド

| サブコマンド | 説明 |
|--|--|
| [{text}]({target}.md) | x |
"""


@pytest.mark.parametrize(
    ("text", "target", "damaged"),
    [
        ("開始-Namespace", "subcommand-start-namespace", True),
        ("fsutil の動作", "fsutil-behavior", True),
        ("start-Namespace コマンド", "subcommand-start-namespace", False),
        ("コマンドライン構文キー", "command-line-syntax-key", False),
        ("印刷の参照", "print-command-reference", False),
        ("チェック", "chkdsk", False),
        ("bootcfg loeschen", "bootcfg-delete", True),
        ("bootcfg deletion", "bootcfg-delete", False),
        ("bootcfg delete", "bootcfg-delete", False),
        ("bootcfg commands", "bootcfg-reference", False),
    ],
)
def test_a_link_to_the_page_of_a_command_shows_its_name(text: str, target: str, damaged: bool) -> None:
    page = read_page(LINKS.format(text=text, target=target).encode(), "x.md")
    found = [each.finding for each in check_page(page, SELECTED).found]
    assert [each.text for each in found if each.code == "T203"] == ([text] if damaged else [])


@pytest.mark.parametrize(
    ("anchor", "damaged"), [("frobctl", True), ("frobctl-commands", True), ("other", False)]
)
def test_a_link_to_a_subcommand_of_the_page(anchor: str, damaged: bool) -> None:
    page = LINKS.format(text="Wurzel Frobctl", target="frobctl-root").replace("the-start-command", anchor)
    found = [each.finding for each in check_page(read_page(page.encode(), "x.md"), SELECTED).found]
    assert [
        each.text for each in found if each.code == "T203" and "[" not in each.text and each.line > 7
    ] == (["Wurzel Frobctl"] if damaged else [])


@pytest.mark.parametrize(
    ("code", "damaged", "text", "whole"),
    [
        # A name that a fence has whole.
        ("P301", "out. log", "Le fichier out. log est ici.", "Le serveur est là. Ici aussi, out.log."),
        # Marks of bold print torn apart.
        ("P309", "* */fo * *", "Avec * */fo * * ici.", "Avec **/fo** * ici."),
        # A drive and a path in brackets.
        (
            "T205",
            "[lecteur :] [chemin]",
            "Avec [lecteur :] [chemin] ici.",
            "Avec [voir] [chemin] ici.",
        ),
        # Sections of the start-up file.
        (
            "T204",
            "[systèmes]",
            "La section [systèmes] de Boot.ini.",
            "[operating systems] de Boot.ini, [systèmes](a.md).",
        ),
        ("T204", "[systèmes]", "La section [systèmes] de Boot. ini.", "La section [systèmes] de frob.ini."),
        # Options that are glued to what stands before them.
        ("P302", "/server:serv1/fo", "**frobctl /server:serv1/fo table**", "**frobctl /d a/b /fo table**"),
        # A subcommand almost spelled.
        (
            "T203",
            "reg comparar",
            "Avec **reg comparar** ici.",
            "Avec **reg compare** et **reg compares** ici.",
        ),
        # A path of code.
        ("P301", "\\\\<ServerName> \\", "Avec `\\\\<ServerName> \\` ici.", "Avec `\\\\<ServerName>\\` ici."),
    ],
)
def test_more_that_is_torn_or_translated(code: str, damaged: str, text: str, whole: str) -> None:
    found = [(each.code, each.text) for each in findings(text)]
    assert (code, damaged) in found
    assert findings(whole) == []


@pytest.mark.parametrize(
    ("text", "suggestion", "fixable"),
    [
        # A variable may have lost the sign behind its name; a letter and the names of the syntax have none.
        ("Dans *% temp* ici.", "%temp", False),
        ("Dans *%% temp* ici.", "%%temp", True),
        ("Dans *% f* ici.", "%f", True),
        ("Dans *% drive* ici.", "%drive", True),
        # The emphasised name of a file may be translated, a star alone is none.
        ("Le fichier *préféré*. sdb ici.", "*.sdb", False),
        ("Le fichier *name*. sdb ici.", "*.sdb", True),
        ("Les fichiers préférés (*. bat) ici.", "*.bat", True),
    ],
)
def test_what_may_hide_other_damage_is_not_repaired(text: str, suggestion: str, fixable: bool) -> None:
    assert {(each.suggestion, each.fixable) for each in findings(text)} == {(suggestion, fixable)}


@pytest.mark.parametrize("token", ["% *", "% 2", "% ~ I", "% 2,% 3,..."])
def test_a_variable_alone_in_a_cell(token: str) -> None:
    table = f"x\n\n| Nom | Valeur |\n|--|--|\n| {token} | Le serveur. |\n"
    page = f"---\nms.contentlocale: fr-FR\n---\n# a\n\n{table}"
    assert [each.finding.text for each in check_page(read_page(page.encode(), "x.md"), SELECTED).found] == [
        token
    ]
    sound = page.replace(token, token.replace(" ", ""))
    assert check_page(read_page(sound.encode(), "x.md"), SELECTED).found == ()
