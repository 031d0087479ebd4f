"""A Korean sentence ready to be taken apart: without what only joins it to the one before, with its morphemes."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.language.korean.grammar import Topic, finished, tagged, topic_of, without_lead
from cards.language.korean.stories import is_story
from cards.language.korean.we import without_us
from cards.language.word import Word

# What is so according to others is what is asked: "…라고 설명한다" is no fact of its own.
_TOLD = re.compile(
    r"(?<=다)고\s(?:설명|주장|언급|강조|평가|분석|이야기|말)"
    r"(?:한다|하였다|했다|된다|하고 있다|합니다|했습니다|됩니다|함|됨)$"
    r"|(?<=다)고\s(?:알려져|여겨져) (?:있다|있습니다|있음)$"
)
_KNOWN = re.compile(r"(?P<told>.{6,}[가-힣]) 것을 (?:알|볼|확인할) 수 (?:있다|있습니다|있음)$")
_BESIDE = re.compile(r"(?<=[다음함됨임짐])\.?\s?\((?=[^()]*\s)[^()]{8,60}\)$")  # more words beside a whole sentence
# What follows from what was supposed just before: its condition alone is only half of it.
_SUPPOSES = re.compile(r"(?:그러면|그럼|그렇다면|그렇게 하면|이렇게 하면)[\s,]")


class Sentence(NamedTuple):
    """A sentence without the words that only join it to the one before, its morphemes and its topic.

    `supposes` says that what the sentence before supposes holds in it too.
    """

    text: str
    tokens: tuple[Word, ...]
    topic: Topic | None
    supposes: bool = False

    @property
    def lead(self) -> int:
        """Where what is said of the topic begins."""
        return self.topic.rest if self.topic is not None else 0

    @property
    def about(self) -> str:
        """The topic, where it names something."""
        return self.topic.text if self.topic is not None and not self.topic.begin else ""


def read(text: str) -> Sentence | None:
    """A sentence ready to be taken apart; None where it tells a story, or nothing can read it."""
    text = text.strip(" :：").rstrip(".,!~ ")
    supposes = _SUPPOSES.match(text) is not None
    text = without_us(without_lead(text))
    text = _TOLD.sub("", _BESIDE.sub("", text))
    if known := _KNOWN.match(text):
        text = finished(known["told"])  # "일차함수와 같은 것을 알 수 있습니다"
    if is_story(text) or len(text) < 6:
        return None
    tokens = tagged(text)
    if tokens and tokens[-1].tag == "EC" and tokens[-1].text in {"고", "며", "으며", "지만"}:
        text = finished(text)
        tokens = tagged(text)
    if not tokens:
        return None
    return Sentence(text, tokens, topic_of(text, tokens), supposes)
