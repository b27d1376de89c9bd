# ruff: noqa: D103, RUF001 - the name of a test says what it tests; letters beyond ASCII are looked for
"""Running text against the fences and the first columns of made-up pages."""

from __future__ import annotations

import pytest
from disconspec.reports.document import Finding
from document_findings import findings
from document_pages import command_page

SYNTAX = (
    "frobctl /all\nfrobctl start [-h] [-s] [/Show:Clients] [/Kind:{Boot | Install | All}] [/all] [>> <file>]"
    " [<Domain>\\<User>]"
)
FENCE = (
    "other host.frob.example\nother Frob$12!\nother /first /second\nother -h -s\nother -1"
    "\nother c:\\frobs frobs.txt frob frob-tcp#6"
)


def told(
    intro: str, *, rows: tuple[str, ...] = (), locale: str = "fr-FR", fence: str = FENCE
) -> list[Finding]:
    """What is found on a page with that sentence, these rows and a fence that holds the whole tokens."""
    page = command_page(intro=intro, syntax=SYNTAX, rows=rows, example=fence, locale=locale)
    return findings(page)


@pytest.mark.parametrize(
    ("code", "damaged", "whole", "certain"),
    [
        ("P301", "%windir%\\system32\\ Frob_x\\y", "%windir%\\system32\\Frob_x\\y", True),
        ("P301", "c: \\frobs", "c:\\frobs", True),
        ("P301", "c: \\\\frobs", "c:\\\\frobs", True),
        ("P301", "d: \\other", "d:\\other", False),
        ("P301", "Frobs .txt", "Frobs.txt", True),
        # The command of the page, another one, what a fence has, a digit, capitals.
        ("P301", "frobctl. exe", "frobctl.exe", True),
        ("P301", "CHKDSK. EXE", "CHKDSK.EXE", True),
        ("P301", "other. ini", "other.ini", True),
        ("P301", "barre1. txt", "barre1.txt", False),
        ("P301", "meinFrob. txt", "meinFrob.txt", False),
        ("P301", "Barre. sys", "Barre.sys", True),
        ("P301", "<Domain> \\\\<User>", "<Domain>\\\\<User>", True),
        ("P301", "<Domain> \\\\ <User>", "<Domain>\\\\<User>", True),
        ("P301", "CORP. FROB.COM", "CORP.FROB.COM", True),
        ("P301", "host. frob. example", "host.frob.example", True),
        ("P301", "host. frob.example", "host.frob.example", True),
        ("P301", "/Show: Clients", "/Show:Clients", True),
        ("T204", "{Boot &#124; installés &#124; All}", "{Boot &#124; Install &#124; All}", True),
        ("P301", "Frob$ 12!", "Frob$12!", True),
        ("P301", "> >", ">>", True),
        ("P302", "**/First/second**", "**/First /second**", True),
        ("P302", "serveur-1", "serveur -1", True),
        (
            "P301",
            "c12a7328 \\- f81f \\- 11D2 \\- ba4b \\- 00a0c93ec93b",
            "c12a7328\\-f81f\\-11D2\\-ba4b\\-00a0c93ec93b",
            True,
        ),
        ("P302", "**-h-s**", "**-h -s**", True),
        ("P302", "**/dire/tout**", "**/dire /tout**", True),
        ("P302", "texte:/all", "texte: /all", True),
        ("P301", "f r o b", "frob", False),
        ("P301", "f r o b를", "frob를", False),
        ("P301", "(\\\\ComputerName \\)", "(\\\\ComputerName\\)", True),
        ("P301", "frob-tcp # 6", "frob-tcp#6", True),
        ("P301", "frob-tcp #6", "frob-tcp#6", True),
        ("T203", "**/other frobctl**", "**frobctl /other**", False),
        ("P306", "**？**", "**?**", True),
        ("T203", "**/all frobctl**", "**frobctl /all**", True),
        ("P301", "OU = Frob, CN = Un test, DC = com", "OU=Frob,CN=Un test,DC=com", False),
        ("P301", "OU = Frob，DC = com", "OU=Frob,DC=com", False),
    ],
)
def test_a_damaged_token(code: str, damaged: str, whole: str, *, certain: bool) -> None:
    text = f"Le serveur a {damaged}. Le reste est dit ici."
    (found,) = told(text)
    start = len("Le serveur a ")
    assert found.code == code
    assert start < found.column < found.end_column <= start + len(damaged) + 1
    assert found.text in damaged
    mended = text[: found.column - 1] + (found.suggestion or "") + text[found.end_column - 1 :]
    assert (mended, found.fixable) == (text.replace(damaged, whole), certain)
    assert told(f"Le serveur a {whole}. Le reste est dit ici.") == []


