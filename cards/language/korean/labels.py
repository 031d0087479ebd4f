"""What a Korean sentence is about: its subject and what is said of it, a condition, a cause, another name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cards.language.korean.endings import (
    endings,
    final,
    happens,
    is_condition,
    is_copula,
    names_thing,
    nominal,
    says_what,
    trimmed,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says.

    form         subject                        predicate
    definition   what is defined                what it is
    topic        what is spoken of              what is said of it
    adverb       "MySQL에서는"                   what holds there
    condition    "값이 커지면"                   what happens then
    cause        why                            what is so
    when         what is so                     when (English)
    alias        the name, or ""                another name
    story        it tells what the writer did; both are empty. "" is any other sentence.
    """

    form: str
    subject: str = ""
    predicate: str = ""


# Stems whose 는 or 은 describes the noun behind it, by their number of syllables.
_STEMS = {
    1: frozenset("하되있없않받려"),
    2: frozenset(
        endings(
            """
    어지 아지 여지 해지 워지 러지 려지 지지 시키 만드 부르 이루 가지 따르 해주 어주 아주 여주 려주 내주 모르
    나쁘 빠르 느리 어떤 이러 그러 다르 쓰이 담기 걸리 생기 나오 나가 나뉘 바뀌 보이 놓이 알맞 누르 끝나 다루
    모으 고르 지나 빌리 올리 내리 돌리 옮기 하주 드리 보내 버리 가리 바꾸 나누 배우 세우 지우 채우 맞추 감추
    갖추 넘기 남기 맡기 줄이 늘리 떨어 원하 위하 아남 살아 지내 변하 뜻하 향하 통하 대하 관하
    """
        )
    ),
    3: frozenset(
        endings(
            """
    나타내 일어나 들어가 들어오 돌아가 넘어가 벗어나 가리키 의미하 만들어 이어지 알려지 안전하 유지하
    """
        )
    ),
}
# Stems that do so only as words of their own: "적은 양", but not "내적은".
_FREE = frozenset("같많작높낮좋적붙묻읽쓰얻남늦깊넓찾쌓담낳놓묶먹굵밝얇넣빼잡막맞뽑잇짓닫걷듣돕굽끊섞맡짧얕젊밉")
_PRONOUNS = frozenset(
    endings(
        """
    이는 그는 이것은 그것은 저것은 여기는 여기서는 이때는 그때는 이들은 그들은 나는 저는 우리는 오늘은 어제는
    이번에는 이번엔 요즘은 처음에는 내일은 지금은 평소에는 사실은 결국은 보통은 물론은 때로는 혹은 또는 이제는
    둘은 이중에는 본인은 이건 그건 앞으로는 다음에는 다음은 아래는 위는 예전에는 하는 되는 있는 없는
    """
    )
)
_CONNECTIVES = tuple(
    f"{word}{gap}"
    for word in endings(
        """
    또한 또 즉 그리고 따라서 하지만 그러나 반면 반면에 그래서 이때 다만 단 참고로 여기서 결국 특히 예를_들어
    그렇다고 일반적으로 보통 기본적으로 먼저 우선 이_때 그런데 왜냐하면 이렇게 이처럼 한편
    """
    )
    for gap in (" ", ", ", ",")
)
_STORY_ENDS = endings(
    """
    배웠다 배웠습니다 공부했다 공부했습니다 공부하였다 해봤다 해_봤다 해보았다 해_보았다 했었다 느꼈다
    느꼈습니다 싶다 싶었다 것_같다 것_같습니다 같아요 겠다 겠습니다 하자 해야지 해야겠다 볼_것이다 정리했다
    정리한다 정리해보자 정리해_보자 알아보자 알아보겠다 알아봅시다 살펴보자 살펴본다 모르겠다 헷갈린다 헷갈렸다
    어려웠다 재밌었다 재미있었다 힘들었다 ㅠ ㅋ ㅎ 풀었다 들었다 읽었다 시작했다 끝냈다 복습함 공부함 들음
    다음에_계속 정리하기 공부하기 정리해봄 정리함 알아보도록_한다 알아본다 정리해_본다 정리해본다
    공부해_본다 공부해본다 적어_둔다 기록해_둔다 감사합니다
    안녕하세요 바랍니다 부탁드립니다 다뤄보겠습니다 해보겠습니다
    """
)
_STORY_STARTS = (
    "안녕하세요",
    "오늘은 ",
    "오늘 ",
    "어제 ",
    "내일 ",
    "이번 주 ",
    "이번에 ",
    "내일은 ",
    "다음에는 ",
    "이 글에서는 ",
    "이번 글",
    "이번 장에서",
    "이번 포스팅",
    "다음 글",
    "내가 ",
    "제가 ",
    "우리 팀",
    "나는 ",
    "저는 ",
)
_CALLED_ENDS = endings(
    """
    한다 합니다 함 해요 부른다 부릅니다 부름 불러요 칭한다 말한다 말합니다
    """
)
_CALLED = re.compile(
    r"^(?P<what>.{3,150}?[가-힣])(?:을|를)\s+(?P<name>[^,.]{1,40}?)(?:이라고|라고|이라)\s?"
    r"(?:한다|합니다|함|해요|부른다|부릅니다|부름|불러요|칭한다|말한다|말합니다)$"
)
_BOTH_CALLED = re.compile(
    r"^(?P<w1>.{4,90}?[가-힣])(?:을|를)\s(?P<n1>[^,]{1,40}),\s(?P<w2>.{2,90}?[가-힣])(?:을|를)\s(?P<n2>[^,]{1,40}?)"
    r"(?:이라고|라고)\s?(?:한다|합니다|함|부른다|부릅니다|부름|칭한다|말한다)$"
)
_ALIAS = re.compile(
    r"^(?:(?P<s>[^은는을를]{1,30}(?<!에서)(?<!에)(?<!로))(?:은|는|을|를)\s+)?"
    r"(?:(?:일부|흔히|보통|다른|영어로는?|줄여서?|종종|때로는?|간단히|혹은|또는|문헌에서는?|한국어로는?"
    r"|말로는?|[가-힣]+에서는?)[\s,]+){0,4}"
    r"(?P<name>.{1,40}?)(?:이?라고도|으?로도)\s*"
    r"(?:부른다|부릅니다|부름|불린다|불립니다|불림|한다|합니다|함|표현한다|표기한다|쓴다|일컫는다|알려져 있다)$"
)
_TOPIC_IN = re.compile(r"^\S{1,20}(?:은|는)\s")
_TWO = re.compile(
    r"^(?P<one>.{4,120}?(?:[고며](?:\([^()]*\))?,?|,))\s+(?P<two>(?!그래서|따라서)\S{1,24}(?:\s\S{1,16})?(?:은|는)\s.{2,})$"
)
_CONDITION = re.compile(
    r"^(?P<if>.{1,90}?(?:[가-힣]면(?:\([^()]*\))?|경우(?:에는|엔|에)?|[가-힣] 때(?:는|마다"
    r"|에는)?)),?\s+(?P<then>\S.{2,})$"
)
_CAUSE = re.compile(
    r"^(?P<why>.{4,110}?)(?P<link>기 때문에|때문에|이므로|므로|덕분에|으로 인해|로 인해|탓에),?\s+(?P<then>\S.{2,})$"
)
_BECAUSE = {"기 때문에": "기 때문", "때문에": " 때문"}
_CODE = re.compile(r"`[^`\n]{1,200}`")
_GOES_ON = endings("다 요 면 지만 는데 고 며 하여 해서 으로 때문에")
_BARE_VERBS = frozenset(endings("사용한다 사용함 가능하다 필요하다 발생한다 좋다 된다 한다"))
_BEFORE_VERB = ("을", "를", "지", "게", "도록", "으로", "에서")  # what stands to a verb: "이어지는지 맞히는"
_POINTING = ("그중", "그 중", "이중", "이 중", "나머지", "이때", "그때", "이것", "그것", "둘 다", "모두")
_PLACES = endings("에 에서 에게 까지 부터 보다 으로 아서 어서 여서")


