"""What reading a note costs beside markdown-it-py alone on the same text, and how it grows with the text.

"read" makes a Note of the text, "and cards" its cards as well. Both are measured as at the first time: what the cards
package remembers of words it has seen is forgotten before each round. "again" is with that memory, as when a folder of
notes on the same subjects is imported.
"""

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
    """The processor time of one call: other work on the machine does not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


ALONE = MarkdownIt("commonmark").enable("table")


def plain(text: str) -> object:
    """What markdown-it-py itself needs, with tables on and the parser at hand."""
    return ALONE.parse(text)


def ours(text: str) -> object:
    """A note as cards: reading and all rules."""
    return extract(read(text, name="note"))


def forget() -> None:
    """Empty every memory of the cards package."""
    for name, module in list(sys.modules.items()):
        if name.startswith("cards"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def compared(text: str, rounds: int = ROUNDS) -> list[float]:
    """Medians of interleaved rounds, in seconds: alone, read, and cards, again."""
    took: list[list[float]] = [[], [], [], []]
    for _ in range(rounds):
        took[0].append(seconds(lambda: plain(text)))
        forget()
        took[1].append(seconds(lambda: read(text)))
        forget()
        took[2].append(seconds(lambda: ours(text)))
        took[3].append(seconds(lambda: ours(text)))
    return [statistics.median(times) for times in took]


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


def row(ratios: list[float]) -> str:
    """Three ratios and their goal."""
    return f"{ratios[0]:7.2f}×{ratios[1]:10.2f}×{ratios[2]:7.2f}×   ≤ 3 ×"


def main() -> int:
    """Print the tables."""
    notes = sorted([*(ROOT / "cards" / "samples").glob("*.md"), *(ROOT / "tests" / "cards" / "notes").glob("*.md")])
    texts = [p.read_text("utf-8") for p in notes]
    print(f"{'note':28}{'kB':>7}{'alone ms':>10}{'read':>8}{'and cards':>11}{'again':>8}   goal")
    ratios = []
    whole = "\n\n".join(texts)
    for name, text in [*((p.stem, t) for p, t in zip(notes, texts, strict=True)), ("all in one", whole)]:
        alone, *mine = compared(text)
        ratios.append([cost / alone for cost in mine])
        print(f"{name:28}{len(text.encode()) / 1e3:7.1f}{alone * 1e3:10.2f}" + row(ratios[-1]))
    print(f"{'median':45}" + row([statistics.median(r[k] for r in ratios) for k in range(3)]))
    print()
    print(f"{'growth':28}{'MB':>7}{'ours s':>10}{'s per MB':>10}{'to first':>10}   goal")
    first = 0.0
    for size in (0.3, 1.25, 5.0):
        copies = max(1, int(size * 1e6 / len(whole.encode())))
        # Each copy is about other things: what was remembered of the one before is of no use.
        text = "\n\n".join(whole.replace("는 ", f"{k}는 ").replace("the ", f"the {k} ") for k in range(copies))
        forget()
        took = seconds(lambda text=text: ours(text))
        rate = took / (len(text.encode()) / 1e6)
        first = first or rate
        print(f"{'':28}{len(text.encode()) / 1e6:7.2f}{took:10.2f}{rate:10.2f}{rate / first:10.2f}   ≤ 1.3")
    print()
    print(f"{'made to be slow':28}{'kB':>7}{'ours ms':>10}{'alone ms':>10}{'ratio':>7}   goal")
    for name, text in hostile().items():
        mine = seconds(lambda text=text: ours(text))
        theirs = seconds(lambda text=text: plain(text))
        size, ratio = len(text.encode()) / 1e3, mine / theirs
        print(f"{name:28}{size:7.0f}{mine * 1e3:10.0f}{theirs * 1e3:10.0f}{ratio:7.2f}   no explosion")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
