"""What a Korean sentence says: what it defines, what a thing consists of, why, when, what for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean import states
from cards.language.korean.endings import endings, final, is_condition, josa
from cards.language.korean.grammar import STATE, finished, is_pointing, names_kind, said_to_be, tagged, topic_of
from cards.language.korean.kinds import kind_in_front
from cards.language.korean.phrases import is_joined, is_noun, last_verb, phrase, questioned
from cards.language.korean.sentence import Sentence, read
from cards.language.tagging import words
from cards.language.text import mask
from cards.language.word import Word

_QUALITY = re.compile(
    r"(?:이유|까닭|원인|목적|목표|장점|단점|특징|특성|역할|의미|기준|핵심|조건|예|예시|차이|차이점|한계|문제점|방법|종류"
    r"|결과|효과|용도|원리|단위|이름|값|수|크기|길이|속도|시간|범위|비율|주소|포트|기간|시기|대상|주체|해결책)$"
)


def findings(text: str) -> tuple[Finding, ...]:
    """What a sentence says, the surest first. Empty where it tells a story or says nothing that can be asked.

    >>> [f.ask.value for f in findings("온도가 낮을수록 발효가 느리게 진행된다.")]
    ['if']
    """
    one = read(text)
    return tuple(_found(one)) if one is not None else ()


def _found(one: Sentence) -> Iterator[Finding]:
    if called := _called(one):
        yield called
        return
    if reason := _reason_of_before(one):
        yield reason
        return
    if one.topic is not None and is_pointing(one.topic.text):
        return
    if one.about and (defined := tuple(_defined(one))):
        yield from defined
        return
    yield from _made_of(one)
    yield from _there_are(one)
    yield from _linked(one)
    if timed := states.timed(one):
        yield timed
    if one.topic is None:
        yield from _described(one.text)
        state = STATE.match(one.text)
        if state and not state["what"].endswith("도"):
            yield states.asked(one.text, state)


_CALLED = re.compile(
    r"^(?P<what>이|.{4,140}?)(?P<mark>을|를|은|는|이|가)\s+(?P<name>[^,.]{1,40}?)\s?(?:(?:이?라고|이?라)(?P<also>도)?|(?P<too>으?로도))\s?"
    r"(?:한다|합니다|함|해요|하며|하고|부른다|부릅니다|부름|부르며|부르고|불린다|불립니다|불림|불러요|칭한다|말한다|말합니다|일컫는다)$"
)
_ALSO = re.compile(
    r"^(?P<name>[^,.]{1,40}?)\s?(?:이?라고도|으?로도)\s?(?:한다|합니다|함|부른다|부릅니다|부름|불린다|불립니다|불림)$"
)
_SPEAKERS = re.compile(r"(?:문헌|말|사람|분야|책|논문|흔히|보통|영어)(?:들)?(?:에서|로)?$|에서$")
_SAID_OF = frozenset({"있", "없", "같"})


def _called(one: Sentence) -> Finding | None:
    """ "X를 Y라고 한다", "(X는) Y라고도 한다"."""
    match = _CALLED.match(one.text)
    if match is None:
        also = _ALSO.match(one.text)
        if also is None or len(also["name"].split()) > 4:
            return None
        return Finding(Ask.OWN, "", "다른 이름은", _bare(also["name"]), "name")
    if match["what"] == "이":
        return Finding(Ask.CALLED, "", "", _bare(match["name"]), "name") if match["mark"] == "를" else None
    match = _last_match(one.text, match)
    what, name = match["what"].strip(), _bare(match["name"])
    what = re.sub(r"는데,?\s(?:이것|그것|이|이러한 것)$", "는 것", what)
    if told := _SO_CALLED.match(what):
        what = _as_deed(finished(told["told"]))  # "모두 실패해야 하며, 이를 원자성이라고 한다"
    if not what or _LAST_HALF.search(what) or re.search(r"\s(?:이|이것|그것)$", what):
        return None  # "있는 것은 히트이고, 없는 것은 미스라고 한다"
    before = [t for t in one.tokens if t.end <= match.end("what")]
    if (match["also"] or match["too"]) and _SPEAKERS.search(what) and len(name.split()) <= 4:
        return Finding(Ask.OWN, "", "다른 이름은", name, "name")
    named = [t for t in one.tokens if match.start("name") <= t.start < match.end("name")]
    if not before or not is_noun(before[-1]) or any(t.tag in {"EF", "EC", "JKO", "JX"} for t in named):
        return None  # "…를 한다고 한다" tells what is said
    if match["also"] or match["too"]:
        described = any(t.tag in {"ETM", "JKB"} for t in named) or any(t.tag in {"JKS", "JKB"} for t in before)
        if match["mark"] in {"이", "가"} or len(name.split()) > 3 or described:
            return None
        about = "" if _SPEAKERS.search(what) or is_pointing(what) else what
        return Finding(Ask.OWN, "", f"{about}의 다른 이름은" if about else "다른 이름은", name, "name")
    if is_pointing(what):
        return Finding(Ask.CALLED, "", "", name, "name")
    return Finding(Ask.CALLED, "", what, name, "name")


_SO_CALLED = re.compile(r"(?P<told>.{8,}[가-힣](?:며|고)),?\s(?:이|이것|그것|이러한 것)$")
_LAST_HALF = re.compile(r"[가-힣](?:이고|이며|는데),\s")


def _as_deed(sentence: str) -> str:
    """A sentence as what is done in it ("모두 실패해야 한다": "모두 실패해야 하는 것"); "" where it tells no deed."""
    if not sentence.endswith("다") or final(sentence[-2]) != _NIEUN:
        return ""
    return f"{sentence[:-2]}{chr(ord(sentence[-2]) - _NIEUN)}는 것"


_NIEUN = 4


def _last_match(text: str, match: re.Match[str]) -> re.Match[str]:
    """The match with the shortest name: "표를 나누는 것을 샤딩이라고 한다" names 샤딩."""
    begin = match.start("name")
    for cut in re.finditer(r"(?:을|를|은|는)\s+", text[begin : match.end("name")]):
        at = begin + cut.start()
        again = re.compile(_CALLED.pattern.replace(".{4,140}?", f".{{{at}}}")).match(text)
        match = again or match
    return match


def _bare(name: str) -> str:
    return name.strip(" '\"“”‘’`*")


def _reason_of_before(one: Sentence) -> Finding | None:
    """ "이는 …기 때문이다", "왜냐하면 …기 때문이다": the reason of the sentence before it."""
    match = re.match(
        r"^(?:(?:이는|그 이유는|이유는|왜냐하면|왜냐면)[\s,]+)?(?P<why>.{4,150}?때문)(?:이다|입니다|임|에)?$", one.text
    )
    if match is None:
        return None
    if one.about and not is_pointing(one.about) and not re.match(r"(?:그\s)?이유|왜냐", one.text):
        return None
    return Finding(Ask.WHY, "", "", match["why"], "reason")


# What a thing is


def _defined(one: Sentence) -> Iterator[Finding]:
    start, stop = said_to_be(one.text, [t for t in one.tokens if t.start >= one.lead])
    if front := kind_in_front(one.text[one.lead :].strip(" ,")):
        start = one.text.index(front, one.lead)
        stop = start + len(front)
    meaning = one.text[start:stop].strip()
    if not meaning or not 2 <= len(meaning) <= 200:
        return
    about = one.about
    if about in {"나", "너", "저", "우리", "본인"}:
        return
    as_topic = f"{about}{josa(about, '은는')}"
    if re.search(r"(?:[할둘쓸볼갈될]|[가-힣]ㄹ|을)\s것$", meaning):
        return  # "사용하지 말고 MFA를 걸어둘 것" bids
    if meaning.endswith(("때문", "덕분", "탓")):
        if _QUALITY.search(about):
            yield Finding(Ask.OWN, "", as_topic, meaning, "reason")
        return
    rest = [t for t in one.tokens if one.lead <= t.start < stop]
    head = rest[-1] if rest else None
    if any(t.tag == "JX" and t.text in {"은", "는"} and not _is_described_by(rest, i) for i, t in enumerate(rest)):
        return  # "`<p>`는 단락, `<h1>`은 제목"
    if head is None or not names_kind(head) or _goes_on(rest) or any(t.text == "때문" for t in rest):
        return
    if _QUALITY.search(about) or re.fullmatch(r"[\d\s.,%`A-Za-z_/:-]+", meaning):
        yield Finding(Ask.OWN, "", as_topic, meaning, "value")
        return
    name = [t for t in one.tokens if t.end <= one.lead]
    if any(t.tag == "ETM" for t in name[:-1]):
        if len(meaning.split()) <= 3 and not any(t.tag == "ETM" for t in rest):
            yield Finding(Ask.OWN, "", as_topic, meaning, "value")
        return
    plain = not any(t.tag in {"ETM", "JKG", "JC"} for t in rest)
    if any(t.tag == "JC" for t in name) or len(about.split()) > 4 or (plain and head.tag == "NNB"):
        return
    nouns = [t for t in rest if t.tag.startswith(("NN", "SL"))]
    if plain and len(meaning) <= 12 and len(nouns) == 2 and len(head.text) > 1:
        kind = head.text
        yield Finding(Ask.OWN, "", f"{as_topic} 어떤 {kind}인가", meaning, "kind")
    elif not plain or len(nouns) > 1 or len(meaning) > 4:
        yield Finding(Ask.WHAT, about, "", meaning, "meaning")


def _is_described_by(rest: Sequence[Word], at: int) -> bool:
    """Whether a topic inside a meaning, named before, is that of a clause which describes its noun.

    "서버가 보내고 서버는 두지 않는 방식"
    """
    linked = any(t.tag == "EC" and t.text in {"고", "며", "으며"} for t in rest[:at])
    named = any(t.text == rest[at - 1].text for t in rest[: at - 1]) if at else False
    return linked and named and any(t.tag == "ETM" for t in rest[-4:-1])


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether a clause in a meaning is none that describes its noun: a cause, a condition, a contrast."""
    for i, token in enumerate(rest):
        if token.tag == "EC" and token.text in _CAUSAL | {"지만", "는데"}:
            return True  # "쿼리이므로, 여럿을 묶는 단위"
        linked = token.tag == "EC" and token.text not in {"고", "며", "으며", "게", "지"}
        if linked and not any(t.tag == "ETM" for t in rest[i + 1 :]):
            return True
    return False


