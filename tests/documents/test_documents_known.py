"""Pages that are known: what they show in every language is held against what a translation shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from disconspec.spec import known_pages
from known_examples import IDENTITY, KNOWN, KNOWN_ROWS, found, knows

pytestmark = pytest.mark.usefixtures("only_known")


@pytest.fixture
def known_alone() -> Mapping[str, object]:
    """What is known."""
    return KNOWN


def test_the_page_as_it_is_known_has_no_findings() -> None:
    """The page as it is known has no findings."""
    assert found() == []


@pytest.mark.parametrize(
    ("place", "text", "name", "shown", "wanted"),
    [
        (
            "intro",
            "Utilisez **sélectionner** avant *frobfile*.",
            "translated-command",
            "sélectionner",
            "select frob",
        ),
        ("intro", "Avant *fichierfrobé*, **select frob**.", "translated-value", "fichierfrobé", "frobfile"),
        ("intro", "**select frob**, *fichier*.", "translated-value", "fichier", "frobfile"),
        ("intro", "**select frob**, *frobfiles*.", "misspelt-token", "frobfiles", "frobfile"),
        (
            "mode",
            "**rapide** se hâte, **slow** non, voir `HKLM\\Frob`.",
            "translated-value",
            "rapide",
            "fast",
        ),
        ("mode", "**slow** non, **vite** oui, `HKLM\\Frob`.", "translated-value", "vite", "fast"),
        (
            "mode",
            "**fast**, **slow**, `HKLM\uff1a\\Frob`.",
            "fullwidth-punctuation",
            "HKLM\uff1a\\Frob",
            "HKLM\\Frob",
        ),
        ("mode", "**fast**, **slow**, `HKLM/Frob`.", "lost-punctuation", "HKLM/Frob", "HKLM\\Frob"),
    ],
)
def test_a_token_in_the_place_of_a_known_one(
    place: str, text: str, name: str, shown: str, wanted: str
) -> None:
    """A token that stands in the place of a known one is damaged."""
    assert found(**{place: text}) == [(name, shown, wanted, False)]


def test_a_token_that_looks_like_a_label(tmp_path: Path) -> None:
    """A known token with a capital counts like any other, but not for other places of the same word."""
    known = KNOWN | {
        "editions": [{"blocks": "trrt", "tokens": [["Blink"], [None], ["/user <name>"], [None]]}]
    }
    (tmp_path / "pages.jsonl").write_text(json.dumps(known) + "\n", encoding="utf-8")
    known_pages.forget()
    plain = {"mode": "Rien.", "remark": "Cliquez sur **Clignoter**."}
    assert found(**plain, intro="Valeur **Blink**.") == []
    assert found(**plain, intro="Valeur **Clignoter**.") == [
        ("translated-value", "Clignoter", "Blink", False)
    ]


def test_blocks_of_an_unequal_gap(tmp_path: Path) -> None:
    """Where a gap has more blocks than are known, text belongs to text with the same tokens."""
    tokens = [["select frob", "frobfile"], [None, "fast"], ["/user <name>"], ["pause", "c.txt"]]
    known = KNOWN | {"editions": [{"blocks": "trrt", "tokens": tokens}]}
    (tmp_path / "pages.jsonl").write_text(json.dumps(known) + "\n", encoding="utf-8")
    known_pages.forget()
    plain = {"intro": "Un.\n\n**select frob**, *frobfile*.", "mode": "Puis **fast**."}
    assert found(**plain, remark="Deux.\n\nPuis **pause** et *c.txt*.\n\nTrois.") == []
    assert found(**plain, remark="Deux.\n\nPuis **répit** et *c.txt*.\n\nTrois.") == [
        ("translated-command", "répit", "pause", False)
    ]
    # More words than are known, or a token that only differs in signs around it, may be another edition's.
    assert found(**plain, remark="Deux.\n\nPuis **ce grand répit** et *c.txt*.") == []
    assert found(**plain, remark="Deux.\n\nPuis **{pause}** et *c.txt*.") == []


@pytest.mark.parametrize(
    ("shown", "reported"),
    [
        ("fichier1", True),
        # Another number, another sign, more words, capitals, a lone letter.
        ("fichier2", False),
        ("-fichier1", False),
        ("mon fichier1", False),
        ("FICHIER1", False),
        ("f", False),
    ],
)
def test_a_token_of_the_form_of_the_known_one(shown: str, reported: bool, tmp_path: Path) -> None:
    """On a page of another edition, a word in letters of any token has to have the form of the known one."""
    tokens = [["select frob", "File1"], [None, "fast"], ["/user <name>"], ["pause"]]
    known = KNOWN | {"editions": [{"blocks": "trrtt", "tokens": [*tokens, []]}]}
    (tmp_path / "pages.jsonl").write_text(json.dumps(known) + "\n", encoding="utf-8")
    known_pages.forget()
    plain = {"mode": "Puis **fast**.", "remark": "Puis **pause**."}
    assert found(**plain, intro="Avec **select frob**, *File1*.") == []
    wanted = [("translated-value", shown, "File1", False)] if reported else []
    assert found(**plain, intro=f"Avec **select frob**, *{shown}*.") == wanted


def test_blanks_inside_a_token_are_taken_out() -> None:
    """Blanks inside a token that is known without them are taken out."""
    assert found(intro="Utilisez **select frob** avant *frob file*.") == [
        ("inserted-space", "frob file", "frobfile", True)
    ]


def test_a_token_with_marks_inside_is_not_repaired() -> None:
    """A token with marks of its own is not replaced by one without."""
    assert found(intro="Utilisez **select frob** avant *frob `file`*.") == [
        ("inserted-space", "frob `file`", "frobfile", False)
    ]


@pytest.mark.parametrize(
    ("line", "whole", "fixable"),
    [
        ("frobctl start /user my name", 'frobctl start /user "my name"', True),
        ("frobctl start /user:my name /all", 'frobctl start /user:"my name" /all', True),
        ("frobctl start /user:my name/all", 'frobctl start /user:"my name" /all', False),
        ("frobctl start <frob> *.*", 'frobctl start "\\<frob\\>" *.*', False),
    ],
)
def test_lost_quotation_marks_are_put_back(line: str, whole: str, *, fixable: bool) -> None:
    """Quotation marks that other editions have are put back, where the lines differ in nothing else."""
    assert found(example=line) == [("lost-quotes", line, whole, fixable)]
    assert "lost-quotes" not in {each[0] for each in found(example=whole)}


def test_a_first_cell_that_is_another() -> None:
    """A first cell in the place of a known one that no row shows."""
    assert [each[:2] for each in found(cell="/modé")] == [("translated-option", "/modé")]


def test_brackets_of_another_script_belong_to_the_sentence() -> None:
    """Full-width brackets around a known token are right in running text, and in a first cell are not."""
    for text in ("\u3010frobfile\u3011", "\uff08frobfile\uff09", "\u300cfrobfile\u300d", "frobfile\uff1a"):
        assert found(intro=f"**select frob**, *{text}*.") == []
    assert [each[:2] for each in found(intro="**select frob**, *\uff08fichieré\uff09*.")] == [
        ("translated-value", "\uff08fichieré\uff09")
    ]
    cell = "\u3010/mode:{fast&#124;slow}\u3011"
    assert [each[:2] for each in found(cell=cell)] == [("lost-punctuation", cell)]


@pytest.mark.parametrize(
    ("wanted", "shown", "name"),
    [
        ("/mode", "rapidé", "translated-option"),
        ("/mode", "моде", "transliterated-token"),
        ("<name>", "nomé", "translated-placeholder"),
        ("fast", "rapidé", "translated-value"),
        ("chkdsk", "contrôle", "translated-command"),
    ],
)
def test_the_class_of_a_damage_is_that_of_the_known_token(
    wanted: str, shown: str, name: str, tmp_path: Path
) -> None:
    """The class of a damage is that of the known token, and the token itself is none."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    assert found(intro=f"**select frob**, **{shown}**.") == [(name, shown, wanted, False)]
    assert found(intro=f"**select frob**, **{wanted}**.") == []


