"""The blocks of Markdown as markdown-it-py finds them, with tables and `$$` blocks, and without losing a line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

if TYPE_CHECKING:
    from markdown_it.token import Token


def _math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$ … $$` as a block, closed within 60 lines and without a blank line that a heading follows."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", begin):
        return False
    first = state.src[begin + 2 : state.eMarks[start]]
    line, body, rest = start, [], ""
    if (at := first.find("$$")) >= 0:
        body, rest = [first[:at]], first[at + 2 :]
        if not body[0].strip() or len(rest.strip()) > 20:
            return False
    else:
        body = [first]
        for line in range(start + 1, min(end, start + 60)):
            text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
            if text.startswith("#"):
                return False
            if (at := text.find("$$")) >= 0:
                body.append(text[:at])
                rest = text[at + 2 :]
                break
            body.append(text)
        else:
            return False
        if not rest and line >= end:
            return False
    if silent:
        return True
    state.line = line + 1
    token = state.push("math_block", "math", 0)
    token.content = "\n".join(body).strip()
    token.info = rest.strip()
    token.map = [start, state.line]
    return True


@lru_cache(1)
def _parser() -> MarkdownIt:
    """CommonMark blocks with tables and math. HTML and link references stay text: their lines must be accounted for."""
    md = MarkdownIt("commonmark", {"maxNesting": 160}).enable("table").disable(["html_block", "reference"])
    md.block.ruler.before("fence", "math_block", _math_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return md


def tokens_of(text: str) -> list[Token]:
    """The block tokens of a text; inline markup is left as it is."""
    md = _parser()
    tokens: list[Token] = []
    md.block.parse(text, md, {}, tokens)
    return tokens