def test_an_option_of_another_command_in_a_heading() -> None:
    def found(heading: str) -> list[tuple[str, str | None]]:
        page = command_page(intro="Texte.", syntax=SYNTAX, rows=(), example="other /list", locale="fr-FR")
        return [(each.text, each.suggestion) for each in findings(f"{page}\n## {heading}\n\nTexte.\n")]

    assert found("Le commutateur/List") == [("commutateur/List", "commutateur /List")]
    assert found("Le commutateur/liste") == []
    assert found("Le commutateur /list") == []


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("Copie \\Rapports ici.", "\\Rapports"),
        ("Copie \\Rapports\\x ici.", "\\Rapports"),
        ("Copie \\Reports ici.", None),
        ("Copie C:\\Rapports ici.", None),
        ("Copie **\\Rapports** ici.", None),
        ("Copie \\n ici.", None),
    ],
)
def test_a_folder_between_examples(text: str, folder: str | None) -> None:
    def found(example: str, before: str = "Ceci :") -> list[tuple[str, str]]:
        page = command_page(
            intro="Texte.", syntax=SYNTAX, rows=(), before=before, example=example, locale="fr-FR"
        )
        return [(each.code, each.text) for each in findings(page)]

    assert found("other \\Reports", text) == ([("T204", folder)] if folder else [])
    # Where no example has a path, and in other sections, nothing is known of folders.
    assert found("other Reports", text) == []
    assert [each.code for each in told(text, fence="other \\Reports")] == []


@pytest.mark.parametrize(
    ("text", "syntax", "sections"),
    [
        # A letter of another script right behind the name of the file, and a page about it.
        ("Boot.ini의 [부팅 로더] 섹션.", "frobctl", ["[부팅 로더]"]),
        ("[부팅 로더] 섹션.", "bootcfg /timeout <n>", ["[부팅 로더]"]),
        ("[boot loader] 섹션.", "bootcfg /timeout <n>", []),
        ("[부팅 로더] 섹션.", "frobctl", []),
        ("Boot.inis의 [부팅 로더] 섹션.", "frobctl", []),
    ],
)
def test_a_section_of_the_start_up_configuration(text: str, syntax: str, sections: list[str]) -> None:
    page = command_page(intro=text, syntax=syntax, rows=(), example="other thing", locale="ko-KR")
    assert [each.text for each in findings(page) if each.code == "T204"] == sections


@pytest.mark.parametrize("heading", ["other", "additional-references"])
def test_a_link_whose_tag_is_broken(heading: str) -> None:
    broken, whole = "< href = frob.md data = x>", '<a href="frob.md">'
    for tag in (broken, whole):
        page = command_page(intro="Texte.", syntax=SYNTAX, rows=(), example=FENCE, locale="fr-FR")
        page += f'\n## <a name="{heading}"></a>Autre\n\nVoir {tag} Frob</a> ici.\n'
        found = [(each.code, each.text) for each in findings(page)]
        assert found == ([("P309", broken)] if tag == broken else [])


def test_an_option_in_parentheses() -> None:
    (found,) = told("Le choix (-récursif) ici.")
    assert (found.code, found.text, found.suggestion) == ("T201", "-récursif", None)
    assert told("Le choix (-all) ici, (- récursif) et (récursif).") == []


@pytest.mark.parametrize(
    "text",
    [
        # No fence has these, and no syntax.
        "host. autre. exemple", "/Show: Autres", "{Boot | installés}", "Prix$ 12", "/First/third", "-h-t",
        "un serveur-2", "serveur-1a",
        # Whole ones.
        "OU=Frob, DC=com", "A = b, C = d", "Un > autre", "un signe (`<` à `>`)", "pourquoi ？",
    ],
)  # fmt: skip
def test_what_only_looks_damaged_is_left_alone(text: str) -> None:
    assert told(f"Le serveur a {text}. Le reste est dit ici.") == []


