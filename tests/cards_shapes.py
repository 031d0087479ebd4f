"""Sixty shapes of notes that can be made as long as one likes: what people write, and what breaks readers."""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]

WIDEST = 3900  # characters of the longest line that is read, and a little room
FULL = 512  # at this size a shape of long lines has lines as long as they may be


def lines(pattern: str) -> Shape:
    """`n` lines; {i} is the number of the line."""
    return lambda n: "# Note\n\n" + "\n".join(pattern.replace("{i}", str(i)) for i in range(n)) + "\n"


def run(piece: str, before: str = "", after: str = "") -> Shape:
    """Twenty lines of a piece again and again; longer lines than WIDEST are data, which nobody reads as sentences."""
    return lambda n: (
        "# Note\n\n" + "\n\n".join([before + piece * (n * WIDEST // FULL // len(piece)) + after] * 20) + "\n"
    )


def around(before: str, pattern: str, after: str = "", *, between: str = "\n") -> Shape:
    """`n` pieces in one thing that begins and ends once; {i} is the number of the piece."""
    return lambda n: before + between.join(pattern.replace("{i}", str(i)) for i in range(n)) + after + "\n"


def levels(pattern: Callable[[int], str], *, between: str = " ") -> Shape:
    """Pieces that grow by one each; as many as come to the size of other shapes."""
    return lambda n: "# Note\n\n" + between.join(map(pattern, range(int((n * 20) ** 0.5)))) + "\n"


SHAPES: dict[str, Shape] = {
    # What people write, a lot of it.
    "definitions": lines("- Term {i}: the meaning of the {i}th term in a list of them"),
    "definitions in Korean": lines("- 용어 {i}: 목록에 있는 {i}번째 낱말의 뜻"),
    "Korean sentences": lines("낱말{i}는 목록에 있는 {i}번째 것을 가리키는 말이다."),
    "English sentences": lines("Term {i} is a word that names the thing number {i} of a list."),
    "arrows": lines("- cause {i} → effect {i}"),
    "arrows of one subject": lines("- it grows → effect {i}"),
    "arrows in Korean": lines("- 원인 {i} → 결과 {i}"),
    "labels under headings": lines("## 곡식 {i}\n\n- 원료: 쌀 {i}\n- 빛깔: 흰색 {i}"),
    "environments that never end": lines("\\begin{align}\n a &= b"),
    "arrows in a chain": around("# Note\n\n", "step {i}", between=" → "),
    "equals": lines("- score {i} = weight {i} × value {i} + bias"),
    "contrasts": lines("- stack {i} vs queue {i}: last in first out vs first in first out"),
    "steps": lines("{i}. Do the thing number {i} of this list"),
    "bullets": lines("- point number {i} that says something of its own"),
    "the same bullet": lines("- a point that says the same as all the others"),
    "bullets with children": lines("- parent {i}\n  - child {i} of it\n  - other child {i}"),
    "headings": lines("## Heading {i}\n\n- Term {i}: a meaning"),
    "headings that ask": lines("## What is the thing {i}?\n\nIt is number {i}."),
    "the same heading": lines("## Why?\n\nIt is number {i}, and this is why."),
    "headings level by level": lambda n: "\n".join(f"{'#' * (1 + i % 6)} H{i}\n\ntext {i}\n" for i in range(n)),
    "paragraphs": lines("Some words of a paragraph that says {i}.\n"),
    "one paragraph": lines("some words that go on in the next line {i}"),
    "one long line": run("some words that go on and on "),
    "one long line in Korean": run("낱말이 이어지고 또 이어지는 "),
    "one long word": run("가나다라"),
    "a table": around("# Note\n\n| a | b | c |\n|---|---|---|\n", "| {i} | x{i} | y{i} |"),
    "a wide table": lambda n: "# Note\n\n" + "\n".join(("| a " * n + "|", "|---" * n + "|", "| b " * n + "|")) + "\n",
    "tables": lines("| k{i} | v |\n|---|---|\n| a | {i} |\n"),
    "fences": lines("```python\nx{i} = f({i})\n```\n"),
    "one fence": around("# Note\n\n```python\n", "x{i} = f({i})  # the {i}th", "\n```"),
    "a fence that nothing closes": around("# Note\n\n```python\n", "x{i} = f({i})"),
    "tilde fences in quotes": lines("> ~~~\n> x{i}\n> ~~~\n"),
    "formulas": lines("- $a_{{i}} = b_{{i}} + c$ where a is number {i}"),
    "blocks of formulas": lines("$$\na_{{i}} = b + {i}\n$$\n"),
    "questions and answers": lines("Q: What is number {i}?\nA: The {i}th.\n"),
    "cards with colons": lines("What is {i}?::the {i}th"),
    "clozes": lines("The thing {i} is {{c1::number {i}}} of the list."),
    "clozes in a line": run("{{c1::x}} and "),
    "highlights": lines("The thing {i} is ==number {i}== of the list."),
    "glosses": lines("- locality {i}(지역성 {i}): what is near is used together {i}"),
    "callouts": lines("> [!note] Title {i}\n> Term {i}: a meaning\n"),
    "details": lines("<details>\n<summary>S{i}</summary>\n\ntext {i}\n\n</details>\n"),
    "comments": lines("<!-- comment {i} -->\nTerm {i}: a meaning"),
    "task lists": lines("- [ ] do the thing {i}"),
    "links": lines("- [Term {i}](https://example.org/{i}): a meaning"),
    "footnotes": lines("Term {i}[^{i}]: a meaning\n\n[^{i}]: a note"),
    "wiki links": lines("- [[Term {i}|it]]: a meaning"),
    "rules": lines("text {i}\n\n---\n"),
    "blank lines": lambda n: "# Note\n\n- Term: a meaning" + "\n" * (n * 20) + "- Other: a meaning\n",
    # What breaks readers: runs of one sign, and levels.
    "question marks": run("?", "X is "),
    "opening brackets": run("["),
    "exclamation marks": run("!"),
    "image openings": run("!["),
    "brackets in pairs": run("[a]"),
    "parentheses": run("(", "Term(", ": a meaning"),
    "parentheses in pairs": run("(a)", "Term", ": a meaning"),
    "stars": run("*", after="a"),
    "stars and letters": run("*a "),
    "strong and letters": run("**a "),
    "underscores": run("_a"),
    "ticks": run("`", after=" a"),
    "ticks of growing length": levels(lambda i: "`" * i + "a"),
    "dollars": run("$a "),
    "backslashes": run("\\"),
    "angles": run("<a "),
    "entities": run("&amp;"),
    "colons": run("a: "),
    "double colons": run("a::"),
    "cloze openings": run("{{c1::"),
    "equals signs": run("== a "),
    "arrows in a line": run("→ "),
    "spaces": run(" ", "Term: ", "meaning"),
    "tabs": run("\t", "- Term:", "meaning"),
    "pipes": run("|"),
    "dashes": run("- ", after="a"),
    "quotes": run("> ", after="a"),
    "nested bullets": levels(lambda i: "  " * i + "- point", between="\n"),
    "nested quotes": levels(lambda i: "> " * i + "point", between="\n"),
    "comment openings": run("<!-- "),
    "details openings": lines("<details>"),
    "front matter that is too long": around("---\n" + "key: value\n" * 200, "key{i}: value", "\n---\n# Note\n"),
    "front matter that nothing closes": around("---\n", "key{i}: value"),
    "combining marks": run("e\u0301\u0302", "Term: "),
    "jamo": run("\u1112\u1161\u11ab", "Term: "),
    "commas": run("a, ", "The kinds are "),
    "sentences in a line": run("A is b. "),
    "dates": lines("2025-03-{i} it was {i}"),
    "hashtags": run("#a ", "Term: "),
    "block ids": lines("- Term {i}: a meaning ^id{i}"),
    "definition lists": lines("Term {i}\n: a meaning {i}\n"),
    # Points that are read by what the others of their list say.
    "points without a verb": lines("- lamp tower{i} over there {i}"),
    "points on what was built": around("", "- tower{i} built in 1{i} by masons"),
    "meanings in brackets": lines("- a wall that keeps water number {i} out (Weir {i})"),
    "ways to do one thing": around("# 물 막기\n\n", "- 둑{i}\n  - 물을 {i}번 막는다\n  - 돌을 {i}번 쌓는다"),
    "conditions in turn": run("데우면 녹고 식히면 굳고 ", "밀랍은 ", "마른다."),
    "clauses that share a verb": run("oak for two years, ", "Ash is dried for one, ", "and pine for three."),
}
