"""The one table of what can be reported: codes, names, severities and explanations."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

import msgspec

from ....reports.document import Rule, Severity
from ....spec.errors import DisconspecError


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One damage class.

    Attributes:
        name: in kebab case.
        severity: unless the configuration says otherwise.
        title: one line.
        explanation: what happens to the reader, and why.
        wrong: a made-up example.
        right: how it should read.
        default: whether it is reported without being selected.

    """

    name: str
    severity: Severity
    title: str
    explanation: str
    wrong: str
    right: str
    default: bool = True


@cache
def codes() -> dict[str, Code]:
    """Every code with its class."""
    import tomllib  # noqa: PLC0415 - read once, when first asked for

    text = Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Code])


def code_of(name: str) -> str:
    """The code of a damage class by its name in kebab case.

    Raises:
        KeyError: there is no such class.

    """
    return _by_name()[name]


def rule_of(code: str) -> Rule | None:
    """What a code means, for formats that explain the rules they name; None where there is no such code."""
    entry = codes().get(code)
    return Rule(entry.title, entry.explanation, entry.wrong, entry.right) if entry else None


def is_name(name: str) -> bool:
    """Whether there is a damage class of that name."""
    return name in _by_name()


@cache
def _by_name() -> dict[str, str]:
    return {code.name: key for key, code in codes().items()}


def find_codes(words: str) -> frozenset[str]:
    """The codes in a list like `T201,inserted-space,P3`: codes, names or beginnings of codes.

    Raises:
        DisconspecError: a word is none of these.

    """
    found: set[str] = set()
    for word in filter(None, (part.strip() for part in words.split(","))):
        matches = {
            key for key, code in codes().items() if key.startswith(word.upper()) or code.name == word.lower()
        }
        if not matches:
            known = [*codes(), *(code.name for code in codes().values())]
            near = difflib.get_close_matches(word, known, 1, 0.4)
            hint = f"did you mean {near[0]}?" if near else "disconspec explain lists the codes"
            raise DisconspecError(f"there is no code {word!r}", hint=hint)
        found |= matches
    return frozenset(found)


def explain_code(word: str) -> str | None:
    """What a code or damage class means, with an example; None where there is no such code."""
    for key, code in codes().items():
        if word.upper() == key or word.lower() == code.name:
            opt_in = "" if code.default else "\nReported only when selected: --select " + key
            return (
                f"{key} {code.name} ({code.severity})\n{code.title}.\n\n{code.explanation}\n\n"
                f"  wrong: {code.wrong}\n  right: {code.right}\n{opt_in}\n"
                f"To keep one place as it is: <!-- disconspec: ignore {key} -->\n"
            )
    return None