_PARTS = re.compile(
    r"^(?:구성|분류|구분|구성되|이루어지|이뤄지|나뉘|나뉘어지|분류되|구분되|나누어지|분류하|구분하|나누|구성하|구별되)$"
)


def _made_of(one: Sentence) -> Iterator[Finding]:
    """ "X는 A와 B로 구성된다": what is it made of?"""
    verb = last_verb(one.tokens)
    if verb < 2:
        return
    stem = one.tokens[verb].text
    if verb + 1 < len(one.tokens) and one.tokens[verb + 1].tag == "XSV":
        stem += one.tokens[verb + 1].text
    case = one.tokens[verb - 1]
    if not _PARTS.match(stem) or case.text not in {"로", "으로"} or not is_noun(one.tokens[verb - 2]):
        return
    first, last = phrase(one.tokens, verb - 2)
    start, end = one.tokens[first].start, one.tokens[last].end
    asked = questioned(one.text, one.tokens)
    if not asked or not is_joined(one.tokens, first, last) or start < one.lead or start == 0:
        return
    said = f"{one.text[:start]}무엇으로{asked[case.end :]}"
    if one.tokens[-1].tag == "NNG":
        said = said.removesuffix("하나") + "되나"  # "A와 B로 구성"
    yield Finding(Ask.OWN, "", said, one.text[start:end], "parts")


