"""How something is done, of a thing that the sentence begins with ("견은 뒤집어 다린다": 견은 어떻게 다리나)."""

from __future__ import annotations

from collections.abc import Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import final
from cards.language.korean.grammar import tagged, topic_of
from cards.language.korean.phrases import phrase
from cards.language.word import Word

_RIEUL = 8


def how_done(text: str, placed: bool = False) -> Finding | None:
    """How what the sentence is about is done or does something; None where no word before the verb says how.

    `placed` takes a sentence that begins with a place or a case, too ("새틴 수에서는 실을 나란히 놓는다").

    >>> [(f.said, f.answer) for f in (how_done("견은 뒤집어 다린다"), how_done("동편제는 소리를 굵게 낸다")) if f]
    [('견은 어떻게 다리나', '뒤집어 다린다'), ('동편제는 소리를 어떻게 내나', '굵게 낸다')]
    >>> how_done("벌은 꿀을 모은다")
    """
    text = text.rstrip(". ")
    tokens = tagged(text) or ()
    topic = topic_of(text, tokens)
    if topic is None or topic.begin or not (topic.text or placed) or len(topic.text.split()) > 4:
        return None
    verb = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].tag.startswith("VV")), 0)
    if _may(tokens):
        verb = next((i for i in range(len(tokens) - 3, 0, -1) if tokens[i].tag.startswith("VV")), 0)
    behind = [t.tag for t in tokens[verb + 1 :]]
    if not verb or tokens[verb].text in {"되", "있", "하"} or not (behind == ["EF"] or _may(tokens)):
        return None
    begins = _manner(tokens, verb)
    if begins is None or tokens[begins].start < topic.rest:
        return None
    told = text[tokens[begins].start :].strip()
    said = f"{text[: tokens[begins].start]}어떻게 {_asked(tokens[verb].text)}"
    return Finding(Ask.OWN, "", " ".join(said.split()), told, "how done")


def _asked(stem: str) -> str:
    """A verb with the ending of a question, which takes away a ㄹ before it ("만들": 만드나)."""
    last = ord(stem[-1])
    return f"{stem[:-1]}{chr(last - _RIEUL)}나" if final(stem[-1]) == _RIEUL else f"{stem}나"


def _may(tokens: Sequence[Word]) -> bool:
    """Whether it ends in "-어도 된다"."""
    return len(tokens) > 4 and tokens[-3].text in {"어도", "아도"} and tokens[-2].text == "되"


def _manner(tokens: Sequence[Word], verb: int) -> int | None:
    """Where the words begin that say how: "굵게", "뒤집어", "바로", "길게 끌어"."""
    at = verb
    while at > 0:
        before = tokens[at - 1]
        if before.tag == "EC" and before.text in {"게", "어", "아", "아서", "어서"} and at > 1:
            stem = at - 3 if tokens[at - 2].tag == "XSA" and at > 3 else at - 2
            if not tokens[stem].tag.startswith(("VV", "VA", "XR")):
                break
            at = stem
        elif before.text in {"로", "으로"} and at > 1 and tokens[at - 2].tag.startswith("NN"):
            at -= 2
        elif before.text == "없이" and at > 2 and tokens[at - 2].tag.startswith("NN"):
            at = phrase(tokens, at - 2)[0]  # "틈 없이"
        elif before.tag == "MAG" and before.text not in {"안", "못", "더", "또", "다시", "항상", "자주", "보통"}:
            at -= 1
        else:
            break
    without = tokens[at + 1].text == "없이" if at + 1 < len(tokens) else False
    if at and not without and tokens[at].tag.startswith("NN") and tokens[at - 1].tag in {"MM", "ETM", "JKG", "XSN"}:
        return None  # "여러 타입으로 나타난다"
    if 1 < at < verb and tokens[at].tag.startswith("VV") and tokens[at - 1].tag == "JKO":
        at = phrase(tokens, at - 2)[0]  # "결을 따라 켠다"
    return at if at < verb else None
