"""Any bytes as a page: mutated pages may be right or wrong, but never end in a traceback or a hang.

    python benchmarks/check_fuzz.py FOLDER [--pages N] [--seed N]

Each mutated page is checked and mended in this process as `disconspec check` does; every hundredth one is
also typed as a command of its own, whose exit code has to be 0, 1 or 2. The seed makes a run repeatable.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from disconspec.conformance.documents import check_page, read_page
from disconspec.conformance.documents.findings.codes import codes
from disconspec.conformance.documents.fixes import mend
from disconspec.spec.errors import DisconspecError

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
        "%%amp;quot;",
        "|a|b|\n|--|--|\n",
    ),
    *("[" * 300, "<" * 300, "{a|" * 100, "/x:" * 200, " " * 3000, "\0", "\ufeff"),
]
SLOW = 5.0
ALL = frozenset(codes())
EVERY = 100
BROKEN = 0.1
DOCUMENTED = (0, 1, 2)
LINE_END = re.compile(r"\r\n|\n|\r")
START = "from disconspec.conformance.main import main; main()"


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The page with up to eight random injuries; one page in ten also gets bytes that are no text."""
    text = content.decode("utf-8")
    for _ in range(dice.randint(1, 8)):
        at, other = dice.randint(0, len(text)), dice.randint(0, len(text))
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
    data = bytearray(text.encode("utf-8"))
    if dice.random() < BROKEN:
        data.insert(dice.randint(0, len(data)), dice.randint(0x80, 0xFF))
    return bytes(data)


def checked(content: bytes) -> str:
    """Check one page, repair it and check it again; what kind of end it came to."""
    try:
        found = list(check_page(read_page(content, "page.md"), ALL).found)
    except DisconspecError:
        return "refused"
    lines = LINE_END.split(content.decode("utf-8").removeprefix("\ufeff"))
    for each in found:
        place = each.finding
        shown = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        if place.line == place.end_line and shown != place.text:
            raise AssertionError(place)
    once, _ = mend(content, found, "page.md", ALL)
    again = list(check_page(read_page(once, "page.md"), ALL).found)
    if mend(once, again, "page.md", ALL)[0] != once:
        raise AssertionError("a second run repairs something")
    return "findings" if found else "clean"


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
    dice = random.Random(asked.seed)  # noqa: S311 - repeatable on purpose
    counts: dict[str, int] = {}
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "page.md"
        for number in range(asked.pages):
            content = mutated(dice.choice(paths).read_bytes(), dice)
            begun = time.process_time()
            try:
                end = checked(content)
            except Exception:
                target.write_bytes(content)
                Path("fuzz-failure.md").write_bytes(content)
                print(f"page {number} of seed {asked.seed} is kept in fuzz-failure.md")
                raise
            slowest = max(slowest, time.process_time() - begun)
            if slowest > SLOW:
                Path("fuzz-failure.md").write_bytes(content)
                raise SystemExit(f"page {number} took {slowest:.1f} s; it is kept in fuzz-failure.md")
            counts[end] = counts.get(end, 0) + 1
            if number % EVERY == 0:
                target.write_bytes(content)
                command = [sys.executable, "-c", START, "check", str(target), "--no-cache"]
                answer = subprocess.run(command, capture_output=True, timeout=60, check=False)
                if answer.returncode not in DOCUMENTED or b"Traceback" in answer.stderr:
                    raise SystemExit(
                        f"page {number} ended with {answer.returncode}: {answer.stderr.decode()}"
                    )
    print(f"{asked.pages} pages, slowest {slowest:.2f} s: {counts}")


if __name__ == "__main__":
    main()
