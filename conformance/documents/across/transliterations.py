"""Names that running text shows in Cyrillic letters, as they sound: those that the page is known to name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from ....spec.known_pages import known_page
from ..findings.finding import Found, found_at, overlapping, places_by_line
from ..pages.names import file_endings, is_command
from ..pages.written import CYRILLIC, Written
from ..tables.cyrillic import ROMANISED

WORD = re.compile(rf"(?<![{CYRILLIC}])[{CYRILLIC}]{{6,}}(?![{CYRILLIC}])")
# An option with its slash, perhaps glued to a word, and a path.
OPTION = re.compile(rf"(?<![/\w])(?:[{CYRILLIC}]+)?/(?P<name>[{CYRILLIC}]{{5,}})(?![\w/])")
PATH = re.compile(rf"(?<![\w\\])(?:[{CYRILLIC}]:)?\\?[{CYRILLIC}]+(?:\\[{CYRILLIC}]+)+(?!\w)")
# No text in Cyrillic letters is without it, and it is found at once.
COMMONEST = "\u043e"
NAME = re.compile(r"[A-Za-z]{6,}")
# The consonants that both alphabets have one letter for; what sounds differently in the two is left out.
SOUNDS = str.maketrans(
    "\u0431\u0434\u0444\u043b\u043c\u043d\u043f\u0440\u0441\u0448\u0449\u0442\u0437x", "bdflmnprssstzs"
)
SILENT = re.compile("[^bdflmnprstz]")
# How every letter is spelt where a name is put into Cyrillic letters one by one; some stand for two or none.
SPELT = ROMANISED | str.maketrans(
    {
        "\u0447": "ch",
        "\u0448": "sh",
        "\u0449": "sh",
        "\u044e": "iu",
        "\u044f": "ia",
        "\u044b": "i",
        "\u044a": "",
        "\u044c": "",
    }
)
SAME = (("ph", "f"), ("ck", "k"), ("qu", "kv"), ("x", "ks"), ("w", "v"), ("y", "i"))
HARD_C = re.compile("c(?![eih])")
TWICE = re.compile(r"(.)\1")
HUMP = re.compile("[a-z][A-Z]")
# So many letters a name of several words has when it is spelt.
SPELLING = 6
# So many of them make a name, and so long is a word of the syntax that no language has borrowed but these.
LEAST = 5
PAIR = 2
# So many consonants of an option or a folder are heard at least.
HEARD = 3
LONG = 12
# And so long is a token that the page is known to show by itself.
SHOWN = 8
BORROWED = ("administrator", "demonstrator")


@cache
def _torn_file() -> re.Pattern[str]:
    """A file with a blank before its ending; one capital begins a sentence."""
    return re.compile(
        rf"(?<![\w\\.])[{CYRILLIC}]{{5,}}\.[ \u00a0](?-i:(?![A-Z][a-z]))(?:{file_endings()})(?!\w)",
        re.IGNORECASE,
    )


def check_transliterations(written: Written, found: Iterable[Found]) -> Iterator[Found]:
    """Words of the running text that spell a name of the page in Cyrillic letters.

    Args:
        written: a translated page and what it writes.
        found: what else is wrong with it; such places are left alone.

    """
    page = written.page
    if COMMONEST not in page.text:
        return
    spelt = _Spelt(written)
    taken = places_by_line(found)
    headings = ((each.line, each.column - 1, len(page.lines[each.line - 1])) for each in page.headings)
    for line, first, last in chain(headings, written.places()):
        done = list(taken.get(line, ()))
        for start, end, why, name in spelt.words(page.lines[line - 1], first, last):
            if not overlapping(start, end, done):
                done.append((start, end))
                yield found_at(page, line, start, end, "transliterated-token", why, suggestion=name)


class _Spelt:
    """What Cyrillic letters may spell on one page."""

    def __init__(self, written: Written) -> None:
        self.names = _names(written)
        joined = {_spelling(name): name for name in NAME.findall(written.page.text) if HUMP.search(name)}
        self.spelt = {spelling: name for spelling, name in joined.items() if len(spelling) >= SPELLING}
        options = written.lexicon.options.values()
        spelt = {_sound(term.name): term.written for term in options if term.prefix == "/"}
        self.options = {sound: written for sound, written in spelt.items() if len(sound) >= HEARD}
        typed = {_sound(word) for word in written.fence_words if len(word) > LEAST}
        self.typed = {sound for sound in typed if len(sound) >= HEARD}

    def words(self, text: str, first: int, last: int) -> Iterator[tuple[int, int, str, str | None]]:
        """The spans of a line that spell something: offsets, why, and what if that is known."""
        if "/" in text:
            for match in OPTION.finditer(text, first, last):
                option = self.options.get(_sound(match.group("name")))
                if option is not None:
                    before = text[match.start() : match.start("name") - 1]
                    instead = f"{before} {option}" if before else option
                    yield *match.span(), f"it spells `{option}`", instead
        if "\\" in text:
            for match in PATH.finditer(text, first, last):
                parts = match.group().strip("\\").split("\\")
                if len(parts) > PAIR or any(_sound(part) in self.typed for part in parts):
                    yield *match.span(), "a path is spelt in other letters", None
        for match in _torn_file().finditer(text, first, last) if ". " in text else ():
            yield *match.span(), "the name of a file is spelt in other letters", None
        for match in WORD.finditer(text, first, last):
            name = self.names.get(_sound(match.group())) or self.spelt.get(_spelling(match.group()))
            if name is not None:
                yield *match.span(), f"it spells `{name}`", name


def _names(written: Written) -> dict[str, str]:
    """The names of several words that the page shows or is known to show, by how they sound."""
    known = known_page(written.page.identity, written.page.slug)
    names = {name for name in NAME.findall(written.page.text) if is_joined(name)}
    names |= {
        name
        for name in NAME.findall(written.page.syntax)
        if len(name) >= LONG and not name.lower().startswith(BORROWED)
    }
    if known is not None:
        names.update(known.plain)
        shown = {token for edition in known.editions for block in edition.tokens for token in block if token}
        names |= {
            token
            for token in shown
            if len(token) >= SHOWN and NAME.fullmatch(token) and not token.lower().startswith(BORROWED)
        }
    found: dict[str, str] = {}
    for name in sorted(names):
        sound = _sound(name)
        if len(sound) >= LEAST and not is_command(name.lower()):
            found.setdefault(sound, name)
    return found


def is_joined(name: str) -> bool:
    """Whether a name has small letters and, not only at its beginning, capitals."""
    return not name.isupper() and name[1:] != name[1:].lower()


def _spelling(text: str) -> str:
    """How a name is written letter by letter, whichever of the two alphabets it is in."""
    low = text.lower()
    if low.isascii():
        for letters, other in SAME:
            low = low.replace(letters, other)
        low = HARD_C.sub("k", low)
    return TWICE.sub(r"\1", low.translate(SPELT))


def _sound(text: str) -> str:
    return SILENT.sub("", text.lower().translate(SOUNDS))