def test_without_a_syntax_that_adds_to_a_file_the_signs_are_two() -> None:
    page = command_page(
        intro="Le signe > > ici.", syntax="frobctl start", rows=(), example="other", locale="fr-FR"
    )
    assert findings(page) == []


def test_a_damaged_option_of_the_first_column_again() -> None:
    rows = ("| /начать:`<file>` | Файл. |", "| /all | Все. |")
    first, *others = told("Параметр /начать задан, и /начатьс тоже.", rows=rows, locale="ru-RU")
    assert [(each.code, each.text) for each in (first, *others)] == [
        ("T201", "/начать"),
        ("T201", "/начать:`<file>`"),
    ]
    assert told("Параметр /all задан.", rows=rows[1:], locale="ru-RU") == []
    # The option itself is right where only what stands behind it is damaged.
    assert told("Параметр /all задан.", rows=("| /all：`<file>` | Все. |",), locale="ru-RU")[0].line > len(
        rows
    )


@pytest.mark.parametrize(
    ("damaged", "suggestion", "whole"),
    [
        ("параметров/инсталлфробс", "параметров /InstallFrobs", "параметров /InstallFrobs"),
        ("/инсталлфробс", "/InstallFrobs", "/InstallFrobs"),
        ("Фробс\\контентс", None, "Frobs\\Contents"),
        ("\\один\\два\\три", None, "\\one\\two\\three"),
        ("к:\\фробс\\контентс", None, "c:\\frobs\\contents"),
        ("Фробконтент. evtx", None, "FrobContent.evtx"),
        # Letter by letter: `ph` is one sound, `Ch` one letter, `ck` and `w` are others.
        ("Темфиве", "TempHive", "TempHive"),
        ("Чкневс", "ChkNews", "ChkNews"),
    ],
)
def test_what_cyrillic_letters_spell(damaged: str, suggestion: str | None, whole: str) -> None:
    def found(text: str) -> list[tuple[str, str, str | None]]:
        page = command_page(
            intro=f"Список {text} дан.",
            syntax="frobctl start [/InstallFrobs]",
            rows=(),
            example="other \\Frobs\\Contents TempHive ChkNews SERver",
            locale="ru-RU",
        )
        return [(each.code, each.text, each.suggestion) for each in findings(page)]

    assert found(damaged) == [("T202", damaged, suggestion)]
    assert found(whole) == []


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        # Options and numbers in which little or nothing is heard, and a sentence that begins with a command.
        ("минуты/часах", "frobctl [/s]"),
        ("параметр/качка", "frobctl [/w]"),
        ("книга\\качка", "frobctl 100000000"),
        ("в командной строке. Cmd ждёт", "frobctl"),
    ],
)
def test_cyrillic_words_in_which_nothing_is_heard(text: str, syntax: str) -> None:
    page = command_page(
        intro=f"Около {text} дано.", syntax=syntax, rows=(), example="other 100000000", locale="ru-RU"
    )
    assert findings(page) == []


@pytest.mark.parametrize("text", ["и/или", "запуск/завершение", "сервер\\папка", "Конец. Далее", "файл. exe"])
def test_cyrillic_words_that_spell_nothing(text: str) -> None:
    assert told(f"Список {text} дан.", locale="ru-RU") == []


@pytest.mark.parametrize(
    "sound",
    [
        # The path of a server behind a drive, a file that no fence has, an ending that stands for itself.
        "Tapez net use d: \\\\other\\texte ici.",
        "Le fichier .txt est ici.",
        "Le frobs .texte est ici.",
        # An ending named alone, and sentences that begin with a word that is one.
        "Le nom du fichier. txt est ici.",
        "Voici frobctl. Reg est ici.",
        "Voici frobctl. CAB-fichiers.",
        "Une phrase. Autre. log est ici.",
        # A letter that a fence has may be a word of the language.
        "Le fichier -h. txt est ici, ou c. txt.",
    ],
)
def test_a_blank_that_parts_no_path_and_no_file(sound: str) -> None:
    assert told(sound) == []


def test_in_german_a_noun_with_a_capital_is_no_name_of_a_file() -> None:
    assert told("Mit der Erweiterung. bat hier.", locale="de-DE") == []
    assert [each.suggestion for each in told("Con la Estension. bat qui.", locale="it-IT")] == [
        "Estension.bat"
    ]
