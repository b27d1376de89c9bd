# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""Measure the grammar on a corpus of command references: syntax blocks and example lines, per locale.

    DISCONSPEC_CORPUS=... python benchmarks/grammar_corpus.py [--sample FILE]

Pages are taken apart simply, by heading anchors and words; the document checker has a page model of its
own. An example line of the page's own command is *accepted* as it stands or *read kindly* (damage noted and
read over), or *rejected*; a line of another command of the same family counts as other. `--sample` writes
200 rejected lines, drawn with a fixed seed, for checking by hand.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from disconspec.conformance.documents.examples.acceptance import Family, declared, hold
from disconspec.conformance.documents.examples.gists import head_of, heads_of
from disconspec.grammar import (
    Bound,
    Match,
    ParameterSet,
    arguments_of,
    cmdlet_of,
    match_powershell,
    parse_syntax,
    position,
    program_name,
    split_commands,
    split_example,
    split_pipeline,
)
from tabulate import tabulate

SYNTAX = {"syntax", "syntaxe", "sintaxis", "sintassi", "sintaxe", "構文", "구문", "语法", "語法", "синтаксис"}
EXAMPLES = {
    "example", "examples", "beispiel", "beispiele", "exemple", "exemples", "illustre", "ejemplo", "ejemplos",
    "esempio", "esempi", "例", "예", "예와", "exemplo", "exemplos", "пример", "примеры", "示例", "範例",
}  # fmt: skip
HEADING = re.compile(r"(#{1,6})\s+(?:<a name=\"([^\"]*)\"></a>)?\s*(.*)")
FENCE = re.compile(r"(\s*)(```+|~~~+)")
SEED = 20


@dataclass
class Page:
    """The parts of a page that matter here.

    (line, text) of its syntax and example fences, first cells of its tables.
    """

    path: Path
    syntaxes: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    examples: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    sets: list[str] = field(default_factory=list[str])
    cells: list[str] = field(default_factory=list[str])


