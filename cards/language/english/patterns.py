"""English sentences whose form says what they answer: "The goal of X is to …", "Prefer X over Y", "Bolt X to …"."""

from __future__ import annotations

import re

from cards.language.english.adverbials import told_behind
from cards.language.english.asking import questioned
from cards.language.english.grammar import FINITE, clause, is_name, is_pointing, tagged, without_article
from cards.language.english.meanings import is_order, kind_of
from cards.language.english.persons import is_person
from cards.language.english.plurals import plural
from cards.language.finding import Ask, Finding
from cards.language.text import words
from cards.language.word import Word

_AIM = re.compile(
    r"(?P<what>(?:the|a|one)\s(?:[\w-]+\s){0,2}?(?:purpose|goal|aim|objective|job|task|role|function|idea|intent|point"
    r"|intention|benefit|advantage|drawback|disadvantage|downside|upside|problem|issue|challenge|difficulty|limitation"
    r"|danger|risk)s?\s(?:of|in|with|behind|for)\s(?P<whose>[^,;:]{2,60}?))\s(?P<be>is|are)\s"
    r"(?P<told>to\s(?:\w+ly\s)?[a-z]{2,}\s.{6,})$",
    re.I,
)
_WAY = re.compile(
    r"(?P<what>(?:the|one|another)\s(?:[\w-]+\s){0,3}?(?:way|approach|method|solution|strategy|technique|option|workaround"
    r"|fix)\s(?:to|of|for)\s(?P<whose>[^,;:]{4,80}?))\sis\s(?P<told>(?:to\s[a-z]{2,}|(?:by |through )?\w+ing)\s.{6,})$",
    re.I,
)
_BETWEEN = re.compile(
    r"there\s(?:is|are)\s(?P<what>(?:an?|two|several)\s(?:[\w-]+\s){0,2}?(?:trade-?offs?|difference|distinction"
    r"|relationship|conflict|balance|connection|link|tension|correlation))\sbetween\s(?P<both>[^;:]{6,110}\sand\s[^;:]{3,80})$",
    re.I,
)
_ONLY_WHO = re.compile(
    r"only\s(?!(?:after|before|when|if|by|in|on|for|with|then|at|once)\b)(?P<who>(?:the\s|an?\s)?[\w][\w -]{2,40}?)\s"
    r"(?P<does>(?:can|may|must|should|is allowed to|are allowed to|has|have)\s"
    r"(?!been|be\b)[a-z][^,;:]{5,80})$",
    re.I,
)
_DIFFERS = re.compile(
    r"(?P<what>[\w][\w -]{2,40}?)\s(?P<s>differs?)\sfrom\s(?P<other>[\w][\w -]{2,40}?)\s"
    r"(?P<how>in (?:that )?\S.{8,}|by \w+ing\s.{6,})$",
    re.I,
)
_TAKES = re.compile(
    r"it takes?\s(?P<long>(?:about |around |up to |at least |roughly )?"
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|several)\s(?:second|minute|hour|day|week|month|year|ms)s?)"
    r"\sto\s(?P<deed>[a-z]{2,}\s[^,;:]{3,70})$",
    re.I,
)
_CONSIDERED = re.compile(
    r"(?P<what>[^,;:]{8,80}?)\s(?:is|are)\s(?:(?:also|generally|usually|often)\s)?(?:considered|deemed)\s(?:to be\s)?"
    r"(?P<how>(?!good|bad|best|an?\s|the\s|as\s|more|less|one|very)[^,;:]{3,50})$",
    re.I,
)
_THERE = re.compile(
    r"there\s(?:is|are|exists?)\s(?:also\s)?(?:an?|another|one)\s[^,;:]{3,40}?\s(?:called|named)\s"
    r"(?P<name>`[^`\n]+`|[\w.-]+(?:\s[A-Z][\w.-]*)?)\s?,?\s(?:that|which)\s(?P<told>[a-z]+s\s.{8,})$",
    re.I,
)
_DEFINES = re.compile(
    r"(?P<who>[A-Z][^,;:]{1,40}?)\s(?:defines?|defined|describes?|described)\s(?P<what>[^,;:]{2,60}?)\sas\s"
    r"(?P<meaning>(?:an?|the|any|one)\s.{10,})$"
)
_OVER = re.compile(
    r"(?:always\s|you should\s)?(?P<do>prefer|favou?r|choose|use|pick)\s(?P<what>[^,;:]{2,50}?)\s"
    r"(?P<over>over|instead of|rather than|in place of)\s(?P<other>(?:(?!\s(?:for|to|when|because|since|as|if|so)\s)"
    r"[^,;:]){2,50})$",
    re.I,
)
_WE_CALL = re.compile(
    r"(?P<what>[^,;:]{3,90}?)\s(?:is|are)\swhat\s(?:we|you|people|they)\scall\s(?P<called>[^;:]{3,160})$", re.I
)
# What is the same or alike but for something, differs in that.
_SAME_BUT = re.compile(
    r"(?P<what>[^,;:]{3,60}?)\s(?P<be>is|are|works?)\s"
    r"(?:(?:pretty|very|quite|almost|basically|much|just|essentially|exactly)\s)*"
    r"(?:the same (?:way )?as|like|similar to|identical to)\s(?P<other>[^,;:]{3,60}?),?\s(?:except(?: for the fact)?"
    r"(?: that)?|but(?! not\b)|with the (?:only )?difference that|apart from the fact that)\s"
    r"(?P<how>[^;:]{8,140})$",
    re.I,
)
# "The drift settles after about ten days", "it dries within two hours".
_TIMED = re.compile(
    r"(?P<what>(?:the|an?|every|each)\s[^,;:]{2,60}?\s[a-z]+s)\s(?P<link>after|within)\s"
    r"(?P<long>(?:(?:about|around|roughly|only|some|at most|less than|up to)\s)?(?:\d[\d.,]*|[a-z]{2,7}|a few)\s"
    r"(?:second|minute|hour|day|week|month|year|step|sample|turn|iteration|epoch|round|attempt)s)$",
    re.I,
)
_AS_MUCH = re.compile(
    r"(?P<what>[^,;:]{2,60}?)\s(?P<be>is|are)\s(?P<much>(?:(?:about|roughly|nearly|almost|only|at least)\s)?"
    r"(?:half|twice|\w+ times|a (?:third|quarter|fifth|tenth)))\sas\s(?P<how>[a-z]+)(?P<than>\sas\s[^,;:]{2,60})?$",
    re.I,
)
_PARENTHESES = re.compile(r"\s?\([^()]*\)")


