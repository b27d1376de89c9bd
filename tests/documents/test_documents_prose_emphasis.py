"""Emphasised words of running text on made-up pages: one with each damage, one without it."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.reports.document import Finding

SELECTED = frozenset(code for code, entry in codes().items() if entry.default)
PAGE = """---
title: {title}
ms.contentlocale: {locale}
---
# <a name="frobctl-start"></a>frobctl start

{text}

## <a name="syntax"></a>Syntax

```
frobctl start [/Size:<size>] [/ID:<number>] [/u <domain>\\<user>] <file>
```

### <a name="parameters"></a>Parameter

| {header} | Text |
|--|--|
| /Size:\\<size> | {text} |
| {cell} | x |

## <a name="remarks"></a>Remarks

{text}

[{key}](command-line-syntax-key.md)
"""
KEYS = {
    "ja-JP": "コマンドライン構文キー",
    "zh-CN": "命令行语法项",
    "zh-TW": "命令列語法關鍵",
    "ko-KR": "명령줄 구문 키",
    "ru-RU": "Ключ синтаксиса командной строки",
    "fr-FR": "Clé de syntaxe de ligne de commande",
    "de-DE": "Erläuterung zur Befehlszeilensyntax",
}


def found(
    text: str, locale: str, *, cell: str = "\\<file>", header: str = "Parameter", title: str = "frobctl"
) -> list[Finding]:
    """The findings on a page that has this text in a paragraph, a description and a remark."""
    page = PAGE.format(text=text, locale=locale, key=KEYS[locale], cell=cell, header=header, title=title)
    checked = check_page(read_page(page.encode(), "page.md"), SELECTED)
    return [each.finding for each in checked.found]


@pytest.mark.parametrize(
    ("locale", "text", "name", "token"),
    [
        ("ja-JP", "実行するには **始める** コマンドを使います。", "translated-command", "始める"),
        ("ja-JP", "**開始**コマンド", "translated-command", "開始"),
        ("zh-CN", "使用 **开始磁盘** 命令。", "translated-command", "开始磁盘"),
        ("zh-CN", '使用 "**开始磁盘**" 命令。', "translated-command", "开始磁盘"),
        ("zh-TW", "使用**開始磁碟**命令。", "translated-command", "開始磁碟"),
        ("ko-KR", "**디스크 시작** 명령을 사용합니다.", "translated-command", "디스크 시작"),
        ("ru-RU", "Используйте команду **запуск** здесь.", "translated-command", "запуск"),
        ("ru-RU", "Здесь **запуск** команда.", "translated-command", "запуск"),
        ("fr-FR", "La commande **démarrer** lance.", "translated-command", "démarrer"),
        ("de-DE", "Der Befehl **zerstören** hilft.", "translated-command", "zerstören"),
        ("ja-JP", "値*宛先*を指定します。", "translated-placeholder", "宛先"),
        ("zh-CN", "指定 <em>用户名</em> 。", "translated-placeholder", "用户名"),
        ("ru-RU", "Укажите *файл* здесь.", "translated-placeholder", "файл"),
        ("ru-RU", "**Тип**: укажите *файл*: здесь.", "translated-placeholder", "файл"),
    ],
)
def test_a_translated_word_is_found(locale: str, text: str, name: str, token: str) -> None:
    """A translated word is found wherever the text stands, and nothing else is."""
    hits = found(text, locale)
    assert [(hit.name, hit.text) for hit in hits] == [(name, token)] * 3
    assert not any(hit.fixable for hit in hits)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ja-JP", "**開始** をクリックします。"),
        ("ja-JP", "**start** コマンドを使います。開始コマンド。"),
        ("ja-JP", "*する* と *ます。* と"),
        ("zh-CN", '单击 "**开始**"\uff0c然后单击 "**运行**"。'),
        ("zh-CN", "使用 **start** 命令和 *file*。"),
        ("ko-KR", "**시작**을 클릭합니다."),
        ("ru-RU", "Здесь **запуск** работает."),
        ("ru-RU", "Нажмите **Пуск**, затем **Выполнить**."),
        ("zh-CN", "**文件类型**: 文本, *文件类型* <em>: 专有"),
        ("ru-RU", "**Тип файла**: текст, *Тип файла*<em>: собственный"),
        ("fr-FR", "Cliquez sur **Démarrer**, puis *toujours à côté*."),
        ("de-DE", "Klicken Sie auf **Übernehmen**, nie auf *Größe*."),
        ("de-DE", "Der Befehl **start** hilft."),
    ],
)
def test_labels_and_whole_tokens_are_left_alone(locale: str, text: str) -> None:
    """Labels of the user interface, plain text and whole tokens are no damage."""
    assert found(text, locale) == []


def test_the_word_for_parameter_is_taken_from_the_table() -> None:
    """A bold word before the header of the first column is an option."""
    hits = found("**大きさ**パラメーターです。", "ja-JP", header="パラメーター")
    assert {hit.text for hit in hits if hit.name == "translated-option"} == {"大きさ"}
    assert found("**大きさ**パラメーターです。", "ja-JP") == []


def test_the_title_of_the_page_names_its_command() -> None:
    """A bold word that is the translated title is the command's name."""
    hits = found("**開始**はファイルを開きます。", "ja-JP", title="開始")
    assert {(hit.name, hit.text) for hit in hits} == {("translated-command", "開始")}


