"""The grammar of a Korean sentence as far as cards need it: its topic, its end, what kind of words it is.

The tags are those of the Sejong corpus: NN noun, NR numeral, VV verb, VA adjective, VX auxiliary, VCP 이다, JX 은 and
는 and their like, JK case particles, EC connecting ending, EF final ending, ETM adnominal ending, ETN nominal ending,
SN number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cards.language.korean.phrases import is_noun, phrase
from cards.language.korean.stories import is_story
from cards.language.tagging import words, words_shown
from cards.language.text import has_hangul
from cards.language.word import Word

_POINTING = re.compile(
    r"^(?:이|그|저|이것|그것|이는|그는|여기|이들|그들|둘|나머지|모두|이중|이 중|그중|그 중|각각|하나|이런|그런|이러한"
    r"|그러한|해당|우리|앞서|이럴|그럴|이때|그때)(?:$|\s|[은는이가을를도])|^(?:아래|위|다음)$"
)
_BACK = frozenset(
    {"이", "그", "저", "이런", "그런", "이러한", "그러한", "이들", "그들", "이것", "그것", "그중", "해당"}
)


_LEADING = re.compile(
    r"^(?:또한|또는|혹은|또|즉|그리고|따라서|하지만|그러나|그래서|이때|이 때|다만|단|참고로|여기서|결국|특히|예를 들어"
    r"|예를 들면|일반적으로|보통|기본적으로|먼저|다시|그러면|그럼|게다가|최종적으로|한마디로"
    r"|우선|그런데|그렇다고 하더라도|그렇다 하더라도"
    r"|이렇게(?!\s(?:하|되|할|한|해))|이처럼|한편|사실|물론"
    r"|그렇기 때문에|이 때문에|덕분에|그 덕분에|이로 인해|그 결과|반면|반면에|그렇다고"
    r"|그렇다면|다시 말해"
    r"|반대로|뿐만 아니라|마찬가지로"
    r"|(?:비슷한|같은) (?:관점|맥락|이유)(?:에서|으로|로)|[첫둘셋넷]째(?:로는|로|는|(?=,))"
    r"|정리하면|요약하면|다시 돌아와서?|돌아와서|결론적으로|결과적으로|말해서|나아가)[\s,]+"
)


def without_lead(text: str) -> str:
    """A sentence without the words that only join it to the one before ("반면, …", "즉 …").

    >>> without_lead("또한, 캐시는 빠르다"), without_lead("한편 그래서 느리다"), without_lead("둘째, 물이 센다")
    ('캐시는 빠르다', '느리다', '물이 센다')
    >>> without_lead("이렇게 하면 문이 열린다"), without_lead("둘째 줄에는 이름이 있다")
    ('이렇게 하면 문이 열린다', '둘째 줄에는 이름이 있다')
    """
    while match := _LEADING.match(text):
        text = text[match.end() :]
    return text


class Topic(NamedTuple):
    """The topic of a sentence: its words, the particle that marks it, where the predicate and where it begins."""

    text: str
    particle: str
    rest: int
    begin: int = 0


def tagged(text: str) -> tuple[Word, ...] | None:
    """The morphemes of a sentence with what is hidden in it as one name each; None without a tagger."""
    found = words_shown(text)
    return _joined(found) if found and "주고 받" in text else found


def tokens_of(text: str) -> tuple[Word, ...]:
    """The morphemes of a text that has Hangul; () for any other, and without a tagger."""
    return tuple(tagged(text) or ()) if has_hangul(text) else ()


def _joined(tokens: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a sentence with "주고 받다" as the one verb that it is, not as two of which the first could end."""
    out: list[Word] = []
    for token in tokens:
        if token.text == "받" and len(out) > 1 and out[-1].text == "고" and out[-2].text == "주":
            out[-2:] = [Word("주고받", "VV", out[-2].start, token.end)]
        else:
            out.append(token)
    return tuple(out)


