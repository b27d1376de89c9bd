"""Which fences of a page hold its syntaxes, parsed, and which may hold commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .page import Fence, Page

if TYPE_CHECKING:
    from ....grammar import Parsed

# The languages named at fences whose commands a POSIX shell reads.
POSIX = frozenset({"azurecli", "bash", "sh", "shell", "zsh"})
# The languages named at fences that may hold command lines. A fence is a syntax by its heading alone.
COMMANDS = POSIX | {
    "", "bat", "batch", "cmd", "com", "command", "console", "dos", "powershell", "pwsh", "syntax",
}  # fmt: skip
# A prompt, which begins an example and no syntax.
SAMPLE = re.compile(r"\s*(?:PS )?[A-Za-z]:\\?[^<>|]*>")


def parse_blocks(page: Page) -> list[tuple[Fence, Parsed]]:
    """Every syntax block of a page through the grammar; each distinct text is parsed once."""
    fences = [
        fence
        for fence in page.fences
        if fence.role == "syntax" and (text := fence.text).strip() and not SAMPLE.match(text)
    ]
    if not fences:
        return []
    from ....grammar import parse_syntax  # noqa: PLC0415 - only pages with a syntax block pay for the grammar

    return [(fence, parse_syntax(fence.text)) for fence in fences]