@lru_cache(4096)
def analyse(text: str) -> Sentence:
    """What a Korean sentence is about.

    >>> analyse("프로세스는 실행 중인 프로그램이다.")
    Sentence(form='definition', subject='프로세스', predicate='실행 중인 프로그램')
    >>> analyse("인덱스를 많이 만들면 쓰기가 느려진다.").form
    'condition'
    >>> analyse("가장 많이 쓰는 명령은 `git log`이다").subject
    '가장 많이 쓰는 명령'
    >>> analyse("층의 입력 분포가 바뀌는 현상을 공변량 변화라고 한다.").subject
    '공변량 변화'
    """
    text = text.strip()
    bare = text.rstrip(".!~ ")
    if bare.endswith(_STORY_ENDS) or text.startswith(_STORY_STARTS):
        return Sentence("story")
    while text.startswith(_CONNECTIVES):
        text = text[max(len(c) for c in _CONNECTIVES if text.startswith(c)) :].lstrip()
        bare = text.rstrip(".!~ ")
    if "라고" in text or "이라" in text:
        match = _CALLED.match(bare) if bare.endswith(_CALLED_ENDS) else None
        if match and (names_thing(match.group("what")) or not _TOPIC_IN.search(match.group("what"))):
            return Sentence("definition", match.group("name").strip(" '\"“”‘’"), match.group("what").strip())
        if "라고도" in text and (match := _ALIAS.match(bare)):
            return Sentence("alias", (match.group("s") or "").strip(), match.group("name").strip(" '\"“”‘’"))
    elif "로도 " in text and (match := _ALIAS.match(bare)):
        return Sentence("alias", (match.group("s") or "").strip(), match.group("name").strip(" '\"“”‘’"))
    subject, rest, particle = topic(text)
    if subject and rest and "지만 " in rest and names_thing(rest) and not is_copula(rest):
        return Sentence("")  # "여유 공간은 충분하지만 할당할 수 없는 상태": all of it is a meaning
    if subject and rest:
        if particle.endswith("란") or says_what(rest):
            return Sentence("definition", subject, trimmed(rest))
        return Sentence("topic", subject, rest)
    if rest:
        return Sentence("adverb", particle, rest) if len(rest) > 5 else Sentence("")
    return _linked(text)


