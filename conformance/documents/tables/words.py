"""Tokens of a first column that begin with no sign: keys, placeholders, words, options that lost theirs."""

from __future__ import annotations

import re
from functools import cached_property

from ..findings.damage import Damage
from ..pages.lexicon import Term, fold, squeeze
from ..pages.written import Written
from .alignment import Alignment
from .options import ANGLES, GROUP, WORDS, TokenJudge, foreign
from .rows import Row, Segment
from .wording import own_words

TOKEN = re.compile(r"[A-Za-z0-9@*?+=./\\:_$%<>\[\]-]*[A-Za-z][A-Za-z0-9@*?+=./\\:_$%<>\[\]-]*")
NAMED = re.compile(
    r"[\[{(\s]*(?P<name>[^\W\d_][^<{\[\]}>|:\uff1a=\uff1d/\\]*?)(?P<separator>\s*[:\uff1a=\uff1d]\s*|\s*(?=<))(?=\S)"
)
MISPLACED = re.compile(r"[\[\s]*>\s|[^<>]*</")
SPACED_COLON = re.compile(r"(?<=>)[ \u00a0]+:")
BRACKETED = re.compile(r"\[[^\[\]]*\]")
LONGEST = 40
LONGEST_NAME = 200
HABIT = 3
PHRASE = 4
FEW = 2


