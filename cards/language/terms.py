"""Whether words name a thing, are a title, or say nothing of what a note is about."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.english import labels as english
from cards.language.glosses import without_gloss
from cards.language.headings import heading_text, is_question, topic_of
from cards.language.korean import endings
from cards.language.tagging import words as tagged
from cards.language.text import has_hangul, key, plain

_CONTAINER = re.compile(
    r"^(?:(?:오늘|이번 주|금일)(?:의|에)?\s?)?(?:새로\s?)?(?:(?:배운|공부한|학습한|알게 된|정리한|본|들은"
    r"|한|느낀)\s?(?:것|점|내용|거"
    r"|것들)(?:\s?정리)?|학습\s?(?:내용|정리|일지)|공부\s?(?:내용|기록|정리)|강의\s?(?:내용|정리|노트)?"
    r"|수업\s?(?:내용|정리|복습)?|필기|메모|노트|본문"
    r"|(?:주간|월간|팀|정기|개발)?\s?(?:회의|미팅)(?:록|\s?메모|\s?노트|\s?내용)?|(?:개발|업무|작업|공부|연구)\s?일지|스탠드업|스터디(?:\s?\d+(?:회차?|주차)?)?"
    r"|(?:weekly |team |daily |project )?(?:meeting|standup|stand-up|sync)(?: (?:notes|minutes|log))?|minutes"
    r"|(?:daily|weekly|lab|work|study|dev|development|class|reading|personal|project|release|implementation|technical"
    r"|additional|side|general|final) (?:notes?|log)"
    r"|(?:예상\s?|면접\s?)?(?:질의\s?응답|질문(?:과|\s?및|\s?[&/])?\s?(?:답변?|대답)|문답)|Q\s?(?:&|and|/)\s?A|FAQs?|오전|오후|아침|저녁"
    r"|(?:오전|오후)?\s?\d{1,2}(?::\d{2}|시)(?:\s?[-–~]\s?(?:오전|오후)?\s?\d{1,2}(?::\d{2}|시))?|morning|afternoon|evening"
    r"|(?:모르는|몰랐던|헷갈리는|헷갈렸던)\s?(?:것|점|내용|개념|용어|단어)들?(?:\s?(?:메모|정리))?"
    r"|(?:must|to|things to) (?:memori[sz]e|know)"
    r"|기타|그 ?외|그 ?밖(?:에|의 것)?|정리하기|마무리하기|wrap(?:ping)? up"
    r"|잡다한 것|오늘의 학습|memo|notes?|misc(?:ellaneous)?|etc|others?|main|body|today i learned|what i learned"
    r"|learned|today|things i learned"
    r"|(?:key |basic |important |common )?(?:glossary|terminology|terms?|vocabulary|key ?words)(?: of terms)?"
    r"|cheat ?sheet|quick (?:reference|notes|recap|refresher)|(?:quick |friendly |small )?reminders?"
    r"|(?:things to |always )?remember(?: this)?"
    r"|(?:pages?|pp?\.|slides?)\s?\d{1,4}(?:\s?[-–—,]\s?\d{1,4})?|\d{1,4}\s?(?:쪽|페이지)|(?:꼭 )?기억(?:할 ?것|하기)"
    r"|(?:expected|correct|sample) answers?|(?:expected|answer) points|(?:keyboard )?shortcuts|key ?bindings|hot ?keys"
    r"|(?:basic |useful |common )?commands"
    r"|key (?:points?|takeaways?|ideas?|facts?)|(?:model )?answers?(?: guide| key)?"
    r"|(?:the )?(?:basics?|beginners?|intermediate|advanced|fundamentals|essentials|easy|medium|hard|experts?|junior"
    r"|senior)"
    r"(?: (?:level|topics?|concepts?|questions?|commands?|usage|stuff))?|levels? \d"
    r"|(?:\w+ )?interview (?:tips?|advice|strategy)|talking points"
    r"|(?:the )?(?:fact|truth|reality)|사실|진실"
    r"|the (?:counter-?arguments?|catch|twist|bottom line|upshot|short version))$",
    re.I,
)
_ADNOMINAL = re.compile(
    r"(?:것들?|[을를]|(?:[가-힣][하되막잡알]|만들|나누|찾|줄이|배우|고르|다루|바꾸|쓰|보|세우|만지|넘기|올리|지우|고치|옮기|합치)기"
    r"|까요?|하며|하고|는지|한지|할지|[닿있없되]나)$"
)
_NOT_NAME_KO = re.compile(
    r"(?:[가-힣](?:는|은|을|를) (?:것|점|일|거|곳|법|세 가지|두 가지))$|^(?:왜|어떻게|무엇|언제|어디|누가"
    r"|어떤)\S{0,3}\s|(?:[^가-힣]|^)(?:해"
    r"|한|할|하는|본|될|된|되는) "
)

# Words that stand to a verb: whoever says them tells what happens.
_FILES = frozenset(
    {"til", "readme", "index", "untitled", "new", "draft", "temp", "test", "note", "study", "제목 없음", "무제"}
)
_TAGGED = re.compile(r"^(?:\[[^\]]{1,30}\]\s*)+")
_ONE_CODE = re.compile(r"`[^`\n]{1,45}`")
_ACTING = re.compile(
    r"[가-힣A-Za-z0-9)](?:을|를|만|까지|부터|에서|으로|에게|처럼|보다|마다)\s|[A-Za-z0-9)](?:이|가|에|로|만|는|은)\s"
    r"|[가-힣](?:면|지만|므로|려고|아서|어서|해서|때문에)\s"
)
# A noun that a verb or another noun describes: "가중치를 더하는 곳", "트리의 깊이".
_DESCRIBED = re.compile(
    r"(?:[가-힣]의|[가-힣](?:는|은|던|인)|[0-9A-Za-z)]인"
    r"|(?<!모)[한된할될본볼쓴쓸온간난든른린킨진긴친])\s(?:\S+\s){0,2}\S+$"
)


def is_container(heading: str) -> bool:
    """Whether a heading only holds others ("오늘 배운 것", "notes")."""
    return _CONTAINER.match(heading) is not None


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, glosses aside."""
    return plain(without_gloss(one)).casefold() == plain(without_gloss(other)).casefold()


