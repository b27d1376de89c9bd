"""What stops an adapter from doing its part, apart from a verdict."""

from __future__ import annotations

from ..spec.errors import DisconspecError


class CannotArrange(DisconspecError):  # noqa: N818 - named in DESIGN: it is an answer, not a fault
    """A world or a request that the implementation has no counterpart for: the check becomes untestable."""

    exit_code = 3


class AdapterUnavailable(DisconspecError):  # noqa: N818 - says what is the case, as its sibling does
    """An implementation that cannot be driven on this machine; the hint says what to install."""

    exit_code = 3