class WordJudge:
    """Judges what begins with no sign in one table; the options of the table are judged by another."""

    def __init__(self, rows: list[Row], alignment: Alignment, options: TokenJudge, written: Written) -> None:
        self.rows = rows
        self.alignment = alignment
        self.options = options
        self.written = written
        self.lexicon = options.lexicon
        self.translated = options.translated
        self.prose = options.prose

    def damages(self, row: Row, segment: Segment) -> list[Damage]:
        """A token without a prefix: an option that lost it, a key, a placeholder or a bare word."""
        text, start, end = row.plain.text, segment.start, segment.end
        body = text[start:end]
        if MISPLACED.match(body):
            return [Damage(start, end, "moved-punctuation", "the angle brackets do not enclose the words")]
        term = self._before_option(row, segment, body)
        if term is not None:
            return [Damage(start, end, "moved-punctuation", f"the value stands before `{term.written}`")]
        aligned = self.alignment.found.get((row.cell.line, start))
        named = NAMED.match(body[:LONGEST_NAME])
        if named is not None:
            return self._named(body, start, named, aligned)
        found: list[Damage] = []
        for match in SPACED_COLON.finditer(text, start, end):
            if ">:" in self.lexicon.text:
                edit = (*match.span(), ":")
                found.append(
                    Damage(
                        *match.span(),
                        "inserted-space",
                        "a blank stands before the colon",
                        (edit,),
                        certain=True,
                    )
                )
        bare = ANGLES.sub("", GROUP.sub("", body))
        if foreign(bare):
            if self.translated and fold(body) not in self.lexicon.folded:
                found += self._foreign(row, segment, bare, aligned)
        elif self._reworded(body, aligned):
            edits = ((start, end, aligned.name),) if aligned is not None and "<" not in body else ()
            why = (
                f"the syntax has `{aligned.written}`"
                if aligned is not None
                else "the syntax has no such placeholder"
            )
            found.append(Damage(start, end, "translated-placeholder", why, edits))
        return found

    def _before_option(self, row: Row, segment: Segment, body: str) -> Term | None:
        """The option that a word, the rest of its cell, stands before, though its value belongs behind it."""
        if len(row.segments) != FEW or segment is row.segments[1] or not row.segments[1].option:
            return None
        option = row.plain.text[row.segments[1].start : row.segments[1].end]
        term = self.lexicon.options.get(option[1:].lower())
        value = term is not None and term.value and body.isalpha() and not self.lexicon.names(body)
        return term if value else None

    def _named(  # noqa: C901, PLR0912 - one guard for each way a name is written wrong
        self, body: str, start: int, named: re.Match[str], aligned: Term | None
    ) -> list[Damage]:
        """A name with a value: `name:`, `name=` or a name glued to its placeholder."""
        end = start + len(body)
        name, separator = named.group("name").strip(), named.group("separator")
        low, sign = name.lower(), separator.strip()
        at = start + named.start("name")
        gap = (start + named.start("separator"), start + named.end("separator"))
        if foreign(name):
            if not self.translated:
                return []
            why = (
                f"the syntax has `{aligned.written}`"
                if aligned is not None
                else "no option or key has letters beyond ASCII"
            )
            edits = ((at, at + len(name), aligned.written),) if aligned is not None else ()
            return [Damage(start, end, "translated-option", why, edits, certain=bool(edits) and sign != "")]
        if f" {squeeze(body[: named.end()])}" in f" {self.lexicon.text}":
            return []
        term = self.lexicon.options.get(low) or self.lexicon.options.get(fold(name))
        if term is not None and low not in self.lexicon.keys:
            written = term.name if fold(name) != low else name
            edits = [(at, at + len(name), f"{term.prefix}{written}")]
            if term.separator != separator and term.value:
                edits.append((*gap, term.separator))
            return [
                Damage(
                    start,
                    end,
                    "lost-punctuation",
                    f"the syntax has `{term.written}`",
                    tuple(edits),
                    certain=True,
                )
            ]
        key = self.lexicon.keys.get(low) or self.lexicon.keys.get(low.rsplit(" ", 1)[-1])
        if sign == "=" and key is not None:
            if separator == key.separator:
                return []
            why = f"the syntax has `{key.name}{key.separator}`"
            return [Damage(start, end, "inserted-space", why, ((*gap, key.separator),), certain=True)]
        if sign in (":", "\uff1a") and separator != ":" and f"{low}:" in self.lexicon.text:
            return [
                Damage(
                    start,
                    end,
                    "inserted-space",
                    "a blank stands beside the colon",
                    ((*gap, ":"),),
                    certain=not self.translated or self.options.is_value(body[named.end() :]),
                )
            ]
        value = ANGLES.match(body, named.end())
        owner = self._owner(value.group("name")) if value is not None and self.translated else None
        word = self.lexicon.names(low) and low not in self.lexicon.literals and not separator
        if word and owner is not None and owner.separator == ":":
            edit = (at, gap[1], f"{owner.written}{owner.separator}")
            return [Damage(start, end, "translated-option", f"the syntax has `{owner.written}`", (edit,))]
        if not self.translated or " " in name or self.lexicon.names(low):
            return []
        if owner is not None and not owner.prefix and sign == "=":
            edit = (at, gap[1], f"{owner.name}{owner.separator}")
            return [
                Damage(
                    start,
                    end,
                    "translated-option",
                    f"the syntax has `{owner.name}{owner.separator}`",
                    (edit,),
                )
            ]
        if aligned is not None and sign == "=":
            return [
                Damage(
                    start,
                    end,
                    "translated-option",
                    f"the syntax has `{aligned.name}=`",
                    ((at, at + len(name), aligned.name),),
                )
            ]
        if not separator and value is not None:
            if owner is not None and owner.prefix:
                edit = (at, gap[1], f"{owner.prefix}{owner.name}{owner.separator}")
                return [Damage(start, end, "translated-option", f"the syntax has `{owner.written}`", (edit,))]
            return [Damage(start, end, "lost-punctuation", "the sign before or behind the option is gone")]
        return []

    def _owner(self, placeholder: str) -> Term | None:
        """The one option or key that has that placeholder for its value and stands in no row."""
        wanted = fold(placeholder)
        terms = {term.order: term for term in (*self.lexicon.options.values(), *self.lexicon.keys.values())}
        owners = [
            term
            for term in terms.values()
            if term.value and fold(term.value) == wanted and term.order not in self.alignment.used
        ]
        return owners[0] if len(owners) == 1 else None

    def _foreign(self, row: Row, segment: Segment, bare: str, aligned: Term | None) -> list[Damage]:
        """A token that is, in part, words of the page's language and script."""
        text, start, end = row.plain.text, segment.start, segment.end
        body = text[start:end]
        outside = BRACKETED.sub("", bare)
        if not foreign(outside):
            return [
                Damage(
                    start + match.start(),
                    start + match.end(),
                    "translated-placeholder",
                    "the words in brackets are translated",
                )
                for match in BRACKETED.finditer(body)
                if foreign(match.group())
            ]
        if aligned is not None:
            name = "translated-placeholder" if aligned.value == "<" else "translated-option"
            edits = (
                ((start, end, aligned.name),)
                if "<" not in body and aligned.value in ("", "<") and not aligned.prefix
                else ()
            )
            return [Damage(start, end, name, f"the syntax has `{aligned.written}`", edits)]
        if len(row.segments) > 1 or body[:1] in "{[<" or "<" in body:
            return [Damage(start, end, "translated-value", "no token has letters beyond ASCII")]
        if (row.cell.line, start) in self.alignment.rivals and len(body) <= LONGEST:
            return [Damage(start, end, "translated-value", "a term of the syntax stands in no row")]
        if len(body) <= LONGEST and self._tokens >= HABIT and self._tokens * 2 >= len(self.rows):
            return [Damage(start, end, "translated-value", "the other rows name tokens in ASCII letters")]
        return []

    def _reworded(self, body: str, aligned: Term | None) -> bool:
        """Whether a cell in ASCII letters has words of the page's language and none of its syntax."""
        words = [word for word in WORDS.findall(body.lower()) if len(word) > 1]
        if (
            not self.translated
            or not words
            or fold(body) in self.lexicon.folded
            or len(words) > PHRASE
            or any(self.lexicon.names(word) for word in words)
        ):
            return False
        if aligned is None and not body.strip(" [").startswith("<"):
            return False
        if len(words) > FEW and own_words(body, self.written):
            return True
        if aligned is not None and any(_akin(word, aligned.name.lower()) for word in words):
            return False
        return any(word in self.prose() for word in words if len(word) > 3)  # noqa: PLR2004 - articles say nothing

    @cached_property
    def _tokens(self) -> int:
        """How many rows hold one token that a computer reads."""
        return sum(
            1
            for row in self.rows
            if (row.segments and row.segments[0].option and not foreign(row.plain.text))
            or TOKEN.fullmatch(row.plain.text.strip())
            or squeeze(row.plain.text) in self.lexicon.text
        )


def _akin(word: str, name: str) -> bool:
    """Whether two words begin alike, so that one may be the other in English spelling."""
    return word[:3] == name[:3]