def formed(text: str, tokens: tuple[Word, ...]) -> Finding | None:
    """What such a sentence says; None where it has none of these forms.

    >>> formed("The goal of a keel is to hold the boat upright", ())[2:4]
    ('what is the goal of a keel', 'to hold the boat upright')
    >>> formed("Prefer hemp over cotton", ())[2:4]
    ('what should you prefer over cotton', 'hemp')
    >>> formed("There is a knot called bowline that holds a loop open", ())[1:4]
    ('bowline', '', 'holds a loop open')
    """
    if (aim := _AIM.match(text)) and not _POINTS.search(aim["what"]) and clause(tagged(aim["whose"]) or ()) is None:
        be = "are" if plural(aim["what"].partition(" of ")[0]) else aim["be"].lower()  # "The goals of it is to …"
        return Finding(Ask.OWN, "", f"what {be} {_small(aim['what'])}", aim["told"], "which one")
    if (only := _ONLY_WHO.match(text)) and not _POINTS.search(only["who"]):
        asks = "who" if is_person(only["who"]) else "who or what"
        return Finding(Ask.OWN, "", f"{asks} {only['does']}", f"only {only['who']}", "subject")
    if (differs := _DIFFERS.match(text)) and not _POINTS.search(f"{differs['what']} {differs['other']}"):
        does = "does" if differs["s"].endswith("s") else "do"
        asked = f"how {does} {_small(differs['what'])} differ from {differs['other']}"
        return Finding(Ask.OWN, "", asked, differs["how"], "way")
    if (same := _SAME_BUT.match(text)) and not _POINTS.search(f"{same['what']} {same['other']}"):
        several = same["be"] in {"are", "work"}
        asked = f"how {'do' if several else 'does'} {_small(same['what'])} differ from {same['other']}"
        return Finding(Ask.OWN, "", asked, same["how"], "way")
    if (takes := _TAKES.match(text)) and not _POINTS.search(takes["deed"]):
        return Finding(Ask.OWN, "", f"how long does it take to {takes['deed']}", takes["long"], "count")
    if (way := _WAY.match(text)) and not _POINTS.search(way["what"]) and _is_bare(way["what"]):
        return Finding(Ask.OWN, "", f"what is {_small(way['what'])}", way["told"], "which one")
    if (both := _BETWEEN.match(text)) and not _POINTS.search(both["both"]):
        return Finding(Ask.OWN, "", f"between what is there {both['what'].lower()}", both["both"], "object")
    if (held := _CONSIDERED.match(text)) and len(held["what"].split()) > 2 and _is_bare(held["what"]):
        return Finding(Ask.OWN, "", f"what is considered {held['how']}", held["what"], "subject")
    if there := _THERE.match(text):
        return Finding(Ask.DOES, there["name"], "", there["told"], "deed")
    if (says := _DEFINES.match(text)) and tokens and tokens[0].tag == "NP0" and not is_pointing(says["what"]):
        inside = tagged(says["what"]) or ()
        if inside and is_name(inside, (0, len(says["what"]))) and kind_of(says["meaning"]) == "article":
            return Finding(Ask.WHAT, without_article(says["what"]), "", says["meaning"], "meaning")
    if (over := _OVER.match(text)) and not _POINTS.search(f"{over['what']} {over['other']}"):
        asked = f"what should you {over['do'].lower()} {over['over'].lower()} {over['other']}"
        return Finding(Ask.OWN, "", asked, over["what"], "role")
    if (timed := _TIMED.match(text)) and not _POINTS.search(text):
        asked = questioned("when" if timed["link"].lower() == "after" else "how soon", timed["what"])
        if asked:
            return Finding(Ask.OWN, "", asked, f"{timed['link']} {timed['long']}", "count")
    if (much := _AS_MUCH.match(text)) and not _POINTS.search(text) and not is_pointing(much["what"]):
        told = f"{much['much']} as {much['how']}{much['than'] or ''}"
        return Finding(Ask.OWN, "", f"how {much['how']} {much['be']} {_small(much['what'])}", told, "count")
    if calls := _WE_CALL.match(text):
        return _called(calls["what"], calls["called"])
    return None


