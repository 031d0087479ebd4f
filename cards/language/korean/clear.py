"""Whether a question cut from a Korean sentence can be answered by someone who has not the note before them.

What makes one unclear is seen in its morphemes: it points at something (이, 그, 여기), tells what was done once, talks
rather than says, breaks off, or has no word for who or what it is about. Forms read in notes of others fail mostly
there, so that the clear ones of a form are a form of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cards.language.finding import BLANK, Ask, Finding
from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import is_noun, last_verb
from cards.language.text import words as words_of
from cards.language.word import Word

_POINTS = words_of(
    """
    이 그 저 이것 그것 이거 그거 이런 그런 저런 이러 그러 이렇 그렇 여기 거기 이때 그때 해당 위 아래 이들 그들
    이럴 그럴 이걸 그걸 이거 그거 각각 나 내 저희 우리
    너 누구 둘 하나 나머지 이번 앞 방금 아까 이쪽 저쪽 얘 걔 이전 다음 후자 전자 예시 예제
    """
)
_TALK = words_of(
    """
    막 그냥 좀 뭔가 약간 굉장히 겁나 어차피 사실 마치 아마 진짜 일단 바로 역시 제대로 조금 즉 그래서 따라서 또
    """
)
_TALKS = re.compile(
    r"다음과 같|아래와 같|위와 같|예를 들|것 같|듯|라고 (?:볼|할) 수|는 거|한 거|인 거|ㅎ|ㅋ|ㅜ|ㅠ|~|\?|!|\.\."
    r"|죠|네요|군요|는데|잖|말고|등등|인데|면서 보|알아보|살펴|보면|보자|하자|드리|드립|해보"
)
_SHORTEST, _LONGEST_SAID, _LONGEST_ANSWER, _LONGEST_GAP = 6, 64, 75, 90
_NAMED = ("JKS", "JKO")


@lru_cache(2048)
def is_clear(finding: Finding) -> bool:
    """Whether both sides of a finding stand for themselves.

    >>> is_clear(Finding(Ask.IF, "", "밸브가 닫히면", "물이 멈춘다"))
    True
    >>> is_clear(Finding(Ask.IF, "", "이렇게 되면", "물이 멈춘다"))
    False
    """
    said, answer = finding.said.replace(BLANK, "무엇"), finding.answer
    if finding.sort == "amount":
        return _of_amount(said)
    if len(said) > _LONGEST_GAP or len(answer) > _LONGEST_ANSWER:
        return False
    if _TALKS.search(said) or _TALKS.search(answer) or ". " in said or ". " in answer or "(" in said[:1]:
        return False
    piece = finding.ask in {Ask.GAP, Ask.OWN}
    if finding.ask is not Ask.GAP and len(said) > _LONGEST_SAID:
        return False
    if not piece and (len(said) < _SHORTEST or len(answer) < _SHORTEST):
        return False
    told = _tokens(answer)  # the shorter of the two, and tagging is what this costs
    if not told or _points(told) or _happened(told) or (piece and not _is_telling(told)):
        return False
    asked = _tokens(said)
    if not asked or _points(asked) or _happened(asked):
        return False
    if not (_has_topic(asked) if piece else _is_about(asked)):
        return False
    if finding.ask is not Ask.IF and finding.ask is not Ask.OWN and not _says(asked, said):
        return False
    if piece:
        return True
    if finding.ask is Ask.IF:
        return _says(told, answer) and _is_event(asked, told, said, answer)
    return not _NO_CLAIM.search(said) and len(said) > 9


def _of_amount(said: str) -> bool:
    """Whether a question for a quantity says what it is of, and tells no single event but by its year."""
    asked = [t for t in _tokens(said) if not t.tag.startswith("VV")]
    if not asked or _points(asked) or _TALKS.search(said) or (_happened(asked) and "언제" not in said):
        return False
    at = next((i for i, t in enumerate(asked) if t.tag == "JX" and t.text in {"은", "는"}), 0)
    return at > 0 and (is_noun(asked[at - 1]) or asked[at - 1].tag == "JKB")


_NO_CLAIM = re.compile(r"뿐|상관|(?:정리|기록|메모)해|적어 ?[두둔]|^[가-힣]+[은는이가] (?:있|좋|가능)\S*$")


def marked(finding: Finding) -> Finding:
    """A finding that is clear, as one of a sort of its own."""
    known = finding.ask in {Ask.IF, Ask.WHY, Ask.PURPOSE, Ask.OWN, Ask.GAP} and finding.sort
    if not known or not is_clear(finding):
        return finding
    # What can or cannot be done under a condition, and what is so in a case, is seldom said of one moment only.
    sure = finding.ask is Ask.IF and (finding.said.endswith("경우") or re.search(r"수 [있없]", finding.answer))
    return finding._replace(sort=f"{'sure' if sure else 'clear'} {finding.sort}")


def _tokens(text: str) -> list[Word]:
    return [t for t in tagged(text) or () if t.tag not in {"SF", "SE", "SSC", "SSO"}]


def _points(tokens: Sequence[Word]) -> bool:
    return any(
        (t.tag in {"NP", "MM", "NNG", "VA", "VV", "NNB", "MAG", "NR"} and t.text in _POINTS) or t.text in _TALK
        for t in tokens
    ) or tokens[0].tag in {"MAJ", "JX", "JKB", "EC"}


def _happened(tokens: Sequence[Word]) -> bool:
    """Whether it tells what was once so."""
    return any(t.tag == "EP" and t.text in {"었", "았", "였", "겠"} for t in tokens)


_TWO_THINGS = re.compile(
    r"지만|반면|(?:없으|아니|다르|않으)면|[때떄]문|(?:방법|방식|것)(?:이다|입니다|임)$|^\(|가지가 있"
    r"|(?:의미|말|뜻)(?:한다|합니다|함)$|^(?:\S+\s)?(?:문제|어려움)[가이]? ?(?:생|발생|있)"
    r"|멋진|심각한|편리하게|궁금"
)
_NO_EVENT = re.compile(r"(?:고|며),|란 |라면$|궁금|웬만|왠만|^주의|때(?:마다|에)?$|^곧")


def _is_event(asked: Sequence[Word], told: Sequence[Word], said: str, answer: str) -> bool:
    """Whether what is told happens under the condition: no contrast, no reckoning, no noun that 때 only describes."""
    numbers = sum(t.tag == "SN" for t in asked)
    several = numbers > 1 or (numbers and any(t.tag == "SN" for t in told))
    if several or _TWO_THINGS.search(answer) or _NO_EVENT.search(said) or _is_variable(asked):
        return False
    when = any(t.text == "경우" for t in asked[-3:])
    return not (when and any(t.tag == "ETM" for t in told[1:4]))


def _is_variable(tokens: Sequence[Word]) -> bool:
    """Whether it speaks of a letter that stands for something ("n이 홀수이면")."""
    return tokens[0].tag == "SL" and len(tokens[0].text) == 1 and tokens[1].tag.startswith("J")


def _is_about(tokens: Sequence[Word]) -> bool:
    """Whether it begins with a noun, and names who does something or to what it is done."""
    first = next((t for t in tokens if t.tag in {"SL", "SN"} or not t.tag.startswith(("S", "MM", "MAG"))), tokens[0])
    begins = is_noun(first) or first.tag.startswith(("VA", "VV", "IC"))
    end = next((i for i in range(len(tokens) - 1, max(0, len(tokens) - 4), -1) if tokens[i].text in _WHEN), len(tokens))
    told = tokens[1:end]
    named = any(t.tag in _NAMED or (t.tag == "JX" and t.text in {"은", "는"}) for t in told)
    return begins and (named or (end < len(tokens) and any(t.tag == "JKB" and t.text == "에" for t in told)))


_WHEN = frozenset({"때", "경우"})  # the particle behind it ("필요할 경우에는") marks no thing


def _has_topic(tokens: Sequence[Word]) -> bool:
    """Whether it begins with what it is about: a noun or two, and 은 or 는."""
    at = next((i for i, t in enumerate(tokens[:7]) if t.tag == "JX" and t.text in {"은", "는"}), 0)
    return at > 0 and all(is_noun(t) or t.tag == "JKG" for t in tokens[:at]) and at + 3 < len(tokens)


def _is_telling(tokens: Sequence[Word]) -> bool:
    """Whether an answer says more than one plain word does ("결과", "자원"): two nouns, a name, a quantity."""
    nouns = sum(is_noun(t) for t in tokens)
    return is_noun(tokens[-1]) and (nouns > 1 or any(t.tag in {"SL", "SN", "NNP"} for t in tokens))


def _says(tokens: Sequence[Word], text: str) -> bool:
    """Whether words end as a whole statement ends, and not in a noun that a clause only describes."""
    last = tokens[-1]
    if last.tag in {"EF", "ETN"}:
        return True
    if last.tag == "EC" or last.tag.startswith("J"):
        return False
    at = last_verb(tokens)
    return is_noun(last) and at >= max(0, len(tokens) - 2) and (at == 0 or tokens[at - 1].tag != "ETM")