def has_verb(text: str) -> bool | None:
    """Whether words say that something happens or is so; None without a tagger to tell."""
    tokens = tagged(text)
    if tokens is None:
        return None
    return any(t.tag == "EF" for t in tokens) or (bool(tokens) and tokens[-1].tag in {"EC", "ETN"})


_OPENS = frozenset({"때", "경우", "후", "뒤", "다음", "중", "동안"})  # with a comma behind them: a clause in front


def topic_of(text: str, tokens: Sequence[Word]) -> Topic | None:
    """What the sentence is about: the words before the first 은, 는 or 란 that stands behind a noun.

    A clause in front of it ("글자를 적을 때, 모델은 …") is none of its words.
    """
    begin = 0
    for i, token in enumerate(tokens):
        if token.tag == "EC" and not _describes(tokens, i):
            return None
        if token.tag == "SP" and i and (tokens[i - 1].text in _OPENS or tokens[i - 1].tag.startswith("JKB")):
            begin = token.end
        mark = token.text if token.tag == "JX" else _means(tokens, i)
        if mark not in {"은", "는", "란", "이란"} or not i:
            continue
        start = token.start if token.tag == "JX" else tokens[i - 1].start
        before = tokens[i - 1] if token.tag == "JX" else tokens[i - 2]
        if not before.tag.startswith(_NAMES):
            if before.tag.startswith("JKB"):
                return Topic("", text[: token.end], token.end, begin)
            continue
        subject = text[begin:start].strip(" ,\"'“”‘’")
        if before.text in _OPENS and before.tag in {"NNB", "NNG"} and i > 1 and tokens[i - 2].tag == "ETM":
            return None
        if len(subject) > 45 or token.end >= len(text.rstrip()):
            return None
        return Topic(subject, mark, token.end, begin)
    return None


_NAMES = ("NN", "NR", "NP", "XSN", "SL", "SN", "SS", "SW", "ETN", "W_", "X", "SH", "XR")


def _describes(tokens: Sequence[Word], at: int) -> bool:
    """Whether a clause that goes on ends up describing a noun before any topic: "읽고 쓰는 장치는"."""
    for token in tokens[at + 1 :]:
        if token.tag in {"JX", "SP"}:
            return False
        if token.tag == "ETM":
            return True
    return False


def _means(tokens: Sequence[Word], at: int) -> str:
    """The particle 란, which the tagger takes for a form of 이다 ("힙이란 …"); "" elsewhere."""
    return "란" if at > 1 and tokens[at].tag == "ETM" and tokens[at].text == "란" else ""


def is_pointing(subject: str) -> bool:
    """Whether a subject only points at what was named before."""
    return _POINTING.match(subject) is not None


_SO = frozenset({"이렇", "그렇", "저렇", "이러", "그러", "이렇게", "그렇게"})  # "이렇게 하면 …"
_SAYS = frozenset({"의미하", "뜻하", "말하", "가리키", "일컫", "나타내"})
_SAYS_NOUN = frozenset({"의미", "뜻", "말", "지칭"})


def points_back(tokens: Sequence[Word]) -> bool:
    """Whether a sentence begins by pointing at what was named before it ("이 방식은 …", "위 그림의 …")."""
    third = tokens[-1].end * 0.35 if tokens else 0
    if tokens and tokens[0].text in _SO:
        return True
    return any(t.tag in {"NP", "MM"} and t.text in _BACK and t.start < third for t in tokens)


