"""What stands before a link of a Korean sentence and what behind it: the reason, the condition, the purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.amounts import takes_span
from cards.language.korean.endings import is_condition, josa, without_gloss
from cards.language.korean.grammar import finished, is_pointing, tagged, topic_of
from cards.language.korean.phrases import as_state, is_noun, phrase, questioned
from cards.language.korean.sentence import Sentence
from cards.language.korean.supposing import (
    DONE_FIRST,
    IF,
    THE_MORE,
    condition_at,
    even_if,
    in_order_to,
    when,
    with_second,
)
from cards.language.korean.verbal import may_be_done
from cards.language.text import mask
from cards.language.text import words as words_of
from cards.language.word import Word

# "우리는 뿌리를 자르는데, 뿌리가 쓰기 때문이다": what is told first, and its reason behind it.
_TOLD_THEN_WHY = re.compile(
    r"^(?P<told>[^,]{6,80}[가-힣]는데),\s(?:이는\s|왜냐하면\s)?(?P<why>[^,]{4,110}때문)(?:이다|입니다|임)$"
)
_OF_US = re.compile(r"^(?:우리는|우리가|저희는)\s")


def reason_of_before(one: Sentence) -> Finding | None:
    """ "이는 …기 때문이다", "왜냐하면 …기 때문이다": the reason of the sentence before it."""
    if told := _TOLD_THEN_WHY.match(one.text):
        said = finished(re.sub(r"(?:는|ᆫ)데$", "고", told["told"]))
        said = _OF_US.sub("", said)
        return Finding(Ask.WHY, "", said, told["why"], "reason") if said.endswith("다") else None
    match = re.match(
        r"^(?:(?:이는|그 이유는|이유는|왜냐하면|왜냐면)[\s,]+)?(?P<why>.{4,150}?때문)(?:이다|입니다|임|에)?$", one.text
    )
    if match is None:
        return None
    if one.about and not is_pointing(one.about) and not re.match(r"(?:그\s)?이유|왜냐", one.text):
        return None
    return Finding(Ask.WHY, "", "", match["why"], "reason")


_BECAUSE = re.compile(
    r"(?P<mark>기 때문에|기 때문이|때문에|때문이|덕분에|탓에|로 인해|로 인하여"
    r"|기에(?=,\s|\s(?!(?:가장|매우|더|아주|너무|무척|더욱|훨씬)?\s?(?:좋|쉽|쉬|어렵|어려|적합|적당|적절|유리|불리|알맞|충분|부족|편[하리해]"
    r"|무리|앞서|이르|위험|최적|안성맞춤|바쁘))[^,]*[가-힣](?:이|가)\s))"
)
_MAYBE_CAUSAL = frozenset({"어", "아", "어서", "아서", "여서"})  # a cause behind a state, else one act after another
CAUSAL = frozenset({"므로", "으므로", "니까", "으니까"})
_EVEN = frozenset({"더라도", "ᆯ지라도", "을지라도", "어도", "아도", "여도"})
_STATES = frozenset({"않", "없", "있", "못하"})


def linked(one: Sentence) -> Iterator[Finding]:
    """The first link of the sentence that can be asked, and a purpose."""
    if more := _the_more(one):
        yield more
        return
    links = (_link_at(one, i) for i in range(1, len(one.tokens) - 2))
    found = _because(one) or in_order_to(one) or next((link for link in links if link is not None), None)
    if found is not None and found.ask is Ask.IF and (one.supposes or _goes_on_again(one)):
        return
    if found is not None and found.ask is Ask.IF and (rather := _RATHER.match(found.said)) is not None:
        found = found._replace(said=found.said[rather.end() :], answer=f"{rather[0]}{found.answer}")
    if found is not None:
        yield found
    elif purpose := _purpose(one):
        yield purpose


# "굳이 비가 오는 날에 밭을 갈 필요가 없다": the adverb is of what follows.
_RATHER = re.compile(r"(?:굳이|차라리|오히려)\s")
_GOES_ON = re.compile(r"\s(?P<how>\S{1,5}?)(?:고|며),?\s")


def _the_more(one: Sentence) -> Finding | None:
    """ "탄성력은 용수철이 길수록, 굵을수록 커진다": when it grows, where two things or more decide it."""
    at = [i for i, t in enumerate(one.tokens) if t.tag == "EC" and t.text in THE_MORE and t.start >= one.lead]
    if len(at) < 2 or is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    text = without_gloss(one.text)  # "… 클수록 커짐 (증명)"
    tokens = [t for t in one.tokens if t.end <= len(text)]
    behind, last = tokens[at[-1] + 1 :], text[tokens[at[-1]].end :].strip()
    if not 0 < len(behind) < 6 or any(t.tag.startswith(("JK", "JX", "NN")) or t.text in DONE_FIRST for t in behind):
        return None
    told, begin = [], one.lead
    for i in at:
        end = one.tokens[i].end
        told.append(one.text[begin:end].strip(" ,"))
        then = _GOES_ON.match(one.text, end)
        if then is not None and _open(then["how"][0]) != _open(last[0]):
            return None  # "길수록 커지고 무거울수록 작아진다" says two things
        begin = then.end() if then is not None else end
    asked = as_state(questioned(text, tokens), tokens)[tokens[at[-1]].end :].strip()
    front = one.text[: one.lead].strip()
    return Finding(Ask.OWN, "", f"{front} 언제 {asked}".strip(), ", ".join(told), "occasion") if asked else None


def _goes_on_again(one: Sentence) -> bool:
    """Whether a second sentence begins where the first ended without a stop ("문을 열 때도 쓰임 문이 낮으면 좁다")."""
    ends = [k for k, t in enumerate(one.tokens[:-2]) if t.tag == "EF" and t.text in {"음", "ᆷ"}]
    return any(one.tokens[k + 1].tag.startswith(("NN", "SL", "NP")) for k in ends)


def _open(syllable: str) -> int:
    """A syllable without its final consonant ("큼" and "크")."""
    return (ord(syllable) - 0xAC00) // 28


# "읽기 때문에 생기는 문제이다"
_CAME = {"생기": "는 것이다", "발생하": "는 것이다", "나타나": "는 것이다", "일어나": "는 것이다"}
_COMES = re.compile(
    r"(?P<verb>생기|발생하|나타나|일어나)는\s(?:\S+\s)?(?:문제|현상|오류|에러|예외|상황|상태|이상|이상\s?현상|것)(?:이다|다|입니다|임)?$"
)


def _because(one: Sentence) -> Finding | None:
    because = _BECAUSE.search(mask(one.text), one.lead)
    if not because or because.start() <= one.lead + 3 or because["mark"].endswith("이"):
        return None
    then, why = one.text[because.end() :].strip(" ,"), one.text[one.lead : because.start()].strip()
    mark = because["mark"]
    if mark == "기에" and not any(t.start == because.start() and t.tag in {"ETN", "EC"} for t in one.tokens):
        return None  # "알맞은 시기에 내놓는다"
    why += {"기": "기 때문", "때": " 때문", "로": mark}.get(mark[0], f" {mark}")
    if len(then) < 5 and one.topic is None and not is_pointing(why) and (how := _how_it_is(one, because.end())):
        return Finding(Ask.OWN, "", f"왜 {how}", why, "why")
    if not mark.startswith("기") and re.search(r"[가-힣](?:면|어도|아도|해도|여도|더라도)\s", then):
        return None  # "청소로 인해 멈추면 끊긴다", "…로 인해 멈춰도 돈다": it is the cause of the condition
    if (comes := _COMES.match(then)) is not None and mark.startswith(("기", "로")) and one.about:
        then = f"{comes['verb']}{_CAME[comes['verb']]}"  # "…하기 때문에 생기는 문제이다": why does it come about?
    if len(then) < 5 or is_pointing(why) or (is_noun(one.tokens[-1]) and one.tokens[-2].tag == "ETM"):
        return None
    return _reason(one, then, why, "reason")


def _how_it_is(one: Sentence, at: int) -> str:
    """The few words behind a cause as a question ("느림" → "느린가"); "" where they are no adjective."""
    verb = one.tokens[-2]
    asked = as_state(questioned(one.text, one.tokens), one.tokens) if verb.tag.startswith(("VA", "XSA")) else ""
    return asked[at:].strip()


# "손님은 길을 잃기 쉽기 때문에 표지가 있어야 한다": the topic goes with the reason alone.
_SIDES = frozenset({"단점", "장점", "특징", "문제점", "한계", "한계점"})
_MUST_BE_THERE = re.compile(r"[이가]\s(?:\S+\s)?있어야\s?(?:한다|함|합니다|된다|됨)$")


def _reason(one: Sentence, then: str, why: str, sort: str) -> Finding | None:
    """Why what stands behind is so; the topic goes with what has none of its own."""
    why = _LINKS.sub("", why)
    if why.startswith("이제 "):
        return None  # what was done just before
    if _COMES_SO.match(then) is not None:
        return None  # "잘못으로 인해 생기는 위험이 사라진다": it is why the danger comes about
    front, own = one.text[: one.lead].strip(), tagged(then)
    if not front and (case := _CASE.match(why)) is not None:
        then, why = f"{case['of']} {then}", case["why"]  # "쇠의 경우 무겁기 때문에 가라앉는다": of iron it is so
        own = tagged(then)
    if one.about in _SIDES:
        front = ""  # "단점은 … 보장하지 못한다"
    if front.endswith(("과는", "와는", "보다는")):
        return None  # "배열과는 다르게 …하기 때문에": it is no topic, but the first word of the reason
    if any(t.tag == "EC" for t in one.tokens if t.end <= one.lead):
        return None  # what stands in front is no topic, but a clause with a noun of its own
    if re.search(r",\s\S+[은는]\s", why):
        return None  # "맥주잔은 …므로 무거운 잔, 와인잔은 …므로 가벼운 잔이다"
    if own and any(t.tag == "JX" and t.text in {"은", "는"} and re.search(r",\s[^,]*$", then[: t.start]) for t in own):
        return None  # "맥주는 … 단행 복발효, 포도주는 … 단발효다" says two things
    if one.about and re.search(rf"(?<!\S){re.escape(one.about)}[은는]\s", then):
        return Finding(Ask.WHY, "", then, f"{front} {why}", sort)  # it is named again: what is asked names it once
    topic = topic_of(then, own) if own else None
    if topic is not None and _OF_SIDE.search(topic.text) and front:
        named = then[: topic.rest - len(topic.particle)]  # "UDP는 … 때문에 TCP보다 신뢰성은 떨어진다"
        return Finding(Ask.WHY, "", f"{front} {named}{josa(named, '이가')}{then[topic.rest :]}", why, sort)
    if own and (topic is not None or _MUST_BE_THERE.search(then) or _names_again(one.about, then)):
        return Finding(Ask.WHY, "", then, f"{front} {why}".strip(), sort)
    return Finding(Ask.WHY, "", f"{front} {then}".strip(), why, sort)


# What only joins a reason to the sentence before, or says that it is one.
_LINKS = re.compile(r"^(?:게다가|아마도|아마|또한|또|최근에는|결국|그\s(?:원인|이유|까닭)은)\s")
_CASE = re.compile(r"(?P<of>\S+(?:\s\S+)?의 경우)(?:에는|에|는|엔)?,?\s(?P<why>\S.{5,})$")
_COMES_SO = re.compile(
    r"(?:\S+\s){0,2}?(?:(?:발생|야기|초래)(?:하는|되는|할|될|한|된)|(?:생기|일어나|나타나)는|생길|생긴|일어날|일어난|나타날|나타난)\s"
    r"(?:수\s있는\s)?\S+(?:\s\S+)?[이가을를]\s"
)
_OF_SIDE = re.compile(r"보다\s|[는은한]\s것$")


_BIDDEN = re.compile(
    r"[가-힣]야\s?(?:한다|함|합니다|된다|됨|됩니다)$|것이\s(?:더\s)?(?:좋|바람직|안전|유리|낫)\S*$|경우가\s\S+$"
)


def _names_again(topic: str, then: str) -> bool:
    """Whether what follows has the topic in another role, so that it goes with the reason alone.

    "얇은 접시는 깨지기 쉽기 때문에 두꺼운 접시를 써야 한다": why must thick ones be used?
    """
    last = without_gloss(topic).split()[-1:] or [""]
    if len(last[0]) < 2:
        return False
    subject = re.search(rf"(?<![\w가-힣])(?<!다른 ){re.escape(last[0])}[이가]\s", then) is not None
    other = re.search(rf"(?<![\w가-힣])(?<!다른 ){re.escape(last[0])}(?:[을를의에]|으?로)\s", then) is not None
    return subject or (other and _BIDDEN.search(then) is not None)


def _link_at(one: Sentence, i: int) -> Finding | None:
    """What the morpheme at `i` links, where it ends a condition or a cause of the whole sentence."""
    token, tokens, text = one.tokens[i], one.tokens, one.text
    in_case = one.topic is not None and not one.topic.text and token.text in {"때", "경우"}
    in_case = in_case and text[token.end : one.lead].strip(" ,") in {"에는", "에", "는", "엔"}
    if token.end <= one.lead and one.topic is not None and not in_case:
        return None
    after = text[token.end :].strip(" ,")
    if (
        token.tag == "EC"
        and token.text in IF
        and len(after) >= (4 if _goes_on_before(tokens, i) else 3)
        and token.end > 4
    ):
        following = tokens[i + 1]
        if following.tag == "JX" and i + 2 < len(tokens):
            following = tokens[i + 2]  # "…면은"
        if following.text in {"되", "안", "않", "좋", "하", "몰라도"} and following.tag.startswith(
            ("VV", "VX", "MA", "VA")
        ):
            return None  # "고치면 된다"
        if _describes_what_is(tokens, i):
            return None  # "물이 빠지면 드러나는 땅이 있다" tells what there is
        if takes_span(one, i):
            return None  # "이틀이면 마른다" tells how long that takes
        if tokens[i - 1].text == "아니" and re.search(r"지\s아니면$", text[: token.end]):
            return None  # "재정의할지 아니면 숨길지" is no condition
        if len(text[one.lead : token.end].strip()) < 4 or is_pointing(text) or not is_condition(text[: token.end]):
            return None
        if token.text in THE_MORE and any(t.tag == "EC" and t.text in THE_MORE for t in tokens[i + 1 :]):
            return None  # "높을수록, 약할수록 …": the whole of it is the condition
        if token.text in {"ᆫ다면", "는다면", "다면"} and topic_of(after, tagged(after) or ()) is not None:
            return None  # "A가 … 다룬다면, B는 …" sets two things against each other
        return with_second(one, i, Finding(Ask.IF, "", condition_at(one, i, token.end), after, "condition"))
    if token.tag == "EC" and token.text in _EVEN and len(after) >= 4 and token.end - one.lead > 4:
        return even_if(one, i)
    if token.tag in {"NNB", "NNG"} and token.text in {"때", "경우"} and tokens[i - 1].tag == "ETM":
        return when(one, i)
    if token.tag != "EC" or len(after) < 5 or token.end - one.lead <= 4:
        return None
    sure = token.text in CAUSAL
    if not sure and not (token.text in _MAYBE_CAUSAL and _is_state(tokens, i) and _ends_soon(tokens, i)):
        return None
    if tokens[i - 1].text in {"있", "대하", "관하"} and tokens[i - 2].tag.startswith("JK") and not sure:
        return None  # "보안에 있어서"
    if tokens[i + 1].text in {"보이", "보일"} and token.text in {"어", "아"}:
        return None  # "좋아 보일 수 있다"
    if tokens[i + 1].tag.startswith(("VX", "JX")) or any(
        t.tag == "EC" and t.text in {"고", "며", "지만"} for t in tokens[i + 1 :]
    ):
        return None
    if not sure and any(t.tag == "EC" and t.text in IF for t in tokens[i + 1 :]):
        return None  # "물이 불어 둑이 약해지면 무너진다": it is the cause of the condition
    why = text[one.lead : token.end].strip(" ,") + ("서" if token.text in {"어", "아"} else "")
    bare = is_noun(tokens[-1]) and not tokens[-2].tag.startswith("JK")
    if is_pointing(why) or (bare and not (sure and may_be_done(tokens[-1].text))):
        return None
    return _reason(one, after, why, "reason" if sure else "cause")


def _goes_on_before(tokens: Sequence[Word], at: int) -> bool:
    """Whether a clause stands before the condition that may be half of it ("길이 좁고 비가 오면")."""
    return any(t.tag == "EC" and t.text in DONE_FIRST for t in tokens[:at])


# Nouns that only say that something may or does happen: "오래 두면 마르는 경우가 있다" tells of what comes of it.
_HAPPENINGS = frozenset(
    words_of(
        "수 것 경우 때 점 일 문제 위험 위험성 단점 장점 특징 가능성 우려 염려 한계 경향 필요 효과 이점 제약 부작용 여지"
        " 현상 오류 방법 차이 의미 영향 성질"
    )
)


def _describes_what_is(tokens: Sequence[Word], at: int) -> bool:
    """Whether a condition belongs to what describes the noun of a sentence that says that there is such a thing."""
    case = next((i for i in range(len(tokens) - 1, at, -1) if tokens[i].tag == "JKS"), 0)
    if not case or tokens[case + 1 : case + 2] == () or tokens[case + 1].text not in {"있", "존재"}:
        return False
    first = phrase(tokens[:case], case - 1)[0] if is_noun(tokens[case - 1]) else case - 1
    return first - 1 > at and tokens[first - 1].tag == "ETM" and tokens[case - 1].text not in _HAPPENINGS


def _is_state(tokens: Sequence[Word], at: int) -> bool:
    """Whether 아서 gives a cause and no act before another: of a state, or where each half has its own subject."""
    verb = tokens[at - 1]
    if at > 1 and tokens[at - 2].tag == "JX":
        return False  # a name cut to pieces ("도커" is no "도 커")
    marks = [(k, t.tag) for k, t in enumerate(tokens) if t.tag in {"JKS", "EC", "ETM"} and t.text not in {"지", "게"}]
    before = next((tag for k, tag in reversed(marks) if k < at), "")
    after = next((tag for k, tag in marks if k > at), "")
    if before == after == "JKS":
        return not verb.text.startswith(("대하", "위하", "의하", "통하", "따르", "비하", "관하", "인하", "걸치"))
    if verb.tag.startswith(("VA", "XSA", "VCN", "VCP")):
        return True
    return verb.text in _STATES


def _ends_soon(tokens: Sequence[Word], at: int) -> bool:
    """Whether the next verb behind a cause ends the sentence, rather than describe a noun."""
    for token in tokens[at + 1 :]:
        if token.tag == "ETM":
            return not any(t.tag == "VCP" for t in tokens[-3:]) and tokens[-1].tag in {"EF", "ETN"}
        if token.tag in {"EC", "EF", "ETN"}:
            return True
    return True


_PURPOSE = re.compile(
    r"(?:^|,\s|고\s|며\s)(?P<what>[^,\x01]{3,45}(?:기|을|를) 위(?:해서?|하여|해선))\s+(?P<then>[^,]{6,})$"
)


def _purpose(one: Sentence) -> Finding | None:
    """What something is done for, where the sentence itself says that it is done."""
    purpose = _PURPOSE.search(mask(one.text)[one.lead :])
    if purpose is None:
        return None
    start = one.lead + purpose.start("then")
    behind = [t for t in one.tokens if t.start >= start]
    names = one.tokens[-1].tag.startswith("NN") and one.tokens[-2].tag == "ETM"
    if names or any(t.tag == "ETM" for t in behind[:4]) or is_pointing(one.text):
        return None  # "…하기 위해 사용되는 소프트웨어이다"
    said = f"{one.text[: one.lead].strip()} {one.text[start:]}".strip()
    what = one.text[one.lead + purpose.start("what") : one.lead + purpose.end("what")]
    return Finding(Ask.PURPOSE, "", said, what.strip(), "purpose")
