"""Labels over a list that are the verb of it ("담고 있음", "적는 것"), as the question they answer."""

from __future__ import annotations

from cards.language.korean.endings import final, josa
from cards.language.korean.grammar import tagged

_ANY = frozenset({"것", "내용", "정보", "사항", "항목"})
_RIEUL = 8
_FOLLOWS = frozenset({"고", "어", "아", "어서", "아서"})


def asked_by_label(label: str) -> str:
    """What a label that is a verb without its object or subject asks of the name above it; "" for any other.

    >>> [asked_by_label(label) for label in ("담고 있음", "적는 것", "기록한다", "들어 있는 것", "보관하는 약")]
    ['무엇을 담고 있나', '무엇을 적나', '무엇을 기록하나', '무엇이 들어 있나', '어떤 약을 보관하나']
    >>> asked_by_label("온도"), asked_by_label("값을 적는 것"), asked_by_label("자주 쓰는 것")
    ('', '', '')
    """
    tokens = tagged(label.strip(":： ")) or ()
    last = max((i for i, t in enumerate(tokens) if t.tag.startswith(("VV", "XSV", "VX"))), default=-1)
    if last < 0 or last + 1 >= len(tokens):
        return ""
    verbs, ending, behind = tokens[: last + 1], tokens[last + 1], tokens[last + 2 :]
    closed = not behind and ending.tag in {"ETN", "EF"} and ending.text != "기"
    described = ending.tag == "ETM" and ending.text in {"는", "ㄴ", "ᆫ"} and len(behind) == 1
    named = described and behind[0].tag.startswith("NN")
    made = verbs[1:] if verbs[0].tag == "NNG" and len(verbs) > 1 and verbs[1].tag == "XSV" else verbs
    alone = all(t.tag.startswith(("VV", "XSV", "VX")) or (t.tag == "EC" and t.text in _FOLLOWS) for t in made)
    if not (closed or named) or not alone:
        return ""
    stem = label[: verbs[-1].start] + verbs[-1].text
    if final(stem[-1]) == _RIEUL:
        stem = f"{stem[:-1]}{chr(ord(stem[-1]) - _RIEUL)}"
    is_so = verbs[-1].text == "되" or (verbs[-1].text == "있" and verbs[-2].text in {"어", "아"})
    is_so = is_so or (ending.text in {"ㄴ", "ᆫ"} and verbs[-1].text[1:].endswith(("기", "히", "리", "이")))  # "담긴 것"
    if is_so and not closed and behind[0].text not in _ANY:
        return ""  # "제한된 구조"
    what = "무엇" if closed or behind[0].text in _ANY else f"어떤 {behind[0].text}"
    return f"{what}{josa(what, '이가' if is_so else '을를')} {stem}나"