_THERE = re.compile(r"\s?(?P<open>등)?(?:이|가|도)?\s(?:있다|있음|있습니다|존재한다|있으며)$")


_EXAMPLES = re.compile(
    r"^(?:(?P<of>.{2,30}?)(?:에는|으로는|로는|로|은|는|의 예로는?|의 예시로는?)\s)?"
    r"(?:대표적으로|대표적인 예로|예로|예시로|주로)?$"
)


def _there_are(one: Sentence) -> Iterator[Finding]:
    """ "X에는 A, B, C가 있다"; "대표적으로 A, B 등이 있다"."""
    there = _THERE.search(one.text)
    if there is None:
        return
    before = [i for i, t in enumerate(one.tokens) if t.end <= there.start()]
    if not before or not is_noun(one.tokens[before[-1]]):
        return
    first, last = phrase(one.tokens, before[-1])
    start, end = one.tokens[first].start, one.tokens[last].end
    if not is_joined(one.tokens, first, last) or any(t.tag == "ETM" for t in one.tokens[first : last + 1]):
        return
    lead = one.text[:start].strip(" ,:")
    examples = _EXAMPLES.match(lead)
    answer = re.sub(r"\s(?:[두세네]|다섯|여섯|\d+)\s?(?:가지|개|종류)$", "", one.text[start:end])
    if examples is not None and (there["open"] or "예" in lead or "대표" in lead):
        of = examples["of"] or ""
        yield Finding(Ask.OWN, "", f"{of}의 예는" if of else "예는", answer, "examples")
    elif one.topic is not None and one.topic.rest >= len(lead):
        yield Finding(Ask.OWN, "", f"{lead} 무엇이 있나", answer, "parts")


