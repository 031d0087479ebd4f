"""What stands in a fence: a tree or prose becomes lines, math an equation, a drawing is set aside, the rest is code."""

from __future__ import annotations

import re

from cards.language.text import has_hangul
from cards.note import Form
from cards.reading.inline import clean
from cards.reading.outline import Node
from cards.reading.paragraphs import spread
from cards.translation import N_

_DIAGRAMS = frozenset(
    {"mermaid", "plantuml", "dot", "graphviz", "ditaa", "wavedrom", "chart", "math-diagram", "puml", "svg"}
)
_MATH = frozenset({"math", "latex", "tex", "katex"})
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "tree", "md", "markdown", "output", "note", "ascii"})


def fenced(info: str, body: list[str], line: int, last: int, aside: dict[int, str], quiet: set[int]) -> list[Node]:
    """The nodes of a fence whose mark stands on the 0-based `line`; what asks nothing goes to `aside`, with why."""
    while body and not body[-1].strip():
        body.pop()
    if not body:
        return []
    if info in _DIAGRAMS:
        rows = range(line + 1, line + 1 + len(body))
        aside.update(dict.fromkeys(rows, N_("it is a drawing; write beside it what it shows")))
        return []
    if info in _MATH and _is_math("\n".join(body)):
        last_row = line + 1 + len(body)
        body = [row for row in body if not row.lstrip().startswith("%")]
        return [Node("\n".join(body).strip(), line + 2, last_row, form=Form.MATH)]
    if info in _PLAIN and (nodes := drawn(body, line + 2, aside)) is not None:
        return nodes
    if info in _PLAIN and prose_lines(body):
        return spread([(line + 1 + k, row.strip()) for k, row in enumerate(body) if row.strip()], aside, quiet)
    return [Node("\n".join(body), line + 1, last + 1, form=Form.CODE, info=info)]


def _is_math(body: str) -> bool:
    r"""Whether TeX is a formula rather than the source of a document, which is code as any other.

    >>> _is_math("E = mc^2"), _is_math("% a remark\n\\section{Stars}"), _is_math("\\usepackage{tikz}")
    (True, False, False)
    """
    return _DOCUMENT.search(body) is None and _REMARK.sub("", body).strip() != ""


_REMARK = re.compile(r"(?<!\\)%.*")
_DOCUMENT = re.compile(
    r"\\(?:documentclass|usepackage|(?:sub)*section|chapter|(?:sub)?paragraph|title|author|maketitle|tableofcontents|item|caption"
    r"|includegraphics|cite|bibliography|input|include|(?:re)?newcommand|def|footnote|emph|textbf|textit)(?![A-Za-z])"
    r"|\\begin\{(?:document|itemize|enumerate|description|figure|table|tabular|center|abstract|frame|tikzpicture|verbatim|quote)\*?\}"
)


_BRANCH = re.compile(r"^(?P<lead>[\s│┃|┆┊]*)(?:[├└┣┗╰╚╠][─━═-]*>?|[|+`\\]-{2,}|ㄴ|↳)\s*(?P<text>.*)$")


_BOX = re.compile(r"[┌┐┘┏┓┛╔╗╝┬┴┼]|\+-{3,}\+|[▲▼◀◁▽△]|^\s*\|.*\|\s*$")


_ONLY_LINES = re.compile(r"^[\s│┃|┆┊↓↑v^]*$")


_PATH = re.compile(r"^[\w.\-@/*]+/?$")


_COMMENT = re.compile(r"\s+(?:#|//|<-+|←|--)\s+")


_CODE_SIGN = re.compile(
    r"[;{}]\s*$|^\s*(?:import|from|def|class|return|for|if|while|print|public|private|static|const|let|var"
    r"|function|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|sudo|git|docker|npm|pip|cd|ls|echo|curl|export"
    r"|#include|\$|>>>|//|/\*|\*|@)\b|^\s*(?:\$|>>>|//|#include|@|<)|\w\(.*\)\s*[;{:]?\s*$"
    r"|^\s*[\w.\[\]]+\s*(?:=|\+=|-=)\s*\S"
)


_BULLETED = re.compile(r"^\s*(?:[-*+•]\s+(?![-*])|\d+[.)]\s+)\S*[가-힣A-Za-z]")


_PROSE = re.compile(r"^\s*(?:[-*+•]\s|\d+[.)]\s)|[가-힣]+(?:은|는|이|가|을|를|의)\s|→|^[^:=(){};]{1,30}:\s+\S")


def drawn(body: list[str], number: int, aside: dict[int, str]) -> list[Node] | None:
    """The items of a tree, [] for a drawing of another kind (its lines set aside), None when it is no drawing.

    `number` is the 1-based source line of the first row.

    >>> [n.text for n in drawn(["A", "├─ b: c", "└─ d"], 1, {})[0].children]
    ['b: c', 'd']
    """
    branches = sum(1 for row in body if _BRANCH.match(row))
    boxes = sum(1 for row in body if _BOX.search(row))
    if boxes and boxes >= branches:
        if boxes * 3 >= len(body):
            aside.update(
                dict.fromkeys(
                    range(number - 1, number - 1 + len(body)), N_("it is a drawing; write beside it what it shows")
                )
            )
            return []
        return None
    if branches < 2 and branches * 2 < len(body):
        return None
    if _is_file_tree(body):
        aside.update(dict.fromkeys(range(number - 1, number - 1 + len(body)), N_("it is a list of files")))
        return []
    roots: list[Node] = []
    stack: list[tuple[int, Node]] = []
    for k, row in enumerate(body):
        if _ONLY_LINES.match(row):
            continue
        match = _BRANCH.match(row)
        text = match.group("text") if match else row
        column = len(match.group("lead")) + 1 if match else len(row) - len(row.lstrip())
        cleaned = clean(_COMMENT.sub(": ", text.strip(), count=1))
        if not any(c.isalnum() for c in cleaned.text):
            continue
        node = Node(
            cleaned.text.lstrip("│┃ "),
            number + k,
            form=Form.ITEM,
            strong=cleaned.strong,
            raw=text.strip(),
            indent=column,
        )
        if node.text.startswith("→"):
            node.text, node.form = node.text[1:].strip(), Form.LEAN
        while stack and (stack[-1][0] >= column or len(stack) > 40):
            stack.pop()
        (stack[-1][1].children if stack else roots).append(node)
        stack.append((column, node))
    return roots


def _is_file_tree(body: list[str]) -> bool:
    names = [m.group("text").strip() for row in body if (m := _BRANCH.match(row))]
    paths = [n for n in names if _PATH.match(n) and ("." in n or n.endswith("/"))]
    return len(paths) * 2 > len(names)


_REQUEST = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE)\s/\S*|HTTP/\d")


def prose_lines(body: list[str]) -> bool:
    """Whether rows without a language are sentences rather than code.

    >>> prose_lines(["스택은 나중에 넣은 것이 먼저 나온다"]), prose_lines(["x = f(1)", "print(x)"])
    (True, False)
    """
    rows = [row for row in body if row.strip()]
    if not rows:
        return False
    if _REQUEST.match(rows[0].strip()):
        return False  # a request or a response as it is sent
    listed = [row for row in rows if _BULLETED.match(row)]
    if len(listed) * 2 > len(rows):
        return True
    code = sum(1 for row in rows if _CODE_SIGN.search(row))
    prose = sum(
        1
        for row in rows
        if not _CODE_SIGN.search(row) and (_PROSE.search(row) or (has_hangul(row) and "//" not in row))
    )
    return prose > code and prose * 2 >= len(rows)
