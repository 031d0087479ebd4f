"""Korean as far as the rules need it: particles that fit, what a sentence is about, and what its ending says."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGIT_CLOSED = set("013678")
_ENDING_ROUND = re.compile(r"[\s`*_\"'”’)\]}.,?!$]+$")


def closed(word: str) -> bool:
    """Whether the last sound of a word is a consonant, so that 은, 이, 을, 과 follow it.

    >>> closed("인덱스"), closed("장점"), closed("DOM"), closed("HTTP 1")
    (False, True, True, True)
    """
    text = _ENDING_ROUND.sub("", re.sub(r"\s*\([^()]*\)\s*$", "", word))
    if not text:
        return False
    last = text[-1]
    if "가" <= last <= "힣":
        return (ord(last) - 0xAC00) % 28 != 0
    if last.isdigit():
        return last in _DIGIT_CLOSED
    return text.endswith("ng") or last in "LMNRlmn" or (last in "bkpt" and len(text) > 2 and text[-2] in "aeiou")


def josa(word: str, pair: str) -> str:
    """The particle of a pair ("은는", "이가", "을를", "과와") that fits behind a word."""
    return pair[0] if closed(word) else pair[1]


_NOT_TOPIC = re.compile(
    r"(?:하|되|있|없|않|지|시키|만드|부르|이루|가지|나타내|따르|받|주|모르|같|많|작|크|높|낮|좋|나쁘|빠르|느리|짧|적|어떤|이러|그러|다르|만들어지|이어지|붙|묻|읽|쓰이|쓰|담기|걸리|생기|알려지|일어나|들어가|나오|들어오|나가|나뉘|바뀌|보이|놓이|얻|남|늦|깊|넓|찾|쌓|담|알맞|낳|놓|묶|먹|굵|밝|얇|두꺼|안전하|유지하|넣|빼|누르|돌아가|돌|끝나|다루|모으|고르|잡|막|벗어나|지나|맞|뽑|잇|짓|닫|열|걷|듣|돕|굽|눕|빌리|올리|내리|돌리|가리키|늘|줄|끊|섞|옮기|맡|뜻하|의미하|통하|대하|관하|위하)(?:는|은)$"
)
_PRONOUNS = frozenset(
    [
        "이는",
        "그는",
        "이것은",
        "그것은",
        "저것은",
        "여기는",
        "여기서는",
        "이때는",
        "그때는",
        "이들은",
        "그들은",
        "나는",
        "저는",
        "우리는",
        "오늘은",
        "어제는",
        "이번에는",
        "이번엔",
        "요즘은",
        "처음에는",
        "내일은",
        "지금은",
        "평소에는",
        "사실은",
        "결국은",
        "보통은",
        "물론은",
        "때로는",
        "혹은",
        "또는",
        "아니면은",
        "이제는",
        "둘은",
        "둘은",
        "이중에는",
        "본인은",
        "이건",
        "그건",
        "앞으로는",
        "다음에는",
        "그러면은",
        "다음은",
        "아래는",
        "위는",
        "이번에",
        "예전에는",
    ]
)
_CONNECTIVE = re.compile(
    r"^(?:또한|또|즉|그리고|따라서|하지만|그러나|반면에?|그래서|이때|다만|단|참고로|여기서|결국|특히|예를 들어|일반적으로|보통|기본적으로|먼저|우선|이 때|그런데|왜냐하면|이렇게|이처럼|한편)[,\s]\s*"
)
_DEFINING = re.compile(
    r"(?:(?:을|를)\s?(?:말한다|의미한다|뜻한다|가리킨다|일컫는다|말합니다|의미합니다|뜻합니다|가리킵니다|말함|의미함|뜻함|가리킴|말해요|의미해요|뜻해요|말하며|의미하며)"
    r"|(?:이라고|라고)\s?(?:한다|합니다|함|부른다|부릅니다|부름|볼 수 있다|할 수 있다|할 수 있습니다)|(?:으로|로)\s?볼 수 있다|(?:이다|입니다|이에요|예요|임|이며|이었다|인 것이다|에 해당한다|의 약자(?:이?다|입니다)?))[.!]?$"
)
_STRIP_ENDING = re.compile(
    r"(?:(?:을|를)\s?(?:말한다|의미한다|뜻한다|가리킨다|일컫는다|말합니다|의미합니다|뜻합니다|가리킵니다|말함|의미함|뜻함|가리킴|말해요|의미해요)|(?:이라고|라고)\s?(?:한다|합니다|함|부른다|부릅니다|부름|할 수 있다|할 수 있습니다)|(?<=[가-힣A-Za-z)])(?:이다|입니다|이에요|예요)|(?<=것)임)[.!]?$"
)
_NOUN_END = re.compile(
    r"(?:것|방법|방식|기법|기술|구조|단위|과정|프로그램|함수|알고리즘|모델|시스템|프로토콜|언어|도구|개념|상태|현상|작업|공간|영역|객체|자료구조|데이터|집합|장치|규칙|규약|약속|제약|명령어?|연산|값|테이블|행위|행동|기능|역할|능력|성질|속성|특성|형태|이름|주소|지표|문제|오류|기준|수단|절차|전략|원칙|패턴|환경|계층|네트워크|서버|라이브러리|프레임워크|인터페이스|클래스|변수|타입|파일|키|식별자|확률|분포|비율|정도|수|양|시간|거리|벡터|행렬|층|가정|가설|검정|추정|학습|트리|그래프|리스트|배열|큐|스택|포인터|참조|서비스|모음|묶음|번호|경로|방향|흐름|신호|요청|응답|조건|순서|크기|길이|차이|오차|경우|지점|위치|곳|때|자리|버전|바이트|비트|상황|메커니즘|가이드|표준|형식|문법|구문|쿼리|조합|절|문|쌍|칸|열|행|점|선|면|일|법|축)\s*(?:\([^()]*\))?[.!]?$"
)
_VERBAL_END = re.compile(
    r"(?:[다요음함됨임음냄짐침킴림김룸눔춤움뺌씀줌둠옴감]|[가-힣]지|않음|없음|있음|하기|되기|니다)[.!]?$"
)
_CLAUSE_END = re.compile(
    r"(?:[가-힣]다|요|[가-힣]면|[가-힣]지만|[가-힣]는데|[하되]고|하여|해서|않음|없음|있음|[함됨임]|까|네|때|경우)[.!?]?$"
)
_BREAKS_OFF = re.compile(
    r"(?:[가-힣](?<![화측표장정평단])면|하고|되고|이고|하며|으며|면서|지만|는데|에서는|려고|그리고|하지만|,)$"
)
_CODE = re.compile(r"`[^`\n]{1,200}`")
_LINKED = re.compile(
    r"[가-힣](?<![화측표장정평단한])(?:면|지만|므로|때문에|이고|하고|되고|으며|하며|이며|되며|아서|어서|해서)\s"
)
_MIUM_VERB = re.compile(r"(?:을|를|로|으로|에|이|가|게|만|도)\s.{0,30}$")
_CONDITION = re.compile(
    r"^(?P<if>.{1,90}?(?:하면|되면|이면|으면|려면|라면|다면|[가-힣]면(?:\([^()]*\))?|경우(?:에는|엔|에)?|[가-힣] 때(?:는|마다|에는)?)),?\s+(?P<then>\S.{2,})$"
)
_NOT_IF = re.compile(
    r"(?:반면|화면|측면|정면|표면|장면|이면서|하면서|되면서|평면|단면|한편|라면서|내면|외면|수면|바닥면|대면|비대면|가면|전면|후면|지면|국면|면면|초면|밑면|옆면|양면|다면)$"
)
_CAUSE = re.compile(
    r"^(?P<why>.{4,110}?)(?P<link>기 때문에|때문에|이므로|므로|덕분에|으로 인해|로 인해|탓에),?\s+(?P<then>\S.{2,})$"
)
_STORY = re.compile(
    r"(?:배웠다|배웠습니다|공부했다|공부했습니다|공부하였다|해\s?봤다|해\s?보았다|했었다|느꼈다|느꼈습니다|싶다|싶었다|것 같다|것 같습니다|같아요|겠다|겠습니다|하자|해야지|해야겠다|볼 것이다|정리했다|정리한다|정리해\s?보자|알아보자|알아보겠다|알아봅시다|살펴보자|살펴본다|살펴보겠습니다|모르겠다|헷갈린다|헷갈렸다|어려웠다|재밌었다|재미있었다|힘들었다|ㅠ+|ㅋ+|ㅎ+|풀었다|들었다|읽었다|시작했다|끝냈다|다음에 계속)[.!~]*$"
    r"|^(?:오늘|어제|내일|이번 주|이번에는?|나는|내가|저는|제가|우리 팀)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says: `form` is "definition", "topic", "condition", "cause", "alias", "story" or ""."""

    form: str
    subject: str = ""
    predicate: str = ""