_NAME_BEHIND = re.compile(r"^(?P<name>[가-힣A-Za-z][^,()]{0,20}?(?:\s?\([A-Za-z][A-Za-z \-]{1,40}\))?)$")
_NO_NAMES = frozenset(endings("경우 때 것 점 방법 방식 부분 문제 상황 이유 특징 과정 상태 단계 정도"))
_SEVERAL_THERE = re.compile(r"(?:이|가|\s?등이)\s(?:있다|있음|있습니다|존재한다)$")


def _described(text: str) -> Iterator[Finding]:
    """Names behind what describes them: "반죽을 쉬게 하는 휴지, 표면을 윤기 나게 하는 달걀물 칠이 있다"."""
    there = _SEVERAL_THERE.search(text)
    if not there and not re.search(r"[가-힣]\s?\([A-Za-z][A-Za-z \-]{1,40}\)$", text):
        return
    found = []
    for part in re.split(r",\s+", _SEVERAL_THERE.sub("", text)) if there else [text]:
        pieces = words(mask(part)) or ()
        at = next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].tag == "ETM"), -1)
        if at < 2 or pieces[at].text in {"ᆯ", "을"} or not all(is_noun(p) for p in pieces[at + 1 :]):
            return
        name = _NAME_BEHIND.match(part[pieces[at].end :].strip())
        if name is None or name["name"].split("(")[0].strip() in _NO_NAMES:
            return
        found.append((name["name"].strip(), finished(part[: pieces[at].end].strip())))
    if there and len(found) < 2:
        return
    for name_, does in found:
        yield Finding(Ask.DOES, name_, "", does, "described")


# Why, when, what for

_BECAUSE = re.compile(r"(?P<mark>기 때문에|기 때문이|때문에|때문이|덕분에|탓에|로 인해|로 인하여)")
_MAYBE_CAUSAL = frozenset({"어", "아", "어서", "아서", "여서"})  # a cause behind a state, else one act after another
_CAUSAL = frozenset({"므로", "으므로", "니까", "으니까"})
_IF = frozenset({"면", "으면", "ᆫ다면", "는다면", "다면", "라면", "ᆯ수록", "을수록"})
_EVEN = frozenset({"더라도", "ᆯ지라도", "을지라도"})
_STATES = frozenset({"않", "없", "있", "못하"})


def _linked(one: Sentence) -> Iterator[Finding]:
    """The first link of the sentence that can be asked, and a purpose."""
    links = (_link_at(one, i) for i in range(1, len(one.tokens) - 2))
    found = _because(one) or next((link for link in links if link is not None), None)
    if found is not None:
        yield found
    elif purpose := _purpose(one):
        yield purpose


def _because(one: Sentence) -> Finding | None:
    because = _BECAUSE.search(mask(one.text), one.lead)
    if not because or because.start() <= one.lead + 3 or because["mark"].endswith("이"):
        return None
    then, why = one.text[because.end() :].strip(" ,"), one.text[one.lead : because.start()].strip()
    mark = because["mark"]
    why += {"기": "기 때문", "때": " 때문", "로": mark}.get(mark[0], f" {mark}")
    why = re.sub(r"^(?:게다가|아마도|아마|또한|최근에는|결국)\s", "", why)
    if len(then) < 5 or is_pointing(why) or (is_noun(one.tokens[-1]) and one.tokens[-2].tag == "ETM"):
        return None
    return _reason(one, then, why, "reason")


def _reason(one: Sentence, then: str, why: str, sort: str) -> Finding | None:
    """Why what stands behind is so; the topic goes with what has none of its own."""
    front, own = one.text[: one.lead].strip(), tagged(then)
    if any(t.tag == "EC" for t in one.tokens if t.end <= one.lead):
        return None  # what stands in front is no topic, but a clause with a noun of its own
    if re.search(r",\s\S+[은는]\s", why):
        return None  # "맥주잔은 …므로 무거운 잔, 와인잔은 …므로 가벼운 잔이다"
    if own and any(t.tag == "JX" and t.text in {"은", "는"} and re.search(r",\s[^,]*$", then[: t.start]) for t in own):
        return None  # "맥주는 … 단행 복발효, 포도주는 … 단발효다" says two things
    if own and topic_of(then, own) is not None:
        return Finding(Ask.WHY, "", then, f"{front} {why}".strip(), sort)
    return Finding(Ask.WHY, "", f"{front} {then}".strip(), why, sort)


