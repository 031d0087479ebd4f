"""Words that only label a line ("TIL: …", "결론: …")."""

from __future__ import annotations

import re

from cards.language.aspects import is_aspect, is_label
from cards.language.standins import stand_in

_STAR = stand_in("*")
_IN_CODE = re.compile(
    r"^`(remember|reminder|note to self|n\.b\.|기억할 것)`(?=\s?[:：]\s)", re.I
)  # set so to stand out
# "TIL that a lemur is …": what was learned is the clause behind it.
_THAT = re.compile(
    r"^(?:TIL|WIL|FYI|(?:please |also )?(?:note|remember|recall|keep in mind|bear in mind|mind you)"
    r"|(?:today )?(?:i |we )?(?:just |also |finally )?(?:learn(?:ed|t)|found out|discovered|reali[sz]ed)(?: today)?"
    r"|(?:today,? )?(?:it )?turns out|(?:the )?(?:fact|truth|lesson|takeaway|conclusion|summary|point) is"
    r"|(?:in |to )?(?:short|sum(?: up)?),?|(?:my |the )?(?:conclusion|lesson|takeaway)(?: here| today)? is)"
    r",?\s(?:that\s|(?:(?<=TIL )|(?<=turns out ))(?=(?:an?|the)\s))(?=\S+\s\S+\s\S)",
    re.I,
)
_END = r"(?:\s?\((?:중요|필독|주의|!+)\)|!{1,3})?\s*(?:(?<!:)[:：](?!:)\s*|\s[-–—→]\s+|\)\s+|$)"
_LABEL = re.compile(
    r"^(?:(?:(?:오늘|이번 ?주|금일)(?:의|에)?\s?)?(?:새로\s?)?(?:배운|공부한|학습한|알게 ?된|기억할)\s?(?:것|점"
    r"|내용|거)"
    r"|(?:오늘의? )?배움|오늘의? (?:교훈|한 ?줄|TIL|포인트)|경고|중요|메모|노트|팁|꿀팁"
    r"|TMI|imh?o|fun fact|heads[- ]?up|gotchas?|did you know|(?:key |main )?take-?aways?|lessons? learned"
    r"|TIL|WIL|today i learn(?:ed|t)|(?:(?:what|things?) i )?learn(?:ed|t)(?: today)?|tl;?\s?dr|warning|caution"
    r"|in short|important|attention|danger|reminder|remember"
    r"|(?:the )?(?:fact|truth|reality)|사실|진실|실제"
    r"|notes?|note to self|n\.?b\.?|tips?|hint|fyi|info|p\.?s\.?)" + _END,
    re.I,
)
_CLOSING = re.compile(
    r"^(?:(?:한 ?줄|핵심|짧은)?\s?(?:요약|정리)(?:하면|하자면)?|결론|교훈|깨달은 ?점"
    r"|(?:in )?summary|conclusions?|lessons?|insights?)" + _END,
    re.I,
)
# "핵심: 블루그린: 두 환경을 …": a label before a term and its meaning.
_BEFORE_TERM = re.compile(
    r"^(?:핵심|요점|포인트|(?:주요|핵심) ?(?:개념|용어)|개념|용어|정의"
    r"|key (?:points?|ideas?|concepts?|terms?)|main points?|concept|term|definition)"
    r"\s?[:：]\s+(?=[^:：]{1,30}[:：]\s+\S)",
    re.I,
)
# "암기: 갑신정변은 1884년에 일어났다": a label before a clause that has a subject of its own.
_BEFORE_CLAUSE = re.compile(
    r"^(?:(?:암기|복습|오답|추가|보충)(?: ?(?:사항|내용|설명|노트))?|한 ?줄 ?(?:요약|정리))\s?[:：]\s+"
    r"(?=[^:：]{0,40}?[가-힣A-Za-z)`][은는]\s[^:：]*[다음함됨임요]\.?$)"
    r"|^(?:키워드|핵심|요점|포인트)\s?[:：]\s+(?=[^:：]{0,40}?[가-힣A-Za-z)`][은는]\s[^:：]*(?<!아니)(?:이다|임|입니다)\.?$)"
    r"|^(?:keywords?|key (?:points?|ideas?|concepts?)|extra|memori[sz]e|review|recap|one-liner|in a nutshell)\s?:\s+"
    r"(?=(?:an?\s|the\s)?(?!(?:it|this|that|they)\s)(?:[^\s:]+\s){1,4}(?:is|are|means)\s(?:an?|the)\s)",
    re.I,
)
# "Definition - Bight: …", "Definition 2.1 (Bend). …", "Definition: Bend — …": what is defined is inside.
_DEFINES = re.compile(
    r"(?P<label>definition|def|정의)\.?(?:\s?\d{1,3}(?:\.\d{1,3}){0,3}\.?)?"
    r"(?:\s?\((?P<within>[^():：.]{2,50})(?:\)\s?(?:[:：.](?=\s|$)|$)|[:：]\s)"
    r"|\s[-–—]\s(?P<behind>[^:：]{2,50}?)\)?\s?(?:[:：](?=\s|$))"
    r"|\s?[:：]\s(?P<first>(?!(?:an?|the|to|how|what)\s)(?:[^\s:：.,;]{1,30}\s){0,2}[^\s:：.,;]{2,30})\s[-–—]\s(?=\S))\s*",
    re.I,
)
_SORT_OF_DEFINITION = re.compile(
    r"(?:in)?formal(?:ly)?|simpl(?:e|er|y|ified)|short|long|strict|exact|precise|rough|intuitive|textbook|wiki\w*"
    r"|definition|def|(?:in |my |own )+.*|in .*|from .*|by .*|\d.*|ver\w*\.? .*"
    r"|정의|쉬운.*|간단.*|엄밀.*|수학적.*|사전.*|한 ?줄.*|비유.*",
    re.I,
)
_BRACKET_LABEL = re.compile(r"^\[(?P<label>[^\[\]\n]{1,20})\]\s*(?=\S)")
_BOLD_LABEL = re.compile(rf"참고|주의|(?:{_LABEL.pattern})", re.I)
_ANSWER = re.compile(
    r"(?:A|Ans|답)\s?[.:：]|(?:(?:short|sample|model|my|expected|correct|ideal|suggested) )?answer\s?[.:：]?"
    r"|(?:expected|key|main|talking|answer) points(?: to (?:cover|mention))?\s?[.:：]?"
    r"|(?:(?:모범|핵심|예시|예상|기대|간단한?|짧은) ?)?"
    r"(?:답변|정답|답안)(?: (?:보기|확인))?\s?[.:：]?",
    re.I,
)
_BEFORE_ANSWER = re.compile(
    r"^(?:(?:short|sample|model|my|expected|correct|ideal|suggested) answer|(?:expected|key|main|talking|answer) points"
    r"|(?:모범|핵심|예시|예상|기대) ?(?:답변|답안))\s?[:：]\s+(?=\S)",
    re.I,
)
STEP_LABEL = re.compile(
    r"(?:step\s?(?P<at>\d{1,2})|(?P<th>\d{1,2})\s?단계|단계\s?(?P<no>\d{1,2}))\s?[:：]\s+(?=\S)", re.I
)
_TERM = re.compile(r"^(?P<term>[^:：]{1,30}?)\s*(?:[:：]\s|\s[-–—]\s)")


