"""The last resort for a sentence no other rule could ask about: its words in bold, its term or number left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.draft import Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import BLANK, bold
from cards.card import Kind
from cards.language import english, korean
from cards.language.glosses import accepted_for
from cards.language.headings import is_question
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, mask
from cards.note import Form

EXAMPLES = (
    (
        "# 2024-01-01\n브라우저에 **쿠키를 심는 헤더**를 응답에 실어 보내기\n",
        (("브라우저에 [...]를 응답에 실어 보내기", "쿠키를 심는 헤더"),),
    ),
)
_TERM = re.compile(
    r"`[^`]{2,40}`|[가-힣A-Za-z]+\([A-Za-z가-힣 \-]{2,40}\)"
    r"|\b[A-Z][A-Za-z0-9\-]{2,}(?:\s[A-Z][A-Za-z0-9\-]+){0,3}|\b\d[\d,.]*\s?(?:%|배|개|번|초|ms|MB|GB|KB|비트"
    r"|바이트|bits?|bytes?)"
)


def cards(scope: Scope, asked: frozenset[int] = frozenset()) -> Iterator[Draft]:
    """One card for each sentence that no card asks about yet, its most telling words left out."""
    for entry in scope.entries:
        line = entry.line
        if line.number in asked:
            continue
        if line.form not in (Form.TEXT, Form.ITEM) or line.task or entry.below is not None or is_name(line.text):
            continue
        for text in sentences(line.text):
            if "→" in text or len(text) < 20 or len(text) > 300 or is_question(text):
                continue
            if (korean if has_hangul(text) else english).analyse(text).form == "story":
                continue
            if target := _target(text, line.strong):
                topic = "" if not scope.name or key(scope.name) in key(text) else f"{bold(scope.name)} — "
                yield Draft(
                    Kind.CLOZE,
                    topic + text.replace(target, BLANK, 1),
                    target,
                    line.number,
                    scope.name,
                    own(line),
                    accepted_for(target),
                    rank=5,
                )


def _target(text: str, strong: tuple[str, ...]) -> str:
    """The words to leave out: what the writer set in bold, else a name or number that does not begin the sentence."""
    shown = mask(text)
    for word in strong:
        at = text.find(word)
        if at >= 0 and text.count(word) == 1 and len(word) <= 60 and len(word) * 2 < len(text):
            return word
    for match in reversed(list(_TERM.finditer(text))):
        word = match.group()
        if match.start() > 4 and text.count(word) == 1 and (shown[match.start()] != "\x01" or word.startswith("`")):
            return word
    return ""
