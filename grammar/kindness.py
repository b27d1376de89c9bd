"""Reading a damaged command line as its writer meant it, with a note for each damage."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from .lines import Argument, arguments_of
from .nodes import DASHES, Diagnosis
from .patterns import looks_like_option

_PATH = re.compile(r"[A-Za-z]:|\\\\|[(\[{<>|&]")
_FILE = re.compile(r"\w\.\w{2,4}\Z")


@lru_cache(maxsize=256)
def gathered(line: str, *, kindly: bool) -> tuple[tuple[Argument, ...], tuple[Diagnosis, ...]]:
    """Split a line into arguments and put together what a shell keeps together: `(a b)`, `+ c` of a list.

    A dash in the place of a hyphen is read as one; `kindly` also joins a sign that a blank parts from its
    option.
    """
    kept: list[Argument] = []
    notes: list[Diagnosis] = []
    for argument in arguments_of(line):
        text = argument.text
        last = kept[-1] if kept else None
        if not argument.quoted and len(text) > 1 and text[0] in DASHES:
            notes.append(
                Diagnosis("dash", argument.start, argument.start + 1, "a dash instead of a hyphen", "-")
            )
            kept.append(argument._replace(text="-" + text[1:].lstrip(DASHES)))
        elif last is not None and not last.quoted and (last.text == "+" or _is_open(last.text)):
            joint = "" if last.text == "+" else " "
            kept[-1] = Argument(last.text + joint + text, last.start, argument.end)
        elif kindly and last is not None and last.text == "/" and text[:1].isalpha():
            kept[-1] = Argument(last.text + text, last.start, argument.end)
            notes.append(Diagnosis("inserted-space", last.start, argument.end, "a blank after /", f"/{text}"))
        elif not argument.quoted and len(text) > 1 and text[-1] in "<>" and text[0] in "/-":
            kept.append(argument._replace(text=text[:-1], end=argument.end - 1))
            kept.append(Argument(text[-1], argument.end - 1, argument.end))
        else:
            kept.append(argument)
    return tuple(kept), tuple(notes)


def _is_open(text: str) -> bool:
    return text[:1] == "(" and text.count("(") > text.count(")")


def may_belong(before: tuple[Argument, ...], word: Argument) -> bool:
    """Tell whether a word may be the next one of a value that lost its quotes.

    No option, no path of its own.
    """
    if word.quoted or looks_like_option(word) or _PATH.match(word.text):
        return False
    return not (_FILE.search(word.text) and any(_FILE.search(one.text) for one in before))


def may_help(arguments: tuple[Argument, ...]) -> bool:
    """Tell whether there is anything in a line that a kind reader could read otherwise than a strict one.

    A word that may belong to the value before it, or a value that a blank parts from its option. The first
    argument is the command.
    """
    for before, word in pairwise(arguments[1:]):
        if before.text[-1:] in {":", "="} or (not before.quoted and may_belong((before,), word)):
            return True
    return False