def test_a_known_first_cell_with_another_placeholder(tmp_path: Path) -> None:
    """A first cell with the known option and a placeholder that the page's text has as a word."""
    knows(tmp_path, ["select frob", "frobfile"], ["/mode <speed>", *KNOWN_ROWS[0][1:]], KNOWN_ROWS[1], [None])
    mode = "**fast** lent, **slow** non, voir `HKLM\\Frob`."
    assert found(cell="/mode \\<lent>", mode=mode) == [
        ("translated-placeholder", "/mode \\<lent>", "/mode <speed>", False)
    ]
    assert found(cell="/mode \\<speed>", mode=mode) == []


@pytest.mark.parametrize(
    ("wanted", "shown", "expected"),
    [
        # The name of another thing in capitals holds the token, and is not it.
        ("frob", "*vite* FROB-Datei", [("translated-value", "vite", False)]),
        ("frob", "*vite* frob-Datei", []),
        # Where a link leads to is not read.
        ("frob", "*vite* [voir](frob)", [("translated-value", "vite", False)]),
        # A blank beside a sign may be damage of what is known.
        ("frob. file", "*frob. fi le*", [("inserted-space", "frob. fi le", False)]),
    ],
)
def test_what_stands_beside_a_known_token(
    wanted: str, shown: str, expected: list[tuple[str, str, bool]], tmp_path: Path
) -> None:
    """What stands beside a known token tells whether another one has taken its place."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    hits = found(intro=f"**select frob**, {shown}.")
    assert [(name, text, certain) for name, text, _, certain in hits] == expected


@pytest.mark.parametrize(
    ("cell", "damaged"),
    [
        ("[frob début](frob-start.md)", True),
        ("[frob début](other.md)", False),
        ("[frob start](frob-start.md)", False),
    ],
)
def test_a_known_link_in_a_first_cell(cell: str, damaged: bool, tmp_path: Path) -> None:
    """A link in a first cell is held against the known one to the same page alone."""
    link = "[frob start](frob-start.md)"
    knows(tmp_path, ["select frob", "frobfile"], [link, *KNOWN_ROWS[0][1:]], KNOWN_ROWS[1], [None])
    assert [text for _, text, *_ in found(cell=cell)] == ([cell] if damaged else [])


@pytest.mark.parametrize(
    ("known", "shown", "damage"),
    [
        ("/user", "user", [("lost-punctuation", "user", "/user", False)]),
        ("-user", "user", []),
        ("/user", "/user", []),
        # A letter of a long notation, a word of one, and the blank of one.
        ("-o <first name> -w <name>", "-o \\<first name> - \\<name>", "misspelt-token"),
        ("-o user <user name>", "-o vite \\<user name>", "translated-placeholder"),
        ("-o user[=<name>]", "-o user [=\\<name>]", "inserted-space"),
        ("-o user [=<name>]", "-o user [=\\<name>]", []),
    ],
)
def test_a_first_cell_that_is_nearly_the_known_one(
    known: str, shown: str, damage: str | list[tuple[str, ...]], tmp_path: Path
) -> None:
    """What a first cell lacks of the known one tells its class."""
    knows(tmp_path, [], [known], ["frob"], [])
    plain = {"intro": "La valeur.", "mode": "Le nom.", "remark": "Rien."}
    hits = found(**plain, cell=shown)
    assert ([each[0] for each in hits] == [damage]) if isinstance(damage, str) else hits == damage


def test_a_word_of_the_syntax_that_lost_a_letter(tmp_path: Path) -> None:
    """In running text, too, a word of the syntax may lack a letter."""
    knows(tmp_path, ["select frob", "slow"], *KNOWN_ROWS, [None])
    assert found(intro="**select frob**, **slo**.") == [("misspelt-token", "slo", "slow", False)]
    knows(tmp_path, ["select frob", "shut"], *KNOWN_ROWS, [None])
    assert found(intro="**select frob**, **shu**.") == []


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [("/usera", "/user"), ("/useradlo", "/user"), ("/useradlone", None), ("/usex", None), ("/user2", None)],
)
def test_an_option_with_an_ending_of_the_language(shown: str, wanted: str | None, tmp_path: Path) -> None:
    """An option that nothing is known of and that begins like a known one, wherever it stands."""
    knows(tmp_path, ["select frob", "frobfile"], ["/mode:{fast|slow}", "/user"], ["/user <name>"], [None])
    hits = found(mode=f"**{shown}** et **autre**.")
    assert hits == ([("translated-option", shown, wanted, False)] if wanted else [])


@pytest.mark.parametrize("cell", ["tart", "satrt", "star"])
def test_a_first_cell_that_lost_a_letter(cell: str, tmp_path: Path) -> None:
    """A first cell that lacks a letter of the known one, which the syntax has and no row shows."""
    knows(tmp_path, [], ["start"], ["/user <name>"], [])
    plain = {"intro": "La valeur.", "mode": "Le nom.", "remark": "Rien."}
    assert found(**plain, cell=cell) == [("misspelt-token", cell, "start", False)]


def test_a_first_cell_with_the_known_option_and_other_words(tmp_path: Path) -> None:
    """An option that several rows have tells the row where its value is in letters of the language."""
    rows = ["-o mode={fast", "fast"], ["-o user=<name>"]
    knows(tmp_path, [], *rows, [])
    plain = {"intro": "Un.", "mode": "Puis **fast**.", "remark": "Rien."}
    assert found(**plain, cell="-o mode={fast") == []
    assert [each[:2] for each in found(**plain, cell="-o modé = {fast")] == [
        ("translated-value", "-o modé = {fast")
    ]


@pytest.mark.parametrize(
    ("wanted", "shown", "reported"),
    [
        # The label of a list or the end of a sentence, and a key of the keyboard.
        ("frob start", "Nom de la valeur.", False),
        ("frob start", "Nom :", False),
        ("Ctrl + Break", "Ctrl + Pausé", False),
        ("Ctrl + Break", "Pausé", True),
        # A path that another edition shows without its beginning.
        ("\\Frob\\Bar", "HKLM\\Frob\\Bar", False),
        ("\\Frob\\Bar", "HKLM\\Frobé\\Bar", True),
        # A letter in the place of the page's own command.
        ("frobctl", "w", True),
        ("frobber", "w", False),
        ("{+\\|-}h", "{+|-} h", True),
    ],
)
def test_what_a_token_may_be_instead(wanted: str, shown: str, reported: bool, tmp_path: Path) -> None:
    """A token in the place of a known one may be right for a reason of its own."""
    knows(tmp_path, ["select frob", wanted], *KNOWN_ROWS, [None])
    hits = [text for _, text, *_ in found(intro=f"**select frob**, `{shown}`.")]
    assert hits == ([shown] if reported else [])


@pytest.mark.parametrize("cell", ["valeur", "/user \\<nom>"])
def test_a_first_cell_that_the_syntax_contradicts(cell: str, tmp_path: Path) -> None:
    """A first cell in other words, where the syntax of the page has the known one."""
    knows(tmp_path, [], ["start"], ["/user <name>"], [])
    plain = {"intro": "La valeur.", "mode": "Le nom.", "remark": "Rien."}
    assert found(**plain, cell="start") == []
    assert [text for _, text, *_ in found(**plain, cell=cell)] != []


def test_what_is_translated_once_is_so_everywhere() -> None:
    """A token that is judged translated in one place is so in another where nothing stands beside it."""
    mode = "**rapidé** se hâte, **slow** non, voir `HKLM\\Frob`."
    remark = "Cliquez sur **Accueil**.\n\nEncore **rapidé** et **lent**."
    assert [text for _, text, *_ in found(mode=mode, remark=remark)] == ["rapidé", "rapidé"]


def test_the_page_s_own_command_in_its_language(tmp_path: Path) -> None:
    """Where only the place of a block tells which it is, the command in words of the running text."""
    knows(tmp_path, ["frobctl start"], ["/mode:{fast|slow}"], ["/user <name>"], [])
    plain = {"mode": "Le lancement est rapide.", "remark": "Rien.\n\nDe plus."}
    assert found(**plain, intro="Par **frobctl start**.") == []
    assert found(**plain, intro="Par **Accueil**.") == []
    assert [text for _, text, *_ in found(**plain, intro="Par **lancement**.")] == ["lancement"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("remark", "Cliquez sur **Début**."),
        ("intro", "Utilisez la commande **select frob maintenant** avant *frobfile*."),
        ("intro", "Utilisez **ceci, et cela** avant *frobfile*."),
        ("intro", "Utilisez **tout ce qui vous plaira le plus souvent** avant *frobfile*."),
        ("intro", "**Sélectionnez** avec select frob, puis *frobfile*."),
        ("intro", "Utilisez **fast** avant *frobfile*."),
        ("intro", "Utilisez **frobctl** avant *frobfile*."),
        ("intro", "Utilisez *frobfile*."),
        ("intro", "Utilisez **un**, **deux** et *frobfile*."),
    ],
)
def test_what_may_be_right_is_left_alone(place: str, text: str) -> None:
    """Labels, slipped emphasis, other known words and blocks that are built otherwise are left alone."""
    assert found(**{place: text}) == []


def test_an_original_is_not_held_against_it() -> None:
    """A page in the original language may say something new."""
    assert found(locale="en-US", mode="**quick** hurries, **slow** does not, see `HKLM\\Frob`.") == []


def test_another_page_is_not_held_against_it() -> None:
    """A page of another id is not held against it."""
    assert found(identity=IDENTITY[:-1] + "b", mode="**rapide**, **slow**, `HKLM\\Frob`.") == []


def test_a_page_with_a_paragraph_more_is_aligned() -> None:
    """Where a page has a paragraph more, the blocks that are equal tell which is which."""
    page = "Nouveau.\n\nUtilisez **select frob** avant *frobfile*."
    assert found(intro=page, mode="**rapidé**, **slow**, `HKLM\\Frob`.") == [
        ("translated-value", "rapidé", "fast", False)
    ]
    assert found(intro=page, mode="**VITE**, **slow**, `HKLM\\Frob`.") == []


def test_a_torn_token_is_repaired_in_the_letters_of_the_code() -> None:
    """A torn token is repaired in the letters that the code of the page has, else in those that are known."""
    good = "Utilisez **select frob** avant *{name}*."
    torn = good.format(name="frob file")
    assert found(intro=torn, example="frobctl start /user FROBfile") == [
        ("inserted-space", "frob file", "frobfile", True)
    ]
    assert found(intro=torn.replace("frob file", "FROB file"), example="frobctl start /user FROBfile") == [
        ("inserted-space", "FROB file", "FROBfile", True)
    ]


def test_the_text_of_a_link_is_wording() -> None:
    """The text of a link is wording, though a token stands there in the original."""
    assert found(intro="Utilisez **select frob** avant [*fichierfrob\u00e9*](frobfile.md).") == []
    assert [text for _, text, *_ in found(intro="Utilisez **select frob** avant [*fichierfrob\u00e9*].")] == [
        "fichierfrob\u00e9"
    ]
