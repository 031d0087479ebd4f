"""What makes a card a bad card. The last look at every draft: better no card than one nobody is glad to be asked."""

from __future__ import annotations

import re

from cards.inline import mask, plain
from cards.names import is_aspect, without_gloss
from cards.scope import Draft
from cards.wording import key

_ARROW = re.compile(r"→(?!∞)|⇒|➡|←|[-=]{1,2}>(?!\w)|[├└│┌┐─]{1}")
_MARKUP = re.compile(
    r"\*\*|!\[|\]\(|</?(?:br|div|span|img|details|summary|p|b|a|sup|sub|code|font|u)\b|<!--|^#{1,6} |==\S+==|\[\[|~~"
)
_LINK = re.compile(r"(?:https?|ftp)://\S+|www\.\S+")
_CODE = re.compile(r"```.*?```|``[^\n]*?``|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$", re.S)


def fault(draft: Draft, heads: tuple[str, ...]) -> str:
    """Why a draft is no good card, as a reason a writer can act on; "" when it is one."""
    question, answer = draft.question.strip(), draft.answer.strip()
    if not question or not answer:
        return "it has no subject; write the name of what it is about into the line or its heading"
    if not any(c.isalnum() for c in plain(answer)):
        return "there is nothing to answer"
    if (len(answer) > 200 and "```" not in answer and "$$" not in answer) or len(answer) > 600 or len(question) > 400:
        return f"it is too long for one answer ({len(answer)} characters); shorter lines make cards"
    words = _CODE.sub(" ", answer)
    asked = _CODE.sub(" ", question)
    if _ARROW.search(words) or _ARROW.search(asked):
        return "an arrow in it could not be read; one arrow between two things makes a card"
    if _MARKUP.search(words) or _MARKUP.search(re.sub(r"\*\*", "", asked)):
        return "its markup could not be read"
    if len(_LINK.sub("", words).strip(" -,\n")) < 3 and _LINK.search(words):
        return "it is a link and nothing else"
    if words.count("(") != words.count(")") and "```" not in answer:
        return "its parentheses do not close"
    if gives_away(answer, question, heads):
        return "the answer stands in its own question or heading"
    if is_aspect(re.sub(r"\*\*", "", question).strip(" ?은는")):
        return "it has no subject; the heading above it should name one"
    return ""


def gives_away(answer: str, question: str, heads: tuple[str, ...]) -> bool:
    """Whether the answer can be read in the question or in the headings above it.

    >>> gives_away("Dilated", "**Dilated** — 무엇인가?", ()), gives_away("2", "T가 2배일 때", ())
    (True, False)
    """
    if "```" in answer:
        return False
    for form in dict.fromkeys((answer, without_gloss(plain(answer)))):
        wanted = key(form)
        if not wanted:
            wanted = form.strip()
            if wanted and wanted in question:
                return True
            continue
        if len(wanted) <= 2:
            word = re.compile(
                rf"(?<![0-9A-Za-z가-힣_]){re.escape(plain(form).strip().casefold())}(?![0-9A-Za-z_가-힣])"
            )
            if any(word.search(plain(text).casefold()) for text in (question, *heads)):
                return True
        elif any(wanted in key(text) for text in (question, *heads)):
            return True
    return False


def balanced(text: str) -> bool:
    """Whether no parenthesis of a text was cut."""
    return mask(text).count("(") == 0