@lru_cache(4096)
def is_described(text: str) -> bool:
    """Whether Korean words end in a noun that the words before it describe ("가중치를 더하는 곳")."""
    return _DESCRIBED.search(text) is not None


@lru_cache(4096)
def is_title(text: str) -> bool:
    """Whether a line over others is what they are called together, not a sentence that they say more about.

    >>> is_title("BigBird의 한 행이 보는 것"), is_title("스레드는 메모리를 나눠 쓴다")
    (True, False)
    """
    bare = text.strip().rstrip(":： ")
    if len(bare) > 50 or re.search(r"[.!?]$", bare):
        return False
    if has_hangul(bare):
        return not endings.ends_clause(bare) and (_DESCRIBED.search(bare) is not None or is_name(bare))
    return len(bare.split()) <= 8 and not english.analyse(bare).form


@lru_cache(4096)
def is_name(text: str) -> bool:
    """Whether words name a thing, so that a question can be about them.

    >>> is_name("Dilated"), is_name("어디까지 닿나"), is_name("내적 값 커지면 softmax 치우침"), is_name("확인해 본 것")
    (True, False, False, False)
    """
    text = text.strip()
    if len(text) > 110 or not text or text.endswith(("(X)", "(O)", "(x)")):
        return False
    if text[0] == "`" and _ONE_CODE.fullmatch(text):
        return True
    whole = plain(text)
    bare = without_gloss(whole).strip() if ")" in whole else whole
    if not bare or len(bare) > 45 or is_question(bare) or not any(c.isalnum() for c in bare):
        return False
    words = bare.split()
    if len(words) > 6:
        return False
    if not has_hangul(bare):
        return not bare.lower().endswith((" ones", " others")) and bare[-1] not in ".!?" and not english.is_clause(bare)
    # "처음부터 학습(from scratch)": what has another name beside it is a name, whatever it is made of.
    glossed = bare != whole and not has_hangul(whole[len(bare) :])
    if glossed and len(words) == 1:
        return True  # "가로면 (transverse plane)" ends as a condition does
    if endings.is_clause(bare) or _NOT_NAME_KO.search(bare):
        return False
    if len(words) == 1:
        return True
    acts = not glossed and _acts(bare)
    return not (acts or (_ADNOMINAL.search(bare) and not _is_deed_on(bare)))


