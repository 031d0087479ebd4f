"""A Korean sentence with a telling piece left out: a number, a marked word, the means, what its verb takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import BLANK, Ask, Finding
from cards.language.korean.grammar import tagged, topic_of
from cards.language.text import mask, with_ratios

_MEANS = re.compile(
    r"(?:^|(?<=\s))(?P<what>(?:[^\s,]*[^\s,은는이가을를에로고며면서해도만\d]\s){0,2}?[^\s,]+?(?:을|를)\s(?:통해서?|이용해서?|이용하여|사용해서?|사용하여|활용해서?|활용하여|기반으로|기준으로|바탕으로))(?=\s)"
)


_INSTEAD = re.compile(r"(?:^|(?<=\s))(?P<what>(?:[^\s,]+\s){0,2}?[^\s,]+(?:\s?대신|보다)(?:에)?)(?=\s)")


_NUMBER = re.compile(
    r"(?<![\w.])(?:약\s?|대략\s?|최대\s?|최소\s?|평균\s?|총\s?)?\d[\d,.]*(?:\s?[~\-–:]\s?\d[\d,.]*)?\s?"
    r"(?:퍼센트|시간|분|초|일|주|개월|달|년|세기|도|배|개|번|회|명|가지|단계|계층|바이트|비트|자리|글자|줄|쪽|장|차원|층|원|달러|미터|그램|킬로그램|리터|홉|만|억|조"
    r"|%|°C?|[kKMGT]i?B|ms|[mnuµ]s|Hz|[kKMG]Hz|bits?|bytes?|cm|mm|km|kg|mg|ml|[mgLs]|px|fps)?"
    r"(?:\s?(?:이상|이하|미만|초과|이내|정도|안팎|비율))?"
)


_COUNTED = re.compile(
    r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s(?:번|개|가지|배|단계|명|시간|달|해|줄|쌍|칸|층)(?:\s(?:이상|이하))?"
)


def gaps(text: str, strong: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The sentence with one telling piece left out, the most telling first."""
    text = text.strip()
    hidden = mask(text)
    out: list[Finding] = []
    for start, end, sort in _spans(text, hidden, strong):
        piece = text[start:end].strip(" ,;:.")
        start = text.find(piece, start)
        end = start + len(piece)
        if not piece or text.count(piece) > 1 or len(piece) * 10 > len(text) * 6:
            continue
        if start < 3 and sort not in {"marked", "code"}:
            continue
        rest = (text[:start] + BLANK + text[end:]).strip()
        if len(rest.replace(BLANK, "")) >= 8:
            out.append(Finding(Ask.GAP, "", rest, piece, sort))
    return tuple(out)


def _complement(text: str) -> Iterator[tuple[int, int, str]]:
    """The words right before the last verb that say how, where or what."""
    tokens = tagged(text)
    if not tokens or len(tokens) < 5:
        return
    topic = topic_of(text, tokens)
    last = next(
        (i for i in range(len(tokens) - 1, 0, -1) if tokens[i].tag.startswith(("VV", "VA", "XSV", "XSA", "VCP"))), 0
    )
    if last and tokens[last].tag in {"XSV", "XSA"}:
        last -= 1
    if last < 2:
        return
    at = last - 1
    if tokens[at].tag not in {"JKB", "JKO", "JKS"}:
        return
    stop = tokens[at].start
    first = at
    while first and tokens[first - 1].tag.startswith(_IN_PHRASE):
        first -= 1
    start, head = tokens[first].start, tokens[at - 1]
    lead = topic.rest if topic else 0
    if first < at and start >= lead and head.tag != "NNB" and text[start:stop] not in _EMPTY_NOUNS:
        yield start, stop, {"JKO": "object", "JKS": "subject"}.get(tokens[at].tag, "complement")


_IN_PHRASE = ("NN", "NR", "SL", "SN", "XSN", "XPN", "XR", "JKG", "JC", "SW", "SS", "SO", "SP", "SH", "X")


_EMPTY_NOUNS = frozenset(
    [
        "방법",
        "경우",
        "단점",
        "장점",
        "용어",
        "문제",
        "내용",
        "부분",
        "형태",
        "방식",
        "작업",
        "가능",
        "사용",
        "필요",
        "이것",
        "특징",
    ]
)


def _spans(text: str, hidden: str, strong: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for word in strong:
        at = text.find(word)
        if at >= 0 and len(word) <= 40:
            yield at, at + len(word), "marked"
    for match in re.finditer(r"`[^`\n]*`", text):
        if 4 <= len(match.group()) <= 42:
            yield *match.span(), "code"
    for match in re.finditer(r"[가-힣]{2,}(?:\s[가-힣]{2,})?\([A-Za-z][A-Za-z \-]{1,40}\)", text):
        yield *match.span(), "term"
    shown = with_ratios(text, hidden)
    for match in [*_NUMBER.finditer(shown), *_COUNTED.finditer(hidden)]:
        bare = match.group().strip()
        before = text[: match.start()].rstrip()
        if re.search(r"(?:제|버전|그림|표|v|HTTP|IPv|[#/._\-=(\[])$", before) or text[match.end() :].startswith(
            ("-", "_", "/", ".", ")", "]", "번째", "장에", "주차", "차시")
        ):
            continue
        if re.search(r"\D", bare) or re.search(r"^\s?(?:이다|이며|이고|입니다|$)", text[match.end() :]):
            yield *match.span(), "number"
    if needed := re.search(
        r"(?:^|(?<=[은는이가]\s))(?P<what>\S.{2,40}?[가-힣](?:아야|어야|여야|해야))(?=\s(?!하|한|할|함|되|된|됨)\S)",
        hidden,
    ):
        yield *needed.span("what"), "condition"
    for match in _MEANS.finditer(hidden):
        yield *match.span("what"), "means"
    for match in _INSTEAD.finditer(hidden):
        yield *match.span("what"), "contrast"
    for match in reversed(
        list(re.finditer(r"(?<![A-Za-z])[A-Z][A-Za-z0-9]{1,20}(?:\s[A-Z][A-Za-z0-9]+){0,2}", hidden))
    ):
        if match.start() > 4:
            yield *match.span(), "name"
    yield from _complement(text)