def _linked(text: str) -> Sentence:
    """A sentence of two halves: why and what, if and then."""
    if ("때문에" in text or "므로" in text or "덕분에" in text or "인해" in text or "탓에" in text) and (
        match := _CAUSE.match(text)
    ):
        link = match.group("link")
        return Sentence("cause", match.group("why").strip() + _BECAUSE.get(link, link), match.group("then").strip())
    if "면" in text or " 때" in text or "경우" in text:
        match = _CONDITION.match(text)
        if match and is_condition(match.group("if")) and _follows(match.group("then")):
            return Sentence("condition", match.group("if").strip(), match.group("then").strip())
    return Sentence("")


def _follows(then: str) -> bool:
    """Whether the second half of a sentence says what happens, rather than what something is."""
    if len(then.rstrip("!. ")) < 4 or then.rstrip(".! ") in _BARE_VERBS or says_what(then):
        return False
    return happens(then) or bool(topic(then)[0])


@lru_cache(4096)
@lru_cache(4096)
def clauses(text: str) -> tuple[str, ...]:
    """A sentence about two things as a sentence about each.

    >>> clauses("쿠키는 브라우저에 저장되고, 세션은 서버에 저장된다.")
    ('쿠키는 브라우저에 저장됨', '세션은 서버에 저장된다.')
    >>> clauses("스택은 빠르고 작다.")
    ('스택은 빠르고 작다.',)
    """
    if "라고" in text and (match := _BOTH_CALLED.match(text.rstrip(".!~ "))):
        return tuple(f"{match.group(f'w{i}')}를 {match.group(f'n{i}')}라고 한다" for i in (1, 2))
    if "고" not in text and "며" not in text and "," not in text:
        return (text,)
    match = _TWO.match(text)
    if not match or not topic(match.group("one"))[1] or not topic(match.group("two"))[1]:
        return (text,)
    one = match.group("one").rstrip(", ")
    if one.endswith(("을", "를", "에서", "에게", "으로", "에")):
        # "A는 B를, C는 D를 쓴다": both take the verb at the end.
        alike = ("을 ", "를 ") if one[-1] in "을를" else (f"{one[-2:] if one[-1] in '서게로' else one[-1]} ",)
        at = max(match.group("two").rfind(end) + len(end) - 2 for end in alike)
        return (one + match.group("two")[at + 1 :], match.group("two")) if at > 0 else (text,)
    gloss = ""
    if one.endswith(")") and (at := one.rfind("(")) > 0:
        one, gloss = one[:at], f" {one[at:]}"  # "짧고(예: 30분)"
    if one.endswith("이고"):
        return (one[:-2] + gloss, match.group("two"))
    return ((nominal(one) if one.endswith(("고", "며")) else one) + gloss, match.group("two"))


