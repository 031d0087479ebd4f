"""What reading a note costs, beside markdown-it-py alone on the same text; and that it grows with the text, not faster."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from cards.extract import extract
from cards.markdown import read

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one call."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def plain(text: str) -> object:
    """What markdown-it-py itself needs, with tables on."""
    return MarkdownIt("commonmark").enable("table").parse(text)


def ours(text: str) -> object:
    """A note as cards: reading and all rules."""
    return extract(read(text, name="note"))


def compared(text: str, rounds: int = ROUNDS) -> tuple[float, float]:
    """Medians of interleaved rounds, in seconds: ours and theirs."""
    mine, theirs = [], []
    for _ in range(rounds):
        theirs.append(seconds(lambda: plain(text)))
        mine.append(seconds(lambda: ours(text)))
    return statistics.median(mine), statistics.median(theirs)


def hostile() -> dict[str, str]:
    """Texts made to be slow, about 200 kB each."""
    return {
        "short lines": "- a\n" * 50_000,
        "words alone": "a\n\n" * 60_000,
        "one long line": "가나다 " * 60_000,
        "stars": "*" * 200_000,
        "open brackets": "[" * 200_000,
        "backticks": "` `` ``` " * 20_000,
        "dollars": "$ $$ a$b " * 20_000,
        "colons": "a: b: c: " * 22_000,
        "arrows": "a → b => c ->\n" * 14_000,
        "open comments": "<!-- a\n" * 28_000,
        "open fences": "```\n\n~~~ x\n" * 18_000,
        "tables": "| a | b |\n| - | - |\n| c | d |\n\n" * 6_000,
        "quotes": "> " * 60 + "a\n" + "> b\n" * 40_000,
        "headings": "# a\n## b\n" * 22_000,
        "images": "![x](data:image/png;base64," + "A" * 190_000 + ")\n",
        "parentheses": "(" * 100_000 + ")" * 100_000,
    }


def main() -> int:
    """Print the tables."""
    notes = sorted([*(ROOT / "cards" / "samples").glob("*.md"), *(ROOT / "tests" / "cards" / "notes").glob("*.md")])
    texts = [p.read_text("utf-8") for p in notes]
    print(f"{'note':28}{'kB':>7}{'ours ms':>10}{'alone ms':>10}{'ratio':>7}   goal")
    ratios = []
    for path, text in zip(notes, texts, strict=True):
        mine, theirs = compared(text)
        ratios.append(mine / theirs)
        print(f"{path.stem:28}{len(text.encode()) / 1e3:7.1f}{mine * 1e3:10.2f}{theirs * 1e3:10.2f}{mine / theirs:7.2f}   ≤ 3")
    whole = "\n\n".join(texts)
    mine, theirs = compared(whole)
    print(f"{'all in one':28}{len(whole.encode()) / 1e3:7.1f}{mine * 1e3:10.2f}{theirs * 1e3:10.2f}{mine / theirs:7.2f}   ≤ 3")
    print(f"{'median of the notes':55}{statistics.median(ratios):7.2f}   ≤ 3")
    print()
    print(f"{'growth':28}{'MB':>7}{'ours s':>10}{'s per MB':>10}{'to first':>10}   goal")
    first = 0.0
    for size in (0.3, 1.25, 5.0):
        text = (whole + "\n\n") * max(1, int(size * 1e6 / len(whole.encode())))
        took = seconds(lambda text=text: ours(text))
        rate = took / (len(text.encode()) / 1e6)
        first = first or rate
        print(f"{'':28}{len(text.encode()) / 1e6:7.2f}{took:10.2f}{rate:10.2f}{rate / first:10.2f}   ≤ 1.3")
    print()
    print(f"{'made to be slow':28}{'kB':>7}{'ours ms':>10}{'alone ms':>10}{'ratio':>7}   goal")
    for name, text in hostile().items():
        mine, theirs = seconds(lambda text=text: ours(text)), seconds(lambda text=text: plain(text))
        print(f"{name:28}{len(text.encode()) / 1e3:7.0f}{mine * 1e3:10.0f}{theirs * 1e3:10.0f}{mine / theirs:7.2f}   no explosion")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
