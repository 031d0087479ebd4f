"""Times as they are told in a sentence: "in November", "during the monsoon", "three to four weeks"."""

from __future__ import annotations

import re

NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|a thousand)"
)
_SPAN = re.compile(
    r"(?:(?:about|around|roughly|nearly|almost|only|up to|at least|at most|over|under|less than|more than) )?"
    rf"(?:\d[\d.,]*|an?|one|a few|several|{NUMBER})(?:(?: (?:to|or|and) |\s?[–-]\s?)(?:\d[\d.,]*|{NUMBER}))?[\s-]"
    r"(?:(?:milli|micro|nano)?second|minute|hour|day|night|week|month|year|decade)s?\b|centuries\b",
    re.I,
)
_AROUND = (
    r"(?:(?:the|each|every|early|late|mid|beginning|start|end|middle"
    r"|(?:first|second|latter|last|early|later) (?:half|part|days|years|weeks))(?:\sof)?[\s-]+){0,4}"
)
_POINT = (
    r"(?:(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|week(?:day|end)s?"
    r"|(?-i:spring|summer|autumn|fall|winter)s?|(?:months?|years?|decades?|century|season|monsoon)"
    r"|[a-z-]+ (?:century|season|monsoon|months)|[12]\d{3}s?|\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|o'clock)"
    r"|mornings?|afternoons?|evenings?|night|noon|midday|midnight|dawn|dusk|sunrise|sunset)"
    # and no "night sky", "May Hall", "2000 metres"
    r"(?=$|[,;.–-]|\s[(–\d-]|\s(?:and|or|when|while|but|of|to|in|at|on|after|before|until|through|followed|term|AD|BC)\b)"
)
_TIME = re.compile(
    rf"(?:(?:usually|mostly|only|often|typically|mainly|shortly|right|just|immediately)\s)*"
    rf"(?:(?:in|on|at|by|since|around|between|from|towards?)\s{_AROUND}{_POINT}"
    r"|(?:during|before|after|throughout|until)\s\S"
    r"|(?:(?:all|every|each)\s(?:year|day|night|spring|summer|autumn|winter|morning|evening|month|week)s?\b"
    r"|year[- ]round|overnight)(?:\s(?:round|long))?)",
    re.I,
)


def is_time(text: str) -> bool:
    """Whether words behind a verb say when something is so.

    >>> is_time("in November and in March"), is_time("all year round in Bergen"), is_time("during the first frost")
    (True, True, True)
    >>> is_time("in the May Hall"), is_time("in the harbour"), is_time("at 2000 metres"), is_time("in Spring Boot")
    (False, False, False, False)
    """
    return _TIME.match(text) is not None


def is_span(text: str) -> bool:
    """Whether words begin with how long something takes or lasts.

    >>> is_span("three to four weeks in a cellar"), is_span("35-40 minutes"), is_span("two masts"), is_span("a day")
    (True, True, False, True)
    """
    return _SPAN.match(text) is not None


_WAY = re.compile(
    rf"(?:(?:about|around|roughly|nearly|almost) )?(?:\d[\d.,]*|an?|one|several|{NUMBER})"
    rf"(?:(?: (?:to|or) |\s?[–-]\s?)(?:\d[\d.,]*|{NUMBER}))?(?:\s(?:hundred|thousand|million|light))*[\s-]?"
    r"(?:(?:kilo|centi|milli|nano)?met(?:re|er)|mile|foot|feet|inch(?:es)?|yard|fathom|km|cm|mm|m\b|light[- ]year)s?\b",
    re.I,
)


def is_way(text: str) -> bool:
    """Whether words begin with how far something is or goes.

    >>> is_way("a hundred metres"), is_way("two miles inland"), is_way("12 km"), is_way("ten eggs"), is_way("a minute")
    (True, True, True, False, False)
    """
    return _WAY.match(text) is not None