_ALIAS = re.compile(
    r"^(?:(?P<s>[^은는을를]{1,30}(?<!에서)(?<!에)(?<!로))(?:은|는|을|를)\s+)?"
    r"(?:(?:일부|흔히|보통|다른|영어로는?|줄여서?|종종|때로는?|간단히|혹은|또는|문헌에서는?|한국어로는?|말로는?|[가-힣]+에서는?)[\s,]+){0,4}"
    r"(?P<name>.{1,40}?)(?:이?라고도|으?로도)\s*(?:부른다|부릅니다|부름|불린다|불립니다|불림|한다|합니다|함|표현한다|표기한다|쓴다|일컫는다|알려져 있다)[.]?$"
)


_ANNOUNCES = re.compile(r"(?:아래|다음)(?:의|과|와)?\s|(?:[두세네]|다섯|여섯|\d+)\s?(?:가지|개|종류|단계)")
_THERE_ARE = re.compile(
    r"^(?P<what>[^,.]{2,40}?)(?:에는|으로는|로는|에는 크게|은|는)\s(?:크게\s|보통\s|주로\s|대표적으로\s)?(?:(?:아래|다음)(?:의|과|와)?\s?(?:같은|같이)?\s?)?"
    r"(?:(?:[두세네]|다섯|여섯|\d+)\s?(?:가지|개|종류|단계)|것들?이|같다|같습니다)"
)
_CALLED = re.compile(
    r"^(?P<what>.{8,150}?(?:것|현상|방법|방식|기법|과정|상태|구조|경우|성질|문제|값|행위|작업|기술|일|특성|개념|연산|함수|[가-힣]+))(?:을|를)\s+(?P<name>[^,.]{1,40}?)"
    r"(?:이라고|라고|이라)\s?(?:한다|합니다|함|해요|부른다|부릅니다|부름|불러요|칭한다|말한다|말합니다)[.!]?$"
)
_TOPIC_IN = re.compile(r"^\S{1,20}(?:은|는)\s")
_FINAL_M = re.compile(r"(?:[함됨음임짐킴침줌옴감남봄씀]|가능|불가|발생|필요|증가|감소|사용|금지)$")
_TWO = re.compile(
    r"^(?P<one>.{4,120}?(?:[고며],?|,))\s+(?P<two>(?!그래서|따라서)\S{1,24}(?:\s\S{1,16})?(?:은|는)\s.{2,})$"
)


