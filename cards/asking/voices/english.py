"""Questions in English: one wording for each thing that can be asked."""

from __future__ import annotations

import re

from cards.asking.equalities import opened
from cards.asking.fact import Fact
from cards.asking.typed import is_setting, is_typed
from cards.card import Kind
from cards.language.english.asking import questioned
from cards.language.english.consequences import asked_under
from cards.language.english.deeds import is_event, is_law, is_process
from cards.language.english.grammar import without_article
from cards.language.english.heads import asked_of, lowered
from cards.language.english.meanings import is_order, kind_of
from cards.language.english.named_kinds import which_kind
from cards.language.english.persons import is_person
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.headings import is_bidding
from cards.language.text import key


def bold(term: str) -> str:
    """A term in bold, where its own signs allow it."""
    term = term.strip()
    return f"**{term}**" if term and "*" not in term else term


def question(fact: Fact, topic: str, place: str) -> str:
    """The question a fact answers; "" where it has no subject.

    `topic` is what the lines around are about, `place` the label under which a term of theirs stands. Either may be "".
    """
    about, said = fact.about or topic, fact.said.strip()
    subject = bold(about) + (f" ({place})" if fact.about and place else "")
    ask = fact.ask
    if ask is Ask.MARKED:
        return said
    if ask is Ask.OWN and fact.sort == "why so":
        return f"{bold(about)} ({said}) — how so?"
    if ask is Ask.OWN and fact.sort == "of an aspect" and _TRAITS.search(topic):
        return f"{bold(said)} ({topic}) — how so?"
    if ask is Ask.OWN and (turned := _turned(said)):
        return _asked(about, said, f"{turned}?")
    if ask is Ask.OWN:
        return _asked(about, said, said if is_bidding(said) else f"{said.rstrip('?')}?")
    if ask is Ask.GAP:
        return f"{_lead(about, said)}{said}"
    if ask is Ask.WHY:
        if turned := questioned("why", said):
            return _asked(about, said, f"{turned}?")
        return f"{_lead(about, said)}{_opened(said)} — why?"
    if ask is Ask.FOLLOWS and fact.sort in _OF_ARROWS:
        one, many = _OF_ARROWS[fact.sort]
        if fact.sort == "change" and about.startswith("`"):
            one = many = "what does it do"  # what stands behind a command is no change of it
        return f"{subject} — {many if plural(_WHEN.split(about)[0]) else one}?"
    if ask is Ask.FOLLOWS and not said:
        return f"{bold(about)} — what follows from its equation?" if about else ""
    if ask is Ask.FOLLOWS and fact.sort == "this" and (does := _BRINGS.match(fact.answer)):
        verb = _ALLOWS.get(does["verb"], does["verb"])
        return f"{_lead(about, said)}{_opened(said)} — what does that {verb}?"
    if ask in (Ask.FOLLOWS, Ask.EFFECT):
        return f"{_lead(about, said)}{_opened(said)}: what follows?"
    if ask is Ask.IF:
        asked = asked_under(_THEN.sub("", said), fact.answer)
        return _asked(about, asked, f"{asked}?")
    if ask is Ask.CALLED:
        called = (
            "what are they called?"
            if fact.sort == "names" or (fact.sort != "so called" and plural(without_article(said)))
            else "what is it called?"
        )
        return f"{_lead(topic, said)}{said} — {called}" if said else ""
    if ask is Ask.HOW and said:
        done = re.sub(r"^(?:in order )?to\s", "", said)
        asked = f"how do you {done}?" if is_order(fact.answer) or _TYPED.match(fact.answer) else f"what is done {said}?"
        return _asked(about, said, asked)
    if ask is Ask.MEANT and fact.kind is Kind.COMPOSITION:
        return f"{said} — what do they make together?"
    if ask is Ask.MEANT:
        return f"{said} — which term is it?{f' ({place})' if place else ''}"
    if ask is Ask.PURPOSE and said:
        return f"{_lead(about, said)}{said} — what for?"
    if ask is Ask.COMMAND and fact.sort == "key":
        return f"{_lead(about, said)}{said}: {'which key?' if _ONE_KEY.fullmatch(fact.answer) else 'which keys?'}"
    if ask in (Ask.COMMAND, Ask.CODE):
        which = "which commands?" if "\n" in fact.answer.strip("`\n") else "which command?"
        which = "which setting?" if is_setting(fact.answer) and not is_typed(fact.answer) else which
        return f"{_lead(about, said)}{said}: {which if ask is Ask.COMMAND else 'how is it written?'}"
    if not about:
        return ""
    if ask is Ask.ASPECT:
        many = f"which {fact.many} {_lower(said)}?" if fact.many > 1 else f"{_lower(said)}?"
        if bidden := _DOES_NOT.fullmatch(said):  # columns called "Do" and "Don't"
            named = "don'ts" if bidden["not"] else "dos"
            many = f"which {fact.many} {named}?" if fact.many > 1 else f"{named}?"
        if fact.many < 2 and (asked := asked_of(said, plural(about), fact.answer)):
            many = f"{asked}?"
        return f"{bold(about)} — {many}"
    if ask is Ask.LIST:
        if fact.after:
            return f"{subject} — which come after {fact.after}?"
        if fact.about and place and not said and re.fullmatch(r"[a-z]+s", about) and plural(about):
            return f"{bold(place)} — which {fact.many} {about}?"  # "forms" under "Therapy"
        if not said and (has := _HAS.fullmatch(about)):
            verb = "have" if has["verb"].lower() == "has" else has["verb"].lower().removesuffix("s")
            do = "does" if has["verb"].lower().endswith("s") else "do"
            return f"What {do} {has['who'][:1].lower()}{has['who'][1:]} {verb} — which {fact.many}?"
        shown = fact.answer.count("\n") + 1 if "\n" in fact.answer else fact.answer.count(", ") + 1
        if 1 < shown < fact.many:
            return f"{subject} — which are the first {shown} of {fact.many}{f' {_small(said)}' if said else ''}?"
        return f"{subject} — which {fact.many}{f' {_small(said)}' if said else ' are there'}?"
    if ask is Ask.STEPS:
        return (
            f"{subject} — what comes after “{fact.after}”?"
            if fact.after
            else f"{subject} — which {fact.many} steps, in order?"
        )
    if ask is Ask.DIFFER:
        return f"{bold(fact.about)} and {bold(said)}{f' ({place})' if place else ''} — how do they differ?"
    if ask is Ask.CELL and (told := _IT_DOES.match(said)):
        return f"{subject} — {told['how'].lower()} {'do they' if plural(about) else 'does it'} {told['verb'].lower()}?"
    if ask is Ask.CELL:
        head = said.rstrip("?: ")
        return f"{subject} — {asked_of(said, plural(about), fact.answer) or _lower(lowered(head))}?"
    if ask is Ask.IS_SO:
        return f"{subject} — {_lower(said)}: yes or no?"
    if ask is Ask.EQUATION:
        if fact.sort == "code" and re.search(rf"[-+*/]=|=.*(?<!\w){re.escape(said.strip('`'))}(?!\w)", fact.answer):
            return f"{subject} — how is {said} updated?"
        hint = opened(fact.answer)  # under one heading there are often several
        return f"{subject} — what is {said or (f'its equation, {hint}' if hint else 'its equation')}?"
    if ask is Ask.BLANK:
        return f"{bold(about)} — what belongs in □? {said}"
    if ask is Ask.DOES and not said and _WORKS.match(fact.answer):
        return f"{subject} — how {'do they' if plural(about) else 'does it'} work?"
    if ask is Ask.DOES and not said:
        return f"{subject} — what {'do they' if plural(about) else 'does it'} do?"
    if ask is Ask.DOES:
        if said in {"does happen", "do happen"} and fact.sort == "when" and not is_process(about):
            said = said.replace("happen", "apply")  # a state or a quality does not happen
        verb, _, rest = said.partition(" ")
        if verb in {"does", "is"} and re.search(r"\s[a-z]{4,}s$", about) and plural(about):
            verb = "do" if verb == "does" else "are"  # its writer's verb does not agree
        alone = verb in {"does", "is", "was", "doesn't"}
        several = verb in {"do", "are", "were", "don't"} or (not alone and plural(about))
        they = "they" if several else "it"
        if verb in {"cannot", "can't", "couldn't", "doesn't", "don't", "won't"}:
            verb, they = _DENIED.get(verb, verb.removesuffix("n't")), f"{they} not"  # "what can they not destroy?"
        what = which_kind(fact.said, fact.answer) if fact.sort == "object" else ""
        return f"{subject} — {what or _BY_SORT.get(fact.sort, 'what')} {verb} {they} {rest}?"
    if ask is Ask.PURPOSE:
        return f"{subject} — what {'are they' if plural(about) else 'is it'} for?"
    if ask is Ask.WHAT and re.match(r"`[a-z$][\w./-]*\s[^`]+`$", about) and kind_of(fact.answer) != "article":
        return f"{subject} — what does it do?"  # a command, whatever words tell of it
    if ask is Ask.WHAT and about.startswith("`") and kind_of(fact.answer) == "deed":
        return f"{subject} — what does it do?"
    if ask is Ask.WHAT and fact.sort == "clause" and is_law(about) and kind_of(fact.answer) in _SAYINGS:
        return f"{subject} — what does it say?"
    if ask is Ask.WHAT and fact.sort == "clause" and is_event(about, fact.answer):
        return f"{subject} — what happens?"
    if ask is Ask.WHAT and fact.sort == "clause" and kind_of(fact.answer) in {"clause", "deed", "condition", "order"}:
        return f"{subject} — what {'do they' if plural(about) else 'does it'} mean?"
    if ask is Ask.WHAT and fact.sort == "pattern":
        return f"{subject} — what does it match?"
    if ask is Ask.WHAT and "`" not in about and is_person(fact.answer):
        return f"{subject} — {'who are they' if plural(about) else 'who is it'}?"
    if ask is Ask.WHAT and plural(about):
        return f"{subject} — what are they?"
    return f"{subject} — {_PLAIN[ask]}"