def test_a_word_is_damaged_wherever_the_page_emphasises_it() -> None:
    """What one place shows as a command is one in the others too."""
    hits = found("**開始**コマンドです。**開始**は速い。**終了**も。", "ja-JP")
    assert [hit.text for hit in hits] == ["開始"] * 6


def test_a_damaged_cell_tells_of_the_emphasised_word() -> None:
    """The placeholder that a cell translates is damaged in the text too."""
    hits = found("Gibt die *Größe* an.", "de-DE", cell="\\<Größe>")
    assert [hit.text for hit in hits if hit.name == "translated-placeholder"].count("Größe") == 3
    assert [hit for hit in found("Gibt die *Größe* an.", "de-DE") if hit.text == "Größe"] == []


@pytest.mark.parametrize(
    ("text", "name", "token", "suggestion"),
    [
        ("**: r** nimmt", "inserted-space", ": r", ":r"),
        ("Datei <em>a. txt</em> hier", "inserted-space", "a. txt", "a.txt"),
        ("Datei **disk. vhdx** hier", "inserted-space", "disk. vhdx", "disk.vhdx"),
        ("Datei **a. rdp** hier", "inserted-space", "a. rdp", "a.rdp"),
        ("Datei **frob. lib** hier", "inserted-space", "frob. lib", "frob.lib"),
        ("auf * \\\\ Server* dort", "inserted-space", "* \\\\ Server*", "*\\\\Server*"),
        ("etwa /ID: ACEFA3E81F20 hier", "inserted-space", "/ID: ACEFA3E81F20", "/ID:ACEFA3E81F20"),
        ("etwa /ID\u00a0: E8A3EFAC-4e hier", "inserted-space", "/ID\u00a0: E8A3EFAC-4e", "/ID:E8A3EFAC-4e"),
        ("als <domain> \\\\<user> dort", "inserted-space", "<domain> \\\\<user>", "<domain>\\\\<user>"),
        ("Bereich CORP。EXAMPLE.COM hier", "fullwidth-punctuation", "CORP。EXAMPLE.COM", "CORP.EXAMPLE.COM"),
        ("**frobctl\uff1a start** hier", "fullwidth-punctuation", "frobctl\uff1a start", "frobctl:start"),
        ("etwa 10。\\* hier", "fullwidth-punctuation", "10。\\*", "10.\\*"),
    ],
)
def test_a_torn_token_is_found(text: str, name: str, token: str, suggestion: str) -> None:
    """A sign or a blank that tears a token apart is found."""
    hits = found(text, "de-DE")
    assert [(hit.name, hit.text, hit.suggestion) for hit in hits] == [(name, token, suggestion)] * 3


@pytest.mark.parametrize(
    "text",
    [
        "**:r** nimmt",
        "Datei <em>a.txt</em> hier",
        "Datei **disk.vhdx** und **a. frob** hier",
        # Behind a stop these may end something else than the name of a file.
        "Etwa **a. com** und **b. h** hier",
        "auf *\\\\Server* dort",
        "etwa /ID:ACEFA3E81F20 und /ID: eine Nummer",
        "als <domain>\\\\<user> dort, <size> \\<file>",
        "Bereich CORP.EXAMPLE.COM hier。Next steps",
        "**开始\uff1a 结束** hier",
    ],
)
def test_a_whole_token_is_left_alone(text: str) -> None:
    """The same tokens without the damage."""
    assert found(text, "de-DE") == []


def test_a_code_span_that_lacks_a_blank_of_the_syntax() -> None:
    """The syntax tells where a blank belongs in front of a path."""
    page = (
        "---\nms.contentlocale: de-DE\n---\n# x\n\n`frob print{gap}\\\\<host>`\n\n"
        '## <a name="syntax"></a>Syntax\n\n```\nfrob print {{\\\\<host> | all}}\n```\n'
    )
    for gap, expected in (("", ["lost-space"]), (" ", [])):
        checked = check_page(read_page(page.format(gap=gap).encode(), "page.md"), SELECTED)
        assert [each.finding.name for each in checked.found] == expected
