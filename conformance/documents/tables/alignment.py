"""Which term of the syntax a row means that matches none: the only one between those of its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..pages.lexicon import Lexicon, Term, fold, squeeze
from .options import HEAD, VALUE
from .rows import HELP, Row, Segment

FAR = 1 << 30
GRAMMAR_WORDS = frozenset(("or", "and"))


class Place(NamedTuple):
    """The first token of a row: the order of its term or None, its place and its kind.

    An option may have a sign before its value, and a value in brackets, with a sign before it or without.
    """

    order: int | None
    key: tuple[int, int]
    kind: str
    signed: bool = False
    valued: bool = False


class Alignment:
    """Rows and terms of one table, side by side.

    Attributes:
        used: the orders of the terms that rows match.
        found: by line and offset in the cell, the one term that an unmatched token can mean.
        rivals: likewise, the unmatched tokens for which several terms are left.
        gaps: by line, the orders of the terms of the rows around an unmatched one.
        likely: by the same, the term of an unmatched option where as many options are left as rows.
        ordered: those of them that stand between the terms of their neighbours.
        values: whether a row shows the value of its option in brackets.

    """

    def __init__(self, rows: list[Row], lexicon: Lexicon, own: frozenset[str]) -> None:
        self.rows = rows
        self.lexicon = lexicon
        self.own = own
        self.used: set[int] = set()
        self.rivals: set[tuple[int, int]] = set()
        self.likely: dict[tuple[int, int], Term] = {}
        self.gaps: dict[int, tuple[int, int]] = {}
        self.ordered: set[tuple[int, int]] = set()
        self.values = False
        self.found = self._align()

    def _align(self) -> dict[tuple[int, int], Term]:
        """Tokens that match nothing, each with the one term that stands between their neighbours'."""
        matched = self._places()
        if all(place.order is not None for place in matched):
            return {}
        terms = self._terms()
        found: dict[tuple[int, int], Term] = {}
        for at, place in enumerate(matched):
            if place.order is not None:
                continue
            rivals = sum(
                1 for each in self._gap(matched, at) if each.order is None and each.kind == place.kind
            )
            self.gaps[place.key[0]] = low, high = self._between(matched, at)
            candidates = [
                term for term in terms[place.kind] if low < term.order < high and self._may_be(place, term)
            ]
            if rivals == 1 and len(candidates) == 1:
                found[place.key] = candidates[0]
            elif rivals == len(candidates) or (self.used and rivals < len(candidates)):
                self.rivals.add(place.key)
        self._pair(matched, terms["option"])
        return found

    def _places(self) -> list[Place]:
        """The first token of each row."""
        matched: list[Place] = []
        for row in self.rows:
            # A row for help stands anywhere, and many a syntax does without it.
            for segment in row.segments[:1] if squeeze(row.plain.text) not in HELP else ():
                term = self._term(row.plain.text, segment)
                if term is not None:
                    self.used.add(term.order)
                kind = self._kind(row.plain.text, segment)
                head = HEAD.match(row.plain.text, segment.start, segment.end) if segment.option else None
                signed = head is not None and (head.group("separator") or "").strip() in {":", "=", "\uff1a"}
                order = term.order if term else None
                valued = head is not None and VALUE.match(row.plain.text, head.end(), segment.end) is not None
                self.values = self.values or valued
                matched.append(Place(order, (row.cell.line, segment.start), kind, signed, valued))
        return matched

    def _pair(self, matched: list[Place], left: list[Term]) -> None:
        """Lay unmatched options beside those of the syntax that no row matches, where there are as many."""
        lone = [at for at, place in enumerate(matched) if place.order is None and place.kind == "option"]
        if len(lone) != len(left) or len(self.used) < len(lone):
            return
        for at, term in zip(lone, sorted(left, key=lambda term: term.order), strict=True):
            if self._may_be(matched[at], term):
                self.likely[matched[at].key] = term
                low, high = self._between(matched, at)
                if low < term.order < high:
                    self.ordered.add(matched[at].key)

    def _terms(self) -> dict[str, list[Term]]:
        """The terms that no row matches, by the kind of row that may mean them."""
        lexicon = self.lexicon
        options = [
            term for term in {t.order: t for t in lexicon.options.values()}.values() if self._free(term)
        ]
        keys = [term for term in lexicon.keys.values() if self._free(term)]
        owners = [term for term in (*lexicon.options.values(), *lexicon.keys.values()) if term.value]
        taken = [
            (
                term.order,
                term.order + len(term.prefix) + len(term.name) + len(term.separator) + len(term.value) + 4,
            )
            for term in owners
            if term.order in self.used
        ]
        places = [
            term
            for term in lexicon.placeholders.values()
            if self._free(term) and not any(start < term.order <= end for start, end in taken)
        ]
        literals = [
            term
            for low, term in lexicon.literals.items()
            if self._free(term) and low not in self.own and low not in GRAMMAR_WORDS
        ]
        return {
            "option": options,
            "key": keys,
            "placeholder": places,
            "bare": [*places, *literals] or options,
        }

    def _free(self, term: Term) -> bool:
        return term.order not in self.used and term.name.lower() not in self.own

    @staticmethod
    def _between(matched: list[Place], at: int) -> tuple[int, int]:
        """The orders of the terms between which that of an unmatched row stands."""
        low = max((each.order for each in matched[:at] if each.order is not None), default=-1)
        high = next((each.order for each in matched[at + 1 :] if each.order is not None), FAR)
        return low, high

    def _may_be(self, place: Place, term: Term) -> bool:
        """Whether a term takes what a token has behind it."""
        if place.signed and not term.separator.strip():
            return False
        return not place.valued or self.lexicon.takes_value(term)

    @staticmethod
    def _kind(text: str, segment: Segment) -> str:
        if segment.option:
            return "option"
        body = text[segment.start : segment.end].lstrip("[{( ")
        if re.match(r"[^<]*?[=\uff1d]", body):
            return "key"
        return "placeholder" if body.startswith("<") else "bare"

    @staticmethod
    def _gap(matched: list[Place], at: int) -> list[Place]:
        """The unmatched rows around one."""
        first = last = at
        while first > 0 and matched[first - 1].order is None:
            first -= 1
        while last + 1 < len(matched) and matched[last + 1].order is None:
            last += 1
        return matched[first : last + 1]

    def _term(self, text: str, segment: Segment) -> Term | None:
        if segment.option:
            match = HEAD.match(text, segment.start, segment.end)
            return (
                self.lexicon.options.get((match.group("name") or "").lower().rstrip(".")) if match else None
            )
        body = text[segment.start : segment.end]
        folded = fold(body)
        return (
            self.lexicon.placeholders.get(folded)
            or self.lexicon.options.get(folded.lstrip("/-").split(":")[0])
            or self.lexicon.keys.get(folded.split("=")[0])
            or self.lexicon.literals.get(folded)
        )