def _acts(text: str) -> bool:
    """Whether particles stand to a verb in Korean words; "마을 도서관" holds none, though its first word ends in 을."""
    found = list(_ACTING.finditer(text))
    if not found:
        return False  # told without the tagger, which takes most of the time that reading does
    tokens = tagged(text) or ()
    ends = {token.end for token in tokens if not token.tag.startswith(("NN", "XSN", "MM", "MAG"))}
    return any(not tokens or len(match.group().rstrip()) + match.start() in ends for match in found)


def _is_deed_on(text: str) -> bool:
    """Whether Korean words are what is done and the noun it is done to ("종이 만들기"), with nothing that says how."""
    tokens = tagged(text) or ()
    nouns = tokens[:-2]
    return len(tokens) in (3, 4) and tokens[-1].tag == "ETN" and all(token.tag.startswith("NN") for token in nouns)


def subject_of(title: str) -> str:
    """What a title without a heading of its own says a note is about, "" where it does not say.

    >>> subject_of("[논문 리뷰] ViT: An Image is Worth 16x16 Words"), subject_of("2024-01-01")
    ('ViT', '')
    """
    bare = heading_text(_TAGGED.sub("", title))
    for name in (topic_of(bare).name, topic_of(re.split(r"\s*[:|–—]\s|\s-\s", bare)[0]).name):
        if speaks(name):
            return name
    return ""


def speaks(title: str) -> bool:
    """Whether a title or a file's name says what its note is about: words, not a number or a word for any note.

    >>> speaks("해시 테이블"), speaks("note1"), speaks("2024-01-01"), speaks("TIL")
    (True, False, False, False)
    """
    return (
        is_name(title)
        and not any(c.isdigit() for c in title)
        and not is_container(title)
        and title.lower() not in _FILES
    )


@lru_cache(4096)
def overlap(one: str, other: str) -> bool:
    """Whether one of two names says the other."""
    a, b = key(without_gloss(one)), key(without_gloss(other))
    return bool(a and b) and (b in a or (len(a) > 3 and a in b))


_ATTRIBUTE = re.compile(
    r"(?:^|\s)(?:복잡도|시간복잡도|공간복잡도|평균|분산|표준편차|기댓값|최댓값|최솟값|기본값|기본 ?포트|포트|포트 ?번호"
    r"|크기|개수|길이|속도"
    r"|확장자|단위|범위|비용|높이|차수|주기|용량|버전|저자|제작자|시작값|초깃값|초기값)$"
)


_ATTRIBUTE_EN = re.compile(
    r"^(?:(?:worst|best|average)[ -](?:case )?)?(?:time|space|runtime|running time"
    r"|time complexity|space complexity|memory|cost|size"
    r"|default|default port|port|author|authors|year|paper|range|unit|units|mean|variance|license)$",
    re.I,
)


def is_attribute(term: str) -> bool:
    """Whether a term is a quantity that only something else has ("최악의 경우 시간 복잡도").

    >>> is_attribute("평균"), is_attribute("가중 평균 풀링")
    (True, False)
    """
    return _ATTRIBUTE.search(term.split("(")[0].strip()) is not None or _ATTRIBUTE_EN.match(term) is not None
