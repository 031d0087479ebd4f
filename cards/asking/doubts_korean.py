"""What makes a Korean card doubtful whatever its words are worth: it says nothing new, praises its term, or its
condition belongs to another half of the sentence."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.restated import echoes, restates
from cards.asking.scope import Scope
from cards.language.finding import Ask

# "데이터를 이용할 수 없기에 …", "성능이 저하될 수 있으므로 …": the condition ends there, and what is to be done
# does not follow from it alone.
_SINCE = re.compile(r"^.{2,60}(?:수 (?:있|없)|않|되|하|없)(?:으므로|므로|기에|기 때문에|어서)[\s,]")
_PRAISED = re.compile(
    r"(?:가장|제일)\s(?:\S+(?:고|며|면서)\s)?(?:단순|간단|대중|흔|널리|많이|기본|일반|유명|인기|보편|중요|쉬|쉽|효과|효율)\S*"
    r"(?:\s(?:\S*쓰이는|\S*사용되는|\S*사용하는|알려진))?\s\S+$"
)

_MEANING_OF = re.compile(r"^[^=:]{1,20}=\s?[^=:]{1,30}의\s?(?:의미|뜻)(?:\s?:|$)")


def doubt_of_korean(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean draft waits for its reader's look; "" where nothing speaks against it."""
    if restates(fact, answer, scope):
        return "its meaning says no more than its name"
    if echoes(fact, answer):
        return "its answer says again what it asks"
    if fact.ask is Ask.IF and _SINCE.match(answer) and len(answer) > 20:
        return "its condition says when, and the answer why"
    if fact.ask in {Ask.WHAT, Ask.EQUALS} and _half_named(fact, scope):
        return "its term is only the first half of its line's name"
    if fact.ask is Ask.WHAT and _PRAISED.search(answer):
        return "it praises its term, and does not say what it is"
    return ""


def _half_named(fact: Fact, scope: Scope) -> bool:
    """Whether a line speaks of more than its term: "α = 0.05의 의미: …" says nothing of α."""
    text = scope.texts.get(fact.line, "")
    return bool(fact.about) and text.startswith(f"{fact.about} =") and _MEANING_OF.search(text) is not None
