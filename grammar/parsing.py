"""From a text to its tree and diagnoses; each distinct usage is parsed once."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from lark.exceptions import LarkError, UnexpectedInput
from msgspec.structs import replace

from .blocks import hangs_on, split_usages
from .building import ESCAPED, Builder, Edit
from .loading import load
from .nodes import Choice, Diagnosis, Node, Notation, Option, Parsed, Sequence, Status, children
from .recovery import parse_repaired

if TYPE_CHECKING:
    from lark import Lark

MAX_DEPTH = 100
MAX_LENGTH = 20_000
_lock = Lock()


class Usage(NamedTuple):
    """One parsed usage, with offsets into its own text."""

    tree: Node | None
    diagnoses: tuple[Diagnosis, ...]
    edits: tuple[Edit, ...]


@cache
def _windows() -> tuple[Lark, Builder]:
    builder = Builder()
    return load("windows", "usage", builder), builder


@lru_cache(maxsize=16_384)
def parse_usage(text: str) -> Usage:
    """Parse one usage in Windows notation. Never raises: what cannot be read is diagnosed."""
    problem = _too_much(text)
    if problem is not None:
        return Usage(None, (problem,), ())
    with _lock:
        parser, builder = _windows()
        builder.begin()
        try:
            tree = parser.parse(text)
        except LarkError:
            try:
                tree = parse_repaired(parser, builder, text)
            except UnexpectedInput as error:
                place = min(max(error.pos_in_stream or 0, 0), len(text))
                found = Diagnosis("unreadable", place, min(place + 1, len(text)), "no notation goes on like this")
                return Usage(None, (found,), ())
        return Usage(tree, tuple(sorted(builder.diagnoses, key=_place)), tuple(builder.edits))


def _place(diagnosis: Diagnosis) -> tuple[int, int]:
    return diagnosis.start, diagnosis.end


def _too_much(text: str) -> Diagnosis | None:
    """Refuse what no reader could follow, so that everything behind may recurse."""
    if len(text) > MAX_LENGTH:
        return Diagnosis("too-long", MAX_LENGTH, len(text), f"a usage of more than {MAX_LENGTH} characters")
    if sum(map(text.count, "[{<［｛＜")) <= MAX_DEPTH:
        return None
    depth = 0
    for place, sign in enumerate(text):
        if sign in "[{<［｛＜":
            depth += 1
            if depth > MAX_DEPTH:
                return Diagnosis("too-deep", place, place + 1, f"groups nested more than {MAX_DEPTH} deep")
        elif sign in "]}>］｝＞":
            depth = max(0, depth - 1)
    return None


@lru_cache(maxsize=8192)
def parse_syntax(text: str, *, notation: Notation | None = None, title: str = "") -> Parsed:
    """Parse a syntax: one usage or a whole block of them, in any notation.

    `notation` is guessed where it is not given; `title` is the heading of the page, whose first words may be the
    prefix of a sub-shell command. Never raises: what cannot be read has a diagnosis. Answers are kept per text.
    """
    return parse_windows(text, notation or "windows")


@lru_cache(maxsize=16_384)
def parse_cell(text: str) -> Parsed:
    """Parse one parameter as a table names it: `/server:`<name>``, `[/ Server :\\<nom du serveur >]`.

    Markdown escapes and code marks belong to the cell and are no damage.
    """
    usage = parse_usage(text)
    diagnoses = tuple(found for found in usage.diagnoses if found.message != ESCAPED)
    edits = [edit for edit in usage.edits if text[edit.start : edit.start + 1] != "\\"]
    status: Status = "diagnosed" if usage.tree is None else "recovered" if diagnoses else "parsed"
    tree = usage.tree
    if isinstance(tree, Sequence) and len(tree.items) == 1:
        tree = tree.items[0]
    usages = () if tree is None else (tree,)
    return Parsed(text, tree, usages, diagnoses, mended(text, edits), status, "windows")


def parse_windows(text: str, notation: Notation) -> Parsed:
    """Parse a block of one or several usages in Windows notation."""
    trees: list[Node] = []
    diagnoses: list[Diagnosis] = []
    edits: list[Edit] = []
    lost = False
    for start, end in split_usages(text):
        body = text[start:end]
        usage = parse_usage(body)
        if usage.tree is None:
            lost = True
        else:
            trees.append(shifted(_by_indent(usage.tree, body), start))
        diagnoses += [replace(found, start=found.start + start, end=found.end + start) for found in usage.diagnoses]
        edits += [Edit(edit.start + start, edit.end + start, edit.text) for edit in usage.edits]
    if not trees and not diagnoses:
        diagnoses.append(Diagnosis("empty-syntax", 0, len(text), "no usage in this text"))
    status: Status = "diagnosed" if not trees or lost else "recovered" if diagnoses else "parsed"
    if len(trees) > 1:
        tree: Node | None = Choice(
            optional=False, alternatives=tuple(trees), start=trees[0].start, end=trees[-1].end
        )
    else:
        tree = trees[0] if trees else None
    return Parsed(text, tree, tuple(trees), tuple(diagnoses), mended(text, edits), status, notation)


def _by_indent(tree: Node, text: str) -> Node:
    """Read a required option that is indented below an optional group as a part of that group."""
    if "\n" not in text or not isinstance(tree, Sequence):
        return tree
    items: list[Node] = []
    for item in tree.items:
        last = items[-1] if items else None
        if (
            isinstance(item, Option)
            and isinstance(last, Choice)
            and last.optional
            and len(last.alternatives) == 1
            and hangs_on(text, last.start, item.start)
        ):
            only = last.alternatives[0]
            inner = (*only.items, item) if isinstance(only, Sequence) else (only, item)
            joint = Sequence(items=inner, start=only.start, end=item.end)
            items[-1] = Choice(optional=True, alternatives=(joint,), start=last.start, end=item.end)
        else:
            items.append(item)
    return tree if len(items) == len(tree.items) else replace(tree, items=tuple(items))


def shifted(node: Node, by: int) -> Node:
    """Return the same tree with every offset moved."""
    if by == 0:
        return node
    changes: dict[str, object] = {"start": node.start + by, "end": node.end + by}
    below = children(node)
    if below:
        moved = tuple(shifted(child, by) for child in below)
        field = node.__struct_fields__[0]
        changes[FIELD_BELOW[type(node).__name__]] = moved if isinstance(getattr(node, field), tuple) or type(node).__name__ in {"Sequence", "Choice", "Value"} else moved[0]
    return replace(node, **changes)


FIELD_BELOW = {
    "Sequence": "items",
    "Choice": "alternatives",
    "Value": "parts",
    "Option": "value",
    "Repetition": "item",
}


def mended(text: str, edits: list[Edit]) -> str | None:
    """Apply every repair from the back; None where there is none. Of two repairs that overlap the earlier one stands."""
    if not edits:
        return None
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    for edit in reversed(kept):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
