# ruff: noqa: PLR2004, RUF001 - odd signs and sizes are what it throws
"""Throw texts at the grammar.

Anything raised, and any answer that costs more than a second of processor time, ends in exit code 1.

    python benchmarks/grammar_fuzz.py [--seconds 60] [--seed 1] [--corpus FOLDER]

The texts are random Unicode, random notation, deep nesting, and mutations of syntaxes (those of the corpus
when DISCONSPEC_CORPUS or --corpus names it, a few built-in ones otherwise); up to 10 kB each.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from disconspec.grammar import (
    ParameterSet,
    arguments_of,
    canonical,
    classify_line,
    cmdlet_of,
    match,
    match_powershell,
    parse_cell,
    parse_syntax,
    split_commands,
    split_example,
    split_pipeline,
    terms_of,
    to_text,
)

LIMIT = 10_000
SLOW = 1.0
SIGNS = "[]{}<>()|/-–—:=.,;…\"'\\`&#^@$%*+?!~ \t\n\r\xa0\u200bｘ［］｛｝：｜＜＞，、。abcxyzABC019éß名名前Ж"
BUILT_IN = [
    "WDSUTIL /Disconnect-Client /ClientId:<Client ID> [/Server:<Server name>] [/Force]",
    "cmd [/s <computer> [/u [<domain>\\]<user> [/p <password>]]] [/fo {table | list}] {/a | /b}",
    "setx [/s <computer>] /f <file> {[<variable>] {/a <X>,<Y> | /r <X>,<Y> <String>} [/m] | /x}",
    "dir [<drive>:][<path>][<filename>] [...] [/p] [/a[[:]<attributes>]] [/o[[:]<order>]]",
    "Disconnect-WmsSession [-SessionId] <UInt32[]> [-Server <String>] [-WhatIf] [<CommonParameters>]",
    "### -param DisconnectionType [in, optional]",
]


def _fences(folder: Path) -> Iterator[str]:
    for page in sorted(folder.rglob("*.md"))[::7]:
        parts = page.read_text(encoding="utf-8", errors="replace").split("```")
        yield from parts[1::2]


def _texts(chance: random.Random, seeds: list[str]) -> Iterator[str]:
    while True:
        kind = chance.randrange(7)
        size = chance.choice([10, 100, 1000, LIMIT])
        if kind == 0:
            yield "".join(chance.choices(SIGNS, k=size))
        elif kind == 1:
            yield (
                "".join(
                    chr(
                        chance.choice(
                            [chance.randrange(32, 127), chance.randrange(0x3000), chance.randrange(0x110000)]
                        )
                    )
                    for _ in range(size // 4)
                )
                .encode("utf-8", "replace")
                .decode()
            )
        elif kind == 2:
            depth = chance.choice([50, 100, 101, 500, 1000])
            opening = chance.choice(["[", "{", "<", "[a ", "{a|", "[/x ", "<[", "[{"])
            yield "x " + opening * depth + "y" + chance.choice(["]", "}", ">", "]}", ""]) * depth
        elif kind == 3:
            yield chance.choice(
                ["[", "/x ", "a|", "<a>", "[/x:", "a.", "\\", '"', "- ", "–a", "...", "[,...]", "/a[b]", ": "]
            ) * (size // 3)
        else:
            text = list(chance.choice(seeds)[:LIMIT])
            for _ in range(chance.randrange(1, 12)):
                at = chance.randrange(len(text) + 1)
                action = chance.randrange(4)
                if action == 0:
                    text[at:at] = chance.choices(SIGNS, k=chance.choice([1, 1, 5, 200]))
                elif action == 1:
                    del text[at : at + chance.choice([1, 1, 4, 40])]
                elif action == 2 and text:
                    text[at : at + 1] = chance.choice(SIGNS)
                else:
                    text[at:at] = text[: chance.randrange(60)] * chance.choice([1, 1, 20])
            yield "".join(text)[:LIMIT]


def _work(text: str, other: str, seeds: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "parse_syntax", lambda: parse_syntax(text)
    yield "parse_syntax powershell", lambda: parse_syntax(text, notation="powershell")
    yield "parse_syntax usage", lambda: parse_syntax(text, notation="usage", title="x y")
    yield "parse_syntax com", lambda: parse_syntax(text, notation="com")
    yield "parse_cell", lambda: parse_cell(text)
    yield (
        "lines",
        lambda: [
            split_commands(text),
            arguments_of(text),
            split_example(text, command="x"),
            classify_line(text),
        ],
    )
    yield "pipelines", lambda: [terms_of(one.text) for one in split_pipeline(text)]
    parsed = parse_syntax(text)
    if parsed.tree is not None:
        tree = parsed.tree
        yield "canonical", lambda: to_text(canonical(tree))
        yield "match own", lambda: match(tree, text, kindly=True)
        yield "match other", lambda: match(tree, other, kindly=True)
    for seed in seeds:
        fixed = parse_syntax(seed)
        if fixed.tree is not None and fixed.notation == "windows":
            fixed_tree = fixed.tree
            yield f"match {seed[:30]}", lambda fixed_tree=fixed_tree: match(fixed_tree, text, kindly=True)
        elif fixed.tree is not None and fixed.notation == "powershell":
            cmdlet = cmdlet_of((ParameterSet("one", fixed.usages[0]),))
            yield "match_powershell", lambda cmdlet=cmdlet: match_powershell(cmdlet, f"{cmdlet.name} {text}")


def main() -> int:
    """Fuzz until the time is up and print what was found."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--corpus", default=os.environ.get("DISCONSPEC_CORPUS", ""))
    chosen = arguments.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - not for secrets
    seeds = BUILT_IN + (list(_fences(Path(chosen.corpus))) if chosen.corpus else [])
    end = time.monotonic() + chosen.seconds
    count = bad = 0
    slowest = (0.0, "", "")
    for text in _texts(chance, seeds):
        if time.monotonic() > end:
            break
        count += 1
        for name, work in _work(text, chance.choice(seeds)[:LIMIT], chance.sample(seeds, 1) + BUILT_IN[:1]):
            begin = time.process_time()
            try:
                work()
            except Exception as error:  # noqa: BLE001 - finding exceptions is the purpose
                bad += 1
                print(f"{name}: {type(error).__name__}: {error!s:.200} on {text[:200]!r} ({len(text)} signs)")
            took = time.process_time() - begin
            if took > slowest[0]:
                slowest = (took, name, text[:120])
            if took > SLOW:
                bad += 1
                print(f"{name}: {took:.2f} s on {text[:200]!r} ({len(text)} characters)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count} texts from {len(seeds)} seeds, {bad} failures, "
        f"slowest {slowest[0]:.3f} s ({slowest[1]}), {memory} MB"
    )
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())
