"""Measure the grammar on a corpus of command references: syntax blocks and example lines, per locale.

    DISCONSPEC_CORPUS=... python benchmarks/grammar_corpus.py [--sample FILE]

Pages are read as `disconspec check` reads them. An example line of the page's own command is *accepted* as it
stands or *read kindly* (damage noted and read over), or *rejected*; a line of another command of the same
family counts as other, and so does output. `--sample` writes 200 rejected lines, drawn with a fixed seed, for
checking by hand.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from disconspec.conformance.documents import read_page
from disconspec.conformance.documents.examples.acceptance import Family, hold
from disconspec.conformance.documents.examples.counting import cmdlet_counts
from disconspec.conformance.documents.examples.examples import Examples
from disconspec.conformance.documents.pages.lexicon import lexicon_of
from disconspec.conformance.documents.pages.page import Fence, Page
from disconspec.conformance.documents.pages.syntaxes import COMMANDS, parse_blocks
from disconspec.grammar import Match, arguments_of, position, program_name, split_commands, split_example
from tabulate import tabulate

SEED = 20
SAMPLE = 200
COUNTS = ("blocks", "parsed", "recovered", "diagnosed", "accepted", "kindly", "rejected")


def pages_below(folder: Path) -> list[Page]:
    """The pages of a folder and of those below it."""
    return [read_page(path.read_bytes(), str(path)) for path in sorted(folder.rglob("*.md"))]


def syntaxes_of(page: Page) -> tuple[str, ...]:
    """The texts of its syntax blocks."""
    return tuple(parsed.text for _, parsed in parse_blocks(page))


def windows(pages: list[Page], counts: Counter[str], rejected: list[str]) -> None:
    """Count the syntax blocks and example lines of Windows command pages."""
    family = Family()
    for page in pages:
        family.add(syntaxes_of(page))
    for page in pages:
        blocks = [parsed for _, parsed in parse_blocks(page)]
        counts.update(block.status for block in blocks)
        examples = Examples(page, lexicon_of(page.syntax), blocks)
        for fence in page.fences:
            if fence.role == "examples" and fence.info in COMMANDS:
                for line, command in commands_in(fence, examples.command):
                    kind, why = judged(command, examples, family)
                    counts[kind] += 1
                    if why:
                        rejected.append(f"{page.path}:{line}\t{command}\t{why}")


def commands_in(fence: Fence, command: str) -> Iterator[tuple[int, str]]:
    """The lines of a fence, commands taken apart at their separators: where each begins, its text."""
    for example in split_example(fence.text, command=command):
        line = fence.line + position(fence.text, example.start)[0] - 1
        if example.kind not in {"command", "prompt"}:
            yield line, ""
            continue
        for segment in split_commands(example.text):
            yield line, segment.text


def judged(command: str, examples: Examples, family: Family) -> tuple[str, str]:
    """How a command counts, and why it is rejected; output is the empty command."""
    arguments = arguments_of(command)
    if not arguments or program_name(arguments[0].text) not in examples.names:
        return "other", ""
    answer = hold(examples.texts, command, examples.options)
    if isinstance(answer, Match):
        return "kindly" if answer.notes else "accepted", ""
    if family.has(command, examples.texts):
        return "other", ""
    return "rejected", f"{answer.reason}\t{answer.message}"


def powershell(pages: list[Page], counts: Counter[str]) -> None:
    """Count the syntax blocks and example lines of PowerShell help."""
    for page in pages:
        blocks = parse_blocks(page)
        counts.update(parsed.status for _, parsed in blocks)
        examples = cmdlet_counts(page, blocks)
        counts.update(accepted=examples.accepted, rejected=examples.rejected, other=examples.other)


def row(name: str, pages: list[Page], counts: Counter[str]) -> list[str | int]:
    """The cells of a locale: what was counted, and the share of its own lines that are accepted."""
    accepted = counts["accepted"] + counts["kindly"]
    own = accepted + counts["rejected"]
    share = f"{accepted / own:.1%}" if own else "-"
    counts["blocks"] = counts["parsed"] + counts["recovered"] + counts["diagnosed"]
    return [name, len(pages), *(counts[each] for each in COUNTS), share, counts["other"]]


def main() -> int:
    """Print the counts per locale."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--corpus", default=os.environ.get("DISCONSPEC_CORPUS", ""))
    arguments.add_argument("--sample", type=Path)
    chosen = arguments.parse_args()
    if not chosen.corpus:
        print("name a corpus: --corpus FOLDER or DISCONSPEC_CORPUS", file=sys.stderr)
        return 2
    rows: list[list[str | int]] = []
    rejected: list[str] = []
    for family in ("windows-commands", "powershell"):
        for folder in sorted((Path(chosen.corpus) / family).glob("[!.]*")):
            pages, counts = pages_below(folder), Counter[str]()
            if family == "powershell":
                powershell(pages, counts)
            else:
                windows(pages, counts, rejected)
            rows.append(row(f"{family} {folder.name}", pages, counts))
    print(tabulate(rows, ["locale", "pages", *COUNTS, "share", "other"]))
    if chosen.sample:
        chance = random.Random(SEED)  # noqa: S311 - not for secrets
        lines = chance.sample(rejected, min(SAMPLE, len(rejected)))
        chosen.sample.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main())
