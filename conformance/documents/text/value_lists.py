"""Lists of values: the item that is in another form than its neighbours was translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..findings.finding import Found, found_at
from ..pages.lexicon import fold
from ..pages.page import Page, Table
from ..pages.written import EAST_ASIAN_LETTER, KANA
from ..tables.options import foreign

BULLET = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
PIECE = re.compile(r"<br\s*/?>|</br>|<li>|\\n", re.IGNORECASE)
LEAD = re.compile(
    r"[\s\-\u2013\u2022*>]*?(?:\d+[.)]\s+)?(?:"
    r"(?:[^\W\d_]{1,4} )?\*\*[ \t]*(?P<bold>[^*\n]{1,60}?)[ \t]*\*\*"
    r"|<strong>(?P<strong>[^<>\n]{1,60})</strong>"
    r"|`(?P<code>[^`\n]{1,60})`"
    r"|(?:0x)?\d+[ \t]*[(\uff08](?P<number>[^()\uff08\uff09\n]{1,60})[)\uff09](?=\s*$|\s*[<:\uff1a])"
    r"|(?P<gloss>[^\s()\uff08\uff09*`<>:|\[\]]{0,24}(?: [^\s()*`<>:|\[\]]{1,24}){0,2})[ \t]*"
    r"[(\uff08][^()\uff08\uff09\n]{1,40}[)\uff09]\.?\s*$"
    r"|(?P<constant>[^\W\d_a-z]+(?:[_ ][^\W\d_a-z]+)*)\.?\s*$"
    r"|(?P<letter>[^\W\d_]{1,6}):(?=\S))"
)
TOKEN = re.compile(r"\(\w+\)|[(\[]?[/-]?[A-Za-z0-9_](?:[\w.%+()/\\$@-]*[\w.%+(/\\$@-])?\]?[:=]?", re.ASCII)
PLAIN_WORD = re.compile(r"[A-Z]?[a-z]{4,}")
TRAILING = re.compile(r"[^*`<>|()]*\*\*(?P<bold>[^*\n]{1,30})\*\*\s*$")
FLAT = re.compile(r"\|(?=[ :-]*?---)[-:| ]*\|")
CONSTANT = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
GROUP = re.compile(r"[\[{<](?P<inner>[^\[\]{}<>]*\|[^\[\]{}<>]*)[\]}>]")
SHORT = re.compile(r"\(?[A-Za-z]{1,4}\)?")
WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 3
FEW = 2
SHARE = 0.6
SHORT_LINE = 60
LONGEST_HAN = 6
LONGEST = 10

# What may stand between an item and its description.
BEHIND = ":= ."


class Item(NamedTuple):
    """The lead-in of one item: a 1-based line, 0-based columns, its text and its form."""

    line: int
    start: int
    end: int
    text: str
    form: str


def check_value_lists(page: Page) -> Iterator[Found]:
    """Items of lists that were translated while their neighbours were not.

    Args:
        page: the page, a translation.

    """
    groups = _groups_of_syntax(page)
    columns = _columns(page)
    for items in _bullets(page):
        if len(items) >= FEW:
            yield from _outliers(page, items, groups, columns, cell=False)
    for items in _inline(page):
        yield from _outliers(page, items, groups, columns, cell=False)
    for passage in page.passages if "--|" in page.text else ():
        for number, line in page.lines_of(passage):
            if "--|" in line:
                yield from _flat(page, number, line)
    for table in page.tables:
        for items in _cells(page, table):
            yield from _outliers(page, items, groups, columns, cell=table.declares)


def _inline(page: Page) -> Iterator[list[Item]]:
    """The items of lists written with tags in running text."""
    for passage in page.passages if "<li>" in page.text else ():
        for number, line in page.lines_of(passage):
            if "<li>" in line:
                yield from _pieces(line, number, 0, len(line))


def _cells(page: Page, table: Table) -> Iterator[list[Item]]:
    """The items of lists in the descriptions of a table."""
    for row in table.rows:
        for cell in row[1:]:
            if "<" in cell.raw and PIECE.search(cell.raw):
                start = cell.column - 1
                yield from _pieces(page.lines[cell.line - 1], cell.line, start, start + len(cell.raw))


def _groups_of_syntax(page: Page) -> list[list[str]]:
    """The alternatives that the syntax names, each group in order."""
    groups: list[list[str]] = []
    for fence in page.fences:
        if fence.role == "syntax" and "|" in fence.text:
            for match in GROUP.finditer(fence.text):
                words = [word.strip() for word in match.group("inner").split("|")]
                if len(words) >= ENOUGH and all(TOKEN.fullmatch(word) for word in words):
                    groups.append(words)
    return groups


def _columns(page: Page) -> list[frozenset[str]]:
    """The headers of columns in blocks of output."""
    found: list[frozenset[str]] = []
    for fence in page.fences:
        for line in fence.lines:
            if line.isupper() and "  " in line.strip():
                words = line.split()
                if len(words) >= ENOUGH:
                    found.append(frozenset(words))
    return found


def _item(line: str, number: int, start: int, end: int) -> Item | None:
    match = LEAD.match(line, start, end)
    if match is None and end - start <= SHORT_LINE:
        match = TRAILING.match(line, start, end)
    form = match.lastgroup if match else None
    if match is None or form is None:
        return None
    text = match.group(form)
    first, last = match.span(form)
    if form == "gloss" and not text:
        last = match.end()
    return Item(number, first, last, text, "bold" if form == "strong" else form)


def _bullets(page: Page) -> Iterator[list[Item]]:
    """The items of each list of the running text that begin with an emphasised or short word."""
    open_lists: dict[int, tuple[int, list[Item]]] = {}
    for passage in page.passages:
        if passage.role == "references":
            continue
        if len(open_lists) > 1 or passage.depth not in open_lists:
            for depth in [each for each in open_lists if each > passage.depth]:
                yield open_lists.pop(depth)[1]
        line = page.lines[passage.line - 1]
        section, items = open_lists.get(passage.depth, (passage.section, []))
        if section != passage.section:
            yield items
            items = []
        bullet = BULLET.match(line)
        if bullet is not None:
            item = _item(line, passage.line, bullet.end(), len(line))
            if item is not None:
                items.append(item)
        elif passage.depth == 0 and items:
            yield items
            items = []
        open_lists[passage.depth] = (passage.section, items)
    for _, items in open_lists.values():
        yield items


def _pieces(line: str, number: int, start: int, end: int) -> Iterator[list[Item]]:
    """The items of a list that stands in one line."""
    cuts = [match.end() for match in PIECE.finditer(line, start, end)]
    if not cuts:
        return
    items: list[Item] = []
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        shut = line.find("</li>", begin, stop)
        close = line.rfind("<", begin, stop)
        item = _item(
            line, number, begin, shut if shut > begin else close if begin < close < stop < end else stop
        )
        if item is not None:
            items.append(item)
    yield items


def _outliers(
    page: Page,
    items: list[Item],
    groups: list[list[str]],
    columns: list[frozenset[str]],
    *,
    cell: bool,
) -> Iterator[Found]:
    for form in dict.fromkeys(item.form for item in items):
        alike = [item for item in items if item.form == form]
        if len(alike) < FEW:
            continue
        if form in {"bold", "code"} and groups:
            hit = list(_by_syntax(page, alike, groups))
            if hit:
                yield from hit
                continue
        for item, why in _odd(alike, columns, cell=cell):
            yield found_at(page, item.line, item.start, item.end, "translated-value", why)


def _by_syntax(page: Page, items: list[Item], groups: list[list[str]]) -> Iterator[Found]:
    """Items that name the alternatives of the syntax, but for some, which stand in the same order."""
    for group in groups:
        names_in_order = [fold(word) for word in group]
        names = set(names_in_order)
        shown = [fold(item.text.rstrip(BEHIND)) for item in items]
        odd = [item for item, word in zip(items, shown, strict=True) if word not in names]
        rest = [word for word in group if fold(word) not in shown]
        if not odd or len(items) - len(odd) < FEW or len(odd) != len(rest):
            continue
        orders = [names_in_order.index(word) for word in shown if word in names]
        if orders != sorted(orders):
            continue
        exact = len(items) == len(group) and all(
            word in (name, "") or word not in names for word, name in zip(shown, names_in_order, strict=True)
        )
        for item, word in zip(odd, rest, strict=True):
            length = len(item.text.rstrip(BEHIND))
            yield found_at(
                page,
                item.line,
                item.start,
                item.start + length,
                "translated-value",
                f"the syntax has `{word}` in this place",
                edits=((item.start, item.start + length, word),),
                certain=len(odd) == 1 or exact,
            )
        return


def _odd(items: list[Item], columns: list[frozenset[str]], *, cell: bool) -> Iterator[tuple[Item, str]]:
    """The items that are in another form than the others, and what says so."""
    seen = {item.text.rstrip(":=").upper() for item in items}
    header = next((each for each in columns if len(seen & each) >= ENOUGH), None)
    if header is not None:
        why = "it is no column of the output above"
        yield from (
            (item, why) for item in items if item.text.upper() not in header and WORD.fullmatch(item.text)
        )
        return
    good = [item for item in items if item.text and TOKEN.fullmatch(item.text)]
    odd = [
        item
        for item in items
        if item not in good and (foreign(item.text) or not item.text or " " in item.text or "/" in item.text)
    ]
    if not odd:
        return
    if cell and not good and items[0].form == "bold":
        if all(_one_word(item.text.rstrip(":\uff1a")) for item in items):
            yield from ((item, "no value has letters beyond ASCII") for item in odd)
    elif _tokens(items, good):
        plain_words = any(PLAIN_WORD.fullmatch(item.text.rstrip(":=")) for item in good)
        short = all(SHORT.fullmatch(item.text) for item in good)
        for item in odd:
            other = EAST_ASIAN_LETTER.search(item.text) is not None and not re.search(r"[A-Za-z]", item.text)
            if other or short or not item.text or (foreign(item.text) and not plain_words):
                yield item, "the other items of the list are tokens"


def _tokens(items: list[Item], good: list[Item]) -> bool:
    """Whether enough items of a list are tokens to say that it is one of tokens."""
    form = items[0].form
    if form == "gloss":
        return len(good) >= FEW
    if form == "letter" and any(len(item.text) > 1 for item in good):
        return False
    return len(good) >= ENOUGH and len(good) >= SHARE * len(items)


def _one_word(text: str) -> bool:
    """Whether a lead-in in an East Asian script is short enough to be a value, not a name of something."""
    limit = LONGEST if KANA.search(text) else LONGEST_HAN
    return (
        EAST_ASIAN_LETTER.search(text) is not None and len(text) <= limit and WORD.fullmatch(text) is not None
    )


def _flat(page: Page, number: int, line: str) -> Iterator[Found]:
    """A table that was written in one line: its first column, where it shows constants."""
    match = FLAT.search(line)
    if match is None:
        return
    cells = [
        each for each in re.finditer(r"[^|]+", line[match.end() - 1 :]) if re.search(r"[^\W_]", each.group())
    ][::2]
    if not any(CONSTANT.fullmatch(each.group().strip()) for each in cells):
        return
    for each in cells:
        text = each.group()
        if foreign(text) and not CONSTANT.search(text):
            start = match.end() - 1 + each.start() + len(text) - len(text.lstrip())
            yield found_at(
                page,
                number,
                start,
                start + len(text.strip()),
                "translated-value",
                "the column holds constants",
            )
