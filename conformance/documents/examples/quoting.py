"""Values with blanks that stand outside quotation marks: what a shell takes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ....spec.known_words import wording
from ..pages.lexicon import Lexicon, Term, squeeze

if TYPE_CHECKING:
    from ....grammar import Node

VALUED = re.compile(
    r"(?:^|(?<=\s))(?P<option>[/-](?P<name>[A-Za-z][\w-]*)(?:(?P<sign>[:=])|\s+)"
    r"(?P<value>[^\s\"/-]\S*)(?P<rest>(?:\s+[A-Za-z0-9][\w'&]*(?=\s|$))+))"
)
# An option with a value of which the next words may be a part.
SPREAD = re.compile(
    r"(?:^|(?<=\s))(?P<option>(?P<prefix>[/-]|(?=[A-Za-z][\w-]*:))(?P<name>[A-Za-z][\w-]*)"
    r"(?P<sign>[:=]|\s+(?![A-Za-z][\w-]+:[^\\/]))(?P<value>[^\s\"/<>|&(){}\[\]-][^\s\"<>|]*)(?P<rest>(?:\s+[A-Za-z0-9\\](?:[^\s\"=<>|&:\[\]{}/]|\{[0-9A-Fa-f-]+\})*(?=\s|$))+))"
    r"(?=\s*$|\s+(?:[/\-\u2013<>|]|[A-Za-z]+[:=]))"
)
QUOTED = re.compile(r'"[^"]*"?')
# A path one of whose folders has a blank in its name.
SPLIT_PATH = re.compile(
    r"(?:(?<=\s)|(?<=[:=]))(?:[A-Za-z]:\\|\\\\\w|HK(?:EY_)?\w+\\)(?:[^\s\"\\|&<>]+\\)*"
    r"(?:[A-Z][\w.]*(?:\s(?!HK)[A-Z][\w.]*)+|program\sfiles|documents\sand\ssettings)\\[^\s\"|&<>]*"
    r"(?:\s(?!HK)[A-Z]\w*\\[^\s\"|&<>]*)*"
)
COUNTER = re.compile(
    r"(?:^|(?<=\s))\\[A-Z]\w*(?:\([^()\s]*\))?\\%?\s?[A-Z]\w*(?:\s[A-Za-z]\w*)+(?=\s[-/]|\s*$)"
)
# A program with arguments as the value of an option: only the program would belong to the option.
COMMAND = re.compile(
    r"(?:^|(?<=\s))(?P<lead>[/-]\w+[:=](?P<value>[a-z]\w*\.exe))(?:\s+[^\s\"|&]+)+(?=\s*$)", re.IGNORECASE
)
FURTHER = re.compile(r"\s[\[{]*\s?[^\s\[\]{}/|-]|[\[{]?\s?(?:<|\.\.|…)")
WHY = "a value with blanks has to be quoted"


class Judged(NamedTuple):
    """What is wrong with a line: the class, the columns [start, end), why, and how they should read or ""."""

    name: str
    start: int
    end: int
    why: str
    suggestion: str = ""


def takes_more(term: Term, lexicon: Lexicon) -> bool:
    """Whether further values follow that of an option, so that several words are in order."""
    written = squeeze(f"{term.prefix}{term.name}{term.separator}{term.value}")
    at = lexicon.text.find(written)
    return at >= 0 and FURTHER.match(lexicon.text, at + len(written)) is not None


def unquoted(text: str, at: int, lexicon: Lexicon) -> tuple[int, int, str] | None:
    """The first option before `at` whose value goes on behind a blank: its span, how it reads quoted."""
    for match in VALUED.finditer(text):
        if match.start("rest") > at:
            return None
        term = lexicon.options.get(match.group("name").lower())
        if term is not None and (not term.value.startswith("<") or takes_more(term, lexicon)):
            continue
        if not match.group("sign") and (term is None or not term.value):
            continue
        head = text[match.start("option") : match.start("value")]
        value = text[match.start("value") : match.end()]
        return match.start("option"), match.end(), f'{head}"{value}"'
    return None


def spread(text: str) -> bool:
    """Whether the value of an option could go on behind a blank, at a first look."""
    return SPREAD.search(text) is not None


def spread_values(text: str, lexicon: Lexicon, usages: tuple[Node, ...]) -> Iterator[Judged]:
    """Options whose value goes on behind a blank, in a command that takes no words of its own.

    Args:
        text: the command.
        lexicon: what the page's syntaxes name.
        usages: what these syntaxes allow.

    """
    own = own_words(usages)
    if own is None:
        return
    seen: set[str] = set()
    for match in SPREAD.finditer(QUOTED.sub(lambda quoted: '"' * len(quoted.group()), text)):
        name = match.group("name").lower()
        if name in seen or not _valued(match, lexicon):
            continue
        seen.add(name)
        if own.isdisjoint(match.group("rest").lower().split()):
            span = (match.start("value"), match.end())
            value = text[span[0] : span[1]]
            whole = re.sub(r"\s+(?=\\)", "", value)
            if " " in whole:
                yield Judged("lost-quotes", *span, WHY, f'"{value}"')
            else:
                yield Judged("inserted-space", *span, "a blank stands inside the path", whole)


def _valued(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether what stands before a spread value is an option with one value."""
    name, sign = match.group("name").lower(), match.group("sign").strip()
    term = lexicon.options.get(name)
    if not match.group("prefix"):
        return sign == ":" and f" {name}:<" in lexicon.text
    if term is None or not (term.value or term.separator.strip()):
        # The sign shows that a value follows, whatever the option is called.
        return bool(sign) or (term is not None and f'{term.prefix}{name} "' in lexicon.text)
    if takes_more(term, lexicon):
        return False
    lead = f'{term.prefix}{name}{sign or " "}"'
    return (term.value.startswith("<") and bool(term.separator)) or lead in lexicon.text


