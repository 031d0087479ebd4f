"""What stands before a link of a Korean sentence and what behind it: the reason, the condition, the purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import final, is_condition, without_gloss
from cards.language.korean.grammar import finished, is_pointing, tagged, topic_of
from cards.language.korean.phrases import as_state, is_noun, questioned
from cards.language.korean.sentence import Sentence
from cards.language.korean.verbal import may_be_done
from cards.language.text import mask
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
_IF = frozenset({"면", "으면", "ᆫ다면", "는다면", "다면", "라면", "ᆯ수록", "을수록"})
_EVEN = frozenset({"더라도", "ᆯ지라도", "을지라도", "어도", "아도", "여도"})
_DONE_FIRST = frozenset({"고", "며", "으며"})
_STATES = frozenset({"않", "없", "있", "못하"})


def linked(one: Sentence) -> Iterator[Finding]:
    """The first link of the sentence that can be asked, and a purpose."""
    if more := _the_more(one):
        yield more
        return
    links = (_link_at(one, i) for i in range(1, len(one.tokens) - 2))
    found = _because(one) or _in_order_to(one) or next((link for link in links if link is not None), None)
    if found is not None and one.supposes and found.ask is Ask.IF:
        return
    if found is not None:
        yield found
    elif purpose := _purpose(one):
        yield purpose


_THE_MORE = frozenset({"ᆯ수록", "을수록"})
_GOES_ON = re.compile(r"\s(?P<how>\S{1,5}?)(?:고|며),?\s")


def _the_more(one: Sentence) -> Finding | None:
    """ "탄성력은 용수철이 길수록, 굵을수록 커진다": when it grows, where two things or more decide it."""
    at = [i for i, t in enumerate(one.tokens) if t.tag == "EC" and t.text in _THE_MORE and t.start >= one.lead]
    if len(at) < 2 or is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    text = without_gloss(one.text)  # "… 클수록 커짐 (증명)"
    tokens = [t for t in one.tokens if t.end <= len(text)]
    behind, last = tokens[at[-1] + 1 :], text[tokens[at[-1]].end :].strip()
    if not 0 < len(behind) < 6 or any(t.tag.startswith(("JK", "JX", "NN")) or t.text in _DONE_FIRST for t in behind):
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


def _open(syllable: str) -> int:
    """A syllable without its final consonant ("큼" and "크")."""
    return (ord(syllable) - 0xAC00) // 28


def _because(one: Sentence) -> Finding | None:
    because = _BECAUSE.search(mask(one.text), one.lead)
    if not because or because.start() <= one.lead + 3 or because["mark"].endswith("이"):
        return None
    then, why = one.text[because.end() :].strip(" ,"), one.text[one.lead : because.start()].strip()
    mark = because["mark"]
    why += {"기": "기 때문", "때": " 때문", "로": mark}.get(mark[0], f" {mark}")
    why = re.sub(r"^(?:게다가|아마도|아마|또한|최근에는|결국)\s", "", why)
    if len(then) < 5 and one.topic is None and not is_pointing(why) and (how := _how_it_is(one, because.end())):
        return Finding(Ask.OWN, "", f"왜 {how}", why, "why")
    if not mark.startswith("기") and re.search(r"[가-힣]면\s", then):
        return None  # "청소로 인해 멈추면 끊긴다": it is the cause of the condition
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
    front, own = one.text[: one.lead].strip(), tagged(then)
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
    if own and (topic_of(then, own) is not None or _MUST_BE_THERE.search(then)):
        return Finding(Ask.WHY, "", then, f"{front} {why}".strip(), sort)
    return Finding(Ask.WHY, "", f"{front} {then}".strip(), why, sort)


def _link_at(one: Sentence, i: int) -> Finding | None:
    """What the morpheme at `i` links, where it ends a condition or a cause of the whole sentence."""
    token, tokens, text = one.tokens[i], one.tokens, one.text
    in_case = one.topic is not None and not one.topic.text and token.text in {"때", "경우"}
    in_case = in_case and text[token.end : one.lead].strip(" ,") in {"에는", "에", "는", "엔"}
    if token.end <= one.lead and one.topic is not None and not in_case:
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
        if tokens[i - 1].text == "아니" and re.search(r"지\s아니면$", text[: token.end]):
            return None  # "재정의할지 아니면 숨길지" is no condition
        if len(text[one.lead : token.end].strip()) < 4 or is_pointing(text) or not is_condition(text[: token.end]):
            return None
        if token.text in _THE_MORE and any(t.tag == "EC" and t.text in _THE_MORE for t in tokens[i + 1 :]):
            return None  # "높을수록, 약할수록 …": the whole of it is the condition
        if token.text in {"ᆫ다면", "는다면", "다면"} and topic_of(after, tagged(after) or ()) is not None:
            return None  # "A가 … 다룬다면, B는 …" sets two things against each other
        return Finding(Ask.IF, "", _condition(one, i, token.end), after, "condition")
    if token.tag == "EC" and token.text in _EVEN and len(after) >= 4 and token.end - one.lead > 4:
        return _even_if(one, i)
    if token.tag in {"NNB", "NNG"} and token.text in {"때", "경우"} and tokens[i - 1].tag == "ETM":
        return _when(one, i)
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
    if not sure and any(t.tag == "EC" and t.text in _IF for t in tokens[i + 1 :]):
        return None  # "물이 불어 둑이 약해지면 무너진다": it is the cause of the condition
    why = text[one.lead : token.end].strip(" ,") + ("서" if token.text in {"어", "아"} else "")
    bare = is_noun(tokens[-1]) and not tokens[-2].tag.startswith("JK")
    if is_pointing(why) or (bare and not (sure and may_be_done(tokens[-1].text))):
        return None
    return _reason(one, after, why, "reason" if sure else "cause")


def _condition(one: Sentence, i: int, end: int) -> str:
    """A condition that ends at the morpheme `i`, without what is said of the topic before it ("…고, …면")."""
    cut = one.lead
    for j in range(1, i):
        token = one.tokens[j]
        joins = token.tag == "EC" and token.text in {"고", "며", "으며", "지만", "는데", "ᆫ데", "은데"}
        inside = any(t.tag in {"ETM", "ETN"} for t in one.tokens[j + 1 : i - 1])
        # "수익률만 보고 투자하면": what is done first is half of the condition, where it is not said of another thing.
        first = token.text in _DONE_FIRST and _is_done_first(one.tokens[:j], cut)
        if (
            joins
            and not first
            and token.start >= one.lead
            and not one.tokens[j + 1].tag.startswith("VX")
            and not inside
        ):
            cut = token.end
    front = one.text[: one.lead].strip() if cut > one.lead else ""
    begin = cut if cut > one.lead else 0
    return f"{front} {one.text[begin:end].strip(' ,')}".strip()


def _in_order_to(one: Sentence) -> Finding | None:
    """What must be done so that something can be: "문을 열기 위해서는 열쇠를 돌려야 한다" answers "문을 열려면?"."""
    for i in range(2, len(one.tokens) - 3):
        stem, end, aim = one.tokens[i - 1], one.tokens[i], one.tokens[i + 1]
        if end.tag != "ETN" or aim.text != "위하" or not stem.tag.startswith(("VV", "XSV", "VX")):
            continue
        after = one.text[aim.end :]
        then = re.sub(r"^\S*\s", "", after).strip(" ,")
        located = one.topic is not None and not one.about  # "시스템에는 …를 수용하기 위해 …"
        if (
            len(then) < 6
            or not _MUST.search(then)
            or _BUT.search(then)
            or is_pointing(one.text)
            or end.start < one.lead
            or located
        ):
            return None
        body = one.text[: stem.start] + stem.text
        return Finding(Ask.IF, "", body + ("려면" if final(body[-1]) in {0, 8} else "으려면"), then, "condition")
    return None


_BUT = re.compile(r"[가-힣](?:지만|는데|으나),?\s")  # what must be is said of the other half
_MUST = re.compile(r"[가-힣]야\s?(?:만 )?(?:한다|함|합니다|된다|됨|됩니다)$|필요(?:하다|함|합니다)?$")
_WISHES = re.compile(r"싶\S*$|(?:해야|[아어여]야)\s?(?:한다|함|합니다|된다|됨)$|원(?:한다|함)$")


def _is_done_first(before: Sequence[Word], start: int) -> bool:
    """Whether a clause says what whoever does the rest does first: it has an object right before its verb."""
    own = [t for t in before if t.start >= start]
    if any(t.tag == "JKS" or t.text in {"은", "는"} for t in own):
        return False
    last = next((k for k in range(len(own) - 1, -1, -1) if own[k].tag.startswith("JK") or own[k].text == "만"), -1)
    return last >= max(0, len(own) - 5) and (own[last].tag == "JKO" or own[last].text == "만")


def _even_if(one: Sentence, i: int) -> Finding | None:
    """What stays so though something happens, asked as what happens then: "등이 꺼져도 시계는 그대로 돈다".

    "…하더라도 어떻게 되나?" is no question that anybody asks, and under a condition that is put for the sake of
    contrast alone ("아무리 …해도", "…한다 해도"), what is so is no answer to it.
    """
    stem, after = one.tokens[i - 1], one.text[one.tokens[i].end :].strip(" ,")
    if one.tokens[i + 1].tag.startswith(("VX", "VA")) or is_pointing(one.text) or not stem.tag.startswith(("V", "XS")):
        return None
    if after.startswith(("되", "된", "됨", "좋", "괜찮", "상관", "돼")) or _WISHES.search(after):
        return None  # "없어도 된다"
    body = one.text[: stem.start] + stem.text
    stays = _STAYS.search(after) is not None or _comes_about(one.tokens[:i])
    if not stays or _ONLY_IF.search(after) or _WHATEVER.search(body) or _is_put(one.tokens[: i + 1]):
        return None
    if final(stem.text[-1]) == 17 and stem.tag.endswith("-I"):
        return Finding(Ask.IF, "", f"{body[:-1]}{chr(ord(body[-1]) - 17)}우면", after, "condition")
    said = body + ("으면" if final(body[-1]) not in {0, 8} else "면")
    return Finding(Ask.IF, "", said, after, "condition")


_STAYS = re.compile(
    r"(?:지|진)\s?(?:는|도|를)?\s?(?:않|못)|없|그대로|유지|변함|동일|같은|반드시|여전히|계속|보장|안전|남[아는]|복구|살아"
)
_WHATEVER = re.compile(
    r"(?:^|\s)(?:어떤|어떠한|어느|아무|아무런|아무리|무슨|몇|비록|설령|설사|누가|무엇|어디|굳이)(?:\s|[가-힣]{0,2}\s)"
)


_ONLY_IF = re.compile(r"[가-힣]야\s|(?:것|게|건)\s?(?:은|는|이)?\s?아니")


def _comes_about(tokens: Sequence[Word]) -> bool:
    """Whether a condition is an event with its own subject ("서버가 내려가-"), or the least that is enough."""
    before = [t.tag for t in tokens[: -2 if tokens[-1].tag.startswith("XS") else -1] if t.tag not in {"MAG", "NR"}]
    event = tokens[-1].tag.startswith(("VV", "XSV")) and tokens[-1].text not in {"있", "갖", "가지"}
    least = any(t.tag == "JX" and t.text == "만" for t in tokens)  # "한 모금만 마셔도"
    return event and (least or before[-1:] == ["JKS"])


def _is_put(tokens: Sequence[Word]) -> bool:
    """Whether a condition does not happen: "…하지 않아도", "…가 아니어도", "…한다고 해도", "…라 하더라도"."""
    stem = tokens[-2]
    if stem.text in {"않", "없", "못하", "아니", "모르", "이"} or (stem.tag.startswith("VX") and stem.text != "주"):
        return True
    return stem.text == "하" and stem.tag.startswith("VV") and len(tokens) > 2 and not tokens[-3].tag.startswith("J")


def _when(one: Sentence, i: int) -> Finding | None:
    tokens, text, j = one.tokens, one.text, i + 1
    end = tokens[i].end
    if text[end:].startswith(("보다", "까지", "부터", "처럼", "와 ", "과 ")):
        return None  # "…때보다", "…경우와 비교하여"
    while j < len(tokens) and tokens[j].tag in {"JKB", "JX"}:
        end, j = tokens[j].end, j + 1
    then = text[end:].strip(" ,")
    if j >= len(tokens) or len(then) < 5 or tokens[j].tag in {"JKG", "VCP", "JKO", "JKS"}:
        return None
    if _is_described(tokens[j:]):
        return None  # "문이 열릴 때 실행되는 단계이다" says what something is
    if tokens[j].tag.startswith("VA") or is_pointing(text):
        return None  # "…하는 경우 많다"
    return Finding(Ask.IF, "", _condition(one, i, end), then, "condition")


def _is_described(then: Sequence[Word]) -> bool:
    """Whether what stands behind a time is a noun and a verb that describes it, and nothing that is so then."""
    rest = [t for t in then if t.tag not in {"VCP", "EF", "SF"}]
    last = next((i for i in range(len(rest) - 1, -1, -1) if rest[i].tag == "ETM"), -1)
    if last < 1 or last > 4 or rest[-1].text in {"것", "수"} or not all(is_noun(t) for t in rest[last + 1 :]):
        return False
    return last + 1 < len(rest) and all(t.tag.startswith(("NN", "XSV", "VV", "MAG")) for t in rest[:last])


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
