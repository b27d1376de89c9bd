# ruff: noqa: D103 - the name of a test says what it tests
"""Parameters, their sets and other identifiers of a cmdlet's page without its original."""

from __future__ import annotations

import pytest
from cmdlet_examples import page_of
from disconspec.conformance.documents import check_page, read_page
from document_findings import DEFAULT, told


def test_the_page_is_sound() -> None:
    assert told(page_of()) == []


def test_sections_are_known_by_their_order() -> None:
    page = read_page(page_of().encode(), "a.md")
    roles = [heading.role for heading in page.headings if heading.level == 2]
    assert roles == ["other", "syntax", "remarks", "examples", "parameters", "other", "other"]


def test_sections_with_known_words_stand_where_they_stand() -> None:
    text = (
        page_of()
        .replace("## BESCHRIJVING\nHaalt een frob op.\n\n", "")
        .replace("## VOORBEELDEN", "## EXAMPLES")
    )
    page = read_page(text.encode(), "a.md")
    roles = [heading.role for heading in page.headings if heading.level == 2]
    assert roles == ["other", "syntax", "examples", "parameters", "other", "other"]


@pytest.mark.parametrize(
    ("at", "shown", "wanted"),
    [
        (0, "-Naam", "-Name"),
        (1, "-Breedte", "-Width"),
        (2, "-Geforceerd", "-Force"),
        (3, "-Objet", "-InputObject"),
    ],
)
def test_the_type_says_which_parameter_a_translated_heading_means(at: int, shown: str, wanted: str) -> None:
    names = ["-Name", "-Width", "-Force", "-InputObject"]
    names[at] = shown
    page = page_of(names=(names[0], names[1], names[2], names[3]))
    assert told(page) == [("T208", shown, wanted, True)]
    for locale in ("en-US", "und"):
        assert told(page.replace("nl-NL", locale)) == [("C603", shown, None, False)]


def why(page: str) -> list[str]:
    """The reasons of what a page is reported for."""
    return [
        each.finding.message.partition(": ")[2]
        for each in check_page(read_page(page.encode(), "a.md"), DEFAULT).found
    ]


@pytest.mark.parametrize("locale", ["en-US", "und", "nl-NL"])
def test_a_heading_that_no_syntax_has_beside_a_parameter_without_a_heading(locale: str) -> None:
    """Each is without the other, whatever the type of either."""
    page = page_of(names=("-Name", "-Hostname", "-Force", "-InputObject"), locale=locale)
    page = page.replace("System.Int32", "System.String")
    assert told(page) == [("C603", "-Hostname", None, False)]
    assert why(page) == ["no syntax has it, and no heading stands for `-Width` of the syntax"]


@pytest.mark.parametrize("locale", ["en-US", "und", "nl-NL"])
def test_what_only_the_syntax_or_only_a_heading_has_is_left_alone(locale: str) -> None:
    page = page_of(locale=locale)
    heading = "### -CodeSigning\nWhere.\n\n```yaml\nType: System.String\nParameter Sets: (All)\n```\n\n"
    more = page.replace("### CommonParameters", f"{heading}### CommonParameters")
    fewer = page.replace("[-Width <Int32>]", "[-Width <Int32>] [-Height <Int64>]")
    assert told(more) == told(fewer) == []
    both = more.replace("[-Width <Int32>]", "[-Width <Int32>] [-Height <Int64>]")
    assert told(both) == [("C603", "-CodeSigning", None, False)]


def test_several_headings_without_a_syntax_are_told_apart_by_their_types_alone() -> None:
    page = page_of(names=("-Title", "-Hostname", "-Force", "-InputObject"), locale="en-US")
    assert told(page) == [("C603", "-Title", None, False), ("C603", "-Hostname", None, False)]
    assert why(page)[0] == "no syntax has it, and no heading stands for `-Name` of the syntax"
    same = page.replace("<Int32>", "<String[]>").replace("System.Int32", "System.String[]")
    assert why(same) == ["no syntax has it, and no heading stands for `-Name`, `-Width` of the syntax"] * 2
    assert told(same.replace("[-Width <String[]>] ", "")) == []


