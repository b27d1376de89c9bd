"""Whether two tokens in one place of a page and of what is known of it differ by damage, and by which."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import NamedTuple

from ....spec.known_pages import KnownPage
from ..pages.fullwidth import FULLWIDTH
from ..pages.lexicon import fold, is_in, squeeze
from ..pages.names import is_command, is_near, is_phrase, is_program, may_be_command
from ..pages.written import Written
from ..tables.cyrillic import CYRILLIC, readings
from ..tables.options import ANGLES, foreign
from .beside import Beside, Pair
from .first_cells import has_other_words
from .known_by import PROSE
from .sameness import SENTENCE_END, STOP, alike, bare, is_pressed, is_same, is_whole, letters

SHORTEST = 4
NOTATION = 12
ENOUGH = 2
MANY_WORDS = 5
SENTENCE = 4
# A word of so many letters may be a common one in another language.
BRIEF = 3
LONG = 40
# Emphasis that has slipped over a part of a sentence.
SLIPPED = re.compile(r"[,;\u3001\u3002\uff0c\uff1b]|^\W*$|^[\"\u201c\u201d]\s|\s[\"\u201c\u201d\u201e]$")
WORDS = re.compile(r"[^\W_]+")
CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,}(?:(?=-[A-Z][a-z])|(?![\w-]))")
OPTION = re.compile(r"[\[\s]*(?:-\[-\]\s?|[-/]+)(?P<name>[^\s:=<\[\]{}|]+)")
TARGET = re.compile(r"\]\([^)\n]*\)")
# The values that a text goes on to explain one by one.
ALTERNATIVES = re.compile(r"\{[^{}]*(?:\||&#124;)[^{}]*\}")
LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)#]*)[^)]*\)")


class Judge:
    """Decides whether two tokens in the same place differ by damage, and by which."""

    def __init__(self, written: Written, beside: Beside) -> None:
        self.page = written.page
        self.lexicon = written.lexicon
        self.beside = beside
        self.written = written

    def damage(self, pair: Pair) -> str | None:
        """The damage class, or None where there is none or where it is in doubt."""
        shown, wanted = pair.token.text, pair.known
        if pair.torn:
            return None if self._is_typed(shown) or is_pressed(shown) else "inserted-space"
        if _lost_extension(shown, wanted) and (pair.sure or wanted.lower() in self.lexicon.text):
            return "lost-token"
        if is_same(shown, wanted, cell=pair.place == "cell"):
            return None
        if pair.place == "cell" and pair.sure and self._lacks_sign(shown, wanted):
            return "lost-punctuation"
        if self.lexicon.names(shown) or self._is_written(shown):
            return None
        if letters(shown) == letters(wanted):
            if is_whole(shown) and not is_whole(wanted):
                return None
            if FULLWIDTH.keys() & set(shown):
                return "fullwidth-punctuation"
            # Editions differ in the signs around a token.
            same = not pair.sure and bare(shown) == bare(wanted)
            return None if same or LINK.match(shown) else "lost-punctuation"
        if self._has_stray_word(pair):
            return "translated-command"
        return self._of_other_words(pair) or self._of_first_cell(pair)

    def _has_stray_word(self, pair: Pair) -> bool:
        """Whether the page's own command has a short word of the language before it as a part of it."""
        word, _, rest = pair.token.text.partition(" ")
        return (
            pair.sure
            and rest.lower() == pair.known.lower()
            and rest.lower() in self.written.names
            and len(word) < SHORTEST
            and self.written.prose(word)
        )

    def _of_other_words(self, pair: Pair) -> str | None:
        """The damage class of a token that has other letters than the known one."""
        shown, wanted = pair.token.text, pair.known
        if pair.place == "cell" and pair.sure:
            if self._is_lost(shown, wanted):
                return "misspelt-token"
            if self._contradicts(shown, wanted):
                return _class_of_cell(shown, wanted)
            if self._lacks_letter(shown, wanted):
                return "misspelt-token"
        if self._in_doubt(pair) or (pair.place == "cell" and not self._is_row(shown, wanted)):
            return None
        own = self._is_own(shown, wanted) if pair.lone or not (foreign(shown) or pair.sure) else None
        if pair.lone and not own:
            return None
        if CYRILLIC.search(shown) and readings(shown, self.lexicon):
            return "transliterated-token"
        if shown.isascii() and len(fold(wanted)) >= SHORTEST and is_near(fold(shown), fold(wanted)):
            return "misspelt-token"
        if own is False and (pair.place == "cell" or not alike(shown, wanted)):
            return None
        return _class_of(wanted)

    def _of_first_cell(self, pair: Pair) -> str | None:
        """The damage class of a first cell that has other words than the known one, which no row shows."""
        shown, wanted = pair.token.text, pair.known
        if pair.place != "cell" or not pair.sure or fold(wanted) in self._cells:
            return None
        return _class_of_cell(shown, wanted) if has_other_words(shown, wanted, self.written) else None

    def _is_written(self, shown: str) -> bool:
        """Whether the syntax has the token: what ends with a letter has to stand whole there."""
        if shown[-1:].isalpha():
            return is_in(shown, self.lexicon.text)
        return squeeze(shown) in self.lexicon.text

    def _is_own(self, shown: str, wanted: str) -> bool:
        """Whether the page's own command stands there in words of the page's language."""
        low = wanted.lower()
        own = any(line == low or line.startswith((f"{low} ", f"{low}[")) for line in self.lexicon.lines)
        words = WORDS.findall(shown)
        return own and len(words) <= len(low.split()) and all(map(self.written.prose, words))

    def _in_doubt(self, pair: Pair) -> bool:
        """Whether the token may be right, or may be another one than the known."""
        shown, wanted = pair.token.text, pair.known
        words, cut = shown.split(), self._is_cut(pair)
        if not fold(shown) or SLIPPED.search(shown.rstrip(STOP) if pair.place == "cell" else shown):
            return True
        if not pair.sure and (
            wanted.count("{") != wanted.count("}")
            or (len(words) > len(wanted.split()) + 1 and PROSE.fullmatch(shown))
        ):
            return True
        if (
            len(words) > max(MANY_WORDS, len(wanted.split()) * 3)
            or (shown.isascii() and len(shown) == 1 < len(wanted) and not cut)
            or (len(words) >= SENTENCE > len(wanted.split()) * 3 and not _is_placeholder(pair))
            or _is_other_thing(pair)
        ):
            return True
        if shown.isascii() and (
            (fold(shown) in fold(wanted) and not cut and not (pair.sure and self._is_word(wanted)))
            or (shown[:1] in "\\<" and wanted[:1] not in "\\<")
            or self._is_notation(shown)
            or all(fold(word) in self.beside.vocabulary for word in words)
        ):
            return True
        if len(shown) > max(LONG, 3 * len(wanted)) or is_in(wanted, squeeze(shown)):
            return True
        if shown.isascii() and self._is_typed(shown):
            return True
        return pair.place != "cell" and (
            LINK.match(shown) is not None or self._stands_plain(wanted, pair.token.line)
        )

    def _is_cut(self, pair: Pair) -> bool:
        """Whether a letter in bold is all that is left of the page's own command or of a short value."""
        shown, wanted = pair.token.text.lower(), pair.known.lower()
        if not pair.sure or len(shown) > 1 or not shown.isalpha():
            return False
        short = wanted.isalpha() and len(wanted) <= BRIEF and wanted[0] == shown
        return short or wanted in self.written.names

    def _stands_plain(self, wanted: str, number: int) -> bool:
        """Whether a token stands in a line without emphasis, so that only the emphasis has gone astray."""
        if not is_in(wanted, self.page.lines[number - 1].lower()):
            return False
        bare = self._bare(number)
        if len(wanted) <= BRIEF and wanted[:1].isupper():
            # In another language it may be a common word.
            return re.search(rf"\b{re.escape(wanted)}\b", bare) is not None
        # Capitals all through are another thing's name.
        return is_in(wanted, (CAPITALS.sub(" ", bare) if not wanted.isupper() else bare).lower())

    def _bare(self, number: int) -> str:
        """A line without its tokens, its first cell and its groups of alternatives."""
        line = TARGET.sub(lambda match: "]" + " " * (len(match.group()) - 1), self.page.lines[number - 1])
        at = 0
        pieces: list[str] = []
        for start, end in sorted(self._spans.get(number, ())):
            pieces.append(line[at:start])
            at = max(at, end)
        return ALTERNATIVES.sub(" ", " ".join([*pieces, line[at:]]))

    @cached_property
    def _spans(self) -> dict[int, list[tuple[int, int]]]:
        """The tokens and first cells of each line."""
        found: dict[int, list[tuple[int, int]]] = {}
        for block in self.beside.blocks:
            for token in block.all:
                found.setdefault(token.line, []).append((token.start, token.end))
        return found

    def _contradicts(self, shown: str, wanted: str) -> bool:
        """Whether the syntax has the known cell, and of the words of the page's own cell it has not all."""
        mine, theirs = (WORDS.findall(text.lower()) for text in (shown, wanted))
        if (
            LINK.match(shown)
            or not mine
            or not theirs
            or len(mine) > len(theirs) + 1
            or fold(wanted) in self._cells
        ):
            return False
        odd = [word for word in mine if word not in theirs]
        if not 0 < len(odd) <= len(theirs) or any(word in self.lexicon.folded for word in odd):
            return False
        if any(word in joined for word in odd for joined in theirs):
            return False
        if fold(wanted) in self.lexicon.folded and all(map(self.lexicon.names, theirs)):
            return True
        if mine[0] != theirs[0]:
            return False
        # One word of several is another, or all words that differ are words of the language.
        single = len(odd) == 1 and len(mine) == len(theirs) > ENOUGH and odd[0].isalpha()
        return (single and wanted[0] in "-/[") or ("/" in wanted[:2] and all(map(self.written.prose, odd)))

    def _is_lost(self, shown: str, wanted: str) -> bool:
        """Whether the syntax has the known cell, no row shows it, and the page's own cell is much like it."""
        one, other = fold(shown), fold(wanted)
        return (
            shown.isascii()
            and other not in self._cells
            and is_in(wanted, self.lexicon.text)
            and (one in other or sorted(one) == sorted(other))
        )

    def _lacks_letter(self, shown: str, wanted: str) -> bool:
        """Whether a first cell is the known notation but for a letter, and no row shows that."""
        one, other = fold(shown), fold(wanted)
        return (
            shown.isascii()
            and other not in self._cells
            and NOTATION <= len(other) == len(one) + 1
            and is_near(one, other)
        )

    def _lacks_sign(self, shown: str, wanted: str) -> bool:
        """Whether a first cell is the known option without its sign, which no row shows."""
        return (
            shown.isalnum()
            and wanted[1:].lower() == shown.lower()
            and wanted[0] in "-/"
            and fold(wanted) not in self._cells
            and is_in(wanted, self.lexicon.text)
        )

    def _is_word(self, wanted: str) -> bool:
        """Whether a known token is a word that the syntax has."""
        return wanted.isalpha() and is_in(wanted, self.lexicon.text)

    def _is_row(self, shown: str, wanted: str) -> bool:
        """Whether a first cell that differs can stand for the known one, which no other row shows."""
        mine, theirs = LINK.match(shown), LINK.match(wanted)
        if mine or theirs:
            return mine is not None and theirs is not None and _stem(mine) == _stem(theirs) and foreign(shown)
        folded = fold(wanted)
        known_cells = _cells_of(self.beside.known)
        if self._cells[folded] >= max(1, known_cells.newest[folded]):
            return False
        option, known = OPTION.match(shown), OPTION.match(wanted)
        if option is None or known is None:
            return foreign(shown) or not (option or known)
        if option.group().lower() == known.group().lower() and foreign(shown):
            return True
        return option.group("name").lower() not in known_cells.options

    @cached_property
    def _cells(self) -> Counter[str]:
        return Counter(fold(block.cell.text) for block in self.beside.blocks if block.cell is not None)

    def _is_notation(self, text: str) -> bool:
        """Whether a text has placeholders and all of them are the syntax's."""
        names = ANGLES.findall(text)
        return bool(names) and all(fold(name) in self.lexicon.folded for name in names)

    def _is_typed(self, text: str) -> bool:
        """Whether the text is typed somewhere on the page: in a syntax or an example."""
        low = squeeze(text)
        fences = (squeeze(fence.text) for fence in self.page.fences)
        return any(low in fence and (" " in low or is_in(low, fence)) for fence in fences)


