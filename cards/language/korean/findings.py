"""What a Korean sentence says: what it defines, why, when, what for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import josa
from cards.language.korean.grammar import STATE, Topic, finished, is_pointing, is_story, tagged, topic_of
from cards.language.tagging import Word, words
from cards.language.text import SENTINEL, mask

_LEADING = re.compile(
    r"^(?:또한|또|즉|그리고|따라서|하지만|그러나|그래서|이때|이 때|다만|단|참고로|여기서|결국|특히|예를 들어"
    r"|예를 들면|일반적으로|보통|기본적으로|먼저"
    r"|우선|그런데|왜냐하면|이렇게|이처럼|한편|사실|물론|그렇기 때문에|이 때문에|그 결과|반면|반면에|다시 말해"
    r"|정리하면|요약하면)[\s,]+"
)
_QUALITY = re.compile(
    r"(?:이유|까닭|원인|목적|장점|단점|특징|특성|역할|의미|기준|핵심|조건|예|예시|차이|차이점|한계|문제점|방법|종류|결과|효과|용도)$"
)
_SAYS = ("의미하", "뜻하", "말하", "가리키", "일컫", "나타내")
_BECAUSE = re.compile(r"(?P<mark>기 때문에|기 때문이|때문에|때문이|덕분에|탓에|로 인해|로 인하여)")


def findings(text: str) -> tuple[Finding, ...]:
    """What a sentence says, the surest first. Empty where it tells a story or says nothing that can be asked.

    >>> [f.ask.value for f in findings("온도가 낮을수록 발효가 느리게 진행된다.")]
    ['if']
    """
    text = text.strip().rstrip(".!~").strip()
    while match := _LEADING.match(text):
        text = text[match.end() :]
    if is_story(text) or len(text) < 6:
        return ()
    tokens = tagged(text)
    if not tokens:
        return ()
    return tuple(_found(text, tokens))


def _found(text: str, tokens: tuple[Word, ...]) -> Iterator[Finding]:
    if called := _called(text, tokens):
        yield called
        return
    topic = topic_of(text, tokens)
    if topic is not None and topic.text and not is_pointing(topic.text):
        yield from _defined(text, tokens, topic)
    yield from _linked(text, tokens, topic)
    if topic is None:
        yield from _described(text, tokens)
        if state := STATE.match(text):
            what = state["what"].strip()
            yield Finding(Ask.OWN, "", f"{what}{josa(what, '은는')}", text[state.start("how") :], "state")


_NO_NAMES = frozenset(
    ["경우", "때", "것", "점", "방법", "방식", "부분", "문제", "상황", "이유", "특징", "과정", "상태", "단계", "정도"]
)
_THERE = re.compile(r"(?:이|가|\s?등이)\s(?:있다|있음|있습니다|존재한다)$")
_NAME_BEHIND = re.compile(r"^(?P<name>[가-힣A-Za-z][^,()]{0,20}?(?:\s?\([A-Za-z][A-Za-z \-]{1,40}\))?)$")


def _described(text: str, tokens: Sequence[Word]) -> Iterator[Finding]:
    """Names behind what describes them: "반죽을 쉬게 하는 휴지, 표면을 윤기 나게 하는 달걀물 칠이 있다"."""
    there = _THERE.search(text)
    parts = re.split(r",\s+", _THERE.sub("", text)) if there else [text]
    if not there and not re.search(r"[가-힣]\s?\([A-Za-z][A-Za-z \-]{1,40}\)$", text):
        return
    found = []
    for part in parts:
        pieces = words(mask(part))
        if not pieces:
            return
        at = next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].tag == "ETM"), -1)
        if at < 2 or not all(
            p.tag.startswith(("NN", "SL", "XSN", "X", "SS", "XPN", "XR", "SW")) for p in pieces[at + 1 :]
        ):
            return
        end = pieces[at].end
        name = _NAME_BEHIND.match(part[end:].strip())
        if name is None or name["name"].split("(")[0].strip() in _NO_NAMES:
            return
        found.append((name["name"].strip(), finished(part[:end].strip())))
    for name_, does in found:
        yield Finding(Ask.DOES, name_, "", does, "described")


_GENERIC = re.compile(r"(?:문헌|경우|말|사람|분야|책|논문)(?:들)?(?:에서|로)?$|에서$")


def _called(text: str, tokens: Sequence[Word]) -> Finding | None:
    """ "X를 Y라고 한다"."""
    match = re.match(
        r"^(?P<what>.{4,120})(?:을|를|은|는)\s+(?P<name>[^,.을를]{1,40}?)(?:이?라고|이라)(?:도)?\s?"
        r"(?:한다|합니다|함|해요|부른다|부릅니다|부름|불린다|불립니다|불러요|칭한다|말한다|말합니다)$",
        text,
    )
    if match is None:
        return None
    what, name = match["what"].strip(), match["name"].strip(" '\"“”‘’")
    if re.search(r"라고도|로도", text[match.start("name") :]):
        return Finding(Ask.OWN, "" if _GENERIC.search(what) else what, "다른 이름은", name, "name")
    if is_pointing(what):
        return Finding(Ask.CALLED, "", "", name, "name")
    return Finding(Ask.CALLED, "", what, name, "name")


def _defined(text: str, tokens: Sequence[Word], topic: Topic) -> Iterator[Finding]:
    rest = [t for t in tokens if t.start >= topic.rest]
    said = text[topic.rest :].strip()
    if not rest or len(said) < 2:
        return
    last = rest[-1]
    meaning = ""
    copula = next((t for t in reversed(rest) if t.tag == "VCP"), None)
    if copula is not None and rest[-1].tag == "EF" and rest[-2].tag in {"VCP", "EP"}:
        meaning = text[topic.rest : copula.start].strip()
    elif (last.tag == "EF" and rest[-2].text in _SAYS) or (
        last.tag == "EF" and len(rest) > 3 and rest[-2].tag == "XSV" and rest[-3].text + "하" in _SAYS
    ):
        verb = rest[-3] if rest[-2].tag == "XSV" else rest[-2]
        meaning = text[topic.rest : verb.start].strip()
        meaning = re.sub(r"(?:을|를)$", "", meaning)
    elif last.tag.startswith("NN") and any(t.tag == "ETM" for t in rest[:-1]) and len(rest) > 3:
        meaning = said
    if not meaning or len(meaning) > 200:
        return
    if meaning.endswith(("때문", "덕분", "탓")):
        if _QUALITY.search(topic.text):
            yield Finding(Ask.OWN, "", f"{topic.text}{josa(topic.text, '은는')}", meaning, "reason")
        else:
            yield Finding(Ask.WHY, "", f"{topic.text}{josa(topic.text, '은는')} 그렇다", meaning, "reason")
        return
    clauses = sum(
        1 for t in rest if t.tag == "EC" and t.text not in {"아", "어", "고", "여", "아서", "어서", "게", "지"}
    )
    if clauses > 1:
        return
    if _QUALITY.search(topic.text) or len(meaning) < 6 or re.fullmatch(r"[\d\s.,%`A-Za-z_/:-]+", meaning):
        yield Finding(Ask.OWN, "", f"{topic.text}{josa(topic.text, '은는')}", meaning, "value")
    else:
        yield Finding(Ask.WHAT, topic.text, "", meaning, "meaning")


_MAYBE_CAUSAL = frozenset({"어", "아", "어서", "아서", "여서"})  # a cause behind a state, else one act after another
_CAUSAL_EC = frozenset({"므로", "으므로", "니까", "으니까", "느라", "기에"})
_IF_EC = frozenset({"면", "으면", "ᆫ다면", "는다면", "다면", "라면", "이라면", "을수록", "ᆯ수록"})
_STATE_VERBS = frozenset(
    {
        "않",
        "없",
        "있",
        "많",
        "적",
        "낮",
        "높",
        "작",
        "크",
        "같",
        "다르",
        "필요하",
        "가능하",
        "불가능하",
        "빠르",
        "느리",
        "못하",
    }
)


def _linked(text: str, tokens: Sequence[Word], topic: Topic | None) -> Iterator[Finding]:
    lead = topic.rest if topic is not None else 0
    because = _BECAUSE.search(mask(text))
    if because and because.start() > 4:
        then = text[because.end() :].lstrip("다").strip(" ,")
        why = text[: because.start()].strip()
        mark = because["mark"]
        if mark.startswith("기 때문"):
            why += "기 때문"
        elif mark.startswith("때문"):
            why += " 때문"
        else:
            why += ("" if mark.startswith("로") else " ") + mark
        if mark.endswith("이"):
            return
        if len(then) >= 5:
            why = re.sub(r"^(?:게다가|아마도|아마|또한|최근에는|결국)\s", "", why)
            if topic is not None and topic.text and topic.rest < because.start():
                why = why[topic.rest :].strip()
                then = f"{text[: topic.rest].strip()} {then}"
            yield Finding(Ask.WHY, "", then, why, "reason")
        return
    for i, token in enumerate(tokens[:-2]):
        after = text[token.end :].strip(" ,")
        if token.end <= lead and topic is not None and topic.text:
            continue
        if token.tag == "EC" and token.text in _IF_EC and len(after) >= 4 and token.end > 4:
            yield Finding(Ask.IF, "", text[: token.end].strip(" ,"), after, "condition")
            return
        causal = token.text in _CAUSAL_EC or (
            token.text in _MAYBE_CAUSAL
            and i
            and _stem(tokens, i) in _STATE_VERBS
            and not tokens[i + 1].tag.startswith("VX")
        )
        if token.tag == "EC" and causal and len(after) >= 5 and token.end - lead > 4:
            nexts = tokens[i + 1]
            if nexts.tag.startswith("VX") or (nexts.tag.startswith("VV") and i + 3 >= len(tokens)):
                continue
            if sum(1 for t in tokens[i + 1 :] if t.tag in {"EC"} and t.text in {"고", "며", "지만"}) > 0:
                continue
            why = text[lead : token.end].strip(" ,")
            if token.text in {"어", "아"}:
                why += "서"
            said = f"{text[:lead].strip()} {after}".strip()
            yield Finding(
                Ask.WHY, "", said, why, "reason" if token.text in {"므로", "으므로", "니까", "으니까"} else "cause"
            )
            return
        if token.tag == "NNB" and token.text in {"때", "경우"} and i and tokens[i - 1].tag == "ETM":
            end = token.end
            j = i + 1
            while j < len(tokens) and tokens[j].tag in {"JKB", "JX"}:
                end = tokens[j].end
                j += 1
            then = text[end:].strip(" ,")
            if len(then) >= 5 and end < len(text) - 4 and j > i + 0 and tokens[j].tag not in {"JKG", "VCP", "JKO"}:
                yield Finding(Ask.IF, "", text[:end].strip(" ,"), then, "condition")
                return
    purpose = re.search(
        r"(?:^|,\s|고\s|며\s)(?P<what>[^,]{3,45}(?:기|을|를) 위(?:해서?|하여|해선))\s+(?P<then>[^,]{6,})$", text[lead:]
    )
    if purpose and SENTINEL not in purpose["what"]:
        said = f"{text[:lead].strip()} {purpose['then']}".strip()
        yield Finding(Ask.PURPOSE, "", said, purpose["what"].strip(), "purpose")


def _stem(tokens: Sequence[Word], i: int) -> str:
    before = tokens[i - 1]
    if before.tag in {"XSA", "XSV"} and i > 1:
        return tokens[i - 2].text + before.text
    return before.text