def analyse(text: str) -> Sentence:
    """What a Korean sentence is about.

    >>> analyse("프로세스는 실행 중인 프로그램이다.")
    Sentence(form='definition', subject='프로세스', predicate='실행 중인 프로그램')
    >>> analyse("인덱스를 많이 만들면 쓰기가 느려진다.").form
    'condition'
    >>> analyse("가장 많이 쓰는 명령은 `git log`이다").subject
    '가장 많이 쓰는 명령'
    """
    text = text.strip()
    if _STORY.search(text):
        return Sentence("story")
    while match := _CONNECTIVE.match(text):
        text = text[match.end() :]
    if (match := _CALLED.match(text)) and not _TOPIC_IN.search(match.group("what")):
        return Sentence("definition", match.group("name").strip(" '\"“”‘’"), match.group("what").strip())
    if match := _ALIAS.match(text):
        subject = (match.group("s") or "").strip()
        return Sentence("alias", subject, match.group("name").strip(" '\"“”‘’"))
    subject, rest, particle = _topic(text)
    if subject and rest:
        if (
            particle.endswith("란")
            or _DEFINING.search(rest)
            or (_NOUN_END.search(rest) and not _VERBAL_END.search(rest))
        ):
            return Sentence("definition", subject, trimmed(rest))
        return Sentence("topic", subject, rest)
    if not subject and rest and particle:
        return Sentence("adverb", particle, rest)
    if match := _CAUSE.match(text):
        return Sentence(
            "cause", match.group("why").strip() + _because(match.group("link")), match.group("then").strip()
        )
    match = _CONDITION.match(text)
    if match and not _NOT_IF.search(match.group("if")) and _happens(match.group("then")):
        return Sentence("condition", match.group("if").strip(), match.group("then").strip())
    return Sentence("")