def bidden_for(text: str, tokens: tuple[Word, ...]) -> Finding | None:
    """Why one should do what a line tells to do ("Grease the hinges to stop the noise"); None where it does not say.

    >>> bidden_for("Grease the hinges to stop the noise", tagged("Grease the hinges to stop the noise"))[2:4]
    ('why grease the hinges', 'to stop the noise')
    """
    if not tokens or not tokens[0].text.isalpha():
        return None
    told = told_behind(text, tokens, 1, len(text), tokens[0].text.lower())
    if (
        told is None
        or told.kind != "end"
        or told.rest.startswith("to be ")
        or _POINTS.search(told.object)
        or _POINTS.search(told.rest)
        or not is_order(text)
    ):
        return None
    asked = f"why {tokens[0].text.lower()} {_PARENTHESES.sub('', told.object)}"
    return Finding(Ask.OWN, "", asked, told.rest, "purpose")


def _called(what: str, called: str) -> Finding | None:
    """ "X is what we call a …": what X is; "What … is what we call X": what that is called."""
    if _POINTS.search(what):
        return None
    if re.match(r"an?\s", called) and len(called.split()) > 4:
        return Finding(Ask.WHAT, without_article(what), "", called, "meaning") if len(what.split()) <= 4 else None
    if len(what.split()) > 2 and len(called.split()) <= 4:
        return Finding(Ask.CALLED, "", what, without_article(called), "name")
    return None


