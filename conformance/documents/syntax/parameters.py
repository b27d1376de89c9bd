"""Headings of parameters and of parameter sets, against the syntaxes and the metadata of a cmdlet's page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from ....spec.known_words import powershell_names
from ..findings.finding import Found, found_at
from ..pages.page import Fence, Heading, Page, is_translated
from ..tables.options import foreign

SET_DECORATION = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*$")
META = re.compile(r"^(?P<key>[^:\uff1a\n]{1,40})[:\uff1a] ?(?P<value>.*)$")
# The hyphen before the name of a parameter, whatever became of it.
HYPHEN = re.compile(r"\A[-\u2010-\u2015\u2212]?[ \u00a0]*")
SYNTAX_PARAMETER = re.compile(r"(?<![\w<-])\[{0,2}-(?P<name>[^\W\d_][\w:.-]*)\]?(?: <(?P<type>[^<>\s]+)>)?")
# Stands among the parameters and is none.
HEADING = "CommonParameters"
TYPE = "Type:"
SETS = "Parameter Sets:"
# So many keys stand in the metadata of every parameter.
LEAST_ROWS = 8
# The type of a parameter without a value.
SWITCH = "SwitchParameter"
# What a parameter's metadata says where it belongs to every set.
EVERY = "(All)"
# Parameters have their headings at this level, and names of sets, too.
LEVEL = 3


class Parameter(NamedTuple):
    """A parameter as a page declares it: its heading, the word behind the hyphen, its type and its sets."""

    heading: Heading
    name: str
    type: str
    sets: frozenset[str]


def set_headings(page: Page) -> list[Heading]:
    """The headings that name parameter sets."""
    return [heading for heading in page.headings if heading.role == "syntax" and heading.level >= LEVEL]


def parameters_of(page: Page) -> list[Parameter]:
    """The parameters that have headings with metadata, in order."""
    found: dict[int, Parameter] = {}
    for fence in page.fences:
        if fence.info not in {"yaml", ""} or fence.role != "parameters" or fence.section < 0:
            continue
        if fence.section not in found:
            heading = page.headings[fence.section]
            name = _parameter_of(heading)
            sets = frozenset(each.strip() for each in _value(fence, SETS, 1).split(",") if each.strip())
            found[fence.section] = Parameter(heading, name, short_type(_value(fence, TYPE, 0).strip()), sets)
    return list(found.values())


def _parameter_of(heading: Heading) -> str:
    """The name that a heading gives a parameter, without its hyphen."""
    return HYPHEN.sub("", heading.text.strip().replace("\\", ""))


def _value(fence: Fence, key: str, place: int) -> str:
    """What stands behind a key of some metadata or, where no line has the key, at its place.

    Help tools write all keys in one order, in which a translation leaves their values.
    """
    for line in fence.lines:
        if line.startswith(key):
            return line[len(key) :]
    rows = [match.group("value") for line in fence.lines if (match := META.match(line))]
    return rows[place] if fence.info == "yaml" and len(rows) >= LEAST_ROWS else ""


def short_type(name: str) -> str:
    """The last part of the name of a type, in lower case, in one way for all that PowerShell has for it."""
    last = name.rsplit(".", 1)[-1].lower()
    single = last.removesuffix("[]")
    return f"{powershell_names().short_types.get(single, single)}{last[len(single) :]}"


# A cmdlet has the same syntax in every language.
@lru_cache(maxsize=8)
def typed_in(text: str) -> dict[str, tuple[str, str]]:
    """The parameters of some syntaxes by their names in lower case: as they are written, and their types."""
    found: dict[str, tuple[str, str]] = {}
    for match in SYNTAX_PARAMETER.finditer(text):
        name = match.group("name")
        found.setdefault(name.lower(), (name, short_type(match.group("type") or SWITCH)))
    return found


def are_sound(page: Page) -> bool:
    """Whether every heading of a parameter is one of the syntax as it should be, which most are."""
    syntax = typed_in(page.syntax)
    return all(
        heading.text[:1] == "-" and heading.text[1:].rstrip().lower() in syntax
        for heading in _headings(page)
        if HEADING not in heading.text
    )


def _headings(page: Page) -> Iterator[Heading]:
    """The headings among the parameters, those of other things too."""
    return (each for each in page.headings if each.role == "parameters" and each.level >= LEVEL)


def check_parameters(page: Page, right: Container[str] = ()) -> Iterator[Found]:
    """Parameter headings that the syntax does not have, where it has a parameter without a heading.

    In a translation the one that is missing says what such a heading should be, if no other has its type.

    Args:
        page: the page.
        right: headings that are known to be right.

    """
    syntax = typed_in(page.syntax)
    if not syntax or are_sound(page):
        return
    declared = parameters_of(page)
    strangers = _strangers(page, declared, right)
    yield from _hyphens(page, declared, syntax)
    for each, meant in strangers:
        span = each.heading.span
        edits = ((*span, f"-{meant.shown}"),) if meant.shown else ()
        yield found_at(
            page, each.heading.line, *span, meant.damage, meant.why, edits=edits, certain=bool(edits)
        )


def _strangers(
    page: Page, declared: list[Parameter], right: Container[str]
) -> list[tuple[Parameter, _Meant]]:
    """The parameters whose headings the syntax does not have, and what each should be."""
    syntax = typed_in(page.syntax)
    # A parameter that has a heading is not absent, whether its metadata are there or not.
    named = {_parameter_of(each).lower() for each in _headings(page)}
    absent = {name: typed for name, typed in syntax.items() if name not in named and not foreign(name)}
    strangers = [
        each for each in declared if each.name.lower() not in syntax and each.heading.text not in right
    ]
    types = Counter(each.type for each in strangers)
    translated = is_translated(page)
    found = ((each, _meant(each, absent, types, translated=translated)) for each in strangers)
    return [(each, meant) for each, meant in found if meant is not None]


def _hyphens(page: Page, declared: list[Parameter], syntax: dict[str, tuple[str, str]]) -> Iterator[Found]:
    """Headings of parameters without their hyphen, with a dash for it, or with a blank behind it."""
    for each in declared:
        start = each.heading.column - 1
        shown = HYPHEN.match(each.heading.text.lstrip("\\"))
        if each.name.lower() not in syntax or shown is None or shown.group() == "-":
            continue
        damage = "inserted-space" if shown.group() else "lost-punctuation"
        if shown.group().strip(" \u00a0-"):
            damage = "dash-for-hyphen"
        end = start + len(each.heading.text.rstrip())
        wanted = f"-{each.name}"
        yield found_at(
            page, each.heading.line, start, end, damage, f"the syntax has `{wanted}`",
            edits=((start, end, wanted),), certain=True,
        )  # fmt: skip


class _Meant(NamedTuple):
    """What is wrong with the heading of a parameter, what says so, and which one is meant if that is sure."""

    damage: str
    why: str
    shown: str = ""


def _meant(
    each: Parameter, absent: dict[str, tuple[str, str]], types: Counter[str], *, translated: bool
) -> _Meant | None:
    """What a heading that the syntax does not have should be, among the parameters without a heading.

    Args:
        each: the heading with its metadata.
        absent: the parameters of the syntax without a heading, by name in lower case, with their types.
        types: how many headings without a syntax there are of each type.
        translated: whether the page is known to be a translation.

    """
    low = each.name.lower()
    spelt = absent.get(low.replace(" ", ""))
    if spelt is not None:
        return _Meant("inserted-space", f"the syntax has `-{spelt[0]}`", spelt[0])
    alike = [shown for shown, kind in absent.values() if kind == each.type]
    alone = alike[0] if len(alike) == 1 and types[each.type] == 1 else ""
    near = [] if foreign(low) else get_close_matches(low, absent, 1, 0.8)
    if near:
        shown = absent[near[0]][0]
        sure = translated and shown == alone
        return _Meant("parameter-mismatch", f"the syntax has `-{shown}`", shown if sure else "")
    if foreign(low) or (translated and alike):
        why = f"the syntax has `-{alone}`" if alone else "the syntax has no such parameter"
        return _Meant("translated-metadata", why, alone)
    if len(absent) == types.total() == 1:
        alike = [shown for shown, _ in absent.values()]
    if types[each.type] > len(alike):
        return None
    without = ", ".join(f"`-{shown}`" for shown in alike)
    return _Meant(
        "parameter-mismatch", f"no syntax has it, and no heading stands for {without} of the syntax"
    )


def check_sets(page: Page, right: Container[str] = ()) -> Iterator[Found]:
    """Headings over syntax blocks that name no set of the metadata; both must use the same identifiers.

    The set whose parameters are those of the block says what such a heading should be: beyond doubt in a
    translation. In English, a name in ASCII letters is no translation; it may be an older one.

    Args:
        page: the page.
        right: headings that are known to be right.

    """
    headings = set_headings(page)
    english = page.locale.startswith("en")
    judged = [heading for heading in headings if not english or foreign(heading.text)]
    if not judged:
        return
    translated = is_translated(page)
    declared = parameters_of(page)
    meant = {each: sense.shown for each, sense in _strangers(page, declared, right) if sense.shown}
    declared = [each._replace(name=meant.get(each, each.name)) for each in declared]
    known = {name: None for each in declared for name in sorted(each.sets) if name != EVERY}
    lower = {name.lower() for name in known}
    # What stands in brackets may belong to the name: `Query (cdxml)`.
    shown = {text.lower() for heading in headings for text in (heading.text.strip(), _named(heading))}
    unmatched = [name for name in known if name.lower() not in shown]
    for heading in judged:
        name = _named(heading)
        if name.lower() in lower or heading.text.strip().lower() in lower or heading.text in right:
            continue
        start = heading.column - 1
        end = start + len(name)
        wanted = _set_of(page, heading, unmatched, declared)
        if wanted is None and not foreign(name):
            continue
        yield found_at(
            page, heading.line, start, end, "translated-parameter-set",
            f"the metadata names `{wanted}`" if wanted else "set names are identifiers in ASCII letters",
            edits=((start, end, wanted),) if wanted else (),
            certain=wanted is not None and (translated or foreign(name)),
        )  # fmt: skip


def _named(heading: Heading) -> str:
    return SET_DECORATION.sub("", heading.text).strip()


def _set_of(page: Page, heading: Heading, names: list[str], declared: list[Parameter]) -> str | None:
    """The one set that has the parameters of the block below a heading, of those without a heading."""
    section = page.headings.index(heading)
    blocks = [fence.text for fence in page.fences if fence.section == section]
    if len(blocks) != 1:
        return None
    typed = typed_in(blocks[0]).keys()
    everywhere = typed_in(page.syntax)
    # A parameter whose heading has another name tells nothing, nor does a set that has such a one.
    sound = [each for each in declared if each.name.lower() in everywhere]
    fitting = [
        name
        for name in names
        if not foreign(name)
        and (own := [each for each in declared if name in each.sets])
        and all(each in sound for each in own)
        and typed & {each.name.lower() for each in sound}
        == {each.name.lower() for each in sound if each.sets & {name, EVERY}}
    ]
    return fitting[0] if len(fitting) == 1 else None
