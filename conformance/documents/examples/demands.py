"""What the usages of a page demand of every line, and what their options and placeholders do not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..pages.lexicon import Lexicon
from ..pages.page import Page
from .quoting import Judged

if TYPE_CHECKING:
    from ....grammar import Node
    from ....grammar.reasons import Mismatch

DASHES = "/-\u2013"
ROUNDS = 4
PAIR = 2
TRIPLE = 3
KEYED = re.compile(r"(?<!\S)(?P<name>[A-Za-z]\w*)=\S")
CELL_KEY = re.compile(r"[\s`*\[\\]*(?P<name>[A-Za-z]\w*)[\s`*]*=")
LAST_QUOTE = re.compile(r"(?P<option>[/-][A-Za-z]\w*[:=])(?P<value>[^\s\"/:=-][^\"/:=]*)\"(?=\s|$)")


def further_values(
    text: str, first: Judged, lexicon: Lexicon, why: Callable[[str], Mismatch | None]
) -> Iterator[Judged]:
    """The values of other options that take none, once one such value has been found.

    Args:
        text: the command.
        first: what was found first.
        lexicon: what the page's syntaxes name.
        why: says why the syntaxes reject a command.

    """
    found = first
    for _ in range(ROUNDS):
        if not _is_value(text, found, lexicon):
            return
        text = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
        mismatch = why(text)
        if mismatch is None or mismatch.reason != "unexpected-argument":
            return
        start = mismatch.column - 1
        words = text[start:].split(maxsplit=1)
        if not words:
            return
        found = Judged("rejected-example", start, start + len(words[0]), mismatch.message)
        if not _is_value(text, found, lexicon):
            return
        yield found


def _is_value(text: str, judged: Judged, lexicon: Lexicon) -> bool:
    """Whether a word stands right behind an option of the syntax that takes no value."""
    before = text[: judged.start].split()
    word = text[judged.start : judged.end]
    if not before or before[-1][:1] not in DASHES or word[:1] in DASHES:
        return False
    term = lexicon.options.get(before[-1].lstrip(DASHES).lower())
    return term is not None and not term.value and not term.separator.strip()


def lacks_option(usage: Node, text: str) -> bool:
    """Whether a line has none of the options one of which a usage demands.

    Args:
        usage: the usage.
        text: the line.

    """
    from ....grammar import Choice, Option  # noqa: PLC0415 - only pages with rejected examples need it

    given = {re.split("[:=]", word.lstrip(DASHES).lower())[0] for word in text.split() if word[:1] in DASHES}
    for item in getattr(usage, "items", ()):
        wanted = item.alternatives if isinstance(item, Choice) and not item.optional else (item,)
        names = {each.name.lower() for each in wanted if isinstance(each, Option)}
        if len(names) == len(wanted) and given.isdisjoint(names):
            return True
    return False


def without_argument(text: str, lexicon: Lexicon, usages: tuple[Node, ...]) -> Judged | None:
    """An option of another command where the only option of this one has its argument.

    Args:
        text: the command.
        lexicon: what the page's syntaxes name.
        usages: what they allow.

    """
    syntax, words = lexicon.text.split(), text.split()
    if len(usages) != 1 or len(syntax) != TRIPLE or len(words) < TRIPLE or syntax[1][:1] not in DASHES:
        return None
    if syntax[:PAIR] != [word.lower() for word in words[:PAIR]] or not re.match(r"<?[a-z]", syntax[PAIR]):
        return None
    if words[PAIR][:1] not in DASHES:
        return None
    start = text.index(words[1])
    end = start + len(words[1])
    return Judged("rejected-example", start, end, f"{words[1]} needs `{syntax[PAIR]}`")


def lost_signs(text: str, lexicon: Lexicon) -> Iterator[Judged]:
    """Words right behind the name of the program that the syntax has with a sign only.

    Args:
        text: the command.
        lexicon: what the page's syntaxes name.

    """
    words = list(re.finditer(r"\S+", text))
    for at, match in enumerate(words[1:], 1):
        word = match.group().lower()
        term = lexicon.options.get(word)
        if term is None or len(word) < TRIPLE or word in lexicon.literals:
            return
        if at == 1 and not lexicon.text.startswith(f"{words[0].group().lower()} {term.prefix}{word}"):
            return
        why = f"the syntax has `{term.written}`"
        yield Judged("rejected-example", match.start(), match.end(), why, f"{term.prefix}{match.group()}")


def single_quote(text: str) -> Judged | None:
    """A value that ends in a quotation mark but does not begin with one."""
    if text.count('"') != 1:
        return None
    match = LAST_QUOTE.search(text)
    if match is None or " " not in match.group("value"):
        return None
    why = "the value does not begin with a quotation mark"
    return Judged("lost-quotes", match.start("value"), match.end(), why, f'"{match.group("value")}"')


def declared_keys(page: Page, lexicon: Lexicon) -> frozenset[str]:
    """The names with an equals sign that the syntax and the tables of a page have."""
    found = set(lexicon.keys)
    for cell in page.declarations:
        match = CELL_KEY.match(cell.raw)
        if match is not None:
            found.add(match.group("name").lower())
    return frozenset(found)


def misplaced_key(text: str, keys: frozenset[str], syntax: str, usages: tuple[Node, ...]) -> Judged | None:
    """A `key=value` in a line that fits only if this is taken for a value that stands alone.

    Args:
        text: the line.
        keys: the keys of the page.
        syntax: the text of the usages; the keys that it has are in order.
        usages: those that may accept the line.

    """
    from ....grammar import Match, match  # noqa: PLC0415 - only lines with an equals sign need it

    strange = {key for key in keys if re.search(rf"(?<!\w){key}\s?=", syntax, re.IGNORECASE) is None}
    if not any(found.group("name").lower() in strange for found in KEYED.finditer(text)):
        return None
    judged: Judged | None = None
    for usage in usages:
        answer = match(usage, text)
        if not isinstance(answer, Match):
            continue
        for binding in answer.bindings:
            found = KEYED.match(text, binding.start) if binding.kind == "placeholder" else None
            if found is not None and found.group("name").lower() in strange and "=" not in binding.name:
                why = f"`{found.group('name')}=` stands where <{binding.name}> belongs"
                judged = Judged("rejected-example", binding.start, binding.end, why)
                break
        else:
            return None
    return judged
