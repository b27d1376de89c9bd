"""The part of SARIF 2.1.0 that reports use, after the standard's own schema."""

from __future__ import annotations

from typing import Any


def members(required: tuple[str, ...] = (), **properties: object) -> dict[str, Any]:
    """Describe an object with these members and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def many(items: dict[str, Any], *, least: int = 0, unique: bool = False) -> dict[str, Any]:
    """Describe an array."""
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": unique}


TEXT = {"type": "string"}
POSITIVE = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": -1}
BAG = {"type": "object"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = members(("text",), text=TEXT)
URI = {"type": "string", "pattern": "^[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+$"}
ARTIFACT = members(uri=URI)
REGION = members(
    startLine=POSITIVE,
    startColumn=POSITIVE,
    endLine=POSITIVE,
    endColumn=POSITIVE,
    snippet=members(text=TEXT),
)
LOCATION = members(
    physicalLocation=members(artifactLocation=ARTIFACT, region=REGION),
    logicalLocations=many(members(fullyQualifiedName=TEXT), unique=True),
)
FIX = members(
    ("artifactChanges",),
    description=MESSAGE,
    artifactChanges=many(
        members(
            ("artifactLocation", "replacements"),
            artifactLocation=ARTIFACT,
            replacements=many(
                members(("deletedRegion",), deletedRegion=REGION, insertedContent=members(text=TEXT)), least=1
            ),
        ),
        least=1,
        unique=True,
    ),
)
RESULT = members(
    ("message",),
    ruleId=TEXT,
    ruleIndex=INDEX,
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    fixes=many(FIX, unique=True),
    suppressions=many(members(("kind",), kind={"enum": ["inSource", "external"]}, justification=TEXT)),
    properties=BAG,
)
# A result whose kind is not "fail" has the level "none" (SARIF 2.1.0, 3.27.10).
RESULT["if"] = {"properties": {"kind": {"not": {"const": "fail"}}}, "required": ["kind"]}
RESULT["then"] = {"properties": {"level": {"const": "none"}}}
RULE = members(
    ("id",),
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=members(("text",), text=TEXT, markdown=TEXT),
    defaultConfiguration=members(level=LEVEL),
    properties=BAG,
)
RUN = members(
    ("tool",),
    tool=members(
        ("driver",), driver=members(("name",), name=TEXT, version=TEXT, rules=many(RULE, unique=True))
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    newlineSequences=many(TEXT, least=1, unique=True),
    invocations=many(
        members(
            ("executionSuccessful",),
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=many(members(("message",), level=LEVEL, message=MESSAGE)),
        )
    ),
    results=many(RESULT),
    properties=BAG,
)
SARIF = members(
    ("version", "runs"),
    **{"$schema": {"type": "string", "format": "uri"}, "version": {"enum": ["2.1.0"]}, "runs": many(RUN)},
)