def test_a_parameter_whose_heading_has_no_metadata_has_a_heading() -> None:
    names = ("-Name", "-Width", "-Hostname", "-InputObject")
    metadata = "```yaml\nType: System.Int32\nParameter Sets: (All)\n```\n"
    page = page_of(names=names, locale="en-US").replace(" [-Force]", "")
    assert metadata in page
    assert told(page.replace(metadata, "")) == []


@pytest.mark.parametrize("locale", ["en-US", "und"])
def test_letters_beyond_ascii_are_of_another_language_whatever_that_of_the_page_is(locale: str) -> None:
    names = ("-Name", "-Gr\u00f6\u00dfe", "-Force", "-InputObject")
    assert told(page_of(names=names, locale=locale)) == [("T208", "-Gr\u00f6\u00dfe", "-Width", True)]
    other = page_of(names=names, locale=locale).replace("System.Int32", "System.String")
    assert told(other) == [("T208", "-Gr\u00f6\u00dfe", None, False)]


def test_two_headings_of_one_type_are_not_told_apart() -> None:
    page = page_of(names=("-Naam", "-Breedte", "-Force", "-InputObject"))
    page = page.replace("<Int32>", "<String[]>").replace("System.Int32", "System.String[]")
    assert told(page) == [("T208", "-Naam", None, False), ("T208", "-Breedte", None, False)]


def test_a_name_that_is_spelt_alike_is_no_translation() -> None:
    names = ("-Name", "-Widths", "-Force", "-InputObject")
    assert told(page_of(names=names)) == [("C603", "-Widths", "-Width", True)]
    page = page_of(names=names, locale="en-US")
    assert told(page) == [("C603", "-Widths", None, False)]


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("- Width", "P301"),
        ("\u2013 Width", "P307"),
        ("\u2013Width", "P307"),
        ("\\- Width", "P301"),
        ("Width", "P303"),
    ],
)
def test_a_heading_has_its_hyphen(shown: str, code: str) -> None:
    found = told(page_of(names=("-Name", shown, "-Force", "-InputObject")))
    assert found == [(code, shown, "-Width", True)]


def test_a_heading_with_an_escaped_hyphen_is_right() -> None:
    assert told(page_of(names=("\\-Name", "-Width", "-Force", "-InputObject"))) == []


def test_a_heading_that_fell_apart() -> None:
    found = told(page_of(names=("-Name", "-Width", "-Force", "-Input object")))
    assert found == [("P301", "-Input object", "-InputObject", True)]


@pytest.mark.parametrize("common", ["-Naam (Default)", "Op naam", "\u540d\u79f0"])
def test_the_parameters_say_which_set_a_heading_means(common: str) -> None:
    name = common.removesuffix(" (Default)")
    page = page_of(sets=(common, "InputObject"))
    assert told(page) == [("T206", name, "ByName", True)]


@pytest.mark.parametrize("locale", ["en-US", "und"])
def test_a_set_in_letters_beyond_ascii_is_translated_whatever_the_language_of_the_page_is(
    locale: str,
) -> None:
    page = page_of(sets=("\u6309\u540d\u79f0", "InputObject"), locale=locale)
    assert told(page) == [("T206", "\u6309\u540d\u79f0", "ByName", True)]
    alike = page.replace("-InputObject <", "-Name <").replace("Sets: ByName", "Sets: ByName, InputObject")
    assert told(alike.replace("Sets: InputObject", "Sets: (All)"))[0] == (
        "T206", "\u6309\u540d\u79f0", "ByName", True,
    )  # fmt: skip


def test_a_set_in_a_page_of_unknown_language_may_be_older_than_the_metadata() -> None:
    page = page_of(sets=("Op naam", "InputObject"), locale="und")
    assert told(page) == [("T206", "Op naam", "ByName", False)]
    assert told(page_of(sets=("ByName", "InputObject"), locale="und")) == []
    assert told(page.replace("und", "en-US")) == []


def test_a_set_with_the_parameters_of_another_is_not_told_apart() -> None:
    page = page_of(sets=("Op naam", "Invoer")).replace("Sets: ByName", "Sets: ByName, InputObject")
    page = page.replace("Sets: InputObject", "Sets: ByName, InputObject").replace("-InputObject <", "-Name <")
    assert [each for each in told(page) if each[0] == "T206"] == []


def test_a_name_with_brackets_is_whole() -> None:
    page = page_of(sets=("ByName (cdxml) (Default)", "InputObject")).replace(
        "Sets: ByName", "Sets: ByName (cdxml)"
    )
    assert told(page) == []


