"""What the syntax blocks of a page name: its options, placeholders, words and values, in order.

Read straight from the text, so that a block with an unbalanced bracket still tells what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase, digits

from msgspec import Struct
from msgspec.structs import replace

NAME_SIGNS = frozenset(ascii_lowercase + digits + "_")
OPTION = re.compile(
    r"""(?<![\w\\/:.<-])
    (?P<prefix>-\[-\]\s?|\[-\]|--|[-\u2013\u2014\u2212/])
    (?P<name>\?|\d(?![\w.,/-])|[^\W\d_][\w%.+-]*(?:\[[\w/-]+\][\w-]*)?)
    (?P<separator>\s?[:=]\s?|\s(?=[<{"])|(?=[<{]))?
    (?P<value><[^<>\n]*>|\{[^{}\n]*\}|\[[^\[\]\n]*\])?
    """,
    re.VERBOSE,
)
KEY = re.compile(
    r"(?<![\w/-])(?P<name>[^\W\d_][\w-]*)(?P<separator>\s?=\s?)(?P<value><[^<>\n]*>|\{[^{}\n]*\}|(?=[\[\w\"]))"
)
PLACEHOLDER = re.compile(r"<(?P<name>[^<>\n|{}]+)>")
LITERAL = re.compile(r"(?<![\w/<:=.\u2013-])[^\W\d_][\w-]+(?![\w:=])")
BLANKS = re.compile(r"\s+")
# What stands behind an option that takes no value: the end of its group or line, or another option.
ALONE = re.compile(r"[^\S\n]*(?:[\]|})\n]|\Z|[\[({]*[-/])")
OTHER_SIGNS = frozenset({"/", "--"})
OPTIONAL_PART = re.compile(r"\[([\w/-]+)\]")
GLUE = re.compile(r"[\s\[\]{}<>()\\|,;\"'`*_…]+|\.\.\.")


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """The text without letter case, blanks, brackets and quotes: equal where two notations name the same."""
    return GLUE.sub("", text.lower())


@lru_cache(maxsize=2048)
def squeeze(text: str) -> str:
    """The text in lower case with single blanks."""
    return BLANKS.sub(" ", text.lower()).strip()


def is_in(wanted: str, text: str) -> bool:
    """Whether a token stands whole in a text in lower case."""
    low = squeeze(wanted)
    at = text.find(low)
    while at >= 0:
        end = at + len(low)
        if not (at and text[at - 1] in NAME_SIGNS) and text[end : end + 1] not in NAME_SIGNS:
            return True
        at = text.find(low, at + 1)
    return False


class Term(Struct, frozen=True):
    """One option, `key=` or placeholder that the syntax names.

    Attributes:
        name: as written, without prefix or brackets.
        prefix: `/`, `-`, `--`, or "" for a placeholder and a key.
        separator: what stands between it and its value, blanks included, or "".
        value: the placeholder or group that follows, as written, or "".
        order: where it stands in the syntax.
        unsure: whether the syntax has it more than once, with different values or in another letter case.

    """

    name: str
    prefix: str
    separator: str
    value: str
    order: int
    unsure: bool = False

    @property
    def written(self) -> str:
        """How a page should write it."""
        if self.prefix or self.value != "<":
            return f"{self.prefix}{self.name}"
        return f"<{self.name}>"


class Lexicon(Struct, frozen=True):
    """Everything that the syntax blocks of one page name.

    Attributes:
        written: the blocks as they stand.
        text: the same, squeezed.
        lines: their lines, squeezed.
        folded: the blocks, folded.
        options: by name in lower case, without prefix.
        keys: `key=` terms by name in lower case.
        placeholders: by folded name.
        literals: bare words that are neither options nor keys, the command's own among them, in lower case.
        every: every word anywhere in the blocks in lower case.

    """

    written: str
    text: str
    lines: tuple[str, ...]
    folded: str
    options: dict[str, Term]
    keys: dict[str, Term]
    placeholders: dict[str, Term]
    literals: dict[str, Term]
    every: frozenset[str]

    def names(self, word: str) -> bool:
        """Whether that word, letter case aside, stands anywhere in the syntax."""
        return word.lower() in self.every

    def takes_value(self, term: Term) -> bool:
        """Whether something that may be a value stands behind an option anywhere in the syntax."""
        return bool(term.value) or any(
            ALONE.match(self.written, match.end("name")) is None for match in self._places(term.name)
        )

    def sign_of(self, name: str) -> str:
        """The sign that a dash before an option stands for: a hyphen, unless the syntax has only another."""
        term = self.options.get(name.lower())
        if term is None or term.prefix not in OTHER_SIGNS:
            return "-"
        signs = {match.group("prefix") for match in self._places(name)}
        return term.prefix if len(signs) == 1 else "-"

    def _places(self, name: str) -> Iterator[re.Match[str]]:
        """Where the syntax has an option of that name."""
        low = name.lower()
        return (match for match in OPTION.finditer(self.written) if match.group("name").lower() == low)


@lru_cache(maxsize=64)
def lexicon_of(text: str) -> Lexicon:
    """Read the joined text of a page's syntax blocks."""
    options: dict[str, Term] = {}
    keys: dict[str, Term] = {}
    placeholders: dict[str, Term] = {}
    for match in OPTION.finditer(text):
        name = match.group("name")
        prefix = (
            match.group("prefix")
            .replace("\u2013", "-")
            .replace("\u2014", "-")
            .replace("\u2212", "-")
            .replace(" ", "")
        )
        term = Term(
            OPTIONAL_PART.sub(r"\1", name),
            prefix,
            match.group("separator") or "",
            match.group("value") or "",
            match.start(),
        )
        for spelling in spellings_of(name):
            known = options.get(spelling)
            if known is not None and known.name != term.name:
                # Two options that differ in letter case alone: `/o` and `/O`.
                options[spelling] = replace(known if known.value else term, unsure=True)
            elif known is None or (not known.value and term.value):
                options[spelling] = term
            elif term.value and fold(term.value) != fold(known.value):
                options[spelling] = replace(known, unsure=True)
    for match in KEY.finditer(text):
        name = match.group("name")
        keys.setdefault(
            name.lower(), Term(name, "", match.group("separator"), match.group("value") or "", match.start())
        )
    for match in PLACEHOLDER.finditer(text):
        name = match.group("name").strip()
        placeholders.setdefault(fold(name), Term(name, "", "", "<", match.start()))
    literals: dict[str, Term] = {}
    blanked = PLACEHOLDER.sub(lambda match: " " * len(match.group()), text)
    for match in LITERAL.finditer(blanked):
        literals.setdefault(match.group().lower(), Term(match.group(), "", "", "", match.start()))
    return Lexicon(
        text,
        squeeze(text),
        tuple(squeeze(line) for line in text.split("\n")),
        fold(text),
        options,
        keys,
        placeholders,
        literals,
        frozenset(word.lower() for word in re.findall(r"[^\W_][\w-]*", text)),
    )


def spellings_of(name: str) -> tuple[str, ...]:
    """`off[line]` is both `off` and `offline`."""
    low = name.lower()
    if "[" not in low:
        return (low.rstrip(".-"),)
    return OPTIONAL_PART.sub("", low), OPTIONAL_PART.sub(r"\1", low)