def split_paths(text: str) -> Iterator[Judged]:
    """Paths, counters and commands with a blank that stand outside quotation marks."""
    if "\\" in text and " " in text:
        bare = QUOTED.sub(lambda match: '"' * len(match.group()), text)
        for pattern in (SPLIT_PATH, COUNTER):
            for match in pattern.finditer(bare):
                why = "a path with a blank has to be quoted"
                yield Judged("lost-quotes", match.start(), match.end(), why, f'"{match.group()}"')


def split_commands(text: str, syntax: str = "") -> Iterator[Judged]:
    """An option that the syntax gives a program as its value, with the program's arguments outside quotes.

    Args:
        text: a line of a syntax or a command.
        syntax: the syntaxes in lower case, for a command.

    """
    if ".exe " not in text:
        return
    for match in COMMAND.finditer(text):
        if not syntax or f"{match.group('lead').lower()} " in syntax:
            start = match.start("value")
            why = "a command as a value has to be quoted"
            yield Judged("lost-quotes", start, match.end(), why, f'"{text[start : match.end()]}"')


@lru_cache(maxsize=4096)
def own_words(usages: tuple[Node, ...]) -> frozenset[str] | None:
    """The words that a syntax has beside its options, in lower case; None where it has values beside them.

    `[options]` is neither.
    """
    words: set[str] = set()
    for usage in usages:
        for item in getattr(usage, "items", (usage,))[1:]:
            if not _gather(item, words):
                return None
    return frozenset(words)


def _gather(node: Node, words: set[str]) -> bool:
    """Take in the words of a part; False where it has a value that belongs to no option."""
    from ....grammar import Choice, Literal, Option, Placeholder, Value  # noqa: PLC0415 - only some lines need it
    from ....grammar.nodes import children  # noqa: PLC0415 - likewise

    if isinstance(node, Option):
        return True
    if (
        isinstance(node, Value)
        and isinstance(node.parts[0], Literal)
        and node.parts[0].text.endswith((":", "="))
    ):
        return True
    if isinstance(node, Placeholder):
        return node.name.lower() in wording().metavariables.generic
    if isinstance(node, Literal):
        words.add(node.text.lower())
        return True
    only = node.alternatives[0] if isinstance(node, Choice) and len(node.alternatives) == 1 else None
    if isinstance(only, Literal) and isinstance(node, Choice) and node.optional:
        # `[name]` may be the name of a value.
        return False
    if isinstance(node, Choice):
        # `/option:<name>|<number>` has two kinds of value.
        others = [each for each in node.alternatives if not isinstance(each, Placeholder)]
        if any(_takes_value(each) for each in others):
            return all(_gather(each, words) for each in others)
    return all(_gather(child, words) for child in children(node))


def _takes_value(node: Node) -> bool:
    """Whether an alternative ends in an option with its value behind a sign."""
    from ....grammar import Option  # noqa: PLC0415 - likewise

    last = getattr(node, "items", (node,))[-1]
    return isinstance(last, Option) and last.value is not None and last.separator in {":", "="}