def said_to_be(text: str, rest: Sequence[Word]) -> tuple[int, int]:
    """Where the words begin and end that these morphemes say a thing is or means; (0, 0) where they say neither."""
    rest = [t for t in rest if t.tag not in {"SF", "SS"}]
    if len(rest) > 3 and rest[-1].tag == "EF" and rest[-2].tag == "VCP" and rest[-3].text == "등":
        return rest[0].start, rest[-3].end
    if len(rest) < 2:
        return 0, 0
    begin, last, before = rest[0].start, rest[-1], rest[-2]
    if last.text == "지" and before.tag == "VCP" and before.start == before.end:
        return begin, last.end  # the tagger takes the end of "배지" for that of a verb
    if last.tag in {"EF", "ETN"} and before.tag == "VCP":
        return begin, before.start - _swallowed(rest)
    end = 0
    if last.tag in {"EF", "ETN"} and before.tag.startswith("VV") and before.text in _SAYS:
        end = len(rest) - 2
    elif last.tag in {"EF", "ETN"} and before.tag == "XSV" and len(rest) > 3 and rest[-3].text + "하" in _SAYS:
        end = len(rest) - 3
    elif last.text in _SAYS_NOUN and before.tag == "JKO":
        end = len(rest) - 1
    if end > 0 and rest[end - 1].tag == "JKO":
        return begin, rest[end - 1].start
    ends = last.tag.startswith(("NN", "SL")) or (last.tag == "XSN" and last.text in _OF_KINDS)
    if end == 0 and ends and _is_described(rest):
        return begin, last.end
    if end == 0 and last.text in _SETS and before.tag == "JKG" and len(rest) > 2:
        return begin, last.end
    return 0, 0


_OF_KINDS = frozenset(["론", "법", "기", "성", "률", "율", "력", "층", "권", "망", "식", "학"])  # "방법론", "일관성"


def _swallowed(rest: Sequence[Word]) -> int:
    """How many letters of 이다 the tagger took for the end of the noun before it ("트리이다"): one, or none."""
    noun = rest[-3] if len(rest) > 2 else None
    if noun is None or noun.tag != "NNG" or not noun.text.endswith("이") or len(noun.text) < 3:
        return 0
    alone = words(noun.text[:-1])
    return int(bool(alone) and len(alone or ()) == 1 and alone is not None and alone[0].tag in {"NNG", "NNP"})


def _is_described(rest: Sequence[Word]) -> bool:
    """Whether the last noun has its description right in front: "…를 읽는 장치", but not "…를 제공"."""
    first, _ = phrase(rest, len(rest) - 1)
    while first > 1 and rest[first - 1].tag == "MAG":
        first -= 1  # the tagger takes 완전 in "완전 이진 트리" for an adverb
    return first > 1 and rest[first - 1].tag == "ETM" and (rest[-1].tag != "NNB" or rest[-1].text == "것")


def names_kind(head: Word) -> bool:
    """Whether the last word of a meaning names a kind of thing: no quality ("운영체제에 종속적")."""
    return (
        is_noun(head)
        and not (head.tag == "XSN" and head.text in {"적", "상"})
        and head.text not in {"뿐", "정도", "목적", "필수", "필요", "중요", "이유", "까닭", "마련"}
    )


def is_noun_of_verb(tokens: Sequence[Word]) -> bool:
    """Whether words end in a verb that is a noun by what describes it ("하나만 들어가게 하는 잠금", "실의 묶음").

    No verb stands right behind what describes a noun.
    """
    if len(tokens) < 3 or tokens[-1].tag != "ETN" or not tokens[-2].tag.startswith("VV"):
        return False
    return tokens[-3].tag in {"ETM", "JKG"}


_WHEN = re.compile(r"[가-힣]\s(?:경우|때)$")
_MOMENT = re.compile(r"[가-힣]기\s(?:직전|바로 전|전|이전)(?:의)?\s(?:상태|시점|단계|순간)$")
_OF_A_CASE = re.compile(r"(?<=\s경우)를 (?:말|의미|뜻)(?:한다|함|합니다)$")
_INDIRECT = re.compile(r"(?:얼마나|어떻게|무엇|어디|언제|왜)\S*\s.*[가-힣]지$")
_COUNTS = re.compile(r"(?:\d|[한두세네]|하나|여러)\s?(?:개|가지|번|명|종류)$")
# What a thing is made of says what it is, though nothing describes it: "데이터의 집합".
_SETS = frozenset(["집합", "모음", "묶음", "집합체", "총칭", "통칭", "총합", "단위", "약자", "줄임말", "일종", "조합"])


