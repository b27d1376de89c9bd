"""The one way in which a scenario or a property fails: what was expected, and what was found instead."""

from __future__ import annotations


class Unexpected(AssertionError):  # noqa: N818 - named as a reader of a report would say it
    """The implementation did something else than the clause says.

    Attributes:
        what: what was looked at ("client 1 of LocalWDS").
        expected: what the clause says of it.
        actual: what was observed.

    """

    def __init__(self, what: str, expected: str, actual: str) -> None:
        super().__init__(f"{what}: expected {expected}; found {actual}")
        self.what = what
        self.expected = expected
        self.actual = actual


def expect(actual: str, expected: str, what: str) -> None:
    """Hold one observation, put into words, to what the scenario says.

    Args:
        actual: what was observed, in the words of the scenario.
        expected: what has to be observed, in the same words.
        what: what was looked at.

    Raises:
        Unexpected: when the two differ.

    """
    if actual != expected:
        raise Unexpected(what, expected, actual)
