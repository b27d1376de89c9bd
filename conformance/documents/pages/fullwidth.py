"""The full-width signs of East Asian scripts, and the ASCII sign that each stands for."""

from __future__ import annotations

# Unicode repeats ASCII at one distance; quotation marks, a comma and a stop have signs of their own.
FULLWIDTH = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()} | {
    "\u201c": '"',
    "\u201d": '"',
    "\u3001": ",",
    "\u3002": ".",
}
# Those that replace a sign between two letters of ASCII.
BETWEEN_LETTERS = "\uff1a\u3002\uff0c\uff01"
