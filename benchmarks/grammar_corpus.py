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
from functools import cache
from pathlib import Path

from disconspec.grammar import (
    Bound,
    Literal,
    Match,
    Mismatch,
    Node,
    Option,
    ParameterSet,
    arguments_of,
    cmdlet_of,
    match,
    match_powershell,
    parse_cell,
    parse_syntax,
    position,
    program_name,
    split_commands,
    split_example,
    split_pipeline,
    to_text,
    walk,
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


def declared(page: Page) -> tuple[Node, ...]:
    """Return the options that the page's tables declare."""
    found: dict[Node, None] = {}
    for cell in page.cells:
        for piece in re.split(r",\s|<br ?/?>|</br>", cell.replace("**", "")):
            tree = parse_cell(piece).tree
            if tree is not None and any(isinstance(node, Option) for node in walk(tree)):
                found[tree] = None
    return tuple(found)


@cache
def head_of(usage: Node) -> str:
    """Return the name of the program that a usage begins with."""
    items = getattr(usage, "items", (usage,))
    return program_name(to_text(items[0])) if isinstance(items[0], Literal) else ""


def windows(
    pages: list[Page], counts: Counter[str], rejected: list[str], family: dict[str, dict[Node, None]]
) -> None:
    """Count the syntax blocks and example lines of Windows command pages."""
    for page in pages:
        usages = list[Node]()
        for _, text in page.syntaxes:
            parsed = parse_syntax(text)
            counts["blocks"] += 1
            counts[parsed.status] += 1
            usages += parsed.usages
        own = {head_of(usage) for usage in usages}
        options: tuple[Node, ...] | None = None
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
                    options = declared(page) if options is None else options
                    answer = _hold(tuple(usages), segment.text, options)
                    if isinstance(answer, Match):
                        counts["kindly" if answer.notes else "accepted"] += 1
                    elif _is_sibling(segment.text, program_name(arguments[0].text), family, usages):
                        counts["other"] += 1
                    else:
                        counts["rejected"] += 1
                        at = line + position(text, example.start)[0] - 1
                        rejected.append(
                            f"{page.path}:{at}\t{segment.text}\t{answer.reason}\t{answer.message}"
                        )


def _hold(usages: tuple[Node, ...], text: str, options: tuple[Node, ...]) -> Match | Mismatch:
    best: Mismatch | None = None
    for extra in ((), options):
        for usage in usages:
            answer = match(usage, text, options=extra, kindly=True)
            if isinstance(answer, Match):
                return answer
            if best is None or answer.column > best.column:
                best = answer
    return best or Mismatch("empty-line", 1, "", None)


def _is_sibling(text: str, head: str, family: dict[str, dict[Node, None]], usages: list[Node]) -> bool:
    """Tell whether a line is another command of the same family, by the pages of all."""
    second = _word(arguments_of(text)[1].text) if len(arguments_of(text)) > 1 else ""
    own = {_second(usage) for usage in usages}
    others = [usage for usage in family.get(head, {}) if usage not in usages]
    if second and second not in own and any(_second(usage) == second for usage in others):
        return True
    return any(isinstance(match(usage, text), Match) for usage in others)


def _second(usage: Node) -> str:
    items = getattr(usage, "items", ())
    second = items[1] if len(items) > 1 else None
    if isinstance(second, Option):
        return _word(f"{second.prefix}{second.name}")
    return _word(second.text) if isinstance(second, Literal) else ""


def _word(text: str) -> str:
    return re.sub(r"^[-–/]", "/", text.lower().split(":")[0])


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
            known: dict[str, dict[Node, None]] = {}
            for page in pages:
                for _, text in page.syntaxes:
                    for usage in parse_syntax(text).usages:
                        known.setdefault(head_of(usage), {})[usage] = None
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
