"""Names that running text shows in Cyrillic letters, as they sound: those that the page is known to name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ....spec.known_pages import known_page
from ..findings.finding import Found, found_at, places_by_line
from ..pages.names import is_command
from ..pages.written import CYRILLIC, Written

WORD = re.compile(rf"(?<![{CYRILLIC}])[{CYRILLIC}]{{6,}}(?![{CYRILLIC}])")
# No text in Cyrillic letters is without it, and it is found at once.
COMMONEST = "\u043e"
NAME = re.compile(r"[A-Za-z]{6,}")
# The consonants that both alphabets have one letter for; what sounds differently in the two is left out.
SOUNDS = str.maketrans(
    "\u0431\u0434\u0444\u043b\u043c\u043d\u043f\u0440\u0441\u0448\u0449\u0442\u0437x", "bdflmnprssstzs"
)
SILENT = re.compile("[^bdflmnprstz]")
# So many of them make a name, and so long is a word of the syntax that no language has borrowed but these.
LEAST = 5
LONG = 12
BORROWED = ("administrator", "demonstrator")


def check_transliterations(written: Written, found: Iterable[Found]) -> Iterator[Found]:
    """Words of the running text that spell a name of the page in Cyrillic letters.

    Args:
        written: a translated page and what it writes.
        found: what else is wrong with it; such places are left alone.

    """
    page = written.page
    if COMMONEST not in page.text:
        return
    names = _names(written)
    if not names:
        return
    taken = places_by_line(found)
    for line, first, last in _places(written):
        for match in WORD.finditer(page.lines[line - 1], first, last):
            name = names.get(_sound(match.group()))
            start, end = match.span()
            if name is None or any(begin < end and start < stop for begin, stop in taken.get(line, ())):
                continue
            why = f"it spells `{name}`"
            yield found_at(page, line, start, end, "transliterated-token", why, suggestion=name)


def _places(written: Written) -> Iterator[tuple[int, int, int]]:
    """The running text and the descriptions of tables: lines and the columns to look at."""
    page = written.page
    for passage in page.passages:
        if passage.role != "references":
            for line in range(passage.line, passage.end_line + 1):
                yield line, 0, len(page.lines[line - 1])
    for table in page.tables:
        for row in table.rows:
            for cell in row[1:]:
                yield cell.line, cell.column - 1, cell.column - 1 + len(cell.raw)


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
    found: dict[str, str] = {}
    for name in sorted(names):
        sound = _sound(name)
        if len(sound) >= LEAST and not is_command(name.lower()):
            found.setdefault(sound, name)
    return found


def is_joined(name: str) -> bool:
    """Whether a name has small letters and, not only at its beginning, capitals."""
    return not name.isupper() and name[1:] != name[1:].lower()


def _sound(text: str) -> str:
    return SILENT.sub("", text.lower().translate(SOUNDS))