def _is_bare(what: str) -> bool:
    """Whether words name something without a clause of their own ("posts that are split", "a post is what")."""
    return not is_pointing(what) and not any(token.tag in FINITE for token in tagged(what) or ())


def _small(text: str) -> str:
    """Words inside a question: the first letter small, unless it is of a name in capitals."""
    return (
        text if text[1:2].isupper() or (not text[1:2].isalpha() and text[1:2] != " ") else text[:1].lower() + text[1:]
    )


_POINTS = re.compile(r"\b(?:this|these|those|it|its|them|they|their|your|our|my|here|such)\b", re.I)


_BUILT = re.compile(
    r"(?:(?:an?|the)\s)?(?P<what>(?:[\w-]+\s){0,3}(?!first\b)[a-z][\w-]+),?\s(?:first\s)?(?P<done>[a-z]{3,})\s"
    r"(?:(?:in|around|about)\s(?P<year>(?:about\s)?[12]\d{3})(?:\sby\s(?P<who>[^,;:.()]{3,50}))?"
    r"|by\s(?P<by>[^,;:.()]{3,50}?)\sin\s(?P<then>[12]\d{3}))$",
    re.I,
)
# What was done to a note or to data, and no making of a thing.
_NOT_MADE = re.compile(
    r"(?:up\w+|edited|cited|noted|taken|seen|read|collected|observed|accessed|retrieved|reported)$", re.I
)
_STRONG = frozenset(words("built made found struck caught cut cast laid dug won held bought brought sold set"))


def built(text: str) -> tuple[Finding, ...]:
    """When something was built and by whom, where a line names it with that and has no verb of its own.

    >>> [(f.said, f.answer) for f in built("transmitter built in 1959 by Swiss engineers")]
    [('when was the transmitter built', '1959'), ('by whom was the transmitter built', 'Swiss engineers')]
    >>> built("The mill was built in 1959")
    ()
    """
    match = _BUILT.match(text.strip().rstrip(". "))
    whole = tagged(text) if match else None
    if match is None or not whole or _NOT_MADE.match(match["done"]):
        return ()
    done = next((token for token in whole if token.start >= match.start("done")), None)
    tokens = [token for token in whole if match.start("what") <= token.start < match.end("what")]
    small = match["done"].lower()
    past = done and done.tag == "VVD" and (match["who"] or match["by"]) and (small in _STRONG or small.endswith("ed"))
    if done is None or not (done.tag in {"VVN", "VVD-VVN"} or past):
        return ()
    if not tokens or not tokens[-1].tag.startswith(("NN", "UNC")) or tokens[0].tag.startswith("V"):
        return ()
    if any(t.tag.startswith(("VB", "VH", "VM", "PN", "PR", "CJ")) for t in tokens):
        return ()
    what, be = match["what"], "were" if tokens[-1].tag == "NN2" else "was"
    named = re.match(r"[A-Z]+\b|[A-Z]\w+\s[A-Z]", what) or match.start("what")  # "the Ardal coat"
    what = what if named else what[:1].lower() + what[1:]
    when, who = match["year"] or match["then"], match["who"] or match["by"]
    found = [Finding(Ask.OWN, "", f"when {be} the {what} {match['done'].lower()}", when, "built")]
    if who and not re.match(r"\w+ing\b", who):
        found.append(Finding(Ask.OWN, "", f"by whom {be} the {what} {match['done'].lower()}", who, "built"))
    return tuple(found)