class Cells(NamedTuple):
    """First cells of a known page: how often the newest edition has each, folded; all options, by name."""

    newest: Counter[str]
    options: frozenset[str]


@lru_cache(maxsize=8)
def _cells_of(known: KnownPage) -> Cells:
    cells = [
        [
            tokens[0]
            for kind, tokens in zip(edition.blocks, edition.tokens, strict=True)
            if kind == "r" and tokens and tokens[0]
        ]
        for edition in known.editions
    ]
    heads = (OPTION.match(cell) for each in cells for cell in each)
    return Cells(
        Counter(map(fold, cells[-1] if cells else ())),
        frozenset(head.group("name").lower() for head in heads if head),
    )


def _is_placeholder(pair: Pair) -> bool:
    """Whether a first cell stands where a placeholder does, whose one word may take several to translate."""
    return pair.place == "cell" and pair.sure and ANGLES.fullmatch(pair.known) is not None


def _is_other_thing(pair: Pair) -> bool:
    """Whether a token is the label of a list, the end of a sentence, a key or the known path as a whole."""
    shown, wanted = pair.token.text, pair.known
    if is_pressed(wanted) and is_pressed(shown):
        return True
    if wanted[0] == "\\" and wanted.lower() in shown.lower():
        return True
    phrase = " " in shown or " " in wanted or (wanted.isupper() and shown.islower())
    return (
        pair.place != "cell"
        and phrase
        and wanted[-1] not in ".:"
        and SENTENCE_END.fullmatch(shown) is not None
    )


