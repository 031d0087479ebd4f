"""What is so at a moment that a noun names: "문서 변경 시 색인을 새로 만든다", "저장시 색인이 갱신된다"."""

from __future__ import annotations

from cards.language.finding import Ask, Finding
from cards.language.korean.grammar import is_pointing
from cards.language.korean.phrases import is_noun
from cards.language.korean.sentence import Sentence
from cards.language.korean.verbal import may_be_done

SHORTEST = 6  # letters of what is so then


def at_moment(one: Sentence) -> Finding | None:
    """What is so when something is done or happens, where 시 behind a noun says when.

    >>> from cards.language.korean.sentence import read
    >>> [(f.said, f.answer) for f in (at_moment(read("문서 변경 시 색인을 새로 만든다")),) if f]
    [('문서 변경 시', '색인을 새로 만든다')]
    """
    tokens, text = one.tokens, one.text
    at = next((i for i, t in enumerate(tokens) if t.text == "시" and t.tag == "NNB"), 0)
    if not at or not is_noun(tokens[at - 1]) or not may_be_done(tokens[at - 1].text) or is_pointing(text):
        return None
    begin, end = at + 1, tokens[at].end
    while begin < len(tokens) and tokens[begin].tag in {"JKB", "JX", "SP"}:
        end, begin = tokens[begin].end if tokens[begin].tag != "SP" else end, begin + 1
    then = text[end:].strip(" ,")
    before, behind = tokens[:at], tokens[begin:]
    if len(then) < SHORTEST or not behind or behind[0].tag.startswith("JK") or tokens[at].start - one.lead < 4:
        return None
    if any(t.tag in {"EC", "JKS", "SP"} for t in before) or (one.lead and not one.about):
        return None
    if any(t.tag == "JX" and t.text in {"은", "는"} for t in before if t.start >= one.lead):
        return None
    told = behind[-1].tag in {"EF", "ETN"} or (behind[-1].tag.startswith("NN") and may_be_done(behind[-1].text))
    describes = is_noun(behind[-1]) and len(behind) > 1 and behind[-2].tag == "ETM"
    return Finding(Ask.IF, "", text[:end], then, "condition") if told and not describes else None
