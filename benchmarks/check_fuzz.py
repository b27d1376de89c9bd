"""Any bytes as a page: mutated pages may be right or wrong, but never end in a traceback or a hang.

    python benchmarks/check_fuzz.py FOLDER [--pages N] [--seed N]

Each mutated page is checked and repaired in this process with what `disconspec check --fix` is made of.
One in four is a translation that has an original and another translation beside it. Every hundredth is also
typed as a command of its own, whose exit code has to be 0, 1 or 2. The seed makes a run repeatable.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.findings.finding import Found
from disconspec.conformance.documents.fixes import mend_pages
from disconspec.conformance.documents.pages.files import read_bytes
from disconspec.conformance.documents.pages.line_ends import line_starts
from disconspec.conformance.documents.review import Review
from disconspec.conformance.documents.run import Job, check_pages, several_languages
from disconspec.spec.known_words import locales

PIECES = [
    *"|`<>[]{}\\*\r\n\t/-%&:=\u00a0\u200b\u2028\uff1a\u00e9\u0438\u5024",
    *("```\n", "**", "# ", "---\n", "&#124;", "& #124;", "@no__t-1", "- ", "> ", "</td>", "no__t", "</br>"),
    *(
        "<table><tr><td>",
        "<!-- disconspec: ignore T201 -->",
        '## <a name="syntax"></a>S\n',
        '<span data-ttu-id="1">',
        '</span><span class="sxs-lookup"><span data-stu-id="1">',
        "</span></span>",
        '</span>\n<span class="sxs-lookup">\n<span data-stu-id="1">x</span></span><span data-ttu-id="2">',
        "%%amp;quot;",
        "|a|b|\n|--|--|\n",
    ),
    *(
        "*<i>*",
        "**<br>**",
        "`[]`",
        "&",
        "&amp;",
        "&lt;",
        ". &lt;br/&gt;&lt;br/&gt; x",
        ";",
        "/x: ",
        " . ",
        "|/x: &|x|\n",
        "**/x**: & x;",
    ),
    *("[" * 300, "<" * 300, "{a|" * 100, "/x:" * 200, " " * 3000, "\0", "\ufeff"),
]
# Where tokens begin and end.
SIGNS = "/*`<|&-\n"
SLOW = 5.0
ALL = frozenset(codes())
EVERY = 100
BROKEN = 0.1
DOCUMENTED = (0, 1, 2)
BESIDE = 0.25
HALF = 0.5
ORIGINAL, TRANSLATIONS = "en-us", ("fr-fr", "de-de")
FAILURE = Path("fuzz-failure")
START = "from disconspec.conformance.main import main; main()"


def mutated(text: str, dice: random.Random) -> str:
    """The page with up to eight random injuries."""
    for _ in range(dice.randint(1, 8)):
        at, other = place_in(text, dice), dice.randint(0, len(text))
        match dice.randint(0, 5):
            case 0 | 1:
                text = text[:at] + dice.choice(PIECES) * dice.choice((1, 1, 1, 5)) + text[at:]
            case 2:
                text = text[:at] + text[at + dice.randint(1, 200) :]
            case 3:
                text = text[:at] + text[other : other + dice.randint(1, 400)] + text[at:]
            case 4:
                text = text[:at] + text[at:].replace(
                    "\n", dice.choice(("\r\n", "\r", " ")), dice.randint(1, 50)
                )
            case _:
                text = (
                    text[:at]
                    + chr(dice.choice((dice.randint(1, 0x7F), dice.randint(0x80, 0xD7FF))))
                    + text[at + 1 :]
                )
    return text


def stored(text: str, dice: random.Random) -> bytes:
    """The bytes of a page; one page in ten gets one that is no text."""
    data = bytearray(text.encode("utf-8"))
    if dice.random() < BROKEN:
        data.insert(dice.randint(0, len(data)), dice.randint(0x80, 0xFF))
    return bytes(data)


def place_in(text: str, dice: random.Random) -> int:
    """Any place of a text, every second time one right behind a sign."""
    at = dice.randint(0, len(text))
    return text.find(dice.choice(SIGNS), at) + 1 or at if dice.random() < HALF else at


def pages_of(path: Path, dice: random.Random) -> dict[str, bytes]:
    """A mutated page by its name, for one in four with an original and another translation beside it.

    Where the page has no original, it is one itself: what it shows is known of its translations.
    """
    text = path.read_bytes().decode("utf-8")
    if dice.random() >= BESIDE:
        return {"page.md": stored(mutated(text, dice), dice)}
    published = locales().published
    english = Path(*(ORIGINAL if part in published else part for part in path.parts))
    text = mutated(text, dice)
    original = mutated(english.read_bytes().decode("utf-8"), dice) if english.is_file() else text
    texts = {locale: mutated(text, dice) for locale in TRANSLATIONS} | {ORIGINAL: original}
    return {f"{locale}/page.md": stored(text, dice) for locale, text in texts.items()}


def checked(paths: list[str]) -> str:
    """Check pages, repair them and check them again; what kind of end they came to."""
    job = Job(ALL, compare=several_languages(paths))
    with closing(Review(job, repairing=True)) as review, closing(Review(job, repairing=True)) as again:
        take(review, paths)
        refused, found = dict(review.problems), review.found()
        for path, each in found.items():
            hold_places(read_bytes(path), each)
        for path, mended in mend_pages(review, read_bytes).items():
            Path(path).write_bytes(mended.after)
        if review.problems != refused:
            raise AssertionError(f"repairing pages shows problems: {review.problems}")
        take(again, paths)
        if mend_pages(again, read_bytes):
            raise AssertionError("a second run repairs something")
    return "findings" if found else "refused" if refused else "clean"


def take(review: Review, paths: list[str]) -> None:
    """Have pages reviewed as the command does."""
    for outcome in check_pages(paths, review.job):
        if outcome.checked is None:
            review.refuse(outcome.problem, outcome.exit_code)
        else:
            review.add(outcome.path, outcome.checked, outcome.original)


def hold_places(content: bytes, found: list[Found]) -> None:
    """Make sure that every finding has the text of its place."""
    text = content.decode("utf-8").removeprefix("\ufeff")
    starts = line_starts(text)
    for each in found:
        place = each.finding
        start = starts[place.line - 1] + place.column - 1
        if text[start : starts[place.end_line - 1] + place.end_column - 1] != place.text:
            raise AssertionError(place)


def keep(folder: Path, what: str) -> None:
    """Keep the pages that a run ends with."""
    shutil.rmtree(FAILURE, ignore_errors=True)
    shutil.copytree(folder, FAILURE)
    print(f"{what} is kept in {FAILURE}")


def main() -> None:
    """Mutate, check, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    paths = sorted(asked.folder.rglob("*.md"))
    if not paths:
        raise SystemExit(f"no pages in {asked.folder}")
    # An error of ours ends the run with its traceback.
    os.environ["DISCONSPEC_TRACEBACK"] = "1"
    dice = random.Random(asked.seed)  # noqa: S311 - repeatable on purpose
    counts: dict[str, int] = {}
    slowest = 0.0
    for number in range(asked.pages):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            what = f"page {number} of seed {asked.seed}"
            pages = pages_of(dice.choice(paths), dice)
            for page, content in pages.items():
                (folder / page).parent.mkdir(exist_ok=True)
                (folder / page).write_bytes(content)
            begun = time.process_time()
            try:
                end = checked([str(folder / page) for page in pages])
            except Exception:
                for page, content in pages.items():
                    (folder / page).write_bytes(content)
                keep(folder, what)
                raise
            took = (time.process_time() - begun) / len(pages)
            slowest = max(slowest, took)
            if took > SLOW:
                keep(folder, what)
                raise SystemExit(f"it took {took:.1f} s a page")
            counts[end] = counts.get(end, 0) + 1
            if number % EVERY == 0:
                for page, content in pages.items():
                    (folder / page).write_bytes(content)
                command = [sys.executable, "-c", START, "check", name, "--no-cache"]
                answer = subprocess.run(command, capture_output=True, timeout=60, check=False)
                if answer.returncode not in DOCUMENTED or b"Traceback" in answer.stderr:
                    keep(folder, what)
                    raise SystemExit(f"it ended with {answer.returncode}: {answer.stderr.decode()}")
    print(f"{asked.pages} pages, slowest {slowest:.2f} s: {counts}")


if __name__ == "__main__":
    main()
