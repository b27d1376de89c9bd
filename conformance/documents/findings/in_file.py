"""Findings on the translation in a bilingual page, at their places in the file."""

from __future__ import annotations

from msgspec.structs import replace

from ..pages.bilingual import Bilingual
from .finding import Found, Repair


def in_file(found: Found, page: Bilingual) -> Found:
    """A finding on the translation at its place in the file.

    One that runs across two sentences, or whose repair is between them, is reported and not repaired.
    """
    one = found.finding
    place = page.place(one.line, one.column, one.end_column)
    repairs = tuple(each for repair in found.repairs if (each := _repair(repair, page)) is not None)
    fixable = one.fixable and place.text == one.text and len(repairs) == len(found.repairs)
    finding = replace(
        one,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        text=place.text,
        fixable=fixable,
    )
    return Found(finding, repairs if fixable else ())


def _repair(repair: Repair, page: Bilingual) -> Repair | None:
    place = page.place(repair.line, repair.start, repair.end)
    if len(place.text) != repair.end - repair.start:
        return None
    return Repair(place.line, place.column, place.end_column, repair.text)