def meaning_of(text: str) -> str:
    """What a line without a subject says a thing is ("천을 실로 잇는 일"); "" where it says something else."""
    bare = _OF_A_CASE.sub("", text.strip(" :：").rstrip(". "))
    tokens = tagged(bare)
    if not tokens or is_story(bare) or topic_of(bare, tokens) is not None:
        return ""
    if any(t.tag == "JX" and t.text == "도" for t in tokens[:5]):
        return ""
    if _MOMENT.search(bare) and len(tokens) > 4:
        return bare  # "문이 열리기 직전의 상태"
    if any(t.tag == "JKS" and _rules(tokens, i) for i, t in enumerate(tokens[:3])):
        return ""
    if any(t.tag == "JX" and t.text == "은" and tokens[i - 1].text == "것" for i, t in enumerate(tokens) if i):
        return ""  # "사실 …하는 것은 쉽지 않은 것이다" says what is so
    if _WHEN.search(bare) and len(tokens) > 4:
        return bare  # "… 수행하기 위해 모인 경우"
    if _INDIRECT.search(bare) and len(tokens) > 4:
        return bare  # "한 사람이 얼마나 돈을 쓰는지"
    if _COUNTS.search(bare):
        return ""  # "쓰이는 키가 오직 한 개"
    inner = tokens[:-1] if bare.endswith(")") and tokens[-1].tag == "SL" else tokens
    start, end = said_to_be(bare, inner)
    if not end:
        return ""
    rest = [t for t in inner if start <= t.start < end]
    behind = next((i for i in range(len(rest) - 1, -1, -1) if rest[i].tag == "ETM"), -1)
    if behind >= 0 and any(t.tag == "JKS" for t in rest[behind + 1 :]):
        return ""  # "서로를 막는 상태가 걸림 상태이다" tells the name of what it describes
    if inner[-2].text in {"가리키", "나타내"}:
        return ""  # "같은 inode를 가리킴" tells what it points at
    described = any(t.tag in {"ETM", "JKG", "JC"} for t in rest) or len(rest) > 2
    if not rest or not described or not names_kind(rest[-1]) or rest[-1].text == "때문":
        return ""
    return bare[start:] if end == inner[-1].end else bare[start:end].strip()


def subject_of(text: str) -> str:
    """The topic of a sentence, or its subject in front; "" where it has none, or one that only points back."""
    text = without_lead(text)
    tokens = tagged(text.rstrip(". "))
    if not tokens:
        return ""
    topic = topic_of(text, tokens)
    if topic is not None:
        return "" if is_pointing(topic.text) else (topic.text or topic.particle)
    for i, token in enumerate(tokens[:8]):
        if token.tag == "JKS" and _rules(tokens, i):
            subject = text[: token.start].strip()
            return "" if is_pointing(subject) else subject
    for i, token in enumerate(tokens):
        # "HTML이 없었다면 웹은 …": the topic of what follows from a condition
        if i and token.tag == "JX" and token.text in {"은", "는"} and is_noun(tokens[i - 1]):
            return text[tokens[phrase(tokens[:i], i - 1)[0]].start : token.start]
    return ""


def without_topic(name: str) -> str:
    """A heading without the particle that its writer left behind it ("올바른 테스트 코드는").

    >>> without_topic("올바른 테스트 코드는"), without_topic("더 나은")
    ('올바른 테스트 코드', '더 나은')
    """
    if not name.endswith(("은", "는")) or len(name) < 4:
        return name
    tokens = tagged(name) or ()
    return name[: tokens[-1].start] if tokens and tokens[-1].tag == "JX" and is_noun(tokens[-2]) else name


def names_subject(text: str) -> bool:
    """Whether a half of a sentence has a subject or a topic of its own, be it that of its condition."""
    tokens = tagged(text.rstrip(". ")) or ()
    return topic_of(text, tokens) is not None or any(t.tag == "JKS" for t in tokens[:6])


