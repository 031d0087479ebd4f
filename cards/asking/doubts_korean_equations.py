"""What makes a Korean equality doubtful: its right side goes on as a sentence, or says again what stands above it."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.glosses import without_gloss
from cards.language.korean.grammar import tokens_of
from cards.language.korean.heads import Head, head_of
from cards.language.korean.loans import is_said
from cards.language.text import has_hangul, key

_PLACEHOLDER = re.compile(r"값|이름|내용|문자열|value|name", re.I)  # "변수=값" says how it is written
_DIGITS = re.compile(r"[01]|[01]{4,}")


def doubt_of_equals(fact: Fact, answer: str, scope: Scope) -> str:
    """An equation in the middle of a sentence: its right side is told on, or holds the next one."""
    left = fact.about.strip("$` ")
    if left.count("(") != left.count(")") or left.count("{") != left.count("}") or fact.about.count("$") % 2:
        return "its left side is no name"
    told = tokens_of(left)
    if re.search(r"(?<!=)==(?!=)", scope.texts.get(fact.line, "")):
        return "its left side is no name"  # "나은 그물 == 나은 어획": two things are compared, or one brings the other
    if ";" in answer:
        return "it says two things at once"
    if re.search(r"<\w|[{}]$", left) or re.match(r"[{}]", answer):
        return "its left side is no name"
    if re.search(r"[가-힣A-Za-z]\s(?:때|경우)$", answer):
        return "it was cut in the middle of a sentence"
    if told and told[0].tag in {"MAG", "MAJ"}:
        return "its left side is no name"  # "보통 f(a)"
    if re.search(r"[^=<>!]=(?![=>])", answer) and has_hangul(f"{left}{answer}"):
        return "it holds several equations"
    right = tokens_of(answer)
    goes_on = max((at for at, t in enumerate(right) if t.tag == "EC" and t.text != "지"), default=-1)
    closed = bool(right) and right[-1].tag.startswith("NN") and any(t.tag == "ETM" for t in right[goes_on:])
    if (goes_on >= 0 and not closed) or (right and right[-1].tag in {"JKB", "JX"}):
        return "it was cut in the middle of a sentence"
    if len(right) > 1 and right[-1].tag == "EF" and right[-2].tag.startswith(("VV", "XSV")):
        return "it was cut in the middle of a sentence"
    if has_hangul(answer) and not _PLUS.search(answer) and head_of(answer) in {Head.OPEN, Head.TOLD}:
        return "it tells what is so, not what its term is"
    if _PLACEHOLDER.fullmatch(answer.strip("`<>{}[] ")):
        return "its answer says little"
    if _DIGITS.fullmatch(without_gloss(answer).strip("`$ ")):
        return "it is data of an example"  # "S = 0 (양수)": what a letter is for one number
    if _MEASURED.fullmatch(without_gloss(answer)):
        return "a quantity says of what it is only beside what it measures"
    return "its answer stands in its heading" if _is_read_above(fact, answer, scope) else ""


_PLUS = re.compile(r"[=+*/×÷^_|]|\s-\s")
_MEASURED = re.compile(r"\d[\d.,]*\s?(?:[KMGT]i?B|[kmu]?s|ms|%|원|명|개|건|회|만원|억원)")


def _is_read_above(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether the right side is the heading, in either language, or the gloss of the left side ("틈(gap) = gap 값")."""
    told = _VALUE.sub("", without_gloss(answer))
    over = without_gloss(scope.heading or scope.name)
    if len(key(told)) < 2:
        return False
    if key(told) in key(fact.about) or key(_PRAISE.sub("", told)) in key(over):
        return True
    return " " not in told and any(is_said(*pair) for pair in ((told, over), (over, told)) if has_hangul(pair[0]))


_VALUE = re.compile(r"\s?(?:값|의 값|이름|자체)$")
_PRAISE = re.compile(r"^(?:대표적인?|가장 \S+|일종의|하나의)\s")
