"""What a rejected example line shows: the damage class, the words concerned, how they should read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .lexicon import Lexicon, Term, squeeze
from .options import foreign

if TYPE_CHECKING:
    from ...grammar import Match
    from ...grammar.reasons import Mismatch

VALUED = re.compile(
    r"(?:^|(?<=\s))(?P<option>[/-](?P<name>[A-Za-z][\w-]*)(?:(?P<sign>[:=])|\s+)"
    r"(?P<value>[^\s\"/-]\S*)(?P<rest>(?:\s+[A-Za-z0-9][\w'&]*(?=\s|$))+))"
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
# A word of a name as people give names, in which a line's own words seldom stand.
NAME_WORD = re.compile(r"[A-Z][a-z]+[\w'&-]*|[A-Z][a-z]*\d+")
# A placeholder without angle brackets, which takes any words.
BARE_NAME = re.compile(r"\[[a-z]+_[a-z_]+\]")
ALIKE = 0.75
PAIR = 2


class Judged(NamedTuple):
    """What is wrong with a line: the class, the columns [start, end), why, and how they should read or ""."""

    name: str
    start: int
    end: int
    why: str
    suggestion: str = ""


class Line(NamedTuple):
    """A rejected line.

    Attributes:
        text: the command.
        mismatch: why the syntaxes reject it as it stands.
        answer: the same with the page's declared options and damage read over.
        sound: whether every syntax of the page is.

    """

    text: str
    mismatch: Mismatch
    answer: Match | Mismatch
    sound: bool


def judge(line: Line, lexicon: Lexicon, documented: Callable[[], set[str]]) -> Judged | None:
    """What a line shows; None where it shows nothing, because the page itself declares what it does.

    Args:
        line: the line.
        lexicon: what the page's syntaxes name.
        documented: gives the options that stand anywhere in the page.

    """
    text, mismatch = line.text, line.mismatch
    doubled = _doubled(text)
    if doubled is not None:
        return doubled
    if not line.sound:
        return None
    start = min(mismatch.column - 1, max(len(text) - 1, 0))
    end = _word_end(text, start)
    name, suggestion = _sure(text, start, end, mismatch, lexicon, documented)
    if name == "lost-quotes":
        first, last, suggestion = unquoted(text, start, lexicon) or (start, end, "")
        return Judged(name, first, last, "a value with blanks has to be quoted", suggestion)
    if name != "beyond-syntax":
        return Judged(name, start, end, mismatch.message, suggestion)
    kept = _kept(line, start, end, lexicon)
    if kept is not None:
        return kept
    if mismatch.reason in ("missing-required", "needs-another-option", "missing-value"):
        start, end = 0, len(text)
    return Judged("beyond-syntax", start, end, mismatch.message)


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _doubled(text: str) -> Judged | None:
    """The name of the command typed twice."""
    match = re.match(r"([A-Za-z]\w+)\s+(\1)(?=\s)", text, re.IGNORECASE)
    if match is None:
        return None
    return Judged("rejected-example", 0, match.end(), "the command stands twice", match.group(1))


def _alike(word: str, known: str) -> bool:
    """Whether the word is the known one but for a slip."""
    left, right = word.strip("/-<>[]").lower(), known.strip("/-<>[]").lower()
    return left != right and SequenceMatcher(None, left, right).ratio() >= ALIKE


def _sure(  # noqa: PLR0917 - the line, the place in it, and what is known
    text: str, at: int, end: int, mismatch: Mismatch, lexicon: Lexicon, documented: Callable[[], set[str]]
) -> tuple[str, str]:
    """The damage class that the strict reading is sure of, and the repair; else `beyond-syntax`."""
    near = mismatch.nearest or ""
    word = text[at:end]
    if mismatch.reason == "unknown-option":
        return _unknown(text, at, word, lexicon, documented)
    if mismatch.reason == "unexpected-argument":
        if unquoted(text, at, lexicon) is not None:
            return "lost-quotes", ""
        if word.lower() in lexicon.options and word.isalpha():
            return "rejected-example", lexicon.options[word.lower()].written
        if word[:1] in "[{" and word[-1:] in "]}":
            return "rejected-example", word[1:-1]
    named = mismatch.reason in {"unexpected-argument", "wrong-value", "wrong-command"}
    if named and near and near.lower() != word.lower() and _alike(word, near):
        return "rejected-example", near
    return "beyond-syntax", ""


def _unknown(
    text: str, at: int, word: str, lexicon: Lexicon, documented: Callable[[], set[str]]
) -> tuple[str, str]:
    """An option that the syntax lacks: misspelt, another command's, the page's own, or a stranger."""
    bare = re.split(r"[:=]", word.lstrip("/-").lower())[0]
    known = difflib.get_close_matches(bare, lexicon.options, 1, ALIKE)
    if known and known[0] != bare:
        term = lexicon.options[known[0]]
        # What takes no value in the syntax is not what was meant where one is given.
        return "rejected-example", term.written if bool(term.value) >= (":" in word) else ""
    if _wraps(text, at, lexicon) or bare in documented():
        return "beyond-syntax", ""
    return "rejected-example", ""


def _wraps(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether the option belongs to another command of the family that stands on the same line."""
    words = text.split()
    verbs = [word.lower() for word in words[1:] if word[:1] in "/-"]
    own = [verb for verb in verbs if verb.lstrip("/-").split(":")[0] in lexicon.options]
    if len(lexicon.options) == 1 and own and own[0] == verbs[0]:
        return True
    first = text.split(maxsplit=1)[0]
    if at != text.find(words[1], len(first)) or len(words) <= PAIR:
        return False
    return bool(own) and words[PAIR][:1] not in "/-"


