"""Quantities in a Korean sentence: a number with its unit, or a counted few (“세 번”), but no version and no figure's
number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.text import with_ratios

_NUMBER = re.compile(
    r"(?<![\w.])(?:약\s?|대략\s?|최대\s?|최소\s?|평균\s?|총\s?)?\d[\d,.]*(?:\s?[~\-–:]\s?\d[\d,.]*)?\s?"
    r"(?:퍼센트|시간|분|초|일|주|개월|달|년|세기|도|배|개|번|회|명|단계|계층|바이트|비트|자리|글자|줄|쪽|차원|층|원|달러|미터|그램|킬로그램|리터|홉|마리|그루|권|잔|컵|겹|장(?=[을의]|까지)|만|억|조"
    r"|%|°C?|[kKMGT]i?B|ms|[mnuµ]s|Hz|[kKMG]Hz|bits?|bytes?|cm|mm|km|kg|mg|ml|[mgLs]|px|fps)?"
    r"(?:\s?(?:이상|이하|미만|초과|이내|정도|안팎|비율))?"
)


_COUNTED = re.compile(
    r"(?<![가-힣])(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s(?:번|개|배|단계|명|시간|달|해|줄|쌍|칸|층|마리|그루|권|잔|장|겹)(?:\s(?:이상|이하))?"
    r"|(?<![가-힣])한\s(?:번|개|배|단계|명|시간|달|해|줄|마리|그루|권|잔|장)(?=만\s)"
)
# Spans of time that are one word: "이틀이면 마른다", "사흘 만에 뜬다".
SPANS = frozenset(
    ["하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘", "보름", "한나절", "반나절"]
)
_SPAN = re.compile(
    rf"(?<![가-힣])(?:약\s)?(?:{'|'.join(sorted(SPANS))})(?:\s(?:이상|이하|이내|정도|안팎))?"
    r"(?=\s(?:만에|동안|뒤|후|안에|전)\s|(?:이?면|쯤|씩|[을를])\s|\s\S+[다음]\.?$)"
)
# "3분의 1", "2년 9개월": of two numbers that are one quantity neither is one.
_FRACTION = re.compile(r"(?<![\w.])(?:마지막\s|처음\s|약\s)?\d+분의\s?\d+(?![\d.])")
_COMPOSED = re.compile(
    r"(?<![\w.])(?:약\s|총\s)?\d+(?:년\s\d+(?:개월|달)|(?:개월|달|주)\s\d+(?:일|주)|일\s\d+시간|시간\s\d+분|분\s\d+초)(?!\s?\d)"
)
_YEAR = re.compile(r"(?:1\d|20)\d\d년$")
_NO_QUANTITY = re.compile(r"(?:제|버전|그림|표|v|HTTP|IPv|[#/._\-=(\[])$")


def quantities(text: str, hidden: str) -> Iterator[tuple[int, int]]:
    """Where the quantities of a text begin and end; `hidden` is the text with code and mathematics masked."""
    shown = with_ratios(text, hidden)
    whole = [match for form in (_FRACTION, _COMPOSED) for match in form.finditer(hidden)]
    yield from (match.span() for match in whole)
    for match in [*_NUMBER.finditer(shown), *_COUNTED.finditer(hidden), *_SPAN.finditer(hidden)]:
        bare, behind = match.group().strip(), text[match.end() :]
        before = text[: match.start()]
        if any(match.start() < one.end() and one.start() < match.end() for one in whole):
            continue
        if _YEAR.match(bare) and re.match(r"에(?:는)?\s", behind):
            yield match.span()  # "1894년에 폐지되었다"
            continue
        if _NO_QUANTITY.search(before.rstrip()) or behind.startswith(
            ("-", "_", "/", ".", ")", "]", "번째", "장에", "주차", "차시", "에 ", "가지", " 가지")
        ):
            continue
        if bare.endswith("일") and re.match(r"\s(?:것|수|때|경우)", behind):
            continue  # "0일 것이다"
        if re.search(r"[A-Za-z]\s$", before) and re.fullmatch(r"[\d.]+", bare):
            continue  # a version
        if re.search(r"[^\d.,\s]", bare) or re.search(r"^\s?(?:이다|이며|이고|입니다|$)", behind):
            yield match.span()