def topic(text: str) -> tuple[str, str, str]:
    """Subject, predicate and particle, split behind the first word that 은, 는 or 란 marks as the topic.

    Of an adverb ("MySQL에서는 …") the subject is empty, and the particle is all of it.

    >>> topic("트리는 그래프이다"), topic("MySQL에서는 둘 다 쓴다")
    (('트리', '그래프이다', '는'), ('', '둘 다 쓴다', 'MySQL에서는'))
    """
    if "은 " not in text and "는 " not in text and "란 " not in text and "은, " not in text and "는, " not in text:
        return "", "", ""
    if "`" in text:
        # A space inside code parts no words.
        text = _CODE.sub(lambda m: m.group().replace(" ", "\x02"), text)
    subject, rest, particle = _topic(text.split(" "))
    if "\x02" in text:
        subject, rest, particle = (p.replace("\x02", " ") for p in (subject, rest, particle))
    return subject, rest, particle


def _topic(words: list[str]) -> tuple[str, str, str]:
    depth = 0
    for i, word in enumerate(words[:7]):
        if "(" in word or ")" in word:
            depth += word.count("(") - word.count(")")
        if depth > 0:
            continue
        if i == len(words) - 1:
            break
        bare = word.rstrip(",")
        particle = bare[-1:]
        if particle not in {"은", "는", "란"} or (len(bare) == 1 and not i):
            if i and bare.endswith(_GOES_ON) and not (bare.endswith("고") and bare[-2:-1].isascii()):
                break
            continue
        if bare in {"또는", "혹은"}:
            continue
        if bare in _PRONOUNS and not i:
            return "", "", ""
        if particle == "란":
            if bare.endswith(("혼란", "논란", "대란")):
                continue
            particle = "이란" if bare.endswith("이란") else "란"
        elif not _fits(bare) or _describes(bare) or (i and words[i - 1].endswith(_BEFORE_VERB)):
            continue
        elif (
            bare[:-1].endswith(_PLACES) or bare in {"때는", "수는"} or (bare.endswith("로는") and bare[-3:-2].isascii())
        ):
            return "", " ".join(words[i + 1 :]).strip(), " ".join([*words[:i], bare])
        subject = " ".join([*words[:i], bare[: -len(particle)]]).strip(" ,\"'“”‘’")
        if subject.startswith(_POINTING) or not ("`" in subject or any(c.isalpha() for c in subject)):
            return "", "", ""
        if not subject or len(subject) > 45 or subject.endswith(("을", "를", "에서", "에게")):
            return "", "", ""
        return subject, " ".join(words[i + 1 :]).strip(), particle
    return "", "", ""


def _fits(word: str) -> bool:
    """Whether 은 or 는 at the end of a word is the particle that its last sound takes: "갖는" is a verb.

    >>> _fits("힙은"), _fits("갖는"), _fits("DNS는")
    (True, False, True)
    """
    end = final(word[-2:-1] or " ")
    return end < 0 or word[-1] not in "은는" or (end == 0) == (word[-1] == "는")


def _describes(word: str) -> bool:
    """Whether a word in 는 or 은 is a verb that describes the noun behind it ("만드는")."""
    if (len(word) == 2 and word[0] in _FREE) or word[:-1] in {"똑같", "수많", "알맞", "이같"}:
        return True
    return word[-2:-1] in _STEMS[1] or word[-3:-1] in _STEMS[2] or word[-4:-1] in _STEMS[3]