def _kept(line: Line, at: int, end: int, lexicon: Lexicon) -> Judged | None:
    """What the kindly reading says of a line that the strict one only doubts."""
    from ...grammar import Match  # noqa: PLC0415 - only pages with rejected examples need it

    answer, text = line.answer, line.text
    if not isinstance(answer, Match):
        return _literal(text, answer, lexicon)
    if BARE_NAME.search(lexicon.text):
        return None
    for note in answer.notes:
        if note.name == "inserted-space":
            start, stop = note.start, note.end
            why = "a blank stands inside the option"
            return Judged("inserted-space", start, stop, why, note.suggestion or "")
        if note.name != "lost-quotes":
            continue
        value = text[note.start : note.end]
        words = value.split()
        if all(NAME_WORD.fullmatch(word) for word in words):
            return Judged(
                "lost-quotes", note.start, note.end, "a value with blanks has to be quoted", f'"{value}"'
            )
        if SPLIT_PATH.search(f" {value}"):
            continue
        if line.mismatch.reason == "unexpected-argument" and not re.search(r"[+=%*]", value):
            return Judged("rejected-example", at, end, line.mismatch.message)
    return None


def _literal(text: str, answer: Mismatch, lexicon: Lexicon) -> Judged | None:
    """A rejection that stands when the line is read kindly: a surplus argument, a missing word or value."""
    start = min(answer.column - 1, max(len(text) - 1, 0))
    end = _word_end(text, start)
    word = text[start:end]
    if foreign(answer.message) or _open_choice(lexicon.text) or BARE_NAME.search(lexicon.text):
        return None
    if answer.reason == "unexpected-argument":
        before = text[:start].split()
        option = before[-1] if before and before[-1][:1] in "/-\u2013" else ""
        if option and option.lstrip("/-\u2013").lower() not in lexicon.options:
            return None
        if word[:1] in "{(<>+%/-" or not before:
            return None
        return Judged("rejected-example", start, end, answer.message)
    if answer.reason == "missing-required" and len(text.split()) > 1:
        missing = answer.message.removesuffix(" is missing")
        alternative = re.search(
            rf"\|\s*{re.escape(missing)}\b|\b{re.escape(missing)}\s*\|", lexicon.text, re.IGNORECASE
        )
        if alternative is None and re.fullmatch(r"<[^<>]+(?<!\d)>|[a-z][a-z-]+", missing, re.IGNORECASE):
            return Judged("rejected-example", 0, len(text), answer.message)
    if answer.reason == "wrong-value" and answer.nearest and "<" not in answer.message:
        return Judged("rejected-example", start, end, answer.message, answer.nearest)
    return None


@lru_cache(maxsize=2048)
def _open_choice(text: str) -> bool:
    """Whether a bar stands outside all brackets, so that nobody can say how far its alternatives reach."""
    depth = 0
    for at, sign in enumerate(text):
        if sign in "[{(":
            depth += 1
        elif sign in "]})":
            depth = max(0, depth - 1)
        elif sign == "|" and depth == 0 and text.rfind("<", 0, at) <= text.rfind(">", 0, at):
            return True
    return False


def takes_more(term: Term, lexicon: Lexicon) -> bool:
    """Whether further placeholders follow the value of an option, so that several words are in order."""
    written = squeeze(f"{term.prefix}{term.name}{term.separator}{term.value}")
    at = lexicon.text.find(written)
    return at >= 0 and re.match(r"\s?[\[{]?<", lexicon.text[at + len(written) :]) is not None


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


def split_paths(text: str) -> Iterator[Judged]:
    """Paths and counters with a blank that stand outside quotation marks, whatever the syntax lets pass."""
    if "\\" not in text or " " not in text:
        return
    bare = QUOTED.sub(lambda match: '"' * len(match.group()), text)
    for pattern in (SPLIT_PATH, COUNTER):
        for match in pattern.finditer(bare):
            why = "a path with a blank has to be quoted"
            yield Judged("lost-quotes", match.start(), match.end(), why, f'"{match.group()}"')