def without_label(text: str, strong: tuple[str, ...] = ()) -> str:
    """What a label in front of a line labels, "" where it stands alone; the line itself where it has no label.

    A label in bold or brackets needs no colon ("**참고** 단백질: …").

    >>> without_label("TIL: a lease ends by itself"), without_label("메모 : 인덱스는 빠르다"), without_label("배운 점:")
    ('a lease ends by itself', '인덱스는 빠르다', '')
    >>> without_label("Notebook: a file of cells")
    'Notebook: a file of cells'
    """
    if strong and text.startswith(f"{strong[0]} ") and _BOLD_LABEL.fullmatch(strong[0]):
        return text[len(strong[0]) :].strip()
    if text[:1] == _STAR and _LABEL.match(text.lstrip(_STAR)):
        text = text.lstrip(_STAR)  # "\\*Note: …" below what a star points at
    if text[:1] == "`":
        text = _IN_CODE.sub(r"\1", text)
    if text[:1] == "[" and (match := _BRACKET_LABEL.match(text)) and _BOLD_LABEL.fullmatch(match["label"]):
        return without_label(text[match.end() :])
    if match := _BEFORE_TERM.match(text) or _BEFORE_CLAUSE.match(text):
        return text[match.end() :]
    if text[:2] in {"De", "de", "DE", "정의"} and (found := _defined(text)):
        return found
    if match := _THAT.match(text):
        return text[match.end() :]
    return _behind(_LABEL, text)


def _defined(text: str) -> str:
    """What a line with the label of a definition defines, and its meaning; "" where it is a plain label.

    >>> _defined("Definition 2.1 (Bend). A knot that joins two ropes"), _defined("정의 - 고리: 밧줄을 둥글게 맨 것")
    ('Bend: A knot that joins two ropes', '고리: 밧줄을 둥글게 맨 것')
    >>> _defined("Definition (informal): a knot"), _defined("Definition: a knot")
    ('Definition: a knot', '')
    """
    match = _DEFINES.match(text)
    if match is None:
        return ""
    name = (match["within"] or match["behind"] or match["first"]).strip()
    if _SORT_OF_DEFINITION.fullmatch(name):
        name = match["label"]
    return f"{name}: {text[match.end() :]}".strip() if name[:1].isalpha() else ""


def defines(raw: str) -> bool:
    """Whether a line of a note begins with the label of a definition and the name that this defines."""
    return _DEFINES.match(raw.replace("*", "").replace("_", " ").strip()) is not None


def heads_answer(text: str) -> bool:
    """Whether a line says only that an answer follows, and names nothing.

    >>> heads_answer("Answer:"), heads_answer("답변"), heads_answer("A:"), heads_answer("A"), heads_answer("Answers")
    (True, True, True, False, False)
    """
    return _ANSWER.fullmatch(text) is not None


def without_answer_label(text: str) -> str:
    """A line without the label that only says that it answers the question above it ("Expected answer: a bowline")."""
    return _BEFORE_ANSWER.sub("", text)


def without_closing_labels(texts: list[str]) -> list[str]:
    """Lines that stand together, without "결론: …" or "Summary: …", unless others tell aspects of the thing above them.

    >>> without_closing_labels(["결론: 빠르다"]), without_closing_labels(["Conclusion: it melts", "Result: 40 degrees"])
    (['빠르다'], ['Conclusion: it melts', 'Result: 40 degrees'])
    """
    if not any(map(_CLOSING.match, texts)) or any(map(tells_an_aspect, texts)):
        return texts
    return [_behind(_CLOSING, text) or text for text in texts]


def tells_an_aspect(text: str) -> bool:
    """Whether a line labels a side of the thing above it ("조건: …", "Goal: …")."""
    match = _TERM.match(text)
    if match is None or _CLOSING.match(text) or match["term"] in {"주의", "참고"}:
        return False
    return is_aspect(match["term"]) or is_label(match["term"])


def _behind(label: re.Pattern[str], text: str) -> str:
    match = label.match(text)
    if match is None or (match.end() == len(text) and text[-1:] not in ":："):
        return text
    return text[match.end() :].strip()