def _happens(text: str) -> bool:
    """Whether the second half of a sentence says that something happens."""
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
    return bool(bare) and (_CLAUSE_END.search(bare) is not None or _FINAL_M.search(bare) is not None)


def announced(text: str) -> str | None:
    """What a sentence over a list says the list is: a title, "" for "the following", None when it announces nothing.

    >>> announced("의존성 주입 방법에는 세 가지가 있다."), announced("아래 네 가지를 모두 만족해야 한다.")
    ('의존성 주입 방법', '')
    """
    bare = text.strip().rstrip(".:： ")
    if not _ANNOUNCES.search(bare):
        return None
    match = _THERE_ARE.match(bare)
    return match.group("what").strip() if match else ""


def clauses(text: str) -> list[str]:
    """A sentence about two things as a sentence about each.

    >>> clauses("쿠키는 브라우저에 저장되고, 세션은 서버에 저장된다.")
    ['쿠키는 브라우저에 저장됨', '세션은 서버에 저장된다.']
    >>> clauses("스택은 빠르고 작다.")
    ['스택은 빠르고 작다.']
    """
    match = _TWO.match(text)
    if not match or not _topic(match.group("one"))[1] or not _topic(match.group("two"))[1]:
        return [text]
    one = match.group("one").rstrip(", ")
    if one.endswith("이고"):
        return [one[:-2], match.group("two")]
    return [nominal(one) if re.search(r"[가-힣][고며]$", one) else one, match.group("two")]


def nominal(clause: str) -> str:
    """A clause that goes on with 고 or 며, ended as a note ends it.

    >>> nominal("값을 쓰고"), nominal("속도가 빠르고"), nominal("길이가 짧으며"), nominal("쉽고")
    ('값을 씀', '속도가 빠름', '길이가 짧음', '쉬움')
    """
    stem = clause[:-1]
    if clause.endswith("으며"):
        return stem[:-1] + "음"
    if not stem or not "가" <= stem[-1] <= "힣":
        return clause
    final = (ord(stem[-1]) - 0xAC00) % 28
    if final == 0:
        return stem[:-1] + chr(ord(stem[-1]) + 16)
    if final == 8:
        return stem[:-1] + chr(ord(stem[-1]) + 2)
    if final == 17 and stem[-1] in "쉽렵볍겁깝덥춥맵껍둡롭럽답":
        return stem[:-1] + chr(ord(stem[-1]) - 17) + "움"
    return stem + "음"


def _because(link: str) -> str:
    return {"기 때문에": "기 때문", "때문에": " 때문", "이므로": "이므로", "므로": "므로"}.get(link, link)


def _topic(text: str) -> tuple[str, str, str]:
    """Subject, predicate and particle, split behind the first word that 은, 는 or 란 marks as the topic."""
    if "`" in text:
        # A space inside code parts no words.
        text = _CODE.sub(lambda m: m.group().replace(" ", "\x02"), text)
    words = text.split(" ")
    subject, rest, particle = _topic_of(words)
    subject, rest, particle = (p.replace("\x02", " ") for p in (subject, rest, particle))
    return subject, rest, particle


