"""A line taken apart: the term before a colon, what follows it, what the arrows lead to, and a remark behind "←"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cards.language.at_values import at_value
from cards.language.dashes import explains, parting
from cards.language.english import labels as english
from cards.language.korean.endings import ends_clause
from cards.language.tagging import is_noun
from cards.language.text import SENTINEL, has_hangul, mask

_COLON = re.compile(r"\s*(?:[:：](?=\s)|(?<=[\w가-힣)\]`" + SENTINEL + r"])[:：](?=[^\s:/\\]))\s*")
_EQUALS = re.compile(r"\s*(?<![=!<>:+\-*/%&|^])={1,2}(?![=>])\s*")
_TERM_END = re.compile(r"(?:[가-힣]다|[!?]|(?<!\b[A-Za-z]\.[A-Za-z])\.|[가-힣](?:니다|어요|아요))$")
_SPLIT_SENTENCE = re.compile(
    r"(?<=[^\s.])(?<!\b[A-Z])(?<!\b[a-z]\.[a-z])(?<!\betc)(?<!\b(?:vs|cf|ex|eg|ie|al|Dr|Mr|Ms|St))(?<!\bfig)(?<!\d)"
    r"[.!?。]{1,40}(?:\s+|(?=[가-힣]))|(?<=[가-힣])[.]\s+|(?<=\d)\.\s+(?=[A-Z가-힣])|(?<=[a-z]{3})[.!?](?=[A-Z][a-z']{0,30}\s)"
    r"|(?<=°[CFK])[.!?]\s+|(?<=\d\s[A-Z])[.!?]\s+(?=[A-Z가-힣])"  # a unit is no initial: "at 29 °C. It …"
    r"|(?<=[함됨냄짐줌옴감음임킴림])\s+(?=이를\s)"  # "… 보냄 이를 X라 함": where lines end without a stop
)
_PARTING = re.compile(r"[,;/|·.]\s+|\s{2,}|\s/\s")
_PAIR = re.compile(r"^\s*[^\s:：,;][^:：,;]{0,24}?\s*[:：]\s*\S")
_EACH = re.compile(r",\s+")
_VALUE = re.compile(r"^\s*[^=,]{1,20}?\s*=\s*[^=,]{1,40}$")
_CODE_LABEL = re.compile(r"^(?P<term>`[^`\n]{1,60}`)\s+(?P<body>[가-힣A-Za-z].+)$")
# "`box` 형태의 …", "`frame` 단위로 …", "`PUT` 메서드는 …": the noun behind a name says what it is, and both go on.
KIND_OF_NAME = re.compile(
    r"(?:형태|단위|형식|패키지|클래스|메서드|메소드|함수|태그|변수|객체|파일|폴더|디렉터리|디렉토리|옵션|명령어?|필드|속성|타입|키워드|모드"
    r"|상태|방식|포트|헤더|요청|응답|어노테이션|애너테이션|인터페이스|모듈|라이브러리|컴포넌트|테이블|컬럼|구문|연산자|이벤트|영역|계층|노드)"
    r"(?:(?:의|로|으로|에|에서|에는|은|는|이|가|와|과|도|마다|까지|부터)\s|\s\S+[을를]\s(?:통해|통하여|이용해|활용해|사용해)\s)"
)
_JOINING = (
    "하",
    "후",
    "전 ",
    "시 ",
    "때",
    "및 ",
    "또는 ",
    "혹은 ",
    "or ",
    "와 ",
    "과 ",
    "이 ",
    "가 ",
    "은 ",
    "는 ",
    "을 ",
    "를 ",
    "로 ",
    "으로 ",
    "에 ",
    "에서 ",
    "의 ",
    "도 ",
    "만 ",
    "라는 ",
    "처럼 ",
    "등",
)
# "`lock` 순서를 이해해야 한다": what its reader has to do is no meaning of the code.
_BIDDEN = re.compile(
    r"[가-힣]\s(?:이해|주의|유의|숙지|기억|확인|고려)해야\s(?:한다|함|합니다)\.?$|알아야\s(?:한다|함|합니다)\.?$"
)
_RATIO_END = re.compile(r"(?:^|[\s,(])(?:\d{1,3}|[A-Z])$")
_RATIO_START = re.compile(r"(?:\d{1,3}|[A-Z])(?:[\s,:)]|$)")
_LETTERS = re.compile(
    r"(?<![A-Za-z])[A-Z]\s?→\s?[A-Z](?![A-Za-z])"
)  # "X → Y" is a dependency, and no arrow of the line
_SIDES = "좌|우|상|하|앞|뒤|위|아래|안|밖|왼쪽|오른쪽|위쪽|아래쪽|처음|끝"
_WAY = re.compile(rf"(?<=\s)(?:{_SIDES})\s?→\s?(?:{_SIDES})(?=(?:으?로|의|순)\s)")  # "좌→우로 방문한다": no arrow
# "`acks=0` 응답을 기다리지 않음", "`+` 둘을 더하는 연산": what ends so tells of the code in front of it.
_TOLD_OF_CODE = re.compile(
    r"(?:^[^혹또].*[가-힣](?:다|음|함|됨|줌|짐|름|움|[한는된할을]\s[가-힣A-Za-z]+|[을를로]\s[가-힣]{2,4}))\.?(?:\s?\([^()]*\))?$"
)
_APART = re.compile(r"\s+[:：]\s+")
_TARGET = re.compile(r"[^\s:：`$가-힣]{1,12}$")
_RETURNS = re.compile(r"^[A-Z][a-z]+s (?:an?|the) ")
_MEANS = re.compile(
    r"^[\d.]+%?\s(?:means|is|gives|indicates|says|yields|signals|implies|suggests|produces|denotes|causes)\b"
)
_STATUS = re.compile(r"^(?P<term>[1-5]xx|[1-5]\d\d(?= [A-Z][a-z]))\s+(?P<body>\(?[가-힣A-Za-z].{1,60})$")
_STATUS_OR_ADDRESS = re.compile(r"[1-5]\d\d|\d{1,3}(?:\.\d{1,3}){3}")
LONGEST_TERM = 60


class Statement(NamedTuple):
    """One statement of a line.

    `sign` is ":", "-", "=", "→" or "" (plain words, all in `body`). With a sign, `term` stands before it and `body`
    behind it. `effects` are what further arrows lead to, `remark` what stands behind "←".
    """

    body: str
    term: str = ""
    sign: str = ""
    effects: tuple[str, ...] = ()
    remark: str = ""


@lru_cache(4096)
def parse(text: str) -> Statement:
    """Take a clean line apart. What stands in parentheses, code, math or quotes is one thing.

    >>> parse("Swish: x · s(βx) → 부드러운 ReLU")
    Statement(body='x · s(βx)', term='Swish', sign=':', effects=('부드러운 ReLU',), remark='')
    >>> parse("FFN: O(TD²) ← 병목").remark
    '병목'
    """
    if found := _conditional(text):
        return found
    hidden = mask(text)
    remark = ""
    if (at := hidden.find("←")) > 0:
        text, remark = text[:at].strip(), text[at + 1 :].strip()
        target = _TARGET.search(text)
        if target and target.group() in remark and not has_hangul(remark):
            # "θ ← θ − η∇L(θ)" sets a value: a formula, not a remark.
            text, remark = f"{text[: target.start()]}`{target.group()} ← {remark}`", ""
        hidden = mask(text)
    pieces = _cut(text, hidden, "→")
    head, effects = pieces[0], tuple(p for p in pieces[1:] if p)
    shown = mask(head)
    term, sign, body = _label(head, shown)
    if sign == "=" and effects and " + " not in body and not (has_hangul(body) and " " in body):
        # "Swish with β = 0 → a line": the equals sign belongs to what leads on.
        sign = ""
    if sign:
        return Statement(body, term, sign, effects, remark)
    if effects:
        return Statement(effects[0], head, "→", effects[1:], remark)
    return Statement(head, "", "", (), remark)


_IS_SO = re.compile(r"^(?P<term>[^\s=:]{1,16}\s?=\s?\S{1,12}?(?:이?면|일 때))\s+(?P<body>[^\s\-–—→:,].*)$")
_TENDS = re.compile(r"^(?P<term>[^→:]{1,20}→\s?(?:∞|-?\d[\d.]*))\s*[:：]\s+(?P<body>\S.*)$")
_IF_DASH = re.compile(r"^(?P<term>(?:if|when)\s[^-–—]{2,60}?)\s+[-–—]\s+(?P<body>\S.*)$", re.I)


_MORE = re.compile(
    r"^(?P<term>the\s(?:more|less|fewer|\w+er)\b[^-–—,→:]{2,60}?)\s*(?:[-–—]|→|->|,)\s*"
    r"(?P<body>the\s(?:more|less|fewer|\w+er)\b.*)$",
    re.I,
)
# What grows beside it and is not wanted: half of what the more of it brings.
_BUT_ALSO = re.compile(r"\.\s+(?:but|however|yet|though|still|on the other hand),?\s(?=(?:it|they)\s)", re.I)


def _conditional(text: str) -> Statement | None:
    """A condition and what happens: "p = 2이면 두 배", "valve → 1: full flow", "If gloss = 0 - it is flat"."""
    if match := _MORE.match(text):
        body = _BUT_ALSO.sub(", but ", match["body"])
        return Statement(f"{match['term']}, {body}")  # "The more coats - the deeper the colour"
    if found := at_value(text):
        told, *effects = _cut(found[1], mask(found[1]), "→")
        return Statement(told, found[0], ":", tuple(effects))
    for pattern in (_IS_SO, _TENDS, _IF_DASH):
        if match := pattern.match(text):
            return Statement(match["body"].strip(), match["term"].strip(), ":")
    if text.endswith((")", ")`", ")$")) and not has_hangul(text) and (match := _COSTS.match(text)):
        return Statement(match["body"].strip(), match["term"].strip(), ":")
    return None


def is_cost(text: str) -> bool:
    """Whether words are an order of growth and nothing else.

    >>> is_cost("`O(n log(n))`"), is_cost("O(n) on average"), is_cost("O(1) (amortised)")
    (True, False, True)
    """
    return _COST.fullmatch(text.strip("$` ")) is not None


_COST = re.compile(r"[OΘΩ]\([^()]*(?:\((?:[^()]|\([^()]*\))*\)[^()]*)*\)(?:\s?\([^()]*\))?")
# "Insert at the end of the list's tail: `O(1)`", "Peek `O(1)`": an operation and what it costs.
_COSTS = re.compile(r"^(?P<term>[A-Z][^:=→]{1,70}?)(?::\s*|\s+(?=[`$]))(?P<body>[`$]\s?[OΘΩ]\([^`$]{1,40}\)[`$])$")


def _cut(text: str, hidden: str, mark: str) -> list[str]:
    out, start = [], 0
    if mark == "→" and has_hangul(text):
        for inside in (_LETTERS, _WAY):
            hidden = inside.sub(lambda m: SENTINEL * len(m.group()), hidden)
    while (at := hidden.find(mark, start)) >= 0:
        if hidden.startswith("→∞", at):
            hidden = hidden[:at] + SENTINEL + hidden[at + 1 :]
            continue
        out.append(text[start:at].strip())
        start = at + 1
    out.append(text[start:].strip())
    return [p for p in out if p] or [""]


def _label(head: str, shown: str) -> tuple[str, str, str]:
    """The term, sign and body of words without arrows; ("", "", head) when nothing in it labels the rest."""
    colon = _COLON.search(shown) if ":" in shown or "：" in shown else None
    if colon and colon.group() in {":", "："} and (apart := _APART.search(shown)):
        colon = apart  # "<aop:before> : 실행 전에 …": the colon inside a name parts nothing
    equals = _EQUALS.search(shown) if "=" in shown else None
    dash = parting(head, shown)
    signs = [(colon, ":"), (equals, "="), (dash, "-")]
    if dash and colon and 2 < dash.start() < colon.start():
        signs = [(dash, "-"), (colon, ":"), (equals, "=")]
    for match, sign in signs:
        if not match or not match.start():
            continue
        term, body = head[: match.start()].strip(" *"), head[match.end() :].strip()
        if not term or not body or len(term) > LONGEST_TERM or (_TERM_END.search(term) and not is_noun(term)):
            continue
        if sign == ":" and len(term.split()) > 3 and _is_sentence(term):
            continue
        if sign == "-" and (not explains(term, body) or (len(term.split()) > 2 and _is_sentence(term))):
            continue
        if match.group() in {":", "："} and _RATIO_END.search(term) and _RATIO_START.match(body):
            continue  # "1:N", "N:M"
        if sign == ":" and _RETURNS.match(term):
            continue  # "Returns a pair: the state and …" is what the heading does
        if sign == "=" and _MEANS.match(body):
            continue  # "AUC = 0.5 means random guessing"
        if sign == "=" and (len(term) > 50 or (has_hangul(term) and len(term.split()) > 10)):
            continue
        if sign == ":" and (
            (re.fullmatch(r"[\d\s.]+", term) and not _STATUS_OR_ADDRESS.fullmatch(term)) or term.count('"') == 1
        ):
            continue
        return term, sign, body
    if head[:1] in "12345" and (status := _STATUS.match(head)):
        return status.group("term"), ":", status.group("body")
    match = _CODE_LABEL.match(head) if head[:1] == "`" else None
    if match and has_hangul(match["term"]) and " " in match["term"]:
        match = None  # words of the sentence, set as code
    if match and not _TOLD_OF_CODE.search(match["body"]):
        match = None
    if match and (KIND_OF_NAME.match(match["body"]) or _BIDDEN.search(match["body"])):
        match = None
    if match and has_hangul(match.group("body")) and not match.group("body").startswith(_JOINING):
        # "`acks=0` 응답을 기다리지 않음": a name in code, and what it does.
        return match.group("term"), ":", match.group("body")
    return "", "", head


def _is_sentence(term: str) -> bool:
    """Whether words before a colon say something themselves, and so are no label ("Moving it frees nothing: …")."""
    if has_hangul(term):
        return ends_clause(term) and not term.endswith(("때", "경우", "면"))
    return len(term.split()) > 7 or english.analyse(term).form in {"topic", "definition"}


# "밸브 → 1: 샤워기와 같음": what is so as something goes to a value.
_LIMIT = re.compile(r"(?P<term>[^:→]{1,30}\s?→\s?[+-]?(?:\d[\d.]*|∞)):\s(?P<body>[^→]{2,})$")


@lru_cache(4096)
def pairs(text: str) -> tuple[Statement, ...]:
    """The statements of a line: several where it defines several things, otherwise one.

    >>> [(s.term, s.body) for s in pairs("T: 시퀀스 길이, D: 임베딩 차원")]
    [('T', '시퀀스 길이'), ('D', '임베딩 차원')]
    """
    hidden = mask(text)
    if "→" in hidden and (limit := _LIMIT.match(hidden)):
        return (Statement(text[limit.start("body") :].strip(), text[: limit.end("term")].strip(), ":"),)
    if hidden.count(":") + hidden.count("：") > 1 and "→" not in hidden:
        cuts = [m.start() for m in _PARTING.finditer(hidden) if _PAIR.match(hidden[m.end() :])]
        if cuts:
            parts, start = [], 0
            for at in cuts:
                parts.append(text[start:at])
                start = at
            parts.append(text[start:])
            parts = [p.strip(" ,;/|·.") for p in parts]
            if all(_PAIR.match(mask(p)) for p in parts):
                return tuple(parse(p) for p in parts)
    single = parse(text)
    if single.sign == ":" and " = " in mask(single.term) and not _IS_SO.match(text) and not at_value(text):
        # "정밀도 = TP / (TP + FP): 맞힌 비율" says two things of one term.
        left = parse(single.term)
        if left.sign == "=" and not left.effects and not re.fullmatch(r"-?[\d.,]+|[A-Za-z]", left.body):
            return (left, Statement(single.body, left.term, ":", single.effects, single.remark))
    if hidden.count("=") > 1 and "→" not in hidden and "," in hidden:
        parts = _EACH.split(text)
        if len(parts) > 1 and all(_VALUE.match(p) for p in parts):
            return tuple(parse(p.strip()) for p in parts)
    return (single,)


@lru_cache(4096)
def sentences(text: str) -> list[str]:
    """The sentences of a text, never cut inside parentheses or code.

    >>> sentences("스택은 LIFO이다. 큐는 FIFO(First In. First Out)이다.")
    ['스택은 LIFO이다.', '큐는 FIFO(First In. First Out)이다.']
    >>> sentences("It has an index. A hash, eg. SHA, is a t.a. of the index.")
    ['It has an index.', 'A hash, eg. SHA, is a t.a. of the index.']
    >>> sentences("It melts at 29 °C. J. Bell said so.")
    ['It melts at 29 °C.', 'J. Bell said so.']
    """
    hidden = mask(text)
    if "." not in hidden and "!" not in hidden and "?" not in hidden and "。" not in hidden and " 이를 " not in hidden:
        return [text]
    out: list[str] = []
    start = 0
    for match in _SPLIT_SENTENCE.finditer(hidden):
        piece = text[start : match.end()].strip()
        if out and piece.startswith("(") and hidden[start : match.end()].strip().strip(SENTINEL + ".") == "":
            out[-1] = f"{out[-1]} {piece}"  # "… 갖는다. (예: passwd)" is one sentence
            start = match.end()
        elif len(piece) >= 4:
            start += _aside_ends(out, text[start : match.end()], hidden[start : match.end()])
            out.append(text[start : match.end()].strip())
            start = match.end()
    start += _aside_ends(out, text[start:], hidden[start:])
    if rest := text[start:].strip():
        if out and rest.startswith("(") and not hidden[start:].strip().strip(SENTINEL + "."):
            out[-1] = f"{out[-1]} {rest}"
        else:
            out.append(rest)
    return out


def _aside_ends(out: list[str], piece: str, hidden: str) -> int:
    """Where the sentence begins behind one in parentheses ("… 얼지 않는다. (소금이 들어서다.) 하지만 …"), which goes to
    the sentence before it; 0 where none stands in front."""
    match = _ASIDE.match(hidden)
    if not out or match is None or not piece.startswith("(") or piece[match.end(1) - 2] not in ".!?":
        return 0
    out[-1] = f"{out[-1]} {piece[: match.end(1)]}"
    return match.end()


_ASIDE = re.compile(rf"({SENTINEL}+)\s+(?=[^\s{SENTINEL}])")
