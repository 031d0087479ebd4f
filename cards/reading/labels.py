"""Words that only label a line ("TIL: …", "결론: …"), and lines that say when and by whom a note was written."""

from __future__ import annotations

import re

from cards.language.aspects import is_aspect, is_label
from cards.translation import N_

_END = r"(?:\s?\((?:중요|필독|주의|!+)\))?\s*(?:[:：]\s*|\s[-–—]\s+|$)"
_LABEL = re.compile(
    r"^(?:(?:(?:오늘|이번 ?주|금일)(?:의|에)?\s?)?(?:새로\s?)?(?:배운|공부한|학습한|알게 ?된|기억할)\s?(?:것|점"
    r"|내용|거)"
    r"|오늘의? (?:교훈|한 ?줄|TIL)|경고|중요|메모|노트|팁|꿀팁"
    r"|TMI|imh?o|fun fact|did you know|(?:key |main )?take-?aways?|lessons? learned"
    r"|TIL|WIL|today i learned|(?:what|things?) i learned|tl;?\s?dr|in short|warning|caution|important"
    r"|attention|danger|reminder|remember"
    r"|notes?|note to self|n\.?b\.?|tips?|hint|fyi|info|p\.?s\.?)" + _END,
    re.I,
)
_CLOSING = re.compile(
    r"^(?:(?:한 ?줄|핵심|짧은)?\s?(?:요약|정리)|결론|(?:in )?summary|conclusions?)" + _END,
    re.I,
)
_BOLD_LABEL = re.compile(rf"참고|주의|(?:{_LABEL.pattern})", re.I)
_ANSWER = re.compile(
    r"(?:A|Ans|답)\s?[.:：]|(?:(?:short|sample|model|my) )?answer\s?[.:：]?|(?:(?:모범|핵심|예시|간단한?|짧은) ?)?"
    r"(?:답변|정답|답안)(?: (?:보기|확인))?\s?[.:：]?",
    re.I,
)
_TERM = re.compile(r"^(?P<term>[^:：]{1,30}?)\s*(?:[:：]\s|\s[-–—]\s)")
_DATED = re.compile(
    r"^(?:date|created|updated|modified|(?:last )?(?:updated|modified|edited)|published"
    r"|날짜|일자|일시|작성일(?:자|시)?|등록일|수정일(?:자)?|최종 ?수정(?:일)?|업데이트)(?: at"
    r"| on)?\s*[:：](?!:)\s*(?P<what>\S.*)$",
    re.I,
)
_SIGNED = re.compile(
    r"^(?:authors?|written by|tags?|keywords?|categor(?:y|ies)|attendees|participants|참석자|작성자"
    r"|글쓴이|필자|태그|키워드|카테고리)\s*[:：](?!:)\s*(?P<what>\S.*)$",
    re.I,
)
_SAYS = re.compile(
    r"^(?:an?|the)\s|[가-힣](?:다|요|[음함됨])\.?$|\s(?:is|are|that|which|of)\s|[가-힣](?:는|을|를|한|된)\s", re.I
)
_OF_DAYS = re.compile(
    r"^\W*(?:\d{2,4}\s?[-./년]|\d{1,2}\s?[-./월]|\d{6,8}\b|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*day|오늘|어제|today|yesterday)",
    re.I,
)
_OF_THE_NOTE = N_("it says when, by whom or under which tags the note was written")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"^\W{0,3}(?:(?:오전|오후|am|pm)\s?)?(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?(?:[ap]\.?m\.?(?!\w)|시(?:\s?\d{1,2}분)?))"
    r"(?:\s?[-–~]\s?(?:\d{1,2}:\d{2}|\d{1,2}시)(?:\s?[ap]m)?)?\W{0,3}(?:[:：]\s|\s[-–—]\s|→\s?|\)\s)\s*\S"
    r"|^[\[(]\d{1,2}:\d{2}[\])]\s+\S|^\d{1,2}:\d{2}(?:\s?[-–~]\s?\d{1,2}:\d{2})?\s+\S+(?:\s\S+){0,3}$",
    re.I,
)


def without_label(text: str, strong: tuple[str, ...] = ()) -> str:
    """What a label in front of a line labels, "" where it stands alone; the line itself where it has no label.

    A label in bold needs no colon ("**참고** 단백질: …").

    >>> without_label("TIL: a lease ends by itself"), without_label("메모 : 인덱스는 빠르다"), without_label("배운 점:")
    ('a lease ends by itself', '인덱스는 빠르다', '')
    >>> without_label("Notebook: a file of cells")
    'Notebook: a file of cells'
    """
    if strong and text.startswith(f"{strong[0]} ") and _BOLD_LABEL.fullmatch(strong[0]):
        return text[len(strong[0]) :].strip()
    return _behind(_LABEL, text)


def heads_answer(text: str) -> bool:
    """Whether a line says only that an answer follows, and names nothing.

    >>> heads_answer("Answer:"), heads_answer("답변"), heads_answer("A:"), heads_answer("A"), heads_answer("Answers")
    (True, True, True, False, False)
    """
    return _ANSWER.fullmatch(text) is not None


def without_closing_labels(texts: list[str]) -> list[str]:
    """Lines that stand together, without "결론: …" or "Summary: …", unless others tell aspects of the thing above them.

    >>> without_closing_labels(["결론: 빠르다"]), without_closing_labels(["Conclusion: it melts", "Result: 40 degrees"])
    (['빠르다'], ['Conclusion: it melts', 'Result: 40 degrees'])
    """
    if not any(map(_CLOSING.match, texts)) or any(map(_tells_an_aspect, texts)):
        return texts
    return [_behind(_CLOSING, text) or text for text in texts]


def _tells_an_aspect(text: str) -> bool:
    match = _TERM.match(text)
    return match is not None and not _CLOSING.match(text) and (is_aspect(match["term"]) or is_label(match["term"]))


def _behind(label: re.Pattern[str], text: str) -> str:
    match = label.match(text)
    if match is None or (match.end() == len(text) and text[-1:] not in ":："):
        return text
    return text[match.end() :].strip()


def written(text: str) -> str:
    """Why a line of a note is about the note or a day, not about what was learned; "" where it may be a fact.

    >>> written("Tags: db, postgres"), written("12:30: 점심")
    ('it says when, by whom or under which tags the note was written', 'it says what happened at a time of day')
    >>> written("Date: 1066"), written("3:1: a ratio")
    ('', '')
    """
    if match := _DATED.match(text):
        year = _YEAR.search(match["what"])
        if _OF_DAYS.match(match["what"]) and (year is None or 1990 <= int(year[1]) <= 2100):
            return _OF_THE_NOTE
    if (match := _SIGNED.match(text)) and not _SAYS.search(match["what"]):
        return _OF_THE_NOTE
    return N_("it says what happened at a time of day") if _CLOCK.match(text) else ""
