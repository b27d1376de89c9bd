"""What stops an adapter from doing its part, apart from a verdict."""

from __future__ import annotations

from ..spec.errors import DisconspecError


class CannotArrange(DisconspecError):  # noqa: N818 - named in DESIGN: it is an answer, not a fault
    """A world or a request that the implementation has no counterpart for: the check becomes untestable."""

    exit_code = 3


class AdapterError(DisconspecError):
    """The implementation gave no proper answer: the check is errored, neither failed nor passed."""

    exit_code = 3


class AdapterUnavailable(AdapterError):  # noqa: N818 - says what is the case, as its siblings do
    """An implementation that cannot be driven on this machine; the hint says what to install."""


class AdapterTimeout(AdapterError):  # noqa: N818 - likewise
    """No answer within the deadline."""


class AdapterCrashed(AdapterError):  # noqa: N818 - likewise
    """The implementation ended or raised instead of answering."""


class AdapterGarbled(AdapterError):  # noqa: N818 - likewise
    """No message of the protocol: not JSON, of the wrong shape, too long, or no answer to what was asked."""


def told(fault: BaseException) -> str:
    """An exception with its notes, such as the end of an adapter's standard error."""
    return "\n".join([str(fault), *getattr(fault, "__notes__", ())])


class GivenUp(AdapterError):  # noqa: N818 - likewise
    """The implementation has failed so often in a row that it is not asked any more: the check is not run."""