def _rules(tokens: Sequence[Word], at: int) -> bool:
    """Whether a subject is that of the sentence, not of a clause inside it ("사람이 이해하기 쉬운 언어")."""
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        helps = i + 1 < len(tokens) and tokens[i + 1].text in {"수", "것"}  # "할 수 있다"
        carried = token.tag == "EC" and i + 1 < len(tokens) and tokens[i + 1].text == "있"  # "담고 있는 …"
        if carried or (token.tag == "EC" and token.text in {"게", "지"}) or (token.tag == "ETM" and helps):
            continue
        if token.tag in {"ETM", "ETN"}:
            return i + 1 == len(tokens)
        if token.tag == "EC" and token.text not in {"고", "며", "으며", "지만", "어야", "아야"}:
            return False
        if token.tag in {"EC", "EF"}:
            return True
    return True


def finished(clause: str) -> str:
    """A clause that goes on (…하고, …지만, …는 반면), ended as a sentence.

    >>> finished("물을 뿌리지만"), finished("값이 크고"), finished("객체가 생성되지 않고"), finished("크지 않고")
    ('물을 뿌린다', '값이 크다', '객체가 생성되지 않는다', '크지 않다')
    """
    bare = re.sub(r"\s?반면에?$", "", clause.rstrip(", "))
    if bare.endswith("는") and "반면" in clause[len(bare) :]:
        bare = f"{bare[:-1]}고"  # before 반면 "다리는" is no leg
    tokens = words_shown(bare)
    if not tokens or tokens[-1].tag not in {"EC", "ETM"}:
        return bare
    stem, ending = tokens[-2], tokens[-1]
    past = stem.tag == "EP"
    verb = stem.tag.startswith(("VV", "XSV", "VX")) and stem.text not in {"있", "없", "싶"}
    if stem.text in {"않", "못하"} and len(tokens) > 3:
        verb = tokens[-4].tag.startswith(("VV", "XSV", "VX"))
    body = bare[: ending.start] if ending.start >= stem.end else bare[: stem.start] + stem.text
    if not body or not "가" <= body[-1] <= "힣":
        return bare
    closed = (ord(body[-1]) - 0xAC00) % 28
    if past or not verb:
        return body + "다"
    if closed == 8:  # 만들 → 만든다
        return body[:-1] + chr(ord(body[-1]) - 4) + "다"
    return body + "는다" if closed else body[:-1] + chr(ord(body[-1]) + 4) + "다"


def shape_of(text: str) -> str:
    """What words are: "phrase" that ends in a noun, "predicate" without a subject, "clause" with one; "" unknown."""
    tokens = tagged(text.rstrip(". "))
    if not tokens:
        return ""
    last = next((t for t in reversed(tokens) if not t.tag.startswith(("S", "W"))), tokens[-1])
    verbal = last.tag in {"EF", "EC", "ETN"} or (last.tag == "VCP")
    if not verbal:
        return "phrase"
    if topic_of(text, tokens) is not None or any(t.tag == "JKS" for t in tokens[:5]):
        return "clause"
    copula = any(t.tag == "VCP" for t in tokens[-3:])
    return "phrase" if copula else "predicate"


# What is so of a thing, said without a verb: "유연성 높음".
STATE = re.compile(
    r"^(?!.*[가-힣][이가]\s\S+\s(?:없음|있음)\b)"  # "다른 메모리가 필요 없음" has a subject of its own
    r"(?P<what>(?:[가-힣A-Za-z][가-힣A-Za-z0-9]*,?\s){0,3}[가-힣A-Za-z][가-힣A-Za-z0-9]*(?<![을를은는이가에로의고며]))\s"
    r"(?P<how>(?:매우 |더 |훨씬 )?(?:높음|낮음|필요|불필요|가능|불가능|유지|감소|증가|향상|안정|불안정|생략|없음|있음"
    r"|많음|적음|빠름|느림|좋음|나쁨|큼|작음|쉬움|어려움))"
    r"(?:\s?\([^()]*\))?$"
)


def carried(text: str, before: str) -> str:
    """The sentence as it is: Korean leaves its subject out rather than point back to it."""
    return text