def _link_at(one: Sentence, i: int) -> Finding | None:
    """What the morpheme at `i` links, where it ends a condition or a cause of the whole sentence."""
    token, tokens, text = one.tokens[i], one.tokens, one.text
    if token.end <= one.lead and one.topic is not None:
        return None
    after = text[token.end :].strip(" ,")
    if token.tag == "EC" and token.text in _IF and len(after) >= 4 and token.end > 4:
        following = tokens[i + 1]
        if following.tag == "JX" and i + 2 < len(tokens):
            following = tokens[i + 2]  # "…면은"
        if following.text in {"되", "안", "않", "좋", "하", "몰라도"} and following.tag.startswith(
            ("VV", "VX", "MA", "VA")
        ):
            return None  # "고치면 된다"
        if len(text[one.lead : token.end].strip()) < 4 or is_pointing(text) or not is_condition(text[: token.end]):
            return None
        if token.text in {"ᆫ다면", "는다면", "다면"} and topic_of(after, tagged(after) or ()) is not None:
            return None  # "A가 … 다룬다면, B는 …" sets two things against each other
        return Finding(Ask.IF, "", _condition(one, i, token.end), after, "condition")
    if token.tag == "EC" and token.text in _EVEN and len(after) >= 4 and token.end - one.lead > 4:
        return _even_if(one, i)
    if token.tag in {"NNB", "NNG"} and token.text in {"때", "경우"} and tokens[i - 1].tag == "ETM":
        return _when(one, i)
    if token.tag != "EC" or len(after) < 5 or token.end - one.lead <= 4:
        return None
    sure = token.text in _CAUSAL
    if not sure and not (token.text in _MAYBE_CAUSAL and _is_state(tokens, i) and _ends_soon(tokens, i)):
        return None
    if tokens[i - 1].text in {"있", "대하", "관하"} and tokens[i - 2].tag.startswith("JK"):
        return None  # "보안에 있어서"
    if tokens[i + 1].text in {"보이", "보일"} and token.text in {"어", "아"}:
        return None  # "좋아 보일 수 있다"
    if tokens[i + 1].tag.startswith(("VX", "JX")) or any(
        t.tag == "EC" and t.text in {"고", "며", "지만"} for t in tokens[i + 1 :]
    ):
        return None
    why = text[one.lead : token.end].strip(" ,") + ("서" if token.text in {"어", "아"} else "")
    if is_pointing(why) or (is_noun(tokens[-1]) and not tokens[-2].tag.startswith("JK")):
        return None
    return _reason(one, after, why, "reason" if sure else "cause")


def _condition(one: Sentence, i: int, end: int) -> str:
    """A condition that ends at the morpheme `i`, without what is said of the topic before it ("…고, …면")."""
    cut = one.lead
    for j in range(1, i):
        token = one.tokens[j]
        joins = token.tag == "EC" and token.text in {"고", "며", "으며", "지만", "는데", "ᆫ데", "은데"}
        inside = any(t.tag in {"ETM", "ETN"} for t in one.tokens[j + 1 : i - 1])
        if joins and token.start >= one.lead and not one.tokens[j + 1].tag.startswith("VX") and not inside:
            cut = token.end
    front = one.text[: one.lead].strip() if cut > one.lead else ""
    begin = cut if cut > one.lead else 0
    return f"{front} {one.text[begin:end].strip(' ,')}".strip()


def _even_if(one: Sentence, i: int) -> Finding | None:
    """What is so though something happens: "전원이 나가더라도 8시간은 돌아간다" answers "전원이 나가면?"."""
    stem, after = one.tokens[i - 1], one.text[one.tokens[i].end :].strip(" ,")
    if one.tokens[i + 1].tag.startswith(("VX", "VA")) or is_pointing(one.text) or not stem.tag.startswith(("V", "XS")):
        return None
    if after.startswith(("되", "된", "됨", "좋", "괜찮", "상관")):
        return None  # "없어도 된다"
    body = one.text[: stem.start] + stem.text
    said = body + ("으면" if final(body[-1]) not in {0, 8} else "면")
    return Finding(Ask.IF, "", said, after, "condition")


def _when(one: Sentence, i: int) -> Finding | None:
    tokens, text, j = one.tokens, one.text, i + 1
    end = tokens[i].end
    if text[end:].startswith(("보다", "까지", "부터", "처럼")):
        return None  # "…때보다"
    while j < len(tokens) and tokens[j].tag in {"JKB", "JX"}:
        end, j = tokens[j].end, j + 1
    then = text[end:].strip(" ,")
    if j >= len(tokens) or len(then) < 5 or tokens[j].tag in {"JKG", "VCP", "JKO", "JKS"}:
        return None
    if tokens[j].tag.startswith("VA") or is_pointing(text):
        return None  # "…하는 경우 많다"
    return Finding(Ask.IF, "", _condition(one, i, end), then, "condition")


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