def _turned(said: str) -> str:
    """A heading that asks in the order of a statement ("How it works") as a question; "" where it asks as it stands.

    >>> _turned("How it works"), _turned("Why Caching Matters"), _turned("How does it work"), _turned("Why not")
    ('how does it work', 'why does Caching matter', '', '')
    """
    match = _SAID_SO.fullmatch(said.rstrip("? "))
    if match is None:
        return ""
    who = match["who"].lower() if match["who"] in {"It", "They"} else match["who"]
    several = who == "they" or not match["verb"].endswith("s")
    if several != plural(who) and who not in {"it", "they"}:
        return ""
    return f"{match['asks'].lower()} {'do' if several else 'does'} {who} {match['verb'].lower().rstrip('s')}"


# A list hangs from the beginning of a sentence ("Each gate needs").
_HAS = re.compile(
    r"(?P<who>(?:each|every|all|both|an?|the)\s[\w-]+(?:\s[\w-]+)?)\s"
    r"(?P<verb>(?:share|need|hold|contain|include|keep|store)s?|has|have)",
    re.I,
)
# What stands below these says of a thing how it is, and asks itself in what way ("Unreliable": no handshake).
_TRAITS = re.compile(r"\b(?:(?:dis)?advantages?|pros|cons|benefits|drawbacks|limitations|characteristics)$", re.I)
_SAID_SO = re.compile(
    r"(?P<asks>how|why|when|where) (?P<who>it|they|(?!to\b|do\b|does\b|did\b|is\b|are\b|was\b|were\b|can\b|not\b)[\w-]+"
    r"(?: [\w-]+)?) (?P<verb>works?|matters?|happens?|occurs?|helps?|fails?|exists?)",
    re.I,
)
_DOES_NOT = re.compile(r"(?:do(?:s|'s|’s)?|(?P<not>do(?:n['’]?t| not)(?:s|'s|’s)?))\W?", re.I)
# A column called "What it holds" asks "what does it hold?".
_IT_DOES = re.compile(r"(?P<how>what|how|where|when|why) it (?P<verb>(?!is\b|has\b|does\b)[a-z]{2,}[^s\W])s\??$", re.I)
# "This allows the boats to wait" below what was said: what does that allow?
_BRINGS = re.compile(
    r"(?:it|they) (?P<verb>allow|enable|let|permit|cause|ensure|guarantee|prevent|avoid|eliminate|reduce|improve"
    r"|simplify|increase|make|keep|give|create|force|help)(?:e?s)\b"
)
_ALLOWS = {"enable": "allow", "let": "allow", "permit": "allow"} | dict.fromkeys(
    ("make", "keep", "give", "create", "force", "help"), "do"
)
_DENIED = {"cannot": "can", "can't": "can", "won't": "will"}
# What is asked, where it is not the object of the verb.
_BY_SORT = {"manner": "how", "when": "when", "where": "where", "who": "who", "much": "by how much"}
_THEN = re.compile(r",?\sthen$")  # what followed it is the answer
_WORKS = re.compile(r"works?\s(?:by|like|just like|as|with|on|in|through|similarly)\b", re.I)
_TYPED = re.compile(r"(?:invoke|pass|append|include|try|use|run|type|call|press|click|execute|enter|add|set)\s")
_SAYINGS = frozenset({"clause", "order"})
_ONE_KEY = re.compile(r"`?(?:\S|F\d{1,2}|[A-Za-z]{3,9})`?")
_WHEN = re.compile(r"\s(?:when|if|where|while|once|after|before|until)\s")
# What is asked of the words before an arrow, by what stands behind it (cards.language.english.arrows).
_OF_ARROWS = {
    "value": ("what is it", "what are they"),
    "change": ("what happens to it", "what happens to them"),
    "happens": ("what happens", "what happens"),
    "leads": ("what does it lead to", "what do they lead to"),
}
_PLAIN = {
    Ask.WHAT: "what is it?",
    Ask.STANDS: "what does it stand for?",
    Ask.EXAMPLE: "an example?",
    Ask.PURPOSE: "what is it for?",
    Ask.HOW: "how is it done?",
    Ask.MADE_OF: "what is it made of?",
    Ask.EQUALS: "what does it equal?",
    Ask.PRINTS: "what does it print?",
    Ask.TURNS: "what does it make of what?",
}


def _lead(topic: str, said: str) -> str:
    """The topic in front of words that do not say it themselves."""
    return "" if not topic or key(topic) in key(said) or _told(topic, said) else f"{bold(topic)} — "


def _asked(topic: str, said: str, asked: str) -> str:
    """A question behind its topic, or by itself where it says that already."""
    lead = _lead(topic, said)
    return f"{lead}{asked}" if lead else asked[:1].upper() + asked[1:]


def _told(topic: str, said: str) -> bool:
    """Whether words say the head of a topic of several words ("starter" of "Sourdough starter" does not count)."""
    words = [key(word.rstrip("s")) for word in topic.split()]
    return len(words) > 0 and all(word in key(said) for word in words if word)


def _lower(text: str) -> str:
    """Words inside a sentence: the first letter small, unless it is a name or an abbreviation."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+(?:\s[a-z]|$)", text) else text


def _small(text: str) -> str:
    """Words that a heading wrote with capitals, as they stand inside a sentence ("Key Concepts")."""
    return text.lower() if all(re.fullmatch(r"[A-Z]?[a-z]+", word) for word in text.split()) else _lower(text)


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].isalpha() and " " in text else text
