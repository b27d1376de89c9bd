# ruff: noqa: D103, RUF001 - the name of a test says what it tests, and other languages write their own signs
"""The range of an option's value: read where the description states it beyond doubt, and nowhere else."""

from __future__ import annotations

import pytest
from document_findings import shown
from document_pages import command_page

OUT_OF_RANGE = [("R402", "100")]


def found(description: str, *more: str) -> list[tuple[str, str]]:
    """What is reported for the example `/size:100` where the row says this of `/size`."""
    return shown(
        command_page(
            syntax="frobctl start [/size:<MB>] [/n]",
            rows=(f"| /size:`<MB>` | {description} |", "| /n | Nein. |", *more),
            example="frobctl start /size:100",
        )
    )


@pytest.mark.parametrize(
    "description",
    [
        "1-24",
        "From **1** to **24**.",
        "Sets the size. Valid values are 1 to 24.",
        "Sets the size. The valid range is 1–24, inclusive.",
        "The value of *MB* must be an integer between 0 and 24. If 0 is given, nothing happens.",
        "Setzt die Größe.<br>Zulässige Werte liegen zwischen 1 und 24.",
        "Les valeurs valides sont des entiers compris entre 1 et 24.",
        "Debe ser un número entero entre 1 y 24.",
        "Il valore deve essere un numero intero compreso tra 1 e 24.",
        "O valor deve ser um número inteiro entre 1 e 24.",
        "Допустимые значения: от 1 до 24.",
        "サイズを指定します。 有効な値は、1 から 24 までの整数です。",
        "指定大小。有效值是从1到24的任何数字。",
        "크기를 지정합니다. 유효한 값은 1~24 입니다.",
    ],
)
def test_a_description_that_states_a_range_rejects_a_number_beside_it(description: str) -> None:
    assert found(description) == OUT_OF_RANGE
    assert found(description.replace("24", "240")) == []


@pytest.mark.parametrize(
    "description",
    [
        "La taille en Mo (1 Mo = 1 024 Ko).",
        "La taille en Mo (1 Mo = 1\u00a0024 Ko).",
        "Размер: 1 024.",
        "The first 1-24 bytes are reserved.",
        "Takes 1 to 24 hours on a slow disk.",
        "Values 1 - 24 are slow.",
        "Default is 100; values 1-50 are for tests only, larger ones up to 999 are allowed.",
        "Values 1-50 are valid on old disks.",
        "Valid values are 1 to 24. Servers take 100, too.",
        "Valid values are 1 to 24. Valid values are 1 to 50.",
        "Valid values are 10 to 24.",
        "Valid values are 24 to 1.",
        "Nicht alle Werte, z. B. von 1 bis 24.",
        "Valid values are not 1 to 24.",
        "1.024",
        "",
    ],
)
def test_numbers_of_a_description_that_may_be_about_something_else_are_no_range(description: str) -> None:
    assert found(description) == []


def test_an_option_of_two_rows_has_no_range_for_either_may_be_meant() -> None:
    assert found("1-24", "| /size:`<GB>` | Auf Servern. |") == []


def test_an_option_that_the_syntax_lacks_has_no_range() -> None:
    page = command_page(
        syntax="frobctl start [/n]", rows=("| /size | 1-24 |",), example="frobctl start /n other /size 100"
    )
    assert OUT_OF_RANGE[0] not in shown(page)
