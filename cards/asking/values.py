"""A name with something beside it in its own line: a quantity, what its letters stand for, a remark in parentheses."""

from __future__ import annotations

import re

from cards.language.english.letters import spells
from cards.language.korean.shortened import shortens
from cards.language.tagging import is_noun
from cards.language.text import has_hangul

_FIGURE = re.compile(r"\d")
# "800 m per 100 g": of how much of something it is so much.
_PER = r"(?:\s(?:per|a|an)\s(?:\d[\d.,]*\s?)?[A-Za-zµμ]{1,12})?"
_EACH = r"(?:(?:\d[\d.,]*\s?)?[A-Za-z가-힣]{1,4}당\s?)?"
_VALUE = re.compile(
    r"^(?P<name>(?:[가-힣]|(?:[^\d(]|(?<=[A-Za-z])\d+(?=\s)){2,40}?)(?:\([A-Za-z]{1,8}\))?)\s+"
    rf"(?P<value>{_EACH}(?:(?:about|roughly|around|nearly|approximately|up to|약|대략|평균|최대|최소)\s)?"
    r"[~≈]?\$?\d[\d,.]*(?:\s?[-–~/]\s?\d[\d,.]*)?\s?(?:%|°[CF]?|[℃℉Ω]"
    rf"|/?[a-zA-Zµμ]{{1,7}}(?:/[a-zA-Zµμ]{{1,3}}){{0,2}}{_PER}|[가-힣]{{1,3}}(?:/[가-힣]{{1,3}})?))(?:\s?\([^()\d]{{1,30}}\))?$"
)
_AMOUNT = r"[~≈]?\$?\d[\d,.]*(?:\s?[-–~]\s?\d[\d,.]*)?\s?(?:%|°C?|[a-zA-Zµ]{1,7}|[가-힣]{1,3})?"
_IN_BRACKETS = re.compile(rf"^(?P<name>[^\d(]{{2,40}}?)\s?\((?P<value>{_EACH}{_AMOUNT}{_PER})\)$")
_GLOSSED = re.compile(
    r"^(?P<name>[A-Z][A-Za-z]{1,7})\s?\((?P<gloss>[A-Za-z][A-Za-z \-]{3,60})\)\s"
    rf"(?P<value>{_AMOUNT}(?:\s?(?:이하|이상|미만|초과|이내))?)$"
)
_LEADS_ON = re.compile(
    r"\b(?:at|in|to|of|for|by|with|from|about|than|above|below|under|over|after|before|within|between|until|till|since"
    r"|past|beyond|near|through|against|on|into|onto|upon|during|is|are|was|were|be|the|an?|and|or)\s*$",
    re.I,
)
# "굵은 가지용", "for small bulbs"; a word of its own may end so, too: "나무의 응용"
USED = re.compile(
    r"[가-힣](?<!\s[응인적이사작내포수허비활])(?:용|\s때)$|[가-힣]\s용도?$|[가-힣]는\s데 (?:쓰는|사용하는) (?:것|도구)$"
    r"|^for\s\w+(?:\s\w+){0,5}$"
)
_FOR_IT = re.compile(r"for (?!example|instance|now|more|each|all|the first|me\b)")
_BRIEF = re.compile(r"^(?P<name>[^()]{1,60}?)\s*\((?P<gloss>[^()]{1,60})\)$")


def value_of(text: str, strong: tuple[str, ...] = ()) -> tuple[str, str, str]:
    """A name, what stands with it, and how: "quantity", "in brackets", "glossed", "letters" or "remark"; three times ""
    where nothing does.
    """
    match = _VALUE.match(text) if _FIGURE.search(text) else None
    if (
        match
        and not re.search(r"(?:가지|개|종류|단계|번)$", match["value"])
        and not re.search(r"[:=→,.]", match["name"])
        and not _LEADS_ON.search(match["name"])
        and (match["name"][-1:] not in "은는을를" or is_noun(match["name"]))
    ):
        return match["name"].strip(" -–—"), match["value"].strip(), "quantity"
    if "(" not in text:
        return "", "", ""
    if match := _IN_BRACKETS.match(text):
        return match["name"].strip(), match["value"].strip(), "in brackets"  # "PostgreSQL (5432)"
    if (match := _GLOSSED.match(text)) and _stands_for(match["name"], match["gloss"]):
        return match["name"], match["value"], "glossed"  # "LCP (Largest Contentful Paint) 2.5초 이하"
    match = _BRIEF.match(text)
    if match is None:
        return "", "", ""
    name, gloss = match["name"].strip(), match["gloss"].strip()
    letters = re.sub(r"[^A-Za-z]", "", gloss)
    if name.isupper() and 2 <= len(name) <= 6 and _stands_for(name, gloss):
        return name, gloss, "letters"
    for short, told in ((gloss, name), (name, gloss)):
        if spells(short, told) or shortens(short, told):
            return short, told, "letters"  # "Knit two together (k2tog)", "교기(교무기획부)"
    whole = " " in name or re.fullmatch(r"[가-힣]{5,}", name) is not None
    if gloss == letters and letters.isupper() and 2 <= len(letters) <= 6 and has_hangul(name) and whole:
        return gloss, name, "abbreviation"  # "네트워크 주소 변환 (NAT)", "세계보건기구(WHO)"
    if letters.isupper() and 2 <= len(letters) <= 6 and len(name.split()) >= 2 and _stands_for(letters, name):
        return gloss, name, "letters"
    telling = USED.search(gloss) or " " in gloss or (has_hangul(gloss) and not has_hangul(name))
    if (
        USED.search(gloss)
        and _FOR_IT.match(gloss)
        and len(name.split()) <= 3
        and name[-1:].isalpha()
        and not name.endswith("ing")
    ):
        return name, gloss, "remark"  # "dibber (for small bulbs)"
    if name in strong and telling and not gloss.isascii():
        return name, gloss, "remark"
    bare = len(name.split()) <= 2 and not re.search(r"[을를은는이가]\s", name)
    told = bare and has_hangul(gloss) and has_hangul(name) and (len(gloss.split()) > 1 or len(gloss) > 5)
    if (
        told
        and not name.endswith(("다", "음", "함", "됨"))
        and not re.search(r"\d|예[:.)]|[?!]|등$|포함$|제외$", gloss)
    ):
        return name, gloss, "remark"  # "유슈칸(전쟁 역사 박물관)"
    if name in strong and gloss.isascii() and len(gloss.split()) >= 2 and not gloss[:1].isupper():
        return name, gloss, "remark"
    return "", "", ""


def gloss_of(text: str) -> str:
    """What the letters in front of a quantity stand for, where brackets between them say so."""
    match = _GLOSSED.match(text)
    return match["gloss"] if match else ""


def _stands_for(letters: str, name: str) -> bool:
    if "," in name or (len(letters) > 2 and name.isalpha() and name.isascii()):
        return False  # "Ada Byron, Mary Shelley (ABS 2018)": names of people; "DOM (document)": one word of it
    initials = "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isalpha()).lower()
    at = -1
    for letter in letters.lower():
        at = name.lower().find(letter, at + 1)
        if at < 0:
            return False
    return initials[:1] == letters[0].lower()
