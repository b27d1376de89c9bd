"""How the syntax blocks and the examples of a page came through, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....reports.document import BlockCounts, ExampleCounts
from ..pages.page import Fence, Page
from ..pages.syntaxes import COMMANDS

if TYPE_CHECKING:
    from ....grammar import Parsed


def block_counts(blocks: list[Parsed]) -> BlockCounts:
    """How the blocks came through."""
    counts = {"parsed": 0, "recovered": 0, "diagnosed": 0}
    for block in blocks:
        counts[block.status] += 1
    return BlockCounts(len(blocks), counts["parsed"], counts["recovered"], counts["diagnosed"])


def example_counts(counts: list[int]) -> ExampleCounts:
    """Total, accepted, rejected and other lines."""
    return ExampleCounts(*counts)


def cmdlet_counts(page: Page, blocks: list[tuple[Fence, Parsed]]) -> ExampleCounts:
    """How the examples of a cmdlet's page come out against its parameter sets."""
    texts = [fence.text for fence in page.fences if fence.role == "examples" and fence.info in COMMANDS]
    if not texts or not blocks:
        return ExampleCounts()
    from .cmdlet_lines import cmdlet_lines  # noqa: PLC0415 - only cmdlet pages with examples need it

    counts = [0, 0, 0, 0]
    syntaxes = tuple(block.text for _, block in blocks)
    for text in texts:
        for line in cmdlet_lines(syntaxes, text):
            counts[0] += 1
            counts[3 if line.accepted is None else 1 if line.accepted else 2] += 1
    return example_counts(counts)