def _stem(link: re.Match[str]) -> str:
    return link.group("target").rsplit("/", 1)[-1]


def _class_of(wanted: str) -> str:
    """The class of a translated token, by what it was."""
    if wanted[:1] in "/-" and len(wanted) > 1:
        return "translated-option"
    if wanted[:1] == "<":
        return "translated-placeholder"
    first = wanted.split(" ", 1)[0].lower()
    if is_phrase(wanted) or is_command(first) or (" " in wanted and may_be_command(first)):
        return "translated-command"
    return "translated-value"


def _class_of_cell(shown: str, wanted: str) -> str:
    """The class of a translated first cell: by the option that it shows or has lost."""
    option, known = OPTION.match(shown), OPTION.match(wanted)
    if known is None:
        return "translated-placeholder" if ANGLES.fullmatch(wanted) else "translated-value"
    if option is None or option.group("name").lower() != known.group("name").lower():
        return "translated-option"
    return "translated-value" if "{" in wanted else "translated-placeholder"


def _lost_extension(shown: str, wanted: str) -> bool:
    """Whether a file name lacks nothing but its extension, or has nothing else."""
    stem, dot, extension = wanted.rpartition(".")
    low = extension.strip().lower()
    if not (dot and stem and low.isalpha()):
        return False
    return (stem.lower() == shown.lower() and not is_program(low)) or shown.lower() == f".{low}"