def _topic_of(words: list[str]) -> tuple[str, str, str]:
    depth = 0
    for i, word in enumerate(words[:7]):
        depth += word.count("(") - word.count(")")
        if depth > 0 or i == len(words) - 1:
            if depth > 0:
                continue
            break
        bare = word.rstrip(",")
        match = re.search(r"(?:이란|란|이라는 것은|은|는)$", bare)
        if not match or len(bare) <= len(match.group()) - (1 if i else 0):
            if (
                re.search(r"(?:다|요|면|지만|는데|고|며|하여|해서|으로|때문에)[,.]?$", bare)
                and i > 0
                and not re.search(r"[A-Za-z]고$", bare)
            ):
                break
            continue
        if bare in _PRONOUNS:
            return "", "", ""
        if match.group() in {"은", "는"} and _NOT_TOPIC.search(bare):
            continue
        if match.group() == "란" and re.search(r"(?:혼란|메모란|논란|대란|칼란|호란)$", bare):
            continue
        if match.group() in {"은", "는"} and re.search(
            r"(?:에서|에게|까지|부터|보다|으로|[A-Za-z]로)는$|^(?:할|될|쓸|볼) ?[때수]는$|^[때수]는$|[가-힣](?:아|어|여)서는$",
            bare,
        ):
            return "", " ".join(words[i + 1 :]).strip(), " ".join([*words[:i], bare])
        subject = " ".join([*words[:i], bare[: -len(match.group())]]).strip(" ,\"'“”‘’")
        if not subject or len(subject) > 45 or re.search(r"(?:[을를]|에서|에게)$", subject):
            return "", "", ""
        return subject, " ".join(words[i + 1 :]).strip(), match.group()
    return "", "", ""


def trimmed(predicate: str) -> str:
    """A predicate without the words that only say "is" or "means".

    >>> trimmed("작업의 단위를 말한다."), trimmed("자료구조이다")
    ('작업의 단위', '자료구조')
    """
    text = predicate.strip()
    short = _STRIP_ENDING.sub("", text).strip()
    return short if len(short) >= 2 else text.rstrip(".")


def is_defined(text: str) -> bool:
    """Whether a sentence without a subject ends by saying what something means ("… 를 말한다")."""
    return re.search(r"(?:을|를)\s?(?:말|의미|뜻)(?:한다|합니다|함|해요)[.!]?$", text.strip()) is not None


def is_defining(text: str) -> bool:
    """Whether words without a subject read like a meaning ("… 하는 방법", "… 를 말한다")."""
    return _DEFINING.search(text) is not None or (_NOUN_END.search(text) is not None and len(text) > 6)


def is_unfinished(text: str) -> bool:
    """Whether a line breaks off in mid-sentence ("… 세어 2로 치면").

    >>> is_unfinished("둘로 치면 (d = 4)"), is_unfinished("둘로 친다")
    (True, False)
    """
    return _BREAKS_OFF.search(re.sub(r"\s*\([^()]*\)\s*$", "", text.strip())) is not None


def ends_clause(text: str) -> bool:
    """Whether words end as a sentence or a half of one ends."""
    return _CLAUSE_END.search(text) is not None


def is_clause(text: str) -> bool:
    """Whether the words say that something happens, rather than name something."""
    if _CLAUSE_END.search(text) or _LINKED.search(text):
        return True
    last = text.rstrip(".!")[-1:]
    return "가" <= last <= "힣" and (ord(last) - 0xAC00) % 28 == 16 and _MIUM_VERB.search(text) is not None


def as_condition(clause: str) -> str:
    """A clause as an if: "쌓음" → "쌓으면"; "" where its form is not known.

    >>> as_condition("Band를 L층 쌓음"), as_condition("표본 수 n을 늘림"), as_condition("값이 커지면")
    ('Band를 L층 쌓으면', '표본 수 n을 늘리면', '값이 커지면')
    """
    text = clause.strip().rstrip(".")
    if text.endswith("면"):
        return text
    last = text[-1:]
    if not ("가" <= last <= "힣") or (ord(last) - 0xAC00) % 28 != 16 or not _MIUM_VERB.search(text):
        return ""
    if last == "음":
        return text[:-1] + "으면"
    if last == "듦":
        return text[:-1] + "들면"
    return text[:-1] + chr(ord(last) - 16) + "면"
