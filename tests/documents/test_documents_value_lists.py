"""Lists of values on made-up pages: one item in another form than its neighbours, and none."""

from __future__ import annotations

import pytest
from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.findings.finding import Found

SELECTED = frozenset(code for code, entry in codes().items() if entry.default)
PAGE = """---
ms.contentlocale: {locale}
---
# <a name="frobctl"></a>frobctl

## <a name="syntax"></a>Syntax

```
frobctl [/Area {{disk | store | services}}] [/Size:<size>]
```

### <a name="parameters"></a>Parameter

| Parameter | Text |
|--|--|
| /Area | x{cell} |
| /Size:\\<size> | x |

## <a name="remarks"></a>Remarks

{text}
"""


def found(locale: str, *, cell: str = "", text: str = "") -> list[Found]:
    """The findings on a page with this cell and this text."""
    page = PAGE.format(locale=locale, cell=cell, text=text)
    return list(check_page(read_page(page.encode(), "page.md"), SELECTED).found)


@pytest.mark.parametrize(
    ("locale", "cell", "tokens"),
    [
        ("ja-JP", "<br />1 (USER_A)</br>2 (サービス)</br>3 (USER_B)</br>4 (USER_C)", ["サービス"]),
        ("ja-JP", "<br />-   **追加:** ある<br />-   **削除:** ない", ["追加:", "削除:"]),
        ("zh-CN", "</br>**Alpha1**</br>**Beta2**</br>**指**</br>**Gamma3**", ["指"]),
        ("fr-FR",
         "<ul><li>**RD** x</li><li>**WD** x</li><li>**WX** x</li><li>**Bureau à distance** y</li></ul>",
         ["Bureau à distance"]),
        ("zh-CN",
         "</br>1\uff08USER_A\uff09</br>2\uff08服务\uff09</br>3\uff08USER_B\uff09</br>4\uff08USER_C\uff09",
         ["服务"]),
        ("zh-CN", "</br>CA \uff08证书\uff09</br>我的\uff08个人\uff09</br>SPC \uff08发行\uff09", ["我的"]),
        ("fr-FR", "<ul><li>USER_A</li><li>USER_B</li><li>IDENTITÉS</li><li>USER_C.</li></ul>", ["IDENTITÉS"]),
        ("ja-JP", "</br>CA (証明書)</br>(個人証明書)</br>SPC (発行元)", ["(個人証明書)"]),
    ],
)  # fmt: skip
def test_the_outlier_of_a_list_is_found(locale: str, cell: str, tokens: list[str]) -> None:
    """The item that is no token among tokens is a translated value."""
    hits = [each.finding for each in found(locale, cell=cell)]
    assert [(hit.name, hit.text) for hit in hits] == [("translated-value", token) for token in tokens]


@pytest.mark.parametrize(
    ("locale", "cell"),
    [
        ("ja-JP", "<br />1 (USER_A)</br>2 (USER_D)</br>3 (USER_B)</br>4 (USER_C)"),
        ("ja-JP", "<br />1 (一つ)</br>2 (二つ)</br>3 (三つ)"),
        ("zh-CN", "<br />-   **部署服务器角色服务**\uff1ax<br />-   **传输服务器角色服务**\uff1ay"),
        ("de-DE",
         "<ul><li>**Name** x</li><li>**Version** x</li><li>**Datum** x</li><li>**Größe** y</li></ul>"),
        ("de-DE", "<ul><li>Erste Möglichkeit</li><li>Zweite Möglichkeit</li><li>Dritte</li></ul>"),
    ],
)  # fmt: skip
def test_a_list_of_one_form_is_left_alone(locale: str, cell: str) -> None:
    """Tokens among tokens and words among words are no damage."""
    assert found(locale, cell=cell) == []


def test_the_syntax_names_what_stands_in_its_place() -> None:
    """Items in the order of the syntax's alternatives: the odd ones are repaired from it."""
    cell = "<ul><li>**Disk:** a</li><li>**Speicher:** b</li><li>**Services:** c</li></ul>"
    (hit,) = found("de-DE", cell=cell)
    assert (hit.finding.text, hit.finding.suggestion, hit.finding.fixable) == ("Speicher", "store", True)
    assert found("de-DE", cell=cell.replace("Speicher", "Store")) == []
    assert found("de-DE", cell=cell.replace("Speicher:", "Store.")) == []


def test_items_in_another_order_than_the_syntax_are_not_repaired() -> None:
    """Where the order differs, nothing says which alternative is meant."""
    cell = "<ul><li>**Services:** a</li><li>**Speicher:** b</li><li>**Disk:** c</li></ul>"
    assert found("de-DE", cell=cell) == []


BULLETS = (
    "```\nNAME    STATE    TYPE\nx       on       y\n```\n\n"
    "- **Name** a\n- **State** b\n- **{}** c\n- Das **Type** d\n"
)


def test_bullets_name_the_columns_of_the_output() -> None:
    """A bullet that names no column of the output above it was translated."""
    assert [each.finding.text for each in found("de-DE", text=BULLETS.format("Typ"))] == ["Typ"]
    assert found("de-DE", text=BULLETS.format("TYPE")) == []


def test_a_letter_among_letters() -> None:
    """A word among single letters was one of them."""
    text = "- O:eins\n- G:zwei\n- D:drei\n- {}:vier\n"
    assert [each.finding.text for each in found("ja-JP", text=text.format("送信"))] == ["送信"]
    assert found("ja-JP", text=text.format("S")) == []


def test_a_table_in_one_line() -> None:
    """The first column of a table that was written in one line, where it shows constants."""
    text = "|-----|-----| |{}|作业。 ||{}|错误。 ||TRANSIENT_ERROR|重试。 |"
    assert [each.finding.text for each in found("zh-CN", text=text.format("排队", "错误"))] == [
        "排队",
        "错误",
    ]
    assert found("zh-CN", text=text.format("QUEUED", "ERROR")) == []


def test_links_are_no_values() -> None:
    """Texts of links are left alone, translated or not."""
    text = "- [add](add.md)\n- [list](list.md)\n- [扫描](rescan.md)\n- [clean](clean.md)\n"
    assert found("zh-CN", text=text) == []
