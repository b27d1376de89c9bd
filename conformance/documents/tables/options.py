"""Judging one token of a parameter table, an option or a placeholder, against the page's own syntax."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container

from ..findings.damage import Damage, Edit
from ..pages.fullwidth import FULLWIDTH
from ..pages.lexicon import Lexicon, Term, fold
from .cyrillic import CYRILLIC, readings
from .dashes import dash_damage

PREFIX = r"-\[-\]|\[-\]|--|[-\u2013\u2014\u2010\u2212/\uff0f]"
HEAD = re.compile(
    rf"""(?P<open>[\[{{(\s]*)
    (?P<prefix>{PREFIX})
    (?P<inner>\]?)
    (?P<gap>\s*)
    (?P<name>[?\uff1f]|[^\W_][^\s<{{\[\]}}>|:\uff1a=\uff1d,;"\\\u201c\u201d()\uff08\uff09]*)?
    (?P<separator>\s*[:\uff1a=\uff1d]\s*|\s+(?=[<{{\["*\w])|(?=[<{{]))?
    """,
    re.VERBOSE,
)
WIDE = re.compile("[" + re.escape("".join(FULLWIDTH)) + "]")
LEFTOVER = re.compile(r"@?\s?no__t(?:-\d+)?(?:\s?[\\?])?|@\s?no__t\S*", re.IGNORECASE)
ANGLES = re.compile(r"<(?P<name>[^<>\n]*)>")
GROUP = re.compile(r"\{(?P<inner>[^{}\n]*)\}")
LETTER_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
NAME = re.compile("[a-z]+(?:-[a-z]+)*")
# The value of an option in brackets, or the beginning of one.
VALUE = re.compile(r"\[?(?:<[^<>]*>?|\{[^{}]*\}?)")
SHORTEST = 4
NEAR = 0.8
WORD_AHEAD = re.compile(r"\w")
WORDS = re.compile(r"[^\W\d_]+")
Prose = Callable[[], Container[str]]


def foreign(text: str) -> bool:
    """Whether a letter stands in it that no documented token has: any beyond ASCII."""
    return not text.isascii() and LETTER_BEYOND_ASCII.search(text) is not None


def wide_edits(text: str, start: int, end: int) -> list[Edit]:
    """Repairs of full-width punctuation: the ASCII sign, without the blank that only a wide sign needs."""
    edits: list[Edit] = []
    for match in WIDE.finditer(text, start, end):
        after = match.end()
        if match.group() == "\uff1a":
            while after < end and text[after] in " \u00a0":
                after += 1
        before = match.start()
        edits.append((before, after, FULLWIDTH[match.group()]))
    return edits


# A colon in a value or behind it, which may be the one that its option has lost.
COLON_BEHIND = re.compile(r"<:|>[ \u00a0]*:")
VALUE_AHEAD = re.compile(r"[ \u00a0]*[`\\]*<")


class TokenJudge:
    """Judges the tokens of one table; what it knows of the table decides about separators and words.

    Attributes:
        free: the options of the syntax that no row matches, by name.
        matched: how many terms of the syntax rows match.
        values: whether a row shows the value of its option in brackets.

    """

    def __init__(self, lexicon: Lexicon, *, translated: bool, prose: Prose) -> None:
        self.lexicon = lexicon
        self.translated = translated
        self.prose = prose
        self.free: dict[str, Term] = {}
        self.matched = 0
        self.values = True

    def option(
        self, text: str, start: int, end: int, aligned: Term | None, glued_style: bool
    ) -> list[Damage]:
        """Damages of the option that begins at `start`; none where it agrees with the syntax."""
        match = HEAD.match(text, start, end)
        if match is None:
            return []
        found: list[Damage] = []
        prefix, gap, name = match.group("prefix"), match.group("gap"), match.group("name") or ""
        term = self.known(name)
        begin = match.start("prefix")
        if not name:
            if prefix == "-[-]" and self.translated and not text[match.end() : end].strip():
                found.append(Damage(begin, end, "lost-token", "the name of the option is missing"))
            return found
        if gap and (prefix != "-" or term or aligned) and f"{prefix} {name}".lower() not in self.lexicon.text:
            edit = (match.start("gap"), match.end("gap"), "")
            found.append(
                Damage(
                    begin,
                    end,
                    "inserted-space",
                    f"a blank stands inside `{prefix}{name}`",
                    (edit,),
                    certain=term is not None or not self._may_be_translated(name),
                )
            )
        unknown = term is None and name not in ("?", "\uff1f")
        named = self._name(match, aligned) if unknown else []
        if prefix in "\u2013\u2014\u2010\u2212":
            sign = (begin, begin + len(prefix))
            meant = next((new for damage in named for *_, new in damage.edits), name).rstrip(" .\u3002")
            found.append(dash_damage(begin, end, sign, meant, self.lexicon, f"`{prefix}` is no hyphen"))
        if name.endswith((".", "\u3002")) and self.translated and len(name) > 1:
            stop = match.end("name")
            found.append(
                Damage(
                    begin,
                    end,
                    "lost-punctuation",
                    "a full stop was added to the option",
                    ((stop - 1, stop, ""),),
                    certain=not self._may_be_colon(prefix, term, text, stop),
                )
            )
        if unknown:
            found += named
            term = aligned
        found += self._separator(text, match, term, end, glued_style=glued_style)
        return found

    def _may_be_colon(self, prefix: str, term: Term | None, text: str, stop: int) -> bool:
        """Whether a full stop behind an option may be what became of the colon before its value."""
        colon = term is None or ":" in term.separator
        return prefix == "/" and colon and VALUE_AHEAD.match(text, stop) is not None

    def _may_be_translated(self, name: str) -> bool:
        """Whether the name of an option that the syntax lacks is a word of the page's prose."""
        unknown = self.known(name) is None and not self.lexicon.names(name)
        return self.translated and unknown and name.lower() in self.prose()

    def known(self, name: str) -> Term | None:
        """The option of that name in the syntax."""
        return self.lexicon.options.get(name.lower().rstrip(".\u3002"))

    def _name(self, match: re.Match[str], aligned: Term | None) -> list[Damage]:
        """Damages of a name that the syntax does not have."""
        name = match.group("name")
        start, end = match.span("name")
        if self.lexicon.names(name):
            return []
        if not foreign(name):
            return self._ascii_name(match, aligned)
        ascii_part = re.match(r"[\x21-\x7e]+", name)
        if ascii_part and self.known(ascii_part.group()):
            if len(ascii_part.group()) > 1:
                return []
            return [
                Damage(
                    start, end, "translated-placeholder", "the value is translated and glued to the option"
                )
            ]
        spelled = readings(name, self.lexicon) if CYRILLIC.search(name) else ()
        kind = "transliterated-token" if spelled else "translated-option"
        term, sure = self._meant(spelled, aligned) if spelled else (aligned, True)
        if term is None:
            why = "no option has letters beyond ASCII"
            if spelled:
                why = f"it may be {' or '.join(f'`{each.written}`' for each in spelled)}"
            return [Damage(start, end, kind, why)]
        separator = match.group("separator")
        whole = not (separator and separator.isspace() and WORD_AHEAD.match(match.string, match.end()))
        why = f"the syntax has `{term.written}`"
        # Where the option is known by its place, the blank behind it is added on its own.
        alone = aligned is None and not separator
        glued = alone and term.separator == " " and match.string[end : end + 1] in {"<", "\\"}
        edit = (start, end, f"{term.name} " if glued else term.name)
        return [Damage(start, end, kind, why, (edit,), certain=whole and sure)]

    def _meant(self, spelled: tuple[Term, ...], aligned: Term | None) -> tuple[Term | None, bool]:
        """The one of some options that a name stands for, if one does, and whether that is certain.

        Letters sound like one option and look like another: so the place tells, or that the others have rows.
        """
        if aligned in spelled:
            return aligned, True
        free = {term.order for term in self.free.values()}
        left = [term for term in spelled if term.order in free]
        if len(left) == 1:
            return left[0], True
        return (spelled[0], False) if len(spelled) == 1 else (None, False)

    def _ascii_name(self, match: re.Match[str], aligned: Term | None) -> list[Damage]:
        """An unknown name in ASCII letters: misspelt if almost a free one, or translated."""
        low = match.group("name").lower()
        start, end = match.span("name")
        if len(low) >= SHORTEST:
            near = difflib.get_close_matches(low, self.free, 1, NEAR)
            # `/isslave` is no slip of `/slave`: a short syllable before a whole name makes another name.
            if near and not (low.endswith(near[0]) and low.isalpha()):
                term = self.free[near[0]]
                return [
                    Damage(
                        start,
                        end,
                        "misspelt-token",
                        f"the syntax has `{term.written}`",
                        ((start, end, term.name),),
                        certain=False,
                    )
                ]
        if aligned is None or not self.translated or len(low) < SHORTEST:
            return []
        if low in self.prose() or self.is_alike(match, aligned):
            return [
                Damage(
                    start,
                    end,
                    "translated-option",
                    f"the syntax has `{aligned.written}`",
                    ((start, end, aligned.name),),
                )
            ]
        return []

    def is_value(self, value: str) -> bool:
        """Whether what follows a colon is right without the blank: in brackets, or known to the syntax."""
        if not self.translated or value[:1] in '<{["*%\\':
            return True
        word = re.match(r"\w+", value)
        return word is None or not word.group().isalpha() or self.lexicon.names(word.group())

    def is_alike(self, match: re.Match[str], term: Term) -> bool:
        """Whether an option in ASCII letters has a term's value, or none where the term or no row has one."""
        low = match.group("name").lower()
        if not self.matched or len(low) < SHORTEST or not NAME.fullmatch(low):
            return False
        if any(self.lexicon.names(part) and part != term.name.lower() for part in (low, *low.split("-"))):
            return False
        value = VALUE.match(match.string, match.end(), match.endpos)
        if value is not None:
            return fold(value.group()) == fold(term.value)
        if match.string[match.end("name") : match.endpos].strip(" ])}"):
            return False
        return not self.values or not self.lexicon.takes_value(term)

    def _separator(
        self, text: str, match: re.Match[str], term: Term | None, end: int, *, glued_style: bool
    ) -> list[Damage]:
        separator = match.group("separator")
        name = match.group("name")
        sign = (separator or "").strip()
        if separator is None or sign in ("\uff1a", "\uff1d"):
            return []
        start, stop = match.span("separator")
        value = text[stop:end]
        expected = _expected(term)
        written = f"`{match.group('prefix')}{name}{sign}`"
        if sign:
            if separator != sign and expected in (None, "", sign):
                if not value.strip(" \u00a0])}"):
                    return []
                if expected is None and f"{name}{separator}".lower() in self.lexicon.text:
                    return []
                return [
                    Damage(
                        start,
                        stop,
                        "inserted-space",
                        f"a blank stands beside `{sign}` in {written}",
                        ((start, stop, sign),),
                        certain=(expected is not None or (sign == ":" and not self._may_be_translated(name)))
                        and self.is_value(value),
                    )
                ]
            return []
        if value[:1] not in "<{":
            return []
        same = term is not None and fold(value).startswith(fold(term.value))
        if separator and not (same and (expected or "").strip()):
            return _clinging(start, stop, term, same=same)
        if expected is not None and expected.strip():
            named = self.known(name) is not None or foreign(name)
            return [
                Damage(
                    start,
                    stop,
                    "lost-punctuation",
                    f"the syntax has `{expected.strip()}` behind `{term.written if term else name}`",
                    ((start, stop, expected),),
                    certain=named and COLON_BEHIND.search(value) is None,
                )
            ]
        if (expected is not None and expected.isspace()) or (expected is None and glued_style):
            return [
                Damage(
                    start,
                    stop,
                    "lost-space",
                    f"a blank is missing behind `{match.group('prefix')}{name}`",
                    ((start, stop, " "),),
                    certain=expected is not None,
                )
            ]
        return []


def _clinging(start: int, stop: int, term: Term | None, *, same: bool) -> list[Damage]:
    """A blank before a value in brackets that stands right behind its option in the syntax."""
    if term is None or _expected(term) != "":
        return []
    why = f"the syntax has no blank behind `{term.written}`"
    return [Damage(start, stop, "inserted-space", why, ((start, stop, ""),), certain=same)]


def _expected(term: Term | None) -> str | None:
    """What stands between an option and its value in the syntax; None if that has none."""
    if term is None or not term.value:
        return None
    # Where the syntax breaks the line, the blank says nothing.
    return (term.separator.strip() or " ") if "\n" in term.separator else term.separator
