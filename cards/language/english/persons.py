"""Whether an English meaning is that of a person: then a question asks who it is, not what."""

from __future__ import annotations

import re

from cards.language.text import words

_HEAD = re.compile(
    r"(?:(?:an?|the|one of the|any)\s)?(?P<before>(?:[\w'’.-]+,?\s){0,5}?)(?P<head>[A-Za-z]+(?:-[a-z]+)?)"
    r"(?=$|[,.;(]|\s(?:who|whose|of|at|in|from|and|for|known|that|which|on|to|with|by)\b)"
)
_PERSONS = words(
    """
    actor actress anthropologist architect artist astronomer author billionaire biologist boss botanist businessman
    businesswoman ceo chairman chairwoman chemist cofounder co-founder colleague composer critic criminal designer
    dictator diplomat doctor dramatist economist emperor employee engineer entrepreneur executive explorer father
    founder general geneticist geographer geologist god goddess governor guru hacker historian inventor investor
    journalist judge king knight lawyer leader linguist logician manager mathematician merchant minister mother
    musician naturalist neurologist neuroscientist novelist nurse officer painter patient people person philosopher
    physician physicist pioneer playwright poet politician pope president priest prince princess professor programmer
    prophet psychiatrist psychologist queen reformer researcher revolutionary scholar scientist sculptor slave
    sociologist soldier somebody someone spy statesman statistician student surgeon teacher theologian theorist tutor
    worker writer
    """
)
# "a package manager" is no person
_OR_PROGRAM = words("manager worker writer judge critic actor investor general executive")


def is_person(meaning: str) -> bool:
    """Whether a meaning says who somebody is.

    >>> is_person("an English mathematician who wrote the first program"), is_person("the person who owns the backlog")
    (True, True)
    >>> is_person("a compiler for Fortran"), is_person("a list of people who may write"), is_person("general rules")
    (False, False, False)
    >>> is_person("the co-founder and chairman of a wharf"), is_person("the mast and queen of the fleet")
    (True, False)
    >>> is_person("a package manager"), is_person("the manager who signs")
    (False, True)
    """
    if re.match(r"(?:the |an? )?(?:people|person|persons|someone|somebody|those|one) who\b", meaning, re.I):
        return True
    match = _HEAD.match(meaning)
    if re.match(r"(?:\w+ing|be)\s", meaning, re.I):
        return False  # "replacing the old queen"
    if match is not None and (two := re.match(r"(?P<one>.*?)\s(?:and|or)\s(?P<other>.+)", match["before"])):
        return is_person(two["one"]) and is_person(meaning[match.start("before") + two.start("other") :])
    if match is None:
        return False
    head = match["head"].lower().removesuffix("s")
    if head in _OR_PROGRAM and not re.search(rf"{head}s?\s(?:who|whose|of)\b", meaning, re.I):
        return False
    return head in _PERSONS
