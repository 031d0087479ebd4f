"""The Markdown of one question or answer as Rich renderables: inline styles, lists, tables, code, math.

A card is short, so one widget draws it whole; Textual's Markdown widget mounts one per block and drops dollar math.
The text is data: HTML is shown as it stands, and characters that would act on a terminal are shown as pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin
from rich import box
from rich.console import Console, ConsoleOptions, Group, JustifyMethod, RenderableType, RenderResult
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from studytui.math import tex as tex_text
from studytui.math.scripts import scripts
from studytui.plaintext import harmless


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the present theme, as hex strings."""

    ink: str
    muted: str
    faint: str
    tint: str
    accent: str
    dark: bool


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of its own: in several lines where they fit, in one otherwise."""

    tex: str
    style: Style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The formula at the width there is."""
        yield Text(tex_text.block(self.tex, options.max_width), self.style)


def parser() -> MarkdownIt:
    """A parser for what a card may hold: CommonMark with tables, struck words and dollar math; HTML is plain text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.use(dollarmath_plugin, allow_labels=False, double_inline=True)


_parser = lru_cache(maxsize=1)(parser)


def draw(text: str, palette: Palette, *, strong: bool = False) -> RenderableType:
    """`text` ready to print at any width. `strong` makes plain words bold: a question stands out from its answer."""
    tree = SyntaxTreeNode(_parser().parse(harmless(text)))
    base = Style(color=palette.ink, bold=strong or None)
    return Group(*_blocks(tree.children, palette, base))


def _blocks(nodes: Sequence[SyntaxTreeNode], palette: Palette, base: Style) -> list[RenderableType]:
    """One renderable a block, a blank line between two."""
    out: list[RenderableType] = []
    for node in nodes:
        if out:
            out.append(Text())
        out.append(_block(node, palette, base))
    return out


def _block(node: SyntaxTreeNode, palette: Palette, base: Style) -> RenderableType:
    match node.type:
        case "paragraph":
            return inline(node.children[0], palette, base)
        case "heading":
            return inline(node.children[0], palette, base + Style(bold=True))
        case "bullet_list" | "ordered_list":
            return _list(node, palette, base)
        case "fence" | "code_block":
            return _code(node, palette)
        case "math_block" | "math_block_label":
            return Padding(Formula(harmless(node.content), Style(color=palette.accent)), (0, 0, 0, 2))
        case "blockquote":
            quote = Table.grid(padding=(0, 1), expand=False)
            quote.add_row(Text("▎", Style(color=palette.faint)), Group(*_blocks(node.children, palette, base)))
            return quote
        case "table":
            return _table(node, palette, base)
        case "hr":
            return Text("─" * 12, Style(color=palette.faint))
        case _:
            return Text(harmless(node.content or ""), base)


def _list(node: SyntaxTreeNode, palette: Palette, base: Style) -> Table:
    """Marker and text in two columns, so that a wrapped line stays under its text."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for place, item in enumerate(node.children):
        marker = f"{start + place}." if node.type == "ordered_list" else "•"
        parts: list[RenderableType] = [_block(child, palette, base) for child in item.children]
        grid.add_row(Text(marker, Style(color=palette.muted)), Group(*parts))
    return grid


def _code(node: SyntaxTreeNode, palette: Palette) -> RenderableType:
    """Code is highlighted where its language is named; a text tree keeps its lines and is never wrapped."""
    language = (node.info or "").split()[0].lower() if (node.info or "").strip() else ""
    code = harmless(node.content).rstrip("\n")
    if language in ("", "text", "txt", "plain"):
        plain = Text(code, Style(color=palette.ink), no_wrap=True, overflow="ellipsis")
        return Padding(plain, (0, 0, 0, 2))
    from rich.syntax import Syntax  # with pygments behind it: only where code is shown

    theme = "github-dark" if palette.dark else "friendly"
    return Padding(Syntax(code, language, theme=theme, background_color="default", word_wrap=True), (0, 0, 0, 2))


def _table(node: SyntaxTreeNode, palette: Palette, base: Style) -> Table:
    table = Table(box=box.SIMPLE_HEAD, border_style=Style(color=palette.faint), pad_edge=False, padding=(0, 1))
    head, *bodies = node.children
    for cell in head.children[0].children:
        style = str(cell.attrs.get("style", ""))
        justify: JustifyMethod = "right" if "right" in style else "center" if "center" in style else "left"
        table.add_column(_cell(cell, palette, Style(color=palette.muted, bold=True)), justify=justify)
    for row in (row for body in bodies for row in body.children):
        table.add_row(*(_cell(cell, palette, base) for cell in row.children))
    return table


def _cell(cell: SyntaxTreeNode, palette: Palette, base: Style) -> Text:
    return inline(cell.children[0], palette, base) if cell.children else Text()


def inline(node: SyntaxTreeNode, palette: Palette, base: Style) -> Text:
    """Running text. A line break in a note is a line break here: people write their notes in lines."""
    text = Text(style=base)
    _inline(node.children, palette, base, text)
    return text


def _inline(nodes: Sequence[SyntaxTreeNode], palette: Palette, style: Style, out: Text) -> None:
    for node in nodes:
        match node.type:
            case "strong":
                _inline(node.children, palette, style + Style(bold=True, color=palette.ink), out)
            case "em":
                _inline(node.children, palette, style + Style(italic=True), out)
            case "s":
                _inline(node.children, palette, style + Style(strike=True, color=palette.muted), out)
            case "link":
                _inline(node.children, palette, style + Style(underline=True), out)
            case "code_inline":
                out.append(harmless(node.content), style + Style(color=palette.accent, bgcolor=palette.tint))
            case "math_inline" | "math_inline_double":
                out.append(tex_text.line(harmless(node.content)), style + Style(color=palette.accent))
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "image":
                out.append(f"[{harmless(node.content) or 'image'}]", style + Style(color=palette.muted))
            case _:
                out.append(scripts(harmless(node.content or "")), style)
