"""What stops an adapter from doing its part, apart from a verdict."""

from __future__ import annotations

from ..spec.errors import DisconspecError


class CannotArrange(DisconspecError):  # noqa: N818 - named in DESIGN: it is an answer, not a fault
    """A world or a request that the implementation has no counterpart for: the check becomes untestable."""

    exit_code = 3


class AdapterError(DisconspecError):
    """The implementation did not give a proper answer: the check is errored, never failed and never passed."""

    exit_code = 3


class AdapterUnavailable(AdapterError):
    """An implementation that cannot be driven on this machine; the hint says what to install."""


class AdapterTimeout(AdapterError):
    """No answer within the deadline."""


class AdapterCrashed(AdapterError):
    """The implementation ended or raised instead of answering."""


class AdapterGarbled(AdapterError):
    """An answer that is no message of the protocol: not JSON, of the wrong shape, too long, or to another question."""


class GivenUp(AdapterError):
    """The implementation has failed so often in a row that it is not asked any more: the check is not run."""
