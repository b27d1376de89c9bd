"""Compare the time for all syntax blocks of a corpus with a bare lark LALR parse of their distinct lines.

    DISCONSPEC_CORPUS=... python benchmarks/grammar_speed.py [--rounds 3]

The bare parse is a grammar of a dozen rules for brackets, alternatives, placeholders and words, without
positions, as lark's own tutorial would write it; lines that it cannot read count with the time that it took
to find out. Ours has empty caches at the start of every round. All times are processor time, so that other
work on the machine does not count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from disconspec.grammar import parse_syntax, parsing
from grammar_corpus import pages_below, syntaxes_of
from lark import Lark
from lark.exceptions import LarkError

BARE = r"""
start: alternatives
alternatives: sequence ("|" sequence)*
sequence: item*
item: "[" alternatives "]" | "{" alternatives "}" | "(" alternatives ")" | PLACEHOLDER | ELLIPSIS | WORD
PLACEHOLDER: /<[^<>|\[\]]+>/
ELLIPSIS: /\.\.\.|…/
WORD: /[^\s\[\]{}()<>|]+/
%ignore /\s+/
"""
LOAD = """
import time
from disconspec.grammar import parse_syntax
begin = time.process_time()
parse_syntax("cmd [/x]")
print(time.process_time() - begin)
"""


def bare(lines: list[str]) -> float:
    """Return the seconds that the bare parse of the lines takes."""
    parser: Any = Lark(BARE, parser="lalr")
    begin = time.process_time()
    for line in lines:
        try:
            parser.parse(line)
        except LarkError:
            continue
    return time.process_time() - begin


def ours(blocks: list[str]) -> float:
    """Return the seconds that all blocks take us, with trees, spans, diagnoses and repairs."""
    parsing.forget()
    begin = time.process_time()
    for block in blocks:
        parse_syntax(block)
    return time.process_time() - begin


def loading() -> float:
    """Return the milliseconds of processor time that the grammar costs a fresh process.

    Which has imported lark.
    """
    run = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    return float(run.stdout) * 1000


def main() -> int:
    """Print the ratio and the load time."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--corpus", default=os.environ.get("DISCONSPEC_CORPUS", ""))
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    if not chosen.corpus:
        print("name a corpus: --corpus FOLDER or DISCONSPEC_CORPUS", file=sys.stderr)
        return 2
    pages = pages_below(Path(chosen.corpus) / "windows-commands")
    blocks = [text for page in pages for text in syntaxes_of(page)]
    lines = sorted({line.strip() for block in blocks for line in block.split("\n") if line.strip()})
    parse_syntax("cmd [/x]")
    theirs = statistics.median(bare(lines) for _ in range(chosen.rounds))
    mine = statistics.median(ours(blocks) for _ in range(chosen.rounds))
    load = statistics.median(loading() for _ in range(chosen.rounds))
    print(f"bare lark: {len(lines)} distinct lines in {theirs:.3f} s")
    ratio = mine / theirs
    print(f"disconspec: {len(blocks)} blocks in {mine:.3f} s, {ratio:.2f} times the bare parse (at most 3)")
    print(f"grammar loaded from kept tables and first tree: {load:.0f} ms (at most 60)")
    return 0 if mine <= 3 * theirs else 1


if __name__ == "__main__":
    sys.exit(main())
