"""To which heading a label beside it belongs: "TTL", "특징" under no common name."""

from __future__ import annotations

import re

from cards.language.aspects import ASPECTS_KO
from cards.language.headings import topic_of

# What closes or gathers a whole note belongs to no one heading of it.
_OF_ALL = re.compile(
    r"정리|요약|용어|명령어|질문|답|코드|팁|참고|소개|개요|설명|키워드|도구|기본|기초|심화|내용|이론|결과|구현"
)


# "기술 포인트" and what stands beside it tell of the same thing: neither belongs to the other.
_PART = re.compile(r"(?:포인트|인사이트|아이디어|개념|전략|정의|과정|배경|목표|현황|상황|내역|목록|사항)$")


def owners_of(headings: tuple[str, ...], above: str) -> list[str]:
    """What each of the headings side by side belongs to: a label to the thing named before it, where nothing above both
    has a name, or where the label comes again under another of them; "" for what belongs to the heading above.

    >>> owners_of(("Redis란?", "사용 이유", "TTL", "특징"), "")
    ['', 'Redis', '', 'TTL']
    >>> owners_of(("CSRF", "대응 기법", "XSS", "대응 기법"), "웹 보안"), owners_of(("개요", "스택", "장점"), "자료구조")
    (['', 'CSRF', '', 'XSS'], ['', '', ''])
    """
    topics = [topic_of(heading) for heading in headings]
    labels = [topic.aspect.replace(" ", "") if topic.aspect and not topic.name else "" for topic in topics]
    owners, named = [], ""
    for topic, label in zip(topics, labels, strict=True):
        apart = label in ASPECTS_KO and (not above or labels.count(label) > 1) and not _OF_ALL.search(label)
        owners.append(named if apart and not _PART.search(named) else "")
        named = topic.name or named
    return owners