def read(path: Path) -> Page:
    """Take a page apart."""
    page = Page(path)
    kind, level, title = "", 0, ""
    fence, indent, begin, lines = "", 0, 0, list[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"), 1):
        opening = FENCE.match(line)
        if fence:
            if opening and opening[2].startswith(fence) and not line.strip().strip("`~"):
                _keep(
                    page,
                    kind,
                    title,
                    begin,
                    "\n".join(one[indent:] if not one[:indent].strip() else one for one in lines),
                )
                fence = ""
            else:
                lines.append(line.rstrip("\r"))
        elif opening:
            fence, indent, begin, lines = opening[2], len(opening[1]), number + 1, []
        elif line.startswith("#") and (heading := HEADING.match(line)):
            size, slug, title = len(heading[1]), (heading[2] or "").lower(), heading[3].strip()
            word = re.split(r"[\s:：]", title.lower())[0]
            if slug.startswith("syntax") or word in SYNTAX:
                kind, level = "syntax", size
            elif "example" in slug or word in EXAMPLES:
                kind, level = "example", size
            elif size <= level:
                kind, level = "", 0
        elif line.lstrip().startswith("|") and not re.fullmatch(r"[\s|:\-]+", line):
            page.cells.append(re.split(r"(?<!\\)\|", line.strip().strip("|"))[0].strip())
    return page


def _keep(page: Page, kind: str, title: str, line: int, text: str) -> None:
    if kind == "syntax":
        page.syntaxes.append((line, text))
        page.sets.append(title)
    elif kind == "example":
        page.examples.append((line, text))


def windows(pages: list[Page], counts: Counter[str], rejected: list[str], family: Family) -> None:
    """Count the syntax blocks and example lines of Windows command pages."""
    for page in pages:
        syntaxes = tuple(text for _, text in page.syntaxes)
        for text in syntaxes:
            counts["blocks"] += 1
            counts[parse_syntax(text).status] += 1
        own = {head for text in syntaxes for head in heads_of(text)}
        usages = [usage for text in syntaxes for usage in parse_syntax(text).usages]
        options = declared(tuple(page.cells))
        for line, text in page.examples:
            for example in split_example(text, command=head_of(usages[0]) if usages else ""):
                if example.kind not in {"command", "prompt"}:
                    counts["other"] += 1
                    continue
                for segment in split_commands(example.text):
                    arguments = arguments_of(segment.text)
                    if not arguments or program_name(arguments[0].text) not in own:
                        counts["other"] += 1
                        continue
                    answer = hold(syntaxes, segment.text, options)
                    if isinstance(answer, Match):
                        counts["kindly" if answer.notes else "accepted"] += 1
                    elif family.has(segment.text, syntaxes):
                        counts["other"] += 1
                    else:
                        counts["rejected"] += 1
                        at = line + position(text, example.start)[0] - 1
                        rejected.append(
                            f"{page.path}:{at}\t{segment.text}\t{answer.reason}\t{answer.message}"
                        )


def powershell(pages: list[Page], counts: Counter[str], rejected: list[str]) -> None:
    """Count the syntax blocks and example lines of PowerShell help."""
    for page in pages:
        sets = list[ParameterSet]()
        for title, (_, text) in zip(page.sets, page.syntaxes, strict=True):
            parsed = parse_syntax(text)
            counts["blocks"] += 1
            counts[parsed.status] += 1
            sets += [ParameterSet(f"{title} {number}", usage) for number, usage in enumerate(parsed.usages)]
        if not sets:
            continue
        cmdlet = cmdlet_of(tuple(sets))
        for line, text in page.examples:
            for example in split_example(text, command=cmdlet.name):
                for pipe in split_pipeline(example.text) if example.kind in {"command", "prompt"} else ():
                    if pipe.text.split()[0].lower() != cmdlet.name.lower():
                        counts["other"] += 1
                        continue
                    answer = match_powershell(cmdlet, pipe.text, piped=pipe.piped)
                    counts["accepted" if isinstance(answer, Bound) else "rejected"] += 1
                    if not isinstance(answer, Bound):
                        at = line + position(text, example.start)[0] - 1
                        rejected.append(f"{page.path}:{at}\t{pipe.text}\t{answer.id}\t{answer.message}")


def _folders(corpus: Path) -> Iterator[tuple[str, Path]]:
    for family in ("windows-commands", "powershell"):
        for folder in sorted((corpus / family).glob("[!.]*")):
            yield family, folder


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
    for family, folder in _folders(Path(chosen.corpus)):
        pages = [read(path) for path in sorted(folder.rglob("*.md"))]
        counts: Counter[str] = Counter()
        if family == "powershell":
            refused: list[str] = []
            powershell(pages, counts, refused)
            rejected += refused
        else:
            known = Family()
            for page in pages:
                known.add(text for _, text in page.syntaxes)
            windows(pages, counts, rejected, known)
        own = counts["accepted"] + counts["kindly"] + counts["rejected"]
        share = f"{(counts['accepted'] + counts['kindly']) / own:.1%}" if own else "-"
        rows.append(
            [
                f"{family} {folder.name}",
                len(pages),
                *(
                    counts[name]
                    for name in (
                        "blocks",
                        "parsed",
                        "recovered",
                        "diagnosed",
                        "accepted",
                        "kindly",
                        "rejected",
                    )
                ),
                share,
                counts["other"],
            ]
        )
    headers = [
        "locale",
        "pages",
        "blocks",
        "parsed",
        "recovered",
        "diagnosed",
        "accepted",
        "kindly",
        "rejected",
        "share",
        "other",
    ]
    print(tabulate(rows, headers))
    if chosen.sample:
        chance = random.Random(SEED)  # noqa: S311 - not for secrets
        lines = [line for line in rejected if "/windows-commands/" in line]
        chosen.sample.write_text(
            "\n".join(chance.sample(lines, min(200, len(lines)))) + "\n", encoding="utf-8"
        )
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main())
