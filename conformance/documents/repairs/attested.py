"""Whether the names in a repaired token are those that the page has, or still words of its language."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from ....reports.document import Finding
from ....spec.known_pages import KnownPage, known_page
from ..pages.names import file_endings, is_of_windows
from ..pages.page import Page
from ..pages.written import Words
from ..syntax.common_parameters import common_names

FOREIGN_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
LATIN_LETTERS = re.compile(r"[a-z\u00df-\u024f]+")
BEYOND_LATIN = re.compile(r"[^\W\d_\x00-\u024f]+")
# A sign of another script stands for so many Latin letters.
WEIGHT = 3
SAMPLE = slice(-7000, None)
SIGN = re.compile(r"&#124;|[\W_]")
BAR = re.compile(r"&#124;|\\?\|")
LINK = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
SHORT_WORD = re.compile(r"[^\W\d_]{3,}")
INLINE = re.compile(r"(?<!`)`([^`\n]+)`")
OPTION = re.compile(r"(?<![\w<.\\])(?:-\[-\]|[/-])(?P<name>[A-Za-z][\w-]*)")
LONG_OPTION = re.compile(r"[/-][\w-]{2,}")
PLACEHOLDER = re.compile(r"<(?P<name>[\w @\\|&#;-]+)>")
ANY_OPTION = re.compile(r"(?:-\[-\]\s?|[/-])([a-z0-9][\w-]*)")
SPOKEN = re.compile(r"(?<!\w)[/-]([a-z0-9][\w-]*)")
# What a word that stands by itself has neither before nor behind it.
BEFORE_WORD = re.compile(r"[\w.\\/*<`%-]")
BEHIND_WORD = re.compile(r"[\w\\/*>`:=-]|\s?\.\s?\w+")
TAKEN = re.compile(r"(?<!\w)([/-]?\w[\w-]*)[:= ]{0,2}\\?`?<([^<>\n]+)>")
TYPED = re.compile(r"\[?(?P<option>[/-]?\w[\w-]*)[: =]{0,2}\\?`?<(?P<name>[^<>]+)>`?\]?")
BARE = re.compile(r"\\?\[?(?P<name>[A-Za-z]\w{3,}):")
WORD = re.compile(r"[^\W_]+")
BRACKETED = re.compile(r"<([^<>\n]+)>")
BLANKS = re.compile(r"\s+")
MARKS = re.compile(r"[`*]|\\(?=[<>\[=])")
LAYOUT = re.compile(r" ?(\||\[?\.\.\.\]?) ?")
KEY = re.compile(r"\[?(?P<name>(?:/|-\[-\]|-)?\w[\w-]*)(?=[ :=])")
# A word behind a sign of the same token.
PART = re.compile(r"(?<=[\w:][.,:])[^\W\d_]{3,}(?![\w\\])")
ITALIC = re.compile(r"\*(?P<name>[A-Za-z][\w-]*)")
GLUED = re.compile(r"(?P<option>[/-]\w+)\\?`?<")
ENOUGH = 2
SHORTEST = 3


@cache
def _whole_file() -> re.Pattern[str]:
    """A text that is the name of a file."""
    return re.compile(
        rf"[\"*]*(?P<name>(?P<stem>[^\"*\\/<>|]+)\.(?P<extension>{file_endings()}))[\"*]*", re.IGNORECASE
    )


@cache
def _files() -> re.Pattern[str]:
    """The names of files in a text."""
    return re.compile(rf"[\w-]+\.(?P<extension>{file_endings()})\b", re.IGNORECASE)


class Known(NamedTuple):
    """The tokens that a page is known to show: all of them in lower case, and the names in them."""

    text: str
    names: frozenset[str]


@lru_cache(maxsize=8)
def _known_of(known: KnownPage) -> Known:
    tokens = {token for edition in known.editions for tokens in edition.tokens for token in tokens if token}
    text = "\n".join([*sorted(tokens), *known.quoted]).lower()
    return Known(text, _names_in(text))


def _names_in(text: str) -> frozenset[str]:
    """The words and placeholders of a text, letters and digits only."""
    return frozenset(SIGN.sub("", name) for name in (*WORD.findall(text), *BRACKETED.findall(text)))


class Attested:
    """What a page says elsewhere and what it is known to show, worked out when first asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def coded(self) -> frozenset[int]:
        """The lines of its blocks of code."""
        return frozenset(
            number
            for fence in self.page.fences
            for number in range(fence.line, fence.line + len(fence.lines))
        )

    @cached_property
    def _first_cells(self) -> dict[int, tuple[int, int]]:
        """For each line its first cell in a table: its column, and that behind its last character."""
        return {
            row[0].line: (row[0].column, row[0].column + len(row[0].raw))
            for table in self.page.tables
            for row in table.rows
            if row
        }

    def is_first_cell(self, line: int, column: int) -> bool:
        """Whether a place of the page is in the first cell of a table."""
        first, last = self._first_cells.get(line, (0, 0))
        return first <= column < last

    @cached_property
    def slugs(self) -> dict[int, str]:
        """The anchors of its headings, by line."""
        return {heading.line: heading.slug for heading in self.page.headings if heading.slug}

    @property
    def fences(self) -> str:
        """The text of its blocks of code, in lower case."""
        return self.page.typed

    @cached_property
    def _known(self) -> Known:
        known = known_page(self.page.identity, self.page.slug)
        return Known("", frozenset()) if known is None else _known_of(known)

    @property
    def shown(self) -> str:
        """The tokens that it is known to show in every language, in lower case; "" if it is not known."""
        return self._known.text

    @cached_property
    def tokens(self) -> str:
        """Its blocks of code and what it is known to show, in lower case."""
        return f"{self.fences}\n{self.shown}"

    @cached_property
    def names(self) -> frozenset[str]:
        """Their words and placeholders, letters and digits only."""
        return self._known.names | _names_in(self.fences)

    @cached_property
    def spaced(self) -> str:
        """Both with blanks only where they are more than layout."""
        return unlaid(self.tokens)

    @cached_property
    def close(self) -> str:
        """Both without any blank."""
        return BLANKS.sub("", self.spaced)

    @cached_property
    def running(self) -> str:
        """Its text without its blocks of code and its links, in lower case."""
        lines = (line for number, line in enumerate(self.page.lines, 1) if number not in self.coded)
        return LINK.sub(" ", "\n".join(lines)).lower()

    @cached_property
    def is_latin(self) -> bool:
        """Whether its language is written in the letters of names, so that a name may be a word of it."""
        # The end of a long page tells as much as all of it, without the front matter, which is English.
        part = self.running[SAMPLE]
        beyond, latin = (sum(map(len, letters.findall(part))) for letters in (BEYOND_LATIN, LATIN_LETTERS))
        return WEIGHT * beyond < latin

    @cached_property
    def _words(self) -> Words:
        return Words(self.running, BEFORE_WORD, BEHIND_WORD)

    def says(self, word: str) -> bool:
        """Whether a word of its language stands by itself in its running text."""
        return self.is_latin and word.lower() in self._words

    def says_all(self, text: str) -> bool:
        """Whether all words of a text stand by themselves in its running text."""
        words = SHORT_WORD.findall(text)
        return bool(words) and all(map(self.says, words))

    @cached_property
    def unmentioned(self) -> frozenset[str]:
        """The extensions of files that blocks of code name and the running text does not."""
        joined = BLANKS.sub(" ", self.running).replace(" .", ".").replace(". ", ".")
        return frozenset(
            match.group("extension")
            for match in _files().finditer(self.fences)
            if match.group() not in joined
        )

    @cached_property
    def files(self) -> frozenset[str]:
        """The files that it shows as code in its running text or is known to show, in lower case."""
        code = "\n".join(INLINE.findall(self.page.text)).lower()
        return frozenset(match.group() for match in _files().finditer(f"{code}\n{self.shown}"))

    @cached_property
    def _options(self) -> frozenset[str]:
        common = common_names() if self.page.kind == "cmdlet" else ()
        return frozenset((*ANY_OPTION.findall(self.tokens), *common))

    @cached_property
    def spoken(self) -> Counter[str]:
        """How often the running text has each option, by name in lower case."""
        return Counter(SPOKEN.findall(self.running))

    def has_option(self, name: str) -> bool:
        """Whether blocks of code or what it is known to show have an option of this name, in lower case."""
        return name in self._options

    @cached_property
    def _placeholders(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for option, name in TAKEN.findall(self.tokens):
            found.setdefault(option, set()).add(SIGN.sub("", name))
        return found

    def placeholders_of(self, option: str) -> set[str]:
        """What an option or a key is said to take there, letters and digits only."""
        return self._placeholders.get(option, set())


def unlaid(text: str) -> str:
    """A notation in lower case without marks and without blanks that are a matter of layout."""
    bare = MARKS.sub("", text.lower().replace("&#124;", "|").replace("\\|", "|"))
    named = BRACKETED.sub(lambda match: BLANKS.sub("", match.group()), bare)
    return LAYOUT.sub(r"\1", BLANKS.sub(" ", named)).strip()


def is_spaced_otherwise(text: str, attested: Attested) -> bool:
    """Whether a notation is one that the page has but for its blanks."""
    bare = unlaid(text)
    return " " in bare and bare not in attested.spaced and bare.replace(" ", "") in attested.close


def is_glued_name(shown: str, attested: Attested) -> bool:
    """Whether blocks of code have a name only without a sign and glued to a word, as a part of another."""
    match = BARE.match(shown)
    if match is None:
        return False
    name = match.group("name").lower()
    return f"/{name}:" not in attested.fences and re.search(rf"[^\W_]{name}:", attested.fences) is not None


def has_foreign_value(option: str, group: str, attested: Attested) -> bool:
    """Whether an alternative behind an option of the syntax is no word of it."""
    if FOREIGN_LETTER.search(group):
        return True
    if option.strip("[").lower() not in attested.fences:
        return False
    return any(
        word.lower() not in attested.fences for part in BAR.split(group) for word in SHORT_WORD.findall(part)
    )


def has_foreign_name(shown: str, attested: Attested, *, token: bool) -> bool:
    """Whether an option or a placeholder is none that the page has.

    Args:
        shown: the repaired text.
        attested: what the page has.
        token: whether it is shown as a token, so that what the page is known to show would have it.

    """
    unknown = token and bool(attested.shown)
    for match in OPTION.finditer(shown):
        name = match.group("name").lower()
        if attested.has_option(name):
            continue
        first, hyphen, _ = name.partition("-")
        if (unknown and len(name) >= SHORTEST) or (hyphen and attested.has_option(first)):
            return True
        # An option that the page speaks of elsewhere, too, is one.
        if attested.spoken[name] < ENOUGH and any(map(attested.says, LONG_WORD.findall(name))):
            return True
    if unknown and any(word.lower() not in attested.names for word in PART.findall(shown)):
        return True
    key = KEY.match(shown)
    if key is not None and key.group("name").lower() not in attested.tokens:
        # A row that is not known tells nothing of its placeholders.
        unknown = False
    return any(
        SIGN.sub("", match.group("name").lower()) not in attested.names
        and (unknown or any(attested.says_all(part) for part in BAR.split(match.group("name"))))
        for pattern in (PLACEHOLDER, ITALIC)
        for match in pattern.finditer(shown)
    )


def is_foreign_file(shown: str, attested: Attested) -> bool:
    """Whether a text is the name of a file that the page has nowhere else and that may be a translation."""
    file = _whole_file().fullmatch(shown)
    if file is None:
        return False
    stem, name = file.group("stem").lower(), file.group("name").strip().lower()
    if name in attested.fences or name in attested.shown:
        return False
    if not stem.isascii():
        return True
    extension = file.group("extension").lower()
    if is_of_windows(extension):
        return False
    if name not in attested.files and any(file.endswith(f".{extension}") for file in attested.files):
        return True
    return extension in attested.unmentioned or any(map(attested.says, LONG_WORD.findall(stem)))


def is_other_option(shown: str, finding: Finding, attested: Attested, *, declared: bool) -> bool:
    """Whether an option is not the one that the page has with its value.

    Args:
        shown: the repaired text.
        finding: what was repaired.
        attested: what the page has.
        declared: whether the option is declared there: in the first cell of a table.

    """
    fences = attested.fences
    signed = finding.name == "lost-punctuation"
    glued = GLUED.match(shown)
    if signed and glued is not None and f"{glued.group('option').lower()}<" not in fences:
        return True
    typed = TYPED.fullmatch(shown)
    if typed is not None:
        option, name = (typed.group(part).lower() for part in ("option", "name"))
        taken = attested.placeholders_of(option)
        if taken and (declared or signed):
            return SIGN.sub("", name) not in taken
        signs = option[:1] in {"/", "-"}
        if signs and f"<{name}>" in fences and not attested.has_option(option[1:]):
            return True
        if not finding.text.lower().startswith(option) and f"<{name}>" in fences:
            return re.search(rf"{re.escape(option)}[^<>\n]{{0,12}}<{re.escape(name)}>", fences) is None
    if signed and finding.text.startswith(shown) and LONG_OPTION.fullmatch(shown):
        # Its sign was taken away: the rest has to be an option that stands elsewhere, too.
        rest = re.escape(finding.text[len(shown) :])
        pattern = rf"(?<![\w-]){re.escape(shown)}(?![\w-])(?!{rest})"
        return re.search(pattern, attested.page.text, re.IGNORECASE) is None
    return False