def test_the_wrong_name_of_a_heading_is_found_in_the_text() -> None:
    page = page_of(
        names=("-Name", "-Breedte", "-Force", "-InputObject"),
        text="Met **breedte** of `-Breedte` en breedte.",
    )
    assert told(page) == [
        ("T201", "breedte", "Width", True),
        ("T201", "Breedte", "Width", True),
        ("T208", "-Breedte", "-Width", True),
    ]


@pytest.mark.parametrize(
    "word", ["h\u00f6jd", "\u6700\u5927", "\u30d1\u30b9", "\u043f\u0443\u0442\u044c", "\uacbd\ub85c"]
)
def test_words_that_are_bold_like_names(word: str) -> None:
    text = f"De parameter **{word}** en *{word}*."
    assert told(page_of(text=text)) == [("T204", word, None, False)]
    assert told(page_of(text=f"{text} Ook *Width*.")) == [("T204", word, None, False)] * 2
    assert told(page_of(text=text, locale="en-US")) == []


@pytest.mark.parametrize(
    "text",
    [
        "**h\u00f6jd** staat vooraan.",
        "Zie **h\u00f6jd**: dat is hoog.",
        "Zie [**h\u00f6jd**](hojd.md).",
        "Zie **h\u00f6jd en breedte**.",
        "Zie **\u3059\u308b\u524d** en **\u7cfb\u7d71\u7ba1\u7406\u54e1\u8eab**.",
        "Zie **hoogte**.",
    ],
)
def test_bold_words_that_are_labels_or_no_names(text: str) -> None:
    assert told(page_of(text=text)) == []


@pytest.mark.parametrize(
    ("shown", "wanted", "certain"),
    [
        ("System. String", "System.String", True),
        ("Frob. Tools. Frob info", "Frob.Tools.FrobInfo", True),
        ("System. Frobs. Frob[]", "System.Frobs.Frob[]", False),
        ("System. Management. FrobInfo[]", "System.Management.FrobInfo[]", True),
        ("System. frobs. naam van", None, False),
    ],
)
def test_types_that_fell_apart(shown: str, wanted: str | None, *, certain: bool) -> None:
    assert told(page_of(inputs=shown)) == [("P301", shown, wanted, certain)]
    assert told(page_of(inputs=f"System.Int32, {shown}")) == [("P301", shown, wanted, certain)]
    found = told(page_of(text=f"Een **{shown}** -object."))
    assert found == [("P301", shown, wanted, certain)]


@pytest.mark.parametrize("text", ["Een **input object**.", "Een `Input Object`."])
def test_names_of_parameters_that_fell_apart(text: str) -> None:
    assert [(code, suggestion) for code, _, suggestion, _ in told(page_of(text=text))] == [
        ("P301", "InputObject")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Met **Get-Size Info** erbij.", "Get-SizeInfo"),
        ("Geeft **System. IO. Frob file**.", "System.IO.FrobFile"),
    ],
)
def test_names_that_the_examples_have(text: str, wanted: str) -> None:
    page = page_of(text=text).replace("Get-Frob -Name a", "Get-SizeInfo ([System.IO.FrobFile] 'a')")
    assert [(code, suggestion) for code, _, suggestion, _ in told(page)] == [("P301", wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "Een input object.",
        "Een **groot object**.",
        "De opdracht `Get-Frob -Force`.",
        "Hij is ` Force`.",
        "Het *input object*.",
        "Een zin. System. String.",
    ],
)
def test_words_that_are_no_names(text: str) -> None:
    assert told(page_of(text=text)) == []


def test_an_english_heading_of_two_types_is_no_name() -> None:
    assert told(page_of(inputs="System.String or System.Int32", locale="en-US")) == []


def test_short_names_of_types_are_the_same_types() -> None:
    names = ("-Name", "-Breedte", "-Force", "-InputObject")
    page = page_of(names=names).replace("<Int32>", "<int>")
    assert told(page) == [("T208", "-Breedte", "-Width", True)]
    original = page_of(locale="en-US").replace("System.Int32", "Int32").replace("<Int32>", "<int>")
    assert told(page_of().replace("<Int32>", "<int>"), original) == []


