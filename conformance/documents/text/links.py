"""Links to the pages of commands: in the first column of a table, their text is the command's name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import PurePosixPath

from ..findings.damage import Damage
from ..findings.finding import Found, found_at
from ..pages.addresses import has_topic, joins, no_command, of_subcommand
from ..pages.lexicon import Lexicon
from ..pages.names import are_known, is_command, is_phrase, may_be_command
from ..pages.page import Cell, Page, Table
from ..tables.options import foreign

LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+\.md)\)")
# A link to a page of another house.
ELSEWHERE = re.compile(r"\[(?P<text>[^\[\]]+)\]\(https?://")
SEPARATORS = re.compile(r"[ \u00a0-]")
LEAST_WORDS = 2
SAME = 4
# So many links of a table show that it writes commands as they are.
HABIT = 3
NOISE = re.compile(r"[^a-z0-9]")
LATIN_END = "\u0250"


def check_links(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Links in first columns whose text was translated.

    Args:
        page: the page, a translation.
        lexicon: what its syntax names.

    """
    commands = {re.split(r"[\s.]", lexicon.text, maxsplit=1)[0], page.slug, page.slug.split("-")[0]}
    for table in page.tables:
        for cell, damage in (*link_damages(table, commands), *_elsewhere(table, page.slug)):
            base = cell.column - 1
            yield found_at(page, cell.line, base + damage.start, base + damage.end, damage.name, damage.why)


def link_damages(table: Table, commands: Container[str]) -> Iterator[tuple[Cell, Damage]]:
    """Links in the first column whose text was translated: their target spells the command.

    Args:
        table: the table.
        commands: what the page's own command is called.

    """
    links = [(row[0], match) for row in table.rows if (match := _link(row[0])) is not None]
    whole = sum(_is_whole(match) for _, match in links)
    bare = sum(_is_bare(match) for _, match in links)
    for cell, match in links:
        stem = PurePosixPath(match.group("target")).stem.lower()
        shown = match.group("text").lower()
        if bare >= HABIT and stem.isalpha() and not _may_mean(shown, stem):
            yield cell, Damage(*match.span("text"), "translated-command", f"the page linked to is `{stem}`")
            continue
        if not foreign(match.group("text")):
            lacks = whole >= HABIT and of_subcommand(stem) and not _is_whole(match)
            if lacks or _is_reworded(shown, stem) or _is_other(shown, stem, commands):
                why = f"the page linked to is `{stem.replace('-', ' ')}`"
                yield cell, Damage(*match.span("text"), "translated-command", why)
            continue
        words = [word for word in re.split(r"[-_]", stem) if not joins(word) and not word.isdigit()]
        if len(words) < LEAST_WORDS or has_topic(words):
            continue
        missing = [word for word in words if word.isalpha() and not shows(word, shown)]
        if missing and (words[0] in commands or is_command(words[0]) or of_subcommand(stem)):
            why = f"the page linked to is `{' '.join(words)}`"
            yield cell, Damage(*match.span("text"), "translated-command", why)


def _elsewhere(table: Table, command: str) -> Iterator[tuple[Cell, Damage]]:
    """Links in the first column that lead elsewhere and show a command, but none that it has."""
    if not are_known(command):
        return
    links = [(row[0], match) for row in table.rows if (match := ELSEWHERE.match(row[0].raw)) is not None]
    shown = [(cell, match, match.group("text").lower()) for cell, match in links]
    shown = [each for each in shown if shows(command, each[2]) and each[2] != command]
    if len(shown) < HABIT or not any(is_phrase(text) for _, _, text in shown):
        return
    why = f"`{command}` has no such subcommand"
    for cell, match, text in shown:
        if not is_phrase(text):
            yield cell, Damage(*match.span("text"), "translated-command", why)


def _link(cell: Cell) -> re.Match[str] | None:
    return LINK.match(cell.raw) if cell.raw[:1] == "[" else None


def _is_whole(link: re.Match[str]) -> bool:
    """Whether the text of a link shows all of the command that its address spells."""
    stem = PurePosixPath(link.group("target")).stem.lower()
    shown = NOISE.sub("", link.group("text").lower())
    return all(word in shown for word in stem.split("-") if not joins(word))


def _is_bare(link: re.Match[str]) -> bool:
    """Whether the text of a link is its address, and nothing but it, and a command."""
    stem = PurePosixPath(link.group("target")).stem.lower()
    shown = NOISE.sub("", link.group("text").lower())
    return shown == NOISE.sub("", stem) and may_be_command(shown.rstrip("0123456789"))


def _may_mean(shown: str, stem: str) -> bool:
    """Whether a text shows the command of one word that an address spells, or another name of it."""
    return stem in no_command() or shows(stem, shown) or may_be_command(shown)


def _is_other(shown: str, stem: str, commands: Container[str]) -> bool:
    """Whether a text lacks the subcommand that an address spells, or has it before the command."""
    words = stem.split("-")
    if len(words) < LEAST_WORDS or not all(map(str.isalpha, words)) or not no_command().isdisjoint(words):
        return False
    if not is_phrase(" ".join(words)) and words[0] not in commands:
        return False
    if not all(shows(word, shown) for word in words[1:]):
        return True
    if is_phrase(" ".join(words)) and not shows(words[0], shown):
        # The command may be left out, and nothing but it.
        return len(SEPARATORS.split(shown)) >= len(words)
    places = [shown.find(word) for word in words]
    return places[0] >= 0 and places != sorted(places)


def _is_reworded(shown: str, stem: str) -> bool:
    """Whether a link to the page of a subcommand shows the command with another word for the subcommand."""
    words, wanted = SEPARATORS.split(shown), stem.split("-")
    return (
        len(words) == len(wanted) == LEAST_WORDS
        and (is_phrase(" ".join(wanted)) or (is_command(wanted[0]) and wanted[1] not in no_command()))
        and not is_phrase(" ".join(words))
        and words[0] == wanted[0]
        and words[1].isalpha()
        and words[1][:SAME] != wanted[1][:SAME]
    )


def shows(word: str, text: str) -> bool:
    """Whether a text in lower case has a word with no Latin letter beside it."""
    at = text.find(word)
    while at >= 0:
        beside = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(letter.isalpha() and letter < LATIN_END for letter in beside):
            return True
        at = text.find(word, at + 1)
    return False
