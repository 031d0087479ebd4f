"""Noun phrases of a Korean sentence, its last verb, and the sentence with the ending of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.endings import final
from cards.language.korean.verbal import may_end
from cards.language.tagging import words
from cards.language.word import Word

_NOUNS = ("NN", "NR", "NP", "SL", "SN", "SH", "SW", "SO", "SS", "XSN", "XPN", "XR", "W_")
_JOINS = frozenset({"및", "또는", "혹은"})
_CASES = frozenset({"JKO", "JKB", "JKS"})
_VERBS = ("VV", "VA", "XSV", "XSA", "VCP", "VCN")
_DEPENDENT = frozenset({"때", "때문", "등", "등등", "뿐", "채", "만큼", "대로", "후", "뒤", "시", "경우", "동안"})
_RIEUL = 8
_BIEUP = 17


def is_noun(word: Word) -> bool:
    """Whether a morpheme may stand in a compound noun."""
    return word.tag.startswith(_NOUNS) and not (word.tag in {"NNB", "NNG"} and word.text in _DEPENDENT)


def are_nouns(pieces: Sequence[Word]) -> bool:
    """Whether words are nouns, of which one may be made of a verb ("손떨림 보정")."""
    made = {i for i, piece in enumerate(pieces) if piece.tag == "ETN" and i and pieces[i - 1].tag == "VV"}
    return all(is_noun(p) or i in made or i + 1 in made for i, p in enumerate(pieces))


def phrase(tokens: Sequence[Word], at: int) -> tuple[int, int]:
    """The first and last token of the noun phrase around the noun at `at`: compounds and what is joined stay whole.

    "버전 관리 및 배포" is one phrase, and so is "클래스와 메소드의 이름".
    """
    first = last = at
    while first and _inside(tokens, first - 1):
        first -= 1
    while last + 1 < len(tokens) and _inside(tokens, last + 1):
        last += 1
    while first < at and not is_noun(tokens[first]) and tokens[first].tag != "MM":
        first += 1
    while last > at and not is_noun(tokens[last]):
        last -= 1
    return first, last


def _inside(tokens: Sequence[Word], at: int) -> bool:
    """Whether a morpheme goes on with a noun phrase; a particle or a comma does where a noun follows it."""
    word = tokens[at]
    if is_noun(word):
        return not (word.text == "수" and at and tokens[at - 1].tag == "ETM")
    if word.text == "등" and at + 1 < len(tokens) and tokens[at + 1].tag in {"JKG", "NNG"}:
        return True  # "호이스팅 등의 정보"
    if word.tag == "MM" or (word.tag.startswith("MA") and word.text in _JOINS):
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or at == 0:
        return False
    if tokens[at - 1].text == "등" and word.tag == "JKG":
        return True
    if word.tag in {"JKG", "JC"} or (word.tag == "SP" and word.text in {",", "/", "·", ":"}):
        return is_noun(after) or after.tag == "MM"
    return word.tag == "JKB" and after.tag == "JKG"


def is_joined(tokens: Sequence[Word], first: int, last: int) -> bool:
    """Whether a phrase names several things."""
    return any(t.tag in {"JC", "SP"} or t.text in _JOINS for t in tokens[first : last + 1])


def last_verb(tokens: Sequence[Word]) -> int:
    """Where the last verb begins, its noun included ("포함하고 있다" begins at 포함); -1 where there is none."""
    at = len(tokens) - 1
    if at > 1 and _is_done(tokens, at):
        return at  # "최소성을 만족"
    if at > 2 and tokens[at].text in _MAY_BE and _is_done(tokens, at - 1):
        return at - 1  # "데이터에 접근 가능"
    while at > 0:
        word = tokens[at]
        if word.tag == "NNB" and word.text in {"수", "것", "편"} and tokens[at - 1].tag == "ETM":
            at -= 1
        elif word.tag.startswith(_VERBS) and not _helps(tokens, at):
            at -= word.tag.startswith("XS")
            return at - 1 if tokens[at - 1].tag == "XPN" else at
        at -= 1
    return -1


WHETHER = frozenset(["는지", "ᆫ지", "은지", "ᆯ지", "을지"])  # "있는지 확인", "얼마인지 계산"
_MAY_BE = frozenset({"가능", "불가능", "불가", "필요"})
_NOT_DONE = frozenset(
    {"영향", "도움", "문제", "차이", "상태", "방식", "방법", "것", "시간", "이유", "기본", "필수", "핵심", "전부"}
)


def _is_done(tokens: Sequence[Word], at: int) -> bool:
    """Whether a noun behind a particle stands for a verb ("최소성을 만족"), as lines of notes end."""
    word = tokens[at]
    if word.tag != "NNG" or word.text in _NOT_DONE or not may_end(word.text):
        return False
    return tokens[at - 1].tag in _CASES or (tokens[at - 1].tag == "EC" and tokens[at - 1].text in WHETHER)


def _helps(tokens: Sequence[Word], at: int) -> bool:
    """Whether a verb only helps another one: 있다 in "할 수 있다", 이다 in "하는 것이다"."""
    return at > 1 and tokens[at - 1].tag == "NNB" and tokens[at - 1].text in {"수", "것", "편"}


def questioned(text: str, tokens: Sequence[Word]) -> str:
    """A sentence with the ending of a question; "" where its ending is of no known form.

    The tokens are those of the text: "힙에 저장된다" becomes "힙에 저장되나", "필요하다" "필요한가".
    """
    found = [t for t in tokens if t.tag not in {"SF", "SS", "SSC"}]
    if len(found) < 3:
        return ""
    last, stem = found[-1], found[-2]
    if last.text in _MAY_BE and stem.tag == "NNG":
        return text[: last.end] + "한가"
    if _is_done(found, len(found) - 1) and stem.tag in {"JKS", "JKB"}:
        return text[: last.end] + ("한가" if _is_quality(last.text) else "하나")
    if _is_done(found, len(found) - 1):
        return text[: last.end] + "하나"
    if last.tag not in {"EF", "ETN"}:
        return ""
    if stem.tag == "EP":
        bare = text[: last.end]
        return re.sub(r"(?:습니다|다|음)$", "", bare) + "나" if bare.endswith(("다", "음")) else ""
    if stem.tag == "VCP":
        return text[: stem.start] + "인가"
    if not stem.tag.startswith((*_VERBS, "VX")):
        return ""
    if stem.text == "말" and stem.tag == "VX":
        return f"{text[: stem.start]}말아야 하나"
    body = text[: stem.start] + stem.text
    takes = any(t.tag == "JKO" for t in found[-6:-2])  # the tagger takes 만족하다 for a state
    if stem.tag == "VCN" or (stem.tag == "XSA" and stem.text == "하" and not takes):
        return body[:-1] + chr(ord(body[-1]) + 4) + "가"
    if final(body[-1]) == _RIEUL:
        body = body[:-1] + chr(ord(body[-1]) - _RIEUL)
    return body + "나"


def as_state(asked: str, tokens: Sequence[Word]) -> str:
    """A question about an adjective as one says it: "빠르나" → "빠른가", "많나" → "많은가"; others as they are."""
    if len(tokens) < 2 or not tokens[-2].tag.startswith("VA") or tokens[-2].text in {"있", "없"}:
        return asked
    if not asked.endswith("나"):
        return asked
    stem = asked[:-1]
    if tokens[-2].tag.endswith("-I") and final(stem[-1]) == _BIEUP:  # "무겁나" → "무거운가"
        return f"{stem[:-1]}{chr(ord(stem[-1]) - _BIEUP)}운가"
    return f"{stem}은가" if final(stem[-1]) else f"{stem[:-1]}{chr(ord(stem[-1]) + 4)}가"


def _is_quality(noun: str) -> bool:
    """Whether a noun makes an adjective with 하다 ("중요하다"), and no verb ("대두하다")."""
    return any(t.tag == "XSA" for t in words(f"{noun}하다") or ())


_WHERE = re.compile(
    r"(?:저장|복사|위치|존재|기록|배치|할당|보관|포함|설치|등록|적재|생성|작성|보내|놓|담|있|올라가|들어가|쌓|남|속하|적|꽂|붙이|걸|없)$"
)


_PLACE = re.compile(r"(?:장소|공간|영역|메모리|위치|곳|서버|디스크|스택|힙|큐|파일|내부|외부|안|밖|위|아래|칸|방|벽)$")


_TIME = re.compile(
    r"(?:[가-힣\w`)]\s?(?:시점|직전|직후|시기|초기|말기|후반|날)|\s(?:전|후|뒤|때|중|초|말)|\d\s?(?:시|월|일|년))$"
)


_GOES = frozenset(
    [
        "가",
        "오",
        "나가",
        "나오",
        "들어가",
        "들어오",
        "올라가",
        "올라오",
        "내려가",
        "내려오",
        "돌아가",
        "돌아오",
        "흐르",
        "흘러가",
        "흘러들",
        "빠지",
        "빠져나가",
    ]
)
_RIDES = re.compile(r"(?:배|차|버스|기차|열차|자전거|비행기|도보|걸음|발|속도|모양|꼴|방식|순서|차례|번|줄)$")


def wh_word(particle: str, verb: str, told: str) -> str:
    """What stands in a question for these words with this particle before this verb; "" where nothing fits."""
    if particle in {"에서", "에서는"}:
        return "어디에서"
    if particle in {"로", "으로"} and told.endswith(" 방식"):
        return "어떤 방식으로"
    if particle in {"로", "으로"} and verb in _GOES and not _RIDES.search(told):
        return "어디로"
    if particle == "에" and _TIME.search(told):
        return "언제"
    if particle == "에":
        return "어디에" if _WHERE.search(verb) or _PLACE.search(told) else "무엇에"
    return {
        "을": "무엇을",
        "를": "무엇을",
        "이": "무엇이",
        "가": "무엇이",
        "로": "무엇으로",
        "으로": "무엇으로",
        "와": "무엇과",
        "과": "무엇과",
        "로부터": "무엇으로부터",
        "으로부터": "무엇으로부터",
    }.get(particle, "")
