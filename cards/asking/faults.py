"""What makes a card a bad card. The last look at every draft: better no card than one nobody is glad to be asked."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.asking.fact import Fact
from cards.asking.questions import Draft
from cards.language.aspects import is_aspect
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.verbal import may_end
from cards.language.tagging import is_noun
from cards.language.text import key, plain
from cards.translation import N_

_ARROW = re.compile(r"(?<![A-Z])→(?!∞)|(?<=[A-Z])→(?![A-Z](?![A-Za-z]))|⇒|➡|←|[-=]{1,2}>(?!\w)|[├└│┌┐─]")
_MARKUP = re.compile(
    r"\*\*|!\[|\]\(|</?(?:br|div|span|img|details|summary|p|b|a|sup|sub|code|font|u)\b|<!--|^#{1,6} |==\S+==|\[\[|~~"
)
_LINK = re.compile(r"(?:https?|ftp)://\S+|www\.\S+")
_CODE = re.compile(r"```.*?```|``[^\n]*?``|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$", re.S)
# A text that breaks off before what it leads to, and one that begins with the particle of a word before it.
_CUT_OFF = re.compile(
    r"(?:^|\s)(?:where|such that|(?:states?|says?|means?|shows?) that|is|are|was|were|be|the|an?|and|or|by|to|of|for"
    r"|from|with|about|such as|including|via|we have|satisfying|i\.e|e\.g|namely"
    r"|as follows|the following|one or more|like (?:so|this)|for example|can be \w+ as|given by"
    r"|(?:defined|calculated|computed|written|expressed) as|및|또는|혹은|그리고)\s?[:.]?$",
    re.I,
)
_BREAKS_OFF_KO = re.compile(r"[가-힣](?:지만|는데|건데|으며|면서|에 따라|함에 따라|[은는한인] 반면에?)[,.]?$")
_OBJECT_LAST = re.compile(r"[가-힣][을를]\s(?P<noun>[가-힣]{4,})$")
_ON_GROUNDS = re.compile(r"[가-힣][을를]\s(?:바탕|기반|토대)으로$")
_TOLD = frozenset({Ask.WHAT, Ask.DOES, Ask.GAP})
_PLACE = re.compile(r"[\[<{][\w\s-]+[\]>}][\s.…]*")
_NOTHING = re.compile(
    r"(?:없음|미정|추후 ?(?:작성|정리|추가)|작성 ?(?:중|예정)|tbd|tba|n/a|none"
    r"|to be (?:done|added|written|continued))\W*",
    re.I,
)
_DOTS = re.compile(r"\$?(?:\\[cvd]?dots|[.…·\s])+\$?")
# "how large the leaves are" is whole, and so is "to find out how large they are"
_INDIRECT = re.compile(r"(?:to [a-z]+ (?:out )?)?(?:how|what|which|who|where|whether)\s", re.I)
# "a process that nobody waits for" is whole: what the last word goes with stands before it.
# "the logical or", "bitwise and": the word is a name there.
_NAMED_OPERATOR = re.compile(
    r"\b(?:logical|bitwise|boolean|exclusive|inclusive|conditional|short-circuit(?:ing)?|binary|operator|keyword|of)"
    r"\s(?:and|or)\.?$",
    re.I,
)
_THE_MORE = re.compile(r"the (?:more|less|fewer|\w+er)\s", re.I)  # "the less stable the training is"
_STRANDED = re.compile(r"\b(?:that|which|who|whom|what|where)\s\S+\s.*\b(?:by|to|of|for|from|with)\.?$", re.I)
_CUT_IN = re.compile(r"^(?:[은는을를의와과로도]|이라는|라는|이란|란|이라고|라고|으로|에서|에게|까지|부터)\s(?=\S)")
_ELSEWHERE = re.compile(
    r"^(?:(?:the )?same(?: as (?:above|before|the above|previous)\b.*)?|see (?:above|below)|as above|ditto"
    r"|(?:see|refer to|check(?: out)?)\s.{2,60}?\sfor (?:more|further|details?|an? explanation)\b.*"
    r"|위와 (?:같음|동일)\S*|상동"
    r"|동일|아래 참고|위 참고|하단 참고)\W*$|^same as above",
    re.I,
)
# Without one of these signs there is no markup, arrow or link to look for.
_SUSPECT = re.compile(r"[→⇒➡←├└│┌┐─>\[\]<#~*]|==|://|www\.")


# An answer that only points on, or has a verb and nothing that it is said of.
_FILLS = re.compile(
    r"(?:.{0,14}\s)?(?:아래|다음|위|앞)(?:와|과|에서|처럼|의)?\s?(?:같\S*|식|그림|표|코드|링크|예시?|내용)?(?:\s\S{1,4}\s(?:가능|가능하다|있다))?"
    r"|(?:사용|이용|활용|적용|발생|존재|처리|실행|진행|필요|가능|불가능|중요)(?:된다|됩니다|한다|합니다|하다|됨|함"
    r"|할 수 있[다음]|할 수 있습니다)?"
    r"|(?:내용|설명) ?추가|작성 ?(?:중|예정)|말입니다|무엇"
)
# "낮출 수 있음", "얻기 쉬움": the verb is no thing of which the rest could be asked.
_CAN = re.compile(r"(?:[가-힣]\s수|[가-힣]기)는\?$")
_HOW_IT_IS = re.compile(
    r"(?:있|없)(?:음|다|습니다)|(?:쉬|어려)움|쉽다|어렵다|가능(?:하다|함)?|불가능(?:하다|함)?|용이(?:하다|함)?"
)
_LISTED_BELOW = re.compile(
    r"(?:다음|아래|위)(?:와|과) 같(?:다|음|습니다|은 \S+(?:을|를|이|가) (?:갖는다|가진다|있다))\.?$"
)
_WORDED = frozenset({Ask.WHY, Ask.IF, Ask.OWN, Ask.GAP, Ask.PURPOSE, Ask.HOW, Ask.DOES, Ask.FOLLOWS})
_CELLS = frozenset({Ask.CELL, Ask.ASPECT, Ask.IS_SO, Ask.MARKED, Ask.STANDS})
TOO_LONG = N_("it is too long for one answer ({count} characters); shorter lines make cards")


def fault(draft: Draft, heads: tuple[str, ...]) -> str:
    """Why a draft is no good card, as a reason a writer can act on; "" when it is one."""
    question, answer = draft.question.strip(), draft.answer.strip()
    if not question or not answer:
        return N_("it has no subject; write the name of what it is about into the line or its heading")
    long = seen(answer) > 200 and "```" not in answer and "$$" not in answer
    if long or len(answer) > 600 or len(question) > 400:
        return TOO_LONG.format(count=len(answer))
    words = _CODE.sub(" ", answer) if "`" in answer or "$" in answer else answer
    asked = _CODE.sub(" ", question) if "`" in question or "$" in question else question
    asked = asked.replace("**", "")
    if _SUSPECT.search(words) or _SUSPECT.search(asked):
        if _ARROW.search(words) or _ARROW.search(asked):
            return N_("an arrow in it could not be read; one arrow between two things makes a card")
        if _MARKUP.search(words) or _MARKUP.search(asked):
            return N_("its markup could not be read")
        if len(_LINK.sub("", words).strip(" -,\n")) < 3 and _LINK.search(words):
            return N_("it is a link and nothing else")
    opened = asked.count("(") - asked.count(")")
    open_asked = opened and draft.korean and draft.fact.ask in _WORDED
    open_gap = opened > 0 and draft.fact.ask is Ask.GAP
    if open_asked or open_gap or (words.count("(") != words.count(")") and "```" not in answer):
        return N_("its parentheses do not close")
    if not draft.korean and words.count('"') % 2 and not re.search(r"[\d`]\s?\"|```", words):
        return N_("it was cut in the middle of a sentence")
    if draft.korean and (words.count("‘") != words.count("’") or words.count("“") != words.count("”")):
        return N_("it was cut in the middle of a sentence")
    if words.count("$") % 2 and "\\" in words:
        return N_("its math does not close")
    if (_CUT_OFF.search(words) and not _is_whole(words)) or (
        draft.korean and _CUT_IN.search(asked.split(" — ", 1)[-1])
    ):
        return N_("it was cut in the middle of a sentence")
    if draft.korean and re.search(r"\s왜\s(?:는|은|이|가|을|를|에|의|도)\s", question):
        return N_("it was cut in the middle of a sentence")
    if draft.korean and (_BREAKS_OFF_KO.search(words) or (draft.fact.ask in _TOLD and _has_no_verb(draft.fact, words))):
        return N_("it was cut in the middle of a sentence")
    if _ELSEWHERE.match(words):
        return N_("it points at another line")
    nothing = draft.fact.ask is Ask.WHAT and _NOTHING.fullmatch(answer)
    if nothing or _PLACE.fullmatch(answer.strip("`")) or _DOTS.fullmatch(answer):
        return N_("a placeholder stands where its answer should")
    if draft.korean and draft.fact.ask is not Ask.MARKED and _LISTED_BELOW.search(words):
        return N_("it points at another line")
    if draft.korean and draft.fact.ask not in _CELLS and _FILLS.fullmatch(words.strip(" .")):
        return N_("it points at another line")
    if draft.korean and _HOW_IT_IS.fullmatch(words.strip(" .")) and _CAN.search(question):
        return N_("it was cut in the middle of a sentence")
    if draft.korean and _CUT_IN.match(words):
        return N_("it was cut in the middle of a sentence")
    if not key(answer) and not any(c.isalnum() for c in answer):
        return N_("there is nothing to answer")
    if draft.fact.ask is not Ask.IS_SO and gives_away(answer, question, heads):
        return N_("the answer stands in its own question or heading")
    if len(question) < 40 and "**" not in question and is_aspect(question.replace("**", "").strip(" ?은는")):
        return N_("it has no subject; the heading above it should name one")
    return ""


def seen(text: str) -> int:
    """How many signs of a text are seen once its formulas are set.

    >>> seen("a map"), seen(r"$\\mathbb{R} \\to M$")
    (5, 6)
    """
    return len(_TEX.sub("x", text).translate(_UNSEEN)) if "\\" in text and "$" in text else len(text)


_TEX = re.compile(r"\\(?:math|text)?(?:bb|rm|cal|bf|frak|sf|it)?(?=\{)|\\(?:left|right|big)[lr]?|\\[A-Za-z]+")
_UNSEEN = str.maketrans("", "", "{}$^_\\")


def _has_no_verb(fact: Fact, answer: str) -> bool:
    """Whether Korean words end in an object and a noun that is done to nothing ("연주 한 곡을 스테레오")."""
    told = (fact.said if fact.ask is Ask.GAP else answer).rstrip(". ")
    if _ON_GROUNDS.search(told):
        return True
    match = _OBJECT_LAST.search(told)
    return match is not None and is_noun(match["noun"]) and not may_end(match["noun"])


def _is_whole(words: str) -> bool:
    """Whether words may end as one does that was cut off."""
    stranded = _STRANDED.search(words) or _NAMED_OPERATOR.search(words)
    return bool(_INDIRECT.match(words) or stranded or _THE_MORE.match(words))


@lru_cache(64)
def _heads_key(heads: tuple[str, ...]) -> str:
    return "\0".join(map(key, heads))


def _has_word(text: str, word: str) -> bool:
    """Whether a short answer stands in a text as a word of its own: "2" does in "2 hop", not in "12"."""
    at = text.find(word)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(c.isalnum() or c == "_" for c in around):
            return True
        at = text.find(word, at + 1)
    return False


def _may_hold(wanted: str, text: str) -> bool:
    """Whether a text has the letters that a key begins with: quick to see, and nearly always enough."""
    folded = text.casefold()
    return all(letter in folded for letter in wanted[:6])


def _all_in(answer: str, question: str) -> bool:
    """Whether each name of a list stands in the question already."""
    members = (part.removeprefix("- ") for part in re.split(r"\n|, ", answer))
    return all(
        any(len(form) > 1 and form in question for form in (key(member), key(without_gloss(member))))
        for member in members
    )


_ARTICLE = re.compile(r"^(?:the|an?)\s(?=\S{5})", re.I)


def gives_away(answer: str, question: str, heads: tuple[str, ...]) -> bool:
    """Whether the answer can be read in the question or in the headings above it.

    >>> gives_away("Dilated", "**Dilated** — 무엇인가?", ()), gives_away("2", "T가 2배일 때", ())
    (True, False)
    """
    if "```" in answer:
        return False
    if (", " in answer or "\n" in answer) and _all_in(answer, key(question)):
        return True  # "A vs B: which two?"
    bare = without_gloss(plain(answer)) if "(" in answer else answer
    named = _ARTICLE.sub("", bare)
    for form in dict.fromkeys((answer, bare, named)):
        wanted = key(form)
        if not wanted:
            wanted = form.strip()
            if wanted and wanted in question:
                return True
        elif len(wanted) <= 7:
            # So few letters also stand side by side by chance, across the end of a word: look for them as they are.
            short = plain(form).strip(" *_").casefold()
            found = _has_word if len(wanted) <= 2 else str.__contains__
            texts = [plain(text).casefold().replace("**", "") for text in (question, *heads)]
            if any(found(text, short) for text in texts):
                return True
        elif wanted in _heads_key(heads) or (_may_hold(wanted, question) and wanted in key(question)):
            return True
    return False
