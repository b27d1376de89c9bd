"""Whether other damage would stay in a repaired token or right beside it, so that it is only half mended.

A repair is made for a reader who looks no further; so it has to leave the whole token right. What would not
is still reported.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec.structs import replace

from ..findings.finding import Found
from ..pages.names import file_endings, is_command
from ..pages.page import Page, is_translated
from ..pages.spans import Span, spans_of
from ..pages.written import CYRILLIC, EAST_ASIAN
from ..syntax.reference import is_reference
from .attested import (
    BAR,
    FOREIGN_LETTER,
    SIGN,
    Attested,
    has_foreign_name,
    has_foreign_value,
    is_foreign_file,
    is_glued_name,
    is_other_option,
    is_spaced_otherwise,
)
from .placing import Place, placed

GAP = "[ \u00a0]"
LOWER = f"a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f{EAST_ASIAN}"
# Behind any token: a lost name, a stop inside a sentence, an entity without its sign, the value of an option
# behind marks of emphasis, a blank before the bracket that closes it, one behind the bracket that opens.
BEHIND = re.compile(
    rf"{GAP}?@{GAP}?no__t|\.{GAP}?[{LOWER}]|[^|]{{0,40}}[^&]#\d+;|[^|.]{{0,30}}{GAP}\*\*{GAP}?:"
    rf"|\\?<{GAP}|{GAP}?\\?<>|{GAP}\\?<[^<>|]*{GAP}>|{GAP}/{GAP}\w|{GAP}?\\*<[^<>|]*[^\x00-\x7f][^<>|]*>|\*+>|[^\s\x00-\x7f]{{1,8}}[.\u3002]\d|{GAP}\[\.{GAP}"
)
# Before any token: a full-width colon or an option's blank behind its own, a lone `=`, the gap of a path.
BEFORE = re.compile(
    rf"(?:[A-Za-z0-9\])>]|[\[|]{GAP}*)\uff1a{GAP}*\Z|(?:/[\w-]+|\b[A-Z]{{3,}}){GAP}?:{GAP}\Z"
    rf"|(?:[\s\]]|[^\s\x00-\x7f]{GAP}?)={GAP}*\Z|\\\**{GAP}\Z|\w{GAP}\\[\w\\.-]*\Z|\\{GAP}\\+\Z|[~@]{GAP}\Z|/[\w-]+:\*\*{GAP}?\Z"
    rf"|<{GAP}+\**\Z|\[:{GAP}\w+\]{GAP}\Z|#{GAP}#{GAP}\Z|\uff1a\]{GAP}*\Z|no__t[\w-]*{GAP}?\**\Z|\[{GAP}\Z|{GAP}>\Z"
    rf"|no__t[\w -]*>(?:\]{GAP}?|{GAP})\[?\Z"
)
# A bar with a blank before it and none behind, somewhere before in the same cell.
BEFORE_BAR = re.compile(rf"\S{GAP}\\?\|(?=\S)[^\[\]|]*\Z")
# A blank behind the `=` of a key, and a key without one: where a page has both, one of them is a slip.
KEY_BLANK = re.compile(rf"\w={GAP}")
KEY_CLOSE = re.compile(r"\w=<")
OPTION = re.compile(r"(?:[/-][\w-]+|/\?|-\?)\Z")
BEHIND_OPTION = re.compile(
    rf"{GAP}+:{GAP}*[\w<\\@*]|:{GAP}\d|:{GAP}[A-Z]+[:<]|:\\\w|{GAP}*\uff1a|{GAP}+=|-[A-Za-z]+(?=/)|/"
)
CYRILLIC_BEHIND = re.compile(rf"[^\s*`<>]*[{CYRILLIC}]")
GLUED_HYPHEN = re.compile(r"-[A-Za-z]")
BEHIND_PLACEHOLDER = re.compile(
    rf"{GAP}*\uff1a|{GAP}\.[A-Za-z]|\\<"
    rf"|{GAP}(?:[^\s\x00-\x7f]{{1,8}}{GAP})?\\(?!<)"
)
# The value of an option: glued to a word, or with a blank before the bracket that closes behind it.
BEHIND_COLON = re.compile(
    rf"(?:\\?<[^<>|]*>[/\\]?)+[A-Za-z]|(?:\\?<[^<>|]*>|\{{[^{{}}]*\}}|`[^`]*`){GAP}+[\]>]"
    rf"|{GAP}+\\?[<{{]|\{{[^{{}}]*\Z|\{{[^{{}}&]*(?<!\\)\||\{{[^{{}}]*#{GAP}?&"
)
# A value that a bracket closes behind.
CLOSED = re.compile(r"(?:\\?<[^<>|]*>|\{[^{}]*\})\]")
AROUND_COLON = re.compile(r"\*[^*]*[^\x00-\x7f][^*]*\*\Z")
BEHIND_ITALIC = re.compile(r"\*[^*]*[^\x00-\x7f][^*]*\*")
FOLLOWING = re.compile(r"\\?<[^<>]+>")
INSIDE = re.compile(
    rf"\A=|=\*\?|[\w>)\]]{GAP}+=|\[,|/\w+:/\w|/\w+:{GAP}[{{<]|\.\.\./[A-Za-z]|<\\?[=:]|\u201e|<[^<>]*\u2019[^<>]*>|\byyyy:\w\w(?![\w:])"
    rf"|{GAP},|<#{GAP}|<\.>|<\.{GAP}|\A[^<>]*>[^<>]*<|>\.\Z|\.{GAP}\.{GAP}\.|\w{GAP}\\>|{GAP}\\{{1,2}}{GAP}|/%|(?:\||&\#124;){GAP}*[}}\]]|\A\[?/\w+/\w|>/\w+:|\w/:|\A[\"'\u201c]{GAP}|\A\)|\A[\w-]+/[\w-]+{GAP}/",
    re.IGNORECASE,
)
# What is left of a path whose parts were strewn over the sentence.
LONE_BACKSLASH = re.compile(r"\*\*\\+\*\*")
TORN_PATH = re.compile(rf"{GAP}\\+{GAP}|\\{GAP}+\w")
GLUED_SLASH = re.compile(r"(?<![/:.])\b\w+/[A-Za-z?]")
PARTS_OF_COMMAND = re.compile(r"[/\s]+")
GLUED_BEFORE = re.compile(r"(?<!<p)(?<!<br)(?<!/)(?<!<li)(?<!<ul)(?<!<em)(?<![/<]\w\w)[\]>]\Z")
GLUED_PLACEHOLDER = re.compile(r">\Z|\\[\w.$-]+\Z")
# An option whose value stands behind other words.
OPTION_AWAY = re.compile(rf"/[A-Za-z]+{GAP}[^*/|]{{0,40}}\*\*\Z")
PARTS = {"/": GLUED_BEFORE, ":": OPTION_AWAY}
WORD_BEFORE = re.compile(rf"(?P<word>[^\W\d_]+){GAP}+\Z")
OPENED = re.compile(r"\\?<[^<>|]{0,60}\Z")
CLOSES = re.compile(r"[^<>|]{0,60}>")
CLOSES_LATE = re.compile(rf"{GAP}+>")
CELL_END = re.compile(r"`[^`]*`|\\.|(?P<bar>\|)")
GROUP = re.compile(rf"{GAP}?\{{(?P<inner>[^{{}}]*)\}}")
IN_BRACKETS = re.compile(r"[^\[\]{}]*(?=[\]}])")
DRIVE = re.compile(r"[A-Za-z]:\\+")
NEXT = re.compile(rf"{GAP}\\?[<\[]\S*")
FOLDER = re.compile(r"\w+")
# An option and its colon, whose value was not repaired.
WITH_COLON = re.compile(r"\[?[/-](?P<name>[\w-]+):")
# An option with a blank behind its slash.
APART = re.compile(rf"[\[*]*/{GAP}(?P<name>\w+)")
# A server and its share with a blank between them.
SHARE = re.compile(rf"\\{{2,}}{GAP}?<[^<>\n]*>{GAP}\\{{1,2}}<[^<>\n]*>")
WORDS = re.compile(r"[^\W\d_]{2,}")
SERVER = re.compile(r"[\"*]*\\{1,4}(?P<name>[A-Za-z][\w.$-]*)[\"*]*")
# So far back it is looked for a bar, and for a sign right before.
FAR = 200
NEAR = 60
BRACKETS = {"]": "[", "}": "{"}


@cache
def _behind_path() -> re.Pattern[str]:
    """The rest of a path: a blank before or behind a backslash, a blank before the extension, a lone star."""
    return re.compile(
        rf"[\w.:$%\\-]*(?:\\WindowsNT\\|{GAP}+\\(?!<)|(?<=\\){GAP}+\S|(?<=\\)\.{GAP}\w"
        rf"|(?<=\w)\.{GAP}(?:{file_endings()})(?!\w))|{GAP}*\\\*",
        re.IGNORECASE,
    )


def settled(page: Page, found: list[Found]) -> list[Found]:
    """The findings of a page, without the repairs that would leave a token damaged.

    Args:
        page: the page.
        found: its findings.

    """
    attested = Attested(page)
    lines = {each.finding.line for each in found if each.finding.fixable} - attested.coded
    while lines:
        half = {
            index for index, place in placed(page, found, lines) if _remains(found[index], place, attested)
        }
        # Without these repairs there is other damage beside their neighbours.
        lines = {found[index].finding.line for index in half}
        found = [
            Found(replace(each.finding, fixable=False)) if index in half else each
            for index, each in enumerate(found)
        ]
    return found


def _remains(each: Found, place: Place, attested: Attested) -> bool:
    """Whether damage stays in the token or beside it."""
    line, start, end = place
    if (
        INSIDE.search(place.shown)
        or BEFORE.search(line, max(0, start - NEAR), start)
        or (line.find("|", 0, start) >= 0 and BEFORE_BAR.search(line, max(0, start - FAR), start))
        or BEHIND.match(line, end)
    ):
        return True
    if _is_part(each.finding.name, place, attested) or _beside(each.finding.name, place):
        return True
    if _unclosed(place) or _lopsided(place) or _may_be_negative(each.finding.text, attested):
        return True
    if any(match.start() < end and start < match.end() for match in SHARE.finditer(line)):
        return True
    around = _emphasised(place)
    if around is not None and _torn(each.finding.name, around):
        return True
    slug = attested.slugs.get(each.finding.line)
    if slug is not None and _is_other_title(place, slug):
        return True
    return is_translated(attested.page) and _foreign(each, place, attested)


def _may_be_negative(text: str, attested: Attested) -> bool:
    """Whether the blank behind the slash of an option may be a hyphen that has gone, as in `/-y`."""
    match = APART.match(text)
    return match is not None and f"/-{match.group('name').lower()}" in attested.fences


def _is_part(name: str, place: Place, attested: Attested) -> bool:
    """Whether the repaired text is only a part of the token, the rest of which is not right."""
    line, start, end = place
    shown = place.shown
    if not shown:
        return False
    if is_glued_name(shown, attested) or (shown.count('"') % 2 and name == "inserted-space"):
        return True
    if name == "transliterated-token" and CYRILLIC_BEHIND.match(line, end):
        return True
    if shown.endswith("\\") and line[end : end + 1] in {"*", "_"} and not shown.endswith("\\\\"):
        return True
    if shown.endswith(":") and _is_value_torn(place):
        return True
    if KEY_BLANK.search(shown) and KEY_CLOSE.search(attested.fences):
        return True
    if shown.startswith("\\<"):
        return GLUED_PLACEHOLDER.search(line, max(0, start - FAR), start) is not None
    if shown[-1] in "{[<" and line[end : end + 1] in {" ", "\u00a0"}:
        return True
    if shown[0] == "." and LONE_BACKSLASH.search(line):
        return True
    part = PARTS.get(shown[0])
    return part is not None and part.search(line, max(0, start - 60), start) is not None


def _is_value_torn(place: Place) -> bool:
    """Whether what follows a colon has other damage."""
    line, start, end = place
    if BEHIND_COLON.match(line, end):
        return True
    if place.shown == ":":
        return (
            AROUND_COLON.search(line, max(0, start - FAR), start) is not None
            or BEHIND_ITALIC.match(line, end) is not None
        )
    first, _ = _cell(line, start, end)
    opened = line.count("[", first, start) - line.count("]", first, start)
    return opened <= 0 and CLOSED.match(line, end) is not None


def _is_other_title(place: Place, slug: str) -> bool:
    """Whether a heading that begins like its anchor goes on in another way."""
    line, start, end = place
    if start and line[start - 1] not in "> ":
        return False
    title, shown = SIGN.sub("", slug), SIGN.sub("", place.shown.lower())
    first = re.split(r"[\W_]", place.shown.lower(), maxsplit=1)[0]
    if not title.startswith(first) or SIGN.sub("", line[start:].lower()) == title:
        return False
    return not title.startswith(shown) or bool(line[end:].strip() and line[end] not in "-\uff0d")


def _beside(name: str, place: Place) -> bool:
    """Whether the token goes on behind the repaired text, with a sign that is not right."""
    line, _, end = place
    shown = place.shown
    option = OPTION.search(shown)
    if option is not None and shown[: option.start()][-1:] not in {"\\", "."}:
        behind = BEHIND_OPTION.match(line, end)
        if behind is not None and (name == "lost-space" or behind.group()[-1:] != "/"):
            return True
        if name == "lost-space" and option.group()[0] == "-" and GLUED_HYPHEN.match(line, end):
            return True
        if option.group().endswith("?") and line[end : end + 1] == "-":
            return True
    if shown.endswith("&#124;") and FOREIGN_LETTER.match(line, end):
        return True
    if name == "inserted-space" and shown.endswith(">") and line[end : end + 1] == "/":
        return True
    if shown.endswith(">") and BEHIND_PLACEHOLDER.match(line, end):
        return True
    return ("\\" in shown.replace("\\<", "").replace("\\>", "") or shown.endswith("%")) and (
        _behind_path().match(line, end) is not None
    )


def _unclosed(place: Place) -> bool:
    """Whether it stands behind an angle bracket that does not close, or closes after a blank."""
    line, start, end = place
    if not OPENED.search(line, max(0, start - 62), start):
        return False
    return CLOSES_LATE.match(line, end) is not None or (
        ">" not in place.shown and CLOSES.match(line, end) is None
    )


def _lopsided(place: Place) -> bool:
    """Whether a bracket of the repaired text has no other half in its cell, or one behind a foreign word."""
    line, start, end = place
    if not any(sign in place.shown for sign in "[]{}"):
        return False
    first, last = _cell(line, start, end)
    stack: list[tuple[str, int]] = []
    for at in range(first, last):
        sign = line[at]
        if sign in "[{":
            stack.append((sign, at))
        elif sign in BRACKETS:
            if not stack or stack[-1][0] != BRACKETS[sign]:
                if start <= at < end:
                    return True
                continue
            _, opened = stack.pop()
            before = line[opened:start]
            if start <= at < end and opened < start and re.search(r"[^\x00-\x7f]|no__t", before):
                return True
    return any(start <= at < end for _, at in stack)


def _cell(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of a line between two bars that are neither escaped nor inside code."""
    first, last = 0, len(line)
    for match in CELL_END.finditer(line):
        if match.group("bar") is None:
            continue
        if match.start() < start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _emphasised(place: Place) -> Span | None:
    """The emphasised text or code that the repaired text is a part of."""
    for span in spans_of(place.line, 0, len(place.line)):
        if span.start <= place.start and place.end <= span.end:
            return span
    return None


