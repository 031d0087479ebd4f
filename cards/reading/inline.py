"""One line of Markdown as its writer meant it: markup off, code and math kept, and a mask to look for separators in."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from cards.language.standins import stand_in
from cards.language.text import HANGUL, has_hangul, words
from cards.reading.arrows import arrows, without_math
from cards.reading.emoji import emoji_off, held_shortcodes
from cards.reading.marks import without_id, without_references, without_tags
from cards.reading.scripts import raised, scripts
from cards.reading.spoken import is_spoken

# Every repetition below is bounded, so that no line, however odd, costs more than its length times a constant.
# An escaped sign comes first: "\\`" opens no code, and in code and math a backslash is one.
_HELD = re.compile(
    r"\\[!-/:-@\[-`{-~]|(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]{1,300}?(?<!`)(?P=ticks)(?!`)|\$\$[^$\n]{1,500}\$\$"
    r"|(?<![\\A-Za-z0-9$])\$(?=\S)[^$\n]{1,300}?(?<=[^\s\\])\$(?![A-Za-z0-9$])"
)
_SPECIAL = re.compile(
    r"[`*_<\[\]&=~$\\^#>\-→⇒➡⟶⟹➔➜⇨⭢←⇐⬅‹\U0001F000-\U0001FAFFㅋㅎㅠㅜ\u2190-\u21ff\u20e3\u231a-\u23ff\u2600-\u27BF\u2B00-\u2BFF]|\s\s|:[a-z+-][a-z0-9_+-]{0,40}:"
    r"|http|(?:ex|Ex|EX|eg|cf|예|예시|참고|주의|단|\.g\.?)\s?\)|[:;]-?\)"
)
_IMAGE = re.compile(
    r"!\[\[[^\]\n]{0,300}\]\]"
    r"|!\[[^\]\n]{0,300}\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?\)|\[[^\]\n]{0,80}\])"
)
# "in the last ![t](…) time": a letter or a formula that is drawn, in the middle of a sentence.
_LETTER_AS_IMAGE = re.compile(
    r"(?:(?<=[a-z,(] )|^)!\[(?!latex|image|img|fig)([^\]\n.]{1,12})\]\([^()\n]{0,600}\)(?=,? [a-z])"
)
_LINK = re.compile(r"\[((?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,300})\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{0,200}\|)?([^\[\]|\n]{1,200})\]\]")
_PART = re.compile(r"(?P<whole>[^#]*)#\^?(?P<part>[^#]*)")
_REFERENCE = re.compile(r"(?<![\w)])\[((?=[^\]\n]*[ 가-힣])[^\[\]\n]{1,200})\]\[[^\[\]\n]{0,60}\]")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\](?!\.?[*+{])")
# "\\[5, 12]" behind a sentence names the pages it was taken from; "[0, 1]" without a stroke is a range.
_CITED = re.compile(r"\s\\\[\d{1,3}(?:,\s?\d{1,3})*\\?\](?=\s*(?:$|\n))", re.M)
_NO_FOOTNOTE = re.compile(r"(?:.-.)+|.*[|\\*+?$].*")  # "[^0-9]" and "[^b|c]" are patterns
# Some programs write bold as "***\\*O\\****": the escaped stars are as much markup as those around them.
_TWICE_BOLD = re.compile(r"\*{2,3}\\\*([^*\\\n]{1,200})\\\*\*{2,4}|\*{3}([^*\\\n]{1,200})\\\*\*{2}")
_TAGS = (
    "a|abbr|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|dd|del|details|div|dl|dt"
    "|em|figcaption|figure"
    "|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|section|small|source|span|strike"
    "|strong|sub|summary|sup"
    "|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video|input|label|article|main|header|footer|nav|html|head|picture"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?=[\s/>])[^<>\n]{{0,2000}}>", re.I)
_TAG_QUOTED = re.compile(rf"(?<=['\"‘“])</?(?:{_TAGS})\s?/?>(?=['\"’”])", re.I)  # "'<body>' 요소" names the tag
_ENTITY_TAG = re.compile(r"&lt;(/?[A-Za-z][\w-]{0,20}(?:\s?/)?)&gt;")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAG_CODE = re.compile(r"<(code|kbd|samp|tt)>([^<>\n]{1,200})</\1>", re.I)
_TAG_BOLD = re.compile(r"<(b|strong|mark|u)>([^<>\n]{1,200})</\1>", re.I)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,1000})>")
_BOLD = re.compile(
    r"\*\*\*(?=\S)([^*\n]{1,400}?)\*\*\*|\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,400}?)(?<=\S)\*\*"
    r"|\*\*\s?([^*\n]{1,200}?)\s?\*\*(?=[\s.,:;)]|$)"
)
# "몸통*Trunk*", "**세포 *Cell***": the other name of a Korean word, set in italics behind it
_GLOSS = re.compile(
    r"(?<=[가-힣])(?P<gap> ?)\*(?P<name>[A-Za-z][A-Za-z '.-]{1,60})\*(?=(?P<end>\*\*(?!\*))|[^*A-Za-z0-9]|$)"
)
_UNDER_BOLD = re.compile(r"(?<![\w_])__(?=\S)([^_\n]{1,300}?)(?<=\S)__(?![A-Za-z0-9_])")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*\\])\*(?![A-Za-z0-9*])")
# A bar inside a link that its writer escaped, as one must in a table.
_ESCAPED_BAR = re.compile(r"(?P<link>\[\[[^\[\]|\n]{1,300}?)\\\|(?=[^\[\]|\n]{1,200}\]\])")
_UNDER_BOTH = re.compile(r"(?<![\w_])___(?=[^\s_])([^_\n]{1,300}?)(?<=[^\s_])___(?![A-Za-z0-9_])")
_UNDER_ITALIC = re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,300}?)(?<=[^\s_\\])_(?![A-Za-z0-9_])")
# "a==b && c==d" compares twice: no mark begins right behind a Latin letter, a digit or a bracket.
_HIGH = re.compile(r"(?<![A-Za-z0-9_)\]])==(?=[^\s=])([^=\n]{1,300}?)(?<=[^\s=])==(?![=>])")
_UNDERLINED = re.compile(r"\^\^(?=[^\s^])([^^\n]{1,300}?)(?<=[^\s^])\^\^(?!\^)")  # as MkDocs has it
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,300}?~~")
_ATTRIBUTES = re.compile(r"\{[:.#][^{}\n]{1,80}\}\s*$")
_DIGIT_KEY = re.compile(r"([0-9])\ufe0f?\u20e3")
# Bold that a writer left open or closed twice; beside Latin letters a star may be meant ("**kwargs", "char** argv").
_STRAY_STARS = re.compile(r"(?<=[가-힣)])\*\*+(?=[\s가-힣]|$)|(?:^|(?<=\s))\*\*+(?=[가-힣(])")
_ALL_ITALIC = re.compile(r"\*(?=[^\s*])([^*\n]{1,4000})(?<=[^\s*])\*")
_CLOSED_ONCE_MORE = re.compile(r"(?P<before>(?<![\w*])[A-Z][\w-]*[.)]?)\*\*$")  # "OSPF: Open Shortest Path First**"
_OPEN_STARS = re.compile(r"\*+(?=\S)|(?<=\S)\*+")
_EXAMPLE = re.compile(
    r",?\s*(?<![\w(])(?P<mark>ex|eg|Ex|EX|예|예시|e\.g\.?|cf|참고|주의|단)\s?\)\s*(?P<what>[^→\n]{2,200})$"
)
_CHAT = re.compile(r"\s*[ㅋㅎㅠㅜ]{2,}[~!.]*")
_MARKED = re.compile(r"(?:ex|eg|예|예시|g\.?|cf|참고|주의|단)\s?\)", re.I)
_TEX = re.compile(r"[\\^_=+{}*/<>]")
_EXAMPLE_LINE = re.compile(r"^\s*(예시|예|ex|Ex|EX|eg)\s?\)\s*(?=\S)")
_EMOTICON = re.compile(r"\s*[:;]-?[)D]+\s*$")
_GENERIC = re.compile(
    r"\b[A-Za-z_]\w{0,40}<[A-Za-z_&'][^<>\n=]{0,40}(?:<[^<>\n]{0,40}>)?>|(?<!\S)<[a-z가-힣][a-z가-힣 _-]{0,30}>"
)
_CELLS = re.compile(r"</t[dh]>\s*<t[dh][^<>]{0,100}>", re.I)
_SPACES = re.compile(r"\s+")
_MATHY = re.compile(r"[\\^_=+*/<>≤≥∈∑∏√·×÷{}|]|[^가-힣]\(|^[A-Za-zα-ωΑ-Ω]{1,3}'?$|^\d+(?:\.\d+)?%?$")
_PRICE = re.compile(r"^\d[\d,.]*\s?[A-Za-z가-힣]?")

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*`[(<$")
_DECORATES = re.compile(r"[-–—→⇒•‣※·\s]+|[\[(].*|\*\*")
_HOLD = 0xE000
_WRITTEN = frozenset(
    "._-()+,;/'\"&%@^"
)  # programs that write Markdown escape these for no reason: they are read as they are
_SIGN_TERM = re.compile(r"^(?P<signs>[\ue000-\uf7ff]{1,8})(?=\s*(?:::|[:：=](?:\s|$)|→|[-–—]\s))")


# "&&: both must hold": signs that are all of a term, though nobody escaped them.
_BARE_SIGNS = re.compile(
    r"^(?P<signs>[!-/;-@\[\]^{-~¡-¿×÷\u2016-\u205e\u2190-\u22ff\u2300-\u23ff\u25a0-\u25ff\u2b00-\u2bff]{1,4}|\\(?=\s))"
    r"(?=\s?[:：]\s+[^\s:])"
)


class Inline(NamedTuple):
    """A cleaned line: its text, and what was set in bold or italics (`strong`) or highlighted (`high`) in it."""

    text: str
    strong: tuple[str, ...] = ()
    high: tuple[str, ...] = ()


@lru_cache(4096)
def clean(raw: str) -> Inline:
    """The line without markup: links are their words, pictures are gone, arrows are all "→" or "←", code and math stay.

    >>> clean("**내부 공변량 변화(Internal Covariate Shift)**라고 함").text
    '내부 공변량 변화(Internal Covariate Shift)라고 함'
    >>> clean("a => b ==> [c](http://x)").text
    'a → b → c'
    >>> clean("`a->b`, p->next, $5 or $6").text
    '`a->b`, p->next, $5 or $6'
    """
    if raw[:1] not in _LETTERS and (match := _BARE_SIGNS.match(raw)) and not _DECORATES.fullmatch(match["signs"]):
        raw = stand_in(match["signs"]) + raw[match.end() :]
    if not _SPECIAL.search(raw):
        return Inline(raw.strip())
    text = without_references(raw) if "[" in raw else raw
    text = _CITED.sub("", text) if "\\[" in text else text
    strong: list[str] = []
    high: list[str] = []
    held: list[str] = []
    shortcodes: list[str] = []
    if "\\*" in text and "**" in text:
        text = _TWICE_BOLD.sub(lambda m: f"**{m.group(1) or m.group(2)}**", text)
    if "[[" in text and "\\|" in text:
        text = _ESCAPED_BAR.sub(r"\g<link>|", text)
    text = without_math(text) if "$" in text and "\\" in text else text
    if "`" in text or "$" in text or "\\" in text:
        text = _HELD.sub(lambda m: _protect(m.group(), held), text)
    if "[" in text:
        text = _unlinked(text)
    if "<" in text:
        text = _untagged(text, strong, held)
    if "~" in text or "^" in text:
        text = without_id(scripts(text))
    if "^^" in text:
        text = _UNDERLINED.sub(lambda m: _note(strong, m.group(1)), text)
    if "#" in text:
        text = without_tags(text)
    if ":" in text:
        text = held_shortcodes(text, shortcodes)
    if "&" in text:
        text = _ENTITY_TAG.sub(lambda m: stand_in(f"<{m[1]}>"), text)  # as "\\<br\\>" is
        text = html.unescape(text)
    if "==" in text:
        text = _HIGH.sub(lambda m: _note(high, m.group(1)), text)
    if "*" in text and len(text) > 300 and (match := _ALL_ITALIC.fullmatch(text.strip())):
        text = match[1]
    if "*" in text:
        text = _GLOSS.sub(_glossed, text)
        text = _BOLD.sub(lambda m: _note(strong, m.group(1) or m.group(2) or m.group(3)), text)
        if "*" in text:
            text = _STRAY_STARS.sub("", _ITALIC.sub(lambda m: _note(strong, m.group(1)), text))
            text = _CLOSED_ONCE_MORE.sub(r"\g<before>", text) if text.endswith("**") else text
            text = _OPEN_STARS.sub(lambda m: stand_in(m.group()), text)
    if "_" in text:
        text = _UNDER_BOTH.sub(lambda m: _note(strong, m.group(1)), text) if "___" in text else text
        text = _UNDER_BOLD.sub(lambda m: _under(strong, m), text)
        text = _UNDER_ITALIC.sub(lambda m: _note(strong, m.group(1)), text)
    if "~~" in text:
        text = _STRUCK.sub("", text)
    if text.endswith("}"):
        text = _ATTRIBUTES.sub("", text)
    if ")" in text:
        text = _parenthesised(text)
    text = arrows(text)
    if not text.isascii():
        text = emoji_off(_DIGIT_KEY.sub(r"\1. ", text) if "\u20e3" in text else text, shortcodes)
        text = _CHAT.sub("", text)
    text = " ".join(text.split())
    if held:
        if match := _SIGN_TERM.match(text):
            # "\\+: one or more": signs that are all of a term.
            name = _restored(match["signs"], held)
            text = stand_in(name) + text[match.end() :] if not any(c.isalnum() or c in "`$" for c in name) else text
        text, strong, high = (
            _restored(text, held),
            [_restored(t, held) for t in strong],
            [_restored(t, held) for t in high],
        )
    return Inline(text, _tidy(strong), _tidy(high))


def _hold(text: str, held: list[str]) -> str:
    """A sign of private use in the place of a text that no rule of markup may touch."""
    if len(held) >= 0x1800:
        return text
    held.append(text)
    return chr(_HOLD + len(held) - 1)


def _restored(text: str, held: list[str]) -> str:
    return "".join(held[ord(c) - _HOLD] if 0 <= ord(c) - _HOLD < len(held) else c for c in text)


def _protect(piece: str, held: list[str]) -> str:
    """Code, math and escaped signs, put out of reach."""
    if piece[0] == "\\":
        return _hold(piece[1] if piece[1] in _WRITTEN else stand_in(piece[1]), held)
    if piece[0] == "`":
        inner = piece.strip("`").strip()
        if is_spoken(inner):
            return inner
        return _hold(f"`` {inner} ``" if "`" in inner else f"`{inner}`", held) if inner else ""
    return _math(piece, held)


def _unlinked(text: str) -> str:
    """A text without pictures and footnotes, and with the words of its links."""
    text = _IMAGE.sub(" ", _LETTER_AS_IMAGE.sub(r"\1", text))
    text = _WIKI.sub(_linked, text)
    text = _LINK.sub(r"\1", text)
    return _REFERENCE.sub(r"\1", _FOOTNOTE.sub(_footnote, text))


def _linked(match: re.Match[str]) -> str:
    """The words of a link to another note; of a link to a part of one, the heading it leads to.

    >>> _WIKI.sub(_linked, "[[Rope]], [[#Mast]], [[Rig#Mast]], [[Rig#Mast|masts]], [[Rig#^a1b2]]")
    'Rope, Mast, Mast, masts, Rig'
    """
    name = match[1]
    if "|" in match[0] or (part := _PART.fullmatch(name)) is None:
        return name
    return part["whole"] if "#^" in name else part["part"].strip() or part["whole"]


def _footnote(match: re.Match[str]) -> str:
    """Nothing in the place of a footnote; a pattern that looks like one stays."""
    stands_first = not match.start() and match.string[match.end() : match.end() + 1] != ":"
    return match.group() if stands_first or _NO_FOOTNOTE.fullmatch(match.group(1)) else ""


def _untagged(text: str, strong: list[str], held: list[str]) -> str:
    """A text without HTML tags; `Box<T>` and `<name>` are no tags, and set as code."""
    text = _AUTOLINK.sub(r"\1", _CELLS.sub(": ", text))
    text = raised(_BREAK.sub(" ", text))
    text = _TAG_CODE.sub(lambda m: _hold(f"`{m.group(2).strip()}`", held), text)
    text = _TAG_QUOTED.sub(lambda m: _hold(f"`{m.group()}`", held), text)
    text = _TAG.sub("", _TAG_BOLD.sub(lambda m: _note(strong, m.group(2)), text))
    return _GENERIC.sub(lambda m: _hold(f"`{m.group()}`", held), text)


def _parenthesised(text: str) -> str:
    """A text whose lone parentheses ("ex)", ":)", an arrow's label) are closed or gone."""
    if text[-1] in ")D" and (":" in text[-4:] or ";" in text[-4:]):
        text = _EMOTICON.sub("", text)
    if _MARKED.search(text):
        text = _EXAMPLE.sub(_example, _EXAMPLE_LINE.sub(r"\1: ", text))
    return text


def _example(match: re.Match[str]) -> str:
    """ "… ex) list, set" is "… (예: list, set)", so that its parenthesis closes."""
    said = match.group("what").strip()
    if said.count("(") != said.count(")"):
        return match.group()
    mark = match.group("mark").lower()
    if mark in {"cf", "참고", "주의", "단"}:
        return f" ({'참고' if mark == 'cf' and has_hangul(match.string) else mark}: {said})"
    return f" (예: {said})" if has_hangul(match.string) else f" (e.g. {said})"


def _glossed(match: re.Match[str]) -> str:
    """A gloss in italics as one in parentheses; a Latin word of its own is only stressed."""
    return match.group() if match["gap"] and not match["end"] else f"{match['gap']}({match['name']})"


def _tidy(pieces: list[str]) -> tuple[str, ...]:
    return tuple(t for p in pieces if (t := _SPACES.sub(" ", p.replace("**", "")).strip()))


def _note(into: list[str], piece: str) -> str:
    into.append(piece)
    return piece


_DUNDER = words(
    """
    init main name str repr all call len iter next enter exit new del dict doc file eq ne lt le gt ge hash add sub mul
    getitem setitem delitem contains class slots bool int float getattr setattr delattr version author annotations
    module path package builtins import future proto dirname filename
    """
)


def _under(strong: list[str], match: re.Match[str]) -> str:
    inner = match.group(1)
    # `__init__` is a name that Python gives, not a word in bold.
    if inner in _DUNDER:
        return match.group()
    strong.append(inner)
    return inner


def _math(piece: str, held: list[str]) -> str:
    """Dollars around math stay; dollars around plain words, and prices, are only dollars."""
    inner = piece.strip("$").strip()
    if not inner:
        return ""
    if piece.startswith("$$"):
        return _hold(f"${inner}$", held)
    if HANGUL.search(inner) and not _TEX.search(inner):
        # "$5짜리 … $" is two prices; "$지역성$" is a word in dollars.
        return piece if _PRICE.match(inner) else inner
    if _PRICE.match(inner) and " " in inner and not _TEX.search(inner):
        return piece
    if _MATHY.search(inner) or len(inner) <= 3 or " " not in inner:
        return _hold(f"${inner}$", held)
    return inner
