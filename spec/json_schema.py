"""JSON Schemas made from typed values, the same text whatever versions of Python and msgspec make them."""

from __future__ import annotations

import inspect
from typing import Any, cast

import msgspec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def definitions_of(kinds: tuple[Any, ...]) -> tuple[tuple[dict[str, Any], ...], dict[str, Any]]:
    """Return a reference to each of the types, and the definitions that the references lead to."""
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(definitions))
    _settle(plain)
    return references, plain


def schema_of(kind: Any, title: str, description: str = "") -> dict[str, Any]:  # noqa: ANN401 - unions are kinds, too
    """Return the schema (draft 2020-12) of one type."""
    (reference,), definitions = definitions_of((kind,))
    about = {"description": description} if description else {}
    return {"$schema": DIALECT, "title": title, **about, **reference, "$defs": definitions}


def _settle(part: object) -> None:
    """Undo what differs between versions: docstrings, the order of alternatives and what is said of sets."""
    if isinstance(part, dict):
        node = cast("dict[str, object]", part)
        node.pop("uniqueItems", None)
        description, alternatives = node.get("description"), node.get("anyOf")
        if isinstance(description, str):
            node["description"] = inspect.cleandoc(description)
        if isinstance(alternatives, list):
            cast("list[object]", alternatives).sort(
                key=lambda each: msgspec.json.encode(each, order="sorted")
            )
        for value in node.values():
            _settle(value)
    elif isinstance(part, list):
        for value in cast("list[object]", part):
            _settle(value)