def _torn(name: str, around: Span) -> bool:
    """Whether emphasised text, which a reader takes for one token, has other damage."""
    first, *others = [word.lower() for word in PARTS_OF_COMMAND.split(around.text) if word] or [""]
    if any(map(is_command, others)) and (around.text[0] in "/-" or not is_command(first)):
        # The words of a command line stand in another order.
        return True
    if "no__t" in around.text or (TORN_PATH.search(around.text) and name != "lost-space"):
        return True
    return name == "lost-space" and (
        GLUED_SLASH.search(around.text) is not None
        or (around.kind in {"bold", "code"} and FOREIGN_LETTER.search(around.text) is not None)
    )


def _foreign(each: Found, place: Place, attested: Attested) -> bool:
    """Whether a word of the token is still a translated one, or is not the one that the page has."""
    finding = each.finding
    shown = place.shown
    if is_reference(attested.page):
        # Its code says how each name reads, whatever the words of the page are.
        return False
    if finding.name == "translated-value" and BAR.search(shown) is None:
        return len(finding.text.split()) > len(shown.split())
    around = _emphasised(place)
    if finding.name == "lost-space":
        if around is not None and around.kind in {"bold", "code"}:
            words = WORDS.findall(around.text)
            return any(word.lower() not in attested.names and attested.says(word) for word in words)
        return OPTION.search(shown) is not None and has_foreign_name(shown, attested, token=False)
    if _is_beside_foreign(place, attested):
        return True
    cell = attested.is_first_cell(finding.line, finding.column)
    if cell and (
        _is_behind_foreign_word(place, attested)
        or is_spaced_otherwise(f"{shown}{_next(NEXT, place)}", attested)
        or is_spaced_otherwise(place.line[slice(*_cell(*place))], attested)
    ):
        return True
    option = WITH_COLON.fullmatch(shown)
    if option is not None and attested.shown and not attested.has_option(option.group("name").lower()):
        return True
    named = f"{shown}{_next(FOLLOWING, place)}" if shown.endswith(":") else shown
    return (
        is_foreign_file(shown, attested)
        or has_foreign_name(named, attested, token=cell or around is not None)
        or is_other_option(shown, finding, attested, declared=cell)
    )