def test_what_is_left_of_a_quotation_mark() -> None:
    page = page_of(text="Zoals %%amp;quot;s*%%amp;quot; hier.")
    assert told(page) == [("P309", "%%amp;quot;", '"', True)] * 2


def test_names_in_the_text_beside_an_original() -> None:
    original = page_of(locale="en-US", text="With **Width** and **Size**, **Run** it.")
    page = page_of(text="Met **breedte** en **h\u00f6jd**, **Run**.")
    assert told(page, original) == [
        ("T204", "breedte", "Width", False),
        ("T204", "h\u00f6jd", None, False),
    ]


def test_an_original_that_emphasises_words() -> None:
    page = page_of(text="Dat is **h\u00f6jd**.")
    assert told(page, page_of(locale="en-US", text="That is Size.")) == [("T204", "h\u00f6jd", None, False)]
    assert told(page, page_of(locale="en-US", text="That is **high**.")) == []


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("Het object FrobInfo van \u00fc.", "T204"),
        ("\u57fa\u672c [Common.] FrobInfo", "T204"),
        ("\u30b7\u30b9\u30c6\u30e0\u7ba1\u7406. FrobInfo", "T204"),
        ("Frob soft. Tools. FrobItem", "P301"),
    ],
)
def test_headings_of_types_that_became_sentences(shown: str, code: str) -> None:
    assert told(page_of(inputs=shown)) == [(code, shown, None, False)]


@pytest.mark.parametrize(
    "shown", ["Geen", "\u7121", "FrobInfo of \u00fc", "[\u65b0 FrobInfo](frob.md)", "System.String, FrobInfo"]
)
def test_headings_of_types_that_are_whole(shown: str) -> None:
    assert told(page_of(inputs=shown)) == []


def test_a_cmdlet_that_lost_its_verb() -> None:
    page = page_of(text="De **FrobItem** cmdlet en **FrobItem** zelf.").replace("Get-Frob", "Get-FrobItem")
    page = page.replace("title: Get-FrobItem", "title: Get-FrobItem")
    assert told(page) == [("T207", "FrobItem", "Get-FrobItem", True)]
    both = page.replace("PS C:\\> Get-FrobItem -Name a", "PS C:\\> Set-FrobItem -Name a")
    assert told(both) == [("T207", "FrobItem", None, False)]
    assert told(page.replace("nl-NL", "en-US")) == []


def test_the_original_tells_two_headings_of_one_type_apart() -> None:
    page = page_of(names=("-Naam", "-Breedte", "-Force", "-InputObject"))
    page, original = (
        each.replace("<Int32>", "<String[]>").replace("System.Int32", "System.String[]")
        for each in (page, page_of(locale="en-US"))
    )
    assert told(page, original) == [("T208", "-Naam", "-Name", True), ("T208", "-Breedte", "-Width", True)]


def test_a_syntax_that_is_translated_itself_tells_nothing() -> None:
    page = page_of().replace("-Width <Int32>", "-Gr\u00f6\u00dfe <Int32>")
    assert ("T208", "-Width") not in {(code, text) for code, text, _, _ in told(page)}


def test_a_set_that_reads_as_in_the_original_is_right() -> None:
    page = page_of(sets=("Naam", "InputObject"))
    assert [code for code, *_ in told(page)] == ["T206"]
    assert told(page, page_of(sets=("Naam", "InputObject"), locale="en-US")) == []


def test_a_set_with_a_parameter_under_a_wrong_name_is_not_told() -> None:
    page = page_of(sets=("Op naam", "Invoer"), names=("-Name", "-Width", "-Force", "-\u00c9"))
    page = page.replace("Frob.Tools.FrobInfo", "Frob.Tools.Other").replace("-InputObject <FrobInfo> ", "")
    assert ("T206", "Invoer") not in {(code, text) for code, text, _, _ in told(page)}


def test_a_noun_that_is_another_name_too_is_no_cmdlet() -> None:
    page = page_of(text="De **FrobInfo** cmdlet.").replace("Get-Frob -Name", "Get-FrobInfo -Name")
    assert told(page) == []


def test_types_with_arguments_are_left_to_their_writers() -> None:
    shown = "System.Nullable[[System. String, System. Management. Automation]]"
    assert {certain for *_, certain in told(page_of(inputs=shown))} == {False}