def _next(pattern: re.Pattern[str], place: Place) -> str:
    """What follows the repaired text, if it is of a form."""
    match = pattern.match(place.line, place.end)
    return "" if match is None else match.group()


def _is_beside_foreign(place: Place, attested: Attested) -> bool:
    """Whether a value, an alternative or a folder that belongs to the repaired text is translated."""
    line, start, end = place
    shown = place.shown
    group = GROUP.match(line, end)
    if group is not None and shown.endswith(":") and has_foreign_value(shown, group.group("inner"), attested):
        return True
    if line[max(0, start - 1) : start] in {"[", "{"} and FOREIGN_LETTER.search(_next(IN_BRACKETS, place)):
        return True
    if DRIVE.fullmatch(shown):
        folder = _next(FOLDER, place).lower()
        return folder not in attested.tokens and any(map(attested.says, WORDS.findall(folder)))
    # Two backslashes outside code are shown as one.
    return SERVER.fullmatch(shown) is not None


def _is_behind_foreign_word(place: Place, attested: Attested) -> bool:
    """Whether the word before the repaired part of a cell is one of the language."""
    first, _ = _cell(place.line, place.start, place.end)
    match = WORD_BEFORE.search(place.line, first, place.start)
    if match is None:
        return False
    word = match.group("word")
    return FOREIGN_LETTER.search(word) is not None or (
        place.shown[:1] in {"\\", "<"}
        and len(word) > 1
        and word.lower() not in attested.names
        and attested.says(word)
    )
